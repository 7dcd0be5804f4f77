# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The timeline of the formation: Prinsjesdag, elections, formation papers, votes and editions, by year, quarter or month."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from itertools import groupby
from typing import Any

import orjson

from bijgepraat.model.press_views import PressSummary
from bijgepraat.model.timeline_views import Choice, Lane, TimelineEvent, TimelineView
from bijgepraat.pipeline.site import ballots
from bijgepraat.pipeline.site.entries import entries, title_of
from bijgepraat.pipeline.site.memory import Memory
from bijgepraat.pipeline.site.state import newest
from bijgepraat.publish.site.words import count, month, period, week_name
from bijgepraat.store.formation import FORMATION, direct_days, titled
from bijgepraat.store.queries import all_editions
from bijgepraat.understand.calendar import month_end, next_election, prinsjesdag

PATH = "/tijdlijn"
_WORDS = (
    "formateur",
    "verkenner",
    "kabinetsformatie",
    "coalitieakkoord",
    "regeerakkoord",
    "regeringsverklaring",
    "hoofdlijnenakkoord",
    "bewindspersonen",
    "verkiezing",
)
_SPEAKS_OF_ONE = re.compile(
    r"^(?:(?:gewijzigde |nader gewijzigde )?(?:motie|amendement)|antwoord|beantwoording|uitstel|lijst van|reactie|aan |"
    r"rectificatie|toezegging|nota naar|verslag van een)|vragen|stemming|procedure\]|voorstel|verzoek|afschrift|petitie|"
    r"verplaatst|planning|evaluatie|rondetafel|fiches|manifest|commissiedebat|tweeminutendebat|suppletoire|voormalig|oud-|"
    r"reglement van orde|beslisnota|stand van zaken|voorhang|toekomstige|voorlichting|uitwerking|informatieverzoek|"
    r"vertaling|doorrekening|geannuleerd",
    re.IGNORECASE,
)
"""What stands in titles of papers that only speak of a formation, or of what came of one."""
_SORTS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern, re.IGNORECASE))
    for name, pattern in (
        ("Coalitieakkoord", r"^(?:nieuw |concept-?)?(?:coalitie|regeer)akkoord\b"),
        (
            "Coalitieakkoord",
            r"\b(?:coalitie|regeer)akkoord (?:20\d\d|gepresenteerd|gesloten)|debat over het (?:coalitie|regeer)akkoord",
        ),
        ("Hoofdlijnenakkoord", r"^(?:het )?hoofdlijnenakkoord(?: 20\d\d|$| tussen| van (?:de fracties|PVV|VVD|D66|CDA))"),
        ("Regeringsverklaring", r"^(?:debat over de )?regeringsverklaring\b"),
        ("Informateur", r"\binformateurs?\b"),
        ("Formateur", r"\bformateurs?\b"),
        ("Verkenner", r"\bverkenners?\b(?=.*(?:formatie|kabinet|verkiezing|Tweede Kamer|fractie))"),
        ("Verkenner", r"(?:verslag|brief|aanwijz|benoem)\w* [^.]{0,40}\bverkenners?\b"),
        ("Kabinet", r"\b(?:ontslag|benoeming|beëdiging) van [^.]{0,60}bewindspersonen"),
        ("Kabinetsformatie", r"\bkabinetsformatie\b"),
        ("Verkiezingen", r"^(?:uitslag|vaststelling|verkiezingsuitslag)[^.]{0,80}verkiezing"),
        ("Verkiezingen", r"^verkiezing van de Tweede Kamer"),
    )
)
_PARTS = 3
_LEAST = timedelta(days=45)
_ASKED = re.compile(r"(\d{4})(?:-(?:K([1-4])|(0[1-9]|1[0-2])))?")
_QUARTER = ("januari – maart", "april – juni", "juli – september", "oktober – december")


def timeline_page(memory: Memory, asked: str, out: Callable[[], Sequence[PressSummary]]) -> TimelineView | None:
    """The timeline for `2025`, `2025-K4` or `2025-11`; anything else counts as the whole formation. None for an empty store."""
    last = newest(memory)
    if last is None:
        return None
    every = memory.recall("tijdlijn", lambda: _events(memory, last, out))
    days = memory.recall("tijdlijn: dagen", lambda: _days(memory))
    begin = _begin(last)
    span = _span(asked)
    first, until = span or (begin, max(month_end(last.year, last.month), begin))
    events = tuple(event for event in every if first <= event.day <= until)
    years = sorted({event.day.year for event in every if event.day <= until} | {last.year}, reverse=True)
    return TimelineView(
        name=_name(asked, begin) if span else f"sinds Prinsjesdag {begin.year}",
        first=first,
        last=until,
        events=events,
        weeks=_weeks(days, first, min(until, last)),
        years=tuple((str(year), f"{PATH}?periode={year}", asked.startswith(str(year)) and span is not None) for year in years),
        quarters=_quarters(first.year, asked) if span else (),
        months=_months(asked, span) if span else (),
        whole=(f"sinds Prinsjesdag {begin.year}", PATH, span is None),
    )


def _begin(last: date) -> date:
    """The last Prinsjesdag from which there is something to see."""
    return next(day for year in range(last.year, last.year - 3, -1) if (day := prinsjesdag(year)) + _LEAST <= last)


def _span(asked: str) -> tuple[date, date] | None:
    match = _ASKED.fullmatch(asked)
    if match is None or not 1900 < int(match[1]) < 2200:
        return None
    year = int(match[1])
    if match[3]:
        return date(year, int(match[3]), 1), month_end(year, int(match[3]))
    if match[2]:
        quarter = int(match[2])
        return date(year, 3 * quarter - 2, 1), month_end(year, 3 * quarter)
    return date(year, 1, 1), date(year, 12, 31)


def _name(asked: str, begin: date) -> str:
    span = _span(asked) or (begin, begin)
    if len(asked) == 4:
        return asked
    return month(span[0]) if "K" not in asked else period(*span)


def _quarters(year: int, asked: str) -> tuple[Choice, ...]:
    found = _span(asked)
    chosen = (found[0].month - 1) // 3 + 1 if found and len(asked) > 4 else 0
    return tuple((f"{_QUARTER[n - 1]}", f"{PATH}?periode={year}-K{n}", n == chosen) for n in range(1, 5))


def _months(asked: str, span: tuple[date, date]) -> tuple[Choice, ...]:
    """The months of the chosen quarter, or of that of the chosen month."""
    if len(asked) == 4:
        return ()
    year, first = span[0].year, 3 * ((span[0].month - 1) // 3) + 1
    found = []
    for number in range(first, first + 3):
        code = f"{year}-{number:02}"
        found.append((month(date(year, number, 1)), f"{PATH}?periode={code}", code == asked))
    return tuple(found)


def _weeks(days: dict[date, int], first: date, last: date) -> tuple[tuple[date, int], ...]:
    monday = first - timedelta(days=first.weekday())
    found: dict[date, int] = {}
    while monday <= last:
        found[monday] = 0
        monday += timedelta(days=7)
    for day, number in days.items():
        if first <= day <= last:
            found[day - timedelta(days=day.weekday())] += number
    return tuple(found.items())


def _days(memory: Memory) -> dict[date, int]:
    with memory.store.reading() as connection:
        return {date.fromisoformat(day): number for day, number in direct_days(connection).items()}


def _events(memory: Memory, last: date, out: Callable[[], Sequence[PressSummary]]) -> tuple[TimelineEvent, ...]:
    formation = memory.recall("tijdlijn: formatie", lambda: _formation(memory), follows_changes=True)
    found = [*formation, *_votes(memory), *_editions(memory, out())]
    oldest = min((event.day for event in found), default=last)
    oldest = min(oldest, _begin(last))
    found += _fixed(oldest, last)
    order = list(Lane)
    return tuple(sorted(found, key=lambda event: (event.day, order.index(event.lane), event.title)))


def _fixed(first: date, last: date) -> list[TimelineEvent]:
    """Prinsjesdag of each year, and elections, up to half a year ahead."""
    until = last + timedelta(days=183)
    found = [
        TimelineEvent(day, Lane.FIXED, "Prinsjesdag", f"Prinsjesdag {day.year}", None)
        for day in (prinsjesdag(year) for year in range(first.year, until.year + 1))
        if first <= day <= until
    ]
    election = next_election(first - timedelta(days=1))
    while election is not None and election <= until:
        found.append(TimelineEvent(election, Lane.FIXED, "Verkiezingen", "Verkiezingen voor de Tweede Kamer", None))
        election = next_election(election)
    return found


def sort_of_title(title: str) -> str | None:
    """What step of a formation a title names; None when it only speaks of one, or not at all."""
    if _SPEAKS_OF_ONE.search(title):
        return None
    return next((name for name, pattern in _SORTS if pattern.search(title)), None)


def _formation(memory: Memory) -> list[TimelineEvent]:
    found = []
    with memory.store.reading() as connection:
        rows = [row for row in titled(connection, _WORDS) if _step(row) is not None]
        for day, group in groupby(rows, key=lambda row: str(row.date)):
            on_day = list(group)
            sorts = {title_of(row): _step(row) for row in on_day}
            named: set[str] = set()
            for entry in entries(connection, on_day):
                if entry.title in named:
                    continue
                named.add(entry.title)
                sort = sorts.get(entry.title) or sort_of_title(entry.title) or "Formatie"
                found.append(TimelineEvent(date.fromisoformat(day), Lane.FORMATION, sort, entry.title, entry.page))
    return found


def _step(row: Any) -> str | None:
    found = sort_of_title(title_of(row))
    # What an organisation reports of a formation is news of it, whatever words it chose.
    return found or ("Formatie" if FORMATION in row.source else None)


def _votes(memory: Memory) -> list[TimelineEvent]:
    """Votes on what matters to gemeenten, one event a day; what touches them most is named."""
    rows = [row for row in ballots.rows_of(memory) if row.day is not None]
    found = []
    for day, group in groupby(sorted(rows, key=lambda row: (row.day or date.min, -row.level)), key=lambda row: row.day):
        on_day = list(group)
        passed = sum(row.outcome.lower().startswith("aangenomen") for row in on_day)
        title = f"{count(len(on_day), 'stemming', 'stemmingen')} over wat gemeenten raakt, {passed} aangenomen"
        parts = tuple((f"{row.title} ({row.outcome.lower()})", row.page) for row in on_day[:_PARTS])
        assert day is not None
        page = f"/stemmingen?jaar={day.year}"
        found.append(TimelineEvent(day, Lane.VOTES, "Stemmingen", title, page, parts, max(0, len(on_day) - _PARTS)))
    return found


def _editions(memory: Memory, out: Sequence[PressSummary]) -> list[TimelineEvent]:
    """Editions on the last day of their week: what went out, and drafts with something in them."""
    published = {one.week for one in out}
    found = [
        TimelineEvent(
            one.last,
            Lane.EDITIONS,
            f"Editie {one.number}",
            ": ".join((f"Editie van {week_name(one.week)}", *one.titles[:1])),
            f"/edities/{one.week}",
        )
        for one in out
    ]
    with memory.store.reading() as connection:
        rows = all_editions(connection)
    for row in rows:
        content = orjson.loads(row.content)
        titles = [item["title"] for item in content["developments"]]
        if titles and row.week not in published:
            day = date.fromisoformat(content["last"])
            title = f"Concept van {week_name(row.week)}: {titles[0]}"
            found.append(TimelineEvent(day, Lane.EDITIONS, "Concepteditie", title, f"/edities/{row.week}"))
    return found
