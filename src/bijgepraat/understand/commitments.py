# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Commitments: what members of the cabinet undertake to do, in their own words or as the chair of a debate reads them out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from bijgepraat.model.claims import Commitment, Span, Strength
from bijgepraat.model.debates import Debate, Speech
from bijgepraat.understand.chair_list import Finder, best_term, read_list
from bijgepraat.understand.dates import find_moments as find_moments_in_dutch
from bijgepraat.understand.promises import LONGEST, is_bare, judge_promise, judge_report, says_only_yes
from bijgepraat.understand.sentences import split_sentences

_CABINET = re.compile(r"(?:vice)?(?:minister|staatssecretaris)", re.IGNORECASE)
_LETTER_TO_THE_HOUSE = re.compile(r"\b[Uu]w Kamer\b|\bAan de [Vv]oorzitter van de (?:Tweede|Eerste) Kamer\b")
_WORTH_READING = re.compile(
    r"\b(?:zal|zullen|gaan?|gaat|toe|toezeg\w*|toegezegd|stu(?:ur|ren)|zend\w*|informe\w+|ontvangt|krijgt|hoort|kom|komt|komen|stre(?:ef|ven)|"
    r"verwacht\w*|hoop|hopen|voornemens|bereid|neem|nemen|laat|worden?|wordt|beloo\w+|zorg|breng|leg|doe|dien|deel|houd|vraag|wil|kan|kunt)\b",
    re.IGNORECASE,
)
_POINTS_AWAY = re.compile(
    r"\b(?:dat|dit|die|deze|daar\w*|hier\w*|erop|erover|ernaar|erin|ermee|ervoor|het|zullen (?:we|wij)|ga ik|doen we)\b",
    re.IGNORECASE,
)
_SHORT = 16
"""Words. A longer promise says itself what it is about."""
_RECALLS = re.compile(
    r"\b(?:vroeg\w*|vraag|vragen|gevraagd|vraagt|suggestie|verzoek\w*|oproep|voorstel|punt|idee|wens)\b", re.IGNORECASE
)
_ASKS = re.compile(
    r"\?$|\b(?:graag|verzoek|vraag|toezegg\w+|kan|kunt|wil|wilt|zou|zouden|hoop|mogen|mag|doen|willen|horen|weten|brief)\b",
    re.IGNORECASE,
)
_NEAR = 3
"""Sentences: so close after a question its answer begins, and so far back the words are looked for that an answer leans on."""


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


_LINE = re.compile(r"[^\n\r\f\u2028\u2029]+")
_OPENING = 80
"""Characters of a sentence by which it can be found again."""


def unjudged(text: str) -> list[Span]:
    """The first words of each sentence that is too long to be judged, so that it can be said that it was not."""
    found: list[Span] = []
    for line in _LINE.finditer(text):  # no sentence is longer than its line
        if line.end() - line.start() <= LONGEST:
            continue
        for sentence in split_sentences(line.group()):
            if len(sentence.quote) > LONGEST:
                words, start = sentence.quote[:_OPENING].rstrip(), line.start() + sentence.start
                found.append(Span(words, start, start + len(words)))
    return found


def find_in_debate(debate: Debate, find_moments: Finder = find_moments_in_dutch) -> list[Commitment]:
    """Commitments of a debate in the order of its text: those made in it, then those that the chair reads out as read out.

    What is found with `read_out` False comes from the turns of the cabinet alone, so it is the same without the chair's list.
    """
    cabinet = [speech for speech in debate.speeches if is_cabinet(speech)]
    made: list[Commitment] = []
    before: Speech | None = None
    for speech in debate.speeches:
        if is_cabinet(speech):
            made += _in_turn(speech, before, debate.date, find_moments)
        if not speech.chair:
            before = speech
    return sorted([*made, *read_list(debate, cabinet, find_moments)], key=lambda commitment: commitment.start)


def is_cabinet(speech: Speech) -> bool:
    """Whether a turn is spoken by a minister or state secretary, in that role."""
    return not speech.chair and _CABINET.match((speech.role or "").strip()) is not None


def _in_turn(speech: Speech, before: Speech | None, on: date | None, find_moments: Finder) -> Iterator[Commitment]:
    """Promises in a turn of the cabinet. `before` is the turn before it, the chair's left out."""
    sentences = split_sentences(speech.text)
    for n, sentence in enumerate(sentences):
        strength = judge_promise(sentence.quote)
        if strength is None:
            continue
        about = _leans_on(sentences, n, speech, before)
        if about is None and says_only_yes(sentence.quote):
            # "Dat doen we ook.": nobody asked for anything.
            continue
        found = _commitment(sentence, speech.start, strength, on, find_moments)
        if about is not None and found.deadline is None and is_bare(sentence.quote):
            # "Kan dat voor de zomer?" "Dat zeg ik toe.": the term is the one that was asked.
            term = best_term(find_moments(about.quote, on), on)
            found = replace(
                found, deadline=replace(term, start=term.start + about.start, end=term.end + about.start) if term else None
            )
        yield replace(found, by_name=speech.speaker or None, by_role=speech.role, speech=speech.id, about=about)


def _leans_on(sentences: Sequence[Span], n: int, speech: Speech, before: Speech | None) -> Span | None:
    """The sentence that says what "dat" is about: a question that this turn recalls, what was asked right before it, or said."""
    words = sentences[n].quote
    bare = is_bare(words)
    if not bare and (len(words.split()) > _SHORT or not _POINTS_AWAY.search(words)):
        return None
    near = sentences[max(0, n - _NEAR) : n]
    recalled = next((one for one in reversed(near) if _RECALLS.search(one.quote) and judge_promise(one.quote) is None), None)
    if recalled is not None:
        return _moved(recalled, speech.start)
    if n < _NEAR and before is not None and not is_cabinet(before):
        asked = _question(before)
        if asked is not None:
            return asked
    if near and not says_only_yes(words):
        return _moved(near[-1], speech.start)
    return None


def _question(speech: Speech) -> Span | None:
    """What a member asks for: the last question of a turn, else its last sentence that asks for something."""
    sentences = split_sentences(speech.text)
    asked = next((one for one in reversed(sentences) if one.quote.endswith("?")), None)
    asked = asked or next((one for one in reversed(sentences) if _ASKS.search(one.quote)), None)
    return _moved(asked, speech.start) if asked else None


def _moved(span: Span, by: int) -> Span:
    return Span(span.quote, span.start + by, span.end + by)


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
