# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The HTTP side of the peer: one thread a connection, and the faults that happen on the line."""

from __future__ import annotations

import gzip
import socket
import struct
import sys
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from hashlib import sha1
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event
from urllib.parse import parse_qsl, urlsplit

from .answers import ERROR_PAGE, Answer
from .faults import Fault, FaultPlan, Trouble
from .log import Asked, Log

ELSEWHERE = "/elders"
_PRIVATE = "http://10.255.255.1/intern"
_BOMB, _HUGE = 256 * 1024**2, 1024**3
_DRIP_PIECES = 24
_GONE = (OSError, ValueError)
"""What comes of writing to a client that left."""


@dataclass(frozen=True, slots=True)
class Question:
    """A request as the site sees it. `service` and `stream` say whose faults are for it; empty for none."""

    target: str
    path: str
    query: Mapping[str, str]
    service: str
    stream: str


@dataclass(frozen=True, slots=True)
class Site:
    """What stands behind the server: whose a path is, and what is there."""

    place: Callable[[str, Mapping[str, str]], tuple[str, str]]
    answer: Callable[[Question, Fault | None], Answer]
    plan: FaultPlan
    log: Log


class Server(ThreadingHTTPServer):
    """Listens on loopback only."""

    daemon_threads = True
    block_on_close = False
    request_queue_size = 128

    def __init__(self, port: int, site: Site) -> None:
        self.site = site
        self.stopping = Event()
        super().__init__(("127.0.0.1", port), _Handler)

    def handle_error(self, request: object, client_address: object) -> None:
        """Clients that leave early are part of the tests; anything else is a mistake in the peer."""
        if not isinstance(sys.exception(), _GONE):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: Server

    def do_GET(self) -> None:
        self._serve()

    def do_HEAD(self) -> None:
        self._serve()

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self._serve()

    def log_message(self, format: str, *args: object) -> None:
        """The log is an object here, not a stream."""

    def _serve(self) -> None:
        site = self.server.site
        target, moved = self.path, self.path.startswith(f"{ELSEWHERE}/")
        parts = urlsplit(target.removeprefix(ELSEWHERE) if moved else target)
        query = dict(parse_qsl(parts.query, keep_blank_values=True))
        service, stream = site.place(parts.path, query)
        question = Question(target, parts.path, query, service, stream)
        fault = site.plan.strike(service, stream, target) if service and not moved else None
        status: int | None = None
        try:
            answer = _on_the_line(fault, target)
            if answer is None and (fault is None or fault.kind not in {Trouble.TIME_OUT, Trouble.CUT_BEFORE}):
                answer = site.answer(question, fault)
                if fault is not None and (answer.refused or _cannot(fault, answer)):
                    site.plan.refuse(fault, service, target)
                    fault = None
                answer = _spoilt(answer, fault)
            status = answer.status if answer else None
        finally:
            # Before the answer leaves, so that whoever has it finds it in the log.
            kind = fault.kind if fault else None
            headers = {name.lower(): value for name, value in self.headers.items()}
            site.log.add(Asked(self.command, target, service, stream, status, kind, headers))
        self._send(answer, fault)

    def _send(self, answer: Answer | None, fault: Fault | None) -> None:
        kind = fault.kind if fault else None
        seconds = self.server.site.plan.seconds if fault is None or fault.seconds is None else fault.seconds
        if answer is None:
            if kind is Trouble.TIME_OUT:
                self.server.stopping.wait(seconds)
            self._hang_up()
            return
        if kind is Trouble.HUGE:
            self._pour(int((fault and fault.value) or _HUGE))
            return
        answer = self._conditional(answer)
        now = datetime.now(UTC) + timedelta(hours=8 if kind is Trouble.DATE_OFF else 0)
        headers = {
            "Server": "peer",
            "Date": format_datetime(now, usegmt=True),
            "Content-Type": answer.media_type,
            "Content-Length": str(len(answer.body)),
            **answer.headers,
        }
        lines = [
            f"HTTP/1.1 {answer.status} {HTTPStatus(answer.status).phrase}",
            *(f"{n}: {v}" for n, v in headers.items()),
            "",
            "",
        ]
        head = "\r\n".join(lines).encode("latin-1")
        if self.command == "HEAD":
            self.wfile.write(head)
        elif kind is Trouble.CUT_MIDDLE:
            self.wfile.write(head + answer.body[: len(answer.body) // 2])
            self._hang_up()
        elif kind is Trouble.DRIP:
            self.wfile.write(head)
            size = len(answer.body) // _DRIP_PIECES + 1
            for start in range(0, len(answer.body), size):
                if self.server.stopping.wait(seconds / _DRIP_PIECES / 4):
                    break
                self.wfile.write(answer.body[start : start + size])
        else:
            self.wfile.write(head + answer.body)

    def _conditional(self, answer: Answer) -> Answer:
        etag = answer.headers.get("ETag")
        if answer.status == 200 and etag is not None and self.headers.get("If-None-Match") == etag:
            return Answer(b"", answer.media_type, 304, answer.headers)
        return answer

    def _pour(self, size: int) -> None:
        self.close_connection = True
        self.wfile.write(
            b"HTTP/1.1 200 OK\r\nContent-Type: application/xml\r\nConnection: close\r\n\r\n<?xml version='1.0'?><feed>"
        )
        piece = b" " * 1024**2
        for _ in range(size // len(piece)):
            if self.server.stopping.is_set():
                return
            self.wfile.write(piece)

    def _hang_up(self) -> None:
        """Reset the connection, so that nothing looks like a proper end."""
        self.close_connection = True
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.connection.close()


def with_etag(answer: Answer) -> Answer:
    """The answer with an ETag of its body, so that it can be asked for on condition."""
    return replace(answer, headers={**answer.headers, "ETag": f'"{sha1(answer.body, usedforsecurity=False).hexdigest()[:16]}"'})


def _on_the_line(fault: Fault | None, target: str) -> Answer | None:
    """The answer of a fault that needs nothing of what is asked for."""
    if fault is None:
        return None
    kind, value = fault.kind, fault.value
    if kind is Trouble.TOO_MANY:
        return Answer(ERROR_PAGE, status=429, headers={"Retry-After": value or "0"})
    if kind is Trouble.TOO_MANY_UNTIL:
        return Answer(
            ERROR_PAGE,
            status=429,
            headers={"Retry-After": format_datetime(datetime.now(UTC) + timedelta(seconds=1), usegmt=True)},
        )
    if kind is Trouble.SERVER_ERROR:
        return Answer(b"<Error><Message>An error has occurred.</Message></Error>", "application/xml; charset=utf-8", 500)
    if kind is Trouble.UNAVAILABLE:
        return Answer(ERROR_PAGE, status=503)
    if kind is Trouble.HTML:
        return Answer(ERROR_PAGE)
    if kind is Trouble.EMPTY:
        return Answer(b"", "application/xml")
    if kind is Trouble.RESOURCE_GONE:
        return Answer(b'{"error":"Resource not found"}', "application/json", 404)
    if kind is Trouble.REDIRECT:
        return Answer(b"", status=302, headers={"Location": ELSEWHERE + target})
    if kind is Trouble.REDIRECT_AWAY:
        return Answer(b"", status=302, headers={"Location": value or _PRIVATE})
    if kind is Trouble.BOMB:
        return Answer(_bomb(int(value or _BOMB)), "application/xml", headers={"Content-Encoding": "gzip"})
    return Answer() if kind is Trouble.HUGE else None


def _cannot(fault: Fault, answer: Answer) -> bool:
    if fault.kind is Trouble.MISENCODED:
        return answer.body.isascii()
    return fault.kind in {Trouble.TRUNCATED, Trouble.CUT_MIDDLE, Trouble.OTHER_LENGTH} and (
        answer.status != 200 or len(answer.body) < 64
    )


def _spoilt(answer: Answer, fault: Fault | None) -> Answer:
    kind = fault.kind if fault else None
    if kind is Trouble.TRUNCATED:
        return replace(answer, body=answer.body[: len(answer.body) // 2])
    if kind is Trouble.MISENCODED:
        return replace(answer, body=answer.body.decode("utf-8").encode("latin-1", "replace"))
    if kind is Trouble.WRONG_BOM:
        return replace(answer, body=b"\xff\xfe" + answer.body)
    if kind is Trouble.GZIP:
        return replace(answer, body=gzip.compress(answer.body, 1), headers={**answer.headers, "Content-Encoding": "gzip"})
    if kind is Trouble.OTHER_LENGTH:
        return replace(answer, body=answer.body + b"\n")
    return answer


def _bomb(size: int) -> bytes:
    packer = zlib.compressobj(9, wbits=31)

    def parts() -> Iterator[bytes]:
        piece = b" " * 1024**2
        for _ in range(size // len(piece)):
            yield packer.compress(piece)
        yield packer.flush()

    return b"".join(parts())
