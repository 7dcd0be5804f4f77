# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Paragraphs of a file counted as a reader counts them: a heading with its text is one, items of a list are one each."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bijgepraat.model.records import Passage
from bijgepraat.pipeline.asked import paragraphs_in
from bijgepraat.pipeline.asked_numbers import paragraph_numbers

Line = tuple[str, str, int | None]


def made(lines: Sequence[Line]) -> tuple[str, list[Passage]]:
    """A text of lines (kind, words, page), and its passages."""
    passages, start = [], 0
    for kind, words, page in lines:
        passages.append(Passage(start, start + len(words), kind, page))
        start += len(words) + 1
    return "\n".join(words for _kind, words, _page in lines), passages


@pytest.mark.parametrize(
    ("lines", "numbers"),
    [
        (
            [("kop", "Vervoer", 2), ("alinea", "De bus rijdt weer door elk dorp.", 2), ("alinea", "Ook op zondag.", 2)],
            [1, 1, 2],
        ),
        ([("kop", "Vervoer", 2), ("punt", "De bus rijdt door.", 2), ("punt", "De trein ook.", 2)], [1, 2, 3]),
        ([("kop", "1. Dorp", 2), ("kop", "Vervoer", 2), ("alinea", "De bus rijdt weer.", 2)], [1, 2, 2]),
        ([("alinea", "Vervoer in de regio", 2), ("alinea", "De bus rijdt weer.", 2)], [1, 1]),
        ([("alinea", "Zij zeggen het zo:", 2), ("alinea", "De bus rijdt weer.", 2)], [1, 2]),
        ([("kop", "Vervoer", 2), ("alinea", "De bus rijdt weer.", 3)], [1, 2]),
        ([("kop", "Samen verder", 1), ("kop", "Programma 2031", 1), ("kop", "Partij van het Dorp", 1)], [1, 1, 2]),
        ([("kop", "Vervoer", None), ("alinea", "De bus rijdt weer.", None)], [1, 2]),
    ],
)
def test_a_heading_counts_with_the_text_under_it(lines: list[Line], numbers: list[int]) -> None:
    assert paragraph_numbers(*made(lines)) == numbers


def test_numbers_of_the_file_itself_stay() -> None:
    text = "Kop\nDe bus rijdt."
    own = [Passage(0, 3, "kop", 1, "12"), Passage(4, 17, "alinea", 1, "40")]
    assert paragraph_numbers(text, own) == [12, 40]


def test_pages_of_the_site_keep_the_place() -> None:
    text, passages = made([("kop", "Vervoer", 2), ("alinea", "De bus rijdt weer door elk dorp.", 2)])
    assert [one.number for one in paragraphs_in(text, passages)] == [1, 2]
    assert [one.number for one in paragraphs_in(text, passages, paragraph_numbers(text, passages))] == [1, 1]


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["kop", "alinea", "punt", "inhoud"]), st.text(max_size=90), st.one_of(st.none(), st.integers(1, 3))
        ),
        max_size=12,
    )
)
def test_numbers_begin_at_one_and_leave_none_out(lines: list[Line]) -> None:
    numbers = paragraph_numbers(*made(lines))
    assert len(numbers) == len(lines)
    assert sorted(set(numbers)) == list(range(1, len(set(numbers)) + 1)) and numbers == sorted(numbers)
