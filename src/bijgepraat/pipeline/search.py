# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Searching: from what was typed to results with the words around what matched."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from bijgepraat.model.records import Kind
from bijgepraat.pipeline.search_fusion import Candidate, Entry, order, shares, units
from bijgepraat.pipeline.search_snippets import excerpt
from bijgepraat.pipeline.search_wordings import wordings
from bijgepraat.settings import SearchWeights
from bijgepraat.store.index import Found, Hit
from bijgepraat.store.lookup import by_ids, passages_of, texts_of
from bijgepraat.store.search_fields import Condition
from bijgepraat.store.search_marks import Marker
from bijgepraat.store.search_query import SearchQuery, read_query
from bijgepraat.store.store import Store

if TYPE_CHECKING:
    from bijgepraat.pipeline.search_meaning import Meaning, Near

How = Literal["words", "related", "meaning"]
"""`words`: it has the words; `related`: words for much the same; `meaning`: it is about the same in other words."""

_FILTERED = 20_000
"""When no more entries than this meet the conditions, the nearest are looked for among them; else among all, and then sifted."""
_SIFTED = 10
_READ_AT_ONCE = 50


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
    how: How = "words"
    number: int = 0
    """The record's number in the store."""
    place: tuple[int, int] | None = None
    """Of a speech: where it begins and ends in the text of its record."""

    @property
    def id(self) -> str:
        """The id under which it was imported, or `Kind:key` for what has no id of its own."""
        return self.key if self.kind == Kind.BERICHT else f"{self.kind}:{self.key}"


@dataclass(frozen=True, slots=True)
class SearchPage:
    """One page of results. `loosened`: nothing has all the words, so any of them counts. `total`, and so the pages, include
    `by_meaning` texts that are about the same in other words.
    """

    query: str
    total: int
    results: tuple[SearchResult, ...]
    loosened: bool
    by_meaning: int = 0
    near: tuple[Entry, ...] = ()
    """The entries that are there by their meaning, for counting the result in other ways."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """One question with all that narrows it."""

    query: SearchQuery
    kinds: Sequence[str]
    conditions: Sequence[Condition]
    newest_first: bool
    weights: SearchWeights


def search(
    store: Store,
    query: str,
    *,
    limit: int = 20,
    offset: int = 0,
    kinds: Sequence[str] = (),
    conditions: Sequence[Condition] = (),
    newest_first: bool = False,
    meaning: Meaning | None = None,
    weights: SearchWeights | None = None,
) -> SearchPage:
    """Search by words, and for a question without operators by meaning too where there are vectors (`meaning`).

    Any input is valid; what has no word in it finds nothing. `kinds` and `conditions` narrow before the cut. The pages of one
    question hold each result once, to the last.
    """
    asked = _Asked(read_query(query), kinds, conditions, newest_first, weights or SearchWeights())
    found, near = _found(store, asked, meaning, limit, offset)
    results = tuple(_results(store, asked.query, found, {one.entry: one.near for one in near}))
    return SearchPage(query, found.total, results, found.loosened, len(near), tuple(one.entry for one in near))


@dataclass(frozen=True, slots=True)
class _NearEntry:
    entry: Entry
    near: Near


def _found(store: Store, asked: _Asked, meaning: Meaning | None, limit: int, offset: int) -> tuple[Found, list[_NearEntry]]:
    weights = asked.weights
    telling = units(asked.query) if asked.query.free else []
    # Who types nothing but a number wants that number.
    if meaning is None or not len(meaning) or all(unit.name for unit in telling):
        return _by_words(store, asked, limit, offset, ()), []
    nearness = meaning.nearest(wordings(store.index.words.language, asked.query), weights, _allowed(store, asked))
    likely = nearness.best(weights.near * (_SIFTED if asked.kinds or asked.conditions else 1), weights.nearness)
    fitting = _fitting(store, asked, [(one.record, one.passage) for one in likely])
    near = [_NearEntry((one.record, one.passage), one) for one in likely if (one.record, one.passage) in fitting]
    near = near[: weights.near]
    also = [one.entry for one in near]
    top = _by_words(store, asked, 1 if asked.newest_first else weights.window, 0, ())
    if asked.newest_first:
        return _by_words(store, asked, limit, offset, also, loosened=top.loosened), near
    whole = _by_words(store, asked, 1, 0, also, loosened=top.loosened) if also else top
    scores = {hit.entry: hit.score for hit in top.hits}
    entries = list(dict.fromkeys([*scores, *also]))
    z = {entry: one.z for entry, one in nearness.of(entries).items()}
    having = store.index.having([(unit.words, unit.name) for unit in telling], entries)
    size = store.index.size()
    in_share = shares(
        entries,
        {unit: found for unit, (found, _) in zip(telling, having, strict=True)},
        {unit: math.log(1 + size / (count + 0.5)) for unit, (_, count) in zip(telling, having, strict=True)},
    )
    candidates = [Candidate(entry, scores.get(entry, 0.0), z.get(entry), *in_share[entry]) for entry in entries]
    hits = [Hit(one.entry[0], one.entry[1] or None, score) for one, score in order(candidates, weights, len(telling))]
    page = hits[offset : offset + limit]
    if len(page) < limit and top.total > len(top.hits):
        page += _rest(store, asked, set(entries), offset + len(page) - len(hits), limit - len(page), len(also))
    return Found(tuple(page), whole.total, top.loosened), near


def _rest(store: Store, asked: _Asked, shown: set[Entry], skip: int, limit: int, among: int) -> list[Hit]:
    """Results by words behind the window, without those that stood before it already."""
    further = _by_words(store, asked, skip + limit + among, asked.weights.window, ())
    return [hit for hit in further.hits if hit.entry not in shown][skip : skip + limit]


def _by_words(
    store: Store, asked: _Asked, limit: int, offset: int, also: Sequence[Entry], *, loosened: bool | None = None
) -> Found:
    return store.index.search(
        asked.query,
        limit=limit,
        offset=offset,
        kinds=asked.kinds,
        conditions=asked.conditions,
        newest_first=asked.newest_first,
        also=also,
        loosened=loosened,
    )


def _allowed(store: Store, asked: _Asked) -> list[Entry] | None:
    conditions = [*asked.conditions, *asked.query.conditions]
    return store.index.entries_with(asked.kinds, conditions, _FILTERED) if asked.kinds or conditions else None


def _fitting(store: Store, asked: _Asked, entries: Sequence[Entry]) -> set[Entry]:
    """Those of these entries that the index has and that meet the conditions."""
    nothing = SearchQuery(None)
    found = store.index.search(
        nothing,
        limit=len(entries),
        kinds=asked.kinds,
        conditions=[*asked.conditions, *asked.query.conditions],
        also=entries,
    )
    return {hit.entry for hit in found.hits}


def _results(store: Store, query: SearchQuery, found: Found, near: dict[Entry, Near]) -> Iterator[SearchResult]:
    marker = store.index.marker(query)
    for start in range(0, len(found.hits), _READ_AT_ONCE):
        hits = found.hits[start : start + _READ_AT_ONCE]
        with store.reading() as connection:
            rows = by_ids(connection, [hit.record_id for hit in hits])
            # The index is a cache and may be behind.
            rows = {number: row for number, row in rows.items() if not row.deleted}
            texts = texts_of(connection, {row.id: row.version for row in rows.values() if row.has_text})
            speeches = {(hit.record_id, hit.passage) for hit in hits if hit.passage is not None}
            passages = passages_of(connection, {row.id: row.version for row in rows.values()}, speeches)
        for hit in hits:
            if hit.record_id in rows:
                passage = passages.get((hit.record_id, hit.passage))
                yield _result(rows[hit.record_id], hit, texts.get(hit.record_id, ""), passage, marker, near.get(hit.entry))


def _result(row: Any, hit: Hit, words: str, passage: Any, marker: Marker, here: Near | None) -> SearchResult:
    offset = 0
    if passage is not None:
        words, offset = words[passage.start : passage.end], passage.start
    title = row.title or row.key
    around = (max(here.start - offset, 0), here.end - offset) if here is not None else None
    snippet, marks, how = excerpt(marker, words or title, title if words else "", around)
    return SearchResult(
        row.kind,
        row.key,
        title,
        row.date,
        row.source,
        snippet,
        marks,
        hit.score,
        hit.passage,
        passage.speaker if passage is not None else None,
        how if how != "nothing" else "meaning" if here is not None else "words",
        row.id,
        (passage.start, passage.end) if passage is not None else None,
    )
