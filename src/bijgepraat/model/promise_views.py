# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""What the pages of promises show."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from bijgepraat.model.promises import PromiseState
from bijgepraat.model.views import Pager


@dataclass(frozen=True, slots=True)
class StepView:
    """One step in the life of a promise: its exact words and the page on which they stand, marked."""

    step: str
    origin: str
    day: date | None
    title: str
    page: str
    quote: str
    rule: str
    confidence: float
    term: str | None = None


@dataclass(frozen=True, slots=True)
class PromiseRow:
    """A promise in a list. `left` in days until `until`, the last day of its term; negative when it is past."""

    key: str
    quote: str
    state: PromiseState
    by_name: str | None
    by_role: str | None
    made: date | None
    term: str | None
    until: date | None
    left: int | None
    themes: tuple[str, ...]
    steps: int
    soft: bool = False

    @property
    def page(self) -> str:
        """The path of its page."""
        return f"/toezeggingen/{self.key}"


@dataclass(frozen=True, slots=True)
class PromisesView:
    """Promises on a day, of one state and theme or of all. `counts` has how many there are per state within the theme."""

    day: date
    rows: tuple[PromiseRow, ...]
    total: int
    counts: tuple[tuple[PromiseState, int], ...]
    themes: tuple[tuple[str, int], ...]
    state: PromiseState | None = None
    theme: str = ""
    pager: Pager = field(default_factory=Pager)


@dataclass(frozen=True, slots=True)
class ProposalView:
    """A document that may fulfil a promise, with its words and their place."""

    title: str
    day: date | None
    page: str
    quote: str
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class VerdictView:
    """What a person decided: who, when and why, and the document with the words that prove it."""

    by: str
    day: date
    state: PromiseState | None
    until: date | None
    reason: str
    proof: ProposalView | None = None


@dataclass(frozen=True, slots=True)
class PromiseView:
    """One promise with its whole life, what a person decided about it, and what may have fulfilled it."""

    row: PromiseRow
    day: date
    condition: str | None
    steps: tuple[StepView, ...]
    proposals: tuple[ProposalView, ...] = ()
    verdict: VerdictView | None = None
