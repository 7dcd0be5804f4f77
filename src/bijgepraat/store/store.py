# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""One data directory, opened: database, archive and search index together."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy import Connection, Engine

from bijgepraat.settings import SearchWeights
from bijgepraat.store import database
from bijgepraat.store.archive import Archive
from bijgepraat.store.errors import StoreError
from bijgepraat.store.index import SearchIndex
from bijgepraat.store.schema import counters, properties
from bijgepraat.store.search_words import Language


class Store:
    """What a data directory holds. Make one with `Store.open`; close it when done (it is a context manager)."""

    def __init__(self, engine: Engine, archive: Archive, index: SearchIndex, vectors_folder: Path) -> None:
        self.engine = engine
        self.archive = archive
        self.index = index
        self.vectors_folder = vectors_folder

    @classmethod
    def open(
        cls,
        folder: Path,
        language: Language | None = None,
        weights: SearchWeights | None = None,
        server: str | None = None,
    ) -> Store:
        """Open the data directory, making it and bringing its tables up to date where needed.

        `language` is what the search index knows of words, `weights` what they count for. `server` is the address of a
        PostgreSQL database to have the tables in, instead of a file in the folder. Raises `StoreError` when folder or database
        cannot be used.
        """
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreError(
                f"De gegevensmap kan niet worden gemaakt ({error.strerror}). Kies een andere met BIJGEPRAAT_DATA."
            ) from error
        engine = database.connect(database.address(folder, server))
        try:
            database.migrate(engine)
        except BaseException:
            engine.dispose()
            raise
        index = SearchIndex(folder / "zoekindex", language, weights)
        return cls(engine, Archive(folder / "archief"), index, folder / "vectoren")

    @property
    def place(self) -> str:
        """Where the tables are: an address without a password."""
        return self.engine.url.render_as_string(hide_password=True)

    def is_at(self, address: str) -> bool:
        """Whether an address names the database of this store."""
        other, mine = sa.make_url(address), self.engine.url
        parts = ("host", "port", "database", "query")
        return other.get_backend_name() == mine.get_backend_name() and all(
            getattr(other, part) == getattr(mine, part) for part in parts
        )

    def close(self) -> None:
        """Let go of the database."""
        self.engine.dispose()

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_exc: object) -> None:
        self.close()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one moment of the store throughout."""
        with database.reading(self.engine) as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that takes the write lock at once; commits at the end, undoes everything on an error."""
        with database.writing(self.engine) as connection:
            yield connection

    def changes(self) -> int:
        """The last number of the change sequence; 0 for an empty store."""
        with self.reading() as connection:
            query = sa.select(counters.c.value).where(counters.c.name == "changes")
            return int(connection.execute(query).scalar() or 0)

    def property(self, name: str) -> str | None:
        """A fact about the store itself, such as `sample`; None when it was never set."""
        with self.reading() as connection:
            found = connection.execute(sa.select(properties.c.value).where(properties.c.name == name)).scalar()
            return str(found) if found is not None else None

    def set_property(self, name: str, value: str) -> None:
        """Write down a fact about the store itself."""
        with self.writing() as connection:
            connection.execute(database.upsert(connection, properties), {"name": name, "value": value})
