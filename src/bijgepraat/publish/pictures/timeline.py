# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""A line of time: lanes with a dot for each event, and below them how much happened each week."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bijgepraat.publish.pictures.svg import Drawing, Tone, dot, line, rect, text

_LANE, _TOP, _BARS = 34, 22, 46
_MONTHS = "jan feb mrt apr mei jun jul aug sep okt nov dec".split()
_NARROW = 520
_ROOM = {False: 118, True: 0}


@dataclass(frozen=True, slots=True)
class LanePicture:
    """A lane: its name, its tone and the days on which something happened, with the name of each that is written out."""

    name: str
    tone: Tone
    days: tuple[date, ...]
    names: tuple[tuple[date, str], ...] = ()


@dataclass(frozen=True, slots=True)
class TimelinePicture:
    """The whole, from `first` up to `last`; `bars` are how much happened in the week that begins on a day."""

    title: str
    desc: str
    first: date
    last: date
    lanes: tuple[LanePicture, ...]
    bars: tuple[tuple[date, int], ...] = ()
    bars_name: str = ""


def timeline(picture: TimelinePicture, width: int = 720) -> Drawing:
    """The line, as wide as given; on a narrow one the names of lanes stand above them."""
    narrow = width < _NARROW
    left, right = _ROOM[narrow] + 8, width - 8
    days = max((picture.last - picture.first).days, 1)
    lane = _LANE + (16 if narrow else 0)
    floor = _TOP + lane * len(picture.lanes) + (_BARS + 16 if picture.bars else 0) + (14 if picture.bars and narrow else 0)

    def x(day: date) -> float:
        return left + (right - left) * min(max((day - picture.first).days, 0), days) / days

    body = _ticks(picture.first, picture.last, x(picture.first), x(picture.last), floor)
    y = float(_TOP)
    for one in picture.lanes:
        centre = y + lane - _LANE / 2
        body.append(text(0, y + 14 if narrow else centre + 5, one.name, size=13, bold=True))
        body.append(line(left, centre, right, centre))
        body += [dot(x(day), centre, 5.5 if len(one.days) < 60 else 4, one.tone) for day in one.days]
        body += _names(one.names, x, centre, right)
        y += lane
    if picture.bars:
        body += _bars(picture, x, y, floor, narrow)
    return Drawing(picture.title, picture.desc, width, round(floor + 24), "".join(body))


def _ticks(first: date, last: date, begin: float, end: float, floor: float) -> list[str]:
    """A mark for each month, or for each year where there are many; each with its name where there is room."""
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    step = next((size for size in (1, 2, 3, 6, 12) if (end - begin) / max(months / size, 1) >= 44), 12)
    found, day = [], first.replace(day=1)
    days = max((last - first).days, 1)
    last_year = 0
    while day <= last:
        if day >= first and (day.month - 1) % step == 0:
            at = begin + (end - begin) * (day - first).days / days
            name = _MONTHS[day.month - 1] if last_year == day.year else f"{_MONTHS[day.month - 1]} {day.year}"
            last_year = day.year
            found.append(line(at, 6, at, floor))
            if at < end - 26:
                found.append(text(at + 2, floor + 16, name, size=12, soft=True))
        day = (day + timedelta(days=31)).replace(day=1)
    return [*found, line(begin, floor, end, floor, strong=True)]


def _names(names: Sequence[tuple[date, str]], x: object, centre: float, right: float) -> list[str]:
    assert callable(x)
    found, taken = [], -1.0
    for day, name in names:
        at, wide = x(day), 7.2 * len(name)
        start = at - wide - 9 if at + 9 + wide > right else at + 9
        if start > taken:
            found.append(text(start, centre - 7, name, size=12))
            taken = start + wide + 6
    return found


def _bars(picture: TimelinePicture, x: object, y: float, floor: float, narrow: bool) -> list[str]:
    assert callable(x)
    largest = max(number for _day, number in picture.bars) or 1
    found = [text(0, y + 16 if narrow else floor - 14, picture.bars_name, size=13, bold=True)]
    for day, number in picture.bars:
        begin, end = x(day), x(day + timedelta(days=7))
        tall = _BARS * number / largest
        if number and end - begin > 0.4:
            found.append(rect(begin + 0.5, floor - max(tall, 1.5), max(end - begin - 1, 0.8), max(tall, 1.5), "unsaid"))
    return found
