# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""What the title of an ask is about, and how much of that a text has. Pure functions.

Not every word of a title says as much. An adjective belongs to its noun ("beschermd wonen": not what is protected, nor who
lives somewhere), as the words of a name do ("Regio Deals"). The first noun is what it is all about; what follows in a clause of
its own ("een loket waar …") describes it. Of things joined by "en" each is a subject by itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from bijgepraat.model.asked import AskTerm

_ADJECTIVE = re.compile(r"\w{2,}(?:e|baar|lijk|isch|end)|(?:be|ge|ver|ont)\w{2,}[dt]", re.IGNORECASE)
_RELATIVE = re.compile(r"\b(?:waar\w*|die|dat)\b", re.IGNORECASE)
_VERB_LAST = re.compile(
    r"(?<!\w)(?!(?:de|het|een|voor|van|in|op|aan|met|bij|naar|door|over|uit|om|tot)\s)\w+[^\We]\s+([a-z]\w*en)\W*$"
)
"""A verb at the end, after what it is done to."""
_JOINED = re.compile(r"\b(?:en|of)\b|[,;]")
_WORD = re.compile(r"[^\W\d_]++(?!-)")
_PLURAL = re.compile(r"(?<=\w{3})(?:en|'?s|e)$")
_TAIL = 5
_ABBREVIATION = 3
_DESCRIBES = 0.5
"""What words in a clause that describes the subject are worth."""
_ALONE = 0.5
"""What the noun is worth without the adjective that makes it what it is."""
_SPECIFIC = 8
"""Letters from which on a word is seldom about anything else."""
_LEAST_PART = 0.33
"""The share of the title that one of the joined subjects must be to stand for it."""
_PART = 0.8
"""What one of the joined subjects is worth when it is named and the others are not."""
_HEAD = 0.3
_WITHOUT_HEAD = 0.8

Weight = Callable[[AskTerm], float]
Counts = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Subject:
    """What a title is about. `pairs` are an adjective with its noun, or two words of a name."""

    terms: tuple[AskTerm, ...]
    worth: tuple[float, ...]
    """Per term what it counts for, beside how rare it is."""
    pairs: tuple[tuple[int, int], ...]
    """Places among the terms."""
    joined: tuple[tuple[int, ...], ...]
    """Subjects that are joined by "en" or a comma; none where there is only one."""


def subject_of(title: str, terms: Sequence[AskTerm]) -> Subject:
    """What a title is about; `terms` are its words that say so, in order."""
    places = [_place(title, one.word) for one in terms]
    relative = _RELATIVE.search(title)
    describes = relative.start() if relative and places and places[0] < relative.start() else len(title)
    verb = _VERB_LAST.search(title)
    worth = tuple(_DESCRIBES if place > describes or (verb and place == verb.start(1)) else 1.0 for place in places)
    pairs = tuple(
        (number, number + 1)
        for number, (first, second) in enumerate(zip(terms, terms[1:], strict=False))
        if title[places[number] + len(first.word) : places[number + 1]] == " " and _belongs(first.word, second.word)
    )
    named = title.partition(":")[0]
    cuts = [0, *(found.end() for found in _JOINED.finditer(named)), len(named)]
    parts = [
        tuple(number for number, place in enumerate(places) if start <= place < end)
        for start, end in zip(cuts, cuts[1:], strict=False)
    ]
    found = tuple(
        part for each, part in enumerate(parts) if part and (not each or any(len(terms[one].word) >= _SPECIFIC for one in part))
    )
    return Subject(tuple(terms), worth, pairs, found if len(cuts) > 2 or len(named) < len(title) else ())


def subject_share(subject: Subject, weight: Weight, counts: Counts, sentences: Sequence[Counts]) -> tuple[float, float]:
    """How much of a subject (0–1) a paragraph names: where one of joined subjects may stand for all, and where each counts.

    `sentences` are its sentences by themselves: what belongs together must stand together.
    """
    if not subject.terms:
        return 0.0, 0.0
    there = [min(1.0, times(term, counts)) for term in subject.terms]
    for first, second in subject.pairs:
        together = max(
            (min(1.0, times(subject.terms[first], each), times(subject.terms[second], each)) for each in sentences), default=0.0
        )
        there[first] = together
        there[second] = max(together, _ALONE * there[second])
    weights = [weight(term) * worth for term, worth in zip(subject.terms, subject.worth, strict=True)]
    whole = sum(weights)
    if not whole:
        return 0.0, 0.0
    each = share = sum(one * having for one, having in zip(weights, there, strict=True)) / whole
    for part in subject.joined:
        size = sum(weights[number] for number in part)
        if size >= _LEAST_PART * whole:
            share = max(share, _PART * sum(weights[number] * there[number] for number in part) / size)
    # "Geld", "hulp" and the like come first and say little: then the others say what it is about.
    tells = weights[0] * len(weights) >= whole
    if share >= _PART or not tells or _head(subject, there) >= _HEAD:
        return share, each
    return _WITHOUT_HEAD * share, _WITHOUT_HEAD * each


def times(term: AskTerm, counts: Counts, most: float = 0.8) -> float:
    """How often a word stands there; what counts as it adds up, and is worth at most `most`."""
    found = counts.get(term.stem, 0.0)
    if found or not term.others:
        return found
    return min(most, sum(worth * min(1.0, counts.get(other, 0.0)) for other, worth in term.others))


def named_share(terms: Sequence[AskTerm], weight: Weight, text: str) -> float:
    """Which share (0–1) of words is named in a text by themselves or by what they end in, not by a word that is only related.

    "Aanwijzing" names "rijksaanwijzing"; "aanwijzen" does not, nor does the law that an allowance is in.
    """
    whole = sum(weight(term) for term in terms)
    words = {_single(word) for word in _WORD.findall(text.lower())}
    return sum(weight(term) for term in terms if _names(_single(term.word.lower()), words)) / whole if whole else 0.0


def _names(term: str, words: set[str]) -> bool:
    return any(
        word == term
        or (len(word) >= _TAIL and term.endswith(word))
        or (
            len(term) >= _TAIL - 1
            and (word.endswith(term) or (word.startswith(term[:-1]) and (len(word) <= len(term) + 3 or len(term) >= _SPECIFIC)))
        )
        for word in words
    )


def _single(word: str) -> str:
    return _PLURAL.sub("", word)


def _head(subject: Subject, there: Sequence[float]) -> float:
    first = {number for pair in subject.pairs if 0 in pair for number in pair} or {0}
    return min(there[number] for number in first)


def _belongs(first: str, second: str) -> bool:
    return bool(_ADJECTIVE.fullmatch(first)) or (first[:1].isupper() and second[:1].isupper() and len(second) > _ABBREVIATION)


def _place(title: str, word: str) -> int:
    found = re.search(rf"(?<!\w){re.escape(word)}(?!\w)", title)
    return found.start() if found else title.find(word)
