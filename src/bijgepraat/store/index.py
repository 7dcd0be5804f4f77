# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The search index: a cache that follows the store's change sequence and can be thrown away at any time.

One entry a record, and one a speech of a debate. Words are lower-cased, stripped of Dutch stop words, stemmed and folded to
ASCII; what was typed goes through the same analysis, so no input is a syntax error.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson
import sqlalchemy as sa
import tantivy
from sqlalchemy import Connection, Engine

from bijgepraat.model.records import Kind
from bijgepraat.store.database import reading
from bijgepraat.store.errors import StoreError
from bijgepraat.store.schema import counters, passages, records, texts

SEARCHED = (
    Kind.ZAAK,
    Kind.DOCUMENT,
    Kind.ACTIVITEIT,
    Kind.AGENDAPUNT,
    Kind.VERGADERING,
    Kind.TOEZEGGING,
    Kind.KAMERSTUKDOSSIER,
    Kind.PERSOON,
    Kind.FRACTIE,
    Kind.PUBLICATIE,
    Kind.DEBAT,
    Kind.BESTAND,
    Kind.BERICHT,
    Kind.ONTWIKKELING,
    Kind.GEMEENTE,
)
"""Kinds that can be found. A Pagina is found through its sections; votes and decisions through what they decide."""

_FORMAT = "1"
"""Part of the folder's name: another format is another folder, and is built from the store."""
_COMMIT_EVERY = 150_000
_READ_AT_ONCE = 2_000
_HEAP_BYTES = 192_000_000
_TITLE_WEIGHT = 2.0
_WORD = re.compile(r"\w+")
_PHRASE = re.compile(r'"([^"]*)"')


@dataclass(frozen=True, slots=True)
class Hit:
    """A found record, or a speech of one (`passage` counts from 1). Higher `score` is better."""

    record_id: int
    passage: int | None
    score: float


@dataclass(frozen=True, slots=True)
class Found:
    """One page of results. `total` counts all of them; `loosened` is True when no text has all words and any word counts."""

    hits: tuple[Hit, ...]
    total: int
    loosened: bool = False


class SearchIndex:
    """The index in one folder. One process at a time may `follow`; any number may search."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / f"versie-{_FORMAT}"
        self._analyser = _analyser()
        self._index: tantivy.Index | None = None

    @property
    def position(self) -> int:
        """The change number up to which the index has followed the store."""
        try:
            return int(orjson.loads((self._folder / "positie.json").read_bytes())["seq"])
        except (OSError, ValueError, KeyError):
            return 0

    def follow(self, engine: Engine, report: Callable[[int], None] = lambda _count: None) -> int:
        """Take in everything that changed in the store since `position`; returns how many entries were written.

        Interrupted work is taken up where the last commit left it. `report` gets the number of records done, now and then.
        """
        with reading(engine) as connection:
            newest = connection.execute(sa.select(counters.c.value).where(counters.c.name == "changes")).scalar() or 0
        position = self.position
        if position > newest:  # another store came in this one's place
            self.clear()
            position = 0
        if position == newest:
            return 0
        index = self._open(create=True)
        try:
            writer = index.writer(heap_size=_HEAP_BYTES, num_threads=1)
        except ValueError as error:
            raise StoreError(
                "De zoekindex wordt al door een ander proces bijgewerkt. Wacht tot het klaar is en probeer opnieuw."
            ) from error
        fresh = index.searcher().num_docs == 0
        written = since_commit = done = 0
        while position < newest:
            with reading(engine) as connection:
                rows = _changed(connection, position, newest)
                entries = list(_entries(connection, rows))
            if not rows:
                break
            for row in rows:
                if not fresh:
                    writer.delete_documents_by_term("id", str(row.id))
            for entry in entries:
                document = tantivy.Document()
                document.add_text("id", str(entry.record))
                document.add_unsigned("record", entry.record)
                document.add_unsigned("passage", entry.passage)
                document.add_unsigned("date", entry.date)
                document.add_text("kind", entry.kind)
                document.add_text("title", entry.title)
                document.add_text("body", entry.body)
                writer.add_document(document)
            written += len(entries)
            since_commit += len(entries)
            done += len(rows)
            position = rows[-1].seq
            report(done)
            if since_commit >= _COMMIT_EVERY:
                self._commit(writer, position)
                since_commit = 0
        self._commit(writer, newest)
        writer.wait_merging_threads()
        index.reload()
        return written

    def clear(self) -> None:
        """Throw the index away; the next `follow` builds it from the store."""
        self._index = None
        shutil.rmtree(self._folder, ignore_errors=True)

    def search(
        self, query: str, *, limit: int = 20, offset: int = 0, kinds: Sequence[str] = (), newest_first: bool = False
    ) -> Found:
        """Records and speeches that have all the words of `query`, best first; words in quotes stand next to each other.

        When nothing has all of them, whatever has most of them (`loosened`). Any input is a valid query; one without words
        finds nothing. `kinds` filters before the cut.
        """
        index = self._open(create=False)
        if index is None:
            return Found((), 0)
        index.reload()
        searcher = index.searcher()
        for all_words in (True, False):
            built = self._build(index.schema, query, all_words=all_words)
            if built is None:
                return Found((), 0)
            if kinds:
                wanted = tantivy.Query.term_set_query(index.schema, "kind", list(kinds))
                built = tantivy.Query.boolean_query(
                    [(tantivy.Occur.Must, built), (tantivy.Occur.Must, tantivy.Query.const_score_query(wanted, 0.0))]
                )
            order: dict[str, Any] = {"order_by_field": "date"} if newest_first else {}
            result = searcher.search(built, limit=limit, offset=offset, **order)
            if result.count or not all_words:
                hits = tuple(self._hit(searcher, score, address) for score, address in result.hits)
                return Found(hits, result.count or 0, loosened=not all_words and bool(hits))
        return Found((), 0)

    def matches(self, query: str, text: str) -> list[tuple[int, int]]:
        """Spans of the words of `text` (code points) that a word of `query` finds, for marking them."""
        wanted = {stem for word in _WORD.findall(query) for stem in self._analyser.analyze(word)}
        if not wanted:
            return []
        return [match.span() for match in _WORD.finditer(text) if not wanted.isdisjoint(self._analyser.analyze(match.group()))]

    def _hit(self, searcher: tantivy.Searcher, score: Any, address: tantivy.DocAddress) -> Hit:
        stored = searcher.doc(address)
        found = stored.to_dict()
        return Hit(int(found["record"][0]), int(found["passage"][0]) or None, float(score))

    def _build(self, schema: tantivy.Schema, query: str, *, all_words: bool) -> tantivy.Query | None:
        parts: list[tantivy.Query] = []
        phrases = _PHRASE.findall(query)
        for phrase in phrases:
            # Stop words are not indexed but keep their place, so a phrase is its stems at their own distances.
            places = [(token.position, token.text) for token in self._analyser.pre_tokenize(phrase).tokens]
            stems = [text for _, text in places]
            if len(stems) > 1:
                terms: list[Any] = [(position - places[0][0], text) for position, text in places]
                both = [(tantivy.Occur.Should, tantivy.Query.phrase_query(schema, name, terms)) for name in ("title", "body")]
                parts.append(tantivy.Query.boolean_query(both))
            else:
                parts += [self._either(schema, stem) for stem in stems]
        parts += [self._either(schema, stem) for stem in dict.fromkeys(self._stems(_PHRASE.sub(" ", query)))]
        if not parts:
            return None
        occur = tantivy.Occur.Must if all_words else tantivy.Occur.Should
        return tantivy.Query.boolean_query([(occur, part) for part in parts])

    def _stems(self, text: str) -> list[Any]:
        return list(self._analyser.analyze(text))

    @staticmethod
    def _either(schema: tantivy.Schema, stem: str) -> tantivy.Query:
        title = tantivy.Query.boost_query(tantivy.Query.term_query(schema, "title", stem), _TITLE_WEIGHT)
        body = tantivy.Query.term_query(schema, "body", stem)
        return tantivy.Query.boolean_query([(tantivy.Occur.Should, title), (tantivy.Occur.Should, body)])

    def _open(self, *, create: bool) -> Any:
        if self._index is None:
            if not create and not (self._folder.is_dir() and tantivy.Index.exists(str(self._folder))):
                return None
            self._folder.mkdir(parents=True, exist_ok=True)
            self._index = tantivy.Index(_schema(), path=str(self._folder))
            self._index.register_tokenizer("nederlands", self._analyser)
        return self._index

    def _commit(self, writer: tantivy.IndexWriter, position: int) -> None:
        writer.commit()
        temporary = self._folder / "positie.nieuw"
        temporary.write_bytes(orjson.dumps({"seq": position}))
        temporary.replace(self._folder / "positie.json")


@dataclass(frozen=True, slots=True)
class _Entry:
    record: int
    passage: int
    date: int
    kind: str
    title: str
    body: str


def _analyser() -> tantivy.TextAnalyzer:
    builder = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
    for step in (
        tantivy.Filter.remove_long(60),
        tantivy.Filter.lowercase(),
        tantivy.Filter.stopword("dutch"),
        tantivy.Filter.stemmer("dutch"),
        tantivy.Filter.ascii_fold(),
    ):
        builder = builder.filter(step)
    return builder.build()


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    # Deleting by a number finds nothing in this binding, by a word it does: hence the number once more as text.
    builder.add_text_field("id", stored=False, tokenizer_name="raw", index_option="basic")
    builder.add_unsigned_field("record", stored=True, indexed=False)
    builder.add_unsigned_field("passage", stored=True, indexed=False)
    builder.add_unsigned_field("date", stored=False, indexed=True, fast=True)
    builder.add_text_field("kind", stored=False, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("title", stored=False, tokenizer_name="nederlands")
    builder.add_text_field("body", stored=False, tokenizer_name="nederlands")
    return builder.build()


def _changed(connection: Connection, after: int, until: int) -> Sequence[Any]:
    columns = (records.c.id, records.c.kind, records.c.key, records.c.title, records.c.date, records.c.deleted)
    rest = (records.c.has_text, records.c.version, records.c.fields, records.c.seq)
    query = sa.select(*columns, *rest).where(records.c.seq > after, records.c.seq <= until)
    return connection.execute(query.order_by(records.c.seq).limit(_READ_AT_ONCE)).all()


def _entries(connection: Connection, rows: Sequence[Any]) -> Iterator[_Entry]:
    wanted = [row for row in rows if row.kind in SEARCHED and not row.deleted]
    with_text = {row.id: row for row in wanted if row.has_text}
    bodies: dict[int, str] = {}
    speeches: dict[int, list[Any]] = {}
    ids = list(with_text)
    for start in range(0, len(ids), 500):
        some = ids[start : start + 500]
        for id_, version, text in connection.execute(sa.select(texts).where(texts.c.record_id.in_(some))):
            if version == with_text[id_].version:
                bodies[id_] = text
    debates = [row.id for row in wanted if row.kind == Kind.DEBAT]
    if debates:
        columns = (
            passages.c.record_id,
            passages.c.version,
            passages.c.n,
            passages.c.start,
            passages.c.end,
            passages.c.speaker,
        )
        query = sa.select(*columns).where(passages.c.record_id.in_(debates), passages.c.speaker.is_not(None))
        for passage in connection.execute(query.order_by(passages.c.record_id, passages.c.n)):
            if passage.version == with_text[passage.record_id].version:
                speeches.setdefault(passage.record_id, []).append(passage)
    for row in wanted:
        title = row.title or ""
        day = int(row.date.replace("-", "")) if row.date else 0
        if row.kind == Kind.DEBAT:
            text = bodies.get(row.id, "")
            yield _Entry(row.id, 0, day, row.kind, title, "")
            for speech in speeches.get(row.id, ()):
                yield _Entry(row.id, speech.n, day, row.kind, "", f"{speech.speaker}: {text[speech.start : speech.end]}")
        else:
            body = bodies.get(row.id) or _words_of(row)
            if title or body:
                yield _Entry(row.id, 0, day, row.kind, title, body)


_NUMBERS = ("Nummer", "DocumentNummer", "Titel", "Tekst", "Afkorting", "NaamNL", "Noot")


def _words_of(row: Any) -> str:
    """What a record without text can be found by besides its title: its numbers and names."""
    fields = orjson.loads(row.fields)
    return " ".join(str(fields[name]) for name in _NUMBERS if fields.get(name))
