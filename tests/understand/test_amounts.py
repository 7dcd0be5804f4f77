# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Amounts of money, on sentences of our own."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bijgepraat.understand.amounts import find_amounts

MILLION, BILLION = 10**6, 10**9


@pytest.mark.parametrize(
    ("text", "quote", "low", "high"),
    [
        ("Er komt € 728 miljoen bij.", "€ 728 miljoen", 728 * MILLION, 728 * MILLION),
        ("Er komt €1,5 mld bij.", "€1,5 mld", 1.5 * BILLION, 1.5 * BILLION),
        ("Het kost 12 mln. per jaar.", "12 mln.", 12 * MILLION, 12 * MILLION),
        ("Een bijdrage van € 1.250.000 in totaal.", "€ 1.250.000", 1_250_000, 1_250_000),
        ("Een half miljard euro extra voor gemeenten.", "Een half miljard euro", BILLION // 2, BILLION // 2),
        ("Dat kost anderhalf miljard.", "anderhalf miljard", 1.5 * BILLION, 1.5 * BILLION),
        ("Dat kost twee miljoen euro.", "twee miljoen euro", 2 * MILLION, 2 * MILLION),
        ("Het gaat om 2 à 3 miljoen euro.", "2 à 3 miljoen euro", 2 * MILLION, 3 * MILLION),
        ("Het gaat om tussen de 20 en 30 miljoen.", "tussen de 20 en 30 miljoen", 20 * MILLION, 30 * MILLION),
        ("Een huishouden betaalt € 80 tot € 90 per maand.", "€ 80 tot € 90", 80, 90),
        ("Dat scheelt tientallen miljoenen.", "tientallen miljoenen", 20 * MILLION, 90 * MILLION),
        ("Het loopt in de tonnen.", "tonnen", 200_000, 900_000),
        ("Een paar ton euro is genoeg.", "Een paar ton euro", 200_000, 500_000),
        ("Het tarief is € 0,45 per kilometer.", "€ 0,45", 0.45, 0.45),
        ("Er komt veertien miljoen bij.", "veertien miljoen", 14 * MILLION, 14 * MILLION),
        ("Er komt tweeëntwintig miljoen bij.", "tweeëntwintig miljoen", 22 * MILLION, 22 * MILLION),
        ("Een bedrag van honderdvijftig miljoen euro.", "honderdvijftig miljoen euro", 150 * MILLION, 150 * MILLION),
        ("Elke school krijgt vijftigduizend euro.", "vijftigduizend euro", 50_000, 50_000),
        ("Dat zijn tweehonderdeenendertigduizend euro's.", "tweehonderdeenendertigduizend euro's", 231_000, 231_000),
        ("Dat scheelt honderdduizenden euro's.", "honderdduizenden euro's", 200_000, 900_000),
        ("Dat scheelt een paar honderd euro.", "een paar honderd euro", 200, 500),
        ("Dat kost nog geen miljoen.", "miljoen", MILLION, MILLION),
        ("Reken op € 30 à 40 per maand.", "€ 30 à 40", 30, 40),
        ("Dat kost €2–€3 mln.", "€2–€3 mln", 2 * MILLION, 3 * MILLION),
        ("Het project kost twee ton.", "twee ton", 200_000, 200_000),
        ("Er is 2 miljard bezuinigingen ingeboekt.", "2 miljard", 2 * BILLION, 2 * BILLION),
        ("Er is 3 miljoen extra middelen.", "3 miljoen", 3 * MILLION, 3 * MILLION),
    ],
)
def test_how_much(text: str, quote: str, low: float, high: float) -> None:
    (amount,) = find_amounts(text)
    assert (amount.quote, amount.low_eur, amount.high_eur) == (quote, low, high)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Er komen 2 miljoen woningen bij.",
        "Het raakt 1,5 miljoen Nederlanders.",
        "De rente stijgt met 3 procent, dus 2,5%.",
        "Het fonds krijgt $ 20 miljoen en £ 5 miljoen.",
        "De miljardenbezuiniging en de Miljoenennota.",
        "In 2026 wonen er 45.000 mensen.",
        "Er is 2 miljoen kubieke meter water en 3 ton CO2.",
        "Zie artikel 12, lid 3, en pagina 45.",
        "Er komen 2 miljoen extra woningen en 1 miljoen nieuwe bomen.",
        "Er kwamen 4 miljoen Spaanse toeristen en miljoenen verloren uren.",
        "Miljoenen van hen zijn gevlucht.",
        "Het fonds krijgt 20 miljoen USD en 5 miljoen yen.",
        "Een vrachtwagen van drie ton stoot 3 ton uit.",
        "Er ligt 600 ton goud.",
    ],
)
def test_what_is_no_amount(text: str) -> None:
    assert find_amounts(text) == []


@pytest.mark.parametrize(
    ("text", "kind", "first", "last", "direction"),
    [
        ("Gemeenten krijgen vanaf 2026 structureel € 12 miljoen extra.", "structureel", 2026, None, "meer"),
        ("Eenmalig komt er € 12 miljoen beschikbaar in 2025.", "incidenteel", 2025, 2025, "meer"),
        ("Er wordt jaarlijks 30 miljoen bezuinigd op de bibliotheken.", "jaarlijks", None, None, "minder"),
        ("Het tekort is € 40 miljoen tot 2030.", "onbekend", None, 2030, "neutraal"),
        ("Het Rijk investeert 5 miljoen.", "onbekend", None, None, "meer"),
        ("Kort na de zomer was er 5 miljoen.", "onbekend", None, None, "neutraal"),
        ("De investeerders hebben 5 miljoen.", "onbekend", None, None, "neutraal"),
        ("Het loon is minder dan € 16 per uur.", "onbekend", None, None, "neutraal"),
        ("Uit het rapport van de commissie uit 2022 volgt dat 30 miljoen nodig is.", "onbekend", None, None, "neutraal"),
        ("Volgens de brief van 3 juli 2024 is 30 miljoen nodig.", "onbekend", None, None, "neutraal"),
        ("De korting van € 5 miljoen in de periode 2026–2029.", "onbekend", 2026, 2029, "minder"),
    ],
)
def test_for_how_long_and_which_way(text: str, kind: str, first: int | None, last: int | None, direction: str) -> None:
    (amount,) = find_amounts(text)
    assert (amount.kind, amount.from_year, amount.to_year, amount.direction) == (kind, first, last, direction)


def test_a_series_keeps_its_years() -> None:
    found = find_amounts("Er komt 25 miljoen in 2022 en 50 miljoen in 2023 bij.")
    assert [(amount.low_eur, amount.from_year, amount.to_year) for amount in found] == [
        (25 * MILLION, 2022, 2022),
        (50 * MILLION, 2023, 2023),
    ]


def test_a_series_keeps_its_direction_and_kind() -> None:
    found = find_amounts("Bezuinigingen van 20 miljoen in 2024, 30 miljoen in 2025 en 40 miljoen structureel.")
    assert [amount.direction for amount in found] == ["minder"] * 3
    assert [amount.from_year for amount in found] == [2024, 2025, None]
    assert [amount.kind for amount in found] == ["onbekend", "onbekend", "structureel"]


def test_what_rises_goes_on_in_its_direction() -> None:
    first, second = find_amounts("De bezuiniging van 400 miljoen, die oploopt tot 1,5 miljard in 2030, raakt gemeenten.")
    assert (first.direction, second.direction, second.from_year) == ("minder", "minder", 2030)


def test_each_amount_has_its_own_kind() -> None:
    found = find_amounts("Er is 10 miljoen structureel en 5 miljoen incidenteel nodig.")
    assert [amount.kind for amount in found] == ["structureel", "incidenteel"]


def test_years_before_amounts_in_brackets() -> None:
    found = find_amounts("Zowel in 2023 (35 miljoen) als in 2024 (40 miljoen) is er geld.")
    assert [(amount.quote, amount.from_year) for amount in found] == [("35 miljoen", 2023), ("40 miljoen", 2024)]


@pytest.mark.parametrize("text", ["Het budget gaat van 10 naar 20 miljoen.", "Er is respectievelijk 10 en 20 miljoen."])
def test_numbers_that_borrow_a_unit(text: str) -> None:
    assert [(amount.quote, amount.low_eur) for amount in find_amounts(text)] == [
        ("10", 10 * MILLION),
        ("20 miljoen", 20 * MILLION),
    ]


def test_what_it_was_and_what_it_became_are_two_amounts() -> None:
    found = find_amounts("Het budget is gestegen van 5 miljard euro tot 8 miljard euro.")
    assert [(amount.low_eur, amount.high_eur) for amount in found] == [(5 * BILLION, 5 * BILLION), (8 * BILLION, 8 * BILLION)]


@pytest.mark.parametrize(
    ("text", "high"),
    [
        ("Het aantal reizigers is opgelopen tot ruim 30 miljoen.", None),
        ("Het aantal reizigers stijgt van 20 tot 30 miljoen.", None),
        ("Een aantal kosten is opgelopen tot 30 miljoen.", 30 * MILLION),
        ("Het aantal fraudezaken groeit, de schade is opgelopen tot 30 miljoen.", 30 * MILLION),
        ("De kosten groeien met bedragen van 100 tot 150 miljoen euro.", 150 * MILLION),
    ],
)
def test_a_number_that_is_counted_before_it(text: str, high: float | None) -> None:
    assert [amount.high_eur for amount in find_amounts(text)] == ([] if high is None else [high])


def test_a_falling_pair_is_two_amounts() -> None:
    assert [amount.low_eur for amount in find_amounts("Van € 900 miljoen tot € 300 miljoen.")] == [900 * MILLION, 300 * MILLION]


@pytest.mark.parametrize(
    ("text", "approx"), [("circa € 5 miljoen", True), ("ruim 5 miljoen euro", True), ("precies € 5 miljoen", False)]
)
def test_how_sure(text: str, approx: bool) -> None:
    (amount,) = find_amounts(text)
    assert amount.approx is approx
    assert "circa" not in amount.quote


@pytest.mark.parametrize(
    "hostile",
    [
        "1 mld. " * 3_000,
        "1 miljoen toe" + "ge" * 50_000,
        "€ 1 " + "korting" * 20_000,
        "a" * 100_000 + " 1 euro",
        "honderd" * 20_000,
        "van 1 naar " * 10_000,
        "(" * 50_000,
        "oplopend tot 1 euro in 2026 " * 1_000,
        "9" * 100_000,
        "€" * 100_000,
        "€ " * 50_000,
        "1." * 50_000,
        "1 miljoen " * 2_000,
        " " * 100_000,
        "tussen " * 20_000,
    ],
)
def test_hostile_input_is_read_to_its_end(hostile: str) -> None:
    text = hostile + "\nEn € 7 miljoen."
    assert find_amounts(text)[-1].low_eur == 7 * MILLION


pieces = st.lists(
    st.sampled_from(
        [
            "€",
            " ",
            "12",
            "1,5",
            "1.000",
            "miljoen",
            "mld",
            "euro",
            "à",
            "tot",
            "tussen",
            "en",
            "2026",
            "in",
            "tientallen",
            "ton",
            ".",
            "\n",
            "structureel",
            "%",
            "-",
            "een half",
            "veertien",
            "vijftigduizend",
            "van",
            "naar",
            "respectievelijk",
            "een paar",
            "honderd",
            "mln.",
            "(",
            ")",
            "€ 30 à 40",
        ]
    ),
    max_size=25,
).map(" ".join)


@settings(max_examples=300)
@given(pieces | st.text(max_size=60))
def test_spans_are_exact_ordered_and_apart(text: str) -> None:
    found = find_amounts(text)
    assert all(text[amount.start : amount.end] == amount.quote and amount.low_eur <= amount.high_eur for amount in found)
    assert all(left.end <= right.start for left, right in zip(found, found[1:], strict=False))
