# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""`bijgepraat serve`, `status`, `digest` and `reindex`: running the house and looking after it."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from bijgepraat.cli.status import lines as status_lines
from bijgepraat.cli.terminal import Progress, number
from bijgepraat.pipeline.house import index_again, open_store, status, store_digest
from bijgepraat.pipeline.rebuild import rebuild
from bijgepraat.settings import Settings


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Adres om op te luisteren.")
@click.option("--port", type=click.IntRange(0, 65535), default=8080, show_default=True, help="Poort; 0 kiest een vrije.")
def serve(host: str, port: int) -> None:
    """Start de site op deze computer."""
    from bijgepraat.web.server import run

    settings = Settings.from_environment()
    for fault in filter(None, (settings.mail_fault, settings.oidc_fault, settings.language_model_fault)):
        click.echo(f"Let op: {fault} De site start zonder.", err=True)
    with open_store(settings) as store:
        run(store, host, port, lambda address: click.echo(f"Bijgepraat staat op {address} (stoppen met Ctrl-C)"), settings)


@click.command("status")
@click.option("--json", "as_json", is_flag=True, help="Druk de stand af als JSON.")
def status_command(as_json: bool) -> None:
    """Hoe het met de gevolgde bronnen gaat, wat er is, en wat ontbreekt, is geweigerd of opvalt.

    Exitstatus, ook met --json: 0 als alles goed gaat; 1 als iemand moet kijken (een bron is stil of wordt niet meer opgehaald, er
    is een waarschuwing, een bestand ontbreekt of een beschrijving klopt niet); 3 als een bron gestoord is. 2 is een fout in het
    gebruik. Wat hersteld is en wat nog nooit is opgehaald telt niet mee.
    """
    settings = Settings.from_environment()
    with open_store(settings) as store:
        found = status(store, settings)
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False, indent=1))
    else:
        for line in status_lines(found):
            click.echo(line)
    sys.exit(found["exitstatus"])


@click.command("digest")
def digest_command() -> None:
    """Eén kenmerk over alles in de gegevensmap, om twee mappen mee te vergelijken."""
    with open_store(Settings.from_environment()) as store:
        click.echo(json.dumps(store_digest(store), indent=1))


@click.command()
def reindex() -> None:
    """Bouw de zoekindex opnieuw op uit de gegevens."""
    with open_store(Settings.from_environment()) as store:
        click.echo(f"{number(index_again(store))} stukken in de zoekindex")


@click.command("rebuild")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), metavar="MAP")
def rebuild_command(folder: Path) -> None:
    """Maak de gegevens opnieuw uit de bewaarde originelen, in een nieuwe MAP; de oude gegevens blijven zoals ze zijn."""
    progress = Progress()
    with open_store(Settings.from_environment()) as old, open_store(Settings.from_environment(), folder) as new:
        try:
            found = rebuild(old, new, report=progress.show)
        finally:
            progress.done()
        before, after = store_digest(old), store_digest(new)
    click.echo(f"{number(found.files)} bestanden opnieuw ingelezen, {number(found.analysed)} teksten en titels geanalyseerd")
    if found.given:
        click.echo(f"{number(found.given)} oordelen, inzetten, lezers en wat zij volgen overgenomen")
    if found.followed:
        click.echo(
            f"{number(found.followed)} originelen zijn antwoorden van gevolgde bronnen; haal die in de nieuwe map op met "
            "bijgepraat sync"
        )
    for name in found.lacking:
        click.echo(f"ontbreekt of is beschadigd in het archief: {name}", err=True)
    same = [table for table in before if before[table] == after[table]]
    click.echo("gelijk aan de oude gegevens" if len(same) == len(before) else f"gelijk: {', '.join(same) or 'niets'}")
    if found.lacking:
        sys.exit(1)
