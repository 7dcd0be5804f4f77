# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Blobs made from bytes, for tests of readers."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

from bijgepraat.model.records import Notice, Record, Severity
from bijgepraat.settings import Limits
from bijgepraat.sources.blob import Blob


def blob_of(content: bytes, name: str, limits: Limits | None = None, source: str = "proef") -> Blob:
    """A blob with this content; its suffix is the name's."""

    @contextmanager
    def opened() -> Iterator[BinaryIO]:
        yield io.BytesIO(content)

    suffix = "." + name.rsplit(".", 1)[-1] if "." in name else ""
    return Blob(name, suffix, source, opened, limits or Limits())


def sort_out(items: list[Record | Notice]) -> tuple[list[Record], list[Notice], list[Notice]]:
    """Records, refusals and warnings apart."""
    records = [item for item in items if isinstance(item, Record)]
    notices = [item for item in items if isinstance(item, Notice)]
    refused = [notice for notice in notices if notice.severity is Severity.REFUSED]
    return records, refused, [notice for notice in notices if notice.severity is Severity.WARNED]
