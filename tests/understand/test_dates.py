# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Dates and terms, on phrases of our own. The day of the text is a Wednesday in July unless said otherwise."""

from __future__ import annotations

import json
import lzma
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bijgepraat.understand.calendar import recesses, verantwoordingsdag
from bijgepraat.understand.dates import find_moments, prinsjesdag

ON = date(2025, 7, 2)


def d(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


@pytest.mark.parametrize(
    ("text", "quote", "first", "last"),
    [
        ("op 3 november 2025 sprak", "3 november 2025", "2025-11-03", "2025-11-03"),
        ("op woensdag 22 januari 2026 sprak", "woensdag 22 januari 2026", "2026-01-22", "2026-01-22"),
        ("geldig op 03-11-2025.", "03-11-2025", "2025-11-03", "2025-11-03"),
        ("geldig op 2025-11-03.", "2025-11-03", "2025-11-03", "2025-11-03"),
        ("op 15 juli komt", "15 juli", "2025-07-15", "2025-07-15"),
        ("vóór 1 oktober 2025", "vóór 1 oktober 2025", None, "2025-09-30"),
        ("uiterlijk 1 oktober 2025", "uiterlijk 1 oktober 2025", None, "2025-10-01"),
        ("vanaf 1 januari 2026", "vanaf 1 januari 2026", "2026-01-01", None),
        ("in oktober komt", "in oktober", "2025-10-01", "2025-10-31"),
        ("in het eerste kwartaal van 2026", "het eerste kwartaal van 2026", "2026-01-01", "2026-03-31"),
        ("in Q4 komt", "Q4", "2025-10-01", "2025-12-31"),
        ("de eerste helft van 2026", "de eerste helft van 2026", "2026-01-01", "2026-06-30"),
        ("eind 2025 is het klaar", "eind 2025", "2025-10-01", "2025-12-31"),
        ("in het najaar komt", "in het najaar", "2025-09-21", "2025-12-21"),
        ("in het voorjaar komt", "in het voorjaar", "2026-03-20", "2026-06-21"),
        ("voor de zomer komt", "voor de zomer", None, "2025-07-11"),
        ("na de zomer komt", "na de zomer", "2025-09-01", "2025-12-21"),
        ("kort na de zomer komt", "kort na de zomer", "2025-09-01", "2025-09-30"),
        ("na het zomerreces komt", "na het zomerreces", "2025-09-01", "2025-12-21"),
        ("voor het reces komt", "voor het reces", None, "2025-07-04"),
        ("voor het kerstreces komt", "voor het kerstreces", None, "2025-12-18"),
        ("voor Prinsjesdag komt", "voor Prinsjesdag", None, "2025-09-16"),
        ("bij de Miljoenennota komt", "bij de Miljoenennota", "2025-09-16", "2025-09-16"),
        ("bij het jaarverslag over 2025", "bij het jaarverslag over 2025", "2026-05-20", "2026-05-20"),
        ("voor de verkiezingen komt", "voor de verkiezingen", None, "2025-10-28"),
        ("nog dit jaar komt", "nog dit jaar", None, "2025-12-31"),
        ("binnen een week komt", "binnen een week", "2025-07-02", "2025-07-09"),
        ("volgende week komt", "volgende week", "2025-07-07", "2025-07-13"),
        ("op korte termijn komt", "op korte termijn", None, None),
        ("spoedig komt", "spoedig", None, None),
        ("in mei 2025 besproken", "in mei 2025", "2025-05-01", "2025-05-31"),
        ("in juni besproken", "in juni", "2025-06-01", "2025-06-30"),
        ("voor december komt", "voor december", None, "2025-11-30"),
        ("uiterlijk in september komt", "uiterlijk in september", None, "2025-09-30"),
        ("in september of oktober komt", "in september of oktober", "2025-09-01", "2025-10-31"),
        ("vóór 1 mei komt", "vóór 1 mei", None, "2026-04-30"),
        ("vóór 1 oktober aanstaande komt", "vóór 1 oktober aanstaande", None, "2025-09-30"),
        ("op 30 december jl. gestuurd", "30 december jl.", "2024-12-30", "2024-12-30"),
        ("vóór 1 oktober.", "vóór 1 oktober", None, "2025-09-30"),
        ("in 2026 betaald", "in 2026", "2026-01-01", "2026-12-31"),
        ("vanaf 2026 betaald", "vanaf 2026", "2026-01-01", None),
        ("tot 2030 betaald", "tot 2030", None, "2030-12-31"),
        ("in 2026 en 2027 betaald", "in 2026 en 2027", "2026-01-01", "2027-12-31"),
        ("van 1 tot en met 5 september open", "1 tot en met 5 september", "2025-09-01", "2025-09-05"),
        ("in de week van 17 september", "in de week van 17 september", "2025-09-15", "2025-09-21"),
        ("na het overleg van 11 juli", "na het overleg van 11 juli", "2025-07-11", None),
        ("voor het overleg van 11 juli", "voor het overleg van 11 juli", None, "2025-07-10"),
        ("in het eerste kwartaal van volgend jaar", "het eerste kwartaal van volgend jaar", "2026-01-01", "2026-03-31"),
        ("in het laatste kwartaal komt", "het laatste kwartaal", "2025-10-01", "2025-12-31"),
        ("in het eerste halfjaar van 2026", "het eerste halfjaar van 2026", "2026-01-01", "2026-06-30"),
        ("begin 2026 komt", "begin 2026", "2026-01-01", "2026-03-31"),
        ("in de loop van 2026 komt", "in de loop van 2026", "2026-01-01", "2026-12-31"),
        ("volgende maand komt", "volgende maand", "2025-08-01", "2025-08-31"),
        ("binnen veertien dagen komt", "binnen veertien dagen", "2025-07-02", "2025-07-16"),
        ("binnen een half jaar komt", "binnen een half jaar", "2025-07-02", "2026-01-02"),
        ("uiterlijk vrijdag komt", "uiterlijk vrijdag", None, "2025-07-04"),
        ("afgelopen dinsdag besproken", "afgelopen dinsdag", "2025-07-01", "2025-07-01"),
        ("voor de kerst komt", "voor de kerst", None, "2025-12-24"),
        ("na de verkiezingen komt", "na de verkiezingen", "2025-10-30", None),
        ("voor de gemeenteraadsverkiezingen komt", "voor de gemeenteraadsverkiezingen", None, "2026-03-17"),
        ("tegelijk met de Miljoenennota 2026", "tegelijk met de Miljoenennota 2026", "2025-09-16", "2025-09-16"),
        ("bij de Miljoenennota 2025 komt", "bij de Miljoenennota 2025", "2025-09-16", "2025-09-16"),
        ("voor de begrotingsbehandeling komt", "voor de begrotingsbehandeling", None, None),
        ("in de komende weken komt", "in de komende weken", None, None),
        ("op 3\u00a0november\n2025 sprak", "3\u00a0november\n2025", "2025-11-03", "2025-11-03"),
    ],
)
def test_a_phrase_and_its_interval(text: str, quote: str, first: str | None, last: str | None) -> None:
    (moment,) = find_moments(f"De brief, {text}" if not text.startswith(("op ", "geldig")) else text, ON)
    assert (moment.quote, moment.first, moment.last) == (quote, d(first), d(last))


def test_said_in_spring_the_summer_begins_in_june() -> None:
    (moment,) = find_moments("De brief komt voor de zomer.", date(2026, 3, 2))
    assert (moment.last, moment.deadline) == (date(2026, 6, 21), True)


@pytest.mark.parametrize(
    ("text", "sets_a_term"),
    [
        ("De brief komt uiterlijk 1 oktober.", True),
        ("De brief komt voor de zomer.", True),
        ("De brief komt binnen twee weken.", True),
        ("De brief komt vóór het volgende debat.", True),
        ("De brief komt in oktober.", False),
        ("De regeling geldt vanaf 1 oktober 2025.", False),
        ("De brief komt spoedig.", False),
    ],
)
def test_whether_the_words_set_a_term(text: str, sets_a_term: bool) -> None:
    (moment,) = find_moments(text, ON)
    assert moment.deadline is sets_a_term


def test_a_term_lies_ahead_though_a_day_behind_is_nearer() -> None:
    autumn = date(2025, 10, 1)
    assert find_moments("Op 1 juni sprak ik.", autumn)[0].first == date(2025, 6, 1)
    assert find_moments("Uiterlijk 1 juni.", autumn)[0].last == date(2026, 6, 1)
    assert find_moments("Uiterlijk in augustus.", autumn)[0].last == date(2026, 8, 31)


def test_in_january_this_winter_began_last_year() -> None:
    (moment,) = find_moments("Deze winter komt er steun.", date(2026, 1, 10))
    assert (moment.first, moment.last) == (date(2025, 12, 21), date(2026, 3, 20))


def test_several_moments_in_one_sentence_stand_in_order() -> None:
    found = find_moments("Zo snel mogelijk na de zomer, uiterlijk 1 november 2025.", ON)
    assert [moment.quote for moment in found] == ["Zo snel mogelijk", "na de zomer", "uiterlijk 1 november 2025"]


def test_beyond_the_table_of_recesses_only_the_phrase_is_known() -> None:
    (moment,) = find_moments("De brief komt voor het zomerreces.", date(2090, 5, 1))
    assert (moment.quote, moment.first, moment.last, moment.deadline) == ("voor het zomerreces", None, None, True)


def test_the_nearest_year_for_a_day_without_one() -> None:
    assert find_moments("Op 22 december.", date(2026, 1, 5))[0].first == date(2025, 12, 22)
    assert find_moments("Op 5 januari.", date(2025, 12, 22))[0].first == date(2026, 1, 5)


def test_without_a_day_to_lean_on_only_the_phrase_is_known() -> None:
    for text in ("Op 5 januari.", "Voor de zomer.", "Binnen twee weken.", "In het najaar."):
        (moment,) = find_moments(text)
        assert (moment.first, moment.last) == (None, None)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "32 januari",
        "op 31-02-2025",
        "artikel 3.1.2025.4",
        "mei",
        "een brief van 12 pagina's",
        "0000-00-00",
        "het budget voor 2030",
        "goede morgen",
        "in 2025,5 kilometer",
        "in 20255",
        "Binnenmei",
        "30 februari",
    ],
)
def test_what_is_no_date(text: str) -> None:
    assert find_moments(text, ON) == []


@pytest.mark.parametrize(("year", "day"), [(2024, 17), (2025, 16), (2026, 15)])
def test_prinsjesdag_is_the_third_tuesday(year: int, day: int) -> None:
    assert prinsjesdag(year) == date(year, 9, day)


def test_the_calendar_is_in_order() -> None:
    assert verantwoordingsdag(2026) == date(2026, 5, 20)
    assert all(recess.first <= recess.last for recess in recesses())
    assert [recess.first for recess in recesses()] == sorted(recess.first for recess in recesses())


@pytest.mark.parametrize(
    "hostile",
    [
        "1" * 100_000,
        "eind " * 20_000,
        "voor de " * 20_000,
        "12 " * 30_000,
        "volgende " * 20_000,
        "2025," * 20_000,
        "na het " * 20_000,
        "\u0130" * 5_000,
        "in de week van " * 5_000,
    ],
)
def test_hostile_input_is_read_to_its_end(hostile: str) -> None:
    assert find_moments(hostile + "\nop 3 november 2025.", ON)[-1].last == date(2025, 11, 3)


pieces = st.lists(
    st.sampled_from(
        [
            "voor",
            "na",
            "uiterlijk",
            "3",
            "31",
            "februari",
            "mei",
            "2025",
            "0001",
            "9999",
            "eind",
            "de zomer",
            "het reces",
            "binnen",
            "999",
            "jaar",
            "maanden",
            "Q4",
            "Prinsjesdag",
            "Belastingplan",
            "volgend jaar",
            "vorige week",
            "eind volgende maand",
            "tot en met",
            "deze winter",
            "gemeenteraadsverkiezingen",
            "afgelopen maandag",
            "de kerst",
            "jl.",
        ]
    ),
    max_size=14,
).map(" ".join)


@settings(max_examples=300)
@given(pieces | st.text(max_size=60), st.dates(date(1, 1, 1), date(9999, 12, 31)) | st.none() | st.just(ON))
def test_spans_are_exact_and_any_day_will_do(text: str, on: date | None) -> None:
    found = find_moments(text, on)
    assert all(text[moment.start : moment.end] == moment.quote for moment in found)
    assert all(left.end <= right.start for left, right in zip(found, found[1:], strict=False))
    assert all(moment.start < moment.end for moment in found)
    assert all(moment.first <= moment.last for moment in found if moment.first and moment.last)


RECALLED = {date(2025, 7, 10), date(2025, 8, 21), date(2025, 8, 22), date(2025, 8, 27)}
"""Plenary meetings for which the Chamber came back from a recess."""


@pytest.mark.shared
def test_the_chamber_did_not_meet_in_its_recesses(shared: Path) -> None:
    met = set()
    with lzma.open(shared / "data/tweedekamer/vergadering.jsonl.xz", "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            if row.get("Soort") == "Plenair" and row.get("Datum"):
                met.add(date.fromisoformat(row["Datum"][:10]))
    past = [recess for recess in recesses() if recess.first >= date(2024, 1, 1) and recess.last < date(2025, 9, 30)]
    assert len(past) >= 8
    for recess in past:
        assert {day for day in met if recess.first <= day <= recess.last} <= RECALLED, recess
        # It met in the last days before, and again in the first days after.
        assert any(0 < (recess.first - day).days <= 4 for day in met), recess
        assert any(0 < (day - recess.last).days <= 4 for day in met), recess


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Dit kan voor de jaren 2022 tot 2024.", [("2022-01-01", "2024-12-31", False)]),
        ("Het laatste tijdvak is 2022 t/m 2024.", [("2022-01-01", "2024-12-31", False)]),
        ("Dat kan binnen drie jaar na de aanslag.", [(None, None, True)]),
        ("Dat kan binnen drie jaar gerekend vanaf de aanslag.", [(None, None, True)]),
        ("U krijgt binnen twee weken na het reces een brief.", [(None, "2025-09-15", True)]),
        ("In het jaarverslag wordt geen aandacht besteed aan bruggen.", []),
        ("In de begroting voor 2026 staat een bedrag.", []),
        ("Ik meld dat in het jaarverslag.", [("2026-05-20", "2026-05-20", True)]),
        ("Wij besteden deze kabinetsperiode veel aan bruggen.", [(None, None, False)]),
        ("Zie voor meer informatie onze site.", []),
        ("Dat wordt na de formatie besloten.", [(None, None, True)]),
    ],
)
def test_what_only_looks_like_a_term(text: str, expected: list[tuple[str | None, str | None, bool]]) -> None:
    found = find_moments(text, date(2025, 7, 2))
    said = [(one.first and one.first.isoformat(), one.last and one.last.isoformat(), one.deadline) for one in found]
    assert said == expected
