# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Motions and amendments, by who moved them and what they are about, with the number where it stands beside it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from bijgepraat.model.claims import Reference, ReferenceType
from bijgepraat.understand.citing.papers import DOSSIER, NUMMER, dossier_of

_PARTICLES = r"(?:(?:[Vv]an|[Dd]e|[Dd]en|[Dd]er|[Hh]et|[Tt]e|[Tt]en|[Tt]er|[Ee]l|[Aa]l|[Vv]on|[Dd]i|in 't|'t|op|aan) ){0,3}"
_WORD = r"[A-ZÀ-ÖØ-ÞŞÇĞİ][\w'’]{1,30}(?:-" + _PARTICLES + r"[A-ZÀ-ÖØ-ÞŞ][\w'’]{1,30}){0,2}"
# "Olger van Dijk" and "Six Dijkstra" beside "Grinwis" and "Van der Plas".
_SURNAME = _PARTICLES + _WORD + r"(?: (?:(?:van|de|den|der|ten|ter|el) ){0,2}" + _WORD + r")?"
_ROW = _SURNAME + r"(?:(?: ?/ ?|, | en )" + _SURNAME + r"){0,6}"
_SORT = r"(?P<sort>[Mm]oties?|(?:[Ss]ub)?[Aa]mendement(?:en)?)"
_ADVERB = r"(?:[Nn]ader gewijzigde? |[Gg]ewijzigde? |[Gg]ew\.? )?"
_MOVED = re.compile(
    r"(?<![\w-])" + _ADVERB + _SORT + r"(?:[-–](?P<hyphen>" + _ROW + r")| "
    r"(?:van (?:het lid|de leden|lid|de heer|mevrouw|de fractie van(?: de| het)?) )"
    r"(?P<members>" + _ROW + r")| (?:van )?(?P<plain>" + _ROW + r"))(?P<others> c\.s\.)?"
)  # fmt: skip
_TAIL = re.compile(
    r"(?: over (?P<about>[^().;:\n]{3,220}?))? ?\((?:[Kk]amerstuk(?:ken)?(?: II)?,? |[Kk]st\.? |TK )?" + DOSSIER
    + r"[,.]? ?(?:" + NUMMER + r"|[-–])?(?P<number>\d{1,4})(?!\d)"
    r"(?:(?:, (?:bijlage|dekking|bijgedrukt) ?\w{0,4})?\)|(?= en \d|, \d))"
)  # fmt: skip
_ON_PAPER = re.compile(r" (?:op stuk )" + NUMMER + r"(?P<number>\d{1,4})(?!\d) \((?:Kamerstuk )?" + DOSSIER + r"\)")
_ABOUT = re.compile(r" (?:over|inzake) (?P<about>[^().,;:\n«»\"“”]{3,160})")
_STOP = re.compile(
    r" (?:is|zijn|was|waren|wordt|worden|werd|heeft|hebben|had|die|waarin|waarmee|uit te voeren|te betrekken|verzoekt|"
    r"vraagt|vroeg|verzocht|"
    r"niet (?:uit|aan|is|was|wordt|werd|heeft)|en over|en van de leden|en van het lid|\[)(?= |$)"
)
_TITLE = re.compile(r"(?:^|\n)[ \t]{0,3}$")
_OWN_TITLE = re.compile(r"(?:^|\n)[Nn][Rr]\. ?(?:\d{1,4}|[A-Z]{1,3})[ \t]{0,3}\n{1,3}[ \t]{0,3}$")
"""Before the title of the paper itself: its number."""
_LONGEST_NUMBER = 16
_REST_OF_TITLE = re.compile(r" (?:over|inzake|om|waarmee|ter vervanging van) (?P<about>[^()\n]{3,400})")
_NOT_SURNAMES = frozenset(
    (
        "Van De Het Een Die Dat Deze Dit In Op Over Tweede Eerste Kamer Motie Moties Kamerstuk Europese Voorzitter Minister "
        "Staatssecretaris Ik Wij We Als Dan Er Zij Hij Want Maar En Nee Ja Dank Daar Nederland Aan Aangenomen Met Voor Door Nr "
        "TK"
    ).split()
)
_SPLIT = re.compile(r" ?/ ?|, | en ")


def find_motions(text: str) -> Iterator[Reference]:
    """Motions and amendments that are named by their movers."""
    if "oti" not in text and "mendement" not in text:
        return
    for match in _MOVED.finditer(text):
        row = match["hyphen"] or match["members"] or match["plain"]
        movers = tuple(" ".join(name.split()) for name in _SPLIT.split(row))
        if movers[0].split(" ")[0] in _NOT_SURNAMES and len(movers[0].split(" ")) == 1:
            continue
        numbered = _TAIL.match(text, match.end()) or _ON_PAPER.match(text, match.end())
        if match["plain"] and not (numbered or match["others"] or _ABOUT.match(text, match.end())):
            continue  # "de motie Nederland" is nobody's
        sort: ReferenceType = "motie" if match["sort"].lower().startswith("motie") else "amendement"
        if numbered and not numbered.group().startswith((" (t.v.v.", " (T.v.v.")):
            about = _clean(numbered.groupdict().get("about"))
            identifier = f"kst-{dossier_of(numbered)}-{numbered['number']}"
            yield Reference(text[match.start() : numbered.end()], match.start(), numbered.end(), sort, identifier, movers, about)
            continue
        if _OWN_TITLE.search(text, max(0, match.start() - _LONGEST_NUMBER), match.start()):
            continue  # the title of the paper itself
        # A motion that opens a line is a title: all of the line is what it is about.
        whole = _TITLE.search(text, max(0, match.start() - 4), match.start()) is not None
        end, about = _described(text, match.end(), whole)
        yield Reference(text[match.start() : end], match.start(), end, sort, "", movers, about)


def _described(text: str, end: int, title: bool) -> tuple[int, str]:
    """Where the description ends that follows a motion without a number, and its words."""
    match = (_REST_OF_TITLE if title else _ABOUT).match(text, end)
    if match is None:
        return end, ""
    words = match["about"]
    stop = None if title else _STOP.search(words)
    if stop:
        words = words[: stop.start()]
    words = words.rstrip(" .,;")
    return (match.start("about") + len(words), words) if words else (end, "")


def _clean(about: str | None) -> str:
    return " ".join((about or "").split())


def which_motion(named: Reference, titles: Iterable[tuple[str, str]]) -> str | None:
    """Which of these motions a text means: `titles` are pairs of an identifier and a title ("Motie van het lid X over Y").

    The movers that the text names must all be in the title, and of what it is about every longer word. None when several fit.
    """
    if not named.movers:
        return None
    wanted = set(re.findall(r"\w{5,}", named.about.lower()))
    fitting = set()
    for identifier, title in titles:
        lower = title.lower()
        if all(mover.lower() in lower for mover in named.movers) and all(word in lower for word in wanted):
            fitting.add(identifier)
    return fitting.pop() if len(fitting) == 1 else None
