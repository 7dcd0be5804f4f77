# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The page for following, its preview, and the feeds and calendars that it leads to."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import feedparser
import pytest
import sqlalchemy as sa
import vobject
from starlette.testclient import TestClient

from bijgepraat.model.claims import Reading, Relevance, ThemeScore
from bijgepraat.model.following import Rhythm, Sort
from bijgepraat.model.records import Kind, Link, Record
from bijgepraat.pipeline.follows.matching import match
from bijgepraat.pipeline.house import open_store
from bijgepraat.pipeline.mail_links import Leads, token
from bijgepraat.settings import Settings
from bijgepraat.store import follows
from bijgepraat.store.readers import reader_by_id
from bijgepraat.store.readings import unread, write_readings
from bijgepraat.store.records import write
from bijgepraat.store.schema import readers
from bijgepraat.store.store import Store
from bijgepraat.web.app import create_app

TK = "tweedekamer"
TODAY = datetime.now(UTC).date()
SOON = TODAY + timedelta(days=20)


def meeting(key: str, title: str, begin: str, **fields: Any) -> Record:
    modified = str(fields.pop("modified", "2025-01-01T10:00:00Z"))
    values = {"Soort": "Commissiedebat", "Status": "Gepland", "Aanvangstijd": begin, **fields}
    return Record(Kind.ACTIVITEIT, key, TK, title, date.fromisoformat(begin[:10]), modified, fields=values)


def records() -> list[Record]:
    found = [
        Record(Kind.BERICHT, f"b{n}", "vng", f"Brief {n} <b>& co", TODAY - timedelta(days=n), text="Over jeugdzorg.")
        for n in range(4)
    ]
    found += [
        meeting("m1", "Commissiedebat jeugdzorg", f"{SOON}T10:00:00"),
        meeting("m2", "Debat jeugdzorg dat niet doorgaat", f"{SOON}T12:00:00", Status="Geannuleerd"),
        meeting("m3", "Debat jeugdzorg dat weg is", f"{SOON}T13:00:00"),
        meeting("stem", "Stemmingen", f"{SOON}T15:00:00", Soort="Stemmingen"),
        Record(
            Kind.AGENDAPUNT,
            "ap",
            TK,
            "Stemmingen over moties",
            links=(Link("activiteit", Kind.ACTIVITEIT, "stem"), Link("zaak", Kind.ZAAK, "z1")),
        ),
        Record(Kind.ZAAK, "z1", TK, "Motie over jeugdzorg", TODAY, "2025-01-01", fields={"Soort": "Motie"}),
        Record(
            Kind.TOEZEGGING,
            "t1",
            TK,
            "Toezegging",
            TODAY,
            "2025-01-02",
            fields={"Status": "Openstaand", "Functie": "minister", "Achternaam": "Jansen"},
            text=f"De minister zegt toe de Kamer vóór 1 januari {TODAY.year + 1} te informeren over jeugdzorg bij gemeenten.",
        ),
        Record(Kind.PERSOON, "p1", TK, "Anna Boterbloem", fields={"Roepnaam": "Anna", "Achternaam": "Boterbloem"}),
    ]
    return found


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with open_store(Settings(tmp_path_factory.mktemp("volgen"))) as found:
        with found.writing() as connection:
            write(connection, records(), None)
            write(connection, [meeting("m1", "Commissiedebat jeugdzorg", f"{SOON}T11:30:00", modified="2025-02-01")], None)
            write(connection, [Record(Kind.ACTIVITEIT, "m3", TK, None, None, "2025-02-01", deleted=True)], None)
        with found.writing() as connection:
            rows = unread(connection, "lezer", 0, 100)
            reading = Reading("lezer", Relevance(0.9, 2), (ThemeScore("jeugd", 1.0),))
            write_readings(connection, [(row, reading) for row in rows])
        found.index.follow(found.engine)
        yield found


@pytest.fixture(scope="module")
def site(store: Store) -> Iterator[TestClient]:
    with TestClient(create_app(store)) as client:
        yield client


def events(site: TestClient, address: str) -> dict[str, Any]:
    answer = site.get(address)
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/calendar")
    found = vobject.readOne(answer.text)
    return {event.uid.value: event for event in getattr(found, "vevent_list", [])}


def test_the_page_shows_a_preview_and_a_form(site: TestClient) -> None:
    text = site.get("/volgen?soort=zoekvraag&doel=jeugdzorg&ritme=wekelijks").text
    assert "Volg ‘jeugdzorg’" in text
    assert re.search(r"<strong>\d+ keer</strong> in dertien weken", text)
    assert "<mark>jeugdzorg</mark>" in text
    assert '<form class="mail-form" action="/volgen" method="post">' in text
    assert '<input type="hidden" name="doel" value="jeugdzorg">' in text
    assert 'value="wekelijks" checked' in text
    assert "<b>" not in text


def test_what_the_page_leads_to_is_there(site: TestClient) -> None:
    text = site.get("/volgen?soort=thema&doel=jeugd").text
    found = [html.unescape(one) for one in re.findall(r'href="(/(?:volgen/atom|agenda\.ics)[^"]*)"', text)]
    assert len(set(found)) == 2
    assert all(site.get(one).status_code == 200 for one in found)


@pytest.mark.parametrize(
    "address",
    [
        "/zoeken?q=jeugdzorg",
        "/dossiers/jeugd",
        "/mensen/p1",
        "/gemeenten/GM0344",
    ],
)
def test_pages_have_a_link_to_follow(site: TestClient, address: str) -> None:
    (found,) = re.findall(r'class="(?:button )?follow-link" href="([^"]*)"', site.get(address).text)
    answer = site.get(html.unescape(found))
    assert answer.status_code == 200
    assert "dertien weken" in answer.text


def test_a_promise_can_be_followed(site: TestClient) -> None:
    (key,) = set(re.findall(r'href="/toezeggingen/([^"?]+)"', site.get("/toezeggingen").text))
    (found,) = re.findall(r'class="(?:button )?follow-link" href="([^"]*)"', site.get(f"/toezeggingen/{key}").text)
    assert "Vraag meldingen aan" in site.get(html.unescape(found)).text


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("soort=zoekvraag&doel=%00", "geen woord"),
        ("soort=thema&doel=%3Cscript%3E", "thema is er niet"),
        ("soort=persoon&doel=x", "niet bekend"),
        ("soort=gemeente&doel=x", "Deze gemeente is er niet"),
        ("soort=toezegging&doel=x", "toezegging is er niet"),
        ("soort=dossier&doel=%22", "geen nummer"),
    ],
)
def test_what_is_not_there_is_said_on_the_page(site: TestClient, query: str, words: str) -> None:
    answer = site.get(f"/volgen?{query}")
    assert answer.status_code == 200
    assert words in answer.text
    assert "<script" not in answer.text


@pytest.mark.parametrize("query", ["", "soort=onzin&doel=x", "soort=thema", "doel=x", "soort=zoekvraag&doel=" + "x" * 5000])
def test_odd_addresses_give_a_page(site: TestClient, query: str) -> None:
    assert site.get(f"/volgen?{query}").status_code == 200


def test_the_open_feed(site: TestClient) -> None:
    answer = site.get("/volgen/atom?zoek=jeugdzorg")
    assert answer.headers["content-type"].startswith("application/atom+xml")
    found = feedparser.parse(BytesIO(answer.content))
    assert not found.bozo
    titles = [one.title for one in found.entries]
    assert len(titles) == len(set(titles)) == len({one.id for one in found.entries})
    assert "Motie over jeugdzorg" in titles
    assert "Commissiedebat jeugdzorg" not in titles  # lies ahead: that is for the calendar
    page = found.entries[0].link.removeprefix("http://testserver")
    assert site.get(page).status_code == 200
    again = site.get("/volgen/atom?zoek=jeugdzorg", headers={"if-none-match": answer.headers["etag"]})
    assert again.status_code == 304


def test_the_calendar_has_meetings_votes_and_terms(site: TestClient) -> None:
    for address in ("/agenda.ics?zoek=jeugdzorg", "/agenda.ics?thema=jeugd"):
        found = events(site, address)
        moved = found["activiteit-m1@bijgepraat"]
        assert moved.dtstart.value.isoformat()[:16] == f"{SOON}T11:30"
        assert moved.sequence.value == "1"
        assert moved.last_modified.value == datetime(2025, 2, 1, tzinfo=UTC)
        assert found["activiteit-m2@bijgepraat"].status.value == "CANCELLED"
        gone = found["activiteit-m3@bijgepraat"]
        assert (gone.status.value, gone.sequence.value) == ("CANCELLED", "1")
        vote = found["stemming-ap@bijgepraat"]
        assert vote.summary.value == "Stemming: Motie over jeugdzorg"
        (term,) = [one for uid, one in found.items() if uid.startswith("toezegging-")]
        assert term.dtstart.value == date(TODAY.year, 12, 31)


def test_a_feed_of_nothing_is_not_there(site: TestClient) -> None:
    for address in (
        "/volgen/atom",
        "/agenda.ics",
        "/volgen/atom?thema=onzin",
        "/agenda.ics?zoek=",
        "/volgen/atom?zoek=a&thema=jeugd",
    ):
        assert site.get(address).status_code == 404, address


def test_a_reader_has_a_feed_and_a_calendar_behind_a_link(tmp_path: Path) -> None:
    with open_store(Settings(tmp_path)) as store:
        now = datetime.now(UTC)
        with store.writing() as connection:
            values = {"address": "a@example.org", "state": "bevestigd", "secret": "geheim", "proof": "[]", "bounces": 0}
            connection.execute(sa.insert(readers).values(id=1, asked_at=now.isoformat(), confirmed_at=now.isoformat(), **values))
            follows.add(connection, 1, Sort.SEARCH, "jeugdzorg", "jeugdzorg", Rhythm.DAILY, now.isoformat(), 0)
        with store.writing() as connection:
            write(connection, records(), None)
        match(store, now)
        store.index.follow(store.engine)
        with store.reading() as connection:
            reader = reader_by_id(connection, 1)
        assert reader is not None
        right, wrong = token(reader, Leads.FEED), token(reader, Leads.MINE)
        with TestClient(create_app(store)) as site:
            answer = site.get(f"/volgen/feed/{right}.atom")
            found = feedparser.parse(BytesIO(answer.content))
            assert not found.bozo
            assert "Commissiedebat jeugdzorg" in {one.title for one in found.entries}
            assert len({one.id for one in found.entries}) == len(found.entries)
            assert answer.headers["cache-control"] == "private, no-store"
            assert "activiteit-m1@bijgepraat" in events(site, f"/volgen/feed/{right}.ics")
            for bad in (wrong, right[:-1], "x", "1." + "a" * 30):
                assert site.get(f"/volgen/feed/{bad}.atom").status_code == 404
                assert site.get(f"/volgen/feed/{bad}.ics").status_code == 404
