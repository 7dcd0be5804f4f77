# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The index of open.overheid.nl: what changed last comes first, and is read back to where the last round began.

A stream's cursor is the latest `mutatiedatumtijd` it has seen, kept only when a round reached the end. A round that is cut off
begins anew; what comes again is recognised. What changes while a round reads moves to the front, and is for the next round.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from urllib.parse import quote, urljoin
from zoneinfo import ZoneInfo

import msgspec

from bijgepraat.model.records import Notice, Record
from bijgepraat.model.sync import Complaint, Description, Piece, Position
from bijgepraat.settings import Limits
from bijgepraat.sources.blob import InputError
from bijgepraat.sources.fetched import Fetched, FetchError, Network
from bijgepraat.sources.moments import in_utc
from bijgepraat.sources.openoverheid_records import Listed, Listing, add_details, read_listing
from bijgepraat.sources.services.ahead import fetch_whole
from bijgepraat.sources.services.options import OptionsError, read_options
from bijgepraat.sources.services.pieces import read_fetched
from bijgepraat.sources.services.service import Batch, StreamError

_ACCEPT = "application/json"
_HERE = ZoneInfo("Europe/Amsterdam")
_PAGE = 50
"""The index takes 10, 20 or 50 and nothing else."""
_DEEPEST = 9_900
"""Indexes of this sort commonly give no more than the first 10,000 results."""
_STEPS_BACK = 5
_MOST_WITHOUT = 3
_CLOCK = timedelta(days=1)
_RESERVED = frozenset({"zoektekst", "start", "aantalResultaten", "sort", "order"})


class _Question(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """A stream. `filters` are put to the index (`organisatie`, `documentsoort`, `informatiecategorie`); `uitgevers` are how the
    name of the publisher begins; `soorten` are kinds of document, for which `details` are needed. `woorden`: only files of
    documents with one of these in their title are fetched; without any, all are.
    """

    filters: dict[str, str] = {}
    uitgevers: tuple[str, ...] = ()
    soorten: tuple[str, ...] = ()
    stukken: bool = True
    woorden: tuple[str, ...] = ()


class _Options(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    vragen: dict[str, _Question]
    documenten: str | None = None
    """Where documents stand; without it next to the index."""
    sort: str = "laatst-gewijzigd"
    overlap_hours: int = 24
    first_days: int = 14
    details: bool = False
    piece_days: int = 30
    piece_bytes: int = 20 * 1024**2
    bestandstypen: tuple[str, ...] = ("application/pdf",)


@dataclass(slots=True)
class _Reading:
    stream: str
    network: Network
    now: datetime
    earliest_piece: str
    limit: str
    """The moment back to which is read."""
    newest: str = ""
    seen: dict[str, str | None] = field(default_factory=dict)
    oldest: str | None = None
    without: int = 0
    """Documents in a row of which there were no details."""


class OpenOverheid:
    """Follows the index. Raises `InputError` for a description that makes no sense."""

    def __init__(self, description: Description, limits: Limits) -> None:
        self._description = description
        self._limits = limits
        self._options = read_options(description, _Options)
        _check(description, self._options)
        self._home = self._options.documenten or urljoin(description.address, "/documenten/")

    def streams(self) -> Sequence[str]:
        """The streams in the order of the description."""
        return tuple(self._description.streams)

    def prepare(self, network: Network) -> None:
        """There is nothing to check beforehand: each answer is held against its form."""

    def read(self, stream: str, position: Position, network: Network, now: datetime) -> Iterator[Batch]:
        """One batch a page (or a document, when `details` are asked), from the latest change back to the cursor."""
        if stream not in self._options.vragen:
            raise StreamError(f"de stroom {stream} staat niet in options.vragen", "onbekende-stroom")
        reading = self._reading(stream, position, network, now)
        start, total, back = 0, 0, 0
        while (page := self._page(reading, start)) is not None:
            fetched, listing = page
            done = self._done(reading, listing)
            yield from self._batches(reading, fetched, listing)
            if not done and listing.total < total and back < _STEPS_BACK:
                # Something went from before this page: what followed it moved to the page before.
                start, back, reading.oldest = max(0, start - _PAGE), back + 1, None
            elif done or listing.length == 0 or start + listing.length >= listing.total:
                break
            else:
                start += listing.length
            total = listing.total
        kept = min(in_utc(position.cursor or "") or "", _stamp(now))
        cursor = max(reading.newest, kept)
        if cursor:
            yield Batch(None, cursor=cursor)

    def read_piece(self, piece: Piece, fetched: Fetched) -> Iterator[Record | Notice]:
        """The text of a document. Raises `InputError` when it is not what was announced."""
        return read_fetched(piece, fetched, self._description, self._limits)

    def _reading(self, stream: str, position: Position, network: Network, now: datetime) -> _Reading:
        kept = in_utc(position.cursor or "")
        limits: list[datetime] = []
        if kept is not None:
            moment = min(datetime.fromisoformat(kept[:26]).replace(tzinfo=UTC), now)
            limits.append(moment - timedelta(hours=self._options.overlap_hours))
        elif position.since is None:
            limits.append(now - timedelta(days=self._options.first_days))
        if position.since is not None:
            limits.append(datetime.combine(position.since, time(), _HERE).astimezone(UTC))
        piece = position.since or (now - timedelta(days=self._options.piece_days)).date()
        return _Reading(stream, network, now, piece.isoformat(), _stamp(min(limits)))

    def _page(self, reading: _Reading, start: int) -> tuple[Fetched, Listing] | None:
        address = self._address(reading.stream, start)
        filtered = bool(self._options.vragen[reading.stream].filters)

        def read(fetched: Fetched) -> tuple[Listing, Complaint | None]:
            listing = read_listing(fetched.body.bytes(), address, self._description.name, self._limits.line_bytes, self._home)
            if listing.total == 0 and not filtered:
                raise InputError("de hele index is leeg; vraag het opnieuw")
            if listing.length == 0 and listing.total > start:
                message = "de index telt documenten maar geeft ze niet; wat ouder is kan ontbreken"
                return listing, Complaint("onvolledig", message, f"{listing.total} geteld, vanaf {start} geen")
            return listing, None

        try:
            return fetch_whole(reading.network, address, read, _ACCEPT)
        except FetchError as error:
            if start < _DEEPEST:
                raise
            message = "de index geeft niet alles in één keer; wat nog ouder is ontbreekt. Maak options.first_days kleiner"
            reading.network.tell(Complaint("onvolledig", message, f"vanaf {start}: {error}"))
            return None

    def _done(self, reading: _Reading, listing: Listing) -> bool:
        """Whether everything on a page is older than what is sought. Also notes the latest moment, and an order that is none."""
        moments = [listed.record.modified for listed in listing.documents if listed.record.modified is not None]
        ahead = _stamp(reading.now + _CLOCK)
        reading.newest = max([reading.newest, *(moment for moment in moments if moment <= ahead)])
        if not moments:
            return False
        if reading.oldest is not None and min(moments) > reading.oldest:
            message = "de index houdt de volgorde van wijziging niet aan; er kan iets ontbreken. Controleer options.sort"
            reading.network.tell(Complaint("volgorde", message, f"{reading.stream}: {min(moments)} na {reading.oldest}"))
        reading.oldest = min(moments)
        return max(moments) < reading.limit

    def _batches(self, reading: _Reading, fetched: Fetched, listing: Listing) -> Iterator[Batch]:
        question = self._options.vragen[reading.stream]
        chosen = [listed for listed in listing.documents if self._wanted(reading, question, listed)]
        for listed in chosen:
            reading.seen[listed.record.key] = listed.record.modified
        plain: list[Listed] = []
        for listed in chosen:
            full = self._detailed(reading, listed) if self._options.details else None
            if full is None:
                plain.append(listed)
            elif _is_of(full[1], question.soorten):
                yield Batch(full[0], [full[1].record], pieces=self._pieces(reading, question, [full[1]]))
            else:
                full[0].body.close()
        if plain or listing.notices:
            pieces = self._pieces(reading, question, plain)
            yield Batch(fetched, [listed.record for listed in plain], listing.notices, pieces)
        else:
            fetched.body.close()

    def _wanted(self, reading: _Reading, question: _Question, listed: Listed) -> bool:
        record = listed.record
        publisher = str(record.fields.get("publisher") or "").casefold()
        if question.uitgevers and not publisher.startswith(tuple(name.casefold() for name in question.uitgevers)):
            return False
        if record.modified is not None and record.modified < reading.limit:
            return False
        return record.key not in reading.seen or reading.seen[record.key] != record.modified

    def _detailed(self, reading: _Reading, listed: Listed) -> tuple[Fetched, Listed] | None:
        """A document with its details; None when the index does not give them, which is not asked on and on."""
        if reading.without >= _MOST_WITHOUT:
            return None
        address = f"{self._description.address.rstrip('/')}/{quote(listed.record.key)}"

        def read(fetched: Fetched) -> tuple[Listed, Complaint | None]:
            return add_details(listed, fetched.body.bytes(), self._limits.line_bytes), None

        try:
            found = fetch_whole(reading.network, address, read, _ACCEPT)
        except (FetchError, StreamError) as error:
            message = "de index geeft geen bijzonderheden van een document; het is zonder bewaard"
            reading.network.tell(Complaint("zonder-bijzonderheden", message, f"{address}: {error}"))
            reading.without += 1
            return None
        reading.without = 0
        return found

    def _pieces(self, reading: _Reading, question: _Question, documents: Sequence[Listed]) -> list[Piece]:
        return [piece for listed in documents if (piece := self._piece(reading, question, listed)) is not None]

    def _piece(self, reading: _Reading, question: _Question, listed: Listed) -> Piece | None:
        options, record = self._options, listed.record
        media_type = str(record.fields.get("bestandsType") or "").lower()
        day = record.date.isoformat() if record.date is not None else (record.modified or "")[:10]
        title = (record.title or "").casefold()
        if (
            not question.stukken
            or media_type not in options.bestandstypen
            or day < reading.earliest_piece
            or (listed.size is not None and listed.size > options.piece_bytes)
            or (question.woorden and not any(word.casefold() in title for word in question.woorden))
        ):
            return None
        return Piece(
            address=f"{record.address}/file",
            source=record.source,
            kind=record.kind,
            key=record.key,
            media_type=media_type,
            changed=record.modified,
            date=record.date,
            title=record.title,
        )

    def _address(self, stream: str, start: int) -> str:
        asked = {"zoektekst": "", "start": str(start), "aantalResultaten": str(_PAGE), "sort": self._options.sort}
        parts = [f"{name}={quote(value, safe='')}" for name, value in asked.items()]
        # The index wants the values of filters encoded twice.
        filters = self._options.vragen[stream].filters
        parts += [f"{quote(name)}={quote(quote(value, safe=''), safe='')}" for name, value in filters.items()]
        return f"{self._description.address}?{'&'.join(parts)}"


def _is_of(listed: Listed, wanted: Sequence[str]) -> bool:
    """Whether a document is of one of the kinds wanted, when any are named."""
    sorts = {str(name).casefold() for name in listed.record.fields.get("documentsoorten") or ()}
    return not wanted or bool(sorts & {name.casefold() for name in wanted})


def _check(description: Description, options: _Options) -> None:
    where = f"bron {description.name}: options"
    for name in description.streams:
        if name not in options.vragen:
            raise OptionsError(f"{where}.vragen mist de stroom {name}; voeg haar toe, of haal haar weg bij streams")
    for name, question in options.vragen.items():
        if name not in description.streams:
            raise OptionsError(f"{where}.vragen.{name} staat niet bij streams; voeg haar daar toe, of haal haar hier weg")
        wrong = sorted(_RESERVED & question.filters.keys())
        if wrong:
            raise OptionsError(f"{where}.vragen.{name}.filters mag {wrong[0]} niet zetten; dat doet Bijgepraat zelf")
        if question.soorten and not options.details:
            raise OptionsError(f"{where}.vragen.{name}.soorten vraagt om options.details: true; de lijst noemt geen soorten")
    if options.documenten is not None and not options.documenten.startswith(("https://", "http://")):
        raise OptionsError(f"{where}.documenten moet met https:// of http:// beginnen ({options.documenten[:80]!r})")
    for key, value, least, most in (
        ("overlap_hours", options.overlap_hours, 0, 24 * 400),
        ("first_days", options.first_days, 1, 4000),
        ("piece_days", options.piece_days, 0, 40_000),
        ("piece_bytes", options.piece_bytes, 1, description.network.piece_bytes),
    ):
        if not least <= value <= most:
            raise OptionsError(f"{where}.{key} moet tussen {least} en {most} liggen, hier staat {value}")


def _stamp(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%S.%f}0Z"
