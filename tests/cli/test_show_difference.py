# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""`bijgepraat show RECORD --difference`: what it prints, and how it refuses."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bijgepraat.cli.reading import show
from bijgepraat.model.records import Kind, Record
from bijgepraat.store.records import write
from bijgepraat.store.store import Store

TEXTS = ("Er is € 500 miljoen.\nVast.", "Er is € 420 miljoen.\nVast.", "Er is € 420 miljoen.\nVast.\nEen regel over baden.")


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A store with a record in three versions and one in a single version."""
    monkeypatch.setenv("BIJGEPRAAT_DATA", str(tmp_path))
    with Store.open(tmp_path) as store, store.writing() as connection:
        for n, text in enumerate(TEXTS):
            write(connection, [Record(Kind.BESTAND, "stuk", "bestanden", "Stuk", None, f"2026-03-0{n + 1}", text=text)], None)
        write(connection, [Record(Kind.BESTAND, "een", "bestanden", "Een", None, "2026-03-01", text="Eén versie.")], None)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(show, arguments)


def test_without_numbers_it_is_the_last_change() -> None:
    outcome = run("Bestand:stuk", "--difference")
    assert outcome.exit_code == 0
    lines = outcome.stdout.splitlines()
    assert lines[0] == "Stuk"
    assert lines[2] == "1 alinea nieuw"
    assert lines[-2:] == ["  … 2 alinea’s gelijk …", "+ Een regel over baden."]


def test_two_versions_can_be_chosen() -> None:
    outcome = run("Bestand:stuk", "--difference", "--from", "1", "--to", "2")
    assert outcome.exit_code == 0
    assert "~ Er is € [-500-]{+420+} miljoen." in outcome.stdout.splitlines()
    assert "1 alinea gewijzigd; € 500 miljoen werd € 420 miljoen" in outcome.stdout
    since_first = run("Bestand:stuk", "--difference", "--from", "1").stdout
    assert "1 alinea gewijzigd, 1 nieuw" in since_first


def test_one_version_has_nothing_to_compare() -> None:
    outcome = run("Bestand:een", "--difference")
    assert outcome.exit_code == 0
    assert outcome.stdout == "Van dit stuk is alleen versie 1 bewaard. Er is dus nog niets om mee te vergelijken.\n"


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (
            ("Bestand:stuk", "--difference", "--from", "9"),
            1,
            "Versie 9 is er niet. Van dit stuk zijn versie 1 tot en met 3 bewaard.",
        ),
        (("Bestand:weg", "--difference"), 1, "Bestand:weg is er niet. Schrijf het als Soort:sleutel"),
        (("Bestand:stuk", "--from", "1"), 2, "--from en --to horen bij --difference."),
        (("Bestand:stuk", "--difference", "--text"), 2, "--difference gaat niet samen met --version of --text"),
        (("Bestand:stuk", "--difference", "--version", "1"), 2, "kies versies met --from en --to"),
    ],
)
def test_wrong_use_is_refused_in_words(arguments: tuple[str, ...], status: int, words: str) -> None:
    outcome = run(*arguments)
    assert outcome.exit_code == status
    assert words in outcome.stderr
    assert outcome.stdout == ""
