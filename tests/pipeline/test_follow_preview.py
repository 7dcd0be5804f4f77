# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Previews, and what previews, feeds and calendars find for a subject."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from follow_house import TK, House, letter, motion

from bijgepraat.model.following import Sort
from bijgepraat.model.records import Kind, Link, Record
from bijgepraat.pipeline.follows.preview import preview
from bijgepraat.pipeline.follows.recent import Subject, subject_of
from bijgepraat.pipeline.site.directory import make

TODAY = date(2026, 3, 2)


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    found = House(tmp_path)
    with found.store:
        yield found


def subject(house: House, sort: Sort, target: str) -> Subject | None:
    return subject_of(house.store, sort, target, make(house.store))


def shown(house: House, target: str, sort: Sort = Sort.SEARCH, today: date = TODAY):  # type: ignore[no-untyped-def]
    house.store.index.follow(house.store.engine)
    found = subject(house, sort, target)
    assert found is not None
    return preview(house.store, found, today)


def test_weeks_are_counted_from_the_newest_day_of_the_store(house: House) -> None:
    days = [date(2025, 9, 29), date(2025, 10, 1), date(2025, 9, 24), date(2025, 1, 1)]
    house.come(*(letter(f"b{n}", f"Brief {n}", "Over jeugdzorg.", day=day) for n, day in enumerate(days)))
    found = shown(house, "jeugdzorg")
    assert (found.first, found.last, found.total) == (date(2025, 7, 7), date(2025, 10, 1), 3)
    assert [week.count for week in found.weeks[-2:]] == [1, 2]
    assert [week.share for week in found.weeks[-2:]] == [50, 100]
    assert found.weeks[-1].first == date(2025, 9, 29)
    assert not found.too_much
    assert found.examples[0].snippet.text[slice(*found.examples[0].snippet.marks[0])] == "jeugdzorg"


def test_what_lies_ahead_does_not_count_and_does_not_move_the_weeks(house: House) -> None:
    house.come(letter("a", "Brief", "Over jeugdzorg."), letter("b", "Aankondiging", "Over jeugdzorg.", day=date(2026, 9, 1)))
    found = shown(house, "jeugdzorg")
    assert (found.total, found.last) == (1, date(2026, 2, 27))


def test_more_than_ten_a_week_is_too_much(house: House) -> None:
    day = date(2026, 2, 27)
    house.come(*(letter(f"b{n}", f"Brief {n}", "Over wegen.", day=day - timedelta(days=n % 90)) for n in range(140)))
    assert shown(house, "wegen").too_much
    assert not shown(house, '"brief 7"').too_much


def test_a_motion_and_its_document_count_once(house: House) -> None:
    house.come(
        motion("z1", "Motie over zwembaden", Link("document", Kind.DOCUMENT, "d1")),
        Record(Kind.DOCUMENT, "d1", TK, "Motie over zwembaden", date(2026, 2, 26), "2026-02-02", fields={"Soort": "Motie"}),
    )
    assert shown(house, "zwembaden").total == 1


def test_an_empty_store_has_an_empty_preview(house: House) -> None:
    found = shown(house, "iets")
    assert (found.total, len(found.weeks), found.per_week, found.examples) == (0, 13, 0.0, ())


@pytest.mark.parametrize(
    ("sort", "target"),
    [
        (Sort.SEARCH, "…"),
        (Sort.SEARCH, '""'),
        (Sort.THEME, "onzin"),
        (Sort.DOSSIER, "--"),
        (Sort.PERSON, "niemand"),
        (Sort.MUNICIPALITY, "GM9999"),
        (Sort.PROMISE, ""),
    ],
)
def test_what_is_not_there_cannot_be_followed(house: House, sort: Sort, target: str) -> None:
    assert subject(house, sort, target) is None


@pytest.mark.parametrize("target", ['36800-B" OF x', "36800-B", "36800 B"])
def test_a_number_of_a_dossier_never_becomes_a_question(house: House, target: str) -> None:
    found = subject(house, Sort.DOSSIER, target)
    assert found is None or found.question.count('"') == 2


def test_a_dossier_a_theme_and_a_municipality(house: House) -> None:
    house.come(
        letter("kst-99010-B-3", "Brief", "Over de jeugdzorg in Utrecht.", kind=Kind.PUBLICATIE, dossier="99010-B"),
        letter("x", "Brief", "Over iets anders."),
    )
    assert shown(house, "99010-B", Sort.DOSSIER).total == 1
    house.reader()
    house.follow("jeugd", Sort.THEME, since=0)
    house.match()  # the analyser reads what came
    assert shown(house, "jeugd", Sort.THEME).total == 1
    assert shown(house, "GM0344", Sort.MUNICIPALITY).total == 1
    assert not shown(house, "tweedekamer", Sort.SOURCE).counted
