# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The pages of promises: the board by state or by term, lists of both, and the life of one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Literal
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from bijgepraat.model.claims import THEMES
from bijgepraat.model.promise_views import (
    Due,
    PromiseColumn,
    PromiseRow,
    PromisesView,
    PromiseView,
    ProposalView,
    StepView,
    VerdictView,
)
from bijgepraat.model.promises import Entry, PromiseState, Proposal, Verdict
from bijgepraat.model.views import Pager, place_of, record_page
from bijgepraat.pipeline.fulfilment import proposals
from bijgepraat.pipeline.promises import Line, book
from bijgepraat.pipeline.site.memory import Memory

PAGE = 40
_COLUMN = 8
"""Cards in a column of the board; a link leads to the rest."""
_STATES = (PromiseState.OVERDUE, PromiseState.OPEN, PromiseState.FULFILLED, PromiseState.WITHDRAWN, PromiseState.BROKEN)
_WAITING = frozenset({PromiseState.OPEN, PromiseState.OVERDUE})
_HERE = ZoneInfo("Europe/Amsterdam")


def promises_page(memory: Memory, values: Mapping[str, str]) -> PromisesView:
    """Promises as they stand today, for the values of an address; odd values count as empty."""
    today = memory.now().date()
    wanted = next((one for one in PromiseState if one.value == values.get("toestand")), None)
    due = next((one for one in Due if one.value == values.get("termijn")), None) if wanted is None else None
    asked_board = values.get("naar") == "termijn" or due is not None
    board: Literal["stand", "termijn"] = "termijn" if asked_board and wanted is None else "stand"
    theme = values["thema"] if values.get("thema") in THEMES else ""
    every = _lines(memory)
    people = _people(every)
    who = values.get("wie", "")
    who = who if any(who == name for _sort, names in people for name, _number in names) else ""
    themes = Counter(name for line in every for name in line.promise.main.themes)
    within = [line for line in every if (not theme or theme in line.promise.main.themes) and (not who or who in line.promise.by)]
    by_state = {one: [line for line in within if line.state is one] for one in _STATES}
    by_due = {one: [line for line in within if _due(line) is one] for one in Due}
    chosen = by_state[wanted] if wanted is not None else by_due[due] if due is not None else within
    number = values.get("pagina", "")
    last = max(1, -(-len(chosen) // PAGE))
    at = min(max(int(number), 1), last) if number.isascii() and number.isdigit() and len(number) < 7 else 1

    def path(here: str = "/toezeggingen", **asked: str) -> str:
        query = urlencode({name: value for name, value in {"thema": theme, "wie": who, **asked}.items() if value})
        return f"{here}?{query}" if query else here

    def page(to: int) -> str:
        own = {"toestand": wanted.value if wanted else "", "termijn": due.value if due else ""}
        return path(**own, pagina=str(to) if to > 1 else "")

    listed = wanted is not None or due is not None
    columns = [
        PromiseColumn(one, tuple(_row(line) for line in lines[:_COLUMN]), len(lines), path(**{kind: one.value}))
        for kind, groups in (("termijn", by_due) if board == "termijn" else ("toestand", by_state),)
        for one, lines in groups.items()
        if lines
    ]
    return PromisesView(
        day=today,
        rows=tuple(_row(line) for line in chosen[(at - 1) * PAGE : at * PAGE]) if listed else (),
        total=len(chosen) if listed else sum(column.total for column in columns),
        counts=tuple((one, len(lines), path(toestand=one.value)) for one, lines in by_state.items() if lines),
        dues=tuple((one, len(lines), path(termijn=one.value)) for one, lines in by_due.items() if lines),
        themes=tuple((name, themes[name]) for name in THEMES if themes[name]),
        people=people,
        columns=() if listed else tuple(columns),
        months=_months(within),
        state=wanted,
        due=due,
        board=board,
        theme=theme,
        who=who,
        by_state=path(),
        by_due=path(naar="termijn"),
        picture=path("/toezeggingen.png"),
        pager=Pager(page(at - 1) if at > 1 else None, page(at + 1) if at < last else None, at, last, len(chosen))
        if listed
        else Pager(),
    )


def _people(every: Sequence[Line]) -> tuple[tuple[str, tuple[tuple[str, int], ...]], ...]:
    """Who promised, by role and by name, with how often; the alphabet is their order."""
    roles = Counter(role for line in every if (role := line.promise.by[1]))
    names = Counter(name for line in every if (name := line.promise.by[0]))
    groups = (("Functie", roles), ("Naam", names))
    return tuple((sort, tuple(sorted(some.items(), key=lambda one: one[0].lower()))) for sort, some in groups if some)


def _due(line: Line) -> Due | None:
    """When its term ends; None when nothing is waited for any more."""
    if line.state not in _WAITING:
        return None
    if line.left is None:
        return Due.OPEN
    if line.left < 0:
        return Due.PAST
    return Due.MONTH if line.left <= 31 else Due.QUARTER if line.left <= 92 else Due.LATER


def _months(lines: Sequence[Line]) -> tuple[tuple[date | None, int], ...]:
    found: Counter[date | None] = Counter()
    for line in lines:
        term = line.promise.deadline
        if line.state in _WAITING and line.left is not None and term is not None and term.last is not None:
            found[term.last.replace(day=1) if line.left >= 0 else None] += 1
    return tuple(sorted(found.items(), key=lambda one: one[0] or date.min))


def promise_page(memory: Memory, key: str) -> PromiseView | None:
    """One promise by its key; None when there is none."""
    line = next((line for line in _lines(memory) if line.promise.key == key), None)
    if line is None:
        return None
    steps = tuple(_step(entry, line) for entry in line.promise.entries)
    found = proposals(memory.store, line.promise) if line.state in _WAITING else []
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
