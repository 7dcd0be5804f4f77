# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Sources that give their news as a feed (RSS, RDF, Atom). One stream a feed; each round reads the whole feed, if it changed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

import msgspec

from bijgepraat.model.records import Notice, Record
from bijgepraat.model.sync import Complaint, Description, Piece, Position
from bijgepraat.settings import Limits
from bijgepraat.sources.fetched import Fetched, GoneError, Network
from bijgepraat.sources.services.addresses import public_address
from bijgepraat.sources.services.asking import UnreadableError, ask, ask_any
from bijgepraat.sources.services.feed_items import NoFeedError, read_feed
from bijgepraat.sources.services.main_part import check_selectors, only_part, parse_page
from bijgepraat.sources.services.messages import Message, Wanted, take
from bijgepraat.sources.services.options import OptionsError, read_options
from bijgepraat.sources.services.pieces import read_fetched
from bijgepraat.sources.services.service import Batch

_ACCEPT = "application/rss+xml, application/atom+xml, application/xml;q=0.9, text/xml;q=0.8, */*;q=0.1"
_PAGE = "text/html, application/xhtml+xml;q=0.9, */*;q=0.1"
_FEED_TYPES = re.compile(r"application/(?:rss|atom|rdf)\+xml")
_REACTIONS = re.compile(r"comment|reactie", re.IGNORECASE)


class _Options(msgspec.Struct, forbid_unknown_fields=True):
    """`adressen`: of each stream, where one address does not do. `anders`: to try when that one is gone.

    `ontdek`: a page that names the feed. `pagina`, `bijlagen`: fetch the page and the files of messages of at most
    `pagina_dagen` days old, of pages only `inhoud` (a CSS selector) without `weg`. `hoogstens`: messages of one feed.
    """

    adressen: dict[str, str] = {}
    anders: dict[str, list[str]] | list[str] = []
    ontdek: str | None = None
    pagina: bool = False
    bijlagen: bool = False
    pagina_dagen: int = 30
    hoogstens: int = 500
    inhoud: str | None = None
    weg: list[str] = []


class Feeds:
    """Follows feeds. Raises `InputError` for a description that makes no sense."""

    def __init__(self, description: Description, limits: Limits) -> None:
        self._description = description
        self._limits = limits
        self._options = read_options(description, _Options)
        options = self._options
        self._addresses = stream_addresses(
            description, options.adressen, options.anders, bare=options.ontdek is not None and not options.adressen
        )
        check_numbers(description, pagina_dagen=(options.pagina_dagen, 0), hoogstens=(options.hoogstens, 1))
        check_selectors(
            description.name, [("inhoud", options.inhoud), *((f"weg[{n}]", each) for n, each in enumerate(options.weg))]
        )
        if options.ontdek is not None:
            check_address(description, "ontdek", options.ontdek)
            if len(description.streams) > 1:
                raise OptionsError(
                    f"bron {description.name}: options.ontdek kan maar bij één stroom; geef de andere een eigen bron"
                )
        self._wanted = Wanted(options.hoogstens, options.pagina, options.bijlagen, options.pagina_dagen)

    def streams(self) -> Sequence[str]:
        """The feeds, in the order of the description."""
        return tuple(self._description.streams)

    def prepare(self, network: Network) -> None:
        """There is nothing to check beforehand: each feed stands alone."""

    def read(self, stream: str, position: Position, network: Network, now: datetime) -> Iterator[Batch]:
        """One batch with all messages of the feed, or none when it did not change. The cursor is the address that answered."""
        anyway = position.since is not None
        addresses = list(self._addresses[stream])
        if self._options.ontdek is not None and position.cursor is not None and position.cursor not in addresses:
            addresses.append(position.cursor)
        try:
            if not addresses:
                raise NoFeedError("geen adres bekend")
            asked, answer = ask_any(network, addresses, _ACCEPT, self._read, anyway=anyway)
        except (GoneError, UnreadableError, NoFeedError) as error:
            asked, answer = self._discovered(network, error, addresses, anyway=anyway)
        if answer is None:
            return
        fetched, messages = answer
        taken = take(messages, self._description, fetched.address, network, now, self._wanted, everything=anyway)
        yield Batch(fetched, taken.records, taken.notices, taken.pieces, cursor=asked, whole=True)

    def read_piece(self, piece: Piece, fetched: Fetched) -> Iterator[Record | Notice]:
        """The records in a page or file of a message."""
        part = only_part(fetched, self._options.inhoud, self._options.weg)
        return read_fetched(piece, part, self._description, self._limits)

    def _read(self, fetched: Fetched) -> tuple[list[Message], Complaint | None]:
        return read_feed(fetched.body.bytes(), fetched.address, self._limits)

    def _discovered(
        self, network: Network, error: Exception, tried: Sequence[str], *, anyway: bool
    ) -> tuple[str, tuple[Fetched, list[Message]] | None]:
        """The feed that a page of the source names, when its own address is unknown or gives none any more."""
        page = self._options.ontdek
        if page is None:
            raise error
        found = ask(network, page, _PAGE, lambda fetched: (_named_feeds(fetched), None), anyway=True)
        feeds = [each for each in (found[1] if found else []) if each not in tried]
        if found is not None:
            found[0].body.close()
        if not feeds:
            if tried:
                raise error
            raise UnreadableError(
                f"{page} noemt geen feed; zoek een adres of volg de bron met service: pages", NoFeedError.code
            ) from error
        if tried:
            message = "De feed staat niet meer op haar adres; de pagina van de bron noemt een ander. Pas de beschrijving aan"
            network.tell(Complaint("verhuisd", message, f"{tried[0]} → {feeds[0]}"))
        return feeds[0], ask(network, feeds[0], _ACCEPT, self._read, anyway=anyway)


def _named_feeds(fetched: Fetched) -> list[str]:
    """The feeds that a page names, those of reactions last."""
    found: list[tuple[bool, str]] = []
    for node in parse_page(fetched.body.bytes()).css("link[rel~='alternate'][href]"):
        names: Mapping[str, Any] = node.attributes
        address = public_address(names.get("href"), fetched.address, fetched.address)
        if address is not None and _FEED_TYPES.match((names.get("type") or "").strip().lower()):
            found.append((bool(_REACTIONS.search(f"{names.get('title') or ''} {address}")), address))
    return list(dict.fromkeys(address for _, address in sorted(found, key=lambda each: each[0])))


def stream_addresses(
    description: Description,
    own: Mapping[str, str],
    others: Mapping[str, Sequence[str]] | Sequence[str],
    *,
    bare: bool = False,
) -> Mapping[str, Sequence[str]]:
    """For each stream the addresses to try, its own first (none with `bare`, when it has to be discovered).

    Raises `OptionsError` for an unknown stream, one without an address, and what is no address.
    """
    name, streams = description.name, description.streams
    by_stream = others if isinstance(others, Mapping) else dict.fromkeys(streams, others)
    if not isinstance(others, Mapping) and others and len(streams) > 1:
        raise OptionsError(f"bron {name}: options.anders moet bij meer stromen zeggen van welke: anders: {{stroom: [adres]}}")
    for key, mapping in (("adressen", own), ("anders", by_stream)):
        for stream in mapping:
            if stream not in streams:
                raise OptionsError(f"bron {name}: options.{key} noemt de stroom {stream!r}, die niet onder streams staat")
    if len(streams) > 1 and (missing := [stream for stream in streams if stream not in own]):
        raise OptionsError(
            f"bron {name}: options.adressen mist de stroom {missing[0]!r}; elke stroom heeft een eigen adres nodig"
        )
    found: dict[str, Sequence[str]] = {}
    for stream in streams:
        for key, each in (("adressen", own.get(stream)), *(("anders", each) for each in by_stream.get(stream, ()))):
            if each is not None:
                check_address(description, f"{key}.{stream}", each)
        mine = [] if bare else [own.get(stream, description.address)]
        found[stream] = tuple(dict.fromkeys((*mine, *by_stream.get(stream, ()))))
    return found


def check_address(description: Description, key: str, address: str) -> None:
    """Whether an option is an address. Raises `OptionsError`."""
    if public_address(address, address, address) is None:
        raise OptionsError(f"bron {description.name}: options.{key} is geen adres dat met https:// begint ({address[:80]!r})")


def check_numbers(description: Description, **numbers: tuple[int, int]) -> None:
    """Whether each option (value, least value) is not too small. Raises `OptionsError`."""
    for key, (value, least) in numbers.items():
        if value < least:
            raise OptionsError(f"bron {description.name}: options.{key} moet ten minste {least} zijn, hier staat {value}")
