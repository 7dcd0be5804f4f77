# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""`bijgepraat backup` and `restore`: everything in one file, and back."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import click

from bijgepraat.cli.terminal import Progress, number
from bijgepraat.pipeline import backup as backups
from bijgepraat.pipeline.house import open_store
from bijgepraat.settings import Settings

_SECRET = "BIJGEPRAAT_SLEUTEL"  # noqa: S105 - the name of the variable, not what is in it


@click.command("backup")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False), metavar="BESTAND")
@click.option("--recipient", metavar="AGE1…", help="Versleutel voor wie de geheime sleutel hierbij heeft (age).")
@click.option("--check", is_flag=True, help="Maak niets, maar kijk een reservekopie die er al is helemaal na.")
def backup_command(file: Path, recipient: str | None, check: bool) -> None:
    """Maak een reservekopie van alles in één bestand, terwijl andere processen gewoon doorwerken.

    Het bestand wordt na het schrijven teruggelezen. Met --recipient kan alleen de houder van de geheime sleutel het openen;
    die staat bij het nakijken en terugzetten in BIJGEPRAAT_SLEUTEL.
    """
    progress = Progress()
    try:
        if check:
            found = backups.look(file, secret=os.environ.get(_SECRET), report=progress.show)
        else:
            with open_store(Settings.from_environment()) as store:
                found = backups.backup(store, file, datetime.now(UTC), recipient=recipient, report=progress.show)
    finally:
        progress.done()
    _tell("is heel" if check else "staat klaar", file, found)


@click.command("restore")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, exists=True), metavar="BESTAND")
def restore_command(file: Path) -> None:
    """Zet een reservekopie terug in een lege gegevensmap (BIJGEPRAAT_DATA) of database (BIJGEPRAAT_DATABASE).

    Eerst wordt het hele bestand nagekeken; van een beschadigd bestand wordt niets teruggezet. Bouw daarna de zoekindex op met
    bijgepraat reindex.
    """
    progress = Progress()
    try:
        found = backups.restore(Settings.from_environment(), file, secret=os.environ.get(_SECRET), report=progress.show)
    finally:
        progress.done()
    _tell("is teruggezet", file, found)


def _tell(what: str, file: Path, found: backups.Backup) -> None:
    click.echo(
        f"{file} {what}: {number(sum(found.rows.values()))} rijen en {number(found.originals)} originelen, stand van wijziging "
        f"{number(found.changes)}, gemaakt {found.made}{', versleuteld' if found.encrypted else ''} ({number(found.size)} bytes)"
    )
    for name in found.lacking:
        click.echo(f"ontbrak al in het archief: {name}", err=True)
