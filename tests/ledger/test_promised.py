# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The book of promises: every statement in exactly one promise, one state at a time, and a person's word wins."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bijgepraat.ledger.promised import days_left, promise_key, promises, state_on, verdict_on, with_term
from bijgepraat.model.claims import Moment
from bijgepraat.model.promises import Origin, PromiseState, Statement, Step, Verdict

DEBATE = date(2025, 7, 2)
AUTUMN = Moment("in het najaar", 0, 13, date(2025, 9, 21), date(2025, 12, 21), True)
SOON = Moment("binnenkort", 0, 10, None, None, True)


def said(
    words: str,
    start: int = 0,
    origin: Origin = Origin.DEBATE,
    *,
    by: str | None = "Anna de Wit",
    role: str | None = "minister van Wonen",
    day: date = DEBATE,
    key: str = "debat-1",
    deadline: Moment | None = None,
    withdrawn: bool = False,
    around: str = "",
    follows: tuple[str, ...] = (),
    fulfilled_on: date | None = None,
) -> Statement:
    in_debate = origin in {Origin.DEBATE, Origin.READ_OUT}
    return Statement(
        kind="Debat" if in_debate else "Toezegging" if origin is Origin.REGISTER else "Document",
        key=key,
        day=day,
        quote=words,
        start=start,
        end=start + len(words),
        origin=origin,
        by_name=by,
        by_role=role,
        deadline=deadline,
        meeting=key if in_debate else None,
        withdrawn=withdrawn,
        follows=follows,
        fulfilled_on=fulfilled_on,
        stems=telling(words),
        around=telling(around),
    )


def telling(words: str) -> frozenset[str]:
    """The words that say what a sentence is about, for these tests: the long ones."""
    return frozenset(
        word for word in words.lower().split() if len(word) > 3 and word not in {"minister", "stuurt", "stuur", "kunt"}
    )


MADE = said("Ik stuur een brief over flexwoningen langs het spoor", 100)
OTHER = said("Ik kom terug op de leges voor monumenten", 200)
ITEM = said("De minister stuurt een brief over flexwoningen langs het spoor", 900, Origin.READ_OUT, deadline=AUTUMN)


def test_an_item_of_the_list_and_the_moment_that_says_the_same_are_one_promise() -> None:
    found = promises([OTHER, ITEM, MADE])
    assert [[entry.step for entry in one.entries] for one in found] == [[Step.MADE, Step.READ_OUT], [Step.MADE]]
    assert found[0].main is ITEM and found[0].deadline == AUTUMN and found[0].by == ("Anna de Wit", "minister van Wonen")


def test_without_the_list_no_moment_is_lost() -> None:
    assert [one.main for one in promises([MADE, OTHER])] == [MADE, OTHER]


def test_another_minister_says_something_else() -> None:
    other = replace(MADE, by_name="Bert Blauw", by_role="staatssecretaris van Cultuur")
    assert len(promises([ITEM, other])) == 2


def test_an_item_that_nobody_was_seen_to_promise_gets_the_sentence_that_says_most_of_it() -> None:
    spoken = [said("Dank voor de vraag", 10), said("Langs het spoor kunnen flexwoningen", 50), replace(ITEM, start=2000)]
    [one] = promises([ITEM], {"debat-1": [replace(s, origin=Origin.DEBATE) for s in spoken]})
    assert [entry.statement.start for entry in one.entries] == [50, 900]
    assert one.entries[0].confidence < 1 and one.deadline == AUTUMN


def test_what_was_asked_just_before_says_what_that_is_about() -> None:
    yes = said("Dat zeg ik toe", 300, around="kunt u ons een brief sturen over flexwoningen langs het spoor dat zeg ik toe")
    [one] = promises([ITEM, yes])
    assert {entry.step for entry in one.entries} == {Step.MADE, Step.READ_OUT}


def test_a_withdrawn_item_is_withdrawn_from_its_day_on() -> None:
    [one] = promises([MADE, replace(ITEM, withdrawn=True)])
    assert state_on(one, date(2026, 1, 15)) is PromiseState.WITHDRAWN
    assert state_on(one, DEBATE) is PromiseState.WITHDRAWN


def test_the_term_decides_whether_it_is_late() -> None:
    [one] = promises([ITEM])
    assert (state_on(one, date(2025, 12, 21)), days_left(one, date(2025, 12, 21))) == (PromiseState.OPEN, 0)
    assert (state_on(one, date(2025, 12, 22)), days_left(one, date(2025, 12, 22))) == (PromiseState.OVERDUE, -1)
    [vague] = promises([replace(ITEM, deadline=SOON)])
    assert state_on(vague, date(2099, 1, 1)) is PromiseState.OPEN and days_left(vague, DEBATE) is None


def test_a_letter_that_moves_the_term_is_a_step_and_its_term_counts() -> None:
    spring = Moment("voor 1 juni 2026", 0, 16, None, date(2026, 5, 31), True)
    letter = said(
        "De brief over flexwoningen langs het spoor stuur ik nu in mei",
        0,
        Origin.LETTER,
        day=date(2025, 12, 1),
        key="d1",
        deadline=spring,
    )
    [one] = promises([letter, ITEM, MADE])
    assert [entry.step for entry in one.entries] == [Step.MADE, Step.READ_OUT, Step.MOVED]
    assert one.deadline == spring and state_on(one, date(2026, 1, 15)) is PromiseState.OPEN
    assert len(promises([replace(letter, day=date(2025, 1, 1)), ITEM, MADE])) == 2, "a letter from before it repeats nothing"


def test_the_register_joins_its_debate_and_says_when_it_was_met() -> None:
    registered = said(
        "Brief over flexwoningen langs spoor", 0, Origin.REGISTER, by="A. de Wit", key="t1", fulfilled_on=date(2025, 11, 3)
    )
    again = said("Herhaald: zie eerder", 0, Origin.REGISTER, by="A. de Wit", day=date(2025, 10, 1), key="t2", follows=("t1",))
    [one] = promises([again, registered, ITEM, MADE])
    assert [entry.step for entry in one.entries] == [Step.MADE, Step.READ_OUT, Step.FULFILLED, Step.REGISTERED]
    assert state_on(one, date(2026, 1, 15)) is PromiseState.FULFILLED


def test_a_condition_is_shown_in_its_own_words() -> None:
    [one] = promises([said("Ik stuur een brief indien de raad daar in oktober om vraagt", 5)])
    assert one.condition is not None and one.condition.startswith("indien de raad")


def test_a_persons_verdict_wins_and_stays_when_more_statements_join() -> None:
    [alone] = promises([MADE])
    verdict = Verdict(alone.key, PromiseState.BROKEN, "redactie", "2026-01-10T10:00:00Z", "ingetrokken per brief")
    [joined] = promises([MADE, ITEM])
    kept = verdict_on(joined, {verdict.key: verdict})
    assert kept == verdict and state_on(joined, date(2026, 1, 15), kept) is PromiseState.BROKEN
    assert verdict_on(joined, {}) is None


words = st.lists(
    st.sampled_from("brief flexwoningen spoor leges monumenten jeugd wijkteam fonds taak raad".split()), min_size=1, max_size=6
)
days = st.dates(date(2025, 1, 1), date(2026, 12, 31))
statements = st.lists(
    st.builds(
        lambda text, start, origin, by, day, key, last, withdrawn, met: said(
            " ".join(text),
            start,
            origin,
            by=by,
            day=DEBATE if origin in {Origin.DEBATE, Origin.READ_OUT} else day,
            key=key,
            deadline=Moment("dan", 0, 3, None, last, True) if last else None,
            withdrawn=withdrawn and origin is not Origin.DEBATE,
            fulfilled_on=met if origin is Origin.REGISTER else None,
        ),
        words,
        st.integers(0, 2000),
        st.sampled_from(list(Origin)),
        st.sampled_from(["Anna de Wit", "Bert Blauw", None]),
        days,
        st.sampled_from(["a", "b", "c"]),
        st.none() | days,
        st.booleans(),
        st.none() | days,
    ),
    max_size=14,
)


@settings(max_examples=300, deadline=None)
@given(statements, days, st.randoms(use_true_random=False))
def test_no_statement_is_lost_or_double_and_order_does_not_matter(sent: list[Statement], day: date, dice: random.Random) -> None:
    found = promises(sent)
    inside = [entry.statement for one in found for entry in one.entries]
    assert len(inside) == len(set(inside)) and set(inside) == set(sent)
    shuffled = list(sent)
    dice.shuffle(shuffled)
    assert promises(shuffled) == found
    for one in found:
        state = state_on(one, day)
        left = days_left(one, day)
        assert not (state is PromiseState.OVERDUE and (left is None or left >= 0))
        if state in {PromiseState.FULFILLED, PromiseState.WITHDRAWN}:
            steps = {entry.step for entry in one.entries}
            assert steps & {Step.WITHDRAWN, Step.FULFILLED} or any(entry.statement.fulfilled_on for entry in one.entries)
        verdict = Verdict(one.key, PromiseState.FULFILLED, "x", "2026", "gelezen")
        assert state_on(one, day, verdict) is PromiseState.FULFILLED


@settings(max_examples=200, deadline=None)
@given(statements, days, st.data())
def test_what_a_person_takes_apart_stands_alone_and_nothing_is_lost(
    sent: list[Statement], day: date, data: st.DataObject
) -> None:
    keys = sorted({promise_key(one) for one in sent})
    apart = set(data.draw(st.lists(st.sampled_from(keys)))) if keys else set()
    found = promises(sent, apart=apart)
    inside = [entry.statement for one in found for entry in one.entries]
    assert len(inside) == len(set(inside)) and set(inside) == set(sent)
    for one in found:
        joined = [entry for entry in one.entries if promise_key(entry.statement) in apart]
        assert len(joined) <= 1 and state_on(one, day) in set(PromiseState)


@settings(max_examples=200, deadline=None)
@given(statements, days, days, st.sampled_from(list(PromiseState)), st.none() | days)
def test_a_verdict_holds_from_its_day_and_before_it_nothing_changes(
    sent: list[Statement], day: date, since: date, state: PromiseState, until: date | None
) -> None:
    for one in promises(sent):
        verdict = Verdict(one.key, state, "Eva", "2026-01-10T10:00:00Z", "gelezen", since, until)
        assert state_on(one, day, verdict) is (state if day >= since else state_on(one, day))
        moved = with_term(one, verdict)
        assert moved.key == one.key and moved.entries == one.entries
        assert days_left(moved, day) == ((until - day).days if until else days_left(one, day))


@pytest.mark.parametrize("words", ["", "x", "ß" * 10_000])
def test_odd_statements_are_promises_of_their_own(words: str) -> None:
    [one] = promises([said(words)])
    assert one.key == promise_key(one.main) and len(one.key) == 12
