# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Moments as feeds and pages write them: ISO 8601, RFC 822 in English or Dutch, named zones, or a day alone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime

from bijgepraat.sources.days import find_days
from bijgepraat.sources.moments import in_utc, with_offset

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januari january jan",
            "februari february feb",
            "maart march mrt mar maa",
            "april apr",
            "mei may",
            "juni june jun",
            "juli july jul",
            "augustus august aug",
            "september sept sep",
            "oktober october okt oct",
            "november nov",
            "december dec",
        ),
        1,
    )
    for name in names.split()
}
_ZONES = {
    **dict.fromkeys(("Z", "UT", "UTC", "GMT", "WET"), "+00:00"),
    **dict.fromkeys(("CET", "MET", "MEZ", "BST", "WEST", "A"), "+01:00"),
    **dict.fromkeys(("CEST", "MEST", "MESZ", "EET"), "+02:00"),
    "EEST": "+03:00",
    "EST": "-05:00",
    "EDT": "-04:00",
    "PST": "-08:00",
    "PDT": "-07:00",
}
_RFC822 = re.compile(
    r"(?:[^\W\d_]{2,12}\.?,?\s+)?([0-3]?\d)[\s-]+([^\W\d_]{3,9})\.?[\s-]+(\d{4}|\d{2})"
    r"(?:,?\s+(?:om\s+)?([0-2]?\d)[:.]([0-5]\d)(?:[:.]([0-5]\d|60))?(?:\s*uur)?(?:\s*(?:([+-]\d\d):?(\d\d)|\(?([A-Za-z]{1,5})\)?))?)?"
    r"(?:\s*\([^)]{0,40}\))?"
)
_YEARS = range(1800, 2101)
_AHEAD = timedelta(days=31)


@dataclass(frozen=True, slots=True)
class Stamp:
    """A moment in UTC with seven decimals, and the day that it was in Amsterdam."""

    moment: str
    day: date


def read_stamp(text: str | None) -> Stamp | None:
    """A moment as a source writes it. One without a zone (or an unknown one) is Dutch time; a day alone is its midnight.

    None for what is no moment, and for years outside 1800–2100.
    """
    words = " ".join((text or "").split())
    if not words or len(words) > 100:
        return None
    found = _stamp(words)
    if found is not None:
        return found
    match = _RFC822.fullmatch(words)
    if match:
        return _from_words(match)
    days = find_days(words)
    if len(days) == 1 and (day := days[0].date) is not None:
        return _stamp(day.isoformat())
    return None


def of_header(value: str | None) -> Stamp | None:
    """The moment of an HTTP header such as Last-Modified."""
    try:
        found = parsedate_to_datetime(value or "")
    except (ValueError, TypeError):
        return None
    return of_moment(found if found.tzinfo else found.replace(tzinfo=UTC))


def of_moment(moment: datetime) -> Stamp | None:
    """A moment of our own."""
    return _stamp(moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ"))


def of_day(day: date) -> Stamp | None:
    """The first moment of a day."""
    return _stamp(day.isoformat())


def day_in(text: str, on: date, *, month_first: bool = False) -> date | None:
    """The first day named in words from a page. Without a year it is the latest one not far ahead of `on`.

    `month_first`: a day in figures is written 11-19-2026.
    """
    if month_first:
        match = re.search(r"(?<!\d)([01]?\d)[-/.]([0-3]?\d)[-/.]((?:19|20)\d\d)(?!\d)", text)
        if match:
            return _day(int(match[3]), int(match[1]), int(match[2]))
    for day in find_days(text):
        if day.date is not None:
            return day.date
        years = [found for year in range(on.year + 1, on.year - 5, -1) if (found := day.on(year)) is not None]
        return next((found for found in years if found <= on + _AHEAD), None)
    stamp = read_stamp(text)
    return stamp.day if stamp else None


def _from_words(match: re.Match[str]) -> Stamp | None:
    month = _MONTHS.get(match[2].lower())
    if month is None:
        return None
    year = int(match[3])
    if len(match[3]) == 2:
        year += 2000 if year < 70 else 1900
    zone = f"{match[7]}:{match[8]}" if match[7] else _ZONES.get((match[9] or "").upper(), "")
    clock = f"T{int(match[4]):02}:{match[5]}:{min(int(match[6] or 0), 59):02}{zone}" if match[4] else ""
    return _stamp(f"{year:04}-{month:02}-{int(match[1]):02}{clock}")


def _stamp(text: str) -> Stamp | None:
    moment, local = in_utc(text), with_offset(text)
    if moment is None or local is None:
        return None
    try:
        day = date.fromisoformat(local[:10])
    except ValueError:
        return None
    return Stamp(moment, day) if day.year in _YEARS else None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
