# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""What a site asks of robots is done, and no host is asked more often than it may be, however many sources ask it."""

from __future__ import annotations

import tracemalloc
from threading import Lock, Thread

import pytest
from asking import PUBLIC, Time, asking, bind, connections, names
from scripted_server import Server, answer, cut

from bijgepraat.sources.fetched import FetchError, FetchTooLargeError, ForbiddenError
from bijgepraat.sources.network.pace import Pace
from bijgepraat.sources.network.robots import Robots

PAGE = answer(body=b"bladzijde")


def with_robots(text: str | bytes) -> Server:
    body = text if isinstance(text, bytes) else text.encode()
    return Server(
        {"/robots.txt": [answer(body=body, Content_Type="text/plain")], "/a": [PAGE], "/b": [PAGE], "/geheim/x": [PAGE]}
    )


def test_what_robots_may_not_see_is_not_asked() -> None:
    with with_robots("User-agent: *\nDisallow: /geheim/\n") as server, asking(server.address(), server.host, robots=True) as a:
        with pytest.raises(ForbiddenError, match=r"robots\.txt") as caught:
            a.network.get(server.address("/geheim/x"))
        assert not caught.value.temporary
        assert a.network.get(server.address("/a")).body.bytes() == b"bladzijde"
        assert server.paths() == ["/robots.txt", "/a"]


def test_rules_for_us_go_before_rules_for_all() -> None:
    text = "User-agent: *\nDisallow: /\n\nUser-agent: AnderBot\nUser-agent: bijgepraat\nDisallow: /b\n\nUser-agent: NogEen\nDisallow: /a\n"
    with with_robots(text) as server, asking(server.address(), server.host, robots=True) as a:
        assert a.network.get(server.address("/a")).status == 200
        with pytest.raises(ForbiddenError):
            a.network.get(server.address("/b"))


@pytest.mark.parametrize(
    "text",
    [
        "User-agent: AnderBot\nDisallow: /\n",
        "User-agent: *\nDisallow:\n",
        "User-agent: *\nDisallow: /\nAllow: /a\n",
        "<!DOCTYPE html><html><body>Niet gevonden</body></html>",
        b"\x00\xff\xfe\x80" * 1000,
        b"\xef\xbb\xbfUser-agent: *\r\nAllow: /\r\n",
        "User-agent\nDisallow\n:::\n# alleen commentaar",
        "User-agent: *\nRequest-rate: 1/0\nVisit-time: 9999-x\nDisallow: http://[\n",
        "User-agent: *\nCrawl-delay: nan\nCrawl-delay: inf\nCrawl-delay: -5\nCrawl-delay: 1e999\nCrawl-delay: veel\n",
        "User-agent: *\nDisallow: /" + "*a" * 5000 + "\n",
        "",
    ],
)
def test_what_is_not_forbidden_is_allowed(text: str | bytes) -> None:
    with with_robots(text) as server, asking(server.address(), server.host, robots=True) as a:
        assert a.network.get(server.address("/a")).status == 200
        assert a.network.get(server.address("/a")).status == 200
        assert server.paths() == ["/robots.txt", "/a", "/a"]
        assert a.time.slept == []


@pytest.mark.parametrize(
    "text", ["\ufeffUser-agent: *\nDisallow: /\n", "USER-AGENT: BIJGEPRAAT\rDISALLOW: /", "user-agent:*#x\ndisallow:/#x"]
)
def test_other_ways_to_write_no(text: str) -> None:
    with with_robots(text) as server, asking(server.address(), server.host, robots=True) as a, pytest.raises(ForbiddenError):
        a.network.get(server.address("/a"))


@pytest.mark.parametrize("status", [404, 410, 401, 403, 400, 451])
def test_a_site_without_robots_has_no_wishes(status: int) -> None:
    with (
        Server({"/robots.txt": [answer(status)], "/a": [PAGE]}) as server,
        asking(server.address(), server.host, robots=True) as a,
    ):
        assert a.network.get(server.address("/a")).status == 200
        assert server.paths() == ["/robots.txt", "/a"]


@pytest.mark.parametrize("said", [answer(500), answer(503), answer(429), cut])
def test_while_the_wishes_are_unknown_nothing_is_asked(said: bytes) -> None:
    with (
        Server({"/robots.txt": [said, said, answer(body=b"")], "/a": [PAGE]}) as server,
        asking(server.address(), server.host, robots=True, attempts=2) as a,
    ):
        for _ in range(3):
            with pytest.raises(FetchError, match="zonder toestemming vragen we niets") as caught:
                a.network.get(server.address("/a"))
            assert caught.value.temporary
        assert server.paths() == ["/robots.txt"] * 2
        a.time.move(301)
        assert a.network.get(server.address("/a")).status == 200
        assert server.paths() == ["/robots.txt"] * 3 + ["/a"]


def test_a_robots_that_comes_at_the_second_time_is_told() -> None:
    with (
        Server({"/robots.txt": [answer(503), answer(body=b"")], "/a": [PAGE]}) as server,
        asking(server.address(), server.host, robots=True) as a,
    ):
        assert a.network.get(server.address("/a")).status == 200
    assert [(one.code, one.recovered, one.example) for one in a.told] == [("serverfout", True, server.address("/robots.txt"))]


def test_the_wishes_are_asked_once_a_day_for_all_sources() -> None:
    script = [answer(body=b""), answer(body=b"User-agent: *\nDisallow: /\n")]
    with (
        Server({"/robots.txt": list(script), "/a": [PAGE]}) as server,
        asking(server.address(), server.host, robots=True) as a,
    ):
        other = bind(a.client, a.time, server.address("/iets"), robots=True)
        for one in (a, other, a):
            one.network.get(server.address("/a"))
        a.time.move(86_000)
        a.network.get(server.address("/a"))
        assert server.paths().count("/robots.txt") == 1
        a.time.move(500)
        with pytest.raises(ForbiddenError):
            other.network.get(server.address("/a"))
        assert server.paths().count("/robots.txt") == 2


def test_who_need_not_ask_does_not_ask() -> None:
    with with_robots("User-agent: *\nDisallow: /\n") as server, asking(server.address(), server.host, robots=False) as a:
        assert a.network.get(server.address("/a")).status == 200
        assert server.paths() == ["/a"]


@pytest.mark.parametrize(("wish", "wait"), [("10", 10.0), ("2.5", 2.5), ("3600", 30.0), ("1e300", 30.0)])
def test_a_site_may_slow_us_down_to_half_a_minute(wish: str, wait: float) -> None:
    with with_robots(f"User-agent: *\nCrawl-delay: {wish}\n") as server, asking(server.address(), server.host, robots=True) as a:
        for _ in range(3):
            a.network.get(server.address("/a"))
    # The first wait is between robots.txt and the page.
    assert a.time.slept == [wait] * 3


def test_each_site_has_its_own_wishes_also_after_a_redirect(monkeypatch: pytest.MonkeyPatch) -> None:
    scripts = {
        "/a": [answer(301, Location="http://www.bron.example/geheim/x")],
        "/robots.txt": [answer(body=b""), answer(body=b"User-agent: *\nDisallow: /geheim/")],
    }
    with Server({path: list(script) for path, script in scripts.items()}) as server:
        connections(monkeypatch, server.port)
        resolve = names(bron_example=PUBLIC, www_bron_example=PUBLIC)
        with (
            asking("http://bron.example/", resolve=resolve, robots=True) as a,
            pytest.raises(ForbiddenError, match=r"robots\.txt"),
        ):
            a.network.get("http://bron.example/a")
    asked = [(one.headers["host"], one.path) for one in server.asked]
    assert asked == [("bron.example", "/robots.txt"), ("bron.example", "/a"), ("www.bron.example", "/robots.txt")]


def test_a_robots_too_large_to_read_is_no_permission() -> None:
    with with_robots(b"# vulling\n" * 110_000) as server, asking(server.address(), server.host, robots=True) as a:
        with pytest.raises(FetchTooLargeError, match=r"robots\.txt is groter dan 1 MB"):
            a.network.get(server.address("/a"))
        assert server.paths() == ["/robots.txt"]


@pytest.mark.parametrize("name", ["bot{}", "b" + "*" * 50 + "{}", "bijgepraat{}", "*{}"])
def test_a_robots_of_thousands_of_names_and_rules_takes_little(name: str) -> None:
    text = "".join(f"User-agent: {name.format(at)}\n" for at in range(3000)) + "Disallow: /geheim\n" * 3000
    tracemalloc.start()
    try:
        robots = Robots(lambda: 0.0)
        assert robots.delay("https://bron.example", "https://bron.example/a", lambda _: text.encode()) == 0.0
        assert tracemalloc.get_traced_memory()[1] < 20 * 1024**2
    finally:
        tracemalloc.stop()


def test_two_sources_of_one_host_share_its_pace() -> None:
    with Server({"/a": [PAGE], "/b": [PAGE]}) as server, asking(server.address(), server.host, requests_per_second=2) as a:
        other = bind(a.client, a.time, server.address(), requests_per_second=2)
        for one in (a, other, a, other):
            one.network.get(server.address("/a"))
        assert a.time.slept == [0.5, 0.5, 0.5]
        a.time.move(10)
        other.network.get(server.address("/b"))
        assert len(a.time.slept) == 3


def test_the_slowest_wish_counts() -> None:
    with Server({"/a": [PAGE]}) as server, asking(server.address(), server.host, requests_per_second=5) as a:
        bind(a.client, a.time, server.address(), requests_per_second=0.5)
        for _ in range(3):
            a.network.get(server.address("/a"))
        assert a.time.slept == [2.0, 2.0]


def test_hosts_do_not_wait_for_each_other(monkeypatch: pytest.MonkeyPatch) -> None:
    with Server({"/": [PAGE]}) as server:
        connections(monkeypatch, server.port)
        resolve = names(een_example=PUBLIC, twee_example=PUBLIC)
        with asking("http://een.example/", resolve=resolve, requests_per_second=1) as a:
            other = bind(a.client, a.time, "http://twee.example/", requests_per_second=1)
            a.network.get("http://een.example/")
            other.network.get("http://twee.example/")
            assert a.time.slept == []


def test_threads_get_turns_one_after_another() -> None:
    waits: list[float] = []
    lock = Lock()

    def sleep(seconds: float) -> None:
        with lock:
            waits.append(seconds)

    with (
        Server({"/a": [PAGE]}) as server,
        # The clock stands still, so each wait says which turn it is for.
        asking(server.address(), server.host, clock=lambda: 0.0, sleep=sleep, requests_per_second=2) as a,
    ):
        other = bind(a.client, a.time, server.address(), requests_per_second=2)

        def ask(times: int, network: object) -> None:
            for _ in range(times):
                assert network.get(server.address("/a")).status == 200  # type: ignore[attr-defined]
                done.append(1)

        done: list[int] = []
        threads = [Thread(target=ask, args=(6, one.network)) for one in (a, other)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(20)
        assert len(done) == len(server.asked) == 12
    assert sorted(waits) == [at / 2 for at in range(1, 12)]


def test_threads_that_need_the_same_wishes_ask_once() -> None:
    with with_robots("User-agent: *\nAllow: /\n") as server, asking(server.address(), server.host, robots=True) as a:
        threads = [Thread(target=a.network.get, args=(server.address("/a"),)) for _ in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(20)
        assert sorted(server.paths()) == ["/a"] * 6 + ["/robots.txt"]


def test_a_pause_is_a_day_at_most_and_never_made_shorter() -> None:
    time = Time(0.0)
    pace = Pace(time.clock)
    pace.close("bron.example", 1e12)
    pace.close("bron.example", 5)
    assert pace.closed("bron.example") == 86_400
    assert pace.closed("anders.example") == 0
    assert pace.turn("bron.example") == 86_400
    time.move(90_000)
    assert pace.closed("bron.example") == 0
    assert pace.turn("bron.example") == 0
