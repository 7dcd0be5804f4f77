# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Files that sources announced: waiting, missing and to be tried again, given up, or there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from bijgepraat.model.sync import Piece
from bijgepraat.store.database import insert_new
from bijgepraat.store.schema import pieces, records
from bijgepraat.store.sync import moment

WAITING, MISSING, GIVEN_UP, DONE = "wacht", "ontbreekt", "opgegeven", "gehaald"
_WAITS = (timedelta(minutes=5), timedelta(hours=1), timedelta(hours=6), *(timedelta(hours=12),) * 6, *(timedelta(days=7),) * 6)
"""How long to wait after each failure. After the last one a piece is given up; it stays on the list."""


def announce(connection: Connection, announced: Iterable[Piece], now: datetime) -> None:
    """Put pieces on the list. One that is there already is only fetched again when it was changed since."""
    for piece in announced:
        row = {
            "address": piece.address,
            "source": piece.source,
            "kind": piece.kind,
            "key": piece.key,
            "media_type": piece.media_type,
            "size": piece.size,
            "changed": piece.changed,
            "date": piece.date.isoformat() if piece.date else None,
            "title": piece.title,
            "state": WAITING,
            "announced": moment(now),
            "tries": 0,
        }
        # What comes back tells whether it was new: a count of rows after an insert means something else in each database.
        if connection.execute(insert_new(connection, pieces).returning(pieces.c.address), row).first():
            continue
        fresh = {name: value for name, value in row.items() if name != "address"}
        later = sa.func.coalesce(pieces.c.changed, "") < (piece.changed or "")
        connection.execute(
            sa.update(pieces).where(pieces.c.address == piece.address, later).values(**fresh, next_try=None, error=None)
        )


def due(connection: Connection, source: str, now: datetime, *, most: int, everything: bool = False) -> list[Piece]:
    """Pieces of a source to fetch now, newest first: those waiting, and the missing whose time has come (or all of them)."""
    time_has_come = sa.or_(pieces.c.state == WAITING, sa.and_(pieces.c.state == MISSING, pieces.c.next_try <= moment(now)))
    chosen = pieces.c.state != DONE if everything else time_has_come
    order = (pieces.c.date.desc().nulls_last(), pieces.c.address)
    return [
        _piece(row)
        for row in connection.execute(sa.select(pieces).where(pieces.c.source == source, chosen).order_by(*order).limit(most))
    ]


def done(connection: Connection, address: str, now: datetime) -> None:
    """A piece is there."""
    _settle(connection, address, {"state": DONE, "last_try": moment(now), "next_try": None, "error": None})


def failed(connection: Connection, address: str, now: datetime, message: str) -> None:
    """A piece could not be fetched or read: it is missing, and tried again after a while."""
    tries = int(connection.execute(sa.select(pieces.c.tries).where(pieces.c.address == address)).scalar() or 0)
    wait = _WAITS[tries] if tries < len(_WAITS) else None
    values = {
        "state": MISSING if wait else GIVEN_UP,
        "tries": tries + 1,
        "last_try": moment(now),
        "next_try": moment(now + wait) if wait else None,
        "error": message,
    }
    _settle(connection, address, values)


def drop_deleted(connection: Connection, source: str) -> None:
    """Take pieces off the list whose record was deleted at its source."""
    gone = (
        sa.select(records.c.id)
        .where(records.c.kind == pieces.c.kind, records.c.key == pieces.c.key, records.c.deleted.is_(True))
        .exists()
    )
    connection.execute(sa.delete(pieces).where(pieces.c.source == source, pieces.c.state != DONE, gone))


def missing(connection: Connection, most: int = 100) -> Sequence[Any]:
    """What was announced and could not be had, longest first."""
    query = sa.select(pieces).where(pieces.c.state.in_((MISSING, GIVEN_UP))).order_by(pieces.c.announced, pieces.c.address)
    return connection.execute(query.limit(most)).all()


def counts(connection: Connection) -> dict[str, dict[str, int]]:
    """Per source and state the number of pieces."""
    query = sa.select(pieces.c.source, pieces.c.state, sa.func.count()).group_by(pieces.c.source, pieces.c.state)
    found: dict[str, dict[str, int]] = {}
    for source, state, number in connection.execute(query):
        found.setdefault(source, {})[state] = int(number)
    return found


def _settle(connection: Connection, address: str, values: dict[str, Any]) -> None:
    connection.execute(sa.update(pieces).where(pieces.c.address == address).values(values))


def _piece(row: Any) -> Piece:
    return Piece(
        address=row.address,
        source=row.source,
        kind=row.kind,
        key=row.key,
        media_type=row.media_type,
        size=row.size,
        changed=row.changed,
        date=date.fromisoformat(row.date) if row.date else None,
        title=row.title,
    )
