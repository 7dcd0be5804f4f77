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
from bijgepraat.understand.calendar import prinsjesdag

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
_NUMBERS = {
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
COUNT = r"(?P<count>\d{1,3}|" + "|".join(_NUMBERS) + r"|enkele|een paar|enige)"
_ORDINALS = {"eerste": 1, "tweede": 2, "derde": 3, "vierde": 4, "1e": 1, "2e": 2, "3e": 3, "4e": 4, "laatste": 4}
_SPAN_DAYS = {"dag": 1, "dagen": 1, "week": 7, "weken": 7}
_SPAN_MONTHS = {"maand": 1, "maanden": 1, "kwartaal": 3, "half jaar": 6, "halfjaar": 6, "jaar": 12}


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
        return on.year + (0 if match["rel"].lower().startswith("dit") else 1)
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
    return _part_of_month(date(year, month, 1), calendar.month_end(year, to), match.groupdict().get("part"))


def _part_of_month(first: date, last: date, part: str | None) -> Period:
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
    last = int(match["q"]) if match.groupdict().get("q") else _ORDINALS[match["nth"].lower()]
    also = match.groupdict().get("also")
    first = _ORDINALS[also.lower()] if also else last
    year = _year_of(match, on, lambda year: calendar.month_end(year, last * 3))
    return UNKNOWN if year is None else (date(year, first * 3 - 2, 1), calendar.month_end(year, last * 3))


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
    return UNKNOWN if year is None else calendar.season(name, year)


def years(match: re.Match[str], _on: date | None) -> Period | None:
    year = int(match["year"])
    until = int(match.groupdict().get("until") or year)
    return (date(year, 1, 1), date(until, 12, 31)) if year <= until else None


_SHIFTS = {"volgende": 1, "komende": 1, "aankomende": 1, "deze": 0, "afgelopen": -1, "vorige": -1}


def week(match: re.Match[str], on: date | None) -> Period | None:
    if on is None:
        return UNKNOWN
    monday = on - timedelta(days=on.weekday()) + timedelta(days=7 * _SHIFTS[(match["which"] or "deze").lower()])
    part = (match["part"] or "").lower()
    if part == "begin":
        return monday, monday + timedelta(days=2)
    return monday + timedelta(days=3 if part.startswith("eind") else 0), monday + timedelta(days=6)


def month_near(match: re.Match[str], on: date | None) -> Period | None:
    if on is None:
        return UNKNOWN
    first = calendar.month_end(on.year, on.month) + timedelta(days=1)
    shift = _SHIFTS[match["which"].lower()]
    if shift < 1:
        first = on.replace(day=1)
    if shift < 0:
        first = (first - timedelta(days=1)).replace(day=1)
    return _part_of_month(first, calendar.month_end(first.year, first.month), match["part"])


def near_day(match: re.Match[str], on: date | None) -> Period | None:
    if on is None:
        return UNKNOWN
    word = match.group().lower()
    day = on + timedelta(days={"vandaag": 0, "morgen": 1, "overmorgen": 2, "gisteren": -1, "eergisteren": -2}[word])
    return day, day


def weekday(match: re.Match[str], on: date | None) -> Period | None:
    if on is None:
        return UNKNOWN
    wanted = WEEKDAYS.index(match["weekday"].lower())
    if (match["which"] or "").lower() in {"afgelopen", "vorige"}:
        day = on - timedelta(days=(on.weekday() - wanted) % 7 or 7)
    else:
        day = on + timedelta(days=(wanted - on.weekday()) % 7 or 7)
    how = (match["how"] or "").lower()
    if how:
        return None, day if how.startswith("uiterlijk") else day - timedelta(days=1)
    return day, day


def within(match: re.Match[str], on: date | None) -> Period | None:
    unit, word = match["unit"].lower(), match["count"].lower()
    count = int(word) if word.isdigit() else _NUMBERS.get(word, 1 if unit.startswith("half") else None)
    if on is None or count is None:
        return UNKNOWN
    if unit == "uur":
        return on, on + timedelta(days=-(-count // 24))
    if unit in _SPAN_DAYS:
        return on, on + timedelta(days=count * _SPAN_DAYS[unit])
    months = on.month - 1 + count * _SPAN_MONTHS[unit]
    year, month = on.year + months // 12, months % 12 + 1
    return on, date(year, month, min(on.day, calendar.month_end(year, month).day))


def this_year(match: re.Match[str], on: date | None) -> Period | None:
    if on is None:
        return UNKNOWN
    words = match.group().lower()
    if "volgend" in words or "komend" in words:
        return date(on.year + 1, 1, 1), date(on.year + 1, 12, 31)
    return None, date(on.year, 12, 31)


def last_year(_match: re.Match[str], on: date | None) -> Period | None:
    return (date(on.year - 1, 1, 1), date(on.year - 1, 12, 31)) if on else UNKNOWN


def around_summer(match: re.Match[str], on: date | None) -> Period | None:
    if on is None:
        return UNKNOWN
    how = " ".join(match["how"].lower().split())
    year = int(match["year"]) if match["year"] else None
    if how.endswith("na"):
        year = year or (on.year if on <= date(on.year, 12, 21) else on.year + 1)
        return date(year, 9, 1), date(year, 9, 30) if how != "na" else date(year, 12, 21)
    year = year or (on.year if on <= calendar.last_council_before_summer(on.year) else on.year + 1)
    summer = date(year, 6, 21)
    return None, calendar.last_council_before_summer(year) if summer < on else summer


def around_recess(match: re.Match[str], on: date | None) -> Period | None:
    if on is None:
        return UNKNOWN
    name = (match["recess"] or "").lower() or None
    how = " ".join(match["how"].lower().split())
    found = calendar.next_recess(name, on, int(match["year"]) if match["year"] else None)
    if found is None:
        return UNKNOWN
    if how.endswith("na"):
        if found.name == "zomer":
            return date(found.last.year, 9, 1), date(found.last.year, 9, 30) if how != "na" else date(found.last.year, 12, 21)
        after = found.last + timedelta(days=1)
        return after, after + timedelta(days=30) if how != "na" else None
    if how in {"in", "tijdens"}:
        return found.first, found.last
    return None, found.first - timedelta(days=1)


def around_prinsjesdag(match: re.Match[str], on: date | None) -> Period | None:
    year = _year_of(match, on, prinsjesdag)
    if year is None:
        return UNKNOWN
    how, day = (match["how"] or "").strip().lower(), prinsjesdag(year)
    if how in {"voor", "vóór", "uiterlijk", "uiterlijk op", "uiterlijk met"}:
        return None, day
    return (day + timedelta(days=1), None) if how == "na" else (day, day)


def with_budget(match: re.Match[str], on: date | None) -> Period | None:
    named = match.groupdict().get("year")
    # The Belastingplan 2026 and the Miljoenennota 2026 come out on Prinsjesdag of the year before.
    year = int(named) - 1 if named else _year_of(match, on, prinsjesdag)
    if year is None:
        return UNKNOWN
    day = prinsjesdag(year)
    if named and on and day < on <= prinsjesdag(int(named)):
        # That one is out: whoever speaks of one to come names it by the year in which it comes out.
        day = prinsjesdag(int(named))
    return (None, day) if match["how"].lower() in {"voor", "vóór"} else (day, day)


def annual_report(match: re.Match[str], on: date | None) -> Period | None:
    named = match["year"]
    year = int(named) + 1 if named else _year_of(match, on, calendar.verantwoordingsdag)
    if year is None:
        return UNKNOWN
    day = calendar.verantwoordingsdag(year)
    return day, day


def around_election(match: re.Match[str], on: date | None) -> Period | None:
    if on is None:
        return UNKNOWN
    day: date | None
    if (match["which"] or "").lower().startswith("gemeenteraad"):
        # By the Kieswet on the third Wednesday of March, every four years.
        days = (calendar.nth_weekday(year, 3, 2, 3) for year in range(on.year, on.year + 5) if year % 4 == 2)
        day = next(day for day in days if day > on)
    else:
        day = calendar.next_election(on)
    if day is None:
        return UNKNOWN
    return (day + timedelta(days=1), None) if match["how"].lower().endswith("na") else (None, day - timedelta(days=1))


def around_year_end(match: re.Match[str], on: date | None) -> Period | None:
    if on is None:
        return UNKNOWN
    is_christmas = match["what"].lower().startswith("kerst")
    if match["how"].lower().endswith("na"):
        # In the first days of January "na de kerst" is now.
        return (date(on.year, 12, 27), None) if is_christmas and on.month > 1 else (date(on.year + (on.month > 1), 1, 1), None)
    last = date(on.year, 12, 24 if is_christmas else 31)
    return None, last if last >= on else last.replace(year=on.year + 1)


def phrase(_match: re.Match[str], _on: date | None) -> Period | None:
    return UNKNOWN
