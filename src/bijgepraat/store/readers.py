# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Readers: who gets mail, in which state, and the proof that they asked for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

import orjson
import sqlalchemy as sa
from sqlalchemy import Connection

from bijgepraat.model.mail import Agreed, Reader, ReaderState
from bijgepraat.store.schema import alerts, follows, messages, readers


def reader_by_id(connection: Connection, number: int) -> Reader | None:
    """A reader, or None."""
    return _one(connection, readers.c.id == number)


def reader_by_address(connection: Connection, address: str) -> Reader | None:
    """A reader by the address as `pipeline.addresses` writes it, or None."""
    return _one(connection, readers.c.address == address)


def add_reader(connection: Connection, address: str, secret: str, at: str, state: ReaderState = ReaderState.ASKED) -> Reader:
    """Write down a reader who has not confirmed anything yet."""
    values = {"address": address, "state": state.value, "secret": secret, "asked_at": at, "confirmed_at": None}
    result = connection.execute(sa.insert(readers), {**values, "proof": "[]", "bounces": 0})
    key = result.inserted_primary_key
    if key is None:  # pragma: no cover - a table with a primary key always gives one
        raise RuntimeError("no key for a new reader")
    return Reader(int(key[0]), address, state, secret, at, None, (), 0)


def set_reader(connection: Connection, number: int, **values: Any) -> None:
    """Change columns of a reader; `proof` is a sequence of `Agreed`."""
    found = dict(values)
    if "proof" in found:
        found["proof"] = orjson.dumps([asdict(one) for one in found["proof"]]).decode()
    connection.execute(sa.update(readers).where(readers.c.id == number).values(**found))


def count_bounce(connection: Connection, number: int, most: int) -> None:
    """Count a message that could not be delivered; after `most` nothing more is sent to the reader."""
    connection.execute(sa.update(readers).where(readers.c.id == number).values(bounces=readers.c.bounces + 1))
    full = sa.and_(readers.c.id == number, readers.c.bounces >= most, readers.c.state == ReaderState.CONFIRMED.value)
    connection.execute(sa.update(readers).where(full).values(state=ReaderState.BOUNCED.value, confirmed_at=None))


def forget_reader(connection: Connection, reader: Reader) -> None:
    """Take away every row about a reader: what they follow, what they were told, and all mail to the address."""
    connection.execute(sa.delete(messages).where(sa.or_(messages.c.reader_id == reader.id, messages.c.address == reader.address)))
    connection.execute(sa.delete(alerts).where(alerts.c.reader_id == reader.id))
    connection.execute(sa.delete(follows).where(follows.c.reader_id == reader.id))
    connection.execute(sa.delete(readers).where(readers.c.id == reader.id))


def stale_readers(connection: Connection, states: Sequence[ReaderState], before: str) -> list[Reader]:
    """Readers in one of the states who last asked for something before a moment."""
    wanted = sa.and_(readers.c.state.in_([state.value for state in states]), readers.c.asked_at < before)
    return [_reader(row) for row in connection.execute(sa.select(readers).where(wanted).order_by(readers.c.id)).mappings()]


def rows_about(connection: Connection, reader: Reader) -> dict[str, list[dict[str, Any]]]:
    """Everything that is kept about a reader, per table, without the secret and without finished mail."""
    found: dict[str, list[dict[str, Any]]] = {}
    for table, wanted in (
        (readers, readers.c.id == reader.id),
        (follows, follows.c.reader_id == reader.id),
        (alerts, alerts.c.reader_id == reader.id),
        (messages, sa.or_(messages.c.reader_id == reader.id, messages.c.address == reader.address)),
    ):
        columns = [column for column in table.columns if column.name not in {"secret", "content"}]
        query = sa.select(*columns).where(wanted).order_by(*table.primary_key.columns)
        rows = connection.execute(query).mappings()
        found[str(table.name)] = [{str(name): value for name, value in row.items()} for row in rows]
    return found


def _one(connection: Connection, wanted: sa.ColumnElement[bool]) -> Reader | None:
    row = connection.execute(sa.select(readers).where(wanted)).mappings().first()
    return _reader(row) if row is not None else None


def _reader(row: sa.RowMapping) -> Reader:
    proof = tuple(Agreed(**one) for one in orjson.loads(row["proof"]))
    return Reader(
        row["id"],
        row["address"],
        ReaderState(row["state"]),
        row["secret"],
        row["asked_at"],
        row["confirmed_at"],
        proof,
        row["bounces"],
    )
