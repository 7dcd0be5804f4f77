# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Days as Dutch texts, datelines and file names write them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

_MONTHS = (
    ("januari", "jan"),
    ("februari", "feb"),
    ("maart", "mrt"),
    ("april", "apr"),
    ("mei",),
    ("juni", "jun"),
    ("juli", "jul"),
    ("augustus", "aug"),
    ("september", "sept", "sep"),
    ("oktober", "okt"),
    ("november", "nov"),
    ("december", "dec"),
)
_MONTH_NUMBERS = {name: number for number, names in enumerate(_MONTHS, 1) for name in names}
_WEEKDAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
_DAYS = re.compile(
    rf"(?<![\w.,/-])(?:(?P<weekday>{'|'.join(_WEEKDAYS)})\s+)?(?P<day>[0-3]?\d)\s+"
    rf"(?P<month>{'|'.join(sorted(_MONTH_NUMBERS, key=len, reverse=True))})\b\.?(?:\s+(?P<year>(?:19|20)\d\d)(?!\d))?"
    r"|(?<![\w.,/-])(?P<iso>(?:19|20)\d\d-[01]\d-[0-3]\d)(?!\d|-)"
    r"|(?<![\w.,/-])(?P<numeric>[0-3]?\d(?P<mark>[-/.])[01]?\d(?P=mark)(?:19|20)\d\d)(?![\w/-])",
    re.IGNORECASE,
)
_IN_NAME = re.compile(
    r"(?<!\d)((?:19|20)\d\d)[-_.]?([01]\d)[-_.]?([0-3]\d)(?!\d)|(?<!\d)([0-3]?\d)[-_.]([01]?\d)[-_.]((?:19|20)\d\d)(?!\d)"
)

_BEFORE_DATE = re.compile(
    r"\W*(?:(?:s-)?[A-Z][\w’'-]+(?:[ /][\w’'-]+){0,3},\s*)?"
    r"(?:(?i:datum|publicatiedatum|d\.d\.|versie|nieuws|nieuwsbericht|bericht|update|week \d{1,2}"
    r"|(?:laatst )?(?:geplaatst|gepubliceerd|gewijzigd|bijgewerkt|verschenen|vastgesteld)(?: op)?)(?!\w)[\s:,|–-]*)*\W*"
)
_AFTER_DATE = re.compile(
    r"\W*(?:(?:om\s+)?\d{1,2}[:.]\d\d(?:\s*uur)?)?\W*(?:nieuws|nieuwsbericht|bericht|update)?\W*", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Day:
    """A day as a text names it, perhaps without its year. `weekday` counts from Monday = 0, None when it is not named."""

    phrase: str
    start: int
    month: int
    day: int
    year: int | None = None
    weekday: int | None = None

    def on(self, year: int) -> date | None:
        """This day in `year`; None on 29 February of a common year."""
        return _day(year, self.month, self.day)

    @property
    def date(self) -> date | None:
        """The date, when the year is named."""
        return self.on(self.year) if self.year is not None else None


def find_days(text: str) -> list[Day]:
    """Every day with its month in a Dutch text, in order: "3 november", "22 januari 2026", "22-01-2026", "2026-01-22"."""
    found: list[Day] = []
    for match in _DAYS.finditer(text):
        weekday: int | None = None
        year: int | None
        if match["iso"]:
            year, month, day = (int(part) for part in match["iso"].split("-"))
        elif match["numeric"]:
            day, month, year = (int(part) for part in match["numeric"].split(match["mark"]))
        else:
            day, month = int(match["day"]), _MONTH_NUMBERS[match["month"].lower()]
            year = int(match["year"]) if match["year"] else None
            weekday = _WEEKDAYS.index(match["weekday"].lower()) if match["weekday"] else None
        if _day(year or 2000, month, day):
            found.append(Day(match.group().rstrip(), match.start(), month, day, year, weekday))
    return found


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def dateline(line: str) -> Day | None:
    """The day of a line that only dates what it stands at: "15 december 2021", "Den Haag, 15 december 2021".

    Beside the date only a place with its comma, a time, and words such as "Geplaatst op" may stand there.
    """
    if len(line) > 80:
        return None
    days = find_days(line)
    if len(days) != 1:
        return None
    before, after = line[: days[0].start], line[days[0].start + len(days[0].phrase) :]
    return days[0] if _BEFORE_DATE.fullmatch(before) and _AFTER_DATE.fullmatch(after) else None


def printed_date(lines: Iterable[str]) -> date | None:
    """The date of the first line that only dates the document, year included."""
    days = (dateline(line) for line in lines)
    return next((day.date for day in days if day is not None and day.date is not None), None)


def date_from_name(name: str) -> date | None:
    """The date in a file's name: `brief-2025-07-02.pdf`, `20250702.txt`, `2-7-2025.docx`."""
    stem = re.split(r"[/›]", name)[-1]
    for match in _IN_NAME.finditer(stem):
        parts = match.groups()
        year, month, day = parts[:3] if parts[0] else (parts[5], parts[4], parts[3])
        found = _day(int(year), int(month), int(day))
        if found:
            return found
    return None
