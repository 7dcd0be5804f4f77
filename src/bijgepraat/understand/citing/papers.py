# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Papers of parliament: kamerstukken and dossiers by their number, Handelingen, and numbers of a zaak or document."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bijgepraat.model.claims import Reference, ReferenceType

# Roman numerals of the budget chapters (I–XXV), letters of the funds (A, B, …), or the number of a realm act.
# Two figures before a number: the councils of the EU, as in 21 501-07, nr. 2000 and 21501-20-1939.
_SUFFIX = r"(?:[IVX]{1,6}|[A-HJ-U]|\(?R ?\d{3,4}\)?|\d{2}(?=[,.]? ?nr?s?\b|[-–]\d{3,4}(?!\d)))"
NUMMER = r"n(?:r|rs|ummer|ummers|o)\b\.? ?"
# Dossiers have five digits since 1989, often written with a space.
DOSSIER = (
    r"(?P<dossier>[1-4]\d[ .\u00a0\u202f]?\d{3})(?!\d)(?:(?: ?[-–\u00a0] ?| )?(?P<suffix>" + _SUFFIX + r")(?![\w]))?"
)  # fmt: skip
_NUMBER = r"(?P<number>\d{1,4}(?!\d)|[A-Z]{1,3}(?![\w]))"
_MORE = r"(?P<more>(?:(?:, | en |, en | t/m | tot en met )\d{1,4}(?!\d|\.\d| \d{3}|-)){0,8})"
_YEAR = r"(?:\d{4} ?[-–/] ?\d{2,4}(?!\d))"
_BEFORE_NUMBER = r"(?:[,.]? ?(?:(?:stuk )?" + NUMMER + r"|[-–])?)"

_BY_NAME = re.compile(
    r"\b(?:[Kk]amerstuk(?:ken|nummers?)?|KAMERSTUK(?:KEN)?|TK|EK|[Kk]st\b\.?)(?: (?:I|II|TK|EK|I en II)(?!\w))?,? ?"
    r"(?:(?:vergaderjaar )?" + _YEAR + r",? )?(?:(?:dossier|" + NUMMER + r") ?)?" + DOSSIER
    + r"(?:" + _BEFORE_NUMBER + _NUMBER + _MORE + r")?"
)  # fmt: skip
_BARE = re.compile(r"(?<![\d.,/-])(?<!€ )" + DOSSIER + r"[,.]? ?(?:" + NUMMER + r")(?P<number>\d{1,4})(?!\d)" + _MORE)
_BRACKETED = re.compile(
    r"\((?P<whole>(?:[Tt]\.?v\.?v\.? (?:motie |amendement )?)?"
    + DOSSIER
    + r"(?: ?[-–] ?|,? ?"
    + NUMMER
    + r")(?P<number>\d{1,4}))\)"
)
_INSTEAD = re.compile(
    r"(?<![\w])(?:[Tt]\.?v\.?v\.?|ter vervanging van(?: stuk)?) "
    + DOSSIER
    + r"(?: ?[-–] ?|,? ?"
    + NUMMER
    + r")(?P<number>\d{1,4})(?!\d)"
)
# "op stuk nr. 141 (36 600-VIII)": the number first, the dossier behind it.
_REVERSED = re.compile(
    r"\b(?:(?P<sort>[Mm]otie|[Aa]mendement) op )?stuk(?:ken)? "
    + NUMMER
    + r"(?P<number>\d{1,4})(?!\d) \((?:Kamerstuk )?"
    + DOSSIER
    + r"\)"
)
# "Zij krijgt nr. 501 (31497)", as the chair says it: after that "de motie op stuk nr. 501" is known.
_GIVEN = re.compile(r"\bkrijg(?:t|en) (?P<whole>" + NUMMER + r"(?P<number>\d{1,4})(?!\d) \(" + DOSSIER + r"\))")
_ON_GIVEN = re.compile(r"\b(?:op|onder|met|van) (?P<whole>(?:stuk )?" + NUMMER + r"(?P<number>\d{1,4}))(?![\d(])")
_PUBLISHED = re.compile(
    r"\b(?P<code>kst|stb|stcrt|blg|ah-tk|h-tk|gmb|prb|wsb|trb)-[\dA-Z][\dA-Za-z()]{0,11}(?:-[\dA-Za-z()]{1,9}){0,4}(?![\w-])"
)
_DOSSIER_ONLY = re.compile(
    r"\b(?:[Dd]ossier|[Kk]amerstukdossier|[Ww]etsvoorstel|[Ii]nitiatief(?:nota|wetsvoorstel|voorstel))(?:nummer)?:? "
    r"\(?(?:nr\.? )?" + DOSSIER
)
_IN_BRACKETS = re.compile(r"\((?P<whole>" + DOSSIER + r")\)")
_LAW_BEFORE = re.compile(
    r"\b(?:[Ww]et|[\w-]*wet|[\w-]*wetsvoorstel|[Ww]ijziging|[Ii]nitiatiefnota|[\w-]*begroting(?:sstaten)?|"
    r"[Rr]ijkswet|[Nn]otitie)\b[^.;()\n]{0,120}$"
)
_LAW_BACK = 140
_ON_PAPER = re.compile(
    r"\b(?:stuk(?:ken)?|[Tt]er vervanging van(?: stuk| die gedrukt onder)?|amendement|motie) (?:"
    + NUMMER
    + r")(?P<number>\d{1,4})(?!\d)"
    + _MORE
)
_ACTS = re.compile(
    r"\b(?P<annex>Aanhangsel(?: van de)? )?Handelingen (?P<chamber>TK|EK|II|I)?,? ?(?:vergaderjaar )?"
    r"(?P<first>\d{4}) ?[-–/] ?(?P<last>\d{2,4})(?!\d),? (?:"
    + NUMMER
    + r")?(?P<number>\d{1,4})(?!\d)(?:,? item (?P<item>\d{1,3}))?"
)
_KEYED = re.compile(r"(?<![\w-])(?:19|20)\d{2}[ZDA]\d{5}(?!\w)")

_COUNCILS = "21501"
_COUNCIL_FIGURES = 2
_NAMED_SORTS: dict[str, ReferenceType] = {"motie": "motie", "amendement": "amendement"}
_SORTS: dict[str, ReferenceType] = {
    "kst": "kamerstuk",
    "blg": "kamerstuk",
    "stb": "staatsblad",
    "stcrt": "staatscourant",
    "h-tk": "handelingen",
    "ah-tk": "handelingen",
}


_OWN = re.compile(r"\s{0,3}" + DOSSIER + r"(?=[ \n])[^\n]{0,1500}\n{1,3}[Nn][Rr]\. ?(?:\d{1,4}|[A-Z]{1,3})[ \n]")


def own_dossier(text: str) -> str | None:
    """The dossier of a paper by its own heading: a line that opens with it, and below that its number."""
    heading = _OWN.match(text)
    return dossier_of(heading) if heading else None


def find_papers(text: str, dossier: str | None) -> Iterator[Reference]:
    """References to papers of parliament. `dossier`: what the text itself belongs to, for "stuk nr. 12"."""
    for pattern in (_BY_NAME, _BARE, _BRACKETED, _INSTEAD):
        for match in pattern.finditer(text):
            yield from _numbers(text, match, dossier_of(match))
    for match in _REVERSED.finditer(text):
        sort = _NAMED_SORTS.get((match["sort"] or "").lower(), "kamerstuk")
        yield reference(text, match.start(), match.end(), sort, f"kst-{dossier_of(match)}-{match['number']}")
    yield from _given(text)
    if dossier:
        for match in _ON_PAPER.finditer(text):
            yield from _numbers(text, match, dossier)
    for match in _PUBLISHED.finditer(text):
        if match.group().count("-") >= 2 or match["code"] == "blg":
            yield reference(text, match.start(), match.end(), _SORTS.get(match["code"], "bekendmaking"), match.group())
    for match in _DOSSIER_ONLY.finditer(text):
        start = match.start("dossier") if "(" in match.group() else match.start()
        yield reference(text, start, match.end(), "dossier", dossier_of(match))
    for match in _IN_BRACKETS.finditer(text):
        if _LAW_BEFORE.search(text[max(0, match.start() - _LAW_BACK) : match.start()]):
            yield reference(text, match.start("whole"), match.end("whole"), "dossier", dossier_of(match))
    for match in _ACTS.finditer(text) if "Handelingen" in text else ():
        yield from _acts(text, match)
    for match in _KEYED.finditer(text):
        yield reference(text, match.start(), match.end(), "zaak", match.group())


def _given(text: str) -> Iterator[Reference]:
    """Numbers that the chair gives to motions, and where the text comes back to them."""
    numbers: dict[str, set[str]] = {}
    for match in _GIVEN.finditer(text):
        numbers.setdefault(match["number"], set()).add(dossier_of(match))
        yield reference(text, match.start("whole"), match.end("whole"), "kamerstuk", f"kst-{dossier_of(match)}-{match['number']}")
    for match in _ON_GIVEN.finditer(text) if numbers else ():
        known = numbers.get(match["number"], set())
        if len(known) == 1:
            yield reference(text, match.start("whole"), match.end("whole"), "kamerstuk", f"kst-{min(known)}-{match['number']}")


def dossier_of(match: re.Match[str]) -> str:
    """The dossier as publications write it: `36800-B`, `35925-(R2200)`."""
    number = re.sub(r"\D", "", match["dossier"])
    suffix = match["suffix"]
    if not suffix:
        return number
    plain = re.sub(r"[() ]", "", suffix).upper()
    return f"{number}-({plain})" if plain.startswith("R") and len(plain) > 1 else f"{number}-{plain}"


def reference(text: str, start: int, end: int, sort: ReferenceType, identifier: str) -> Reference:
    """A reference at a place of a text."""
    return Reference(text[start:end], start, end, sort, identifier)


def _numbers(text: str, match: re.Match[str], dossier: str) -> Iterator[Reference]:
    """One reference for each number of a paper; none at all: the dossier itself."""
    groups = match.re.groupindex
    start = match.start("whole" if "whole" in groups else 0)
    if match["number"] is None:
        yield reference(text, start, match.end(), "dossier", dossier)
        return
    if dossier == _COUNCILS and len(match["number"]) == _COUNCIL_FIGURES:
        yield reference(text, start, match.end("number"), "dossier", f"{dossier}-{match['number']}")
        return
    yield reference(text, start, match.end("number"), "kamerstuk", f"kst-{dossier}-{match['number']}")
    if "more" in groups and match["more"]:
        for other in re.finditer(r"\d+", match["more"]):
            start = match.start("more") + other.start()
            yield reference(text, start, start + len(other.group()), "kamerstuk", f"kst-{dossier}-{other.group()}")


def _acts(text: str, match: re.Match[str]) -> Iterator[Reference]:
    chamber = "ek" if match["chamber"] in ("EK", "I") else "tk"
    years = match["first"] + (match["last"] if len(match["last"]) == 4 else match["first"][:2] + match["last"])
    if match["annex"]:
        yield reference(text, match.start(), match.end("number"), "handelingen", f"ah-{chamber}-{years}-{match['number']}")
        return
    number = f"-{match['item']}" if match["item"] else ""
    yield reference(text, match.start(), match.end(), "handelingen", f"h-{chamber}-{years}-{match['number']}{number}")
