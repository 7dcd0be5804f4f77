# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""One process at a time follows the sources of a data folder. The lock goes with the process, also when it is killed."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bijgepraat.store.errors import StoreBusyError


@contextmanager
def only_one(folder: Path) -> Iterator[None]:
    """Hold the lock of a data folder. Raises `StoreBusyError` when another process holds it."""
    handle = os.open(folder / "sync.lock", os.O_RDWR | os.O_CREAT, 0o644)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise StoreBusyError(
                "Een ander proces haalt voor deze gegevensmap al bronnen op. Wacht tot het klaar is, of stop het eerst."
            ) from error
        yield
    finally:
        os.close(handle)
