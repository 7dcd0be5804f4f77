# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Which words of a text a query found, and how. Pure but for the memory of words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from bijgepraat.store.search_query import WORD, Every, Joined, Near, Node, Phrase, Prefix, SearchQuery, Some, Word
from bijgepraat.store.search_words import Words, folded_word

How = Literal["word", "part", "related"]
"""`word`: in any form; `part`: inside a compound; `related`: another word for much the same."""


@dataclass(frozen=True, slots=True)
class Mark:
    """`text[start:end]` (code points) is what was found."""

    start: int
    end: int
    how: How


@dataclass(slots=True)
class _Sought:
    stems: set[str] = field(default_factory=set)
    exact: set[str] = field(default_factory=set)
    prefixes: list[str] = field(default_factory=list)
    phrases: list[tuple[str, ...]] = field(default_factory=list)
    related: set[str] = field(default_factory=set)


class Marker:
    """Finds the words of one query in texts. What it made of a word it remembers: texts repeat theirs."""

    def __init__(self, query: SearchQuery, words: Words) -> None:
        self._words = words
        self._sought = _Sought()
        _gather(query.tree, self._sought, words)
        self._begin = tuple(self._sought.prefixes)
        self._known: dict[str, How | None] = {}

    def marks(self, text: str) -> list[Mark]:
        """The words in a text that were found, in order; words of a phrase only where the whole of it stands."""
        known = self._known
        found: list[Mark] = []
        for match in WORD.finditer(text):
            word = match.group()
            if word not in known:
                known[word] = self._how(word)
            if how := known[word]:
                found.append(Mark(*match.span(), how))
        if not self._sought.phrases:
            return found
        spans = [(match.span(), bare) for match in WORD.finditer(text) if (bare := folded_word(match.group()))]
        plain = [bare for _, bare in spans]
        for phrase in self._sought.phrases:
            found += _places(phrase, plain, [span for span, _ in spans])
        return sorted(set(found), key=lambda mark: (mark.start, mark.end))

    def _how(self, word: str) -> How | None:
        sought, bare = self._sought, folded_word(word)
        if not bare:
            return None
        stem = self._words.stem(word)
        if bare in sought.exact or (stem and stem in sought.stems) or (self._begin and bare.startswith(self._begin)):
            return "word"
        if sought.stems and not sought.stems.isdisjoint(self._words.inside(word)):
            return "part"
        return "related" if stem and stem in sought.related else None


def _gather(node: Node | None, sought: _Sought, words: Words) -> None:
    if isinstance(node, Word):
        stem = words.stem(node.text)
        if stem:
            sought.stems.add(stem)
            sought.related.update(words.related(node.text))
            sought.phrases += words.in_full(node.typed or node.text)
        else:
            sought.exact.add(node.text)
    elif isinstance(node, Prefix):
        sought.prefixes.append(node.text)
    elif isinstance(node, Phrase):
        sought.phrases.append(node.words)
    elif isinstance(node, Joined):
        sought.phrases.append(node.words)
        sought.exact.add("".join(node.words))
        sought.stems.update(stem for word in node.words if len(word) > 2 and (stem := words.stem(word)))
    elif isinstance(node, Near):
        for word in (*node.left, *node.right):
            stem = words.stem(word)
            (sought.stems if stem else sought.exact).add(stem or word)
    elif isinstance(node, Every | Some):
        for part in node.parts:
            _gather(part, sought, words)


def _places(phrase: Sequence[str], plain: Sequence[str], spans: Sequence[tuple[int, int]]) -> Iterator[Mark]:
    size = len(phrase)
    for first, word in enumerate(plain):
        if word == phrase[0] and tuple(plain[first : first + size]) == tuple(phrase):
            for start, end in spans[first : first + size]:
                yield Mark(start, end, "word")
