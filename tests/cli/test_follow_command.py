# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""`bijgepraat follow preview` and `alerts match`."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa
from click.testing import CliRunner

from bijgepraat.cli import program
from bijgepraat.model.following import Rhythm, Sort
from bijgepraat.model.records import Record
from bijgepraat.pipeline.house import open_store
from bijgepraat.settings import Settings
from bijgepraat.store import follows
from bijgepraat.store.records import write
from bijgepraat.store.schema import readers


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("BIJGEPRAAT_DATA", str(tmp_path))
    with open_store(Settings(tmp_path)) as store:
        now = datetime.now(UTC).isoformat()
        with store.writing() as connection:
            values = {"address": "a@example.org", "state": "bevestigd", "secret": "geheim", "proof": "[]", "bounces": 0}
            connection.execute(sa.insert(readers).values(id=1, asked_at=now, confirmed_at=now, **values))
            follows.add(connection, 1, Sort.SEARCH, "zwembad", "zwembad", Rhythm.DAILY, now, 0)
        with store.writing() as connection:
            found = [Record("Bericht", f"b{n}", "vng", f"Brief {n}", date(2025, 3, 3 + n), text="Een zwembad.") for n in range(3)]
            write(connection, found, None)
        store.index.follow(store.engine)
    return tmp_path


def test_a_round_of_matching_says_what_it_did(folder: Path) -> None:
    first = CliRunner().invoke(program, ["alerts", "match", "--json"])
    assert json.loads(first.output) == {"bekeken": 3, "dingen": 3, "volgers": 1, "nieuw": 3, "aangevuld": 0, "al_gemeld": 0}
    second = CliRunner().invoke(program, ["alerts", "match"])
    assert "0 nieuwe meldingen" in second.output


def test_a_preview_counts_and_shows(folder: Path) -> None:
    found = json.loads(CliRunner().invoke(program, ["follow", "preview", "zwembad", "--json"]).output)
    assert (found["totaal"], found["te_veel"], len(found["weken"])) == (3, False, 13)
    assert found["weken"][-1] == {"week_van": "2025-03-03", "aantal": 3}
    text = CliRunner().invoke(program, ["follow", "preview", "zwembad"]).output
    assert "3 keer in 13 weken" in text
    assert "2025-03-05  Brief 2" in text


def test_what_is_not_there_is_refused_with_words(folder: Path) -> None:
    answer = CliRunner().invoke(program, ["follow", "preview", "onzin", "--kind", "thema"])
    assert answer.exit_code == 2
    assert "er is geen thema" in answer.output
    assert "Traceback" not in answer.output
