# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Shortcuts that must not change what is found: searching near words, patterns for lower case, what is too long to judge."""

from __future__ import annotations

import re
from re import _parser as parser  # type: ignore[attr-defined]

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bijgepraat.understand.commitments import find_commitments, unjudged
from bijgepraat.understand.date_phrases import RULES
from bijgepraat.understand.political_phrases import POLITICAL_RULES
from bijgepraat.understand.promise_words import any_lower, any_of, lowered
from bijgepraat.understand.promises import LONGEST
from bijgepraat.understand.reading import read
from bijgepraat.understand.spots import find_in, windows_around

_LOOKS_AHEAD = 20


@given(st.text("ab mei.12 ", max_size=300), st.integers(6, 40))
def test_near_its_words_a_pattern_finds_what_it_finds_in_the_whole_text(text: str, reach: int) -> None:
    pattern = re.compile(r"(?<![\w.])(?:1|2)? ?mei(?!\w)")
    windows = windows_around(text, ("mei",), reach)
    assert [match.span() for match in find_in(pattern, text, windows)] == [match.span() for match in pattern.finditer(text)]
    assert all(0 <= start < end for start, end in windows)
    assert all(before[1] < after[0] for before, after in zip(windows, windows[1:], strict=False))


def test_windows_do_not_grow_with_how_often_a_word_stands_there() -> None:
    assert windows_around("mei" * 1_000_000, ("mei", "ei"), 150) == [(0, 3_000_150)]
    assert windows_around("", ("mei",), 150) == []


@pytest.mark.parametrize("rule", [*RULES, *POLITICAL_RULES], ids=lambda rule: rule.pattern.pattern[15:45])
def test_every_rule_for_dates_reaches_further_than_its_longest_match(rule: object) -> None:
    pattern, says, reach = rule.pattern, rule.says, rule.reach  # type: ignore[attr-defined]
    assert says and all(word == word.lower() for word in says)
    assert parser.parse(pattern.pattern, re.IGNORECASE).getwidth()[1] + _LOOKS_AHEAD <= reach


@given(st.text("İıKamerZAL dat.ik ", max_size=60))
def test_lower_case_has_a_letter_for_a_letter(text: str) -> None:
    assert len(lowered(text)) == len(text)


@given(st.lists(st.sampled_from(["Ik", "ZAL", "uw Kamer", "20", "informeren", "\n", ",", "écht", "Belastingplan"])).map(" ".join))
def test_a_pattern_for_lower_case_finds_the_same(text: str) -> None:
    patterns = (r"\bik zal\b", r"\b(?P<who>uw) Kamer\b|\bBelastingplan\b", r"(?<!\w)20\D*\bKamer\W", r"\bÉcht\b")
    upper, small = any_of(*patterns).search(text), any_lower(*patterns).search(lowered(text))
    assert (upper and upper.span()) == (small and small.span())


def test_what_is_too_long_to_judge_is_said_not_passed_over() -> None:
    row = "Ik stuur uw Kamer voor de zomer een brief, " + "woord " * (LONGEST // 6)
    text = f"Uw Kamer krijgt dit.\n{row}.\nIk stuur uw Kamer morgen een brief."
    (span,) = unjudged(text)
    assert text[span.start : span.end] == span.quote and row.startswith(span.quote)
    assert read(text, None, "Brief").unjudged == (span,)
    assert read(text, None, "Motie").unjudged == ()
    assert [found.quote for found in find_commitments(text)][-1] == "Ik stuur uw Kamer morgen een brief."
    assert not any(found.start == span.start for found in find_commitments(text))


@given(st.lists(st.sampled_from(["woord " * 300, ". ", "\n", "\x85", "\x0b", "Ja.", "A" * 1600]), max_size=8).map("".join))
def test_what_is_not_judged_is_the_opening_of_a_sentence_in_the_text(text: str) -> None:
    for span in unjudged(text):
        assert text[span.start : span.end] == span.quote and span.quote.strip() == span.quote
