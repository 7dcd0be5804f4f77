# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The pages of promises: the list by state and theme, and the life of one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from bijgepraat.model.claims import THEMES
from bijgepraat.model.promise_views import PromiseRow, PromisesView, PromiseView, ProposalView, StepView, VerdictView
from bijgepraat.model.promises import Entry, PromiseState, Proposal, Verdict
from bijgepraat.model.views import Pager, place_of, record_page
from bijgepraat.pipeline.fulfilment import proposals
from bijgepraat.pipeline.promises import Line, book
from bijgepraat.pipeline.site.memory import Memory

PAGE = 40
_HERE = ZoneInfo("Europe/Amsterdam")


def promises_page(memory: Memory, state: str = "", theme: str = "", number: str = "") -> PromisesView:
    """Promises as they stand today. Odd values of state, theme and page number count as empty."""
    wanted = next((one for one in PromiseState if one.value == state), None)
    theme = theme if theme in THEMES else ""
    every = _lines(memory)
    themes = Counter(name for line in every for name in line.promise.main.themes)
    within = [line for line in every if not theme or theme in line.promise.main.themes]
    counts = Counter(line.state for line in within)
    chosen = [line for line in within if wanted is None or line.state is wanted]
    last = max(1, -(-len(chosen) // PAGE))
    at = min(max(int(number), 1), last) if number.isascii() and number.isdigit() and len(number) < 7 else 1
    rows = tuple(_row(line) for line in chosen[(at - 1) * PAGE : at * PAGE])

    def path(page: int) -> str:
        asked = {"toestand": wanted.value if wanted else "", "thema": theme, "pagina": str(page) if page > 1 else ""}
        query = urlencode({name: value for name, value in asked.items() if value})
        return f"/toezeggingen?{query}" if query else "/toezeggingen"

    return PromisesView(
        day=memory.now().date(),
        rows=rows,
        total=len(chosen),
        counts=tuple((one, counts[one]) for one in PromiseState if counts[one]),
        themes=tuple((name, themes[name]) for name in THEMES if themes[name]),
        state=wanted,
        theme=theme,
        pager=Pager(path(at - 1) if at > 1 else None, path(at + 1) if at < last else None, at, last, len(chosen)),
    )


def promise_page(memory: Memory, key: str) -> PromiseView | None:
    """One promise by its key; None when there is none."""
    line = next((line for line in _lines(memory) if line.promise.key == key), None)
    if line is None:
        return None
    steps = tuple(_step(entry, line) for entry in line.promise.entries)
    waiting = line.state in {PromiseState.OPEN, PromiseState.OVERDUE}
    found = proposals(memory.store, line.promise) if waiting else []
    shown = tuple(_proposal(one) for one in found if (one.kind, one.key) not in line.refused)
    return PromiseView(_row(line), memory.now().date(), line.promise.condition, steps, shown, _verdict(line.verdict))


def _lines(memory: Memory) -> Sequence[Line]:
    day = memory.now().date()
    return memory.recall(f"toezeggingen {day}", lambda: book(memory.store, day))


def _row(line: Line) -> PromiseRow:
    promise, main = line.promise, line.promise.main
    name, role = promise.by
    term = promise.deadline
    return PromiseRow(
        key=promise.key,
        quote=" ".join(main.quote.split()),
        state=line.state,
        by_name=name,
        by_role=role,
        made=promise.made,
        term=term.quote if term else None,
        until=term.last if term else None,
        left=line.left,
        themes=main.themes,
        steps=len(promise.entries),
        soft=main.strength == "zacht",
    )


def _verdict(one: Verdict | None) -> VerdictView | None:
    if one is None:
        return None
    day = datetime.fromisoformat(one.at).astimezone(_HERE).date()
    return VerdictView(one.by, day, one.state, one.until, one.reason, _proposal(one.proof) if one.proof else None)


def _proposal(one: Proposal) -> ProposalView:
    place = place_of(f"{one.kind}:{one.key}", one.start, one.end)
    page = place if " ".join(one.quote.split()) != one.title else record_page(one.kind, one.key)
    return ProposalView(one.title, one.day, page, " ".join(one.quote.split()), one.rule, one.confidence)


def _step(entry: Entry, line: Line) -> StepView:
    one = entry.statement
    return StepView(
        step=entry.step.value,
        origin=one.origin.value,
        day=one.day,
        title=line.titles.get((one.kind, one.key), one.key),
        page=place_of(f"{one.kind}:{one.key}", one.start, one.end),
        quote=" ".join(one.quote.split()),
        rule=entry.rule,
        confidence=entry.confidence,
        term=one.deadline.quote if one.deadline else None,
    )
