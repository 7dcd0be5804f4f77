# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""`bijgepraat export`: all public data in one folder."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from bijgepraat.cli.terminal import Progress, number
from bijgepraat.pipeline.export import export
from bijgepraat.pipeline.opening import open_store
from bijgepraat.settings import Settings


@click.command("export")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), metavar="MAP")
@click.option("--replace", is_flag=True, help="Vervang de uitvoer van vandaag, als die er al is.")
def export_command(folder: Path, replace: bool) -> None:
    """Schrijf alle openbare gegevens in een map met de datum van vandaag in MAP: SQLite, CSV, JSON, uitleg en controlegetallen.

    Er staat niets in van lezers, accounts of volgers. Gaat er onderweg iets mis, dan komt er niets.
    """
    settings = Settings.from_environment()
    progress = Progress()
    with open_store(settings) as store:
        try:
            found = export(store, folder, now=datetime.now(UTC), settings=settings, replace=replace, report=progress.show)
        finally:
            progress.done()
    for name, rows in found.rows.items():
        click.echo(f"{name}: {number(rows)}")
    click.echo(f"Klaar: {found.folder}")
