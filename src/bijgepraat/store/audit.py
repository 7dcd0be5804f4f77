# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The audit log: only added to. Each line's hash covers the line and the hash of the one before it.

Triggers in the database refuse change and removal over any connection. Who writes in the file itself breaks the chain, or what
`properties` says of its end, and `verify` tells where. Who can write in the file and make all hashes anew is only caught by a
hash that was noted elsewhere: `head` gives it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from bijgepraat.model.accounts import Act
from bijgepraat.store import database
from bijgepraat.store.schema import properties
from bijgepraat.store.schema_desk import audit

END = "einde van het logboek"
"""The property that knows the last line."""
_START = "0" * 64


@dataclass(frozen=True, slots=True)
class Verified:
    """How many lines hold, the hash of the last of them, and what is wrong with the first that does not (Dutch)."""

    lines: int
    hash: str
    fault: str = ""


def append(connection: Connection, *, at: str, by: str, what: str, about: str = "", detail: str = "") -> Act:
    """Add a line, in the caller's writing transaction: an act and its line are there together or not at all.

    `at` is an ISO moment in UTC. Never pass a password, code, cookie or link.
    """
    # The lock keeps two writers of a database that has several from taking the same end.
    last, previous = _end(connection, lock=True)
    values = (last + 1, at, by[:120], what[:60], about, detail, previous)
    act = Act(*values, _hash(values))
    row = {"id": act.id, "at": act.at, "by": act.by, "what": act.what, "about": act.about, "detail": act.detail}
    connection.execute(sa.insert(audit), [{**row, "previous": act.previous, "hash": act.hash}])
    end = {"name": END, "value": f"{act.id}:{act.hash}"}
    connection.execute(database.upsert(connection, properties), end)
    return act


def head(connection: Connection) -> tuple[int, str]:
    """The number and hash of the last line; (0, zeros) of an empty log."""
    return _end(connection)


def lines(connection: Connection, limit: int, before: int | None = None) -> Sequence[Act]:
    """Lines, newest first, from below a number."""
    query = sa.select(audit).order_by(audit.c.id.desc()).limit(limit)
    rows = connection.execute(query if before is None else query.where(audit.c.id < before)).all()
    return [_act(row) for row in rows]


def verify(connection: Connection) -> Verified:
    """Walk the whole chain; stops at the first line that does not hold."""
    count, previous = 0, _START
    with connection.execute(sa.select(audit).order_by(audit.c.id).execution_options(yield_per=5_000)) as rows:
        for row in rows:
            act = _act(row)
            fault = ""
            if act.id != count + 1:
                fault = f"regel {count + 1} ontbreekt"
            elif act.previous != previous:
                fault = f"regel {act.id} sluit niet aan op de regel ervoor"
            elif act.hash != _hash((act.id, act.at, act.by, act.what, act.about, act.detail, act.previous)):
                fault = f"regel {act.id} is veranderd"
            if fault:
                return Verified(count, previous, fault)
            count, previous = act.id, act.hash
    if _end(connection) != (count, previous):
        return Verified(count, previous, f"na regel {count} zijn regels weggehaald of toegevoegd")
    return Verified(count, previous)


def _end(connection: Connection, *, lock: bool = False) -> tuple[int, str]:
    query = sa.select(properties.c.value).where(properties.c.name == END)
    value = connection.execute(query.with_for_update() if lock else query).scalar()
    if value is None:
        return 0, _START
    number, _colon, found = str(value).partition(":")
    return int(number), found


def _hash(values: tuple[int, str, str, str, str, str, str]) -> str:
    # JSON keeps the borders between fields: moving a word from one to the next is another text.
    return hashlib.sha256(json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")).hexdigest()


def _act(row: Any) -> Act:
    return Act(row.id, row.at, row.by, row.what, row.about, row.detail, row.previous, row.hash)
