# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The search page: narrowing by theme, party and period, counts over the whole result, spelling help, and words beside meaning."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from datetime import date

import pytest
from starlette.testclient import TestClient

from bijgepraat.model.claims import Reading, Relevance, ThemeScore
from bijgepraat.model.records import Passage, Record
from bijgepraat.pipeline.search_language import Dutch
from bijgepraat.pipeline.site.search_periods import period_bounds, periods
from bijgepraat.pipeline.site.searching import Question
from bijgepraat.store.readings import unread, write_readings
from bijgepraat.store.records import write
from bijgepraat.store.store import Store
from bijgepraat.web.app import create_app


def letter(number: int) -> Record:
    day = date(2025, 1 + number % 12, 5)
    return Record(
        "Bericht", f"b{number}", "vng", f"Brief {number}", day, text=f"Brief {number} over de woningbouw en <b>jeugdzorg</b>."
    )


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    with Store.open(tmp_path_factory.mktemp("zoekpagina"), Dutch()) as store:
        speech = Passage(0, 36, "toespraak", speaker="Anna Boterbloem", party="PvhM")
        other = Passage(37, 72, "toespraak", speaker="Bert Distel", party="LN & Co")
        text = "Voorzitter. De woningbouw gaat goed. Voorzitter. De woningbouw loopt vast."
        records = [letter(number) for number in range(45)]
        records += [Record("Debat", "d1", "vlos", "Wonen", date(2024, 3, 3), text=text, passages=(speech, other))]
        with store.writing() as connection:
            write(connection, records, None)
        with store.writing() as connection:
            themes = ("wonen", "jeugd", "jeugd")
            rows = unread(connection, "lezer", 0, 100, ["Bericht"])
            readings = [Reading("lezer", Relevance(0.9, 2), (ThemeScore(themes[n % 3], 1.0),)) for n in range(len(rows))]
            write_readings(connection, list(zip(rows, readings, strict=True)))
        store.index.follow(store.engine)
        with TestClient(create_app(store)) as client:
            yield client


def body(site: TestClient, address: str) -> str:
    answer = site.get(address)
    assert answer.status_code == 200
    return answer.text


def total(text: str) -> int:
    found = re.search(r"<strong>([\d.]+) resulta", text)
    assert found
    return int(found.group(1).replace(".", ""))


def choices(text: str) -> dict[str, tuple[str, int]]:
    """Names beside the results, with their address and count."""
    aside = text.partition('id="verfijnen"')[2].partition("</aside>")[0]
    found = re.findall(r'<a href="([^"]*)"[^>]*><span class="what">(.*?)</span>.*?<span class="n">([\d.]+)</span>', aside)
    return {html.unescape(name): (html.unescape(address), int(count.replace(".", ""))) for address, name, count in found}


def test_each_choice_gives_as_many_results_as_it_says(site: TestClient) -> None:
    offered = choices(body(site, "/zoeken?q=woningbouw"))
    assert {"Wonen", "Jeugd", "PvhM", "LN & Co", "2025"} <= set(offered)
    for name, (address, count) in offered.items():
        narrowed = body(site, address)
        assert total(narrowed) == count, name
        if not name.isdigit():  # of a year its months are shown
            assert choices(narrowed)[name][1] == count, name


def test_a_choice_can_be_undone_and_holds_in_the_form(site: TestClient) -> None:
    narrowed = body(site, "/zoeken?q=woningbouw&thema=jeugd&partij=&periode=2025")
    assert '<input type="hidden" name="thema" value="jeugd">' in narrowed
    assert '<input type="hidden" name="periode" value="2025">' in narrowed
    back = choices(narrowed)["Jeugd"][0]
    assert "thema" not in back
    assert "periode=2025" in back
    assert total(body(site, back)) == 45
    assert 'href="/zoeken?q=woningbouw">Alles weer tonen' in narrowed


def test_all_pages_of_a_narrowed_question_hold_everything_once(site: TestClient) -> None:
    seen: list[str] = []
    address: str | None = "/zoeken?q=woningbouw&soort=nieuws&volgorde=nieuw"
    while address:
        text = body(site, address)
        seen += re.findall(r'<h2><a href="([^"]*)"', text)
        following = re.search(r'rel="next" href="([^"]*)"', text)
        address = html.unescape(following.group(1)) if following else None
    assert len(seen) == len(set(seen)) == 45


def test_spelling_help_leads_to_the_word_that_was_meant(site: TestClient) -> None:
    text = body(site, "/zoeken?q=wonigbouw")
    found = re.search(r'Bedoelde u <a href="([^"]*)">([^<]*)</a>', text)
    assert found
    assert found.group(2) == "woningbouw"
    assert total(body(site, html.unescape(found.group(1)))) == 47
    assert "Bedoelde u" not in body(site, "/zoeken?q=woningbouw")


def test_operators_are_explained_and_work_in_the_box(site: TestClient) -> None:
    assert "Preciezer zoeken" in body(site, "/zoeken")
    assert total(body(site, "/zoeken?q=woningbouw+NIET+brief")) == 2
    assert total(body(site, "/zoeken?q=woningbouw+partij:pvhm")) == 1
    assert total(body(site, "/zoeken?q=%22over+de+woningbouw%22+tot:2025-06")) == 24


def test_what_a_text_says_never_becomes_markup(site: TestClient) -> None:
    text = body(site, "/zoeken?q=jeugdzorg")
    assert "<b>" not in text
    assert "&lt;b&gt;<mark>jeugdzorg</mark>" in text


@pytest.mark.parametrize(
    "odd",
    [
        "thema=onzin",
        "partij=%3Cscript%3E",
        "periode=2025-13",
        "periode=9999",
        "pagina=99999",
        "pagina=-1",
        "soort=x",
        "partij=%00",
    ],
)
def test_odd_values_of_an_address_are_passed_over(site: TestClient, odd: str) -> None:
    assert "<script" not in body(site, f"/zoeken?q=woningbouw&{odd}")


def test_a_question_is_the_same_after_its_own_address() -> None:
    asked = Question("kosten jeugdzorg", "debatten", "jeugd", "LN & Co", "2025-07", newest=True)
    assert Question.of_address(asked.values()) == asked
    assert asked.path(3).endswith("&pagina=3")


def test_few_months_are_shown_as_months_and_many_as_years() -> None:
    few = periods({"2025-01": 4, "2025-03": 2}, "", str)
    assert few is not None
    assert [(period.name, period.count, period.share) for period in few.periods] == [
        ("januari 2025", 4, 100),
        ("februari 2025", 0, 0),
        ("maart 2025", 2, 50),
    ]
    many = periods({f"{year}-05": 1 for year in range(1990, 2026)}, "", str)
    assert many is not None
    assert many.of == "jaar"
    assert [many.periods[0].name, many.periods[-1].name] == ["2002", "2025"]
    chosen = periods({"2024-05": 1, "2025-05": 3}, "2025", str)
    assert chosen is not None
    assert len(chosen.periods) == 12
    assert chosen.back == ""
    assert periods({"2025-05": 3}, "", str) is None
    assert periods({}, "", str) is None


def test_bounds_of_periods() -> None:
    assert period_bounds("2024-02") == (20240201, 20240229)
    assert period_bounds("2024") == (20240101, 20241231)
    for odd in ("", "24", "2024-13", "2024-00", "20245", "٢٠٢٤"):
        assert period_bounds(odd) is None
