# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""`bijgepraat edition check, publish, plan, due`: the same law as at the desk, whichever command one tries."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from press_house import HOSTILE, NOW, SITE, WEEK, change, edition_reader, finished
from sqlalchemy import func, select

from bijgepraat.cli import program
from bijgepraat.compose import desk as steps
from bijgepraat.model.desk import DeskEdition
from bijgepraat.pipeline.desk import open_week
from bijgepraat.pipeline.house import USER_ERRORS, Store
from bijgepraat.pipeline.publishing import plan, published, versions_out
from bijgepraat.store.schema import messages


@pytest.fixture(autouse=True)
def surroundings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {
        "BIJGEPRAAT_DATA": str(tmp_path / "data"),
        "BIJGEPRAAT_SMTP": "smtp://127.0.0.1:9",
        "BIJGEPRAAT_AFZENDER": "bijgepraat@gemeente.example",
        "BIJGEPRAAT_ADRES_SITE": SITE,
    }.items():
        monkeypatch.setenv(name, value)


def run(*words: str) -> Result:
    return CliRunner().invoke(program, ["edition", *words])


def refused(found: Result) -> str:
    """What was said by a command that refused, in words for people."""
    assert found.exit_code != 0
    assert isinstance(found.exception, (SystemExit, *USER_ERRORS)), found.exception
    return f"{found.output}\n{found.exception}"


def publish_words(version: int, *more: str, week: str = WEEK) -> tuple[str, ...]:
    return ("publish", "--week", week, "--version", str(version), "--by", "Eva", *more)


def bare(edition: DeskEdition) -> DeskEdition:
    return steps.add_sentence(edition, edition.items[0].id, "Dit staat nergens.", ())


def false_quote(edition: DeskEdition) -> DeskEdition:
    one = edition.items[0]
    wrong = tuple(replace(sentence, text="Gemeenten krijgen € 400 miljoen.") for sentence in one.sentences)
    return replace(edition, items=(replace(one, sentences=wrong), *edition.items[1:]))


def moved(edition: DeskEdition) -> DeskEdition:
    one = edition.items[0].sentences[0]
    proof = replace(one.evidence[0], start=one.evidence[0].start + 1, end=one.evidence[0].end + 1)
    return steps.stand_on(edition, edition.items[0].id, one.id, [proof])


def test_checked_and_published_with_its_mail(desk: Store) -> None:
    edition_reader(desk, "jan@raad.example")
    version = change(desk, finished)
    assert "Deze versie kan uit." in run("check", "--week", WEEK).output
    found = run(*publish_words(version))
    out = published(desk, WEEK)
    assert found.exit_code == 0 and out is not None and out.hash in found.output and "Editie 1 is uit" in found.output
    with desk.reading() as connection:
        assert connection.execute(select(func.count()).select_from(messages)).scalar_one() == 1


@pytest.mark.parametrize("step", [bare, false_quote, moved], ids=lambda one: one.__name__)
def test_no_sentence_without_a_source_by_any_command(desk: Store, step) -> None:  # type: ignore[no-untyped-def]
    version = change(desk, step)
    assert run("check", "--week", WEEK).exit_code == 1
    said = refused(run(*publish_words(version)))
    assert "de editie kan nog niet uit" in said
    tomorrow = (datetime.now(UTC) + timedelta(days=1)).strftime("%Y-%m-%d %H:%M")
    assert "nog niet uit" in refused(run("plan", *publish_words(version)[1:], "--at", tomorrow))
    assert run("due").exit_code == 0
    assert published(desk, WEEK) is None


def test_what_was_planned_well_and_then_spoiled_does_not_go_out(desk: Store) -> None:
    version = change(desk, finished)
    moment = datetime.now(UTC)
    plan(desk, WEEK, version, moment + timedelta(microseconds=1), by="Eva", now=moment)
    change(desk, bare)
    found = run("due")
    assert found.exit_code == 1 and "vervallen" in found.output and published(desk, WEEK) is None
    assert run("due").exit_code == 0


def test_planned_and_due(desk: Store) -> None:
    version = change(desk, finished)
    tomorrow = (datetime.now(UTC) + timedelta(days=1)).strftime("%Y-%m-%d 08:00")
    found = run("plan", *publish_words(version)[1:], "--at", tomorrow)
    assert found.exit_code == 0 and "komt uit op" in found.output and "08.00 uur" in found.output
    assert run("due").output == "" and published(desk, WEEK) is None
    plan(desk, WEEK, version, NOW, by="Eva", now=NOW - timedelta(hours=1))
    found = run("due")
    assert found.exit_code == 0 and "Editie 1 is uit" in found.output
    assert "voorbij" in refused(run("plan", *publish_words(version)[1:], "--at", "2020-01-01 08:00"))
    assert "2026-03-20 08:00" in refused(run("plan", *publish_words(version)[1:], "--at", "morgen"))


def test_a_correction_says_what_it_corrects(desk: Store) -> None:
    version = change(desk, finished)
    assert "nog niets te verbeteren" in refused(run(*publish_words(version, "--correction", "iets")))
    assert run(*publish_words(version)).exit_code == 0
    assert "al uit" in refused(run(*publish_words(version)))
    version = change(desk, lambda e: steps.retitle(e, e.items[0].id, "Beter"))
    found = run(*publish_words(version, "--correction", "De titel.", "--notify"))
    assert found.exit_code == 0 and "versie 2" in found.output
    assert [(one.version, one.correction, one.notify) for one in versions_out(desk, WEEK)] == [
        (2, "De titel.", True),
        (1, "", False),
    ]


@pytest.mark.parametrize(
    "words",
    [
        ("check", "--week", "2026-W40"),
        ("check", "--week", "niets"),
        publish_words(99),
        publish_words(1, week="2026-W40"),
        publish_words(1, week="x"),
        ("publish", "--week", WEEK, "--version", "1", "--by", "  "),
        ("publish", "--week", WEEK, "--version", "0", "--by", "Eva"),
        ("publish", "--week", WEEK, "--version", "1"),
        publish_words(1, "--correction", "x" * 2001),
        ("plan", *publish_words(1, week="2026-W40")[1:], "--at", "2099-01-01 08:00"),
    ],
    ids=lambda words: " ".join(words)[:50],
)
def test_what_cannot_be_is_said_without_a_traceback(desk: Store, words: tuple[str, ...]) -> None:
    open_week(desk, WEEK, NOW)
    said = refused(run(*words))
    assert "Traceback" not in said and len(said) > 20
    assert published(desk, WEEK) is None


def test_a_hostile_name_is_a_name(desk: Store) -> None:
    version = change(desk, finished)
    assert run("publish", "--week", WEEK, "--version", str(version), "--by", HOSTILE[0]).exit_code == 0
    out = published(desk, WEEK)
    assert out is not None and out.by == HOSTILE[0]
