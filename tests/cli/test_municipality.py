# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""`bijgepraat gemeente` as people use it."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bijgepraat.cli import program
from bijgepraat.pipeline.municipalities import newest_distribution
from bijgepraat.sources.blob import InputError
from bijgepraat.store.store import Store


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("BIJGEPRAAT_DATA", str(tmp_path / "data"))
    return tmp_path / "data"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(program, ["gemeente", *arguments])


def test_an_estimate_says_that_it_is_one_with_its_year_and_source() -> None:
    said = run("GM0344", "--amount", "728000000", "--cluster", "jeugd")
    assert said.exit_code == 0
    for words in ("Utrecht (GM0344, Utrecht)", "€ 728 miljoen", "€ 13.896.452", "per inwoner", "Schatting", "circulaire"):
        assert words in said.output, words


@pytest.mark.parametrize("which", ["GM0765", "gm0765", "765", "Pekela", " pekela "])
def test_a_municipality_goes_by_code_or_name(which: str) -> None:
    found = json.loads(run(which, "--amount", "€ 728.000.000", "--cluster", "jeugd", "--json").output)
    assert found["gemeente"]["code"] == "GM0765" and found["deel"] == 789_707
    assert found["schatting"] is True and found["jaar"] == 2024 and found["methode"] and found["bron"]


def test_all_municipalities_as_csv_add_up() -> None:
    rows = list(csv.DictReader(io.StringIO(run("--all", "--amount", "728000000", "--cluster", "jeugd", "--csv").output)))
    assert len(rows) == 342 and sum(int(row["deel"]) for row in rows) == 728_000_000
    shown = run("--all", "--amount", "-1000000").output
    assert "Samen" in shown and "-1.000.000" in shown


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("GM9999", "--amount", "5"), "onbekende gemeente GM9999"),
        (("Abcoude", "--amount", "5"), "sinds 2011 geen gemeente meer en hoort nu bij De Ronde Venen (GM0736)"),
        (("Haaren", "--amount", "5"), "geef een van die"),
        (("Utrech", "--amount", "5"), "bedoelt u Utrecht"),
        (("Utrecht", "--amount", "5", "--cluster", "kunst"), "kies uit"),
        (("Utrecht", "--amount", "veel"), "geen bedrag in hele euro's"),
        (("Utrecht", "--amount", "1,5"), "geen bedrag in hele euro's"),
        (("Utrecht",), "--amount"),
        (("--amount", "5"), "--all"),
        (("Utrecht", "--all", "--amount", "5"), "--all"),
        (("--import", "."), "--title"),
    ],
)
def test_wrong_use_says_how_to_mend_it(arguments: tuple[str, ...], words: str) -> None:
    said = run(*arguments)
    assert said.exit_code != 0
    assert words in (said.output + str(said.exception or ""))


@pytest.mark.shared
def test_a_newer_circular_is_taken_in_whole_or_not_at_all(shared: Path, tmp_path: Path, data: Path) -> None:
    about = ("--title", "Mei 2025", "--year", "2025", "--factor", "1,5", "--source", "proef")
    folder = tmp_path / "circulaire"
    folder.mkdir()
    for file in (shared / "data/gemeenten").glob("gemeentefonds_2024_*.csv"):
        (folder / file.name).write_bytes(file.read_bytes())
    volumes = folder / "gemeentefonds_2024_volumina.csv"
    whole = volumes.read_text("utf-8")
    volumes.write_text(whole[: len(whole) // 2], "utf-8")
    failed = run("--import", str(folder), *about)
    assert failed.exit_code != 0 and isinstance(failed.exception, InputError)
    with Store.open(data) as store:
        assert newest_distribution(store).year == 2024 and store.changes() == 0
    volumes.write_text(whole, "utf-8")
    assert run("--import", str(folder), *about).exit_code == 0
    with Store.open(data) as store:
        found = newest_distribution(store)
        assert (found.year, found.title, len(found.municipalities)) == (2025, "Mei 2025", 342)
    assert "Mei 2025" in run("Utrecht", "--amount", "1000000").output
