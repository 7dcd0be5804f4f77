# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Atom feeds, by the rules of a feed validator, read back with another parser."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from io import BytesIO

import feedparser
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from bijgepraat.model.follow_views import Feed, FeedEntry
from bijgepraat.publish.feed import atom, permanent_id

SITE = "https://example.org"
NS = {"a": "http://www.w3.org/2005/Atom"}
RFC3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:Z|[+-]\d\d:\d\d)")
AT = datetime(2026, 3, 2, 9, 0, tzinfo=timezone(timedelta(hours=1)))
HOSTILE = [
    "]]> <script>alert(1)</script> & &amp; '\"",
    "regel\neen\r\ntwee\ttab",
    "\x00\x01\x0b\x1f\ufffe\uffff\ud800 over",
    "komma, puntkomma; backslash \\ dubbele punt:",
    "😀👩‍👩‍👧 é e\u0301 \u202eomgekeerd",
    "x" * 10_000,
    "",
    "   ",
]


def entry(key: str, title: str = "Brief", **changes: object) -> FeedEntry:
    values = {"updated": AT, "published": AT, "summary": title, "sort": "brief", "source": "Tweede Kamer", **changes}
    return FeedEntry(permanent_id("Bericht", key), title, f"/documenten/Bericht/{key}", **values)  # type: ignore[arg-type]


def feed(*entries: FeedEntry, title: str = "Bijgepraat: Jeugd") -> bytes:
    made = Feed(permanent_id("feed", "thema", "jeugd"), title, "/volgen/atom?thema=jeugd", "/dossiers/jeugd", AT, entries)
    return atom(made, SITE).body


def test_another_reader_reads_it_back() -> None:
    found = feedparser.parse(BytesIO(feed(entry("a", "Eerste"), entry("b", "Tweede"))))
    assert not found.bozo
    assert found.version == "atom10"
    assert found.feed.title == "Bijgepraat: Jeugd"
    assert found.feed.author == "Bijgepraat"
    assert [one.title for one in found.entries] == ["Eerste", "Tweede"]
    assert found.entries[0].link == f"{SITE}/documenten/Bericht/a"
    assert found.entries[0].updated_parsed[:5] == (2026, 3, 2, 8, 0)
    assert found.entries[0].author == "Tweede Kamer"


def test_the_rules_of_a_validator() -> None:
    body = feed(entry("a"), entry("b", published=None), entry("c", summary=""))
    root = etree.fromstring(body)
    assert body.startswith(b"<?xml version='1.0' encoding='utf-8'?>")
    ids = root.xpath("//a:id/text()", namespaces=NS)
    assert len(ids) == len(set(ids)) == 4
    assert all(re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", one) for one in ids)
    for place in (root, *root.findall("a:entry", NS)):
        for name in ("id", "title", "updated"):
            assert len(place.findall(f"a:{name}", NS)) == 1, name
        assert place.findall("a:author/a:name", NS)
        assert len(place.findall("a:link[@rel='alternate']", NS)) == 1
    moments = root.xpath("//a:updated/text() | //a:published/text()", namespaces=NS)
    assert moments
    assert all(RFC3339.fullmatch(one) for one in moments)
    (own,) = root.findall("a:link[@rel='self']", NS)
    assert own.get("href") == f"{SITE}/volgen/atom?thema=jeugd"
    assert all(one.get("href").startswith("https://") for one in root.iter(f"{{{NS['a']}}}link"))


def test_ids_are_the_same_for_ever_and_everywhere() -> None:
    assert permanent_id("Zaak", "z1") == permanent_id("Zaak", "z1") == "urn:uuid:5c239124-e44c-514c-aa7d-dcfc8fdb7d11"
    assert permanent_id("Zaak", "z1") != permanent_id("Zaakz", "1")
    view = Feed(permanent_id("x"), "t", "/a", "/b", AT, (entry("a"),))
    ids = [re.findall(rb"<id>(.*?)</id>", atom(view, site).body) for site in ("https://een.nl", "http://twee.nl:8080")]
    assert ids[0] == ids[1]


@pytest.mark.parametrize("title", HOSTILE)
def test_hostile_titles(title: str) -> None:
    body = feed(entry("a", title), title=f"Over {title}")
    found = feedparser.parse(BytesIO(body), sanitize_html=False)
    assert not found.bozo
    shown = "".join(char for char in title if char.isalnum())
    read = "".join(char for char in found.entries[0].title if char.isalnum())
    assert read == (shown or "Zondertitel")
    assert "\n" not in etree.fromstring(body).findtext("a:entry/a:title", namespaces=NS)


@given(st.text(max_size=200))
def test_any_text_is_well_formed(title: str) -> None:
    root = etree.fromstring(feed(entry("a", title)))
    assert root.findtext("a:entry/a:title", namespaces=NS)


def test_an_empty_feed_is_a_feed() -> None:
    made = Feed(permanent_id("leeg"), "Leeg", "/volgen/atom?zoek=x", "/zoeken?q=x", datetime(2000, 1, 1, tzinfo=UTC))
    assert not feedparser.parse(BytesIO(atom(made, SITE).body)).bozo
