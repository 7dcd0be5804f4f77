# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The queue of proposals that wait for a person, and what becomes of a person's answer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import chain, islice
from typing import Any

from bijgepraat.ledger.promised import promise_key
from bijgepraat.model.paid import Course, Mention, Money, PaidLine, Stage
from bijgepraat.model.promises import PromiseState, Proposal, Statement
from bijgepraat.model.verdicts import Book, Decision, Evidence, KeptVerdict, Question
from bijgepraat.pipeline.asked_review import ask_questions
from bijgepraat.pipeline.fulfilment import proposals
from bijgepraat.pipeline.paid import book as paid_book
from bijgepraat.pipeline.promises import Line
from bijgepraat.pipeline.promises import book as promised_book
from bijgepraat.pipeline.verdicts import SAME, promise_decisions
from bijgepraat.sources.blob import InputError
from bijgepraat.store import audit
from bijgepraat.store.store import Store
from bijgepraat.store.verdicts import add_verdicts, verdicts_kept, verdicts_of

_LIKELY = 0.35
"""A document that may fulfil a promise is put before a person from here on."""
_EACH = 3
_DOUBTED = 0.5
_SURE_OF_MONEY = 0.8
_STATES = tuple(state.value for state in PromiseState)
_LONGEST_REASON = 4_000


@dataclass(frozen=True, slots=True)
class Answer:
    """What a person says of a proposal. `value` is needed to correct it."""

    decision: Decision
    by: str
    reason: str
    value: str = ""


def questions(store: Store, day: date, books: Iterable[Book] = tuple(Book)) -> Iterator[Question]:
    """What waits for a person: promises (the most overdue first), asks (the least sure first), money (the largest first).

    Made one at a time: the first come at once.
    """
    made: Mapping[Book, Callable[[], Iterator[Question]]] = {
        Book.PROMISED: lambda: _promised(store, day),
        Book.ASKED: lambda: iter(ask_questions(store)),
        Book.PAID: lambda: _paid(store),
    }
    return chain.from_iterable(made[one]() for one in Book if one in set(books))


def queue(store: Store, day: date, books: Iterable[Book] = tuple(Book), limit: int = 20) -> list[Question]:
    """The first of what waits."""
    return list(islice(questions(store, day, books), limit))


def question(store: Store, day: date, name: str) -> Question:
    """The waiting question with this short name. Raises `InputError` when there is none."""
    for one in questions(store, day):
        if one.id == name:
            return one
    raise InputError(
        f"er wacht geen voorstel {name[:40]}: het is al beoordeeld of vervallen. `bijgepraat review` toont wat er wacht, "
        "`bijgepraat review --log` wat al is beoordeeld"
    )


def answer(store: Store, asked: Question, given: Answer, now: datetime) -> KeptVerdict:
    """Keep a person's answer to a question. Raises `InputError` for one without a name or reason, or that fits no choice."""
    value = dict(asked.value)
    if given.decision is Decision.CORRECTED:
        value = _corrected(asked, given.value.strip())
    elif given.decision is Decision.REVOKED:
        raise InputError("een voorstel dat nog wacht kan niet worden herroepen; bevestig, verbeter of wijs het af")
    elif given.decision is Decision.REJECTED and asked.proposed == PromiseState.OVERDUE.value:
        raise InputError(f"zeg hoe het er dan mee staat: {', '.join(asked.choices)}, of een datum als nieuwe termijn")
    return _keep(store, asked.book, asked.key, given, value, now)


def revoke(store: Store, name: str, given: Answer, now: datetime) -> KeptVerdict:
    """Take the newest verdict with this short name back: the program's own finding counts again. Raises `InputError`."""
    with store.reading() as connection:
        standing = [one for book in Book for one in verdicts_of(connection, book).values()]
    for one in standing:
        if name_of(one) == name:
            return _keep(store, one.book, one.key, given, {}, now)
    raise InputError(f"er is geen oordeel {name[:40]} dat nog geldt; `bijgepraat review --log` toont alle oordelen")


def log(store: Store) -> list[KeptVerdict]:
    """Every verdict that was given, the oldest first."""
    with store.reading() as connection:
        return verdicts_kept(connection)


def name_of(verdict: KeptVerdict) -> str:
    """The short name of what a verdict is about: that of its question."""
    return Question(verdict.book, verdict.key, "", "", (), "", 0.0, ()).id


def as_dict(one: Question) -> dict[str, Any]:
    """A question as JSON, with its evidence."""
    return {
        "id": one.id,
        "boek": one.book.value,
        "sleutel": one.key,
        "vraag": one.asked,
        "voorstel": one.proposed,
        "keuzes": list(one.choices),
        "regel": one.rule,
        "zekerheid": one.confidence,
        "bewijs": [
            {
                "wat": proof.label,
                "soort": proof.kind,
                "stuk": proof.key,
                "titel": proof.title,
                "datum": proof.day,
                "citaat": proof.quote,
                "begin": proof.start,
                "einde": proof.end,
            }
            for proof in one.evidence
        ],
    }


def verdict_dict(one: KeptVerdict) -> dict[str, Any]:
    """A verdict as JSON."""
    return {
        "id": name_of(one),
        "boek": one.book.value,
        "sleutel": one.key,
        "oordeel": one.decision.value,
        "waarde": dict(one.value),
        "door": one.by,
        "op": one.at,
        "reden": one.reason,
    }


def _keep(store: Store, book: Book, key: str, given: Answer, value: Mapping[str, Any], now: datetime) -> KeptVerdict:
    by, reason = " ".join(given.by.split()), given.reason.strip()
    if not by:
        raise InputError("zeg wie dit oordeel geeft: --by NAAM")
    if not reason:
        raise InputError("zeg waarom: --reason 'REDEN'. Zonder reden kan een ander het oordeel niet nagaan")
    if len(by) > 120 or len(reason) > _LONGEST_REASON:
        raise InputError(f"de naam mag 120 tekens lang zijn en de reden {_LONGEST_REASON}")
    kept = KeptVerdict(book, key, given.decision, by, now.astimezone(UTC).isoformat(timespec="microseconds"), reason, value)
    with store.writing() as connection:
        add_verdicts(connection, [kept])
        audit.append(
            connection, at=kept.at, by=by, what=f"oordeel {given.decision.value}", about=f"{book.value} {key}", detail=reason
        )
    return kept


def _corrected(asked: Question, value: str) -> dict[str, Any]:
    if value in asked.choices:
        return {"toestand": value} if asked.book is Book.PROMISED else {"waarde": value}
    if asked.book is Book.PROMISED and not asked.key.endswith(f"|{SAME}"):
        try:
            return {"termijn": date.fromisoformat(value).isoformat()}
        except ValueError:
            pass
    also = "; of een datum (2026-06-01) als nieuwe termijn" if asked.book is Book.PROMISED else ""
    choices = ", ".join(asked.choices) or "niets; bevestig of wijs af"
    raise InputError(f"“{value[:60]}” kan hier niet. Kies uit: {choices}{also}")


def _promised(store: Store, day: date) -> Iterator[Question]:
    with store.reading() as connection:
        decided = promise_decisions(connection)
        answered = verdicts_of(connection, Book.PROMISED)
    for line in promised_book(store, day):
        yield from _joins(line, decided.apart | decided.together)
        judged = line.verdict is not None and line.verdict.state is not None
        if judged or line.state not in {PromiseState.OPEN, PromiseState.OVERDUE}:
            continue
        found = [one for one in proposals(store, line.promise) if one.confidence >= _LIKELY]
        new = [one for one in found if f"{line.promise.key}|{one.kind}:{one.key}" not in answered]
        waiting = [one for one in new if (one.kind, one.key) not in line.refused][:_EACH]
        for one in waiting:
            yield _fulfils(line, one)
        if not waiting and line.state is PromiseState.OVERDUE and line.promise.key not in answered:
            yield _overdue(line)


def _joins(line: Line, known: frozenset[str]) -> Iterator[Question]:
    main = line.promise.main
    for entry in line.promise.entries:
        key = promise_key(entry.statement)
        if entry.confidence < _DOUBTED and entry.statement is not main and key not in known:
            yield Question(
                Book.PROMISED,
                f"{key}|{SAME}",
                "Is dit dezelfde toezegging?",
                "dezelfde toezegging",
                (),
                entry.rule,
                entry.confidence,
                (_said("toezegging", main, line), _said(entry.step.value, entry.statement, line)),
            )


def _fulfils(line: Line, found: Proposal) -> Question:
    return Question(
        Book.PROMISED,
        f"{line.promise.key}|{found.kind}:{found.key}",
        "Is de toezegging hiermee nagekomen?",
        PromiseState.FULFILLED.value,
        _STATES,
        found.rule,
        found.confidence,
        (_said("toezegging", line.promise.main, line), _paper("nagekomen met", found)),
        {
            "toestand": PromiseState.FULFILLED.value,
            "sinds": found.day.isoformat() if found.day else None,
            "bewijs": {
                "soort": found.kind,
                "stuk": found.key,
                "titel": found.title,
                "datum": found.day.isoformat() if found.day else None,
                "citaat": found.quote,
                "begin": found.start,
                "einde": found.end,
                "regel": found.rule,
                "zekerheid": found.confidence,
            },
        },
    )


def _overdue(line: Line) -> Question:
    return Question(
        Book.PROMISED,
        line.promise.key,
        f"De termijn is {abs(line.left or 0)} dagen voorbij en er is geen stuk gevonden. Hoe staat het met deze toezegging?",
        PromiseState.OVERDUE.value,
        _STATES,
        "termijn voorbij",
        1.0,
        (_said("toezegging", line.promise.main, line), *_term(line)),
    )


def _term(line: Line) -> Iterator[Evidence]:
    term = line.promise.deadline
    for entry in line.promise.entries:
        if entry.statement.deadline is not None and entry.statement.deadline == term:
            if entry.statement is not line.promise.main:
                yield _said("termijn", entry.statement, line)
            return


def _said(label: str, one: Statement, line: Line) -> Evidence:
    title = line.titles.get((one.kind, one.key), one.key)
    return Evidence(label, title, one.kind, one.key, one.quote, one.start, one.end, one.day.isoformat() if one.day else None)


def _paper(label: str, one: Proposal) -> Evidence:
    return Evidence(label, one.title, one.kind, one.key, one.quote, one.start, one.end, one.day.isoformat() if one.day else None)


def _paid(store: Store) -> Iterator[Question]:
    with store.reading() as connection:
        answered = verdicts_of(connection, Book.PAID)
    for line in paid_book(store):
        if line.aside:
            continue
        main, stage = line.main, line.main.stage
        key = f"{main.id}|stadium"
        if stage.confidence < _SURE_OF_MONEY and key not in answered:
            yield _money(line, main, key, "Hoe ver is dit geld?", stage.stage.value, tuple(Stage), stage.rule, stage.confidence)
        origin, key = line.money, f"{main.id}|geld"
        if origin.money is not Money.UNKNOWN and origin.confidence < _SURE_OF_MONEY and key not in answered:
            yield _money(line, main, key, "Is dit nieuw geld?", origin.money.value, tuple(Money), origin.rule, origin.confidence)
        for step in line.course:
            key = f"{step.mention.id}|samen"
            if step.mention is not main and step.confidence < _DOUBTED and key not in answered:
                yield _together(line, step, key)


def _money(
    line: PaidLine, main: Mention, key: str, asked: str, proposed: str, choices: tuple[str, ...], rule: str, sure: float
) -> Question:
    evidence = tuple(_mention(step.stage.value, step.mention) for step in line.course if step.mention is not main)
    shown = (_mention(line.stage.value, main), *evidence[:3])
    return Question(Book.PAID, key, asked, proposed, tuple(map(str, choices)), rule, sure, shown, {"waarde": proposed})


def _together(line: PaidLine, step: Course, key: str) -> Question:
    shown = (_mention(line.stage.value, line.main), _mention(step.stage.value, step.mention))
    value = {"waarde": line.main.id}
    return Question(Book.PAID, key, "Is dit hetzelfde geld?", "hetzelfde geld", (), step.rule, step.confidence, shown, value)


def _mention(label: str, one: Mention) -> Evidence:
    sentence, day = one.sentence, one.day.isoformat() if one.day else None
    return Evidence(label, one.title, one.kind, one.key, sentence.quote, sentence.start, sentence.end, day)
