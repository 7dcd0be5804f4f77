# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""However much comes in, however packed and however slowly: memory stays flat, and there is an end to it."""

from __future__ import annotations

import gzip
import hashlib
import random
import socket
import time
import tracemalloc
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from asking import Time, asking
from scripted_server import Answer, Server, answer, endless, hang, pieces

from bijgepraat.sources.fetched import FetchError, FetchTooLargeError
from bijgepraat.sources.network.receiving import OverLimitError, PackingError, UnknownPackingError, receive

MB = 1024**2
FLAT = 20 * MB


@contextmanager
def flat() -> Iterator[None]:
    """What happens inside takes less than 20 MB."""
    tracemalloc.start()
    try:
        yield
        assert tracemalloc.get_traced_memory()[1] < FLAT
    finally:
        tracemalloc.stop()


def bomb(size: int) -> bytes:
    """One gzip member that says `size` zeros, in a thousandth of that."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    block = packer.compress(bytes(16 * MB)) + packer.flush(zlib.Z_FULL_FLUSH)
    return b"\x1f\x8b\x08\0\0\0\0\0\0\x03" + block * (size // (16 * MB)) + b"\x03\0"


def said(body: bytes, head: str = "") -> bytes:
    return f"HTTP/1.1 200 OK\r\nConnection: close\r\n{head}\r\n".encode() + body


def in_chunks(parts: Iterator[bytes], head: str = "") -> Iterator[bytes]:
    yield f"HTTP/1.1 200 OK\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n{head}\r\n".encode()
    for part in parts:
        yield b"%x\r\n%b\r\n" % (len(part), part)
    yield b"0\r\n\r\n"


def refused(said: Answer, most: int | None = None) -> FetchTooLargeError:
    with Server({"/": [said]}) as server, asking(server.address(), server.host, clock=time.monotonic) as a:
        with flat(), pytest.raises(FetchTooLargeError) as caught:
            a.network.get(server.address(), most=most)
        assert len(server.asked) == 1
        assert a.time.slept == []
        return caught.value


def test_a_gigabyte_in_a_megabyte_is_refused_at_the_limit() -> None:
    packed = bomb(1024 * MB)
    assert len(packed) < 1.1 * MB
    error = refused(answer(body=packed, Content_Encoding="gzip"))
    assert "groter dan 32 MB" in str(error)
    assert not error.temporary


def test_a_gigabyte_in_many_members_is_refused_at_the_limit() -> None:
    member = gzip.compress(bytes(16 * MB))
    assert "groter dan 5 MB" in str(refused(answer(body=member * 64, Content_Encoding="gzip"), 5 * MB))


def test_a_body_without_end_is_refused_at_the_limit() -> None:
    assert "groter dan 32 MB" in str(refused(endless(bytes(64 * 1024))))


def test_a_packed_body_without_end_is_refused_at_the_limit() -> None:
    assert "groter dan 32 MB" in str(refused(endless(gzip.compress(b"woord " * 10_000, mtime=0), "Content-Encoding: gzip\r\n")))


@pytest.mark.parametrize("length", [1025, 10**12, 10**19])
def test_an_announced_length_above_the_limit_is_refused_without_reading(length: int) -> None:
    sent: list[bytes] = []

    def only_the_head(line: socket.socket) -> None:
        line.sendall(answer(length=length))
        sent.append(line.recv(1))  # empty when the other side hung up, which it does without waiting for the body

    assert "groter dan 1 kB" in str(refused(only_the_head, 1024))
    assert sent == [b""]


def test_the_limit_itself_is_allowed() -> None:
    with (
        Server({"/": [answer(body=b"x" * 1024), answer(body=b"x" * 1025)]}) as server,
        asking(server.address(), server.host) as a,
    ):
        assert a.network.get(server.address(), most=1024).size == 1024
        with pytest.raises(FetchTooLargeError):
            a.network.get(server.address(), most=1024)


@pytest.mark.parametrize("packed", [False, True])
def test_a_large_body_goes_to_disk_and_reads_back_equal(packed: bool) -> None:
    block = random.Random(2).randbytes(MB // 4)
    expected = hashlib.sha256()
    for _ in range(96):
        expected.update(block)
    head = "Content-Encoding: gzip\r\n" if packed else ""
    part = gzip.compress(block, mtime=0) if packed else block
    with (
        Server({"/": [pieces(in_chunks((part for _ in range(96)), head))]}) as server,
        asking(server.address(), server.host) as a,
    ):
        with flat():
            fetched = a.network.get(server.address())
            for _ in range(2):
                found = hashlib.sha256()
                with fetched.body.open() as stream:
                    while some := stream.read(MB):
                        found.update(some)
                assert found.digest() == expected.digest()
        assert fetched.size == 24 * MB
        fetched.body.close()


@pytest.mark.parametrize("size", [0, 1, 99, 100, 101, 5000])
@pytest.mark.parametrize("coding", ["", "identity", "gzip", " X-GZIP "])
def test_a_body_is_the_same_in_memory_and_on_disk(size: int, coding: str) -> None:
    plain = random.Random(size).randbytes(size)
    sent = gzip.compress(plain, mtime=0) if "gzip" in coding.lower() else plain
    for step in (1, 7, 10_000):
        body, counted = receive((sent[at : at + step] for at in range(0, len(sent), step)), coding, 5000, in_memory=100)
        assert body.bytes() == plain
        assert counted == size
        body.close()


def test_a_body_in_crumbs_takes_no_more_than_its_size() -> None:
    with flat():
        body, size = receive((b"%02d" % (at % 90) for at in range(700_000)), "", 8 * MB)
    assert size == 1_400_000
    assert body.bytes().startswith(b"000102")


def test_members_without_content_pile_up_nowhere() -> None:
    empty = gzip.compress(b"", mtime=0)
    with flat():
        body, size = receive((empty * 50 for _ in range(10_000)), "gzip", MB)
    assert size == 0
    assert body.bytes() == b""


def test_a_gzip_of_several_members_is_one_body() -> None:
    packed = (
        gzip.compress(b"een ", mtime=0)
        + gzip.compress(b"", mtime=0)
        + gzip.compress(b"twee ", mtime=0)
        + gzip.compress(b"drie", mtime=0)
        + b"\0\0 opvulling"
    )
    for step in (1, 5, 1000):
        body, _ = receive((packed[at : at + step] for at in range(0, len(packed), step)), "gzip", 100)
        assert body.bytes() == b"een twee drie"


GOOD = gzip.compress(random.Random(3).randbytes(3000), mtime=0)


@pytest.mark.parametrize(
    "damaged",
    [
        GOOD[:-1], GOOD[:-8], GOOD[:1500], GOOD[:10], GOOD[:1], GOOD[:1500] + b"\xff\x00" + GOOD[1502:], GOOD[:-8] + bytes(8),
        b"gewone tekst", b"<html>fout</html>", GOOD + GOOD[:-4],
    ],
)  # fmt: skip
def test_a_damaged_packed_body_is_an_error_and_may_pass(damaged: bytes) -> None:
    with pytest.raises(PackingError):
        receive([damaged], "gzip", MB)
    script: list[Answer] = [answer(body=damaged, Content_Encoding="gzip"), answer(body=GOOD, Content_Encoding="gzip")]
    with Server({"/": script}) as server, asking(server.address(), server.host) as a:
        assert a.network.get(server.address()).size == 3000
    assert a.codes == ["beschadigd-antwoord"]
    assert a.told[0].recovered


def test_a_packed_body_that_stays_damaged_is_given_up() -> None:
    with Server({"/": [answer(body=GOOD[:99], Content_Encoding="gzip")]}) as server, asking(server.address(), server.host) as a:
        with pytest.raises(FetchError, match="beschadigd") as caught:
            a.network.get(server.address())
        assert caught.value.temporary
        assert len(server.asked) == 3


@pytest.mark.parametrize("coding", ["br", "deflate", "zstd", "gzip, gzip", "gzip;q=1", "onzin"])
def test_a_packing_that_was_not_asked_for_is_refused(coding: str) -> None:
    with pytest.raises(UnknownPackingError):
        receive([GOOD], coding, MB)
    with Server({"/": [answer(body=GOOD, Content_Encoding=coding)]}) as server, asking(server.address(), server.host) as a:
        with pytest.raises(FetchError, match="waar niet om was gevraagd"):
            a.network.get(server.address())
        assert server.asked[0].headers["accept-encoding"] == "gzip"
        assert len(server.asked) == 1


def test_the_temporary_file_is_given_back_when_the_limit_is_passed_on_disk() -> None:
    with pytest.raises(OverLimitError):
        receive((b"x" * 60 for _ in range(100)), "", 5000, in_memory=100)


def dripping(moved: Time, first: bytes, seconds: float) -> Answer:
    """A byte now and then, without end; the clock moves on between them."""

    def say(line: socket.socket) -> None:
        line.sendall(first)
        while True:
            moved.move(seconds)
            line.sendall(b"x")

    return say


@pytest.mark.parametrize("first", [said(b""), said(b"", "Content-Length: 1000000000\r\n")[:-2] + b"X-Y: ", b"HTTP/1.1 200 "])
def test_who_drips_is_cut_off_when_the_time_is_up(first: bytes) -> None:
    moved = Time()
    with Server({"/": [dripping(moved, first, 20.0)]}) as server, asking(server.address(), server.host, time=moved) as a:
        with pytest.raises(FetchError, match="langer dan 300 seconden over een antwoord") as caught:
            a.network.get(server.address())
        assert caught.value.temporary
        assert len(server.asked) == 1
        assert a.time.slept == []


def test_who_goes_silent_halfway_is_cut_off_when_the_time_is_up() -> None:
    with Server() as server:

        def half(line: socket.socket) -> None:
            line.sendall(answer(body=b"begin", length=100))
            server.ended.wait(5)

        server.scripts["/"] = [half]
        with (
            asking(server.address(), server.host, clock=time.monotonic, total_s=0.3) as a,
            pytest.raises(FetchError, match=r"langer dan 0\.3 seconden over een antwoord"),
        ):
            a.network.get(server.address())


def test_who_says_nothing_at_all_is_asked_again() -> None:
    with Server() as server, asking(server.address(), server.host, clock=time.monotonic, read_s=0.1) as a:
        server.scripts["/"] = [hang(server.ended), answer(body=b"wakker")]
        assert a.network.get(server.address()).body.bytes() == b"wakker"
        assert a.codes == ["time-out"]
        assert "zweeg langer dan 0.1 seconden" in a.told[0].message


@pytest.mark.parametrize(
    "head",
    [
        "X-Lang: " + "a" * 200_000 + "\r\n",
        "".join(f"X-{number}: {number}\r\n" for number in range(20_000)),
        "Geen kop\r\n",
        "X: a\x00b\r\n",
        "Content-Length: -1\r\n",
        "Content-Length: zes\r\n",
        "Content-Length: 1\r\nContent-Length: 2\r\n",
        "Content-Length: " + "9" * 5000 + "\r\n",
        "Transfer-Encoding: raar\r\n",
    ],
)
def test_headers_that_are_no_headers_are_a_broken_answer(head: str) -> None:
    with Server({"/": [said(b"x", head), answer(body=b"goed")]}) as server, asking(server.address(), server.host) as a:
        with flat():
            assert a.network.get(server.address()).body.bytes() == b"goed"
        assert a.codes == ["verbinding-verbroken"]


def test_headers_without_end_are_cut_off() -> None:
    def headers(line: socket.socket) -> None:
        line.sendall(b"HTTP/1.1 200 OK\r\n")
        while True:
            line.sendall(b"X-Nog-Een: kop\r\n" * 1000)

    with Server({"/": [headers]}) as server, asking(server.address(), server.host, attempts=2) as a:
        with flat(), pytest.raises(FetchError, match="brak de verbinding af"):
            a.network.get(server.address())
        assert len(server.asked) == 2


@pytest.mark.parametrize("body", [b"geen http\r\n\r\n", b"\x16\x03\x01\x02\x00", b"<html>\r\n\r\n", b"\r\n\r\n\r\n", b""])
def test_what_is_no_http_at_all_is_a_broken_answer(body: bytes) -> None:
    with Server({"/": [body]}) as server, asking(server.address(), server.host) as a:
        with pytest.raises(FetchError, match="brak de verbinding af") as caught:
            a.network.get(server.address())
        assert caught.value.temporary
        assert len(server.asked) == 3


@pytest.mark.parametrize("ending", [b"zz\r\n", b"5\r\nab", b"ffffffffffffffffffffffffffff\r\nx", b"5;" + b"x" * 200_000, b""])
def test_a_body_in_broken_chunks_is_a_broken_answer(ending: bytes) -> None:
    broken = said(b"2\r\nab\r\n" + ending, "Transfer-Encoding: chunked\r\n")
    with Server({"/": [broken, answer(body=b"goed")]}) as server, asking(server.address(), server.host) as a:
        assert a.network.get(server.address()).body.bytes() == b"goed"
        assert a.codes == ["verbinding-verbroken"]
