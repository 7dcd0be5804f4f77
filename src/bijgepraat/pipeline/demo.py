# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The demo: everything from import to drafted editions, on sample data or on somebody's own folder."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bijgepraat.compose.edition import week_of
from bijgepraat.pipeline.analysis import analyse_store
from bijgepraat.pipeline.editions import SAMPLE, draft_edition
from bijgepraat.pipeline.imports import import_paths
from bijgepraat.pipeline.sameness import follow as follow_works
from bijgepraat.sample import SAMPLE as SAMPLE_FOLDER
from bijgepraat.store.overview import relevant_days
from bijgepraat.store.store import Store

_WEEKS = 6
_FEWEST_A_WEEK = 5


@dataclass(frozen=True, slots=True)
class DemoOutcome:
    """What the demo did: records read and refused, texts analysed, weeks of which an edition was drafted (newest first)."""

    records: int
    refused: int
    analysed: int
    weeks: tuple[str, ...]


def prepare_demo(store: Store, data: Path | None, report: Callable[[str], None] = lambda _line: None) -> DemoOutcome:
    """Import the bundled sample (or `data`), analyse it, and draft the editions of the newest weeks that have enough.

    Running it again changes nothing that is there. A store made from the sample says so on every page.
    """
    if data is None:
        store.set_property(SAMPLE, "ja")
    read = refused = 0
    for path, source in _sample_paths() if data is None else [(data, None)]:
        outcome = import_paths(
            store, [path], source=source, report=lambda p: report(f"inlezen: {p.file}, {p.records} records"), index=False
        )
        read += sum(count.read for count in outcome.counts.values())
        refused += outcome.refused
    store.index.follow(store.engine)
    follow_works(store)
    analysed = analyse_store(store, report=lambda done: report(f"analyseren: {done}"))
    with store.reading() as connection:
        days = relevant_days(connection)
    weeks = Counter(week_of(date.fromisoformat(day)) for day in days)
    newest = sorted((week for week, number in weeks.items() if number >= _FEWEST_A_WEEK), reverse=True)[:_WEEKS]
    for week in newest:
        report(f"editie opstellen: {week}")
        draft_edition(store, week)
    return DemoOutcome(read, refused, analysed, tuple(newest))


def _sample_paths() -> list[tuple[Path, str | None]]:
    """The sample's folders; the weekly page is the association's own."""
    return [(folder, "vng" if folder.name == "vng" else None) for folder in sorted(SAMPLE_FOLDER.iterdir()) if folder.is_dir()]
