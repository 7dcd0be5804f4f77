# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Feeds of published editions: Atom (RFC 4287) and JSON Feed 1.1, the whole edition in each entry."""

from __future__ import annotations

from datetime import UTC, datetime

import orjson

from bijgepraat.model.follow_views import Feed, FeedEntry
from bijgepraat.model.press_views import PressEntry, PressFeed
from bijgepraat.model.views import Page
from bijgepraat.publish.feed import atom
from bijgepraat.publish.press.pages import fragment
from bijgepraat.publish.site.words import theme_name

JSON_TYPE = "application/feed+json; charset=utf-8"


def atom_feed(feed: PressFeed, site: str) -> Page:
    """The feed as Atom; `site` is the address of the site without a slash at the end."""
    entries = tuple(
        FeedEntry(
            id=one.id,
            title=one.title,
            page=one.view.page,
            updated=_moment(one.view.at),
            published=_moment(one.view.first_at),
            summary=_summary(one),
            sort="editie",
            source="Bijgepraat",
            content=fragment(one, site),
        )
        for one in feed.entries
    )
    return atom(Feed(feed.id, feed.title, feed.atom, feed.page, _moment(feed.updated), entries), site)


def json_feed(feed: PressFeed, site: str) -> Page:
    """The feed as JSON Feed 1.1."""
    found = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "description": feed.about,
        "home_page_url": site + feed.page,
        "feed_url": site + feed.json,
        "language": "nl",
        "authors": [{"name": "Bijgepraat", "url": f"{site}/"}],
        "items": [
            {
                "id": one.id,
                "url": site + one.view.page,
                "title": one.title,
                "summary": _summary(one),
                "content_html": fragment(one, site),
                "date_published": _stamp(one.view.first_at),
                "date_modified": _stamp(one.view.at),
                "tags": sorted({theme_name(item.theme) for item in one.items}),
                "language": "nl",
                "attachments": [{"url": f"{site}{one.view.fixed}.pdf", "mime_type": "application/pdf", "title": one.title}],
                "_bijgepraat": {
                    "number": one.view.number,
                    "version": one.view.version,
                    "hash": one.view.hash,
                    "corrections": [line.correction for line in one.view.log if line.correction],
                },
            }
            for one in feed.entries
        ],
    }
    return Page(orjson.dumps(found), JSON_TYPE)


def _summary(one: PressEntry) -> str:
    correction = f"Verbeterd: {one.view.log[0].correction} " if one.view.log[0].correction else ""
    return correction + "; ".join(item.title for item in one.items)


def _moment(value: str) -> datetime:
    return datetime.fromisoformat(value).astimezone(UTC)


def _stamp(value: str) -> str:
    return _moment(value).strftime("%Y-%m-%dT%H:%M:%SZ")
