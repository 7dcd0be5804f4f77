# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Home with what is new since a visit, the timeline, a dossier, the pages that explain, and light or dark."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from small_house import MOTION_TITLE
from starlette.testclient import TestClient

from bijgepraat.pipeline.site.help import explanation, measured, measured_of
from bijgepraat.store.store import Store
from bijgepraat.understand.calendar import prinsjesdag
from bijgepraat.web.app import create_app

ROOT = Path(__file__).parents[2]


@pytest.fixture
def reader(house: Store) -> Iterator[TestClient]:
    """Somebody who was never here."""
    with TestClient(create_app(house)) as client:
        yield client


def text_of(body: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", body)).split())


def test_a_first_visit_shows_the_week_and_remembers_only_a_change_number(reader: TestClient, house: Store) -> None:
    answer = reader.get("/")
    assert "Nieuw in de week tot en met" in text_of(answer.text)
    assert answer.headers["cache-control"] == "private, no-cache"
    kept = {cookie.name: cookie.value for cookie in reader.cookies.jar}
    assert kept == {"gezien": str(house.changes())}
    assert "httponly" in answer.headers["set-cookie"].lower()


def test_a_later_visit_shows_what_came_since_and_goes_on_doing_so_while_it_lasts(reader: TestClient, house: Store) -> None:
    reader.cookies.set("gezien", "0")
    first = text_of(reader.get("/").text)
    assert "Nieuw sinds uw vorige bezoek" in first
    assert MOTION_TITLE in first
    assert reader.cookies["bezoek"] == "0"
    assert "gezien=" + str(house.changes()) in reader.get("/").headers["set-cookie"]
    # The same visit: what was new stays in view.
    assert "Nieuw sinds uw vorige bezoek" in text_of(reader.get("/").text)


def test_who_has_seen_everything_is_told_so(reader: TestClient, house: Store) -> None:
    reader.cookies.set("gezien", str(house.changes()))
    assert "Er kwam sindsdien niets bij dat gemeenten raakt." in text_of(reader.get("/").text)


@pytest.mark.parametrize("odd", ["-1", "x", "9" * 40, "²", "99999999", "1e3", ""])
def test_an_odd_cookie_counts_as_none(reader: TestClient, odd: str) -> None:
    answer = reader.get("/", headers={"cookie": f"gezien={odd}".encode()})
    assert "Nieuw in de week" in text_of(answer.text)


def test_each_number_on_home_leads_to_its_evidence(site: TestClient) -> None:
    body = site.get("/").text
    cards = re.findall(r'<li class="number-card[^"]*"><a href="([^"]*)">(.*?)</a>', body, re.DOTALL)
    assert cards
    for page, words in cards:
        assert re.search(r"<strong>[^<]*\d|nog niets", words)
        assert site.get(html.unescape(page)).status_code == 200


def test_the_menu_has_at_most_seven_items_and_is_there_without_script(site: TestClient) -> None:
    body = site.get("/uitleg").text
    menus = re.findall(r'<nav[^>]*aria-label="Hoofdmenu">(.*?)</nav>', body, re.DOTALL)
    assert len(menus) == 2
    for menu in menus:
        assert 0 < len(re.findall(r"<a ", menu)) <= 7
    assert '<details class="menu">' in body
    assert "<script" not in body


def test_the_timeline_tells_in_a_list_what_its_picture_shows(site: TestClient) -> None:
    body = site.get("/tijdlijn?periode=2025").text
    page = text_of(body)
    assert f"{prinsjesdag(2025).day} september" in page
    assert "Verkiezingen voor de Tweede Kamer" in page
    assert "Concept van week 27 van 2025" in page
    dots = len(re.findall(r"<circle", body.partition("pic-narrow")[0]))
    listed = len(re.findall(r'<li class="lane-', body))
    assert dots == listed > 2
    assert re.search(r'<svg[^>]*role="img" aria-labelledby="lijn-breed-t lijn-breed-d"', body)
    assert "<desc" in body


def test_the_timeline_can_be_looked_at_nearer_by_quarter_and_month(site: TestClient) -> None:
    year = site.get("/tijdlijn?periode=2025").text
    assert 'href="/tijdlijn?periode=2025-K3"' in year
    quarter = site.get("/tijdlijn?periode=2025-K3").text
    assert 'href="/tijdlijn?periode=2025-07" ' in quarter or 'href="/tijdlijn?periode=2025-07"' in quarter
    month = text_of(site.get("/tijdlijn?periode=2025-07").text)
    assert "Juli 2025" in month
    assert "Prinsjesdag 2025" not in month
    assert "Prinsjesdag 2025" in text_of(quarter)


@pytest.mark.parametrize("odd", ["2025-13", "2025-K5", "x", "0000", "2025-7", "%00", "99999999999999999999", "1900-01"])
def test_an_odd_period_shows_the_whole_formation(site: TestClient, odd: str) -> None:
    answer = site.get(f"/tijdlijn?periode={odd}")
    assert answer.status_code == 200
    assert "Sinds Prinsjesdag" in text_of(answer.text)


def test_the_timeline_of_an_empty_store_says_so(empty: TestClient) -> None:
    assert "Er is nog niets ingelezen" in text_of(empty.get("/tijdlijn").text)


def test_a_dossier_says_where_it_stands_with_a_quote_that_leads_to_its_place(site: TestClient) -> None:
    body = site.get("/dossiers/jeugd").text
    stand = re.search(r'<p class="stand">(.*?)</p>', body, re.DOTALL)
    assert stand
    assert re.search(r"\d", text_of(stand[1]))
    for link in re.findall(r'href="#([^"]*)"', stand[1]):
        assert f'id="{link}"' in body
    decisive = re.search(r'<blockquote class="decisive">(.*?)</blockquote>', body, re.DOTALL)
    assert decisive
    words = re.search(r"<p>“([^”]*)”", decisive[1])
    place = re.search(r'class="source-mark" href="([^"]*)"', decisive[1])
    assert words
    assert place
    target = html.unescape(place[1]).partition("#")[0]
    start = html.unescape(words[1]).split("…")[0].strip()[:60]
    assert start in text_of(site.get(target).text)


def test_a_dossier_can_be_followed_and_names_its_neighbours(site: TestClient) -> None:
    body = site.get("/dossiers/jeugd").text
    assert 'href="/volgen?soort=thema&amp;doel=jeugd"' in body
    assert site.get("/volgen?soort=thema&doel=jeugd").status_code == 200
    for other in re.findall(r'class="theme t-[a-z-]+" href="(/dossiers/[a-z-]+)"', body):
        assert site.get(other).status_code == 200


def test_how_sure_we_are_is_what_was_measured() -> None:
    assert measured_of((ROOT / "docs" / "measurements.md").read_text("utf-8")) == measured(), (
        "docs/measurements.md is veranderd: draai python tools/make_measured.py"
    )
    lines = {line.name: line for line in explanation().lines}
    precision, recall = measured()["figures"]["relevance, level 2: precision, recall, F1"][:2]
    direct = lines["Raakt gemeenten direct"]
    assert (direct.right, direct.found) == (round(100 * precision), round(100 * recall))
    assert all(line.said for line in lines.values())


def test_figures_without_a_table_are_refused() -> None:
    with pytest.raises(ValueError, match="geen datum"):
        measured_of("# Niets\n\n| date | 2026-01-01 |\n")


def test_the_explanation_shows_every_figure_and_what_it_does_not_see(site: TestClient) -> None:
    page = text_of(site.get("/uitleg").text)
    for line in explanation().lines:
        assert line.name in page
        assert line.said in page
    assert "Wat wij niet zien" in page


def test_every_cookie_that_home_sets_is_explained(reader: TestClient) -> None:
    reader.cookies.set("gezien", "1")
    reader.get("/")
    reader.post("/weergave", data={"kleur": "donker"})
    page = reader.get("/privacy").text
    explained = set(re.findall(r'<th scope="row">([a-z]+)</th>', page))
    assert {cookie.name for cookie in reader.cookies.jar} <= explained


def test_every_source_is_named_with_its_licence(site: TestClient) -> None:
    page = text_of(site.get("/bronnen").text)
    assert "Tweede Kamer" in page
    assert "CC0-1.0" in page


def test_dark_is_remembered_without_an_account_and_can_be_given_up(reader: TestClient) -> None:
    plain = reader.get("/uitleg")
    assert "data-weergave" not in plain.text
    answer = reader.post("/weergave", data={"kleur": "donker"}, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/weergave?gekozen")
    dark = reader.get("/uitleg")
    assert '<html lang="nl" data-weergave="donker">' in dark.text
    assert dark.headers["vary"].lower().startswith("cookie")
    assert dark.headers["etag"] != plain.headers["etag"]
    assert dark.text.replace(' data-weergave="donker"', "") == plain.text
    # A page that the browser has in another scheme is not "unchanged".
    again = reader.get("/uitleg", headers={"if-none-match": f"{plain.headers['etag']}, {dark.headers['etag']}"})
    assert again.status_code == 304
    assert reader.get("/uitleg", headers={"if-none-match": plain.headers["etag"]}).status_code == 200
    assert '<html lang="nl" data-weergave="donker">' in reader.get("/niets").text
    assert "(nu gekozen)" in reader.get("/weergave").text
    reader.post("/weergave", data={"kleur": ""})
    assert "data-weergave" not in reader.get("/uitleg").text


@pytest.mark.parametrize("odd", ["paars", '"><script>', "donker2", "x" * 9000])
def test_an_odd_choice_is_no_choice(reader: TestClient, odd: str) -> None:
    answer = reader.get("/uitleg", headers={"cookie": f"weergave={odd}"})
    assert answer.status_code == 200
    assert "data-weergave" not in answer.text


def test_a_form_that_is_too_large_is_refused(reader: TestClient) -> None:
    assert reader.post("/weergave", data={"kleur": "x" * 5000}).status_code == 413
