# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The decider of events: what happened to a record, from its versions."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bijgepraat.ledger.events import changed, happenings, moved
from bijgepraat.model.following import Sort, Stand, Version, What

FIRST = Version(1, 10, "2026-01-01", False, "Debat", "aa", "2026-03-02T10:00")


def after(**changes: object) -> Version:
    return replace(FIRST, number=2, seq=20, modified="2026-01-02", **changes)  # type: ignore[arg-type]


def test_the_first_version_is_new() -> None:
    assert [(one.what, one.name, one.seq) for one in happenings([FIRST])] == [(What.NEW, "nieuw", 10)]
    assert happenings([replace(FIRST, deleted=True)]) == []


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        (after(), []),
        (after(begin="2026-03-02T10:10"), []),
        (after(begin="2026-03-02"), []),
        (after(begin=None), []),
        (after(begin="2026-03-02T10:30"), [(What.MOVED, "verplaatst:2026-03-02T10:30")]),
        (after(begin="2026-03-09"), [(What.MOVED, "verplaatst:2026-03-09")]),
        (after(off=True, begin="2026-03-09T10:00"), [(What.GONE, "vervallen:2026-03-09T10:00")]),
        (after(deleted=True, begin=None, words=""), [(What.GONE, "vervallen")]),
        (after(words="bb"), [(What.NEW_VERSION, "gewijzigd:bb")]),
        (after(facets=(("behandeling", "afgedaan"),)), [(What.STATE, "stand:behandeling:afgedaan")]),
    ],
)
def test_what_a_second_version_does(second: Version, expected: list[tuple[What, str]]) -> None:
    assert [(one.what, one.name) for one in happenings([FIRST, second])[1:]] == expected


def test_before_and_after() -> None:
    one = happenings([FIRST, after(begin="2026-03-09T13:00", title="Debat B", words="bb")])
    assert [(each.before, each.after) for each in one[1:]] == [("2026-03-02T10:00", "2026-03-09T13:00"), ("Debat", "Debat B")]


def test_a_version_that_arrives_late_does_nothing() -> None:
    late = replace(FIRST, number=3, seq=30, modified="2025-12-31", begin="2026-02-01T10:00", words="oud")
    assert len(happenings([FIRST, late])) == 1
    assert [one.name for one in happenings([FIRST, late, replace(after(words="bb"), number=4)])] == ["nieuw", "gewijzigd:bb"]


def test_a_decision_is_news_by_its_outcome_only() -> None:
    first = replace(FIRST, facets=(("uitkomst", "Aangehouden"),))
    second = after(facets=(("uitkomst", "Verworpen"),), words="bb")
    found = happenings([first, second], announced=False)
    assert [one.name for one in found] == ["stand:uitkomst:Aangehouden", "stand:uitkomst:Verworpen"]
    assert found[1].before == "uitkomst: Aangehouden"


def test_states_of_what_is_no_record() -> None:
    stand = Stand(Sort.PROMISE, "k", "open", "Open", "Titel", "/toezeggingen/k")
    assert changed(None, stand) is None
    assert changed(stand, replace(stand, words="anders gezegd")) is None
    found = changed(stand, replace(stand, value="te-laat", words="Te laat"))
    assert found is not None
    assert (found.what, found.name, found.before, found.after) == (What.STATE, "te-laat", "Open", "Te laat")


_BEGINS = st.sampled_from([None, "2026-03-02", "2026-03-02T10:00", "2026-03-02T10:05", "2026-03-02T14:00", "2026-03-09T10:00"])
_FACETS = st.sampled_from([(), (("behandeling", "afgedaan"),), (("uitkomst", "Verworpen"),), (("uitkomst", "Aangenomen"),)])


@st.composite
def histories(draw: st.DrawFn) -> list[Version]:
    seq = 0
    found = []
    for number in range(1, draw(st.integers(1, 9)) + 1):
        seq += draw(st.integers(1, 5))
        found.append(
            Version(
                number,
                seq,
                draw(st.sampled_from([None, "2026-01-01", "2026-01-02", "2026-01-03"])),
                draw(st.booleans()) and draw(st.booleans()),
                draw(st.sampled_from(["a", "b"])),
                draw(st.sampled_from(["aa", "bb"])),
                draw(_BEGINS),
                draw(_FACETS),
                draw(st.booleans()) and draw(st.booleans()),
            )
        )
    return found


@given(histories(), st.booleans())
def test_no_event_comes_twice(versions: list[Version], announced: bool) -> None:
    names = [one.name for one in happenings(versions, announced=announced)]
    assert len(names) == len(set(names))


@given(histories(), st.lists(st.integers(0, 45), max_size=6))
def test_any_cut_of_the_change_sequence_gives_the_same_events(versions: list[Version], cuts: list[int]) -> None:
    """A batch is looked at when its versions have come, and keeps what has a number within it."""
    whole = happenings(versions)
    marks = [0, *sorted(cuts), 10**6]
    parts = [
        one
        for low, high in zip(marks, marks[1:], strict=False)
        for one in happenings([version for version in versions if version.seq <= high])
        if low < one.seq <= high
    ]
    assert parts == whole


@given(histories())
def test_the_order_in_which_versions_are_handed_over_does_not_matter(versions: list[Version]) -> None:
    assert happenings(versions[::-1]) == happenings(versions)


@given(_BEGINS, _BEGINS)
def test_moving_there_and_back_is_moving_twice_or_not_at_all(one: str | None, other: str | None) -> None:
    if one is not None and other is not None:
        assert moved(one, other) == moved(other, one)
    assert not moved(one, one)
