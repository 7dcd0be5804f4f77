# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""What the timeline of the formation shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

Choice = tuple[str, str, bool]
"""A period to choose: its name, its path, whether it is chosen."""


class Lane(StrEnum):
    """Which line of the picture an event stands on; the words are those of the page."""

    FIXED = "vaste dagen"
    FORMATION = "formatie"
    VOTES = "stemmingen"
    EDITIONS = "edities"


@dataclass(frozen=True, slots=True)
class TimelineEvent:
    """Something that happened on a day. `sort` says what it is in a word; `parts` are what it was made of, as (title, page)."""

    day: date
    lane: Lane
    sort: str
    title: str
    page: str | None
    parts: tuple[tuple[str, str], ...] = ()
    more: int = 0
    """How many parts are not named."""


@dataclass(frozen=True, slots=True)
class TimelineView:
    """Events from `first` up to `last`, the oldest first. `weeks`: how much touched gemeenten directly, per week from its Monday.

    `years`, `quarters` and `months` are the ways to look nearer; `wider` leads back to the whole.
    """

    name: str
    first: date
    last: date
    events: tuple[TimelineEvent, ...]
    weeks: tuple[tuple[date, int], ...]
    years: tuple[Choice, ...]
    quarters: tuple[Choice, ...]
    months: tuple[Choice, ...]
    whole: Choice
