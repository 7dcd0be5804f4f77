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
    ["9" * 100_000, "€" * 100_000, "€ " * 50_000, "1." * 50_000, "1 miljoen " * 2_000, " " * 100_000, "tussen " * 20_000],
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
