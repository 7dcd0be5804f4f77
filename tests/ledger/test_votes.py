# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Counting votes."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bijgepraat.ledger.votes import Ballot, tally


def test_a_vote_by_party_counts_seats() -> None:
    found = tally(
        [
            Ballot("Lijst A", "Lijst A", "Voor", 30),
            Ballot("Lijst B", "Lijst B", "Tegen", 20),
            Ballot("C", "C", "Niet deelgenomen", 3),
        ]
    )
    assert (found.seats_for, found.seats_against) == (30, 20)
    assert (found.parties_for, found.parties_against, found.parties_absent) == (("Lijst A",), ("Lijst B",), ("C",))
    assert not found.roll_call


def test_a_roll_call_counts_persons_and_shows_division() -> None:
    found = tally(
        [
            Ballot("Jansen, A.", "Lijst A", "Voor", 30, person="p1"),
            Ballot("Smit, B.", "Lijst A", "Tegen", 30, person="p2"),
            Ballot("Boer de, C.", "Lijst B", "Tegen", 20, person="p3"),
        ]
    )
    assert found.roll_call
    assert (found.seats_for, found.seats_against) == (1, 2)
    assert found.parties_divided == ("Lijst A",)
    assert found.parties_against == ("Lijst B",)


def test_a_repeated_row_counts_once_and_the_last_holds() -> None:
    found = tally([Ballot("A", "A", "Voor", 5), Ballot("A", "A", "Tegen", 5)])
    assert (found.seats_for, found.seats_against) == (0, 5)


def test_a_mistake_is_named_and_not_turned_around() -> None:
    found = tally([Ballot("A", "A", "Voor", 5, mistake=True)])
    assert (found.seats_for, found.mistakes) == (5, ("A",))


ballots = st.builds(
    Ballot, st.sampled_from("ABCDE"), st.none(), st.sampled_from(["Voor", "Tegen", "Niet deelgenomen"]), st.integers(0, 40)
)


@given(st.lists(ballots))
def test_every_party_stands_on_exactly_one_side(rows: list[Ballot]) -> None:
    found = tally(rows)
    sides = [*found.parties_for, *found.parties_against, *found.parties_absent, *found.parties_divided]
    assert sorted(sides) == sorted({row.actor for row in rows})
