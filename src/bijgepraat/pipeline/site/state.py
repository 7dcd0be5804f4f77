# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The state of the store: the line under every page, and the status page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

import orjson

from bijgepraat.model.health import Health
from bijgepraat.model.records import Kind, Severity
from bijgepraat.model.views import Frame, ImportRow, KindCount, NoticeRow, SourceStatus, StatusView
from bijgepraat.pipeline.editions import SAMPLE
from bijgepraat.pipeline.health import described, health
from bijgepraat.pipeline.site.memory import Memory
from bijgepraat.settings import Settings
from bijgepraat.sources.descriptions import descriptions
from bijgepraat.store.overview import kind_counts, latest_imports, notice_groups
from bijgepraat.store.queries import newest_date, notice_totals, reading_count
from bijgepraat.store.readings import READ_KINDS

HAPPENED = (
    Kind.DOCUMENT,
    Kind.VERGADERING,
    Kind.PUBLICATIE,
    Kind.DEBAT,
    Kind.BERICHT,
    Kind.BESTAND,
    Kind.ONTWIKKELING,
)
"""Kinds whose date is a day on which something happened. Activities, and some zaken, are dated ahead."""
_MOST_NOTICES = 60
_MOST_IMPORTS = 30
_OUTCOMES = ("opgeslagen", "ongewijzigd", "geweigerd", "gewaarschuwd")


@dataclass(frozen=True, slots=True)
class _Counted:
    rows: Sequence[Any]
    at: datetime


def frame(memory: Memory, settings: Settings | None = None) -> Frame:
    """What stands around every page. Without settings only the bundled descriptions of sources count."""
    counted = _counted(memory)
    looked = memory.recall("gezondheid", lambda: _health(memory, settings))
    totals = _totals(memory)
    return Frame(
        sample=memory.store.property(SAMPLE) is not None,
        newest=newest(memory),
        records=sum(row.number for row in counted.rows),
        counted=counted.at,
        warnings=totals.get(Severity.WARNED, (0, 0))[0],
        refusals=totals.get(Severity.REFUSED, (0, 0))[0],
        attention=sum(source.needs_attention for source in looked.sources),
    )


def newest(memory: Memory) -> date | None:
    """The newest day on which something happened, as far as the store knows."""

    def ask() -> date | None:
        with memory.store.reading() as connection:
            found = newest_date(connection, HAPPENED) or newest_date(connection, (Kind.ZAAK,))
        return date.fromisoformat(found) if found else None

    return memory.recall("nieuwste", ask, follows_changes=True)


def counted_by_source(memory: Memory) -> dict[str, int]:
    """How many records each source has here."""
    found: dict[str, int] = {}
    for row in _counted(memory).rows:
        found[row.source] = found.get(row.source, 0) + row.number
    return found


def status(memory: Memory, settings: Settings | None = None) -> StatusView:
    """The status page. Without settings only the bundled descriptions of sources count."""
    counted = _counted(memory)
    totals = _totals(memory)
    read = memory.recall("gelezen", lambda: _read(memory))
    with memory.store.reading() as connection:
        groups = notice_groups(connection, _MOST_NOTICES)
        runs = latest_imports(connection, _MOST_IMPORTS)
    return StatusView(
        sources=_sources(counted.rows),
        notices=tuple(
            NoticeRow(
                severity=row.severity,
                code=row.code,
                kind=row.kind,
                file=row.file,
                message=row.message,
                count=row.count,
                examples=tuple(str(item) for item in orjson.loads(row.examples)),
            )
            for row in groups
        ),
        notices_more=max(0, sum(sorts for _number, sorts in totals.values()) - len(groups)),
        refused=totals.get(Severity.REFUSED, (0, 0))[0],
        warned=totals.get(Severity.WARNED, (0, 0))[0],
        imports=tuple(_import(row) for row in runs),
        changes=memory.store.changes(),
        indexed=memory.store.index.position,
        read=read,
        readable=sum(row.number for row in counted.rows if row.kind in READ_KINDS),
        counted=counted.at,
        health=_health(memory, settings),
    )


def _health(memory: Memory, settings: Settings | None) -> Health:
    # Reading the YAML takes longer than all the rest of the page.
    known, unreadable = memory.recall(
        "beschrijvingen", lambda: described(settings) if settings is not None else (descriptions(), None)
    )
    return replace(health(memory.store, known, memory.now()), unreadable=unreadable)


def _counted(memory: Memory) -> _Counted:
    def ask() -> _Counted:
        with memory.store.reading() as connection:
            return _Counted(kind_counts(connection), memory.now())

    return memory.recall("aantallen", ask, follows_changes=True)


def _totals(memory: Memory) -> dict[str, tuple[int, int]]:
    with memory.store.reading() as connection:
        return notice_totals(connection)


def _read(memory: Memory) -> int:
    with memory.store.reading() as connection:
        return reading_count(connection)


def _sources(rows: Sequence[Any]) -> tuple[SourceStatus, ...]:
    grouped: dict[str, list[KindCount]] = {}
    for row in rows:
        day = date.fromisoformat(row.newest) if row.newest else None
        grouped.setdefault(row.source, []).append(KindCount(row.kind, row.number, day))
    found = []
    for source, kinds in grouped.items():
        happened = [kind.newest for kind in kinds if kind.newest and kind.kind in HAPPENED]
        dated = happened or [kind.newest for kind in kinds if kind.newest]
        ordered = tuple(sorted(kinds, key=lambda kind: (-kind.count, kind.kind)))
        found.append(SourceStatus(source, sum(kind.count for kind in kinds), max(dated, default=None), ordered))
    return tuple(sorted(found, key=lambda source: (-source.records, source.source)))


def _import(row: Any) -> ImportRow:
    summed: dict[str, int] = {}
    for counts in orjson.loads(row.counts).values():
        for name in _OUTCOMES:
            summed[name] = summed.get(name, 0) + counts.get(name, 0)
    counts = tuple((name, number) for name, number in summed.items() if number)
    return ImportRow(row.file, _moment(row.started), _moment(row.finished), counts)


def _moment(value: str | None) -> datetime | None:
    return datetime.fromisoformat(value) if value else None
