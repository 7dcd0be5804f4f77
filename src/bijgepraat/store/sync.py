# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""What the store keeps about following sources: cursors, the log of rounds, fetches and what they came with.

Everything here is written in the caller's transaction, together with the records that it belongs to. Moments are ISO 8601 text
in UTC, to the second.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import orjson
import sqlalchemy as sa
from sqlalchemy import Connection

from bijgepraat.model.sync import Position, Validators
from bijgepraat.store.database import insert_new
from bijgepraat.store.schema import counters, fetches, rounds, streams

_KEPT_HEADERS = ("content-type", "etag", "last-modified", "date", "content-length", "content-encoding", "server")


def moment(value: datetime) -> str:
    """A moment as the tables have it."""
    return value.astimezone(UTC).isoformat(timespec="seconds")


def position(connection: Connection, source: str, stream: str) -> Position:
    """Where to go on in a stream; an empty position for one that was never read."""
    query = sa.select(streams.c.cursor, streams.c.succeeded).where(streams.c.source == source, streams.c.stream == stream)
    row = connection.execute(query).first()
    if row is None:
        return Position()
    return Position(row.cursor, datetime.fromisoformat(row.succeeded) if row.succeeded else None)


def stream_rows(connection: Connection, source: str | None = None) -> Sequence[Any]:
    """Everything known of the streams, of one source or of all."""
    query = sa.select(streams).order_by(streams.c.source, streams.c.stream)
    if source is not None:
        query = query.where(streams.c.source == source)
    return connection.execute(query).all()


def advance(
    connection: Connection, source: str, stream: str, *, cursor: str | None, newest: str | None, arrived: datetime | None
) -> None:
    """Move a stream on after a batch. None leaves a value as it was; `newest` never moves back."""
    _ensure(connection, source, stream)
    values: dict[str, Any] = {}
    if cursor is not None:
        values["cursor"] = cursor
    if newest is not None:
        values["newest"] = sa.case((sa.func.coalesce(streams.c.newest, "") < newest, newest), else_=streams.c.newest)
    if arrived is not None:
        values["arrived"] = moment(arrived)
    if values:
        _update(connection, source, stream, values)


def succeeded(connection: Connection, source: str, stream: str, began: datetime) -> None:
    """A round reached the end of the stream."""
    _ensure(connection, source, stream)
    clean = {"failing_since": None, "failures": 0, "error_code": None, "error": None}
    _update(connection, source, stream, {"polled": moment(began), "succeeded": moment(began), **clean})


def failed(connection: Connection, source: str, stream: str, began: datetime, code: str, message: str) -> None:
    """A round could not go on. What was stored before it stays, and so does the cursor."""
    _ensure(connection, source, stream)
    values = {
        "polled": moment(began),
        "failing_since": sa.func.coalesce(streams.c.failing_since, moment(began)),
        "failures": streams.c.failures + 1,
        "error_code": code,
        "error": message,
    }
    _update(connection, source, stream, values)


def clear_failure(connection: Connection, source: str, stream: str) -> None:
    """What failed before goes again, where it failed at all."""
    _update(connection, source, stream, {"failing_since": None, "failures": 0, "error_code": None, "error": None})


def forget(connection: Connection, source: str, stream: str) -> None:
    """Let go of a cursor, so that the stream is read from its beginning again."""
    _update(connection, source, stream, {"cursor": None})


def changes(connection: Connection) -> int:
    """The last number of the change sequence, as this transaction sees it."""
    return int(connection.execute(sa.select(counters.c.value).where(counters.c.name == "changes")).scalar_one())


def begin_round(connection: Connection, source: str, stream: str, began: datetime, *, first: bool, after: int) -> int:
    """Write down that a round brought something; its changes come after the number `after`. Returns the round's number."""
    row = {
        "source": source,
        "stream": stream,
        "started": moment(began),
        "first": first,
        "flood": False,
        "first_seq": after,
        "last_seq": after,
        "counts": "{}",
    }
    return int(connection.execute(sa.insert(rounds).values(row)).inserted_primary_key[0])  # type: ignore[index]


def note_round(connection: Connection, number: int, counts: Mapping[str, int]) -> None:
    """Keep how far a round is; its changes are those up to now."""
    seq = sa.select(counters.c.value).where(counters.c.name == "changes").scalar_subquery()
    values = {"counts": orjson.dumps(counts).decode(), "last_seq": seq}
    connection.execute(sa.update(rounds).where(rounds.c.id == number).values(values))


def end_round(connection: Connection, number: int, now: datetime, *, flood: bool, error: str | None) -> None:
    """A round is over. One that was killed never gets here, and keeps `finished` empty."""
    values = {"finished": moment(now), "flood": flood, "error": error}
    connection.execute(sa.update(rounds).where(rounds.c.id == number).values(values))


def latest_rounds(connection: Connection, most: int = 30) -> Sequence[Any]:
    """The last rounds that brought something or failed, newest first."""
    return connection.execute(sa.select(rounds).order_by(rounds.c.id.desc()).limit(most)).all()


def stored_since(connection: Connection, source: str, since: datetime) -> dict[str, int]:
    """Per stream, how many records later rounds than its first stored since a moment."""
    query = sa.select(rounds.c.stream, rounds.c.counts).where(
        rounds.c.source == source, rounds.c.started >= moment(since), rounds.c.first.is_(False)
    )
    found: dict[str, int] = {}
    for stream, counts in connection.execute(query):
        found[stream] = found.get(stream, 0) + int(orjson.loads(counts).get("opgeslagen", 0))
    return found


def not_news(connection: Connection, after: int) -> list[tuple[int, int]]:
    """Ranges (first, last) of change numbers above `after` that hold nothing new to the world: first readings and floods."""
    query = sa.select(rounds.c.first_seq, rounds.c.last_seq).where(
        rounds.c.last_seq > after, sa.or_(rounds.c.first.is_(True), rounds.c.flood.is_(True))
    )
    return [(int(first) + 1, int(last)) for first, last in connection.execute(query.order_by(rounds.c.id))]


def tidy_rounds(connection: Connection, now: datetime, days: int = 365) -> None:
    """Forget rounds of long ago; the fetches and originals stay."""
    connection.execute(sa.delete(rounds).where(rounds.c.started < moment(now - timedelta(days=days))))


def record_fetch(
    connection: Connection, address: str, source: str, original: int, fetched: datetime, headers: Mapping[str, str]
) -> None:
    """Write down where an original came from. The same bytes from the same address as last time are not written again."""
    last = connection.execute(
        sa.select(fetches.c.original, fetches.c.headers)
        .where(fetches.c.address == address)
        .order_by(fetches.c.id.desc())
        .limit(1)
    ).first()
    kept = orjson.dumps({name: headers[name] for name in _KEPT_HEADERS if name in headers}).decode()
    if last is not None and last.original == original and _same_validators(last.headers, kept):
        return
    row = {"address": address, "source": source, "original": original, "fetched": moment(fetched), "headers": kept}
    connection.execute(sa.insert(fetches).values(row))


def followed_since(connection: Connection, source: str) -> datetime | None:
    """When the first answer of a source was kept; None when there was none."""
    query = sa.select(fetches.c.fetched).where(fetches.c.source == source).order_by(fetches.c.id).limit(1)
    found = connection.execute(query).scalar()
    return datetime.fromisoformat(found) if found else None


def validators_of(connection: Connection, address: str) -> Validators | None:
    """The validators of the last stored answer of an address; None when there was none, or it came without."""
    query = sa.select(fetches.c.headers).where(fetches.c.address == address).order_by(fetches.c.id.desc()).limit(1)
    found = connection.execute(query).scalar()
    if found is None:
        return None
    headers = orjson.loads(found)
    validators = Validators(headers.get("etag"), headers.get("last-modified"))
    return validators if validators.etag or validators.last_modified else None


def _same_validators(one: str, other: str) -> bool:
    first, second = orjson.loads(one), orjson.loads(other)
    return all(first.get(name) == second.get(name) for name in ("etag", "last-modified"))


def _ensure(connection: Connection, source: str, stream: str) -> None:
    connection.execute(insert_new(connection, streams), {"source": source, "stream": stream, "failures": 0})


def _update(connection: Connection, source: str, stream: str, values: Mapping[str, Any]) -> None:
    connection.execute(sa.update(streams).where(streams.c.source == source, streams.c.stream == stream).values(values))
