# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The pages of money: sums that are those of their lines, every number within two clicks of its quote, estimates said as such."""

from __future__ import annotations

import html
import re
import struct
from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from bijgepraat.pipeline.demo import prepare_demo
from bijgepraat.pipeline.municipalities import newest_distribution, spread_over
from bijgepraat.pipeline.paid import book, sums
from bijgepraat.store.store import Store
from bijgepraat.web.app import create_app


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with Store.open(tmp_path_factory.mktemp("geld")) as found:
        prepare_demo(found, None)
        yield found


@pytest.fixture(scope="module")
def site(store: Store) -> Iterator[TestClient]:
    with TestClient(create_app(store)) as client:
        yield client


def words(page: str) -> str:
    inside = page[page.index("<main") : page.index("</main>")]
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", inside)).split())


def links_of_sums(page: str) -> list[tuple[str, int, str]]:
    """(path, how many amounts, what of) behind each number of the table."""
    found = re.findall(r'<td role="cell" class="num"><span[^>]*>[^<]*</span><a href="([^"]+)" aria-label="([^"]+)"', page)
    said = [(html.unescape(path), html.unescape(label)) for path, label in found]
    return [(path, int(re.findall(r"(\d+) bedrag", label)[0]), label) for path, label in said]


@pytest.mark.parametrize("unit", ["structureel", "jaarlijks", "niet-gezegd"])
def test_every_number_leads_to_its_lines_and_each_line_to_its_words(site: TestClient, unit: str) -> None:
    links = links_of_sums(site.get(f"/geld?eenheid={unit}").text)
    assert links
    for path, number, label in links:
        lines = site.get(path).text
        shown = re.findall(r'<p class="amount"><a href="([^"]+)">([^<]+)</a>', lines)
        assert len(shown) == number and 'id="regels"' in lines, path
        if number == 1:
            assert html.unescape(shown[0][1]) in label
        target = site.get(html.unescape(shown[0][0])).text
        assert 'id="citaat"' in target


def test_sums_are_those_of_the_book(site: TestClient, store: Store) -> None:
    page = words(site.get("/geld/jeugd?eenheid=niet-gezegd").text)
    (youth,) = [one for one in sums(book(store)) if one.theme == "jeugd" and one.unit.value == "niet gezegd"]
    assert (youth.asked, youth.came) == ((1_078_000_000, 1_078_000_000), (798_000_000, 798_000_000))
    assert "€ 1,078 miljard" in page and "€ 798 miljoen" in page and "gevraagd" in page


def test_the_flow_has_a_funnel_where_asked_money_came(site: TestClient) -> None:
    page = site.get("/geld/jeugd?eenheid=niet-gezegd").text
    assert page.count("<polygon") >= 2, "for a wide and for a narrow screen"
    assert "Van vraag tot betaling" in page and page.count('role="img"') == 4
    assert "<polygon" not in site.get("/geld/asiel?eenheid=niet-gezegd").text
    assert ' style="' not in page


def test_a_year_keeps_what_was_said_in_it(site: TestClient) -> None:
    whole = site.get("/geld/jeugd?eenheid=niet-gezegd").text
    years = sorted(set(re.findall(r"jaar=(\d{4})", whole)))
    assert years
    numbers = {}
    for year in years:
        page = site.get(f"/geld/jeugd?eenheid=niet-gezegd&jaar={year}&stand=gevraagd").text
        numbers[year] = int(re.findall(r"(\d+) bedrag(?:en)?: gevraagd", words(page))[0])
    assert sum(numbers.values()) == int(re.findall(r">gevraagd <span class=\"n\">(\d+)<", whole)[0])
    assert "toon alle jaren" in words(site.get("/geld/jeugd?eenheid=niet-gezegd&jaar=1901").text)


def test_a_municipality_gets_estimates_that_are_said_to_be(site: TestClient, store: Store) -> None:
    page = words(site.get("/geld/jeugd?eenheid=niet-gezegd&gemeente=Utrecht").text)
    assert "Schatting voor Utrecht" in page and "als het hele bedrag via het gemeentefonds ging" in page
    share = next(
        one.share for one in spread_over(newest_distribution(store), 10**9, "jeugd") if one.municipality.code == "GM0344"
    )
    part = round(1_078_000_000 * share)
    assert f"ongeveer € {str(round(part / 10**6, 1)).replace('.', ',')} miljoen" in page
    assert site.get("/geld?gemeente=GM0344").text.count("ongeveer") > 3
    assert "Schatting voor" not in words(site.get("/geld/asiel?eenheid=niet-gezegd").text)


def test_what_is_no_municipality_is_said(site: TestClient) -> None:
    answer = site.get("/geld?gemeente=Nergenshuizen<b>")
    assert answer.status_code == 200 and "Onbekende gemeente" in words(answer.text) and "<b>" not in answer.text
    assert 'aria-describedby="gemeente-fout"' in answer.text


@pytest.mark.parametrize("odd", ["?eenheid=x", "?jaar=abc", "?jaar=99999", "?stand=x&pagina=-1", "?pagina=²", "?gemeente=%00"])
def test_odd_questions_get_a_page(site: TestClient, odd: str) -> None:
    assert site.get(f"/geld{odd}").status_code == site.get(f"/geld/jeugd{odd}").status_code == 200
    assert site.get(f"/geld.png{odd}").headers["content-type"] == "image/png"


def test_no_such_theme(site: TestClient) -> None:
    assert site.get("/geld/niets").status_code == site.get("/geld/niets.png").status_code == 404


@pytest.mark.parametrize("page", ["/geld", "/geld/jeugd", "/geld?gemeente=GM0344", "/toezeggingen", "/inzet", "/stemmingen"])
def test_a_page_says_what_who_shares_it_shows(site: TestClient, page: str) -> None:
    text = site.get(page).text
    told = dict(re.findall(r'<meta property="og:(\w+)" content="([^"]*)">', text))
    assert told["title"] and told["description"]
    assert told["url"] == f"http://testserver{html.escape(page)}"
    picture = html.unescape(told["image"])
    assert picture.startswith("http://testserver/")
    answer = site.get(picture.removeprefix("http://testserver"))
    assert answer.headers["content-type"] == "image/png"
    assert struct.unpack(">II", answer.content[16:24]) == (1200, 630)


def test_an_unchanged_picture_costs_no_bytes(site: TestClient) -> None:
    first = site.get("/geld.png")
    again = site.get("/geld.png", headers={"if-none-match": first.headers["etag"]})
    assert again.status_code == 304 and not again.content


def test_without_amounts_the_page_says_so(empty: TestClient) -> None:
    assert "geen bedrag gevonden" in words(empty.get("/geld").text)
    assert empty.get("/geld/jeugd").status_code == empty.get("/geld.png").status_code == 200
