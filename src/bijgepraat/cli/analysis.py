# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""`bijgepraat analyse`: what a text means for gemeenten; one text, many, a transcript, or everything in the store."""

from __future__ import annotations

import json
import os
import shutil
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from bijgepraat.cli.reading_shown import reading_shown
from bijgepraat.cli.terminal import Progress, number
from bijgepraat.pipeline.analysis import analyse_file, analyse_lines, analyse_store, analyse_transcript_file
from bijgepraat.pipeline.house import InputError, open_store
from bijgepraat.settings import Settings

_NARROWEST, _WIDEST = 40, 110


@click.command()
@click.argument("file", required=False, type=click.Path(path_type=Path, exists=True, dir_okay=False), metavar="[BESTAND]")
@click.option("--jsonl", is_flag=True, help='Lees regels {"id", "text", "date", "kind"} van standaardinvoer.')
@click.option(
    "--vlos", type=click.Path(path_type=Path, exists=True, dir_okay=False), help="Een verslag (VLOS): de toezeggingen als JSON."
)
@click.option("--all", "everything", is_flag=True, help="Alles in de gegevensmap dat nog niet is gelezen.")
@click.option("--processes", type=click.IntRange(1, 64), default=os.cpu_count() or 1, help="Aantal processen bij --all.")
@click.option("--json", "as_json", is_flag=True, help="Druk de uitkomst van een bestand af als JSON.")
@click.option("--text", is_flag=True, help="Toon van een bestand ook een lange tekst, met wat gevonden is in kleur.")
def analyse(
    file: Path | None, jsonl: bool, vlos: Path | None, everything: bool, processes: int, as_json: bool, text: bool
) -> None:
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
            # NO_COLOR (no-color.org) is for who cannot use colours; without a terminal click leaves them out itself.
            click.echo(reading_shown(found, _width(), whole=text), color=False if os.environ.get("NO_COLOR") else None)
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


def _width() -> int:
    """Of the terminal, within what reads well."""
    return min(max(shutil.get_terminal_size((100, 24)).columns, _NARROWEST), _WIDEST)
