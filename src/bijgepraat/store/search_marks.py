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


def marks(query: SearchQuery, text: str, words: Words) -> list[Mark]:
    """The words that a query found in a text, in order; words of a phrase only where the whole of it stands."""
    sought = _Sought()
    _gather(query.tree, sought, words)
    spans: list[tuple[int, int]] = []
    plain: list[str] = []
    found: list[Mark] = []
    begin = tuple(sought.prefixes)
    for match in WORD.finditer(text):
        word = match.group()
        bare = folded_word(word)
        if not bare:
            continue
        spans.append(match.span())
        plain.append(bare)
        stem = words.stem(word)
        how: How | None = None
        if bare in sought.exact or (stem and stem in sought.stems) or (begin and bare.startswith(begin)):
            how = "word"
        elif sought.stems and not sought.stems.isdisjoint(words.inside(word)):
            how = "part"
        elif stem and stem in sought.related:
            how = "related"
        if how:
            found.append(Mark(*match.span(), how))
    for phrase in sought.phrases:
        found += _places(phrase, plain, spans)
    return sorted(set(found), key=lambda mark: (mark.start, mark.end))


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
