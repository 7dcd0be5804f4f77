# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Feeds and calendar of editions: what validators of feeds ask, what readers of feeds get, and corrections."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime

import feedparser
import icalendar
import jsonschema
from lxml import etree
from press_house import HOSTILE, NOW, OWN_WORDS, SITE, WEEK, change, corrected, hostile, letters, published_week
from starlette.testclient import TestClient

from bijgepraat.compose import desk as steps
from bijgepraat.model.records import Kind, Record
from bijgepraat.pipeline.analysis import analyse_store
from bijgepraat.pipeline.desk import open_week
from bijgepraat.pipeline.house import Store
from bijgepraat.pipeline.publishing import publish
from bijgepraat.store.records import write

ATOM = "{http://www.w3.org/2005/Atom}"
JSON_FEED = {
    "type": "object",
    "required": ["version", "title", "items"],
    "additionalProperties": False,
    "properties": {
        "version": {"const": "https://jsonfeed.org/version/1.1"},
        "title": {"type": "string", "minLength": 1},
        "description": {"type": "string"},
        "home_page_url": {"type": "string", "format": "uri", "pattern": "^https://"},
        "feed_url": {"type": "string", "format": "uri", "pattern": "^https://"},
        "language": {"const": "nl"},
        "authors": {"type": "array", "items": {"type": "object", "anyOf": [{"required": ["name"]}, {"required": ["url"]}]}},
        "items": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["id", "content_html", "url", "title"],
                "additionalProperties": False,
                "patternProperties": {"^_[a-z]+$": {"type": "object"}},
                "properties": {
                    "id": {"type": "string", "minLength": 1},
                    "url": {"type": "string", "pattern": "^https://"},
                    "title": {"type": "string"},
                    "summary": {"type": "string"},
                    "content_html": {"type": "string", "minLength": 1},
                    "date_published": {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$"},
                    "date_modified": {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$"},
                    "tags": {"type": "array", "items": {"type": "string"}, "uniqueItems": True},
                    "language": {"const": "nl"},
                    "attachments": {
                        "type": "array",
                        "items": {"type": "object", "required": ["url", "mime_type"]},
                    },
                },
            },
        },
    },
}
"""JSON Feed 1.1 (jsonfeed.org), as far as we use it."""


def checked(content: bytes) -> etree._Element:
    """The feed, held against the rules of RFC 4287 that validators check."""
    root = etree.fromstring(content)
    assert root.tag == f"{ATOM}feed" and root.get("{http://www.w3.org/XML/1998/namespace}lang") == "nl"
    for where in (root, *root.iter(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            assert len(where.findall(f"{ATOM}{name}")) == 1, name
        assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", where.findtext(f"{ATOM}id") or "")
        assert datetime.fromisoformat(where.findtext(f"{ATOM}updated") or "").tzinfo is not None
        alternates = [one.get("type") for one in where.findall(f"{ATOM}link") if one.get("rel") == "alternate"]
        assert alternates == ["text/html"]
    ids = [entry.findtext(f"{ATOM}id") for entry in root.iter(f"{ATOM}entry")]
    assert len(set(ids)) == len(ids)
    assert [one.get("rel") for one in root.findall(f"{ATOM}link")].count("self") == 1
    for content_ in root.iter(f"{ATOM}content"):
        assert content_.get("type") == "html" and len(content_) == 0 and "<h2>" in (content_.text or "")
    return root


def test_a_feed_without_editions_is_a_feed(site: TestClient) -> None:
    root = checked(site.get("/edities/atom.xml").content)
    assert not list(root.iter(f"{ATOM}entry"))
    jsonschema.validate(site.get("/edities/feed.json").json(), JSON_FEED)


def test_programs_read_the_whole_edition_back(site: TestClient, desk: Store) -> None:
    out = published_week(desk)
    answer = site.get("/edities/atom.xml")
    checked(answer.content)
    found = feedparser.parse(answer.content)
    assert not found.bozo
    [entry] = found.entries
    assert entry.link == f"{SITE}/edities/{WEEK}" and entry.title == "Editie 1: week 12 van 2026"
    body = entry.content[0].value
    for item in out.edition.items:
        assert item.title in body
        for sentence in item.sentences:
            assert sentence.text in body
    assert OWN_WORDS + " (eigen woorden)" in body and "Opinie: Anna de Vries, directeur" in body
    assert f'href="{SITE}/documenten/' in body and 'href="/' not in body


def test_a_correction_moves_updated_and_keeps_the_id(site: TestClient, desk: Store) -> None:
    published_week(desk)
    before = feedparser.parse(site.get("/edities/atom.xml").content)
    corrected(desk)
    after = feedparser.parse(site.get("/edities/atom.xml").content)
    assert after.entries[0].id == before.entries[0].id and after.feed.id == before.feed.id
    assert after.entries[0].updated == "2026-03-21T09:30:00Z" > before.entries[0].updated
    assert after.feed.updated == after.entries[0].updated and after.entries[0].published == before.entries[0].updated
    assert "De titel is verbeterd." in after.entries[0].content[0].value
    found = site.get("/edities/feed.json").json()
    jsonschema.validate(found, JSON_FEED)
    [item] = found["items"]
    assert item["id"] == before.entries[0].id and item["date_modified"] == "2026-03-21T09:30:00Z"
    assert "De titel is verbeterd." in item["content_html"] and item["_bijgepraat"]["version"] == 2


def test_a_theme_has_its_own_feed_and_hears_of_what_was_taken_out(site: TestClient, desk: Store) -> None:
    out = published_week(desk)
    theme = out.edition.items[0].theme
    other = next(item for item in out.edition.items if theme not in (item.theme, *item.themes))
    address = f"/edities/atom.xml?thema={theme}"
    [entry] = feedparser.parse(site.get(address).content).entries
    whole = feedparser.parse(site.get("/edities/atom.xml").content).entries[0]
    assert out.edition.items[0].title in entry.content[0].value and other.title not in entry.content[0].value
    assert entry.id != whole.id
    gone = change(
        desk, lambda e: replace(e, items=tuple(replace(i, taken=i.taken and theme not in (i.theme, *i.themes)) for i in e.items))
    )
    publish(desk, WEEK, gone, by="Bas", now=NOW, correction="Dit onderwerp klopte niet.")
    answer = site.get(address)
    checked_root = etree.fromstring(answer.content)
    body = checked_root.findtext(f"{ATOM}entry/{ATOM}content") or ""
    assert "Dit onderwerp klopte niet." in body and "staat niets meer over" in body
    assert site.get("/edities/atom.xml?thema=pinguins").status_code == 404
    assert not feedparser.parse(site.get("/edities/atom.xml?thema=asiel").content).entries
    jsonschema.validate(site.get(f"/edities/feed.json?thema={theme}").json(), JSON_FEED)


def test_hostile_words_make_no_markup_in_a_feed(site: TestClient, desk: Store) -> None:
    publish(desk, WEEK, change(desk, hostile), by=HOSTILE[0], now=NOW)
    answer = site.get("/edities/atom.xml")
    checked(answer.content)
    found = feedparser.parse(answer.content, sanitize_html=False)
    body = found.entries[0].content[0].value
    assert "<script" not in body and "&lt;script&gt;" in body and "😀" in body
    jsonschema.validate(site.get("/edities/feed.json").json(), JSON_FEED)


def test_the_calendar_has_terms_of_what_the_edition_stands_on_and_meetings_that_matter(site: TestClient, desk: Store) -> None:
    text = (
        "De minister zegt toe dat gemeenten vóór 1 oktober 2026 een brief over het geld voor wijkteams in de jeugdzorg krijgen."
    )
    [letter] = letters([text])
    meetings = [
        Record(
            Kind.ACTIVITEIT,
            f"a{number}",
            "tweedekamer",
            title,
            date(2026, 3, 24),
            fields={"Soort": "Commissiedebat", "Aanvangstijd": "2026-03-24T10:00:00+01:00", "Status": "Gepland"},
        )
        for number, title in enumerate(["Commissiedebat over geld voor jeugdzorg bij gemeenten", "Regeling van werkzaamheden"])
    ]
    with desk.writing() as connection:
        write(connection, [replace(letter, key="kst-9"), *meetings], None)
    desk.index.follow(desk.engine)
    analyse_store(desk)
    opened = open_week(desk, WEEK, NOW)
    wanted = next(item for item in opened.edition.items if "kst-9" in " ".join(item.records))
    publish(desk, WEEK, change(desk, lambda e: steps.take(e, wanted.id, True)), by="Eva", now=NOW)
    found = icalendar.Calendar.from_ical(site.get("/edities/agenda.ics").content)
    events = {str(one["SUMMARY"]): one for one in found.walk("VEVENT")}
    assert any("jeugdzorg bij gemeenten" in title for title in events)
    assert not any("Regeling van werkzaamheden" in title for title in events)
    term = next(one for title, one in events.items() if "Termijn van een toezegging" in title)
    assert term["DTSTART"].dt == date(2026, 9, 30)
