# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""What is to be told to whom: one row an event and reader, for ever, so that nothing is told twice.

Rows are never deleted while their reader is there: a row that a message took along is the memory that it was told.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import orjson
import sqlalchemy as sa
from sqlalchemy import Connection

from bijgepraat.model.following import Alert, Reason, Rhythm, What
from bijgepraat.store.database import insert_new
from bijgepraat.store.schema import alerts, counters, history, records, rounds, texts

_CURSOR = "alerts"
_CHUNK = 400
_ORDER = {rhythm: place for place, rhythm in enumerate(Rhythm)}


@dataclass(frozen=True, slots=True)
class Told:
    """An alert for a reader. `names` are other names that the same event may have been told under (of records in its work).

    `part_of` are events that say as much, as long as they have not been sent: a text that changed before its news went out.
    """

    reader: int
    rhythm: Rhythm
    alert: Alert
    names: tuple[str, ...] = ()
    part_of: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Counts:
    """How many alerts are new, how many got another reason or rhythm, and how many were told already."""

    new: int = 0
    merged: int = 0
    told: int = 0


def position(connection: Connection) -> int | None:
    """The change number up to which was matched; None when it never was."""
    found = connection.execute(sa.select(counters.c.value).where(counters.c.name == _CURSOR)).scalar()
    return int(found) if found is not None else None


def set_position(connection: Connection, number: int) -> None:
    """Write down up to which change number was matched."""
    connection.execute(insert_new(connection, counters), {"name": _CURSOR, "value": number})
    connection.execute(sa.update(counters).where(counters.c.name == _CURSOR).values(value=number))


def keep(connection: Connection, found: Sequence[Told], made_at: str) -> Counts:
    """Put alerts in the row for sending, each event once a reader.

    An event that waits already gets the reasons that it did not have, and the quickest rhythm; one that was taken along by a
    message is left alone.
    """
    if not found:
        return Counts()
    wanted = {name for one in found for name in (one.alert.event, *one.names, *one.part_of)}
    there = {(row.reader_id, row.event): row for row in _rows(connection, wanted)}
    fresh: dict[tuple[int, str], Told] = {}
    changed: dict[int, tuple[Alert, Rhythm]] = {}
    new = merged = told = 0
    for one in found:
        names = (one.alert.event, *one.names)
        place = next(((one.reader, name) for name in names if (one.reader, name) in fresh), None)
        row = next((there[one.reader, name] for name in names if (one.reader, name) in there), None)
        if place is None and row is None:
            place = next(((one.reader, name) for name in one.part_of if (one.reader, name) in fresh), None)
            row = next((there[one.reader, name] for name in one.part_of if (one.reader, name) in there), None)
            row = row if row is not None and row.message_id is None else None
        if place is not None:
            both = fresh[place]
            fresh[place] = replace(both, alert=_joined(both.alert, one.alert), rhythm=_quickest(both.rhythm, one.rhythm))
        elif row is None:
            fresh[one.reader, one.alert.event] = one
            new += 1
        elif row.message_id is not None:
            told += 1
        else:
            before, rhythm = changed.get(row.id) or (from_json(row.value), Rhythm(row.rhythm))
            after = (_joined(before, one.alert), _quickest(rhythm, one.rhythm))
            if after != (before, rhythm):
                changed[row.id] = after
            else:
                told += 1
    merged = len(changed)
    if fresh:
        rows = [
            {
                "reader_id": one.reader,
                "event": one.alert.event,
                "rhythm": one.rhythm.value,
                "value": to_json(one.alert),
                "seq": one.alert.seq,
                "made_at": made_at,
                "message_id": None,
            }
            for one in fresh.values()
        ]
        connection.execute(sa.insert(alerts), rows)
    for number, (alert, rhythm) in changed.items():
        values = {"value": to_json(alert), "rhythm": rhythm.value}
        connection.execute(sa.update(alerts).where(alerts.c.id == number).values(values))
    return Counts(new, merged, told)


def told_of(connection: Connection, events: Iterable[str]) -> dict[str, set[int]]:
    """Per event the numbers of the follows for which it was told, or waits to be."""
    found: dict[str, set[int]] = {}
    for row in _rows(connection, events):
        found.setdefault(row.event, set()).update(reason["follow"] for reason in orjson.loads(row.value)["reasons"])
    return found


def of_reader(connection: Connection, reader: int, limit: int) -> list[tuple[int, str, Alert]]:
    """The last alerts of a reader, newest first: number, moment, alert."""
    query = sa.select(alerts).where(alerts.c.reader_id == reader).order_by(alerts.c.id.desc()).limit(limit)
    return [(row.id, row.made_at, from_json(row.value)) for row in connection.execute(query)]


def not_news(connection: Connection, after: int) -> dict[str, list[tuple[int, int]]]:
    """Per source ranges (first, last) of change numbers above `after` that came in a first reading or a flood of old records."""
    query = sa.select(rounds.c.source, rounds.c.first_seq, rounds.c.last_seq).where(
        rounds.c.last_seq > after, sa.or_(rounds.c.first.is_(True), rounds.c.flood.is_(True))
    )
    found: dict[str, list[tuple[int, int]]] = {}
    for source, first, last in connection.execute(query.order_by(rounds.c.id)):
        found.setdefault(source, []).append((int(first) + 1, int(last)))
    return found


def arrived(connection: Connection, after: int, until: int, limit: int) -> Sequence[Any]:
    """Current rows with a change number above `after`, up to `until`, in its order."""
    query = sa.select(records).where(records.c.seq > after, records.c.seq <= until).order_by(records.c.seq).limit(limit)
    return connection.execute(query).all()


def earlier(connection: Connection, ids: Sequence[int]) -> dict[int, list[Any]]:
    """Per record its rows in the history, in the order of arrival."""
    found: dict[int, list[Any]] = {}
    for some in _chunks(ids):
        query = sa.select(history).where(history.c.id.in_(some)).order_by(history.c.id, history.c.version)
        for row in connection.execute(query):
            found.setdefault(row.id, []).append(row)
    return found


def words_of(connection: Connection, ids: Sequence[int]) -> dict[tuple[int, int], str]:
    """The texts of all versions of records, by record and version."""
    found: dict[tuple[int, int], str] = {}
    for some in _chunks(ids):
        for id_, version, text in connection.execute(sa.select(texts).where(texts.c.record_id.in_(some))):
            found[id_, version] = text
    return found


def to_json(alert: Alert) -> str:
    """An alert as it is kept."""
    return orjson.dumps(alert).decode()


def from_json(value: str) -> Alert:
    """An alert as it was kept."""
    kept = orjson.loads(value)
    reasons = tuple(
        Reason(one["follow"], one["label"], one["snippet"], tuple((start, end) for start, end in one["marks"]))
        for one in kept["reasons"]
    )
    day = date.fromisoformat(kept["day"]) if kept["day"] else None
    return Alert(**{**kept, "what": What(kept["what"]), "day": day, "reasons": reasons})


def _joined(before: Alert, after: Alert) -> Alert:
    known = {reason.follow for reason in before.reasons}
    return replace(before, reasons=(*before.reasons, *(reason for reason in after.reasons if reason.follow not in known)))


def _quickest(one: Rhythm, other: Rhythm) -> Rhythm:
    return min(one, other, key=lambda rhythm: _ORDER[rhythm])


def _rows(connection: Connection, events: Iterable[str]) -> Iterator[Any]:
    for some in _chunks(sorted(set(events))):
        yield from connection.execute(sa.select(alerts).where(alerts.c.event.in_(some)))


def _chunks(items: Sequence[Any] | Mapping[Any, Any]) -> Iterator[list[Any]]:
    ordered = list(items)
    for start in range(0, len(ordered), _CHUNK):
        yield ordered[start : start + _CHUNK]
