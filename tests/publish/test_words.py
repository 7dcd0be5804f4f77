# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""How the site says dates, amounts and numbers."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bijgepraat.model.claims import Amount, Commitment, Moment, Name, Reference, Span
from bijgepraat.publish.site import words


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [
        (728_000_000, 728_000_000, "€ 728 miljoen"),
        (1_200_000_000, 1_200_000_000, "€ 1,2 miljard"),
        (1_234_567, 1_234_567, "€ 1.234.567"),
        (2_500, 2_500, "€ 2.500"),
        (0, 0, "€ 0"),
        (0.19, 0.19, "€ 0,19"),
        (1_234.5, 1_234.5, "€ 1.234,50"),
        (5_000_000.0, 5_000_000.0, "€ 5 miljoen"),
        (0.1, 2.0, "€ 0,10 – 2"),
        (2_000_000, 5_000_000, "€ 2 – 5 miljoen"),
        (900_000, 1_500_000, "€ 900.000 – 1,5 miljoen"),
        (500_000_000, 2_000_000_000, "€ 500 miljoen – 2 miljard"),
        (-3_000_000, -3_000_000, "€ −3 miljoen"),
        (1_000_500_000, 1_000_500_000, "€ 1.000,5 miljoen"),
        (1_005_000_000, 1_005_000_000, "€ 1,005 miljard"),
    ],
)
def test_amounts_are_said_in_the_largest_unit_that_loses_nothing(low: float, high: float, said: str) -> None:
    assert words.euros(low, high) == said


@given(st.integers(min_value=0, max_value=10**13))
def test_an_amount_in_words_can_be_read_back(value: int) -> None:
    said = words.euros(value, value).removeprefix("€ ")
    figure, _, unit = said.partition(" ")
    scale = {"": 1, "miljoen": 10**6, "miljard": 10**9}[unit]
    whole, _, rest = figure.partition(",")
    assert int(whole.replace(".", "")) * scale + int(rest.ljust(3, "0") or 0) * scale // 1000 == value


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (date(2025, 6, 30), date(2025, 7, 6), "30 juni – 6 juli 2025"),
        (date(2025, 7, 7), date(2025, 7, 13), "7 – 13 juli 2025"),
        (date(2025, 12, 29), date(2026, 1, 4), "29 december 2025 – 4 januari 2026"),
        (date(2025, 7, 7), date(2025, 7, 7), "7 juli 2025"),
    ],
)
def test_a_period_is_as_short_as_it_can_be(first: date, last: date, said: str) -> None:
    assert words.period(first, last) == said


def test_days_and_months() -> None:
    assert words.day(date(2025, 7, 2)) == "2 juli 2025"
    assert words.day(date(2025, 7, 2), weekday=True) == "woensdag 2 juli 2025"
    assert words.day(None) == "zonder datum"
    assert [words.month_short(date(2025, n, 1)) for n in (3, 5, 9)] == ["mrt", "mei", "sep"]
    assert words.week_name("2025-W05") == "week 5 van 2025"
    assert words.week_name("<b>") == "<b>"


def test_moments_are_said_in_utc_whatever_their_offset() -> None:
    summer = timezone(timedelta(hours=2))
    assert words.moment(datetime(2025, 7, 2, 1, 5, tzinfo=summer)) == "1 juli 2025, 23.05 uur (UTC)"
    assert words.moment(datetime(2025, 7, 2, 1, 5, tzinfo=UTC)) == "2 juli 2025, 01.05 uur (UTC)"
    assert words.moment(None) == "onbekend"


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (True, "ja"),
        (False, "nee"),
        (36800, "36800"),
        (2_143_310, "2.143.310"),
        (["A", 3, {"x": 1}], "A, 3"),
        ({"x": 1}, ""),
        ("<strong>De&nbsp;Voorzitter</strong>: ja", "De Voorzitter : ja"),
        ("2025-09-18T10:15:00+02:00", "18 september 2025, 10.15 uur"),
        ("2025-09-18T00:00:00+02:00", "18 september 2025"),
        ("2025-99-18T00:00:00", "2025-99-18T00:00:00"),
        (None, ""),
    ],
)
def test_values_of_the_wire_become_text(value: object, said: str) -> None:
    assert words.fact_value(value) == said


def test_sizes_and_counts() -> None:
    assert [words.size(n) for n in (0, 1, 999, 1500, 8_055_510, 4 * 10**9)] == [
        "0 bytes",
        "1 byte",
        "999 bytes",
        "1,5 kB",
        "8,1 MB",
        "4 GB",
    ]
    assert words.count(1, "stuk", "stukken") == "1 stuk"
    assert words.count(1200, "stuk", "stukken") == "1.200 stukken"


def test_what_a_finding_means() -> None:
    at = {"quote": "x", "start": 0, "end": 1}
    amount = Amount(
        **at, low_eur=5_000_000, high_eur=5_000_000, approx=True, kind="structureel", from_year=2026, direction="minder"
    )
    assert words.meaning(amount) == "€ 5 miljoen, ongeveer, structureel, vanaf 2026, minder geld"
    assert words.meaning(Moment(**at, last=date(2025, 10, 1), deadline=True)) == "uiterlijk 1 oktober 2025"
    assert words.meaning(Moment(**at, first=date(2025, 10, 1))) == "vanaf 1 oktober 2025"
    assert words.meaning(Moment(**at)) == ""
    assert words.meaning(Name(**at, type="organisation", name="Centraal Planbureau")) == "Centraal Planbureau, organisatie"
    assert words.meaning(Reference(**at, id="kst-36800-B-12")) == "kst-36800-B-12"
    term = Moment("voor de zomer", 0, 13)
    assert (
        words.meaning(Commitment(**at, by_name="Terwolde", by_role="minister", deadline=term))
        == "Terwolde (minister), termijn: voor de zomer"
    )
    assert words.meaning(Commitment(**at, by_role="minister")) == "minister"
    assert words.meaning(Span(**at)) == ""


def test_kinds_and_sources_without_a_name_of_their_own_keep_their_key() -> None:
    assert words.kind_name("Zaak", "brief regering") == "Brief regering"
    assert words.kind_name("Zaak", many=True) == "Zaken"
    assert words.kind_name("Onbekend") == "Onbekend"
    assert words.source_name("gemeente-x") == "gemeente-x"
    assert words.level_name(7) == words.level_name(2)
