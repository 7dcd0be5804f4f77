# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""`bijgepraat ledger`: the books of promises, asks and money, as lists."""

from __future__ import annotations

import csv
import json
import sys
from datetime import date, datetime

import click

from bijgepraat.cli.ledger_asked import asked
from bijgepraat.cli.ledger_paid import paid
from bijgepraat.cli.terminal import number
from bijgepraat.model.claims import THEMES
from bijgepraat.model.promises import PromiseState
from bijgepraat.pipeline.house import open_store
from bijgepraat.pipeline.promises import Line, as_dict, book
from bijgepraat.pipeline.silence import silence, silence_as_dict
from bijgepraat.settings import Settings

_ALSO = {"overdue": "te-laat", "fulfilled": "nagekomen", "withdrawn": "ingetrokken", "broken": "gebroken"}
_STATES = [*(state.value for state in PromiseState), *_ALSO]
_COLOURS = {PromiseState.OVERDUE: "red", PromiseState.BROKEN: "red", PromiseState.FULFILLED: "green"}
_COLUMNS = ("sleutel", "datum", "toestand", "termijn", "tot", "dagen_over", "naam", "functie", "toezegging", "soort", "stuk")


@click.group("ledger")
def ledger() -> None:
    """De drie boeken: wat is toegezegd, gevraagd en betaald. Elke regel heeft een citaat met zijn plaats."""


@ledger.command("promised")
@click.option("--theme", type=click.Choice(list(THEMES)), help="Alleen dit thema.")
@click.option("--state", type=click.Choice(_STATES), help="Alleen deze toestand.")
@click.option("--date", "day", type=click.DateTime(["%Y-%m-%d"]), help="De stand op deze dag; anders die van vandaag.")
@click.option("--soft", is_flag=True, help="Ook wat alleen werd verwacht of voorgenomen.")
@click.option("--json", "as_json", is_flag=True, help="Druk het boek af als JSON, met elke stap en zijn citaat.")
@click.option("--csv", "as_csv", is_flag=True, help="Druk het boek af als CSV.")
def promised(theme: str | None, state: str | None, day: datetime | None, soft: bool, as_json: bool, as_csv: bool) -> None:
    """Wat bewindspersonen hebben toegezegd, en hoe het ermee staat."""
    on = day.date() if day else date.today()  # noqa: DTZ011 - the reader's own day
    wanted = PromiseState(_ALSO.get(state, state)) if state else None
    with open_store(Settings.from_environment()) as store:
        lines = book(store, on, theme=theme or "", state=wanted, soft=soft)
    if as_json:
        answer = {"datum": on.isoformat(), "toezeggingen": [as_dict(line) for line in lines]}
        click.echo(json.dumps(answer, ensure_ascii=False, indent=1))
    elif as_csv:
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(_COLUMNS)
        writer.writerows(_cells(line) for line in lines)
    else:
        for line in lines:
            _tell(line)
        click.echo(f"{number(len(lines))} toezeggingen op {on.isoformat()}")


@ledger.command("silence")
@click.option("--date", "day", type=click.DateTime(["%Y-%m-%d"]), help="De stand op deze dag; anders die van vandaag.")
@click.option("--json", "as_json", is_flag=True, help="Druk het af als JSON.")
def silence_command(day: datetime | None, as_json: bool) -> None:
    """Waar niets meer over te horen is: toezeggingen over hun termijn heen, inzet zonder antwoord, en bronnen die stilvielen."""
    on = day.date() if day else date.today()  # noqa: DTZ011 - the reader's own day
    settings = Settings.from_environment()
    with open_store(settings) as store:
        found = silence(store, settings, on)
    if as_json:
        click.echo(json.dumps(silence_as_dict(found), ensure_ascii=False, indent=1))
        return
    for line in found.promises:
        _tell(line)
    for one in found.asks:
        told = f", gevraagd op {one.kept.day.isoformat()}" if one.kept.day else ""
        click.secho(f"inzet zonder antwoord – {one.kept.ask.id}: {one.kept.ask.title}{told}", fg="yellow", bold=True)
        click.echo(f"  afwezig in {', '.join(answer.text.label for answer in one.answers)}; geen motie of brief gevonden\n")
    for source in found.sources:
        since = f" {source.since.date().isoformat()}" if source.since else ""
        click.echo(f"{source.title}: {source.state.value}{since}")
    click.echo(
        f"{number(len(found.promises))} toezeggingen, {number(len(found.asks))} inzetten en {number(len(found.sources))} bronnen "
        "zonder teken van leven"
    )


ledger.add_command(asked)
ledger.add_command(paid)


def _tell(line: Line) -> None:
    promise = line.promise
    term = promise.deadline.quote if promise.deadline else "zonder termijn"
    left = "" if line.left is None else f", {number(abs(line.left))} dagen {'te laat' if line.left < 0 else 'over'}"
    click.secho(f"{line.state.value} – {term}{left if line.state in _RUNNING else ''}", fg=_COLOURS.get(line.state), bold=True)
    click.echo(f"  {' '.join(promise.main.quote.split())}")
    name, role = promise.by
    click.echo("  " + ", ".join(part for part in (name, role, str(promise.made or "")) if part))
    for entry in promise.entries:
        if entry.statement is not promise.main:
            click.echo(f"    {entry.step.value}: {' '.join(entry.statement.quote.split())[:200]}")
    click.echo()


_RUNNING = frozenset({PromiseState.OPEN, PromiseState.OVERDUE})


def _cells(line: Line) -> list[object]:
    main, term = line.promise.main, line.promise.deadline
    name, role = line.promise.by
    until = term.last.isoformat() if term and term.last else ""
    words = term.quote if term else ""
    quote = " ".join(main.quote.split())
    return [
        line.promise.key,
        line.promise.made or "",
        line.state.value,
        words,
        until,
        line.left,
        name,
        role,
        quote,
        main.kind,
        main.key,
    ]
