# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""References to other publications: kamerstukken, motions, Staatsblad, Staatscourant, rulings, articles of law.

Every pattern has bounded repeats, so the time taken grows with the length of the text and not with its shape.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from bijgepraat.model.claims import Reference, ReferenceType

# Roman numerals of the budget chapters (I–XXV), letters of the funds (A, B, …), or the number of a realm act.
# Two figures before a number: the councils of the EU, as in 21 501-07, nr. 2000.
_SUFFIX = r"(?:[IVX]{1,6}|[A-HJ-U]|\(?R ?\d{3,4}\)?|\d{2}(?=,? ?nr?s?\b))"
# Dossiers have five digits since 1989, often written with a space.
_DOSSIER = r"(?P<dossier>[1-4]\d[ .\u00a0\u202f]?\d{3})(?!\d)(?: ?[-–\u00a0 ] ?(?P<suffix>" + _SUFFIX + r")(?![\w]))?"
_NUMBER = r"(?P<number>\d{1,4}(?!\d)|[A-Z]{1,3}(?![\w]))"
_MORE = r"(?P<more>(?:(?:, | en |, en | t/m | tot en met )\d{1,4}(?!\d)){0,8})"
_NUMMER = r"n(?:r|rs|ummer|ummers|o)\b\.? ?"
_YEAR = r"(?:\d{4} ?[-–/] ?\d{2,4}(?!\d))"

_BY_NAME = re.compile(
    r"\b(?:[Kk]amerstuk(?:ken|nummers?)?|KAMERSTUK(?:KEN)?|TK|EK)\b(?: (?:I|II|TK|EK|I en II)(?!\w))?,? ?"
    r"(?:(?:vergaderjaar )?" + _YEAR + r",? )?(?:(?:dossier|" + _NUMMER + r") ?)?" + _DOSSIER
    + r"(?:,? ?(?:(?:stuk )?" + _NUMMER + r"|-)?" + _NUMBER + _MORE + r")?"
)  # fmt: skip
_BARE = re.compile(r"(?<![\d.,/-])(?<!€ )" + _DOSSIER + r",? ?(?:" + _NUMMER + r")(?P<number>\d{1,4})(?!\d)" + _MORE)
_BRACKETED = re.compile(
    r"\((?P<whole>(?:[Tt]\.?v\.?v\.? (?:motie )?)?" + _DOSSIER + r"(?: ?- ?|,? ?" + _NUMMER + r")(?P<number>\d{1,4}))\)"
)
_PUBLISHED = re.compile(r"\b(?P<code>kst|stb|stcrt)-[\dA-Z][\dA-Za-z()]{0,11}(?:-[\dA-Za-z()]{1,9}){1,3}(?![\w-])")
_DOSSIER_ONLY = re.compile(r"\b(?:[Dd]ossier|[Kk]amerstukdossier|[Ww]etsvoorstel)(?:nummer)?:? (?:nr\.? )?" + _DOSSIER)
_ON_PAPER = re.compile(r"\bstuk(?:ken)? (?:" + _NUMMER + r")(?P<number>\d{1,4})(?!\d)" + _MORE)
_GAZETTE = re.compile(
    r"\b(?P<code>Stb\.?|Staatsblad|Stcrt\.?|Staatscourant),? (?:van het Koninkrijk der Nederlanden,? )?"
    r"(?P<year>(?:18|19|20)\d{2})"
    r"(?:, ?| ?/ ?| )(?:" + _NUMMER + r")?(?P<number>\d{1,6})(?!\d)"
)
_ECLI = re.compile(r"\bECLI:[A-Z]{2}:[A-Z][A-Z0-9]{0,9}:(?:18|19|20)\d{2}:[A-Z0-9.]{1,25}(?<!\.)")

_PARTICLES = r"(?:(?:[Vv]an|[Dd]e|[Dd]en|[Dd]er|[Hh]et|[Tt]e|[Tt]en|[Tt]er|[Ee]l|[Vv]on|in 't|'t|op) ){0,3}"
_SURNAME = _PARTICLES + r"[A-ZÀ-ÖØ-Ý][\w'’]{1,30}(?:-" + _PARTICLES + r"[A-ZÀ-ÖØ-Ý][\w'’]{1,30}){0,2}"
_MOTION = re.compile(
    r"\b(?:[Gg]ewijzigde |[Nn]ader gewijzigde )?[Mm]otie"
    r"(?:-(?:" + _SURNAME + r"(?:/" + _SURNAME + r"){0,4})(?: c\.s\.)?"
    r"| van (?:het lid|de leden) (?:" + _SURNAME + r"(?:(?:, | en )" + _SURNAME + r"){0,5})(?: c\.s\.)?)"
    r"(?: ?\((?:Kamerstuk(?:ken)?(?: II)?,? )?" + _DOSSIER + r",? ?(?:" + _NUMMER + r"|-)?(?P<number>\d{1,4})\))?"
)

_ARTICLE_NUMBER = r"\d{1,4}(?:[.:]\d{1,3}){0,3}[a-z]{0,2}"
_NTH = r"(?:eerste|tweede|derde|vierde|vijfde|zesde|zevende|achtste|negende|tiende|\d{1,2}e?|enig)"
_PARTS = r"(?:,? " + _NTH + r"(?: en " + _NTH + r")? lid)?(?:,? (?:aanhef en )?(?:onderdeel|onder|sub) [a-z0-9]{1,3}°?)?"
_ARTICLE = re.compile(
    r"\b(?:[Aa]rtikel|[Aa]rtikelen|[Aa]rt\.|[Aa]rtt\.) (?P<first>" + _ARTICLE_NUMBER + r")(?!\w)"
    r"(?P<others>(?:(?:, | en |, en | tot en met | t/m )" + _ARTICLE_NUMBER + r"(?!\w)){0,6})"
    + _PARTS + r",? (?:(?:van|in|uit) )?(?:(?:de|het) )?(?:Boek (?P<book>\d{1,2}),? (?:van het )?)?(?=[A-Z])"
)  # fmt: skip
_WET_WORD = re.compile(r"[A-ZÀ-Ý][\wÀ-ÿ-]{2,40}wet(?: (?:19|20)\d{2})?(?![\w-])")

_COUNCILS = "21501"
_COUNCIL_FIGURES = 2
_SORTS: dict[str, ReferenceType] = {"kst": "kamerstuk", "stb": "staatsblad", "stcrt": "staatscourant"}


def find_references(text: str, dossier: str | None = None) -> list[Reference]:
    """References in a text, in order, none overlapping another.

    `dossier` (as in `36800-B`) is what the text itself belongs to: with it "stuk nr. 12" is a reference too.
    """
    found = [*_motions(text), *_papers(text, dossier), *_gazettes(text), *_rulings(text), *_articles(text)]
    # The longer of two that overlap stays: "motie-Yilmaz (36600, nr. 3)" over the number within it.
    found.sort(key=lambda reference: (reference.start - reference.end, reference.start))
    taken: list[Reference] = []
    busy: set[int] = set()
    for reference in found:
        if busy.isdisjoint(range(reference.start, reference.end)):
            busy.update(range(reference.start, reference.end))
            taken.append(reference)
    return sorted(taken, key=lambda reference: reference.start)


def _reference(text: str, start: int, end: int, sort: ReferenceType, identifier: str) -> Reference:
    return Reference(text[start:end], start, end, sort, identifier)


def _dossier_of(match: re.Match[str]) -> str:
    number = re.sub(r"\D", "", match["dossier"])
    suffix = match["suffix"]
    if not suffix:
        return number
    plain = re.sub(r"[() ]", "", suffix).upper()
    return f"{number}-({plain})" if plain.startswith("R") and len(plain) > 1 else f"{number}-{plain}"


def _papers(text: str, dossier: str | None) -> Iterator[Reference]:
    for pattern in (_BY_NAME, _BARE, _BRACKETED):
        for match in pattern.finditer(text):
            yield from _numbers(text, match, _dossier_of(match))
    if dossier:
        for match in _ON_PAPER.finditer(text):
            yield from _numbers(text, match, dossier)
    for match in _PUBLISHED.finditer(text):
        yield _reference(text, match.start(), match.end(), _SORTS[match["code"]], match.group())
    for match in _DOSSIER_ONLY.finditer(text):
        yield _reference(text, match.start(), match.end(), "dossier", _dossier_of(match))


def _numbers(text: str, match: re.Match[str], dossier: str) -> Iterator[Reference]:
    """One reference for each number of a paper; none at all: the dossier itself."""
    groups = match.re.groupindex
    start = match.start("whole" if "whole" in groups else 0)
    if match["number"] is None:
        yield _reference(text, start, match.end(), "dossier", dossier)
        return
    if dossier == _COUNCILS and len(match["number"]) == _COUNCIL_FIGURES:
        yield _reference(text, start, match.end("number"), "dossier", f"{dossier}-{match['number']}")
        return
    yield _reference(text, start, match.end("number"), "kamerstuk", f"kst-{dossier}-{match['number']}")
    if "more" in groups and match["more"]:
        for other in re.finditer(r"\d+", match["more"]):
            start = match.start("more") + other.start()
            yield _reference(text, start, start + len(other.group()), "kamerstuk", f"kst-{dossier}-{other.group()}")


def _motions(text: str) -> Iterator[Reference]:
    for match in _MOTION.finditer(text):
        identifier = f"kst-{_dossier_of(match)}-{match['number']}" if match["number"] else ""
        yield _reference(text, match.start(), match.end(), "motie", identifier)


def _gazettes(text: str) -> Iterator[Reference]:
    for match in _GAZETTE.finditer(text):
        code = "stb" if match["code"].startswith(("Stb", "Staatsb")) else "stcrt"
        yield _reference(text, match.start(), match.end(), _SORTS[code], f"{code}-{match['year']}-{int(match['number'])}")


def _rulings(text: str) -> Iterator[Reference]:
    for match in _ECLI.finditer(text):
        yield _reference(text, match.start(), match.end(), "ecli", match.group())


def _articles(text: str) -> Iterator[Reference]:
    """Articles of law: `gemeentewet-art-108`, with the book where there is one: `burgerlijk-wetboek-2-art-20`."""
    for match in _ARTICLE.finditer(text):
        law = _law_at(text, match.end())
        if law is None:
            continue
        end, key = law
        if match["book"]:
            key = f"{key}-{match['book']}"
        spots = [match.start("first")]
        spots += [match.start("others") + other.start() for other in re.finditer(_ARTICLE_NUMBER, match["others"] or "")]
        for n, spot in enumerate(spots):
            number = re.compile(_ARTICLE_NUMBER).match(text, spot)
            assert number is not None, "the pattern above has just matched it here"
            first, last = n == 0, n == len(spots) - 1
            # Of "artikelen 3 en 4 van de Gemeentewet" the first reference has the word, the last has the law.
            yield _reference(
                text, match.start() if first else spot, end if last else number.end(), "wet", f"{key}-art-{number.group()}"
            )


def _law_at(text: str, start: int) -> tuple[int, str] | None:
    """The law whose name begins at `start`: where the name ends, and the law's key."""
    known = _known_laws()
    match = known[0].match(text, start)
    if match:
        return match.end(), known[1][match.group()]
    word = _WET_WORD.match(text, start)
    return (word.end(), _slug(word.group())) if word else None


@cache
def _known_laws() -> tuple[re.Pattern[str], dict[str, str]]:
    table = tomllib.loads((files("bijgepraat.understand") / "data" / "laws.toml").read_text("utf-8"))
    names = {form: key for key, forms in table["laws"].items() for form in forms}
    longest_first = sorted(names, key=len, reverse=True)
    return re.compile("(?:" + "|".join(map(re.escape, longest_first)) + r")(?![\w-])"), names


def _slug(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")
