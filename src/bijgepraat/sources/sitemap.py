# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Site maps (sitemaps.org, and Google's for news): the addresses that a site has, and when each changed."""

from __future__ import annotations

from dataclasses import dataclass

from bijgepraat.sources.blob import Blob
from bijgepraat.sources.xml import WrongRootError, children, local, read_xml, sniff_root, words

_INDEX, _SET = "sitemapindex", "urlset"
_LONGEST = 2_000


@dataclass(frozen=True, slots=True)
class Entry:
    """An address as it stands in the map; `changed`, `published` and `title` as the map writes them, or empty."""

    address: str
    changed: str = ""
    published: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class SiteMap:
    """A map. With `is_index` its entries are other maps."""

    entries: tuple[Entry, ...]
    is_index: bool


def read_sitemap(blob: Blob) -> SiteMap:
    """A map, or a list of maps. Raises `InputError` for what is neither."""
    with blob.open() as stream:
        root = sniff_root(stream)
    if root not in {_INDEX, _SET}:
        read_xml(blob, _SET)
        raise WrongRootError("geen sitemap; controleer het adres")  # pragma: no cover - the line before raises
    top = read_xml(blob, root).root
    entries: list[Entry] = []
    for element in top:
        if local(element) not in {"url", "sitemap"}:
            continue
        parts = children(element)
        address = words(parts.get("loc"))
        if not address or len(address) > _LONGEST:
            continue
        news = children(parts["news"]) if "news" in parts else {}
        entries.append(
            Entry(
                address,
                words(parts.get("lastmod")),
                words(news.get("publication_date")),
                words(news.get("title"))[:_LONGEST],
            )
        )
    return SiteMap(tuple(entries), root == _INDEX)
