# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The pages of accounts in a real browser: forms arrive, axe finds nothing, nothing sticks out, and all works without JavaScript."""

from __future__ import annotations

import re
import shutil
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn
from account_house import PASSWORD, House, opened
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from accessible import faults_of
from bijgepraat.model.accounts import Role
from bijgepraat.pipeline.oidc import Provider
from bijgepraat.pipeline.second_factor import code_at
from bijgepraat.settings import OidcSettings, Settings
from bijgepraat.web import guard
from peers.oidc_peer import OidcPeer, Person, serving

pytestmark = pytest.mark.browser

CHROMIUM = next((path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None)
QUIET = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-sync")
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("geen Chromium op deze computer")
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        yield found
        found.close()


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[House, str]]:
    """The site on a port of its own, with a provider beside it."""
    peer = OidcPeer("", person=Person("u1", {"email": "mies@gemeente.example", "name": "Mies", "groepen": ["pers"]}))
    with serving(peer), opened(tmp_path_factory.mktemp("browser")) as house:
        oidc = OidcSettings(peer.issuer, "bijgepraat", "een geheim van de proef", "groepen", {"pers": "redacteur"})
        hosts = frozenset({peer.issuer.removeprefix("http://")})
        provider = Provider.of(Settings(data=Path("onbestaand"), allowed_hosts=hosts, oidc=oidc))
        assert provider is not None
        peer.at_end.append(provider.close)
        server = uvicorn.Server(uvicorn.Config(house.app(provider), port=0, log_level="error", access_log=False))
        thread = threading.Thread(target=server.run)
        thread.start()
        try:
            while not server.started:
                time.sleep(0.02)
                assert thread.is_alive()
            address = f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
            peer.back = f"{address}/inloggen/oidc/terug"
            yield house, address
        finally:
            server.should_exit = True
            thread.join()


@pytest.fixture
def plain(browser: Browser) -> Iterator[BrowserContext]:
    """A browser without JavaScript and without cookies."""
    context = browser.new_context(java_script_enabled=False)
    yield context
    context.close()


def log_in(page: Page, address: str, role: Role, path: str = "/inloggen") -> None:
    page.goto(address + path)
    page.fill("#adres", f"{role.value}@gemeente.example")
    page.fill("#wachtwoord", PASSWORD)
    page.click("main form button")


def examine(page: Page) -> None:
    assert faults_of(page) == [], page.url


def test_every_page_is_accessible_and_keeps_within_its_width(browser: Browser, served: tuple[House, str]) -> None:
    house, address = served
    long_name = "Maria-Magdalena van Oudheusden-Bovenkerk tot Nijenrode"
    made = house.accounts.add(long_name, f"{'m' * 55}@samenwerkendegemeenten.example", Role.EDITOR, guard.now(), "test")
    secret = house.accounts.invite(made.id, guard.now(), "test")
    context = browser.new_context()
    complaints: list[str] = []
    try:
        page = context.new_page()
        page.on("console", lambda message: complaints.append(message.text) if "status of 4" not in message.text else None)
        for path in ("/inloggen", "/inloggen?gedaan=uit", f"/inloggen/uitnodiging/{secret}", "/inloggen/uitnodiging/weg"):
            page.goto(address + path)
            examine(page)
        page.goto(address + "/inloggen")
        page.fill("#adres", "niemand@gemeente.example")
        page.fill("#wachtwoord", "verkeerd geraden")
        page.click("main form button")
        assert page.locator("[role=alert]").inner_text() == "Mailadres of wachtwoord klopt niet."
        examine(page)
        log_in(page, address, Role.ADMINISTRATOR)
        for path in ("/mijn-account", "/beheer/accounts", "/beheer/logboek?controle=1"):
            page.goto(address + path)
            examine(page)
        page.goto(address + "/mijn-account")
        page.fill("#oud", "verkeerd geraden")
        page.fill("#nieuw", "vier blauwe paraplus")
        page.click("text=Wijzig wachtwoord")
        assert page.locator("#oud-fout").is_visible()
        examine(page)
        page.goto(address + "/beheer/accounts")
        page.fill("#naam", "Nog iemand")
        page.fill("#adres", "redacteur@gemeente.example")
        page.click("text=Maak account en link")
        assert page.locator("#fout").is_visible()
        examine(page)
        page.click(f"button:has-text('Nieuwe link voor {long_name}') >> nth=0")
        assert "/inloggen/uitnodiging/" in page.locator("#link").input_value()
        examine(page)
        assert complaints == []
    finally:
        context.close()


def test_logging_in_and_out_with_both_steps_and_without_javascript(plain: BrowserContext, served: tuple[House, str]) -> None:
    house, address = served
    page = plain.new_page()
    log_in(page, address, Role.CHIEF_EDITOR, "/inloggen?naar=/mijn-account")
    assert page.url == f"{address}/mijn-account"
    key = page.inner_text("code.key")
    page.fill("#code", code_at(key, guard.now()))
    page.click("text=Zet de tweede stap aan")
    codes = page.locator(".codes code").all_inner_texts()
    assert len(codes) == 10
    page.click("text=Log uit >> nth=0")
    assert page.url == f"{address}/inloggen?gedaan=uit"
    page.goto(address + "/mijn-account")
    assert page.url.startswith(f"{address}/inloggen?naar=")
    log_in(page, address, Role.CHIEF_EDITOR, "/inloggen?naar=/mijn-account")
    assert "/inloggen/code" in page.url
    page.fill("#code", codes[0])
    page.click("text=Ga verder")
    assert page.url == f"{address}/mijn-account"
    assert "nog 9 herstelcodes" in page.inner_text("main")
    assert house.accounts.verify_log().fault == ""


def test_the_keyboard_alone_logs_in(browser: Browser, served: tuple[House, str]) -> None:
    _house, address = served
    context = browser.new_context()
    try:
        page = context.new_page()
        page.goto(address + "/inloggen?naar=/mijn-account")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        page.keyboard.type("lezer@gemeente.example")
        page.keyboard.press("Tab")
        page.keyboard.type(PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_url(f"{address}/mijn-account")
    finally:
        context.close()


def test_the_whole_way_by_the_provider_in_a_browser(plain: BrowserContext, served: tuple[House, str]) -> None:
    _house, address = served
    page = plain.new_page()
    page.goto(f"{address}/inloggen?naar=/mijn-account")
    page.click("text=Log in via uw organisatie")
    assert page.url == f"{address}/mijn-account"
    assert re.search(r"Mies\s+mies@gemeente.example\s+redacteur", page.inner_text("main"))


def test_a_form_on_another_site_cannot_log_anybody_out(browser: Browser, served: tuple[House, str]) -> None:
    _house, address = served
    context = browser.new_context()
    try:
        page = context.new_page()
        log_in(page, address, Role.READER)
        other = address.replace("127.0.0.1", "localhost")
        page.goto(f"{other}/inloggen")
        # The site's own policy forbids it to send a form elsewhere; another site has no such policy.
        page.goto("about:blank")
        page.set_content(f'<form method="post" action="{address}/uitloggen"><button>x</button></form>')
        page.click("button")
        assert "kwam niet van deze site" in page.inner_text("main")
        page.goto(f"{address}/mijn-account")
        assert page.url == f"{address}/mijn-account"
    finally:
        context.close()
