# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""All decisions that were put to a vote, and whether anything they are chosen by has changed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from bijgepraat.model.records import Kind
from bijgepraat.store.schema import readings, records


def votings(connection: Connection) -> Sequence[Any]:
    """Current rows of decisions of which the source says that they are the outcome of a vote, in the order of arrival.

    Walks every decision: keep the answer.
    """
    query = sa.select(records).where(
        records.c.kind == Kind.BESLUIT, records.c.deleted.is_(False), records.c.title.like("Stemmen%")
    )
    return connection.execute(query.order_by(records.c.id)).all()


def readings_stamp(connection: Connection) -> tuple[object, ...]:
    """Something that is another thing as soon as any record was read anew: counts, sums and names over all readings."""
    of = sa.func
    row = connection.execute(
        sa.select(
            of.count(),
            of.max(readings.c.seq),
            of.sum(readings.c.level),
            of.min(readings.c.analyser),
            of.max(readings.c.analyser),
        )
    ).one()
    return tuple(row)
