# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Searching: from what was typed to results with the words around what matched."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bijgepraat.model.records import Kind
from bijgepraat.store.lookup import by_ids, passage_of, text_of
from bijgepraat.store.store import Store

_SNIPPET = 240


@dataclass(frozen=True, slots=True)
class SearchResult:
    """One found record or speech. `marks` are (start, end) in `snippet`; `passage` counts from 1 and is None for a record."""

    kind: str
    key: str
    title: str
    date: str | None
    source: str
    snippet: str
    marks: tuple[tuple[int, int], ...]
    score: float
    passage: int | None = None
    speaker: str | None = None

    @property
    def id(self) -> str:
        """The id under which it was imported, or `Kind:key` for what has no id of its own."""
        return self.key if self.kind == Kind.BERICHT else f"{self.kind}:{self.key}"


@dataclass(frozen=True, slots=True)
class SearchPage:
    """One page of results. `loosened`: nothing has all the words, so any of them counts."""

    query: str
    total: int
    results: tuple[SearchResult, ...]
    loosened: bool


def search(
    store: Store, query: str, *, limit: int = 20, offset: int = 0, kinds: Sequence[str] = (), newest_first: bool = False
) -> SearchPage:
    """Search the index. Any input is valid; what has no word in it finds nothing."""
    found = store.index.search(query, limit=limit, offset=offset, kinds=kinds, newest_first=newest_first)
    results = []
    with store.reading() as connection:
        rows = by_ids(connection, [hit.record_id for hit in found.hits])
        for hit in found.hits:
            row = rows.get(hit.record_id)
            if row is None or row.deleted:
                continue  # the index is a cache and may be behind
            title = row.title or row.key
            words, speaker = "", None
            if row.has_text:
                words = text_of(connection, row.id, row.version) or ""
            if hit.passage is not None:
                passage = passage_of(connection, row.id, row.version, hit.passage)
                if passage is not None:
                    words, speaker = words[passage.start : passage.end], passage.speaker
            snippet, marks = _snippet(store, query, words or title)
            results.append(
                SearchResult(row.kind, row.key, title, row.date, row.source, snippet, marks, hit.score, hit.passage, speaker)
            )
    return SearchPage(query, found.total, tuple(results), found.loosened)


def _snippet(store: Store, query: str, text: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The stretch of a text with most of the words that matched, on word boundaries, with the places of those words."""
    spans = store.index.matches(query, text[:200_000])
    best, most = 0, -1
    for n, (start, _end) in enumerate(spans):
        inside = sum(1 for other, _ in spans[n : n + 40] if other < start + _SNIPPET - 40)
        if inside > most:
            best, most = start, inside
    first = max(0, best - 40)
    if first:
        first = text.find(" ", first) + 1 or first
    last = min(len(text), first + _SNIPPET)
    if last < len(text):
        last = max(text.rfind(" ", first, last), first + 1)
    snippet = text[first:last].replace("\n", " ")
    marks = tuple((start - first, end - first) for start, end in spans if start >= first and end <= last)
    if first:
        snippet, marks = "… " + snippet, tuple((start + 2, end + 2) for start, end in marks)
    return snippet + (" …" if last < len(text) else ""), marks
