# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""All tables of one database copied to another, of the same kind or not: every row as it is, history and all.

Batches in the order of the primary key, each in one transaction together with how far it came, so that a copy that was cut off
goes on where it stopped. Until it is finished the copy says of itself that it is not a whole store.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import orjson
import sqlalchemy as sa
from sqlalchemy import Connection, Engine

from bijgepraat.store import database
from bijgepraat.store.digest import digest_of_rows
from bijgepraat.store.errors import StoreError
from bijgepraat.store.schema import counters, properties
from bijgepraat.store.tables import metadata

UNFINISHED = "overzetten"
"""The property of a store that is being filled from another: from where, at which change number, and which table came how far."""
_ROWS = 2_000
_BYTES = 32_000_000


@dataclass(frozen=True, slots=True)
class Copied:
    """Per table how many rows there are now, and the hash over them, which is that of the source."""

    rows: dict[str, int]
    hashes: dict[str, str]


def copy_all(
    source: Connection, target: Engine, *, name: str, report: Callable[[str, int], None] = lambda _table, _rows: None
) -> Copied:
    """Copy everything that `source` sees to `target`, which is empty or holds the beginning of this same copy.

    `source` must see one moment all along; `name` says what it is, to know the copy again. Raises `StoreError` when the target
    holds something else, when the source was changed between two parts of the copy, or when the copy is not equal in the end.
    """
    seen = source.execute(sa.select(counters.c.value).where(counters.c.name == "changes")).scalar() or 0
    state = _begin(target, name, int(seen))
    for table in metadata.sorted_tables:
        _copy_table(source, target, table, state, report)
    rows, hashes = {}, {}
    for table in metadata.sorted_tables:
        # How far the copy is stands among the properties until it is finished.
        but = (UNFINISHED,) if table is properties else ()
        wanted = digest_of_rows(source, table, but)
        with database.reading(target) as connection:
            found = digest_of_rows(connection, table, but)
        if wanted != found:
            raise StoreError(
                f"De tabel {table.name} is niet gelijk overgekomen: {wanted[0]} rijen in de bron en {found[0]} in het doel, of "
                "andere inhoud. Is er tijdens het overzetten geschreven? Stop andere processen, maak het doel leeg en begin "
                "opnieuw."
            )
        rows[str(table.name)], hashes[str(table.name)] = found
    with database.writing(target) as connection:
        finish_filling(connection)
    return Copied(rows, hashes)


def begin_filling(connection: Connection, state: str) -> None:
    """Say of an empty store that it is being filled, and how far. Raises `StoreError` for one that holds something."""
    # An empty store has its counter, at nothing.
    connection.execute(sa.delete(counters).where(counters.c.value == 0))
    there = [table.name for table in metadata.sorted_tables if connection.execute(sa.select(table).limit(1)).first()]
    if there:
        raise StoreError(f"Het doel is niet leeg (zie {', '.join(there[:3])}). Geef een lege database of een nieuwe map.")
    connection.execute(sa.insert(properties), {"name": UNFINISHED, "value": state})


def finish_filling(connection: Connection) -> None:
    """Say of a store that it is whole, and let the database number on from what is there."""
    _restart_numbering(connection)
    connection.execute(sa.delete(properties).where(properties.c.name == UNFINISHED))


def _begin(target: Engine, name: str, seen: int) -> dict[str, Any]:
    with database.writing(target) as connection:
        kept = connection.execute(sa.select(properties.c.value).where(properties.c.name == UNFINISHED)).scalar()
        if kept is None:
            begin_filling(connection, "")
            state: dict[str, Any] = {"bron": name, "wijziging": seen, "tabellen": {}}
            _keep(connection, state)
            return state
    state = orjson.loads(str(kept))
    if (state["bron"], state["wijziging"]) != (name, seen):
        raise StoreError(
            "In het doel staat het begin van een andere kopie, of de bron is sindsdien veranderd. "
            "Maak het doel leeg en begin opnieuw."
        )
    return state


def _keep(connection: Connection, state: dict[str, Any]) -> None:
    row = {"name": UNFINISHED, "value": orjson.dumps(state).decode()}
    connection.execute(database.upsert(connection, properties), row)


def _copy_table(
    source: Connection, target: Engine, table: sa.Table, state: dict[str, Any], report: Callable[[str, int], None]
) -> None:
    done = state["tabellen"].get(str(table.name), {"rijen": 0, "tot": None})
    keys = list(table.primary_key.columns)
    query = sa.select(table).order_by(*keys)
    if done["tot"] is not None:
        last = [sa.literal(value, key.type) for key, value in zip(keys, done["tot"], strict=True)]
        query = query.where(sa.tuple_(*keys) > sa.tuple_(*last))
    if table is properties:
        query = query.where(properties.c.name != UNFINISHED)
    count = int(done["rijen"])
    with source.execute(query.execution_options(yield_per=_ROWS)) as rows:
        for batch in _batches(rows.mappings()):
            count += len(batch)
            state["tabellen"][str(table.name)] = {"rijen": count, "tot": [batch[-1][key.name] for key in keys]}
            with database.writing(target) as connection:
                connection.execute(sa.insert(table), batch)
                _keep(connection, state)
            report(table.name, count)


def _batches(rows: Any) -> Iterator[list[dict[str, Any]]]:
    """Some thousands of rows at a time, fewer where they are large."""
    batch: list[dict[str, Any]] = []
    size = 0
    for row in rows:
        batch.append(dict(row))
        size += sum(len(value) for value in row.values() if isinstance(value, str | bytes))
        if len(batch) >= _ROWS or size >= _BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _restart_numbering(connection: Connection) -> None:
    """Rows came with their numbers: the next one that the database gives out comes after them. SQLite does so by itself."""
    if connection.dialect.name != "postgresql":
        return
    for table in metadata.sorted_tables:
        column = table.autoincrement_column
        if column is None:
            continue
        sequence = connection.execute(sa.select(sa.func.pg_get_serial_sequence(table.name, column.name))).scalar()
        highest = connection.execute(sa.select(sa.func.max(column))).scalar()
        if sequence and highest:
            connection.execute(sa.select(sa.func.setval(sequence, highest)))
