# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""SyncFeed of the peer: its wire format, paging, files and tokens."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from lxml import etree

from peers import (
    Peer,
    made_up,
)
from peers.asking import ATOM, TK, ZAAK, by_hand, crawl, get, key_of, own_link, page, zaak


def test_a_page_is_as_the_source_sends_it() -> None:
    with Peer(by_hand(zaak(1, "Jeugd & <zorg>", refs={"Activiteit": ("aa", "bb")}), zaak(2, deleted=True))) as peer:
        root = page(f"{peer.syncfeed}?category=Zaak")
        assert root.tag == f"{ATOM}feed"
        first, second = root.findall(f"{ATOM}entry")
        assert key_of(first) == ZAAK
        assert first.findtext(f"{ATOM}updated") == "2026-11-19T14:10:01.0962032Z"
        assert first.find(f"{ATOM}category").get("term") == "zaak"
        payload = first.find(f"{ATOM}content")[0]
        assert payload.tag == f"{TK}zaak"
        assert payload.get("id") == ZAAK
        assert payload.get(f"{TK}bijgewerkt") == "2026-11-19T15:09:44.5130000"  # naive local time, seven decimals
        assert payload.get(f"{TK}verwijderd") == "false"
        assert payload.findtext(f"{TK}onderwerp") == "Jeugd & <zorg>"
        assert [ref.get("ref") for ref in payload.findall(f"{TK}activiteit")] == ["aa", "bb"]
        tombstone = second.find(f"{ATOM}content")[0]
        assert tombstone.get(f"{TK}verwijderd") == "true"
        assert len(tombstone) == 0
        assert first.find(f"{ATOM}link[@rel='next']").get("href").startswith(f"{peer.syncfeed}?skiptoken=")


def test_paging_gives_every_change_once_and_ends_with_a_resume() -> None:
    truth = made_up(1, 2000)
    with Peer(truth, page=50) as peer:
        for kind in ("Stemming", "Document"):
            wanted = [(c.key, c.updated) for c in truth.changes() if c.kind == kind]
            assert [(key_of(e), e.findtext(f"{ATOM}updated")) for e in crawl(peer, kind)] == wanted
        entries = list(crawl(peer, "Zaak"))
        resumed = page(entries[9].find(f"{ATOM}link[@rel='next']").get("href"))
        assert key_of(resumed.find(f"{ATOM}entry")) == key_of(entries[10])
        end = page(entries[-1].find(f"{ATOM}link[@rel='next']").get("href"))
        assert not end.findall(f"{ATOM}entry")
        assert own_link(end, "next") is None
        resume = own_link(end, "resume")
        assert resume is not None
        peer.add(zaak(5))
        assert [key_of(entry) for entry in page(resume).findall(f"{ATOM}entry")] == [zaak(5).key]


def test_the_three_with_a_prefix_and_both_ways_of_saying_nothing() -> None:
    with Peer(made_up(2, 4000)) as peer:
        _, body, _ = get(f"{peer.syncfeed}?category=Toezegging")
        assert b"<ns1:toezegging " in body
        assert b"<ns1:toegezegdAan/>" in body
        assert b"<ns1:toegezegdAan><ns1:persoon ref=" in body
        assert b"+01:00" in body
        root = etree.fromstring(body)
        nil = "{http://www.w3.org/2001/XMLSchema-instance}nil"
        payloads = [entry.find(f"{ATOM}content")[0] for entry in root.findall(f"{ATOM}entry")]
        shown = [payload.find(f"{TK}tussenvoegsel") for payload in payloads if payload.get(f"{TK}verwijderd") == "false"]
        assert None in shown
        assert any(element is not None and element.get(nil) == "true" for element in shown)
        assert b'tk:verwijderd="False"' in get(f"{peer.syncfeed}?category=Persoon")[1]


def test_an_announced_file_is_there_with_the_length_that_was_announced() -> None:
    with Peer(made_up(3, 3000, enclosures=0.5)) as peer:
        announced = {}
        for kind in ("Document", "Verslag"):
            for entry in crawl(peer, kind):
                link = entry.find(f"{ATOM}link[@rel='enclosure']")
                payload = entry.find(f"{ATOM}content")[0]
                if link is not None:
                    announced[link.get("href")] = (kind, payload.get(f"{TK}contentType"), payload.get(f"{TK}contentLength"))
                else:
                    announced.pop(peer.resource(key_of(entry)), None)  # a later change has no file, or deletes
        assert {kind for kind, _, _ in announced.values()} == {"Document", "Verslag"}
        for address, (kind, media_type, length) in list(announced.items())[::9]:
            status, body, headers = get(address)
            assert (status, headers["content-type"], str(len(body))) == (200, media_type, length)
            assert body.startswith(b"%PDF-" if kind == "Document" else b"\xef\xbb\xbf<?xml")
            assert get(address, If_None_Match=headers["etag"])[0] == 304
        assert get(peer.resource("99999999-aaaa-4bbb-8ccc-000000000001"))[0] == 404


def test_one_entity_and_an_unknown_one() -> None:
    with Peer(by_hand(zaak(1))) as peer:
        root = page(f"{peer.address}/SyncFeed/2.0/Entiteiten/{ZAAK}")
        assert root.tag == f"{ATOM}entry"
        assert get(f"{peer.address}/SyncFeed/2.0/Entiteiten/{zaak(2).key}")[0] == 404
        assert get(f"{peer.syncfeed}?category=Zaak&skiptoken=abc")[0] == 500


def test_tokens_that_were_forgotten_are_gone_and_a_new_reading_works() -> None:
    with Peer(made_up(1, 1500), page=20) as peer:
        before = own_link(page(f"{peer.syncfeed}?category=Zaak"), "next")
        peer.forget("Zaak")
        assert get(before or "")[0] == 404
        wanted = [change.key for change in peer.truth.changes() if change.kind == "Zaak"]
        assert [key_of(entry) for entry in crawl(peer, "Zaak")] == wanted
        assert get(f"{peer.syncfeed}?category=Document")[0] == 200


def test_all_entities_again_are_equal_but_for_the_moment() -> None:
    with Peer(made_up(1, 800)) as peer:
        before = peer.truth.final()
        count = peer.reemit("Zaak")
        after = peer.truth.final()
        changed = [key for key in before if before[key] != after[key]]
        assert len(changed) == count == sum(kind == "Zaak" for kind, _ in before)
        for key in changed:
            assert replace(after[key], updated="") == replace(before[key], updated="")
            assert after[key].updated > before[key].updated


def test_prerendered_pages_are_the_same_and_give_way_to_news(tmp_path: Path) -> None:
    with Peer(made_up(1, 1200), page=50) as peer, (tmp_path / "pages").open("w+b") as file:
        lively = [etree.tostring(entry) for entry in crawl(peer, "Stemming")]
        assert peer.prerender(file) > 20
        assert [etree.tostring(entry) for entry in crawl(peer, "Stemming")] == lively
        peer.add(replace(zaak(1), kind="Stemming", key="22222222-aaaa-4bbb-8ccc-000000000001"))
        assert len(list(crawl(peer, "Stemming"))) == len(lively) + 1
