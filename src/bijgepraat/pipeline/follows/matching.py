# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""A round of matching: what came since the last one, held against all follows, becomes alerts.

It follows the change sequence, never dates, so what is back-dated is found as well. A batch is read and judged without holding up
writers; then its alerts and the number up to which it went are written in one transaction. Whoever kills it in between loses
nothing and gets nothing twice: an event has a name, and a reader gets each name once.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from bijgepraat.ledger.events import NEW
from bijgepraat.model.following import Alert, Follow, Happening, Reason, Rhythm, Sort, What
from bijgepraat.pipeline import sameness
from bijgepraat.pipeline.analysis import analyse_records
from bijgepraat.pipeline.follows.batch import Batch, Thing, gather
from bijgepraat.pipeline.follows.found import Lookup, Place
from bijgepraat.pipeline.follows.stands import match_stands
from bijgepraat.pipeline.follows.telling import (
    Snippets,
    change_words,
    lead,
    page_of_place,
    sort_name,
    source_of,
)
from bijgepraat.pipeline.municipalities import newest_distribution
from bijgepraat.pipeline.site.directory import make as directory
from bijgepraat.pipeline.site.entries import day_of, title_of
from bijgepraat.settings import Settings
from bijgepraat.store import alerts, follows
from bijgepraat.store.alerts import Counts, Told
from bijgepraat.store.queries import Connection
from bijgepraat.store.readings import READ_KINDS, unread
from bijgepraat.store.store import Store
from bijgepraat.store.sync import changes
from bijgepraat.understand import reading

_BATCH = 1_000
_FIRST = (Rhythm.IMMEDIATELY, Rhythm.DAILY, Rhythm.WEEKLY)


@dataclass(frozen=True, slots=True)
class Matched:
    """What a round did: change numbers looked at, things in them, follows held against them, and what became of the alerts."""

    records: int = 0
    things: int = 0
    follows: int = 0
    new: int = 0
    merged: int = 0
    told: int = 0


def match(
    store: Store,
    now: datetime,
    settings: Settings | None = None,
    *,
    batch: int = _BATCH,
    report: Callable[[Matched], None] = lambda _so_far: None,
) -> Matched:
    """Match everything that came since the last round, and how all that is no record stands now.

    `settings` say where one's own descriptions of sources are. Records that were not read by the analyser yet are read first. May
    be interrupted at any moment; two rounds at a time cost work and do no harm.
    """
    sameness.follow(store)
    total = Matched()
    names: Mapping[str, Sequence[str]] | None = None
    places: Mapping[str, str] | None = None
    while True:
        with store.reading() as connection:
            position = alerts.position(connection)
            last = changes(connection)
            if position == last:
                break
            everyone = follows.active(connection)
        after = _begin(position, everyone, last)
        if after >= last:
            _move(store, position, last)
            break
        if names is None or places is None:
            names = _names(store) if any(one.sort is Sort.PERSON for one in everyone) else {}
            places = {one.code: one.name for one in newest_distribution(store).municipalities}
        _read(store, after, last, batch)
        with _uncollected():
            with store.reading() as connection:
                found = gather(connection, after, last, batch)
                told = list(_told(store, connection, found, everyone, names, places))
            counts = _keep(store, position, found, told, now)
        if counts is None:
            continue  # another round was there first
        total = _plus(total, counts, records=found.records, things=len(found.things), follows=len(everyone))
        report(total)
    return _plus(total, match_stands(store, now, settings), follows=0)


@contextmanager
def _uncollected() -> Iterator[None]:
    """A batch makes hundreds of thousands of small objects that live until it is kept, and no circles: to look for circles among
    them again and again took a quarter of its time.
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _begin(position: int | None, everyone: Sequence[Follow], last: int) -> int:
    """From which change number on to look: nobody wants to know what came before the first follow."""
    wanted = min((one.since for one in everyone), default=last)
    return max(position or 0, wanted)


def _move(store: Store, position: int | None, last: int) -> None:
    with store.writing() as connection:
        if alerts.position(connection) == position:
            alerts.set_position(connection, last)


def _keep(store: Store, position: int | None, found: Batch, told: Sequence[Told], now: datetime) -> Counts | None:
    with store.writing() as connection:
        if alerts.position(connection) != position:
            return None
        there = follows.active_numbers(connection)
        counts = alerts.keep(connection, list(_still(told, there)), now.astimezone(UTC).isoformat(timespec="seconds"))
        alerts.set_position(connection, found.until)
    return counts


def _still(told: Sequence[Told], there: set[int]) -> Iterator[Told]:
    """Without what was followed when the round began and is not any more."""
    for one in told:
        reasons = tuple(reason for reason in one.alert.reasons if reason.follow in there)
        if reasons:
            yield one if len(reasons) == len(one.alert.reasons) else replace(one, alert=replace(one.alert, reasons=reasons))


def _plus(total: Matched, counts: Counts, *, records: int = 0, things: int = 0, follows: int) -> Matched:
    return Matched(
        total.records + records,
        total.things + things,
        max(total.follows, follows),
        total.new + counts.new,
        total.merged + counts.merged,
        total.told + counts.told,
    )


def _names(store: Store) -> dict[str, Sequence[str]]:
    return {key: person.names for key, person in directory(store).people.items()}


def _read(store: Store, after: int, last: int, batch: int) -> None:
    """Have the analyser read what it has not read of a batch: themes and places are asked for."""
    with store.reading() as connection:
        rows = alerts.arrived(connection, after, last, batch)
        until = rows[-1].seq if rows else after
        waiting = [one for one in unread(connection, reading.ANALYSER, after, batch, READ_KINDS) if one.seq <= until]
    analyse_records(store, waiting)


def _told(
    store: Store,
    connection: Connection,
    found: Batch,
    everyone: Sequence[Follow],
    names: Mapping[str, Sequence[str]],
    places: Mapping[str, str],
) -> Iterator[Told]:
    """The alerts of a batch, one an event and reader."""
    rows = {number: row for thing in found.things for number, row in thing.rows.items()}
    lookup = Lookup(connection, list(rows.values()), store.index.words, names=names, places=places)
    snippets = Snippets(connection, store.index, rows)
    of_record = {number: thing for thing in found.things for number in thing.rows}
    before = alerts.told_of(connection, [name for thing in found.things if thing.happened for name in thing.events(NEW)])
    concerned: dict[int, dict[int, tuple[Follow, list[Place]]]] = {}
    wanted: dict[tuple[Sort, str], list[Follow]] = {}
    by_number = {}
    for follow in everyone:
        wanted.setdefault((follow.sort, follow.target), []).append(follow)
        by_number[follow.id] = follow
    for (sort, target), several in wanted.items():
        for place in lookup.of(sort, target):
            here = concerned.setdefault(of_record[place[0]].number, {})
            for follow in several:
                here.setdefault(follow.id, (follow, []))[1].append(place)
    for thing in found.things:
        about = concerned.get(thing.number, {})
        known = {number for name in thing.events(NEW) for number in before.get(name, ())}
        for number in known - about.keys():
            if number in by_number:
                about[number] = (by_number[number], [])  # they were told of it, so they are told what became of it
        if about:
            yield from _of_thing(connection, thing, list(about.values()), snippets)


def _of_thing(
    connection: Connection, thing: Thing, about: Sequence[tuple[Follow, list[Place]]], snippets: Snippets
) -> Iterator[Told]:
    seq = max((row.seq for row in thing.rows.values()), default=0)
    news = [(follow, places) for follow, places in about if _is_new(follow, places)]
    yield from _told_to(connection, thing, news, snippets, Happening(What.NEW, NEW, seq))
    for one in thing.happened:
        if one.name != NEW:
            some = [(follow, places) for follow, places in about if one.seq > follow.since]
            yield from _told_to(connection, thing, some, snippets, one)


def _is_new(follow: Follow, places: Sequence[Place]) -> bool:
    """Whether a thing is new to a follow: nothing of it that matches was there when it began."""
    return bool(places) and all(record > follow.since for record, _passage in places)


def _told_to(
    connection: Connection,
    thing: Thing,
    about: Sequence[tuple[Follow, list[Place]]],
    snippets: Snippets,
    one: Happening,
) -> Iterator[Told]:
    readers: dict[int, list[tuple[Follow, list[Place]]]] = {}
    for follow, places in about:
        readers.setdefault(follow.reader, []).append((follow, places))
    names = thing.events(one.name)
    part_of = thing.events(NEW) if one.what is What.NEW_VERSION else ()
    was, now = change_words(one)
    facts: dict[tuple[Place, ...], _Facts] = {}
    for reader, several in readers.items():
        all_places = tuple(place for _follow, places in several for place in places)
        if all_places not in facts:
            facts[all_places] = _facts(connection, thing, all_places)
        main = facts[all_places]
        alert = Alert(
            event=names[0],
            what=one.what,
            title=main.title,
            sort=main.sort,
            page=main.page,
            source=main.source,
            day=main.day,
            reasons=tuple(_reason(follow, places, main, snippets) for follow, places in several),
            seq=one.seq,
            before=was,
            after=now,
        )
        rhythm = several[0][0].rhythm if len(several) == 1 else min((one.rhythm for one, _places in several), key=_FIRST.index)
        yield Told(reader, rhythm, alert, names[1:], part_of)


@dataclass(frozen=True, slots=True)
class _Facts:
    """The record that a thing is told by."""

    number: int
    title: str
    sort: str
    page: str
    source: str
    day: date | None


def _facts(connection: Connection, thing: Thing, places: Sequence[Place]) -> _Facts:
    main, page = lead(thing, places)
    speech = next((place for place in places if place[0] == main.id and place[1]), None)
    if speech is not None:
        page = page_of_place(connection, main, speech)
    return _Facts(main.id, title_of(main), sort_name(main), page, source_of(main), day_of(main))


def _reason(follow: Follow, places: Sequence[Place], main: _Facts, snippets: Snippets) -> Reason:
    own = next((place for place in places if place[0] == main.number), places[0] if places else None)
    return snippets.reason(follow, own) if own is not None else Reason(follow.id, follow.label, main.title)
