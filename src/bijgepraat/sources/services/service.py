# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""What every service does: read a stream onward from where it was, in batches that can be committed one by one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bijgepraat.model.records import Notice, Record
from bijgepraat.model.sync import Description, Piece, Position
from bijgepraat.settings import Limits
from bijgepraat.sources.fetched import Fetched, Network


@dataclass(frozen=True, slots=True)
class Batch:
    """What came out of one answer. It is archived, stored and its cursor kept in one go, or not at all.

    `cursor` is where the stream goes on after this batch; None leaves the cursor as it was. `fetched` is None only for a
    batch without records. `whole` says that the records are one whole answer, whose number the stream's promise bounds.
    """

    fetched: Fetched | None
    records: Sequence[Record] = ()
    notices: Sequence[Notice] = ()
    pieces: Sequence[Piece] = ()
    cursor: str | None = None
    whole: bool = False


class StreamError(Exception):
    """A stream cannot be read further in this round. Dutch, for people; what was yielded before it counts."""

    def __init__(self, message: str, code: str = "niet-leesbaar") -> None:
        super().__init__(message)
        self.code = code


class Service(Protocol):
    """A kind of living source, made for one description.

    `read` yields batches until the end of the stream as it is now, and raises `StreamError` or `FetchError` when it cannot go
    on. It keeps nothing between rounds but the cursor, and judges nothing: dates, duplicates and news are for others.
    """

    def __init__(self, description: Description, limits: Limits) -> None: ...

    def streams(self) -> Sequence[str]:
        """The names of the streams, in the order in which to read them."""
        ...

    def prepare(self, network: Network) -> None:
        """Check at the start of a round that the source is what its description says; tells complaints, raises as `read`."""
        ...

    def read(self, stream: str, position: Position, network: Network, now: datetime) -> Iterator[Batch]:
        """Everything from `position` to the end of the stream. `now` in UTC."""
        ...

    def read_piece(self, piece: Piece, fetched: Fetched) -> Iterator[Record | Notice]:
        """The records in a fetched file. Raises `InputError` when it is not what was announced (an error page, say)."""
        ...
