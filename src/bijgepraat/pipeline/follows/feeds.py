# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Atom feeds: of a subject, open to everybody, and of the alerts of one reader."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from typing import Any

from bijgepraat.model.follow_views import Feed, FeedEntry
from bijgepraat.model.following import Alert
from bijgepraat.model.views import page_of
from bijgepraat.pipeline.follows.batch import by_ids_many
from bijgepraat.pipeline.follows.found import Place
from bijgepraat.pipeline.follows.recent import Subject, recent
from bijgepraat.pipeline.follows.telling import page_of_place, sort_name, source_of
from bijgepraat.pipeline.follows.things import things
from bijgepraat.pipeline.follows.versions import HERE
from bijgepraat.pipeline.search_snippets import excerpt
from bijgepraat.pipeline.site.entries import title_of
from bijgepraat.publish.feed import permanent_id
from bijgepraat.store import alerts
from bijgepraat.store.lookup import passage_of, text_of
from bijgepraat.store.queries import Connection
from bijgepraat.store.store import Store

_ENTRIES = 50
_LOOKED_AT = 200
_EARLIEST = datetime(2000, 1, 1, tzinfo=UTC)


def subject_feed(store: Store, subject: Subject, today: date) -> Feed:
    """The newest that a subject is about, not dated after today; the same by several sources is one entry."""
    found, _looked_at = recent(store, subject, None, today, _LOOKED_AT)
    entries: list[FeedEntry] = []
    with store.reading() as connection:
        groups = things(connection, [row for row, _place in found])
        firsts = by_ids_many(connection, sorted({group[0] for group in groups.values()}))
        seen: set[int] = set()
        for row, place in found:
            first = groups[row.id][0]
            if first not in seen and len(entries) < _ENTRIES:
                seen.add(first)
                entries.append(_entry(connection, store, subject, row, place, firsts.get(first, row)))
    path = subject.address("/volgen/atom")
    title = f"Bijgepraat: {subject.label}"
    return Feed(permanent_id("feed", subject.sort, subject.target), title, path, subject.page, _newest(entries), tuple(entries))


def reader_feed(store: Store, reader: int, path: str) -> Feed:
    """The last alerts of a reader. `path` is the feed's own address, with the link that gives the right to it."""
    with store.reading() as connection:
        found = alerts.of_reader(connection, reader, _ENTRIES)
    entries = tuple(_alert_entry(number, reader, made_at, alert) for number, made_at, alert in found)
    return Feed(permanent_id("lezer", str(reader)), "Bijgepraat: wat u volgt", path, "/volgen", _newest(entries), entries)


def moment_of_row(row: Any) -> datetime:
    """When a record last changed by its source's own words, or else its day."""
    return _moment(row.modified) or (datetime.combine(date.fromisoformat(row.date), time(), HERE) if row.date else _EARLIEST)


def _entry(connection: Connection, store: Store, subject: Subject, row: Any, place: Place, first: Any) -> FeedEntry:
    text = (text_of(connection, row.id, row.version) or "") if row.has_text else ""
    page, title = page_of(row.kind, row.key), title_of(row)
    if place[1] and (passage := passage_of(connection, row.id, row.version, place[1])) is not None:
        text, page = text[passage.start : passage.end], page_of_place(connection, row, place)
    summary = excerpt(store.index.marker(subject.question or ""), text, title, None)[0] if text else title
    published = datetime.combine(date.fromisoformat(row.date), time(), HERE) if row.date else None
    return FeedEntry(
        permanent_id(first.kind, first.key), title, page, moment_of_row(row), published, summary, sort_name(row), source_of(row)
    )


def _alert_entry(number: int, reader: int, made_at: str, alert: Alert) -> FeedEntry:
    change = " → ".join(filter(None, (alert.before, alert.after)))
    summary = ". ".join(filter(None, (alert.what.value, change, *(reason.snippet for reason in alert.reasons[:3]))))
    return FeedEntry(
        permanent_id("melding", str(reader), str(number), alert.event),
        alert.title if alert.what.value == "nieuw" else f"{alert.title} ({alert.what.value})",
        alert.page,
        _moment(made_at) or _EARLIEST,
        None,
        summary,
        alert.sort,
        alert.source,
    )


def _newest(entries: Sequence[FeedEntry]) -> datetime:
    return max((entry.updated for entry in entries), default=_EARLIEST)


def _moment(value: str | None) -> datetime | None:
    if not value:
        return None
    try:
        there = datetime.fromisoformat(value)
        return (there if there.tzinfo else there.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
