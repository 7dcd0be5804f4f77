# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Where a theme stands: its promises with their clock, its asks, its money, its votes, and who said what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta

import orjson

from bijgepraat.model.asked import AskVerdict
from bijgepraat.model.claims import THEMES
from bijgepraat.model.dossier_views import DossierAbout, DossierEvent, SaidView
from bijgepraat.model.money_views import MoneyView
from bijgepraat.model.promise_views import PromiseRow, PromisesView
from bijgepraat.model.promises import PromiseState
from bijgepraat.model.views import place_of
from bijgepraat.model.vote_views import VotingRow
from bijgepraat.pipeline.site import asks, ballots
from bijgepraat.pipeline.site.books import Books
from bijgepraat.pipeline.site.home import shortened
from bijgepraat.pipeline.site.memory import Memory
from bijgepraat.pipeline.site.promises import promises_page
from bijgepraat.pipeline.site.state import newest
from bijgepraat.store.lookup import text_of
from bijgepraat.store.themed import days_of, newest_debates, speeches_about_gemeenten, themes_beside
from bijgepraat.understand.sentences import split_sentences
from bijgepraat.understand.themes import rank_themes

_PROMISES, _ASKS, _VOTES, _SAID, _EVENTS, _RELATED = 5, 8, 4, 4, 8, 5
_BESIDE = 300
_DEBATES = 40
_JUDGED = 40
"""Speeches of which the theme is judged, at most: judging costs time."""
_OPEN = (PromiseState.OVERDUE, PromiseState.OPEN, PromiseState.BROKEN, PromiseState.FULFILLED)
_LONGEST = 320
_YEAR = timedelta(days=364)


def about(memory: Memory, theme: str, books: Books) -> DossierAbout:
    """Everything but the documents; kept for a while, because it looks through all the books."""
    return memory.recall(f"dossier: {theme} {memory.now().date()}", lambda: _made(memory, theme, books))


def _made(memory: Memory, theme: str, books: Books) -> DossierAbout:
    promises = promises_page(memory, {"thema": theme})
    waiting = _by_clock(promises)
    asked = asks.asks_page(memory, theme)
    votes = [row for row in ballots.rows_of(memory) if theme in row.themes[:1]]
    money = books.money_view(theme)
    events = _events(waiting, votes, money)
    verdicts = Counter(cell.verdict for row in asked.rows for cell in row.cells)
    return DossierAbout(
        theme=theme,
        decisive=next((event for event in events if event.quote), None),
        events=tuple(events[:_EVENTS]),
        days=tuple((event.lane, event.day) for event in events),
        promises=tuple(waiting[:_PROMISES]),
        promise_counts=tuple((state, number) for state, number, _page in promises.counts if number),
        asks=asked.rows[:_ASKS],
        ask_counts=tuple((one, verdicts[one]) for one in AskVerdict if verdicts[one]),
        ask_total=len(asked.rows),
        money=money if money is not None and money.rows else None,
        said=tuple(_said(memory, theme)),
        votes=tuple(sorted(votes, key=lambda row: (row.level, row.day or date.min), reverse=True)[:_VOTES]),
        vote_count=len(votes),
        adopted=sum(row.outcome.lower().startswith("aangenomen") for row in votes),
        related=_related(memory, theme),
        weeks=_weeks(memory, theme),
    )


def _by_clock(view: PromisesView) -> list[PromiseRow]:
    """Rows of the board: what is past its term first, then what ends soonest."""
    rows = [row for column in view.columns for row in column.rows]
    return sorted(rows, key=lambda row: (_OPEN.index(row.state) if row.state in _OPEN else 9, row.until or date.max, row.key))


def _events(promises: Sequence[PromiseRow], votes: Sequence[VotingRow], money: MoneyView | None) -> list[DossierEvent]:
    """The newest first. Of votes only what was adopted or touches gemeenten directly decides anything for them."""
    found = [
        DossierEvent(
            row.made, "toezegging", "Toegezegd", shortened(row.quote), row.page, shortened(row.quote, _LONGEST), row.page
        )
        for row in promises
        if row.made is not None
    ]
    found += [
        DossierEvent(
            row.day, "stemming", row.outcome, row.title, row.page, shortened(row.quote, _LONGEST).rstrip(" ,;"), row.quote_page
        )
        for row in votes
        if row.day is not None and (row.level == 2 or row.outcome.lower().startswith("aangenomen"))
    ]
    for line in money.lines[:6] if money is not None else ():
        step = line.steps[-1]
        if step.day is not None:
            quote = shortened(step.quote, _LONGEST)
            found.append(DossierEvent(step.day, "geld", step.stage.value.capitalize(), step.title, step.page, quote, step.page))
    return sorted(found, key=lambda event: (event.day, event.page), reverse=True)


def _related(memory: Memory, theme: str) -> tuple[tuple[str, int], ...]:
    with memory.store.reading() as connection:
        papers = themes_beside(connection, theme, _BESIDE)
    found = Counter(one["key"] for paper in papers for one in orjson.loads(paper)[1:3] if one["key"] not in {theme, "overig"})
    return tuple((name, number) for name, number in found.most_common(_RELATED) if name in THEMES)


def _weeks(memory: Memory, theme: str) -> tuple[tuple[date, int], ...]:
    """A year of weeks up to the newest day."""
    last = newest(memory)
    if last is None:
        return ()
    monday = last - timedelta(days=last.weekday())
    weeks = {monday - timedelta(days=7 * back): 0 for back in range(52, -1, -1)}
    with memory.store.reading() as connection:
        days = days_of(connection, theme, min(weeks).isoformat())
    for text, number in days.items():
        day = date.fromisoformat(text)
        week = day - timedelta(days=day.weekday())
        if week in weeks:
            weeks[week] += number
    return tuple(weeks.items()) if any(weeks.values()) else ()


def _said(memory: Memory, theme: str) -> list[SaidView]:
    """Sentences from the newest debates on the theme, one a speaker, from the speeches that speak of gemeenten most."""
    found: dict[str, SaidView] = {}
    judged = 0
    with memory.store.reading() as connection:
        for row in newest_debates(connection, _DEBATES):
            if theme not in {one["key"] for one in orjson.loads(row.themes)[:3]}:
                continue
            speeches = speeches_about_gemeenten(connection, row.id, row.version)
            text = text_of(connection, row.id, row.version) if speeches else None
            for speech in speeches:
                if text is None or judged >= _JUDGED or len(found) >= _SAID:
                    break
                if speech.speaker in found:
                    continue
                judged += 1
                whole = text[speech.start : speech.end]
                if rank_themes(whole)[0].key != theme:
                    continue
                spans = split_sentences(whole)
                span = next((one for one in spans if one.end + speech.start > speech.first), None)
                if span is None or not 30 <= span.end - span.start <= _LONGEST:
                    continue
                start, end = speech.start + span.start, speech.start + span.end
                found[speech.speaker] = SaidView(
                    speaker=speech.speaker,
                    party=speech.party,
                    role=speech.role,
                    day=date.fromisoformat(row.date) if row.date else None,
                    debate=str(row.title or "Debat"),
                    quote=" ".join(text[start:end].split()),
                    page=place_of(f"{row.kind}:{row.key}", start, end),
                )
    return list(found.values())
