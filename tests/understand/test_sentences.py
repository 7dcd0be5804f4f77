# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Where a Dutch sentence ends and where it does not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bijgepraat.understand.sentences import split_sentences


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Dit is een zin. Dit ook!", ["Dit is een zin.", "Dit ook!"]),
        ("Zie art. 5 van de wet. Daarna verder.", ["Zie art. 5 van de wet.", "Daarna verder."]),
        ("De heer A.B. Jansen sprak. Hij ging.", ["De heer A.B. Jansen sprak.", "Hij ging."]),
        ("Het kost € 1.250.000 per jaar. Dat is veel.", ["Het kost € 1.250.000 per jaar.", "Dat is veel."]),
        ("Het gaat o.a. Den Haag aan. Punt.", ["Het gaat o.a. Den Haag aan.", "Punt."]),
        ("Kop zonder punt\nEn een zin.", ["Kop zonder punt", "En een zin."]),
        ("Hij zei: ‘Kom maar.’ Toen kwam zij.", ["Hij zei: ‘Kom maar.’", "Toen kwam zij."]),
        ("Waarom? Daarom.", ["Waarom?", "Daarom."]),
        ("", []),
        (" \n\n ", []),
    ],
)
def test_splitting(text: str, parts: list[str]) -> None:
    assert [span.quote for span in split_sentences(text)] == parts


@given(st.text(alphabet="aB. !?\n’\"'nr€1,…", max_size=200))
def test_nothing_but_white_space_is_lost_and_spans_are_exact(text: str) -> None:
    spans = split_sentences(text)
    assert all(text[span.start : span.end] == span.quote and span.quote.strip() == span.quote for span in spans)
    position = 0
    for span in spans:
        assert not text[position : span.start].strip()
        position = span.end
    assert not text[position:].strip()


def test_a_huge_text_without_an_end_is_one_sentence() -> None:
    (span,) = split_sentences("woord " * 200_000)
    assert span.start == 0
