# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Dates and terms, on phrases of our own. The day of the text is a Wednesday in July unless said otherwise."""

from __future__ import annotations

from datetime import date

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
    ],
)
def test_a_phrase_and_its_interval(text: str, quote: str, first: str | None, last: str | None) -> None:
    (moment,) = find_moments(f"De brief, {text}" if not text.startswith(("op ", "geldig")) else text, ON)
    assert (moment.quote, moment.first, moment.last) == (quote, d(first), d(last))


def test_said_in_spring_the_summer_begins_in_june() -> None:
    (moment,) = find_moments("De brief komt voor de zomer.", date(2026, 3, 2))
    assert (moment.last, moment.deadline) == (date(2026, 6, 21), True)


def test_the_nearest_year_for_a_day_without_one() -> None:
    assert find_moments("Op 22 december.", date(2026, 1, 5))[0].first == date(2025, 12, 22)
    assert find_moments("Op 5 januari.", date(2025, 12, 22))[0].first == date(2026, 1, 5)


def test_without_a_day_to_lean_on_only_the_phrase_is_known() -> None:
    for text in ("Op 5 januari.", "Voor de zomer.", "Binnen twee weken.", "In het najaar."):
        (moment,) = find_moments(text)
        assert (moment.first, moment.last) == (None, None)


@pytest.mark.parametrize(
    "text", ["", "32 januari", "op 31-02-2025", "artikel 3.1.2025.4", "mei", "een brief van 12 pagina's", "0000-00-00"]
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


@pytest.mark.parametrize("hostile", ["1" * 100_000, "eind " * 20_000, "voor de " * 20_000, "12 " * 30_000, "volgende " * 20_000])
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
    assert all(moment.first <= moment.last for moment in found if moment.first and moment.last)
