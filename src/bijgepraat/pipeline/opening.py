# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Opening the house, and nothing else: whoever only searches does not wait for the other rooms."""

from __future__ import annotations

from pathlib import Path

from bijgepraat.pipeline.search_language import Dutch
from bijgepraat.settings import Settings
from bijgepraat.store.copying import UNFINISHED
from bijgepraat.store.errors import StoreError
from bijgepraat.store.store import Store


def open_store(settings: Settings, folder: Path | None = None) -> Store:
    """Open the data directory of the settings, or another one. Raises `StoreError`, also for one that is half filled."""
    store = Store.open(folder or settings.data, Dutch(), settings.search, settings.database)
    if store.property(UNFINISHED):
        store.close()
        raise StoreError(
            "Deze gegevens zijn nog maar half overgezet. Maak het af met dezelfde opdracht bijgepraat migrate; was het een "
            "reservekopie, zet die dan terug in een lege map of database."
        )
    return store
