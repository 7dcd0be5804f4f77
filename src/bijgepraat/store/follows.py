# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""What readers follow."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import orjson
import sqlalchemy as sa
from sqlalchemy import Connection

from bijgepraat.model.following import Follow, Rhythm, Sort
from bijgepraat.model.records import Kind
from bijgepraat.store.schema import ask_answers, ask_texts, asks, followed_states, follows, readers, records

LONGEST_TARGET = 400


def add(
    connection: Connection, reader: int, sort: Sort, target: str, label: str, rhythm: Rhythm, made_at: str, since: int
) -> Follow:
    """Follow something from the change number `since` on. What is followed already goes on, in the new rhythm."""
    there = sa.select(follows).where(
        follows.c.reader_id == reader, follows.c.sort == sort.value, follows.c.target == target[:LONGEST_TARGET]
    )
    row = connection.execute(there).first()
    if row is not None:
        values = {"label": label, "rhythm": rhythm.value, "paused": False}
        connection.execute(sa.update(follows).where(follows.c.id == row.id).values(values))
    else:
        connection.execute(
            sa.insert(follows).values(
                reader_id=reader,
                sort=sort.value,
                target=target[:LONGEST_TARGET],
                label=label,
                rhythm=rhythm.value,
                paused=False,
                made_at=made_at,
                since=since,
            )
        )
    return _follow(connection.execute(there).one())


def edit(connection: Connection, follow: int, *, label: str | None = None, rhythm: Rhythm | None = None) -> bool:
    """Another name or rhythm; False when there is no such follow."""
    values: dict[str, Any] = {}
    if label is not None:
        values["label"] = label
    if rhythm is not None:
        values["rhythm"] = rhythm.value
    return not values or _changed(connection, sa.update(follows).where(follows.c.id == follow).values(values))


def pause(connection: Connection, follow: int, *, paused: bool, since: int | None = None) -> bool:
    """Stop telling, or go on; False when there is no such follow.

    Going on from the change number `since` leaves out what came in between.
    """
    values: dict[str, Any] = {"paused": paused}
    if since is not None:
        values["since"] = since
    return _changed(connection, sa.update(follows).where(follows.c.id == follow).values(values))


def remove(connection: Connection, follow: int) -> bool:
    """Follow it no more; False when there is no such follow. Alerts that wait stay: they are of something that was followed."""
    return _changed(connection, sa.delete(follows).where(follows.c.id == follow))


def one(connection: Connection, follow: int) -> Follow | None:
    """A follow by its number."""
    row = connection.execute(sa.select(follows).where(follows.c.id == follow)).first()
    return _follow(row) if row is not None else None


def of_reader(connection: Connection, reader: int) -> list[Follow]:
    """All that a reader follows, in the order in which it began."""
    query = sa.select(follows).where(follows.c.reader_id == reader).order_by(follows.c.id)
    return [_follow(row) for row in connection.execute(query)]


def active(connection: Connection) -> list[Follow]:
    """All follows that are not paused, of readers who confirmed their address."""
    query = (
        sa.select(follows)
        .join(readers, readers.c.id == follows.c.reader_id)
        .where(follows.c.paused.is_(False), readers.c.confirmed_at.is_not(None))
        .order_by(follows.c.id)
    )
    return [_follow(row) for row in connection.execute(query)]


def active_numbers(connection: Connection) -> set[int]:
    """The numbers of the follows that `active` gives."""
    query = sa.select(follows.c.id).join(readers, readers.c.id == follows.c.reader_id)
    query = query.where(follows.c.paused.is_(False), readers.c.confirmed_at.is_not(None))
    return set(connection.execute(query).scalars())


def targets(connection: Connection, sorts: Sequence[Sort]) -> dict[Sort, set[str]]:
    """What anybody follows of these sorts, paused or not."""
    found: dict[Sort, set[str]] = {sort: set() for sort in sorts}
    query = sa.select(follows.c.sort, follows.c.target).where(follows.c.sort.in_([sort.value for sort in sorts])).distinct()
    for sort, target in connection.execute(query):
        found[Sort(sort)].add(target)
    return found


def reader_with(connection: Connection, secret: str) -> int | None:
    """The number of the confirmed reader with this secret."""
    if not secret:
        return None
    query = sa.select(readers.c.id).where(readers.c.secret == secret, readers.c.confirmed_at.is_not(None))
    found = connection.execute(query).scalar()
    return int(found) if found is not None else None


def states(connection: Connection) -> dict[tuple[str, str], str]:
    """How everything that is not a record stood when last looked at: (sort, key) → JSON."""
    return {(row.sort, row.key): row.value for row in connection.execute(sa.select(followed_states))}


def keep_states(connection: Connection, now: Iterable[tuple[str, str, str]]) -> None:
    """Put (sort, key, JSON) in place of what was kept; what is not named is forgotten."""
    connection.execute(sa.delete(followed_states))
    rows = [{"sort": sort, "key": key, "value": value} for sort, key, value in now]
    if rows:
        connection.execute(sa.insert(followed_states), rows)


def deleted(connection: Connection, kinds: Sequence[str], limit: int) -> Sequence[Any]:
    """Records of these kinds that their source deleted, the last first."""
    query = sa.select(records).where(records.c.kind.in_(kinds), records.c.deleted.is_(True))
    return connection.execute(query.order_by(records.c.seq.desc()).limit(limit)).all()


def newest_until(connection: Connection, kinds: Iterable[str], day: str) -> str | None:
    """The newest date, not after a day, among records of some kinds."""
    found = []
    for kind in kinds:
        newest = sa.select(sa.func.max(records.c.date)).where(records.c.kind == kind, records.c.date <= day)
        found.append(connection.execute(newest).scalar())
    return max((str(one) for one in found if one), default=None)


def sessions(connection: Connection, sort: str, first: str, last: str, limit: int) -> Sequence[Any]:
    """Activities of one sort, dated within a closed interval of days."""
    query = sa.select(records).where(
        records.c.kind == Kind.ACTIVITEIT,
        records.c.date.between(first, last),
        records.c.deleted.is_(False),
        records.c.fields.contains(f'"Soort":"{sort}"'),
    )
    return connection.execute(query.order_by(records.c.date, records.c.id).limit(limit)).all()


@dataclass(frozen=True, slots=True)
class Answer:
    """What a text does with an ask: the text by its record, with the name people know it by."""

    ask: str
    title: str
    kind: str
    key: str
    label: str
    verdict: str


def answers(connection: Connection, asks_wanted: Sequence[str]) -> list[Answer]:
    """The answers to asks by all texts that they are held against."""
    found = []
    for start in range(0, len(asks_wanted), 500):
        query = (
            sa.select(ask_answers, asks.c.title, ask_texts.c.label)
            .join(asks, asks.c.id == ask_answers.c.ask_id)
            .join(ask_texts, sa.and_(ask_texts.c.kind == ask_answers.c.kind, ask_texts.c.key == ask_answers.c.key), isouter=True)
            .where(ask_answers.c.ask_id.in_(asks_wanted[start : start + 500]))
            .order_by(ask_answers.c.ask_id, ask_texts.c.place, ask_answers.c.kind, ask_answers.c.key)
        )
        for row in connection.execute(query):
            verdict = str(orjson.loads(row.value).get("verdict") or "")
            if verdict:
                found.append(Answer(row.ask_id, row.title, row.kind, row.key, row.label or row.key, verdict))
    return found


def _changed(connection: Connection, statement: Any) -> bool:
    return bool(connection.execute(statement).rowcount)


def _follow(row: Any) -> Follow:
    return Follow(
        id=row.id,
        reader=row.reader_id,
        sort=Sort(row.sort),
        target=row.target,
        label=row.label,
        rhythm=Rhythm(row.rhythm),
        paused=row.paused,
        made_at=row.made_at,
        since=row.since,
    )
