# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""All data to another database and back: equal row for row, also after being cut off, and never half without saying so."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from click.testing import CliRunner
from small_house import fill

from bijgepraat.cli import program
from bijgepraat.model.records import Record
from bijgepraat.pipeline.house import InputError, open_store, store_digest
from bijgepraat.pipeline.imports import import_paths
from bijgepraat.pipeline.migrating import move
from bijgepraat.settings import Settings
from bijgepraat.store import audit, copying
from bijgepraat.store.errors import StoreError
from bijgepraat.store.records import write
from bijgepraat.store.schema import claims, properties, records
from bijgepraat.store.store import Store

NOWHERE = "ab" * 32
"""An original of the small house that is in no archive."""


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """A store with one of everything, an original, history, and lines in the log of acts."""
    place = tmp_path / "bron"
    (tmp_path / "brief.txt").write_text("Gemeenten krijgen in 2027 € 5 miljoen.", encoding="utf-8")
    with Store.open(place) as store:
        fill(store)
        import_paths(store, [tmp_path / "brief.txt"], source="vng")
        (tmp_path / "brief.txt").write_text("Gemeenten krijgen in 2027 € 6 miljoen.", encoding="utf-8")
        import_paths(store, [tmp_path / "brief.txt"], source="vng")
        with store.writing() as connection:
            for number in range(3):
                audit.append(connection, at="2026-11-23T11:00:00+00:00", by="test", what=f"deed {number}")
    return Settings(data=place, database=os.environ.get("BIJGEPRAAT_DATABASE"))


def test_everything_comes_over_with_originals_and_can_be_used(settings: Settings, tmp_path: Path) -> None:
    moved = move(settings, str(tmp_path / "doel"))
    with open_store(settings) as old, Store.open(tmp_path / "doel") as new:
        assert store_digest(new) == store_digest(old)
        assert moved.rows["records"] > 20 and moved.rows["history"] >= 1 and moved.rows["audit"] == 3
        assert (moved.originals, moved.lacking) == (2, (NOWHERE,))
        with new.reading() as connection:
            names = set(connection.execute(sa.text("SELECT sha256 FROM originals")).scalars())
            assert audit.verify(connection).fault == ""
        for name in names - {NOWHERE}:
            new.archive.verify(name)
        before = new.changes()
        with new.writing() as connection:
            write(connection, [Record("Zaak", "nieuw", "tweedekamer", "erbij")], None)
        # Numbering goes on where it was.
        assert new.changes() == before + 1
        (tmp_path / "nog een.txt").write_text("Gemeenten bouwen glijbanen.", encoding="utf-8")
        import_paths(new, [tmp_path / "nog een.txt"])
        assert new.index.search("glijbanen", limit=1).total == 1


class CutError(Exception):
    """What a power cut looks like from inside."""


@pytest.mark.parametrize("after", [1, 3, 9, 14])
def test_cut_off_anywhere_it_goes_on_and_ends_equal(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    monkeypatch.setattr(copying, "_ROWS", 5)
    parts: list[str] = []

    def cut(line: str) -> None:
        parts.append(line)
        if len(parts) == after:
            raise CutError

    with pytest.raises(CutError):
        move(settings, str(tmp_path / "doel"), cut)
    half = Settings(data=tmp_path / "doel", database=settings.database)
    with pytest.raises(StoreError, match="half overgezet"):
        open_store(half)
    again: list[str] = []
    move(settings, str(tmp_path / "doel"), again.append)
    assert parts[0] not in again  # what was there is not copied twice
    with open_store(settings) as old, open_store(half) as new:
        assert store_digest(new) == store_digest(old)


def test_a_target_with_data_is_refused_and_stays_as_it_was(settings: Settings, tmp_path: Path) -> None:
    with Store.open(tmp_path / "doel") as store, store.writing() as connection:
        write(connection, [Record("Zaak", "a", "tweedekamer", "van iemand anders")], None)
    with pytest.raises(StoreError, match="niet leeg"):
        move(settings, str(tmp_path / "doel"))
    with Store.open(tmp_path / "doel") as store:
        assert store.changes() == 1


def test_the_place_itself_is_refused(settings: Settings) -> None:
    with pytest.raises(InputError, match="dezelfde database"):
        move(settings, str(settings.data))


def test_a_source_that_changed_between_two_parts_is_told(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(copying, "_ROWS", 5)
    with pytest.raises(CutError):
        move(settings, str(tmp_path / "doel"), _raise)
    with open_store(settings) as store, store.writing() as connection:
        write(connection, [Record("Zaak", "nieuw", "tweedekamer", "erbij")], None)
    with pytest.raises(StoreError, match="bron is sindsdien veranderd"):
        move(settings, str(tmp_path / "doel"))


def _raise(_line: str) -> None:
    raise CutError


@pytest.mark.parametrize(
    "spoil",
    [
        lambda c: c.execute(sa.update(records).where(records.c.id == 1).values(title="anders")),
        lambda c: c.execute(sa.delete(claims)),
        lambda c: c.execute(sa.insert(properties), {"name": "vreemd", "value": "ja"}),
    ],
)
def test_a_copy_that_is_not_equal_is_not_finished(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, spoil: Callable[[Any], Any]
) -> None:
    doing = copying.digest_of_rows
    spoilt: list[bool] = []

    def looked(connection: Any, table: Any, but: Any = ()) -> Any:
        if not spoilt:
            spoilt.append(True)
            with Store.open(tmp_path / "doel") as store, store.writing() as other:
                spoil(other)
        return doing(connection, table, but)

    monkeypatch.setattr(copying, "digest_of_rows", looked)
    with pytest.raises(StoreError, match="niet gelijk overgekomen"):
        move(settings, str(tmp_path / "doel"))
    with pytest.raises(StoreError, match="half overgezet"):
        open_store(Settings(data=tmp_path / "doel", database=settings.database))


def test_a_lost_original_is_named_and_the_rest_comes_over(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = next(path for path in sorted((settings.data / "archief").rglob("*")) if path.is_file())
    gone.unlink()
    monkeypatch.setenv("BIJGEPRAAT_DATA", str(settings.data))
    told = CliRunner().invoke(program, ["migrate", "--to", str(tmp_path / "doel")])
    assert told.exit_code == 1
    assert f"ontbreekt of is beschadigd in het archief: {gone.name.removesuffix('.zst')}" in told.stderr
    assert "elke tabel is gelijk aan de bron" in told.stdout


@pytest.fixture
def server_address() -> Iterator[str]:
    """A database on the server that is not there yet."""
    address = os.environ["BIJGEPRAAT_DATABASE"].replace("{map}", "overgezet")
    yield address
    url = sa.make_url(address).set(drivername="postgresql+psycopg", database="postgres")
    engine = sa.create_engine(url, isolation_level="AUTOCOMMIT", poolclass=sa.NullPool)
    with engine.connect() as connection:
        connection.exec_driver_sql(f'DROP DATABASE IF EXISTS "{sa.make_url(address).database}" WITH (FORCE)')


@pytest.mark.postgresql
def test_from_a_file_to_the_server_and_back_is_equal_hash_for_hash(
    settings: Settings, tmp_path: Path, server_address: str
) -> None:
    file = f"sqlite:///{tmp_path / 'bijgepraat.sqlite'}"
    with Store.open(settings.data, server=file) as store:
        fill(store)
    as_file = Settings(data=settings.data, database=file)
    there = move(as_file, server_address)
    back = move(Settings(data=settings.data, database=server_address), str(tmp_path / "terug"))
    assert there.rows == back.rows and there.hashes == back.hashes
    assert there.rows["records"] > 20
