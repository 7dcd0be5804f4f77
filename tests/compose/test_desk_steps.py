# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""An editor's steps: each does what it says, what stands on something keeps standing on it, and two editors lose no word."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bijgepraat.compose import desk
from bijgepraat.compose.desk_merge import changed_words, merged, settled
from bijgepraat.model.desk import DeskEdition, Introduction, Maker
from bijgepraat.model.editions import Development, Edition, Evidence, Sentence

DAY = date(2026, 11, 16)


def proof(record: str, quote: str) -> Evidence:
    return Evidence(record, 1, "tekst", 0, len(quote), quote)


def development(name: str, *sentences: str) -> Development:
    said = tuple(Sentence("De brief", one, proof(f"Document:{name}", one)) for one in sentences)
    title = proof(f"Document:{name}", f"Over {name}")
    return Development(name, f"Over {name}", title, said, "wonen", ("wonen",), DAY, (), (), (), 2, 1.0, (), (f"Document:{name}",))


MADE = tuple(development(name, f"{name} een.", f"{name} twee.", f"{name} drie.") for name in "abcd")
DRAFT = Edition("2026-W47", DAY, DAY, MADE[:2], spare=MADE[2:])
BASE = desk.desk_edition(DRAFT)


def texts(edition: DeskEdition, item: str) -> list[str]:
    return [sentence.text for one in edition.items if one.id == item for sentence in one.sentences]


def names(edition: DeskEdition) -> list[str]:
    return [item.id for item in edition.items]


def sentence(edition: DeskEdition, item: str, at: int = 0) -> str:
    return next(one for one in edition.items if one.id == item).sentences[at].id


def test_a_draft_comes_on_the_desk_with_the_most_important_taken() -> None:
    assert [item.taken for item in BASE.items] == [True, True, False, False]
    assert all(one.maker is Maker.SOURCE and one.evidence[0].quote == one.text for item in BASE.items for one in item.sentences)


def test_taking_moving_and_titles() -> None:
    now = desk.move(desk.take(BASE, "d", True), "d", -1)
    assert names(now) == ["a", "d", "b", "c"]
    assert names(desk.move(now, "d", -9)) == ["d", "a", "b", "c"]
    assert names(desk.move(BASE, "b", 1)) == ["a", "b", "c", "d"]  # among what is taken it is the last already
    assert desk.retitle(BASE, "a", "  Een \n ander ").items[0].title == "Een ander"


def test_a_rewritten_sentence_is_the_editors_and_stands_on_the_same() -> None:
    one = desk.rewrite(BASE, "a", sentence(BASE, "a"), "In eigen  woorden.").items[0].sentences[0]
    assert (one.text, one.maker, one.lead) == ("In eigen woorden.", Maker.EDITOR, "")
    assert one.evidence == BASE.items[0].sentences[0].evidence
    back = desk.rewrite(desk.rewrite(BASE, "a", one.id, "Anders."), "a", one.id, "a een.").items[0].sentences[0]
    assert back.maker is Maker.SOURCE
    assert texts(desk.rewrite(BASE, "a", one.id, " "), "a") == ["a twee.", "a drie."]


def test_merging_keeps_every_sentence_once_and_says_of_what_it_was_made() -> None:
    now = desk.merge(BASE, "b", into="a")
    assert texts(now, "a") == ["a een.", "a twee.", "a drie.", "b een.", "b twee.", "b drie."]
    assert names(now) == ["a", "c", "d"] and now.items[0].of == ("b",)
    assert now.items[0].records == ("Document:a", "Document:b")
    with pytest.raises(desk.DeskError, match="zichzelf"):
        desk.merge(BASE, "a", into="a")


def test_splitting_makes_two_that_each_stand_on_their_own() -> None:
    now = desk.split(BASE, "a", sentence(BASE, "a", 1))
    first, second = now.items[:2]
    assert [one.text for one in first.sentences] == ["a een."] and [one.text for one in second.sentences] == [
        "a twee.",
        "a drie.",
    ]
    assert second.title == "A twee" and second.title_evidence == second.sentences[0].evidence
    with pytest.raises(desk.DeskError, match="latere zin"):
        desk.split(BASE, "a", sentence(BASE, "a"))


def test_what_a_later_draft_brings_comes_last_and_what_was_merged_does_not_come_back() -> None:
    later = replace(DRAFT, developments=(development("e", "e een."), *DRAFT.developments))
    now = desk.renewed(desk.merge(BASE, "b", into="a"), later)
    assert names(now) == ["a", "c", "d", "e"] and not now.items[-1].taken


@pytest.mark.parametrize(
    "step",
    [
        lambda one: desk.take(one, "z", True),
        lambda one: desk.rewrite(one, "a", "z", "x"),
        lambda one: desk.split(one, "a", "z"),
        lambda one: desk.merge(one, "z", into="a"),
        lambda one: desk.add_sentence(one, "a", " \n", ()),
    ],
)
def test_what_is_not_there_is_an_error_for_people(step: Callable[[DeskEdition], DeskEdition]) -> None:
    with pytest.raises(desk.DeskError):
        step(BASE)


words = st.sampled_from(["x", "Een zin.", "Nog een zin.", "", "a twee.", "🙂"])
items = st.sampled_from(list("abcd"))
places = st.integers(0, 2)
Step = Callable[[DeskEdition], DeskEdition]
steps = st.one_of(
    st.builds(lambda i, n, w: lambda e: desk.rewrite(e, i, sentence(e, i, n), w), items, places, words),
    st.builds(lambda i, w: lambda e: desk.retitle(e, i, w or "titel"), items, words),
    st.builds(lambda i, t: lambda e: desk.take(e, i, t), items, st.booleans()),
    st.builds(lambda i, n: lambda e: desk.move(e, i, n), items, st.integers(-3, 3)),
    st.builds(lambda i, j: lambda e: desk.merge(e, i, into=j), items, items),
    st.builds(lambda i, n: lambda e: desk.split(e, i, sentence(e, i, n)), items, places),
    st.builds(lambda i, w: lambda e: desk.add_sentence(e, i, w, ()), items, words),
    st.builds(lambda w: lambda e: desk.introduce(e, replace(e.introduction, words=w)), words),
)


def taken(edition: DeskEdition, made: list[Step]) -> DeskEdition:
    for step in made:
        try:
            edition = step(edition)
        except (desk.DeskError, IndexError, StopIteration):
            continue
    return edition


@settings(max_examples=300, deadline=None)
@given(st.lists(steps, max_size=6), st.lists(steps, max_size=6))
def test_two_editors_lose_no_word(one: list[Step], other: list[Step]) -> None:
    here, there = taken(BASE, one), taken(BASE, other)
    both = merged(BASE, here, there, "Eva")
    said = {words for item in both.items for words in (item.title, *(found.text for found in item.sentences))}
    said |= {both.introduction.words} | {words for found in both.conflicts for words in (found.stands, found.sent)}
    for mine in (here, there):
        assert {after for _before, after in changed_words(BASE, mine).values()} - {""} <= said
    ids = [found.id for item in both.items for found in item.sentences]
    assert len(ids) == len(set(ids)) and len(names(both)) == len(set(names(both)))


@settings(max_examples=200, deadline=None)
@given(st.lists(steps, max_size=6))
def test_what_only_one_changed_is_taken_over_whole(made: list[Step]) -> None:
    mine = taken(BASE, made)
    assert merged(BASE, mine, BASE) == mine
    assert merged(BASE, BASE, mine) == mine
    assert merged(BASE, mine, mine) == mine


def test_the_same_sentence_changed_twice_waits_for_a_choice() -> None:
    name = sentence(BASE, "a")
    both = merged(BASE, desk.rewrite(BASE, "a", name, "Van Bas."), desk.rewrite(BASE, "a", name, "Van Eva."), "Eva")
    [conflict] = both.conflicts
    assert (conflict.where, conflict.was, conflict.stands, conflict.sent, conflict.by) == (
        name,
        "a een.",
        "Van Bas.",
        "Van Eva.",
        "Eva",
    )
    assert texts(both, "a")[0] == "Van Bas." and settled(both, name).conflicts == ()


def test_an_introduction_by_two_is_a_conflict_of_that_field_only() -> None:
    mine = desk.introduce(BASE, Introduction("Eva", "directeur", "Goed nieuws."))
    theirs = desk.introduce(BASE, Introduction("Eva", "directeur", "Slecht nieuws."))
    both = merged(BASE, mine, theirs)
    assert [one.where for one in both.conflicts] == ["introduction.words"] and both.introduction.name == "Eva"
