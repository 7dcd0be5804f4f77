# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""A question in the wordings in which its meaning is compared: short names in full, compounds apart. Pure."""

from __future__ import annotations

import re

from bijgepraat.store.search_query import SearchQuery
from bijgepraat.store.search_words import Language

_WORD = re.compile(r"\w+")
_LONGEST = 300
_LONGEST_TERM = 3
_TERMS_EACH = 2
_MOST_WORDS = 12


def wordings(language: Language, query: SearchQuery) -> list[str]:
    """The question with short names written out and terms for the same task behind it; with its compounds in parts as well.

    A model that was made with all the languages of the world reads "de uitvoering van de Wmo" and "jeugdzorgfinanciën" as
    strange names; in words of every day it knows what they are about.
    """
    asked = _WORD.sub(lambda match: _in_full(language, match.group()), query.words_typed[:_LONGEST])
    apart = _WORD.sub(lambda match: " ".join(language.parts(match.group())) or match.group(), asked)
    behind = "".join(f", {term}" for term in _related(language, asked))
    return [asked + behind] if apart == asked else [asked + behind, apart + behind]


def _in_full(language: Language, word: str) -> str:
    longer = [text for text in language.expansions(word) if len(text) > len(word)]
    return longer[0] if longer else word


def _related(language: Language, text: str) -> list[str]:
    words = _WORD.findall(text)[:_MOST_WORDS]
    found: dict[str, None] = {}
    for size in range(_LONGEST_TERM, 0, -1):
        for first in range(len(words) - size + 1):
            found.update(dict.fromkeys(language.related(" ".join(words[first : first + size]))[:_TERMS_EACH]))
    return list(found)
