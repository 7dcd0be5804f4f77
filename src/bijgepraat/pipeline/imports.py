# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Importing: from files to the archive, the records and the search index, with a count of what became of everything."""

from __future__ import annotations

import mimetypes
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from bijgepraat.model.records import Notice, Original, Record, Severity
from bijgepraat.settings import Limits
from bijgepraat.sources.files import find_files, read_file
from bijgepraat.store import journal
from bijgepraat.store.records import Fate, write
from bijgepraat.store.store import Store

_BATCH = 4_000
"""Records a transaction: large enough that committing costs nothing, small enough that a crash costs a second."""
UNKNOWN = "onbekend"


@dataclass(slots=True)
class Count:
    """What became of the records of one kind; `read` is always the sum of the other three. Warnings are not in the sum."""

    stored: int = 0
    unchanged: int = 0
    refused: int = 0
    warned: int = 0

    @property
    def read(self) -> int:
        """How many records were met."""
        return self.stored + self.unchanged + self.refused

    def as_dict(self) -> dict[str, int]:
        """The five figures by their Dutch names, as `status --json` and the journal have them."""
        return {
            "gelezen": self.read,
            "opgeslagen": self.stored,
            "ongewijzigd": self.unchanged,
            "geweigerd": self.refused,
            "gewaarschuwd": self.warned,
        }


@dataclass(slots=True)
class Progress:
    """How far an import is: which file of how many, and records so far."""

    file: str
    number: int
    files: int
    records: int


NO_SOURCE = "bestanden"
"""Under which a file is logged when nobody said whose it is."""


@dataclass(slots=True)
class ImportReport:
    """The outcome of an import: counts per kind, and every sort of notice with its number and examples."""

    counts: dict[str, Count] = field(default_factory=dict)
    notices: list[journal.NoticeGroup] = field(default_factory=list)
    files: int = 0
    indexed: int = 0

    @property
    def refused(self) -> int:
        """How many records or files were refused."""
        return sum(count.refused for count in self.counts.values())

    def add(self, notices: Sequence[journal.NoticeGroup], counts: Mapping[str, Count]) -> None:
        """Add the outcome of one file."""
        self.files += 1
        self.notices += notices
        for kind, count in counts.items():
            total = self.counts.setdefault(kind, Count())
            total.stored += count.stored
            total.unchanged += count.unchanged
            total.refused += count.refused
            total.warned += count.warned


def import_paths(
    store: Store,
    paths: Sequence[Path],
    *,
    source: str | None = None,
    limits: Limits | None = None,
    now: Callable[[], datetime] = lambda: datetime.now(UTC),
    report: Callable[[Progress], None] = lambda _progress: None,
    indexing: Callable[[int], None] = lambda _done: None,
    index: bool = True,
) -> ImportReport:
    """Read every file at or below `paths`, in a fixed order, and bring the search index up to date.

    Work is committed a few thousand records at a time; a run that is cut off goes on where it was when it is started again,
    and ends with the same store. Raises `InputError` for a path that does not exist, before anything is read.
    """
    outcome = ImportReport()
    run = _Run(store, source, limits or Limits(), now)
    files = find_files(list(paths))
    store.archive.tidy()
    for number, (path, name) in enumerate(files, 1):
        before = sum(count.read for count in outcome.counts.values())

        def tell(done: int, name: str = name, number: int = number, before: int = before) -> None:
            report(Progress(name, number, len(files), before + done))

        tell(0)
        groups, counts = run.take(path, name, tell)
        outcome.add(groups, counts)
    if index:
        outcome.indexed = store.index.follow(store.engine, indexing)
    return outcome


def import_archived(store: Store, path: Path, name: str, source: str, limits: Limits, fetched: datetime) -> None:
    """Read one file again under the name, source and moment of its first import, without bringing the search index up to date."""
    run = _Run(store, None if source == NO_SOURCE else source, limits, lambda: fetched)
    run.take(path, name, lambda _done: None)


@dataclass(frozen=True, slots=True)
class _Run:
    """What all files of one import have in common."""

    store: Store
    source: str | None
    limits: Limits
    now: Callable[[], datetime]

    def take(self, path: Path, name: str, tell: Callable[[int], None]) -> tuple[list[journal.NoticeGroup], dict[str, Count]]:
        """Archive one file and store what is in it; gives back the notices and the counts per kind."""
        book = journal.NoticeBook()
        counts: dict[str, Count] = {}
        source = self.source or NO_SOURCE
        try:
            with path.open("rb") as stream:
                sha256, size = self.store.archive.put(stream, path.suffix)
        except OSError as error:
            message = f"kan niet worden gelezen ({error.strerror}); controleer de rechten"
            _note(Notice(Severity.REFUSED, "onleesbaar", name, None, message), book, counts)
            with self.store.writing() as connection:
                journal.write_notices(connection, source, None, book.groups())
            return book.groups(), counts
        media_type = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        kept = Original(sha256, source, name, self.now(), media_type, size)
        with self.store.writing() as connection:
            original = journal.register_original(connection, kept)
            number = journal.start_import(connection, source, name, original, self.now())
        done = 0
        batch: list[Record] = []
        for item in read_file(path, name, self.source, self.limits):
            if isinstance(item, Notice):
                _note(item, book, counts)
                continue
            batch.append(item)
            if len(batch) >= _BATCH:
                _write(self.store, batch, original, counts)
                done += len(batch)
                batch = []
                tell(done)
        _write(self.store, batch, original, counts)
        with self.store.writing() as connection:
            journal.write_notices(connection, source, original, book.groups())
            journal.finish_import(connection, number, {str(kind): count.as_dict() for kind, count in counts.items()}, self.now())
        return book.groups(), counts


def _note(notice: Notice, book: journal.NoticeBook, counts: dict[str, Count]) -> None:
    book.add(notice)
    count = counts.setdefault(notice.kind or UNKNOWN, Count())
    if notice.severity is Severity.REFUSED:
        count.refused += 1
    else:
        count.warned += 1


def _write(store: Store, batch: Sequence[Record], original: int, counts: dict[str, Count]) -> None:
    if not batch:
        return
    with store.writing() as connection:
        fates = write(connection, batch, original)
    for record, fate in zip(batch, fates, strict=True):
        count = counts.setdefault(record.kind, Count())
        if fate is Fate.STORED:
            count.stored += 1
        else:
            count.unchanged += 1
