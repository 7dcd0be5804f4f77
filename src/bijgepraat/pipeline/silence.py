# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""What nobody says anything about: promises past their term, asks without an answer, sources that stopped."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

from bijgepraat.model.asked import AskLine
from bijgepraat.model.health import SourceHealth, State
from bijgepraat.model.promises import PromiseState
from bijgepraat.pipeline.asked_book import book as asked_book
from bijgepraat.pipeline.asked_book import line_dict
from bijgepraat.pipeline.asked_line import course_of, since
from bijgepraat.pipeline.health import health
from bijgepraat.pipeline.promises import Line, as_dict, book
from bijgepraat.settings import Settings
from bijgepraat.store.store import Store

_QUIET = frozenset({State.SILENT, State.DISTURBED, State.NOT_ASKED})


@dataclass(frozen=True, slots=True)
class Silence:
    """Overdue promises of which nothing was heard since their term ended, longest first; sources that brought nothing; and asks
    that no text speaks of, nor a motion or letter since they were made.
    """

    promises: tuple[Line, ...]
    sources: tuple[SourceHealth, ...]
    asks: tuple[AskLine, ...] = ()


def silence(store: Store, settings: Settings, day: date) -> Silence:
    """The silence on a day. A promise that was repeated or moved after its term ended is late, but not silent."""
    late = book(store, day, state=PromiseState.OVERDUE)
    found = health(store, settings, datetime.combine(day, time(12), UTC))
    return Silence(
        tuple(line for line in late if not _heard_since(line)),
        tuple(source for source in found.sources if source.state in _QUIET),
        tuple(_without_answer(store, day)),
    )


def silence_as_dict(found: Silence) -> dict[str, Any]:
    """The silence as JSON."""
    return {
        "toezeggingen": [as_dict(line) for line in found.promises],
        "inzet": [line_dict(line) for line in found.asks],
        "bronnen": [
            {
                "bron": source.source,
                "titel": source.title,
                "toestand": source.state.value,
                "sinds": source.since.isoformat() if source.since else None,
            }
            for source in found.sources
        ],
    }


def _without_answer(store: Store, day: date) -> Iterator[AskLine]:
    for line in asked_book(store):
        if not line.unanswered or (line.kept.day is not None and line.kept.day > day):
            continue
        texts = [(one.text.kind, one.text.key) for one in line.answers]
        heard = since(course_of(store, line.kept.ask, texts=texts), line.kept.day)
        if not any(step.paper.day is None or step.paper.day <= day for step in heard):
            yield line


def _heard_since(line: Line) -> bool:
    term = line.promise.deadline
    if term is None or term.last is None:
        return False
    return any(entry.statement.day is not None and entry.statement.day > term.last for entry in line.promise.entries)
