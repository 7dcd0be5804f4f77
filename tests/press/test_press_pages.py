# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Editions as readers meet them: pages, older versions for good, a hash that can be checked, linked data."""

from __future__ import annotations

import hashlib
import html
import re
from datetime import timedelta
from pathlib import Path

import orjson
import pytest
from press_house import (
    HOSTILE,
    INTRODUCTION,
    LATER,
    LONG,
    NOW,
    OWN_WORDS,
    SITE,
    WEEK,
    change,
    corrected,
    hostile,
    published_week,
)
from starlette.testclient import TestClient

from bijgepraat.compose import desk as steps
from bijgepraat.pipeline.desk import open_week
from bijgepraat.pipeline.editions import draft_edition
from bijgepraat.pipeline.house import Store
from bijgepraat.pipeline.publishing import publish

PAGE = f"/edities/{WEEK}"


def data_of(page: str) -> dict[str, object]:
    """The linked data in a page, as a program would find it."""
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    assert found is not None
    value: dict[str, object] = orjson.loads(found[1])
    return value


def shown(page: str) -> str:
    """The words of a page's main part."""
    main = page.partition("<main")[2].partition("</main>")[0]
    return " ".join(html.unescape(re.sub(r"<[^>]+>", "", main)).split())


def test_before_publishing_there_is_the_draft_and_it_says_so(site: TestClient, desk: Store) -> None:
    draft_edition(desk, WEEK, lambda: NOW)
    assert "Concept" in site.get(PAGE).text and "Concept" in site.get("/").text
    assert "Nog niet uitgebracht" in site.get("/edities").text
    for path in (f"{PAGE}.pdf", f"{PAGE}/inhoud.json", f"{PAGE}/versie/1", f"{PAGE}/versie/1.json"):
        assert site.get(path).status_code == 404
    assert "developments" in site.get(f"{PAGE}.json").json()


def test_what_is_out_is_shown_with_who_approved_it_and_where_each_sentence_stands(site: TestClient, desk: Store) -> None:
    out = published_week(desk)
    page = site.get(PAGE).text
    words = shown(page)
    assert "Editie 1" in words and "goedgekeurd door Eva op 20 maart 2026, 11.00 uur" in words and out.hash in words
    assert "Concept" not in words
    for item in out.edition.items:
        assert item.title in words
        for sentence in item.sentences:
            assert sentence.text in words
            for proof in sentence.evidence:
                link = f"van={proof.start}&amp;tot={proof.end}&amp;versie={proof.version}#citaat"
                assert link in page
    assert f"“{out.edition.items[0].sentences[-1].text}”" in words
    own = re.search(r'<p class="own">(.*?)</p>', page, re.DOTALL)
    assert own is not None and OWN_WORDS in html.unescape(re.sub("<[^>]+>", "", own[1])) and "“" not in own[1]
    assert "€ 40 miljoen" in words
    source = re.search(r'href="(/documenten/[^"]+tot=[^"]+)"', page)
    assert source is not None and 'id="citaat"' in site.get(html.unescape(source[1])).text


def test_an_introduction_is_opinion_and_a_video_is_only_a_link(site: TestClient, desk: Store) -> None:
    published_week(desk)
    page = site.get(PAGE).text
    opinion = re.search(r'<section class="opinion".*?</section>', page, re.DOTALL)
    assert opinion is not None
    assert "Opinie" in opinion[0] and "Anna de Vries, directeur" in opinion[0] and opinion[0].count("<p>") == 2
    assert f'<a href="{INTRODUCTION.video}" rel="external noreferrer">Video: De week in twee minuten</a>' in page
    assert not re.search(r"<(iframe|video|embed|object|img)\b", page)


def test_the_hash_is_that_of_the_bytes_that_are_served(site: TestClient, desk: Store) -> None:
    out = published_week(desk)
    content = site.get(f"{PAGE}/inhoud.json")
    assert hashlib.sha256(content.content).hexdigest() == out.hash
    page = site.get(PAGE).text
    command = f"curl -s {SITE}{PAGE}/versie/1/inhoud.json | sha256sum"
    assert command in page
    assert hashlib.sha256(site.get(f"{PAGE}/versie/1/inhoud.json").content).hexdigest() == out.hash


def test_the_json_has_number_version_hash_and_every_sentence_with_its_evidence(site: TestClient, desk: Store) -> None:
    out = published_week(desk)
    found = site.get(f"{PAGE}.json").json()
    assert (found["number"], found["version"], found["week"], found["hash"]) == (1, 1, WEEK, out.hash)
    sentences = [one for item in found["content"]["items"] for one in item["sentences"]]
    assert len(sentences) == sum(len(item.sentences) for item in out.edition.items)
    assert all(one["evidence"] and one["evidence"][0]["quote"] for one in sentences)


def test_a_correction_is_seen_at_the_top_in_the_log_and_in_every_list(site: TestClient, desk: Store) -> None:
    first = published_week(desk)
    second = corrected(desk, words="Het bedrag stond er verkeerd & is nu <goed>.")
    page = site.get(PAGE).text
    words = shown(page)
    assert "Verbeterd op 21 maart 2026, 10.30 uur: Het bedrag stond er verkeerd & is nu <goed>." in words
    log = words[words.index("Logboek") :]
    assert log.index("Versie 2") < log.index("Versie 1") and "goedgekeurd door Bas" in log and "goedgekeurd door Eva" in log
    assert second.hash in words and first.hash not in words
    assert "verbeterd op 21 maart 2026" in shown(site.get("/edities").text)
    assert "Verbeterd op" in shown(site.get("/").text)
    assert data_of(page)["correction"] == [{"@type": "CorrectionComment", "text": second.correction, "datePublished": second.at}]


def test_an_old_version_stays_as_it_was(site: TestClient, desk: Store) -> None:
    published_week(desk)
    frozen = [f"{PAGE}/versie/1{end}" for end in (".json", ".pdf", "/inhoud.json")]
    before = {path: site.get(path).content for path in frozen}
    page = site.get(f"{PAGE}/versie/1").text
    corrected(desk)
    assert {path: site.get(path).content for path in frozen} == before
    after = site.get(f"{PAGE}/versie/1").text
    note = re.compile(
        r'<p class="warning" role="note">.*?</p>\n?|<meta name="robots"[^>]*>\n?|<title>.*?</title>|<footer.*</footer>', re.DOTALL
    )
    assert re.sub(r'"url":"[^"]*"', "", note.sub("", page)) == re.sub(r'"url":"[^"]*"', "", note.sub("", after))
    assert "Dit is een oude versie." in after and f'<a href="{PAGE}">Lees de nieuwste versie' in after
    assert "Een betere titel" not in after and "Een betere titel" in site.get(f"{PAGE}/versie/2").text
    for odd in ("0", "3", "01", "x", "-1", "9" * 5000, "١"):
        assert site.get(f"{PAGE}/versie/{odd}").status_code == 404


def test_the_front_page_leads_with_what_is_out_and_names_a_newer_draft(site: TestClient, desk: Store) -> None:
    published_week(desk)
    draft_edition(desk, "2026-W13", lambda: NOW)
    front = shown(site.get("/").text)
    assert front.index("Week 12 van 2026") < front.index(OWN_WORDS)
    assert "Concept week 13 van 2026" in front
    listed = shown(site.get("/edities").text)
    assert listed.index("Editie 1") < listed.index("Nog niet uitgebracht") < listed.index("Week 13 van 2026")
    assert listed.count("Week 12 van 2026") == 1


def test_editions_lead_to_each_other(site: TestClient, desk: Store) -> None:
    published_week(desk)
    opened = open_week(desk, "2026-W12", NOW).edition
    item = opened.items[0]
    later = open_week(desk, "2026-W13", NOW + timedelta(days=7))
    from bijgepraat.pipeline.desk import save

    done = save(desk, "2026-W13", lambda e: steps.take(_with(e, item), item.id, True), later.version, "Eva", LATER)
    second = publish(desk, "2026-W13", done.version, by="Eva", now=LATER + timedelta(days=7))
    assert second.number == 2
    assert 'rel="next" href="/edities/2026-W13"' in site.get(PAGE).text
    assert f'rel="prev" href="{PAGE}"' in site.get("/edities/2026-W13").text


def _with(edition, item):  # type: ignore[no-untyped-def]
    from dataclasses import replace

    return replace(edition, items=(*edition.items, item))


def test_linked_data_names_every_source(site: TestClient, desk: Store) -> None:
    out = published_week(desk)
    found = data_of(site.get(PAGE).text)
    assert found["@type"] == ["NewsArticle", "Report"] and found["url"] == SITE + PAGE
    assert found["isAccessibleForFree"] is True and str(found["license"]).startswith("https://creativecommons.org/")
    assert found["datePublished"] == found["dateModified"] == out.at and "correction" not in found
    records = {proof.record for item in out.edition.items for one in item.sentences for proof in one.evidence}
    citations = found["citation"]
    assert isinstance(citations, list)
    assert {one["identifier"] for one in citations} >= records and all(one["url"].startswith("http") for one in citations)
    parts = found["hasPart"]
    assert isinstance(parts, list) and [one["headline"] for one in parts] == [item.title for item in out.edition.items]
    ids = {one["@id"] for one in citations}
    assert all(set(one["citation"]) <= ids for one in parts)


def test_hostile_words_stay_words(site: TestClient, desk: Store) -> None:
    version = change(desk, hostile)
    publish(desk, WEEK, version, by=HOSTILE[0], now=NOW)
    page = site.get(PAGE).text
    assert "<script>alert" not in page and page.count("<script") == page.count("</script>") == 1
    assert data_of(page)["editor"] == {"@type": "Person", "name": HOSTILE[0]}
    words = shown(page)
    for one in (*HOSTILE, LONG):
        assert " ".join(one.split()) in words
    for path in ("/", "/edities", f"{PAGE}/versie/1"):
        assert "<script>alert" not in site.get(path).text


def test_the_page_says_where_the_feeds_are(site: TestClient, desk: Store) -> None:
    published_week(desk)
    for path in ("/", "/edities", PAGE):
        page = site.get(path).text
        for kind, place in (
            ("application/atom+xml", "/edities/atom.xml"),
            ("application/feed+json", "/edities/feed.json"),
            ("text/calendar", "/edities/agenda.ics"),
        ):
            link = re.search(rf'<link rel="alternate" type="{re.escape(kind)}" [^>]*href="([^"]+)"', page)
            assert link is not None and link[1] == place
            assert site.get(place).headers["content-type"].startswith(kind)


@pytest.mark.parametrize(
    "path", ["/edities/2026-W99", "/edities/niets", "/edities/niets.pdf", "/edities/2026-W12%0a", f"{PAGE}/versie/"]
)
def test_what_is_no_edition_is_not_found(site: TestClient, desk: Store, path: str) -> None:
    published_week(desk)
    assert site.get(path).status_code in {404, 307}


def test_the_mail_of_the_edition_can_be_followed(site: TestClient, tmp_path: Path) -> None:
    page = site.get("/volgen?soort=editie&doel=week").text
    assert "elke nieuwe editie" in page and 'name="ritme" value="meteen"' in page and "/edities/atom.xml" in page
    assert "Volg elke nieuwe editie" not in site.get("/volgen?soort=editie&doel=iets").text
