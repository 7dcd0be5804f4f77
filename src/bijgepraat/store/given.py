# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""What people gave and no archive can give back: verdicts, asks, readers and what they follow."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy import Connection

from bijgepraat.store.schema import ask_texts, asks, follows, readers, verdicts

_AS_IT_WAS = (verdicts, asks, ask_texts, readers)


def copy_given(old: Connection, new: Connection, since: int) -> int:
    """Copy it to an empty store; returns how many rows. Follows start from change number `since`: nothing old is told again."""
    count = 0
    for table in (*_AS_IT_WAS, follows):
        for rows in old.execute(sa.select(table).order_by(*table.primary_key.columns)).mappings().partitions(1_000):
            found = [dict(row) for row in rows]
            if table is follows:
                found = [{**row, "since": since} for row in found]
            new.execute(sa.insert(table), found)
            count += len(found)
    return count
