# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""How the followed sources are doing: a state per stream and source, and what is or was wrong. All moments in UTC."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


class State(StrEnum):
    """The state of a stream or a source, worst first: the worst one decides for what it is part of."""

    DISTURBED = "gestoord"
    """The last rounds failed."""
    NOT_ASKED = "niet meer opgehaald"
    """Nobody asked it for long: our own fault, so nothing can be said about the source."""
    SILENT = "stil sinds"
    """It answers, but had nothing new for longer than its description finds normal."""
    UNDESCRIBED = "zonder beschrijving"
    """It was followed, and its description is gone."""
    ATTENTION = "let op"
    """It works, but has open warnings or announced files that cannot be had."""
    GOOD = "goed"
    NEVER = "nooit opgehaald"
    """Enabled, and not asked so far."""
    ON_DEMAND = "op verzoek"
    """Asked only when named."""
    OFF = "uit"


ALARMING = frozenset({State.DISTURBED})
LOOK = frozenset({State.NOT_ASKED, State.SILENT, State.UNDESCRIBED, State.ATTENTION})
"""States at which somebody should look; the source itself can be read."""


@dataclass(frozen=True, slots=True)
class StreamFacts:
    """What the store knows of one stream.

    `newest` is the source's own latest moment; `succeeded` the beginning of the last round that reached the end; `polled` that
    of the last round at all; `arrived` when something new was last stored; `failures` counts rounds since `failing_since`.
    """

    stream: str
    polled: datetime | None = None
    succeeded: datetime | None = None
    newest: datetime | None = None
    arrived: datetime | None = None
    failing_since: datetime | None = None
    failures: int = 0
    code: str | None = None
    error: str | None = None


@dataclass(frozen=True, slots=True)
class StreamHealth:
    """A stream with its state. `since` is when it began to fail, last spoke, or was last asked; None where that is not known.

    `silence` is how long without anything new is normal, in time without weekends; only of a stream that is silent.
    """

    facts: StreamFacts
    state: State
    since: datetime | None = None
    silence: timedelta | None = None

    @property
    def name(self) -> str:
        """The name of the stream."""
        return self.facts.stream


@dataclass(frozen=True, slots=True)
class Fault:
    """One sort of thing that is (`resolved` is None) or was wrong with a source, with an example and how often it was seen."""

    source: str
    title: str
    stream: str | None
    code: str
    message: str
    example: str | None
    count: int
    first: datetime | None
    last: datetime | None
    resolved: datetime | None = None


@dataclass(frozen=True, slots=True)
class MissingPiece:
    """A file that was announced with the record `kind`, `key` and could not be had. `next_try` is None when it was given up."""

    source: str
    source_title: str
    kind: str
    key: str
    title: str | None
    address: str
    announced: datetime | None
    tries: int
    next_try: datetime | None
    error: str | None


@dataclass(frozen=True, slots=True)
class RoundRow:
    """A round that brought something or failed. `first`: the first reading; `flood`: old records in masses; neither is news.

    `finished` is None when it was cut off, or is still going on.
    """

    source: str
    title: str
    stream: str
    started: datetime | None
    finished: datetime | None
    first: bool
    flood: bool
    stored: int
    unchanged: int
    resent: int
    refused: int
    error: str | None


@dataclass(frozen=True, slots=True)
class SourceHealth:
    """A source with the state of its worst stream. `faults` are open; `missing` and `waiting` count announced files."""

    source: str
    title: str
    state: State
    since: datetime | None = None
    succeeded: datetime | None = None
    newest: datetime | None = None
    streams: tuple[StreamHealth, ...] = ()
    faults: tuple[Fault, ...] = ()
    missing: int = 0
    waiting: int = 0

    @property
    def needs_attention(self) -> bool:
        """Whether somebody should look at it."""
        return self.state in ALARMING or self.state in LOOK

    @property
    def odd_streams(self) -> tuple[StreamHealth, ...]:
        """The streams that are not as they should be, worst first."""
        odd = [stream for stream in self.streams if stream.state in ALARMING or stream.state in LOOK]
        return tuple(sorted(odd, key=lambda stream: (severity(stream.state), stream.name)))


@dataclass(frozen=True, slots=True)
class Health:
    """The health of all sources, those that need attention first.

    `missing` and `recovered` hold the first of `missing_total` and `recovered_total`. `unreadable` is why the descriptions of
    one's own cannot be used, in Dutch; None when they can.
    """

    sources: tuple[SourceHealth, ...] = ()
    recovered: tuple[Fault, ...] = ()
    recovered_total: int = 0
    missing: tuple[MissingPiece, ...] = ()
    missing_total: int = 0
    rounds: tuple[RoundRow, ...] = ()
    unreadable: str | None = None
    at: datetime | None = None

    @property
    def followed(self) -> bool:
        """Whether any source was ever asked."""
        return any(source.streams for source in self.sources)

    @property
    def worst(self) -> State:
        """The state of the worst source; descriptions that cannot be read are worth attention by themselves."""
        states = [source.state for source in self.sources if source.state in ALARMING or source.state in LOOK]
        if self.unreadable is not None:
            states.append(State.ATTENTION)
        return worst(states)

    @property
    def exit_status(self) -> int:
        """For monitoring: 0 all is well, 1 somebody should look, 3 a source cannot be read. 2 is left to wrong use."""
        if self.worst in ALARMING:
            return 3
        return 1 if self.worst in LOOK else 0

    def count(self, *states: State) -> int:
        """How many sources have one of these states."""
        return sum(source.state in states for source in self.sources)


_ORDER = {state: place for place, state in enumerate(State)}


def severity(state: State) -> int:
    """The place of a state, the worst being 0."""
    return _ORDER[state]


def worst(states: list[State]) -> State:
    """The worst of some states; "goed" when there are none."""
    return min(states, key=severity, default=State.GOOD)
