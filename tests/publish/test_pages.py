# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Pages from made-up views: what must be on each, and that the HTML is sound."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser

import example_views as example
import pytest

from bijgepraat.model.claims import THEMES, Amount, Span
from bijgepraat.model.editions import Sentence
from bijgepraat.model.views import Block, Finding, Frame, Page, Part, SearchView, StatusView, place_of
from bijgepraat.publish.site import front, pages
from bijgepraat.publish.site.assets import ROBOTS, asset_path, assets

PAGES: dict[str, Callable[[Frame], Page]] = {
    "home": lambda frame: pages.home(frame, example.HOME),
    "editions": lambda frame: pages.editions(frame, example.EDITIONS),
    "edition": lambda frame: pages.edition(frame, example.EDITION_VIEW),
    "dossiers": lambda frame: pages.dossiers(frame, example.DOSSIERS),
    "dossier": lambda frame: front.dossier(frame, example.DOSSIER),
    "document": lambda frame: pages.document(frame, example.DOCUMENT),
    "people": lambda frame: pages.people(frame, example.PEOPLE),
    "parties": lambda frame: pages.parties(frame, example.PARTIES),
    "actor": lambda frame: pages.actor(frame, example.ACTOR),
    "search": lambda frame: pages.search(frame, example.SEARCH),
    "status": lambda frame: pages.status(frame, example.STATUS),
    "not found": pages.not_found,
}
EMPTY: dict[str, Callable[[Frame], Page]] = {
    "home": lambda frame: pages.home(frame, replace(example.HOME, edition=None, coming=(), dossiers=())),
    "editions": lambda frame: pages.editions(frame, ()),
    "dossier": lambda frame: front.dossier(frame, replace(example.DOSSIER, months=(), counts=(0, 0, 0))),
    "people": lambda frame: pages.people(frame, replace(example.PEOPLE, groups=(), total=0)),
    "parties": lambda frame: pages.parties(frame, ()),
    "search": lambda frame: pages.search(frame, SearchView(query="")),
    "status": lambda frame: pages.status(frame, StatusView((), (), 0, 0, 0, (), 0, 0, 0, 0)),
}
VOID = {"meta", "link", "input", "br", "img", "rect", "line"}


class Outline(HTMLParser):
    """What a browser and a screen reader make of a page."""

    def __init__(self, page: Page) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.headings: list[int] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(page.body.decode())
        self.close()
        assert not self.open, f"niet gesloten: {self.open}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        assert len(values) == len(attrs), f"een attribuut staat dubbel: {attrs}"
        self.tags.append((tag, values))
        if tag not in VOID:
            self.open.append(tag)
        if values.get("id"):
            self.ids.append(str(values["id"]))
        if tag == "a":
            self.links.append(str(values["href"]))
        if re.fullmatch(r"h[1-6]", tag):
            self.headings.append(int(tag[1]))

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.mark.parametrize("name", PAGES)
def test_every_page_is_sound_html_with_one_main_heading(name: str) -> None:
    seen = Outline(PAGES[name](example.FRAME))
    assert len(seen.ids) == len(set(seen.ids))
    assert seen.headings.count(1) == 1
    order = [1, *seen.headings[seen.headings.index(1) + 1 :]]
    assert all(after <= before + 1 for before, after in zip(order, order[1:], strict=False)), seen.headings
    assert ("html", {"lang": "nl"}) in seen.tags
    assert [tag for tag, _ in seen.tags].count("main") == 1
    assert seen.links[0] == "#inhoud"
    assert "inhoud" in seen.ids
    known = set(seen.ids)
    for _tag, values in seen.tags:
        for reference in (values.get("aria-labelledby") or "").split():
            assert reference in known
        if values.get("for"):
            assert values["for"] in known
    for link in seen.links:
        if link.startswith("#"):
            assert link[1:] in known, link


@pytest.mark.parametrize("name", PAGES)
def test_pages_need_no_script_and_no_third_party(name: str) -> None:
    for tag, values in Outline(PAGES[name](example.FRAME)).tags:
        assert tag not in {"script", "style", "iframe", "object", "embed"}
        assert "style" not in values
        assert not any(attribute.startswith("on") for attribute in values)
        for attribute in ("src", "action"):
            assert (values.get(attribute) or "/").startswith("/")
        if tag == "link":
            assert str(values["href"]).startswith("/")


@pytest.mark.parametrize("name", [*PAGES, *(f"empty {name}" for name in EMPTY)])
def test_sample_data_is_called_that_on_every_page_and_only_then(name: str) -> None:
    make = EMPTY[name.removeprefix("empty ")] if name.startswith("empty ") else PAGES[name]
    assert "Voorbeeldgegevens." in Outline(make(Frame(sample=True))).text
    assert "Voorbeeldgegevens." not in Outline(make(Frame(sample=False))).text


@pytest.mark.parametrize("name", EMPTY)
def test_an_empty_store_is_said_to_be_empty(name: str) -> None:
    seen = Outline(EMPTY[name](Frame()))
    assert seen.headings.count(1) == 1
    assert "Er is nog niets ingelezen" in seen.text
    assert re.search(r"nog (geen|niet)|Typ een of meer woorden", seen.text)


def test_every_sentence_of_an_edition_is_followed_by_the_way_to_its_place() -> None:
    seen = Outline(PAGES["edition"](example.FRAME))
    for sentence in example.DEVELOPMENT.sentences:
        assert sentence.text in seen.text
        assert sentence.lead in seen.text
        evidence = sentence.evidence
        wanted = place_of(evidence.record, evidence.start, evidence.end, version=evidence.version)
        assert wanted in seen.links
        assert wanted.endswith(f"?van={evidence.start}&tot={evidence.end}&versie=1#citaat")
    assert "/documenten/Zaak/z1#titel" in seen.links
    assert "€ 728 miljoen" in seen.text
    assert "Boterbloem, Van den Akker" in seen.text
    assert "/edities/2025-W27.json" in seen.links
    assert "/edities/2025-W26" in seen.links
    assert "nog niet door een redacteur bekeken" in seen.text


def test_a_sentence_gets_one_full_stop() -> None:
    proof = example.evidence("De Kamer")
    texts = ("zonder punt", "met punt.", "met vraag?", "tussen aanhalingstekens.”")
    sentences = tuple(Sentence("", text, proof) for text in texts)
    development = replace(example.DEVELOPMENT, sentences=sentences)
    view = replace(example.EDITION_VIEW, edition=replace(example.EDITION, developments=(development,)))
    text = Outline(pages.edition(example.FRAME, view)).text
    for ended in ("zonder punt.1", "met punt.2", "met vraag?3", "tussen aanhalingstekens.”4"):
        assert ended in text


def test_a_document_shows_its_text_findings_votes_versions_and_origin() -> None:
    seen = Outline(PAGES["document"](example.FRAME))
    for line in example.TEXT.split("\n"):
        assert line in seen.text
    assert "citaat" in seen.ids
    assert {"p1", "p2", "p3", "p4"} <= set(seen.ids)
    assert "/documenten/Publicatie/kst-99010-1" in seen.links
    assert "80 voor" in seen.text
    assert "60 tegen" in seen.text
    assert "Tegen (vergissing)" in seen.text
    assert "/documenten/Publicatie/kst-99010-3?versie=1" in seen.links
    assert "/documenten/Publicatie/kst-99010-3/tekst" in seen.links
    assert "ab" * 32 in seen.text
    assert "uiterlijk 30 september 2025" in seen.text
    assert "99010 (nog niet binnen)" in seen.text


def test_a_decision_says_how_it_is_known_what_it_is_about() -> None:
    said = {"bron": "", "volgorde": "afgeleid uit de volgorde op de agenda", "onbekend": "niet het stuk waarover"}
    for basis, words in said.items():
        text = Outline(pages.document(example.FRAME, replace(example.DOCUMENT, votes=(replace(example.VOTE, basis=basis),)))).text
        for other in said.values():
            assert (other in text) == (other in words)


def test_an_older_version_says_so_and_links_to_its_own_text() -> None:
    view = replace(example.DOCUMENT, version=1, findings=(), quoted=None)
    seen = Outline(pages.document(example.FRAME, view))
    assert "U bekijkt versie 1" in seen.text
    assert "/documenten/Publicatie/kst-99010-3/tekst?versie=1" in seen.links
    assert "Alleen de huidige versie wordt geanalyseerd" in seen.text
    assert "/documenten/Publicatie/kst-99010-3?deel=2&versie=1" in seen.links


def test_a_finding_outside_the_shown_part_is_reached_by_its_offsets() -> None:
    first = example.blocks()[:1]
    view = replace(example.DOCUMENT, blocks=first, part=Part(1, 2, 0, first[0].end))
    seen = Outline(pages.document(example.FRAME, view))
    finding = example.FINDINGS[1]
    assert place_of(example.RECORD, finding.span.start, finding.span.end, version=2) in seen.links


def test_findings_in_a_title_are_marked_in_the_title() -> None:
    quote = "jeugdzorg"
    start = example.TITLE.index(quote)
    found = Finding("relevantie", Span(quote, start, start + len(quote)))
    view = replace(example.DOCUMENT, blocks=(), findings=(), in_title=(found,), part=None, length=None, quoted=None)
    seen = Outline(pages.document(example.FRAME, view))
    assert f"relevantie-{start}-{start + len(quote)}" in seen.ids
    assert "alleen de omschrijving binnen" in seen.text


def test_table_rows_and_lists_become_tables_and_lists() -> None:
    rows = ("Onderdeel | 2026", "Jeugd | € 640 mln")
    text = "\n".join((*rows, "- eerste punt"))
    made, start = [], 0
    for n, (line, kind) in enumerate(zip(text.split("\n"), ("rij", "rij", "lijst"), strict=True), 1):
        made.append(Block(n, kind, start, start + len(line), line))
        start += len(line) + 1
    at = text.index("€")
    money = Finding("bedrag", Amount("€ 640 mln", at, at + 9, low_eur=640_000_000, high_eur=640_000_000))
    view = replace(example.DOCUMENT, blocks=tuple(made), findings=(money,), part=None, quoted=None, votes=())
    seen = Outline(pages.document(example.FRAME, view))
    assert [tag for tag, _ in seen.tags].count("td") == 4
    assert ("li", {"id": "p3"}) in seen.tags
    assert f"bedrag-{at}-{at + 9}" in seen.ids


def test_hostile_values_stay_text_everywhere() -> None:
    evil = '"><script>alert(1)</script>'
    document = replace(
        example.DOCUMENT,
        title=evil,
        key=evil,
        kind=evil,
        sort=evil,
        source=evil,
        blocks=(Block(1, "toespraak", 0, len(evil), evil, speaker=evil, role=evil),),
        findings=(Finding("naam", Span(evil, 0, len(evil))),),
        facts=((evil, evil),),
        quoted=None,
    )
    for page in (
        pages.document(example.FRAME, document),
        pages.search(example.FRAME, replace(example.SEARCH, query=evil)),
        pages.actor(example.FRAME, replace(example.ACTOR, name=evil, ambiguous=(evil,))),
        pages.status(
            example.FRAME, replace(example.STATUS, notices=(replace(example.STATUS.notices[0], message=evil, examples=(evil,)),))
        ),
    ):
        assert b"<script" not in page.body
        assert evil in Outline(page).text


def test_search_explains_itself_and_keeps_what_was_typed() -> None:
    seen = Outline(PAGES["search"](example.FRAME))
    boxes = [values for tag, values in seen.tags if tag == "input" and values.get("name") == "q"]
    assert [box["value"] for box in boxes] == [example.SEARCH.query]
    assert "1.234 resultaten" in seen.text
    assert "loopt 3 wijzigingen achter" in seen.text
    nothing = replace(example.SEARCH, results=(), total=0, filters=(), behind=0)
    assert "Niets gevonden" in Outline(pages.search(example.FRAME, nothing)).text
    loosened = replace(example.SEARCH, loosened=True)
    assert "Geen enkel stuk heeft al deze woorden" in Outline(pages.search(example.FRAME, loosened)).text


def test_status_says_what_is_wrong() -> None:
    seen = Outline(PAGES["status"](example.FRAME))
    for said in (
        "geen geldige JSON (afgekapt)",
        "regel 12",
        "afgebroken of nog bezig",
        "312 achter",
        "400.000 van 460.000",
        "1.204",
    ):
        assert said in seen.text


def test_themes_have_a_colour_and_a_name() -> None:
    css = next(page.body for name, page in assets().items() if name.endswith(".css")).decode()
    for key in THEMES:
        assert f".t-{key} " in css


def test_assets_are_named_by_their_content() -> None:
    path = asset_path("site.css")
    assert re.fullmatch(r"/bestanden/site\.[0-9a-f]{12}\.css", path)
    assert path.removeprefix("/bestanden/") in assets()
    assert b"Disallow: /zoeken" in ROBOTS.body


def test_the_error_page_leans_on_nothing() -> None:
    seen = Outline(pages.broken())
    assert seen.headings == [1]
    assert "Er ging iets mis" in seen.text


def test_plain_text_is_the_text_to_the_letter() -> None:
    assert pages.plain_text("é\n<b>").body.decode() == "é\n<b>"
    assert pages.plain_text("kapot \ud800").body == b"kapot ?"


def test_invented_papers_are_not_looked_up_at_the_publisher() -> None:
    for name in ("home", "edition", "document"):
        invented = Outline(PAGES[name](Frame(sample=True)))
        assert not [link for link in invented.links if link.startswith("http")]
        real = Outline(PAGES[name](Frame(sample=False)))
        assert "https://example.org/kst-99010-3" in real.links
