# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Handing mail to a server: the only place that speaks SMTP.

What a server answers is sorted into what a queue can act on. Accepted is only what the server answered for after the last line of
the message. What may pass is tried again, with the same bytes: also a line that was cut after the message and before the answer,
because nobody knows then whether it was accepted. A refusal that speaks of us and not of the address (no login, no relay, policy)
may be mended by whoever runs this, and is no reason to give up on a reader.
"""

from __future__ import annotations

import contextlib
import re
import smtplib
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from types import TracebackType
from typing import Any, Self

from bijgepraat.model.mail import Handover, Result
from bijgepraat.settings import MailServer

_OURS = frozenset({500, 502, 503, 504, 530, 534, 535, 538})
"""Refusals of a recipient that are about how we speak: wrong order, no login."""
_ENHANCED = re.compile(r"(?<![0-9.])([245])\.([0-9]{1,3})\.([0-9]{1,3})(?![0-9.])")
_MOST_LINES = 100
_LONGEST_LINE = 8_192
_LONGEST_ANSWER = 400
_FAULTS = (OSError, smtplib.SMTPException, ValueError)


class Post:
    """A connection that is made when first needed and kept for the next message. A context manager; one thread.

    `patience` is how many seconds handing over one message may take, all answers together; then the line is cut.
    `name` is who we say we are.
    """

    def __init__(self, server: MailServer, patience: float, name: str, tls: ssl.SSLContext | None = None) -> None:
        self._server = server
        self._name = name
        self._patience = patience
        self._tls = tls
        self._smtp: _Line | None = None

    def hand_over(self, sender: str, recipient: str, content: bytes) -> Handover:
        """Try to hand over one message. Never raises for what a server or a network does."""
        with self._watched() as late:
            found = self._try(sender, recipient, content, late)
        if late():
            self._drop()
            if found.result is not Result.ACCEPTED:
                result = Result.UNREACHABLE if found.result is Result.UNREACHABLE else Result.LATER
                return Handover(result, f"de server deed er langer over dan {self._patience:g} seconden")
        return found

    def close(self) -> None:
        """Say goodbye, when there is a line."""
        if self._smtp is not None:
            with contextlib.suppress(*_FAULTS), self._watched():
                self._smtp.quit()
            self._drop()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, _type: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None) -> None:
        self.close()

    def _try(self, sender: str, recipient: str, content: bytes, late: Callable[[], bool]) -> Handover:
        try:
            smtp = self._connected()
            if late():  # while there was no line to cut: a name with many addresses, each slow
                raise _CutError("te laat")
        except _FAULTS as error:
            self._drop()
            return Handover(Result.UNREACHABLE, _said(error))
        try:
            return self._transaction(smtp, sender, recipient, content)
        except _FAULTS as error:
            self._drop()
            return Handover(Result.LATER, _said(error))

    def _connected(self) -> _Line:
        if self._smtp is not None:
            # A server may have hung up while there was nothing to send.
            with contextlib.suppress(*_FAULTS):
                if self._smtp.noop()[0] == 250:
                    return self._smtp
            self._drop()
        server = self._server
        context = self._tls or ssl.create_default_context()
        smtp = _Line(self._name, self._patience, context if server.security == "tls" else None)
        self._smtp = smtp
        # The host is remembered for the name in a certificate.
        code, answer = smtp.connect(server.host, server.port)
        if code != 220:
            raise smtplib.SMTPConnectError(code, answer)
        smtp.ehlo_or_helo_if_needed()
        if server.security == "starttls":
            smtp.starttls(context=context)
            smtp.ehlo_or_helo_if_needed()
        if server.user:
            smtp.login(server.user, server.password)
        return smtp

    def _transaction(self, smtp: _Line, sender: str, recipient: str, content: bytes) -> Handover:
        size = [f"size={len(content)}"] if smtp.has_extn("size") else []
        code, answer = smtp.mail(sender, size)
        if code != 250:
            self._start_again(smtp, code)
            if code == 552:  # the size that was announced: this message, not the sender
                return Handover(Result.REFUSED, _words(code, answer))
            return Handover(Result.UNREACHABLE if 500 <= code < 600 else Result.LATER, _words(code, answer))
        code, answer = smtp.rcpt(recipient)
        if code not in (250, 251):
            self._start_again(smtp, code)
            return _recipient_refused(code, _words(code, answer))
        try:
            code, answer = smtp.data(content)
        except smtplib.SMTPDataError as error:
            self._start_again(smtp, int(error.smtp_code))
            return _message_refused(int(error.smtp_code), _said(error))
        if code == 250:
            return Handover(Result.ACCEPTED, _words(code, answer))
        self._start_again(smtp, code)
        return _message_refused(code, _words(code, answer))

    def _start_again(self, smtp: _Line, code: int) -> None:
        if code in (421, -1):
            self._drop()
            return
        with contextlib.suppress(*_FAULTS):
            if smtp.rset()[0] == 250:
                return
        self._drop()

    def _drop(self) -> None:
        if self._smtp is not None:
            with contextlib.suppress(*_FAULTS):
                self._smtp.close()
            self._smtp = None

    @contextlib.contextmanager
    def _watched(self) -> Iterator[Callable[[], bool]]:
        """Cut the line when it takes too long: a timeout of the socket counts per byte, and a server can drip."""
        over = threading.Event()

        def cut() -> None:
            over.set()
            line = self._smtp
            if line is not None and line.sock is not None:
                with contextlib.suppress(OSError):
                    # Of the bare socket: that of TLS first takes its own layer away, and what is being sent would go out open.
                    socket.socket.shutdown(line.sock, socket.SHUT_RDWR)

        watch = threading.Timer(self._patience, cut)
        watch.daemon = True
        watch.start()
        try:
            yield over.is_set
        finally:
            watch.cancel()
            watch.join()


class _CutError(smtplib.SMTPServerDisconnected):
    """The line is gone, and we can say why."""


class _Line(smtplib.SMTP):
    """SMTP, over TLS from the first byte when a context is given, that does not read an endless answer."""

    def __init__(self, name: str, timeout: float, context: ssl.SSLContext | None) -> None:
        self._context = context
        # With a name of its own the library does not go and ask the network for one.
        super().__init__(timeout=timeout, local_hostname=name)

    def connect(self, host: str = "localhost", port: int = 0, source_address: Any = None) -> tuple[int, bytes]:
        """Remember the name that a certificate must have."""
        self._host = host
        return super().connect(host, port, source_address)

    def _get_socket(self, host: str, port: int, timeout: float) -> socket.socket:
        made = socket.create_connection((host, port), timeout)
        if self._context is None:
            return made
        try:
            return self._context.wrap_socket(made, server_hostname=host)
        except BaseException:
            made.close()
            raise

    def getreply(self) -> tuple[int, bytes]:
        """One answer of at most a hundred lines. Raises `SMTPServerDisconnected` for what is no answer."""
        if self.sock is None:
            raise _CutError("de server verbrak de verbinding")
        if self.file is None:
            self.file = self.sock.makefile("rb")
        lines: list[bytes] = []
        for _ in range(_MOST_LINES):
            try:
                line = self.file.readline(_LONGEST_LINE + 1)
            except OSError as error:
                self.close()
                raise _CutError(f"de verbinding viel weg ({error.strerror or 'geen antwoord op tijd'})") from error
            if not line:
                self.close()
                raise _CutError("de server verbrak de verbinding")
            code = line[:3]
            if len(line) > _LONGEST_LINE or not (code.isdigit() and len(code) == 3):
                break
            lines.append(line[4:].strip(b" \t\r\n"))
            if line[3:4] != b"-":
                return int(code), b"\n".join(lines)
        self.close()
        raise _CutError("de server gaf een antwoord dat geen SMTP is")


def _recipient_refused(code: int, answer: str) -> Handover:
    sort = _ENHANCED.search(answer)
    if not 500 <= code < 600 or code in _OURS or (sort and sort.group(2) == "7"):
        return Handover(Result.LATER, answer)
    # A full mailbox (5.2.2) is no reason to think that the address does not exist.
    return Handover(Result.NO_SUCH_ADDRESS, answer, hard=not (code == 552 or (sort and sort.group(2) == "2")))


def _message_refused(code: int, answer: str) -> Handover:
    return Handover(Result.REFUSED if 500 <= code < 600 and code not in _OURS else Result.LATER, answer)


def _said(error: Exception) -> str:
    """What went wrong, for the status page; never holds what we sent, a password least of all."""
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return f"{error.smtp_code} de server neemt de naam en het wachtwoord niet aan"
    if isinstance(error, smtplib.SMTPResponseException):
        return _words(int(error.smtp_code), error.smtp_error)
    if isinstance(error, smtplib.SMTPNotSupportedError):
        return "de server kan niet wat is ingesteld (STARTTLS of inloggen)"
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"het certificaat van de server klopt niet ({error.verify_message})"
    if isinstance(error, TimeoutError):
        return "de server antwoordde niet op tijd"
    if isinstance(error, smtplib.SMTPServerDisconnected):
        return _line(str(error)) if isinstance(error, _CutError) else "de server verbrak de verbinding"
    return _line(f"geen verbinding met de mailserver ({getattr(error, 'strerror', None) or type(error).__name__})")


def _words(code: int, answer: bytes | str) -> str:
    text = answer.decode("utf-8", errors="replace") if isinstance(answer, bytes) else answer
    return _line(f"{code} {text}")


def _line(text: str) -> str:
    found = " ".join("".join(sign if sign.isprintable() else " " for sign in text[:4_000]).split())
    # Servers like to repeat whom a message was for; that is nobody's business on a status page.
    found = " ".join("(adres)" if "@" in word else word for word in found.split(" "))
    return found if len(found) <= _LONGEST_ANSWER else f"{found[: _LONGEST_ANSWER - 1]}…"
