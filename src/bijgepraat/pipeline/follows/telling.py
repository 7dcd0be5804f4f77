# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""How an event is told: title, page, what changed, and the words around what matched."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from bijgepraat.model.following import Follow, Happening, Reason, Sort, What
from bijgepraat.model.views import page_of, place_of
from bijgepraat.pipeline.follows.batch import Thing
from bijgepraat.pipeline.follows.found import Place
from bijgepraat.pipeline.search_snippets import excerpt
from bijgepraat.pipeline.site.entries import sort_of, title_of
from bijgepraat.publish.site.words import day, kind_name, source_name
from bijgepraat.store.alerts import words_of
from bijgepraat.store.index import SearchIndex
from bijgepraat.store.lookup import passage_of
from bijgepraat.store.queries import Connection, relevance_words
from bijgepraat.store.search_fields import Condition
from bijgepraat.store.search_query import WORD, Every, Near, Prefix, SearchQuery, Some, Word, read_query
from bijgepraat.store.search_words import folded_word

_LONGEST_READ = 40_000
"""Of a long text only the beginning is looked through for words to show; speeches are short."""
_TEXTS = 4_000
_KEPT, _LOOKED_AT = 12, 48
_BEFORE, _NEAR, _LONG = 40, 200, 240
_CUT = "…"


@dataclass(frozen=True, slots=True)
class _Sought:
    """A question, and by which words a text may answer it. `plain`: nothing but words, each of which may be marked alone."""

    query: SearchQuery
    keys: Sequence[tuple[str, Set[str]]]
    prefixes: tuple[str, ...]
    plain: bool

    def places(self, stands: Mapping[str, Sequence[tuple[int, int]]]) -> Iterator[tuple[int, int, str]]:
        """Where words of it stand: start, end, and the word that was asked."""
        for word, keys in self.keys:
            for key in keys:
                for start, end in stands.get(key, ()):
                    yield start, end, word
        for prefix in self.prefixes:
            for key, places in stands.items():
                if key.startswith(prefix):
                    for start, end in places:
                        yield start, end, prefix


class Snippets:
    """The words around what matched, each made once however many follows ask it.

    A text is gone through once: where each of its words stands is kept, so that a question finds its place in it without reading.
    """

    def __init__(self, connection: Connection, index: SearchIndex, rows: Mapping[int, Any]) -> None:
        self._connection = connection
        self._index = index
        self._rows = rows
        self._sought = lru_cache(maxsize=None)(self._sought_of)
        self._marker = lru_cache(maxsize=None)(index.marker)
        ids = list(rows)
        self._texts = words_of(connection, [number for number, row in rows.items() if row.has_text])
        # The words that made a text relevant, as a question.
        telling = relevance_words(connection, ids)
        self._telling = {number: " OF ".join(f'"{word}"' for word in words) for number, words in telling.items()}
        self._places = lru_cache(maxsize=_TEXTS)(self._words_of)
        self._made: dict[tuple[str, Place], tuple[str, tuple[tuple[int, int], ...]]] = {}

    def reason(self, follow: Follow, place: Place) -> Reason:
        """Why a place concerns a follow."""
        asked = (
            follow.target if follow.sort is Sort.SEARCH else self._telling.get(place[0], "") if follow.sort is Sort.THEME else ""
        )
        if (asked, place) not in self._made:
            self._made[asked, place] = self._excerpt(asked, place)
        snippet, marks = self._made[asked, place]
        return Reason(follow.id, follow.label, snippet, marks)

    def _excerpt(self, asked: str, place: Place) -> tuple[str, tuple[tuple[int, int], ...]]:
        title = title_of(self._rows[place[0]])
        sought = self._sought(asked)
        text, stands = self._places(place)
        found = sorted(sought.places(stands)) if text else []
        if not found:
            snippet, marks, _how = excerpt(self._marker(asked), text or title, title, None)
            return snippet, marks
        begin = _densest(found)
        begin = text.find(" ", begin - _BEFORE, begin) + 1 if begin > _BEFORE else 0
        end = begin + _LONG
        end = max(text.rfind(" ", begin, end), begin + 1) if end < len(text) else len(text)
        before, behind = f"{_CUT} " if begin else "", f" {_CUT}" if end < len(text) else ""
        snippet = f"{before}{text[begin:end]}{behind}".replace("\n", " ")
        if not sought.plain:  # of a phrase only the whole is marked
            return snippet, tuple((mark.start, mark.end) for mark in self._index.marks(sought.query, snippet))
        shift = len(before) - begin
        spans = {(start + shift, last + shift) for start, last, _word in found if start >= begin and last <= end}
        return snippet, tuple(sorted(spans))

    def _sought_of(self, asked: str) -> _Sought:
        query, words = read_query(asked), self._index.words
        keys = [(word, ({word, words.stem(word), *words.related(word)}) - {""}) for word in query.wanted]
        parts = query.tree.parts if isinstance(query.tree, Every | Some) else (query.tree,)
        plain = all(isinstance(part, Word | Prefix | Near | Condition) for part in parts)
        return _Sought(query, keys, tuple(part.text for part in parts if isinstance(part, Prefix)), plain)

    def _words_of(self, place: Place) -> tuple[str, Mapping[str, Sequence[tuple[int, int]]]]:
        """The text of a place, and where its words, their stems and the parts of its compounds first stand."""
        text, words = self._text(place), self._index.words
        stands: dict[str, list[tuple[int, int]]] = {}
        for match in WORD.finditer(text):
            word = match.group()
            for key in {folded_word(word), words.stem(word), *words.inside(word)}:
                kept = stands.setdefault(key, [])
                if len(kept) < _KEPT:
                    kept.append(match.span())
        return text, stands

    def _text(self, place: Place) -> str:
        row = self._rows[place[0]]
        text = self._texts.get((row.id, row.version), "")
        if place[1] and text:
            passage = passage_of(self._connection, row.id, row.version, place[1])
            if passage is not None:
                return text[passage.start : passage.end]
        return text[:_LONGEST_READ]


def _densest(found: Sequence[tuple[int, int, str]]) -> int:
    """Where the stretch with most of the words begins."""
    best, most = found[0][0], 0
    for n, (at, _end, _word) in enumerate(found[:_LOOKED_AT]):
        near = len({word for other, _last, word in found[n : n + _LOOKED_AT] if other < at + _NEAR})
        if near > most:
            best, most = at, near
    return best


def lead(thing: Thing, places: Sequence[Place]) -> tuple[Any, str]:
    """The record that a thing is told by, and its page: one that matched, with a text where there is one."""
    rows = [thing.rows[number] for number in dict.fromkeys(record for record, _passage in places) if number in thing.rows]
    rows = rows or list(thing.rows.values())
    main = min(rows, key=lambda row: (row.deleted, not row.has_text, row.id))
    return main, page_of(main.kind, main.key)


def page_of_place(connection: Connection, row: Any, place: Place) -> str:
    """The page of a speech within its debate."""
    passage = passage_of(connection, row.id, row.version, place[1]) if place[1] else None
    return place_of(f"{row.kind}:{row.key}", passage.start, passage.end) if passage is not None else page_of(row.kind, row.key)


def sort_name(row: Any) -> str:
    """What a record is, in Dutch and small letters: motie, brief regering, commissiedebat."""
    name = kind_name(row.kind, sort_of(row))
    return name[:1].lower() + name[1:]


def source_of(row: Any) -> str:
    """The name of the source."""
    return source_name(row.source)


def change_words(one: Happening) -> tuple[str | None, str | None]:
    """Before and after, for people."""
    if one.what in {What.MOVED, What.GONE}:
        return moment_words(one.before), moment_words(one.after)
    if one.what is What.NEW_VERSION and one.before is None:
        return None, "de tekst is gewijzigd"
    return one.before, one.after


def moment_words(value: str | None) -> str | None:
    """`2026-03-02T10:00` → maandag 2 maart 2026, 10.00 uur; None for nothing."""
    if not value:
        return None
    try:
        words = day(date.fromisoformat(value[:10]), weekday=True)
    except ValueError:
        return value
    return f"{words}, {value[11:13]}.{value[14:16]} uur" if len(value) >= 16 else words
