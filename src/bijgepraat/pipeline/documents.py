# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""One record whole, as plain values: what the command line and the API show of it."""

from __future__ import annotations

from typing import Any

import orjson

from bijgepraat.store.lookup import by_key, claims_of, text_of, version_of
from bijgepraat.store.store import Store
from bijgepraat.store.works import members


def document(store: Store, name: str, version: int | None = None) -> dict[str, Any] | None:
    """A record by its name `Kind:key`, in its current version or an earlier one; None when there is none.

    Claims are those of the current version and only given with it.
    """
    kind, _, key = name.partition(":")
    with store.reading() as connection:
        row = by_key(connection, kind, key)
        if row is not None and version is not None and version != row.version:
            row = version_of(connection, row.id, version)
        if row is None:
            return None
        current = version is None or version == row.version
        return {
            "id": f"{row.kind}:{row.key}",
            "version": row.version,
            "source": row.source,
            "title": row.title,
            "date": row.date,
            "modified": row.modified,
            "deleted": row.deleted,
            "address": row.address,
            "elsewhere": [
                {"id": f"{one.row.kind}:{one.row.key}", "source": one.row.source, "address": one.row.address, "rule": one.rule}
                | {"confidence": one.confidence}
                for one in members(connection, row.id)
                if one.row.id != row.id
            ],
            "locator": row.locator,
            "fields": orjson.loads(row.fields),
            "text": text_of(connection, row.id, row.version),
            "claims": [
                {"type": claim.type, "quote": claim.quote, "start": claim.start, "end": claim.end, **orjson.loads(claim.value)}
                for claim in (claims_of(connection, row.id) if current else ())
            ],
        }
