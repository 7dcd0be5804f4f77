# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""A whole store moved to another database: from a file to PostgreSQL, and back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bijgepraat.settings import Settings
from bijgepraat.sources.blob import InputError
from bijgepraat.store import database
from bijgepraat.store.copying import copy_all
from bijgepraat.store.errors import ArchiveError
from bijgepraat.store.journal import original_names
from bijgepraat.store.store import Store

_SERVERS = ("postgresql:", "postgresql+psycopg:")


@dataclass(frozen=True, slots=True)
class Moved:
    """What came over: rows per table, the hash over each table (equal on both sides), and copied originals."""

    rows: dict[str, int]
    hashes: dict[str, str]
    originals: int
    lacking: tuple[str, ...] = ()
    """Originals that are damaged or gone in the archive that was copied from."""


def move(settings: Settings, to: str, report: Callable[[str], None] = lambda _line: None) -> Moved:
    """Copy the store of the settings to a PostgreSQL database (an address) or to a new data directory (a path).

    The source stays as it is. With an address only the tables move: archive and search index stay in the data directory. Cut off,
    the same command goes on where it was. Raises `InputError` for source and target being one, and `StoreError`.
    """
    with Store.open(settings.data, server=settings.database) as source:
        on_server = to.startswith(_SERVERS)
        folder = settings.data if on_server else Path(to).expanduser().absolute()
        address = database.address(folder, to if on_server else None)
        if source.is_at(address):
            raise InputError("bron en doel zijn dezelfde database; geef met --to een andere")
        if not on_server:
            folder.mkdir(parents=True, exist_ok=True)
        target = database.connect(address)
        try:
            database.migrate(target)
            with source.reading() as connection:
                copied = copy_all(
                    connection, target, name=source.place, report=lambda table, rows: report(f"{table}: {rows} rijen")
                )
                names = original_names(connection)
        finally:
            target.dispose()
        if on_server:
            return Moved(copied.rows, copied.hashes, 0)
        with Store.open(folder) as there:
            lacking = tuple(_archived(source, there, names, report))
        return Moved(copied.rows, copied.hashes, len(names) - len(lacking), lacking)


def _archived(source: Store, target: Store, names: list[str], report: Callable[[str], None]) -> list[str]:
    lacking = []
    for number, name in enumerate(names, 1):
        report(f"originelen: {number} van {len(names)}")
        try:
            target.archive.verify(name)
            continue
        except ArchiveError:
            pass
        try:
            source.archive.verify(name)
            source.archive.copy_to(name, target.archive)
        except (ArchiveError, OSError):
            lacking.append(name)
    return lacking
