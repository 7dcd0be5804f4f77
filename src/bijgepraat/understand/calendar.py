# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The political calendar: Prinsjesdag, Verantwoordingsdag, recesses, elections, astronomical seasons."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib import resources

_ELECTIONS = (date(2021, 3, 17), date(2023, 11, 22), date(2025, 10, 29))
"""Elections of the Tweede Kamer."""


@dataclass(frozen=True, slots=True)
class Recess:
    """A recess of the Tweede Kamer; `first` and `last` belong to it. `name` as in "zomer"."""

    name: str
    first: date
    last: date


@cache
def recesses() -> tuple[Recess, ...]:
    """All recesses that are known, in order; the table says where each was taken from."""
    text = resources.files("bijgepraat.understand").joinpath("data/recesses.csv").read_text("utf-8")
    rows = csv.DictReader(text.splitlines())
    found = [Recess(row["reces"], date.fromisoformat(row["eerste_dag"]), date.fromisoformat(row["laatste_dag"])) for row in rows]
    return tuple(sorted(found, key=lambda recess: recess.first))


def next_recess(name: str | None, on: date, year: int | None = None) -> Recess | None:
    """The first recess of that name (any, when None) that has not ended on a day, or the one of a given year."""
    for recess in recesses():
        if name is not None and recess.name != name:
            continue
        if recess.first.year == year or (year is None and recess.last >= on):
            return recess
    return None


def prinsjesdag(year: int) -> date:
    """The third Tuesday of September."""
    return nth_weekday(year, 9, 1, 3)


def verantwoordingsdag(year: int) -> date:
    """The third Wednesday of May, when the annual reports of the year before are presented."""
    return nth_weekday(year, 5, 2, 3)


def last_council_before_summer(year: int) -> date:
    """The last council of ministers before the summer: the second Friday of July."""
    return nth_weekday(year, 7, 4, 2)


def next_election(on: date) -> date | None:
    """The next election of the Tweede Kamer after a day, as far as it has been called."""
    return next((day for day in _ELECTIONS if day > on), None)


def season(name: str, year: int) -> tuple[date, date]:
    """First and last day of a season in a year, by the sun; winter begins in that year and ends in the next."""
    spring, summer, autumn, winter = date(year, 3, 20), date(year, 6, 21), date(year, 9, 21), date(year, 12, 21)
    if name in {"voorjaar", "lente"}:
        return spring, summer
    if name == "zomer":
        return summer, autumn
    if name in {"najaar", "herfst"}:
        return autumn, winter
    return winter, date(year + 1, 3, 20)


def month_end(year: int, month: int) -> date:
    """The last day of a month."""
    return (date(year, month, 28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def nth_weekday(year: int, month: int, weekday: int, n: int) -> date:
    """The n-th Monday (0) … Sunday (6) of a month."""
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (n - 1))
