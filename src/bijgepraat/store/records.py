# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Writing records: what is new is stored, what was seen before is recognised, what changed keeps its history.

The current version of a record is the one with the highest `modified`; among equals the one that arrived last. Content that
was stored under a key before is "unchanged", so importing the same files again, or again after a crash, stores nothing more;
only with a later moment than the current version's is it a version again (a text that was put back).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from typing import Any, TypeVar

import orjson
import sqlalchemy as sa
from sqlalchemy import Connection

from bijgepraat.model.records import Passage, Record
from bijgepraat.store.database import insert_new
from bijgepraat.store.schema import counters, history, links, passages, records, texts

_T = TypeVar("_T")

_MOMENTS = frozenset({"GewijzigdOp"})
"""Fields that say when something changed, and not what."""
_KEYS_PER_QUERY = 900
"""Bound parameters a query; every SQLite since 2020 takes 32,766, older ones 999."""


class Fate(StrEnum):
    """What became of a record that was offered."""

    STORED = "opgeslagen"
    UNCHANGED = "ongewijzigd"
    RESENT = "herzonden"
    """The same content with a newer moment of change: nobody needs to look at it again."""


@dataclass(slots=True)
class _Current:
    id: int
    sha: str
    modified: str | None
    version: int
    highest: int


def content_sha(record: Record) -> str:
    """A 128-bit hash over everything of a record that a reader can see.

    Its links, its place in the file and the moments of its last change are not in it: a source that sends all it has once more
    with new moments has said nothing new.
    """
    seen = (
        record.title,
        record.date.isoformat() if record.date else None,
        record.deleted,
        record.address,
        record.text,
        [_passage_row(passage) for passage in record.passages],
        {name: value for name, value in record.fields.items() if name not in _MOMENTS},
    )
    return hashlib.blake2b(orjson.dumps(seen, option=orjson.OPT_SORT_KEYS), digest_size=16).hexdigest()


def write(connection: Connection, batch: Sequence[Record], original: int | None) -> list[Fate]:
    """Store a batch inside the caller's transaction; one fate a record, in order."""
    fates: list[Fate] = []
    for part in _without_repeats(batch):
        fates += _write_distinct(connection, part, original)
    return fates


def next_change(connection: Connection, count: int) -> int:
    """Reserve `count` numbers of the change sequence and return the first.

    The row lock on the counter makes writers wait for each other, so numbers become visible in their order, without gaps.
    """
    row = sa.select(counters.c.value).where(counters.c.name == "changes").with_for_update()
    last = int(connection.execute(row).scalar_one())
    connection.execute(sa.update(counters).where(counters.c.name == "changes").values(value=last + count))
    return last + 1


def _without_repeats(batch: Sequence[Record]) -> Iterable[list[Record]]:
    """Cut the batch where a key comes back, so that each part sees the one before it in the store."""
    part: list[Record] = []
    seen: set[tuple[str, str]] = set()
    for record in batch:
        place = (record.kind, record.key)
        if place in seen:
            yield part
            part, seen = [], set()
        part.append(record)
        seen.add(place)
    if part:
        yield part


def _write_distinct(connection: Connection, batch: Sequence[Record], original: int | None) -> list[Fate]:
    known = _known(connection, batch)
    past = _past_shas(connection, [current.id for current in known.values()])
    linked = _links_of(connection, [current.id for current in known.values()])
    fates: list[Fate] = []
    fresh: list[tuple[Record, str]] = []
    newer: list[tuple[Record, str, _Current]] = []
    older: list[tuple[Record, str, _Current]] = []
    relinked: list[_Current] = []
    resent: list[dict[str, Any]] = []
    dropped: list[dict[str, Any]] = []
    added: list[dict[str, Any]] = []
    for record in batch:
        sha = content_sha(record)
        current = known.get((record.kind, record.key))
        if current is None:
            fresh.append((record, sha))
            fates.append(Fate.STORED)
            continue
        same, newest = sha == current.sha, (record.modified or "") >= (current.modified or "")
        later = newest and record.modified != current.modified
        if not same and not later and sha in past.get(current.id, ()):
            fates.append(Fate.UNCHANGED)
            continue
        lost, gained = _link_changes(record, current.id, linked.get(current.id, {}), same=same, newest=newest, later=later)
        dropped += lost
        added += gained
        if same:
            if later:
                resent.append({"b_id": current.id, "modified": record.modified, "fields": _json(record.fields)})
            if not lost and not gained:
                fates.append(Fate.RESENT if later else Fate.UNCHANGED)
                continue
            relinked.append(current)
        elif newest:
            newer.append((record, sha, current))
        else:
            older.append((record, sha, current))
        fates.append(Fate.STORED)
    _move_moments(connection, resent)
    changed = len(fresh) + len(newer) + len(older) + len(relinked)
    if not changed:
        return fates
    seq = next_change(connection, changed)
    rows, olds, updates = [], [], []
    bodies: list[tuple[int, int, Record]] = []
    for record, sha in fresh:
        rows.append(_row(record, sha, seq, 1, seq, original))
        bodies.append((seq, 1, record))
        added += _link_rows(seq, record)
        seq += 1
    for record, sha, current in newer:
        updates.append({"b_id": current.id, **_row(record, sha, current.id, current.highest + 1, seq, original)})
        bodies.append((current.id, current.highest + 1, record))
        seq += 1
    for record, sha, current in older:
        olds.append(_row(record, sha, current.id, current.highest + 1, seq, original))
        bodies.append((current.id, current.highest + 1, record))
        seq += 1
    touched = [{"b_id": current.id, "seq": seq + n} for n, current in enumerate(relinked)]
    if rows:
        connection.execute(sa.insert(records), rows)
    if updates:
        _move_to_history(connection, [update["b_id"] for update in updates])
        names = [column.name for column in records.columns if column.name not in {"id", "kind", "key"}]
        for update in updates:
            for name in ("id", "kind", "key"):
                del update[name]
        statement = sa.update(records).where(records.c.id == sa.bindparam("b_id"))
        connection.execute(statement.values({name: sa.bindparam(name) for name in names}), updates)
    if olds:
        connection.execute(sa.insert(history), olds)
    if touched:
        connection.execute(
            sa.update(records).where(records.c.id == sa.bindparam("b_id")).values(seq=sa.bindparam("seq")), touched
        )
    _write_links(connection, dropped, added)
    _write_bodies(connection, bodies)
    return fates


def _known(connection: Connection, batch: Sequence[Record]) -> dict[tuple[str, str], _Current]:
    found: dict[tuple[str, str], _Current] = {}
    ordered = sorted(batch, key=lambda record: record.kind)
    for kind, group in groupby(ordered, key=lambda record: record.kind):
        keys = [record.key for record in group]
        for some in _chunks(keys):
            columns = (records.c.key, records.c.id, records.c.sha, records.c.modified, records.c.version)
            query = sa.select(*columns).where(records.c.kind == kind, records.c.key.in_(some))
            for key, id_, sha, modified, version in connection.execute(query):
                found[kind, key] = _Current(id_, sha, modified, version, version)
    by_id = {current.id: current for current in found.values()}
    for some_ids in _chunks(list(by_id)):
        latest = sa.select(history.c.id, sa.func.max(history.c.version)).where(history.c.id.in_(some_ids)).group_by(history.c.id)
        for id_, version in connection.execute(latest):
            by_id[id_].highest = max(by_id[id_].highest, version)
    return found


def _past_shas(connection: Connection, ids: Sequence[int]) -> dict[int, set[str]]:
    found: dict[int, set[str]] = {}
    for some in _chunks(ids):
        for id_, sha in connection.execute(sa.select(history.c.id, history.c.sha).where(history.c.id.in_(some))):
            found.setdefault(id_, set()).add(sha)
    return found


def _links_of(connection: Connection, ids: Sequence[int]) -> dict[int, dict[str, set[tuple[str, str]]]]:
    found: dict[int, dict[str, set[tuple[str, str]]]] = {}
    for some in _chunks(ids):
        for id_, role, kind, key in connection.execute(sa.select(links).where(links.c.from_id.in_(some))):
            found.setdefault(id_, {}).setdefault(role, set()).add((kind, key))
    return found


def _link_changes(
    record: Record, id_: int, there: dict[str, set[tuple[str, str]]], *, same: bool, newest: bool, later: bool
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Links to drop and to add. A role that the record does not speak of stays as it was: some files leave relations out.

    A newer version replaces the links of the roles that it states; the same version from another file, of the same moment or
    without one, adds to them; an older one only fills in roles that are not known at all. So whatever comes a second time changes
    nothing. The same content with a later moment replaces the links of roles that it has complete: then only a relation changed.
    """
    stated: dict[str, set[tuple[str, str]]] = {} if record.deleted else {role: set() for role in record.complete}
    for link in record.links:
        stated.setdefault(link.role, set()).add((link.kind, link.key))
    lost, gained = [], []
    for role, targets in stated.items():
        known = there.get(role, set())
        adds = same and record.modified is None
        if not newest and (role in record.complete or (known and not adds)):
            continue
        if not same or (later and role in record.complete):
            lost += [_link_row(id_, role, *target) for target in sorted(known - targets)]
        gained += [_link_row(id_, role, *target) for target in sorted(targets - known)]
    return lost, gained


def _link_rows(id_: int, record: Record) -> list[dict[str, Any]]:
    return [_link_row(id_, link.role, link.kind, link.key) for link in record.links]


def _link_row(id_: int, role: str, kind: str, key: str) -> dict[str, Any]:
    return {"from_id": id_, "role": role, "to_kind": kind, "to_key": key}


def _write_links(connection: Connection, dropped: list[dict[str, Any]], added: list[dict[str, Any]]) -> None:
    if dropped:
        match = [column == sa.bindparam(f"b_{column.name}") for column in links.columns]
        connection.execute(sa.delete(links).where(*match), [{f"b_{k}": v for k, v in row.items()} for row in dropped])
    if added:
        connection.execute(insert_new(connection, links), added)


def _write_bodies(connection: Connection, bodies: Iterable[tuple[int, int, Record]]) -> None:
    new_texts, new_passages = [], []
    for id_, version, record in bodies:
        if record.text is not None:
            new_texts.append({"record_id": id_, "version": version, "text": record.text})
        for n, passage in enumerate(record.passages, 1):
            new_passages.append({"record_id": id_, "version": version, "n": n, **_passage_row(passage)})
    if new_texts:
        connection.execute(sa.insert(texts), new_texts)
    if new_passages:
        connection.execute(sa.insert(passages), new_passages)


def _move_to_history(connection: Connection, ids: Sequence[int]) -> None:
    names = [column.name for column in history.columns]
    for some in _chunks(ids):
        chosen = sa.select(*(records.c[name] for name in names)).where(records.c.id.in_(some))
        connection.execute(sa.insert(history).from_select(names, chosen))


def _row(record: Record, sha: str, id_: int, version: int, seq: int, original: int | None) -> dict[str, Any]:
    return {
        "id": id_,
        "kind": record.kind,
        "key": record.key,
        "source": record.source,
        "title": record.title,
        "date": record.date.isoformat() if record.date else None,
        "modified": record.modified,
        "deleted": record.deleted,
        "has_text": record.text is not None,
        "version": version,
        "sha": sha,
        "fields": _json(record.fields),
        "address": record.address,
        "original": original,
        "locator": record.locator,
        "seq": seq,
    }


def _json(fields: Mapping[str, Any]) -> str:
    return orjson.dumps(fields, option=orjson.OPT_SORT_KEYS).decode()


def _move_moments(connection: Connection, resent: list[dict[str, Any]]) -> None:
    """The same content, sent again: only its moments move along, so that an older version can never come over it."""
    if resent:
        moved: dict[str, Any] = {"modified": sa.bindparam("modified"), "fields": sa.bindparam("fields")}
        connection.execute(sa.update(records).where(records.c.id == sa.bindparam("b_id")).values(moved), resent)


def _passage_row(passage: Passage) -> dict[str, Any]:
    return {
        "start": passage.start,
        "end": passage.end,
        "kind": passage.kind,
        "page": passage.page,
        "anchor": passage.anchor,
        "speaker": passage.speaker,
        "role": passage.role,
        "party": passage.party,
    }


def _chunks(items: Sequence[_T]) -> Iterable[Sequence[_T]]:
    for start in range(0, len(items), _KEYS_PER_QUERY):
        yield items[start : start + _KEYS_PER_QUERY]
