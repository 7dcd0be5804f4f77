# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The whole week in a browser: from logging in to the page, the mail, the feeds and the calendar, and a correction on all of them.

With a mouse, without JavaScript, and with a keyboard alone.
"""

from __future__ import annotations

import json
import re
import urllib.request
from collections.abc import Iterator
from email.message import EmailMessage

import feedparser
import icalendar
import pytest
from hands import Keys, Mouse
from playwright.sync_api import Browser, Page
from week_house import PASSWORD, House, Person, mail_to, now, served

from bijgepraat.model.desk import DeskEdition, DeskItem
from bijgepraat.pipeline.delivery import deliver
from bijgepraat.pipeline.desk import open_week, saved
from bijgepraat.pipeline.publishing import published
from peers.smtp_peer import Letter, SmtpPeer

pytestmark = pytest.mark.browser

READERS = ("jan@raad.example", "mies@raad.example")
OPINION = "Dit was een week van plannen. Wij rekenen ze na."


@pytest.fixture(scope="module")
def peer() -> Iterator[SmtpPeer]:
    with SmtpPeer() as found:
        yield found


@pytest.fixture(scope="module")
def address(house: House, peer: SmtpPeer) -> Iterator[str]:
    for reader in READERS:
        house.reader(reader)
    with served(house.app(mail_to(peer.port))) as found:
        yield found


def present(house: House, week: str) -> DeskEdition:
    found = saved(house.store, week)
    assert found is not None
    return found.edition


def fetched(address: str, path: str) -> bytes:
    with urllib.request.urlopen(address + path) as answer:
        return bytes(answer.read())


def told(letter: Letter) -> str:
    """The words of both parts, which say the same; on one line each."""
    message: EmailMessage = letter.message
    plain, rich = message.get_body(("plain",)), message.get_body(("html",))
    assert plain is not None and rich is not None
    return " ".join(f"{plain.get_content()} {re.sub(r'<[^>]+>', '', rich.get_content())}".split())


def terms(address: str) -> list[str]:
    found = icalendar.Calendar.from_ical(fetched(address, "/edities/agenda.ics"))
    return [str(one["SUMMARY"]) for one in found.walk("VEVENT") if "Termijn" in str(one["SUMMARY"])]


def come_in(hand: Mouse, address: str, person: Person) -> None:
    hand.page.goto(f"{address}/redactie")
    hand.write("#adres", person.address)
    hand.write("#wachtwoord", PASSWORD)
    hand.press("main form button")
    hand.write("#code", person.code)
    hand.press("main form button")
    assert hand.page.url == f"{address}/redactie"


def rewritten(item: DeskItem) -> str:
    """The first sentence in an editor's words."""
    return f"Kort gezegd: {' '.join(item.sentences[0].text.split())}"


def promised(edition: DeskEdition, *, taken: bool) -> DeskItem:
    """A promise with a term that was left out, or taken."""
    return next(
        item
        for item in edition.items
        if item.taken is taken
        and "zegt toe" in item.title
        and re.search(r" voor | in (mei|april)| na de | uiterlijk ", item.title)
    )


def out_of(week_page: Page, address: str, week: str) -> None:
    assert week_page.url == f"{address}/edities/{week}"


def the_whole_week(hand: Mouse, house: House, peer: SmtpPeer, address: str, week: str, person: Person) -> None:
    page = hand.page
    come_in(hand, address, person)
    hand.press(f"a[href='/redactie/{week}']")
    edition = present(house, week)
    first, second, dropped = (edition.items[place] for place in (0, 1, 2))
    assert first.taken and second.taken and dropped.taken
    new = promised(edition, taken=False)
    before = terms(address)

    # A sum that is not in the source: the desk says so, and it does not go out.
    hand.write(f"#veld-{first.sentences[0].id}", "Gemeenten krijgen er € 987 miljoen bij.")
    hand.press("button[value='bewaar'] >> nth=1")
    assert "getal niet in de bron: 987" in page.inner_text(f"[id='zin-{first.sentences[0].id}']")
    hand.press("a.button.strong")
    assert page.locator("button[value=nu]").count() == 0 and "Dit moet eerst" in page.inner_text("main")
    hand.press(f"a[href^='/redactie/{week}#zin-']")

    hand.write(f"#veld-{first.sentences[0].id}", rewritten(first))
    hand.write("#in-name", "Anna de Vries")
    hand.write("#in-office", "directeur")
    hand.write("#in-words", OPINION)
    hand.write("#in-video", "https://video.example/de-week")
    hand.write("#in-video-title", "De week in twee minuten")
    hand.press(f"button[value='laat:{dropped.id}']")
    hand.press(f"button[value='neem:{new.id}']")
    hand.press(f"button[value='omlaag:{first.id}']")
    assert [item.id for item in present(house, week).items if item.taken][:2] == [second.id, first.id]
    hand.press(f"a[href='/redactie/{week}/voorbeeld']")
    assert rewritten(first) in page.inner_text("main") and "nog niet uit" in page.inner_text("main")
    hand.press(f"a[href='/redactie/{week}/uitgeven']")
    assert published(house.store, week) is None
    hand.press("button[value=nu]")

    # Out: the page, the mail, both feeds and the calendar.
    out_of(page, address, week)
    out = published(house.store, week)
    assert out is not None and (out.by, out.version) == (person.name, 1)
    shown = " ".join(page.inner_text("main").split())
    for words in (rewritten(first), OPINION, "Opinie", "Anna de Vries", f"goedgekeurd door {person.name}", new.title):
        assert words in shown or words.upper() in shown, words
    assert dropped.title not in shown
    came = len(peer.letters)
    assert deliver(house.store, mail_to(peer.port), now).sent == len(READERS)
    assert deliver(house.store, mail_to(peer.port), now).sent == 0
    letters = peer.letters[came:]
    assert {letter.recipient for letter in letters} == set(READERS)
    for letter in letters:
        assert f"Editie {out.number}" in str(letter.message["Subject"]) and told(letter).count(rewritten(first)) == 2
    on_feeds(address, week, [rewritten(first), OPINION], [dropped.title])
    after = terms(address)
    assert len(after) > len(before) and set(before) < set(after)
    promise = next(one for one in after if " ".join(new.title.split()).removesuffix(".")[-40:] in one)

    # A correction: a line in the log, a second version, on all of them, and to who had the first.
    hand.page.goto(f"{address}/redactie/{week}")
    hand.write(f"#titel-{second.id}", "Een titel die beter past")
    hand.press(f"button[value='laat:{new.id}']")
    hand.press("a.button.strong")
    hand.write("#verbetering", "De titel paste niet; de toezegging stond hier te vroeg.")
    hand.tick("#melden")
    hand.press("button[value=nu]")
    out_of(page, address, week)
    shown = " ".join(page.inner_text("main").split())
    for words in ("De titel paste niet; de toezegging stond hier te vroeg.", "versie 2", "Een titel die beter past"):
        assert words in shown.replace("Versie", "versie"), words
    corrected = published(house.store, week)
    assert corrected is not None and (corrected.number, corrected.version) == (out.number, 2)
    came = len(peer.letters)
    assert deliver(house.store, mail_to(peer.port), now).sent == len(READERS)
    for letter in peer.letters[came:]:
        assert "Verbetering" in str(letter.message["Subject"]) and told(letter).count("De titel paste niet") == 2
    assert len(set(peer.ids())) == len(peer.ids())
    on_feeds(address, week, ["Een titel die beter past", "De titel paste niet"], [])
    assert set(terms(address)) == set(after) - {promise}


def on_feeds(address: str, week: str, there: list[str], gone: list[str]) -> None:
    atom = feedparser.parse(fetched(address, "/edities/atom.xml"), sanitize_html=False)
    [entry] = [one for one in atom.entries if week in one.link]
    [item] = [one for one in json.loads(fetched(address, "/edities/feed.json"))["items"] if week in one["url"]]
    for body in (f"{entry.title} {entry.get('summary', '')} {entry.content[0].value}", json.dumps(item, ensure_ascii=False)):
        plain = " ".join(re.sub(r"<[^>]+>", "", body).split())
        assert [words for words in there if words not in plain] == []
        assert [words for words in gone if words in plain] == []


@pytest.mark.parametrize("javascript", [True, False], ids=["met-javascript", "zonder-javascript"])
def test_the_whole_week(browser: Browser, house: House, peer: SmtpPeer, address: str, javascript: bool) -> None:
    person = house.person("Eva Zonnebloem" if javascript else "Bas Zonnebloem")
    context = browser.new_context(java_script_enabled=javascript)
    try:
        the_whole_week(Mouse(context.new_page()), house, peer, address, "2026-W05" if javascript else "2026-W04", person)
    finally:
        context.close()


def test_the_whole_week_by_keyboard_alone(browser: Browser, house: House, peer: SmtpPeer, address: str) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    try:
        the_whole_week(Keys(context.new_page()), house, peer, address, "2025-W49", house.person("Kim Zonnebloem"))
    finally:
        context.close()


def test_two_editors_at_once_lose_no_word_and_choose(browser: Browser, house: House, address: str) -> None:
    week = "2025-W47"
    item, other = open_week(house.store, week, now()).edition.items[:2]
    contexts = [browser.new_context(java_script_enabled=scripted) for scripted in (True, False)]
    try:
        hands = [Mouse(context.new_page()) for context in contexts]
        for hand, name in zip(hands, ("Dirk Zonnebloem", "Fien Zonnebloem"), strict=True):
            come_in(hand, address, house.person(name))
            hand.page.goto(f"{address}/redactie/{week}")
        dirk, fien = hands
        dirk.write(f"#titel-{item.id}", "De titel van Dirk")
        dirk.write("#in-name", "Anna de Vries")
        dirk.press(".item button[value='bewaar'] >> nth=0")
        fien.write(f"#titel-{item.id}", "De titel van Fien")
        fien.write(f"#titel-{other.id}", "Nog een titel van Fien")
        fien.write("#in-office", "directeur")
        fien.press(".item button[value='bewaar'] >> nth=0")
        choice = " ".join(fien.page.inner_text("section.conflicts").split())
        for words in ("Kies eerst", item.title, "De titel van Dirk", "De titel van Fien", "Dit schreef Fien Zonnebloem"):
            assert words in choice, words
        joined = present(house, week)
        assert [one.title for one in joined.items[:2]] == ["De titel van Dirk", "Nog een titel van Fien"]
        assert (joined.introduction.name, joined.introduction.office) == ("Anna de Vries", "directeur")
        # The other sees the same choice, and makes it.
        dirk.page.reload()
        dirk.press(f"button[value='kies:{item.id}']")
        assert dirk.page.locator("section.conflicts").count() == 0
        assert present(house, week).items[0].title == "De titel van Fien" and present(house, week).conflicts == ()
    finally:
        for context in contexts:
            context.close()


def test_what_is_typed_is_saved_by_itself(browser: Browser, house: House, address: str) -> None:
    week = "2025-W39"
    context = browser.new_context()
    try:
        hand = Mouse(context.new_page())
        come_in(hand, address, house.person("Saar Zonnebloem"))
        hand.page.clock.install()
        hand.page.goto(f"{address}/redactie/{week}")
        hand.write("#in-words", "Half een gedachte")
        with hand.page.expect_response(lambda answer: answer.request.method == "POST") as answer:
            hand.page.clock.fast_forward(4_000)
        assert answer.value.status == 200
        hand.page.locator("text=Vanzelf bewaard.").wait_for()
        assert present(house, week).introduction.words == "Half een gedachte"
        hand.write("#in-words", "Een hele gedachte")
        hand.press(".item button[value='bewaar'] >> nth=0")
        found = present(house, week)
        assert (found.introduction.words, found.conflicts) == ("Een hele gedachte", ())
        hand.page.goto(f"{address}/redactie/{week}/geschiedenis/3")
        assert "Half een gedachte" in hand.page.inner_text("del") and "Een hele gedachte" in hand.page.inner_text("ins")
    finally:
        context.close()
