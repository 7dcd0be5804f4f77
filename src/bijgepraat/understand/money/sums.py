# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Sums of money in a sentence: a number with a euro sign or word, or of millions, ranges of them, and vague ones."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from bijgepraat.understand.money.counting import CHANGED, counts_something, is_foreign, is_other_unit, stands
from bijgepraat.understand.money.numbers import EURO, NUMBER, SIGN, SPACE, UNIT, factor, value_of

_FEW = {"enkele": (2, 5), "een paar": (2, 5), "paar": (2, 5)}
"""Vague counts that are smaller than "meerdere", "vele" or none: those are 2 to 9."""
_CROWDS = {
    "tientallen": 10, "honderden": 100, "honderd": 100, "duizenden": 1000, "duizend": 1000, "tienduizenden": 10_000, "honderdduizenden": 100_000,
}  # fmt: skip

_TIMES = r"(?:(?P<times>\d{1,2}) ?[x×] ?)?"


def _part(n: int) -> str:
    return rf"(?P<sign{n}>{SIGN})?{SPACE}(?P<number{n}>{NUMBER})(?:{SPACE}(?P<unit{n}>{UNIT}))?(?:{SPACE}(?P<euro{n}>{EURO}))?"


_AMOUNT = re.compile(
    rf"(?<![\w,.])(?P<between>tussen (?:de )?)?{_TIMES}{_part(1)}"
    rf"(?:(?P<joint> (?:à|a|en|tot|tot wel|tot en met|of)(?: de)? |{SPACE}[-–/à]{SPACE}){_part(2)})?(?![\w%])",
    re.IGNORECASE,
)
_MANY = re.compile(
    r"(?<!\w)(?:(?P<count>enkele|een paar|paar|meerdere|vele|verschillende|ettelijke|een aantal) )?(?:(?P<crowd>tientallen|tienduizenden|honderdduizenden|honderden|honderd|duizenden|duizend) )?"
    r"(?P<unit>miljarden|miljoenen|tonnen|miljard|miljoen|ton|euro(?:'s|’s)?)(?P<euro> euro(?:'s|’s)?)?(?!\w)",
    re.IGNORECASE,
)
_SHARED = re.compile(
    rf"(?<!\w)(?:van (?P<a>(?:{SIGN}{SPACE})?{NUMBER}) naar|respectievelijk (?P<b>(?:{SIGN}{SPACE})?{NUMBER})(?:, (?P<c>(?:{SIGN}{SPACE})?{NUMBER}))? en) "
    rf"(?:(?:ruim|circa|bijna) )?(?:{SIGN}{SPACE})?{NUMBER}{SPACE}(?P<unit>{UNIT})(?:{SPACE}{EURO})?",
    re.IGNORECASE,
)
"""Numbers that borrow their unit from the last one: "van 10 naar 20 miljoen", "respectievelijk 10 en 20 miljoen"."""
_ABOUT_ONE = re.compile(r"(?:\bzo['’]n|\bgeen|\bdikke?|\bkleine?|\bkrap|\bhet|\beerste|\bvolgende|\bandere) $", re.IGNORECASE)
_APPROX = re.compile(
    r"(?:\bcirca|\bca\.?|\bongeveer|\bruim|\bgoed|\bbijna|\bminimaal|\bmaximaal|\bminstens|\bten minste|\btenminste|\bten hoogste|\bhooguit|\bhoogstens|\bzo['’]n|\brond(?: de)?|\brondom|"
    r"\b(?:meer|minder) dan|\bnaar schatting(?: tot)?|\bnaar verwachting|\been kleine|\been dikke|\been slordige|\bkrap|\bgrofweg|\bruwweg|\bom en nabij|\btot wel|\bpakweg|\btot boven(?: de)?|\bdik|\bkleine|"
    r"\bin ieder geval|\bnog geen|\bzeg|\b(?:kan|kunnen|zelfs) (?:oplopen|oploopt|oplopen) tot|\bkan oplopen naar|\boplopen tot(?: wel)?)(?: een)?[ \u00a0]*$",
    re.IGNORECASE,
)
_SCALES = frozenset(Decimal(value) for value in (1, 1_000, 10**6, 10**9))
_TIMES_SIGN = re.compile(r"(?<!\w)[x×*] ?$")
_APPROX_AFTER = re.compile(r"[ \u00a0]+(?:of zo|ongeveer|of daaromtrent)\b", re.IGNORECASE)
_CHANGED_FROM = re.compile(rf"\b{CHANGED} (?:\w+ )?van[ \u00a0]*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Sum:
    """Euros from `low` to `high`, at their place in the sentence. `approx`: said with "circa", "ruim" and the like, or vague."""

    start: int
    end: int
    low: Decimal
    high: Decimal
    approx: bool


def find_sums(words: str) -> list[Sum]:
    """The sums in one sentence, in order and apart."""
    found = sorted((*_shared(words), *_numbers(words), *_vague(words)), key=lambda item: (item.start, -item.end))
    kept: list[Sum] = []
    for item in found:
        if (not kept or item.start >= kept[-1].end) and not _is_scale(words, item):
            kept.append(item)
    return kept


def _is_scale(words: str, item: Sum) -> bool:
    """Whether it is what the figures of a table are in: "bedragen x € 1.000"."""
    return item.low in _SCALES and _TIMES_SIGN.search(words[max(0, item.start - 4) : item.start]) is not None


def _shared(words: str) -> Iterator[Sum]:
    for match in _SHARED.finditer(words):
        if not stands(words, match.start("unit"), match.end(), signed=False):
            continue
        for group in "abc":
            if match[group]:
                number = re.sub(rf"^{SIGN}{SPACE}", "", match[group], flags=re.IGNORECASE)
                value = value_of(number, match["unit"])
                yield Sum(match.start(group), match.end(group), value, value, approx=False)


def _numbers(words: str) -> Iterator[Sum]:
    position = 0
    while match := _AMOUNT.search(words, position):
        position = max(match.end(), match.start() + 1)
        first, second = _is_money(match, 1), match["number2"] is not None and _is_money(match, 2)
        rises = second and value_of(match["number1"], match["unit1"] or match["unit2"]) < value_of(
            match["number2"], match["unit2"] or match["unit1"]
        )
        if match["number2"] and not second and _shares_sign(words, match):
            yield Sum(
                match.start(),
                match.end(),
                value_of(match["number1"], None),
                value_of(match["number2"], None),
                _is_approx(words, match.start(), match.end()),
            )
            continue
        if rises and (first or match["unit2"] or match["euro2"] or match["sign2"]) and _joins(words, match):
            end, unit2 = match.end(), match["unit2"]
            low = value_of(match["number1"], match["unit1"] or unit2)
            high = value_of(match["number2"], unit2 or match["unit1"])
            start = match.start()
        elif first:
            end = _end_of(match, 1)
            low = high = value_of(match["number1"], match["unit1"])
            start = match.start("times") if match["times"] else match.start("sign1") if match["sign1"] else match.start("number1")
            position = end
        else:
            # "in 2026 en 10 miljoen": the second number may be an amount by itself.
            position = (
                match.start("number2") - 4
                if match["number2"] and match.start("number2") - 4 > match.start()
                else _end_of(match, 1)
            )
            continue
        if match["times"]:
            low, high = low * int(match["times"]), high * int(match["times"])
        signed = bool(match["sign1"] or match["sign2"] or match["euro1"] or match["euro2"])
        if not stands(words, start, end, signed):
            continue
        if words[end - 1] == "." and not words[end:].strip(" )»\"'”"):
            end -= 1  # the full stop of the sentence, not of "mld."
        yield Sum(start, end, low, high, _is_approx(words, start, end))


def _is_money(match: re.Match[str], n: int) -> bool:
    return bool(match[f"sign{n}"] or match[f"euro{n}"] or match[f"unit{n}"])


def _shares_sign(words: str, match: re.Match[str]) -> bool:
    """Whether a bare second number goes with the euro sign of the first: "€ 30 à 40", "€ 30-40", "tussen € 30 en 40"."""
    joint = match["joint"].lower()
    close = joint.strip() == "à" or joint in {"-", "–"} or (joint.startswith(" en") and match["between"])
    if not (close and match["sign1"]) or match["unit1"] or match["euro1"] or match["times"]:
        return False
    rises = value_of(match["number1"], None) < value_of(match["number2"], None)
    return (
        rises and not re.fullmatch(r"(?:19|20)\d\d", match["number2"]) and stands(words, match.start(), match.end(), signed=True)
    )


def _joins(words: str, match: re.Match[str]) -> bool:
    """Whether two numbers are a range: always with "à" or a dash; with "en" only after "tussen"; with "tot" when it rises.

    "Gestegen van € 5 miljard tot € 8 miljard" is no range: it tells what it was and what it became.
    """
    joint = match["joint"].strip().lower()
    if (
        joint.startswith("tot")
        and _is_money(match, 1)
        and _CHANGED_FROM.search(words[max(0, match.start() - 40) : match.start()])
    ):
        return False
    if joint.startswith("en"):
        return bool(match["between"])
    if joint.startswith("tot") and match["unit1"] and match["unit2"]:
        return value_of(match["number1"], match["unit1"]) < value_of(match["number2"], match["unit2"])
    return joint not in {"/", "a"} or bool(match["sign2"] or match["unit2"])


def _end_of(match: re.Match[str], n: int) -> int:
    return max(match.end(group) for group in (f"number{n}", f"unit{n}", f"euro{n}"))


def _vague(words: str) -> Iterator[Sum]:
    for match in _MANY.finditer(words):
        unit, count, crowd = match["unit"].lower(), (match["count"] or "").lower(), (match["crowd"] or "").lower()
        euros = unit.startswith("euro")
        plural = unit in {"miljarden", "miljoenen", "tonnen"}
        head = words[max(0, match.start() - 12) : match.start()]
        about_one = not (count or crowd or plural or euros) and _ABOUT_ONE.search(head) is not None
        if crowd in {"honderd", "duizend"} and not count:
            continue  # a plain number
        if not (count or crowd or plural or about_one) or (euros and not crowd) or (unit == "ton" and not count):
            continue
        if about_one and head.lower().endswith(("het ", "eerste ", "volgende ", "andere ")) and not match["euro"]:
            continue
        if is_foreign(head) or re.search(r"\d[ \u00a0]?$", head):
            continue
        signed = bool(match["euro"]) or euros
        if not signed and (is_other_unit(words, match.end()) or counts_something(words, match.end())):
            continue
        low, high = (1, 1) if about_one else _FEW.get(count, (2, 9))
        approx = not (about_one and head.lower().endswith(("eerste ", "volgende ", "andere ")))
        size = _CROWDS.get(crowd, 1) * (Decimal(1) if euros else factor(unit))
        yield Sum(match.start(), match.end(), low * size, high * size, approx)


def _is_approx(words: str, start: int, end: int) -> bool:
    return _APPROX.search(words[max(0, start - 30) : start]) is not None or _APPROX_AFTER.match(words, end) is not None
