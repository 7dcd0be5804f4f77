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
        (
            "Dit geldt m.b.t. Utrecht en t.v.v. Motie 12, d.w.z. Niets nieuws.",
            ["Dit geldt m.b.t. Utrecht en t.v.v. Motie 12, d.w.z. Niets nieuws."],
        ),
        ("Dat kost 3 mln. Het Rijk betaalt.", ["Dat kost 3 mln.", "Het Rijk betaalt."]),
        ("Dat kost 3 mln. 2026 is het eerste jaar.", ["Dat kost 3 mln. 2026 is het eerste jaar."]),
        (
            "De motie-Jansen c.s. (36800, nr. 12) is er. De Kamer stemt.",
            ["De motie-Jansen c.s. (36800, nr. 12) is er.", "De Kamer stemt."],
        ),
        ("Dat wil Jansen c.s. De Kamer stemt.", ["Dat wil Jansen c.s.", "De Kamer stemt."]),
        ("1. Meer woningen. 2. Minder regels.", ["1. Meer woningen.", "2. Minder regels."]),
        ("Dat was in 2025. Nu is het 12. Morgen 13.", ["Dat was in 2025.", "Nu is het 12.", "Morgen 13."]),
        (
            "constaterende dat het kan; verzoekt de regering dit te doen,",
            ["constaterende dat het kan; verzoekt de regering dit te doen,"],
        ),
        ("een\r\ntwee\fdrie", ["een", "twee", "drie"]),
        ("Toch... Ja!? Goed.", ["Toch...", "Ja!?", "Goed."]),
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


@pytest.mark.parametrize(
    "hostile",
    ["." * 100_000 + "x", "!?" * 50_000 + "x", ".”" * 50_000 + "x", "." + '"' * 100_000 + "x", "A." * 50_000, "\u00a0" * 100_000],
)
def test_hostile_runs_are_read_to_their_end(hostile: str) -> None:
    spans = split_sentences(hostile + "\nEn klaar.")
    assert spans[-1].quote == "En klaar."
    assert [span.quote for span in spans[:-1]] == ([hostile] if hostile.strip() else [])
