# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""What the page for following, the feeds and the calendars show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from bijgepraat.model.following import Rhythm, Sort
from bijgepraat.model.views import Snippet

TOO_MUCH = 10
"""More alerts a week than this, and a reader is warned."""


@dataclass(frozen=True, slots=True)
class FollowWeek:
    """One week of a preview: its Monday, how often the follow would have fired, and that as a share of the fullest (0–100)."""

    first: date
    count: int
    share: int


@dataclass(frozen=True, slots=True)
class FollowExample:
    """Something that a follow would have told."""

    page: str
    kind: str
    sort: str | None
    title: str
    day: date | None
    snippet: Snippet | None


@dataclass(frozen=True, slots=True)
class Preview:
    """How often a follow would have fired from `first` to `last`. `counted`: it is known; of some sorts nobody can tell.

    `capped`: there is even more than was counted.
    """

    first: date
    last: date
    weeks: tuple[FollowWeek, ...] = ()
    total: int = 0
    examples: tuple[FollowExample, ...] = ()
    counted: bool = True
    capped: bool = False

    @property
    def per_week(self) -> float:
        """The average."""
        return self.total / len(self.weeks) if self.weeks else 0.0

    @property
    def too_much(self) -> bool:
        """Whether a reader should be warned."""
        return self.per_week > TOO_MUCH


@dataclass(frozen=True, slots=True)
class FollowView:
    """The page for following. `label` is what is followed in words, empty when nothing was chosen; `wrong` says what to mend."""

    sort: Sort | None = None
    target: str = ""
    label: str = ""
    page: str | None = None
    rhythm: Rhythm = Rhythm.DAILY
    preview: Preview | None = None
    atom: str | None = None
    calendar: str | None = None
    wrong: str | None = None


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One entry of an Atom feed. `id` is a permanent URI; `page` a path within the site; `content` is HTML, empty for none."""

    id: str
    title: str
    page: str
    updated: datetime
    published: datetime | None
    summary: str
    sort: str
    source: str
    content: str = ""


@dataclass(frozen=True, slots=True)
class Feed:
    """An Atom feed. `path` is its own address within the site, `page` that of the page for people."""

    id: str
    title: str
    path: str
    page: str
    updated: datetime
    entries: tuple[FeedEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class CalendarItem:
    """A meeting, a vote or a deadline. `begin` is a day for what has no hour; a moment carries its time zone."""

    uid: str
    title: str
    begin: date | datetime
    end: datetime | None
    modified: datetime
    sequence: int
    cancelled: bool
    page: str
    sort: str
    about: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class CalendarView:
    """A calendar: its name, and its items by their beginning."""

    name: str
    items: tuple[CalendarItem, ...] = ()
