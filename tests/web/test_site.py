# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The site over a small house: every address, what stands there, and what odd requests get."""

from __future__ import annotations

import html
import re
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from small_house import MOTION, MOTION_TITLE, ODD_KEY, TURNS
from starlette.testclient import TestClient

from bijgepraat.model.views import page_of, place_of
from bijgepraat.store.store import Store

PAGES = (
    "/",
    "/edities",
    "/edities/2025-W27",
    "/dossiers",
    "/dossiers/jeugd",
    "/dossiers/overig",
    "/tijdlijn",
    "/uitleg",
    "/toegankelijkheid",
    "/privacy",
    "/bronnen",
    "/weergave",
    "/documenten/Publicatie/kst-99010-3",
    "/documenten/Debat/debat-1",
    "/documenten/Besluit/b1",
    "/mensen",
    "/mensen/p1",
    "/mensen/spreker%3ADirk%20Terwolde",
    "/partijen",
    "/toezeggingen",
    "/gemeenten",
    "/gemeenten/GM0344?bedrag=728+miljoen",
    "/partijen/f1",
    "/zoeken",
    "/zoeken?q=jeugdzorg",
    "/status",
)


def text_of(body: str) -> str:
    """A page as a reader sees it, with single spaces."""
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", body)).split())


def shown(site: TestClient, address: str) -> str:
    """The words on a page that must be there."""
    answer = site.get(address)
    assert answer.status_code == 200, address
    return text_of(answer.text)


def links(site: TestClient, address: str) -> list[str]:
    return [html.unescape(link) for link in re.findall(r'href="([^"]*)"', site.get(address).text)]


def test_every_page_answers_and_every_link_leads_somewhere(site: TestClient) -> None:
    seen: set[str] = set()
    todo = list(PAGES)
    while todo:
        address = todo.pop()
        if address in seen:
            continue
        seen.add(address)
        answer = site.get(address)
        assert answer.status_code == 200, address
        if answer.headers["content-type"].startswith("text/html"):
            page = answer.text
            ids = set(re.findall(r' id="([^"]*)"', page))
            for link in re.findall(r'href="([^"]*)"', page):
                link = html.unescape(link)
                if link.startswith("#"):
                    assert link[1:] in ids, (address, link)
                elif link.startswith("/"):
                    todo.append(link.partition("#")[0])
                else:
                    assert link.startswith("https://"), (address, link)
    assert len(seen) > 60


@pytest.mark.parametrize(
    "address",
    [
        "/niets",
        "/edities/2025-W99",
        "/edities/2025-27",
        "/edities/2024-W01.json",
        "/dossiers/geen-thema",
        "/documenten/Zaak",
        "/documenten/Zaak/bestaat-niet",
        "/documenten/Onzin/z3",
        "/documenten/Publicatie/kst-99010-3?versie=99",
        "/documenten/Publicatie/bestaat-niet/tekst",
        "/mensen/niemand",
        "/mensen/spreker:Niemand",
        "/partijen/geen",
        "/bestanden/site.css",
        "/bestanden/..%2f..%2fapp.py",
    ],
)
def test_what_is_not_there_gets_a_page_that_says_so(site: TestClient, address: str) -> None:
    answer = site.get(address)
    assert answer.status_code == 404
    assert "Deze pagina is er niet" in answer.text


def test_every_answer_carries_the_security_headers(site: TestClient) -> None:
    style = next(link for link in links(site, "/") if link.endswith(".css"))
    for address in (*PAGES, style, "/healthz", "/niets", "/edities/2025-W27.json", "/documenten/Publicatie/kst-99010-3/tekst"):
        headers = site.get(address).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"


def test_pages_are_asked_for_again_and_cost_nothing_when_unchanged(site: TestClient) -> None:
    first = site.get("/dossiers/jeugd")
    assert first.headers["cache-control"] == "no-cache"
    again = site.get("/dossiers/jeugd", headers={"if-none-match": f'"other", {first.headers["etag"]}'})
    assert (again.status_code, again.content) == (304, b"")
    assert site.get("/dossiers/jeugd", headers={"if-none-match": '"other"'}).status_code == 200


def test_styles_are_kept_for_good_and_pages_are_compressed(site: TestClient) -> None:
    style = next(link for link in links(site, "/") if link.endswith(".css"))
    assert "immutable" in site.get(style).headers["cache-control"]
    assert site.get("/status", headers={"accept-encoding": "gzip"}).headers["content-encoding"] == "gzip"


def test_only_reading_is_allowed(site: TestClient) -> None:
    answer = site.post("/zoeken", data={"q": "x"})
    assert answer.status_code == 405
    assert "GET" in answer.headers["allow"]


def test_home_shows_the_newest_edition_what_is_coming_and_the_dossiers(site: TestClient) -> None:
    page = shown(site, "/")
    assert "Week 27 van 2025" in page
    assert MOTION_TITLE in page
    assert "€ 728 miljoen" in page
    assert "Commissiedebat jeugdhulp" in page
    assert "Afgelast overleg" not in page
    assert "10.00 uur" in page
    assert "Jeugd" in page


def test_an_edition_links_each_sentence_to_its_words_in_the_version_it_quotes(site: TestClient) -> None:
    words = "gemeenten in 2026 € 728 miljoen ontvangen voor jeugdzorg"
    start = MOTION.index(words)
    place = place_of("Publicatie:kst-99010-3", start, start + len(words), version=2)
    assert place in links(site, "/edities/2025-W27")
    page = site.get(place.partition("#")[0]).text
    marked = "".join(re.findall(r'<mark class="[^"]*citaat[^"]*"[^>]*>([^<]*)</mark>', page))
    assert html.unescape(marked) == words
    assert page.count('id="citaat"') == 1
    assert "/edities/2025-W26" in links(site, "/edities/2025-W27")


def test_an_edition_can_be_had_as_json(site: TestClient) -> None:
    found = site.get("/edities/2025-W27.json").json()
    assert found["week"] == "2025-W27"
    evidence = found["developments"][0]["sentences"][0]["evidence"]
    assert MOTION[evidence["start"] : evidence["end"]] == evidence["quote"]


def test_a_dossier_shows_what_matters_and_why_by_month(site: TestClient) -> None:
    page = shown(site, "/dossiers/jeugd")
    assert "juli 2025" in page
    assert MOTION_TITLE in page
    assert "gemeenten" in page
    assert "Jansen" not in page
    everything = shown(site, "/dossiers/jeugd?niveau=0")
    assert "Motie van het lid Jansen" in everything
    assert everything.index("juli 2025") < everything.index("januari 2024")


def test_a_zaak_its_document_and_its_publication_are_one_line_of_a_dossier(site: TestClient) -> None:
    body = site.get("/dossiers/jeugd").text
    titles = re.findall(r'<h3><a href="([^"]*)">' + re.escape(MOTION_TITLE), body)
    assert titles == ["/documenten/Publicatie/kst-99010-3"]
    for other in ("/documenten/Zaak/z3", "/documenten/Document/d3"):
        assert f'href="{other}"' in body


def test_a_dossier_pages_through_everything_once(site: TestClient, house: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    from bijgepraat.pipeline.site import lists

    whole = re.findall(r'<h3><a href="([^"]*)"', site.get("/dossiers/jeugd?niveau=0").text)
    monkeypatch.setattr(lists, "_PER_PAGE", 2)
    address, found, pages = "/dossiers/jeugd?niveau=0", [], 0
    while address:
        body = site.get(address).text
        found += re.findall(r'<h3><a href="([^"]*)"', body)
        following = re.search(r'rel="next" href="([^"]*)"', body)
        address = html.unescape(following[1]) if following else ""
        pages += 1
    assert pages > 2
    assert set(whole) <= set(found)
    assert found[-1] == whole[-1]


def test_a_document_shows_its_text_with_what_was_found_in_it(site: TestClient) -> None:
    body = site.get("/documenten/Publicatie/kst-99010-3").text
    page = text_of(body)
    for line in MOTION.split("\n"):
        assert line in html.unescape(re.sub(r"<[^>]*>", "", body))
    assert "€ 728 miljoen, incidenteel" in page
    assert "uiterlijk 30 september 2025" in page
    assert 'href="/mensen/p1"' in body
    assert 'href="/documenten/Publicatie/kst-99010-1"' in body
    assert 'href="https://zoek.officielebekendmakingen.nl/kst-99010-7"' in body
    assert "ab" * 32 in page
    assert "7 juli 2025, 06.30 uur (UTC)" in page
    assert "moties.zip, kst-99010-3.xml" in page
    assert "Anna Boterbloem" in page
    assert "versie 1" in page


def test_offsets_of_findings_match_the_plain_text(site: TestClient) -> None:
    plain = site.get("/documenten/Publicatie/kst-99010-3/tekst")
    assert plain.headers["content-type"] == "text/plain; charset=utf-8"
    assert plain.content.decode() == MOTION
    body = site.get("/documenten/Publicatie/kst-99010-3").text
    found = re.findall(r'<mark class="[^"]*" id="bedrag-(\d+)-(\d+)"[^>]*>([^<]*)</mark>', body)
    assert [MOTION[int(start) : int(end)] for start, end, _ in found] == [words for *_, words in found] == ["€ 728 miljoen"]


def test_an_older_version_keeps_its_text_and_says_that_it_is_old(site: TestClient) -> None:
    page = shown(site, "/documenten/Publicatie/kst-99010-3?versie=1")
    assert "Eerste versie." in page
    assert "U bekijkt versie 1" in page
    assert site.get("/documenten/Publicatie/kst-99010-3/tekst?versie=1").text == "Eerste versie."


def test_votes_stand_with_the_paper_they_are_about(site: TestClient) -> None:
    # z9 replaces number 2, so the order on the agenda is z9, z3, z4: z3 was voted down by 90 seats against 60.
    page = shown(site, "/documenten/Publicatie/kst-99010-3")
    assert "Verworpen" in page
    assert "60 voor" in page
    assert "90 tegen" in page
    assert "afgeleid uit de volgorde op de agenda" in page
    assert "3 juli 2025" in page
    assert "150" not in shown(site, "/documenten/Zaak/z4")
    assert "90 voor" in shown(site, "/documenten/Zaak/z4")
    assert "150 voor" in shown(site, "/documenten/Zaak/z9")
    assert "over sport" in shown(site, "/documenten/Besluit/b1")


def test_a_roll_call_counts_members_and_a_part_of_the_votes_is_not_an_outcome(site: TestClient) -> None:
    page = shown(site, "/documenten/Zaak/oud")
    assert "Hoofdelijk" in page
    assert "Boterbloem, A. PvhM Tegen 1" in page
    assert "Niet alle stemmen zijn binnen" in page
    assert "afgeleid uit de volgorde" not in page


def test_a_long_debate_is_cut_in_parts_that_hold_every_turn_once(site: TestClient) -> None:
    first = site.get("/documenten/Debat/debat-1").text
    parts = max(int(number) for number in re.findall(r"deel=(\d+)", first))
    assert parts > 2
    bodies = [site.get(f"/documenten/Debat/debat-1?deel={n}").text for n in range(1, parts + 1)]
    turns = [int(n) for body in bodies for n in re.findall(r'<section class="speech [a-z]*" id="p(\d+)"', body)]
    assert turns == list(range(1, TURNS + 1))
    assert "De spreker Anna" not in text_of("".join(bodies))
    assert 'href="/mensen/spreker%3ADirk%20Terwolde"' in first
    assert "minister van Binnenlandse Zaken" in first
    assert site.get("/documenten/Debat/debat-1?deel=99").text == bodies[-1]


def test_a_quote_deep_in_a_debate_opens_the_part_where_it_stands(site: TestClient, house: Store) -> None:
    plain = site.get("/documenten/Debat/debat-1/tekst").text
    words = f"Beurt {TURNS - 1} over jeugdzorg"
    start = plain.index(words)
    body = site.get(f"/documenten/Debat/debat-1?van={start}&tot={start + len(words)}").text
    marked = re.findall(r'<mark class="[^"]*citaat[^"]*"[^>]*>([^<]*)</mark>', body)
    assert html.unescape("".join(marked)) == words


def test_a_debate_finds_the_papers_it_names_by_number(site: TestClient) -> None:
    assert {"/documenten/Zaak/z3", "/documenten/Publicatie/kst-99010-1"} <= set(links(site, "/documenten/Debat/debat-1"))


def test_awkward_keys_and_texts_have_pages_of_their_own(site: TestClient) -> None:
    address = page_of("Bestand", ODD_KEY)
    assert "Eén regel <b>tekst</b> & 😀 meer." in html.unescape(site.get(address).text)
    assert site.get(f"{address}/tekst").text == "Eén regel <b>tekst</b> & 😀 meer."
    assert "De tekst van dit stuk is leeg" in shown(site, "/documenten/Bestand/leeg.txt")
    assert "ingetrokken" in shown(site, "/documenten/Zaak/weg")
    long = site.get("/documenten/Publicatie/kst-99010-1")
    assert len(long.content) < 120_000
    assert "Deel 1 van" in text_of(long.text)


def test_a_page_without_text_offers_its_title_as_text(site: TestClient) -> None:
    assert site.get("/documenten/Zaak/z3/tekst").text == MOTION_TITLE
    assert "alleen de omschrijving binnen" in shown(site, "/documenten/Zaak/z3")


def test_markup_in_a_source_is_never_markup_on_a_page(site: TestClient) -> None:
    for address in ("/documenten/Bericht/bericht-1", "/zoeken?q=raming", "/dossiers/jeugd?niveau=1"):
        body = site.get(address).text
        assert "<script" not in body
        assert "<script>alert(1)</script> raming" in html.unescape(re.sub(r"</?mark[^>]*>", "", body))


def test_a_person_has_what_they_filed_how_they_voted_and_what_they_said(site: TestClient) -> None:
    page = shown(site, "/mensen/p1")
    assert MOTION_TITLE in page
    assert "volgens de opgave van de bron" in page
    assert "1 keer tegen bij hoofdelijke stemmingen" in page
    assert "Beurt 0 over jeugdzorg" in page
    assert "PvhM" in page


def test_papers_are_found_by_name_only_where_the_name_is_one_persons(site: TestClient) -> None:
    bert = shown(site, "/mensen/p2")
    assert "over zwembaden" in bert
    assert "over sport" not in bert
    assert "meer mensen met deze achternaam (Carla de Wit)" in bert


def test_a_minister_known_from_a_debate_has_a_page(site: TestClient) -> None:
    page = shown(site, "/mensen/spreker%3ADirk%20Terwolde")
    assert "minister van Binnenlandse Zaken" in page
    assert "Beurt 1 over jeugdzorg" in page
    people = shown(site, "/mensen")
    assert people.index("Bewindspersonen") < people.index("Dirk Terwolde") < people.index("Leden van de Tweede Kamer")


def test_a_party_votes_as_a_whole_and_its_members_by_themselves(site: TestClient) -> None:
    page = shown(site, "/partijen/f1")
    assert "2 keer voor, 1 keer tegen" in page
    assert "Anna Boterbloem" in page
    assert MOTION_TITLE in page
    parties = shown(site, "/partijen")
    assert parties.index("PvhM") < parties.index("LN") < parties.index("OP")
    assert "niet meer in de Kamer" in parties


def test_search_finds_filters_orders_and_marks(site: TestClient) -> None:
    body = site.get("/zoeken?q=jeugdzorg").text
    assert "<mark>jeugdzorg</mark>" in body
    assert "resultaten" in text_of(body)
    narrowed = site.get("/zoeken?q=jeugdzorg&soort=nieuws").text
    assert re.findall(r'<h2><a href="([^"]*)"', narrowed) == ["/documenten/Ontwikkeling/week%231"]
    dates = re.findall(
        r'<li>\s*<p class="meta">.*?datetime="([^"]*)"', site.get("/zoeken?q=jeugdzorg&volgorde=nieuw").text, re.DOTALL
    )
    assert dates == sorted(dates, reverse=True)
    following = next(link for link in links(site, "/zoeken?q=jeugdzorg") if "pagina=2" in link)
    assert site.get(following).status_code == 200


def test_a_speech_that_is_found_leads_to_its_place(site: TestClient) -> None:
    body = site.get('/zoeken?q="beurt 100"&soort=debatten').text
    address = html.unescape(re.findall(r'<h2><a href="([^"]*)"', body)[0])
    assert "Beurt 100 over jeugdzorg" in text_of(site.get(address.partition("#")[0]).text)


@pytest.mark.parametrize("query", ["", "   ", "%20%09"])
def test_an_empty_question_is_explained(site: TestClient, query: str) -> None:
    assert "Typ een of meer woorden" in shown(site, f"/zoeken?q={query}")


@pytest.mark.parametrize(
    "query",
    ["Wmo/Jeugd", "50%", "AOW'er", "R&D", '"', "a" * 5000, "<script>", "\x00", "(((", "field:x AND", "é" * 100, "😀", "\ud83d"],
)
def test_any_question_is_valid(site: TestClient, query: str) -> None:
    answer = site.get("/zoeken?q=" + quote(query, errors="surrogatepass"))
    assert answer.status_code == 200
    assert "<script" not in answer.text


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=40), st.text(max_size=12), st.text(max_size=8), st.text(max_size=8))
def test_no_address_breaks_the_site(site: TestClient, query: str, odd: str, first: str, second: str) -> None:
    coded = [quote(value, safe="", errors="surrogatepass") for value in (query, odd, first, second)]
    query, odd, first, second = coded
    for address in (
        f"/zoeken?q={query}&soort={odd}&volgorde={first}&pagina={second}",
        f"/documenten/{odd or 'x'}/{query}?versie={first}",
        f"/documenten/Publicatie/kst-99010-3?versie={odd}&deel={first}&van={second}&tot={odd}",
        f"/dossiers/jeugd?niveau={first}&voor={query}",
        f"/mensen/{query}",
        f"/edities/{odd}",
    ):
        assert site.get(address).status_code in {200, 404}, address


@pytest.mark.parametrize(
    "values",
    [
        "van=5&tot=2",
        "van=0&tot=999999999",
        "van=-1&tot=5",
        "van=1",
        "deel=0",
        "deel=999999999",
        "deel=²",
        "versie=0x1",
        "van=99999&tot=100000",
    ],
)
def test_odd_places_show_the_document_all_the_same(site: TestClient, values: str) -> None:
    answer = site.get(f"/documenten/Publicatie/kst-99010-3?{values}")
    assert answer.status_code == 200
    assert "constaterende dat" in answer.text


def test_status_tells_what_came_in_and_what_was_wrong(site: TestClient) -> None:
    page = shown(site, "/status")
    assert "Tweede Kamer" in page
    assert "geen geldige JSON (afgekapt)" in page
    assert "regel 12" in page
    assert "Datum is een schijndatum Zaak 7×" in page
    assert "afgebroken of nog bezig" in page
    assert "4 opgeslagen, 1 geweigerd" in page


def test_health_and_robots(site: TestClient) -> None:
    assert site.get("/healthz").text == "in orde\n"
    assert "Disallow: /zoeken" in site.get("/robots.txt").text


@pytest.mark.parametrize(
    "address", ["/", "/edities", "/dossiers", "/dossiers/jeugd", "/mensen", "/partijen", "/zoeken?q=iets", "/status", "/niets"]
)
def test_an_empty_store_is_honest_and_says_when_it_is_a_sample(empty: TestClient, address: str) -> None:
    answer = empty.get(address)
    assert answer.status_code == (404 if address == "/niets" else 200)
    page = text_of(answer.text)
    assert "Voorbeeldgegevens." in page
    assert "Er is nog niets ingelezen" in page


def test_real_data_is_not_called_sample(site: TestClient) -> None:
    assert "Voorbeeldgegevens" not in shown(site, "/")


def test_what_breaks_gets_a_page_and_is_raised_for_the_log(house: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    from bijgepraat.pipeline.site.site import Site
    from bijgepraat.web.app import create_app

    def fail(_self: Site) -> None:
        raise RuntimeError("stuk")

    monkeypatch.setattr(Site, "parties", fail)
    with TestClient(create_app(house), raise_server_exceptions=False) as client:
        answer = client.get("/partijen")
        assert answer.status_code == 500
        assert "Er ging iets mis" in answer.text
        assert "stuk" not in answer.text
        assert "default-src 'none'" in answer.headers["content-security-policy"]
        assert client.get("/").status_code == 200
