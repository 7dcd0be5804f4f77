# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Amounts in the tables of a budget, as the readers of files write them down."""

from __future__ import annotations

import io
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bijgepraat.model.claims import Amount
from bijgepraat.model.records import Record
from bijgepraat.settings import Limits
from bijgepraat.sources.blob import Blob
from bijgepraat.sources.files import read_file
from bijgepraat.sources.html import read_html
from bijgepraat.understand.amounts import find_amounts

MILLION = 10**6


def cells(text: str) -> list[tuple[str, float, int | None, int | None, str]]:
    return [(a.quote, a.low_eur, a.from_year, a.to_year, a.direction) for a in find_amounts(text) if a.unit]


PDF = """Overzicht van de maatregelen
in mln. + is saldoverslechterend 2026 2027 2028 Struc
I. Wonen 120 1.250 1.300 900
a. Dorpen 20 -50 0 -75
Toelichting op de tabel, die niet over geld gaat.
"""


def test_a_row_of_a_pdf_gives_each_year_its_amount() -> None:
    found = [a for a in find_amounts(PDF) if a.unit]
    assert [(a.quote, a.low_eur, a.from_year, a.to_year, a.kind, a.direction) for a in found[:5]] == [
        ("120", 120 * MILLION, 2026, 2026, "onbekend", "meer"),
        ("1.250", 1250 * MILLION, 2027, 2027, "onbekend", "meer"),
        ("1.300", 1300 * MILLION, 2028, 2028, "onbekend", "meer"),
        ("900", 900 * MILLION, None, None, "structureel", "meer"),
        ("20", 20 * MILLION, 2026, 2026, "onbekend", "meer"),
    ]


def test_a_cell_keeps_its_place_its_label_and_the_heading_that_gives_the_unit() -> None:
    for amount in find_amounts(PDF):
        assert PDF[amount.start : amount.end] == amount.quote
        for span in (amount.purpose, amount.unit):
            assert span is not None
            assert PDF[span.start : span.end] == span.quote
    assert {a.purpose.quote for a in find_amounts(PDF) if a.purpose} == {"I. Wonen", "a. Dorpen"}
    assert {a.unit.quote for a in find_amounts(PDF) if a.unit} == {"in mln."}


def test_a_minus_turns_the_direction_and_nothing_is_left_out() -> None:
    dorpen = [(a.quote, a.low_eur, a.direction) for a in find_amounts(PDF) if a.purpose and a.purpose.quote == "a. Dorpen"]
    assert dorpen == [("20", 20 * MILLION, "meer"), ("-50", 50 * MILLION, "minder"), ("-75", 75 * MILLION, "minder")]


@pytest.mark.parametrize(
    ("heading", "size"),
    [
        ("(x € 1 miljoen) 2026 2027", MILLION),
        ("bedragen × € 1.000 2026 2027", 1000),
        ("bedragen x €1.000 2026 2027", 1000),
        ("in miljoenen euro's 2026 2027", MILLION),
        ("x 1.000 euro 2026 2027", 1000),
        ("in € mln 2026 2027", MILLION),
        ("€ mld. 2026 2027", 1000 * MILLION),
        ("x € 1 2026 2027", 1),
        ("x 1 mln. 2026 2027", MILLION),
    ],
)
def test_units_of_headings(heading: str, size: int) -> None:
    assert [value for _quote, value, *_rest in cells(f"{heading}\nSport 3 4,5")] == [3 * size, 4.5 * size]


def test_the_unit_may_stand_in_the_title_above_the_years() -> None:
    text = "Tabel 4 Uitgaven aan groen (bedragen x € 1.000)\nOmschrijving | 2026 | 2027 | 2028 e.v.\nParken | 12 | 15 | 20"
    assert cells(text) == [
        ("12", 12_000, 2026, 2026, "neutraal"),
        ("15", 15_000, 2027, 2027, "neutraal"),
        ("20", 20_000, 2028, None, "neutraal"),
    ]


def test_an_empty_cell_moves_no_year() -> None:
    text = "x € 1.000 | 2026 | 2027 | 2028\nKorting op balies | -3 | | -5"
    assert cells(text) == [("-3", 3_000, 2026, 2026, "minder"), ("-5", 5_000, 2028, 2028, "minder")]


def test_a_row_that_lacks_a_figure_without_bars_has_no_years() -> None:
    assert cells("in mln. 2026 2027 2028\nHaven 10 20") == [
        ("10", 10 * MILLION, None, None, "neutraal"),
        ("20", 20 * MILLION, None, None, "neutraal"),
    ]


def test_a_row_with_too_many_figures_is_left_out() -> None:
    assert cells("in mln. 2026 2027\nHaven 1 2 3 4") == []


def test_rows_that_ran_together_are_taken_apart() -> None:
    text = "in mln. 2026 2027\nHaven 10 20 2 Sluis 30 40"
    labels = {a.quote: a.purpose.quote for a in find_amounts(text) if a.purpose}
    assert labels == {"10": "Haven", "20": "Haven", "30": "2 Sluis", "40": "2 Sluis"}


def test_figures_in_the_brackets_of_a_label_are_no_cells() -> None:
    assert [quote for quote, *_rest in cells("in mln. 2026 2027\nBos (plan tot 2035 of 40) 5 6")] == ["5", "6"]


def test_the_label_tells_the_direction_where_the_heading_does_not() -> None:
    assert [side for *_rest, side in cells("in mln. 2026 2027\nBezuiniging op reclame 5 6\nExtra wijkagenten 7 8")] == [
        "minder",
        "minder",
        "meer",
        "meer",
    ]


def test_a_column_may_say_its_unit_itself() -> None:
    assert cells("Gemeente | Inwoners | Bedrag (x € 1.000)\nEiland | 3.400 | 12,5") == [("12,5", 12_500, None, None, "neutraal")]


@pytest.mark.parametrize(
    "text",
    [
        "Inwoners 2026 2027\nDorp 3.400 3.500",  # no unit: what is counted is no money
        "in mln. 2026 2027\nGroei 3% 4%",
        "in mln. 2026 2027\n12 13",
        "in mln. 2026 2027\nDorp - p.m.",
        "in mln. 2026 2027\nDorp 0 0",
        "De tabel is in mln. euro.\nBladzijde 12 13",
    ],
)
def test_what_is_no_amount_in_a_table(text: str) -> None:
    assert cells(text) == []


def test_a_table_ends_where_prose_begins() -> None:
    prose = "Dit is gewone tekst.\nNog een regel.\nEn nog een.\nArtikel 4 5"
    assert [quote for quote, *_rest in cells(f"in mln. 2026 2027\nDorp 3 4\n{prose}")] == ["3", "4"]


def test_another_heading_without_a_unit_ends_the_first() -> None:
    filler = "\n".join(f"Dorp {n} {n}" for n in range(1, 8))
    text = f"in mln. 2026 2027\n{filler}\nAantal inwoners 2026 2027\nStad 5 6"
    assert {a.purpose.quote for a in find_amounts(text) if a.purpose} == {"Dorp"}


def test_the_unit_of_a_heading_is_itself_no_amount() -> None:
    assert find_amounts("Alle bedragen in deze tabel zijn x € 1.000 weergegeven.") == []


def test_amounts_in_a_label_stay_amounts() -> None:
    found = find_amounts("in mln. 2026 2027\nFonds (35 mld. t/m 2030) 5 6")
    assert [a.quote for a in found] == ["35 mld.", "5", "6"]


def test_a_table_of_a_web_page_as_its_reader_gives_it() -> None:
    page = (
        "<!doctype html><html><head><title>Begroting</title></head><body><main><article><h1>Begroting van het dorp</h1>"
        "<p>Hieronder staat wat het dorp de komende jaren uitgeeft aan paden en bruggen.</p>"
        "<table><tr><th>Post (x € 1.000)</th><th>2026</th><th>2027</th></tr>"
        "<tr><td>Paden</td><td>120</td><td>130</td></tr></table></article></main></body></html>"
    ).encode()
    blob = Blob("begroting.html", ".html", "bestanden", lambda: closing(io.BytesIO(page)), Limits())
    text = next(record.text for record in read_html(blob) if isinstance(record, Record))
    assert text is not None
    assert cells(text) == [("120", 120_000, 2026, 2026, "neutraal"), ("130", 130_000, 2027, 2027, "neutraal")]


@pytest.mark.shared
def test_the_annex_of_an_agreement_adds_up(shared: Path) -> None:
    """The parts of a chapter make its total: a check on reading figures, years and minus signs from a real PDF."""
    path = shared / "data" / "akkoorden" / "coalitieakkoord2021.pdf"
    text = next(item.text for item in read_file(path, path.name, None, Limits()) if isinstance(item, Record)) or ""
    by_row: dict[str, dict[int, float]] = {}
    for amount in find_amounts(text):
        if amount.unit and amount.purpose and amount.from_year:
            sign = -1 if amount.direction == "minder" else 1
            by_row.setdefault(amount.purpose.quote, {})[amount.from_year] = sign * amount.low_eur / MILLION
    assert by_row["I. Democratische rechtsorde"] == {2022: 1803, 2023: 5014, 2024: 6071, 2025: 6138}
    parts = [by_row[label] for label in ("a. Overheid op orde", "b. Medeoverheden", "c. Caribisch Nederland")]
    for year, total in by_row["I. Democratische rechtsorde"].items():
        assert abs(sum(part[year] for part in parts) - total) <= 1  # rounded
    assert by_row["p1. Zorg"][2025] == -268


def spans_hold(text: str, amount: Amount) -> bool:
    spans = [amount, *(span for span in (amount.purpose, amount.unit) if span)]
    return all(text[span.start : span.end] == span.quote for span in spans)


pieces = st.lists(
    st.sampled_from(["in mln.", "x € 1.000", "2026", "2027", "Struc", "|", "\n", "\n", "Dorp", "12", "-5", "(3)", "0", "-", "1.000", "p.m.", "(", "t/m", "2030)", "+ is saldoverslechterend", "5 miljoen"]),
    max_size=40,
).map(" ".join)  # fmt: skip


@settings(max_examples=300)
@given(pieces)
def test_cells_are_exact_ordered_and_apart(text: str) -> None:
    found = find_amounts(text)
    assert all(spans_hold(text, amount) for amount in found)
    assert all(left.end <= right.start for left, right in zip(found, found[1:], strict=False))


@pytest.mark.parametrize(
    "hostile",
    [
        "in mln. 2026 2027\n" + "Dorp 3 4\n" * 20_000,
        "in mln. " + "2026 " * 20_000,
        "in mln. 2026 2027\nDorp " + "1 " * 50_000,
        "in mln. | 2026 | 2027\n" + "| " * 50_000,
        "x € " * 50_000,
        "x " * 50_000,
        "in mln. 2026 2027\n" * 10_000,
        "in mln. 2026 2027\n" + "(" * 50_000 + " 3 4",
        "x € 1.000 | " * 10_000,
    ],
)
def test_hostile_tables_are_read_to_their_end(hostile: str) -> None:
    text = hostile + "\n\n\n\n\nEn € 7 miljoen."
    assert find_amounts(text)[-1].low_eur == 7 * MILLION
