# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Opening the house, and nothing else: whoever only searches does not wait for the other rooms."""

from __future__ import annotations

from pathlib import Path

from bijgepraat.pipeline.search_language import Dutch
from bijgepraat.settings import Settings
from bijgepraat.store.store import Store


def open_store(settings: Settings, folder: Path | None = None) -> Store:
    """Open the data directory of the settings, or another one. Raises `StoreError`."""
    return Store.open(folder or settings.data, Dutch(), settings.search)
