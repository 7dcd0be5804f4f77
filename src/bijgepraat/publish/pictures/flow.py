# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The flow of money: a bar for each stage, and between them what of the asked money came through.

The asked part lies to the left in every bar, so that it narrows like a funnel; what was not asked lies to the right of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bijgepraat.publish.pictures.svg import Drawing, Tone, legend, rect, shape, text, width_of

_BAR, _GAP = 26, 26
_NARROW = 520


@dataclass(frozen=True, slots=True)
class FlowStage:
    """A stage: its name, what stands behind it, what of it was asked, and the rest in parts (tone, how much)."""

    name: str
    said: str
    asked: float
    rest: tuple[tuple[Tone, float], ...] = ()

    @property
    def total(self) -> float:
        """How long its bar is."""
        return self.asked + sum(value for _tone, value in self.rest)


@dataclass(frozen=True, slots=True)
class FlowPicture:
    """All stages in their order, and what the tones mean."""

    title: str
    desc: str
    stages: tuple[FlowStage, ...]
    names: tuple[tuple[Tone, str], ...] = ()


def flow(picture: FlowPicture, width: int = 720) -> Drawing:
    """The flow, as wide as given: from the first stage down."""
    narrow = width < _NARROW
    left = 0.0 if narrow else max((width_of(stage.name) for stage in picture.stages), default=0.0) + 14
    behind = 0.0 if narrow else max((width_of(stage.said, 13) for stage in picture.stages), default=0.0) + 12
    largest = max((stage.total for stage in picture.stages), default=0.0) or 1.0
    scale = max(width - left - behind, 60) / largest
    step = _BAR + _GAP
    y, body = (18.0 if narrow else 2.0), [_funnel(picture.stages, left, 18.0 if narrow else 2.0, step, scale)]
    for stage in picture.stages:
        if narrow:
            body.append(text(0, y - 6, stage.name, bold=True) + text(width, y - 6, stage.said, anchor="end", size=13, soft=True))
        else:
            body.append(text(left - 14, y + _BAR - 8, stage.name, anchor="end"))
            body.append(text(left + max(stage.total * scale, 12) + 8, y + _BAR - 8, stage.said, size=13, soft=True))
        x = left
        for tone, value in (("asked", stage.asked), *stage.rest):
            if value > 0:
                long = max(value * scale, 1.5)
                body.append(rect(x, y, long, _BAR, tone))
                x += long
        if not stage.total:
            body.append(rect(left, y + _BAR / 2 - 1, 12, 2, "plain"))
        y += step
    names, y = legend(picture.names, y - _GAP + 16, width)
    return Drawing(picture.title, picture.desc, width, round(y), "".join(body) + names)


def _funnel(stages: Sequence[FlowStage], left: float, top: float, step: float, scale: float) -> str:
    """What was asked, from each bar to the next that has some of it."""
    filled = [(place, stage.asked) for place, stage in enumerate(stages) if stage.asked > 0]
    found = []
    for (place, asked), (next_place, came) in zip(filled, filled[1:], strict=False):
        above, below = top + place * step + _BAR, top + next_place * step
        found.append(shape(((left, above), (left + asked * scale, above), (left + came * scale, below), (left, below)), "asked"))
    return "".join(found)
