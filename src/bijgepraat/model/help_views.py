# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""What the pages that explain show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class SureLine:
    """How sure we are of one sort of thing. `right`: of a hundred that we name, how many rightly so; `found`: of a hundred that
    are there, how many we find. None where that was not measured; `said` is what was measured in a sentence.
    """

    name: str
    said: str
    right: int | None = None
    found: int | None = None


@dataclass(frozen=True, slots=True)
class ExplanationView:
    """How sure we are, measured on a day."""

    measured: date
    lines: tuple[SureLine, ...]


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A source: its name, whose it is, its licence, where it is, how many records it has here, and whether it is followed."""

    name: str
    title: str
    attribution: str
    licence: str
    host: str
    records: int
    followed: bool
