# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""`bijgepraat asks`: what municipalities ask, held against an agreement, a manifesto or a letter."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from bijgepraat.model.asked import Ask, AskMatch, AskVerdict
from bijgepraat.pipeline.asked import as_contract, ask_of, embedder, match_asks
from bijgepraat.pipeline.house import InputError, open_store
from bijgepraat.settings import Settings

_FILE = click.Path(path_type=Path, exists=True, dir_okay=False)
_COLOURS = {AskVerdict.HEARD: "green", AskVerdict.PARTLY: "yellow", AskVerdict.OPPOSED: "red", AskVerdict.ABSENT: "white"}


@click.group("asks")
def asks() -> None:
    """De inzet van gemeenten naast een akkoord, een programma of een brief. Een oordeel is een voorstel."""


@asks.command("match")
@click.option(
    "--against", "file", type=_FILE, required=True, metavar="TEKST", help="CSV (paragraph,txt), PDF, DOCX, HTML of tekst."
)
@click.option("--asks", "own", type=_FILE, help="De inzet als CSV (id,title,ask,theme) of JSON-regels; of standaardinvoer.")
@click.option("--words", is_flag=True, help="Alleen op woorden, zonder taalmodel.")
def match(file: Path, own: Path | None, words: bool) -> None:
    """Houd elke inzet tegen een tekst: overgenomen, deels, tegengesteld of afwezig, met de alinea's die beslissen.

    Invoer en uitvoer zijn JSON-regels.
    """
    rows = _rows(own)
    for row, found in zip(rows, _matches(rows, file, words), strict=True):
        click.echo(json.dumps(as_contract(found, row["id"]), ensure_ascii=False))


@asks.command("matrix")
@click.option("--against", "files", type=_FILE, required=True, multiple=True, help="Een tekst; mag vaker.")
@click.option("--asks", "own", type=_FILE, help="De inzet als CSV (id,title,ask,theme) of JSON-regels; of standaardinvoer.")
@click.option("--words", is_flag=True, help="Alleen op woorden, zonder taalmodel.")
@click.option("--json", "as_json", is_flag=True, help="Met de deciderende zinnen, als JSON.")
@click.option("--csv", "as_csv", is_flag=True, help="Als CSV.")
def matrix(files: tuple[Path, ...], own: Path | None, words: bool, as_json: bool, as_csv: bool) -> None:
    """De inzet tegen meer teksten tegelijk, met een oordeel per inzet en tekst."""
    rows = _rows(own)
    columns = {file.name: list(_matches(rows, file, words)) for file in files}
    if as_json:
        answer = [
            {
                "id": row["id"],
                "inzet": row.get("title"),
                "teksten": {name: as_contract(found[place], row["id"]) for name, found in columns.items()},
            }
            for place, row in enumerate(rows)
        ]
        click.echo(json.dumps(answer, ensure_ascii=False, indent=1))
        return
    if as_csv:
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(["id", "inzet", *columns])
        for place, row in enumerate(rows):
            writer.writerow([row["id"], row.get("title"), *(found[place].verdict.value for found in columns.values())])
        return
    for place, row in enumerate(rows):
        click.secho(f"{row['id']}  {row.get('title') or ''}", bold=True)
        for name, found in columns.items():
            one = found[place]
            click.echo("  " + click.style(one.verdict.value.ljust(13), fg=_COLOURS[one.verdict]) + f"{name}: {_nearest(one)}")


def _nearest(match: AskMatch) -> str:
    if not match.passages:
        return match.why
    first = match.passages[0]
    return f"alinea {first.paragraph}: {' '.join(first.quote.split())[:160]}"


def _matches(rows: Sequence[dict[str, Any]], file: Path, words: bool) -> list[AskMatch]:
    wanted: list[Ask] = [ask_of(row, f"inzet {place}") for place, row in enumerate(rows, 1)]
    settings = Settings.from_environment()
    with open_store(settings) as store:
        return list(match_asks(store, wanted, file, model=None if words else embedder(), limits=settings.limits))


def _rows(own: Path | None) -> list[dict[str, Any]]:
    """The asks as rows; wrong lines are named, and then nothing is matched."""
    if own is not None and own.suffix.lower() == ".csv":
        with own.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            if not {"id", "title", "ask"} <= set(reader.fieldnames or ()):
                raise InputError(f"{own.name}: de kolommen id, title en ask zijn nodig")
            return [dict(row) for row in reader]
    raw = own.read_bytes() if own is not None else sys.stdin.buffer.read()
    found = []
    for number, line in enumerate(raw.splitlines(), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise InputError(f"regel {number} van de inzet is geen JSON in UTF-8; verwacht wordt één object per regel") from error
        if not isinstance(row, dict):
            raise InputError(f"regel {number} van de inzet is geen JSON-object met id, title, ask en theme")
        ask_of(row, f"regel {number} van de inzet")
        found.append(row)
    return found
