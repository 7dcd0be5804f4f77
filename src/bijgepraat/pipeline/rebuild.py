# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Law 1, put to use: everything that was read can be made again from the archive of originals.

Imported files are read again in the order in which they first came. What followed sources sent is kept as well, but reading it
takes the service that asked for it: how many of those there are is told, and `sync` fetches them again. What people gave
(verdicts, asks, readers and what they follow) is in no archive and is copied.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from fractions import Fraction
from pathlib import Path, PurePosixPath
from typing import Any

import orjson

from bijgepraat.model.records import Kind
from bijgepraat.pipeline.analysis import analyse_store
from bijgepraat.pipeline.costings import import_costings
from bijgepraat.pipeline.imports import import_archived
from bijgepraat.pipeline.municipalities import import_circular
from bijgepraat.pipeline.sameness import follow as follow_works
from bijgepraat.settings import Limits
from bijgepraat.sources.blob import InputError
from bijgepraat.store import journal
from bijgepraat.store.errors import ArchiveError
from bijgepraat.store.given import copy_given
from bijgepraat.store.lookup import of_kind
from bijgepraat.store.store import Store

_OF_A_CIRCULAR = ("gewichten.csv", "volumina.csv", "su_iu_du.csv")


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """The outcome: files read again, those of which the original is damaged or gone, and originals of followed sources."""

    files: int
    lacking: tuple[str, ...]
    followed: int
    analysed: int
    given: int = 0
    """Rows that people gave: verdicts, asks, readers, follows."""


def rebuild(
    old: Store, new: Store, *, limits: Limits | None = None, report: Callable[[str], None] = lambda _line: None
) -> Rebuilt:
    """Make an empty store anew from the archive of another, which stays as it is. Raises `InputError` for a store with records.

    Interrupted, it is started again with a new empty store.
    """
    if new.changes():
        raise InputError("de nieuwe gegevensmap is niet leeg; geef een map die nog niet bestaat")
    with old.reading() as connection:
        runs = journal.first_imports(connection)
        originals = journal.original_count(connection)
        circulars = [orjson.loads(row.fields) for row in of_kind(connection, Kind.CIRCULAIRE)]
        costings = [orjson.loads(row.fields) for row in of_kind(connection, Kind.DOORREKENING)]
    lacking: list[str] = []
    read: set[int | str] = set()
    with tempfile.TemporaryDirectory(prefix="bijgepraat-") as temporary:
        for number, run in enumerate(runs, 1):
            report(f"opnieuw inlezen: {run.file} ({number} van {len(runs)})")
            place = Path(temporary) / PurePosixPath(run.file).name
            try:
                _copy(old, run.sha256, place)
            except (ArchiveError, OSError):
                lacking.append(run.file)
                continue
            fetched = datetime.fromisoformat(run.fetched)
            import_archived(
                new, place, run.file, run.source, limits or Limits(), fetched if fetched.tzinfo else fetched.replace(tzinfo=UTC)
            )
            read.add(run.original)
            place.unlink()
        for fields in circulars:
            read |= set(fields["bestanden"])
            if not _circular(old, new, fields, Path(temporary)):
                lacking.append(str(fields["titel"]))
        for fields in costings:
            read.add(fields["bestand"])
            if not _costings(old, new, fields, Path(temporary)):
                lacking.append(str(fields["titel"]))
    new.index.follow(new.engine)
    follow_works(new)
    analysed = analyse_store(new)
    since = new.changes()
    with old.reading() as here, new.writing() as there:
        given = copy_given(here, there, since)
    followed = max(0, originals - len(read) - len(lacking))
    return Rebuilt(len(runs) - len(lacking), tuple(lacking), followed, analysed, given)


def _copy(store: Store, sha256: str, place: Path) -> None:
    store.archive.verify(sha256)
    with store.archive.open(sha256) as source, place.open("wb") as target:
        shutil.copyfileobj(source, target)


def _circular(old: Store, new: Store, fields: dict[str, Any], temporary: Path) -> bool:
    folder = temporary / "circulaire"
    folder.mkdir()
    try:
        for sha256, name in zip(fields["bestanden"], _OF_A_CIRCULAR, strict=True):
            _copy(old, sha256, folder / name)
        factor = Fraction(fields["uitkeringsfactor"])
        import_circular(new, folder, title=fields["titel"], year=fields["jaar"], source=fields["bron"], factor=factor)
    except (ArchiveError, OSError):
        return False
    finally:
        shutil.rmtree(folder)
    return True


def _costings(old: Store, new: Store, fields: dict[str, Any], temporary: Path) -> bool:
    place = temporary / "doorrekening.csv"
    try:
        _copy(old, fields["bestand"], place)
        import_costings(new, place, title=fields["titel"], source=fields["bron"])
    except (ArchiveError, OSError):
        return False
    finally:
        place.unlink(missing_ok=True)
    return True
