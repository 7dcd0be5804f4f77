# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The status page over sources in every state: what is wrong stands on top, in words that say what to do."""

from __future__ import annotations

import html
import re
import shutil
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import uvicorn
from starlette.testclient import TestClient

from bijgepraat.model.records import Record
from bijgepraat.model.sync import Complaint, Piece
from bijgepraat.settings import Settings
from bijgepraat.store import pieces, sync, warnings
from bijgepraat.store.records import write
from bijgepraat.store.store import Store
from bijgepraat.web.app import create_app

NOW = datetime.now(UTC)
DAY = timedelta(days=1)
EVIL = '<script>alert("x")</script>&amp;'
DESCRIPTION = """
name: {name}
title: {title}
service: feeds
address: https://{name}.example/feed
licence: CC0-1.0
attribution: {title}
poll: 1h
silence: 2d
streams: {{nieuws: {{}}}}
{more}
"""


def describe(folder: Path, name: str, title: str, more: str = "") -> None:
    """A description of one's own."""
    (folder / "bronnen").mkdir(exist_ok=True)
    (folder / "bronnen" / f"{name}.yaml").write_text(DESCRIPTION.format(name=name, title=title, more=more), "utf-8")


def brought(store: Store, name: str, newest: datetime, at: datetime = NOW, *, flood: bool = False) -> None:
    """A round of a source that brought a record."""
    with store.writing() as connection:
        before = sync.changes(connection)
        write(connection, [Record("Bericht", f"{name}/1", name, f"Bericht van {name}", newest.date())], None)
        sync.advance(connection, name, "nieuws", cursor="1", newest=newest.strftime("%Y-%m-%dT%H:%M:%SZ"), arrived=newest)
        sync.succeeded(connection, name, "nieuws", at)
        number = sync.begin_round(connection, name, "nieuws", at, first=not flood, after=before)
        sync.note_round(connection, number, {"opgeslagen": 1, "herzonden": 612 if flood else 0})
        sync.end_round(connection, number, at, flood=flood, error=None)


def fill(store: Store, folder: Path) -> None:
    """One source in each state."""
    for name, title, more in (
        ("bode", "De Gemeentebode", ""),
        ("krant", "De Stille Krant", ""),
        ("radio", "Radio Ruis", ""),
        ("vergeten", "Vergeten Blad", ""),
        ("goed", "Het Goede Blad", ""),
        ("uitgezet", "Het Oude Blad", "enabled: false"),
    ):
        describe(folder, name, title, more)
    brought(store, "bode", NOW)
    brought(store, "krant", NOW - 20 * DAY)
    brought(store, "vergeten", NOW - 20 * DAY, NOW - 19 * DAY)
    brought(store, "goed", NOW, flood=True)
    brought(store, "zoek", NOW)
    with store.writing() as connection:
        for days in (4, 3, 2):
            sync.failed(connection, "radio", "nieuws", NOW - days * DAY, "serverfout", f"De bron geeft een fout {EVIL}")
        warnings.warn(
            connection,
            "bode",
            "nieuws",
            Complaint("veld-verdwenen", f"Het veld date is bijna nergens meer gevuld {EVIL}", f"9 van 9 zonder {EVIL}"),
            NOW,
            9,
        )
        warnings.warn(connection, "goed", "nieuws", Complaint("time-out", f"duurde te lang {EVIL}", None, True), NOW - DAY, 3)
        announced = [
            Piece(f"https://bode.example/{n:02}.pdf", "bode", "Bericht", "bode/1", title=f"Bijlage {n} {EVIL}") for n in range(9)
        ]
        announced.append(Piece("javascript:alert(1)", "bode", "Bericht", "bode/1", title="Vreemd adres"))
        pieces.announce(connection, announced, NOW - 2 * DAY)
        for piece in announced:
            pieces.failed(connection, piece.address, NOW, f"Op dit adres is niets {EVIL}")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("bronnen")


@pytest.fixture(scope="module")
def mixed(folder: Path) -> Iterator[Store]:
    with Store.open(folder) as store:
        fill(store, folder)
        yield store


@pytest.fixture(scope="module")
def page(mixed: Store, folder: Path) -> str:
    """The page as it goes out."""
    with TestClient(create_app(mixed, Settings(folder))) as client:
        answer = client.get("/status")
        assert answer.status_code == 200
        return answer.text


def text_of(body: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", body)).split())


def card(page: str, title: str) -> str:
    """The words about one source among those that need attention."""
    cards = re.findall(r'<li class="source-row">.*?</div>\s*</li>', page, re.DOTALL)
    return next(text_of(one) for one in cards if f"<h3>{title}</h3>" in one)


def test_one_sentence_says_how_it_goes(page: str) -> None:
    assert (
        "5 bronnen gevolgd: 1 goed, 1 gestoord, 1 niet meer opgehaald, 1 stil en 1 let op. Van 1 bron is de beschrijving weg."
        in text_of(page)
    )


def test_what_needs_attention_stands_on_top_worst_first(page: str) -> None:
    titles = re.findall(r"<h3>(.*?)</h3>", page[: page.index('id="goed-kop"')])
    assert titles == ["Radio Ruis", "Vergeten Blad", "De Stille Krant", "zoek", "De Gemeentebode"]
    assert page.index('id="aandacht-kop"') < page.index('id="goed-kop"') < page.index('id="ontbreekt-kop"')
    assert page.index('id="ontbreekt-kop"') < page.index('id="rondes-kop"') < page.index('id="hersteld-kop"')


def test_a_lost_field_is_shown_with_its_example(page: str) -> None:
    said = card(page, "De Gemeentebode")
    assert "let op" in said
    assert "Het veld date is bijna nergens meer gevuld" in said
    assert "voorbeeld: 9 van 9 zonder" in said
    assert "9×" in said
    assert "10 bestanden ontbreken" in said


def test_a_source_that_goes_quiet_is_silent_since(page: str) -> None:
    said = card(page, "De Stille Krant")
    since = NOW - 20 * DAY
    assert re.search(rf"stil sinds {since.day} \w+ {since.year}", said)
    assert "Gewoon is hoogstens 2 werkdagen zonder nieuws" in said
    assert "Laatst gelukt" in said


def test_a_disturbed_source_says_since_when_how_often_and_why(page: str) -> None:
    said = card(page, "Radio Ruis")
    assert "gestoord sinds" in said
    assert "3 rondes mislukt sinds" in said
    assert "De bron geeft een fout" in said
    assert "Laatst gelukt nog nooit" in said


def test_what_nobody_asks_is_called_our_own_fault(page: str) -> None:
    said = card(page, "Vergeten Blad")
    assert "niet meer opgehaald" in said
    assert "Dit ligt aan ons en niet aan de bron" in said
    assert "Zet het YAML-bestand terug" in card(page, "zoek")


def test_missing_files_lead_to_their_record_and_their_address(page: str) -> None:
    assert '<a href="/documenten/Bericht/bode%2F1">Bijlage 0' in page
    assert '<a href="https://bode.example/00.pdf" rel="external noreferrer">' in page
    words = text_of(page)
    assert "1 keer geprobeerd" in words
    assert "Nog 5" in words
    assert "javascript:alert(1)" in words
    assert 'href="javascript' not in page


def test_rounds_say_whether_they_are_news(page: str) -> None:
    words = text_of(page)
    assert "612 opnieuw gezonden herzending, geen nieuws" in words
    assert "1 nieuw of gewijzigd eerste keer" in words


def test_what_recovered_is_told_and_does_not_count(page: str) -> None:
    words = text_of(page[page.index('id="hersteld-kop"') :])
    assert "hersteld Het Goede Blad, nieuws: duurde te lang" in words
    good = text_of(page[page.index('id="goed-kop"') : page.index('id="ontbreekt-kop"')])
    assert "Het Goede Blad nieuwste" in good
    assert "Uitgezet:" in good
    assert "Het Oude Blad" in good


def test_words_of_others_stay_words(page: str) -> None:
    assert "<script" not in page
    assert page.count("&lt;script&gt;") >= 5


def test_states_are_told_apart_without_colour(page: str) -> None:
    signs = dict(re.findall(r'<svg class="sign (\w+)"[^>]*>(.*?)</svg>', page, re.DOTALL))
    assert {"bad", "odd", "good", "idle"} <= set(signs)
    assert len(set(signs.values())) == len(signs), "each tone has a shape of its own"


def test_an_unreadable_description_is_named_and_breaks_nothing(tmp_path: Path) -> None:
    describe(tmp_path, "bode", "De Gemeentebode", f"naam: {EVIL!r}")
    with Store.open(tmp_path) as store:
        brought(store, "bode", NOW)
        with TestClient(create_app(store, Settings(tmp_path))) as client:
            answer = client.get("/status")
    assert answer.status_code == 200
    words = text_of(answer.text)
    assert "Een eigen beschrijving van een bron kan niet worden gelezen: bode.yaml: het veld" in words
    assert "De beschrijving van deze bron kan nu niet worden gelezen." in words


def test_a_store_that_follows_nothing_says_how_to_begin(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        with TestClient(create_app(store)) as client:
            assert "haal de bronnen op met bijgepraat sync" in text_of(client.get("/status").text)
        with store.writing() as connection:
            write(connection, [Record("Bericht", "b1", "berichten", "Een bericht")], None)
        with TestClient(create_app(store)) as client:
            words = text_of(client.get("/status").text)
    assert "Er worden nog geen bronnen gevolgd. Dat begint met bijgepraat sync ." in words
    assert "Vraagt aandacht" not in words


@pytest.mark.browser
def test_the_page_is_accessible_and_keeps_within_its_width(mixed: Store, folder: Path) -> None:
    from playwright.sync_api import sync_playwright

    from accessible import faults_of

    chromium = next((path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None)
    if chromium is None:
        pytest.skip("geen Chromium op deze computer")
    server = uvicorn.Server(uvicorn.Config(create_app(mixed, Settings(folder)), port=0, log_level="error", access_log=False))
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        while not server.started:
            time.sleep(0.02)
            assert thread.is_alive()
        address = f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}/status"
        with sync_playwright() as playwright:
            quiet = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
            browser = playwright.chromium.launch(executable_path=chromium, args=quiet)
            shown = browser.new_page()
            shown.goto(address)
            shown.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
            found = faults_of(shown)
            browser.close()
        assert found == []
    finally:
        server.should_exit = True
        thread.join()
