# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The parts of compounds, against words that were drawn at random from public papers and parted by reading."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bijgepraat.understand.language.compounds import lexicon, parts, smallest_parts
from bijgepraat.understand.language.stems import stem

_LISTS = Path(__file__).parent / "language"


def _lines(name: str) -> list[str]:
    return [line for line in (_LISTS / name).read_text("utf-8").splitlines() if line and not line.startswith("#")]


def _labelled(name: str) -> list[tuple[str, list[str]]]:
    return [(word, whole.split()) for word, _, whole in (line.partition(":") for line in _lines(name))]


@pytest.mark.parametrize(
    ("word", "found"),
    [
        ("jeugdzorgfinanciën", ("jeugdzorg", "jeugd", "zorg", "financiën")),
        ("Jeugdzorgmiddelen", ("jeugdzorg", "jeugd", "zorg", "middelen")),
        ("gemeentefonds", ("gemeente", "fonds")),
        ("arbeidsmarktbeleid", ("arbeidsmarkt", "arbeid", "markt", "beleid")),
        ("stikstofbeleid", ("stikstof", "beleid")),
        ("kinderopvangtoeslagaffaire", ("kinderopvangtoeslag", "kinderopvang", "kinder", "opvang", "toeslag", "affaire")),
        ("Woo-verzoek", ("woo", "verzoek")),
        ("AOW'er", ("aow",)),
        ("Wmo/Jeugd", ("wmo", "jeugd")),
        ("36800-B", ("36800",)),
        ("R&D", ()),
        ("", ()),
        ("-", ()),
    ],
)
def test_parts(word: str, found: tuple[str, ...]) -> None:
    assert parts(word) == found


def test_the_opgave_of_woningbouw_is_found_by_woning_and_by_woningbouw() -> None:
    assert {"woningbouw", "woning", "bouw", "opgave"} <= set(parts("woningbouwopgave"))


@pytest.mark.parametrize("word", " ".join(_lines("whole.txt")).split())
def test_a_word_that_is_no_compound_stays_whole(word: str) -> None:
    assert parts(word) == ()


@pytest.mark.parametrize("name", ["Heerenveen", "Nieuwenhuizen", "Waterland", "Winterswijk", "Zeeland"])
def test_a_name_stays_whole(name: str) -> None:
    assert parts(name) == ()


@pytest.mark.parametrize(("name", "recall"), [("compounds.txt", 0.83), ("compounds_unseen.txt", 0.77)])
def test_parts_of_labelled_compounds(name: str, recall: float) -> None:
    """Precision and recall over the smallest parts; the floors may rise and never sink."""
    right = found = wanted = 0
    for word, labelled in _labelled(name):
        mine, theirs = {stem(part) for part in smallest_parts(word)}, {stem(part) for part in labelled}
        right += len(mine & theirs)
        found += len(mine)
        wanted += len(theirs)
    assert right / found >= 0.98
    assert right / wanted >= recall


@given(st.text(alphabet="abcdeghijklmnoprstuvwz", min_size=1, max_size=70))
def test_parts_lie_within_the_word_in_order(word: str) -> None:
    place = 0
    for part in smallest_parts(word):
        place = word.index(part, place) + len(part)
    assert place <= len(word)


def test_every_compound_of_the_lexicon_falls_apart_in_words_that_are_shorter() -> None:
    for word in lexicon().compounds:
        small = smallest_parts(word)
        assert len(small) > 1
        assert all(len(part) < len(word) for part in small)
