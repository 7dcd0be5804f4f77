# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""A language model on loopback that says what a script tells it to say, over the OpenAI-compatible interface."""

from __future__ import annotations

import contextlib
import json
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from types import TracebackType
from typing import Any, Self

Scripted = tuple[int, bytes] | Callable[[], tuple[int, bytes]]


@dataclass
class ChatPeer:
    """The server, a context manager. `script` holds answers, used up one by one; `heard` what was asked, with its headers."""

    script: deque[Scripted] = field(default_factory=deque)
    heard: list[tuple[str, dict[str, str], Any]] = field(default_factory=list)
    headers: dict[str, str] = field(default_factory=dict)

    def says(self, content: object) -> None:
        """Add an answer of the agreed form."""
        self.script.append((200, json.dumps({"choices": [{"message": {"role": "assistant", "content": content}}]}).encode()))

    @property
    def address(self) -> str:
        """Of the interface."""
        return f"http://127.0.0.1:{self._server.server_port}/v1"

    def __enter__(self) -> Self:
        peer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["content-length"]))
                peer.heard.append((self.path, {name.lower(): value for name, value in self.headers.items()}, json.loads(body)))
                found = peer.script.popleft()
                status, answer = found() if callable(found) else found
                self.send_response(status)
                self.send_header("content-type", "application/json")
                self.send_header("content-length", str(len(answer)))
                for name, value in peer.headers.items():
                    self.send_header(name, value)
                with contextlib.suppress(BrokenPipeError, ConnectionResetError):
                    self.end_headers()
                    self.wfile.write(answer)

            def log_message(self, format: str, *_: object) -> None:
                """Say nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._server.shutdown()
        self._server.server_close()
