# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Asks, their earlier wordings, the texts that they are held against, and the answers that were found."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from bijgepraat.model.asked import Ask, AskText, KeptAsk, TextSort
from bijgepraat.store.database import upsert
from bijgepraat.store.schema import ask_answers, ask_history, ask_texts, asks

_WORDS = ("title", "ask", "theme", "origin", "day", "withdrawn")
_CHUNK = 500


@dataclass(frozen=True, slots=True)
class Written:
    """What became of asks that were offered, by id."""

    new: tuple[str, ...]
    changed: tuple[str, ...]
    same: tuple[str, ...]


def write_asks(connection: Connection, offered: Iterable[KeptAsk]) -> Written:
    """Keep asks. One that says what it said stays as it is; another wording is a new version, the old one is history.

    What an offered ask leaves out (origin, day) keeps its old value.
    """
    known = {row.id: row for row in connection.execute(sa.select(asks))}
    last = max((row.place for row in known.values()), default=0)
    new: list[str] = []
    changed: list[str] = []
    same: list[str] = []
    for one in offered:
        before = known.get(one.ask.id)
        row = _row(one)
        if before is None:
            last += 1
            connection.execute(sa.insert(asks), {**row, "place": last})
            new.append(one.ask.id)
            continue
        row = {**row, "origin": row["origin"] or before.origin, "day": row["day"] or before.day}
        if all(row[name] == getattr(before, name) for name in _WORDS):
            same.append(one.ask.id)
            continue
        _remember(connection, before)
        connection.execute(sa.update(asks).where(asks.c.id == one.ask.id), row)
        changed.append(one.ask.id)
    return Written(tuple(new), tuple(changed), tuple(same))


def withdraw_ask(connection: Connection, ask_id: str, by: str, at: str) -> bool:
    """Take an ask back: it stays to be read, and is no longer held against texts. False when there is none that stands."""
    row = connection.execute(sa.select(asks).where(asks.c.id == ask_id, asks.c.withdrawn.is_(False))).first()
    if row is None:
        return False
    _remember(connection, row)
    connection.execute(sa.update(asks).where(asks.c.id == ask_id), {"withdrawn": True, "by": by, "at": at})
    return True


def all_asks(connection: Connection, *, withdrawn: bool = False) -> list[KeptAsk]:
    """Asks in their order; those that were withdrawn only with `withdrawn`."""
    query = sa.select(asks, _versions().label("earlier")).order_by(asks.c.place, asks.c.id)
    if not withdrawn:
        query = query.where(asks.c.withdrawn.is_(False))
    return [_kept(row, row.earlier + 1) for row in connection.execute(query)]


def ask_of_id(connection: Connection, ask_id: str) -> KeptAsk | None:
    """One ask, withdrawn or not."""
    row = connection.execute(sa.select(asks, _versions().label("earlier")).where(asks.c.id == ask_id)).first()
    return _kept(row, row.earlier + 1) if row is not None else None


def earlier_asks(connection: Connection, ask_id: str) -> list[KeptAsk]:
    """The earlier wordings of an ask, the newest first."""
    query = sa.select(ask_history).where(ask_history.c.ask_id == ask_id).order_by(ask_history.c.n.desc())
    return [_kept(row, row.n, row.ask_id) for row in connection.execute(query)]


def write_text(connection: Connection, text: AskText) -> None:
    """Add a text to hold asks against, or change its label and sort."""
    place = connection.execute(
        sa.select(ask_texts.c.place).where(ask_texts.c.kind == text.kind, ask_texts.c.key == text.key)
    ).scalar()
    if place is None:
        place = int(connection.execute(sa.select(sa.func.coalesce(sa.func.max(ask_texts.c.place), 0))).scalar_one()) + 1
    row = {"kind": text.kind, "key": text.key, "label": text.label, "sort": text.sort.value, "place": place}
    connection.execute(upsert(connection, ask_texts), row)


def remove_text(connection: Connection, kind: str, key: str) -> bool:
    """Hold asks against a text no longer; the record itself stays. False when it was no such text."""
    here = (ask_texts.c.kind == kind) & (ask_texts.c.key == key)
    connection.execute(sa.delete(ask_answers).where(ask_answers.c.kind == kind, ask_answers.c.key == key))
    return bool(connection.execute(sa.delete(ask_texts).where(here)).rowcount)


def all_texts(connection: Connection) -> list[AskText]:
    """Texts in the order in which they were added."""
    query = sa.select(ask_texts).order_by(ask_texts.c.place, ask_texts.c.kind, ask_texts.c.key)
    return [AskText(row.kind, row.key, row.label, TextSort(row.sort)) for row in connection.execute(query)]


def answers_kept(connection: Connection) -> dict[tuple[str, str, str], tuple[str, str]]:
    """Per ask and text (ask id, kind, key) what its answer was made from, and the answer as JSON."""
    return {(row.ask_id, row.kind, row.key): (row.made_from, row.value) for row in connection.execute(sa.select(ask_answers))}


def keep_answers(connection: Connection, found: Mapping[tuple[str, str, str], tuple[str, str]]) -> None:
    """Keep answers in place of what was there."""
    rows: list[dict[str, Any]] = [
        {"ask_id": ask, "kind": kind, "key": key, "made_from": made_from, "value": value}
        for (ask, kind, key), (made_from, value) in found.items()
    ]
    for some in _chunks(rows):
        connection.execute(upsert(connection, ask_answers), some)


def _versions() -> Any:
    return sa.select(sa.func.count()).where(ask_history.c.ask_id == asks.c.id).scalar_subquery()


def _remember(connection: Connection, row: Any) -> None:
    number = connection.execute(sa.select(sa.func.count()).where(ask_history.c.ask_id == row.id)).scalar_one()
    old = {name: getattr(row, name) for name in (*_WORDS, "by", "at")}
    connection.execute(sa.insert(ask_history), {**old, "ask_id": row.id, "n": int(number) + 1})


def _row(one: KeptAsk) -> dict[str, Any]:
    return {
        "id": one.ask.id,
        "title": one.ask.title,
        "ask": one.ask.ask,
        "theme": one.ask.theme,
        "origin": one.origin,
        "day": one.day.isoformat() if one.day else None,
        "by": one.by,
        "at": one.at,
        "withdrawn": one.withdrawn,
    }


def _kept(row: Any, version: int, ask_id: str | None = None) -> KeptAsk:
    return KeptAsk(
        Ask(ask_id or row.id, row.title, row.ask, row.theme),
        origin=row.origin,
        day=date.fromisoformat(row.day) if row.day else None,
        by=row.by,
        at=row.at,
        version=version,
        withdrawn=bool(row.withdrawn),
    )


def _chunks(rows: Sequence[dict[str, Any]]) -> Iterable[Sequence[dict[str, Any]]]:
    for start in range(0, len(rows), _CHUNK):
        yield rows[start : start + _CHUNK]
