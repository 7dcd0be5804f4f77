# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""What can go wrong in the store.

- `StoreError`: the base; the message is Dutch and says what to do.
  - `StoreVersionError`: the database was made by a newer program.
  - `StoreBusyError`: another process holds the write lock for longer than we wait.
  - `ArchiveError`: an original is missing or does not match its hash.
"""

from __future__ import annotations


class StoreError(Exception):
    """The store cannot do what was asked."""


class StoreVersionError(StoreError):
    """The database was made by a newer version of the program."""


class StoreBusyError(StoreError):
    """Another process is writing."""


class ArchiveError(StoreError):
    """An original is missing from the archive or does not match its hash."""
