# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Finding the words of a list."""

from __future__ import annotations

import pytest

from bijgepraat.understand.words import WordList

WORDS = WordList(
    {"g": ["gemeente*", "*zorg", "*huur*", "boa", "RES", "lokale overheden", "bestuurlijk* overleg", "wet open overheid*"]}
)


@pytest.mark.parametrize(
    ("text", "entries"),
    [
        ("Gemeenteraad", ["gemeente*"]),
        ("gemeenschap", []),
        ("jeugdzorg", ["*zorg"]),
        ("zorg", []),
        ("verhuurders", ["*huur*"]),
        ("boa's en boa’s", ["boa", "boa"]),
        ("Boa", ["boa"]),
        ("de RES", ["RES"]),
        ("res", []),
        ("lokale\n overheden", ["lokale overheden"]),
        ("wet open overheidsinformatie", ["wet open overheid*"]),
        ("x" * 100 + "zorg", []),
    ],
)
def test_notation(text: str, entries: list[str]) -> None:
    hits = list(WORDS.find(text))
    assert [hit.entry for hit in hits] == entries
    assert all(text[hit.start : hit.end] == hit.quote for hit in hits)


@pytest.mark.parametrize(
    ("text", "entries"),
    [
        ("gasten", []),
        ("gastouders", []),
        ("gastouderopvang", ["gastouderopvang*"]),
        ("gasnet", ["gas*"]),
        ("zorgen", []),
        ("zorg", ["zorg"]),
        ("verzorgend", ["*zorg*"]),
        ("Woo", ["Woo"]),
        ("woon", []),
    ],
)
def test_words_that_shorter_entries_do_not_find(text: str, entries: list[str]) -> None:
    words = WordList({"g": ["gas*", "gastouderopvang*", "!gast*", "zorg", "*zorg*", "!zorgen", "Woo"]})
    assert [hit.entry for hit in words.find(text)] == entries
