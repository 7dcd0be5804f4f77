# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Rijksoverheid.nl by what is left of its interfaces since June 2026: a search that answers as RSS, and the site's maps.

The search gives twenty messages at most, the most relevant ones, and has no pages: a period with as many is asked in halves.
What the search leaves out is found in the maps, which know addresses and little more. A stream's cursor is the moment up to which
it was read; a round begins some time before it, for messages get other dates afterwards.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from urllib.parse import quote, urlsplit
from zoneinfo import ZoneInfo

import msgspec
import orjson

from bijgepraat.model.records import Kind, Notice, Record
from bijgepraat.model.sync import Complaint, Description, Piece, Position
from bijgepraat.settings import Limits
from bijgepraat.sources.fetched import Fetched, Network
from bijgepraat.sources.moments import in_utc
from bijgepraat.sources.page_references import files_of, numbers_of
from bijgepraat.sources.services.asking import ask
from bijgepraat.sources.services.feed_items import read_feed
from bijgepraat.sources.services.messages import Message, Taken, Wanted, take
from bijgepraat.sources.services.options import OptionsError, read_options
from bijgepraat.sources.services.pieces import NotAsAnnouncedError, read_fetched
from bijgepraat.sources.services.rijksoverheid_maps import Map, Maps, plain_address
from bijgepraat.sources.services.service import Batch, StreamError

_ACCEPT = "application/rss+xml, application/xml;q=0.9, text/xml;q=0.8"
_HERE = ZoneInfo("Europe/Amsterdam")
_FULL = 20
"""Messages in an answer, at most."""
_SHORTEST = timedelta(hours=1)
_NEAR = timedelta(days=1)
_LOST_PAGE = ("/404", "fout404", "niet-gevonden", "not-found")


class _Filter(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    field: str
    values: tuple[str, ...]
    type: str = "all"


class _Question(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """A stream of the search: `filters` as the site takes them (none: every kind of content). `paden`: only messages whose
    address on the site begins with one of these.
    """

    filters: tuple[_Filter, ...] = ()
    woorden: str = ""
    paden: tuple[str, ...] = ()


class _Options(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    vragen: dict[str, _Question] = {}
    sitemaps: dict[str, Map] = {}
    overlap_hours: int = 72
    first_days: int = 30
    window_days: int = 7
    page_days: int = 30


@dataclass(slots=True)
class _Reading:
    stream: str
    network: Network
    now: datetime
    kept: str
    wanted: Wanted
    seen: set[tuple[str, str | None]] = field(default_factory=set)


class Rijksoverheid:
    """Follows the site. Raises `InputError` for a description that makes no sense."""

    def __init__(self, description: Description, limits: Limits) -> None:
        self._description = description
        self._limits = limits
        self._options = read_options(description, _Options)
        _check(description, self._options)
        self._maps = Maps(description, limits)

    def streams(self) -> Sequence[str]:
        """The searches first, whatever the order of the description: the maps then only add what those left out."""
        names = tuple(self._description.streams)
        return tuple(sorted(names, key=lambda name: name in self._options.sitemaps))

    def prepare(self, network: Network) -> None:
        """There is nothing to check beforehand: the search describes nothing but its answers."""

    def read(self, stream: str, position: Position, network: Network, now: datetime) -> Iterator[Batch]:
        """Messages from some time before the cursor to now; of a map, what changed since and no search gave."""
        kept = min(in_utc(position.cursor or "") or "", _stamp(now))
        begin = self._begin(kept, position.since, now)
        days = self._options.page_days if position.since is None else max(0, (now.date() - position.since).days)
        chosen = self._options.sitemaps.get(stream)
        if chosen is not None:
            anyway = position.since is not None
            yield from self._maps.read(chosen, begin, network, now, days, anyway=anyway)
            yield Batch(None, cursor=_stamp(now))
            return
        if stream not in self._options.vragen:
            raise StreamError(f"de stroom {stream} staat niet in options.vragen of options.sitemaps", "onbekende-stroom")
        reading = _Reading(stream, network, now, kept, Wanted(_FULL, pages=True, days=days))
        day, last = begin.astimezone(_HERE).date(), now.astimezone(_HERE).date()
        while day <= last:
            after = min(day + timedelta(days=self._options.window_days), last + timedelta(days=1))
            yield from self._period(reading, _midnight(day), _midnight(after))
            day = after

    def read_piece(self, piece: Piece, fetched: Fetched) -> Iterator[Record | Notice]:
        """The text of a page, with the files it links to and the numbers on it. Raises `InputError` for an error page."""
        if fetched.address != fetched.asked and any(words in fetched.address.lower() for words in _LOST_PAGE):
            raise NotAsAnnouncedError("de bron stuurt door naar een foutpagina; de pagina wordt later weer gevraagd")
        for item in read_fetched(piece, fetched, self._description, self._limits):
            if isinstance(item, Record) and item.kind in {Kind.BESTAND, Kind.PAGINA} and item.fields.get("soort") != "pdf":
                yield self._recognisable(item, piece, fetched)
            else:
                yield item

    def _recognisable(self, record: Record, piece: Piece, fetched: Fetched) -> Record:
        raw = fetched.body.bytes()
        words = " ".join((record.title or "", record.text or ""))
        more = {
            "bijlagen": files_of(raw, piece.address, self._description.network.hosts),
            "nummers": numbers_of(raw, piece.address, words),
        }
        return replace(record, fields={**record.fields, **{name: found for name, found in more.items() if found}})

    def _begin(self, kept: str, since: date | None, now: datetime) -> datetime:
        if kept:
            begin = datetime.fromisoformat(kept[:26]).replace(tzinfo=UTC) - timedelta(hours=self._options.overlap_hours)
            return min(begin, _midnight(since)) if since is not None else begin
        return _midnight(since) if since is not None else now - timedelta(days=self._options.first_days)

    def _period(self, reading: _Reading, begin: datetime, end: datetime) -> Iterator[Batch]:
        """A period from `begin` to before `end`: one answer when that is all, otherwise its halves."""
        address = self._address(reading.stream, begin, end)
        fetched, messages = self._ask(reading.network, address)
        full = len(messages) >= _FULL
        if full and not _is_within(messages, begin, end):
            message = "de zoekdienst houdt zich niet aan de gevraagde periode; er kunnen berichten ontbreken"
            reading.network.tell(Complaint("mogelijk-onvolledig", message, address))
        elif full and end - begin > _SHORTEST:
            middle = _middle(begin, end)
            yield from self._period(reading, begin, middle)
            yield from self._period(reading, middle, end)
        elif full:
            message = f"de zoekdienst geeft ten hoogste {_FULL} berichten, ook over een uur; er kunnen berichten ontbreken"
            reading.network.tell(Complaint("mogelijk-onvolledig", message, address))
        # Of a period in halves only what neither half gave is left.
        taken = self._take(reading, messages, fetched)
        cursor = max(reading.kept, min(_stamp(end), _stamp(reading.now)))
        if taken.records or taken.notices:
            yield Batch(fetched, taken.records, taken.notices, taken.pieces, cursor=cursor)
        else:
            fetched.body.close()
            yield Batch(None, cursor=cursor)

    def _ask(self, network: Network, address: str) -> tuple[Fetched, list[Message]]:
        def read(fetched: Fetched) -> tuple[list[Message], Complaint | None]:
            return read_feed(fetched.body.bytes(), self._description.address, self._limits)

        answer = ask(network, address, _ACCEPT, read, anyway=True)
        if answer is None:
            raise StreamError("de zoekdienst zegt dat er niets is veranderd, zonder dat dit is gevraagd", "andere-vorm")
        return answer

    def _take(self, reading: _Reading, messages: Sequence[Message], fetched: Fetched) -> Taken:
        paths = self._options.vragen[reading.stream].paden
        chosen = [replace(message, address=plain_address(message.address)) for message in messages]
        chosen = [message for message in chosen if _is_on(message.address, paths)]
        # Of a period in halves all came before; asked of once more they would be told as odd once more.
        fresh = [message for message in chosen if _mark(message) not in reading.seen]
        reading.seen.update(map(_mark, fresh))
        taken = take(fresh, self._description, fetched.asked, reading.network, reading.now, reading.wanted, everything=True)
        for record in taken.records:
            self._maps.found[record.key] = record
        return taken

    def _address(self, stream: str, begin: datetime, end: datetime) -> str:
        question = self._options.vragen[stream]
        period = {"name": "specificPeriod", "from": _iso(begin), "to": _iso(end - timedelta(milliseconds=1))}
        filters: list[object] = [msgspec.structs.asdict(one) for one in question.filters]
        filters.append({"field": "sort_date", "values": [period], "type": "all"})
        query = orjson.dumps({"filters": filters, "resultSearchTerm": question.woorden, "pageTitle": "Nieuws"})
        return f"{self._description.address}?query={quote(query.decode(), safe='')}"


def _check(description: Description, options: _Options) -> None:
    where = f"bron {description.name}: options"
    for name in description.streams:
        if (name in options.vragen) == (name in options.sitemaps):
            raise OptionsError(f"{where}: de stroom {name} moet in vragen of in sitemaps staan, en niet in beide")
    for name in (*options.vragen, *options.sitemaps):
        if name not in description.streams:
            raise OptionsError(f"{where}: {name} staat niet bij streams; voeg haar daar toe, of haal haar hier weg")
    for name, question in options.vragen.items():
        for one in question.filters:
            if not one.field or not one.values or one.field == "sort_date":
                raise OptionsError(f"{where}.vragen.{name}.filters: geef field en values; sort_date zet Bijgepraat zelf")
        _check_paths(f"{where}.vragen.{name}", question.paden)
    for name, chosen in options.sitemaps.items():
        ours, theirs = urlsplit(description.address), urlsplit(chosen.adres)
        if theirs.scheme not in {"https", "http"} or theirs.netloc != ours.netloc:
            raise OptionsError(f"{where}.sitemaps.{name}.adres moet op {ours.netloc} staan ({chosen.adres[:80]!r})")
        if chosen.hoogstens < 1:
            raise OptionsError(f"{where}.sitemaps.{name}.hoogstens moet ten minste 1 zijn, hier staat {chosen.hoogstens}")
        _check_paths(f"{where}.sitemaps.{name}", chosen.paden)
    for key, value, least, most in (
        ("overlap_hours", options.overlap_hours, 0, 24 * 400),
        ("first_days", options.first_days, 1, 4000),
        ("window_days", options.window_days, 1, 400),
        ("page_days", options.page_days, 0, 40_000),
    ):
        if not least <= value <= most:
            raise OptionsError(f"{where}.{key} moet tussen {least} en {most} liggen, hier staat {value}")


def _check_paths(where: str, paths: Sequence[str]) -> None:
    wrong = next((path for path in paths if not path.startswith("/")), None)
    if wrong is not None:
        raise OptionsError(f"{where}.paden: {wrong!r} moet met / beginnen, zoals /actueel/nieuws/")


def _is_on(address: str | None, paths: Sequence[str]) -> bool:
    return not paths or urlsplit(address or "").path.startswith(tuple(paths))


def _is_within(messages: Sequence[Message], begin: datetime, end: datetime) -> bool:
    """Whether at least half of the messages with a date are of the period asked for, give or take a day."""
    stamps = [message.published.moment for message in messages if message.published is not None]
    first, last = _stamp(begin - _NEAR), _stamp(end + _NEAR)
    return sum(first <= stamp <= last for stamp in stamps) * 2 >= len(stamps)


def _mark(message: Message) -> tuple[str, str | None]:
    stamp = message.updated or message.published
    return message.guid or message.address or message.title, stamp.moment if stamp else None


def _middle(begin: datetime, end: datetime) -> datetime:
    """Half-way: at a midnight as long as there is one in between, else at a whole hour."""
    first, last = begin.astimezone(_HERE).date(), end.astimezone(_HERE).date()
    if (last - first).days > 1:
        return _midnight(first + timedelta(days=(last - first).days // 2))
    hours = max(1, round((end - begin) / _SHORTEST) // 2)
    return begin + hours * _SHORTEST


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), _HERE).astimezone(UTC)


def _iso(moment: datetime) -> str:
    return f"{moment.astimezone(UTC).isoformat(timespec='milliseconds').removesuffix('+00:00')}Z"


def _stamp(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%S.%f}0Z"
