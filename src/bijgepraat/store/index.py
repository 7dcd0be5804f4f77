# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The search index: a cache that follows the store's change sequence and can be thrown away at any time.

One entry a record, and one a speech of a debate. What was typed becomes a tree (`search_query`) before the index sees it, so no
input is a syntax error.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson
import sqlalchemy as sa
import tantivy
from sqlalchemy import Connection, Engine

from bijgepraat.model.records import Kind
from bijgepraat.settings import SearchWeights
from bijgepraat.store.database import reading
from bijgepraat.store.errors import StoreError
from bijgepraat.store.index_entries import SEARCHED, by_number, changed, entries, read_since, readings_kept
from bijgepraat.store.index_schema import FORMAT, analyser, document_of, make_schema
from bijgepraat.store.schema import counters, links, records
from bijgepraat.store.search_build import QueryBuilder
from bijgepraat.store.search_fields import Condition
from bijgepraat.store.search_marks import Mark, Marker
from bijgepraat.store.search_query import SearchQuery, read_query
from bijgepraat.store.search_spelling import meant
from bijgepraat.store.search_words import Language, OnlyStems, Words

__all__ = ["SEARCHED", "Found", "Hit", "SearchIndex"]

_COMMIT_EVERY = 150_000
_READ_AT_ONCE = 2_000
_HEAP_BYTES = 192_000_000
_COUNTED = ("kind", "theme", "party", "month")
_MOST_VALUES = {"kind": 40, "theme": 40, "party": 60, "month": 600}
_LOOKED_THROUGH = 4_000
"""Words of the index that are held against a word that hardly any text has."""
_MOST_UNREAD = 2_000_000


@dataclass(frozen=True, slots=True)
class Hit:
    """A found record, or a speech of one (`passage` counts from 1). Higher `score` is better."""

    record_id: int
    passage: int | None
    score: float

    @property
    def entry(self) -> tuple[int, int]:
        """Record and passage, 0 for a whole record."""
        return self.record_id, self.passage or 0


@dataclass(frozen=True, slots=True)
class Found:
    """One page of results. `total` counts all of them; `loosened` is True when no text has all words and any word counts."""

    hits: tuple[Hit, ...]
    total: int
    loosened: bool = False


class SearchIndex:
    """The index in one folder. One process at a time may `follow`; any number may search."""

    def __init__(self, folder: Path, language: Language | None = None, weights: SearchWeights | None = None) -> None:
        self.words = Words(language or OnlyStems())
        self._parent = folder
        self._folder = folder / f"versie-{FORMAT}"
        self._weights = weights or SearchWeights()
        self._index: tantivy.Index | None = None
        self._builder: QueryBuilder | None = None

    @property
    def position(self) -> int:
        """The change number up to which the index has followed the store; 0 for one that was made for another language."""
        state = self._state()
        return int(state["seq"]) if state.get("language") == self.words.language.name else 0

    def follow(self, engine: Engine, report: Callable[[int], None] = lambda _count: None) -> int:
        """Take in everything that changed in the store since `position`, and what was analysed since; returns how many
        entries were written.

        Interrupted work is taken up where the last commit left it. `report` gets the number of records done, now and then.
        """
        with reading(engine) as connection:
            newest = connection.execute(sa.select(counters.c.value).where(counters.c.name == "changes")).scalar() or 0
            readings: list[Any] = list(readings_kept(connection))
        state = self._state()
        position = self.position
        before, now = list(state.get("readings", [0, []])[1]), list(readings[1])
        other_analyser = bool(before) and bool(now) and set(before).isdisjoint(now)
        if self._folder.exists() and (position > newest or (state and not position) or other_analyser):
            self.clear()  # another store came in this one's place, or everything is to be read in another way
            position = 0
            state = {}
        read_anew = state.get("readings", [0])[0] != readings[0]
        if position == newest and not read_anew:
            return 0
        index = self._open(create=True)
        try:
            writer = index.writer(heap_size=_HEAP_BYTES, num_threads=1)
        except ValueError as error:
            raise StoreError(
                "De zoekindex wordt al door een ander proces bijgewerkt. Wacht tot het klaar is en probeer opnieuw."
            ) from error
        work = _Following(self.words, writer, report, fresh=index.searcher().num_docs == 0)
        began = position
        while position < newest:
            with reading(engine) as connection:
                rows = changed(connection, position, newest, _READ_AT_ONCE)
                more = _filed_under(connection, rows, began)
                work.take(connection, [*rows, *more])
            if not rows:
                break
            position = rows[-1].seq
            if work.waiting >= _COMMIT_EVERY:
                self._commit(writer, position, state.get("readings"))
                work.waiting = 0
        if read_anew and began:
            for some in self._read_since(engine):
                with reading(engine) as connection:
                    work.take(connection, by_number(connection, some))
        self._commit(writer, newest, readings)
        writer.wait_merging_threads()
        index.reload()
        self._drop_older()
        return work.written

    def clear(self) -> None:
        """Throw the index away; the next `follow` builds it from the store."""
        self._index = None
        shutil.rmtree(self._folder, ignore_errors=True)

    def search(
        self,
        query: str | SearchQuery,
        *,
        limit: int = 20,
        offset: int = 0,
        kinds: Sequence[str] = (),
        conditions: Sequence[Condition] = (),
        newest_first: bool = False,
        also: Iterable[tuple[int, int]] = (),
        loosened: bool | None = None,
    ) -> Found:
        """Entries that have what was asked, best first (see `search_query`).

        When nothing has all the words of a free question, whatever has some of them, unless `loosened` says which of the two is
        wanted. Any input is a valid query; one without words finds nothing. `kinds` and `conditions` filter before the cut.
        `also` are entries (record, passage) that belong to the result although their words may differ; they come last.
        """
        asked = read_query(query) if isinstance(query, str) else query
        index = self._open(create=False)
        if index is None:
            return Found((), 0)
        index.reload()
        searcher = index.searcher()
        others = list(also)
        order: dict[str, Any] = {"order_by_field": "date"} if newest_first else {}
        for some_do in (False, True) if loosened is None and asked.free else (bool(loosened),):
            built = self._built(asked, kinds, conditions, others, loosened=some_do)
            if built is None:
                continue
            result = searcher.search(built, limit=max(limit, 1), offset=offset, **order)
            if result.count or some_do:
                hits = self._hits(searcher, result.hits[:limit], dated=newest_first)
                return Found(hits, result.count or 0, loosened=some_do and bool(result.count))
        return Found((), 0)

    def counts(
        self,
        query: SearchQuery,
        *,
        kinds: Sequence[str] = (),
        conditions: Sequence[Condition] = (),
        also: Iterable[tuple[int, int]] = (),
        loosened: bool = False,
    ) -> Mapping[str, Mapping[str, int]]:
        """Over the whole result: how many entries per kind, theme, party and month (as 2025-07)."""
        index = self._open(create=False)
        built = self._built(query, kinds, conditions, list(also), loosened=loosened) if index is not None else None
        if index is None or built is None:
            return {name: {} for name in _COUNTED}
        asked = {name: {"terms": {"field": name, "size": _MOST_VALUES[name]}} for name in _COUNTED}
        found = index.searcher().aggregate(built, asked)
        return {name: {str(one["key"]): int(one["doc_count"]) for one in found[name]["buckets"]} for name in _COUNTED}

    def entries_with(self, kinds: Sequence[str], conditions: Sequence[Condition], limit: int) -> list[tuple[int, int]] | None:
        """All entries (record, passage) that meet conditions; None when there are more than `limit`."""
        index = self._open(create=False)
        if index is None:
            return []
        searcher = index.searcher()
        parts = self._query_builder(index).conditions(conditions, kinds)
        result = searcher.search(_must([tantivy.Query.all_query(), *parts]), limit=limit)
        if (result.count or 0) > limit:
            return None
        return [hit.entry for hit in self._hits(searcher, result.hits)]

    def marker(self, query: str | SearchQuery) -> Marker:
        """Finds the words of a query in texts; for several texts one marker is faster."""
        return Marker(read_query(query) if isinstance(query, str) else query, self.words)

    def marks(self, query: str | SearchQuery, text: str) -> list[Mark]:
        """The words of a text that a query found, and how."""
        return self.marker(query).marks(text)

    def having(
        self, units: Iterable[tuple[tuple[str, ...], bool]], entries: Sequence[tuple[int, int]]
    ) -> list[tuple[set[tuple[int, int]], int]]:
        """Per unit (words that stand together; True: exactly so) which of these entries have it, and how many in all do."""
        index = self._open(create=False)
        if index is None or not entries:
            return [(set(), 0) for _ in units]
        searcher = index.searcher()
        builder = self._query_builder(index)
        these = builder.these(entries)
        found = []
        for words, exactly in units:
            one = builder.unit(words, exactly=exactly)
            result = searcher.search(_must([one, these]), limit=len(entries), count=False)
            everywhere = searcher.doc_freq("exact", words[0])
            if len(words) == 1 and not exactly and (stem := self.words.stem(words[0])):
                everywhere = max(everywhere, searcher.doc_freq("body", stem))
            found.append(({hit.entry for hit in self._hits(searcher, result.hits)}, everywhere))
        return found

    def size(self) -> int:
        """How many entries there are."""
        index = self._open(create=False)
        return int(index.searcher().num_docs) if index is not None else 0

    def spelling(self, query: SearchQuery) -> dict[str, str]:
        """Words of a query that hardly any text has, with the word that may have been meant."""
        index = self._open(create=False)
        if index is None:
            return {}
        searcher = index.searcher()
        found: dict[str, str] = {}
        for word in query.wanted:
            if len(word) < 4 or any(char.isdigit() for char in word):
                continue
            known = searcher.doc_freq("exact", word)
            others = searcher.terms_with_prefix("exact", word[:2], limit=_LOOKED_THROUGH)
            if (better := meant(word, known, others)) is not None:
                found[word] = better
        return found

    def _built(
        self,
        query: SearchQuery,
        kinds: Sequence[str],
        conditions: Sequence[Condition],
        also: Sequence[tuple[int, int]],
        *,
        loosened: bool,
    ) -> tantivy.Query | None:
        assert self._index is not None
        builder = self._query_builder(self._index)
        words = builder.any_of(query) if loosened else builder.all_of(query)
        filters = builder.conditions(conditions, kinds)
        if also:
            # What was found by its meaning meets the conditions of the question as well as those of the page.
            others = _must([builder.these(also), *builder.conditions(query.conditions, ())])
            words = tantivy.Query.boolean_query([(tantivy.Occur.Should, part) for part in (words, others) if part is not None])
        return _must([words, *filters]) if words is not None else None

    def _hits(self, searcher: tantivy.Searcher, found: Sequence[tuple[Any, Any]], *, dated: bool = False) -> tuple[Hit, ...]:
        places = [address for _, address in found]
        numbers = searcher.fast_field_values("record", places)
        passages = searcher.fast_field_values("passage", places)
        return tuple(
            Hit(int(record or 0), int(passage or 0) or None, 0.0 if dated else float(score))
            for (score, _), record, passage in zip(found, numbers, passages, strict=True)
        )

    def _read_since(self, engine: Engine) -> Iterator[list[int]]:
        """Records that the index has without a reading and that have one by now."""
        index = self._open(create=False)
        searcher = index.searcher()
        unread = tantivy.Query.term_query(index.schema, "fresh", "ongelezen", index_option="basic")
        result = searcher.search(unread, limit=_MOST_UNREAD, count=False)
        ids = sorted({hit.record_id for hit in self._hits(searcher, result.hits)})
        for start in range(0, len(ids), _READ_AT_ONCE):
            with reading(engine) as connection:
                some = read_since(connection, ids[start : start + _READ_AT_ONCE])
            for first in range(0, len(some), 500):
                yield some[first : first + 500]

    def _query_builder(self, index: tantivy.Index) -> QueryBuilder:
        if self._builder is None:
            self._builder = QueryBuilder(index.schema, self.words, self._weights)
        return self._builder

    def _open(self, *, create: bool) -> Any:
        if self._index is None:
            if not create and not (self._folder.is_dir() and tantivy.Index.exists(str(self._folder))):
                return None
            self._folder.mkdir(parents=True, exist_ok=True)
            self._index = tantivy.Index(make_schema(), path=str(self._folder))
            self._index.register_tokenizer("woorden", analyser())
            self._builder = None
        return self._index

    def _state(self) -> dict[str, Any]:
        try:
            state = orjson.loads((self._folder / "positie.json").read_bytes())
            return {"seq": int(state["seq"]), "language": str(state["language"]), "readings": list(state["readings"])}
        except (OSError, ValueError, KeyError, TypeError):
            return {}

    def _commit(self, writer: tantivy.IndexWriter, position: int, readings: Any) -> None:
        writer.commit()
        temporary = self._folder / "positie.nieuw"
        state = {"seq": position, "language": self.words.language.name, "readings": readings or [0, []]}
        temporary.write_bytes(orjson.dumps(state))
        temporary.replace(self._folder / "positie.json")

    def _drop_older(self) -> None:
        """Folders of earlier formats: this one has everything now."""
        for folder in self._parent.glob("versie-*"):
            if folder != self._folder:
                shutil.rmtree(folder, ignore_errors=True)


class _Following:
    """What one run of `follow` writes."""

    def __init__(self, words: Words, writer: Any, report: Callable[[int], None], *, fresh: bool) -> None:
        self._words = words
        self._writer = writer
        self._report = report
        self._fresh = fresh
        self._done = 0
        self.written = 0
        self.waiting = 0

    def take(self, connection: Connection, rows: Sequence[Any]) -> None:
        """Write the entries of records in place of what the index had of them."""
        if not self._fresh:
            for row in rows:
                self._writer.delete_documents_by_term("id", str(row.id))
        count = 0
        for count, entry in enumerate(entries(connection, rows), 1):  # noqa: B007
            self._writer.add_document(document_of(entry, self._words))
        self.written += count
        self.waiting += count
        self._done += len(rows)
        self._report(self._done)


def _must(parts: Sequence[tantivy.Query]) -> tantivy.Query:
    return parts[0] if len(parts) == 1 else tantivy.Query.boolean_query([(tantivy.Occur.Must, part) for part in parts])


def _filed_under(connection: Connection, rows: Sequence[Any], position: int) -> Sequence[Any]:
    """Zaken that the index had already and that one of these records, an actor, says something of."""
    actors = [row.id for row in rows if row.kind == Kind.ZAAK_ACTOR]
    if not actors or not position:
        return ()
    ids: set[int] = set()
    for start in range(0, len(actors), 500):
        query = sa.select(records.c.id).join(links, sa.and_(links.c.to_kind == records.c.kind, links.c.to_key == records.c.key))
        query = query.where(links.c.from_id.in_(actors[start : start + 500]), records.c.kind == Kind.ZAAK)
        ids.update(connection.execute(query.where(records.c.seq <= position)).scalars())
    wanted = sorted(ids)
    return [row for start in range(0, len(wanted), 500) for row in by_number(connection, wanted[start : start + 500])]
