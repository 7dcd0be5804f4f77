# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Saved searches turned around: a small index in memory of what is new, against which each of them is held.

The queries are those of the search page, built by the same builder over the same fields, so a saved search matches exactly what
the search finds (all its words: what only has some of them, or is near by its meaning, is no news).
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

import tantivy

from bijgepraat.settings import SearchWeights
from bijgepraat.store.index_entries import Entry
from bijgepraat.store.index_schema import analyser, document_of, make_schema
from bijgepraat.store.search_build import QueryBuilder
from bijgepraat.store.search_fields import Condition
from bijgepraat.store.search_query import SearchQuery, read_query
from bijgepraat.store.search_words import Words

_HEAP_BYTES = 64_000_000


class NewEntries:
    """Entries of the search index, held in memory."""

    def __init__(self, found: Iterable[Entry], words: Words) -> None:
        schema = make_schema()
        self._index = tantivy.Index(schema)
        self._index.register_tokenizer("woorden", analyser())
        writer = self._index.writer(heap_size=_HEAP_BYTES, num_threads=1)
        for entry in found:
            writer.add_document(document_of(entry, words))
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()
        self._searcher = self._index.searcher()
        self._builder = QueryBuilder(schema, words, SearchWeights())
        self.size = int(self._searcher.num_docs)
        self.matching = lru_cache(maxsize=None)(self._matching)
        """Per question: the entries (record, passage; 0 for a whole record) that it finds, in the order of the store."""

    def _matching(self, query: str) -> tuple[tuple[int, int], ...]:
        return self._found(self._builder.all_of(read_query(query)))

    def meeting(self, condition: Condition) -> tuple[tuple[int, int], ...]:
        """The entries that meet a condition."""
        return self._found(self._builder.all_of(SearchQuery(condition)))

    def _found(self, query: tantivy.Query | None) -> tuple[tuple[int, int], ...]:
        if query is None or not self.size:
            return ()
        result = self._searcher.search(query, limit=self.size, count=False)
        if not result.hits:
            return ()
        places = [address for _score, address in result.hits]
        numbers = self._searcher.fast_field_values("record", places)
        passages = self._searcher.fast_field_values("passage", places)
        return tuple(sorted((int(record or 0), int(passage or 0)) for record, passage in zip(numbers, passages, strict=True)))
