# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""What the pages of votes show."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from bijgepraat.model.views import QUORUM, Pager

Side = Literal["voor", "tegen", "afwezig", "verdeeld"]


@dataclass(frozen=True, slots=True)
class PartyVote:
    """How one party voted: seats on each side. In a roll call its members may stand on both."""

    name: str
    ayes: int
    noes: int
    absent: int
    page: str | None = None

    @property
    def side(self) -> Side:
        """Where it stands."""
        if self.ayes and self.noes:
            return "verdeeld"
        return "voor" if self.ayes else "tegen" if self.noes else "afwezig"

    @property
    def seats(self) -> int:
        """How many seats it has in this vote."""
        return self.ayes + self.noes + self.absent


@dataclass(frozen=True, slots=True)
class VotingRow:
    """A vote on something that matters to gemeenten.

    `quote` is what the paper asks, in its own words (empty where its text is not here), and `quote_page` leads to them.
    `derived`: that the decision is about this paper follows from its place on the agenda.
    """

    key: str
    page: str
    title: str
    paper: str
    sort: str
    day: date | None
    outcome: str
    method: str
    parties: tuple[PartyVote, ...]
    themes: tuple[str, ...]
    level: int
    quote: str = ""
    quote_page: str = ""
    derived: bool = False

    @property
    def ayes(self) -> int:
        """Seats for."""
        return sum(one.ayes for one in self.parties)

    @property
    def noes(self) -> int:
        """Seats against."""
        return sum(one.noes for one in self.parties)

    @property
    def complete(self) -> bool:
        """Whether these can be all votes: a house of 150 decides nothing with fewer than 76 present."""
        return sum(one.seats for one in self.parties) >= QUORUM


@dataclass(frozen=True, slots=True)
class VotesChoice:
    """What was asked of the page, as far as it makes sense."""

    theme: str = ""
    party: str = ""
    side: str = ""
    year: int | None = None
    outcome: str = ""


@dataclass(frozen=True, slots=True)
class VotesView:
    """Votes, the newest first. `themes`, `years`, `outcomes`: how many there are, with the path; `parties` are for the form.

    `sides`: how often the chosen party voted for, against and otherwise, with the path.
    """

    choice: VotesChoice
    rows: tuple[VotingRow, ...]
    total: int
    every: int
    themes: tuple[tuple[str, int], ...]
    years: tuple[tuple[int, int], ...]
    outcomes: tuple[tuple[str, int, str], ...]
    parties: tuple[str, ...]
    sides: tuple[tuple[str, int, str], ...] = ()
    all_outcomes: str = ""
    all_sides: str = ""
    together: str = ""
    """The path of the page that lays parties beside each other, for the same choice."""
    picture: str = ""
    pager: Pager = field(default_factory=Pager)


@dataclass(frozen=True, slots=True)
class PartyCount:
    """How often a party voted how, among the chosen votes; `page` lists them."""

    name: str
    ayes: int
    noes: int
    other: int
    page: str


@dataclass(frozen=True, slots=True)
class TogetherView:
    """Parties beside each other. `cells[a][b]`: in how many votes both chose a side, and in how many of these the same one."""

    choice: VotesChoice
    total: int
    parties: tuple[PartyCount, ...]
    cells: tuple[tuple[tuple[int, int], ...], ...]
    themes: tuple[tuple[str, int], ...]
    years: tuple[tuple[int, int], ...]
    votes: str = ""
    """The path of the votes themselves, for the same choice."""
    picture: str = ""
