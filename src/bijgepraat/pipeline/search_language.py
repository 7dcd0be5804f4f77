# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""What the search index is told of Dutch."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import cache
from importlib import resources

from bijgepraat.understand.language.abbreviations import expansions, longest_phrase
from bijgepraat.understand.language.compounds import smallest_parts
from bijgepraat.understand.language.related import related
from bijgepraat.understand.language.stems import stem


class Dutch:
    """Stems, the parts of compounds, short names and related words."""

    def __init__(self) -> None:
        self.name = f"nederlands {_tables()}"
        self.longest_phrase = longest_phrase()

    def stem(self, word: str) -> str:
        """What the forms of a word share."""
        return stem(word)

    def parts(self, word: str) -> Sequence[str]:
        """The smallest parts of a compound, in order."""
        return smallest_parts(word.lower())

    def related(self, word: str) -> Sequence[str]:
        """Terms that speak of the same task."""
        return related(word)

    def expansions(self, text: str) -> Sequence[str]:
        """What a short name stands for, or the short names of a phrase; the case is as it was typed."""
        return expansions(text)


@cache
def _tables() -> str:
    """A name for the state of the word lists that decide what is indexed: when they change, the index is built again."""
    found = hashlib.sha256(b"1")
    folder = resources.files("bijgepraat.understand").joinpath("data")
    for name in ("compounds.txt", "irregular.toml", "verbs.txt"):
        found.update(folder.joinpath(name).read_bytes())
    return found.hexdigest()[:12]
