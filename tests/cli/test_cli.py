# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The command line as a user meets it: help everywhere, plain errors, the contract's inputs and outputs, honest exit statuses."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import click
import pytest

from bijgepraat.cli import main, program

PAGE = """De directeur van een bedachte koepel vertelt elke week wat er speelt voor gemeenten in dit voorbeeld.
Gesprek over zwembaden
Op 22 januari 2026 sprak voorzitter Anna Proef met de minister over de zwembaden. Gemeenten willen € 20 miljoen extra voor zwemles in de winter, en dat staat nu op tafel.
Brief van het kabinet
Op 3 november stuurde het kabinet een brief over zwembaden aan alle gemeenten. Daarin staat dat het Centraal Planbureau de kosten nog eens gaat narekenen voor de Kamer.
Start van het seizoen
Op 22 september 2025 begon het nieuwe zwemseizoen met een bijeenkomst voor wethouders. Daar ging het vooral over de kosten van energie en over personeel voor de baden.
"""


@dataclass(frozen=True, slots=True)
class Outcome:
    status: int
    out: str
    err: str


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., Outcome]:
    """Run the program in this process on a data directory of its own."""
    monkeypatch.setenv("BIJGEPRAAT_DATA", str(tmp_path / "gegevens"))

    def runner(*arguments: str, stdin: str = "") -> Outcome:
        monkeypatch.setattr(sys, "argv", ["bijgepraat", *arguments])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode()), "utf-8"))
        try:
            main()
            status = 0
        except SystemExit as end:
            status = int(end.code or 0)
        captured = capsys.readouterr()
        return Outcome(status, captured.out, captured.err)

    return runner


def commands(group: click.Group, before: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    found = []
    for name, command in group.commands.items():
        found.append((*before, name))
        if isinstance(command, click.Group):
            found += commands(command, (*before, name))
    return found


@pytest.mark.parametrize("names", commands(program), ids=" ".join)
def test_every_command_and_option_has_help(run: Callable[..., Outcome], names: tuple[str, ...]) -> None:
    outcome = run(*names, "--help")
    assert outcome.status == 0
    command: click.Command = program
    for name in names:
        assert isinstance(command, click.Group)
        command = command.commands[name]
    assert command.help
    assert all(
        parameter.help for parameter in command.params if isinstance(parameter, click.Option) and "--help" not in parameter.opts
    )


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["import", "bestaat-niet.json"], "bestaat niet"),
        (["edition", "draft", "--week", "volgende week"], "2025-W27"),
        (["edition", "show", "--week", "2025-W27"], "edition draft"),
        (["analyse"], "Kies één"),
        (["show", "Publicatie:kst-1-1"], "Soort:sleutel"),
    ],
)
def test_wrong_use_is_told_in_a_line_without_a_traceback(run: Callable[..., Outcome], arguments: list[str], words: str) -> None:
    outcome = run(*arguments)
    assert outcome.status in {1, 2}
    assert words in outcome.err
    assert "Traceback" not in outcome.err + outcome.out


@pytest.mark.parametrize(
    "line", ["{kapot", "[]", '"tekst"', '{"id": 1}', '{"id": 1, "text": 5}', '{"id": 1, "text": "x", "date": "ooit"}', "{" * 5000]
)
def test_bad_lines_for_analyse_are_named(run: Callable[..., Outcome], line: str) -> None:
    outcome = run("analyse", "--jsonl", stdin=line + "\n")
    assert outcome.status == 2
    assert "regel 1" in outcome.err
    assert "Traceback" not in outcome.err


def test_analyse_answers_in_the_shape_of_the_contract(run: Callable[..., Outcome]) -> None:
    text = "Gemeenten krijgen in 2026 structureel € 12 miljoen voor jeugdzorg. Zie Kamerstuk 36800-B, nr. 12. Dat zei minister Anna Proef."
    rows = [{"id": "a", "text": text, "date": "2025-07-02", "kind": None}, {"id": "b", "text": "", "date": None, "kind": "Motie"}]
    outcome = run("analyse", "--jsonl", stdin="\n".join(map(json.dumps, rows)) + "\n")
    assert outcome.status == 0
    first, second = (json.loads(line) for line in outcome.out.splitlines())
    assert (first["id"], second["id"]) == ("a", "b")
    for found in (first, second):
        assert found["level"] in {0, 1, 2}
        assert 0 <= found["relevance"] <= 1
        assert found["themes"]
    (amount,) = first["amounts"]
    assert (amount["quote"], amount["low_eur"], amount["high_eur"]) == ("€ 12 miljoen", 12_000_000, 12_000_000)
    assert set(amount) >= {"approx", "kind", "from_year", "to_year", "direction"}
    for key in ("amounts", "references", "names", "moments", "evidence"):
        assert all(text[item["start"] : item["end"]] == item["quote"] for item in first[key])
    assert [reference["id"] for reference in first["references"]] == ["kst-36800-B-12"]


def test_a_weekly_page_gives_its_developments(run: Callable[..., Outcome], tmp_path: Path) -> None:
    path = tmp_path / "week.txt"
    path.write_text(PAGE, "utf-8")
    assert run("import", str(path), "--source", "koepel").status == 0
    found = json.loads(run("developments", "--source", "koepel", "--json").out)
    assert [(item["title"], item["date"]) for item in found] == [
        ("Gesprek over zwembaden", "2026-01-22"),
        ("Brief van het kabinet", "2025-11-03"),
        ("Start van het seizoen", "2025-09-22"),
    ]
    assert found[0]["persons"] == ["Anna Proef"]
    assert found[0]["amounts"] == [20_000_000]
    assert "Centraal Planbureau" in found[1]["organisations"]
    for item in found:
        assert all(item["text"][claim["start"] : claim["end"]] == claim["quote"] for claim in item["claims"])
    assert json.loads(run("developments", "--source", "elders", "--json").out) == []


def test_a_corpus_can_be_searched_by_its_own_ids(run: Callable[..., Outcome], tmp_path: Path) -> None:
    path = tmp_path / "corpus.jsonl"
    rows = [
        {
            "id": "p1",
            "title": "Zwembaden",
            "text": "Gemeenten sluiten zwembaden in de winter.",
            "date": "2025-07-02",
            "source": "proef",
        },
        {"id": "p2", "title": "Wegen", "text": "De provincie legt een weg aan.", "date": "2025-07-03", "source": "proef"},
    ]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    run("import", str(path))
    found = json.loads(run("search", "--json", "gemeente winter").out)
    assert (found["query"], found["total"]) == ("gemeente winter", 1)
    (result,) = found["results"]
    assert result["id"] == "p1"
    assert result["date"] == "2025-07-02"
    assert [result["snippet"][start:end] for start, end in result["marks"]] == ["Gemeenten", "winter"]
    for query in ("", "((", "50%", "Wmo/Jeugd", '"', "AND OR NOT"):
        assert run("search", "--json", query).status == 0


def test_import_ends_in_a_table_and_with_the_right_status(run: Callable[..., Outcome], tmp_path: Path) -> None:
    good = tmp_path / "week.txt"
    good.write_text(PAGE, "utf-8")
    first = run("import", str(good))
    assert first.status == 0
    assert first.out.splitlines()[0].split() == ["soort", "gelezen", "opgeslagen", "ongewijzigd", "geweigerd", "gewaarschuwd"]
    assert first.out.splitlines()[-1].split() == ["totaal", "4", "4", "0", "0", "0"]
    bad = tmp_path / "kapot.json"
    bad.write_text("{")
    second = run("import", str(good), str(bad))
    assert second.status == 1
    assert second.out.splitlines()[-1].split() == ["totaal", "5", "0", "4", "1", "0"]
    assert "kapot.json" in second.err


def test_a_draft_is_kept_and_shown_again(run: Callable[..., Outcome], tmp_path: Path) -> None:
    path = tmp_path / "week.txt"
    path.write_text(PAGE, "utf-8")
    run("import", str(path), "--source", "koepel")
    drafted = run("edition", "draft", "--week", "2026-W04", "--json")
    assert drafted.status == 0
    edition = json.loads(drafted.out)
    (development,) = edition["developments"]
    assert development["title"] == "Gesprek over zwembaden"
    record = json.loads(run("show", development["sentences"][0]["evidence"]["record"]).out)
    for sentence in development["sentences"]:
        evidence = sentence["evidence"]
        assert record["text"][evidence["start"] : evidence["end"]] == sentence["text"] == evidence["quote"]
    assert run("edition", "show", "--week", "2026-W04", "--json").out == drafted.out
    assert run("edition", "draft", "--week", "2026-W04", "--json").out == drafted.out
    assert "Gesprek over zwembaden" in run("edition", "show", "--week", "2026-W04").out


def test_a_letter_is_read_for_people(run: Callable[..., Outcome], tmp_path: Path) -> None:
    path = tmp_path / "brief.txt"
    path.write_text("Geachte voorzitter,\n\nGemeenten krijgen € 12 miljoen voor de jeugdzorg.", "utf-8")
    outcome = run("analyse", str(path))
    assert outcome.status == 0
    assert "Bedragen" in outcome.out
    assert "€ 12 miljoen" in outcome.out
    assert json.loads(run("analyse", str(path), "--json").out)["amounts"][0]["low_eur"] == 12_000_000


def test_status_names_what_was_refused(run: Callable[..., Outcome], tmp_path: Path) -> None:
    bad = tmp_path / "kapot.json"
    bad.write_text("{")
    run("import", str(bad))
    found = json.loads(run("status", "--json").out)
    assert [notice["bestand"] for notice in found["meldingen"]] == ["kapot.json"]
    assert "kapot.json" in run("status").out


def test_an_unexpected_error_is_no_traceback(run: Callable[..., Outcome], monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_args: object) -> None:
        raise RuntimeError("kapot")

    monkeypatch.setattr("bijgepraat.cli.site.status", broken)
    outcome = run("status")
    assert outcome.status == 70
    assert "RuntimeError: kapot" in outcome.err
    assert "Traceback" not in outcome.err


def test_a_demo_never_mixes_with_other_data(run: Callable[..., Outcome], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = tmp_path / "eigen"
    own.mkdir()
    (own / "week.txt").write_text(PAGE, "utf-8")
    seen = []
    monkeypatch.setattr("bijgepraat.web.server.run", lambda store, *_rest: seen.append(store.property("voorbeeldgegevens")))
    assert run("demo").status == 0
    assert run("demo", "--data", str(own)).status == 0
    assert seen == ["ja", None]
    assert json.loads(run("status", "--json").out)["bronnen"] == []
