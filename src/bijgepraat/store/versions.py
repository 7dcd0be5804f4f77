# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""All versions of one record, with the files they came in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from bijgepraat.store.schema import history, originals, records


def all_versions(connection: Connection, record_id: int) -> Sequence[Any]:
    """All versions of a record, oldest first and the current one last.

    Rows have all columns of a record, `fetched_from` and `fetched` of the original (None without one), and `current`.
    By the source's moment of change: a version that arrived late has a higher number than the one that it comes before.
    """
    found: list[Any] = []
    for table, current in ((history, False), (records, True)):
        query = (
            sa.select(
                table,
                originals.c.address.label("fetched_from"),
                originals.c.fetched,
                sa.literal(current, sa.Boolean).label("current"),
            )
            .join(originals, originals.c.id == table.c.original, isouter=True)
            .where(table.c.id == record_id)
            .order_by(sa.func.coalesce(table.c.modified, ""), table.c.version)
        )
        found += connection.execute(query).all()
    return found
