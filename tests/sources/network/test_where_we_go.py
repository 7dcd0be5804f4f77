# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Addresses in a feed are written by others: none may make us ask our own machine, or the network around it."""

from __future__ import annotations

from ipaddress import ip_address

import pytest
from asking import PUBLIC, Names, asking, connections, names
from scripted_server import Server, answer

from bijgepraat.sources.fetched import FetchError, ForbiddenError
from bijgepraat.sources.network.guard import Guard, Refusal, covers, is_public, may_lead_to

HOME = "https://bron.example/"
PRIVATE_4 = [
    "127.0.0.1", "127.255.255.254", "0.0.0.0", "0.1.2.3", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1",
    "169.254.169.254", "169.254.0.1", "100.64.0.1", "100.127.255.255", "224.0.0.1", "239.255.255.255", "240.0.0.1",
    "255.255.255.255", "192.0.2.1", "198.51.100.7", "203.0.113.9", "198.18.0.1", "192.0.0.1", "168.63.129.16",
]  # fmt: skip
PRIVATE_6 = [
    "::1", "::", "fc00::1", "fd12:3456::1", "fe80::1", "febf::1", "fec0::1", "ff02::1", "ff0e::1", "2001:db8::1", "3fff::1",
    "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:a9fe:a9fe", "::127.0.0.1", "100::1",
    "2002:7f00:1::", "2002:a00:1::1", "2002:a9fe:a9fe::1", "64:ff9b::7f00:1", "64:ff9b::169.254.169.254", "64:ff9b:1::a00:1",
    "2001:0:7f00:1::1", "2001:0:4136:e378:8000:63bf:3fff:fdd2", "4000::1",
]  # fmt: skip


@pytest.mark.parametrize("address", PRIVATE_4)
def test_a_private_ipv4_address_is_never_connected_to(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    made = connections(monkeypatch)
    with asking(HOME) as a, pytest.raises(ForbiddenError, match="niet op het openbare internet") as caught:
        a.network.get(f"http://{address}/latest/meta-data/")
    assert made == []
    assert not caught.value.temporary


@pytest.mark.parametrize("address", PRIVATE_6)
def test_a_private_ipv6_address_is_never_connected_to(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    made = connections(monkeypatch)
    with asking(HOME) as a, pytest.raises(ForbiddenError, match="niet op het openbare internet"):
        a.network.get(f"https://[{address}]/")
    assert made == []


@pytest.mark.parametrize("address", PRIVATE_4 + PRIVATE_6)
def test_a_name_that_leads_to_a_private_address_is_refused(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    made = connections(monkeypatch)
    with (
        asking(HOME, resolve=names(bron_example=address)) as a,
        pytest.raises(ForbiddenError, match=r"bron\.example:443 in BIJG"),
    ):
        a.network.get(HOME)
    assert made == []


@pytest.mark.parametrize(
    "mixture", [[PUBLIC, "10.0.0.5"], ["10.0.0.5", PUBLIC], [PUBLIC, "::1"], ["2a00:1450:4001::1", "fe80::1%eth0"]]
)
def test_one_private_address_among_public_ones_refuses_the_host(mixture: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    made = connections(monkeypatch)
    with asking(HOME, resolve=names(bron_example=mixture)) as a, pytest.raises(ForbiddenError):
        a.network.get(HOME)
    assert made == []


@pytest.mark.parametrize("address", ["1.1.1.1", "9.9.9.9", PUBLIC, "2a00:1450:4001::1", "::ffff:9.9.9.9", "64:ff9b::9.9.9.9"])
def test_the_public_internet_is_open(address: str) -> None:
    assert is_public(ip_address(address))
    assert Guard(frozenset(), names(bron_example=address)).addresses("bron.example", 443) == [address]


@pytest.mark.parametrize(
    "host",
    [
        "2130706433", "0x7f000001", "0X7F.0.0.1", "0177.0.0.1", "017700000001", "127.1", "127.0.1", "0x7f.1", "1.0x7f", "00.0.0.0",
        "127.0.0.1.", "10.0.0.1.", "2130706433.", "127。0。0。1", "127.0.0.256", "[::1%25lo]", "[fe80::1%25eth0]",
    ],
)  # fmt: skip
def test_another_spelling_of_an_address_is_no_way_around(host: str, monkeypatch: pytest.MonkeyPatch) -> None:
    made = connections(monkeypatch)
    resolve = Names()
    with asking(HOME, resolve=resolve) as a, pytest.raises(FetchError, match=r"mag niet|geen geldig adres"):
        a.network.get(f"http://{host}/")
    assert made == []
    assert resolve.calls == []


@pytest.mark.parametrize("name", ["localhost", "LOCALHOST", "localhost.", "bron.example.", "xn--brn-sna.example"])
def test_what_a_name_looks_like_says_nothing(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    made = connections(monkeypatch)
    resolve = Names({name.lower(): [["127.0.0.1"]]})
    with asking(HOME, resolve=resolve) as a, pytest.raises(ForbiddenError, match="niet op het openbare internet"):
        a.network.get(f"http://{name}/")
    assert resolve.calls == [(name.lower(), 80)]
    assert made == []


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd", "gopher://bron.example:70/1", "ftp://bron.example/x", "data:text/plain,x", "javascript:alert(1)",
        "dict://bron.example:2628/", "//bron.example/x", "/etc/passwd", "x", "", "ws://bron.example/", "http+unix://sock/",
    ],
)  # fmt: skip
def test_only_http_and_https_are_followed(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    made = connections(monkeypatch)
    with asking(HOME, resolve=names(bron_example=PUBLIC)) as a, pytest.raises(ForbiddenError, match="alleen http en https"):
        a.network.get(address)
    assert made == []


@pytest.mark.parametrize("port", [0, 22, 23, 25, 53, 110, 143, 445, 465, 587, 3306, 5432, 6379, 9200, 11211, 27017, 70000, -1])
def test_a_port_where_no_website_belongs_is_refused(port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    made = connections(monkeypatch)
    with (
        asking(HOME, resolve=names(bron_example=PUBLIC)) as a,
        pytest.raises(ForbiddenError, match=f"op poort {port} hoort geen"),
    ):
        a.network.get(f"http://bron.example:{port}/")
    assert made == []


@pytest.mark.parametrize(
    "address", ["https://u:p@bron.example/", "https://bron.example@127.0.0.1/", "https://goed.example\\@127.0.0.1/"]
)
def test_a_name_and_password_in_the_address_are_refused_and_not_shown(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    made = connections(monkeypatch)
    with (
        asking(HOME, resolve=names(bron_example=PUBLIC)) as a,
        pytest.raises(ForbiddenError, match="naam en wachtwoord") as caught,
    ):
        a.network.get(address)
    assert "@" not in str(caught.value)
    assert "@" not in caught.value.address
    assert made == []


@pytest.mark.parametrize(
    "address",
    [
        "http://[::1/",
        "http://a\nb/",
        "http://①②⑦.0.0.1/",
        "http://h:x/",
        "https://xn--a.b;c/",
        "https://xn--.-/",
        "http://x\ud800/",
        "http://x/" + "a" * 70_000,
    ],
)
def test_nonsense_is_no_address(address: str) -> None:
    with asking(HOME) as a, pytest.raises(FetchError, match="geen geldig adres") as caught:
        a.network.get(address)
    assert len(str(caught.value)) < 300


@pytest.mark.parametrize("address", ["http:///pad", "http://:80/"])
def test_an_address_names_a_host(address: str) -> None:
    with asking(HOME) as a, pytest.raises(ForbiddenError, match="noemt geen computer"):
        a.network.get(address)


def test_a_host_that_cannot_be_found_is_a_fault_that_may_pass(monkeypatch: pytest.MonkeyPatch) -> None:
    made = connections(monkeypatch)
    resolve = Names()
    with asking(HOME, resolve=resolve) as a, pytest.raises(FetchError, match="geen verbinding te krijgen") as caught:
        a.network.get(HOME)
    assert caught.value.temporary
    assert len(resolve.calls) == 3
    assert made == []


def test_a_name_too_long_to_look_up_is_refused() -> None:
    def too_long(host: str, port: int, /, *, type: int) -> list[tuple[object, ...]]:
        return host.encode("idna") and []

    with pytest.raises(Refusal, match="ongeldig"):
        Guard(frozenset(), too_long).addresses("a" * 70 + ".nl", 443)


def test_what_is_connected_to_is_what_was_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    resolve = Names({"bron.example": [[PUBLIC], ["127.0.0.1"]]})
    with Server({"/": [answer(body=b"goed")]}) as server:
        made = connections(monkeypatch, server.port)
        with asking("http://bron.example/", resolve=resolve) as a:
            assert a.network.get("http://bron.example/").body.bytes() == b"goed"
            assert made == [(PUBLIC, 80)]
            assert len(resolve.calls) == 1
            with pytest.raises(ForbiddenError, match="niet op het openbare internet"):
                a.network.get("http://bron.example/")
    assert made == [(PUBLIC, 80)]
    assert server.asked[0].headers["host"] == "bron.example"
    assert len(server.asked) == 1


def test_the_next_address_is_tried_when_the_first_does_not_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    made = connections(monkeypatch)
    with (
        asking(HOME, resolve=names(bron_example=[PUBLIC, "9.9.9.9"]), attempts=1) as a,
        pytest.raises(FetchError, match="geen verbinding"),
    ):
        a.network.get(HOME)
    assert made == [(PUBLIC, 443), ("9.9.9.9", 443)]


def test_only_the_very_host_and_port_that_are_allowed_are_open() -> None:
    with Server({"/": [answer(body=b"eigen")]}) as server, Server({"/": [answer(body=b"ander")]}) as other:
        with asking(server.address(), server.host) as a:
            assert a.network.get(server.address()).body.bytes() == b"eigen"
            for address in (
                other.address(),
                "http://127.0.0.1/",
                f"http://127.0.0.2:{server.port}/",
                f"http://[::1]:{server.port}/",
            ):
                with pytest.raises(ForbiddenError, match="BIJGEPRAAT_ALLOWED_HOSTS"):
                    a.network.get(address)
        assert other.asked == []
        named = names(localhost="127.0.0.1")
        with (
            asking(server.address(), server.host, resolve=named) as a,
            pytest.raises(ForbiddenError, match=f"localhost:{server.port}"),
        ):
            a.network.get(f"http://localhost:{server.port}/")
    assert len(server.asked) == 1


@pytest.mark.parametrize("pair", ["[::1]:8080", " [::1]:8080 ", "::1:8080"])
def test_an_allowed_ipv6_host_may_be_written_with_brackets(pair: str) -> None:
    guard = Guard(frozenset({pair}))
    guard.check("http", "::1", 8080)
    with pytest.raises(Refusal):
        guard.check("http", "::1", 8081)


@pytest.mark.parametrize(
    ("name", "host", "expected"),
    [
        ("overheid.nl", "overheid.nl", True),
        ("overheid.nl", "zoek.overheid.nl", True),
        ("www.overheid.nl", "overheid.nl", True),
        ("overheid.nl", "OVERHEID.NL.", True),
        ("overheid.nl", "nepoverheid.nl", False),
        ("overheid.nl", "overheid.nl.kwaad.example", False),
        ("zoek.overheid.nl", "overheid.nl", False),
    ],
)
def test_a_name_covers_itself_and_its_subdomains(name: str, host: str, expected: bool) -> None:
    assert covers(name, host) is expected
    assert may_lead_to(host, ["iets.example", name]) is expected


def redirect(to: str, status: int = 301) -> bytes:
    return answer(status, Location=to)


@pytest.mark.parametrize(
    ("to", "reason"),
    [
        ("http://127.0.0.1:1/", "niet op het openbare internet"),
        ("http://169.254.169.254/latest/", "niet op het openbare internet"),
        ("http://[::1]/", "niet op het openbare internet"),
        ("http://2130706433/", "vier gewone getallen"),
        ("file:///etc/passwd", "alleen http en https"),
        ("gopher://bron.example/", "alleen http en https"),
        ("data:,x", "alleen http en https"),
        ("http://u:p@bron.example/", "naam en wachtwoord"),
        ("http://bron.example:25/", "poort 25"),
        ("http://kwaad.example/", "een andere site"),
        ("//kwaad.example/", "een andere site"),
        ("http://bron.example.kwaad.example/", "een andere site"),
        ("http://[::1/", "ongeldig"),
        ("http://bron.example:x/", "ongeldig"),
    ],
)
@pytest.mark.parametrize("hops", [1, 2])
def test_a_redirect_leads_nowhere_that_may_not_be_asked(to: str, reason: str, hops: int, monkeypatch: pytest.MonkeyPatch) -> None:
    scripts = {"/": [redirect(to)]} if hops == 1 else {"/": [redirect("/verder")], "/verder": [redirect(to)]}
    with Server(dict(scripts)) as server:
        made = connections(monkeypatch, server.port)
        resolve = names(bron_example=PUBLIC, kwaad_example=PUBLIC, bron_example_kwaad_example=PUBLIC)
        with asking("http://bron.example/", resolve=resolve) as a, pytest.raises(ForbiddenError, match=reason) as caught:
            a.network.get("http://bron.example/")
        assert a.time.slept == []
    assert not caught.value.temporary
    assert caught.value.status == 301
    assert "u:p" not in str(caught.value)
    assert len(made) == len(server.asked) == hops


def test_a_redirect_to_a_name_that_turns_out_private_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with Server({"/": [redirect("http://binnen.bron.example/")]}) as server:
        made = connections(monkeypatch, server.port)
        resolve = names(bron_example=PUBLIC, binnen_bron_example="192.168.1.1")
        with asking("http://bron.example/", resolve=resolve) as a, pytest.raises(ForbiddenError, match="niet op het openbare"):
            a.network.get("http://bron.example/")
    assert made == [(PUBLIC, 80)]


def test_a_redirect_within_the_site_or_to_a_named_host_is_followed(monkeypatch: pytest.MonkeyPatch) -> None:
    scripts = {
        "/": [redirect("http://www.bron.example/a")],
        "/a": [redirect("http://opslag.anders.example/b", 307)],
        "/b": [redirect("../c?d=1#deel", 302)],
        "/c?d=1": [answer(body=b"gevonden", Content_Type="text/plain; charset=utf-8")],
    }
    with Server(dict(scripts)) as server:
        connections(monkeypatch, server.port)
        resolve = names(bron_example=PUBLIC, www_bron_example=PUBLIC, opslag_anders_example=PUBLIC)
        with asking("http://bron.example/", resolve=resolve, hosts=("anders.example",)) as a:
            fetched = a.network.get("http://bron.example/")
    assert fetched.body.bytes() == b"gevonden"
    assert fetched.asked == "http://bron.example/"
    assert fetched.address == "http://opslag.anders.example/c?d=1"
    assert fetched.media_type == "text/plain"
    assert [one.headers["host"] for one in server.asked] == [
        "bron.example",
        "www.bron.example",
        "opslag.anders.example",
        "opslag.anders.example",
    ]
    assert a.told == []


@pytest.mark.parametrize("scripts", [{"/": ["/"]}, {"/": ["/a"], "/a": ["/"]}])
def test_a_redirect_in_a_circle_ends(scripts: dict[str, list[str]]) -> None:
    with (
        Server({path: [redirect(to) for to in ways] for path, ways in scripts.items()}) as server,
        asking(server.address(), server.host) as a,
        pytest.raises(FetchError, match="steeds door naar een ander adres") as caught,
    ):
        a.network.get(server.address())
    assert len(server.asked) == 6
    assert not caught.value.temporary


@pytest.mark.parametrize("to", ["//naam@/pad", "http://xn--a.b;/", "https://xn--.-/"])
def test_a_redirect_to_half_an_address_may_pass(to: str) -> None:
    with Server({"/": [redirect(to), answer(body=b"goed")]}) as server, asking(server.address(), server.host) as a:
        assert a.network.get(server.address()).body.bytes() == b"goed"
        assert a.codes == ["omleiding-geweigerd"]


def test_a_redirect_without_direction_is_an_error() -> None:
    with Server({"/": [answer(302)]}) as server, asking(server.address(), server.host) as a:
        with pytest.raises(FetchError, match="zegt niet waarheen"):
            a.network.get(server.address())
        assert len(server.asked) == 1


def test_a_redirect_for_now_to_a_page_elsewhere_may_pass() -> None:
    script = [redirect("http://storing.example/", 302), answer(body=b"weer goed")]
    with Server({"/": list(script)}) as server, asking(server.address(), server.host) as a:
        assert a.network.get(server.address()).body.bytes() == b"weer goed"
    assert a.codes == ["omleiding-geweigerd"]
    assert a.told[0].recovered
    with Server({"/": script[:1]}) as server, asking(server.address(), server.host) as a:
        with pytest.raises(ForbiddenError, match="een andere site") as caught:
            a.network.get(server.address())
        assert caught.value.temporary
        assert len(server.asked) == 3
