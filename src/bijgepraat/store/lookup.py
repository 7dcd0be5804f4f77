# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Single records with their words, by key or by number."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from bijgepraat.store.schema import claims, history, passages, readings, records, texts


def by_key(connection: Connection, kind: str, key: str) -> Any:
    """The current row of a record, or None."""
    return connection.execute(sa.select(records).where(records.c.kind == kind, records.c.key == key)).first()


def by_ids(connection: Connection, ids: Sequence[int]) -> dict[int, Any]:
    """Current rows by their number."""
    return {row.id: row for row in connection.execute(sa.select(records).where(records.c.id.in_(ids)))}


def text_of(connection: Connection, record_id: int, version: int) -> str | None:
    """The text of one version of a record; None when it has none."""
    query = sa.select(texts.c.text).where(texts.c.record_id == record_id, texts.c.version == version)
    found = connection.execute(query).scalar()
    return str(found) if found is not None else None


def texts_of(connection: Connection, versions: Mapping[int, int]) -> dict[int, str]:
    """The texts of these versions of records (at most some hundreds); without those that have none."""
    query = sa.select(texts).where(texts.c.record_id.in_(list(versions)))
    return {id_: text for id_, version, text in connection.execute(query) if version == versions[id_]}


def passages_of(connection: Connection, versions: Mapping[int, int], places: Collection[tuple[int, int]]) -> dict[Any, Any]:
    """Of (record, number) of passages the rows, of these versions of the records (at most some hundreds)."""
    if not places:
        return {}
    query = sa.select(passages).where(
        passages.c.record_id.in_(sorted({record for record, _ in places})), passages.c.n.in_(sorted({n for _, n in places}))
    )
    rows = ((row.record_id, row.n, row) for row in connection.execute(query) if row.version == versions.get(row.record_id))
    return {(record, n): row for record, n, row in rows if (record, n) in places}


def passage_of(connection: Connection, record_id: int, version: int, n: int) -> Any:
    """One passage of a text, or None."""
    query = sa.select(passages).where(passages.c.record_id == record_id, passages.c.version == version, passages.c.n == n)
    return connection.execute(query).first()


def newest_of_kind(connection: Connection, kind: str) -> Any:
    """The current row of this kind with the latest date, among equals the one that came last; None when there is none."""
    query = sa.select(records).where(records.c.kind == kind, records.c.deleted.is_(False))
    return connection.execute(query.order_by(records.c.date.desc().nulls_last(), records.c.seq.desc()).limit(1)).first()


def of_kind(connection: Connection, kind: str, source: str | None = None) -> Sequence[Any]:
    """All current records of a kind, with level and themes where they were analysed, in the order in which they first came."""
    query = (
        sa.select(records, readings.c.level, readings.c.themes)
        .join(readings, readings.c.record_id == records.c.id, isouter=True)
        .where(records.c.kind == kind, records.c.deleted.is_(False))
        .order_by(records.c.id)
    )
    if source is not None:
        query = query.where(records.c.source == source)
    return connection.execute(query).all()


def claims_of(connection: Connection, record_id: int) -> Sequence[Any]:
    """All claims in the current version of a record, in the order in which they were found."""
    return connection.execute(sa.select(claims).where(claims.c.record_id == record_id).order_by(claims.c.n)).all()


def version_of(connection: Connection, record_id: int, version: int) -> Any:
    """The row of an earlier version of a record, or None."""
    return connection.execute(sa.select(history).where(history.c.id == record_id, history.c.version == version)).first()
