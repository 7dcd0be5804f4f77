# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""RSS 2.0, RSS 1.0 (RDF) and Atom of a feed's items, and the pages that they lead to."""

from __future__ import annotations

from email.utils import format_datetime
from xml.sax.saxutils import escape

from .answers import Answer, not_found
from .materials import web_page
from .publications import Feed, Item

PAGES = "/paginas"


def render(feed: Feed, address: str) -> Answer:
    """The feed as its form has it."""
    body, media_type = {"rss": (_rss, "application/rss+xml"), "atom": (_atom, "application/atom+xml"), "rdf": (_rdf, "text/xml")}[
        feed.form
    ]
    return Answer(b'<?xml version="1.0" encoding="utf-8"?>\n' + body(feed, address).encode(), f"{media_type}; charset=utf-8")


def page(feed: Feed, name: str) -> Answer:
    """The page of an item, `<id>.html`."""
    item = next((item for item in feed.items if f"{item.id}.html" == name), None)
    if item is None:
        return not_found()
    day = f"{item.published:%Y-%m-%d}" if item.published else "2026-11-01"
    return Answer(web_page(item.title, (item.summary, *item.text), day))


def _link(feed: Feed, item: Item, address: str) -> str:
    return f"{address}{PAGES}/{feed.name}/{item.id}.html"


def _rss(feed: Feed, address: str) -> str:
    items = "".join(
        f"<item><title>{escape(item.title)}</title><link>{_link(feed, item, address)}</link>"
        f"<description><![CDATA[<p>{escape(item.summary)}</p>]]></description>"
        + (f"<pubDate>{format_datetime(item.published, usegmt=True)}</pubDate>" if item.published else "")
        + f'<guid isPermaLink="false">{item.id}</guid></item>'
        for item in feed.items
    )
    return (
        f'<rss version="2.0"><channel><title>{escape(feed.title)}</title><link>{address}</link><description>Nieuws</description>'
        f"{items}</channel></rss>"
    )


def _atom(feed: Feed, address: str) -> str:
    entries = "".join(
        f'<entry><id>tag:voorbeeld.nl,2026:{item.id}</id><title type="html">{escape(escape(item.title))}</title>'
        f'<link rel="alternate" href="{_link(feed, item, address)}"/>'
        + (f"<updated>{item.published:%Y-%m-%dT%H:%M:%SZ}</updated>" if item.published else "")
        + f'<summary type="html">{escape(escape(item.summary))}</summary></entry>'
        for item in feed.items
    )
    return f'<feed xmlns="http://www.w3.org/2005/Atom"><title>{escape(feed.title)}</title><id>{address}/{feed.name}</id>{entries}</feed>'


def _rdf(feed: Feed, address: str) -> str:
    items = "".join(
        f'<item rdf:about="{_link(feed, item, address)}"><title>{escape(item.title)}</title>'
        f"<link>{_link(feed, item, address)}</link><description>{escape(item.summary)}</description>"
        + (f"<dc:date>{item.published:%Y-%m-%dT%H:%M:%SZ}</dc:date>" if item.published else "")
        + "</item>"
        for item in feed.items
    )
    return (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"'
        f' xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="{address}"><title>{escape(feed.title)}</title>'
        f"<link>{address}</link><description>Nieuws</description></channel>{items}</rdf:RDF>"
    )
