# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Each kind of page in a real browser: axe finds nothing against WCAG 2.2 AA, nothing sticks out, nothing is fetched elsewhere."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Iterator

import pytest
import uvicorn
from playwright.sync_api import Browser, sync_playwright

from accessible import faults
from bijgepraat.store.store import Store
from bijgepraat.web.app import create_app

pytestmark = pytest.mark.browser

CHROMIUM = next((path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None)
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PAGES = (
    "/",
    "/edities",
    "/edities/2025-W27",
    "/dossiers",
    "/dossiers/jeugd",
    "/tijdlijn",
    "/tijdlijn?periode=2025-K3",
    "/uitleg",
    "/toegankelijkheid",
    "/privacy",
    "/bronnen",
    "/weergave?gekozen",
    "/documenten/Publicatie/kst-99010-3?van=28&tot=60",
    "/documenten/Publicatie/kst-99010-3?versie=1",
    "/documenten/Publicatie/kst-99010-3/verschil?van=1&tot=2",
    "/documenten/Publicatie/kst-99010-3/verschil?van=9",
    "/documenten/Debat/debat-1?deel=2",
    "/documenten/Zaak/z4",
    "/documenten/Besluit/b1",
    "/mensen",
    "/mensen/p1",
    "/partijen",
    "/toezeggingen",
    "/gemeenten",
    "/gemeenten/GM0344?bedrag=728+miljoen",
    "/partijen/f1",
    "/zoeken",
    "/zoeken?q=jeugdzorg",
    "/zoeken?q=xyzzy",
    "/status",
    "/api",
    "/niets",
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
def address(house: Store) -> Iterator[str]:
    """The small house on a port of its own."""
    server = uvicorn.Server(uvicorn.Config(create_app(house), port=0, log_level="error", access_log=False))
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


def test_the_keyboard_reaches_the_content_first(browser: Browser, address: str) -> None:
    page = browser.new_page()
    try:
        page.goto(address + "/")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.textContent") == "Naar de inhoud"
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "inhoud"
    finally:
        page.close()


def test_a_source_mark_leads_to_the_marked_words(browser: Browser, address: str) -> None:
    page = browser.new_page(java_script_enabled=False)
    try:
        page.goto(address + "/edities/2025-W27")
        page.click(".source-mark")
        page.locator("mark.citaat").first.wait_for(state="visible")
        assert page.locator("#citaat").count() == 1
        assert "#citaat" in page.url
    finally:
        page.close()
