# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Published editions in a real browser: axe finds nothing, nothing sticks out, nothing is fetched elsewhere or run."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, sync_playwright
from press_house import LATER, NOW, WEEK, change, corrected, hostile, house, mail_to, published_week

from accessible import faults_of
from bijgepraat.compose import desk as steps
from bijgepraat.compose.press import edition_mail
from bijgepraat.model.desk import Maker
from bijgepraat.pipeline import press
from bijgepraat.pipeline.desk import open_week
from bijgepraat.pipeline.editions import draft_edition
from bijgepraat.pipeline.house import Store
from bijgepraat.pipeline.publishing import publish
from bijgepraat.publish.mail import html_part
from bijgepraat.settings import Settings
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
PAGES = ("/", "/edities", f"/edities/{WEEK}", f"/edities/{WEEK}/versie/1", "/volgen?soort=editie&doel=week")
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """The system's Chromium."""
    if CHROMIUM is None:
        pytest.skip("geen Chromium op deze computer")
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        yield found
        found.close()


@pytest.fixture(scope="module", params=["gewoon", "vijandig"])
def store(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Iterator[Store]:
    """An edition with an introduction, words of an editor and of a model, and a correction; and one with hostile words."""
    with house(tmp_path_factory.mktemp("pers")) as opened:
        if request.param == "vijandig":
            publish(opened, WEEK, change(opened, hostile), by="Eva " + "w" * 80, now=NOW)
            version = change(opened, lambda e: steps.retitle(e, e.items[2].id, "W" * 300), LATER)
            publish(opened, WEEK, version, by="Eva", now=LATER, correction="<b>" + "x" * 400)
        else:
            item = open_week(opened, WEEK, NOW).edition.items[1]
            words = "Gemeenten houden hun € 675 miljoen per jaar."
            change(opened, lambda e: steps.rewrite(e, item.id, item.sentences[1].id, words, Maker.MODEL))
            change(opened, lambda e: steps.mark_read(e, item.id, item.sentences[1].id))
            published_week(opened)
            corrected(opened)
        draft_edition(opened, "2026-W13", lambda: LATER)
        yield opened


@pytest.fixture(scope="module")
def address(store: Store, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    settings = Settings(data=tmp_path_factory.mktemp("leeg"), mail=mail_to())
    server = uvicorn.Server(uvicorn.Config(create_app(store, settings), port=0, log_level="error", access_log=False))
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
def test_a_page_is_accessible_keeps_within_its_width_and_runs_nothing(browser: Browser, address: str, path: str) -> None:
    page = browser.new_page()
    told: list[str] = []
    page.on("request", lambda request: None if request.url.startswith(address) else told.append(request.url))
    # The policy of the site lets no script run: a browser that takes the linked data for one would complain here.
    page.on("console", lambda message: told.append(message.text))
    page.on("dialog", lambda dialog: told.append(dialog.message))
    try:
        page.goto(address + path)
        assert faults_of(page) == []
        assert told == []
        if path.startswith("/edities/"):
            data = page.evaluate("JSON.parse(document.querySelector('script[type=\"application/ld+json\"]').textContent)")
            assert data["citation"] and data["@context"] == "https://schema.org"
    finally:
        page.close()


def test_a_number_leads_to_the_words_without_javascript(browser: Browser, address: str) -> None:
    page = browser.new_page(java_script_enabled=False)
    try:
        page.goto(f"{address}/edities/{WEEK}")
        page.click(".source-mark >> nth=0")
        page.locator("mark.citaat").first.wait_for(state="visible")
    finally:
        page.close()


@pytest.mark.parametrize(("width", "scheme"), [(640, "light"), (320, "light"), (640, "dark")])
def test_the_mail_reads_well(browser: Browser, store: Store, tmp_path: Path, width: int, scheme: Any) -> None:
    view = press.edition_out(store, WEEK)
    assert view is not None
    place = tmp_path / "mail.html"
    mail = edition_mail(view, "https://bijgepraat.example", "https://bijgepraat.example/m", "https://bijgepraat.example/a")
    place.write_text(html_part("edition", replace(mail)))
    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url) if not request.url.startswith("file:") else None)
    try:
        page.goto(place.as_uri())
        rules = {**RULES, "rules": {"region": {"enabled": False}, "landmark-one-main": {"enabled": False}}}
        found = Axe().run(page, options=rules).response["violations"]
        assert [(item["id"], [node["html"][:200] for node in item["nodes"][:3]]) for item in found] == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert fetched == []
    finally:
        page.close()
