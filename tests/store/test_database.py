# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Opening and migrating the database."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
import sqlalchemy as sa

from bijgepraat.model.records import Passage, Record
from bijgepraat.store import database, schema
from bijgepraat.store.errors import StoreError, StoreVersionError
from bijgepraat.store.records import Fate, write
from bijgepraat.store.store import Store
from bijgepraat.store.tables import metadata


def test_the_migrations_make_exactly_the_tables_of_the_schema(tmp_path: Path) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    with Store.open(tmp_path) as store, store.reading() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []


def test_head_is_the_newest_migration() -> None:
    folder = Path(database.__file__).parent / "migrations" / "versions"
    numbers = sorted(path.name[:4] for path in folder.glob("[0-9]*.py"))
    assert numbers[-1] == database.HEAD


def test_opening_twice_changes_nothing(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        store.set_property("voorbeeldgegevens", "ja")
    with Store.open(tmp_path) as store:
        assert store.property("voorbeeldgegevens") == "ja"
        assert store.changes() == 0


@pytest.mark.sqlite
def test_readers_do_not_wait_for_a_writer(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store, store.reading() as connection:
        assert connection.execute(sa.text("PRAGMA journal_mode")).scalar() == "wal"


def test_a_newer_database_is_refused_with_advice(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store, store.writing() as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(StoreVersionError, match="nieuwere versie"):
        Store.open(tmp_path)


@pytest.mark.sqlite
def test_a_file_that_is_no_database_is_refused_with_advice(tmp_path: Path) -> None:
    (tmp_path / "bijgepraat.sqlite").write_bytes(b"geen database" * 1000)
    with pytest.raises(StoreError, match="reservekopie"):
        Store.open(tmp_path)


def test_a_folder_that_is_a_file_is_refused_with_advice(tmp_path: Path) -> None:
    (tmp_path / "bestand").write_text("x")
    with pytest.raises(StoreError, match="BIJGEPRAAT_DATA"):
        Store.open(tmp_path / "bestand")


def test_hashes_of_an_older_store_are_made_anew(tmp_path: Path) -> None:
    """A store made before 0002 must recognise its own records afterwards, with text and passages and without."""
    batch = [
        Record("Bestand", "a.html", "bestanden", "Pagina", date(2025, 1, 1), text="Eén alinea.", passages=(Passage(0, 11),)),
        Record(
            "Zaak", "z1", "tweedekamer", "Jeugdzorg", None, "2025-01-01T00:00:00.0000000Z", fields={"GewijzigdOp": "x", "a": 1}
        ),
        Record("Zaak", "z1", "tweedekamer", "Jeugdhulp", None, "2025-02-01T00:00:00.0000000Z", fields={"a": [2, "é"]}),
    ]
    with Store.open(tmp_path) as store, store.writing() as connection:
        write(connection, batch, None)
        for table in (schema.records, schema.history):
            connection.execute(sa.update(table).values(sha="0" * 32))
        first = Path(database.__file__).parent / "migrations/versions/0001_the_first_tables.py"
        there = set(re.findall(r'create_table\(\s*"(\w+)"', first.read_text("utf-8")))
        for table in reversed(metadata.sorted_tables):
            if table.name not in there:
                connection.execute(sa.text(f"DROP TABLE {table.name}"))
        connection.execute(sa.text("UPDATE alembic_version SET version_num = '0001'"))
    with Store.open(tmp_path) as store, store.writing() as connection:
        assert write(connection, batch, None) == [Fate.UNCHANGED] * 3
