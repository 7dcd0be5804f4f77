# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The book of promises: from what the analyser found in the store to promises with their life and state."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

import orjson
import Stemmer

from bijgepraat.ledger.promised import days_left, promises, state_on, verdict_on, with_term
from bijgepraat.model.claims import Moment
from bijgepraat.model.debates import Debate
from bijgepraat.model.promises import Entry, Origin, Promise, PromiseState, Proposal, Statement, Verdict
from bijgepraat.model.records import Kind
from bijgepraat.pipeline.analysis import debate_of_record
from bijgepraat.pipeline.people_known import senders_of
from bijgepraat.pipeline.verdicts import PromiseDecisions, promise_decisions
from bijgepraat.store.queries import stated
from bijgepraat.store.readings import Unread, all_with_words, commitments_found, with_words
from bijgepraat.store.store import Store
from bijgepraat.understand.chair_list import best_term
from bijgepraat.understand.commitments import is_cabinet
from bijgepraat.understand.dates import find_moments
from bijgepraat.understand.relevance import judge_relevance
from bijgepraat.understand.sentences import split_sentences
from bijgepraat.understand.themes import rank_themes

_WORD = re.compile(r"[^\W\d_]{4,}")
_BEFORE, _AFTER = 600, 200
"""Code points around a sentence that say what "dat" in it is about."""
_FULFILLED = re.compile(r"voldaan|nagekomen|afgedaan|afgehandeld", re.IGNORECASE)
_DROPPED = re.compile(r"ingetrokken|vervallen", re.IGNORECASE)
_FOLLOWS = ("isherhalingvan", "iswijzigingvan", "isaanvullingop")
_SAYS_NOTHING = frozenset(
    "kamer minister staatssecretaris kabinet zullen zeggen toegezegd toezegging informeren sturen brief graag heeft hebben "
    "worden wordt deze daarover hierover verder natuurlijk maar ook over door voor naar zoals waar welke gaan doen komen "
    "binnen week weken maand maanden uiterlijk volgende najaar voorjaar zomer zomerreces kerstreces herfstreces reces kwartaal "
    "begin eind einde kort spoedig binnenkort vandaag morgen prinsjesdag stuurt sturen ontvangt ontvangen".split()
)
"""Words of every promise, and those of its term."""


@dataclass(frozen=True, slots=True)
class Line:
    """A promise with its state on a day. `left` in days, negative when the term is past; None without a dated term."""

    promise: Promise
    state: PromiseState
    left: int | None
    titles: dict[tuple[str, str], str]
    verdict: Verdict | None = None
    refused: frozenset[tuple[str, str]] = frozenset()
    """Documents (kind, key) of which a person said that they do not fulfil it."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """All promises with what people decided about them, before any day is looked at: what costs time once for every day."""

    promises: Sequence[Promise]
    titles: dict[tuple[str, str], str]
    decided: PromiseDecisions


def gather(store: Store) -> Gathered:
    """Everything that the book is made of."""
    statements, spoken, titles = _statements(store)
    with store.reading() as connection:
        decided = promise_decisions(connection)
    return Gathered(list(promises(statements, spoken, apart=decided.apart)), titles, decided)


def book(store: Store, day: date, *, theme: str = "", state: PromiseState | None = None, soft: bool = False) -> list[Line]:
    """All promises as they stand on a day: what is overdue first, then by term, then without a dated term, the newest first.

    `soft`: also what was only expected or intended, and never read out or registered.
    """
    return book_on(gather(store), day, theme=theme, state=state, soft=soft)


def book_on(
    gathered: Gathered, day: date, *, theme: str = "", state: PromiseState | None = None, soft: bool = False
) -> list[Line]:
    """As `book`, from what was gathered before."""
    titles, decided = gathered.titles, gathered.decided
    lines = []
    for found in gathered.promises:
        verdict = verdict_on(found, decided.verdicts)
        promise = with_term(found, verdict)
        if theme and not any(theme in entry.statement.themes for entry in promise.entries):
            continue
        if not soft and all(entry.statement.strength == "zacht" for entry in promise.entries):
            continue
        made = promise.made
        if made is not None and made > day:
            continue
        stands = state_on(promise, day, verdict)
        line = Line(promise, stands, days_left(promise, day), titles, verdict, decided.refused_for(promise))
        if state is None or line.state is state:
            lines.append(line)
    return sorted(lines, key=_order)


def as_dict(line: Line) -> dict[str, Any]:
    """A line as JSON, with a quote and its place for every step."""
    promise, main = line.promise, line.promise.main
    name, role = promise.by
    return {
        "sleutel": promise.key,
        "toezegging": main.quote,
        "door": {"naam": name, "functie": role},
        "datum": promise.made.isoformat() if promise.made else None,
        "kracht": main.strength,
        "termijn": moment_dict(promise.deadline),
        "dagen_over": line.left,
        "toestand": line.state.value,
        "voorwaarde": promise.condition,
        "themas": list(main.themes),
        "stappen": [_step_dict(entry, line.titles) for entry in promise.entries],
        "oordeel": _verdict_dict(line.verdict),
    }


def _verdict_dict(verdict: Verdict | None) -> dict[str, Any] | None:
    if verdict is None:
        return None
    return {
        "toestand": verdict.state.value if verdict.state else None,
        "sinds": verdict.since.isoformat() if verdict.since else None,
        "termijn": verdict.until.isoformat() if verdict.until else None,
        "door": verdict.by,
        "op": verdict.at,
        "reden": verdict.reason,
        "bewijs": _proof_dict(verdict.proof),
    }


def _proof_dict(proof: Proposal | None) -> dict[str, Any] | None:
    if proof is None:
        return None
    names = {"soort": proof.kind, "stuk": proof.key, "titel": proof.title, "citaat": proof.quote}
    return {**names, "begin": proof.start, "einde": proof.end}


def moment_dict(moment: Moment | None) -> dict[str, str | None] | None:
    """A term with the phrase that sets it."""
    if moment is None:
        return None
    return {
        "woorden": moment.quote,
        "van": moment.first.isoformat() if moment.first else None,
        "tot": moment.last.isoformat() if moment.last else None,
    }


def _step_dict(entry: Entry, titles: dict[tuple[str, str], str]) -> dict[str, Any]:
    one = entry.statement
    return {
        "stap": entry.step.value,
        "datum": one.day.isoformat() if one.day else None,
        "herkomst": one.origin.value,
        "soort": one.kind,
        "stuk": one.key,
        "titel": titles.get((one.kind, one.key)),
        "citaat": one.quote,
        "begin": one.start,
        "einde": one.end,
        "termijn": moment_dict(one.deadline),
        "regel": entry.rule,
        "zekerheid": entry.confidence,
    }


def _order(line: Line) -> tuple[bool, int, str, str]:
    late = line.state is not PromiseState.OVERDUE
    made = line.promise.made
    newest = -(made.toordinal() if made else 0)
    return late, line.left if line.left is not None else 10**6 + newest, line.promise.main.quote, line.promise.key


def _statements(store: Store) -> tuple[list[Statement], dict[str, list[Statement]], dict[tuple[str, str], str]]:
    found: list[Statement] = []
    spoken: dict[str, list[Statement]] = {}
    titles: dict[tuple[str, str], str] = {}
    with store.reading() as connection:
        rows = commitments_found(connection)
        bodies = {record.id: record for record in with_words(connection, sorted({row.record_id for row in rows}))}
        registered = list(all_with_words(connection, Kind.TOEZEGGING))
        follows: dict[int, list[str]] = {}
        for link in stated(connection, [record.id for record in registered], _FOLLOWS):
            follows.setdefault(link.from_id, []).append(link.to_key)
        senders = senders_of(connection, [record for record in bodies.values() if record.kind in {Kind.DOCUMENT, Kind.ZAAK}])
    for row in rows:
        record = bodies.get(row.record_id)
        if record is None or record.version != row.version:
            continue
        titles[record.kind, record.key] = record.title or record.key
        if record.kind != Kind.TOEZEGGING:
            found.append(_statement(record, row, senders.get(record.key, (None, None))))
    for record in bodies.values():
        if record.kind == Kind.DEBAT:
            spoken[record.key] = list(_spoken(record, debate_of_record(record)))
    for record in registered:
        titles[record.kind, record.key] = record.title or record.key
        found.append(_registered(record, follows.get(record.id, ())))
    return found, spoken, titles


def _statement(record: Unread, row: Any, sender: tuple[str | None, str | None]) -> Statement:
    value = orjson.loads(row.value)
    text, start, end = record.words, row.start, row.end
    debate = record.kind == Kind.DEBAT
    origin = Origin.LETTER if not debate else Origin.READ_OUT if value.get("read_out") else Origin.DEBATE
    return Statement(
        kind=record.kind,
        key=record.key,
        day=record.date,
        quote=row.quote,
        start=start,
        end=end,
        origin=origin,
        by_name=value.get("by_name") or (None if value.get("by_role") else sender[0]),
        by_role=value.get("by_role") or sender[1],
        strength=value.get("strength") or "hard",
        deadline=_moment(value.get("deadline")),
        meeting=record.key if debate else None,
        speech=value.get("speech"),
        withdrawn=bool(value.get("withdrawn")),
        themes=tuple(theme["key"] for theme in orjson.loads(row.themes)[:2]),
        level=row.level,
        stems=stems_of(row.quote),
        around=frozenset() if origin is Origin.READ_OUT else stems_of(text[max(0, start - _BEFORE) : end + _AFTER]),
    )


def _moment(value: Any) -> Moment | None:
    if not value:
        return None
    days = {name: date.fromisoformat(value[name]) if value.get(name) else None for name in ("first", "last")}
    return Moment(value["quote"], value["start"], value["end"], days["first"], days["last"], bool(value.get("deadline")))


def _day(value: str) -> date | None:
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


def stems_of(text: str) -> frozenset[str]:
    """Stems of the words that say what a sentence is about: those of four letters and more, without those of every promise."""
    return frozenset(_stemmed(word) for word in telling_words(text))


def telling_words(text: str) -> list[str]:
    """The words that say what a sentence is about, in order, each once."""
    return [word for word in dict.fromkeys(word.lower() for word in _WORD.findall(text)) if word not in _SAYS_NOTHING]


_STEMMER = Stemmer.Stemmer("dutch")


@lru_cache(maxsize=100_000)
def _stemmed(word: str) -> str:
    return str(_STEMMER.stemWord(word))


def _spoken(record: Unread, debate: Debate) -> Iterator[Statement]:
    for speech in debate.speeches:
        if not is_cabinet(speech):
            continue
        for sentence in split_sentences(speech.text):
            start, end = sentence.start + speech.start, sentence.end + speech.start
            yield Statement(
                kind=record.kind,
                key=record.key,
                day=record.date,
                quote=sentence.quote,
                start=start,
                end=end,
                origin=Origin.DEBATE,
                by_name=speech.speaker or None,
                by_role=speech.role,
                meeting=record.key,
                speech=speech.id,
                stems=stems_of(sentence.quote),
                around=stems_of(record.words[max(0, start - _BEFORE) : min(end + _AFTER, speech.end)]),
            )


def _registered(record: Unread, follows: Sequence[str]) -> Statement:
    fields = record.fields
    status = str(fields.get("Status") or "")
    name = " ".join(str(fields[part]) for part in ("Voornaam", "Tussenvoegsel", "Achternaam") if fields.get(part))
    fulfilled = str(fields.get("DatumNakoming") or "")[:10] if _FULFILLED.search(status) else ""
    words = record.words
    return Statement(
        kind=record.kind,
        key=record.key,
        day=record.date,
        quote=words,
        start=0,
        end=len(words),
        origin=Origin.REGISTER,
        by_name=name or str(fields.get("Naam") or "") or None,
        by_role=str(fields.get("Functie") or "") or None,
        deadline=best_term(find_moments(words, record.date), record.date),
        withdrawn=_DROPPED.search(status) is not None,
        fulfilled_on=_day(fulfilled) or (record.date if _FULFILLED.search(status) else None),
        follows=tuple(follows),
        themes=tuple(theme.key for theme in rank_themes(words)[:2]),
        level=judge_relevance(words).level,
        stems=stems_of(words),
    )
