# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Opening the database: engine, settings per dialect, migrations."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection, Engine, event
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import DBAPIError, OperationalError

from bijgepraat.store.errors import StoreBusyError, StoreError, StoreVersionError

DatabaseError = DBAPIError
"""What the database itself says no with, such as a server that went away."""

HEAD = "0007"
"""The newest migration; a test holds it against the migrations folder."""

_WAIT_S = 60
_FORM = "Geef het zo: postgresql://gebruiker:wachtwoord@server:5432/naam, of laat het weg voor een bestand in de gegevensmap."


def address(folder: Path, named: str | None) -> str:
    """Where the tables of a data directory are: the file in it, or the server that `BIJGEPRAAT_DATABASE` names.

    `{map}` in that name stands for the data directory, so that several of them can share a server, each with a database.
    """
    if not named:
        return f"sqlite:///{folder / 'bijgepraat.sqlite'}"
    return named.replace("{map}", hashlib.blake2b(str(folder.absolute()).encode(), digest_size=8).hexdigest())


def connect(url: str) -> Engine:
    """An engine for `url`, ready for use: SQLite in WAL mode with real transactions, or PostgreSQL.

    Raises `StoreError` for another kind of database, and when a server cannot be used.
    """
    try:
        parsed = sa.make_url(url)
    except sa.exc.ArgumentError as error:
        raise StoreError(f"BIJGEPRAAT_DATABASE is geen adres van een database. {_FORM}") from error
    if parsed.get_backend_name() == "postgresql":
        # The driver costs a twentieth of a second to import: only for whoever uses it.
        from bijgepraat.store.postgresql import engine_for

        return engine_for(parsed, _WAIT_S)
    if parsed.get_backend_name() != "sqlite":
        raise StoreError(f"Bijgepraat kent geen database {parsed.get_backend_name()!r}. {_FORM}")
    engine = sa.create_engine(url, connect_args={"timeout": _WAIT_S})
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    # The driver opens transactions late and by its own rules; we open them ourselves, in _begin_sqlite.
    connection.isolation_level = None
    cursor = connection.cursor()
    # NORMAL loses no committed transaction when the process dies, only (WAL) possibly the last one when the power does.
    for pragma in (
        "journal_mode=WAL",
        "synchronous=NORMAL",
        "foreign_keys=ON",
        "temp_store=MEMORY",
        "cache_size=-49152",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    writing = connection.get_execution_options().get("writing", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A connection that sees one moment of the store throughout."""
    with engine.connect() as connection:
        if engine.dialect.name == "postgresql":
            from bijgepraat.store.postgresql import one_moment

            connection = one_moment(connection)
        with connection.begin():
            yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A transaction that takes the write lock at once. Raises `StoreBusyError` when another process keeps it."""
    with engine.connect().execution_options(writing=True) as connection:
        try:
            transaction = connection.begin()
        except OperationalError as error:
            raise StoreBusyError(
                "Een ander proces schrijft in deze gegevensmap. Wacht tot het klaar is en probeer opnieuw."
            ) from error
        with transaction:
            yield connection


def insert_new(connection: Connection, table: sa.Table) -> Any:
    """`INSERT … ON CONFLICT DO NOTHING` in the connection's dialect."""
    if connection.dialect.name == "postgresql":
        return postgresql.insert(table).on_conflict_do_nothing()
    return sqlite.insert(table).on_conflict_do_nothing()


def upsert(connection: Connection, table: sa.Table) -> Any:
    """`INSERT … ON CONFLICT (primary key) DO UPDATE` of all other columns, in the connection's dialect."""
    statement: Any = postgresql.insert(table) if connection.dialect.name == "postgresql" else sqlite.insert(table)
    keys = [column.name for column in table.primary_key]
    rest = {column.name: statement.excluded[column.name] for column in table.columns if column.name not in keys}
    return statement.on_conflict_do_update(index_elements=keys, set_=rest)


def migrate(engine: Engine) -> None:
    """Bring the tables to `HEAD`. Raises `StoreVersionError` when a newer program made them."""
    found = _revision(engine)
    if found == HEAD:
        return
    if found is not None and found > HEAD:
        raise StoreVersionError(
            f"Deze gegevensmap is gemaakt door een nieuwere versie van Bijgepraat (tabellen {found}, dit programma kent {HEAD}). "
            "Werk het programma bij of kies een andere map met BIJGEPRAAT_DATA."
        )
    # Alembic costs a tenth of a second to import: only when there is something to migrate.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    with writing(engine) as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, HEAD)


def _revision(engine: Engine) -> str | None:
    try:
        with reading(engine) as connection:
            if not sa.inspect(connection).has_table("alembic_version"):
                return None
            return connection.execute(sa.text("SELECT version_num FROM alembic_version")).scalar()
    except sa.exc.DatabaseError as error:
        raise StoreError(
            "De gegevensmap is geen leesbare database. Zet een reservekopie terug of kies een andere map met BIJGEPRAAT_DATA."
        ) from error
