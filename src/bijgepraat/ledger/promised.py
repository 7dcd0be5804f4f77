# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""One commitment, one life: statements of the same promise joined, and its state on a day. Pure functions.

In a debate every item of the chair's list is one promise, and the sentence of the minister that says the same is its moment.
Later statements join when the register says so itself, or when the same member of the cabinet says the same rare words again.
"""

from __future__ import annotations

import hashlib
import math
import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from bijgepraat.model.claims import Moment
from bijgepraat.model.promises import Entry, Origin, Promise, PromiseState, Statement, Step, Verdict

_SAME_IN_DEBATE = 0.36
_OF_THE_BEST = 0.6
_SAME_LATER = 0.62
_NEAREST = 0.2
_SURE = 0.5
_LEAST_WORDS = 3
_AROUND = 0.5
"""What a word counts that stands near a sentence and not in it."""
_LATER_DAYS = 730
_CONDITION = re.compile(
    r"\b(?:indien|mits|tenzij|op voorwaarde dat|als (?!het gaat|gevolg|zodanig|eerste|onderdeel|laatste|volgt))[^,.;]{8,120}",
    re.IGNORECASE,
)
_ROLE = re.compile(r"minister(?:-president)?|staatssecretaris", re.IGNORECASE)


def promises(
    statements: Iterable[Statement],
    spoken: Mapping[str, Sequence[Statement]] | None = None,
    *,
    apart: Collection[str] = (),
) -> list[Promise]:
    """All promises in statements of any order; each statement is in exactly one of them. Ordered by day and place.

    `spoken` has per meeting every sentence of the cabinet: an item of the chair's list of which no sentence was recognised as a
    promise gets the one that says most of it as its moment. Statements whose key is in `apart` are joined with nothing: a person
    said so.
    """
    ordered = sorted(set(statements), key=_place)
    meetings: dict[str, list[Statement]] = {}
    rest: list[Statement] = []
    for statement in ordered:
        if statement.meeting is not None and statement.origin in {Origin.DEBATE, Origin.READ_OUT}:
            meetings.setdefault(statement.meeting, []).append(statement)
        else:
            rest.append(statement)
    said = spoken or {}
    groups = [group for name, some in meetings.items() for group in _in_meeting(some, said.get(name, ()))]
    groups = _apart(_with_later(groups, rest), frozenset(apart), frozenset(ordered))
    found = [_promise(group) for group in groups]
    return sorted(found, key=lambda promise: (_place(promise.entries[0].statement), promise.key))


def nearest(item: Statement, sentences: Sequence[Statement], weights: Mapping[str, float]) -> tuple[Statement, float] | None:
    """The sentence that says best the same as an item, and how much of the item's words (0–1) it has; None without sentences."""
    scored = [(likeness(item, sentence, weights), sentence) for sentence in sentences if _may_be_same_speaker(item, sentence)]
    if not scored:
        return None
    best = max(scored, key=lambda pair: (pair[0], -pair[1].start))
    return best[1], best[0]


def likeness(one: Statement, other: Statement, weights: Mapping[str, float]) -> float:
    """How much of the weight of one statement's words the other has, in the sentence itself or (for less) around it; 0–1."""
    whole = sum(weights.get(stem, 1.0) for stem in one.stems)
    if not whole:
        return 0.0
    said = sum(weights.get(stem, 1.0) for stem in one.stems & other.stems)
    near = sum(weights.get(stem, 1.0) for stem in one.stems & (other.around - other.stems))
    return (said + _AROUND * near) / whole


def weights_of(sentences: Collection[Statement]) -> dict[str, float]:
    """How much each word tells among these: the rarer the more."""
    counts = Counter(stem for sentence in sentences for stem in sentence.stems)
    return {stem: math.log1p(len(sentences) / number) for stem, number in counts.items()}


def state_on(promise: Promise, day: date, verdict: Verdict | None = None) -> PromiseState:
    """How a promise stands on a day. A person's verdict wins; then what its own statements say; then its term."""
    if verdict is not None and verdict.state is not None and (verdict.since is None or verdict.since <= day):
        return verdict.state
    known = [entry for entry in promise.entries if entry.statement.day is None or entry.statement.day <= day]
    if any(entry.step is Step.WITHDRAWN for entry in known):
        return PromiseState.WITHDRAWN
    if any(entry.step is Step.FULFILLED or (entry.statement.fulfilled_on or date.max) <= day for entry in known):
        return PromiseState.FULFILLED
    left = days_left(promise, day)
    return PromiseState.OVERDUE if left is not None and left < 0 else PromiseState.OPEN


def days_left(promise: Promise, day: date) -> int | None:
    """Days until the term ends; negative when it is past, None when there is none with a date."""
    return (promise.deadline.last - day).days if promise.deadline is not None and promise.deadline.last is not None else None


def promise_key(statement: Statement) -> str:
    """A name for a promise that depends on its words and its record only, so that verdicts stay with it."""
    words = " ".join(statement.quote.lower().split())
    return hashlib.sha256(f"{statement.kind}\0{statement.key}\0{words}".encode()).hexdigest()[:12]


def verdict_on(promise: Promise, verdicts: Mapping[str, Verdict]) -> Verdict | None:
    """What a person decided about a promise, also when it was about a part of it before more statements joined; the newest."""
    names = {promise.key, *(promise_key(entry.statement) for entry in promise.entries)}
    found = [verdicts[name] for name in names if name in verdicts]
    return max(found, key=lambda verdict: verdict.at, default=None)


def with_term(promise: Promise, verdict: Verdict | None) -> Promise:
    """The promise with the term that a person gave it, where one did."""
    if verdict is None or verdict.until is None:
        return promise
    return replace(promise, deadline=Moment(f"volgens {verdict.by}", 0, 0, None, verdict.until, True))


def _apart(groups: list[list[Entry]], apart: frozenset[str], stated: frozenset[Statement]) -> list[list[Entry]]:
    """What a person took apart stands alone; a sentence that was only the nearest one falls away."""
    if not apart:
        return groups
    found: list[list[Entry]] = []
    for group in groups:
        alone = [entry for entry in group[1:] if promise_key(entry.statement) in apart]
        found.append([entry for entry in group if entry not in alone])
        for entry in alone:
            if entry.statement in stated:
                step = Step.MADE if entry.step in {Step.MOVED, Step.REPEATED} else entry.step
                found.append([Entry(step, entry.statement, "volgens een oordeel een toezegging op zichzelf")])
    return found


def _place(statement: Statement) -> tuple[str | int, ...]:
    """The order of statements; two that differ in anything never stand equal, so that no order of arrival shows."""
    day = statement.day.isoformat() if statement.day else ""
    rest = (statement.quote, statement.by_name, statement.by_role, statement.strength, statement.deadline, statement.withdrawn)
    more = (statement.fulfilled_on, statement.follows, statement.themes, sorted(statement.stems), sorted(statement.around))
    return day, statement.kind, statement.key, statement.start, statement.end, statement.origin, repr(rest), repr(more)


def _may_be_same_speaker(one: Statement, other: Statement) -> bool:
    if one.by_name and other.by_name:
        # The register has initials where a transcript has a first name.
        return one.by_name.split()[-1].lower() == other.by_name.split()[-1].lower()
    first, second = (_ROLE.match(statement.by_role or "") for statement in (one, other))
    return first is None or second is None or first[0].lower() == second[0].lower()


def _in_meeting(statements: Sequence[Statement], spoken: Sequence[Statement]) -> list[list[Entry]]:
    """Promises of one debate: an item of the list each, with the moments that say the same; and the moments that are on no list.

    Each moment goes to the item that it says most of, so a list can be taken away without losing a moment.
    """
    items = [one for one in statements if one.origin is Origin.READ_OUT]
    moments = [one for one in statements if one.origin is Origin.DEBATE]
    weights = weights_of(statements)
    groups: list[list[Entry]] = [
        [Entry(Step.WITHDRAWN if item.withdrawn else Step.READ_OUT, item, "voorgelezen door de voorzitter")] for item in items
    ]
    said: dict[int, list[tuple[float, Statement]]] = {}
    alone: list[list[Entry]] = []
    for moment in moments:
        scored = [
            (likeness(item, moment, weights), -n)
            for n, item in enumerate(items)
            if moment.start < item.start and _may_be_same_speaker(item, moment)
        ]
        best, place = max(scored, default=(0.0, 0))
        if best >= _SAME_IN_DEBATE:
            said.setdefault(-place, []).append((best, moment))
        else:
            alone.append([Entry(Step.MADE, moment, "toegezegd in het debat")])
    for number, found in said.items():
        strongest = max(score for score, _moment in found)
        for score, moment in found:
            if score >= _OF_THE_BEST * strongest:
                sure = round(min(score, 1.0), 3)
                groups[number].append(Entry(Step.MADE, moment, "dezelfde woorden in hetzelfde debat", sure))
            else:
                alone.append([Entry(Step.MADE, moment, "toegezegd in het debat")])
    if any(len(group) == 1 for group in groups):
        telling = weights_of([*items, *spoken])
        for group in groups:
            item = group[0].statement
            before = [sentence for sentence in spoken if sentence.start < item.start]
            near = nearest(item, before, telling) if len(group) == 1 else None
            if near is not None and near[1] >= _NEAREST:
                group.append(Entry(Step.MADE, near[0], "zin die er het meest op lijkt", round(min(near[1], 1.0), 3)))
    return [*groups, *alone]


def _with_later(groups: list[list[Entry]], rest: Sequence[Statement]) -> list[list[Entry]]:
    """Letters and entries of the register in order of time: each to the promise that it repeats or registers, or as a new one."""
    every = [entry.statement for group in groups for entry in group] + list(rest)
    weights = weights_of(every)
    by_stem: dict[str, set[int]] = {}
    by_key: dict[str, int] = {}
    for number, group in enumerate(groups):
        for entry in group:
            for stem in entry.statement.stems:
                by_stem.setdefault(stem, set()).add(number)
    for statement in rest:
        named = [by_key[key] for key in statement.follows if key in by_key]
        place, rule, sure = (
            (named[0], "het register noemt de eerdere toezegging", 1.0) if named else _same(statement, groups, weights, by_stem)
        )
        if place is None:
            place = len(groups)
            groups.append([])
        before = groups[place]
        before.append(Entry(_step(statement, before), statement, rule, sure))
        by_key[statement.key] = place
        for stem in statement.stems:
            by_stem.setdefault(stem, set()).add(place)
    return groups


def _same(
    statement: Statement, groups: Sequence[Sequence[Entry]], weights: Mapping[str, float], by_stem: Mapping[str, set[int]]
) -> tuple[int | None, str, float]:
    new = (None, "eerste vermelding", 1.0)
    if len(statement.stems) < _LEAST_WORDS:
        return new
    rare = sorted(statement.stems, key=lambda stem: (-weights.get(stem, 0.0), stem))[:6]
    possible = {number for stem in rare for number in by_stem.get(stem, ())}
    best, chosen = 0.0, None
    for number in sorted(possible):
        for entry in groups[number]:
            other = entry.statement
            if other.day and statement.day and not 0 <= (statement.day - other.day).days <= _LATER_DAYS:
                continue
            if not _may_be_same_speaker(statement, other) or (statement.kind, statement.key) == (other.kind, other.key):
                continue
            on_the_day = statement.origin is Origin.REGISTER and statement.day == other.day
            there = min(likeness(statement, other, weights), 1.0)
            both = there if on_the_day else min(there, likeness(other, statement, weights))
            if both > best and both >= (_SAME_IN_DEBATE if on_the_day else _SAME_LATER):
                best, chosen = both, number
    return (chosen, "dezelfde bewindspersoon met dezelfde woorden", round(best, 3)) if chosen is not None else new


def _step(statement: Statement, before: Sequence[Entry]) -> Step:
    if statement.withdrawn:
        return Step.WITHDRAWN
    if statement.origin is Origin.REGISTER:
        return Step.FULFILLED if statement.fulfilled_on is not None else Step.REGISTERED
    if not before:
        return Step.MADE
    earlier = _deadline(before)
    moved = statement.deadline is not None and earlier is not None and statement.deadline.last != earlier.last
    return Step.MOVED if moved else Step.REPEATED


def _deadline(entries: Sequence[Entry]) -> Moment | None:
    """The newest term; on one day the chair's own counts, then the register's, and a dated one before a phrase.

    What was joined with doubt does not set the term.
    """
    order = {Origin.DEBATE: 0, Origin.LETTER: 1, Origin.REGISTER: 2, Origin.READ_OUT: 3}

    def weight(entry: Entry) -> tuple[str, int, bool, int]:
        one = entry.statement
        assert one.deadline is not None
        return one.day.isoformat() if one.day else "", order[one.origin], one.deadline.last is not None, -one.start

    counting = [entry for entry in entries if entry.statement.deadline is not None and entry.confidence >= _SURE]
    return max(counting, key=weight).statement.deadline if counting else None


def _promise(entries: Sequence[Entry]) -> Promise:
    ordered = sorted(entries, key=lambda entry: (_place(entry.statement), entry.step))
    found = Promise(promise_key(ordered[0].statement), tuple(ordered), _deadline(ordered))
    condition = _CONDITION.search(found.main.quote)
    return replace(found, condition=condition[0]) if condition else found
