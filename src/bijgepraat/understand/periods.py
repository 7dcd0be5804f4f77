# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""What period a phrase means: from the words that matched and the day of the text to a closed interval.

Each function takes a match and the day that the text speaks on, and gives (first, last); a side that the words leave open is None,
and both are when only an agenda, or the missing day, could tell. None instead of a pair: it is no date after all.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from bijgepraat.understand import calendar

Period = tuple[date | None, date | None]
UNKNOWN: Period = (None, None)

MONTHS = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)
MONTH = r"(?P<month>(?:" + "|".join(MONTHS) + r")\b|(?:jan|feb|mrt|apr|jun|jul|aug|sept?|okt|nov|dec)\b\.?)"
_SHORT = {name[:3]: n for n, name in enumerate(MONTHS, 1)} | {"mrt": 3, "sep": 9, "maa": 3}
NOT_ON = r"(?!\d|[.,]\d)"
YEAR = r"(?P<year>(?:19|20)\d\d)" + NOT_ON
WEEKDAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
NUMBERS = {
    "een": 1,
    "één": 1,
    "twee": 2,
    "drie": 3,
    "vier": 4,
    "vijf": 5,
    "zes": 6,
    "zeven": 7,
    "acht": 8,
    "negen": 9,
    "tien": 10,
    "elf": 11,
    "twaalf": 12,
    "dertien": 13,
    "veertien": 14,
    "vijftien": 15,
    "achttien": 18,
    "twintig": 20,
    "dertig": 30,
}
_A_NUMBER = r"(?:\d{1,3}|" + "|".join(NUMBERS) + r")"
COUNT = (
    rf"(?:(?:ongeveer|zo'n|circa|maximaal|hooguit|uiterlijk) )?(?:{_A_NUMBER} (?:à|tot|of) )?"
    rf"(?P<count>{_A_NUMBER}|anderhalve|anderhalf|enkele|een paar|enige|een aantal)"
)
"""A number before a unit of time; of "twee à drie" the higher."""
_ORDINALS = {
    "4de": 4,
    "3de": 3,
    "2de": 2,
    "1ste": 1,
    "eerste": 1,
    "tweede": 2,
    "derde": 3,
    "vierde": 4,
    "1e": 1,
    "2e": 2,
    "3e": 3,
    "4e": 4,
    "laatste": 4,
}
SPAN_DAYS = {"dag": 1, "dagen": 1, "week": 7, "weken": 7}
SPAN_MONTHS = {"maand": 1, "maanden": 1, "kwartaal": 3, "half jaar": 6, "halfjaar": 6, "jaar": 12}


def _month_number(match: re.Match[str]) -> int:
    return _SHORT[match["month"].lower()[:3]]


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def full_date(match: re.Match[str], on: date | None) -> Period | None:
    month, day = _month_number(match), int(match["day"])
    words = match.groupdict()
    if words.get("year"):
        found = _day(int(match["year"]), month, day)
    elif _day(2024, month, day) is None:
        return None
    elif on is None:
        return UNKNOWN
    else:
        found = _nearest(on, month, day, (words.get("side") or "").lower())
    if found is None:
        return None
    if words.get("from"):
        first = _day(found.year, month, int(match["from"]))
        return (first, found) if first and first <= found else None
    if words.get("week"):
        monday = found - timedelta(days=found.weekday())
        return monday, monday + timedelta(days=6)
    how = (words.get("how") or "").lower()
    if how:
        return (found, None) if how == "na" else (None, found - timedelta(days=1))
    return found, found


def _nearest(on: date, month: int, day: int, side: str) -> date | None:
    """The nearest such day, or the nearest on the side that "jl." or "aanstaande" tells."""
    near = [found for year in range(on.year - 4, on.year + 5) if (found := _day(year, month, day))]
    if side:
        near = [found for found in near if (found <= on if side.startswith("j") else found >= on)]
    return min(near, key=lambda found: abs((found - on).days), default=None)


def digits(match: re.Match[str], _on: date | None) -> Period | None:
    found = _day(int(match["year"]), int(match["mm"]), int(match["day"]))
    return (found, found) if found else None


def _year_of(match: re.Match[str], on: date | None, ends: Callable[[int], date]) -> int | None:
    """The year that is named, else the first one whose period has not ended on the day of the text."""
    words = match.groupdict()
    if words.get("year"):
        return int(match["year"])
    if on is None:
        return None
    if words.get("rel"):
        return on.year + (0 if match["rel"].lower().endswith("dit jaar") else 1)
    return next(year for year in range(on.year - 1, on.year + 2) if ends(year) >= on)


LOOKS_BACK = 92
"""Days. A month without a year that ended no longer ago is the one that has been; whoever means the next one says so."""


def month_only(match: re.Match[str], on: date | None) -> Period | None:
    month = _month_number(match)
    until = match.groupdict().get("until")
    to = _SHORT[until.lower()[:3]] if until else month
    since = on - timedelta(days=LOOKS_BACK) if on else None
    year = _year_of(match, since, lambda year: calendar.month_end(year, to))
    if year is None:
        return UNKNOWN
    if to < month:
        return None
    return part_of_month(date(year, month, 1), calendar.month_end(year, to), match.groupdict().get("part"))


def part_of_month(first: date, last: date, part: str | None) -> Period:
    part = (part or "").lower()
    if part == "begin":
        return first, first.replace(day=10)
    if part in {"medio", "half", "halverwege"}:
        return first.replace(day=10), first.replace(day=20)
    if part.startswith("eerste"):
        return first, first.replace(day=15)
    if part.startswith("tweede"):
        return first.replace(day=16), last
    return (last.replace(day=20), last) if part.startswith("eind") else (first, last)


def quarter(match: re.Match[str], on: date | None) -> Period | None:
    words = match.groupdict()
    last = int(match["q"]) if words.get("q") else _ORDINALS[match["nth"].lower()]
    also = words.get("also")
    first = _ORDINALS[also.lower()] if also else last
    year = _year_of(match, on, lambda year: calendar.month_end(year, last * 3))
    if year is None:
        return UNKNOWN
    return part_of_quarter(date(year, first * 3 - 2, 1), calendar.month_end(year, last * 3), words.get("part"))


def part_of_quarter(first: date, last: date, part: str | None) -> Period:
    part = (part or "").lower()
    if part == "begin":
        return first, calendar.month_end(first.year, first.month)
    return (last.replace(day=1), last) if part.startswith("eind") else (first, last)


def half(match: re.Match[str], on: date | None) -> Period | None:
    number = _ORDINALS[match["nth"].lower()]
    year = _year_of(match, on, lambda year: calendar.month_end(year, number * 6))
    return UNKNOWN if year is None else (date(year, number * 6 - 5, 1), calendar.month_end(year, number * 6))


def part_of_year(match: re.Match[str], on: date | None) -> Period | None:
    year = _year_of(match, on, lambda year: date(year, 12, 31))
    if year is None:
        return UNKNOWN
    part = match["part"].lower()
    if part.startswith("eind"):
        return date(year, 10, 1), date(year, 12, 31)
    if part in {"medio", "half", "halverwege"}:
        return date(year, 5, 1), date(year, 8, 31)
    return date(year, 1, 1), date(year, 3, 31)


def in_season(match: re.Match[str], on: date | None) -> Period | None:
    name = match["season"].lower()
    year = _year_of(match, on, lambda year: calendar.season(name, year)[1])
    if year is None:
        return UNKNOWN
    first, last = calendar.season(name, year)
    part = (match["part"] or match["early"] or "").lower()
    if part in {"begin", "vroege"}:
        return first, months_after(first, 1)
    return (months_after(last, -1), last) if part.startswith(("eind", "late")) else (first, last)


def months_after(day: date, count: int) -> date:
    """The same day so many months later or earlier, or the last one of that month when it has no such day."""
    months = day.month - 1 + count
    year, month = day.year + months // 12, months % 12 + 1
    return date(year, month, min(day.day, calendar.month_end(year, month).day))


def years(match: re.Match[str], _on: date | None) -> Period | None:
    year = int(match["year"])
    until = int(match.groupdict().get("until") or year)
    return (date(year, 1, 1), date(until, 12, 31)) if year <= until else None


def this_year(match: re.Match[str], on: date | None) -> Period | None:
    if on is None:
        return UNKNOWN
    words = match.group().lower()
    if "volgend" in words or "komend" in words or "nieuwe" in words:
        if words.startswith(("voor", "vóór")):
            return None, date(on.year, 12, 31)
        return date(on.year + 1, 1, 1), date(on.year + 1, 12, 31)
    return None, date(on.year, 12, 31)


def last_year(_match: re.Match[str], on: date | None) -> Period | None:
    return (date(on.year - 1, 1, 1), date(on.year - 1, 12, 31)) if on else UNKNOWN


def phrase(_match: re.Match[str], _on: date | None) -> Period | None:
    return UNKNOWN
