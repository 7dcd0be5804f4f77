# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The queue of proposals: what waits, what an answer does to the books, and that no answer is lost."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from bijgepraat.model.promises import PromiseState
from bijgepraat.model.records import Link, Record
from bijgepraat.model.verdicts import Book, Decision, Question
from bijgepraat.pipeline.analysis import analyse_store
from bijgepraat.pipeline.house import Store, open_store
from bijgepraat.pipeline.paid import book as paid_book
from bijgepraat.pipeline.promises import as_dict as promise_dict
from bijgepraat.pipeline.promises import book
from bijgepraat.pipeline.review import Answer, answer, as_dict, log, name_of, question, questions, queue, revoke
from bijgepraat.settings import Settings
from bijgepraat.sources.blob import InputError
from bijgepraat.store.records import write

DAY = date(2026, 1, 15)
NOW = datetime(2026, 1, 15, 9, 30, tzinfo=UTC)
PROMISE = "Ik stuur uw Kamer voor 1 oktober 2025 een brief over de wachtlijsten in de jeugdzorg bij gemeenten."
ANSWER = "Zoals toegezegd informeer ik uw Kamer over de wachtlijsten in de jeugdzorg bij gemeenten."
MONEY = (
    "Het kabinet trekt in 2027 € 40 miljoen uit voor wijkteams van gemeenten. De kosten zijn € 90 miljoen volgens de gemeenten."
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    letters = [
        Record(
            "Document",
            "een",
            "kamer",
            "Brief regering - jeugdzorg",
            date(2025, 7, 1),
            text=PROMISE,
            fields={"Soort": "Brief regering"},
        ),
        Record(
            "Document",
            "twee",
            "kamer",
            "Brief regering - wachtlijsten",
            date(2025, 11, 3),
            text=ANSWER,
            fields={"Soort": "Brief regering"},
        ),
        Record(
            "Document",
            "drie",
            "kamer",
            "Brief regering - wijkteams",
            date(2025, 12, 1),
            text=MONEY,
            fields={"Soort": "Brief regering"},
        ),
    ]
    with open_store(Settings(data=tmp_path / "data")) as opened:
        with opened.writing() as connection:
            write(connection, letters, None)
        opened.index.follow(opened.engine)
        analyse_store(opened)
        yield opened


def fulfilment(store: Store) -> Question:
    return next(one for one in questions(store, DAY, [Book.PROMISED]) if one.proposed == "nagekomen")


def state(store: Store, day: date = DAY) -> PromiseState:
    return next(line for line in book(store, day) if line.promise.main.key == "een").state


def test_a_letter_that_may_fulfil_waits_with_both_quotes_in_their_place(store: Store) -> None:
    one = fulfilment(store)
    words = {"een": PROMISE, "twee": ANSWER}
    assert [proof.key for proof in one.evidence] == ["een", "twee"]
    assert all(words[proof.key][proof.start : proof.end] == proof.quote for proof in one.evidence)
    assert one.id == question(store, DAY, one.id).id and as_dict(one)["voorstel"] == "nagekomen"


def test_a_letter_is_of_the_minister_among_its_actors(store: Store) -> None:
    links = (Link("document", "Document", "een"),)
    actors = [
        Record(
            "DocumentActor", "a1", "kamer", "A", None, fields={"Functie": "Tweede Kamerlid", "ActorNaam": "P. Lid"}, links=links
        ),
        Record(
            "DocumentActor",
            "a2",
            "kamer",
            "B",
            None,
            fields={"Functie": "minister van Jeugd", "ActorNaam": "M. Jansen"},
            links=links,
        ),
    ]
    with store.writing() as connection:
        write(connection, actors, None)
    line = next(line for line in book(store, DAY) if line.promise.main.key == "een")
    assert line.promise.by == ("M. Jansen", "minister van Jeugd")


def test_confirmed_it_is_fulfilled_from_the_day_of_the_letter_and_the_reason_is_kept(store: Store) -> None:
    assert state(store) is PromiseState.OVERDUE
    one = fulfilment(store)
    answer(store, one, Answer(Decision.CONFIRMED, "Eva de Boer", "de brief geeft de cijfers"), NOW)
    assert state(store) is PromiseState.FULFILLED
    assert state(store, date(2025, 11, 2)) is PromiseState.OVERDUE
    assert one.id not in {other.id for other in questions(store, DAY)}
    line = next(line for line in book(store, DAY) if line.promise.main.key == "een")
    told = promise_dict(line)["oordeel"]
    assert (told["door"], told["reden"], told["op"][:16]) == ("Eva de Boer", "de brief geeft de cijfers", "2026-01-15T09:30")
    assert ANSWER[told["bewijs"]["begin"] : told["bewijs"]["einde"]] == told["bewijs"]["citaat"]


def test_rejected_it_is_asked_no_more_and_the_promise_is_still_late(store: Store) -> None:
    one = fulfilment(store)
    answer(store, one, Answer(Decision.REJECTED, "Eva", "gaat over een ander jaar"), NOW)
    assert state(store) is PromiseState.OVERDUE
    rest = list(questions(store, DAY, [Book.PROMISED]))
    assert one.id not in {other.id for other in rest}
    # Without a document the term itself is the question, and it cannot be waved away.
    [late] = [other for other in rest if other.proposed == "te-laat"]
    with pytest.raises(InputError, match="hoe het er dan mee staat"):
        answer(store, late, Answer(Decision.REJECTED, "Eva", "nee"), NOW)
    answer(store, late, Answer(Decision.CORRECTED, "Eva", "de minister zag ervan af", "gebroken"), NOW)
    assert state(store) is PromiseState.BROKEN


def test_a_new_term_moves_the_clock_and_leaves_the_state_to_it(store: Store) -> None:
    answer(store, fulfilment(store), Answer(Decision.CORRECTED, "Eva", "uitstel in het debat", "2026-03-01"), NOW)
    assert state(store) is PromiseState.OPEN
    assert state(store, date(2026, 3, 2)) is PromiseState.OVERDUE


def test_what_was_decided_can_be_taken_back_and_stays_in_the_log(store: Store) -> None:
    one = fulfilment(store)
    kept = answer(store, one, Answer(Decision.CONFIRMED, "Eva", "gelezen"), NOW)
    assert name_of(kept) == one.id
    revoke(store, one.id, Answer(Decision.REVOKED, "Bas", "te vlug"), NOW + timedelta(minutes=1))
    assert state(store) is PromiseState.OVERDUE and fulfilment(store).id == one.id
    assert [entry.decision for entry in log(store)] == [Decision.CONFIRMED, Decision.REVOKED]
    with pytest.raises(InputError, match="geen oordeel"):
        revoke(store, one.id, Answer(Decision.REVOKED, "Bas", "nog eens"), NOW)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (Answer(Decision.CONFIRMED, " ", "waarom"), "wie"),
        (Answer(Decision.CONFIRMED, "Eva", "\n "), "waarom"),
        (Answer(Decision.CORRECTED, "Eva", "ja", "misschien"), "kan hier niet"),
        (Answer(Decision.CORRECTED, "Eva", "ja", "2026-02-30"), "kan hier niet"),
        (Answer(Decision.CONFIRMED, "E" * 121, "ja"), "120 tekens"),
        (Answer(Decision.REVOKED, "Eva", "ja"), "wacht"),
    ],
)
def test_an_answer_that_does_not_fit_is_refused_and_nothing_is_kept(store: Store, given: Answer, words: str) -> None:
    with pytest.raises(InputError, match=words):
        answer(store, fulfilment(store), given, NOW)
    assert log(store) == []


def test_an_unknown_question_says_where_to_look(store: Store) -> None:
    with pytest.raises(InputError, match="bijgepraat review"):
        question(store, DAY, "deadbeef")


def test_a_stage_that_a_person_sets_wins_in_the_book_of_money(store: Store) -> None:
    waiting = queue(store, DAY, [Book.PAID], 50)
    assert waiting and all(one.book is Book.PAID and one.evidence for one in waiting)
    one = next(one for one in waiting if one.key.endswith("|stadium"))
    answer(store, one, Answer(Decision.CORRECTED, "Eva", "staat in de begroting", "begroot"), NOW)
    mention = one.key.partition("|")[0]
    line = next(line for line in paid_book(store) if line.main.id == mention)
    assert line.stage.value == "begroot" and [verdict.by for verdict in line.decided] == ["Eva"]
    assert one.id not in {other.id for other in queue(store, DAY, [Book.PAID], 50)}
