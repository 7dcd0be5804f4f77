# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The mail and its pages in a real browser: buttons work without scripts, axe finds nothing, nothing sticks out or is fetched."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import uvicorn
from axe_playwright_python.sync_playwright import Axe
from mail_house import ALERT, SITE, SNIPPET, mail_settings, opened, settings_of
from playwright.sync_api import Browser, Page, sync_playwright

from accessible import faults_of
from bijgepraat.compose.alert_mail import alert_mail
from bijgepraat.model.following import Rhythm
from bijgepraat.pipeline import mail_links
from bijgepraat.pipeline.mail_links import Leads
from bijgepraat.publish.mail import html_part
from bijgepraat.store import readers
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
SIZES = ((1280, "light"), (390, "light"), (390, "dark"))
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("geen Chromium op deze computer")
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        yield found
        found.close()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with opened(tmp_path) as found:
        yield found


@pytest.fixture
def site(store: Store, tmp_path: Path) -> Iterator[str]:
    app = create_app(store, settings_of(tmp_path, mail_settings()))
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="error", access_log=False))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join()


def in_order(page: Page) -> None:
    assert faults_of(page) == []


def test_from_form_to_leaving_by_hand(browser: Browser, store: Store, site: str) -> None:
    page = browser.new_page()
    page.goto(f"{site}/volgen?soort=thema&doel=jeugd")
    page.eval_on_selector("form.mail-form[method=post]", "form => form.noValidate = true")
    page.fill("#adres", "jan@raad")
    page.click("form.mail-form[method=post] button")
    assert page.title().startswith("Fout: ")
    assert page.evaluate("document.activeElement.id") == "adres"
    in_order(page)
    page.fill("#adres", "jan@raad.example")
    page.click("form.mail-form button")
    assert page.inner_text("h1") == "Kijk in uw mail"
    in_order(page)
    with store.reading() as connection:
        reader = readers.reader_by_address(connection, "jan@raad.example")
    assert reader is not None
    page.goto(f"{site}/volgen/bevestig/{mail_links.token(reader, Leads.CONFIRM, 1)}")
    in_order(page)
    page.click("form.mail-form button")
    in_order(page)
    page.click("text=Bekijk en beheer")
    in_order(page)
    page.click("button[value=pauze]")
    assert "Gepauzeerd" in page.inner_text("[role=status]")
    page.click("summary:has-text('Vergeet mij')")
    in_order(page)
    page.goto(f"{site}/volgen/af/{mail_links.token(reader, Leads.LEAVE)}")
    in_order(page)
    page.click("form.mail-form button")
    assert page.inner_text("h1") == "U bent afgemeld"
    in_order(page)
    page.goto(f"{site}/volgen/toegang")
    in_order(page)
    page.close()


@pytest.mark.parametrize(("width", "scheme"), SIZES)
def test_the_mail_reads_well_at_every_width_and_fetches_nothing(
    browser: Browser, tmp_path: Path, width: int, scheme: str
) -> None:
    long = replace(ALERT, event="2", title="Meerjarenprogramma" * 12, before="a" * 90, after="9 december 2026, 13.30 uur")
    mail = alert_mail([ALERT, long], Rhythm.DAILY, SITE, f"{SITE}/volgen/mijn/1.x", f"{SITE}/volgen/af/1.x")
    (tmp_path / "mail.html").write_text(html_part("alerts", mail), encoding="utf-8")
    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"file://{tmp_path}/mail.html")
    assert len(asked) == 1
    assert SNIPPET in page.inner_text("body")
    # A mail has no landmarks: a mail program puts it in a page of its own.
    found = Axe().run(page, options={"runOnly": RULES["runOnly"][:-1]})
    assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found.response["violations"]] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()
