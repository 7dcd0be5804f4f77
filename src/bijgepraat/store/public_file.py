# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""A public data set as one SQLite file that anyone can open. Knows nothing of our own tables."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any


class PublicFile:
    """A new SQLite file with plain tables; complete once it is closed without an error (it is a context manager)."""

    def __init__(self, path: Path) -> None:
        self._connection = sqlite3.connect(path, isolation_level=None)
        for pragma in ("journal_mode=OFF", "synchronous=OFF", "cache_size=-32768"):
            self._connection.execute(f"PRAGMA {pragma}")
        self._connection.execute("BEGIN")

    def table(self, name: str, columns: Sequence[str], keys: Sequence[str] = ()) -> None:
        """Make a table. `keys` get an index together."""
        listed = ", ".join(_quoted(column) for column in columns)
        self._connection.execute(f"CREATE TABLE {_quoted(name)} ({listed})")
        if keys:
            keyed = ", ".join(_quoted(key) for key in keys)
            self._connection.execute(f"CREATE INDEX {_quoted(f'ix_{name}')} ON {_quoted(name)} ({keyed})")

    def add(self, name: str, rows: Iterable[Sequence[Any]]) -> int:
        """Write rows in the order of the columns; returns how many."""
        number = 0
        for row in rows:
            places = ", ".join("?" * len(row))
            self._connection.execute(f"INSERT INTO {_quoted(name)} VALUES ({places})", list(row))  # noqa: S608 - names of our own
            number += 1
        return number

    def __enter__(self) -> PublicFile:
        return self

    def __exit__(self, kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None) -> None:
        try:
            if kind is None:
                self._connection.execute("COMMIT")
                self._connection.execute("ANALYZE")
        finally:
            self._connection.close()


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
