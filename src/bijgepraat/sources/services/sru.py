# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The register of official publications (SRU 2.0 of KOOP): what changed, day by day, up to and with yesterday.

A stream is a CQL clause. Its cursor is the last day read to its end, by `dt.modified`. A round begins some days before it,
for entries turn up late; today is never asked, because it is empty until the day's publication and then looks read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Literal
from urllib.parse import quote
from zoneinfo import ZoneInfo

import msgspec

from bijgepraat.model.records import Kind, Notice, Record, Severity
from bijgepraat.model.sync import Complaint, Description, Piece, Position
from bijgepraat.settings import Limits
from bijgepraat.sources.blob import Blob, InputError
from bijgepraat.sources.fetched import Body, Fetched, Network
from bijgepraat.sources.services.addresses import public_address
from bijgepraat.sources.services.ahead import doubts, fetch_whole
from bijgepraat.sources.services.options import OptionsError, read_options
from bijgepraat.sources.services.pieces import NotAsAnnouncedError, read_fetched
from bijgepraat.sources.services.service import Batch, StreamError
from bijgepraat.sources.sru_records import Answer, DiagnosticError, Publication, read_answer

_ACCEPT = "application/xml"
_HERE = ZoneInfo("Europe/Amsterdam")
_ASKS = 3
"""Times that a day is asked whose number of entries does not come out."""
_LARGEST_PAGE = 1000
_FRIDAY = 5
_TYPES = {"xml": "application/xml", "html": "text/html", "pdf": "application/pdf"}
_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"')
_SORTED = re.compile(r"\bsortby\b", re.IGNORECASE)
_STUB = re.compile(r"niet beschikbaar", re.IGNORECASE)
_STUB_LENGTH = 600
_LOST_PAGE = re.compile(r"fout404|fout-?pagina", re.IGNORECASE)


class _Question(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """A stream: which publications (`clause`, CQL), and whether their texts are fetched, from which manifestations."""

    clause: str
    stukken: bool = True
    manifestaties: tuple[Literal["xml", "html", "pdf"], ...] | None = None


class _Options(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    vragen: dict[str, _Question]
    overlap_days: int = 7
    first_days: int = 30
    page: int = 100
    piece_days: int = 60
    manifestaties: tuple[Literal["xml", "html", "pdf"], ...] = ("xml", "pdf")
    sort: str = "dt.identifier/sort.ascending"
    """Within a day; without a fixed order pages could skip entries. Left out when the register does not know how."""


@dataclass(slots=True)
class _Reading:
    stream: str
    network: Network
    now: datetime
    since: date | None
    sorted: bool = True


@dataclass(slots=True)
class _Day:
    """What a day has brought so far: per key the moment of change that was handed on."""

    seen: dict[str, str | None] = field(default_factory=dict)
    refused: set[str] = field(default_factory=set)


@dataclass(slots=True)
class _Pass:
    """One time through a day: what the register counted, and what it gave."""

    total: int = 0
    given: int = 0
    steady: bool = True
    keys: set[str] = field(default_factory=set)

    def add(self, answer: Answer, start: int) -> int | None:
        """Take a page in; where the next one begins, which is after what came: that may be less than was asked for."""
        keys = {publication.record.key for publication in answer.publications}
        moved = bool(keys & self.keys) or (start > 1 and answer.total != self.total)
        circling = bool(keys) and keys <= self.keys
        self.keys |= keys
        self.total = answer.total
        self.given += answer.length
        onward = start + answer.length
        if answer.length and not circling and (answer.next is not None or onward <= answer.total):
            self.steady = self.steady and not moved
            return onward
        self.steady = self.steady and not moved and (self.given >= answer.total or not answer.exact)
        return None


class Sru:
    """Follows the register. Raises `InputError` for a description that makes no sense."""

    def __init__(self, description: Description, limits: Limits) -> None:
        self._description = description
        self._limits = limits
        self._options = read_options(description, _Options)
        _check(description, self._options)

    def streams(self) -> Sequence[str]:
        """The streams in the order of the description."""
        return tuple(self._description.streams)

    def prepare(self, network: Network) -> None:
        """There is nothing to check beforehand: the register answers a question that it does not understand with a diagnosis."""

    def read(self, stream: str, position: Position, network: Network, now: datetime) -> Iterator[Batch]:
        """One batch a page, day by day from some days before the cursor to yesterday."""
        if stream not in self._options.vragen:
            raise StreamError(f"de stroom {stream} staat niet in options.vragen", "onbekende-stroom")
        reading = _Reading(stream, network, now, position.since, sorted=bool(self._options.sort))
        yesterday = now.astimezone(_HERE).date() - timedelta(days=1)
        kept = _day(position.cursor)
        on = self._begin(kept, position.since, yesterday)
        while on <= yesterday:
            # What is read once more must not put the cursor back: a crash would then lose ground.
            yield from self._day(reading, on, max(min(kept or on, yesterday), on).isoformat())
            on += timedelta(days=1)

    def read_piece(self, piece: Piece, fetched: Fetched) -> Iterator[Record | Notice]:
        """The publication in a fetched file. Raises `InputError` for an error page, and for a file that says it has no text."""
        if _LOST_PAGE.search(fetched.address):
            raise NotAsAnnouncedError("de bron heeft dit stuk (nog) niet en stuurt een foutpagina; het wordt later weer gevraagd")
        items = list(read_fetched(piece, fetched, self._description, self._limits))
        for item in items:
            if isinstance(item, Record) and item.kind == Kind.PUBLICATIE:
                _refuse_stub(item)
                if item.key != piece.key:
                    message = f"het bestand noemt zich {item.key}, aangekondigd was {piece.key}; controleer het bij de bron"
                    yield Notice(Severity.WARNED, "andere-sleutel", piece.address, item.key, message, item.kind)
        yield from items

    def _begin(self, kept: date | None, since: date | None, yesterday: date) -> date:
        options = self._options
        if kept is None:
            return since or yesterday - timedelta(days=options.first_days - 1)
        onward = min(kept, yesterday) - timedelta(days=options.overlap_days - 1)
        return min(onward, since) if since is not None else onward

    def _day(self, reading: _Reading, on: date, cursor: str) -> Iterator[Batch]:
        """The pages of a day; asked again when entries moved under the reading, or fewer came than the register counts."""
        day = _Day()
        for attempt in range(1, _ASKS + 1):
            reach = _Pass()
            start: int | None = 1
            while start is not None:
                fetched, answer = self._page(reading, on, start)
                onward = reach.add(answer, start)
                batch = self._batch(reading, day, fetched, answer, again=attempt > 1)
                if batch.records or batch.notices:
                    # A page that is a whole day is held against the promise; weekends say nothing.
                    whole = attempt == 1 and start == 1 and onward is None and on.isoweekday() <= _FRIDAY
                    yield Batch(fetched, batch.records, batch.notices, batch.pieces, whole=whole)
                else:
                    fetched.body.close()
                start = onward
            if reach.steady:
                break
            lacking = reach.total - max(reach.given, len(day.seen) + len(day.refused))
            example = f"{reading.stream} {on}: {reach.total} geteld, {reach.given} gekregen"
            if attempt < _ASKS:
                message = "het register veranderde onder het lezen, of gaf minder dan het telt; de dag is opnieuw gevraagd"
                reading.network.tell(Complaint("aantal-verandert", message, example, recovered=True))
            elif lacking > 0:
                message = "het register geeft minder stukken dan het telt; de volgende ronden vragen deze dag opnieuw"
                reading.network.tell(Complaint("onvolledig", message, example))
        yield Batch(None, cursor=cursor)

    def _page(self, reading: _Reading, on: date, start: int) -> tuple[Fetched, Answer]:
        try:
            return self._fetch(reading, self._address(reading, on, start), start)
        except DiagnosticError as error:
            if not reading.sorted:
                raise StreamError(f"{error}; controleer options.vragen.{reading.stream}", error.code) from error
        reading.sorted = False
        try:
            found = self._fetch(reading, self._address(reading, on, start), start)
        except DiagnosticError as error:
            raise StreamError(f"{error}; controleer options.vragen.{reading.stream}", error.code) from error
        message = f"het register kan niet sorteren op {self._options.sort}; gelezen zonder volgorde. Pas options.sort aan"
        reading.network.tell(Complaint("volgorde", message, reading.stream, recovered=True))
        return found

    def _fetch(self, reading: _Reading, address: str, start: int) -> tuple[Fetched, Answer]:
        refusals: list[DiagnosticError] = []

        def read(fetched: Fetched) -> tuple[Answer | None, Complaint | None]:
            body, complaint = doubts(fetched.body.bytes(), address)
            try:
                answer = read_answer(Blob(address, ".xml", self._description.name, Body(body).open, self._limits, address))
            except DiagnosticError as error:
                if error.passing:
                    raise
                refusals.append(error)
                return None, None
            if answer.length == 0 and answer.total >= start:
                message = "het register telt stukken maar geeft ze niet"
                return answer, Complaint("lege-pagina", message, f"{answer.total} geteld, vanaf {start} geen: {address}")
            if answer.remark is not None and complaint is None:
                complaint = Complaint("diagnose", answer.remark, address, recovered=True)
            return answer, complaint

        fetched, answer = fetch_whole(reading.network, address, read, _ACCEPT)
        if answer is None:
            fetched.body.close()
            raise refusals[-1]
        return fetched, answer

    def _address(self, reading: _Reading, on: date, start: int) -> str:
        clause = self._options.vragen[reading.stream].clause
        query = f"({clause}) AND dt.modified>={on} AND dt.modified<={on}"
        if reading.sorted:
            query += f" sortBy {self._options.sort}"
        asked = {
            "operation": "searchRetrieve",
            "version": "2.0",
            "query": query,
            "startRecord": str(start),
            "maximumRecords": str(self._options.page),
            "recordSchema": "gzd",
        }
        return f"{self._description.address}?" + "&".join(f"{name}={quote(value, safe='')}" for name, value in asked.items())

    def _batch(self, reading: _Reading, day: _Day, fetched: Fetched, answer: Answer, *, again: bool) -> Batch:
        records: list[Record] = []
        pieces: list[Piece] = []
        for publication in answer.publications:
            record = publication.record
            if record.key in day.seen and day.seen[record.key] == record.modified:
                continue
            day.seen[record.key] = record.modified
            records.append(record)
            piece = self._piece(reading, publication)
            if piece is not None:
                pieces.append(piece)
        for notice in answer.notices:
            if notice.severity is Severity.REFUSED:
                day.refused.add(f"{fetched.asked} {notice.record}")
        return Batch(fetched, records, () if again else answer.notices, pieces)

    def _piece(self, reading: _Reading, publication: Publication) -> Piece | None:
        options, question, record = self._options, self._options.vragen[reading.stream], publication.record
        if not question.stukken:
            return None
        stated = record.date or _day((record.modified or "")[:10])
        earliest = reading.since or (reading.now - timedelta(days=options.piece_days)).date()
        if stated is None or stated < earliest:
            return None
        wanted = options.manifestaties if question.manifestaties is None else question.manifestaties
        for name in wanted:
            address = public_address(publication.files.get(name), self._description.address, self._description.address)
            if address is not None:
                return Piece(
                    address=address,
                    source=record.source,
                    kind=record.kind,
                    key=record.key,
                    media_type=_TYPES[name],
                    changed=record.modified,
                    date=record.date,
                    title=record.title,
                )
        return None


def _check(description: Description, options: _Options) -> None:
    where = f"bron {description.name}: options"
    for name in description.streams:
        if name not in options.vragen:
            raise OptionsError(f"{where}.vragen mist de stroom {name}; geef haar een clause, of haal haar weg bij streams")
    for name, question in options.vragen.items():
        if name not in description.streams:
            raise OptionsError(f"{where}.vragen.{name} staat niet bij streams; voeg haar daar toe, of haal haar hier weg")
        bare = _QUOTED.sub("", question.clause)
        depth = [bare[: n + 1].count("(") - bare[: n + 1].count(")") for n in range(len(bare))]
        if not bare.strip() or '"' in bare or min(depth, default=0) < 0 or (depth and depth[-1] != 0):
            raise OptionsError(f"{where}.vragen.{name}.clause is geen CQL; controleer aanhalingstekens en haakjes")
        if _SORTED.search(bare):
            raise OptionsError(f"{where}.vragen.{name}.clause mag geen sortBy hebben; gebruik options.sort")
    for key, value, least, most in (
        ("overlap_days", options.overlap_days, 1, 400),
        ("first_days", options.first_days, 1, 4000),
        ("page", options.page, 1, _LARGEST_PAGE),
        ("piece_days", options.piece_days, 0, 40_000),
    ):
        if not least <= value <= most:
            raise OptionsError(f"{where}.{key} moet tussen {least} en {most} liggen, hier staat {value}")


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat((text or "")[:10])
    except ValueError:
        return None


def _refuse_stub(record: Record) -> None:
    text = record.text or ""
    if not text.strip() or (len(text) < _STUB_LENGTH and _STUB.search(text)):
        raise InputError("het bestand heeft geen tekst (de bron heeft dit stuk alleen als PDF, of nog niet); kijk bij de bron")
