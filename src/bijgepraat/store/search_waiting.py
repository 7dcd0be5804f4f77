# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Records whose texts or titles are to be compared by meaning, in the order of the change sequence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from bijgepraat.store.schema import passages, readings, records, texts

_LEVEL = 1


def texts_after(connection: Connection, after: int, kinds: Sequence[str], limit: int) -> Sequence[Any]:
    """Records of these kinds with a change number above `after`."""
    return connection.execute(_texts(after, kinds).order_by(records.c.seq).limit(limit)).all()


def titles_after(connection: Connection, after: int, kinds: Sequence[str], limit: int) -> Sequence[Any]:
    """Records of these kinds that may matter to gemeenten, by the change number of their reading."""
    return connection.execute(_titles(after, kinds).order_by(readings.c.seq).limit(limit)).all()


def count_texts(connection: Connection, after: int, kinds: Sequence[str], most: int) -> int:
    """How many `texts_after` would give, up to `most`."""
    return _count(connection, _texts(after, kinds), most)


def count_titles(connection: Connection, after: int, kinds: Sequence[str], most: int) -> int:
    """How many `titles_after` would give, up to `most`."""
    return _count(connection, _titles(after, kinds), most)


def words_of(connection: Connection, rows: Sequence[Any]) -> dict[int, tuple[str, Sequence[Any]]]:
    """Per record with a text: that text and its passages."""
    wanted = {row.id: row.version for row in rows if row.has_text and not row.deleted}
    ids = list(wanted)
    found: dict[int, tuple[str, list[Any]]] = {}
    for start in range(0, len(ids), 500):
        some = ids[start : start + 500]
        for id_, version, text in connection.execute(sa.select(texts).where(texts.c.record_id.in_(some))):
            if version == wanted[id_]:
                found[id_] = (text, [])
        runs = sa.select(passages).where(passages.c.record_id.in_(some)).order_by(passages.c.record_id, passages.c.n)
        for passage in connection.execute(runs):
            if passage.version == wanted[passage.record_id] and passage.record_id in found:
                found[passage.record_id][1].append(passage)
    return dict(found)


def _texts(after: int, kinds: Sequence[str]) -> sa.Select[Any]:
    return _columns(records.c.seq).where(records.c.seq > after, records.c.kind.in_(kinds))


def _titles(after: int, kinds: Sequence[str]) -> sa.Select[Any]:
    read = _columns(readings.c.seq.label("seq")).join(readings, readings.c.record_id == records.c.id)
    return read.where(readings.c.seq > after, records.c.kind.in_(kinds), readings.c.level >= _LEVEL)


def _columns(seq: Any) -> sa.Select[Any]:
    return sa.select(
        records.c.id,
        records.c.kind,
        records.c.title,
        records.c.version,
        records.c.has_text,
        records.c.deleted,
        records.c.fields,
        seq,
    )


def _count(connection: Connection, query: sa.Select[Any], most: int) -> int:
    return int(connection.execute(sa.select(sa.func.count()).select_from(query.limit(most).subquery())).scalar() or 0)
