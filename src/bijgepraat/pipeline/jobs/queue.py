# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The queue of work as people look at it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from bijgepraat.store import jobs
from bijgepraat.store.store import Store


def newest(store: Store, most: int) -> list[dict[str, Any]]:
    """The jobs that are open, then those that ended last."""
    with store.reading() as connection:
        return jobs.newest(connection, most)


def retry(store: Store, now: datetime) -> int:
    """Put what was given up in the queue again; returns how many."""
    with store.writing() as connection:
        return jobs.retry_failed(connection, now)
