# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""What the front page shows beside the edition: what is new, what is coming, and three numbers with their evidence."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from bijgepraat.model.views import Entry


@dataclass(frozen=True, slots=True)
class NumberCard:
    """A number that matters, as it is said; `page` shows what it is made of. `tone`: `bad`, `odd`, `good` or empty."""

    label: str
    value: str
    about: str
    page: str
    tone: str = ""


@dataclass(frozen=True, slots=True)
class ChangedView:
    """What is new. `visit`: since the reader's last visit; otherwise in the seven days up to `last`.

    `direct` touches gemeenten directly, `other` is good to know; `entries` are the newest of the first sort.
    """

    visit: bool
    first: date | None
    last: date | None
    direct: int
    other: int
    entries: tuple[Entry, ...]
    themes: tuple[tuple[str, int], ...] = ()
    capped: bool = False
    """Whether there is so much that counting stopped: there is at least this."""


@dataclass(frozen=True, slots=True)
class DeadlineView:
    """A promise whose term ends soon: its words, who made it, and the last day."""

    page: str
    quote: str
    by: str
    until: date
    left: int


@dataclass(frozen=True, slots=True)
class WeekView:
    """All of it. `today` is the day that "coming" counts from."""

    numbers: tuple[NumberCard, ...] = ()
    changed: ChangedView | None = None
    deadlines: tuple[DeadlineView, ...] = field(default=())
    today: date | None = None
