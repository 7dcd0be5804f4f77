# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""What people gave and no archive can give back: verdicts, asks, readers and what they follow, accounts with the log of their
acts, editions on the desk and those that went out. Who is logged in is not among it: after a rebuild people log in again."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy import Connection

from bijgepraat.store import audit, database
from bijgepraat.store.schema import ask_history, ask_texts, asks, follows, properties, readers, verdicts
from bijgepraat.store.schema_desk import account_secrets, accounts, desk_editions, planned, published
from bijgepraat.store.schema_desk import audit as audit_lines

_OF_READERS = (verdicts, asks, ask_history, ask_texts, readers)
_OF_THE_DESK = (accounts, account_secrets, audit_lines, desk_editions, published, planned)
_AS_IT_WAS = (*_OF_READERS, *_OF_THE_DESK)


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
    ends = old.execute(sa.select(properties).where(properties.c.name == audit.END)).mappings().all()
    if ends:
        new.execute(database.upsert(new, properties), [dict(row) for row in ends])
    return count
