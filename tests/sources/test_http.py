# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The network client as a source sees it: what is sent, what is asked again, and when it gives up."""

from __future__ import annotations

import random
import socket
from datetime import UTC, datetime, timedelta

import orjson
import pytest
from asking import CONTACT, PUBLIC, START, Time, asking, bind, connections, names
from scripted_server import Answer, Server, answer, cut

from bijgepraat.model.sync import Complaint, Validators
from bijgepraat.sources.blob import InputError
from bijgepraat.sources.fetched import FetchError, GoneError
from bijgepraat.sources.http import Client

GOOD = answer(body=b"goed")


def short(line: socket.socket) -> None:
    """Less than announced."""
    line.sendall(answer(body=b"half", length=100))


def test_an_answer_tells_where_and_when_it_came_from() -> None:
    said = answer(body=b"<feed/>", Content_Type="Application/Atom+XML; charset=utf-8", ETag='"v1"', Last_Modified="gisteren")
    with Server({"/feed?x=1": [said]}) as server, asking(server.address(), server.host) as a:
        fetched = a.network.get(server.address("/feed?x=1#deel"), accept="application/atom+xml")
        assert fetched.body.bytes() == b"<feed/>"
        assert fetched.size == 7
        assert (fetched.status, fetched.unchanged) == (200, False)
        assert fetched.asked == server.address("/feed?x=1#deel")
        assert fetched.address == server.address("/feed?x=1")
        assert fetched.media_type == "application/atom+xml"
        assert fetched.validators == Validators('"v1"', "gisteren")
        assert fetched.fetched == START + timedelta(seconds=1000)
        assert server.asked[0].headers["accept"] == "application/atom+xml"
        assert a.told == []


def test_who_we_are_is_said_and_nothing_else() -> None:
    with Server({"/": [GOOD]}) as server, asking(server.address(), server.host) as a:
        a.network.get(server.address())
        headers = server.asked[0].headers
    assert headers["user-agent"] == f"Bijgepraat/0.0 (+{CONTACT})"
    assert set(headers) <= {"host", "user-agent", "accept", "accept-encoding", "connection"}


@pytest.mark.parametrize("contact", ["a\r\nX: b", "a\nb", "caf\u00e9", "a\x00", "a\tb"])
def test_a_contact_that_cannot_stand_in_a_header_is_refused(contact: str) -> None:
    with pytest.raises(InputError, match="BIJGEPRAAT_CONTACT"):
        Client(frozenset(), contact, version="0", jitter=random.Random(1))


def test_cookies_are_neither_kept_nor_shown() -> None:
    said = answer(body=b"x", Set_Cookie="volg=mij; Path=/; Max-Age=99999")
    with Server({"/": [said]}) as server, asking(server.address(), server.host) as a:
        for _ in range(2):
            assert "set-cookie" not in a.network.get(server.address()).headers
        assert [one.headers.get("cookie") for one in server.asked] == [None, None]


@pytest.mark.parametrize("upper", [True, False])
def test_a_proxy_in_the_environment_is_not_used(upper: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    with Server({"/": [GOOD]}) as server, Server({}) as proxy:
        for name in ("http_proxy", "https_proxy", "all_proxy"):
            monkeypatch.setenv(name.upper() if upper else name, proxy.address())
        monkeypatch.delenv("NO_PROXY", raising=False)
        monkeypatch.delenv("no_proxy", raising=False)
        with asking(server.address(), server.host) as a:
            assert a.network.get(server.address()).body.bytes() == b"goed"
        assert proxy.asked == []
        assert server.asked[0].path == "/"


def test_a_question_in_json_is_posted() -> None:
    with Server({"/zoek": [GOOD]}) as server, asking(server.address(), server.host) as a:
        assert a.network.get(server.address("/zoek"), json={"vraag": "café", "n": 1}).status == 200
        asked = server.asked[0]
    assert asked.method == "POST"
    assert asked.headers["content-type"] == "application/json"
    assert orjson.loads(asked.body) == {"vraag": "café", "n": 1}


@pytest.mark.parametrize(("status", "method"), [(301, "GET"), (302, "GET"), (303, "GET"), (307, "POST"), (308, "POST")])
def test_a_posted_question_goes_on_as_the_redirect_says(status: int, method: str) -> None:
    with Server({"/": [answer(status, Location="/b")], "/b": [GOOD]}) as server, asking(server.address(), server.host) as a:
        a.network.get(server.address(), json={"a": 1})
        assert [(one.method, one.path) for one in server.asked] == [("POST", "/"), (method, "/b")]
        assert server.asked[1].body == (b'{"a":1}' if method == "POST" else b"")


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        (cut, "verbinding-verbroken"),
        (short, "verbinding-verbroken"),
        (answer(500), "serverfout"),
        (answer(502), "serverfout"),
        (answer(503), "serverfout"),
        (answer(504), "serverfout"),
        (answer(408), "serverfout"),
        (answer(425), "serverfout"),
        (answer(429), "te-vaak"),
        (answer(304), "serverfout"),
    ],
)
@pytest.mark.parametrize("times", [1, 3])
def test_what_passes_is_told_once_and_the_answer_is_whole(fault: Answer, code: str, times: int) -> None:
    with Server({"/": [fault] * times + [GOOD]}) as server, asking(server.address(), server.host, attempts=4) as a:
        assert a.network.get(server.address()).body.bytes() == b"goed"
        assert len(server.asked) == times + 1
        assert [(one.code, one.recovered, one.example) for one in a.told] == [(code, True, server.address())]
        assert "opnieuw gevraagd" in a.told[0].message
        a.network.get(server.address())
        assert len(a.told) == 1


def test_different_faults_are_each_told() -> None:
    with Server({"/": [cut, answer(503), cut, GOOD]}) as server, asking(server.address(), server.host, attempts=5) as a:
        a.network.get(server.address())
    assert a.codes == ["verbinding-verbroken", "serverfout"]


def test_each_wait_is_about_twice_the_one_before() -> None:
    with Server({"/": [cut]}) as server, asking(server.address(), server.host, attempts=10) as a:
        with pytest.raises(FetchError):
            a.network.get(server.address())
        assert len(server.asked) == 10
        waits = a.time.slept
    longest = [1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 60.0, 60.0, 60.0]
    assert len(waits) == len(longest)
    assert all(most / 2 <= wait <= most for wait, most in zip(waits, longest, strict=True))
    assert len(set(waits)) == len(waits)


@pytest.mark.parametrize(("fault", "status"), [(answer(503), 503), (answer(429), 429), (cut, None), (answer(304), 304)])
@pytest.mark.parametrize("attempts", [1, 2, 5])
def test_after_so_many_times_it_gives_up_for_now(fault: Answer, status: int | None, attempts: int) -> None:
    with Server({"/": [fault]}) as server, asking(server.address(), server.host, attempts=attempts) as a:
        with pytest.raises(FetchError, match=rf"\({attempts} keer gevraagd\); een volgende ronde") as caught:
            a.network.get(server.address())
        assert len(server.asked) == attempts
        assert len(a.time.slept) == attempts - 1
        assert a.told == []
    assert (caught.value.temporary, caught.value.status, caught.value.address) == (True, status, server.address())


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"Retry_After": "7"}, 7),
        ({"Retry_After": " 120 "}, 120),
        ({"Retry_After": "600"}, 600),
        # Ten years from our clock: only the difference with the server's own date counts.
        ({"Retry_After": "Mon, 23 Nov 2036 10:00:30 GMT", "Date": "Mon, 23 Nov 2036 10:00:00 GMT"}, 30),
        ({"Retry_After": (START + timedelta(seconds=1045)).strftime("%a, %d %b %Y %H:%M:%S GMT")}, 45),
        ({"Retry_After": (START + timedelta(seconds=1045)).strftime("%a, %d %b %Y %H:%M:%S GMT"), "Date": "onzin"}, 45),
    ],
)
@pytest.mark.parametrize("status", [429, 503])
def test_the_wait_a_host_asks_for_is_kept(headers: dict[str, str], seconds: float, status: int) -> None:
    with Server({"/": [answer(status, **headers), GOOD]}) as server, asking(server.address(), server.host) as a:
        assert a.network.get(server.address()).status == 200
        (waited,) = a.time.slept
    assert seconds <= waited <= seconds + 1
    assert [one.recovered for one in a.told] == [True]


@pytest.mark.parametrize(
    "text",
    ["", "straks", "-5", "1.5", "²", "Mon, 99 Foo 2026 10:00:00 GMT", "Mon, 23 Nov 99999 10:00:00 GMT", "a" * 9000, "0 0 0 0 0"],
)
def test_a_wait_that_makes_no_sense_is_our_own_wait(text: str) -> None:
    said = b"HTTP/1.1 503 X\r\nConnection: close\r\nContent-Length: 0\r\nRetry-After: " + text.encode("latin-1") + b"\r\n\r\n"
    with Server({"/": [said, GOOD]}) as server, asking(server.address(), server.host) as a:
        assert a.network.get(server.address()).status == 200
        (waited,) = a.time.slept
    assert 0.5 <= waited <= 1


@pytest.mark.parametrize("headers", [{"Retry_After": "0"}, {"Retry_After": "Mon, 23 Nov 2020 10:00:00 GMT"}])
def test_a_wait_that_is_over_already_is_no_wait(headers: dict[str, str]) -> None:
    with Server({"/": [answer(503, **headers), GOOD]}) as server, asking(server.address(), server.host) as a:
        assert a.network.get(server.address()).status == 200
        assert a.time.slept == [0.0]


@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize("asked", ["3600", "Mon, 23 Nov 2036 11:00:00 GMT"])
def test_a_host_that_wants_a_long_rest_gets_it_from_all_sources(status: int, asked: str) -> None:
    rest = answer(status, Retry_After=asked, Date="Mon, 23 Nov 2036 10:00:00 GMT")
    with Server({"/": [rest, GOOD], "/b": [GOOD]}) as server, asking(server.address(), server.host) as a:
        with pytest.raises(FetchError, match="pas over 60 minuten") as caught:
            a.network.get(server.address())
        assert (caught.value.temporary, caught.value.status) == (True, status)
        other = bind(a.client, a.time, server.address())
        for network in (a.network, other.network):
            with pytest.raises(FetchError, match="pas over 60 minuten") as caught:
                network.get(server.address("/b"))
            assert caught.value.temporary
        assert len(server.asked) == 1
        assert a.time.slept == []
        a.time.move(3100)  # what is left is short enough to wait for
        assert other.network.get(server.address("/b")).status == 200
        assert a.time.slept == [500.0]
        assert a.network.get(server.address()).status == 200
        assert a.time.slept == [500.0]


def test_an_absurd_rest_lasts_a_day() -> None:
    with Server({"/": [answer(429, Retry_After="9" * 4000), GOOD]}) as server, asking(server.address(), server.host) as a:
        with pytest.raises(FetchError, match="vraagt om pas over"):
            a.network.get(server.address())
        a.time.move(86_401)
        assert a.network.get(server.address()).status == 200


@pytest.mark.parametrize("status", [404, 410])
def test_what_is_gone_is_not_asked_again(status: int) -> None:
    with Server({"/": [answer(status), GOOD]}) as server, asking(server.address(), server.host) as a:
        with pytest.raises(GoneError, match=rf"bestaat niet \(meer\) \({status}\)") as caught:
            a.network.get(server.address())
        assert (caught.value.status, caught.value.temporary) == (status, False)
        assert len(server.asked) == 1


@pytest.mark.parametrize("status", [401, 403, 407, 451])
def test_what_is_not_given_to_us_is_not_asked_again(status: int) -> None:
    with Server({"/": [answer(status), GOOD]}) as server, asking(server.address(), server.host) as a:
        with pytest.raises(FetchError, match="om toegang") as caught:
            a.network.get(server.address())
        assert (caught.value.status, caught.value.temporary) == (status, False)
        assert len(server.asked) == 1
        assert a.time.slept == []


@pytest.mark.parametrize("status", [201, 204, 206, 300, 305, 400, 405, 406, 418, 422])
def test_other_answers_are_no_answer(status: int) -> None:
    with Server({"/": [answer(status), GOOD]}) as server, asking(server.address(), server.host) as a:
        with pytest.raises(FetchError, match="niets mee kunnen") as caught:
            a.network.get(server.address())
        assert caught.value.status == status
        assert len(server.asked) == 1


def test_a_fault_after_a_long_wait_is_not_asked_for_again() -> None:
    time = Time()

    def slow(line: socket.socket) -> None:
        time.move(25)
        line.sendall(answer(504))

    with Server({"/": [slow, GOOD]}) as server, asking(server.address(), server.host, time=time) as a:
        with pytest.raises(FetchError, match="na lang wachten een fout") as caught:
            a.network.get(server.address())
        assert (caught.value.temporary, caught.value.status) == (True, 504)
        assert len(server.asked) == 1


class BrokenOffError(Exception):
    """What a sleep raises when the program must stop."""


def breaking(_seconds: float) -> None:
    raise BrokenOffError


@pytest.mark.parametrize("how", ["retry", "pace", "again"])
def test_a_wait_can_be_broken_off(how: str) -> None:
    with (
        Server({"/": [cut if how == "retry" else GOOD]}) as server,
        asking(server.address(), server.host, sleep=breaking, requests_per_second=0 if how == "retry" else 1) as a,
    ):
        if how == "pace":
            a.network.get(server.address())
        with pytest.raises(BrokenOffError):
            if how == "again":
                a.network.again(server.address(), Complaint("stuk", "stuk"), 1)
            else:
                a.network.get(server.address())
        assert len(server.asked) == {"retry": 1, "pace": 1, "again": 0}[how]


def test_a_broken_body_is_asked_for_as_often_as_a_broken_line() -> None:
    with asking("http://bron.example/", attempts=3) as a:
        complaint = Complaint("onleesbaar", "het antwoord was geen XML")
        address = "http://bron.example/feed"
        assert [a.network.again(address, complaint, attempt) for attempt in (1, 2, 3, 4)] == [True, True, False, False]
        assert a.told == [Complaint("onleesbaar", "het antwoord was geen XML", address, recovered=True)] * 2
        assert [low <= wait <= 2 * low for wait, low in zip(a.time.slept, (0.5, 1.0), strict=True)] == [True, True]
        a.network.again(address, Complaint("onleesbaar", "x", "eigen voorbeeld"), 1)
        assert a.told[-1].example == "eigen voorbeeld"


def test_what_a_service_tells_is_told() -> None:
    with asking("http://bron.example/") as a:
        complaint = Complaint("vreemd", "iets vreemds", "voorbeeld")
        a.network.tell(complaint)
        assert a.told == [complaint]


def test_what_did_not_change_is_not_sent_again() -> None:
    known = Validators('W/"v1"', "Mon, 23 Nov 2026 08:00:00 GMT")
    with (
        Server({"/": [answer(304, ETag='W/"v1"')]}) as server,
        asking(server.address(), server.host, known={server.address(): known}) as a,
    ):
        fetched = a.network.get(server.address(), known=a.network.known(server.address()))
        assert (fetched.status, fetched.unchanged, fetched.size, fetched.body.bytes()) == (304, True, 0, b"")
        headers = server.asked[0].headers
        assert a.network.known(server.address("/anders")) is None
        assert a.told == []
    assert headers["if-none-match"] == 'W/"v1"'
    assert headers["if-modified-since"] == "Mon, 23 Nov 2026 08:00:00 GMT"


def test_what_did_change_comes_whole() -> None:
    with Server({"/": [answer(body=b"nieuw", ETag='"v2"')]}) as server, asking(server.address(), server.host) as a:
        fetched = a.network.get(server.address(), known=Validators('"v1"'))
        assert fetched.body.bytes() == b"nieuw"
        assert fetched.validators == Validators('"v2"', None)
        assert "if-modified-since" not in server.asked[0].headers


@pytest.mark.parametrize("hostile", ['"v1"\r\nX-Kwaad: ja', '"v1"\nHost: kwaad.example', '"caf\u00e9"', '"\x00"', '"\x7f"', "\t"])
def test_hostile_validators_are_not_sent_back(hostile: str) -> None:
    with Server({"/": [GOOD]}) as server, asking(server.address(), server.host) as a:
        assert a.network.get(server.address(), known=Validators(hostile, hostile), accept=hostile).status == 200
        headers = server.asked[0].headers
    assert set(headers) <= {"host", "user-agent", "accept", "accept-encoding", "connection"}
    assert headers["host"] == server.host
    assert headers["accept"] == "*/*"


@pytest.mark.parametrize("known", [None, Validators(), Validators("", ""), Validators("\r\n", "\u00e9")])
def test_unchanged_is_no_answer_when_nothing_was_sent_to_compare_with(known: Validators | None) -> None:
    with Server({"/": [answer(304), GOOD]}) as server, asking(server.address(), server.host) as a:
        assert a.network.get(server.address(), known=known).body.bytes() == b"goed"
        assert a.codes == ["serverfout"]


def test_a_connection_that_stays_open_is_used_again_without_looking_up_the_host(monkeypatch: pytest.MonkeyPatch) -> None:
    said = b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\ngoed"

    def twice(line: socket.socket) -> None:
        line.sendall(said)
        assert line.recv(65536).startswith(b"GET /tweede ")
        line.sendall(said)

    with Server({"/": [twice]}) as server:
        made = connections(monkeypatch, server.port)
        resolve = names(bron_example=PUBLIC)
        with asking("http://bron.example/", resolve=resolve) as a:
            assert a.network.get("http://bron.example/").body.bytes() == b"goed"
            assert a.network.get("http://bron.example/tweede").body.bytes() == b"goed"
    assert len(made) == len(resolve.calls) == 1


def test_a_cut_while_the_connection_was_idle_passes() -> None:
    said = b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\ngoed"
    with Server({"/": [said]}) as server, asking(server.address(), server.host) as a:
        for _ in range(3):
            assert a.network.get(server.address()).body.bytes() == b"goed"
        assert len(server.asked) == 3


def test_no_server_at_all_is_a_fault_that_may_pass() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        host = f"127.0.0.1:{free.getsockname()[1]}"
    with asking(f"http://{host}/", host) as a, pytest.raises(FetchError, match="geen verbinding te krijgen") as caught:
        a.network.get(f"http://{host}/")
    assert (caught.value.temporary, caught.value.status) == (True, None)
    assert len(a.time.slept) == 2


def test_the_usual_clock_gives_utc() -> None:
    with Server({"/": [GOOD]}) as server:
        before = datetime.now(UTC)
        with Client(frozenset({server.host}), CONTACT, version="0", jitter=random.Random(1)) as client:
            a = bind(client, Time(), server.address())
            fetched = a.network.get(server.address()).fetched
        assert before <= fetched <= datetime.now(UTC)
        assert fetched.utcoffset() == timedelta(0)
