# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""What is new that matters to gemeenten: since a change number, or between two days."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from bijgepraat.store.schema import readings, records


def read_since(connection: Connection, seq: int, most: int) -> Sequence[Any]:
    """Rows (id, level, theme) of what arrived or changed after a change number and matters, the last `most` arrivals."""
    query = (
        sa.select(records.c.id, readings.c.level, readings.c.theme, records.c.date)
        .join(readings, readings.c.record_id == records.c.id)
        .where(records.c.seq > seq, records.c.deleted.is_(False), readings.c.level >= 1)
        .order_by(records.c.seq.desc())
        .limit(most)
    )
    return connection.execute(query).all()


def read_between(connection: Connection, first: str, last: str, most: int) -> Sequence[Any]:
    """Rows (id, level, theme) of what is dated from `first` up to `last` and matters, the newest `most`."""
    query = (
        sa.select(records.c.id, readings.c.level, readings.c.theme, records.c.date)
        .join(readings, readings.c.record_id == records.c.id)
        .where(readings.c.date >= first, readings.c.date <= last, readings.c.level >= 1, records.c.deleted.is_(False))
        .order_by(readings.c.date.desc(), records.c.id.desc())
        .limit(most)
    )
    return connection.execute(query).all()
