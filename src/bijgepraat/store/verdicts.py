# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Verdicts of people: only ever added, so that what was decided before stays to be read."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import orjson
import sqlalchemy as sa
from sqlalchemy import Connection

from bijgepraat.model.verdicts import Book, Decision, KeptVerdict
from bijgepraat.store.schema import verdicts


def add_verdicts(connection: Connection, found: Iterable[KeptVerdict]) -> None:
    """Write verdicts down, in their order."""
    rows = [
        {
            "book": one.book.value,
            "key": one.key,
            "decision": one.decision.value,
            "value": orjson.dumps(dict(one.value), option=orjson.OPT_SORT_KEYS).decode(),
            "by": one.by,
            "at": one.at,
            "reason": one.reason,
        }
        for one in found
    ]
    if rows:
        connection.execute(sa.insert(verdicts), rows)


def verdicts_of(connection: Connection, book: Book | str) -> dict[str, KeptVerdict]:
    """Per key of a book the newest verdict; one that was taken back is left out."""
    rows = connection.execute(sa.select(verdicts).where(verdicts.c.book == str(book)).order_by(verdicts.c.id))
    newest = {row.key: _verdict(row) for row in rows}
    return {key: one for key, one in newest.items() if one.decision is not Decision.REVOKED}


def verdicts_kept(connection: Connection, book: Book | None = None, key: str | None = None) -> list[KeptVerdict]:
    """Every verdict in the order in which they were given, of a book and a key where these are named."""
    query = sa.select(verdicts).order_by(verdicts.c.id)
    if book is not None:
        query = query.where(verdicts.c.book == book.value)
    if key is not None:
        query = query.where(verdicts.c.key == key)
    return [_verdict(row) for row in connection.execute(query)]


def _verdict(row: Any) -> KeptVerdict:
    return KeptVerdict(Book(row.book), row.key, Decision(row.decision), row.by, row.at, row.reason, orjson.loads(row.value))
