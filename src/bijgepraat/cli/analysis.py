# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""`bijgepraat analyse`: what a text means for gemeenten; one text, many, a transcript, or everything in the store."""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from bijgepraat.cli.terminal import Progress, euros, number
from bijgepraat.pipeline.analysis import analyse_file, analyse_lines, analyse_store, analyse_transcript_file
from bijgepraat.pipeline.house import InputError, open_store
from bijgepraat.settings import Settings


@click.command()
@click.argument("file", required=False, type=click.Path(path_type=Path, exists=True, dir_okay=False), metavar="[BESTAND]")
@click.option("--jsonl", is_flag=True, help='Lees regels {"id", "text", "date", "kind"} van standaardinvoer.')
@click.option(
    "--vlos", type=click.Path(path_type=Path, exists=True, dir_okay=False), help="Een verslag (VLOS): de toezeggingen als JSON."
)
@click.option("--all", "everything", is_flag=True, help="Alles in de gegevensmap dat nog niet is gelezen.")
@click.option("--processes", type=click.IntRange(1, 64), default=os.cpu_count() or 1, help="Aantal processen bij --all.")
@click.option("--json", "as_json", is_flag=True, help="Druk de uitkomst van een bestand af als JSON.")
def analyse(file: Path | None, jsonl: bool, vlos: Path | None, everything: bool, processes: int, as_json: bool) -> None:
    """Zoek in een tekst wat ervan telt voor gemeenten: thema, bedragen, termijnen, namen, verwijzingen, toezeggingen."""
    if sum((file is not None, jsonl, vlos is not None, everything)) != 1:
        raise click.UsageError("Kies één: een BESTAND, --jsonl, --vlos BESTAND of --all.")
    if jsonl:
        for found in analyse_lines(_rows()):
            click.echo(json.dumps(found, ensure_ascii=False))
    elif vlos is not None:
        click.echo(json.dumps(analyse_transcript_file(vlos), ensure_ascii=False))
    elif file is not None:
        found = analyse_file(file)
        if as_json:
            click.echo(json.dumps(found, ensure_ascii=False, indent=1))
        else:
            _print(found)
    else:
        _analyse_all(processes)


def _rows() -> Iterator[dict[str, Any]]:
    for n, line in enumerate(sys.stdin.buffer, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise InputError(f"regel {n} van de invoer is geen JSON in UTF-8; verwacht wordt één object per regel") from error
        if not isinstance(row, dict):
            raise InputError(f"regel {n} van de invoer is geen JSON-object")
        yield row


def _analyse_all(processes: int) -> None:
    began = time.monotonic()
    progress = Progress()
    with open_store(Settings.from_environment()) as store:
        try:
            done = analyse_store(store, processes=processes, report=lambda n: progress.show(f"geanalyseerd: {number(n)}"))
        finally:
            progress.done()
    took = time.monotonic() - began
    click.echo(
        f"{number(done)} teksten en titels gelezen in {took:.1f} s ({number(int(done / took)) if took else '–'} per seconde)"
    )


_LEVELS = {2: "raakt gemeenten rechtstreeks", 1: "goed om te weten in dit vakgebied", 0: "niet voor gemeenten"}
_COLOURS = {
    "amounts": "green",
    "moments": "cyan",
    "names": "magenta",
    "references": "blue",
    "commitments": "yellow",
    "evidence": "bright_white",
}
_SHOWN = {
    "amounts": "Bedragen",
    "moments": "Data en termijnen",
    "names": "Namen",
    "references": "Verwijzingen",
    "commitments": "Toezeggingen",
}


def _print(found: dict[str, Any]) -> None:
    """A reading for people: the verdict, the findings, and the text with what was found in colour."""
    click.secho(found["title"] or "Zonder titel", bold=True)
    click.echo(f"{_LEVELS[found['level']]} ({found['relevance']:.2f})")
    click.echo("Thema's: " + ", ".join(f"{theme['key']} ({theme['score']:.2f})" for theme in found["themes"][:3]))
    for key, heading in _SHOWN.items():
        rows = found[key]
        if rows:
            click.secho(f"\n{heading}", bold=True)
            for row in rows[:40]:
                click.echo("  " + click.style(" ".join(row["quote"].split()), fg=_COLOURS[key]) + _details(key, row))
            if len(rows) > 40:
                click.echo(f"  … en nog {len(rows) - 40}")
    click.echo()
    click.echo(_coloured(found))


def _details(key: str, row: dict[str, Any]) -> str:
    if key == "amounts":
        years = "–".join(str(year) for year in dict.fromkeys((row["from_year"], row["to_year"])) if year)
        parts = [euros(row["low_eur"], row["high_eur"]), row["kind"], row["direction"], years]
        return "  " + ", ".join(part for part in parts if part and part != "onbekend")
    if key == "moments":
        return (
            f"  {row['first'] or '…'} tot en met {row['last'] or '…'}"
            if row["first"] or row["last"]
            else "  (termijn zonder datum)"
        )
    if key == "names":
        return f"  {row['name']}" if row["name"] and row["name"] != row["quote"] else ""
    if key == "references":
        return f"  {row['id']}" if row["id"] else ""
    term = row["deadline"]
    return f"  {row['strength']}" + (f", {term['phrase']}" if term else "")


def _coloured(found: dict[str, Any]) -> str:
    text = found["text"]
    spans = sorted(
        ((row["start"], -row["end"], key) for key in _COLOURS for row in found[key] if key != "commitments"),
        key=lambda span: span[:2],
    )
    parts, position = [], 0
    for start, end, key in spans:
        if start < position:
            continue
        parts += [text[position:start], click.style(text[start:-end], fg=_COLOURS[key], bold=key == "evidence")]
        position = -end
    return "".join([*parts, text[position:]])
