# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Commitments: what members of the cabinet undertake to do, in their own words or as the chair of a debate reads them out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from bijgepraat.model.claims import Commitment, Span, Strength
from bijgepraat.model.debates import Debate, Speech
from bijgepraat.understand.chair_list import Finder, best_term, read_list
from bijgepraat.understand.dates import find_moments as find_moments_in_dutch
from bijgepraat.understand.promises import judge_promise, judge_report
from bijgepraat.understand.sentences import split_sentences

_CABINET = re.compile(r"(?:vice)?(?:minister|staatssecretaris)", re.IGNORECASE)
_LETTER_TO_THE_HOUSE = re.compile(r"\b[Uu]w Kamer\b|\bAan de [Vv]oorzitter van de (?:Tweede|Eerste) Kamer\b")
_WORTH_READING = re.compile(
    r"\b(?:zal|zullen|gaan?|gaat|toe|toezeg\w*|stu(?:ur|ren)|zend|informe\w+|ontvangt|krijgt|kom|stre(?:ef|ven)|verwacht|voornemens|bereid|"
    r"neem|laat|worden?|wordt|beloo\w+)\b",
    re.IGNORECASE,
)


def find_commitments(
    text: str,
    on: date | None = None,
    by: tuple[str | None, str | None] = (None, None),
    find_moments: Finder = find_moments_in_dutch,
) -> list[Commitment]:
    """Commitments in a letter, a speech or a news item, in order; each quote is one sentence.

    `on` is the day it was written: terms lean on it. `by` is the name and role of whose words these are, when known. Without a
    known writer only a letter to the Kamer is read as the cabinet's own words; of other texts only sentences that report
    a promise ("de minister zegt toe …") count.
    """
    if not _WORTH_READING.search(text):
        return []
    own_words = by != (None, None) or _LETTER_TO_THE_HOUSE.search(text) is not None
    return [
        replace(commitment, by_name=commitment.by_name or by[0], by_role=commitment.by_role or by[1])
        for sentence in split_sentences(text)
        for commitment in _in_sentence(sentence, on, own_words, find_moments)
    ]


def find_in_debate(debate: Debate, find_moments: Finder = find_moments_in_dutch) -> list[Commitment]:
    """Commitments of a debate in the order of its text: those made in it, then those that the chair reads out as read out.

    What is found with `read_out` False comes from the turns of the cabinet alone, so it is the same without the chair's list.
    """
    cabinet = [speech for speech in debate.speeches if is_cabinet(speech)]
    made = [commitment for n, speech in enumerate(cabinet) for commitment in _in_turn(speech, debate.date, find_moments)]
    return sorted([*made, *read_list(debate, cabinet, find_moments)], key=lambda commitment: commitment.start)


def is_cabinet(speech: Speech) -> bool:
    """Whether a turn is spoken by a minister or state secretary, in that role."""
    return not speech.chair and _CABINET.match((speech.role or "").strip()) is not None


def _in_turn(speech: Speech, on: date | None, find_moments: Finder) -> Iterator[Commitment]:
    for sentence in split_sentences(speech.text):
        strength = judge_promise(sentence.quote)
        if strength:
            found = _commitment(sentence, speech.start, strength, on, find_moments)
            yield replace(found, by_name=speech.speaker or None, by_role=speech.role, speech=speech.id)


def _in_sentence(sentence: Span, on: date | None, own_words: bool, find_moments: Finder) -> Iterator[Commitment]:
    role = judge_report(sentence.quote)
    strength: Strength | None = "hard" if role else judge_promise(sentence.quote) if own_words else None
    if strength:
        yield replace(_commitment(sentence, 0, strength, on, find_moments), by_role=role)


def _commitment(sentence: Span, offset: int, strength: Strength, on: date | None, find_moments: Finder) -> Commitment:
    """A sentence as a commitment; `offset` is where the text that the sentence was cut from begins."""
    start = sentence.start + offset
    term = best_term(find_moments(sentence.quote, on), on)
    deadline = replace(term, start=term.start + start, end=term.end + start) if term else None
    return Commitment(sentence.quote, start, sentence.end + offset, strength=strength, deadline=deadline)
