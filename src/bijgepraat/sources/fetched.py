# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""What the network client gives back, and the errors it raises: shared by all services and by those who call them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from io import BytesIO
from typing import IO, BinaryIO, Protocol

from bijgepraat.model.sync import Complaint, Validators
from bijgepraat.sources.blob import InputError, TooLargeError


class Body:
    """A decompressed body: in memory while small, in an unnamed temporary file otherwise."""

    def __init__(self, content: bytes | IO[bytes]) -> None:
        self._bytes = content if isinstance(content, bytes) else None
        self._file = None if isinstance(content, bytes) else content

    @contextmanager
    def open(self) -> Iterator[BinaryIO]:
        """A stream from the beginning; may be opened again, but not twice at the same time."""
        if self._file is None:
            yield BytesIO(self._bytes or b"")
        else:
            self._file.seek(0)
            yield self._file  # type: ignore[misc]

    def bytes(self) -> bytes:
        """The whole body."""
        with self.open() as stream:
            return stream.read()

    def close(self) -> None:
        """Give back the temporary file, if there is one."""
        if self._file is not None:
            self._file.close()


@dataclass(frozen=True, slots=True)
class Fetched:
    """An answer as it came over the network. `asked` is the address asked for, `address` the one that answered.

    `headers` has lower-case names. `status` is 200, or 304 with an empty body when the validators still hold; every other
    status is raised as a `FetchError`. `fetched` is in UTC.
    """

    asked: str
    address: str
    status: int
    fetched: datetime
    headers: Mapping[str, str] = field(default_factory=dict)
    body: Body = field(default_factory=lambda: Body(b""))
    size: int = 0

    @property
    def unchanged(self) -> bool:
        """Whether the server says that nothing changed since the validators were given."""
        return self.status == 304

    @property
    def media_type(self) -> str:
        """The media type without its parameters, in lower case; empty when there is none."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    @property
    def validators(self) -> Validators:
        """What to send along when asking for this address again."""
        return Validators(self.headers.get("etag"), self.headers.get("last-modified"))


class FetchError(InputError):
    """An address could not be fetched. The message is Dutch and says what to do.

    `temporary`: asking again later may help. `status` is the HTTP status, None when there was no answer.
    """

    code = "niet-opgehaald"

    def __init__(self, message: str, *, address: str, status: int | None = None, temporary: bool = False) -> None:
        super().__init__(message)
        self.address = address
        self.status = status
        self.temporary = temporary


class GoneError(FetchError):
    """404 or 410: there is nothing at this address (any more)."""

    code = "bestaat-niet"


class ForbiddenError(FetchError):
    """Our own rules do not allow this request: a private address, another scheme, robots.txt, a redirect elsewhere."""

    code = "niet-toegestaan"


class FetchTooLargeError(FetchError, TooLargeError):
    """The decompressed body is larger than its limit; fetching was stopped there."""

    code = "te-groot"


class Network(Protocol):
    """The network client bound to one source: its rules and its pace, and a place to tell what went wrong on the way."""

    def get(
        self,
        address: str,
        *,
        accept: str | None = None,
        known: Validators | None = None,
        most: int | None = None,
        json: object | None = None,
    ) -> Fetched:
        """Fetch an address (POST with a JSON body when `json` is given). `most` overrules the limit of a page, in bytes.

        Retries what is temporary, within the source's rules; raises `FetchError`.
        """
        ...

    def known(self, address: str) -> Validators | None:
        """The validators of the last stored answer of this address."""
        ...

    def tell(self, complaint: Complaint) -> None:
        """Note something odd about the source that is not about one record."""
        ...

    def again(self, address: str, complaint: Complaint, attempt: int) -> bool:
        """After a body that arrived but is broken: note it, wait as after an error, and say whether to ask once more.

        `attempt` counts from 1. False when the source's number of attempts is used up.
        """
        ...
