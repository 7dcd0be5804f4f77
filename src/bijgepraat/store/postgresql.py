# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""What is different when the store's tables are in PostgreSQL.

The same tables with the same meaning: text compares by code point, as in SQLite, whatever the language of the database; a
writing transaction takes one lock for the whole store at once, so that change numbers are given out in the order in which their
transactions end.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from psycopg.types.string import StrDumper
from sqlalchemy import Connection, Engine, event
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.ext.compiler import compiles

from bijgepraat.store.errors import StoreError

_WRITE_LOCK = 0x62696A67
"""The advisory lock of whoever writes: one number a database."""
_NO_SUCH_DATABASE = "3D000"
_ALREADY_THERE = {"42P04", "23505"}
"""Somebody else made the database at the same moment; the second is how PostgreSQL says it within the same millisecond."""
_MAINTENANCE = "postgres"
_POOL = 20
_OLDEST = 13


@compiles(sa.Text, "postgresql")
@compiles(sa.String, "postgresql")
def _text(_type: Any, _compiler: Any, **options: Any) -> str:
    # A column: no length, since SQLite knows none either and a source's words must not break a round.
    return 'TEXT COLLATE "C"' if isinstance(options.get("type_expression"), sa.Column) else "TEXT"


def engine_for(url: sa.URL, wait_s: int) -> Engine:
    """An engine for a PostgreSQL database, which is made when it is not there and may be made.

    Raises `StoreError` when the server cannot be reached, refuses, is too old, or keeps text otherwise than as UTF-8.
    """
    url = url.set(drivername="postgresql+psycopg")
    engine = sa.create_engine(
        url,
        pool_size=_POOL,
        max_overflow=_POOL,
        # A server that was started again has dropped our connections: look before use.
        pool_pre_ping=True,
        connect_args={"connect_timeout": 10, "application_name": "bijgepraat", "options": f"-c lock_timeout={wait_s}s"},
    )
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    try:
        _look(engine)
    except OperationalError as error:
        if _code(error) != _NO_SUCH_DATABASE and "does not exist" not in str(error.orig):
            engine.dispose()
            raise _unreachable(url, error) from error
        try:
            _make_database(url)
            _look(engine)
        except DBAPIError as again:
            engine.dispose()
            raise _unreachable(url, again) from again
    except BaseException:
        engine.dispose()
        raise
    return engine


def _look(engine: Engine) -> None:
    with engine.connect() as connection:
        version = int(str(connection.exec_driver_sql("SHOW server_version_num").scalar()))
        encoding = str(connection.exec_driver_sql("SHOW server_encoding").scalar())
    if version < _OLDEST * 10_000:
        raise StoreError(f"PostgreSQL {version // 10_000} is te oud voor Bijgepraat. Gebruik versie {_OLDEST} of nieuwer.")
    if encoding != "UTF8":
        raise StoreError(
            f"De database bewaart tekst als {encoding}. "
            "Maak een nieuwe met: CREATE DATABASE naam ENCODING 'UTF8' TEMPLATE template0."
        )


def _make_database(url: sa.URL) -> None:
    maintenance = sa.create_engine(url.set(database=_MAINTENANCE), isolation_level="AUTOCOMMIT", poolclass=sa.NullPool)
    name = maintenance.dialect.identifier_preparer.quote(url.database or "")
    try:
        with maintenance.connect() as connection:
            connection.exec_driver_sql(f"CREATE DATABASE {name} ENCODING 'UTF8' TEMPLATE template0")
    except DBAPIError as error:
        if _code(error) not in _ALREADY_THERE:
            raise
    finally:
        maintenance.dispose()


class _Text(StrDumper):
    """Text as it is, but for NUL, which PostgreSQL does not take. Readers of sources leave none; what a visitor asks for may."""

    def dump(self, obj: str) -> Any:
        return super().dump(obj.replace("\0", "\ufffd"))


def _prepare(connection: Any, _record: Any) -> None:
    connection.adapters.register_dumper(str, _Text)


def _begin(connection: Connection) -> None:
    if connection.get_execution_options().get("writing", False):
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_WRITE_LOCK})")


def one_moment(connection: Connection) -> Connection:
    """The same connection, seeing one moment of the database in each transaction, and writing nothing."""
    return connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)


def _code(error: DBAPIError) -> str | None:
    found = getattr(error.orig, "sqlstate", None)
    return str(found) if found else None


def _unreachable(url: sa.URL, error: DBAPIError) -> StoreError:
    # The driver's own words may repeat the address, and that holds a password.
    told = str(error.orig).replace(str(url.password), "***") if url.password else str(error.orig)
    return StoreError(
        f"De database {url.render_as_string(hide_password=True)} is niet te gebruiken: {' '.join(told.split())[:300]} "
        "Kijk of de server draait en of BIJGEPRAAT_DATABASE klopt."
    )
