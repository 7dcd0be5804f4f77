# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""What the pages of money show: sums per theme and year, and the lines of which they are made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from bijgepraat.model.municipalities import Municipality
from bijgepraat.model.paid import Money, Stage, Unit
from bijgepraat.model.views import Pager

UNIT_WORDS = {Unit.STRUCTURAL: "structureel", Unit.YEARLY: "jaarlijks", Unit.ONCE: "eenmalig", Unit.UNSAID: "niet-gezegd"}
"""A unit as it stands in an address."""


class Stand(StrEnum):
    """What a sum is of. A line may stand in several: asked in one year, budgeted in another."""

    ASKED = "gevraagd"
    PROMISED = "toegezegd"
    AGREED = "afgesproken"
    BUDGETED = "begroot"
    PAID = "betaald"
    CAME = "gekomen"
    """Budgeted or paid; the next four are its parts."""
    NEW = "nieuw"
    OWN = "eigen"
    """Moved within the gemeentefonds."""
    MOVED = "verschoven"
    """Moved from another budget."""
    UNSAID = "onbekend"
    CUT = "korting"


@dataclass(frozen=True, slots=True)
class MoneySum:
    """Euros, at least and at most, of so many lines; `page` shows them with their quotes."""

    low: float
    high: float
    lines: int
    page: str


@dataclass(frozen=True, slots=True)
class MoneyRow:
    """The sums of a theme (`name` is its key) or a year. `asked` is the part of each sum that was asked as well.

    `parts`: an estimate of what each sum would mean for the chosen municipality, in whole euros; empty where none can be made.
    """

    name: str
    page: str
    sums: Mapping[Stand, MoneySum]
    asked: Mapping[Stand, float]
    parts: Mapping[Stand, tuple[int, int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class MoneyStep:
    """A step in the course of a line: its exact words and the page on which they stand, marked."""

    stage: Stage
    day: date | None
    title: str
    page: str
    quote: str
    back: bool = False


@dataclass(frozen=True, slots=True)
class MoneyLine:
    """An amount with its course. `amount` are its own words, `page` leads to them; `years` are those that the money is for."""

    low: float
    high: float
    theme: str
    stage: Stage
    money: Money
    years: tuple[int | None, int | None]
    page: str
    quote: str
    steps: tuple[MoneyStep, ...]
    less: bool


@dataclass(frozen=True, slots=True)
class MoneyChoice:
    """What was asked of the page, as far as it makes sense. `wrong` says in Dutch what does not."""

    unit: Unit
    year: int | None = None
    stand: Stand | None = None
    municipality: Municipality | None = None
    wrong: str = ""
    typed: str = ""


@dataclass(frozen=True, slots=True)
class MoneyView:
    """Money in one unit. Without a theme the rows are themes, with one they are years.

    `units`: how many lines there are in each, with the path to it; `years` likewise. `left_out`: how many amounts are in no sum.
    `method` and `title` say how the estimates for a municipality were made.
    """

    choice: MoneyChoice
    theme: str
    rows: tuple[MoneyRow, ...]
    total: MoneyRow | None
    units: tuple[tuple[Unit, int, str], ...]
    years: tuple[tuple[int, str], ...]
    all_years: str
    left_out: int
    lines: tuple[MoneyLine, ...] = ()
    found: int = 0
    stands: tuple[tuple[Stand, int, str], ...] = ()
    all_stands: str = ""
    pager: Pager = field(default_factory=Pager)
    method: str = ""
    title: str = ""
    picture: str = ""
    """The path of the picture as PNG."""
