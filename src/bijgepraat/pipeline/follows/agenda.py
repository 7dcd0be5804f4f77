# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Calendars: the meetings that a subject is about, the votes on its papers, and the terms of its commitments."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import quote

import orjson

from bijgepraat.model.follow_views import CalendarItem, CalendarView
from bijgepraat.model.following import Sort
from bijgepraat.model.promises import PromiseState, Step
from bijgepraat.model.records import Kind
from bijgepraat.model.views import page_of
from bijgepraat.pipeline.follows.feeds import moment_of_row
from bijgepraat.pipeline.follows.recent import Subject, recent
from bijgepraat.pipeline.follows.telling import sort_name
from bijgepraat.pipeline.follows.versions import HERE, OFF, begin_of, moment_of, standing
from bijgepraat.pipeline.promises import Line, book
from bijgepraat.pipeline.site.entries import title_of
from bijgepraat.store import alerts, follows
from bijgepraat.store.follow_searches import NewEntries
from bijgepraat.store.index_entries import Entry, entries
from bijgepraat.store.queries import Connection, by_keys, pointing_at, stated
from bijgepraat.store.search_fields import plain
from bijgepraat.store.store import Store
from bijgepraat.understand.themes import rank_themes

_BACK, _AHEAD, _VOTES_BACK = timedelta(days=90), timedelta(days=400), timedelta(days=30)
_MOST = 2_000
_MOST_VOTES = 60
_ON_AGENDA = 400
_LONGEST = 300
_MEETINGS = (Kind.ACTIVITEIT, Kind.VERGADERING)
_VOTES = "Stemmingen"
_UID = "bijgepraat"


def agenda(store: Store, name: str, subjects: Sequence[Subject], today: date) -> CalendarView:
    """A calendar of some subjects, from three months back until a year ahead; what concerns several of them stands in it once."""
    first, last = today - _BACK, today + _AHEAD
    found: dict[str, CalendarItem] = {}
    lines = book(store, today, soft=True) if subjects else []
    for subject in subjects:
        for row, _place in recent(store, subject, first, last, _MOST, _MEETINGS)[0]:
            if (item := meeting(row, cancelled=False)) is not None:
                found[item.uid] = item
        for item in (
            *_gone(store, subject, first, last),
            *_votes(store, subject, today),
            *_terms(store, subject, lines, first, last),
        ):
            found.setdefault(item.uid, item)
    return CalendarView(name, tuple(sorted(found.values(), key=lambda one: (_when(one), one.uid))))


def _when(item: CalendarItem) -> str:
    return item.begin.isoformat()[:16]


def meeting(row: Any, *, cancelled: bool) -> CalendarItem | None:
    """A meeting as it stands in a calendar; None for one without a day."""
    fields = orjson.loads(row.fields)
    begin = begin_of(row.kind, row.date, fields)
    if begin is None:
        return None
    ends = moment_of(fields.get("Eindtijd"))
    return CalendarItem(
        uid=f"{row.kind.lower()}-{row.key}@{_UID}",
        title=title_of(row)[:_LONGEST],
        begin=_begin(begin),
        end=ends,
        modified=moment_of_row(row),
        sequence=row.version - 1,
        cancelled=cancelled or fields.get("Status") in OFF,
        page=page_of(row.kind, row.key),
        sort=sort_name(row),
        about=str(fields.get("Voortouwnaam") or ""),
        place=str(fields.get("Locatie") or ""),
    )


def _begin(value: str) -> date | datetime:
    return datetime.fromisoformat(value).replace(tzinfo=HERE) if len(value) > 10 else date.fromisoformat(value)


def _gone(store: Store, subject: Subject, first: date, last: date) -> Iterator[CalendarItem]:
    """Meetings that their source took away: a calendar that had them must hear of it."""
    if subject.question is None:
        return
    with store.reading() as connection:
        deleted = follows.deleted(connection, _MEETINGS, _MOST)
        earlier = alerts.earlier(connection, [row.id for row in deleted])
        stood = {row.id: standing(earlier.get(row.id, [])) for row in deleted}
        rows = {row.id: row for row in deleted if stood[row.id] is not None}
        before = [stood[number] for number in rows if first.isoformat() <= (stood[number].date or "") <= last.isoformat()]
        if not before:
            return
        matched = {number for number, _n in NewEntries(entries(connection, before), store.index.words).matching(subject.question)}
    for row in before:
        about = subject.sort is Sort.THEME and _theme(title_of(row)) == subject.target
        if row.id in matched or about:
            item = meeting(row, cancelled=True)
            if item is not None:
                now = rows[row.id]
                yield replace(item, sequence=now.version - 1, modified=max(moment_of_row(now), item.modified))


def _theme(title: str) -> str:
    ranked = rank_themes(title)
    return ranked[0].key if ranked else ""


def _votes(store: Store, subject: Subject, today: date) -> Iterator[CalendarItem]:
    """Votes on papers that the subject is about, each agenda item by itself."""
    if subject.question is None:
        return
    with store.reading() as connection:
        first, last = (today - _VOTES_BACK).isoformat(), (today + _AHEAD).isoformat()
        sessions = {row.key: row for row in follows.sessions(connection, _VOTES, first, last, _MOST_VOTES)}
        points = _points(connection, list(sessions))
        papers = _papers(connection, points)
        zaken = {row.id: row for rows in papers.values() for row in rows}
        if not zaken:
            return
        matched = {
            number
            for number, _n in NewEntries(entries(connection, list(zaken.values())), store.index.words).matching(subject.question)
        }
    for point, session in points:
        about = [row for row in papers.get(point.id, ()) if row.id in matched]
        item = meeting(sessions[session], cancelled=False)
        if about and item is not None:
            titles = [title_of(row) for row in about]
            more = f" en {len(titles) - 1} meer" if len(titles) > 1 else ""
            yield CalendarItem(
                uid=f"stemming-{point.key}@{_UID}",
                title=f"Stemming: {titles[0]}"[:_LONGEST] + more,
                begin=item.begin,
                end=item.end,
                modified=max(item.modified, moment_of_row(point)),
                sequence=item.sequence + point.version - 1,
                cancelled=item.cancelled,
                page=page_of(about[0].kind, about[0].key),
                sort="stemming",
                about="; ".join(titles[:20]),
                place=item.place,
            )


def _points(connection: Connection, sessions: Sequence[str]) -> list[tuple[Any, str]]:
    found = pointing_at(connection, Kind.ACTIVITEIT, sessions, ("activiteit",), (Kind.AGENDAPUNT,), limit=_ON_AGENDA)
    return [(row, key) for _role, key, row in found]


def _papers(connection: Connection, points: Sequence[tuple[Any, str]]) -> dict[int, list[Any]]:
    links = stated(connection, [row.id for row, _session in points], ("zaak",))
    zaken = by_keys(connection, Kind.ZAAK, [link.to_key for link in links])
    found: dict[int, list[Any]] = {}
    for link in links:
        if link.to_key in zaken:
            found.setdefault(link.from_id, []).append(zaken[link.to_key])
    return found


def _terms(store: Store, subject: Subject, lines: Sequence[Line], first: date, last: date) -> Iterator[CalendarItem]:
    """The last days of commitments."""
    due = [
        line
        for line in lines
        if line.promise.deadline is not None
        and line.promise.deadline.last is not None
        and first <= line.promise.deadline.last <= last
    ]
    if subject.sort is Sort.PROMISE:
        chosen = {number for number, line in enumerate(due) if line.promise.key == subject.target}
    elif subject.question is not None:
        found = NewEntries((_promise_entry(number, line) for number, line in enumerate(due)), store.index.words)
        chosen = {number for number, _n in found.matching(subject.question)}
    else:
        chosen = set()
    for number in sorted(chosen):
        line = due[number]
        last_day = line.promise.deadline.last if line.promise.deadline else None
        if last_day is not None:
            yield term(line, last_day)


def _promise_entry(number: int, line: Line) -> Entry:
    promise, main = line.promise, line.promise.main
    name, _role = promise.by
    return Entry(
        record=number,
        passage=0,
        date=int(promise.made.strftime("%Y%m%d")) if promise.made else 0,
        kind=Kind.TOEZEGGING,
        source="",
        title="",
        body=" ".join(entry.statement.quote for entry in promise.entries),
        theme=main.themes[0] if main.themes else "",
        persons=(plain(name),) if name else (),
    )


def term(line: Line, last: date) -> CalendarItem:
    """The last day of a commitment as it stands in a calendar."""
    promise = line.promise
    name, role = promise.by
    days = [entry.statement.day for entry in promise.entries if entry.statement.day is not None]
    newest = max(days, default=last)
    words = " ".join(promise.main.quote.split())
    done = "Nagekomen: " if line.state is PromiseState.FULFILLED else ""
    return CalendarItem(
        uid=f"toezegging-{promise.key}@{_UID}",
        title=f"{done}Termijn van een toezegging: {words}"[:_LONGEST],
        begin=last,
        end=None,
        modified=datetime(newest.year, newest.month, newest.day, tzinfo=HERE),
        sequence=sum(entry.step is Step.MOVED for entry in promise.entries),
        cancelled=line.state is PromiseState.WITHDRAWN,
        page=f"/toezeggingen/{quote(promise.key, safe='')}",
        sort="toezegging",
        about=", ".join(filter(None, (name, role))),
    )
