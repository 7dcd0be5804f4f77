# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The pages of promises and of municipalities: filters, places of quotes, estimates, and what is typed wrong."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from bijgepraat.pipeline.demo import prepare_demo
from bijgepraat.pipeline.site.municipalities import amount_of
from bijgepraat.store.store import Store
from bijgepraat.web.app import create_app


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    with Store.open(tmp_path_factory.mktemp("boeken")) as store:
        prepare_demo(store, None)
        with TestClient(create_app(store)) as client:
            yield client


LINK = re.compile(r'<h[23]><a href="(/toezeggingen/\w+)"')


def words(text: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", text)).split())


def test_promises_are_counted_per_state_and_filtered(site: TestClient) -> None:
    page = site.get("/toezeggingen").text
    counts = {name: int(number) for name, number in re.findall(r'toestand=([\w-]+)">[\w ]+<span class="n">(\d+)<', page)}
    assert counts["te-laat"] > 0 and sum(counts.values()) == int(re.findall(r"(\d+) toezeggingen, stand", page)[0])
    columns = dict(re.findall(r'<h2 id="kolom-([\w-]+)">[\w ]+<span class="n">(\d+)<', page))
    assert {name: int(number) for name, number in columns.items()} == counts
    late = site.get("/toezeggingen?toestand=te-laat").text
    assert late.count('class="state-tag s-te-laat"') == counts["te-laat"]
    assert 'class="state-tag s-open"' not in late
    youth = site.get("/toezeggingen?thema=jeugd").text
    assert 0 < len(set(LINK.findall(youth))) < len(set(LINK.findall(page)))


def test_promises_are_laid_out_by_term(site: TestClient) -> None:
    page = site.get("/toezeggingen?naar=termijn").text
    dues = {name: int(number) for name, number in re.findall(r'termijn=([\w-]+)">[\w ]+<span class="n">(\d+)<', page)}
    assert dues["over-tijd"] > 0 and "Wanneer termijnen aflopen" in page
    states = site.get("/toezeggingen").text
    waiting = re.findall(r'id="kolom-(?:te-laat|open)">[\w ]+<span class="n">(\d+)<', states)
    assert sum(dues.values()) == sum(map(int, waiting)), "what is done or withdrawn has no term any more"
    for name, number in dues.items():
        assert len(set(LINK.findall(site.get(f"/toezeggingen?termijn={name}").text))) == min(number, 40)


def test_promises_of_one_minister(site: TestClient) -> None:
    page = site.get("/toezeggingen").text
    options = re.findall(r'<option value="([^"]+)">[^<]+ \((\d+)\)</option>', page[page.index('id="wie"') :])
    assert options
    for who, number in options:
        found = site.get("/toezeggingen", params={"wie": html.unescape(who)}).text
        assert int(re.findall(r"(\d+) toezegging", words(found[found.index('<p class="meta">') :]))[0]) == int(number)
    assert "Toon alles" not in site.get("/toezeggingen?wie=niemand").text, "an odd name counts as empty"


@pytest.mark.parametrize(
    "odd", ["?toestand=x", "?thema=x", "?pagina=-1", "?pagina=99999", "?pagina=²", "?naar=x", "?termijn=x", "?wie=%00"]
)
def test_odd_questions_get_a_page(site: TestClient, odd: str) -> None:
    assert site.get(f"/toezeggingen{odd}").status_code == 200


def test_a_promise_shows_its_life_and_every_quote_leads_to_its_place(site: TestClient) -> None:
    page = site.get("/toezeggingen").text
    pages = [page, *(site.get(f"/toezeggingen?toestand={state}").text for state in ("te-laat", "open", "nagekomen"))]
    addresses = list(dict.fromkeys(address for one in pages for address in LINK.findall(one)))
    lives = [(site.get(address).text) for address in addresses]
    assert any(life.count("<blockquote>") >= 3 for life in lives)
    life = max(lives, key=lambda text: text.count("<blockquote>"))
    places = re.findall(r'<blockquote><p>([^<]+)</p></blockquote>\s*<p class="by"><a href="([^"]+)"', life)
    assert len(places) == life.count("<blockquote>")
    for quote, place in places:
        target = site.get(html.unescape(place))
        assert target.status_code == 200
        assert html.unescape(quote)[:40] in words(target.text)
    assert site.get("/toezeggingen/bestaatniet").status_code == site.get("/toezeggingen/bestaatniet.png").status_code == 404
    clocks = [life for life in lives if "De klok van deze toezegging" in life]
    assert clocks and all("termijn" in life or "tot en met" in life for life in clocks)
    card = site.get(f"{addresses[0]}.png")
    assert card.headers["content-type"] == "image/png" and card.content[:4] == b"\x89PNG"


def test_a_municipality_says_what_an_amount_means_as_an_estimate(site: TestClient) -> None:
    page = words(site.get("/gemeenten/GM0344?bedrag=728+miljoen&cluster=jeugd").text)
    assert "ongeveer € 13.896.452" in page and "€ 37,13 per inwoner" in page
    assert "Schatting" in page and "2024" in page and "circulaire" in page and "dat bewijst ons rekenwerk" in page
    assert "Stichtse Vecht" in page, "others in the province"
    assert site.get("/gemeenten/gm0344").status_code == site.get("/gemeenten/Utrecht").status_code == 200
    assert site.get("/gemeenten/GM9999").status_code == site.get("/gemeenten/x%00").status_code == 404


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("bedrag=veel", "Dat is geen bedrag"),
        ("bedrag=9999+miljard", "groter dan duizend miljard"),
        ("bedrag=5+mln&cluster=overig", "kies een ander cluster"),
        ("bedrag=&cluster=zomaar", "Wat betekent een bedrag"),
        ("bedrag=%3Cscript%3E", "Dat is geen bedrag"),
    ],
)
def test_what_is_typed_wrong_is_said_on_the_page(site: TestClient, asked: str, said: str) -> None:
    answer = site.get(f"/gemeenten/GM0765?{asked}")
    assert answer.status_code == 200 and said in words(answer.text) and "<script>" not in answer.text


def test_all_342_are_listed_and_the_form_leads_to_one(site: TestClient) -> None:
    page = site.get("/gemeenten").text
    assert len(set(re.findall(r'href="/gemeenten/(GM\d{4})"', page))) == 342
    answer = site.get("/gemeenten/kies?gemeente=GM0765", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/gemeenten/GM0765")
    away = site.get("/gemeenten/kies?gemeente=//kwaad.example", follow_redirects=False)
    assert away.headers["location"].startswith("/gemeenten/%2F")


@pytest.mark.parametrize(
    ("written", "euros"),
    [
        ("728 miljoen", 728_000_000),
        ("€ 1.000.000", 1_000_000),
        ("1,5 mld", 1_500_000_000),
        ("-25 mln", -25_000_000),
        ("250000", 250_000),
        ("0,5", 0),
        ("", None),
        ("1.00", None),
        ("1 000", None),
    ],
)
def test_amounts_as_people_type_them(written: str, euros: int | None) -> None:
    assert amount_of(written)[0] == euros


@given(st.text(max_size=40))
def test_anything_typed_is_an_amount_or_gets_a_reason(written: str) -> None:
    euros, wrong = amount_of(written)
    assert euros is None or wrong is None
    assert euros is not None or wrong is not None or not written.replace("€", "").strip()
