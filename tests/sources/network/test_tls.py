# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Over https a host proves who it is, and nothing leads from there to an open line."""

from __future__ import annotations

import shutil
import ssl
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import httpx2
import pytest
from asking import PUBLIC, Asking, asking, connections, names
from scripted_server import Answer, Server, answer

from bijgepraat.sources.fetched import FetchError, ForbiddenError

RESOLVE = {"bron_example": PUBLIC, "anders_example": PUBLIC}


@dataclass(frozen=True, slots=True)
class Certificate:
    """Of `bron.example`, signed by itself."""

    server: ssl.SSLContext
    trusting: ssl.SSLContext


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Certificate:
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("geen openssl om een certificaat mee te maken")
    folder: Path = tmp_path_factory.mktemp("tls")
    key, public = folder / "key.pem", folder / "public.pem"
    command = [openssl, "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"]
    command += [
        "-subj",
        "/CN=bron.example",
        "-addext",
        "subjectAltName=DNS:bron.example",
        "-keyout",
        str(key),
        "-out",
        str(public),
    ]
    subprocess.run(command, check=True, capture_output=True)
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(public, key)
    return Certificate(server, ssl.create_default_context(cafile=str(public)))


Try = Callable[[Asking, Server], None]


def over_tls(
    script: dict[str, list[Answer]], certificate: Certificate, monkeypatch: pytest.MonkeyPatch, *, trusted: bool, work: Try
) -> Server:
    """Do `work` while a server with this certificate answers for every host."""
    if trusted:
        monkeypatch.setattr(httpx2, "create_ssl_context", lambda **_: certificate.trusting)
    with Server(script, tls=certificate.server) as server:
        connections(monkeypatch, server.port)
        with asking("https://bron.example/", resolve=names(**RESOLVE), hosts=("anders.example",)) as a:
            work(a, server)
    return server


def test_a_host_with_its_own_certificate_is_believed(certificate: Certificate, monkeypatch: pytest.MonkeyPatch) -> None:
    def work(a: Asking, server: Server) -> None:
        assert a.network.get("https://bron.example/").body.bytes() == b"veilig"

    server = over_tls({"/": [answer(body=b"veilig")]}, certificate, monkeypatch, trusted=True, work=work)
    assert server.asked[0].headers["host"] == "bron.example"


def test_a_certificate_of_another_name_is_refused(certificate: Certificate, monkeypatch: pytest.MonkeyPatch) -> None:
    def work(a: Asking, server: Server) -> None:
        with pytest.raises(FetchError, match=r"het certificaat van anders\.example klopt niet") as caught:
            a.network.get("https://anders.example/")
        assert caught.value.temporary
        assert a.time.slept == []

    assert over_tls({"/": [answer(body=b"x")]}, certificate, monkeypatch, trusted=True, work=work).asked == []


def test_a_certificate_that_nobody_vouches_for_is_refused(certificate: Certificate, monkeypatch: pytest.MonkeyPatch) -> None:
    def work(a: Asking, server: Server) -> None:
        with pytest.raises(FetchError, match=r"het certificaat van bron\.example klopt niet"):
            a.network.get("https://bron.example/")

    assert over_tls({"/": [answer(body=b"x")]}, certificate, monkeypatch, trusted=False, work=work).asked == []


@pytest.mark.parametrize("to", ["http://bron.example/open", "http://anders.example/", "//anders.example:80/"])
def test_nothing_leads_from_a_safe_line_to_an_open_one(
    to: str, certificate: Certificate, monkeypatch: pytest.MonkeyPatch
) -> None:
    def work(a: Asking, server: Server) -> None:
        if to.startswith("//"):  # keeps to https, where this server has no certificate for the other name
            with pytest.raises(FetchError, match="certificaat"):
                a.network.get("https://bron.example/")
        else:
            with pytest.raises(ForbiddenError, match="naar een onbeveiligd"):
                a.network.get("https://bron.example/")

    server = over_tls(
        {"/": [answer(301, Location=to)], "/open": [answer(body=b"x")]}, certificate, monkeypatch, trusted=True, work=work
    )
    assert server.paths() == ["/"]


def test_a_line_that_speaks_no_tls_is_a_fault_that_may_pass(monkeypatch: pytest.MonkeyPatch) -> None:
    def blunt(line: object) -> None:
        raise OSError

    with Server({"/": [blunt]}) as server:
        connections(monkeypatch, server.port)
        server.tls = Plain()  # type: ignore[assignment]
        with (
            asking("https://bron.example/", resolve=names(**RESOLVE)) as a,
            pytest.raises(FetchError, match="geen verbinding") as caught,
        ):
            a.network.get("https://bron.example/")
    assert caught.value.temporary
    assert len(a.time.slept) == 2


class Plain:
    """Answers a greeting of TLS with one of another kind."""

    def wrap_socket(self, line: object, server_side: bool) -> object:
        line.recv(65536)  # type: ignore[attr-defined]
        line.sendall(b"SSH-2.0-OpenSSH\r\n")  # type: ignore[attr-defined]
        raise OSError
