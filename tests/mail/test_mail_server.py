# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Handing over one message to a real server that does all that servers do."""

from __future__ import annotations

import shutil
import socket
import ssl
import subprocess
import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bijgepraat.model.mail import Result
from bijgepraat.publish.mail_server import Post
from bijgepraat.settings import MailServer
from peers.smtp_peer import SmtpPeer

CONTENT = b"From: a@gemeente.example\r\nTo: b@raad.example\r\nSubject: x\r\nMessage-ID: <1@gemeente.example>\r\n\r\n.een punt\r\n"
FROM, TO = "a@gemeente.example", "b@raad.example"


def post_to(port: int, security: str = "none", patience: float = 5.0, **more: str) -> Post:
    return Post(MailServer("127.0.0.1", port, security, **more), patience, "gemeente.example")


def test_what_is_accepted_arrives_byte_for_byte_over_one_line() -> None:
    with SmtpPeer() as peer, post_to(peer.port) as post:
        for _ in range(3):
            assert post.hand_over(FROM, TO, CONTENT).result is Result.ACCEPTED
        assert [letter.content for letter in peer.letters] == [CONTENT] * 3
        assert {(letter.sender, letter.recipient) for letter in peer.letters} == {(FROM, TO)}
        assert peer.sessions == 1


@pytest.mark.parametrize(
    ("fault", "result", "hard"),
    [
        ("mail 421 4.3.2 weg", Result.LATER, False),
        ("mail 452 4.3.1 vol", Result.LATER, False),
        ("mail 550 5.7.1 u niet", Result.UNREACHABLE, False),
        ("rcpt 421 4.3.2 weg", Result.LATER, False),
        ("rcpt 450 4.2.0 grijze lijst", Result.LATER, False),
        ("rcpt 451 4.3.0 even niet", Result.LATER, False),
        ("rcpt 452 4.5.3 te veel", Result.LATER, False),
        ("rcpt 550 5.1.1 <b@raad.example> onbekend", Result.NO_SUCH_ADDRESS, True),
        ("rcpt 553 onbekend", Result.NO_SUCH_ADDRESS, True),
        ("rcpt 552 5.2.2 bus vol", Result.NO_SUCH_ADDRESS, False),
        ("rcpt 554 5.7.1 relay access denied", Result.LATER, False),
        ("rcpt 530 5.7.0 log eerst in", Result.LATER, False),
        ("data 421 4.3.2 weg", Result.LATER, False),
        ("data 451 4.3.0 even niet", Result.LATER, False),
        ("data 554 5.6.0 dit niet", Result.REFUSED, False),
        ("done 421 4.3.2 weg", Result.LATER, False),
        ("done 452 4.3.1 vol", Result.LATER, False),
        ("done 550 5.7.1 ongewenst", Result.REFUSED, False),
        ("done 552 5.3.4 te groot", Result.REFUSED, False),
        ("cut", Result.LATER, False),
        ("lost", Result.LATER, False),
        ("rcpt " + "250-x\r\n" * 500 + "250 x", Result.LATER, False),
        ("rcpt 250 " + "x" * 50_000, Result.LATER, False),
        ("rcpt 550 " + "x" * 50_000, Result.LATER, False),
        ("done 250 " + "x" * 50_000, Result.LATER, False),
        ("rcpt geen antwoord", Result.LATER, False),
        ("done ", Result.LATER, False),
    ],
    ids=lambda value: value[:30] if isinstance(value, str) else "",
)
def test_every_fault_is_sorted_and_the_next_message_goes_through(fault: str, result: Result, hard: bool) -> None:
    with SmtpPeer(faults=deque([fault])) as peer, post_to(peer.port) as post:
        first = post.hand_over(FROM, TO, CONTENT)
        assert (first.result, first.hard) == (result, hard)
        assert len(first.answer) <= 400
        assert "@" not in first.answer
        assert first.answer.isprintable()
        assert post.hand_over(FROM, TO, CONTENT).result is Result.ACCEPTED


def test_a_line_that_the_server_closed_in_between_is_made_again() -> None:
    with SmtpPeer() as peer, post_to(peer.port) as post:
        assert post.hand_over(FROM, TO, CONTENT).result is Result.ACCEPTED
        assert post._smtp is not None
        assert post._smtp.sock is not None
        post._smtp.sock.shutdown(socket.SHUT_RDWR)
        assert post.hand_over(FROM, TO, CONTENT).result is Result.ACCEPTED
        assert peer.sessions == 2


def test_a_slow_server_is_cut_off_in_time() -> None:
    with SmtpPeer(faults=deque(["slow"]), delay=30.0) as peer, post_to(peer.port, patience=0.3) as post:
        found = post.hand_over(FROM, TO, CONTENT)
        assert found.result is Result.LATER
        assert "langer" in found.answer


def test_nobody_there() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    with post_to(port) as post:
        found = post.hand_over(FROM, TO, CONTENT)
    assert found.result is Result.UNREACHABLE
    assert "verbinding" in found.answer


@contextmanager
def saying(*lines: bytes, pause: float = 0.0) -> Iterator[int]:
    """A server that says some lines to whoever comes, a byte at a time when there is a pause, and then waits."""
    over = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def serve() -> None:
            listener.settimeout(5)
            try:
                line, _from = listener.accept()
                with line:
                    for part in lines:
                        for sign in [part[n : n + 1] for n in range(len(part))] if pause else [part]:
                            line.sendall(sign)
                            if over.wait(pause):
                                return
                    over.wait(10)
            except OSError:
                return

        thread = threading.Thread(target=serve)
        thread.start()
        try:
            yield listener.getsockname()[1]
        finally:
            over.set()
            thread.join()


@pytest.mark.parametrize(
    "greeting",
    [b"421 4.3.2 nu niet\r\n", b"554 5.7.1 u niet\r\n", b"HTTP/1.1 200 OK\r\n", b"220-" + b"x" * 20_000, b"\xff\x00\r\n", b""],
    ids=["later", "no", "web", "huge", "bytes", "silent"],
)
def test_a_greeting_that_is_none_is_not_the_fault_of_a_message(greeting: bytes) -> None:
    with saying(greeting) as port, post_to(port, patience=0.5) as post:
        found = post.hand_over(FROM, TO, CONTENT)
    assert found.result is Result.UNREACHABLE
    assert found.answer


def test_a_server_that_drips_is_cut_off_though_every_byte_is_in_time() -> None:
    with saying(b"220-" + b"x" * 4_000, pause=0.05) as port, post_to(port, patience=0.4) as post:
        assert post.hand_over(FROM, TO, CONTENT).result is Result.UNREACHABLE


# Over TLS


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """For the server, and for who trusts it."""
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("geen openssl om een certificaat mee te maken")
    folder: Path = tmp_path_factory.mktemp("tls")
    key, public = folder / "key.pem", folder / "public.pem"
    command = [openssl, "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"]
    command += ["-subj", "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", str(key), "-out", str(public)]
    subprocess.run(command, check=True, capture_output=True)
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(public, key)
    return server, ssl.create_default_context(cafile=str(public))


def test_starttls_comes_before_the_password_and_the_message(certificate: tuple[ssl.SSLContext, ssl.SSLContext]) -> None:
    server, trusting = certificate
    with SmtpPeer(tls=server, password="wacht woord") as peer:
        settings = MailServer("127.0.0.1", peer.port, "starttls", "ik", "wacht woord")
        with Post(settings, 5.0, "gemeente.example", trusting) as post:
            assert post.hand_over(FROM, TO, CONTENT).result is Result.ACCEPTED
        assert len(peer.letters) == 1


def test_a_certificate_that_nobody_vouches_for_gets_nothing(certificate: tuple[ssl.SSLContext, ssl.SSLContext]) -> None:
    with SmtpPeer(tls=certificate[0]) as peer, post_to(peer.port, "starttls") as post:
        found = post.hand_over(FROM, TO, CONTENT)
        assert found.result is Result.UNREACHABLE
        assert "certificaat" in found.answer
        assert not peer.letters


def test_a_server_without_starttls_gets_nothing_when_starttls_is_asked() -> None:
    with SmtpPeer() as peer, post_to(peer.port, "starttls", user="ik", password="geheim") as post:
        found = post.hand_over(FROM, TO, CONTENT)
        assert found.result is Result.UNREACHABLE
        assert "STARTTLS" in found.answer
        assert not peer.letters


def test_a_wrong_password_is_said_without_saying_it(certificate: tuple[ssl.SSLContext, ssl.SSLContext]) -> None:
    server, trusting = certificate
    with SmtpPeer(tls=server, password="goed") as peer:
        settings = MailServer("127.0.0.1", peer.port, "starttls", "ik", "geheim-woord")
        with Post(settings, 5.0, "gemeente.example", trusting) as post:
            found = post.hand_over(FROM, TO, CONTENT)
        assert found.result is Result.UNREACHABLE
        assert "wachtwoord" in found.answer
        assert "geheim-woord" not in found.answer + repr(settings)
        assert not peer.letters


def test_tls_from_the_first_byte_is_not_spoken_to_a_server_that_does_not() -> None:
    with SmtpPeer() as peer, post_to(peer.port, "tls", patience=2.0) as post:
        assert post.hand_over(FROM, TO, CONTENT).result is Result.UNREACHABLE
        assert not peer.letters
