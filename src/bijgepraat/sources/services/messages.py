# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Messages of a feed or a list of news, as records: one key each, no doubles, no clocks that are off, and their pages."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from bijgepraat.model.records import Kind, Notice, Record, Severity
from bijgepraat.model.sync import Complaint, Description, Piece
from bijgepraat.sources.fetched import Network
from bijgepraat.sources.services.stamps import Stamp
from bijgepraat.sources.text import Paragraph, build

_LONGEST_TITLE = 1_000
_LONGEST_TEXT = 200_000
_CLOCK = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Attached:
    """A file that hangs on a message."""

    address: str
    media_type: str | None = None
    size: int | None = None


@dataclass(frozen=True, slots=True)
class Message:
    """One message as it was read. `address` is canonical and public; `doubt` is a date that could not be read."""

    place: str
    title: str
    address: str | None = None
    guid: str | None = None
    published: Stamp | None = None
    updated: Stamp | None = None
    text: Sequence[Paragraph] = ()
    fields: Mapping[str, Any] = field(default_factory=dict)
    files: Sequence[Attached] = ()
    doubt: str | None = None


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to take of messages. `pages`: their own page is a piece too; `days`: of messages not older than so many days."""

    most: int
    pages: bool = False
    files: bool = False
    days: int = 30


@dataclass(slots=True)
class Taken:
    """What became of the messages of one answer."""

    records: list[Record] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)


def take(
    messages: Sequence[Message],
    description: Description,
    address: str,
    network: Network,
    now: datetime,
    wanted: Wanted,
    *,
    everything: bool = False,
) -> Taken:
    """Records and pieces of the messages that `address` gave, in its order. Tells what it left out.

    A message's key is its address; one that shares its address with other messages, or has none, gets the source's name with
    its guid, or with a hash of its words. Pages are only taken from the source's own hosts.
    """
    taken = Taken()
    chosen = messages if everything else _newest(messages, wanted.most)
    if len(chosen) < len(messages):
        words = f"De bron geeft haar hele geschiedenis; alleen de nieuwste {wanted.most} berichten zijn gelezen"
        network.tell(Complaint("hele-geschiedenis", words, f"{len(messages)} berichten", recovered=True))
    shared = _shared_addresses(chosen)
    seen: dict[str, Record] = {}
    doubles: list[str] = []
    ahead: list[str] = []
    for message in chosen:
        key = _key(message, description.name, shared)
        if key is None:
            taken.notices.append(
                _notice(Severity.REFUSED, "leeg", address, message.place, "een bericht zonder titel, tekst of adres")
            )
            continue
        if message.doubt:
            words = f"een datum is niet te lezen ({message.doubt[:60]!r}) en is leeg gelaten"
            taken.notices.append(_notice(Severity.WARNED, "onleesbare-datum", address, key, words))
        record, cut = _record(message, description, key)
        if cut:
            taken.notices.append(_notice(Severity.WARNED, "te-lang", address, key, f"{cut} is te lang en is afgekapt"))
        if record.modified is not None and _moment(record.modified) > now + _CLOCK:
            ahead.append(f"{key}: {record.modified}")
            record = replace(record, modified=None)
        if key in seen:
            doubles.append(key)
            if (record.modified or "") <= (seen[key].modified or ""):
                continue
        seen[key] = record
        taken.pieces += _pieces(message, record, description, address, now, wanted)
    taken.records = list(seen.values())
    taken.pieces = list({piece.address: piece for piece in taken.pieces}.values())
    if doubles:
        words = "Een bericht staat vaker dan één keer in hetzelfde antwoord; de nieuwste is genomen"
        network.tell(Complaint("dubbel", words, doubles[0], recovered=True))
    if ahead:
        words = "Berichten hebben een tijd die nog moet komen; de klok van de bron loopt niet gelijk, en hun tijd telt niet mee"
        network.tell(Complaint("klok", words, ahead[0], recovered=True))
    return taken


def _newest(messages: Sequence[Message], most: int) -> Sequence[Message]:
    """The newest in their own order. Those without a date are taken as new as the first: sources begin with what is new."""
    if len(messages) <= most:
        return messages
    order = sorted(range(len(messages)), key=lambda n: (_when(messages[n]), -n), reverse=True)
    return [messages[n] for n in sorted(order[:most])]


def _when(message: Message) -> str:
    stamp = message.published or message.updated
    return stamp.moment if stamp else "9999"


def _shared_addresses(messages: Sequence[Message]) -> set[str]:
    """Addresses under which several different messages stand, such as that of the site itself."""
    sorts: dict[str, set[tuple[str | None, str]]] = {}
    for message in messages:
        if message.address is not None:
            sorts.setdefault(message.address, set()).add((message.guid, message.title))
    return {
        address
        for address, each in sorts.items()
        if len({guid for guid, _ in each}) > 1 and len({title for _, title in each}) > 1
    }


def _key(message: Message, name: str, shared: set[str]) -> str | None:
    if message.address is not None and message.address not in shared:
        return message.address
    if message.guid:
        return f"{name}:{message.guid[:500]}"
    words = "\0".join((message.title, *(paragraph.text for paragraph in message.text)))
    if not words.strip("\0 "):
        return None
    stamp = message.published.moment if message.published else ""
    return f"{name}:{hashlib.blake2b(f'{words}{stamp}'.encode('utf-8', 'replace'), digest_size=12).hexdigest()}"


def _record(message: Message, description: Description, key: str) -> tuple[Record, str | None]:
    cut: str | None = None
    title = message.title
    if len(title) > _LONGEST_TITLE:
        title, cut = f"{title[: _LONGEST_TITLE - 1]}…", "de titel"
    text, passages = build(message.text)
    if len(text) > _LONGEST_TEXT:
        passages = tuple(passage for passage in passages if passage.end <= _LONGEST_TEXT)
        text, cut = text[: passages[-1].end if passages else 0], "de tekst"
    stamp, changed = message.published or message.updated, message.updated or message.published
    record = Record(
        kind=Kind.BERICHT,
        key=key,
        source=description.name,
        title=title or None,
        date=stamp.day if stamp else None,
        modified=changed.moment if changed else None,
        fields={name: value for name, value in message.fields.items() if value not in (None, "", [], {})},
        text=text or None,
        passages=passages,
        address=message.address,
        locator=message.place,
    )
    return record, cut


def _pieces(
    message: Message, record: Record, description: Description, address: str, now: datetime, wanted: Wanted
) -> list[Piece]:
    if record.date is not None and (now.date() - record.date).days > wanted.days:
        return []
    found = [Attached(record.address)] if wanted.pages and record.address is not None else []
    found += message.files if wanted.files else []
    return [
        Piece(
            address=each.address.partition("#")[0],
            source=description.name,
            kind=record.kind,
            key=record.key,
            media_type=each.media_type,
            size=each.size,
            changed=record.modified,
            date=record.date,
            title=record.title,
        )
        for each in found
        if _is_own(each.address, description, address)
    ]


def _is_own(address: str, description: Description, asked: str) -> bool:
    """Whether an address is on a host of the source, or on one that its description names."""
    host = _bare(address)
    ours = {_bare(description.address), _bare(asked), *description.network.hosts}
    return any(host == own or host.endswith("." + own) for own in ours if own)


def _bare(address: str) -> str:
    return (urlsplit(address).hostname or "").removeprefix("www.")


def _moment(text: str) -> datetime:
    return datetime.strptime(f"{text[:26]}", "%Y-%m-%dT%H:%M:%S.%f").replace(tzinfo=UTC)


def _notice(severity: Severity, code: str, address: str, record: str, message: str) -> Notice:
    return Notice(severity, code, address, record, message, Kind.BERICHT)
