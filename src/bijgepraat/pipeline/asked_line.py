# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The line from an ask to motions, letters and money: found in the store by the words of the ask, weighed by the ledger."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import orjson

from bijgepraat.ledger.asked_line import Paper, Step, fits, line_of
from bijgepraat.model.asked import Ask, AskTerm, Sentence
from bijgepraat.model.paid import PaidLine
from bijgepraat.model.records import Kind
from bijgepraat.pipeline.asked import stems_of
from bijgepraat.store.lookup import by_ids, text_of
from bijgepraat.store.queries import Connection, levels_of
from bijgepraat.store.store import Store
from bijgepraat.store.works import works_of
from bijgepraat.understand.asking import subject_terms
from bijgepraat.understand.sentences import split_sentences

_KINDS = (Kind.ZAAK, Kind.DOCUMENT, Kind.PUBLICATIE, Kind.BERICHT, Kind.BESTAND)
_LOOKED_AT = 120
_LONGEST_TEXT = 150_000
_MOTION = ("motie",)
_LETTER = ("brief", "antwoord", "nota naar aanleiding", "voortgangsrapportage", "toezegging")
_BUDGET = ("begroting", "voorjaarsnota", "miljoenennota", "circulaire", "suppletoire")


@dataclass(frozen=True, slots=True)
class AskCourse:
    """What was said of an ask since: motions, letters and budgets (the newest first), and amounts of money for it."""

    papers: tuple[Step, ...]
    money: tuple[PaidLine, ...] = ()


def course_of(store: Store, ask: Ask, paid: Iterable[PaidLine] = (), texts: Iterable[tuple[str, str]] = ()) -> AskCourse:
    """The line of an ask. `texts` (kind, key) are what it is held against already, and are left out."""
    terms = subject_terms(ask.title)
    if not terms:
        return AskCourse(())
    words = [term.word for term in terms]
    weights = _weights(store, terms)
    leave = set(texts)
    hits = store.index.search(" ".join(words), kinds=_KINDS, limit=_LOOKED_AT, loosened=True).hits
    with store.reading() as connection:
        rows = by_ids(connection, list({hit.record_id for hit in hits}))
        standing = [row for row in rows.values() if not row.deleted and (row.kind, row.key) not in leave]
        levels = levels_of(connection, [row.id for row in standing])
        works = works_of(connection, [row.id for row in standing])
        papers = [one for row in standing if (one := _paper(connection, row, levels, works.get(row.id, -row.id))) is not None]
    money = tuple(line for line in paid if not line.aside and fits(weights, ask.theme, line.main.themes, _purpose(line)))
    return AskCourse(tuple(line_of(weights, ask.theme, papers)), money)


def since(course: AskCourse, day: date | None) -> list[Step]:
    """The papers from a day on; all of them where there is no day."""
    return [step for step in course.papers if day is None or (step.paper.day is not None and step.paper.day >= day)]


def _weights(store: Store, terms: Sequence[AskTerm]) -> dict[str, float]:
    """How much each word of a title says: words that hardly any text has say most."""
    size = store.index.size()
    weights: dict[str, float] = {}
    for term in terms:
        # Only how many texts have the word counts here, not which of some entries.
        [(_, everywhere)] = store.index.having([((term.word.lower(),), False)], [(1, 0)])
        weights[term.stem] = math.log(1 + (size + 1) / (everywhere + 1))
    return weights


def _purpose(line: PaidLine) -> Sequence[str]:
    """All that is said of what money is for, as these stems are made."""
    return stems_of(line.main.sentence.quote)


def _paper(connection: Connection, row: Any, levels: dict[int, Any], work: int) -> Paper | None:
    fields = orjson.loads(row.fields)
    title = row.title or row.key
    sort = _sort(f"{fields.get('Soort') or fields.get('soort') or ''} {title}")
    if sort is None:
        return None
    text = text_of(connection, row.id, row.version) if row.has_text else None
    reading = levels.get(row.id)
    themes = tuple(one["key"] for one in orjson.loads(reading.themes)[:3]) if reading is not None else ()
    sentences: tuple[Sentence, ...] = (Sentence(title, 0, len(title), stems_of(title)),)
    if text is not None:
        spans = split_sentences(text[:_LONGEST_TEXT])
        sentences = tuple(Sentence(one.quote, one.start, one.end, stems_of(one.quote)) for one in spans)
    day = date.fromisoformat(row.date) if row.date else None
    return Paper(row.kind, row.key, title, day, sort, themes, sentences, work)


def _sort(words: str) -> str | None:
    lower = words.lower()
    for sort, marks in (("motie", _MOTION), ("begroting", _BUDGET), ("brief", _LETTER)):
        if any(mark in lower for mark in marks):
            return sort
    return None
