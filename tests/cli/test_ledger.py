# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""`bijgepraat ledger promised` over the sample, and over real debates where they are."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from bijgepraat.cli import program
from bijgepraat.model.promises import Origin
from bijgepraat.pipeline.analysis import analyse_store
from bijgepraat.pipeline.demo import prepare_demo
from bijgepraat.pipeline.imports import import_paths
from bijgepraat.store.lookup import by_key, text_of
from bijgepraat.store.store import Store


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("boek")
    with Store.open(folder) as store:
        prepare_demo(store, None)
    return folder


def run(data: Path, *arguments: str) -> Result:
    return CliRunner(env={"BIJGEPRAAT_DATA": str(data)}).invoke(program, ["ledger", "promised", *arguments])


def book(data: Path, *arguments: str) -> list[dict[str, Any]]:
    done = run(data, "--json", *arguments)
    assert done.exit_code == 0, done.output
    found: list[dict[str, Any]] = json.loads(done.output)["toezeggingen"]
    return found


def test_debate_list_and_register_are_one_promise_with_three_quotes(sample: Path) -> None:
    lines = book(sample, "--date", "2026-03-15")
    three = [line for line in lines if {"lijst", "register", "debat"} <= {step["herkomst"] for step in line["stappen"]}]
    assert len(three) >= 10
    for line in three:
        assert line["door"]["naam"] and line["door"]["functie"]
        assert {step["datum"] for step in line["stappen"]} == {line["datum"]}


def test_every_step_is_a_quote_that_stands_where_it_says(sample: Path) -> None:
    steps = [step for line in book(sample, "--date", "2026-03-15", "--soft") for step in line["stappen"]]
    assert len(steps) > 50
    with Store.open(sample) as store, store.reading() as connection:
        for step in steps:
            row = by_key(connection, step["soort"], step["stuk"])
            text = text_of(connection, row.id, row.version) or row.title
            assert text[step["begin"] : step["einde"]] == step["citaat"]


def test_the_state_follows_the_day(sample: Path) -> None:
    early = {line["sleutel"]: line for line in book(sample, "--date", "2026-02-01")}
    late = {line["sleutel"]: line for line in book(sample, "--date", "2026-08-01", "--state", "overdue")}
    assert late and {line["toestand"] for line in late.values()} == {"te-laat"}
    assert all(line["dagen_over"] < 0 for line in late.values())
    turned = [key for key in late if early.get(key, {}).get("toestand") == "open"]
    assert len(turned) >= 5
    met = book(sample, "--date", "2026-08-01", "--state", "nagekomen")
    assert met and not {line["sleutel"] for line in met} & set(late)


def test_a_theme_and_csv(sample: Path) -> None:
    every, youth = book(sample, "--date", "2026-03-15"), book(sample, "--date", "2026-03-15", "--theme", "jeugd")
    assert 0 < len(youth) < len(every)
    rows = list(csv.DictReader(io.StringIO(run(sample, "--csv", "--date", "2026-03-15").output)))
    assert [row["sleutel"] for row in rows] == [line["sleutel"] for line in every]


@pytest.mark.parametrize("wrong", [("--state", "misschien"), ("--date", "gisteren"), ("--theme", "alles")])
def test_wrong_use_is_refused_with_what_is_possible(sample: Path, wrong: tuple[str, str]) -> None:
    done = run(sample, *wrong)
    assert done.exit_code == 2 and wrong[1] in done.output


def test_an_empty_store_has_an_empty_book(tmp_path: Path) -> None:
    assert book(tmp_path) == []
    assert "0 toezeggingen" in run(tmp_path).output


def test_silence_lists_what_is_late_and_was_not_heard_of_again(sample: Path) -> None:
    runner = CliRunner(env={"BIJGEPRAAT_DATA": str(sample)})
    found = json.loads(runner.invoke(program, ["ledger", "silence", "--json", "--date", "2026-08-01"]).output)
    late = {line["sleutel"] for line in book(sample, "--date", "2026-08-01", "--state", "overdue")}
    silent = {line["sleutel"]: line for line in found["toezeggingen"]}
    assert silent and silent.keys() <= late
    assert all(max(step["datum"] or "" for step in line["stappen"]) <= line["termijn"]["tot"] for line in silent.values())
    assert found["bronnen"] == [], "nothing is followed here"
    told = runner.invoke(program, ["ledger", "silence", "--date", "2026-08-01"])
    assert told.exit_code == 0 and f"{len(silent)} toezeggingen, 0 inzetten en 0 bronnen" in told.output


@pytest.mark.shared
def test_every_item_that_a_chair_reads_out_is_one_promise_with_its_moment(shared: Path, tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        import_paths(store, [shared / "data/verslagen"])
        analyse_store(store)
    lines = [
        line
        for line in book(tmp_path, "--date", "2026-01-15")
        if any(step["herkomst"] == Origin.READ_OUT for step in line["stappen"])
    ]
    assert len(lines) >= 22
    for line in lines:
        assert [step["herkomst"] for step in line["stappen"]].count("lijst") == 1
        moments = [step for step in line["stappen"] if step["herkomst"] == "debat"]
        assert moments, line["toezegging"]
        read_out = next(step for step in line["stappen"] if step["herkomst"] == "lijst")
        assert all(step["begin"] < read_out["begin"] for step in moments)
    listed = json.loads((shared / "gold/commitments.dev.json").read_text("utf-8"))["chair_list"]
    assert len(listed) > 20
    due = {
        one["id"]: one["text"]
        for one in listed
        if (one.get("correction") or {}).get("type") != "withdrawn"
        and one["deadline"]["to"] is not None
        and one["deadline"]["to"] < "2026-01-15"
    }
    late = [
        step["citaat"]
        for line in book(tmp_path, "--date", "2026-01-15", "--state", "overdue")
        for step in line["stappen"]
        if step["herkomst"] == "lijst"
    ]
    found = {name: [quote for quote in late if said in quote or quote in said] for name, said in due.items()}
    assert {name for name, quotes in found.items() if len(quotes) != 1} == set()
    # An item for which the list itself names no term may be late by what the minister said in the debate.
    not_due = {one["text"] for one in listed if one["id"] not in due and (one["deadline"]["to"] or one.get("correction"))}
    assert len(not_due) >= 2
    assert not [quote for quote in late if any(quote in said or said in quote for said in not_due)]
    assert due and any("Pieter Baan Centrum" in quote for quote in late)
