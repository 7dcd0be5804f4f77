# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Every page behind the door, and of the press, with a week's work on it: axe finds nothing, nothing sticks out, on both widths."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, BrowserContext
from week_house import PASSWORD, House, Person, mail_to, now, served

from accessible import faults_of
from bijgepraat.compose import desk as steps
from bijgepraat.model.accounts import Role
from bijgepraat.model.desk import DeskEdition, Introduction
from bijgepraat.pipeline.desk import open_week, save
from bijgepraat.pipeline.publishing import publish

pytestmark = pytest.mark.browser

BEFORE, WEEK, PLANNED = "2026-W04", "2026-W05", "2025-W49"
DESK = (
    "/redactie",
    f"/redactie/{WEEK}",
    f"/redactie/{WEEK}/voorbeeld",
    f"/redactie/{WEEK}/geschiedenis",
    f"/redactie/{WEEK}/geschiedenis/2",
    f"/redactie/{WEEK}/uitgeven",
    f"/redactie/{BEFORE}",
    f"/redactie/{BEFORE}/uitgeven",
    f"/redactie/{PLANNED}/uitgeven",
    "/redactie/beoordelen",
    "/redactie/beoordelen?boek=paid",
    "/redactie/beoordelen?boek=asked&gedaan=1",
    "/redactie/geen-week",
    "/mijn-account",
)
MAIL = f"/redactie/{WEEK}/voorbeeld/mail"
OTHERS = ("/beheer/accounts", "/beheer/logboek?controle=1")
OPEN = ("/inloggen", "/inloggen?gedaan=uit", "/edities", f"/edities/{BEFORE}", f"/edities/{BEFORE}/versie/1", f"/edities/{WEEK}")


@dataclass(frozen=True)
class Work:
    """Where the site is, and who may come in."""

    address: str
    chief: Person
    manager: Person


@pytest.fixture(scope="module")
def work(house: House) -> Iterator[Work]:
    """A week with all that can be on a desk: own words, doubts, what stands on nothing, hints, a choice, a plan, a correction."""
    store = house.store
    publish(store, BEFORE, open_week(store, BEFORE, now()).version, by="Eva", now=now())
    first = open_week(store, BEFORE, now())
    better = save(store, BEFORE, lambda e: steps.retitle(e, e.items[0].id, "Een betere titel"), first.version, "Eva", now())
    publish(store, BEFORE, better.version, by="Eva", now=now(), correction="De titel is verbeterd.")
    save(store, BEFORE, lambda e: steps.take(e, e.items[1].id, taken=False), better.version, "Eva", now())
    base = open_week(store, WEEK, now())
    save(store, WEEK, _written, base.version, "Eva", now())
    save(store, WEEK, lambda e: steps.retitle(e, e.items[0].id, "De titel van Bas " + "W" * 80), base.version, "Bas", now())
    open_week(store, PLANNED, now())
    with served(house.app(mail_to())) as address:
        yield Work(address, house.person("Eva Zonnebloem"), house.person("Nel Zonnebloem", Role.ADMINISTRATOR))


def _written(edition: DeskEdition) -> DeskEdition:
    one, two = edition.items[:2]
    edition = steps.retitle(edition, one.id, "De titel van Eva")
    words = "Ten aanzien van de implementatie wordt door 987 gemeentes een plann gemaakt " + "en nog een plan " * 6
    edition = steps.rewrite(edition, one.id, one.sentences[0].id, words)
    edition = steps.add_sentence(edition, two.id, "Dit staat nergens.", ())
    return steps.introduce(edition, Introduction("", "directeur", "Dit wordt door ons gedaan.", "http://x.example", ""))


@pytest.fixture(scope="module")
def inside(browser: Browser, work: Work) -> Iterator[dict[str, BrowserContext]]:
    """Browsers of a chief editor, of who manages accounts, and of nobody."""
    found = {name: browser.new_context() for name in ("chief", "manager", "nobody")}
    for name, person in (("chief", work.chief), ("manager", work.manager)):
        page = found[name].new_page()
        page.goto(f"{work.address}/mijn-account")
        page.fill("#adres", person.address)
        page.fill("#wachtwoord", PASSWORD)
        page.click("main form button")
        page.fill("#code", person.code)
        page.click("main form button")
        assert page.url == f"{work.address}/mijn-account"
        page.close()
    yield found
    for one in found.values():
        one.close()


@pytest.mark.parametrize(
    ("who", "path"),
    [*(("chief", path) for path in DESK), *(("manager", path) for path in OTHERS), *(("nobody", path) for path in OPEN)],
)
def test_every_page_is_accessible_and_keeps_within_its_width(
    inside: dict[str, BrowserContext], work: Work, who: str, path: str
) -> None:
    page = inside[who].new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if "404" not in message.text else None)
    try:
        page.goto(work.address + path)
        assert page.url == work.address + path
        page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
        assert faults_of(page) == []
        assert complaints == []
    finally:
        page.close()


def test_the_mail_can_be_seen_before_it_goes(inside: dict[str, BrowserContext], work: Work) -> None:
    page = inside["chief"].new_page()
    try:
        answer = page.goto(work.address + MAIL)
        assert answer is not None and "sandbox" in answer.headers["content-security-policy"]
        # Its own styles are on: a mail that has lost them is as wide as the window.
        assert page.evaluate("getComputedStyle(document.querySelector('h1')).fontWeight") in {"700", "bold"}
        assert "Editie 2" in page.inner_text("h1") and "Dit staat nergens." in page.inner_text("body")
        assert page.evaluate("document.documentElement.scrollWidth") <= 1280
        text = page.goto(f"{work.address}{MAIL}.txt")
        assert text is not None and text.headers["content-type"].startswith("text/plain")
        assert text.text().startswith("Onderwerp: Editie 2: ")
    finally:
        page.close()


def test_what_a_refused_form_shows_is_accessible_too(inside: dict[str, BrowserContext], work: Work) -> None:
    page = inside["chief"].new_page()
    try:
        page.goto(f"{work.address}/redactie/{WEEK}")
        page.locator("details.add summary").first.click()
        page.locator("details.add textarea").nth(0).fill("Een zin met een citaat dat nergens staat.")
        page.locator("details.add textarea").nth(1).fill("pinguïns op het gemeentehuis")
        page.locator(".item button[value=bewaar]").first.click()
        assert "staan niet zo in het stuk" in page.inner_text("[role=alert]")
        assert page.locator("details.add textarea").nth(1).input_value() == "pinguïns op het gemeentehuis"
        assert faults_of(page) == []
        page.goto(f"{work.address}/redactie/{PLANNED}/uitgeven")
        page.click("button[value=later]")
        assert "kies een dag en een tijd" in page.inner_text("[role=alert]")
        assert faults_of(page) == []
        page.fill("#moment", "2031-01-06T08:00")
        page.click("button[value=later]")
        assert "gepland op 6 januari 2031" in page.inner_text("main")
        assert faults_of(page) == []
        page.goto(f"{work.address}/redactie/{PLANNED}/uitgeven")
        page.click("button[value=niet]")
        assert "gepland op" not in page.inner_text("main")
    finally:
        page.close()


def test_last_week_lies_beside_it_and_every_drafted_week_is_in_the_list(inside: dict[str, BrowserContext], work: Work) -> None:
    page = inside["chief"].new_page()
    try:
        page.goto(f"{work.address}/redactie")
        assert page.locator("a[href='/redactie/2025-W38']").count() == 1
        page.goto(f"{work.address}/redactie/{WEEK}")
        page.click("details.last-week summary")
        assert "Een betere titel" in page.inner_text("details.last-week")
        page.click("details.last-week a")
        assert page.url == f"{work.address}/edities/{BEFORE}"
    finally:
        page.close()


def test_the_queue_is_answered_from_the_keyboard(inside: dict[str, BrowserContext], work: Work) -> None:
    page = inside["chief"].new_page()
    try:
        page.goto(f"{work.address}/redactie/beoordelen?gedaan=1")
        first = page.locator("article.question").first.get_attribute("id")
        # Where the last answer left off: in the field for the reason; Enter confirms.
        assert page.evaluate("document.activeElement.id") == f"reden-{first}"
        page.keyboard.type("nagelezen in het verslag")
        with page.expect_navigation():
            page.keyboard.press("Enter")
        assert "Uw oordeel is bewaard." in page.inner_text("[role=status]")
        assert page.locator("article.question").first.get_attribute("id") != first
        assert page.evaluate("document.activeElement.id").startswith("reden-")
    finally:
        page.close()
