# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""A server on loopback that says byte for byte what a test tells it to, to one connection after another."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from threading import Event, Lock, Thread

Answer = bytes | Callable[[socket.socket], None]


@dataclass(slots=True)
class Asked:
    """A request as it came in; names of headers in lower case."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes


@dataclass(slots=True)
class Server:
    """Answers each path with its script, one answer a request; the last one is repeated. After an answer the line is closed."""

    scripts: dict[str, list[Answer]] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)
    ended: Event = field(default_factory=Event)
    port: int = 0
    tls: ssl.SSLContext | None = None
    _listener: socket.socket | None = None
    _lock: Lock = field(default_factory=Lock)
    _threads: list[Thread] = field(default_factory=list)

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.port}"

    def address(self, path: str = "/") -> str:
        return f"http://{self.host}{path}"

    def paths(self) -> list[str]:
        return [one.path for one in self.asked]

    def __enter__(self) -> Server:
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        self._start(self._accept)
        return self

    def __exit__(self, *_: object) -> None:
        self.ended.set()
        assert self._listener is not None
        # shutdown wakes the thread that waits in accept; close alone does not
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for thread in self._threads:
            thread.join(5)

    def _start(self, work: Callable[..., None], *arguments: object) -> None:
        thread = Thread(target=work, args=arguments, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        assert self._listener is not None
        while not self.ended.is_set():
            try:
                line, _ = self._listener.accept()
            except OSError:
                return
            self._start(self._serve, line)

    def _serve(self, line: socket.socket) -> None:
        with line:
            line.settimeout(5)
            try:
                if self.tls is not None:
                    line = self.tls.wrap_socket(line, server_side=True)
                asked = _read(line)
                if asked is None:
                    return
                with self._lock:
                    self.asked.append(asked)
                    script = self.scripts.get(asked.path, [answer(404)])
                    said = script.pop(0) if len(script) > 1 else script[0]
                if isinstance(said, bytes):
                    line.sendall(said)
                else:
                    said(line)
            except OSError:
                return  # the client hung up, as it may
            finally:
                line.close()


def _read(line: socket.socket) -> Asked | None:
    data = b""
    while b"\r\n\r\n" not in data:
        piece = line.recv(65536)
        if not piece:
            return None
        data += piece
    head, _, body = data.partition(b"\r\n\r\n")
    first, *rest = head.decode("latin-1").split("\r\n")
    headers = {name.strip().lower(): value.strip() for name, _, value in (line.partition(":") for line in rest)}
    while len(body) < int(headers.get("content-length", 0)):
        body += line.recv(65536)
    method, path, _ = first.split(" ")
    return Asked(method, path, headers, body)


def answer(status: int = 200, body: bytes = b"", *, length: int | None = None, **headers: str) -> bytes:
    """A whole answer. In names of headers an underscore is a hyphen. `length` is what Content-Length says."""
    lines = [f"HTTP/1.1 {status} X", f"Content-Length: {len(body) if length is None else length}", "Connection: close"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def endless(piece: bytes, head: str = "") -> Callable[[socket.socket], None]:
    """A body without announced length, the same piece again and again until the other side hangs up."""

    def say(line: socket.socket) -> None:
        line.sendall(f"HTTP/1.1 200 OK\r\nConnection: close\r\n{head}\r\n".encode())
        while True:
            line.sendall(piece)

    return say


def pieces(parts: Iterator[bytes]) -> Callable[[socket.socket], None]:
    """A whole answer in parts, each made when the former is sent."""

    def say(line: socket.socket) -> None:
        for part in parts:
            line.sendall(part)

    return say


def hang(until: Event) -> Callable[[socket.socket], None]:
    """No answer at all."""

    def say(_line: socket.socket) -> None:
        until.wait(5)

    return say


def cut(_line: socket.socket) -> None:
    """The line goes dead without an answer."""
