# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""OData of the Tweede Kamer as a living source: the second way to the records of the SyncFeed, for back-filling and repair.

A stream is an entity set, read in the order of (`ApiGewijzigdOp`, `Id`). Its cursor is `moment|id` of the last row; the rows of
that moment are asked again, because a page may end between two rows of one moment. `Position.since` starts at that Dutch day.
The addresses of the versions and what they renamed stand in the description; `prepare` takes the first version that answers.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import quote, urlsplit

import msgspec

from bijgepraat.model.records import Notice, Record
from bijgepraat.model.sync import Complaint, Description, Piece, Position
from bijgepraat.settings import Limits
from bijgepraat.sources.blob import Blob, InputError
from bijgepraat.sources.fetched import Body, Fetched, FetchError, Network
from bijgepraat.sources.moments import in_utc
from bijgepraat.sources.odata import parse_json
from bijgepraat.sources.odata_schema import Schema, read_entities
from bijgepraat.sources.services.ahead import doubts, fetch_whole, read_ahead
from bijgepraat.sources.services.odata_versions import Version, compare
from bijgepraat.sources.services.options import check_entities, read_options
from bijgepraat.sources.services.service import Batch, StreamError
from bijgepraat.sources.services.tweedekamer_pieces import PieceRule, piece_of, read_file
from bijgepraat.sources.tweedekamer import SOURCE, Place, entities, id_of, read_entity

_JSON, _XML = "application/json", "application/xml"
_PLAIN = "(),':=/"
"""Signs that go into an address as they are when `encode_dollar` is off; one server did not know `%24filter`."""


class _Options(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    versions: tuple[Version, ...]
    records_as: str = SOURCE
    """The source that records are of: that of the SyncFeed, so that both ways end in one record."""
    encode_dollar: bool = False
    resources: str | None = None
    """Where files are fetched; the same address as the SyncFeed gives, so that no file is fetched twice."""
    pieces: dict[str, PieceRule] = {}


@dataclass(slots=True)
class _Page:
    fetched: Fetched
    rows: list[Any]
    next: str | None


@dataclass(slots=True)
class _Reading:
    stream: str
    network: Network
    seen: set[str] = field(default_factory=set)


class ODataService:
    """Reads entity sets of OData. Raises `InputError` for a description that makes no sense."""

    def __init__(self, description: Description, limits: Limits) -> None:
        self._description = description
        self._limits = limits
        self._options = read_options(description, _Options)
        if not self._options.versions:
            raise InputError(f"bron {description.name}: options.versions is leeg; noem ten minste één versie met haar adres")
        if self._options.pieces and not self._options.resources:
            raise InputError(f"bron {description.name}: options.pieces vraagt om options.resources, het adres van de bestanden")
        check_entities(description, self._options.pieces, *(version.renames for version in self._options.versions))
        self._version: Version | None = None
        self._schema: Schema | None = None

    def streams(self) -> Sequence[str]:
        """The entity sets in the order of the description."""
        return tuple(self._description.streams)

    def prepare(self, network: Network) -> None:
        """Take the first version whose `$metadata` can be read, and tell how it differs from what we expect of it.

        Raises what the last version raised when none answers.
        """
        failed: FetchError | StreamError | None = None
        for version in self._options.versions:
            address = f"{version.address}/$metadata"
            try:
                _fetched, schema = fetch_whole(network, address, self._read_schema, _XML)
            except (FetchError, StreamError) as error:
                message = f"OData {version.name} geeft geen beschrijving van zichzelf ({error}); een andere versie is geprobeerd"
                network.tell(Complaint("andere-versie", message, address, recovered=True))
                failed = error
                continue
            self._version, self._schema = version, schema
            for complaint in compare(schema, version, self.streams()):
                network.tell(complaint)
            return
        if failed is not None:
            raise failed

    def read(self, stream: str, position: Position, network: Network, now: datetime) -> Iterator[Batch]:
        """One batch a page, in the order of change."""
        if self._version is None or self._schema is None:
            self.prepare(network)
        version = self._version
        if version is None or self._schema is None or stream not in self._schema.fields:
            raise StreamError(f"{stream} staat niet in deze versie van OData; controleer options.versions", "andere-vorm")
        moment, done = _parsed_cursor(position)
        reading = _Reading(stream, network)

        def fetch(address: str) -> _Page:
            return self._fetch(reading, address)

        for page in read_ahead(self._address(version, stream, moment), fetch, lambda page: page.next):
            rows = _after(page.rows, moment, done)
            done = None
            batch = self._batch(stream, version, page, rows, position, now)
            if batch is not None:
                yield batch
            else:
                page.fetched.body.close()

    def read_piece(self, piece: Piece, fetched: Fetched) -> Iterator[Record | Notice]:
        """The records in a document or a transcript, and a warning when its size is not as announced."""
        return read_file(piece, fetched, self._description, self._limits)

    def _read_schema(self, fetched: Fetched) -> tuple[Schema, Complaint | None]:
        return read_entities(self._blob(fetched.asked, fetched.body)), None

    def _blob(self, address: str, body: Body) -> Blob:
        return Blob(address, ".xml", self._description.name, body.open, self._limits, address)

    def _address(self, version: Version, stream: str, moment: str | None) -> str:
        assert self._schema is not None
        back = {ours: theirs for theirs, ours in version.renames.get(stream, {}).items()}
        relations = self._schema.relations.get(stream, {})
        expand = [
            # ToegezegdAan has no Id of its own.
            role if role == "ToegezegdAan" else f"{role}($select=Id)"
            for role in (back.get(name, name) for name in entities()[stream].own)
            if role in relations and f"{role}_Id" not in self._schema.fields[stream]
        ]
        asked = {
            "filter": f"ApiGewijzigdOp ge {moment}" if moment else None,
            "orderby": "ApiGewijzigdOp asc,Id asc",
            # Without it, answers have come without the keys of relations.
            "select": ",".join(self._schema.fields[stream]),
            "expand": ",".join(expand) or None,
        }
        encoded = self._options.encode_dollar
        sign, safe = ("%24", "") if encoded else ("$", f"{_PLAIN}$")
        return f"{version.address}/{stream}?" + "&".join(
            f"{sign}{name}={quote(value, safe=safe)}" for name, value in asked.items() if value
        )

    def _fetch(self, reading: _Reading, address: str) -> _Page:
        reading.seen.add(address)

        def read(fetched: Fetched) -> tuple[tuple[list[Any], str | None], Complaint | None]:
            body, complaint = doubts(fetched.body.bytes(), address)
            return _answer(body), complaint

        fetched, (rows, onward) = fetch_whole(reading.network, address, read, _JSON)
        if onward is None:
            return _Page(fetched, rows, None)
        here, there = urlsplit(address), _split(onward)
        if there != (here.scheme, here.netloc):
            raise StreamError(
                f"OData verwijst naar een ander adres ({onward[:120]!r}); controleer options.versions", "ander-adres"
            )
        if onward in reading.seen:
            raise StreamError(f"OData stuurt {reading.stream} in een kring rond; meld dit bij de bron", "kringloop")
        return _Page(fetched, rows, onward)

    def _batch(
        self, stream: str, version: Version, page: _Page, rows: Sequence[Any], position: Position, now: datetime
    ) -> Batch | None:
        place = Place(self._options.records_as, page.fetched.asked)
        renames = version.renames.get(stream, {})
        records: list[Record] = []
        notices: list[Notice] = []
        pieces: list[Piece] = []
        cursor: str | None = None
        for row in rows:
            if not isinstance(row, dict):
                notices.append(
                    place.refused("geen-record", None, stream, "geen JSON-object; verwacht wordt één object per record")
                )
                continue
            named = {renames.get(name, name): value for name, value in row.items()} if renames else row
            for item in read_entity(place, named, stream):
                if isinstance(item, Notice):
                    notices.append(item)
                    continue
                records.append(item)
                piece = self._piece(item, now, position)
                if piece is not None:
                    pieces.append(piece)
            key, moment = id_of(named), named.get("ApiGewijzigdOp")
            if key and isinstance(moment, str) and in_utc(moment):
                cursor = f"{moment}|{key}"
        if not records and not notices:
            return None
        return Batch(page.fetched, records, notices, pieces, cursor=cursor)

    def _piece(self, record: Record, now: datetime, position: Position) -> Piece | None:
        if self._options.resources is None or "ContentType" not in record.fields:
            return None
        changed = record.fields.get("GewijzigdOp")
        moment = in_utc(changed) if isinstance(changed, str) else None
        address = f"{self._options.resources.rstrip('/')}/{record.key}"
        return piece_of(record, self._options.pieces, address, moment, now, position.since)


def _parsed_cursor(position: Position) -> tuple[str | None, str | None]:
    """The moment to read from, and the row of that moment up to which all was read."""
    if position.since is not None:
        return in_utc(f"{position.since.isoformat()}T00:00:00"), None
    moment, _, key = (position.cursor or "").partition("|")
    # A cursor that makes no sense is one of another service or time: everything is read again, and recognised.
    return (moment, key or None) if in_utc(moment) else (None, None)


def _after(rows: Sequence[Any], moment: str | None, key: str | None) -> Sequence[Any]:
    """The rows behind the one with this key, if it is among the first ones with its moment; else all."""
    if key is None:
        return rows
    for n, row in enumerate(rows):
        if not isinstance(row, dict) or row.get("ApiGewijzigdOp") != moment:
            break
        if id_of(row) == key:
            return rows[n + 1 :]
    return rows


def _answer(body: bytes) -> tuple[list[Any], str | None]:
    value = parse_json(body)
    if not isinstance(value, Mapping) or not isinstance(value.get("value"), list):
        shown = value.get("error") if isinstance(value, Mapping) else None
        raise InputError(f"geen lijst van records in het antwoord{f' ({str(shown)[:120]})' if shown else ''}; vraag het opnieuw")
    onward = value.get("@odata.nextLink")
    return value["value"], onward if isinstance(onward, str) and onward else None


def _split(address: str) -> tuple[str, str]:
    try:
        parts = urlsplit(address)
    except ValueError:
        return ("", "")
    return (parts.scheme, parts.netloc)
