# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""For how long an amount is, and in which years: what a sentence says of it on its left and right."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from bijgepraat.model.claims import AmountKind
from bijgepraat.understand.money.counting import CHANGED
from bijgepraat.understand.money.sums import Sum

Years = tuple[int | None, int | None]
"""From and to, both included; None on a side that the words leave open."""

_OWN_KIND = re.compile(r"[ \u00a0]*\(?(?P<kind>structureel|incidenteel|eenmalig|per jaar|jaarlijks)\b", re.IGNORECASE)
_KIND_STRUCTURAL = re.compile(r"\bstructure(?:el|le)\b", re.IGNORECASE)
_KIND_ONCE = re.compile(r"\b(?:incidente(?:el|le)|eenmalige?)\b", re.IGNORECASE)
_KIND_YEARLY = re.compile(r"\b(?:per jaar|jaarlijkse?|elk jaar|ieder jaar|p\.j\.|op jaarbasis)(?!\w)", re.IGNORECASE)
_PER_OTHER = re.compile(
    r"[ \u00a0]*(?:(?:per|/) ?(?:\w+ )?(?:maand|uur|liter|dag|week|kilometer|km|ton|kWh|stuk|nacht|m2|vierkante meter)\b|maandelijks)",
    re.IGNORECASE,
)
RISES = re.compile(
    r"\b(?:oplopend|aflopend|opbouwend|oplopen|oploopt|loopt op|lopen op|opgehoogd|toeneemt|toenemend)\b", re.IGNORECASE
)
_RISING = re.compile(r"\b(?:oplopend|aflopend|opbouwend|oplopen|oploopt|loopt op|lopen op)\b[^.;]{0,40}$", re.IGNORECASE)
_YEAR = r"(?P<{0}>(?:19|20)\d\d)(?!\d|[.,]\d)"
_YEAR_SPAN = re.compile(
    r"(?:\b(?:van|tussen|periode|jaren|in|tot) ){0,3}\b"
    + _YEAR.format("a")
    + r" ?(?:–|-|/|tot en met|t/m|tot|en(?: (?:in|voor|over))?|als (?:ook )?(?:in |voor |over )?) ?(?:\d{1,2} \w+ )?"
    + _YEAR.format("b")
)
_FROM_YEAR = re.compile(
    r"\b(?:vanaf|sinds|met ingang van|ingangsjaar|ingaand in|te beginnen in|per)(?: (?:het jaar|begin|eind|\d{1,2} \w+|\w+))? "
    + _YEAR.format("a"),
    re.IGNORECASE,
)
_TO_YEAR = re.compile(
    r"\b(?:tot(?: en met)?|t/m|uiterlijk(?: in)?|voor eind)(?: (?:het jaar|eind|\d{1,2} \w+|\w+))? " + _YEAR.format("a"),
    re.IGNORECASE,
)
_IN_YEAR = re.compile(
    r"\b(?:in|voor|over|uit|van|begroting|jaar|november|december|januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|zomer|voorjaar|najaar)(?: (?:het jaar|eind|begin))? "
    + _YEAR.format("a"),
    re.IGNORECASE,
)
_YEAR_OF_NOTHING = re.compile(r"\b(?:Kamerstuk\w*|Woo|Wmo|Wet|wet|motie|agenda|programma|Agenda|onderzoek uit|akkoord)\W*$")
_DOCUMENT = re.compile(
    r"(?:onderzoek|rapport|brief|advies|studie|evaluatie|analyse|motie|amendement|publicatie|artikel|akkoord)(?: [\w.-]+){0,4} $",
    re.IGNORECASE,
)
"""In front of "uit 2022" or "van 3 juli 2024": the year of a document, not of the money."""
_GAP = re.compile(r"[,;]|\((?!\s*$)|\b(?:en|maar|naar)\b(?! (?:19|20)\d\d)", re.IGNORECASE)
_ENDS_LAST = re.compile(r", (?:zoals|terwijl|aldus|maar|hoewel|ondanks)\b|;", re.IGNORECASE)
_ENDS = re.compile(r",(?! (?:met (?:als )?ingang|vanaf|te beginnen|ingaand))|;|\bmaar\b", re.IGNORECASE)
_OF_ANOTHER = re.compile(r" (?:die|dat|welke|wie) ", re.IGNORECASE)
_OF_ITSELF = re.compile(r"(?:[ ,]*(?:euro|per jaar|extra|structureel|jaarlijks|incidenteel|aan [^\W\d_]+))*[ ,]*", re.IGNORECASE)
"""What may stand between an amount and "die" when the clause says something of the amount."""
_RESPECTIVE = re.compile(r"(?:19|20)\d\d(?:, (?:19|20)\d\d)*+,? en (?:in |voor )?(?:19|20)\d\d")
_ONE_YEAR = re.compile(r"(?:19|20)\d\d")
_ROW_GAP = re.compile(r"\s*(?:,|,? en|,? respectievelijk)\s+(?:(?:ruim|circa|bijna|ongeveer) )?", re.IGNORECASE)
_BECAME = re.compile(r"\s*(?:,? (?:structureel|euro))?\s*(?:naar|tot|in)\b[^,;]{0,25}", re.IGNORECASE)
_WAS = re.compile(r"\bvan(?: (?:ruim|circa|bijna|ongeveer|zo['’]n))?\s*$", re.IGNORECASE)
_CHANGED = re.compile(rf"\b{CHANGED}\b", re.IGNORECASE)


def kind_of(left: str, right: str, *, first: bool, last: bool) -> AmountKind:
    """Structural, once or yearly. `left` and `right` reach to the neighbouring amounts; `first`, `last`: there are none."""
    near_right = right if last else re.split(r"\ben\b|,|;|\bmaar\b", right, maxsplit=1)[0]
    own = _OWN_KIND.match(right)
    if not last and not own:  # what stands just before the next amount is said of that one
        near_right = re.sub(r"\b(?:structure(?:el|le)|incidente(?:el|le)|eenmalige?|jaarlijkse?)\W*$", "", near_right)
    if not first and (behind := _OWN_KIND.match(left)) and not RISES.search(left):
        left = left[behind.end() :] if not behind["kind"].lower().endswith(("jaar", "jaarlijks")) else left
    near = f"{left[-160:]} | {near_right[:120]}"
    if _PER_OTHER.match(right):
        return "onbekend"
    if own and own["kind"].lower() in {"incidenteel", "eenmalig"}:
        return "incidenteel"
    if _KIND_STRUCTURAL.search(near):
        return "structureel"
    if _KIND_ONCE.search(near):
        return "incidenteel"
    if _KIND_YEARLY.search(near):
        return "jaarlijks"
    return "onbekend"


def years_of(left: str, right: str, *, first: bool, last: bool) -> Years:
    """The years that belong to an amount: those behind it before the next one, else those in front of it."""
    near_right = (_ENDS_LAST if last else _ENDS).split(right, maxsplit=1)[0]
    if (other := _OF_ANOTHER.search(near_right)) and not _OF_ITSELF.fullmatch(near_right, 0, other.start()):
        near_right = near_right[: other.start()]
    if left.endswith("(") and right.startswith(")"):
        near_right = ""  # "in 2025 (35 miljoen) en in 2026 (40 miljoen)"
    rising = _RISING.search(left)
    if not first and not rising:  # "20 miljoen in 2025 en 30 miljoen": the year belongs to the amount before it
        breaks = list(_GAP.finditer(left[-140:]))
        left = left[-140:][breaks[-1].end() :] if breaks else left
    for piece in (near_right[:140], left[-140:] if first else left[-45:]):
        if match := _YEAR_SPAN.search(piece):
            return int(match["a"]), int(match["b"])
        if match := _FROM_YEAR.search(piece):
            return int(match["a"]), None
        if (match := _TO_YEAR.search(piece)) and not _YEAR_OF_NOTHING.search(piece[: match.start()]):
            return None, int(match["a"])
        if (match := _IN_YEAR.search(piece)) and not _is_year_of_document(piece, match):
            year = int(match["a"])
            return (year, None) if rising and piece is not left else (year, year)
    return None, None


def years_in_turn(words: str, sums: Sequence[Sum]) -> dict[int, Years]:
    """Years that a sentence gives to its amounts in turn, by the number of the amount.

    "In 2024 en 2025 respectievelijk 10 en 20 miljoen": each its own. "In de periode 2017 tot 2025 gestegen van 5 naar 8 miljard":
    the first year and the last.
    """
    if len(sums) < 2:
        return {}
    head = words[: sums[0].start]
    gaps = [words[one.end : other.start] for one, other in pairwise(sums)]
    if (years := _RESPECTIVE.search(head)) and all(_ROW_GAP.fullmatch(gap) for gap in gaps):
        found = [int(year) for year in _ONE_YEAR.findall(years.group())]
        if len(found) == len(sums) and not _ONE_YEAR.search(words, sums[-1].end):
            return {n: (year, year) for n, year in enumerate(found)}
    span = _YEAR_SPAN.search(head) if len(sums) == 2 else None
    if span and _WAS.search(head) and _BECAME.fullmatch(gaps[0]) and not _ONE_YEAR.search(gaps[0]) and _CHANGED.search(words):
        return {0: (int(span["a"]),) * 2, 1: (int(span["b"]),) * 2}
    return {}


def _is_year_of_document(piece: str, year: re.Match[str]) -> bool:
    head = piece[: year.start()]
    if _YEAR_OF_NOTHING.search(head):
        return True
    dated = year.group().lower().startswith(("uit", "van")) or re.search(r"\b(?:van|d\.d\.) \d{1,2} $", head)
    return bool(dated and _DOCUMENT.search(re.sub(r"(?:van|d\.d\.) \d{1,2} $", "", head)[-80:]))
