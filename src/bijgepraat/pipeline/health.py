# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The health of the followed sources, from what the store knows of them and what their descriptions promise.

The functions that decide are pure; `health` reads for them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import orjson

from bijgepraat.model.health import (
    Fault,
    Health,
    MissingPiece,
    RoundRow,
    SourceHealth,
    State,
    StreamFacts,
    StreamHealth,
    severity,
    worst,
)
from bijgepraat.model.sync import Description
from bijgepraat.settings import Settings
from bijgepraat.sources.descriptions import DescriptionError, descriptions
from bijgepraat.store import pieces, sync, warnings
from bijgepraat.store.store import Store

_HERE = ZoneInfo("Europe/Amsterdam")
_MONDAY = datetime(1900, 1, 1)  # noqa: DTZ001 - a Monday on the wall clock of the sources
_WEEK, _WORKING_WEEK = timedelta(days=7), timedelta(days=5)
_ASKED_WITHIN = timedelta(hours=36)
"""Who follows the sources once a day, by cron, asks every 24 hours and some; this is one time missed. Weekends do not count, so
that a machine that only works on weekdays is fine."""
_POLLS = 4
_FADES = timedelta(days=30)
"""A warning of which no round says that it is over (a strange value in one record) stops counting this long after it was last
seen. It stays on the list."""
_RECOVERED = timedelta(days=7)
_MOST_PIECES, _MOST_ROUNDS, _MOST_FAULTS = 50, 30, 50
_ROUNDS_LOOKED_AT = 1_000
FAILED_ROUND = "mislukte-ronde"
BEGIN = "begin"
"""The name under which a round that could not begin is kept; every other name is that of a stream."""


def working_time(begin: datetime, end: datetime) -> timedelta:
    """The time between two moments without Saturdays and Sundays, as days pass in the Netherlands; zero when `end` is earlier."""
    return max(timedelta(), _working(end) - _working(begin))


def silent_since(facts: StreamFacts, silence: timedelta, now: datetime, followed: datetime | None) -> datetime | None:
    """Since when a stream is silent for longer than `silence`; None when it is not.

    Counted from the source's own newest moment, or from what last arrived when that moment is not there or lies ahead (a clock
    that is off), or from `followed`, the beginning, when nothing ever came. Until the last round that reached the end: of the
    time after it nobody can say that the source was silent.
    """
    if facts.succeeded is None:
        return None
    newest = facts.newest if facts.newest is not None and facts.newest <= now else None
    spoke = newest or facts.arrived or followed or facts.succeeded
    return spoke if working_time(spoke, min(facts.succeeded, now)) > silence else None


def asked_recently(polled: datetime, poll: timedelta, now: datetime) -> bool:
    """Whether a source with this cadence was asked as often as may be expected, also by somebody who asks once a day."""
    return working_time(polled, now) <= max(_POLLS * poll, _ASKED_WITHIN)


def stream_health(
    facts: StreamFacts, description: Description, now: datetime, *, followed: datetime | None = None, blocked: bool = False
) -> StreamHealth:
    """The state of one stream. `blocked`: the source could not even be begun with, so that its streams are not asked."""
    asked = facts.polled or facts.arrived  # a first round that is going on has brought something, but has not ended
    recent = asked is not None and asked_recently(asked, description.poll, now)
    if description.on_demand:
        # Nobody expects it to be asked, so that only a failure of this moment says anything.
        if facts.failing_since is not None:
            return StreamHealth(facts, State.DISTURBED if recent else State.ON_DEMAND, facts.failing_since)
        return StreamHealth(facts, State.GOOD)
    if facts.failing_since is not None:
        return StreamHealth(facts, State.DISTURBED, facts.failing_since)
    if asked is None:
        return StreamHealth(facts, State.NEVER)
    if not recent and not blocked:
        return StreamHealth(facts, State.NOT_ASKED, asked)
    promise = description.streams.get(facts.stream)
    silence = promise.silence if promise is not None and promise.silence is not None else description.silence
    since = silent_since(facts, silence, now, followed)
    return StreamHealth(facts, State.SILENT, since, silence) if since is not None else StreamHealth(facts, State.GOOD)


def source_health(
    name: str,
    description: Description | None,
    facts: Sequence[StreamFacts],
    faults: Sequence[Fault],
    now: datetime,
    *,
    missing: int = 0,
    waiting: int = 0,
    followed: datetime | None = None,
) -> SourceHealth:
    """The state of one source: that of its worst stream, and else of what is open. `faults` are its open warnings."""
    streams = _streams(description, facts, now, followed)
    speaking = [one.newest for one in facts if one.newest is not None and one.newest <= now + timedelta(days=1)]
    found = SourceHealth(
        name,
        description.title if description is not None else name,
        State.GOOD,
        succeeded=max((one.succeeded for one in facts if one.succeeded), default=None),
        newest=max(speaking, default=None),
        streams=streams,
        faults=tuple(faults),
        missing=missing,
        waiting=waiting,
    )
    if description is None:
        asked = max((one.polled for one in facts if one.polled), default=None)
        return replace(found, state=State.UNDESCRIBED, since=asked)
    if not description.enabled:
        return replace(found, state=State.OFF)
    counting = [fault for fault in faults if fault.last is None or now - fault.last <= _FADES]
    states = [stream.state for stream in streams]
    if counting or missing:
        states.append(State.ATTENTION)
    if not facts and State.ATTENTION not in states:
        return replace(found, state=State.ON_DEMAND if description.on_demand else State.NEVER)
    state = worst(states)
    begun = [stream.since for stream in streams if stream.state is state and stream.since is not None]
    if state is State.ATTENTION:
        begun = [fault.first for fault in counting if fault.first is not None]
    return replace(found, state=state, since=min(begun, default=None))


def health(store: Store, followed: Settings | Mapping[str, Description], now: datetime) -> Health:
    """The health of all sources that are described, or that the store has something of.

    `followed` are the descriptions, or the settings that say where those of one's own are: when these cannot be read, the
    bundled ones count and the reason is in `Health.unreadable`.
    """
    known, unreadable = described(followed) if isinstance(followed, Settings) else (followed, None)
    with store.reading() as connection:
        streams = sync.stream_rows(connection)
        warned = warnings.recent(connection, now - _RECOVERED)
        counted = pieces.counts(connection)
        gone = pieces.missing(connection, _MOST_PIECES)
        rounds = sync.latest_rounds(connection, _ROUNDS_LOOKED_AT)
        facts: dict[str, list[StreamFacts]] = {}
        for row in streams:
            facts.setdefault(row.source, []).append(_facts(row))
        mute = {name for name, rows in facts.items() if any(one.newest is None and one.arrived is None for one in rows)}
        began = {name: sync.followed_since(connection, name) for name in sorted(mute)}
    titles = {name: one.title for name, one in known.items()}
    faults = [_fault(row, titles) for row in warned]
    lacking = {name: states.get(pieces.MISSING, 0) + states.get(pieces.GIVEN_UP, 0) for name, states in counted.items()}
    open_ones = [fault for fault in faults if fault.resolved is None]
    names = {*known, *facts, *(fault.source for fault in open_ones), *(name for name, number in lacking.items() if number)}
    found = [
        source_health(
            name,
            known.get(name),
            facts.get(name, ()),
            [fault for fault in open_ones if fault.source == name],
            now,
            missing=lacking.get(name, 0),
            waiting=counted.get(name, {}).get(pieces.WAITING, 0),
            followed=began.get(name),
        )
        for name in names
    ]
    over = [fault for fault in faults if fault.resolved is not None] + failed_rounds(rounds, facts, titles, now)
    over.sort(key=lambda fault: fault.last or now, reverse=True)
    return Health(
        sources=tuple(sorted(found, key=lambda one: (severity(one.state), one.title.lower()))),
        recovered=tuple(over[:_MOST_FAULTS]),
        recovered_total=len(over),
        missing=tuple(_missing(row, titles) for row in gone),
        missing_total=sum(lacking.values()),
        rounds=tuple(_round(row, titles) for row in rounds[:_MOST_ROUNDS]),
        unreadable=unreadable,
        at=now,
    )


def described(settings: Settings) -> tuple[Mapping[str, Description], str | None]:
    """All descriptions; when those of one's own cannot be used the bundled ones, and why."""
    try:
        return descriptions(settings.sources), None
    except DescriptionError as error:
        return descriptions(), str(error)


def failed_rounds(
    rounds: Iterable[Any], facts: Mapping[str, Sequence[StreamFacts]], titles: Mapping[str, str], now: datetime
) -> list[Fault]:
    """Rounds of the last week that failed in streams that go again, like with like: faults of which nothing else is left."""
    going = {(name, one.stream): one.succeeded for name, rows in facts.items() for one in rows if one.failing_since is None}
    found: dict[tuple[str, str, str], Fault] = {}
    for row in rounds:
        at = moment(row.started)
        if row.error is None or at is None or at < now - _RECOVERED or (row.source, row.stream) not in going:
            continue
        place = (row.source, row.stream, row.error)
        before = found.get(place)
        since = going[row.source, row.stream] or at
        # The rounds come newest first.
        found[place] = (
            replace(before, count=before.count + 1, first=at)
            if before is not None
            else Fault(row.source, _title(titles, row.source), row.stream, FAILED_ROUND, row.error, None, 1, at, at, since)
        )
    return list(found.values())


def moment(value: str | None) -> datetime | None:
    """A moment as the store or a source has it; a day counts to its end, and what is no moment is None."""
    if not value:
        return None
    try:
        if len(value) == len("2026-11-23"):
            return datetime.combine(date.fromisoformat(value), time.max.replace(microsecond=0), UTC)
        there = datetime.fromisoformat(value)
        return there.astimezone(UTC) if there.tzinfo else there.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None


def _streams(
    description: Description | None, facts: Sequence[StreamFacts], now: datetime, followed: datetime | None
) -> tuple[StreamHealth, ...]:
    """The streams that are described, in their order; before them the beginning of a round, where that fails."""
    if description is None or not description.enabled:
        state = State.UNDESCRIBED if description is None else State.OFF
        return tuple(StreamHealth(one, state) for one in facts)
    there = {one.stream: one for one in facts}
    begin = there.get(BEGIN)
    blocked = begin is not None and begin.failing_since is not None
    found = [stream_health(begin, description, now)] if begin is not None and blocked else []
    # A stream that is no longer described is not asked any more, and says nothing.
    for name in description.streams:
        if name in there and name != BEGIN:
            found.append(stream_health(there[name], description, now, followed=followed, blocked=blocked))
    return tuple(found)


def _working(there: datetime) -> timedelta:
    """The working time from a Monday long ago until a moment: five days of 24 hours a week."""
    weeks, rest = divmod(there.astimezone(_HERE).replace(tzinfo=None) - _MONDAY, _WEEK)
    return weeks * _WORKING_WEEK + min(rest, _WORKING_WEEK)


def _title(titles: Mapping[str, str], source: str) -> str:
    return titles.get(source, source)


def _facts(row: Any) -> StreamFacts:
    return StreamFacts(
        row.stream,
        moment(row.polled),
        moment(row.succeeded),
        moment(row.newest),
        moment(row.arrived),
        moment(row.failing_since),
        row.failures,
        row.error_code,
        row.error,
    )


def _fault(row: Any, titles: Mapping[str, str]) -> Fault:
    return Fault(
        row.source,
        _title(titles, row.source),
        row.stream,
        row.code,
        row.message,
        row.example,
        row.count,
        moment(row.first),
        moment(row.last),
        moment(row.resolved),
    )


def _missing(row: Any, titles: Mapping[str, str]) -> MissingPiece:
    return MissingPiece(
        row.source,
        _title(titles, row.source),
        row.kind,
        row.key,
        row.title,
        row.address,
        moment(row.announced),
        row.tries,
        moment(row.next_try),
        row.error,
    )


def _round(row: Any, titles: Mapping[str, str]) -> RoundRow:
    counts = orjson.loads(row.counts)
    return RoundRow(
        row.source,
        _title(titles, row.source),
        row.stream,
        moment(row.started),
        moment(row.finished),
        row.first,
        row.flood,
        stored=int(counts.get("opgeslagen", 0)),
        unchanged=int(counts.get("ongewijzigd", 0)),
        resent=int(counts.get("herzonden", 0)),
        refused=int(counts.get("geweigerd", 0)),
        error=row.error,
    )
