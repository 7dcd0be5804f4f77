# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Moments as the Tweede Kamer writes them: local without an offset in the SyncFeed, local with one in OData, or in UTC.

The offset follows the keeper's own clock: today's rule for summer time (from 02:00 on the last Sunday of March to 03:00 on the
last Sunday of October) for every year, also for those that had another one or none. OData gives 1966-10-14T00:00:00+02:00 so.
The hour that comes twice in autumn is taken as winter time, as it does.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from functools import lru_cache

_MOMENT = re.compile(
    r"(\d{4}-\d{2}-\d{2})(?:[T ]([01]\d:[0-5]\d|2[0-3]:[0-5]\d)(?::([0-5]\d)(?:[.,](\d{1,12}))?)?)?\s*(Z|[+-]\d{2}:?\d{2})?",
    re.ASCII | re.IGNORECASE,
)
_WINTER, _SUMMER = "+01:00", "+02:00"


def with_offset(text: str) -> str | None:
    """A moment as OData writes it: local time, fraction without closing zeros, offset. None for what is no moment.

    A moment without offset is Dutch time; a day alone is its midnight.
    """
    match = _MOMENT.fullmatch(text.strip())
    if match is None:
        return None
    day, minute, second, fraction, offset = match.groups()
    if offset is not None and day[:4] != "0001":
        local = _shifted(day, minute, second, offset)
        if local is None:
            return None
        day, clock = local[:10], local[11:]
    else:
        clock = f"{minute or '00:00'}:{second or '00'}"
    zone = _offset(day, clock[:2])
    if zone is None:
        return None
    tail = (fraction or "")[:7].rstrip("0")
    return f"{day}T{clock}{'.' if tail else ''}{tail}{zone}"


def in_utc(text: str) -> str | None:
    """A moment as `2026-11-20T15:36:24.8261238Z`, always with seven decimals; one without offset is Dutch time."""
    match = _MOMENT.fullmatch(text.strip())
    if match is None:
        return None
    day, minute, second, fraction, offset = match.groups()
    clock = f"{minute or '00:00'}:{second or '00'}"
    if offset is None:
        offset = _offset(day, clock[:2])
    if offset is None:
        return None
    try:
        found = datetime.fromisoformat(f"{day}T{clock}")
        if offset not in "Zz":
            found -= _span(offset)
    except (ValueError, OverflowError):
        return None
    return f"{found.isoformat()}.{(fraction or '')[:7]:0<7}Z"


def _shifted(day: str, minute: str | None, second: str | None, offset: str) -> str | None:
    """A moment with an offset as local time, without it."""
    try:
        utc = datetime.fromisoformat(f"{day}T{minute or '00:00'}:{second or '00'}")
        if offset not in "Zz":
            utc -= _span(offset)
        start, end = _summer(utc.year)
        summer = start - timedelta(hours=1) <= utc < end - timedelta(hours=2)
        return (utc + timedelta(hours=2 if summer else 1)).isoformat()
    except (ValueError, OverflowError):
        return None


def _span(offset: str) -> timedelta:
    sign = -1 if offset[0] == "-" else 1
    return sign * timedelta(hours=int(offset[1:3]), minutes=int(offset[-2:]))


@lru_cache(maxsize=65_536)
def _offset(day: str, hour: str) -> str | None:
    """The offset of a local hour; None when there is no such day or hour."""
    try:
        at = datetime.fromisoformat(f"{day}T{hour}:00:00")
        start, end = _summer(at.year)
    except (ValueError, OverflowError):
        return None
    # Neither the hour that is skipped in spring nor the one that comes twice in autumn is taken as summer time.
    return _SUMMER if start + timedelta(hours=1) <= at < end - timedelta(hours=1) else _WINTER


@lru_cache(maxsize=1024)
def _summer(year: int) -> tuple[datetime, datetime]:
    """When summer time begins (02:00) and ends (03:00), in local time."""
    start, end = (date(year, month, 31) - timedelta(days=date(year, month, 31).isoweekday() % 7) for month in (3, 10))
    return datetime(start.year, start.month, start.day, 2), datetime(end.year, end.month, end.day, 3)  # noqa: DTZ001 - local
