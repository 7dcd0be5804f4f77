# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The pages of promises, asks, money and votes in a real browser, filled: the same demands as of every other page."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator

import pytest
import uvicorn
from playwright.sync_api import Browser, sync_playwright
from test_asks_pages import ASKS, NOW, TEXT
from test_browser import CHROMIUM, QUIET

from accessible import faults
from bijgepraat.model.asked import TextSort
from bijgepraat.pipeline.asked_book import add_text, answer_all, import_asks
from bijgepraat.pipeline.demo import prepare_demo
from bijgepraat.store.store import Store
from bijgepraat.web.app import create_app

pytestmark = pytest.mark.browser

PAGES = (
    "/toezeggingen",
    "/toezeggingen?naar=termijn",
    "/inzet",
    "/inzet/2?tekst=Bestand:akkoord.csv",
    "/geld/jeugd?gemeente=Utrecht",
    "/stemmingen",
    "/stemmingen/partijen",
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """The system's Chromium."""
    if CHROMIUM is None:
        pytest.skip("geen Chromium op deze computer")
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        yield found
        found.close()


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The demo, with three asks held against a text, on a port of its own."""
    folder = tmp_path_factory.mktemp("gevuld")
    (folder / "akkoord.csv").write_text(TEXT, encoding="utf-8")
    (folder / "inzet.csv").write_text(ASKS, encoding="utf-8")
    with Store.open(folder / "data") as store:
        prepare_demo(store, None)
        import_asks(store, folder / "inzet.csv", now=NOW)
        add_text(store, str(folder / "akkoord.csv"), label="Akkoord 1", sort=TextSort.AGREEMENT)
        answer_all(store, None)
        server = uvicorn.Server(uvicorn.Config(create_app(store), port=0, log_level="error", access_log=False))
        thread = threading.Thread(target=server.run)
        thread.start()
        try:
            while not server.started:
                time.sleep(0.02)
                assert thread.is_alive()
            yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join()


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_accessible_and_keeps_within_its_width(browser: Browser, address: str, path: str) -> None:
    assert faults(browser, address, path) == []


def test_one_picture_shows_at_each_width(browser: Browser, address: str) -> None:
    for width, shown, hidden in ((1280, ".pic-wide", ".pic-narrow"), (390, ".pic-narrow", ".pic-wide")):
        page = browser.new_page(viewport={"width": width, "height": 900}, java_script_enabled=False)
        try:
            page.goto(address + "/geld")
            assert page.locator(shown).first.is_visible() and not page.locator(hidden).first.is_visible()
        finally:
            page.close()


def test_a_number_leads_to_its_quote_in_two_clicks(browser: Browser, address: str) -> None:
    page = browser.new_page(java_script_enabled=False)
    try:
        page.goto(address + "/geld")
        page.locator(".sums td a").first.click()
        page.locator(".money-lines .amount a").first.click()
        page.locator("mark.citaat").first.wait_for(state="visible")
    finally:
        page.close()
