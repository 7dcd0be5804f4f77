# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The clock of a promise: from the day it was made to the end of its term, and where today stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bijgepraat.publish.pictures.svg import Drawing, Tone, dot, line, rect, text, width_of


@dataclass(frozen=True, slots=True)
class ClockPicture:
    """Days with the words that stand beside them. `steps` are days on which something was said; `late` colours what is past."""

    title: str
    desc: str
    made: tuple[date, str]
    until: tuple[date, str]
    today: tuple[date, str]
    steps: tuple[date, ...] = ()
    late: bool = False


def clock(picture: ClockPicture, width: int = 720) -> Drawing:
    """A line from left to right; its ends are the first and the last of these days."""
    first = min(picture.made[0], picture.today[0], *picture.steps, picture.until[0])
    last = max(picture.until[0], picture.today[0])
    days = max((last - first).days, 1)
    edge = 8.0

    def at(day: date) -> float:
        return edge + (min(max(day, first), last) - first).days / days * (width - 2 * edge)

    begin, end, now = at(picture.made[0]), at(picture.until[0]), at(picture.today[0])
    tone: Tone = "bad" if picture.late else "good"
    body = [rect(begin, 46, max(end - begin, 2), 8, "plain"), rect(begin, 46, max(min(now, end) - begin, 0), 8, tone)]
    if now > end:
        body.append(rect(end, 46, now - end, 8, "cut"))
    body += [dot(at(day), 50, 5, "asked") for day in sorted(set(picture.steps))]
    body.append(line(end, 36, end, 64, strong=True))
    body.append(line(now, 22, now, 60))
    body.append(_label(now, 16, picture.today[1], width, bold=True))
    body.append(_label(begin, 82, picture.made[1], width))
    # The end of the term goes a line lower where it would run into the beginning.
    side = (
        _middle(end, picture.until[1], width) - _middle(begin, picture.made[1], width)
        < (width_of(picture.made[1]) + width_of(picture.until[1])) / 2
    )
    body.append(_label(end, 102 if side else 82, picture.until[1], width))
    return Drawing(picture.title, picture.desc, width, 110 if side else 90, "".join(body))


def _label(x: float, y: float, words: str, width: int, *, bold: bool = False) -> str:
    """Words around a place, moved in where they would stick out."""
    return text(_middle(x, words, width), y, words, anchor="middle", bold=bold)


def _middle(x: float, words: str, width: int) -> float:
    half = width_of(words) / 2 + 2
    return min(max(x, half), max(width - half, half))
