# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""`bijgepraat serve`, `status`, `digest` and `reindex`: running the house and looking after it."""

from __future__ import annotations

import json

import click

from bijgepraat.cli.terminal import number, table
from bijgepraat.pipeline.house import index_again, open_store, status, store_digest
from bijgepraat.settings import Settings


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Adres om op te luisteren.")
@click.option("--port", type=click.IntRange(0, 65535), default=8080, show_default=True, help="Poort; 0 kiest een vrije.")
def serve(host: str, port: int) -> None:
    """Start de site op deze computer."""
    from bijgepraat.web.server import run

    with open_store(Settings.from_environment()) as store:
        run(store, host, port, lambda address: click.echo(f"Bijgepraat staat op {address} (stoppen met Ctrl-C)"))


@click.command("status")
@click.option("--json", "as_json", is_flag=True, help="Druk de stand af als JSON.")
def status_command(as_json: bool) -> None:
    """Per bron wat er is, wat het nieuwste is, en wat is geweigerd of opvalt."""
    with open_store(Settings.from_environment()) as store:
        found = status(store)
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False, indent=1))
        return
    rows = [
        (f"{source['bron']} {kind}", number(entry["aantal"]), entry["nieuwste"] or "–")
        for source in found["bronnen"]
        for kind, entry in source["soorten"].items()
    ]
    click.echo(table(("bron en soort", "aantal", "nieuwste"), rows))
    for notice in found["meldingen"]:
        example = f" ({notice['voorbeelden'][0]})" if notice["voorbeelden"] else ""
        click.echo(f"{notice['ernst']}: {notice['bestand']}{example}: {notice['melding']} – {number(notice['aantal'])} keer")
    for run in found["imports"]:
        if run["klaar"] is None:
            click.echo(f"afgebroken: {run['bestand']}, begonnen {run['begonnen']}; lees het opnieuw in")


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
