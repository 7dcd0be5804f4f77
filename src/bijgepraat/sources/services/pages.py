# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Sources that give their news as a page with a list and no feed: read with CSS selectors from their description."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Literal

import msgspec
from selectolax.lexbor import LexborNode

from bijgepraat.model.records import Notice, Record
from bijgepraat.model.sync import Complaint, Description, Piece, Position
from bijgepraat.settings import Limits
from bijgepraat.sources.fetched import Fetched, Network
from bijgepraat.sources.services.addresses import public_address
from bijgepraat.sources.services.asking import ask_any
from bijgepraat.sources.services.feeds import check_numbers, stream_addresses
from bijgepraat.sources.services.main_part import OtherShapeError, check_selectors, example, only_part, outermost, parse_page
from bijgepraat.sources.services.messages import Message, Wanted, take
from bijgepraat.sources.services.options import OptionsError, read_options
from bijgepraat.sources.services.pieces import read_fetched
from bijgepraat.sources.services.service import Batch
from bijgepraat.sources.services.stamps import Stamp, day_in, of_day, read_stamp
from bijgepraat.sources.text import Paragraph, one_line

_ACCEPT = "text/html, application/xhtml+xml;q=0.9, */*;q=0.1"
_ANY_LINK = "a[href]"
_IN_PATH = re.compile(r"/((?:19|20)\d\d)/([01]?\d)/([0-3]?\d)(?:/|$)|/((?:19|20)\d\d)-([01]\d)-([0-3]\d)(?:\D|$)")
_LONGEST_SUMMARY = 20_000


class _Options(msgspec.Struct, forbid_unknown_fields=True):
    """`item` finds the messages on the page; `titel`, `link`, `datum`, `samenvatting` stand inside one (CSS selectors).

    Without `titel` the words of the link are the title; `patroon` (a regular expression) says which links count;
    `datum_uit_adres` takes the day from a path such as /2026/11/19/. The rest is as with feeds.
    """

    item: str
    titel: str | None = None
    link: str = _ANY_LINK
    datum: str | None = None
    datum_vorm: Literal["dag-eerst", "maand-eerst"] = "dag-eerst"
    datum_uit_adres: bool = False
    samenvatting: str | None = None
    patroon: str | None = None
    adressen: dict[str, str] = {}
    anders: dict[str, list[str]] | list[str] = []
    pagina: bool = True
    pagina_dagen: int = 30
    hoogstens: int = 200
    inhoud: str | None = None
    weg: list[str] = []


class Pages:
    """Follows pages with a list of messages. Raises `InputError` for a description that makes no sense."""

    def __init__(self, description: Description, limits: Limits) -> None:
        self._description = description
        self._limits = limits
        self._options = options = read_options(description, _Options)
        self._addresses = stream_addresses(description, options.adressen, options.anders)
        check_numbers(description, pagina_dagen=(options.pagina_dagen, 0), hoogstens=(options.hoogstens, 1))
        names = ("item", "titel", "link", "datum", "samenvatting", "inhoud")
        away = ((f"weg[{number}]", each) for number, each in enumerate(options.weg))
        check_selectors(description.name, [*((name, getattr(options, name)) for name in names), *away])
        try:
            self._pattern = re.compile(options.patroon or "")
        except re.error as error:
            raise OptionsError(f"bron {description.name}: options.patroon is geen reguliere uitdrukking ({error})") from error
        self._wanted = Wanted(options.hoogstens, options.pagina, False, options.pagina_dagen)

    def streams(self) -> Sequence[str]:
        """The pages, in the order of the description."""
        return tuple(self._description.streams)

    def prepare(self, network: Network) -> None:
        """There is nothing to check beforehand: each page stands alone."""

    def read(self, stream: str, position: Position, network: Network, now: datetime) -> Iterator[Batch]:
        """One batch with all messages on the page, or none when it did not change. The cursor is the address that answered.

        Raises `StreamError` with code `andere-vorm` when the page is not built as described any more.
        """
        anyway = position.since is not None
        addresses = self._addresses[stream]
        asked, answer = ask_any(network, addresses, _ACCEPT, lambda fetched: self._read(fetched, now), anyway=anyway)
        if answer is None:
            return
        fetched, messages = answer
        taken = take(messages, self._description, fetched.address, network, now, self._wanted, everything=anyway)
        yield Batch(fetched, taken.records, taken.notices, taken.pieces, cursor=asked, whole=True)

    def read_piece(self, piece: Piece, fetched: Fetched) -> Iterator[Record | Notice]:
        """The records in a message's own page."""
        part = only_part(fetched, self._options.inhoud, self._options.weg)
        return read_fetched(piece, part, self._description, self._limits)

    def _read(self, fetched: Fetched, now: datetime) -> tuple[list[Message], Complaint | None]:
        page = parse_page(fetched.body.bytes())
        items = outermost(page.css(self._options.item))
        if not items:
            raise OtherShapeError(f"options.item ({self._options.item!r}) vindt niets op de pagina; {example(page)}")
        found_here: dict[str, Message] = {}
        lacking: list[str] = []
        for number, item in enumerate(items, 1):
            link = item.css_first(self._options.link)  # which may be the item itself
            found = public_address(link.attributes.get("href"), fetched.address, fetched.address) if link is not None else None
            if link is None or found is None:
                lacking.append(_words(item)[:80])
            elif self._pattern.search(found):
                message = self._message(item, link, found, number, now.astimezone(UTC).date())
                found_here[found] = _joined(found_here[found], message) if found in found_here else message
        messages = list(found_here.values())
        if not messages:
            seen = f"bijvoorbeeld {lacking[0]!r}" if lacking else "geen adres past bij options.patroon"
            raise OtherShapeError(f"geen van de {len(items)} berichten heeft een bruikbare link ({seen}); {example(page)}")
        if lacking:
            words = "Delen van de pagina lijken berichten, maar hebben geen bruikbare link; zij zijn overgeslagen"
            return messages, Complaint("geen-adres", words, lacking[0], recovered=True)
        return messages, None

    def _message(self, item: LexborNode, link: LexborNode, address: str, number: int, today: date) -> Message:
        options = self._options
        titled = item.css_first(options.titel) if options.titel else link
        summary = item.css_first(options.samenvatting) if options.samenvatting else None
        published, doubt = self._date(item, address, today)
        title = _words(titled) if titled is not None else ""
        return Message(
            place=f"bericht {number}",
            title=title or _words(link) or one_line(link.attributes.get("title") or link.attributes.get("aria-label") or ""),
            address=address,
            published=published,
            text=[Paragraph(_words(summary)[:_LONGEST_SUMMARY])] if summary is not None else [],
            doubt=doubt,
        )

    def _date(self, item: LexborNode, address: str, today: date) -> tuple[Stamp | None, str | None]:
        """The moment that a message gives, or what stands in its place that is none."""
        doubt: str | None = None
        node = item.css_first(self._options.datum) if self._options.datum else None
        if node is not None:
            # A time element says it in figures, whatever it shows.
            timed = node if node.attributes.get("datetime") else node.css_first("[datetime]")
            stated = read_stamp(timed.attributes.get("datetime")) if timed is not None else None
            words = _words(node)
            day = day_in(words, today, month_first=self._options.datum_vorm == "maand-eerst") if stated is None else None
            stamp = stated or (of_day(day) if day is not None else None)
            if stamp is not None:
                return stamp, None
            doubt = words or None
        if self._options.datum_uit_adres and (match := _IN_PATH.search(address)):
            stamp = read_stamp("-".join(f"{int(part):02}" for part in match.groups() if part))
            if stamp is not None:
                return stamp, None
        return None, doubt


def _joined(one: Message, other: Message) -> Message:
    """One message that a list links to more than once: by its picture, its title, and "Lees meer"."""
    return replace(
        one,
        title=max(one.title, other.title, key=len),
        published=one.published or other.published,
        text=one.text or other.text,
        doubt=one.doubt or other.doubt,
    )


def _words(node: LexborNode) -> str:
    return one_line(node.text(deep=True, separator=" "))
