# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The exported data set: whole, checkable, without anybody's secrets, and there or not there."""

from __future__ import annotations

import csv
import hashlib
import sqlite3
from pathlib import Path

import orjson
import pytest
from api_house import NOW, SECRETS
from click.testing import CliRunner

from bijgepraat.cli import program
from bijgepraat.pipeline import export as exporting
from bijgepraat.pipeline.export import Exported, export
from bijgepraat.pipeline.house import InputError, Store


@pytest.fixture(scope="module")
def out(api_store: Store, tmp_path_factory: pytest.TempPathFactory) -> Exported:
    return export(api_store, tmp_path_factory.mktemp("uitvoer"), now=NOW)


def test_every_file_is_in_the_manifest_with_its_hash(out: Exported) -> None:
    manifest = orjson.loads((out.folder / "manifest.json").read_bytes())
    assert out.folder.name == "bijgepraat-2026-03-16" and manifest["gemaakt_op"].startswith("2026-03-16")
    told = {one["naam"]: one for one in manifest["bestanden"]}
    assert set(told) == {path.name for path in out.folder.iterdir()} - {"manifest.json"}
    for name, one in told.items():
        content = (out.folder / name).read_bytes()
        assert (len(content), hashlib.sha256(content).hexdigest()) == (one["bytes"], one["sha256"])
    assert manifest["rijen"] == out.rows and all(number > 0 for number in out.rows.values())
    assert manifest["voorbeeldgegevens"] is True
    readme = (out.folder / "LEESMIJ.md").read_text()
    assert "voorbeeldgegevens" in readme and all(f"`{name}`" in readme for name in out.rows)


def test_the_tables_hold_what_the_files_hold(out: Exported) -> None:
    with sqlite3.connect(out.folder / f"{out.folder.name}.sqlite") as file:
        assert file.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        tables = {
            row[0] for row in file.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
        }
        assert tables == {*out.rows, "over"}
        for name, number in out.rows.items():
            assert file.execute(f'SELECT count(*) FROM "{name}"').fetchone() == (number,)
        for name in {path.stem for path in out.folder.glob("*.csv")}:
            with (out.folder / f"{name}.csv").open(newline="") as lines:
                assert len(list(csv.reader(lines))) == out.rows[name] + 1
        for name in {path.stem for path in out.folder.glob("*.json")} - {"manifest"}:
            assert len(orjson.loads((out.folder / f"{name}.json").read_bytes())) == out.rows[name]
        wrong = file.execute(
            "SELECT count(*) FROM vondsten JOIN teksten USING (soort, sleutel, versie) "
            "WHERE deel = 'tekst' AND citaat != substr(tekst, begin + 1, einde - begin)"
        )
        assert wrong.fetchone() == (0,)
        assert file.execute("SELECT sum(laag) > 0 FROM bedragen WHERE telt_mee").fetchone() == (1,)
    file.close()


def test_nobodys_secrets_are_in_any_file(out: Exported) -> None:
    for path in out.folder.iterdir():
        content = path.read_bytes()
        for name, secret in SECRETS.items():
            assert secret.encode() not in content, (path.name, name)


def test_the_same_store_gives_the_same_files(api_store: Store, out: Exported, tmp_path: Path) -> None:
    again = export(api_store, tmp_path, now=NOW)
    for path in out.folder.iterdir():
        assert path.read_bytes() == (again.folder / path.name).read_bytes(), path.name


def test_what_is_there_stays_unless_it_may_be_replaced(api_store: Store, tmp_path: Path) -> None:
    first = export(api_store, tmp_path, now=NOW)
    (first.folder / "merk").write_text("van de eerste")
    with pytest.raises(InputError, match="--replace"):
        export(api_store, tmp_path, now=NOW)
    assert (first.folder / "merk").exists()
    export(api_store, tmp_path, now=NOW, replace=True)
    assert not (first.folder / "merk").exists()
    assert [path.name for path in tmp_path.iterdir()] == [first.folder.name]


@pytest.mark.parametrize("there", [False, True])
def test_what_breaks_off_leaves_nothing_new(
    api_store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, there: bool
) -> None:
    if there:
        export(api_store, tmp_path, now=NOW)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}

    def full(*_args: object) -> str:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(exporting, "readme", full)
    with pytest.raises(InputError, match="maak ruimte"):
        export(api_store, tmp_path, now=NOW, replace=True)
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before
    assert len(list(tmp_path.iterdir())) == int(there)


def test_the_command_says_where_it_is(api_store: Store, api_folder: Path, tmp_path: Path) -> None:
    run = CliRunner().invoke(program, ["export", str(tmp_path / "open")], env={"BIJGEPRAAT_DATA": str(api_folder)})
    assert run.exit_code == 0, run.output
    folder = Path(run.output.strip().splitlines()[-1].removeprefix("Klaar: "))
    assert folder.parent == tmp_path / "open" and (folder / "manifest.json").exists()
    assert "toezeggingen: " in run.output


def test_a_place_that_cannot_be_written_is_told(api_store: Store, tmp_path: Path) -> None:
    (tmp_path / "bestand").write_text("x")
    with pytest.raises(InputError, match="kies een andere map"):
        export(api_store, tmp_path / "bestand", now=NOW)
