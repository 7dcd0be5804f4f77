# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Counts and journals for the status page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from bijgepraat.store.schema import imports, notices, readings, records


def kind_counts(connection: Connection) -> Sequence[Any]:
    """Rows (source, kind, number, newest): how many records there are and the newest date among them."""
    query = (
        sa.select(
            records.c.source,
            records.c.kind,
            sa.func.count().label("number"),
            sa.func.max(records.c.date).label("newest"),
        )
        .where(records.c.deleted.is_(False))
        .group_by(records.c.source, records.c.kind)
        .order_by(records.c.source, records.c.kind)
    )
    return connection.execute(query).all()


def latest_imports(connection: Connection, most: int = 20) -> Sequence[Any]:
    """The last imports, newest first. One without `finished` was cut off or is still going on."""
    return connection.execute(sa.select(imports).order_by(imports.c.id.desc()).limit(most)).all()


def notice_groups(connection: Connection, most: int = 200) -> Sequence[Any]:
    """What was refused or doubtful, refusals first, the most frequent sorts first."""
    query = sa.select(notices).order_by(notices.c.severity.desc(), notices.c.count.desc(), notices.c.id).limit(most)
    return connection.execute(query).all()


def relevant_days(connection: Connection, most: int = 5_000) -> Sequence[str]:
    """The dates of what touches gemeenten directly, newest first, one a record."""
    query = sa.select(readings.c.date).where(readings.c.level == 2, readings.c.date.is_not(None))
    return connection.execute(query.order_by(readings.c.date.desc()).limit(most)).scalars().all()
