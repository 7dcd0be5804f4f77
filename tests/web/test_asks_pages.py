# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The pages of asks: the matrix with its filters, and one ask with the words of both sides on their place."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from starlette.testclient import TestClient

from bijgepraat.model.asked import TextSort
from bijgepraat.model.verdicts import Book, Decision, KeptVerdict
from bijgepraat.pipeline.asked_book import add_text, answer_all, import_asks
from bijgepraat.pipeline.house import open_store
from bijgepraat.settings import Settings
from bijgepraat.store.verdicts import add_verdicts
from bijgepraat.web.app import create_app

NOW = datetime(2026, 1, 15, 9, 0, tzinfo=UTC)
TEXT = """paragraph,txt
11,"Wij verlengen de regeling voor dorpshuizen met vier jaar en maken daar geld voor vrij in elk dorp."
12,"De krijgsmacht krijgt nieuwe kazernes en werft meer reservisten in alle delen van het land."
13,"De bijdrage aan de veerponten in het rivierengebied wordt verlaagd en op termijn beëindigd."
"""
ASKS = """id,title,ask,theme
1,Regeling dorpshuizen <verlengen>,Verleng de regeling voor dorpshuizen.,wonen
2,Veerponten behouden,Houd de veerponten in het rivierengebied.,mobiliteit
3,Zwembaden verduurzamen,Betaal mee aan warmtepompen bij zwembaden.,cultuur-sport
"""


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    folder = tmp_path_factory.mktemp("inzet")
    (folder / "akkoord.csv").write_text(TEXT, encoding="utf-8")
    (folder / "inzet.csv").write_text(ASKS, encoding="utf-8")
    with open_store(Settings(folder / "data")) as store:
        import_asks(store, folder / "inzet.csv", now=NOW)
        (folder / "inzet.csv").write_text(ASKS.replace("Houd de veerponten", "Houd alle veerponten"), encoding="utf-8")
        import_asks(store, folder / "inzet.csv", by="Mies", now=NOW)
        add_text(store, str(folder / "akkoord.csv"), label="Akkoord 1", sort=TextSort.AGREEMENT)
        answer_all(store, None)
        seen = KeptVerdict(
            Book.ASKED,
            "1|Bestand:akkoord.csv",
            Decision.CORRECTED,
            "Jo",
            NOW.isoformat(),
            "Alleen vier jaar.",
            {"waarde": "deels"},
        )
        with store.writing() as connection:
            add_verdicts(connection, [seen])
        with TestClient(create_app(store)) as client:
            yield client


def words(page: str) -> str:
    inside = page[page.index("<main") : page.index("</main>")]
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", inside)).split())


def test_the_matrix_says_each_verdict_in_words_with_a_sign(asked: TestClient) -> None:
    page = asked.get("/inzet").text
    said = words(page)
    assert "3 inzetten naast 1 tekst" in said and "Akkoord 1" in said
    assert "✕ tegengesteld" in said and "○ afwezig" in said and "◐ deels ✓" in said
    assert 'aria-label="Akkoord 1: deels, beoordeeld door Jo"' in page
    assert 'href="/inzet/2?tekst=Bestand%3Aakkoord.csv"' in page and "<verlengen>" not in page
    assert "1 overgenomen" not in said and "0 overgenomen, 1 deels" in said, "the picture counts what people decided"


@pytest.mark.parametrize(("ask", "beside"), [("2", "In de tekst"), ("3", "Kwam het dichtst bij")])
def test_each_cell_opens_both_quotes_beside_each_other(asked: TestClient, ask: str, beside: str) -> None:
    page = asked.get("/inzet").text
    path = re.findall(rf'<a href="(/inzet/{ask}\?[^"]+)"', page)[0]
    opened = asked.get(html.unescape(path)).text
    said = words(opened)
    assert "Gevraagd" in said and beside in said and "alle teksten" in said
    assert "Wat er verder mee gebeurde" not in said, "only these two"
    places = re.findall(r'<blockquote><p>([^<]+)</p></blockquote>\s*<p class="by"><a href="([^"]+)"', opened)
    assert places
    for quote, place in places:
        target = asked.get(html.unescape(place)).text
        assert 'id="citaat"' in target and html.unescape(quote)[:20] in words(target)
    assert "Wat er verder mee gebeurde" in words(asked.get(f"/inzet/{ask}?tekst=Bestand:niets").text)


def test_pictures_of_asks(asked: TestClient) -> None:
    for path in ("/inzet.png", "/inzet.png?thema=wonen", "/inzet/2.png"):
        assert asked.get(path).content[:4] == b"\x89PNG"
    assert asked.get("/inzet/99.png").status_code == 404


@pytest.mark.parametrize(
    ("query", "shown", "not_shown"),
    [
        ("thema=wonen", "dorpshuizen", "Veerponten"),
        ("oordeel=tegengesteld", "Veerponten", "Zwembaden"),
        ("thema=xx&oordeel=%00", "Zwembaden", "Geen inzet voldoet"),
        ("thema=wonen&oordeel=afwezig", "Geen inzet voldoet hieraan", "Veerponten"),
    ],
)
def test_filters_by_theme_and_verdict(asked: TestClient, query: str, shown: str, not_shown: str) -> None:
    answer = asked.get(f"/inzet?{query}")
    assert answer.status_code == 200
    said = words(answer.text)
    assert shown in said and not_shown not in said


def test_the_page_of_an_ask_has_both_sides_on_their_place(asked: TestClient) -> None:
    page = asked.get("/inzet/2").text
    said = words(page)
    assert "tegengesteld" in said and "Houd alle veerponten" in said and "alinea 13" in said
    assert "Eerder verwoord als" in said and "versie 1" in said
    place = re.search(r'href="(/documenten/Bestand/akkoord\.csv\?van=\d+&amp;tot=\d+#citaat)"', page)
    assert place is not None
    there = asked.get(html.unescape(place[1]))
    assert there.status_code == 200 and "veerponten in het rivierengebied" in words(there.text)


def test_absent_says_what_came_nearest_and_what_was_searched(asked: TestClient) -> None:
    said = words(asked.get("/inzet/3").text)
    assert "Kwam het dichtst bij" in said and "Doorzocht: 3 alinea’s" in said and "warmtepompen" in said


def test_a_persons_verdict_stands_with_name_reason_and_what_was_proposed(asked: TestClient) -> None:
    said = words(asked.get("/inzet/1").text)
    assert "Beoordeeld door Jo" in said and "Alleen vier jaar." in said and "stelde voor: overgenomen" in said


def test_what_is_not_there_is_not_found(asked: TestClient) -> None:
    assert asked.get("/inzet/99").status_code == asked.get("/inzet/%00").status_code == 404


def test_without_asks_the_page_says_how_to_begin(site: TestClient) -> None:
    assert "bijgepraat asks import" in words(site.get("/inzet").text)
