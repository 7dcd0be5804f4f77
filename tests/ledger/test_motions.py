# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The state of a motion from the decisions on it."""

from __future__ import annotations

import random
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bijgepraat.ledger.motions import Decision, MotionState, motion_standing, state_in

MAY, JUNE = date(2025, 5, 6), date(2025, 6, 3)


@pytest.mark.parametrize(
    ("words", "state"),
    [
        ("Stemmen - aangenomen", MotionState.ADOPTED),
        ("Stemmen - zonder stemming aannemen", MotionState.ADOPTED),
        ("Stemmen - verworpen", MotionState.REJECTED),
        ("Stemmen - aangehouden (al tijdens debat)", MotionState.HELD),
        ("Stemmen - ingetrokken", MotionState.WITHDRAWN),
        ("Termijn - vervallen in verband met verstrijken termijn", MotionState.LAPSED),
        ("Overgenomen", MotionState.TAKEN_OVER),
        ("Stemmen - uitstellen", None),
        ("Agenderen - commissiedebat", None),
        ("", None),
    ],
)
def test_the_words_of_a_decision_say_the_state_or_nothing(words: str, state: MotionState | None) -> None:
    assert state_in(words) is state


def test_a_held_motion_that_is_voted_on_is_no_longer_held() -> None:
    held, voted = Decision("Stemmen - aangehouden", MAY), Decision("Stemmen - aangenomen", JUNE)
    assert motion_standing([voted, held]).state is MotionState.ADOPTED
    assert motion_standing([voted, held]).since == JUNE
    assert motion_standing([held]).state is MotionState.HELD
    assert motion_standing([held, Decision("Stemmen - uitstellen", JUNE)]).since == MAY


def test_without_a_decision_it_is_submitted() -> None:
    assert motion_standing([]).state is MotionState.SUBMITTED
    assert motion_standing([Decision("Ter informatie", MAY)]).words is None


decisions = st.lists(
    st.builds(
        Decision,
        st.sampled_from(["Stemmen - aangenomen", "Stemmen - verworpen", "Stemmen - aangehouden", "Ingetrokken", "Uitstellen"]),
        st.none() | st.dates(date(2025, 1, 1), date(2026, 1, 1)),
    ),
    max_size=6,
)


@given(decisions, st.randoms(use_true_random=False))
def test_one_state_whatever_the_order(given_: list[Decision], dice: random.Random) -> None:
    found = motion_standing(given_)
    shuffled = list(given_)
    dice.shuffle(shuffled)
    assert motion_standing(shuffled) == found
    assert (found.state is MotionState.SUBMITTED) == all(state_in(one.words) is None for one in given_)
    if any(state_in(one.words) is MotionState.ADOPTED for one in given_):
        assert found.state is not MotionState.HELD
