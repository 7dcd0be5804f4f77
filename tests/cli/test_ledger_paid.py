# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""`bijgepraat ledger paid`: as a list, as JSON, as CSV, and costings taken in and shown."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bijgepraat.cli.ledger_paid import paid
from bijgepraat.model.records import Kind, Record
from bijgepraat.pipeline.analysis import analyse_store
from bijgepraat.pipeline.house import USER_ERRORS
from bijgepraat.store.records import write
from bijgepraat.store.store import Store

MOTION = """De Kamer,
verzoekt de regering gemeenten 26 miljoen euro extra te geven voor hun bibliotheken,
en gaat over tot de orde van de dag.
"""
PRICE = """De Kamer,
overwegende dat gemeenten voor een kaart van de bibliotheek € 45 vragen;
verzoekt de regering dit aan gemeenten te laten,
"""


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("geldboek")
    with Store.open(folder) as store:
        with store.writing() as connection:
            for key, text in (("kst-2-1", MOTION), ("kst-2-2", PRICE)):
                one = Record(
                    Kind.PUBLICATIE,
                    key,
                    "proef",
                    "Motie van het lid De Wit",
                    date(2025, 2, 1),
                    fields={"soort": "Motie"},
                    text=text,
                )
                write(connection, [one], None)
        analyse_store(store)
    return folder


def run(data: Path, *arguments: str) -> Result:
    return CliRunner(env={"BIJGEPRAAT_DATA": str(data)}).invoke(paid, list(arguments))


def test_as_a_list_with_sums_and_what_does_not_count_on_demand(data: Path) -> None:
    shown = run(data)
    assert shown.exit_code == 0, shown.output
    assert "€ 26 miljoen (niet gezegd) – gevraagd, nieuw" in shown.output
    assert "kst-2-1, teken" in shown.output
    assert "€ 45" not in shown.output
    assert "1 bedragen; 1 tellen niet mee" in shown.output
    assert "€ 45" in run(data, "--all").output


def test_as_json_and_csv_by_stage(data: Path) -> None:
    found = json.loads(run(data, "--json", "--stage", "asked").output)
    assert [line["stadium"] for line in found["bedragen"]] == ["gevraagd"]
    assert found["themas"][0]["gevraagd"] == {"regels": 1, "laag": 26_000_000, "hoog": 26_000_000}
    rows = list(csv.DictReader(io.StringIO(run(data, "--csv").output)))
    assert {row["stuk"] for row in rows} == {"kst-2-1", "kst-2-2"}
    assert json.loads(run(data, "--json", "--stage", "paid").output)["bedragen"] == []


def test_costings_come_in_with_their_source_or_not_at_all(data: Path, tmp_path: Path) -> None:
    assert "nog geen doorrekening" in run(data, "--costings").output
    table = tmp_path / "keuzes.csv"
    table.write_text("partij,maatregel,jaar,bedrag_mln,thema\nBloemen,Boeken,2028,4,cultuur-sport\n", encoding="utf-8")
    without = run(data, "--import", str(table))
    assert without.exit_code == 2
    assert "herkomst" in without.output
    done = run(data, "--import", str(table), "--title", "Keuzes", "--source", "proefbureau")
    assert "Keuzes: 1 regels opgeslagen" in done.output
    assert "Keuzes (proefbureau): 2028: € 4 miljoen" in run(data, "--costings").output
    assert json.loads(run(data, "--costings", "--json").output)[0]["doorrekening"]["per_jaar"] == [
        {"jaar": 2028, "euro": 4_000_000}
    ]
    table.write_text("partij,maatregel,jaar,bedrag_mln,thema\nBloemen,Boeken,2028,vier,cultuur-sport\n", encoding="utf-8")
    failed = run(data, "--import", str(table), "--title", "Anders", "--source", "proefbureau")
    assert isinstance(failed.exception, USER_ERRORS)
    assert "regel 2" in str(failed.exception)
    assert "Anders" not in run(data, "--costings").output
