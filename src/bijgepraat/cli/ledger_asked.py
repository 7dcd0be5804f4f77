# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""`bijgepraat ledger asked`: the book of asks, with what each text does with each."""

from __future__ import annotations

import csv
import json
import sys

import click

from bijgepraat.cli.asks import bring_up_to_date
from bijgepraat.cli.terminal import number
from bijgepraat.model.asked import AskAnswer, AskLine, AskVerdict
from bijgepraat.model.claims import THEMES
from bijgepraat.pipeline.asked_book import book, line_dict
from bijgepraat.pipeline.house import open_store
from bijgepraat.settings import Settings

_ALSO = {"heard": "overgenomen", "partly": "deels", "opposed": "tegengesteld", "absent": "afwezig"}
_STATES = [*(one.value for one in AskVerdict), *_ALSO]
_COLOURS = {AskVerdict.HEARD: "green", AskVerdict.PARTLY: "yellow", AskVerdict.OPPOSED: "red", AskVerdict.ABSENT: "white"}
_COLUMNS = (
    "id",
    "titel",
    "thema",
    "herkomst",
    "datum",
    "tekst",
    "oordeel",
    "zekerheid",
    "waarom",
    "door",
    "alinea",
    "citaat",
    "begin",
    "einde",
    "soort",
    "stuk",
)


@click.command("asked")
@click.option("--theme", type=click.Choice(list(THEMES)), help="Alleen dit thema.")
@click.option("--state", type=click.Choice(_STATES), help="Alleen inzet waarvan ten minste één tekst dit doet.")
@click.option("--words", is_flag=True, help="Alleen op woorden, zonder taalmodel.")
@click.option("--json", "as_json", is_flag=True, help="Druk het boek af als JSON, met elk citaat en zijn plaats.")
@click.option("--csv", "as_csv", is_flag=True, help="Druk het boek af als CSV: een rij per inzet en tekst.")
def asked(theme: str | None, state: str | None, words: bool, as_json: bool, as_csv: bool) -> None:
    """Wat gemeenten vragen, naast elke tekst: overgenomen, deels, tegengesteld of afwezig. Een oordeel van een mens gaat voor."""
    wanted = AskVerdict(_ALSO.get(state, state)) if state else None
    with open_store(Settings.from_environment()) as store:
        bring_up_to_date(store, words=words)
        lines = book(store, theme=theme or "", state=wanted)
    if as_json:
        click.echo(json.dumps({"inzet": [line_dict(line) for line in lines]}, ensure_ascii=False, indent=1))
    elif as_csv:
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(_COLUMNS)
        for line in lines:
            writer.writerows(_cells(line, one) for one in line.answers)
    else:
        for line in lines:
            _tell(line)
        click.echo(f"{number(len(lines))} inzetten")


def _tell(line: AskLine) -> None:
    click.secho(f"{line.kept.ask.id}  {line.kept.ask.title}", bold=True)
    if not line.answers:
        click.echo("  nog geen tekst om naast te leggen: `bijgepraat asks text add`")
    for one in line.answers:
        verdict = one.verdict
        said = click.style((verdict.value if verdict else "nog niet").ljust(13), fg=_COLOURS[verdict] if verdict else None)
        who = f" (oordeel van {one.decided.by})" if one.decided and one.decided.verdict else ""
        click.echo(f"  {said}{one.text.label}{who}: {_why(one)}")
    click.echo()


def _why(one: AskAnswer) -> str:
    if one.match is None:
        return "nog niet vergeleken"
    if not one.match.passages:
        return one.match.why
    first = one.match.passages[0]
    near = "het dichtst bij kwam " if one.verdict is AskVerdict.ABSENT else ""
    return f"{near}alinea {first.paragraph}: {' '.join(first.quote.split())[:160]}"


def _cells(line: AskLine, one: AskAnswer) -> list[object]:
    kept, match = line.kept, one.match
    first = match.passages[0] if match and match.passages else None
    return [
        kept.ask.id,
        kept.ask.title,
        kept.ask.theme,
        kept.origin,
        kept.day or "",
        one.text.label,
        one.verdict.value if one.verdict else "",
        match.confidence if match else "",
        match.why if match else "nog niet vergeleken",
        one.decided.by if one.decided else "",
        first.paragraph if first else "",
        " ".join(first.quote.split()) if first else "",
        first.start if first else "",
        first.end if first else "",
        one.text.kind,
        one.text.key,
    ]
