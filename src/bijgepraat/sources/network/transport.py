# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""How bytes travel: connections go to the very addresses that were checked, and end when their time is up."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any, cast

import httpcore2
import httpx2

from bijgepraat.sources.network.guard import Guard


class TotalTimeError(Exception):
    """An exchange took longer than it may as a whole, however busy the line is."""


class Deadline:
    """Until when the exchange of this thread may go on. Each thread has its own, as each has one exchange at a time."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._local = threading.local()

    @contextmanager
    def within(self, seconds: float) -> Iterator[None]:
        """Give what happens inside so many seconds."""
        self._local.until = self._clock() + seconds
        try:
            yield
        finally:
            self._local.until = None

    def left(self, timeout: float | None) -> float | None:
        """The shorter of a time-out and what is left, in seconds. Raises `TotalTimeError` when nothing is left."""
        until: float | None = getattr(self._local, "until", None)
        if until is None:
            return timeout
        left = until - self._clock()
        if left <= 0:
            raise TotalTimeError
        return left if timeout is None else min(timeout, left)


class _Stream(httpcore2.NetworkStream):
    """A connection on which each wait is cut to what is left."""

    def __init__(self, inner: httpcore2.NetworkStream, deadline: Deadline) -> None:
        self._inner = inner
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        try:
            return self._inner.read(max_bytes, self._deadline.left(timeout))
        except httpcore2.ReadTimeout:
            self._deadline.left(None)
            raise

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, self._deadline.left(timeout))

    def close(self) -> None:
        self._inner.close()

    def start_tls(self, ssl_context: Any, server_hostname: str | None = None, timeout: float | None = None) -> _Stream:
        # The certificate is checked against the name asked for, not against the address connected to.
        inner = self._inner.start_tls(ssl_context, server_hostname, self._deadline.left(timeout))
        return _Stream(inner, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)


class _Backend(httpcore2.NetworkBackend):
    """Looks up a host once, has its addresses checked, and connects to those: nothing is looked up a second time."""

    def __init__(self, guard: Guard, deadline: Deadline) -> None:
        self._guard = guard
        self._deadline = deadline
        self._inner = httpcore2.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> _Stream:
        try:
            addresses = self._guard.addresses(host, port)
        except OSError as error:
            raise httpcore2.ConnectError("host not found") from error
        failure: Exception = httpcore2.ConnectError("no addresses")
        for address in addresses:
            try:
                stream = self._inner.connect_tcp(address, port, self._deadline.left(timeout), local_address, socket_options)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                failure = error
            else:
                return _Stream(stream, self._deadline)
        raise failure


class _Content(httpx2.SyncByteStream):
    def __init__(self, stream: Iterable[bytes]) -> None:
        self._stream = stream

    def __iter__(self) -> Iterator[bytes]:
        yield from self._stream

    def close(self) -> None:
        if hasattr(self._stream, "close"):
            self._stream.close()


class Transport(httpx2.BaseTransport):
    """The transport of the network client, for HTTP/1.1. Raises httpcore2's errors, `Refusal` and `TotalTimeError`.

    No proxies: through one the address connected to could not be checked.
    """

    def __init__(self, guard: Guard, deadline: Deadline) -> None:
        self._pool = httpcore2.ConnectionPool(
            ssl_context=httpx2.create_ssl_context(trust_env=False),
            max_connections=32,
            max_keepalive_connections=16,
            keepalive_expiry=15.0,
            network_backend=_Backend(guard, deadline),
        )

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """Send a request; the body of the answer is still to be read."""
        answer = self._pool.handle_request(
            httpcore2.Request(
                method=request.method,
                url=httpcore2.URL(
                    scheme=request.url.raw_scheme,
                    host=request.url.raw_host,
                    port=request.url.port,
                    target=request.url.raw_path,
                ),
                headers=request.headers.raw,
                content=cast(Iterable[bytes], request.stream),
                extensions=request.extensions,
            )
        )
        stream = _Content(cast(Iterable[bytes], answer.stream))
        return httpx2.Response(status_code=answer.status, headers=answer.headers, stream=stream, extensions=answer.extensions)

    def close(self) -> None:
        """Close all connections."""
        self._pool.close()
