# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Atom feeds (RFC 4287): ids that never change, absolute addresses, moments with their offset."""

from __future__ import annotations

import re
import uuid
from datetime import UTC, datetime

from lxml import etree

from bijgepraat.model.follow_views import Feed, FeedEntry
from bijgepraat.model.views import Page

_ATOM = "http://www.w3.org/2005/Atom"
_SPACES: dict[str | None, str] = {None: _ATOM}
_NAMES = uuid.UUID("6f1d1b52-6f0e-5b55-9c55-0d1f6a0a6b1e")
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
MEDIA_TYPE = "application/atom+xml; charset=utf-8"


def permanent_id(*parts: str) -> str:
    """A URI that is the same for the same parts, wherever the site stands."""
    return f"urn:uuid:{uuid.uuid5(_NAMES, chr(31).join(parts))}"


def atom(feed: Feed, site: str) -> Page:
    """A feed as bytes; `site` is the address of the site without a slash at the end, such as `https://example.org`."""
    root = etree.Element(f"{{{_ATOM}}}feed", nsmap=_SPACES)  # type: ignore[arg-type]
    root.set("{http://www.w3.org/XML/1998/namespace}lang", "nl")
    _put(root, "id", feed.id)
    _put(root, "title", _text(feed.title))
    _put(root, "updated", _moment(feed.updated))
    _put(_put(root, "author"), "name", "Bijgepraat")
    _put(root, "generator", "Bijgepraat")
    _put(root, "link", rel="self", type="application/atom+xml", href=site + feed.path)
    _put(root, "link", rel="alternate", type="text/html", href=site + feed.page)
    for entry in feed.entries:
        _entry(_put(root, "entry"), entry, site)
    return Page(etree.tostring(root, xml_declaration=True, encoding="utf-8"), MEDIA_TYPE)


def _entry(found: etree._Element, entry: FeedEntry, site: str) -> None:
    title = _text(entry.title) or "Zonder titel"
    _put(found, "id", entry.id)
    _put(found, "title", title)
    _put(found, "updated", _moment(entry.updated))
    if entry.published is not None:
        _put(found, "published", _moment(entry.published))
    _put(found, "link", rel="alternate", type="text/html", href=site + entry.page)
    _put(found, "category", term=_text(entry.sort) or "stuk")
    _put(_put(found, "author"), "name", _text(entry.source) or "Bijgepraat")
    _put(found, "summary", _text(entry.summary) or title, type="text")
    if entry.content:
        _put(found, "content", _NOT_XML.sub(" ", entry.content), type="html")


def _put(parent: etree._Element, name: str, text: str | None = None, **attributes: str) -> etree._Element:
    made = etree.SubElement(parent, f"{{{_ATOM}}}{name}", attributes)
    made.text = text
    return made


def _text(value: str) -> str:
    """A text as XML can hold it, on one line."""
    return " ".join(_NOT_XML.sub(" ", value).split())


def _moment(value: datetime) -> str:
    """RFC 3339, in UTC."""
    return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
