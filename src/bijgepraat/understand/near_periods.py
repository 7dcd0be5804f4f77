# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""What period a phrase means that counts from the day of the text: "volgende week", "binnen zes weken", "nog dit kwartaal".

Each function takes a match and the day that the text speaks on, and gives a closed interval; without that day nothing is known.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from bijgepraat.understand import calendar
from bijgepraat.understand.periods import (
    LOOKS_BACK,
    NUMBERS,
    SPAN_DAYS,
    SPAN_MONTHS,
    UNKNOWN,
    WEEKDAYS,
    Period,
    month_only,
    months_after,
    part_of_month,
    part_of_quarter,
)


def quarter_near(match: re.Match[str], on: date | None) -> Period | None:
    if on is None:
        return UNKNOWN
    number = (on.month - 1) // 3 + 1
    year = on.year
    if match["which"].lower() not in {"dit", "het"}:
        year, number = (year + 1, 1) if number == 4 else (year, number + 1)
    first, last = date(year, number * 3 - 2, 1), calendar.month_end(year, number * 3)
    return (None, last) if match["still"] else part_of_quarter(first, last, match["part"])


_SHIFTS = {"volgende": 1, "komende": 1, "aankomende": 1, "deze": 0, "de": 0, "van de": 0, "afgelopen": -1, "vorige": -1}


def week(match: re.Match[str], on: date | None) -> Period | None:
    if on is None:
        return UNKNOWN
    monday = on - timedelta(days=on.weekday()) + timedelta(days=7 * _SHIFTS[(match["which"] or "deze").lower()])
    part = (match["part"] or "").lower()
    if part == "begin":
        return monday, monday + timedelta(days=2)
    first, last = monday + timedelta(days=3 if part.startswith("eind") else 0), monday + timedelta(days=6)
    return (None, last) if match.groupdict().get("still") else (first, last)


def week_of_year(match: re.Match[str], on: date | None) -> Period | None:
    year = int(match["year"]) if match["year"] else on.year if on else None
    if year is None:
        return UNKNOWN
    number = int(match["number"])
    if not 1 <= number <= date(year, 12, 28).isocalendar().week:
        return None
    monday = date.fromisocalendar(year, number, 1)
    if not match["year"] and on and monday + timedelta(days=6) < on - timedelta(days=LOOKS_BACK):
        monday = date.fromisocalendar(year + 1, number, 1)
    return monday, monday + timedelta(days=6)


_NTH_WEEK = {"eerste": 0, "tweede": 7, "derde": 14, "vierde": 21}


def week_of_month(match: re.Match[str], on: date | None) -> Period | None:
    first, last = month_only(match, on) or UNKNOWN
    if first is None or last is None:
        return UNKNOWN
    if match["nth"].lower() == "laatste":
        return last - timedelta(days=6), last
    begin = first + timedelta(days=_NTH_WEEK[match["nth"].lower()])
    return begin, begin + timedelta(days=6)


def weekend(match: re.Match[str], on: date | None) -> Period | None:
    if on is None:
        return UNKNOWN
    saturday = on + timedelta(days=max(0, 5 - on.weekday()))
    how = match["how"].lower().split()[-1]
    if how in {"voor", "vóór"}:
        return None, saturday - timedelta(days=1)
    return (saturday + timedelta(days=7 - saturday.weekday()), None) if how == "na" else (saturday, saturday + timedelta(days=1))


def month_near(match: re.Match[str], on: date | None) -> Period | None:
    if on is None:
        return UNKNOWN
    first = calendar.month_end(on.year, on.month) + timedelta(days=1)
    shift = _SHIFTS[match["which"].lower()]
    if shift < 1:
        first = on.replace(day=1)
    if shift < 0:
        first = (first - timedelta(days=1)).replace(day=1)
    first, last = first, calendar.month_end(first.year, first.month)
    return (None, last) if match.groupdict().get("still") else part_of_month(first, last, match["part"])


_NEAR_DAYS = {"morgen": 1, "overmorgen": 2, "gisteren": -1, "eergisteren": -2}


def near_day(match: re.Match[str], on: date | None) -> Period | None:
    if on is None:
        return UNKNOWN
    word = re.sub(r"(?<=morgen)(?:ochtend|middag|avond)$", "", match.group().lower())
    day = on + timedelta(days=_NEAR_DAYS.get(word, 0))
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


_COUNTED_FROM = re.compile(r" (?:na(?!ast)|vanaf|sinds|gerekend) (?!vandaag|nu\b|heden)")


def within(match: re.Match[str], on: date | None) -> Period | None:
    """A term from the day of the text; one that counts from something else ("binnen drie jaar na de aanslag") has no dates."""
    if _COUNTED_FROM.match(match.string, match.end()):
        return UNKNOWN
    after = after_count(match, on) if on else None
    return (on, after) if after else UNKNOWN


def after_count(match: re.Match[str], day: date, *, back: bool = False) -> date | None:
    """The day so many units of time after a day, or before it; None when the words have no number ("enkele weken")."""
    unit, word = match["unit"].lower(), match["count"].lower()
    sign = -1 if back else 1
    if word.startswith("anderhal"):
        return months_after(day, sign * 18) if unit == "jaar" else day + timedelta(days=sign * 45) if unit == "maand" else None
    count = int(word) if word.isdigit() else NUMBERS.get(word, 1 if unit.startswith("half") else None)
    if count is None:
        return None
    if unit == "uur":
        return day + timedelta(days=sign * -(-count // 24))
    if unit.startswith("werkdag"):
        # Of every seven days five are worked.
        weeks, rest = divmod(count, 5)
        until = day + timedelta(days=sign * 7 * weeks)
        while rest:
            until += timedelta(days=sign)
            rest -= until.weekday() < 5
        return until
    if unit in SPAN_DAYS:
        return day + timedelta(days=sign * count * SPAN_DAYS[unit])
    return months_after(day, sign * count * SPAN_MONTHS[unit])
