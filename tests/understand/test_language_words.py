# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Finding words in a text, and their stems."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bijgepraat.understand.language.phrases import words
from bijgepraat.understand.language.stems import fold, index_terms, stem

_LISTS = Path(__file__).parent / "language"


def _rows(name: str) -> list[list[str]]:
    lines = (_LISTS / name).read_text("utf-8").splitlines()
    return [line.split() for line in lines if line and not line.startswith("#")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("De AOW'er leest.", ["De", "AOW'er", "leest"]),
        ("R&D en B&W, maar a & b", ["R&D", "en", "B&W", "maar", "a", "b"]),
        ("stuk 36800-B", ["stuk", "36800-B"]),
        ("Wmo/Jeugd", ["Wmo", "Jeugd"]),
        ("50% of 3,5%", ["50%", "of", "3,5%"]),
        ("€ 1.250,50.", ["1.250,50"]),
        ("in 's-Hertogenbosch", ["in", "'s-Hertogenbosch"]),
        ("de ‘gemeenten’", ["de", "gemeenten"]),
        ("een_twee", ["een", "twee"]),
        ("energie- en warmtenetten", ["energie", "en", "warmtenetten"]),
        ("", []),
        ("... !?", []),
    ],
)
def test_the_words_of_a_text(text: str, found: list[str]) -> None:
    assert [word.word for word in words(text)] == found


def test_a_word_is_composed_and_keeps_its_place_in_the_text_as_given() -> None:
    text = "een coo\u0308peratie voor jeugd\u00adzorg"
    found = {word.word: text[word.start : word.end] for word in words(text)}
    assert found["coöperatie"] == "coo\u0308peratie"
    assert found["jeugdzorg"] == "jeugd\u00adzorg"


@given(st.text(alphabet=st.sampled_from("aeë&'’-/%.,5\u0308\u00ad sZ_\n€")))
def test_words_lie_in_order_within_the_text(text: str) -> None:
    end = 0
    for word in words(text):
        assert end <= word.start < word.end <= len(text)
        assert any(letter.isalnum() for letter in word.word)
        assert unicodedata.is_normalized("NFC", word.word)
        end = word.end


@pytest.mark.parametrize("family", _rows("families.txt"), ids=lambda family: family[0])
def test_forms_of_one_word_share_a_stem(family: list[str]) -> None:
    assert len({stem(word) for word in family}) == 1, [(word, stem(word)) for word in family]


@pytest.mark.parametrize("pair", _rows("strangers.txt"), ids="-".join)
def test_words_that_have_nothing_in_common_do_not_share_a_stem(pair: list[str]) -> None:
    assert len({stem(word) for word in pair}) == len(pair)


@pytest.mark.parametrize(
    ("word", "folded"),
    [("Coöperatie", "cooperatie"), ("ĳs", "ijs"), ("Cu\u0308r", "cur"), ("IJsselstein", "ijsselstein"), ("", "")],
)
def test_folding(word: str, folded: str) -> None:
    assert fold(word) == folded


def test_a_number_with_a_letter_keeps_its_hyphen() -> None:
    assert stem("36800-B") == "36800-b"


@pytest.mark.parametrize(
    ("word", "terms"),
    [
        ("jeugdzorgfinanciën", ("jeugdzorgfinancien", ("jeugdzorg", "jeugd", "zorg", "financien"))),
        ("Gemeentefonds", ("gemeentefonds", ("gemeente", "fonds"))),
        ("stikstof", ("stikstof", ())),
        ("AOW'ers", ("aow", ())),
        ("Wmo-voorzieningen", ("wmovoorziening", ("wmo", "voorziening"))),
    ],
)
def test_what_an_index_keeps_of_a_word(word: str, terms: tuple[str, tuple[str, ...]]) -> None:
    assert index_terms(word) == terms


@given(st.text(min_size=1, max_size=300))
def test_any_word_has_terms(word: str) -> None:
    whole, parts = index_terms(word)
    assert isinstance(whole, str)
    assert whole not in parts
    assert all(parts)
    assert whole or not any(letter.isascii() and letter.isalnum() for letter in word)


@pytest.mark.parametrize("letter", ["a", "e", "-", "'", "zorg", "jeugd", "ing", "en", "ge", "ë", "\u0308"])
def test_a_very_long_word_is_left_alone(letter: str) -> None:
    word = letter * 20_000
    whole, parts = index_terms(word)
    assert parts == ()
    assert len(whole) <= len(word)
    assert sum(1 for _ in words(word)) <= 1
