# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""What came with a run of change numbers: the things that it is about, and what happened to each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bijgepraat.ledger.events import happenings
from bijgepraat.model.following import Happening
from bijgepraat.model.records import Kind
from bijgepraat.pipeline.follows.things import things
from bijgepraat.pipeline.follows.versions import standing, version_of
from bijgepraat.pipeline.site.votes import decided
from bijgepraat.store import alerts
from bijgepraat.store.lookup import by_ids
from bijgepraat.store.queries import Connection, by_keys, stated
from bijgepraat.store.readings import READ_KINDS

TOLD_KINDS = frozenset({*READ_KINDS, Kind.AGENDAPUNT, Kind.VERGADERING})
"""Kinds of which a reader is told; people, parties and dossiers are followed, not told."""
_ACTORS: Mapping[str, str] = {Kind.ZAAK_ACTOR: "zaak", Kind.DOCUMENT_ACTOR: "document", Kind.ACTIVITEIT_ACTOR: "activiteit"}
"""Kinds that say who did something, with the role of the link to what was done."""
_TARGETS: Mapping[str, str] = {"zaak": Kind.ZAAK, "document": Kind.DOCUMENT, "activiteit": Kind.ACTIVITEIT}


@dataclass(slots=True)
class Thing:
    """One thing that a reader may be told of.

    `members` are the numbers of all its records, also those that came earlier; `rows` the ones that stand, or stood last.
    `fresh` are members that came or changed in this run and are news; `happened` is what happened, in order.
    """

    members: tuple[int, ...]
    rows: dict[int, Any] = field(default_factory=dict)
    fresh: set[int] = field(default_factory=set)
    happened: list[Happening] = field(default_factory=list)

    @property
    def number(self) -> int:
        """The number of its first record: the same whichever came in this run."""
        return self.members[0]

    def events(self, name: str) -> tuple[str, ...]:
        """All names that an event of this thing may be known by, its own first."""
        return tuple(f"work:{number}:{name}" for number in self.members)


@dataclass(frozen=True, slots=True)
class Batch:
    """A run of change numbers, above `after` up to `until`, with `records` rows."""

    after: int
    until: int
    records: int
    things: tuple[Thing, ...]


def gather(connection: Connection, after: int, last: int, limit: int) -> Batch:
    """The first `limit` rows with a change number above `after`, up to `last`, as things."""
    rows = alerts.arrived(connection, after, last, limit)
    until = rows[-1].seq if len(rows) == limit else last
    old = alerts.not_news(connection, after)
    news = [row for row in rows if not _within(row.seq, old.get(row.source, ()))]
    own = [row for row in news if row.kind in TOLD_KINDS]
    decisions = [row for row in news if row.kind == Kind.BESLUIT and not row.deleted]
    papers = {one.row.id: one.paper for one in decided(connection, decisions) if one.paper is not None}
    touched = {row.id: row for row in (*_acted(connection, news), *papers.values(), *own)}
    groups = things(connection, touched.values())
    earlier = alerts.earlier(connection, [row.id for row in (*own, *decisions) if row.version > 1])
    texts = alerts.words_of(connection, [id_ for id_ in earlier if id_ in touched])
    found: dict[int, Thing] = {}
    for number, members in groups.items():
        thing = found.setdefault(members[0], Thing(members))
        thing.fresh.add(number)
    others = by_ids_many(connection, [number for thing in found.values() for number in thing.members if number not in touched])
    for thing in found.values():
        for number in thing.members:
            row = touched.get(number) or others.get(number)
            if row is not None:
                stood = standing([*earlier.get(number, ()), row])
                if stood is not None:
                    thing.rows[number] = stood
    for row in own:
        versions = [version_of(one, texts) for one in (*earlier.get(row.id, ()), row)]
        found[groups[row.id][0]].happened += _since(happenings(versions), after, until, old.get(row.source, ()))
    for row in decisions:
        if (paper := papers.get(row.id)) is not None:
            versions = [version_of(one, {}) for one in (*earlier.get(row.id, ()), row)]
            happened = happenings(versions, announced=False)
            found[groups[paper.id][0]].happened += _since(happened, after, until, old.get(row.source, ()))
    for thing in found.values():
        thing.happened.sort(key=lambda one: one.seq)
    return Batch(after, until, len(rows), tuple(thing for thing in found.values() if thing.rows))


def by_ids_many(connection: Connection, ids: Sequence[int]) -> dict[int, Any]:
    """Current rows by number, any number of them."""
    found: dict[int, Any] = {}
    for start in range(0, len(ids), 500):
        found.update(by_ids(connection, ids[start : start + 500]))
    return found


def _since(happened: Sequence[Happening], after: int, until: int, old: Sequence[tuple[int, int]]) -> Iterator[Happening]:
    return (one for one in happened if after < one.seq <= until and not _within(one.seq, old))


def _within(seq: int, ranges: Sequence[tuple[int, int]]) -> bool:
    return any(first <= seq <= last for first, last in ranges)


def _acted(connection: Connection, rows: Sequence[Any]) -> list[Any]:
    """What actors that came in this run had a part in: a paper whose submitter is known only now."""
    actors = {row.id: row.kind for row in rows if row.kind in _ACTORS and not row.deleted}
    keys: dict[str, list[str]] = {}
    for link in stated(connection, list(actors), tuple(_TARGETS)):
        if _ACTORS[actors[link.from_id]] == link.role:
            keys.setdefault(_TARGETS[link.role], []).append(link.to_key)
    return [row for kind, some in keys.items() for row in by_keys(connection, kind, some).values()]
