# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""A real mail server on loopback (aiosmtpd) that does wrong on request, and remembers all that it took."""

# ruff: noqa: N802 - the names of hooks are those of the library
from __future__ import annotations

import asyncio
import email
import email.policy
import ssl
import time
from collections import deque
from dataclasses import dataclass, field
from email.message import EmailMessage
from types import TracebackType
from typing import Any, Self

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session


@dataclass(frozen=True, slots=True)
class Letter:
    """A message that the server took, whether or not it said so. `at` is the moment on a monotonic clock."""

    sender: str
    recipient: str
    content: bytes
    at: float
    answered: bool = True

    @property
    def message(self) -> EmailMessage:
        """The message, parsed."""
        return email.message_from_bytes(self.content, policy=email.policy.default)

    @property
    def id(self) -> str:
        """The Message-ID."""
        return str(self.message["Message-ID"])


@dataclass
class SmtpPeer:
    """The server. A context manager.

    `faults` are used up, one a message: an answer such as `450 4.2.0 later` at the command before it (`mail`, `rcpt`, `data`
    or `done`: after the message), or `cut` (took it, and hung up before saying so), `lost` (hung up without taking it), or
    `slow` (takes it after `delay` seconds). `addresses` has lasting answers for recipients. An empty fault is none.
    """

    faults: deque[str] = field(default_factory=deque)
    addresses: dict[str, str] = field(default_factory=dict)
    delay: float = 0.0
    tls: ssl.SSLContext | None = None
    password: str | None = None
    letters: list[Letter] = field(default_factory=list)
    sessions: int = 0
    _fault: str = ""

    def __enter__(self) -> Self:
        self._controller = _Controller(self, hostname="127.0.0.1", port=0)
        self._controller.start()
        assert self._controller.server is not None
        self.port: int = self._controller.server.sockets[0].getsockname()[1]
        return self

    def __exit__(self, _type: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None) -> None:
        self._controller.stop()

    def ids(self) -> list[str]:
        """The Message-IDs in the order in which they were taken."""
        return [letter.id for letter in self.letters]

    def _at(self, stage: str) -> str | None:
        """The answer of the fault at hand, when it is for this stage."""
        name, _, answer = self._fault.partition(" ")
        if name != stage:
            return None
        self._fault = ""
        return answer

    # What aiosmtpd calls

    async def handle_EHLO(
        self, _server: SMTP, session: Session, _envelope: Envelope, hostname: str, responses: list[str]
    ) -> list[str]:
        session.host_name = hostname
        self.sessions += 1
        return responses

    async def handle_MAIL(self, server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]) -> str:
        self._fault = self.faults.popleft() if self.faults else ""
        answer = self._at("mail")
        if answer is not None:
            return _said(server, answer)
        envelope.mail_from = address
        return "250 ok"

    async def handle_RCPT(self, server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]) -> str:
        answer = self._at("rcpt") or self.addresses.get(address)
        if answer is not None:
            return _said(server, answer)
        envelope.rcpt_tos.append(address)
        return "250 ok"

    async def handle_DATA(self, server: SMTP, _session: Session, envelope: Envelope) -> str:
        answer = self._at("done")
        if answer is not None:
            return _said(server, answer)
        content = envelope.content if isinstance(envelope.content, bytes) else str(envelope.content).encode()
        fault, self._fault = self._fault, ""
        if fault == "lost":
            server.transport.abort()
            return "451 lost"
        letter = Letter(str(envelope.mail_from), envelope.rcpt_tos[0], content, time.monotonic(), fault != "cut")
        self.letters.append(letter)
        if fault == "cut":
            server.transport.abort()
        if fault == "slow" or (self.delay and not fault):
            await asyncio.sleep(self.delay)
        return "250 2.0.0 taken"


class _Smtp(SMTP):
    async def smtp_DATA(self, arg: str) -> None:
        """Refuse before the message, when the fault says so."""
        answer = self.event_handler._at("data")
        if answer is None:
            await super().smtp_DATA(arg)
        else:
            await self.push(_said(self, answer))


class _Controller(Controller):
    def __init__(self, peer: SmtpPeer, **settings: Any) -> None:
        self._peer = peer
        super().__init__(peer, **settings)

    def factory(self) -> SMTP:
        peer = self._peer

        def authenticate(
            _server: SMTP, _session: Session, _envelope: Envelope, _mechanism: str, data: LoginPassword
        ) -> AuthResult:
            return AuthResult(success=data.password.decode() == peer.password, handled=False)

        more: dict[str, Any] = {"tls_context": peer.tls, "require_starttls": peer.tls is not None}
        if peer.password is not None:
            more |= {"authenticator": authenticate, "auth_required": True, "auth_require_tls": peer.tls is not None}
        return _Smtp(peer, hostname="post.example", ident="post", **more)

    def _trigger_server(self) -> None:
        """The library asks whether it is up by the port that was wished for; 0 is none."""
        import socket

        assert self.server is not None
        with socket.create_connection(self.server.sockets[0].getsockname()[:2], 5) as line:
            line.recv(64)


def _said(server: SMTP, answer: str) -> str:
    if answer.startswith("421"):
        asyncio.get_running_loop().call_later(0.02, server.transport.close)
    return answer
