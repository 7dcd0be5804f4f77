# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Costings: what measures of parties cost or bring in, as a third party worked it out, and what the parties themselves write."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bijgepraat.model.paid import Mention


@dataclass(frozen=True, slots=True)
class CostingRow:
    """One party's measure in one year, in whole euros; less than nothing where it saves. `year` is None for structural money."""

    party: str
    measure: str
    year: int | None
    euros: int
    theme: str
    line: int
    """Of the file that it came from."""


@dataclass(frozen=True, slots=True)
class Costings:
    """A table of costings with where it comes from."""

    title: str
    source: str
    rows: tuple[CostingRow, ...]


@dataclass(frozen=True, slots=True)
class Beside:
    """One party and theme: what a costing says, by measure, and what the party's manifesto says with a quote.

    Euros are as each of them has them: they are shown side by side and never added or subtracted.
    """

    party: str
    theme: str
    title: str
    source: str
    rows: tuple[CostingRow, ...]
    years: tuple[tuple[int | None, int], ...]
    """Per year the sum of the measures, the structural one last."""
    mentions: Sequence[Mention]
