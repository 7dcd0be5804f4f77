# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""What the book of asks puts before a person: every answer that nobody judged, the least sure first."""

from __future__ import annotations

from bijgepraat.model.asked import AskAnswer, AskLine, AskMatch, AskVerdict, answer_key
from bijgepraat.model.verdicts import Book, Evidence, Question
from bijgepraat.pipeline.asked_book import book
from bijgepraat.store.lookup import by_key
from bijgepraat.store.queries import Connection
from bijgepraat.store.store import Store

_SHOWN = 3
_CHOICES = tuple(one.value for one in AskVerdict)


def ask_questions(store: Store) -> list[Question]:
    """The proposals that wait for a person, the least sure first."""
    waiting = [
        (one.match.confidence, number, line, one)
        for number, line in enumerate(book(store))
        for one in line.answers
        if one.match is not None and one.decided is None
    ]
    with store.reading() as connection:
        return [_question(connection, line, one, one.match) for _sure, _n, line, one in sorted(waiting, key=_order) if one.match]


def _order(waiting: tuple[float, int, AskLine, AskAnswer]) -> tuple[float, int, str]:
    return waiting[0], waiting[1], waiting[3].text.name


def _question(connection: Connection, line: AskLine, one: AskAnswer, match: AskMatch) -> Question:
    row = by_key(connection, one.text.kind, one.text.key)
    title = (row.title if row is not None else None) or one.text.key
    day = row.date if row is not None else None
    label = "kwam het dichtst bij" if match.verdict is AskVerdict.ABSENT else "in de tekst"
    ask = line.kept.ask
    return Question(
        Book.ASKED,
        answer_key(ask.id, one.text),
        f"{ask.title}: wat doet {one.text.label} met deze inzet? ({ask.ask})",
        match.verdict.value,
        _CHOICES,
        match.why,
        match.confidence,
        tuple(
            Evidence(label, title, one.text.kind, one.text.key, found.quote, found.start, found.end, day)
            for found in match.passages[:_SHOWN]
        ),
        {"waarde": match.verdict.value},
    )
