# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""One document by several ways: works follow the change sequence, and are the same whatever the order in which records came."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date
from typing import Any

import orjson

from bijgepraat.ledger.sameness import KINDS, RULES, TOO_COMMON, Traits, clues_of, neighbours, works
from bijgepraat.model.records import Kind
from bijgepraat.store import works as store_works
from bijgepraat.store.queries import Connection
from bijgepraat.store.store import Store
from bijgepraat.store.sync import changes

_BATCH = 2_000
_DOSSIER = "kamerstukdossier"
_ROLES = ("document", "publicatie", "bij", _DOSSIER)
_LARGEST = 2_000
"""Records that may hang together before their clues are doubted: no document comes by so many ways."""


def follow(store: Store, report: Callable[[int], None] | None = None) -> int:
    """Bring the works up to date with the store. Returns how many records were looked at.

    Each batch is one transaction, so it can be interrupted at any moment. `report` is told how many were looked at so far.
    """
    looked = 0
    while True:
        with store.writing() as connection:
            after = store_works.position(connection, str(RULES))
            if after < 0:
                store_works.clear(connection)
                after = 0
            last = changes(connection)
            rows = store_works.changed(connection, after, _BATCH, (*KINDS, Kind.KAMERSTUKDOSSIER)) if last > after else []
            if len(rows) == _BATCH:
                last = rows[-1].seq
            if rows:
                _judge(connection, rows)
            store_works.set_position(connection, str(RULES), last)
        looked += len(rows)
        if report is not None and rows:
            report(looked)
        if len(rows) < _BATCH:
            return looked


def _judge(connection: Connection, rows: Iterable[Any]) -> None:
    """Make the works anew around records that changed."""
    fresh = {row.id: row for row in rows if row.kind != Kind.KAMERSTUKDOSSIER}
    dossiers = [row.key for row in rows if row.kind == Kind.KAMERSTUKDOSSIER]
    if dossiers:
        # A document only gets its publication number when its dossier has come.
        waiting = store_works.linking_to(connection, Kind.KAMERSTUKDOSSIER, dossiers, _DOSSIER, Kind.DOCUMENT)
        fresh |= {row.id: row for row in store_works.rows_of(connection, waiting - fresh.keys())}
    before = store_works.fellows(connection, fresh)
    left = {word for words in store_works.clues_of(connection, fresh).values() for word in words}
    known = _traits(connection, fresh.values())
    kept = {number: [clue.word for clue in clues_of(traits)] for number, traits in known.items()}
    store_works.keep_clues(connection, {number: kept.get(number, ()) for number in fresh})
    around = _around(connection, known, left.union(*kept.values()), before - fresh.keys())
    others = around - known.keys()
    known |= _traits(connection, store_works.rows_of(connection, others))
    numbers = {traits.name: number for number, traits in known.items()}
    found = [[(numbers[one.name], one.rule, one.confidence) for one in group] for group in works(list(known.values()))]
    store_works.keep(connection, {*fresh, *before, *around}, found)


def _around(connection: Connection, known: Mapping[int, Traits], clues: Collection[str], before: Collection[int]) -> set[int]:
    """Everything that hangs together with these records by clues, however many steps away, and with those that did before."""
    reached = {*known}
    words = {near for word in clues for near in neighbours(word)}
    words |= {traits.name for traits in known.values()}
    asked: set[str] = set()
    waiting: set[int] = set(before)
    largest = len(reached) + len(before) + _LARGEST
    while True:
        step = set(waiting)
        fresh_words = words - asked
        asked |= fresh_words
        for some in store_works.ids_with(connection, fresh_words).values():
            # A word so common says nothing; the rules pass it over as well.
            step.update(some if len(some) <= TOO_COMMON else ())
        step.update(store_works.ids_named(connection, [word for word in fresh_words if _is_name(word)]).values())
        step -= reached
        waiting = set()
        if not step or len(reached) > largest:
            return reached
        reached |= step
        words = {near for those in store_works.clues_of(connection, step).values() for word in those for near in neighbours(word)}
        words |= {f"{row.kind}:{row.key}" for row in store_works.rows_of(connection, step)}


def _is_name(word: str) -> bool:
    return word.partition(":")[0] in _NAMES


_NAMES = frozenset(str(kind) for kind in KINDS)


def _traits(connection: Connection, rows: Iterable[Any]) -> dict[int, Traits]:
    """What records say of themselves; those that were deleted say nothing any more."""
    standing = {row.id: row for row in rows if not row.deleted and row.kind in _NAMES}
    linked = store_works.links_of(connection, standing, _ROLES)
    dossiers = _dossier_numbers(connection, {key for those in linked.values() for role, _kind, key in those if role == _DOSSIER})
    found = {}
    for number, row in standing.items():
        own = linked.get(number, [])
        found[number] = Traits(
            kind=row.kind,
            key=row.key,
            source=row.source,
            title=row.title,
            date=date.fromisoformat(row.date) if row.date else None,
            fields=orjson.loads(row.fields),
            links=tuple(link for link in own if link[0] != _DOSSIER),
            dossier=next((dossiers[key] for role, _kind, key in own if role == _DOSSIER and key in dossiers), None),
        )
    return found


def _dossier_numbers(connection: Connection, keys: Collection[str]) -> dict[str, str]:
    """Per key of a dossier its number as it stands in publications: `36800-B`."""
    found = {}
    for key, raw in store_works.fields_of(connection, Kind.KAMERSTUKDOSSIER, keys).items():
        fields = orjson.loads(raw)
        number, addition = fields.get("Nummer"), str(fields.get("Toevoeging") or "").strip("() ")
        if number:
            found[key] = f"{number}-{addition}" if addition else str(number)
    return found
