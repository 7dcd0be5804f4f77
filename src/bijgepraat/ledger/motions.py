# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""What became of a motion: from the decisions on it to one state. An adopted motion is a commitment of the chamber's making."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class MotionState(StrEnum):
    """How a motion stands."""

    SUBMITTED = "ingediend"
    """No decision so far."""
    HELD = "aangehouden"
    ADOPTED = "aangenomen"
    REJECTED = "verworpen"
    TAKEN_OVER = "overgenomen"
    """The cabinet does what is asked without a vote."""
    WITHDRAWN = "ingetrokken"
    LAPSED = "vervallen"


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision on a motion in the chamber's own words (`Stemmen - aangenomen`), with its day."""

    words: str
    day: date | None


@dataclass(frozen=True, slots=True)
class MotionStanding:
    """A motion's state, since when, and the words of the decision that says so (None without one)."""

    state: MotionState
    since: date | None = None
    words: str | None = None


_SAYS = (
    ("verworpen", MotionState.REJECTED),
    ("ingetrokken", MotionState.WITHDRAWN),
    ("vervallen", MotionState.LAPSED),
    ("overgenomen", MotionState.TAKEN_OVER),
    ("aangehouden", MotionState.HELD),
    ("aangenomen", MotionState.ADOPTED),
    ("zonder stemming aannemen", MotionState.ADOPTED),
)
_FINAL = frozenset({MotionState.ADOPTED, MotionState.REJECTED, MotionState.TAKEN_OVER, MotionState.WITHDRAWN, MotionState.LAPSED})


def motion_standing(decisions: Iterable[Decision]) -> MotionStanding:
    """The state by the latest decision that says one. A held motion can still be put to the vote; after a vote nothing is held.

    Decisions that only say how it is dealt with ("uitstellen", "agenderen") say nothing of its state. Those without a day count
    as the earliest. A final one always goes before "aangehouden".
    """
    telling = [(decision, state) for decision in decisions if (state := state_in(decision.words)) is not None]
    if not telling:
        return MotionStanding(MotionState.SUBMITTED)
    last, state = max(telling, key=lambda pair: (pair[1] in _FINAL, pair[0].day or date.min, pair[0].words))
    return MotionStanding(state, last.day, last.words)


def state_in(words: str) -> MotionState | None:
    """The state that a decision's own words say; None when they say none."""
    lower = words.lower()
    return next((state for word, state in _SAYS if word in lower), None)
