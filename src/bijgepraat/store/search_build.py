# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""From a query that was read to one that the index can answer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import permutations
from typing import Any

import tantivy

from bijgepraat.settings import SearchWeights
from bijgepraat.store.search_fields import Condition
from bijgepraat.store.search_query import Every, Joined, Near, Node, Not, Phrase, Prefix, SearchQuery, Some, Word
from bijgepraat.store.search_words import Words

_MUST, _SHOULD, _NOT = tantivy.Occur.Must, tantivy.Occur.Should, tantivy.Occur.MustNot
_RAW = {"partij": "party_plain", "dossier": "dossier", "gemeente": "municipality", "bron": "source", "thema": "theme"}
_LOOKED_AT = 12
"""Phrases with short names are looked for in questions of at most so many words."""
_MOST_RELATED = 8
_WITH_WORDS = {"exact", "title", "body", "parts", "sort", "person"}


class QueryBuilder:
    """Builds queries for one schema."""

    def __init__(self, schema: tantivy.Schema, words: Words, weights: SearchWeights) -> None:
        self._schema = schema
        self._words = words
        self._weights = weights

    def all_of(self, query: SearchQuery) -> tantivy.Query | None:
        """What has everything that was asked; None when no word was."""
        return self._node(query.tree) if query.tree is not None else None

    def any_of(self, query: SearchQuery) -> tantivy.Query | None:
        """What has some of the words of a free question, and meets its conditions."""
        parts = query.tree.parts if isinstance(query.tree, Every) else (query.tree,) if query.tree else ()
        some: list[tantivy.Query] = []
        for run in self._runs(parts):
            if len(run) > 1:
                some += [self._phrase(short) for short in self._short(run)]
            for part in run:
                if isinstance(part, Joined):
                    some.append(self._joined(part))
                    some += [self._word(word) for word in part.words if self._words.stem(word)]
                elif isinstance(part, Word) and self._words.stem(part.text):
                    some.append(self._word(part.text, part.typed))
        if not some:
            return None
        found = _boolean((_SHOULD, one) for one in some)
        conditions = [self._condition(condition) for condition in query.conditions]
        return _boolean([(_MUST, found), *((_MUST, one) for one in conditions)])

    def conditions(self, conditions: Iterable[Condition], kinds: Sequence[str]) -> list[tantivy.Query]:
        """Queries without weight of their own that every result must meet."""
        found = [self._condition(condition) for condition in conditions]
        if kinds:
            found.append(_const(tantivy.Query.term_set_query(self._schema, "kind", list(kinds))))
        return found

    def these(self, entries: Iterable[tuple[int, int]]) -> tantivy.Query:
        """These entries, by record and passage."""
        names = [f"{record}:{passage}" for record, passage in entries]
        return _const(tantivy.Query.term_set_query(self._schema, "entry", names)) if names else tantivy.Query.empty_query()

    def unit(self, words: Sequence[str], *, exactly: bool) -> tantivy.Query:
        """What has words that stand together, or one word in any form."""
        if len(words) > 1:
            return self._phrase(words) if exactly else self._joined(Joined(tuple(words)))
        return self._phrase(words) if exactly else self._word(words[0], related=False)

    def _node(self, node: Node) -> tantivy.Query:
        if isinstance(node, Word):
            return self._word(node.text, node.typed)
        if isinstance(node, Joined):
            return self._joined(node)
        if isinstance(node, Phrase):
            return self._phrase(node.words)
        if isinstance(node, Prefix):
            return self._prefix(node.text)
        if isinstance(node, Near):
            return self._near(node)
        if isinstance(node, Condition):
            return self._condition(node)
        if isinstance(node, Not):
            return _boolean([(_MUST, _const(tantivy.Query.all_query())), (_NOT, self._node(node.part))])
        if isinstance(node, Some):
            return _boolean((_SHOULD, self._node(part)) for part in node.parts)
        return self._every(node)

    def _every(self, node: Every) -> tantivy.Query:
        positive = [part for part in node.parts if not isinstance(part, Not)]
        # A word that says nothing of the subject is only asked for where nothing else is.
        telling = [part for part in positive if not (isinstance(part, Word) and not self._words.stem(part.text))]
        must: list[tuple[tantivy.Occur, tantivy.Query]] = []
        for run in self._runs(positive):
            asked = [self._node(part) for part in run if part in telling or not telling]
            if len(run) > 1:
                shorts = [self._phrase(short) for short in self._short(run)]
                must.append((_MUST, _boolean((_SHOULD, one) for one in (_all(asked), *shorts))))
            else:
                must += [(_MUST, one) for one in asked]
        if not must:
            must = [(_MUST, _const(tantivy.Query.all_query()))]
        return _boolean([*must, *((_NOT, self._node(part.part)) for part in node.parts if isinstance(part, Not))])

    def _runs(self, parts: Sequence[Node]) -> Iterator[tuple[Node, ...]]:
        """The parts one by one, but words that make a phrase with a short name together: maatschappelijke ondersteuning, Wmo."""
        place = 0
        longest = self._words.language.longest_phrase if len(parts) <= _LOOKED_AT else 1
        while place < len(parts):
            size = 1
            for several in range(min(longest, len(parts) - place), 1, -1):
                run = parts[place : place + several]
                if all(isinstance(part, Word) for part in run) and self._short(run):
                    size = several
                    break
            yield tuple(parts[place : place + size])
            place += size

    def _short(self, run: Sequence[Node]) -> tuple[tuple[str, ...], ...]:
        return self._words.in_full(" ".join(part.typed or part.text for part in run if isinstance(part, Word)))

    def _word(self, word: str, typed: str = "", *, related: bool = True) -> tantivy.Query:
        weights = self._weights
        stem = self._words.stem(word)
        exact = self._term("exact", word)
        if not stem:
            return exact
        found = [
            (_SHOULD, _boost(exact, weights.exact)),
            (_SHOULD, _boost(self._term("title", stem), weights.title)),
            (_SHOULD, _boost(self._term("body", stem), weights.stem)),
            (_SHOULD, _boost(self._term("parts", stem), weights.part)),
        ]
        if related:
            found += [(_SHOULD, _boost(self._phrase(words), weights.stem)) for words in self._words.in_full(typed or word)]
            for other in self._words.related(word)[:_MOST_RELATED]:
                both = [(_SHOULD, self._term(field, other)) for field in ("title", "body")]
                found.append((_SHOULD, tantivy.Query.const_score_query(tantivy.Query.boolean_query(both), weights.related)))
        return tantivy.Query.boolean_query(found)

    def _joined(self, node: Joined) -> tantivy.Query:
        found = [self._phrase(node.words)]
        if all(len(word) > 1 for word in node.words):
            found.append(self._word("".join(node.words)))
        return _boolean((_SHOULD, one) for one in found)

    def _phrase(self, words: Sequence[str]) -> tantivy.Query:
        if len(words) == 1:
            return self._term("exact", words[0])
        return tantivy.Query.phrase_query(self._schema, "exact", list(words))

    def _prefix(self, text: str) -> tantivy.Query:
        # Folded words hold letters and digits only, so there is nothing to escape.
        return _const(tantivy.Query.regex_query(self._schema, "exact", f"{text}.*"))

    def _near(self, node: Near) -> tantivy.Query:
        found: list[tuple[tantivy.Occur, tantivy.Query]] = []
        for first, second in permutations((node.left, node.right)):
            found.append((_SHOULD, self._within("exact", (*first, *second), node.distance)))
            stems = [self._words.stem(word) for word in (*first, *second)]
            if all(stems):
                found += [(_SHOULD, self._within(field, stems, node.distance)) for field in ("title", "body")]
        return tantivy.Query.boolean_query(found)

    def _within(self, field: str, words: Sequence[str], distance: int) -> tantivy.Query:
        return tantivy.Query.phrase_query(self._schema, field, list(words), slop=distance)

    def _condition(self, condition: Condition) -> tantivy.Query:
        if condition.field in {"datum", "bedrag"}:
            name = "date" if condition.field == "datum" else "amount"
            low = condition.low if condition.low is not None else 1
            range_query = tantivy.Query.range_query(
                self._schema, name, tantivy.FieldType.Unsigned, lower_bound=low, upper_bound=condition.high
            )
            return _const(range_query)
        if condition.field in _RAW:
            return _const(self._term(_RAW[condition.field], condition.value))
        if condition.field == "persoon":
            words = condition.value.replace("-", " ").split()
            if len(words) == 1:
                return _const(self._term("person", words[0]))
            return _const(tantivy.Query.phrase_query(self._schema, "person", list(words)))
        stems = [stem for word in condition.value.replace("-", " ").split() if (stem := self._words.stem(word))]
        return _const(_boolean((_MUST, self._term("sort", stem)) for stem in stems))

    def _term(self, field: str, value: str) -> tantivy.Query:
        # Places of words are read for phrases only.
        return tantivy.Query.term_query(self._schema, field, value, index_option="freq" if field in _WITH_WORDS else "basic")


def _boolean(parts: Iterable[tuple[Any, tantivy.Query]]) -> tantivy.Query:
    found = list(parts)
    if not found:
        return tantivy.Query.empty_query()
    if len(found) == 1 and found[0][0] != _NOT:
        return found[0][1]
    return tantivy.Query.boolean_query(found)


def _all(parts: Sequence[tantivy.Query]) -> tantivy.Query:
    return _boolean((_MUST, part) for part in parts)


def _boost(query: tantivy.Query, weight: float) -> tantivy.Query:
    return tantivy.Query.boost_query(query, weight)


def _const(query: tantivy.Query) -> tantivy.Query:
    return tantivy.Query.const_score_query(query, 0.0)
