# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""What the pages of promises show."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Literal

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


class Due(StrEnum):
    """When the term of a promise that still stands ends, seen from a day."""

    PAST = "over-tijd"
    MONTH = "deze-maand"
    """Within 31 days."""
    QUARTER = "drie-maanden"
    """Within 92 days."""
    LATER = "later"
    OPEN = "zonder-datum"


@dataclass(frozen=True, slots=True)
class PromiseColumn:
    """A column of the board: its first rows, how many there are, and the path of the list of all of them."""

    name: PromiseState | Due
    rows: tuple[PromiseRow, ...]
    total: int
    page: str


@dataclass(frozen=True, slots=True)
class PromisesView:
    """Promises on a day: a board of columns, or (where a state or a term was chosen) a list of rows.

    `counts`, `dues`, `themes` and `people` say how many there are to choose from; `people` are roles and names of who promised.
    `months`: how many terms end in a month, by its first day, None for those that are past. `by_state` and `by_due` are the paths
    of both boards.
    """

    day: date
    rows: tuple[PromiseRow, ...]
    total: int
    counts: tuple[tuple[PromiseState, int, str], ...]
    dues: tuple[tuple[Due, int, str], ...]
    themes: tuple[tuple[str, int], ...]
    people: tuple[tuple[str, tuple[tuple[str, int], ...]], ...] = ()
    columns: tuple[PromiseColumn, ...] = ()
    months: tuple[tuple[date | None, int], ...] = ()
    state: PromiseState | None = None
    due: Due | None = None
    board: Literal["stand", "termijn"] = "stand"
    theme: str = ""
    who: str = ""
    by_state: str = ""
    by_due: str = ""
    picture: str = ""
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
