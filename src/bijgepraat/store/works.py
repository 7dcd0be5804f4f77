# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Which records are one document, kept beside them, with the clues by which they were recognised.

Everything here can be thrown away and made again from the records.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from bijgepraat.store.database import upsert
from bijgepraat.store.schema import links, properties, records, work_clues, works

_KEYS_PER_QUERY = 900


@dataclass(frozen=True, slots=True)
class Member:
    """A record of a work: its current row, by which rule it belongs there, and how sure that is."""

    row: Any
    rule: str
    confidence: float


def changed(connection: Connection, after: int, limit: int, kinds: Collection[str]) -> Sequence[Any]:
    """Up to `limit` rows of these kinds with a change number above `after`, in its order."""
    query = sa.select(records).where(records.c.seq > after, records.c.kind.in_(kinds)).order_by(records.c.seq).limit(limit)
    return connection.execute(query).all()


def rows_of(connection: Connection, ids: Collection[int]) -> Iterator[Any]:
    """Current rows by number."""
    for some in _chunks(ids):
        yield from connection.execute(sa.select(records).where(records.c.id.in_(some)))


def links_of(connection: Connection, ids: Collection[int], roles: Collection[str]) -> dict[int, list[tuple[str, str, str]]]:
    """Per record (role, kind, key) of its links in these roles."""
    found: dict[int, list[tuple[str, str, str]]] = {}
    for some in _chunks(ids):
        query = sa.select(links).where(links.c.from_id.in_(some), links.c.role.in_(roles))
        for row in connection.execute(query.order_by(links.c.from_id, links.c.role, links.c.to_key)):
            found.setdefault(row.from_id, []).append((row.role, row.to_kind, row.to_key))
    return found


def linking_to(connection: Connection, kind: str, keys: Collection[str], role: str, from_kind: str) -> set[int]:
    """Numbers of the records of `from_kind` that name one of these in this role."""
    found: set[int] = set()
    for some in _chunks(keys):
        query = (
            sa.select(links.c.from_id)
            .join(records, records.c.id == links.c.from_id)
            .where(links.c.to_kind == kind, links.c.to_key.in_(some), links.c.role == role, records.c.kind == from_kind)
        )
        found.update(connection.execute(query).scalars())
    return found


def fields_of(connection: Connection, kind: str, keys: Collection[str]) -> dict[str, str]:
    """The fields (JSON) of records by their key; what has not arrived or was deleted is absent."""
    found: dict[str, str] = {}
    for some in _chunks(keys):
        query = sa.select(records.c.key, records.c.fields).where(
            records.c.kind == kind, records.c.key.in_(some), records.c.deleted.is_(False)
        )
        found.update((key, fields) for key, fields in connection.execute(query))
    return found


def ids_named(connection: Connection, names: Collection[str]) -> dict[str, int]:
    """Numbers of records by `Kind:key`, as far as they have arrived and stand."""
    by_kind: dict[str, list[str]] = {}
    for name in names:
        kind, _, key = name.partition(":")
        by_kind.setdefault(kind, []).append(key)
    found: dict[str, int] = {}
    for kind, keys in by_kind.items():
        for some in _chunks(keys):
            query = sa.select(records.c.key, records.c.id).where(
                records.c.kind == kind, records.c.key.in_(some), records.c.deleted.is_(False)
            )
            found.update((f"{kind}:{key}", int(number)) for key, number in connection.execute(query))
    return found


def keep_clues(connection: Connection, clues: Mapping[int, Iterable[str]]) -> None:
    """Put the words by which records are recognised in place of those before."""
    for some in _chunks(clues):
        connection.execute(sa.delete(work_clues).where(work_clues.c.record_id.in_(some)))
    rows = [{"clue": word, "record_id": number} for number, words in clues.items() for word in dict.fromkeys(words)]
    if rows:
        connection.execute(sa.insert(work_clues), rows)


def clues_of(connection: Connection, ids: Collection[int]) -> dict[int, list[str]]:
    """The kept words of records."""
    found: dict[int, list[str]] = {}
    for some in _chunks(ids):
        for word, number in connection.execute(sa.select(work_clues).where(work_clues.c.record_id.in_(some))):
            found.setdefault(number, []).append(word)
    return found


def ids_with(connection: Connection, words: Collection[str]) -> dict[str, list[int]]:
    """Per word the records that have it."""
    found: dict[str, list[int]] = {}
    for some in _chunks(words):
        for word, number in connection.execute(sa.select(work_clues).where(work_clues.c.clue.in_(some))):
            found.setdefault(word, []).append(number)
    return found


def fellows(connection: Connection, ids: Collection[int]) -> set[int]:
    """All records that are kept as one document with one of these, those themselves included where they are in a work."""
    groups: set[int] = set()
    for some in _chunks(ids):
        groups.update(connection.execute(sa.select(works.c.work).where(works.c.record_id.in_(some))).scalars())
    found: set[int] = set()
    for some in _chunks(groups):
        found.update(connection.execute(sa.select(works.c.record_id).where(works.c.work.in_(some))).scalars())
    return found


def keep(connection: Connection, judged: Collection[int], found: Iterable[Sequence[tuple[int, str, float]]]) -> int:
    """Put works, as (record, rule, confidence) each, in place of what was kept of the judged records. Returns how many."""
    for some in _chunks(judged):
        connection.execute(sa.delete(works).where(works.c.record_id.in_(some)))
    rows = []
    number = 0
    for group in found:
        number += 1
        work = min(record for record, _rule, _confidence in group)
        rows += [
            {"record_id": record, "work": work, "rule": rule, "confidence": confidence} for record, rule, confidence in group
        ]
    if rows:
        connection.execute(sa.insert(works), rows)
    return number


def clear(connection: Connection) -> None:
    """Forget all works and clues."""
    connection.execute(sa.delete(works))
    connection.execute(sa.delete(work_clues))


def position(connection: Connection, rules: str) -> int:
    """Up to which change number works were made by these rules; -1 when they were made by others, or never."""
    kept = connection.execute(sa.select(properties.c.value).where(properties.c.name == "works")).scalar()
    made_by, _, number = str(kept or "").partition(" ")
    return int(number) if kept is not None and made_by == rules else -1


def set_position(connection: Connection, rules: str, number: int) -> None:
    """Write down up to which change number works were made, and by which rules."""
    connection.execute(upsert(connection, properties), {"name": "works", "value": f"{rules} {number}"})


def members(connection: Connection, record_id: int) -> list[Member]:
    """All records of the work of a record, itself included, in the order of the store; empty when it stands alone."""
    own = sa.select(works.c.work).where(works.c.record_id == record_id).scalar_subquery()
    query = (
        sa.select(records, works.c.rule, works.c.confidence)
        .join(works, works.c.record_id == records.c.id)
        .where(works.c.work == own, records.c.deleted.is_(False))
        .order_by(records.c.id)
    )
    return [Member(row, row.rule, row.confidence) for row in connection.execute(query)]


def works_of(connection: Connection, ids: Collection[int]) -> dict[int, int]:
    """Per record the number of its work; absent for one that stands alone."""
    found: dict[int, int] = {}
    for some in _chunks(ids):
        query = sa.select(works.c.record_id, works.c.work).where(works.c.record_id.in_(some))
        found.update((int(record), int(work)) for record, work in connection.execute(query))
    return found


def counts(connection: Connection) -> tuple[int, int]:
    """How many works there are of more than one record, and of how many records."""
    number, total = connection.execute(sa.select(sa.func.count(sa.distinct(works.c.work)), sa.func.count())).one()
    return int(number), int(total)


def _chunks(items: Collection[Any]) -> Iterator[Sequence[Any]]:
    ordered = list(items)
    for start in range(0, len(ordered), _KEYS_PER_QUERY):
        yield ordered[start : start + _KEYS_PER_QUERY]
