# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""A round over the sources: several at the same time, none held up by another, and the house brought up to date after each."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from threading import Event

from bijgepraat import __version__
from bijgepraat.model.sync import Complaint, Description, Validators
from bijgepraat.pipeline.sameness import follow as follow_works
from bijgepraat.pipeline.sync.fetching import STREAM, Fetching, PieceReport
from bijgepraat.pipeline.sync.lock import only_one
from bijgepraat.pipeline.sync.stream import Complaints, Round, StreamReport, utc_now
from bijgepraat.settings import Settings
from bijgepraat.sources.blob import InputError
from bijgepraat.sources.descriptions import DescriptionError, descriptions
from bijgepraat.sources.fetched import Network
from bijgepraat.sources.http import Client
from bijgepraat.sources.services.registry import service_for
from bijgepraat.sources.services.service import Service, StreamError
from bijgepraat.store import sync, warnings
from bijgepraat.store.queries import Connection
from bijgepraat.store.store import Store

_AT_THE_SAME_TIME = 4
"""Sources asked at the same time: enough that a slow one holds up nobody, few enough for two cores."""
_PREPARING = "begin"
_FOLLOW_S = 60.0
_STUBBORN = 3
"""Rounds in a row that a stream fails before its second way is taken."""


@dataclass(slots=True)
class SourceReport:
    """The outcome of one source. `error` says why nothing of it could be read at all."""

    source: str
    title: str
    streams: list[StreamReport] = field(default_factory=list)
    pieces: PieceReport = field(default_factory=PieceReport)
    error: str | None = None

    @property
    def failed(self) -> bool:
        """Whether something of this source could not be had."""
        return self.error is not None or any(stream.error for stream in self.streams)


@dataclass(slots=True)
class SyncReport:
    """The outcome of a round over all sources asked."""

    sources: list[SourceReport] = field(default_factory=list)
    indexed: int = 0
    joined: int = 0


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the person at the command line asks of a round. `budget` is how long fetching pieces of one source may take."""

    since: date | None = None
    missing: bool = False
    pieces: bool = True
    budget: timedelta | None = None


class Synchronisation:
    """Follows sources into one store. Make it with `opened`."""

    def __init__(
        self,
        store: Store,
        settings: Settings,
        client: Client,
        *,
        now: Callable[[], datetime],
        tell: Callable[[str, int], None],
    ) -> None:
        self.store = store
        self.settings = settings
        self.known = descriptions(settings.sources)
        self.stop = Event()
        self._client = client
        self._now = now
        self._tell = tell
        self._counted: dict[str, int] = {}

    def chosen(self, names: Sequence[str]) -> list[Description]:
        """The sources by these names; without names all that are enabled and not on demand. Raises `InputError`."""
        unknown = [name for name in names if name not in self.known]
        if unknown:
            raise InputError(f"onbekende bron {', '.join(unknown)}; bekend zijn {', '.join(self.known)}")
        if names:
            return [self.known[name] for name in dict.fromkeys(names)]
        return [one for one in self.known.values() if one.enabled and not one.on_demand]

    def round(self, chosen: Sequence[Description], wishes: Wishes) -> SyncReport:
        """One round over sources; then search index and joined documents are brought up to date."""
        report = SyncReport()
        with ThreadPoolExecutor(max_workers=_AT_THE_SAME_TIME, thread_name_prefix="bron") as pool:
            running: set[Future[SourceReport]] = {pool.submit(self.source, one, wishes) for one in chosen}
            try:
                while running:
                    finished, running = wait(running, timeout=_FOLLOW_S, return_when=FIRST_COMPLETED)
                    report.sources += [future.result() for future in finished]
                    self.follow(report)
            except BaseException:
                # Ctrl-C reaches this thread only: the others are told, end their batch and keep their cursor.
                self.stop.set()
                raise
        report.sources.sort(key=lambda source: source.source)
        return report

    def follow(self, report: SyncReport | None = None) -> SyncReport:
        """Bring what follows the store up to date: the search index, and which records are one document."""
        report = report or SyncReport()
        report.indexed += self.store.index.follow(self.store.engine)
        report.joined += follow_works(self.store)
        return report

    def source(self, description: Description, wishes: Wishes) -> SourceReport:
        """One round of one source: each stream by itself, then the files that came with them. Never raises for the source."""
        report = SourceReport(description.name, description.title)
        began = self._now()
        complaints = Complaints()
        try:
            service = service_for(description, self.settings.limits)
            service.prepare(self._network(description, complaints))
        except (InputError, StreamError) as error:
            report.error = str(error)
            with self.store.writing() as connection:
                sync.failed(connection, description.name, _PREPARING, began, error.code, str(error))
                self._write(connection, description.name, complaints)
            return report
        with self.store.writing() as connection:
            sync.clear_failure(connection, description.name, _PREPARING)
            self._write(connection, description.name, complaints)
        for stream in service.streams():
            if self.stop.is_set():
                break
            outcome = self._stream(description, service, stream, wishes)
            report.streams.append(outcome)
            if outcome.error is not None and description.second_way is not None and not self.stop.is_set():
                report.streams += self._second_way(description, stream)
        if wishes.pieces and not self.stop.is_set():
            report.pieces = self._pieces(description, service, wishes)
        return report

    def _stream(self, description: Description, service: Service, stream: str, wishes: Wishes) -> StreamReport:
        complaints = Complaints()
        return Round(
            store=self.store,
            description=description,
            service=service,
            stream=stream,
            network=self._network(description, complaints),
            complaints=complaints,
            now=self._now,
            stop=self.stop,
            tell=self._count,
            since=wishes.since,
        ).run()

    def _second_way(self, description: Description, stream: str) -> list[StreamReport]:
        """A stream that keeps failing, by the other interface of the same source: what came since it last went well."""
        second = self.known.get(description.second_way or "")
        with self.store.reading() as connection:
            row = next((row for row in sync.stream_rows(connection, description.name) if row.stream == stream), None)
        if second is None or stream not in second.streams or row is None or row.failures < _STUBBORN:
            return []
        # A stream that was never read to its end is read whole.
        since = datetime.fromisoformat(row.succeeded).date() if row.succeeded else None
        complaints = Complaints()
        complaints.add(
            Complaint(
                "tweede-weg", f"{description.title}, {stream} blijft falen; opgehaald langs {second.title}", row.error, True
            )
        )
        try:
            service = service_for(second, self.settings.limits)
            service.prepare(self._network(second, complaints))
        except (InputError, StreamError) as error:
            return [StreamReport(second.name, stream, error=str(error))]
        with self.store.writing() as connection:
            self._write(connection, description.name, complaints)
        return [self._stream(second, service, stream, Wishes(since=since))]

    def _pieces(self, description: Description, service: Service, wishes: Wishes) -> PieceReport:
        complaints = Complaints()
        until = time.monotonic() + wishes.budget.total_seconds() if wishes.budget else None
        return Fetching(
            store=self.store,
            description=description,
            service=service,
            network=self._network(description, complaints),
            complaints=complaints,
            now=self._now,
            stop=self.stop,
            tell=lambda piece: self._tell(
                f"{description.name}: {piece.fetched} bestanden opgehaald", sum(self._counted.values())
            ),
            enough=lambda _report: until is not None and time.monotonic() > until,
        ).run(everything=wishes.missing)

    def _network(self, description: Description, complaints: Complaints) -> Network:
        def known(address: str) -> Validators | None:
            with self.store.reading() as connection:
                return sync.validators_of(connection, address)

        return self._client.bound(description, known=known, tell=complaints.add)

    def _write(self, connection: Connection, source: str, complaints: Complaints) -> None:
        for complaint, number in complaints.take():
            warnings.warn(connection, source, None, complaint, self._now(), number)

    def _count(self, report: StreamReport) -> None:
        self._counted[f"{report.source} {report.stream}"] = report.read
        self._tell(f"{report.source} {report.stream}: {report.read} gelezen", sum(self._counted.values()))


@contextmanager
def opened(
    store: Store,
    settings: Settings,
    folder: Path,
    *,
    now: Callable[[], datetime] = utc_now,
    tell: Callable[[str, int], None] = lambda _line, _records: None,
    shared: bool = False,
) -> Iterator[Synchronisation]:
    """A synchronisation of the store in `folder`, with the lock and the network that it needs.

    `shared`: other processes follow other sources of this store, and a queue of jobs keeps them apart. Raises `DescriptionError`
    for a description that makes no sense, `StoreBusyError` when another process is at it.
    """
    jitter = random.Random()  # noqa: S311 - spreads requests in time; nothing secret
    alone = nullcontext() if shared else only_one(folder)
    with alone, Client(settings.allowed_hosts, settings.contact, version=__version__, jitter=jitter) as client:
        store.archive.tidy()
        yield Synchronisation(store, settings, client, now=now, tell=tell)


def described(settings: Settings) -> Mapping[str, Description]:
    """All descriptions by name. Raises `DescriptionError`."""
    return descriptions(settings.sources)


__all__ = ["STREAM", "DescriptionError", "SourceReport", "SyncReport", "Synchronisation", "Wishes", "described", "opened"]
