# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The desk: opening a week, saving what editors do with it, and what keeps it from going out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from bijgepraat.compose.desk import DeskError, desk_edition, renewed
from bijgepraat.compose.desk_checks import TextOf, objections
from bijgepraat.compose.desk_merge import merged
from bijgepraat.compose.edition import days_of
from bijgepraat.model.desk import DeskEdition, Objection, Saved
from bijgepraat.model.editions import Evidence
from bijgepraat.pipeline.desk_values import desk_bytes, desk_of_bytes
from bijgepraat.pipeline.editions import draft_edition, kept_edition
from bijgepraat.store import desk as desk_store
from bijgepraat.store.lookup import by_key, text_of
from bijgepraat.store.queries import Connection
from bijgepraat.store.store import Store
from bijgepraat.store.versions import all_versions

__all__ = ["DeskError", "check", "evidence_for", "history", "open_week", "save", "saved", "texts_of", "week_name"]

_PROGRAM = "het programma"
_LONGEST = 4_000
"""Code points that one quote may have: what stands on a whole report stands on nothing."""


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """A saved version without its content."""

    version: int
    based_on: int
    by: str
    at: str


def week_name(week: str) -> str:
    """An ISO week as it is written: `2025-W27`. Raises `WeekError`."""
    year, number, _ = days_of(week)[0].isocalendar()
    return f"{year}-W{number:02}"


def open_week(store: Store, week: str, now: datetime) -> Saved:
    """The present version of a week; of a week that was not on the desk yet its draft, as version 1. Raises `WeekError`."""
    week = week_name(week)
    found = saved(store, week)
    if found is not None:
        return found
    draft = kept_edition(store, week) or draft_edition(store, week, lambda: now)
    content = desk_bytes(desk_edition(draft)).decode()
    with store.writing() as connection:
        if desk_store.latest(connection, week) is None:
            desk_store.keep(connection, week, 0, content, _PROGRAM, _moment(now))
    opened = saved(store, week)
    assert opened is not None
    return opened


def draft_again(store: Store, week: str, now: datetime) -> Saved:
    """Bring what came since the draft was made to the desk: it comes last, not taken."""
    present = open_week(store, week, now)
    draft = draft_edition(store, week, lambda: now)
    return save(store, week, lambda edition: renewed(edition, draft), present.version, _PROGRAM, now)


def saved(store: Store, week: str, version: int | None = None) -> Saved | None:
    """A version of a week, or the present one; None when it is not there."""
    with store.reading() as connection:
        row = desk_store.latest(connection, week) if version is None else desk_store.version_of(connection, week, version)
    return _saved(row) if row is not None else None


def history(store: Store, week: str) -> list[HistoryRow]:
    """Every saved version of a week, newest first."""
    with store.reading() as connection:
        return [HistoryRow(row.version, row.based_on, row.by, row.at) for row in desk_store.versions(connection, week)]


def save(store: Store, week: str, change: Callable[[DeskEdition], DeskEdition], based_on: int, by: str, now: datetime) -> Saved:
    """Save what an editor made of version `based_on`. Where another saved in between, both are joined; where both changed the
    same words, what stands stays and the other's words wait as a conflict. Nothing changed: nothing saved.

    Raises `DeskError` for a version that is not there, and what `change` raises.
    """
    base = saved(store, week, based_on)
    if base is None:
        raise DeskError("deze versie is er niet; laad de pagina opnieuw")
    sent = change(base.edition)
    with store.writing() as connection:
        row = desk_store.latest(connection, week)
        present = _saved(row)
        outcome = sent if present.version == based_on else merged(base.edition, present.edition, sent, by)
        if outcome == present.edition:
            return present
        version = desk_store.keep(connection, week, based_on, desk_bytes(outcome).decode(), by, _moment(now))
    return Saved(outcome, version, based_on, by, _moment(now))


def check(store: Store, edition: DeskEdition) -> list[Objection]:
    """Everything that keeps an edition from going out, its evidence held against the store; empty when it may."""
    with store.reading() as connection:
        return objections(edition, texts_of(connection))


def texts_of(connection: Connection) -> TextOf:
    """Looks up the text that evidence counts in, each version of a record once."""

    @lru_cache(maxsize=200)
    def look_up(record: str, version: int, part: str) -> str | None:
        kind, _colon, key = record.partition(":")
        row = by_key(connection, kind, key)
        if row is None:
            return None
        found = next((one for one in all_versions(connection, row.id) if one.version == version), None)
        if found is None:
            return None
        return text_of(connection, row.id, version) if part == "tekst" else str(found.title or row.key)

    return lambda proof: look_up(proof.record, proof.version, proof.part)


def evidence_for(store: Store, record: str, quote: str) -> Evidence:
    """Evidence for words that an editor points at: where they stand in the present text of a record (`Kind:key`), or its title.

    White space may differ. Raises `DeskError` when they do not stand there to the letter.
    """
    words = quote.split()
    if not words:
        raise DeskError("geef de woorden uit de bron waar de zin op staat")
    kind, _colon, key = record.strip().partition(":")
    with store.reading() as connection:
        row = by_key(connection, kind, key)
        if row is None or row.deleted:
            raise DeskError(f"het stuk {record.strip()[:80]} is er niet; geef soort en sleutel zoals op de pagina van het stuk")
        text = (text_of(connection, row.id, row.version) or "") if row.has_text else ""
    for part, whole in (("tekst", text), ("titel", str(row.title or ""))):
        place = _find(whole, words)
        if place is not None:
            start, end = place
            if end - start > _LONGEST:
                raise DeskError("dit citaat is te lang; kies de zin waar het om gaat")
            return Evidence(f"{kind}:{key}", row.version, part, start, end, whole[start:end])
    raise DeskError("deze woorden staan niet zo in het stuk; neem ze letterlijk over")


def _find(text: str, words: list[str]) -> tuple[int, int] | None:
    """Where words follow each other with nothing but white space between them."""
    first = text.find(words[0])
    while first >= 0:
        at = first
        for word in words:
            while at < len(text) and text[at].isspace():
                at += 1
            if not text.startswith(word, at):
                break
            at += len(word)
        else:
            return first, at
        first = text.find(words[0], first + 1)
    return None


def _saved(row: Any) -> Saved:
    return Saved(desk_of_bytes(row.content), row.version, row.based_on, row.by, row.at)


def _moment(now: datetime) -> str:
    return now.astimezone(UTC).isoformat(timespec="seconds")
