# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Fetching the files that a source announced, one by one: each is archived, read and ticked off, or listed as missing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from threading import Event

from bijgepraat.model.records import Notice, Original, Record, Severity
from bijgepraat.model.sync import Complaint, Description, Piece
from bijgepraat.pipeline.sync.stream import Complaints, complaint_of
from bijgepraat.sources.blob import InputError
from bijgepraat.sources.fetched import Fetched, Network
from bijgepraat.sources.services.service import Service
from bijgepraat.store import journal, pieces, sync, warnings
from bijgepraat.store.records import Fate, write
from bijgepraat.store.store import Store

_AT_ONCE = 100
_PACKED = {"application/pdf": ".pdf", "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx"}
STREAM = "stukken"
"""The name under which complaints about pieces are kept."""


@dataclass(slots=True)
class PieceReport:
    """What became of the pieces of a source in one round."""

    fetched: int = 0
    missing: int = 0
    stored: int = 0
    left: int = 0


@dataclass(frozen=True, slots=True)
class Fetching:
    """All that fetching the pieces of one source needs. `enough` says when to leave the rest for the next round."""

    store: Store
    description: Description
    service: Service
    network: Network
    complaints: Complaints
    now: Callable[[], datetime]
    stop: Event
    tell: Callable[[PieceReport], None]
    enough: Callable[[PieceReport], bool] = lambda _report: False

    def run(self, *, everything: bool = False) -> PieceReport:
        """Fetch what is due (or all that is not there yet). Never raises for what the source does."""
        report = PieceReport()
        tried: set[str] = set()
        name = self.description.name
        with self.store.writing() as connection:
            pieces.drop_deleted(connection, name)
        while not self.stop.is_set() and not self.enough(report):
            with self.store.reading() as connection:
                due = pieces.due(connection, name, self.now(), most=_AT_ONCE + len(tried), everything=everything)
            some = [piece for piece in due if piece.address not in tried][:_AT_ONCE]
            if not some:
                break
            for piece in some:
                tried.add(piece.address)
                self._take(piece, report)
                self.tell(report)
                if self.stop.is_set() or self.enough(report):
                    break
        with self.store.writing() as connection:
            report.left = pieces.counts(connection).get(name, {}).get(pieces.WAITING, 0)
            for complaint, number in self.complaints.take():
                warnings.warn(connection, name, STREAM, complaint, self.now(), number)
        return report

    def _take(self, piece: Piece, report: PieceReport) -> None:
        fetched: Fetched | None = None
        try:
            fetched = self.network.get(piece.address, most=self.description.network.piece_bytes)
            self._keep(piece, fetched, report)
            report.fetched += 1
        except InputError as error:
            report.missing += 1
            with self.store.writing() as connection:
                pieces.failed(connection, piece.address, self.now(), str(error))
        finally:
            if fetched is not None:
                fetched.body.close()

    def _keep(self, piece: Piece, fetched: Fetched, report: PieceReport) -> None:
        """Read a file whole before anything of it is stored: what breaks half-way leaves nothing behind but the original."""
        with fetched.body.open() as stream:
            sha256, size = self.store.archive.put(stream, _PACKED.get(fetched.media_type, ""))
        original = Original(sha256, self.description.name, fetched.address, fetched.fetched, fetched.media_type, size)
        records: list[Record] = []
        book = journal.NoticeBook()
        for item in self.service.read_piece(piece, fetched):
            if isinstance(item, Notice):
                book.add(item)
                if item.severity is Severity.REFUSED:
                    self.complaints.add(complaint_of(item))
            else:
                records.append(item)
        if piece.size is not None and piece.size != fetched.size:
            message = "Een bestand heeft een andere lengte dan de bron aankondigde; het is wel bewaard"
            self.complaints.add(Complaint("andere-lengte", message, piece.address, recovered=True))
        with self.store.writing() as connection:
            number = journal.register_original(connection, original)
            sync.record_fetch(connection, piece.address, self.description.name, number, fetched.fetched, fetched.headers)
            journal.write_notices(connection, self.description.name, number, book.groups())
            fates = write(connection, records, number)
            pieces.done(connection, piece.address, self.now())
        report.stored += sum(fate is Fate.STORED for fate in fates)
