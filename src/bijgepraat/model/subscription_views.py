# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""What the pages of mail show: asking for it, saying yes, one's own page, and leaving."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bijgepraat.model.views import Page


@dataclass(frozen=True, slots=True)
class Answered:
    """A page with its HTTP status, or where to go on when `to` is given."""

    page: Page | None = None
    status: int = 200
    to: str | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice in a form."""

    value: str
    name: str
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class AskAgain:
    """The form as it was sent, with what was wrong with it."""

    fault: str
    sort: str
    target: str
    label: str
    address: str
    rhythms: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class ConfirmView:
    """What somebody is about to say yes to, or said yes to when `mine` leads to their own page."""

    token: str
    label: str
    rhythm: str
    consent: str
    mine: str | None = None


@dataclass(frozen=True, slots=True)
class FollowRow:
    """One thing that is followed, on one's own page."""

    id: int
    sort: str
    label: str
    paused: bool
    since: date
    rhythm: str
    rhythms: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class MineView:
    """One's own page. `said` is what was just done; `state` is empty when all is well; `feed` leads to one's own feeds."""

    token: str
    address: str
    rows: tuple[FollowRow, ...]
    said: str = ""
    state: str = ""
    feed: str = ""


@dataclass(frozen=True, slots=True)
class LeaveView:
    """The page behind the link to unsubscribe."""

    token: str
    left: bool = False


@dataclass(frozen=True, slots=True)
class AccessView:
    """The form that mails somebody the link to their own page."""

    fault: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class ToldView:
    """A page that only says something."""

    title: str
    paragraphs: tuple[str, ...]
