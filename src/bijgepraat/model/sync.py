# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""What following a living source is about: its promises, where we are in it, what it announced, and what was odd.

A **source** has one or more **streams** (the categories of the Tweede Kamer, the kinds of publication, one feed). Each stream
has a cursor of its own, so that one that fails never holds up another.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any


@dataclass(frozen=True, slots=True)
class Bounds:
    """A sane count, both ends included; None where there is no bound."""

    minimum: int | None = None
    maximum: int | None = None


@dataclass(frozen=True, slots=True)
class StreamPromise:
    """What a stream promises. A round that breaks it raises a warning; the records are stored all the same.

    `fields` are names in `Record.fields`, or one of `title`, `date`, `text`, `address`, that nearly every record has.
    `values` are, per field, all values known so far: another one is taken and reported. `answer` bounds the records in one
    whole answer (a feed, a list); `day` bounds what is stored per day.
    """

    fields: tuple[str, ...] = ()
    values: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    answer: Bounds = Bounds()
    day: Bounds = Bounds()
    silence: timedelta | None = None


@dataclass(frozen=True, slots=True)
class NetworkRules:
    """How a source may be asked. Times in seconds, sizes in bytes of the decompressed body."""

    requests_per_second: float = 1.0
    robots: bool = True
    connect_s: float = 10.0
    read_s: float = 60.0
    total_s: float = 300.0
    page_bytes: int = 32 * 1024**2
    piece_bytes: int = 128 * 1024**2
    attempts: int = 5
    hosts: tuple[str, ...] = ()
    """Hosts beside that of the address to which a redirect may lead; a name covers its subdomains."""


@dataclass(frozen=True, slots=True)
class Description:
    """A living source as its YAML file describes it. `options` is read by the service itself.

    `poll` is how often `--watch` asks; `silence` how long without anything new is still normal (working days are counted as
    days of 24 hours without the weekend). `news_days`: older items are not news when they arrive.
    """

    name: str
    title: str
    service: str
    address: str
    licence: str
    attribution: str
    poll: timedelta
    silence: timedelta
    streams: Mapping[str, StreamPromise]
    network: NetworkRules = NetworkRules()
    options: Mapping[str, Any] = field(default_factory=dict)
    news_days: int = 30
    enabled: bool = True
    on_demand: bool = False
    """Asked only when named: a second way to the same records, for back-filling and repair."""
    second_way: str | None = None
    """The source that takes over a stream of this one while it fails."""


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server gave with an earlier answer of the same address, to ask whether it changed."""

    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """A file that a source announced with a record: fetched later, retried, and listed as missing until it is there.

    `kind` and `key` name the record that announced it. `media_type` and `size` (bytes) are as announced, and often wrong.
    `changed` is the announcement's own moment: a later one means that the file must be fetched again.
    """

    address: str
    source: str
    kind: str
    key: str
    media_type: str | None = None
    size: int | None = None
    changed: str | None = None
    date: date | None = None
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Complaint:
    """Something about a source that is not as it should be, in Dutch and with an example.

    `code` groups like with like. With `recovered` the work went on and nothing was lost: it is told, not alarmed.
    """

    code: str
    message: str
    example: str | None = None
    recovered: bool = False


@dataclass(frozen=True, slots=True)
class Position:
    """Where to go on in a stream. `cursor` is the service's own words, None for a stream never read.

    `succeeded` is when the last round that reached the end of the stream began (UTC). `since` is a day from which the person
    at the command line wants everything (again).
    """

    cursor: str | None = None
    succeeded: datetime | None = None
    since: date | None = None
