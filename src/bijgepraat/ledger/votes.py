# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""What a vote came to: parties for and against, weighed as the chamber weighs them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Ballot:
    """One row of a vote as the chamber records it.

    `weight` is the seats of the party in a vote by party. In a roll call there is a row a person, and each person counts once
    whatever the row says of the party's size.
    """

    actor: str
    party: str | None
    choice: str
    weight: int
    person: str | None = None
    mistake: bool = False


@dataclass(frozen=True, slots=True)
class Tally:
    """Seats for and against, and the parties of each side in order of size. `roll_call`: counted person by person."""

    seats_for: int
    seats_against: int
    parties_for: tuple[str, ...]
    parties_against: tuple[str, ...]
    parties_absent: tuple[str, ...]
    parties_divided: tuple[str, ...]
    roll_call: bool
    mistakes: tuple[str, ...]


def tally(ballots: Iterable[Ballot]) -> Tally:
    """Count a vote. The same actor twice counts once (the last row holds): the register repeats rows now and then.

    Mistakes are listed and not turned around: whether the row was corrected afterwards can't be seen.
    """
    rows = list({(ballot.person or ballot.actor): ballot for ballot in ballots}.values())
    roll_call = any(row.person for row in rows)
    seats: dict[str, dict[str, int]] = {}
    for row in rows:
        party = row.party or row.actor
        choices = seats.setdefault(party, {})
        choices[row.choice] = choices.get(row.choice, 0) + (1 if roll_call else row.weight)

    def size(party: str) -> tuple[int, str]:
        return -sum(seats[party].values()), party

    voted = {party: {choice for choice in choices if choice in {"Voor", "Tegen"}} for party, choices in seats.items()}
    return Tally(
        seats_for=sum(choices.get("Voor", 0) for choices in seats.values()),
        seats_against=sum(choices.get("Tegen", 0) for choices in seats.values()),
        parties_for=tuple(sorted((party for party, sides in voted.items() if sides == {"Voor"}), key=size)),
        parties_against=tuple(sorted((party for party, sides in voted.items() if sides == {"Tegen"}), key=size)),
        parties_absent=tuple(sorted((party for party, sides in voted.items() if not sides), key=size)),
        parties_divided=tuple(sorted((party for party, sides in voted.items() if len(sides) == 2), key=size)),
        roll_call=roll_call,
        mistakes=tuple(sorted(row.actor for row in rows if row.mistake)),
    )
