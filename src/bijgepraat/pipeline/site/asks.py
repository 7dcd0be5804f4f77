# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The pages of asks: the matrix of asks and texts, and one ask with the words of both sides and what was said of it since."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from bijgepraat.ledger.asked_line import Step
from bijgepraat.model.ask_views import (
    AnswerView,
    AskMoneyView,
    AskRow,
    AsksView,
    AskView,
    CellView,
    PaperView,
    QuoteView,
    WordingView,
)
from bijgepraat.model.ask_views import ask_page as ask_path
from bijgepraat.model.asked import AskAnswer, AskLine, AskPassage, AskText, AskVerdict, KeptAsk
from bijgepraat.model.claims import THEMES
from bijgepraat.model.paid import PaidLine
from bijgepraat.model.views import place_of, record_page
from bijgepraat.pipeline.asked import words_of
from bijgepraat.pipeline.asked_book import book, chosen, kept_texts
from bijgepraat.pipeline.asked_line import AskCourse, course_of
from bijgepraat.pipeline.paid import book as paid_book
from bijgepraat.pipeline.site.memory import Memory
from bijgepraat.store.asks import ask_of_id, earlier_asks
from bijgepraat.store.lookup import by_key

_DECIDING = 2
_EACH = 6
_SORTS = ("motie", "brief", "begroting")
_HERE = ZoneInfo("Europe/Amsterdam")


def asks_page(memory: Memory, theme: str = "", verdict: str = "") -> AsksView:
    """Asks × texts as they stand. Odd values of theme and verdict count as empty."""
    wanted = next((one for one in AskVerdict if one.value == verdict), None)
    theme = theme if theme in THEMES else ""
    every = book(memory.store)
    themes = Counter(line.kept.ask.theme for line in every)
    within = chosen(every, theme=theme)
    counts = Counter(one.verdict for line in within for one in line.answers)
    rows = tuple(_row(line) for line in chosen(within, state=wanted))
    return AsksView(
        rows=rows,
        columns=tuple((one.label, one.sort.value) for one in kept_texts(memory.store)),
        themes=tuple((name, themes[name]) for name in THEMES if themes[name]),
        counts=tuple((one, counts[one]) for one in AskVerdict if counts[one]),
        total=len(rows),
        theme=theme,
        verdict=wanted,
        picture=f"/inzet.png?{urlencode({'thema': theme})}" if theme else "/inzet.png",
    )


def ask_page(memory: Memory, ask_id: str, text: str = "") -> AskView | None:
    """One ask by its id, also when it was withdrawn; None when there is none. `text` (`Kind:key`) shows one text only."""
    with memory.store.reading() as connection:
        kept = ask_of_id(connection, ask_id)
        if kept is None:
            return None
        earlier = earlier_asks(connection, ask_id)
    line = next((line for line in book(memory.store) if line.kept.ask.id == ask_id), AskLine(kept, ()))
    course = _course(memory, line)
    return AskView(
        id=ask_id,
        title=kept.ask.title,
        ask=kept.ask.ask,
        theme=kept.ask.theme,
        origin=kept.origin,
        day=kept.day,
        words=tuple(words_of(f"{kept.ask.title} {kept.ask.ask}")),
        answers=tuple(_answer(memory, kept, one, number) for number, one in enumerate(line.answers, 1)),
        papers=_papers(course.papers),
        money=tuple(_money(one) for one in course.money[:_EACH]),
        earlier=tuple(WordingView(one.version, one.ask.title, one.ask.ask, one.by, _day(one.at)) for one in earlier),
        withdrawn=kept.withdrawn,
        only=next((place for place, one in enumerate(line.answers) if one.text.name == text), None),
    )


def _course(memory: Memory, line: AskLine) -> AskCourse:
    """Kept for a while: it looks through many papers."""
    texts = [(one.text.kind, one.text.key) for one in line.answers]
    paid: Sequence[PaidLine] = memory.recall("geld: boek", lambda: paid_book(memory.store))
    ask = line.kept.ask
    return memory.recall(
        f"inzet: lijn {ask.id} {line.kept.version} {len(texts)}", lambda: course_of(memory.store, ask, paid, texts)
    )


def _row(line: AskLine) -> AskRow:
    cells = tuple(
        CellView(
            one.text.label,
            one.verdict,
            one.decided.by if one.decided is not None and one.decided.verdict is not None else "",
            ask_path(line.kept.ask.id, one.text.name),
        )
        for one in line.answers
    )
    return AskRow(line.kept.ask.id, line.kept.ask.title, line.kept.ask.theme, cells)


def _answer(memory: Memory, kept: KeptAsk, one: AskAnswer, number: int) -> AnswerView:
    match, decided = one.match, one.decided
    quotes = tuple(_quote(one.text, passage) for passage in match.passages) if match else ()
    with memory.store.reading() as connection:
        row = by_key(connection, one.text.kind, one.text.key)
    return AnswerView(
        label=one.text.label,
        sort=one.text.sort.value,
        title=(row.title if row is not None else None) or one.text.key,
        page=record_page(one.text.kind, one.text.key),
        anchor=f"tekst-{number}",
        verdict=one.verdict,
        why=match.why if match else "",
        confidence=match.confidence if match else 0.0,
        asked=(match.asked if match else "") or kept.ask.ask,
        quotes=quotes[:_DECIDING],
        more=quotes[_DECIDING:_EACH],
        searched=match.searched if match else 0,
        by=decided.by if decided else "",
        on=_day(decided.at) if decided else None,
        reason=decided.reason if decided else "",
        proposed=match.verdict if match and decided else None,
        stale=bool(decided and decided.at and kept.at and decided.at[:19] < kept.at[:19]),
        own=ask_path(kept.ask.id, one.text.name),
    )


def _quote(text: AskText, passage: AskPassage) -> QuoteView:
    page = place_of(text.name, passage.start, passage.end)
    return QuoteView(" ".join(passage.quote.split()), passage.paragraph, page, passage.score)


def _papers(steps: Sequence[Step]) -> tuple[tuple[str, tuple[PaperView, ...], int], ...]:
    found = []
    for sort in _SORTS:
        some = [step for step in steps if step.paper.sort == sort]
        if some:
            found.append((sort, tuple(_paper(step) for step in some[:_EACH]), len(some)))
    return tuple(found)


def _paper(step: Step) -> PaperView:
    paper, sentence = step.paper, step.sentence
    quote = " ".join(sentence.quote.split())
    in_title = quote == " ".join(paper.title.split())
    page = record_page(paper.kind, paper.key) if in_title else place_of(f"{paper.kind}:{paper.key}", sentence.start, sentence.end)
    return PaperView(paper.sort, paper.title, paper.day, page, "" if in_title else quote)


def _money(line: PaidLine) -> AskMoneyView:
    one = line.main
    return AskMoneyView(
        low=line.low,
        high=line.high,
        unit=line.unit.value,
        stage=line.stage.value,
        title=one.title,
        day=one.day,
        page=place_of(f"{one.kind}:{one.key}", one.sentence.start, one.sentence.end),
        quote=" ".join(one.sentence.quote.split()),
    )


def _day(moment: str) -> date | None:
    return datetime.fromisoformat(moment).astimezone(_HERE).date() if moment else None
