# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""One hash over all that a store says, to hold two stores against each other.

What depends only on the clock (fetch times, the log of imports, when an edition was drafted) is left out.
"""

from __future__ import annotations

import hashlib

import orjson
import sqlalchemy as sa
from sqlalchemy import Connection

from bijgepraat.store.schema import claims, history, links, notices, originals, passages, readings, records, texts

_TABLES = (records, history, links, texts, passages, readings, claims, notices, originals)
_CLOCK = {"fetched"}


def digest(connection: Connection) -> dict[str, str]:
    """Per table a SHA-256 over its rows in key order; `geheel` is the hash over those. Equal stores give equal digests."""
    result: dict[str, str] = {}
    for table in _TABLES:
        columns = [column for column in table.columns if column.name not in _CLOCK]
        hasher = hashlib.sha256()
        query = sa.select(*columns).order_by(*table.primary_key.columns)
        for row in connection.execute(query.execution_options(yield_per=5000)):
            hasher.update(orjson.dumps(list(row)) + b"\n")
        result[table.name] = hasher.hexdigest()
    result["geheel"] = hashlib.sha256("".join(result.values()).encode()).hexdigest()
    return result
