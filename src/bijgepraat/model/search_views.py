# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""What the search page shows beside its results: ways to narrow a question, and the months that its results are of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

How = Literal["words", "related", "meaning"]
"""How a result was found: it has the words, it has related words, or it is about the same in other words."""


@dataclass(frozen=True, slots=True)
class SearchChoice:
    """A value that results can be narrowed to; `page` does so, or undoes it when it is `chosen`."""

    name: str
    page: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class SearchFacet:
    """A field with the values that results have, most frequent first."""

    name: str
    choices: tuple[SearchChoice, ...]


@dataclass(frozen=True, slots=True)
class SearchPeriod:
    """A month or a year with how many results are of it; `share` of the largest, 0 to 100."""

    name: str
    page: str
    count: int
    share: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class SearchPeriods:
    """Results over time, oldest first; none when there is nothing to choose."""

    of: Literal["maand", "jaar"]
    periods: tuple[SearchPeriod, ...]
    back: str | None = None
    """The page without a chosen period."""
