# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Proposals of what may fulfil a promise: later, about the same, from the same ministry, with the sentence that says so."""

from __future__ import annotations

from datetime import date

import pytest

from bijgepraat.ledger.fulfilment import Candidate, Sentence, fulfilments, same_ministry
from bijgepraat.ledger.promised import promises
from bijgepraat.model.promises import Origin, Promise, Statement

MADE = date(2025, 7, 2)
ROLE = "minister van Volkshuisvesting en Ruimtelijke Ordening"


def stems(words: str) -> frozenset[str]:
    return frozenset(word for word in words.lower().strip(".").split() if len(word) > 4)


def promise(words: str = "De minister stuurt een overzicht van flexwoningen langs spoorlijnen") -> Promise:
    statement = Statement(
        "Debat", "d1", MADE, words, 0, len(words), Origin.READ_OUT, None, ROLE, meeting="d1", stems=stems(words)
    )
    [one] = promises([statement])
    return one


def letter(*words: str, key: str = "k1", day: date | None = date(2025, 10, 1), role: str | None = ROLE) -> Candidate:
    spans, start = [], 0
    for one in words:
        spans.append(Sentence(one, start, start + len(one), stems(one)))
        start += len(one) + 1
    return Candidate("Publicatie", key, words[0], day, role, tuple(spans))


SAME = letter("Stand van zaken wonen", "Hierbij ontvangt u het toegezegde overzicht van flexwoningen langs spoorlijnen.")
OTHER = letter("Brief over natuur", "De wolf loopt langs de Veluwe.", key="k2")


def test_the_letter_that_says_so_is_proposed_with_its_sentence() -> None:
    [found] = fulfilments(promise(), [OTHER, SAME])
    assert (found.key, found.rule) == ("k1", "noemt de toezegging, zelfde ministerie")
    assert found.quote.startswith("Hierbij ontvangt u") and found.end - found.start == len(found.quote)
    assert 0.5 < found.confidence < 1


@pytest.mark.parametrize("day", [None, MADE, date(2025, 7, 1), date(2029, 1, 1)])
def test_what_came_before_or_much_later_fulfils_nothing(day: date | None) -> None:
    assert fulfilments(promise(), [letter(*(s.quote for s in SAME.sentences), day=day)]) == []


def test_another_ministry_counts_for_less_and_one_word_for_nothing() -> None:
    words = "Overzicht van flexwoningen langs spoorlijnen"
    own = letter(words, key="eigen")
    other = letter(words, key="ander", role="minister van Defensie")
    found = fulfilments(promise(), [other, own])
    assert found[0].key == "eigen" and found[0].confidence > next((one.confidence for one in found if one.key == "ander"), 0)
    assert fulfilments(promise(), [letter("Overzicht van moties")]) == []


def test_one_long_word_is_enough_and_one_short_word_is_not() -> None:
    asked = promise("De staatssecretaris stuurt een brief over verbruiksbelastingen")
    assert [one.key for one in fulfilments(asked, [letter("Vervolg omzetting verbruiksbelastingen")])] == ["k1"]
    assert fulfilments(promise("Hij stuurt iets over spoor"), [letter("Een ander spoor")]) == []


def test_at_most_five_best_first_and_never_the_promise_itself() -> None:
    many = [letter("Overzicht flexwoningen", key=f"k{n}", day=date(2025, 8, 1 + n)) for n in range(9)]
    own = Candidate("Debat", "d1", "x", date(2025, 8, 1), ROLE, SAME.sentences)
    found = fulfilments(promise(), [*many, own])
    assert len(found) == 5 and all(one.kind == "Publicatie" for one in found)
    assert [one.confidence for one in found] == sorted((one.confidence for one in found), reverse=True)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (ROLE, "staatssecretaris van Volkshuisvesting", True),
        (ROLE, "minister van Defensie", False),
        (ROLE, None, None),
        ("minister-president", "minister van Defensie", None),
    ],
)
def test_roles_of_one_ministry(one: str, other: str | None, same: bool | None) -> None:
    found = same_ministry(one, other)
    assert found is same or (same is None and not found)
