# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Published editions as readers meet them: pages, lists, feeds, the calendar, and bytes that can be checked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import orjson

from bijgepraat.compose.press import press_feed, press_view, summary
from bijgepraat.model.claims import THEMES
from bijgepraat.model.desk import DeskEdition, Published
from bijgepraat.model.follow_views import CalendarItem, CalendarView
from bijgepraat.model.press_views import PressFeed, PressSummary, PressView
from bijgepraat.pipeline import publishing
from bijgepraat.pipeline.follows.agenda import meeting, term
from bijgepraat.pipeline.promises import book
from bijgepraat.publish.feed import permanent_id
from bijgepraat.store import desk as desk_store
from bijgepraat.store import press
from bijgepraat.store.queries import activities_after
from bijgepraat.store.store import Store

_IN_FEED = 12
_AHEAD = timedelta(weeks=8)
_LOOKED_AT = 600
_LEVEL = 1
_OF_EDITIONS = 4
"""From so many of the newest editions the terms of commitments stand in the calendar."""


def edition_out(store: Store, week: str, version: int | None = None) -> PressView | None:
    """A version of a week's edition, the newest where none is named; None when it did not go out."""
    versions = publishing.versions_out(store, week)
    out = next((one for one in versions if version is None or one.version == version), None)
    if out is None:
        return None
    with store.reading() as connection:
        earlier, later = press.neighbours(connection, week)
    return press_view(out, versions, earlier, later)


def newest_out(store: Store) -> PressView | None:
    """The newest week's edition that went out."""
    found = publishing.editions_out(store, 1)
    return edition_out(store, found[0].week) if found else None


def editions_listed(store: Store) -> list[PressSummary]:
    """Every edition that went out, the newest week first."""
    return [summary(one) for one in publishing.editions_out(store)]


def last_out(store: Store) -> str:
    """What is another one as soon as an edition or a correction goes out."""
    with store.reading() as connection:
        number, at = desk_store.published_mark(connection)
    return f"{number} {at}"


def weeks_out(store: Store) -> set[str]:
    """The weeks of which an edition went out."""
    with store.reading() as connection:
        return press.weeks_out(connection)


def content_out(store: Store, week: str, version: int | None = None) -> bytes | None:
    """The very bytes that the hash of a version is made of; None when it did not go out."""
    with store.reading() as connection:
        found = press.content_of(connection, week, version)
    return found[0].encode() if found else None


def edition_json(store: Store, week: str, version: int | None = None) -> bytes | None:
    """A published edition as JSON: number, version, hash, its log, and its content with all evidence."""
    view, content = edition_out(store, week, version), content_out(store, week, version)
    if view is None or content is None:
        return None
    log = [
        {"version": line.version, "hash": line.hash, "at": line.at, "by": line.by, "correction": line.correction}
        for line in view.log
    ]
    found = {
        "number": view.number,
        "version": view.version,
        "week": view.week,
        "hash": view.hash,
        "by": view.by,
        "at": view.at,
        "correction": view.log[0].correction,
        "page": view.fixed,
        "content": orjson.Fragment(content),
        "versions": log,
    }
    return orjson.dumps(found)


def feed_of(store: Store, theme: str = "") -> PressFeed | None:
    """The feed of the newest editions, whole or of one theme; None for what is no theme."""
    if theme and theme not in THEMES:
        return None
    found: list[tuple[PressView, Sequence[Published]]] = []
    for out in publishing.editions_out(store, _IN_FEED):
        versions = publishing.versions_out(store, out.week) if out.version > 1 else [out]
        found.append((press_view(out, versions), versions))
    return press_feed(found, permanent_id, theme, THEMES.get(theme, ""))


def calendar_of(store: Store, today: date) -> CalendarView:
    """What an edition's reader has to watch: terms of commitments in the documents it stands on, and meetings that matter."""
    found: dict[str, CalendarItem] = {}
    editions = [one.edition for one in publishing.editions_out(store, _OF_EDITIONS)]
    begin = min([today, *(one.first for one in editions)])
    named = _records(editions)
    if named:
        for line in book(store, today, soft=True):
            last = line.promise.deadline.last if line.promise.deadline else None
            about = any(f"{entry.statement.kind}:{entry.statement.key}" in named for entry in line.promise.entries)
            if last is not None and about:
                item = term(line, last)
                found[item.uid] = item
    until = (today + _AHEAD).isoformat()
    with store.reading() as connection:
        rows = activities_after(connection, (begin - timedelta(days=1)).isoformat(), _LOOKED_AT)
    for row in rows:
        if (row.level or 0) >= _LEVEL and row.date[:10] <= until and (item_ := meeting(row, cancelled=False)) is not None:
            found[item_.uid] = item_
    items = sorted(found.values(), key=lambda one: (one.begin.isoformat()[:16], one.uid))
    return CalendarView("Bijgepraat: bij de edities", tuple(items))


def _records(editions: Sequence[DeskEdition]) -> set[str]:
    found = set()
    for edition in editions:
        for item in edition.items:
            found |= set(item.records) | {proof.record for sentence in item.sentences for proof in sentence.evidence}
    return found
