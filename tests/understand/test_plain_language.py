# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Help with plain language: what is hard gets a remark in its place, what is plain gets none."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bijgepraat.understand.plain_language import remarks


def told(text: str) -> list[tuple[str, str]]:
    return [(one.sort, one.span.quote) for one in remarks(text)]


@pytest.mark.parametrize(
    ("text", "sort", "words"),
    [
        ("Het kabinet doet dit middels een wet.", "ambtelijk woord", "middels"),
        ("Ten behoeve van gemeenten komt er geld.", "ambtelijk woord", "Ten behoeve van"),
        ("De wet wordt in de zomer door het kabinet gewijzigd.", "lijdende vorm", "wordt in de zomer door het kabinet gewijzigd"),
        ("De bedragen werden later verhoogd.", "lijdende vorm", "werden later verhoogd"),
        ("Dit is een bezuniging op de zorg.", "spelling", "bezuniging"),
        ("Woord " * 23 + "einde.", "lange zin", ("Woord " * 23 + "einde.").strip()),
    ],
)
def test_what_is_hard_gets_a_remark(text: str, sort: str, words: str) -> None:
    assert (sort, words) in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "Gemeenten krijgen meer geld voor jeugdzorg.",
        "De opschalingskorting gaat van tafel.",
        "De minister stuurt in mei een brief over de jeugdzorgmiddelen.",
        "Het kabinet wordt groter.",
        "Amsterdam en Utrecht vragen om de Wmo.",
    ],
)
def test_what_is_plain_gets_none(text: str) -> None:
    assert told(text) == []


def test_a_misspelt_word_gets_what_was_meant() -> None:
    [one] = [one for one in remarks("De gemeente doet een bezuniging.") if one.sort == "spelling"]
    assert one.advice == "Bedoelt u: bezuiniging?"


@settings(max_examples=80, deadline=None)
@given(st.text(max_size=400))
def test_every_remark_stands_in_the_text(text: str) -> None:
    assert all(text[one.span.start : one.span.end] == one.span.quote and one.advice for one in remarks(text))


@pytest.mark.parametrize("text", ["wordt " * 3_000, "ge" * 9_000, "a" * 20_000, "wordt a " * 2_500, "\n" * 20_000])
def test_hostile_text_is_read_to_its_end(text: str) -> None:
    assert isinstance(remarks(text), list)
