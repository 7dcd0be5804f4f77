# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Promises of streams: a lost field, an unknown value and an odd count are named; a small or sane round is not."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from bijgepraat.model.records import Record
from bijgepraat.model.sync import Bounds, StreamPromise
from bijgepraat.pipeline.sync.promises import Tally, day_count, is_flood, is_old

PROMISE = StreamPromise(fields=("Soort", "title"), values={"Status": ("Vrijgegeven", "Concept")}, answer=Bounds(1, 50))


def zaak(n: int, *, deleted: bool = False, **fields: object) -> Record:
    return Record("Zaak", f"z{n}", "tk", "Titel", date(2026, 11, 1), deleted=deleted, fields=fields)


def complaints(*batches: list[Record], whole: bool = False) -> list[tuple[str, str | None]]:
    tally = Tally(PROMISE)
    for batch in batches:
        tally.add(batch, whole=whole)
    return [(complaint.code, complaint.example) for complaint in tally.complaints()[0]]


def test_a_field_that_is_gone_is_named_with_an_example() -> None:
    found = complaints([zaak(n) for n in range(3)], [zaak(n, Soort="Motie") for n in range(3, 5)])
    assert found == [("veld-verdwenen", "3 van 5 zonder, bijvoorbeeld Zaak z0")]


def test_a_few_without_it_or_a_round_too_small_to_say_are_no_matter() -> None:
    assert complaints([zaak(0), zaak(1)]) == []
    assert complaints([zaak(0), zaak(1, Soort="Motie"), zaak(2, Soort="Brief")]) == []
    assert complaints([zaak(n, deleted=True) for n in range(10)]) == []
    tally = Tally(PROMISE)
    tally.add([zaak(0), zaak(1)], whole=False)
    assert tally.complaints()[1] == set(), "a round that could not judge must not take back a warning"


def test_an_unknown_value_is_named_once_with_its_record() -> None:
    rows = [zaak(n, Soort="Motie", Status="Vervallen" if n > 1 else "Concept") for n in range(5)]
    assert complaints(rows) == [("onbekende-waarde", "Zaak z2")]


def test_an_answer_outside_its_bounds() -> None:
    rows = [zaak(n, Soort="Motie") for n in range(51)]
    assert complaints(rows, whole=True) == [("aantal", "51 records")]
    assert complaints(rows[:50], whole=True) == []
    assert complaints([], whole=True) == [("aantal", "0 records")]
    assert complaints([], whole=False) == []


def test_days_and_floods() -> None:
    assert day_count(100, Bounds(maximum=100)) is None
    busy = day_count(101, Bounds(maximum=100))
    assert busy is not None and not busy.recovered
    assert is_flood(25_000, 25_100)
    assert not is_flood(25_000, 40_000)
    assert not is_flood(30, 30)
    assert is_old(date(2026, 10, 1), date(2026, 11, 23), 30)
    assert not is_old(date(2026, 10, 24), date(2026, 11, 23), 30)
    assert not is_old(None, date(2026, 11, 23), 30)


@given(st.lists(st.booleans(), min_size=3, max_size=60))
def test_the_order_and_cut_of_batches_do_not_matter(filled: list[bool]) -> None:
    rows = [zaak(n, Soort="Motie") if there else zaak(n) for n, there in enumerate(filled)]
    one = {code for code, _ in complaints(rows)}
    other = {code for code, _ in complaints(*[[row] for row in reversed(rows)])}
    assert one == other
    assert ("veld-verdwenen" in one) == (filled.count(False) * 2 > len(filled))
