# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""`bijgepraat asks import|list|text` and `ledger asked` as people use them."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bijgepraat.cli import program
from bijgepraat.sources.blob import InputError

TEXT = "paragraph,txt\n11,Wij verlengen de regeling voor dorpshuizen met vier jaar en maken daar geld voor vrij.\n12,Wij bouwen kazernes.\n"
ASKS = """id,title,ask,theme,opmerking
1,Regeling dorpshuizen verlengen,Verleng de regeling voor dorpshuizen.,wonen,x
2,Zwembaden verduurzamen,Betaal mee aan warmtepompen.,cultuur-sport,
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "akkoord.csv").write_text(TEXT, encoding="utf-8")
    (tmp_path / "inzet.csv").write_text(ASKS, encoding="utf-8")
    return tmp_path


def run(folder: Path, *arguments: str) -> Result:
    done = CliRunner(env={"BIJGEPRAAT_DATA": str(folder / "data"), "BIJGEPRAAT_NAAM": "Jo"}).invoke(program, list(arguments))
    if done.exception is not None and not isinstance(done.exception, SystemExit | InputError):
        raise done.exception
    return done


def fill(folder: Path) -> None:
    run(folder, "asks", "import", "--later", str(folder / "inzet.csv"), "--origin", "ALV juni")
    run(folder, "asks", "text", "add", "--later", str(folder / "akkoord.csv"), "--label", "Akkoord", "--sort", "akkoord")


def test_import_tells_what_became_of_it(folder: Path) -> None:
    done = run(folder, "asks", "import", "--later", str(folder / "inzet.csv"))
    assert "2 nieuw, 0 gewijzigd, 0 ongewijzigd" in done.output and "Niet gebruikt: opmerking" in done.output
    assert "2 ongewijzigd" in run(folder, "asks", "import", "--later", str(folder / "inzet.csv")).output
    (folder / "inzet.csv").write_text(ASKS.replace("warmtepompen", "isolatie"), encoding="utf-8")
    assert "2: nieuwe versie" in run(folder, "asks", "import", "--later", str(folder / "inzet.csv")).output
    [first, second] = json.loads(run(folder, "asks", "list", "--json").output)
    assert (first["versie"], second["versie"], second["door"]) == (1, 2, "Jo")
    assert "1 inzetten" in run(folder, "asks", "list", "--theme", "wonen").output


def test_the_book_as_words_json_and_csv(folder: Path) -> None:
    fill(folder)
    said = run(folder, "ledger", "asked", "--words").output
    assert "overgenomen" in said and "afwezig" in said and "het dichtst bij kwam" in said and "2 inzetten" in said
    rows = list(csv.DictReader(io.StringIO(run(folder, "ledger", "asked", "--words", "--csv").output)))
    assert [(row["id"], row["tekst"], row["oordeel"], row["herkomst"]) for row in rows] == [
        ("1", "Akkoord", "overgenomen", "ALV juni"),
        ("2", "Akkoord", "afwezig", "ALV juni"),
    ]
    [line] = json.loads(run(folder, "ledger", "asked", "--words", "--json", "--state", "heard").output)["inzet"]
    assert line["teksten"][0]["passages"][0]["paragraph"] == 11 and line["teksten"][0]["beoordeeld"] is None
    assert json.loads(run(folder, "ledger", "asked", "--words", "--json", "--theme", "jeugd").output) == {"inzet": []}


def test_texts_and_withdrawing(folder: Path) -> None:
    fill(folder)
    assert "Akkoord (akkoord): Bestand:akkoord.csv" in run(folder, "asks", "text", "list").output
    assert "is ingetrokken" in run(folder, "asks", "withdraw", "2").output
    assert "2 " not in run(folder, "asks", "list").output.splitlines()[0]
    assert "(ingetrokken)" in run(folder, "asks", "list", "--withdrawn").output
    run(folder, "asks", "text", "remove", "Akkoord")
    assert "0 teksten" in run(folder, "asks", "text", "list").output


def test_silence_tells_of_asks(folder: Path) -> None:
    fill(folder)
    run(folder, "ledger", "asked", "--words")
    assert "inzet zonder antwoord – 2: Zwembaden verduurzamen" in run(folder, "ledger", "silence").output


def test_a_wrong_row_stores_nothing(folder: Path) -> None:
    (folder / "inzet.csv").write_text(ASKS.replace("wonen", "wonnen"), encoding="utf-8")
    done = run(folder, "asks", "import", str(folder / "inzet.csv"))
    assert isinstance(done.exception, InputError) and "regel 2" in str(done.exception)
    assert "0 inzetten" in run(folder, "asks", "list").output
