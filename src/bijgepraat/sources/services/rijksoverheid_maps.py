# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The maps of rijksoverheid.nl: pages that changed, whether the search gave them or not.

A map for news knows titles: what no search gave becomes a message of its own. Other maps know addresses only: those pages are
fetched, and their text says the rest.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from urllib.parse import urlsplit

import msgspec

from bijgepraat.model.records import Kind, Record
from bijgepraat.model.sync import Complaint, Description, Piece
from bijgepraat.settings import Limits
from bijgepraat.sources.blob import Blob, InputError
from bijgepraat.sources.fetched import Body, Fetched, Network
from bijgepraat.sources.services.addresses import public_address
from bijgepraat.sources.services.ahead import doubts
from bijgepraat.sources.services.asking import ask
from bijgepraat.sources.services.service import Batch
from bijgepraat.sources.services.stamps import Stamp, read_stamp
from bijgepraat.sources.sitemap import Entry, SiteMap, read_sitemap

_ACCEPT = "application/xml, text/xml;q=0.9"
_MOST_MAPS = 500
_DAY = re.compile(r"/((?:19|20)\d\d)/(\d\d)/(\d\d)(?:/|$)")
_CLOCK = timedelta(days=1)


class Map(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """A map to follow: at `adres`, pages whose path begins with one of `paden`, at most `hoogstens` a round."""

    adres: str
    paden: tuple[str, ...] = ()
    hoogstens: int = 1000


@dataclass(frozen=True, slots=True)
class _Page:
    entry: Entry
    address: str
    changed: Stamp | None
    published: Stamp | None
    day: date | None

    @property
    def moment(self) -> str:
        """When it last changed, in UTC; by the day in its address when the map does not say."""
        stamp = self.changed or self.published
        if stamp is not None:
            return stamp.moment
        return f"{self.day.isoformat()}T00:00:00.0000000Z" if self.day is not None else ""


class Maps:
    """Reads maps. `found` holds by address what the searches of this round gave."""

    def __init__(self, description: Description, limits: Limits) -> None:
        self.found: dict[str, Record] = {}
        self._description = description
        self._limits = limits

    def read(self, chosen: Map, begin: datetime, network: Network, now: datetime, days: int, *, anyway: bool) -> Iterator[Batch]:
        """One batch a map, with what changed since `begin`. `days`: pages of before so many days are left, by their address."""
        first = self._ask(network, chosen.adres, anyway=anyway)
        if first is None:
            return
        fetched, site = first
        if not site.is_index:
            yield from self._batch(chosen, fetched, site, begin, network, now, days)
            return
        fetched.body.close()
        limit = f"{begin.astimezone(UTC):%Y-%m-%dT%H:%M:%S}"
        if len(site.entries) > _MOST_MAPS:
            message = f"de sitemap noemt meer dan {_MOST_MAPS} andere; de rest is niet gelezen"
            network.tell(Complaint("te-veel-sitemaps", message, f"{len(site.entries)} in {chosen.adres}"))
        for entry in site.entries[:_MOST_MAPS]:
            stamp = read_stamp(entry.changed)
            address = self._own(entry.address)
            if address is None or (stamp is not None and stamp.moment < limit):
                continue
            answer = self._ask(network, address, anyway=anyway)
            if answer is None:
                continue
            if answer[1].is_index:
                answer[0].body.close()
                network.tell(Complaint("sitemap-in-lagen", "een sitemap binnen een sitemap is niet gelezen", address))
                continue
            yield from self._batch(chosen, *answer, begin, network, now, days)

    def _ask(self, network: Network, address: str, *, anyway: bool) -> tuple[Fetched, SiteMap] | None:
        def read(fetched: Fetched) -> tuple[SiteMap, Complaint | None]:
            body, complaint = doubts(fetched.body.bytes(), address)
            site = read_sitemap(Blob(address, ".xml", self._description.name, Body(body).open, self._limits, address))
            if not site.entries:
                raise InputError("een sitemap zonder adressen; vraag haar opnieuw")
            return site, complaint

        return ask(network, address, _ACCEPT, read, anyway=anyway)

    def _batch(
        self, chosen: Map, fetched: Fetched, site: SiteMap, begin: datetime, network: Network, now: datetime, days: int
    ) -> Iterator[Batch]:
        limit, ahead = (f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%S}" for moment in (begin, now + _CLOCK))
        earliest = now.date() - timedelta(days=days)
        pages = [page for entry in site.entries if (page := self._page(chosen, entry)) is not None]
        timeless = [page for page in pages if not page.moment]
        if timeless:
            message = "bladzijden in de sitemap hebben geen tijd van wijziging en geen dag in hun adres; zij zijn overgeslagen"
            example = f"{len(timeless)}, bijvoorbeeld {timeless[0].address}"
            network.tell(Complaint("zonder-tijd", message, example, recovered=True))
        changed = [page for page in pages if limit <= page.moment <= ahead and (page.day is None or page.day >= earliest)]
        changed.sort(key=lambda page: page.moment, reverse=True)
        if len(changed) > chosen.hoogstens:
            message = f"de sitemap noemt meer gewijzigde bladzijden dan {chosen.hoogstens}; alleen de nieuwste zijn genomen"
            network.tell(Complaint("sitemap-te-veel", message, f"{len(changed)} in {fetched.asked}"))
        records: list[Record] = []
        pieces: list[Piece] = []
        for page in changed[: chosen.hoogstens]:
            known = self.found.get(page.address)
            if known is None and page.entry.title:
                known = self._record(page)
                self.found[page.address] = known
                records.append(known)
            pieces.append(self._piece(page, known))
        if records or pieces:
            yield Batch(fetched, records, pieces=pieces)
        else:
            fetched.body.close()

    def _page(self, chosen: Map, entry: Entry) -> _Page | None:
        address = self._own(entry.address)
        if address is None or (chosen.paden and not urlsplit(address).path.startswith(chosen.paden)):
            return None
        published = read_stamp(entry.published)
        return _Page(
            entry, address, read_stamp(entry.changed), published, _day(address) or (published.day if published else None)
        )

    def _own(self, link: str) -> str | None:
        """A link on the source's own site, as a canonical address."""
        own = self._description.address
        address = plain_address(public_address(link, own, own))
        return address if address is not None and urlsplit(address).netloc == urlsplit(own).netloc else None

    def _record(self, page: _Page) -> Record:
        stamp = page.changed or page.published
        return Record(
            kind=Kind.BERICHT,
            key=page.address,
            source=self._description.name,
            title=page.entry.title,
            date=page.published.day if page.published else page.day,
            modified=stamp.moment if stamp else None,
            address=page.address,
        )

    def _piece(self, page: _Page, known: Record | None) -> Piece:
        stamp = page.changed or page.published
        moments = [moment for moment in (stamp.moment if stamp else None, known.modified if known else None) if moment]
        return Piece(
            address=page.address,
            source=self._description.name,
            kind=Kind.BERICHT,
            key=known.key if known is not None else page.address,
            media_type="text/html",
            changed=max(moments, default=None),
            date=(known.date if known is not None else None) or page.day or (page.changed.day if page.changed else None),
            title=known.title if known is not None else None,
        )


def plain_address(address: str | None) -> str | None:
    """An address without the slash at its end, so that the search and the maps name a page alike."""
    return address.partition("#")[0].rstrip("/") if address is not None else None


def _day(address: str) -> date | None:
    match = _DAY.search(urlsplit(address).path)
    try:
        return date(int(match[1]), int(match[2]), int(match[3])) if match else None
    except ValueError:
        return None
