# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The faults of the peer: each really happens, and asking again helps when it should."""

from __future__ import annotations

import gzip
import http.client
import socket
import urllib.error
import urllib.request
from email.utils import parsedate_to_datetime

import pytest
from lxml import etree

from peers import (
    TRANSIENT,
    Fault,
    FaultPlan,
    Peer,
    Trouble,
    made_up,
)
from peers.asking import ATOM, TK, crawl, get, key_of, own_link, page


def peer_with(kind: Trouble, at: int | None = 1, entries: int = 1500, **more: object) -> Peer:
    fault = Fault(kind, "syncfeed", "Zaak", at, **more)  # type: ignore[arg-type]
    return Peer(made_up(1, entries), faults=FaultPlan(fault, seconds=0.2), page=20)


def zaken(peer: Peer, token: str = "") -> str:
    return f"{peer.syncfeed}?category=Zaak{token}"


@pytest.mark.parametrize("kind", [Trouble.TIME_OUT, Trouble.CUT_BEFORE])
def test_no_answer_at_all_and_then_one(kind: Trouble) -> None:
    with peer_with(kind) as peer:
        with pytest.raises((ConnectionError, http.client.HTTPException, urllib.error.URLError)):
            get(zaken(peer))
        assert get(zaken(peer))[0] == 200
        assert peer.requests.fired == {kind: 1}
        assert [one.status for one in peer.requests.of("syncfeed", "Zaak")] == [None, 200]


@pytest.mark.parametrize(
    ("kind", "status"),
    [(Trouble.TOO_MANY, 429), (Trouble.TOO_MANY_UNTIL, 429), (Trouble.SERVER_ERROR, 500), (Trouble.UNAVAILABLE, 503)],
)
def test_a_status_for_as_often_as_it_was_planned(kind: Trouble, status: int) -> None:
    with peer_with(kind, times=2) as peer:
        answers = [get(zaken(peer)) for _ in range(3)]
        assert [answer[0] for answer in answers] == [status, status, 200]
        after = answers[0][2].get("retry-after")
        if kind is Trouble.TOO_MANY:
            assert after == "0"
        if kind is Trouble.TOO_MANY_UNTIL:
            assert parsedate_to_datetime(after or "").tzinfo is not None
        assert get(f"{peer.syncfeed}?category=Document")[0] == 200


def test_a_body_cut_off_with_and_without_an_honest_length() -> None:
    with peer_with(Trouble.CUT_MIDDLE) as peer:
        with pytest.raises((http.client.IncompleteRead, ConnectionError)):
            get(zaken(peer))
        whole = get(zaken(peer))[1]
    with peer_with(Trouble.TRUNCATED) as peer:
        status, body, headers = get(zaken(peer))
        assert status == 200
        assert int(headers["content-length"]) == len(body)
        assert len(body) < len(whole)
        with pytest.raises(etree.XMLSyntaxError):
            etree.fromstring(body)


def test_bodies_in_the_wrong_encoding_or_of_the_wrong_kind() -> None:
    with peer_with(Trouble.MISENCODED) as peer:
        body = get(zaken(peer))[1]
        assert body.startswith(b'<?xml version="1.0" encoding="utf-8"?>')
        with pytest.raises(UnicodeDecodeError):
            body.decode("utf-8")
        assert get(zaken(peer))[1].decode("utf-8").encode("latin-1", "replace") == body
    with peer_with(Trouble.WRONG_BOM) as peer:
        assert get(zaken(peer))[1].startswith(b"\xff\xfe<?xml")
    with peer_with(Trouble.HTML) as peer:
        status, body, headers = get(zaken(peer))
        assert (status, headers["content-type"]) == (200, "text/html; charset=utf-8")
        assert body.startswith(b"<!DOCTYPE html>")
    with peer_with(Trouble.EMPTY) as peer:
        assert get(zaken(peer))[:2] == (200, b"")


def test_slow_packed_and_early() -> None:
    with peer_with(Trouble.DRIP) as peer:
        assert get(zaken(peer))[1] == get(zaken(peer))[1]
        assert peer.requests.fired == {Trouble.DRIP: 1}
    with peer_with(Trouble.GZIP) as peer:
        _, body, headers = get(zaken(peer))
        assert headers["content-encoding"] == "gzip"
        assert gzip.decompress(body) == get(zaken(peer))[1]
    with peer_with(Trouble.DATE_OFF) as peer:
        dates = [parsedate_to_datetime(get(zaken(peer))[2]["date"]) for _ in range(2)]
        assert (dates[0] - dates[1]).total_seconds() > 7 * 3600


def test_redirects_here_and_elsewhere() -> None:
    with peer_with(Trouble.REDIRECT) as peer:
        status, _, headers = get(zaken(peer))
        assert status == 302
        assert headers["location"].startswith("/elders/SyncFeed/")
        assert get(peer.address + headers["location"])[1] == get(zaken(peer))[1]
    with peer_with(Trouble.REDIRECT_AWAY) as peer:
        assert get(zaken(peer))[2]["location"] == "http://10.255.255.1/intern"
    with peer_with(Trouble.REDIRECT_AWAY, value="https://voorbeeld.nl/404") as peer:
        assert get(zaken(peer))[2]["location"] == "https://voorbeeld.nl/404"


def test_bodies_that_are_much_too_large() -> None:
    with peer_with(Trouble.BOMB, value=str(8 * 1024**2)) as peer:
        body = get(zaken(peer))[1]
        assert len(body) < 64 * 1024
        assert len(gzip.decompress(body)) == 8 * 1024**2
    with peer_with(Trouble.HUGE, value=str(3 * 1024**2)) as peer:
        _, body, headers = get(zaken(peer))
        assert "content-length" not in headers
        assert len(body) > 3 * 1024**2
    with peer_with(Trouble.HUGE) as peer:
        with socket.create_connection(("127.0.0.1", int(peer.host.split(":")[1]))) as line:
            line.sendall(b"GET /SyncFeed/2.0/Feed?category=Zaak HTTP/1.1\r\nHost: x\r\n\r\n")
            assert line.recv(100).startswith(b"HTTP/1.1 200")
        assert get(zaken(peer))[0] == 200  # leaving early does not hurt the peer


def entries_of(peer: Peer, address: str) -> list[str]:
    return [key_of(entry) + (entry.findtext(f"{ATOM}updated") or "") for entry in page(address).findall(f"{ATOM}entry")]


@pytest.mark.parametrize(
    "kind", [Trouble.PAGE_TWICE, Trouble.ENTRY_TWICE, Trouble.ENTRIES_REVERSED, Trouble.PAGES_SWAPPED, Trouble.ENDLESS]
)
def test_pages_and_entries_twice_and_out_of_order(kind: Trouble) -> None:
    plain = [c.key + c.updated for c in made_up(1, 1500).changes() if c.kind == "Zaak"]
    with peer_with(kind, at=2) as peer:
        seen = [key_of(entry) + (entry.findtext(f"{ATOM}updated") or "") for entry in crawl(peer, "Zaak")]
        assert peer.requests.fired == {kind: 1}
    assert set(seen) == set(plain)
    assert seen != plain
    if kind in {Trouble.PAGE_TWICE, Trouble.ENDLESS}:
        assert seen == [*plain[:40], *plain[20:]]
    elif kind is Trouble.ENTRIES_REVERSED:
        assert seen == [*plain[:20], *reversed(plain[20:40]), *plain[40:]]
    elif kind is Trouble.PAGES_SWAPPED:
        assert seen == [*plain[:20], *plain[40:60], *plain[20:40], *plain[40:]]
    else:
        assert len(seen) == len(plain) + 2


def test_a_token_that_is_gone_stays_gone_and_the_feed_names_another() -> None:
    with peer_with(Trouble.TOKEN_GONE, at=2) as peer:
        plain = [c.key for c in peer.truth.changes() if c.kind == "Zaak"]
        lost = own_link(page(zaken(peer)), "next") or ""
        assert [get(lost)[0] for _ in range(3)] == [404, 404, 404]
        assert [key_of(entry) for entry in crawl(peer, "Zaak")] == plain
    with peer_with(Trouble.TOKEN_GONE, at=2, value="500") as peer:
        assert get(own_link(page(zaken(peer)), "next") or "")[0] == 500


@pytest.mark.parametrize(("kind", "wrong"), [(Trouble.CLOCK_AHEAD, "2999-"), (Trouble.CLOCK_ZERO, "0001-")])
def test_a_clock_that_is_off_is_told_of_by_the_peer(kind: Trouble, wrong: str) -> None:
    with peer_with(kind) as peer:
        off = [e for e in page(zaken(peer)).findall(f"{ATOM}entry") if (e.findtext(f"{ATOM}updated") or "").startswith(wrong)]
        assert [("Zaak", key_of(entry)) for entry in off] == list(peer.altered)
        assert not any(wrong in one[36:] for one in entries_of(peer, zaken(peer)))


def test_a_field_that_is_lost_and_a_value_never_seen() -> None:
    with peer_with(Trouble.LOST_FIELD, at=None, times=None, value="Soort") as peer:
        for _ in range(2):
            assert b"<soort>" not in get(zaken(peer))[1]
        assert b"<soort>" in get(f"{peer.syncfeed}?category=Document")[1]
    with peer_with(Trouble.NEW_VALUE, value="Soort=Zwerfbrief") as peer:
        assert get(zaken(peer))[1].count(b"<soort>Zwerfbrief</soort>") == 1


def test_a_category_that_fails_until_it_is_mended() -> None:
    down = Fault(Trouble.SERVER_ERROR, "syncfeed", "Besluit", at=None, times=None)
    with Peer(made_up(1, 500), faults=[down]) as peer:
        for _ in range(4):
            status, body, _ = get(f"{peer.syncfeed}?category=Besluit")
            assert (status, body) == (500, b"<Error><Message>An error has occurred.</Message></Error>")
        assert get(zaken(peer))[0] == 200
        peer.faults.lift(down)
        assert get(f"{peer.syncfeed}?category=Besluit")[0] == 200


def test_files_that_are_gone_or_not_as_announced() -> None:
    truth = made_up(1, 2000, enclosures=0.5)
    key = next(k for (kind, k), e in truth.final().items() if kind == "Document" and e.fields.get("ContentLength"))
    kinds = (Trouble.RESOURCE_GONE, Trouble.SERVER_ERROR, Trouble.HTML, Trouble.OTHER_LENGTH)
    with Peer(truth, faults=[Fault(kind, "resource") for kind in kinds]) as peer:
        answers = [get(peer.resource(key)) for _ in range(5)]
        assert [answer[0] for answer in answers] == [404, 500, 200, 200, 200]
        assert answers[2][1].startswith(b"<!DOCTYPE html>")
        assert answers[3][1] == answers[4][1] + b"\n"


def test_faults_by_chance_hit_the_same_pages_each_time() -> None:
    def struck(seed: int) -> list[bool]:
        plan = FaultPlan(seed=seed, rates={Trouble.SERVER_ERROR: 0.2, Trouble.HTML: 0.1})
        return [plan.strike("syncfeed", "Zaak", f"/{n}") is not None for n in range(300)]

    assert struck(1) == struck(1)
    assert struck(1) != struck(2)
    assert 50 < sum(struck(1)) < 130


def test_every_transient_fault_fires_in_turn_and_nothing_is_lost() -> None:
    truth = made_up(1, 8000)
    plan = FaultPlan.everything(seconds=0.02, services=["syncfeed"])
    got: dict[str, str] = {}
    with Peer(truth, faults=plan, page=25) as peer:
        for kind in ("Stemming", "Zaak", "Document"):
            address = bare = f"{peer.syncfeed}?category={kind}"
            for _ in range(900):
                try:
                    status, body, headers = get(address)
                    root = etree.fromstring(body)
                except (etree.XMLSyntaxError, OSError, http.client.HTTPException):
                    continue
                if status == 404:
                    address = bare
                    continue
                if root.tag != f"{ATOM}feed" or status != 200 or "content-encoding" in headers:
                    continue
                entries = root.findall(f"{ATOM}entry")
                for entry in entries:
                    payload = entry.find(f"{ATOM}content")[0]
                    got[key_of(entry)] = payload.get(f"{TK}verwijderd")
                onward = own_link(root, "next")
                if onward is None and not entries:
                    break
                address = onward or entries[-1].find(f"{ATOM}link[@rel='next']").get("href")
            else:
                raise AssertionError("no end")
        assert set(peer.requests.fired) == set(TRANSIENT["syncfeed"])
    wanted = {key for (kind, key) in truth.final() if kind in {"Stemming", "Zaak", "Document"}}
    assert set(got) == wanted
