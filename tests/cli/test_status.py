# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""`bijgepraat status`: the same story as the page, for people and for programs, with an exit status for monitoring."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bijgepraat.cli import main
from bijgepraat.model.sync import Complaint, Piece
from bijgepraat.store import pieces, sync, warnings
from bijgepraat.store.store import Store

NOW = datetime.now(UTC)
DAY = timedelta(days=1)
DESCRIPTION = """
name: {name}
title: Blad {name}
service: feeds
address: https://{name}.example/feed
licence: CC0-1.0
attribution: Blad
poll: 1h
silence: 2d
streams: {{nieuws: {{}}}}
"""


@dataclass(frozen=True, slots=True)
class Outcome:
    status: int
    out: str
    err: str

    def json(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.out)
        return found


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    data = tmp_path / "gegevens"
    (data / "bronnen").mkdir(parents=True)
    monkeypatch.setenv("BIJGEPRAAT_DATA", str(data))
    return data


@pytest.fixture
def status(folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., Outcome]:
    """Run `bijgepraat status` in this process."""

    def runner(*arguments: str) -> Outcome:
        monkeypatch.setattr(sys, "argv", ["bijgepraat", "status", *arguments])
        code = 0
        try:
            main()
        except SystemExit as end:
            code = int(end.code or 0)
        captured = capsys.readouterr()
        return Outcome(code, captured.out, captured.err)

    return runner


def followed(folder: Path, name: str, newest: datetime = NOW, at: datetime = NOW) -> None:
    (folder / "bronnen" / f"{name}.yaml").write_text(DESCRIPTION.format(name=name), "utf-8")
    with Store.open(folder) as store, store.writing() as connection:
        sync.advance(connection, name, "nieuws", cursor="1", newest=newest.strftime("%Y-%m-%dT%H:%M:%SZ"), arrived=newest)
        sync.succeeded(connection, name, "nieuws", at)


def source(found: dict[str, Any], name: str) -> dict[str, Any]:
    one: dict[str, Any] = next(one for one in found["gevolgd"] if one["bron"] == name)
    return one


def test_a_store_that_never_synced_is_fine(status: Callable[..., Outcome]) -> None:
    plain, found = status(), status("--json")
    assert (plain.status, found.status) == (0, 0)
    assert "Er zijn nog geen bronnen opgehaald" in plain.out
    assert found.json()["toestand"] == "goed"
    assert found.json()["exitstatus"] == 0
    assert {one["toestand"] for one in found.json()["gevolgd"]} <= {"nooit opgehaald", "op verzoek", "uit"}
    assert {"wijziging", "zoekindex", "bronnen", "imports", "meldingen"} <= set(found.json()), "what was there stays"


def test_all_well_is_zero(status: Callable[..., Outcome], folder: Path) -> None:
    followed(folder, "bode")
    assert status("--json").json()["exitstatus"] == 0
    outcome = status()
    assert outcome.status == 0
    assert any(line.split()[:2] == ["bode", "goed"] for line in outcome.out.splitlines())


def test_a_lost_field_is_one_and_its_example_is_told(status: Callable[..., Outcome], folder: Path) -> None:
    followed(folder, "bode")
    with Store.open(folder) as store, store.writing() as connection:
        warnings.warn(connection, "bode", "nieuws", Complaint("veld-verdwenen", "Het veld date is leeg", "Bericht b1"), NOW, 4)
        warnings.warn(connection, "bode", None, Complaint("time-out", "duurde te lang", recovered=True), NOW)
    outcome = status("--json")
    one = source(outcome.json(), "bode")
    assert (outcome.status, outcome.json()["exitstatus"], one["toestand"]) == (1, 1, "let op")
    warning, over = one["waarschuwingen"]
    assert (warning["code"], warning["melding"], warning["voorbeeld"], warning["aantal"], warning["hersteld"]) == (
        "veld-verdwenen",
        "Het veld date is leeg",
        "Bericht b1",
        4,
        None,
    )
    assert (over["melding"], over["hersteld"]) == ("duurde te lang", NOW.isoformat(timespec="seconds"))
    plain = status()
    assert plain.status == 1
    assert "let op: bode nieuws: Het veld date is leeg (Bericht b1) – 4 keer" in plain.out
    assert "hersteld: bode: duurde te lang – 1 keer" in plain.out


def test_a_source_that_goes_quiet_is_one(status: Callable[..., Outcome], folder: Path) -> None:
    since = (NOW - 20 * DAY).replace(microsecond=0)
    followed(folder, "krant", since)
    found = status("--json")
    one = source(found.json(), "krant")
    assert (found.status, found.json()["toestand"]) == (1, "stil sinds")
    assert (one["toestand"], one["sinds"], one["nieuwste"]) == ("stil sinds", since.isoformat(), since.isoformat())
    assert f"stil sinds {since:%Y-%m-%d %H:%M}: krant nieuws" in status().out


def test_a_disturbed_source_is_three_and_goes_before_the_rest(status: Callable[..., Outcome], folder: Path) -> None:
    followed(folder, "krant", NOW - 20 * DAY)
    followed(folder, "radio")
    with Store.open(folder) as store, store.writing() as connection:
        sync.failed(connection, "radio", "nieuws", NOW, "serverfout", "De bron geeft\x1b[31m een fout")
    found = status("--json")
    assert (found.status, found.json()["toestand"]) == (3, "gestoord")
    assert [one["bron"] for one in found.json()["gevolgd"]][:2] == ["radio", "krant"]
    (stream,) = source(found.json(), "radio")["stromen"]
    assert (stream["stroom"], stream["mislukt"], stream["code"]) == ("nieuws", 1, "serverfout")
    plain = status()
    assert plain.status == 3
    assert plain.out.index("radio") < plain.out.index("krant")
    assert "1 ronde mislukt: De bron geeft [31m een fout" in plain.out, "what steers a terminal is taken out"


def test_missing_files_are_listed(status: Callable[..., Outcome], folder: Path) -> None:
    followed(folder, "bode")
    some = [Piece(f"https://bode.example/{n:02}.pdf", "bode", "Bericht", "b1", title=f"Bijlage {n}") for n in range(14)]
    with Store.open(folder) as store, store.writing() as connection:
        pieces.announce(connection, some, NOW)
        for piece in some:
            pieces.failed(connection, piece.address, NOW, "Op dit adres is niets")
    found = status("--json")
    assert (found.status, found.json()["ontbrekend_aantal"], len(found.json()["ontbrekend"])) == (1, 14, 14)
    first = found.json()["ontbrekend"][0]
    assert (first["adres"], first["sleutel"], first["pogingen"]) == ("https://bode.example/00.pdf", "b1", 1)
    plain = status().out
    assert "ontbreekt: bode Bijlage 0 (https://bode.example/00.pdf)" in plain
    assert "ontbreekt: en nog 4" in plain
    assert "sync --missing" in plain


def test_an_unreadable_description_is_told_and_the_rest_is_shown(status: Callable[..., Outcome], folder: Path) -> None:
    followed(folder, "bode")
    (folder / "bronnen" / "kapot.yaml").write_text("name: [", "utf-8")
    found = status("--json")
    assert found.status == 1
    assert "kapot.yaml" in found.json()["beschrijving_fout"]
    assert "kapot.yaml" in status().out


def test_rounds_are_in_the_answer(status: Callable[..., Outcome], folder: Path) -> None:
    followed(folder, "bode")
    with Store.open(folder) as store, store.writing() as connection:
        number = sync.begin_round(connection, "bode", "nieuws", NOW, first=True, after=0)
        sync.note_round(connection, number, {"opgeslagen": 7})
        sync.end_round(connection, number, NOW, flood=False, error=None)
    (row,) = status("--json").json()["rondes"]
    assert (row["bron"], row["opgeslagen"], row["eerste"], row["herzending"], row["fout"]) == ("bode", 7, True, False, None)


def test_the_help_tells_the_exit_statuses(status: Callable[..., Outcome]) -> None:
    said = " ".join(status("--help").out.split())
    assert "Exitstatus" in said
    assert "3 als een bron gestoord is" in said
