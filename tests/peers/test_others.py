# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""SRU, news feeds and plain files of the peer."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest
from lxml import etree

from peers import (
    Item,
    Peer,
    made_up,
    made_up_feed,
    made_up_publications,
    publications_of,
)
from peers.asking import get, page


def sru(peer: Peer, query: str, **options: str) -> etree._Element:
    return page(f"{peer.sru}?" + urlencode({"operation": "searchRetrieve", "version": "2.0", "query": query, **options}))


def test_a_search_counts_pages_and_describes() -> None:
    publications = made_up_publications(1, 150)
    with Peer(publications=publications) as peer:
        wanted = sorted(p.identifier for p in publications if p.name == "Kamerstuk")
        clause = "c.product-area==officielepublicaties AND w.publicatienaam==Kamerstuk sortBy dt.identifier/sort.ascending"
        found: list[str] = []
        start: str | None = "1"
        while start:
            root = sru(peer, clause, startRecord=start, maximumRecords="40")
            assert root.findtext("{*}numberOfRecords") == str(len(wanted))
            found += [element.text or "" for element in root.iter("{http://purl.org/dc/terms/}identifier")]
            start = root.findtext("{*}nextRecordPosition")
        assert sorted(found) == wanted
        day = publications[70].modified
        some = sru(
            peer,
            f'(w.publicatienaam==Staatscourant OR w.publicatienaam=="Kamerstuk") AND dt.modified>={day} AND dt.modified<={day}',
        )
        same = [p for p in publications if p.modified == day and p.name in {"Staatscourant", "Kamerstuk"}]
        assert some.findtext("{*}numberOfRecords") == str(len(same))
        item = next(e.text for e in root.iter("{*}itemUrl") if e.get("manifestation") == "xml")
        paper = page(item or "")
        assert paper.tag == "officiele-publicatie"
        assert paper.findtext(".//al")
        assert get((item or "").replace("xml", "pdf"))[1].startswith(b"%PDF-")


def test_errors_of_the_register_come_with_status_200() -> None:
    with Peer(publications=made_up_publications(1, 5)) as peer:
        assert sru(peer, "w.publicatienaam==").find(".//{*}diagnostic") is not None
        assert sru(peer, "(w.publicatienaam==Kamerstuk").find(".//{*}diagnostic") is not None
        assert sru(peer, "x.onbekend==1").findtext("{*}numberOfRecords") == "0"
        assert page(peer.sru).find(".//{*}diagnostic") is not None


def test_publications_of_documents_carry_the_identifier_that_the_kamer_names() -> None:
    truth = made_up(1, 3000)
    found = list(publications_of(truth, 20))
    named = {str(e.fields.get("ExterneIdentifier")) for (kind, _), e in truth.final().items() if kind == "DocumentVersie"}
    assert len(found) == 20
    assert {p.identifier for p in found} <= named


@pytest.mark.parametrize("form", ["rss", "atom", "rdf"])
def test_a_feed_with_its_pages_and_conditional_requests(form: str) -> None:
    news = made_up_feed(1, "vng", 12, form)
    with Peer(news=[news]) as peer:
        status, body, headers = get(peer.feed("vng"))
        assert status == 200
        root = etree.fromstring(body)
        items = list(root.iter("{*}item", "{*}entry"))
        assert len(items) == 12
        title = items[0].findtext("{*}title") or ""
        assert news.items[0].title in title
        link = items[0].find("{*}link")
        address = (link.get("href") or link.text) if link is not None else None
        assert news.items[0].title.encode() in get(address or "")[1]
        assert get(peer.feed("vng"), If_None_Match=headers["etag"])[0] == 304
        news.items.insert(0, Item("nieuw", "Nieuw bericht", "Kort", None))
        changed = get(peer.feed("vng"), If_None_Match=headers["etag"])
        assert changed[0] == 200
        assert b"Nieuw bericht" in changed[1]
        assert get(peer.feed("geen"))[0] == get(f"{peer.address}/paginas/vng/geen.html")[0] == 404


def test_files_can_be_put_changed_and_removed() -> None:
    with Peer() as peer:
        address = peer.put("/stukken/akkoord.pdf", b"%PDF-1.4 een", "application/pdf", "Thu, 19 Nov 2026 10:00:00 GMT")
        status, body, headers = get(address)
        assert (status, body, headers["last-modified"]) == (200, b"%PDF-1.4 een", "Thu, 19 Nov 2026 10:00:00 GMT")
        assert get(address, If_None_Match=headers["etag"])[0] == 304
        peer.put("/stukken/akkoord.pdf", b"%PDF-1.4 twee", "application/pdf")
        assert get(address, If_None_Match=headers["etag"])[1] == b"%PDF-1.4 twee"
        peer.remove("/stukken/akkoord.pdf")
        assert get(address)[0] == 404
