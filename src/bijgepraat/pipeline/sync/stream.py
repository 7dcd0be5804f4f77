# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""One round of one stream: read on from the cursor, and keep answer, records and cursor together or not at all."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from threading import Event

from bijgepraat.model.records import Notice, Original, Record, Severity
from bijgepraat.model.sync import Complaint, Description, Position
from bijgepraat.pipeline.sync import promises
from bijgepraat.sources.blob import InputError
from bijgepraat.sources.fetched import Fetched, Network
from bijgepraat.sources.services.service import Batch, Service, StreamError
from bijgepraat.store import journal, pieces, sync, warnings
from bijgepraat.store.queries import Connection
from bijgepraat.store.records import Fate, write
from bijgepraat.store.store import Store

_TOGETHER = 1_000
"""Records a transaction at least, where batches follow each other fast; a commit costs as much as some hundred records."""
_LONGEST_S = 2.0
_MESSAGES_PER_CODE = 20
_ALARMING = frozenset({"onbekend-veld", "codering", "verminkte-letters"})
"""Warnings about single records that say something about the whole source."""
_SUFFIXES = {"application/pdf": ".pdf", "application/zip": ".zip"}


@dataclass(slots=True)
class StreamReport:
    """What a round of one stream came to. `error` is None when the end of the stream was reached."""

    source: str
    stream: str
    read: int = 0
    stored: int = 0
    unchanged: int = 0
    resent: int = 0
    refused: int = 0
    old: int = 0
    batches: int = 0
    announced: int = 0
    error: str | None = None
    first: bool = False
    flood: bool = False

    def counts(self) -> dict[str, int]:
        """The figures by their Dutch names, as the log of rounds has them."""
        return {
            "gelezen": self.read,
            "opgeslagen": self.stored,
            "ongewijzigd": self.unchanged,
            "herzonden": self.resent,
            "geweigerd": self.refused,
            "oud": self.old,
            "antwoorden": self.batches,
        }


class Complaints:
    """Gathers complaints until the next transaction, like with like."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, str, bool], tuple[Complaint, int]] = {}
        self._sorts: dict[str, int] = {}

    def add(self, complaint: Complaint) -> None:
        """Take one. Beyond twenty messages of one code only the code is counted on."""
        place = (complaint.code, complaint.message, complaint.recovered)
        if place not in self._found:
            sorts = self._sorts.get(complaint.code, 0)
            if sorts >= _MESSAGES_PER_CODE:
                complaint = Complaint(
                    complaint.code, "en andere meldingen van deze soort", complaint.example, complaint.recovered
                )
                place = (complaint.code, complaint.message, complaint.recovered)
            else:
                self._sorts[complaint.code] = sorts + 1
        first, number = self._found.get(place, (complaint, 0))
        self._found[place] = (first, number + 1)

    def take(self) -> list[tuple[Complaint, int]]:
        """All so far, with their numbers; the gathering begins anew."""
        found = list(self._found.values())
        self._found = {}
        return found


@dataclass(slots=True)
class Round:
    """Everything that a round of one stream needs, and what it came to."""

    store: Store
    description: Description
    service: Service
    stream: str
    network: Network
    complaints: Complaints
    now: Callable[[], datetime]
    stop: Event
    tell: Callable[[StreamReport], None]
    since: date | None = None
    report: StreamReport = field(init=False)
    _tally: promises.Tally = field(init=False)
    _began: datetime = field(init=False)
    _number: int | None = None

    def __post_init__(self) -> None:
        self.report = StreamReport(self.description.name, self.stream)
        self._tally = promises.Tally(self.description.streams[self.stream])
        self._began = self.now()

    def run(self) -> StreamReport:
        """Read to the end of the stream, or as far as it goes. Never raises for what the source does."""
        name = self.description.name
        with self.store.reading() as connection:
            there = sync.position(connection, name, self.stream)
        self.report.first = there.succeeded is None
        code: str | None = None
        try:
            self._read(Position(there.cursor, there.succeeded, self.since))
        except (InputError, StreamError) as error:
            code, self.report.error = error.code, str(error)
        self._finish(code)
        return self.report

    def _read(self, position: Position) -> None:
        waiting: list[Batch] = []
        records = 0
        since = time.monotonic()
        with closing(self._batches(position)) as batches:
            try:
                for batch in batches:
                    waiting.append(batch)
                    records += len(batch.records)
                    if records >= _TOGETHER or time.monotonic() - since > _LONGEST_S or self.stop.is_set():
                        ready, waiting, records, since = waiting, [], 0, time.monotonic()
                        self._keep(ready)
                        self.tell(self.report)
                    if self.stop.is_set():
                        raise StreamError("Onderbroken; de volgende ronde gaat hier verder", "onderbroken")
            finally:
                # What was read before an error is complete in itself and counts.
                self._keep(waiting)

    def _batches(self, position: Position) -> Generator[Batch, None, None]:
        yield from self.service.read(self.stream, position, self.network, self._began)

    def _keep(self, batches: Sequence[Batch]) -> None:
        """Archive the answers, then store records, pieces and cursor in one transaction."""
        if not batches:
            return
        archived = [self._archive(batch.fetched) if batch.fetched is not None else None for batch in batches]
        arrived: datetime | None = None
        newest: str | None = None
        cursor: str | None = None
        with self.store.writing() as connection:
            before = sync.changes(connection)
            for batch, original in zip(batches, archived, strict=True):
                number = journal.register_original(connection, original) if original is not None else None
                if batch.fetched is not None and number is not None:
                    sync.record_fetch(
                        connection,
                        batch.fetched.asked,
                        self.description.name,
                        number,
                        batch.fetched.fetched,
                        batch.fetched.headers,
                    )
                fates = write(connection, batch.records, number)
                self._count(batch, fates)
                if batch.pieces:
                    pieces.announce(connection, batch.pieces, self._began)
                newest = max(filter(None, (newest, *(self._moment(record) for record in batch.records))), default=None)
                cursor = batch.cursor or cursor
            if sync.changes(connection) > before:
                arrived = self._began
            if self._number is None and (arrived is not None or self.report.resent or self.report.refused):
                self._number = sync.begin_round(
                    connection, self.description.name, self.stream, self._began, first=self.report.first, after=before
                )
            if self._number is not None:
                sync.note_round(connection, self._number, self.report.counts())
            sync.advance(connection, self.description.name, self.stream, cursor=cursor, newest=newest, arrived=arrived)
            self._tell_store(connection)
        for batch in batches:
            if batch.fetched is not None:
                batch.fetched.body.close()

    def _archive(self, fetched: Fetched) -> Original:
        with fetched.body.open() as stream:
            sha256, size = self.store.archive.put(stream, _SUFFIXES.get(fetched.media_type, ""))
        return Original(sha256, self.description.name, fetched.address, fetched.fetched, fetched.media_type, size)

    def _count(self, batch: Batch, fates: Sequence[Fate]) -> None:
        report, today = self.report, self._began.date()
        report.batches += batch.fetched is not None
        report.announced += len(batch.pieces)
        for record, fate in zip(batch.records, fates, strict=True):
            old = promises.is_old(record.date, today, self.description.news_days)
            report.read += 1
            report.stored += fate is Fate.STORED
            report.unchanged += fate is Fate.UNCHANGED
            report.resent += fate is Fate.RESENT
            report.old += fate is Fate.RESENT or (fate is Fate.STORED and old)
        self._tally.add(batch.records, whole=batch.whole)
        for notice in batch.notices:
            if notice.severity is Severity.REFUSED:
                report.read += 1
                report.refused += 1
            self.complaints.add(complaint_of(notice))

    def _moment(self, record: Record) -> str | None:
        """When the source last spoke, by its own words; a moment that lies ahead is a clock that is off."""
        stated = record.modified or (record.date.isoformat() if record.date else None)
        if stated is None or stated[:10] > (self._began + timedelta(days=1)).date().isoformat():
            return None
        return stated

    def _finish(self, code: str | None) -> None:
        report, name, now = self.report, self.description.name, self.now()
        report.flood = not report.first and promises.is_flood(report.old, report.stored + report.resent)
        broken, judged = self._tally.complaints()
        if report.flood:
            broken.append(promises.flood(report.old))
        if not report.first:
            with self.store.reading() as connection:
                today = sync.stored_since(connection, name, now - timedelta(days=1)).get(self.stream, 0)
            busy = promises.day_count(today, self._tally.promise.day)
            judged.add("te-veel")
            broken += [busy] if busy is not None else []
        for complaint in broken:
            self.complaints.add(complaint)
        with self.store.writing() as connection:
            if report.error is not None and code is not None:
                if code != "onderbroken":
                    sync.failed(connection, name, self.stream, self._began, code, report.error)
                if self._number is None and code != "onderbroken":
                    self._number = sync.begin_round(
                        connection, name, self.stream, self._began, first=report.first, after=sync.changes(connection)
                    )
                    sync.note_round(connection, self._number, report.counts())
            else:
                sync.succeeded(connection, name, self.stream, self._began)
                warnings.resolve(connection, name, self.stream, judged, now, but=[complaint.message for complaint in broken])
            if self._number is not None:
                sync.end_round(connection, self._number, now, flood=report.flood, error=report.error)
            self._tell_store(connection)

    def _tell_store(self, connection: Connection) -> None:
        for complaint, number in self.complaints.take():
            warnings.warn(connection, self.description.name, self.stream, complaint, self.now(), number)


def complaint_of(notice: Notice) -> Complaint:
    """A notice about a record as something to say of its source."""
    example = " ".join(filter(None, (notice.kind, notice.record))) or None
    recovered = notice.severity is Severity.WARNED and notice.code not in _ALARMING
    return Complaint(notice.code, notice.message, example, recovered)


def utc_now() -> datetime:
    """The present moment in UTC."""
    return datetime.now(UTC)
