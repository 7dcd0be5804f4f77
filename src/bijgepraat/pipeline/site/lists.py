# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Home, editions and dossiers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime
from itertools import groupby
from typing import Any

import orjson

from bijgepraat.model.claims import THEMES
from bijgepraat.model.views import (
    AgendaItem,
    DossierSummary,
    DossierView,
    EditionSummary,
    EditionView,
    Entry,
    HomeView,
    Pager,
    TimelineMonth,
    page_of,
)
from bijgepraat.pipeline.editions import edition_of_dict
from bijgepraat.pipeline.site.entries import entries, sort_of, title_of
from bijgepraat.pipeline.site.memory import Memory
from bijgepraat.pipeline.site.state import newest
from bijgepraat.store.queries import activities_after, all_editions, neighbouring_weeks, theme_counts, timeline
from bijgepraat.store.week import kept_edition

_WEEK = re.compile(r"\d{4}-W\d{2}")
_PLACE = re.compile(r"(\d{4}-\d{2}-\d{2})?\.(\d{1,18})")
_PER_PAGE = 40
_COMING = 6
_LOOKED_AT = 400
"""Activities that are looked at for those that matter; a recess can have weeks of others in front."""
_OFF = {"Geannuleerd", "Vervallen", "Verplaatst", "Ingetrokken"}
_TITLES = 4
_EDITIONS = 6
"""How many of the newest drafts are looked at for one with something in it."""


def is_week(week: str) -> bool:
    """Whether this is written as a week, such as `2025-W27`."""
    return _WEEK.fullmatch(week) is not None


def home(memory: Memory) -> HomeView:
    """The front page."""
    with memory.store.reading() as connection:
        # A week in which nothing was found says less than the one before it.
        rows = all_editions(connection)[:_EDITIONS]
    row = next((row for row in rows if orjson.loads(row.content)["developments"]), rows[0] if rows else None)
    shown = [dossier for dossier in dossiers(memory) if dossier.count and dossier.key != "overig"]
    return HomeView(
        edition=_edition_view(memory, row) if row is not None else None,
        newest=rows[0].week if rows else None,
        coming=memory.recall("agenda", lambda: _coming(memory)),
        dossiers=tuple(sorted(shown, key=lambda dossier: -dossier.count)[:8]),
    )


def editions(memory: Memory) -> list[EditionSummary]:
    """All editions, newest first."""
    with memory.store.reading() as connection:
        rows = all_editions(connection)
    found = []
    for row in rows:
        content = orjson.loads(row.content)
        titles = tuple(item["title"] for item in content["developments"])
        first, last = date.fromisoformat(content["first"]), date.fromisoformat(content["last"])
        found.append(EditionSummary(row.week, first, last, titles[:_TITLES], len(titles)))
    return found


def edition(memory: Memory, week: str) -> EditionView | None:
    """One edition with its neighbours."""
    if not is_week(week):
        return None
    with memory.store.reading() as connection:
        row = kept_edition(connection, week)
    return _edition_view(memory, row) if row is not None else None


def _edition_view(memory: Memory, row: Any) -> EditionView:
    with memory.store.reading() as connection:
        earlier, later = neighbouring_weeks(connection, row.week)
    return EditionView(
        edition=edition_of_dict(orjson.loads(row.content)),
        drafted=datetime.fromisoformat(row.drafted),
        earlier=earlier,
        later=later,
        stale=row.seq < memory.store.changes(),
    )


def _coming(memory: Memory) -> tuple[AgendaItem, ...]:
    """The next activities: those that matter to gemeenten where enough were analysed, soonest first."""
    last = newest(memory)
    if last is None:
        return ()
    with memory.store.reading() as connection:
        rows = activities_after(connection, last.isoformat(), _LOOKED_AT)
    planned = [(row, orjson.loads(row.fields)) for row in rows]
    planned = [(row, fields) for row, fields in planned if fields.get("Status") not in _OFF]
    matter = [pair for pair in planned if (pair[0].level or 0) >= 1]
    chosen = (matter if len(matter) >= _COMING // 2 else planned)[:_COMING]
    return tuple(
        AgendaItem(
            page=page_of(row.kind, row.key),
            kind=row.kind,
            sort=sort_of(row),
            title=title_of(row),
            date=date.fromisoformat(row.date),
            time=_clock(fields.get("Aanvangstijd")),
            by=fields.get("Voortouwnaam") if fields.get("Voortouwnaam") not in {"TK", "Griffie"} else None,
            level=row.level,
        )
        for row, fields in chosen
    )


def _clock(value: Any) -> str | None:
    """`10.00` of a local moment; None for midnight, with which the source says that it does not know."""
    if not isinstance(value, str) or len(value) < 16 or value[11:16] == "00:00":
        return None
    return value[11:16].replace(":", ".")


def dossiers(memory: Memory) -> list[DossierSummary]:
    """All themes with their counts, in the order of the themes."""
    counts = memory.recall("dossiers", lambda: _counts(memory))
    found = []
    for key, name in THEMES.items():
        levels = counts.get(key, {})
        days = [day for level in (1, 2) if (day := levels.get(level, (0, None))[1])]
        direct, other = levels.get(2, (0, None))[0], levels.get(1, (0, None))[0]
        newest_day = date.fromisoformat(max(days)) if days else None
        found.append(DossierSummary(key, name, direct + other, direct, newest_day))
    return found


def _counts(memory: Memory) -> dict[str, dict[int, tuple[int, str | None]]]:
    with memory.store.reading() as connection:
        rows = theme_counts(connection)
    found: dict[str, dict[int, tuple[int, str | None]]] = {}
    for row in rows:
        found.setdefault(row.theme, {})[row.level] = (row.number, row.newest)
    return found


def dossier(memory: Memory, theme: str, level: str, before: str) -> DossierView:
    """A page of a theme's timeline."""
    least = int(level) if level in {"0", "1", "2"} else 1
    place = _PLACE.fullmatch(before)
    after = (place[1] or "", int(place[2])) if place else None
    if after is None:
        # The page that is asked for most; what it shows changes with imports and analysis only.
        name = f"dossier: {theme} {least} {_PER_PAGE}"
        return memory.recall(name, lambda: _dossier(memory, theme, least, None))
    return _dossier(memory, theme, least, after)


def _dossier(memory: Memory, theme: str, least: int, after: tuple[str, int] | None) -> DossierView:
    counts = memory.recall("dossiers", lambda: _counts(memory)).get(theme, {})
    with memory.store.reading() as connection:
        rows = timeline(connection, theme, range(least, 3), _PER_PAGE + 1, after)
        shown = rows[:_PER_PAGE]
        found = entries(connection, shown)
    path = f"/dossiers/{theme}"
    chosen = f"niveau={least}" if least != 1 else ""
    further = None
    if len(rows) > _PER_PAGE:
        parts = [chosen, f"voor={shown[-1].day}.{shown[-1].id}"]
        further = f"{path}?{'&'.join(part for part in parts if part)}"
    back = f"{path}{'?' + chosen if chosen else ''}" if after else None
    return DossierView(
        key=theme,
        name=THEMES[theme],
        level=least,
        counts=(counts.get(0, (0,))[0], counts.get(1, (0,))[0], counts.get(2, (0,))[0]),
        months=_months(found),
        pager=Pager(previous=back, next=further),
    )


def _months(found: Sequence[Entry]) -> tuple[TimelineMonth, ...]:
    month = lambda entry: entry.date.replace(day=1) if entry.date else None  # noqa: E731
    return tuple(TimelineMonth(first, tuple(group)) for first, group in groupby(found, key=month))
