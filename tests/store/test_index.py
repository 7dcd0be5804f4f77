# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The search index follows the store, survives being thrown away, and takes any input."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bijgepraat.model.records import Passage, Record
from bijgepraat.store.records import write
from bijgepraat.store.store import Store

DEBATE = "Voorzitter. De wachtlijsten in Pekela.\nDat zal ik de Kamer melden."


def letters() -> list[Record]:
    return [
        Record(
            "Bericht", "a", "vng", "Jeugdzorg in gemeenten", date(2025, 9, 1), text="De gemeenten krijgen geld voor jeugdzorg."
        ),
        Record(
            "Bericht", "b", "vng", "Woningbouw", date(2025, 10, 1), text="De gemeentelijke woningbouw loopt vast op stikstof."
        ),
        Record(
            "Zaak", "c", "tweedekamer", "Motie over coördinatie van opvang", date(2025, 8, 1), fields={"Nummer": "2025Z00001"}
        ),
        Record(
            "Debat",
            "d",
            "tweedekamer",
            "Wachtlijsten",
            date(2025, 7, 2),
            text=DEBATE,
            passages=(Passage(0, 39, "toespraak", speaker="A. de Boer"), Passage(40, 67, "toespraak", speaker="B. Smit")),
        ),
    ]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with Store.open(tmp_path_factory.mktemp("winkel")) as opened:
        with opened.writing() as connection:
            write(connection, letters(), None)
        opened.index.follow(opened.engine)
        yield opened


def ids(store: Store, query: str, **options: object) -> list[int]:
    return [hit.record_id for hit in store.index.search(query, **options).hits]  # type: ignore[arg-type]


def test_stems_and_accents(store: Store) -> None:
    assert ids(store, "gemeente woning") == [] or store.index.search("gemeente woning").loosened
    assert ids(store, "COORDINATIE") == [3]
    assert ids(store, "jeugdzorg") == [1]
    assert ids(store, "2025Z00001") == [3]


def test_all_words_before_any_word(store: Store) -> None:
    assert ids(store, "geld jeugdzorg") == [1]
    found = store.index.search("geld stikstof")
    assert found.loosened
    assert {hit.record_id for hit in found.hits} == {1, 2}


def test_words_in_quotes_stand_next_to_each_other(store: Store) -> None:
    assert ids(store, '"geld voor jeugdzorg"') == [1]
    assert ids(store, '"jeugdzorg geld"') == []


def test_a_speech_is_found_with_its_place(store: Store) -> None:
    (hit,) = store.index.search("Pekela").hits
    assert (hit.record_id, hit.passage) == (4, 1)


def test_filter_order_and_paging(store: Store) -> None:
    assert ids(store, "geld stikstof", kinds=["Zaak"]) == []
    assert ids(store, "geld stikstof", newest_first=True) == [2, 1]
    assert ids(store, "geld stikstof", newest_first=True, limit=1, offset=1) == [1]


def test_marks_are_the_words_that_match(store: Store) -> None:
    text = "Een gemeentelijk plan voor Jeugdzorg."
    marks = store.index.marks("jeugdzorg plannen", text)
    assert [text[one.start : one.end] for one in marks] == ["plan", "Jeugdzorg"]


@settings(max_examples=200, deadline=None)
@given(
    st.one_of(
        st.text(max_size=40), st.sampled_from(["Wmo/Jeugd", "50%", "AOW'er", "R&D", "36800-B", '"', "((", "a OR", "*", "title:x"])
    )
)
def test_any_input_is_a_query(store: Store, query: str) -> None:
    found = store.index.search(query, limit=3)
    assert len(found.hits) <= 3 <= max(3, found.total)


def test_the_index_follows_changes_and_deletions(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        with store.writing() as connection:
            write(connection, letters()[:2], None)
        assert store.index.follow(store.engine) == 2
        assert store.index.follow(store.engine) == 0
        with store.writing() as connection:
            write(connection, [Record("Bericht", "a", "vng", "Wmo", date(2025, 9, 2), text="Over de Wmo.")], None)
            write(connection, [Record("Bericht", "b", "vng", modified="2026", deleted=True)], None)
        store.index.follow(store.engine)
        assert ids(store, "jeugdzorg") == []
        assert ids(store, "woningbouw") == []
        assert ids(store, "wmo") == [1]
        store.index.clear()
        assert store.index.position == 0
        assert store.index.follow(store.engine) == 1
        assert ids(store, "wmo") == [1]


@pytest.mark.sqlite
def test_another_store_in_the_same_place_is_noticed(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        with store.writing() as connection:
            write(connection, letters(), None)
        store.index.follow(store.engine)
    for path in tmp_path.glob("bijgepraat.sqlite*"):
        path.unlink()
    with Store.open(tmp_path) as store:
        with store.writing() as connection:
            write(connection, letters()[1:2], None)
        store.index.follow(store.engine)
        assert ids(store, "jeugdzorg") == []
        assert ids(store, "stikstof") == [1]


def test_a_store_without_an_index_finds_nothing(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        assert store.index.search("jeugdzorg").total == 0
