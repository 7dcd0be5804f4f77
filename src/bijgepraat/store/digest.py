# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""One hash over all that a store says, to hold two stores against each other.

What depends only on the clock (fetch times, the log of imports, when an edition was drafted) is left out.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

import orjson
import sqlalchemy as sa
from sqlalchemy import Connection

from bijgepraat.store.schema import claims, history, links, notices, originals, passages, readings, records, texts

_TABLES = (records, history, links, texts, passages, readings, claims, notices, originals)
_CLOCK = {"fetched"}


def digest(connection: Connection) -> dict[str, str]:
    """Per table a SHA-256 over its rows in key order; `geheel` is the hash over those. Equal stores give equal digests."""
    result = {
        table.name: _of_table(connection, table, [column for column in table.columns if column.name not in _CLOCK])[1]
        for table in _TABLES
    }
    result["geheel"] = hashlib.sha256("".join(result.values()).encode()).hexdigest()
    return result


def digest_of_rows(connection: Connection, table: sa.Table, but: Sequence[str] = ()) -> tuple[int, str]:
    """How many rows a table has and the SHA-256 over all of every one, in key order, leaving out rows with these first keys."""
    return _of_table(connection, table, list(table.columns), but)


def _of_table(
    connection: Connection, table: sa.Table, columns: Sequence[sa.Column[Any]], but: Sequence[str] = ()
) -> tuple[int, str]:
    hasher = hashlib.sha256()
    count = 0
    keys = list(table.primary_key.columns)
    query = sa.select(*columns).order_by(*keys)
    if but:
        query = query.where(keys[0].not_in(but))
    with connection.execute(query.execution_options(yield_per=5000)) as rows:
        for row in rows:
            hasher.update(orjson.dumps(list(row), default=_bytes) + b"\n")
            count += 1
    return count, hasher.hexdigest()


def _bytes(value: object) -> str:
    if isinstance(value, bytes | memoryview):
        return bytes(value).hex()
    raise TypeError(type(value).__name__)
