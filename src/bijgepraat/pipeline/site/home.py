# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The front page beside its edition: what is new, which terms end soon, and three numbers that each lead to their evidence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any

from bijgepraat.model.asked import AskVerdict, TextSort
from bijgepraat.model.claims import THEMES
from bijgepraat.model.home_views import ChangedView, DeadlineView, NumberCard, WeekView
from bijgepraat.model.money_views import MoneyView, Stand
from bijgepraat.model.paid import Unit
from bijgepraat.model.promises import PromiseState
from bijgepraat.model.views import Entry
from bijgepraat.pipeline.asked_book import book as asks_book
from bijgepraat.pipeline.promises import Line, book
from bijgepraat.pipeline.site import ballots
from bijgepraat.pipeline.site.entries import entries
from bijgepraat.pipeline.site.memory import Memory
from bijgepraat.pipeline.site.state import newest
from bijgepraat.publish.site.words import count, euros, number
from bijgepraat.store.changed import read_between, read_since
from bijgepraat.store.lookup import by_ids

_NEWS = 6
_MOST = 500
"""More than this is not counted: it is "more than"."""
_LOOKED_AT = 24
"""Rows that are looked at for entries: several are often one thing."""
_SOON = timedelta(days=31)
_DEADLINES = 4
_STILL = timedelta(days=14)
"""A store whose newest item is older than this stands still: "soon" then counts from that item."""
_WORDS = 150
_UNITS = {Unit.STRUCTURAL: ", structureel per jaar", Unit.YEARLY: ", per jaar", Unit.ONCE: ", eenmalig", Unit.UNSAID: ""}


def week(memory: Memory, since: int | None, money: Callable[[], MoneyView]) -> WeekView:
    """All of it; `since` is the change number that the reader saw last, None for a first visit."""
    today = today_of(memory)
    lines = promise_lines(memory)
    return WeekView(
        numbers=memory.recall("home: getallen", lambda: _numbers(memory, lines, money)),
        changed=_changed(memory, since),
        deadlines=tuple(_deadlines(lines, today)) if today else (),
        today=today,
    )


def today_of(memory: Memory) -> date | None:
    """The day from which "coming" counts: today, or the newest day of a store that stands still."""
    now, last = memory.now().date(), newest(memory)
    return last if last is not None and now - last > _STILL else (now if last is not None else None)


def promise_lines(memory: Memory) -> Sequence[Line]:
    """The book of promises as it stands today."""
    day = memory.now().date()
    return memory.recall(f"toezeggingen {day}", lambda: book(memory.store, day))


def shortened(words: str, most: int = _WORDS) -> str:
    """Words on one line, cut at a space where they are many."""
    words = " ".join(words.split())
    return words if len(words) <= most else f"{words[:most].rpartition(' ')[0]} …"


def _numbers(memory: Memory, lines: Sequence[Line], money: Callable[[], MoneyView]) -> tuple[NumberCard, ...]:
    found = [_promises(lines), _asks(memory) or _votes(memory), _money(money())]
    return tuple(card for card in found if card is not None)


def _promises(lines: Sequence[Line]) -> NumberCard | None:
    states = Counter(line.state for line in lines)
    if not lines:
        return None
    late, kept = states[PromiseState.OVERDUE], states[PromiseState.FULFILLED]
    return NumberCard(
        "Toezeggingen over tijd",
        number(late),
        f"van {count(len(lines), 'toezegging', 'toezeggingen')} aan de Kamer; {number(kept)} nagekomen",
        "/toezeggingen?toestand=te-laat" if late else "/toezeggingen",
        "bad" if late else "good",
    )


def _asks(memory: Memory) -> NumberCard | None:
    every = memory.recall("inzet: boek", lambda: asks_book(memory.store))
    if not every:
        return None
    heard = {AskVerdict.HEARD, AskVerdict.PARTLY}
    agreed = [line for line in every if any(one.verdict in heard and one.text.sort is TextSort.AGREEMENT for one in line.answers)]
    return NumberCard(
        "Inzet gehoord",
        f"{number(len(agreed))} van {number(len(every))}",
        "punten van gemeenten staan geheel of deels in een akkoord",
        "/inzet",
    )


def _votes(memory: Memory) -> NumberCard | None:
    rows = ballots.rows_of(memory)
    if not rows:
        return None
    passed = sum(row.outcome.lower().startswith("aangenomen") for row in rows)
    return NumberCard(
        "Voorstellen aangenomen",
        f"{number(passed)} van {number(len(rows))}",
        "moties en voorstellen die gemeenten raken",
        "/stemmingen",
    )


def _money(view: MoneyView) -> NumberCard | None:
    """Of what was asked the part that came. What came beside it was not asked, and says nothing of who was heard."""
    asked = sum(row.sums[Stand.ASKED].high for row in view.rows if Stand.ASKED in row.sums)
    came = sum(row.asked.get(Stand.CAME, 0.0) for row in view.rows)
    if not asked:
        return None
    unit = _UNITS[view.choice.unit]
    about = f"begroot of betaald, van {_rounded(asked)} die gemeenten vroegen{unit}"
    return NumberCard("Gevraagd geld dat kwam", _rounded(came) if came else "nog niets", about, "/geld")


def _rounded(value: float) -> str:
    """To three digits: the page has it to the euro."""
    digits = len(str(int(abs(value))))
    value = round(value, 3 - digits) if digits > 3 else value
    return euros(value, value)


def _changed(memory: Memory, since: int | None) -> ChangedView | None:
    last = newest(memory)
    if last is None:
        return None
    if since is None or since > memory.store.changes():
        first = last - timedelta(days=6)
        return memory.recall(f"home: week {last}", lambda: _view(memory, _week_rows(memory, first, last), False, first, last))
    # Not kept by `since`: anybody may send any number, and what is kept is dear.
    return _view(memory, _since_rows(memory, since), True, None, last)


def _week_rows(memory: Memory, first: date, last: date) -> Sequence[Any]:
    with memory.store.reading() as connection:
        return read_between(connection, first.isoformat(), last.isoformat(), _MOST)


def _since_rows(memory: Memory, since: int) -> Sequence[Any]:
    with memory.store.reading() as connection:
        return read_since(connection, since, _MOST)


def _view(memory: Memory, rows: Sequence[Any], visit: bool, first: date | None, last: date | None) -> ChangedView:
    direct = [row for row in rows if row.level == 2]
    chosen = [row.id for row in (direct or rows)][:_LOOKED_AT]
    # The newest few are the same for nearly all readers, however long ago they came.
    found = memory.recall(f"home: nieuw {chosen}", lambda: _entries(memory, chosen), follows_changes=True)
    themes = Counter(row.theme for row in rows if row.theme != "overig")
    return ChangedView(
        visit=visit,
        first=first,
        last=last,
        direct=len(direct),
        other=len(rows) - len(direct),
        entries=found,
        themes=tuple((name, number_) for name, number_ in themes.most_common(6) if name in THEMES),
        capped=len(rows) == _MOST,
    )


def _entries(memory: Memory, ids: Sequence[int]) -> tuple[Entry, ...]:
    with memory.store.reading() as connection:
        known = by_ids(connection, ids)
        return tuple(entries(connection, [known[one] for one in ids if one in known], themes=True)[:_NEWS])


def _deadlines(lines: Sequence[Line], today: date) -> list[DeadlineView]:
    found = []
    for line in lines:
        term = line.promise.deadline
        waiting = line.state in {PromiseState.OPEN, PromiseState.OVERDUE}
        if not waiting or term is None or term.last is None or not today <= term.last <= today + _SOON:
            continue
        name, role = line.promise.by
        found.append(
            DeadlineView(
                page=f"/toezeggingen/{line.promise.key}",
                quote=shortened(line.promise.main.quote),
                by=", ".join(part for part in (name, role) if part),
                until=term.last,
                left=(term.last - today).days,
            )
        )
    return sorted(found, key=lambda one: (one.until, one.page))[:_DEADLINES]
