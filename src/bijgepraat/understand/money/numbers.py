# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Numbers in Dutch, in figures and in words, and what a unit word makes of them."""

from __future__ import annotations

import re
from decimal import Decimal

_UNITS: dict[str, int | Decimal] = {
    "miljard": 10**9, "mld": 10**9, "mrd": 10**9, "miljoen": 10**6, "mln": 10**6, "mio": 10**6, "ton": 10**5, "duizend": 10**3,
    "cent": Decimal("0.01"), "ct": Decimal("0.01"),
}  # fmt: skip
_PARTS = {
    "een half": "0.5", "een halve": "0.5", "half": "0.5", "halve": "0.5", "een kwart": "0.25", "driekwart": "0.75", "anderhalf": "1.5", "anderhalve": "1.5",
    "tweeënhalf": "2.5", "tweeëneenhalf": "2.5", "drieënhalf": "3.5", "drieëneenhalf": "3.5", "vierenhalf": "4.5", "viereneenhalf": "4.5",
    "vijfenhalf": "5.5", "vijfeneenhalf": "5.5", "zesenhalf": "6.5", "zeveneneenhalf": "7.5", "zevenenhalf": "7.5", "achtenhalf": "8.5", "anderhalfhonderd": "150",
}  # fmt: skip
_ONES = {"een": 1, "één": 1, "eén": 1, "twee": 2, "drie": 3, "vier": 4, "vijf": 5, "zes": 6, "zeven": 7, "acht": 8, "negen": 9}
_TEENS = {
    word: 10 + n
    for n, word in enumerate("tien elf twaalf dertien veertien vijftien zestien zeventien achttien negentien".split())
}
_TENS = {word: 20 + 10 * n for n, word in enumerate("twintig dertig veertig vijftig zestig zeventig tachtig negentig".split())}

_DIGITS = r"\d{1,3}(?:\.\d{3})+(?:,\d{1,3})?|\d{1,12}(?:,\d{1,3})?(?:\.\d{1,2}(?!\d))?"
_ONE, _TEEN, _TEN, _PART = ("|".join(sorted(words, key=len, reverse=True)) for words in (_ONES, _TEENS, _TENS, _PARTS))
_BELOW_100 = rf"(?:(?:(?:{_ONE})[eë]n)?(?:{_TEN})|{_TEEN}|{_ONE})"
_BELOW_1000 = rf"(?:(?:{_TEEN}|{_ONE})?honderd(?:(?:en)?{_BELOW_100})?|{_BELOW_100})"
_WORD_NUMBER = rf"{_PART}|(?:{_BELOW_1000})?duizend|{_BELOW_1000}"

NUMBER = rf"(?:{_DIGITS}|(?<!\w)(?:{_WORD_NUMBER})(?!\w))"
"""A number in figures or words. Like the other patterns here to be matched without regard to case."""
UNIT = r"(?:miljarden|miljard|miljoenen|miljoen|mld\b\.?|mrd\b\.?|mln\b\.?|mio\b\.?|tonnen|ton\b|duizend\b|cents?\b|ct\b)"
SIGN = r"(?:€|EUR\b)"
EURO = r"(?:euro(?:'s|’s)?|EUR)\b"
SPACE = r"[ \u00a0\u202f]?"


def value_of(number: str, unit: str | None) -> Decimal:
    """The euros that a number, as `NUMBER` finds it, is with its unit word, or without one."""
    lower = " ".join(number.lower().split())
    if lower in _PARTS:
        value = Decimal(_PARTS[lower])
    elif not number[0].isdigit():
        value = Decimal(_spoken(lower))
    elif re.fullmatch(r"\d+\.\d{1,2}", number):
        value = Decimal(number)
    else:
        value = Decimal(number.replace(".", "").replace(",", "."))
    return value * factor(unit)


def factor(unit: str | None) -> Decimal:
    """What a unit word multiplies by: "mln." → 1,000,000. Without one 1."""
    if not unit:
        return Decimal(1)
    bare = unit.lower().rstrip(".")
    return next(Decimal(size) for word, size in _UNITS.items() if bare.startswith(word))


def plain(value: Decimal) -> float:
    """Whole euros as int, others as float."""
    return int(value) if value == value.to_integral_value() else float(value)


def _spoken(word: str) -> int:
    """The value of a whole number in words below a million, as `_WORD_NUMBER` lets them through."""
    if word.endswith("duizend"):
        return 1000 * (_spoken(word.removesuffix("duizend")) if word != "duizend" else 1)
    if "honderd" in word:
        hundreds, _, rest = word.partition("honderd")
        below = 0 if not rest else _spoken(rest if rest in _ONES else rest.removeprefix("en"))
        return 100 * (_spoken(hundreds) if hundreds else 1) + below
    if word in _ONES or word in _TEENS or word in _TENS:
        return _ONES.get(word) or _TEENS.get(word) or _TENS[word]
    tens = next(name for name in _TENS if word.endswith(name))
    return _TENS[tens] + _ONES[word.removesuffix(tens)[:-2]]
