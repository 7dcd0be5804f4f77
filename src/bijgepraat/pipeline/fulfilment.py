# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Documents that may fulfil a promise: found by its words, weighed by the ledger."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import orjson

from bijgepraat.ledger.fulfilment import Candidate, Sentence, fulfilments
from bijgepraat.model.promises import Promise, Proposal
from bijgepraat.model.records import Kind
from bijgepraat.pipeline.people_known import senders_of
from bijgepraat.pipeline.promises import stems_of, telling_words
from bijgepraat.store.lookup import by_ids, text_of
from bijgepraat.store.queries import Connection
from bijgepraat.store.store import Store
from bijgepraat.store.works import works_of
from bijgepraat.understand.sentences import split_sentences

_KINDS = (Kind.DOCUMENT, Kind.ZAAK, Kind.PUBLICATIE, Kind.BESTAND, Kind.BERICHT)
_LOOKED_AT = 60
_LONGEST_TEXT = 200_000
_GOVERNMENT = frozenset({"rijksoverheid", "openoverheid"})
_OF_OTHERS = ("lid/fractie", "derden", "commissie", "besluitenlijst", "convocatie")
"""Letters to the cabinet, and papers of the chamber itself: they fulfil no promise of a minister."""
_LETTERS = ("brief", "antwoord", "nota", "verslag", "rapport", "besluit", "staatsblad")


def proposals(store: Store, promise: Promise) -> list[Proposal]:
    """Documents that may fulfil a promise, best first. Motions, agendas and what members wrote are passed over."""
    words = telling_words(promise.main.quote)
    if not words:
        return []
    # Any of the words: the promise itself has them all, and would be the only one that does.
    hits = store.index.search(" ".join(words), kinds=_KINDS, limit=_LOOKED_AT, loosened=True).hits
    with store.reading() as connection:
        rows = by_ids(connection, list({hit.record_id for hit in hits}))
        standing = {row.id: row for row in rows.values() if not row.deleted}
        senders = senders_of(connection, list(standing.values()))
        candidates = {id_: one for id_, row in standing.items() if (one := _candidate(connection, row, senders)) is not None}
        works = works_of(connection, list(candidates))
    found = fulfilments(promise, candidates.values())
    numbers = {(one.kind, one.key): works.get(id_, -id_) for id_, one in candidates.items()}
    once: dict[int, Proposal] = {}
    for proposal in found:
        once.setdefault(numbers[proposal.kind, proposal.key], proposal)
    return list(once.values())


def _candidate(connection: Connection, row: Any, senders: Mapping[str, tuple[str | None, str | None]]) -> Candidate | None:
    fields = orjson.loads(row.fields)
    sort = str(fields.get("Soort") or row.title or "").lower()
    if row.kind in {Kind.DOCUMENT, Kind.ZAAK, Kind.PUBLICATIE} and not any(word in sort for word in _LETTERS):
        return None
    if any(word in sort for word in _OF_OTHERS):
        return None
    title = row.title or row.key
    text = text_of(connection, row.id, row.version) if row.has_text else None
    if row.kind == Kind.BERICHT and row.source not in _GOVERNMENT:
        return None
    if row.kind == Kind.BESTAND and "uw Kamer" not in (text or ""):
        return None  # an agreement or a report of others fulfils nothing
    sentences = list(_sentences(text[:_LONGEST_TEXT])) if text is not None else [Sentence(title, 0, len(title), stems_of(title))]
    day = date.fromisoformat(row.date) if row.date else None
    return Candidate(row.kind, row.key, title, day, senders.get(row.key, (None, None))[1], tuple(sentences))


def _sentences(text: str) -> Iterator[Sentence]:
    for span in split_sentences(text):
        yield Sentence(span.quote, span.start, span.end, stems_of(span.quote))
