# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""What a first view may cost, and what a phone must be able to do: bytes, requests, shifts, width, touch targets, no script."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser, Page
from test_browser import address, browser

from bijgepraat.publish.site.assets import assets

pytestmark = pytest.mark.browser
__all__ = ["address", "browser"]

PAGES = (
    "/",
    "/tijdlijn",
    "/dossiers",
    "/dossiers/jeugd",
    "/edities/2025-W27",
    "/toezeggingen",
    "/inzet",
    "/geld",
    "/stemmingen",
    "/gemeenten",
    "/zoeken?q=jeugdzorg",
    "/documenten/Publicatie/kst-99010-3",
    "/uitleg",
    "/privacy",
    "/bronnen",
    "/weergave",
    "/status",
)
TOUCHED = {"/", "/tijdlijn", "/dossiers/jeugd", "/uitleg", "/weergave"}
"""Pages whose controls are measured; others have forms of their own."""
LARGEST = 100_000
"""Bytes over the line on a first view, compressed, with everything that the page asks for."""
MOST = 6
SHIFTS = """() => new Promise((done) => {
  let sum = 0;
  new PerformanceObserver((list) => { for (const entry of list.getEntries()) sum += entry.value; })
    .observe({ type: 'layout-shift', buffered: true });
  requestAnimationFrame(() => requestAnimationFrame(() => done(sum)));
})"""
SMALL = """() => [...document.querySelectorAll('.top a, .top button, .top summary, .top input, .foot nav a, main button, main .button')]
  .map((node) => [node.textContent.trim() || node.name, node.getBoundingClientRect()])
  .filter(([, box]) => box.width && box.height < 44)
  .map(([name, box]) => `${name}: ${box.height}`)"""


def weight(page: Page, url: str) -> tuple[int, list[str]]:
    """Opens a page as for the first time: bytes that came over the line, and what was asked for."""
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.setCacheDisabled", {"cacheDisabled": True})
    received: list[float] = []
    asked: list[str] = []
    session.on("Network.loadingFinished", lambda event: received.append(event["encodedDataLength"]))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(url, wait_until="load")
    return int(sum(received)), asked


@pytest.mark.parametrize("path", PAGES)
def test_a_first_view_is_small_stands_still_reflows_and_can_be_touched(browser: Browser, address: str, path: str) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 844})
    try:
        size, asked = weight(page, address + path)
        assert 0 < size < LARGEST
        assert 1 < len(asked) <= MOST, asked
        assert page.evaluate(SHIFTS) < 0.01
        page.click("details.menu summary")
        if path in TOUCHED:
            assert page.evaluate(SMALL) == []
        # 320 pixels, and 1280 at four times the size; 640 is 1280 at twice.
        for width in (320, 640):
            page.set_viewport_size({"width": width, "height": 700})
            assert page.evaluate("document.documentElement.scrollWidth") <= width, width
    finally:
        page.close()


def test_the_menu_opens_on_a_phone_without_script_and_leads_on(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, java_script_enabled=False)
    page = context.new_page()
    try:
        page.goto(address + "/")
        menu = page.locator("details.menu nav")
        assert not menu.is_visible()
        page.click("details.menu summary")
        assert menu.is_visible()
        menu.get_by_role("link", name="Dossiers").click()
        assert page.url.endswith("/dossiers")
    finally:
        context.close()


def colours(page: Page) -> list[Any]:
    found: list[Any] = page.evaluate(
        "[getComputedStyle(document.body).backgroundColor, getComputedStyle(document.documentElement).colorScheme]"
    )
    return found


def test_dark_is_chosen_by_a_form_without_script_and_wins_from_the_device(browser: Browser, address: str) -> None:
    context = browser.new_context(color_scheme="light")
    page = context.new_page()
    try:
        page.goto(address + "/weergave")
        light = colours(page)
        page.locator("button[value=donker]").click()
        dark = colours(page)
        assert dark[0] != light[0]
        assert dark[1] == "dark"
        page.goto(address + "/uitleg")
        assert colours(page) == dark
        page.goto(address + "/weergave")
        page.locator("button[value=licht]").click()
        page.emulate_media(color_scheme="dark")
        page.goto(address + "/uitleg")
        assert colours(page) == [light[0], "light"]
    finally:
        context.close()


def test_print_is_ink_on_white_without_ways_to_click(browser: Browser, address: str) -> None:
    context = browser.new_context(color_scheme="dark")
    page = context.new_page()
    try:
        page.goto(address + "/edities/2025-W27")
        page.emulate_media(media="print", color_scheme="dark")
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
        assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
        for hidden in ("header nav", ".find", ".foot", ".skip"):
            assert not page.locator(hidden).first.is_visible()
    finally:
        context.close()


def test_the_stylesheet_is_one_small_file() -> None:
    import gzip

    style = next(page.body for name, page in assets().items() if name.startswith("site."))
    assert len(gzip.compress(style)) < 16_000
    assert b"/*" not in style
