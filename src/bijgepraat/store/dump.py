# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Tables as lines of JSON, the same from each kind of database, and back again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import orjson
import sqlalchemy as sa
from sqlalchemy import Connection

from bijgepraat.store.errors import StoreError
from bijgepraat.store.tables import metadata

_AT_ONCE = 2_000
_BYTES = "$bytes"


def table_names() -> Sequence[str]:
    """All tables, each after those that it refers to."""
    return [str(table.name) for table in metadata.sorted_tables]


def lines(connection: Connection, name: str, but: Sequence[str] = ()) -> Iterator[bytes]:
    """The rows of a table in key order, one line each, after a line with the names of its columns.

    `but`: first keys to leave out.
    """
    here = metadata.tables[name]
    keys = list(here.primary_key.columns)
    query = sa.select(here).order_by(*keys)
    if but:
        query = query.where(keys[0].not_in(but))
    yield orjson.dumps([str(column.name) for column in here.columns]) + b"\n"
    with connection.execute(query.execution_options(yield_per=_AT_ONCE)) as rows:
        for row in rows:
            yield orjson.dumps(list(row), default=_plain) + b"\n"


def load(connection: Connection, name: str, found: Iterable[bytes]) -> int:
    """Put rows that `lines` made in a table; returns how many. Raises `StoreError` for columns that the table does not have."""
    here = metadata.tables[name]
    rows = iter(found)
    columns = orjson.loads(next(rows, b"[]"))
    strange = [column for column in columns if column not in here.columns]
    if strange or not columns:
        raise StoreError(f"De reservekopie heeft in {name} andere kolommen dan dit programma. Gebruik de versie die hem maakte.")
    count = 0
    batch: list[dict[str, Any]] = []
    for line in rows:
        values = [_rich(value) for value in orjson.loads(line)]
        batch.append(dict(zip(columns, values, strict=True)))
        if len(batch) == _AT_ONCE:
            connection.execute(sa.insert(here), batch)
            count += len(batch)
            batch = []
    if batch:
        connection.execute(sa.insert(here), batch)
    return count + len(batch)


def hash_of(found: Iterable[bytes]) -> tuple[int, str]:
    """How many rows there are in lines, and the SHA-256 over all of them."""
    hasher = hashlib.sha256()
    count = -1
    for line in found:
        hasher.update(line)
        count += 1
    return count, hasher.hexdigest()


def _plain(value: object) -> dict[str, str]:
    if isinstance(value, bytes | memoryview):
        return {_BYTES: bytes(value).hex()}
    raise TypeError(type(value).__name__)


def _rich(value: Any) -> Any:
    return bytes.fromhex(value[_BYTES]) if isinstance(value, dict) else value
