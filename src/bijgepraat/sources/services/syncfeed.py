# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The SyncFeed of the Tweede Kamer: one feed per category, in the order of change, followed by the feed's own tokens.

A stream is a category. Its cursor is the query of the address where the feed goes on (`category=Zaak&skiptoken=…`), taken from
the feed as it stands: the path is the description's, so that no feed can lead elsewhere.

The feed cannot be asked from a day on. With `Position.since` a stream that was read before goes on from its cursor (reading
again from a day is what the second way, OData, is for); one never read is read from its beginning, and its files are announced
from that day on.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from urllib.parse import quote, urljoin, urlsplit

import msgspec
from lxml import etree

from bijgepraat.model.records import Notice, Record
from bijgepraat.model.sync import Complaint, Description, Piece, Position
from bijgepraat.settings import Limits
from bijgepraat.sources.blob import Blob
from bijgepraat.sources.fetched import Body, Fetched, FetchError, Network
from bijgepraat.sources.services.ahead import doubts, fetch_whole, read_ahead
from bijgepraat.sources.services.options import check_entities, read_options
from bijgepraat.sources.services.service import Batch, StreamError
from bijgepraat.sources.services.tweedekamer_pieces import PieceRule, piece_of, read_file
from bijgepraat.sources.syncfeed_entries import Clock, EntryError, FeedPage, as_records, next_of, read_entry, read_page
from bijgepraat.sources.tweedekamer import Place

_ACCEPT = "application/atom+xml, application/xml;q=0.9"
_NO_LONGER = {400, 404, 410}
"""Answers that say that a token does not exist any more."""

_RESTARTED = "#herlezen="
"""In a cursor, before the day on which the category was read again and failed there too. It is not begun twice a day: a page
that always fails would have a million entries read every quarter of an hour."""


class _Options(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    optional: tuple[str, ...] = ()
    """Streams that may not exist: not being there is told once a round and is no failure, until they were read once."""
    pieces: dict[str, PieceRule] = {}


@dataclass(slots=True)
class _Page:
    """A fetched page and the query of the one after it, which the feed names or its last entry."""

    query: str
    fetched: Fetched
    feed: FeedPage
    next: str | None
    goes_on: bool
    looped: bool = False


@dataclass(slots=True)
class _Reading:
    """One reading of a stream, from one address to the end."""

    stream: str
    network: Network
    clock: Clock
    now: datetime
    since: date | None
    seen: set[str] = field(default_factory=set)
    """Queries of this reading; 4,000 of 80 characters for a million entries."""
    pages: int = 0


class SyncFeed:
    """Follows the SyncFeed. Raises `InputError` for a description that makes no sense."""

    def __init__(self, description: Description, limits: Limits) -> None:
        self._description = description
        self._limits = limits
        self._options = read_options(description, _Options)
        check_entities(description, self._options.pieces, self._options.optional)
        self._resources = urljoin(description.address, "Resources/")

    def streams(self) -> Sequence[str]:
        """The categories in the order of the description: people first, because others point to them."""
        return tuple(self._description.streams)

    def prepare(self, network: Network) -> None:
        """There is nothing to check beforehand: the feed describes itself in each page."""

    def read(self, stream: str, position: Position, network: Network, now: datetime) -> Iterator[Batch]:
        """One batch a page, from the cursor to where the feed says that it is at its end."""
        bare = f"category={quote(stream)}"
        start, _, restarted = (position.cursor or bare).partition(_RESTARTED)
        since = position.since if position.cursor is None else None
        reading = _Reading(stream, network, Clock(now), now, since)
        try:
            yield from self._read(reading, start)
            return
        except FetchError as error:
            if start == bare and position.cursor is None and reading.pages == 0 and stream in self._options.optional:
                if error.status not in _NO_LONGER and error.status != 500:
                    raise
                message = f"de bron heeft de categorie {stream} niet (meer); zij wordt overgeslagen"
                network.tell(Complaint("categorie-ontbreekt", message, error.address, recovered=True))
                return
            today = f"{now:%Y-%m-%d}"
            if restarted == today or not _expired(error, reading, start == bare):
                raise
            lost = error
        again = _Reading(stream, network, Clock(now), now, since)
        onward: str | None = None
        try:
            for batch in self._read(again, bare):
                if again.pages == 1:
                    message = f"de bron kent het punt niet meer waar {stream} was gebleven; de categorie wordt opnieuw gelezen"
                    network.tell(Complaint("skiptoken-vervallen", message, lost.address, recovered=True))
                onward = batch.cursor or onward
                yield batch
        except FetchError as error:
            if again.pages == 0:
                raise lost from error  # the whole category fails, so the token may well be good: the cursor stays
            if onward is not None:
                yield Batch(None, cursor=f"{onward}{_RESTARTED}{today}")
            raise

    def read_piece(self, piece: Piece, fetched: Fetched) -> Iterator[Record | Notice]:
        """The records in a document or a transcript, and a warning when its size is not as announced."""
        return read_file(piece, fetched, self._description, self._limits)

    def _read(self, reading: _Reading, start: str) -> Iterator[Batch]:
        def fetch(query: str) -> _Page:
            return self._fetch(reading, query)

        def follow(page: _Page) -> str | None:
            return page.next if page.goes_on else None

        query = start
        for page in read_ahead(start, fetch, follow):
            reading.pages += 1
            batch = self._batch(reading, page)
            if batch.fetched is not None or (page.next is not None and page.next != query):
                yield batch
            if page.looped:
                raise StreamError(
                    f"de bron stuurt {reading.stream} in een kring rond (na {page.query}); meld dit bij de bron", "kringloop"
                )
            query = page.next or query

    def _fetch(self, reading: _Reading, query: str) -> _Page:
        address = f"{self._description.address}?{query}"
        reading.seen.add(query)

        def read(fetched: Fetched) -> tuple[FeedPage, Complaint | None]:
            body, complaint = doubts(fetched.body.bytes(), address)
            return read_page(self._blob(address, body)), complaint

        fetched, feed = fetch_whole(reading.network, address, read, _ACCEPT)
        onward = _query(feed.next) if feed.next else None
        own = _query(next_of(feed.entries[-1])) if feed.entries else None
        if feed.next is not None and onward is None:
            raise StreamError(f"de bron noemt geen bruikbaar vervolg van {reading.stream} ({feed.next[:80]!r})", "geen-vervolg")
        if onward is None and feed.resume is not None:
            return _Page(query, fetched, feed, _query(feed.resume), goes_on=False)
        if onward is not None and onward not in reading.seen:
            return _Page(query, fetched, feed, onward, goes_on=True)
        # Without a link of the page the last entry's own leads on; at the end of the feed to a page with nothing in it.
        if own is not None and own not in reading.seen:
            if onward is not None:
                message = f"de bron verwijst bij {reading.stream} terug naar een eerdere pagina; verder na de laatste vermelding"
                reading.network.tell(Complaint("kringloop", message, onward, recovered=True))
            return _Page(query, fetched, feed, own, goes_on=True)
        return _Page(query, fetched, feed, None, goes_on=False, looped=onward is not None)

    def _blob(self, address: str, body: bytes) -> Blob:
        return Blob(address, ".xml", self._description.name, Body(body).open, self._limits, address)

    def _batch(self, reading: _Reading, page: _Page) -> Batch:
        if not page.feed.entries:
            page.fetched.body.close()
            return Batch(None, cursor=page.next)
        place = Place(self._description.name, page.fetched.asked, complete=True)
        records: list[Record] = []
        notices: list[Notice] = []
        pieces: list[Piece] = []
        odd: list[str] = []
        for element in page.feed.entries:
            self._entry(reading, place, element, records, notices, pieces, odd)
        if odd:
            message = f"vermeldingen van {reading.stream} hebben een onmogelijke tijd van wijziging; een eerdere is genomen"
            reading.network.tell(Complaint("klok", message, f"{len(odd)} op een pagina, zoals {odd[0]}"))
        return Batch(page.fetched, records, notices, pieces, cursor=page.next)

    def _entry(
        self,
        reading: _Reading,
        place: Place,
        element: etree._Element,
        records: list[Record],
        notices: list[Notice],
        pieces: list[Piece],
        odd: list[str],
    ) -> None:
        try:
            entry = read_entry(element)
        except EntryError as error:
            notices.append(place.refused(error.code, error.key, error.kind, str(error)))
            return
        moment = entry.updated
        if not reading.clock.trusts(entry):
            odd.append(f"{entry.kind} {entry.key}: {entry.updated or 'geen tijd'}")
            moment = reading.clock.instead(entry)
        for item in as_records(entry, moment, place):
            if isinstance(item, Notice):
                notices.append(item)
                continue
            records.append(item)
            if entry.enclosure is not None or "ContentType" in item.fields:
                address = urljoin(self._description.address, entry.enclosure or self._resources + entry.key)
                piece = piece_of(item, self._options.pieces, address, entry.changed, reading.now, reading.since)
                if piece is not None:
                    pieces.append(piece)


def _expired(error: FetchError, reading: _Reading, bare: bool) -> bool:
    """Whether an error is about a token. A 500 is, when the client's repeats met it at the first page of a round."""
    if bare and reading.pages == 0:
        return False
    return error.status in _NO_LONGER or (error.status == 500 and reading.pages == 0)


def _query(address: str | None) -> str | None:
    try:
        return urlsplit(address or "").query or None
    except ValueError:
        return None
