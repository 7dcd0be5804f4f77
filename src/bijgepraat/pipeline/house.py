# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""What the two doors need of the house: opening it, its state, and the errors that are said to people as they are."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import orjson

from bijgepraat.compose.edition import WeekError
from bijgepraat.settings import Settings
from bijgepraat.sources.blob import InputError
from bijgepraat.store.digest import digest
from bijgepraat.store.errors import StoreError
from bijgepraat.store.overview import kind_counts, latest_imports, notice_groups
from bijgepraat.store.store import Store

USER_ERRORS = (StoreError, InputError, WeekError)
"""Errors whose message is written for people: shown without a traceback."""

__all__ = ["USER_ERRORS", "InputError", "Store", "index_again", "open_store", "status", "store_digest"]


def open_store(settings: Settings, folder: Path | None = None) -> Store:
    """Open the data directory of the settings, or another one. Raises `StoreError`."""
    return Store.open(folder or settings.data)


def store_digest(store: Store) -> dict[str, str]:
    """Per table a hash over its content, and one over all: equal stores give equal digests."""
    with store.reading() as connection:
        return digest(connection)


def index_again(store: Store) -> int:
    """Throw the search index away and build it from the store; returns the number of entries."""
    store.index.clear()
    return store.index.follow(store.engine)


def status(store: Store) -> dict[str, Any]:
    """Per source its newest item, counts per kind, its last import and what was refused or doubtful."""
    with store.reading() as connection:
        counts = kind_counts(connection)
        imports = latest_imports(connection)
        groups = notice_groups(connection)
    sources: dict[str, dict[str, Any]] = {}
    for row in counts:
        entry = sources.setdefault(row.source, {"bron": row.source, "nieuwste": None, "soorten": {}})
        entry["soorten"][row.kind] = {"aantal": row.number, "nieuwste": row.newest}
        entry["nieuwste"] = max(filter(None, (entry["nieuwste"], row.newest)), default=None)
    return {
        "wijziging": store.changes(),
        "zoekindex": store.index.position,
        "bronnen": [sources[name] for name in sorted(sources)],
        "imports": [
            {
                "bron": row.source,
                "bestand": row.file,
                "begonnen": row.started,
                "klaar": row.finished,
                "aantallen": orjson.loads(row.counts),
            }
            for row in imports
        ],
        "meldingen": [
            {
                "bron": row.source,
                "bestand": row.file,
                "ernst": row.severity,
                "code": row.code,
                "soort": row.kind,
                "melding": row.message,
                "aantal": row.count,
                "voorbeelden": orjson.loads(row.examples),
            }
            for row in groups
        ],
    }
