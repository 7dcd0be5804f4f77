# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The book of promises: what was said, where, and what became of it. Every step has its quote."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bijgepraat.model.claims import Moment, Strength


class Origin(StrEnum):
    """Where a statement stands."""

    DEBATE = "debat"
    """A member of the cabinet in a debate."""
    READ_OUT = "lijst"
    """The list that the chair reads out at the end of a debate."""
    LETTER = "brief"
    """A letter or another text."""
    REGISTER = "register"
    """The chamber's own register of commitments."""


class Step(StrEnum):
    """What a statement does in the life of a promise."""

    MADE = "gedaan"
    READ_OUT = "voorgelezen"
    REGISTERED = "geregistreerd"
    REPEATED = "herhaald"
    MOVED = "termijn verzet"
    WITHDRAWN = "ingetrokken"
    FULFILLED = "nagekomen"


class PromiseState(StrEnum):
    """How a promise stands on a day. Exactly one at a time."""

    OPEN = "open"
    OVERDUE = "te-laat"
    FULFILLED = "nagekomen"
    WITHDRAWN = "ingetrokken"
    BROKEN = "gebroken"
    """Only a person says so."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence that promises, repeats, registers or withdraws.

    `text[start:end] == quote` in the text of the record. `stems` are the stems of its words that say what it is about, `around`
    those of the words near it (what was asked just before). `meeting` names the debate that it belongs to.
    """

    kind: str
    key: str
    day: date | None
    quote: str
    start: int
    end: int
    origin: Origin
    by_name: str | None = None
    by_role: str | None = None
    strength: Strength = "hard"
    deadline: Moment | None = None
    meeting: str | None = None
    speech: str | None = None
    withdrawn: bool = False
    fulfilled_on: date | None = None
    follows: tuple[str, ...] = ()
    """Keys of records of the register that this one repeats, changes or adds to."""
    themes: tuple[str, ...] = ()
    level: int = 0
    stems: frozenset[str] = frozenset()
    around: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Entry:
    """A statement in the life of a promise, by which rule it belongs there, and how sure that is (0–1)."""

    step: Step
    statement: Statement
    rule: str
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Promise:
    """One commitment with its whole life. `key` stays the same as long as its first words stay the same.

    `deadline` is the newest term that was set, `condition` the words on which it hangs, where there are any.
    """

    key: str
    entries: tuple[Entry, ...]
    deadline: Moment | None
    condition: str | None = None

    @property
    def main(self) -> Statement:
        """The statement that says best what was promised: the chair's or the register's wording, or else the first."""
        best = {Origin.READ_OUT: 0, Origin.REGISTER: 1, Origin.DEBATE: 2, Origin.LETTER: 2}
        return min((entry.statement for entry in self.entries), key=lambda one: (best[one.origin], one.withdrawn))

    @property
    def made(self) -> date | None:
        """The day it was made."""
        return min((entry.statement.day for entry in self.entries if entry.statement.day), default=None)

    @property
    def by(self) -> tuple[str | None, str | None]:
        """Name and role of who promised, as far as any statement says so."""
        names = [entry.statement for entry in self.entries]
        name = self.main.by_name or next((one.by_name for one in names if one.by_name), None)
        return name, self.main.by_role or next((one.by_role for one in names if one.by_role), None)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A document that may fulfil a promise: its words that say so, and how sure that is (0–1). A person decides."""

    kind: str
    key: str
    title: str
    day: date | None
    quote: str
    start: int
    end: int
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a person decided about a promise, and why. It wins from everything that the program finds.

    `state` holds from the day `since` on (always, without one); None leaves the state as it is. `until` is another last day of
    the term. `proof` is the document with the words that fulfil it.
    """

    key: str
    state: PromiseState | None
    by: str
    at: str
    reason: str
    since: date | None = None
    until: date | None = None
    proof: Proposal | None = None
