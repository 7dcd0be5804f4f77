# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""`bijgepraat migrate`: all data to another database."""

from __future__ import annotations

import json
import sys

import click

from bijgepraat.cli.terminal import Progress, number
from bijgepraat.pipeline.migrating import move
from bijgepraat.settings import Settings


@click.command("migrate")
@click.option("--to", "to", required=True, metavar="ADRES", help="postgresql://… of een nieuwe map; de bron blijft zoals die is.")
@click.option("--json", "as_json", is_flag=True, help="Druk aantallen en kenmerken per tabel af als JSON.")
def migrate_command(to: str, as_json: bool) -> None:
    """Zet alle gegevens met hun hele geschiedenis over naar een andere database, en controleer dat ze gelijk zijn.

    Naar PostgreSQL gaan alleen de tabellen; archief en zoekindex blijven in de gegevensmap. Naar een map gaat ook het archief
    mee, en bouwt u de zoekindex daar op met bijgepraat reindex. Onderbroken? Geef dezelfde opdracht nog eens: het gaat verder.
    """
    progress = Progress()
    try:
        moved = move(Settings.from_environment(), to, progress.show)
    finally:
        progress.done()
    if as_json:
        click.echo(json.dumps({"rijen": moved.rows, "kenmerken": moved.hashes, "originelen": moved.originals}, indent=1))
    else:
        click.echo(
            f"{number(sum(moved.rows.values()))} rijen in {len(moved.rows)} tabellen overgezet; elke tabel is gelijk aan de bron"
        )
        if moved.originals:
            click.echo(f"{number(moved.originals)} originelen in het nieuwe archief")
    for name in moved.lacking:
        click.echo(f"ontbreekt of is beschadigd in het archief: {name}", err=True)
    if moved.lacking:
        sys.exit(1)
