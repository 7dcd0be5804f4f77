# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The page about what changed: over the small house, and over texts that mean harm."""

from __future__ import annotations

import html
import re
import threading
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import uvicorn
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright
from starlette.testclient import TestClient
from test_browser import CHROMIUM, QUIET

from accessible import RULES
from bijgepraat.model.records import Kind, Passage, Record
from bijgepraat.store.records import write
from bijgepraat.store.store import Store
from bijgepraat.web.app import create_app

MOTION = "/documenten/Publicatie/kst-99010-3"
MOVED = "Deze regel over zwembaden staat later ergens anders in het stuk."
SAME = [f"Regel {n} over overleg tussen gemeenten & Rijk." for n in range(12)]
OLD = [MOVED, "Er is € 500 miljoen <b>voor</b> jeugdzorg.", *SAME, "Dit gaat eruit, net als <script>alert(1)</script>."]
NEW = ["Er is € 420 miljoen <i>voor</i> jeugdzorg.", *SAME, MOVED, "Dat is dan weer nieuw: '\"><img src=x onerror=alert(1)>"]
ODD_KEYS = ("map/a b?c#d%.pdf", "stuk/verschil", "<script>")


def page(key: str, lines: list[str], hour: int, title: str) -> Record:
    """A web page as it was at some hour."""
    at, passages = 0, []
    for line in lines:
        passages.append(Passage(at, at + len(line)))
        at += len(line) + 1
    moment = f"2026-03-02T{hour:02}:00:00.0000000Z"
    return Record(
        Kind.BESTAND,
        key,
        "bestanden",
        title,
        date(2026, 3, 2),
        moment,
        fields={"Soort": f"<b>{hour}</b>"},
        text="\n".join(lines),
        passages=tuple(passages),
    )


@pytest.fixture
def pages(tmp_path: Path) -> Iterator[Store]:
    """Pages with odd keys and markup in their words, in two versions each."""
    with Store.open(tmp_path) as store:
        with store.writing() as connection:
            for key in ODD_KEYS:
                write(connection, [page(key, OLD, 8, "<script>oud</script>"), page(key, NEW, 9, "<script>nieuw</script>")], None)
            write(connection, [page("een", OLD, 8, "Een versie")], None)
        yield store


@pytest.fixture
def harmful(pages: Store) -> Iterator[TestClient]:
    """The site over those pages."""
    with TestClient(create_app(pages)) as client:
        yield client


def words_of(body: str) -> str:
    """A page as a screen reader says it, with single spaces."""
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", body)).split())


def test_a_document_leads_to_its_difference_and_back(site: TestClient) -> None:
    document = site.get(MOTION).text
    (link,) = re.findall(r'href="([^"]*/verschil[^"]*)"', document)
    answer = site.get(html.unescape(link))
    assert answer.status_code == 200
    assert answer.headers["etag"]
    assert f'href="{MOTION}"' in answer.text
    said = words_of(answer.text)
    assert "Versie" not in said.partition("In het kort")[0]
    assert "Oud: versie 1" in said and "Nieuw: versie 2 (huidig)" in said
    assert "Opgehaald op 7 juli 2025, 06.30 uur (UTC) van moties.zip" in said


def test_changes_are_said_in_words_and_not_by_colour_alone(harmful: TestClient) -> None:
    answer = harmful.get("/documenten/Bestand/map%2Fa%20b%3Fc%23d%25.pdf/verschil?van=1&tot=2")
    said = words_of(answer.text)
    assert "€ [vervallen: 500 ] [nieuw: 420 ] miljoen" in said
    for label in ("Gewijzigd", "Nieuw", "Vervallen", "Verplaatst: stond hier", "Verplaatst: staat nu hier", "10 alinea’s gelijk"):
        assert label in said, label
    assert "Bedrag € 500 miljoen werd € 420 miljoen" in said
    assert "Soort 8 9" in said.replace("<b>", "").replace("</b>", "")
    assert re.search(r"<details class=\"fold\">\s*<summary>", answer.text)


def test_every_link_of_the_page_leads_somewhere(harmful: TestClient) -> None:
    address = "/documenten/Bestand/map%2Fa%20b%3Fc%23d%25.pdf/verschil?van=1&tot=2"
    body = harmful.get(address).text
    ids = re.findall(r' id="([^"]*)"', body)
    assert len(ids) == len(set(ids))
    places = [html.unescape(link) for link in re.findall(r'href="([^"]*)"', body)]
    assert sum(link.startswith("#w") for link in places) >= 3
    for link in places:
        if link.startswith("#"):
            assert link[1:] in ids
        else:
            page_, _, place = link.partition("#")
            answer = harmful.get(page_)
            assert answer.status_code == 200, link
            if place == "citaat":
                assert 'id="citaat"' in answer.text, link


@pytest.mark.parametrize("key", ["map%2Fa%20b%3Fc%23d%25.pdf", "stuk%2Fverschil", "%3Cscript%3E"])
def test_words_that_mean_harm_stay_words(harmful: TestClient, key: str) -> None:
    answer = harmful.get(f"/documenten/Bestand/{key}/verschil")
    assert answer.status_code == 200
    assert not re.search(r"<(script|img|b|i)\b", answer.text)
    assert "&lt;script&gt;nieuw&lt;/script&gt;" in answer.text


def test_a_key_that_ends_like_this_page_is_still_a_document(harmful: TestClient) -> None:
    assert "Wat is er veranderd?" not in harmful.get("/documenten/Bestand/stuk%2Fverschil").text
    assert harmful.get("/documenten/Bestand/stuk/verschil/verschil?van=1&tot=2").status_code == 200
    assert harmful.get("/documenten/Bestand/niets/verschil").status_code == 404


@pytest.mark.parametrize(
    ("asked", "status", "words"),
    [
        ("?van=7&tot=2", 404, "Versie 7 is er niet. Van dit stuk zijn versie 1 en 2 bewaard."),
        ("?van=0&tot=2", 404, "Versie 0 is er niet."),
        ("?van=x&tot=2", 400, "In het adres staat geen geldig versienummer."),
        ("?van=1&tot=%00", 400, "In het adres staat geen geldig versienummer."),
        ("?van=2&tot=2", 200, "Dit is twee keer versie 2."),
        ("?tot=1", 200, "Vóór versie 1 is er geen eerdere versie."),
    ],
)
def test_wrong_numbers_get_a_page_that_says_what_to_do(site: TestClient, asked: str, status: int, words: str) -> None:
    answer = site.get(f"{MOTION}/verschil{asked}")
    assert answer.status_code == status
    assert words in words_of(answer.text)
    assert answer.text.count("<option") == 4
    assert answer.headers["content-security-policy"]


def test_one_version_has_nothing_to_compare(harmful: TestClient) -> None:
    answer = harmful.get("/documenten/Bestand/een/verschil")
    assert answer.status_code == 200
    assert "Er is dus nog niets om mee te vergelijken." in words_of(answer.text)
    assert "<select" not in answer.text
    assert "/verschil" not in harmful.get("/documenten/Bestand/een").text


@pytest.mark.browser
@pytest.mark.skipif(CHROMIUM is None, reason="geen Chromium op deze computer")
def test_a_page_full_of_changes_is_accessible_and_works_without_javascript(pages: Store) -> None:
    server = uvicorn.Server(uvicorn.Config(create_app(pages), port=0, log_level="error", access_log=False))
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        while not server.started:
            time.sleep(0.02)
            assert thread.is_alive()
        address = f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}/documenten/Bestand/stuk%2Fverschil/verschil"
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
            for width, scheme in ((1280, "light"), (1280, "dark"), (390, "light")):
                page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
                page.goto(address)
                page.evaluate("for (const item of document.querySelectorAll('details')) item.open = true")
                found = Axe().run(page, options=RULES).response["violations"]
                assert [(item["id"], item["nodes"][0]["html"][:200]) for item in found] == []
                assert page.evaluate("document.documentElement.scrollWidth") <= width
                page.close()
            plain = browser.new_page(java_script_enabled=False)
            plain.goto(address)
            assert not plain.get_by_text("Regel 5 over overleg").is_visible()
            plain.locator("details.fold summary").click()
            assert plain.get_by_text("Regel 5 over overleg").is_visible()
            plain.get_by_label("Van").select_option("2")
            plain.get_by_label("Naar").select_option("1")
            plain.get_by_role("button", name="Vergelijk").click()
            assert "van=2&tot=1" in plain.url
            assert plain.get_by_text("Oud: versie 2").is_visible()
            browser.close()
    finally:
        server.should_exit = True
        thread.join()
