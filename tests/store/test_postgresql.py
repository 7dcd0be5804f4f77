# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The address of the database, and what only a server does. The other tests of the store run on both."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest
import sqlalchemy as sa

from bijgepraat.model.records import Record
from bijgepraat.settings import Settings
from bijgepraat.store import database
from bijgepraat.store.errors import StoreBusyError, StoreError
from bijgepraat.store.records import write
from bijgepraat.store.store import Store


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("zomaar iets", "geen adres van een database"),
        ("mysql://u:geheim@server/naam", "kent geen database 'mysql'"),
        ("postgresql://u:geheim@127.0.0.1:1/naam", "Kijk of de server draait"),
    ],
)
def test_an_address_that_cannot_be_used_says_how_to_mend_it_and_no_password(tmp_path: Path, address: str, said: str) -> None:
    with pytest.raises(StoreError, match=said) as error:
        database.connect(address)
    assert "geheim" not in str(error.value)
    assert "geheim" not in repr(Settings.from_environment({"BIJGEPRAAT_DATA": str(tmp_path), "BIJGEPRAAT_DATABASE": address}))


@pytest.mark.sqlite
def test_without_an_address_the_tables_are_a_file_of_the_folder(tmp_path: Path) -> None:
    settings = Settings.from_environment({"BIJGEPRAAT_DATA": str(tmp_path), "BIJGEPRAAT_DATABASE": "  "})
    assert settings.database is None
    assert database.address(tmp_path, None) == f"sqlite:///{tmp_path / 'bijgepraat.sqlite'}"


@pytest.mark.sqlite
def test_folders_that_share_a_server_have_a_database_each(tmp_path: Path) -> None:
    form = "postgresql://server/bijgepraat_{map}"
    names = {sa.make_url(database.address(folder, form)).database for folder in (tmp_path, tmp_path / "een", tmp_path / "twee")}
    assert len(names) == 3
    assert all(len(name or "") < 64 for name in names)
    assert database.address(tmp_path, "postgresql://server/een") == database.address(tmp_path / "x", "postgresql://server/een")


def records() -> list[Record]:
    names = ["b", "B", "a", "Z", "é", "z", "_", "1", "a b", "aB"]
    return [Record("Zaak", name, "tweedekamer", name * 3) for name in names]


def test_text_is_ordered_by_code_point_in_each_database(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        with store.writing() as connection:
            write(connection, records(), None)
        with store.reading() as connection:
            table = sa.table("records", sa.column("key"))
            found = connection.execute(sa.select(table.c.key).order_by(table.c.key)).scalars().all()
    assert list(found) == sorted(record.key for record in records())


@pytest.mark.postgresql
def test_one_writes_at_a_time_and_change_numbers_have_no_gaps(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:

        def add(name: str) -> None:
            for number in range(20):
                with store.writing() as connection:
                    write(connection, [Record("Zaak", f"{name}{number}", "tweedekamer", name)], None)

        writers = [threading.Thread(target=add, args=(name,)) for name in "abcd"]
        for writer in writers:
            writer.start()
        for writer in writers:
            writer.join()
        with store.reading() as connection:
            numbers = connection.execute(sa.text("SELECT seq FROM records ORDER BY seq")).scalars().all()
        assert list(numbers) == list(range(1, 81))
        assert store.changes() == 80


@pytest.mark.postgresql
def test_a_writer_that_waits_too_long_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "_WAIT_S", 1)
    busy = pytest.raises(StoreBusyError, match="Een ander proces schrijft")
    with Store.open(tmp_path) as one, Store.open(tmp_path) as other, one.writing(), busy, other.writing():
        pass


@pytest.mark.postgresql
def test_reading_sees_one_moment_and_cannot_write(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store, store.reading() as connection:
        assert connection.execute(sa.text("SELECT count(*) FROM records")).scalar() == 0
        with store.writing() as other:
            write(other, records(), None)
        assert connection.execute(sa.text("SELECT count(*) FROM records")).scalar() == 0
        with pytest.raises(sa.exc.DBAPIError, match="read-only"):
            connection.execute(sa.text("DELETE FROM records"))


@pytest.mark.postgresql
def test_a_database_that_is_not_there_is_made(tmp_path: Path) -> None:
    named = os.environ["BIJGEPRAAT_DATABASE"].replace("{map}", "nieuw_gemaakt")
    with Store.open(tmp_path, server=named) as store:
        assert store.changes() == 0
        url = store.engine.url
    engine = sa.create_engine(url.set(database="postgres"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(f'DROP DATABASE "{url.database}" WITH (FORCE)')
    engine.dispose()
