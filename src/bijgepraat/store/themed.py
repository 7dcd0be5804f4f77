# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""What the store has on one theme, beside its timeline: other themes of its papers, its days, and what was said in debates."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from bijgepraat.model.records import Kind
from bijgepraat.store.schema import claims, passages, readings, records


def themes_beside(connection: Connection, theme: str, most: int) -> Sequence[str]:
    """The ranked themes (JSON) of the newest papers of a theme that matter."""
    query = sa.select(readings.c.themes).where(readings.c.theme == theme, readings.c.level == 2)
    return connection.execute(query.order_by(readings.c.date.desc()).limit(most)).scalars().all()


def days_of(connection: Connection, theme: str, since: str) -> dict[str, int]:
    """By day since a day how many papers of a theme touch gemeenten directly."""
    query = sa.select(readings.c.date, sa.func.count()).where(
        readings.c.theme == theme, readings.c.level == 2, readings.c.date >= since
    )
    return {row[0]: row[1] for row in connection.execute(query.group_by(readings.c.date))}


def newest_debates(connection: Connection, most: int) -> Sequence[Any]:
    """The newest transcripts with their reading: record rows, with `themes` as JSON."""
    query = (
        sa.select(records, readings.c.themes)
        .join(readings, readings.c.record_id == records.c.id)
        .where(records.c.kind == Kind.DEBAT, records.c.deleted.is_(False))
    )
    return connection.execute(query.order_by(records.c.date.desc(), records.c.id.desc()).limit(most)).all()


def speeches_about_gemeenten(connection: Connection, record_id: int, version: int) -> Sequence[Any]:
    """Passages of a transcript in which words stand that made it relevant, with how many and where the first stands."""
    query = (
        sa.select(passages, sa.func.count().label("number"), sa.func.min(claims.c.start).label("first"))
        .join(
            claims,
            sa.and_(
                claims.c.record_id == passages.c.record_id,
                claims.c.version == passages.c.version,
                claims.c.type == "relevance",
                claims.c.start >= passages.c.start,
                claims.c.start < passages.c.end,
            ),
        )
        .where(passages.c.record_id == record_id, passages.c.version == version, passages.c.speaker.is_not(None))
        .group_by(*passages.c)
    )
    return connection.execute(query.order_by(sa.desc("number"), passages.c.n)).all()
