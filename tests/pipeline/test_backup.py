# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""A backup is whole or it is not there; a damaged one is refused before anything is written; what comes back is equal."""

from __future__ import annotations

import os
import tarfile
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pyrage
import pytest
import sqlalchemy as sa
from click.testing import CliRunner
from hypothesis import HealthCheck, given
from hypothesis import settings as checked
from hypothesis import strategies as st
from small_house import fill

from bijgepraat.cli import program
from bijgepraat.model.records import Record
from bijgepraat.pipeline import backup as backups
from bijgepraat.pipeline.house import InputError, open_store, store_digest
from bijgepraat.pipeline.imports import import_paths
from bijgepraat.settings import Settings
from bijgepraat.store import audit
from bijgepraat.store.errors import StoreError
from bijgepraat.store.records import write
from bijgepraat.store.store import Store

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """One of everything, with originals in the archive."""
    found = Store.open(tmp_path / "bron")
    fill(found)
    for number in range(3):
        (tmp_path / f"brief {number}.txt").write_text(f"Gemeenten krijgen in 2027 € {number} miljoen.", encoding="utf-8")
    import_paths(found, [tmp_path / f"brief {number}.txt" for number in range(3)], source="vng")
    with found.writing() as connection:
        audit.append(connection, at="2026-11-23T11:00:00+00:00", by="test", what="een deed")
    yield found
    found.close()


def settings(folder: Path) -> Settings:
    return Settings(data=folder, database=os.environ.get("BIJGEPRAAT_DATABASE"))


def test_what_comes_back_is_equal_and_can_be_used(store: Store, tmp_path: Path) -> None:
    made = backups.backup(store, tmp_path / "kopie.tar", NOW)
    assert (made.changes, made.originals, made.encrypted) == (store.changes(), 3, False)
    found = backups.restore(settings(tmp_path / "doel"), tmp_path / "kopie.tar")
    assert found == made
    with open_store(settings(tmp_path / "doel")) as new:
        assert store_digest(new) == store_digest(store)
        with new.reading() as connection:
            assert audit.verify(connection).fault == ""
            names = set(connection.execute(sa.text("SELECT sha256 FROM originals")).scalars()) - set(made.lacking)
        for name in names:
            new.archive.verify(name)
        before = new.changes()
        with new.writing() as connection:
            write(connection, [Record("Zaak", "nieuw", "tweedekamer", "erbij")], None)
        assert new.changes() == before + 1


def test_while_others_write_it_is_as_it_was_at_one_change_number(store: Store, tmp_path: Path) -> None:
    stop = threading.Event()

    def write_on() -> None:
        number = 0
        with Store.open(tmp_path / "bron") as other:
            while not stop.is_set():
                with other.writing() as connection:
                    write(connection, [Record("Zaak", f"x{number}", "tweedekamer", f"titel {number}")], None)
                number += 1

    writer = threading.Thread(target=write_on)
    writer.start()
    try:
        made = backups.backup(store, tmp_path / "kopie.tar", NOW)
    finally:
        stop.set()
        writer.join()
    assert store.changes() > made.changes
    backups.restore(settings(tmp_path / "doel"), tmp_path / "kopie.tar")
    with open_store(settings(tmp_path / "doel")) as new, new.reading() as there, store.reading() as here:
        assert new.changes() == made.changes
        query = sa.text(f"SELECT id, key, title, sha FROM records WHERE seq <= {made.changes} ORDER BY id")
        assert there.execute(query).all() == here.execute(query).all()


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The bytes of a small backup."""
    folder = tmp_path_factory.mktemp("kopie")
    with Store.open(folder / "bron") as small:
        (folder / "brief.txt").write_text("Gemeenten krijgen in 2027 € 5 miljoen.", encoding="utf-8")
        import_paths(small, [folder / "brief.txt"])
        backups.backup(small, folder / "kopie.tar", NOW)
    return (folder / "kopie.tar").read_bytes()


@checked(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place=st.floats(0, 1, exclude_max=True), byte=st.integers(1, 255), cut=st.booleans())
def test_a_file_that_was_cut_off_or_changed_anywhere_is_refused_or_says_the_same(
    kept: bytes, tmp_path: Path, place: float, byte: int, cut: bool
) -> None:
    at = int(place * len(kept))
    damaged = kept[:at] if cut else kept[:at] + bytes([kept[at] ^ byte]) + kept[at + 1 :]
    (tmp_path / "kapot.tar").write_bytes(damaged)
    (tmp_path / "heel.tar").write_bytes(kept)
    whole = backups.look(tmp_path / "heel.tar")
    try:
        found = backups.look(tmp_path / "kapot.tar")
    except InputError:
        return
    # Padding between members means nothing, and times of members neither: what was found is what there was.
    assert (found.hashes, found.rows, found.originals, found.changes) == (
        whole.hashes,
        whole.rows,
        whole.originals,
        whole.changes,
    )


def test_of_a_damaged_file_nothing_is_put_back(kept: bytes, tmp_path: Path) -> None:
    at = kept.index(b"tabellen/records.jsonl.zst") + 512 + 40
    (tmp_path / "kapot.tar").write_bytes(kept[:at] + bytes([kept[at] ^ 1]) + kept[at + 1 :])
    with pytest.raises(InputError, match="beschadigd"):
        backups.restore(settings(tmp_path / "doel"), tmp_path / "kapot.tar")
    with Store.open(tmp_path / "doel") as new:
        assert new.changes() == 0


@pytest.mark.parametrize("content", [b"", b"geen tar", b"PK\x03\x04" + b"x" * 5_000, b"\0" * 10_240])
def test_what_is_no_backup_is_told_in_words(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "iets").write_bytes(content)
    told = CliRunner().invoke(program, ["backup", "--check", str(tmp_path / "iets")])
    assert isinstance(told.exception, InputError)
    assert "Gebruik een andere" in str(told.exception)


def test_a_member_that_does_not_belong_is_refused(kept: bytes, tmp_path: Path) -> None:
    (tmp_path / "meer.tar").write_bytes(kept)
    with tarfile.open(tmp_path / "meer.tar", "a:") as tar:
        tar.add(__file__, "archief/../../elders")
    with pytest.raises(InputError, match="dat er niet hoort"):
        backups.look(tmp_path / "meer.tar")


def test_a_store_with_data_is_refused_and_a_file_is_not_written_over(store: Store, tmp_path: Path) -> None:
    backups.backup(store, tmp_path / "kopie.tar", NOW)
    before = (tmp_path / "kopie.tar").read_bytes()
    with pytest.raises(InputError, match="bestaat al"):
        backups.backup(store, tmp_path / "kopie.tar", NOW)
    with pytest.raises(StoreError, match="niet leeg"):
        backups.restore(settings(tmp_path / "bron"), tmp_path / "kopie.tar")
    assert (tmp_path / "kopie.tar").read_bytes() == before


def test_cut_off_while_putting_back_it_says_so_and_is_no_store(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    backups.backup(store, tmp_path / "kopie.tar", NOW)
    parts: list[str] = []

    def cut(line: str) -> None:
        parts.append(line)
        if line.startswith("terugzetten: readings"):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        backups.restore(settings(tmp_path / "doel"), tmp_path / "kopie.tar", report=cut)
    with pytest.raises(StoreError, match="half"):
        open_store(settings(tmp_path / "doel"))


def test_encrypted_only_the_secret_key_opens_it(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    key, other = pyrage.x25519.Identity.generate(), pyrage.x25519.Identity.generate()
    made = backups.backup(store, tmp_path / "kopie.age", NOW, recipient=str(key.to_public()))
    assert made.encrypted
    assert b"records.jsonl" not in (tmp_path / "kopie.age").read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir() if path.name.startswith(".")) == []
    with pytest.raises(InputError, match="BIJGEPRAAT_SLEUTEL"):
        backups.look(tmp_path / "kopie.age")
    with pytest.raises(InputError, match="geen geheime sleutel"):
        backups.look(tmp_path / "kopie.age", secret="zomaar iets")
    with pytest.raises(InputError, match="een andere sleutel"):
        backups.look(tmp_path / "kopie.age", secret=str(other))
    damaged = bytearray((tmp_path / "kopie.age").read_bytes())
    damaged[-500] ^= 1
    (tmp_path / "kapot.age").write_bytes(damaged)
    with pytest.raises(InputError, match="beschadigd"):
        backups.look(tmp_path / "kapot.age", secret=str(key))
    assert backups.look(tmp_path / "kopie.age", secret=str(key)) == made
    backups.restore(settings(tmp_path / "doel"), tmp_path / "kopie.age", secret=str(key))
    with open_store(settings(tmp_path / "doel")) as new:
        assert store_digest(new) == store_digest(store)
    assert sorted(path.name for path in tmp_path.iterdir() if path.name.startswith(".")) == []


def test_a_key_that_is_none_is_told_before_work_begins(store: Store, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="geen openbare sleutel"):
        backups.backup(store, tmp_path / "kopie.tar", NOW, recipient="age1nietgoed")
    assert not (tmp_path / "kopie.tar").exists()


def test_by_command(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store.close()
    monkeypatch.setenv("BIJGEPRAAT_DATA", str(tmp_path / "bron"))
    made = CliRunner().invoke(program, ["backup", str(tmp_path / "kopie.tar")], catch_exceptions=False)
    assert "staat klaar" in made.stdout and "3 originelen" in made.stdout
    assert "ontbrak al in het archief: abab" in made.stderr
    assert "is heel" in CliRunner().invoke(program, ["backup", "--check", str(tmp_path / "kopie.tar")]).stdout
    monkeypatch.setenv("BIJGEPRAAT_DATA", str(tmp_path / "doel"))
    back = CliRunner().invoke(program, ["restore", str(tmp_path / "kopie.tar")], catch_exceptions=False)
    assert "is teruggezet" in back.stdout
