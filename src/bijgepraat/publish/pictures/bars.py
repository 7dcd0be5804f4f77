# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Bars that lie: for each row one or more bars, each of parts in a tone, on one scale."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bijgepraat.publish.pictures.svg import Drawing, Tone, fitted, legend, line, rect, text, width_of

_BAR, _GAP, _ROW_GAP = 18, 5, 15
_NARROW = 520
"""Below this width a row's name stands above its bars."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its parts (tone, how much) and what stands behind it."""

    parts: tuple[tuple[Tone, float], ...]
    said: str

    @property
    def total(self) -> float:
        """How long it is, on the scale of the picture."""
        return sum(value for _tone, value in self.parts)


@dataclass(frozen=True, slots=True)
class BarRow:
    """A name with its bars."""

    name: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class BarsPicture:
    """All rows, and what the tones in them mean. A value is zero or at least a hundredth."""

    title: str
    desc: str
    rows: tuple[BarRow, ...]
    names: tuple[tuple[Tone, str], ...] = ()


def bars(picture: BarsPicture, width: int = 720) -> Drawing:
    """The bars of a picture, as wide as given."""
    largest = max((bar.total for row in picture.rows for bar in row.bars), default=0.0) or 1.0
    return (_stacked if width < _NARROW else _beside)(picture, width, largest)


def _beside(picture: BarsPicture, width: int, largest: float) -> Drawing:
    """Names to the left, amounts behind the bars."""
    names = min(max((width_of(row.name) for row in picture.rows), default=0.0), width * 0.3) + 14
    behind = max((width_of(bar.said, 13) for row in picture.rows for bar in row.bars), default=0.0) + 12
    scale = max(width - names - behind, 60) / largest
    y, body = 4.0, []
    for row in picture.rows:
        body.append(text(names - 14, y + _BAR - 4.5, fitted(row.name, names - 10), anchor="end"))
        for bar in row.bars:
            body.append(_bar(bar, names, y, scale))
            body.append(text(names + bar.total * scale + 8, y + _BAR - 4.5, bar.said, size=13, soft=True))
            y += _BAR + _GAP
        y += _ROW_GAP - _GAP
    body.append(line(names, 0, names, max(y - _ROW_GAP + 4, 4), strong=True))
    return _closed(picture, width, body, y)


def _stacked(picture: BarsPicture, width: int, largest: float) -> Drawing:
    """Names above their bars; each amount beside the name or behind its bar where it fits, else below it."""
    scale = width / largest
    y, body = 14.0, []
    for row in picture.rows:
        alone = row.bars[0] if len(row.bars) == 1 else None
        room = width - (width_of(alone.said, 13) + 12 if alone else 0)
        body.append(text(0, y, fitted(row.name, room), bold=True))
        y += 6
        if alone is not None:  # there is room for its amount beside the name
            body.append(text(width, y - 6, alone.said, anchor="end", size=13, soft=True) + _bar(alone, 0, y, scale))
            y += _BAR + _ROW_GAP + 8
            continue
        for bar in row.bars:
            body.append(_bar(bar, 0, y, scale))
            long, room = bar.total * scale, width_of(bar.said, 13)
            if long + 8 + room <= width:
                body.append(text(long + 8, y + _BAR - 4.5, bar.said, size=13, soft=True))
            else:
                y += 16
                body.append(text(0, y + _BAR - 3, bar.said, size=13, soft=True))
            y += _BAR + _GAP
        y += _ROW_GAP + 6
    return _closed(picture, width, body, y - 6)


def _bar(bar: Bar, x: float, y: float, scale: float) -> str:
    drawn = []
    for tone, value in bar.parts:
        if value > 0:
            # A sum that is there is seen, however small beside the others.
            long = max(value * scale, 1.5)
            drawn.append(rect(x, y, long, _BAR, tone))
            x += long
    return "".join(drawn)


def _closed(picture: BarsPicture, width: int, body: Sequence[str], y: float) -> Drawing:
    names, y = legend(picture.names, y, width)
    return Drawing(picture.title, picture.desc, width, round(y), "".join(body) + names)
