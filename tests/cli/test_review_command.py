# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""`bijgepraat review`: the queue, one answer by its id, the log, and clear errors."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bijgepraat.cli import program

PROMISE = "Ik stuur uw Kamer voor 1 oktober 2025 een brief over de wachtlijsten in de jeugdzorg bij gemeenten."

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("BIJGEPRAAT_DATA", str(tmp_path / "data"))
    monkeypatch.delenv("BIJGEPRAAT_NAAM", raising=False)
    row = {"id": "een", "title": "Brief", "date": "2025-07-01", "text": PROMISE, "kind": "bericht"}
    (tmp_path / "brief.jsonl").write_text(json.dumps(row), encoding="utf-8")
    runner = CliRunner()
    for words in (["import", str(tmp_path / "brief.jsonl")], ["analyse", "--all"]):
        assert runner.invoke(program, words).exit_code == 0
    return lambda *words, **options: runner.invoke(program, ["review", "--date", "2026-01-15", *words], **options)


def waiting(run: Run) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(run("--json").output)
    return found


def test_the_queue_shows_what_is_asked_with_its_quote(run: Run) -> None:
    [one] = waiting(run)
    told = run().output
    assert str(one["id"]) in told and "107 dagen voorbij" in told
    assert PROMISE[:40] in told and "1 voorstel wacht" in told


def test_an_answer_by_id_empties_the_queue_and_stands_in_the_log(run: Run) -> None:
    [one] = waiting(run)
    given = run(str(one["id"]), "--set", "nagekomen", "--by", "Eva", "--reason", "de cijfers staan in de bijlage")
    assert given.exit_code == 0 and "Eva  verbeterd: nagekomen" in given.output
    assert waiting(run) == []
    assert "de cijfers staan in de bijlage" in run("--log").output
    [kept] = json.loads(run("--log", "--json").output)
    assert kept["oordeel"] == "verbeterd" and kept["waarde"] == {"toestand": "nagekomen"}
    assert run(str(one["id"]), "--revoke", "--by", "Eva", "--reason", "te vlug").exit_code == 0
    assert [two["id"] for two in waiting(run)] == [one["id"]]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--confirm"], "heeft een ID nodig"),
        (["12345678"], "heeft een ID nodig"),
        (["12345678", "--confirm", "--reject"], "Kies er één"),
        (["--limit", "0"], "limit"),
        (["--book", "geheim"], "geheim"),
    ],
)
def test_wrong_use_says_what_is_right(run: Run, words: list[str], told: str) -> None:
    result = run(*words)
    assert result.exit_code == 2 and told in result.output and "Traceback" not in result.output


def test_a_name_and_a_reason_are_needed(run: Run) -> None:
    [one] = waiting(run)
    for words in (["--reason", "x"], ["--by", "Eva"]):
        result = run(str(one["id"]), "--confirm", *words)
        assert result.exit_code != 0 and "zeg w" in str(result.exception)
    assert json.loads(run("--log", "--json").output) == []
