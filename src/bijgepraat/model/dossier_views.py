# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""What a dossier shows above its documents: where its theme stands, and what that is made of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bijgepraat.model.ask_views import AskRow
from bijgepraat.model.asked import AskVerdict
from bijgepraat.model.money_views import MoneyView
from bijgepraat.model.promise_views import PromiseRow
from bijgepraat.model.promises import PromiseState
from bijgepraat.model.vote_views import VotingRow


@dataclass(frozen=True, slots=True)
class DossierEvent:
    """Something on the line of a theme. `lane` is `toezegging`, `stemming` or `geld`; `quote` its words, `page` their place."""

    day: date
    lane: str
    sort: str
    title: str
    page: str
    quote: str = ""
    quote_page: str = ""


@dataclass(frozen=True, slots=True)
class SaidView:
    """A sentence from a debate: who said it, and the page on which it stands, marked."""

    speaker: str
    party: str | None
    role: str | None
    day: date | None
    debate: str
    quote: str
    page: str


@dataclass(frozen=True, slots=True)
class DossierAbout:
    """A theme in one view.

    `decisive` is the newest event with words of its own; `promise_counts` and `ask_counts` have the path to each list.
    `weeks`: how many records touch gemeenten directly, per week from its Monday. `related`: themes that stand in the same papers.
    """

    theme: str
    decisive: DossierEvent | None
    events: tuple[DossierEvent, ...]
    days: tuple[tuple[str, date], ...]
    """The days of all events, with their lane, also of those that are not listed."""
    promises: tuple[PromiseRow, ...]
    promise_counts: tuple[tuple[PromiseState, int], ...]
    asks: tuple[AskRow, ...]
    ask_counts: tuple[tuple[AskVerdict, int], ...]
    ask_total: int
    money: MoneyView | None
    said: tuple[SaidView, ...]
    votes: tuple[VotingRow, ...]
    vote_count: int
    adopted: int
    related: tuple[tuple[str, int], ...]
    weeks: tuple[tuple[date, int], ...] = ()

    @property
    def promise_total(self) -> int:
        """How many promises there are on this theme."""
        return sum(number for _state, number in self.promise_counts)
