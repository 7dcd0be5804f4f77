# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""What the book of money needs of the store: the amounts that the analyser found in texts that matter."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from bijgepraat.model.records import Kind
from bijgepraat.store.schema import claims, links, readings, records

_CHUNK = 900


def records_with_amounts(connection: Connection, least: int = 1) -> dict[int, tuple[int, str]]:
    """Records that matter (level `least` or more) and name an amount: per number its version, and the analyser that read it."""
    query = (
        sa.select(records.c.id, records.c.version, readings.c.analyser)
        .join(readings, readings.c.record_id == records.c.id)
        .where(
            records.c.deleted.is_(False),
            readings.c.version == records.c.version,
            readings.c.level >= least,
            records.c.id.in_(sa.select(claims.c.record_id).where(claims.c.type == "amount")),
        )
        .order_by(records.c.id)
    )
    return {int(number): (int(version), str(analyser)) for number, version, analyser in connection.execute(query)}


def amounts_of(connection: Connection, ids: Collection[int]) -> dict[int, list[Any]]:
    """Per record its amounts (record_id, n, version, start, end, quote, value), in the order in which they were found."""
    found: dict[int, list[Any]] = {}
    for some in _chunks(ids):
        query = sa.select(claims).where(claims.c.record_id.in_(some), claims.c.type == "amount")
        for row in connection.execute(query.order_by(claims.c.record_id, claims.c.n)):
            found.setdefault(row.record_id, []).append(row)
    return found


def readings_of(connection: Connection, ids: Collection[int]) -> dict[int, Any]:
    """Per record what its reading says of the whole (level, themes), and its source."""
    found: dict[int, Any] = {}
    for some in _chunks(ids):
        query = (
            sa.select(readings.c.record_id, readings.c.level, readings.c.themes, records.c.source, records.c.has_text)
            .join(records, records.c.id == readings.c.record_id)
            .where(readings.c.record_id.in_(some))
        )
        found.update((row.record_id, row) for row in connection.execute(query))
    return found


def documents_of(connection: Connection, ids: Collection[int]) -> dict[int, int]:
    """Per zaak among these the number of the first document that it names and that has come."""
    found: dict[int, int] = {}
    zaak, document = records.alias("zaak"), records.alias("document")
    for some in _chunks(ids):
        query = (
            sa.select(links.c.from_id, sa.func.min(document.c.id))
            .join(zaak, sa.and_(zaak.c.id == links.c.from_id, zaak.c.kind == Kind.ZAAK))
            .join(document, sa.and_(document.c.kind == links.c.to_kind, document.c.key == links.c.to_key))
            .where(links.c.from_id.in_(some), links.c.to_kind == Kind.DOCUMENT)
            .group_by(links.c.from_id)
        )
        found.update((int(number), int(paper)) for number, paper in connection.execute(query))
    return found


def _chunks(ids: Collection[int]) -> Iterator[Sequence[int]]:
    ordered = sorted(ids)
    for start in range(0, len(ordered), _CHUNK):
        yield ordered[start : start + _CHUNK]
