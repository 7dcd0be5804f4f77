# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""How often a follow would have fired in the last three months, by the dates of the store."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from bijgepraat.model.follow_views import FollowExample, FollowWeek, Preview
from bijgepraat.model.following import Sort
from bijgepraat.model.views import Snippet, page_of
from bijgepraat.pipeline.follows.found import Place
from bijgepraat.pipeline.follows.recent import Subject, newest_day, recent
from bijgepraat.pipeline.follows.telling import page_of_place
from bijgepraat.pipeline.follows.things import things
from bijgepraat.pipeline.promises import book
from bijgepraat.pipeline.search_snippets import excerpt
from bijgepraat.pipeline.site.entries import day_of, sort_of, title_of
from bijgepraat.store.lookup import passage_of, text_of
from bijgepraat.store.queries import Connection
from bijgepraat.store.store import Store

WEEKS = 13
_MOST = 3_000
_EXAMPLES = 4


def preview(store: Store, subject: Subject, today: date) -> Preview:
    """Count over the last thirteen weeks of the store. The same thing by several sources counts once, as it alerts once."""
    last = newest_day(store, today)
    monday = last - timedelta(days=last.weekday()) - timedelta(weeks=WEEKS - 1)
    if subject.question is None:
        days = _promise_days(store, subject, last) if subject.sort is Sort.PROMISE else None
        if days is None:
            return Preview(monday, last, counted=False)
        return _counted(monday, last, [one for one in days if monday <= one <= last], ())
    found, looked_at = recent(store, subject, monday, last, _MOST)
    with store.reading() as connection:
        groups = things(connection, [row for row, _place in found])
        seen: set[int] = set()
        first_of: list[tuple[Any, Place]] = []
        for row, place in found:
            if groups[row.id][0] not in seen:
                seen.add(groups[row.id][0])
                first_of.append((row, place))
        examples = tuple(_example(connection, store, subject, row, place) for row, place in first_of[:_EXAMPLES])
    days = [date.fromisoformat(row.date) for row, _place in first_of if row.date]
    return _counted(monday, last, days, examples, capped=looked_at >= _MOST)


def _counted(
    monday: date, last: date, days: Sequence[date], examples: tuple[FollowExample, ...], *, capped: bool = False
) -> Preview:
    counts = Counter((day - monday).days // 7 for day in days)
    most = max(counts.values(), default=0)
    weeks = tuple(
        FollowWeek(monday + timedelta(weeks=n), counts[n], round(100 * counts[n] / most) if most else 0) for n in range(WEEKS)
    )
    return Preview(monday, last, weeks, len(days), examples, capped=capped)


def _promise_days(store: Store, subject: Subject, last: date) -> list[date] | None:
    line = next((one for one in book(store, last, soft=True) if one.promise.key == subject.target), None)
    return [entry.statement.day for entry in line.promise.entries if entry.statement.day] if line is not None else None


def _example(connection: Connection, store: Store, subject: Subject, row: Any, place: Place) -> FollowExample:
    title = title_of(row)
    text = (text_of(connection, row.id, row.version) or "") if row.has_text else ""
    page = page_of(row.kind, row.key)
    if place[1] and (passage := passage_of(connection, row.id, row.version, place[1])) is not None:
        text, page = text[passage.start : passage.end], page_of_place(connection, row, place)
    snippet = None
    if text:
        words, marks, _how = excerpt(store.index.marker(subject.question or ""), text, title, None)
        snippet = Snippet(words, marks)
    return FollowExample(page, row.kind, sort_of(row), title, day_of(row), snippet)
