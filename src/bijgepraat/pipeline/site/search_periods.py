# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The months or years that search results are of. Pure."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Mapping

from bijgepraat.model.search_views import SearchPeriod, SearchPeriods

_PERIOD = re.compile(r"([12]\d{3})(?:-(0[1-9]|1[0-2]))?", re.ASCII)
_MONTHS = "januari februari maart april mei juni juli augustus september oktober november december".split()
_MOST_MONTHS = 18
"""More months than this are shown as years."""
_MOST_YEARS = 24


def period_bounds(period: str) -> tuple[int, int] | None:
    """The first and last day (as 20250731) of a year or month written as 2025 or 2025-07; None for anything else."""
    found = _PERIOD.fullmatch(period)
    if found is None:
        return None
    year, month = int(found.group(1)), int(found.group(2) or 0)
    if not month:
        return year * 10_000 + 101, year * 10_000 + 1231
    return year * 10_000 + month * 100 + 1, year * 10_000 + month * 100 + monthrange(year, month)[1]


def periods(counts: Mapping[str, int], chosen: str, path: Callable[[str], str]) -> SearchPeriods | None:
    """Counts per month (2025-07) as a chart: months, or years where there are many; within a chosen year its months.

    `path` gives the page that is narrowed to a period. None when all results are of one month, or have no date.
    """
    counts = {month: count for month, count in counts.items() if _PERIOD.fullmatch(month)}
    if chosen:
        counts = {month: count for month, count in counts.items() if month.startswith(chosen[:4])}
    if not counts or (len(counts) < 2 and not chosen):
        return None
    by_month = bool(chosen) or len(_months_between(min(counts), max(counts))) <= _MOST_MONTHS
    if by_month:
        every = _months_between(f"{chosen[:4]}-01", f"{chosen[:4]}-12") if chosen else _months_between(min(counts), max(counts))
        totals = {month: counts.get(month, 0) for month in every}
    else:
        totals = {}
        for month, count in counts.items():
            totals[month[:4]] = totals.get(month[:4], 0) + count
        newest = int(max(totals))
        totals = {
            str(year): totals.get(str(year), 0) for year in range(max(int(min(totals)), newest - _MOST_YEARS + 1), newest + 1)
        }
    largest = max(totals.values()) or 1
    found = tuple(
        SearchPeriod(
            name=_name(period),
            page=path("" if period == chosen else period),
            count=count,
            share=max(round(100 * count / largest), 2) if count else 0,
            chosen=period == chosen,
        )
        for period, count in totals.items()
    )
    return SearchPeriods("maand" if by_month else "jaar", found, path("") if chosen else None)


def _months_between(first: str, last: str) -> list[str]:
    start, stop = _number(first), _number(last)
    if stop - start > 12 * 400:
        start = stop - 12 * 400
    return [f"{number // 12:04}-{number % 12 + 1:02}" for number in range(start, stop + 1)]


def _number(month: str) -> int:
    return int(month[:4]) * 12 + int(month[5:7]) - 1


def _name(period: str) -> str:
    return f"{_MONTHS[int(period[5:7]) - 1]} {period[:4]}" if len(period) > 4 else period
