# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""What days a phrase of the political year means: summer, recesses, Prinsjesdag, the budget papers, elections, school years.

Each function takes a match and the day that the text speaks on, and gives a closed interval; see `calendar` for the facts.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from bijgepraat.understand import calendar
from bijgepraat.understand.calendar import prinsjesdag
from bijgepraat.understand.periods import UNKNOWN, Period

BEFORE = (
    r"(?:(?:uiterlijk|nog|ruim|net|liefst|liever|bij voorkeur|zeker|in ieder geval|kort|vlak) ){0,2}(?:voor|vóór)"
    r"(?: (?:(?:de |het )?(?:start|begin|aanvang) van|het eind(?:e)? van))?|voorafgaand aan|in (?:de )?aanloop naar|tussen nu en|uiterlijk aan"
)
AFTER = r"(?:(?:kort|vlak|direct|meteen|gelijk|snel|onmiddellijk) )?na(?: afloop van)?"
HOW = rf"(?P<how>{BEFORE}|{AFTER}|rond|omstreeks|tijdens|gedurende)"


def _side(how: str) -> str:
    """What a preposition does with a period: "before" it, until its "end", "after" or "soon" after it, "during" it."""
    how = " ".join(how.lower().split())
    if "eind" in how:
        return "end"
    if "voor" in how or "vóór" in how or how in {"tussen nu en", "uiterlijk aan"} or how.endswith("aanloop naar"):
        return "before"
    if how in {"na", "na afloop van"}:
        return "after"
    return "soon" if how.endswith((" na", " na afloop van")) else "during"


def _year(match: re.Match[str], on: date) -> int | None:
    words = match.groupdict()
    if words.get("year"):
        return int(match["year"])
    if words.get("rel"):
        return on.year + (0 if match["rel"].lower().endswith("dit jaar") else 1)
    return None


def around_summer(match: re.Match[str], on: date | None) -> Period | None:
    if on is None:
        return UNKNOWN
    side, year = _side(match["how"]), _year(match, on)
    if side in {"after", "soon"}:
        # In the autumn "na de zomer" is the next one.
        year = year or (on.year if on <= date(on.year, 9, 30) else on.year + 1)
        return date(year, 9, 1), date(year, 9, 30) if side == "soon" else date(year, 12, 21)
    if side in {"during", "end"}:
        year = year or (on.year if on <= date(on.year, 9, 21) else on.year + 1)
        first, last = calendar.season("zomer", year)
        return None if side == "end" else first, last
    year = year or (on.year if on <= calendar.last_council_before_summer(on.year) else on.year + 1)
    summer = date(year, 6, 21)
    return None, calendar.last_council_before_summer(year) if summer < on else summer


_RECESS_NAMES = {"krokus": "voorjaars", "voorjaar": "voorjaars", "verkiezing": "verkiezings"}


def around_recess(match: re.Match[str], on: date | None) -> Period | None:
    if on is None:
        return UNKNOWN
    name = (match["recess"] or "").lower() or None
    side = _side(match["how"])
    found = calendar.next_recess(_RECESS_NAMES.get(name or "", name), on, _year(match, on))
    if found is None:
        return UNKNOWN
    if side in {"after", "soon"}:
        if found.name == "zomer":
            year = found.last.year
            return date(year, 9, 1), date(year, 9, 30) if side == "soon" else date(year, 12, 21)
        after = found.last + timedelta(days=1)
        return after, after + timedelta(days=30) if side == "soon" else None
    if side == "during":
        return found.first, found.last
    return None, found.last if side == "end" else found.first - timedelta(days=1)


def _around_day(match: re.Match[str], on: date | None, day_of: Callable[[int], date]) -> Period | None:
    """Before a fixed day of the year counts the day itself: its papers are what was promised."""
    named = match.groupdict().get("year")
    if on is None and not named:
        return UNKNOWN
    year = int(named) if named else _year(match, on) if on else None
    if year is None and on is not None:
        year = on.year if day_of(on.year) >= on else on.year + 1
    if year is None:
        return UNKNOWN
    day, how = day_of(year), (match["how"] or "").strip().lower()
    if how.startswith("uiterlijk") or _side(how) in {"before", "end"}:
        return None, day
    return (day + timedelta(days=1), None) if _side(how) in {"after", "soon"} else (day, day)


def around_prinsjesdag(match: re.Match[str], on: date | None) -> Period | None:
    return _around_day(match, on, prinsjesdag)


def around_verantwoordingsdag(match: re.Match[str], on: date | None) -> Period | None:
    return _around_day(match, on, calendar.verantwoordingsdag)


def with_budget(match: re.Match[str], on: date | None) -> Period | None:
    named = match.groupdict().get("year")
    if named:
        # The Belastingplan 2026 and the Miljoenennota 2026 come out on Prinsjesdag of the year before.
        year = int(named) - 1
    elif on is None:
        return UNKNOWN
    else:
        year = on.year if prinsjesdag(on.year) >= on else on.year + 1
    day = prinsjesdag(year)
    if named and on and day < on <= prinsjesdag(int(named)):
        # That one is out: whoever speaks of one to come names it by the year in which it comes out.
        day = prinsjesdag(int(named))
    return (None, day) if _side(match["how"]) == "before" else (day, day)


def in_coming_budget(match: re.Match[str], on: date | None) -> Period | None:
    """The budget of a year is presented on Prinsjesdag of the year before; one that is out already is no moment to come."""
    named = match["year"]
    if (not named and not match["new"]) or _TELLS.match(match.string, match.end()):
        return None
    if on is None:
        return UNKNOWN
    day = prinsjesdag(int(named) - 1) if named else prinsjesdag(on.year if prinsjesdag(on.year) >= on else on.year + 1)
    return (day, day) if day >= on else None


_MEMORANDA = {"voorjaarsnota": (6, 1), "najaarsnota": (12, 1)}
"""Month and day before which each is sent, by article 2.26 of the Comptabiliteitswet 2016."""


def with_memorandum(match: re.Match[str], on: date | None) -> Period | None:
    month, day = _MEMORANDA[match["memo"].lower()]
    if match["year"]:
        year = int(match["year"])
    elif on is None:
        return UNKNOWN
    else:
        year = on.year if date(on.year, month, day) >= on else on.year + 1
    until = date(year, month, day)
    return (until + timedelta(days=1), None) if _side(match["how"]) in {"after", "soon"} else (None, until)


_TELLS = re.compile(
    r",? (?:staat|staan|stond|stonden|lees|lezen|las|zie|zien|zag|blijkt|bleek|is te lezen|wordt (?:geen|niet)|heeft|had)\b"
)
"""After a paper: what it says already, so that it is no moment to come."""


def annual_report(match: re.Match[str], on: date | None) -> Period | None:
    if _TELLS.match(match.string, match.end()):
        return None
    if match["year"]:
        year = int(match["year"]) + 1
    elif on is None:
        return UNKNOWN
    else:
        year = on.year if calendar.verantwoordingsdag(on.year) >= on else on.year + 1
    day = calendar.verantwoordingsdag(year)
    return day, day


def around_election(match: re.Match[str], on: date | None) -> Period | None:
    if on is None:
        return UNKNOWN
    which = (match["which"] or "").lower()
    day: date | None
    if "gemeente" in which or "staten" in which or "waterschap" in which:
        # By the Kieswet on the third Wednesday of March, every four years: councils in 2026, provinces and water boards in 2027.
        rest = 2 if "gemeente" in which else 3
        days = (calendar.nth_weekday(year, 3, 2, 3) for year in range(on.year, on.year + 5) if year % 4 == rest)
        day = next(day for day in days if day > on)
    else:
        day = calendar.next_election(on)
    if day is None:
        return UNKNOWN
    side = _side(match["how"])
    if side in {"after", "soon"}:
        return day + timedelta(days=1), None
    return (day, day) if side == "during" else (None, day - timedelta(days=1))


def around_year_end(match: re.Match[str], on: date | None) -> Period | None:
    if on is None:
        return UNKNOWN
    is_christmas = match["what"].lower().startswith(("kerst", "feest"))
    side = _side(match["how"])
    if side in {"after", "soon"}:
        # In the first days of January "na de kerst" is now.
        return (date(on.year, 12, 27), None) if is_christmas and on.month > 1 else (date(on.year + (on.month > 1), 1, 1), None)
    if side == "during":
        # Around it: no day ends that.
        return UNKNOWN
    last = date(on.year, 12, 24 if is_christmas else 31)
    return None, last if last >= on else last.replace(year=on.year + 1)


def school_year(match: re.Match[str], on: date | None) -> Period | None:
    """From 1 August to 31 July, by the law; "het nieuwe schooljaar" is the next one."""
    if match["year"]:
        year = int(match["year"])
    elif on is None:
        return UNKNOWN
    else:
        begun = on.year if on.month > 7 else on.year - 1
        year = begun + (0 if (match["which"] or "").lower() in {"dit", "het huidige", "huidige"} else 1)
    first, last = date(year, 8, 1), date(year + 1, 7, 31)
    if match["how"]:
        return (None, first - timedelta(days=1)) if _side(match["how"]) == "before" else (None, last)
    return first, last
