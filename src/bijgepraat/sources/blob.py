# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""One file to read, wherever it came from, with the limits that hold for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from typing import BinaryIO, Protocol

from bijgepraat.model.records import Notice, Record
from bijgepraat.settings import Limits


@dataclass(frozen=True, slots=True)
class Blob:
    """A file's bytes, unpacked, as a stream that raises `TooLargeError` past its limit.

    `name` is what people see in notices ("moties.zip › kst-1.xml"); `suffix` is the inner file's ending in lower case,
    with its dot. `address` is where the file lives for the public, if it lives anywhere. `on` is the day the file speaks
    of or was fetched, for dates that lack a year.
    """

    name: str
    suffix: str
    source: str
    open: Callable[[], AbstractContextManager[BinaryIO]]
    limits: Limits
    address: str | None = None
    locator: str | None = None
    on: date | None = None


class InputError(Exception):
    """A file cannot be read. The message is Dutch, names no path, and says what to do."""

    code = "onleesbaar"


class TooLargeError(InputError):
    """A file or member is larger than its limit after decompression."""

    code = "te-groot"


class Reader(Protocol):
    """Reads one kind of file. Yields records and notices; raises `InputError` when nothing (more) can be read."""

    def __call__(self, blob: Blob, /) -> Iterator[Record | Notice]: ...
