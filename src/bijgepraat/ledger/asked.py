# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Asks held against a text: which paragraphs answer one, and what they do with it. Pure functions; a person decides.

Words and meaning are joined: BM25 over the words that say what the ask is about, and where there is a model the nearness of the
paragraph and of its best sentence. What the text does with the ask is for `asked_verdict`.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import fmean, pstdev

from bijgepraat.ledger.asked_subject import named_share, subject_of, subject_share, times
from bijgepraat.ledger.asked_verdict import Looked, Spoken, decide, spoken
from bijgepraat.model.asked import AskMatch, AskPassage, AskTerm, AskVerdict, AskWords, Paragraph, Sentence

RULES = "5"
"""The number of these rules: answers by other rules are made again."""

_K1, _B = 1.2, 0.5
_WORDS, _TITLE, _MEANING, _SENTENCE = 0.4, 0.3, 0.6, 0.4
_WORDS_ALONE, _TITLE_ALONE = 0.8, 0.6
_SHORT, _TOO_SHORT = 60, 2.0
"""A heading names a subject and decides nothing."""
_MOST = 10
_DECIDING = 5
_NEAR = 3

Counted = Callable[[str], Sequence[tuple[str, float]]]
"""The stems of words, each with what it counts for."""


@dataclass(frozen=True, slots=True)
class Nearness:
    """How near a model puts an ask to each paragraph, and to each paragraph's best sentence, in the order of the paragraphs."""

    paragraphs: Sequence[float]
    sentences: Sequence[float]
    best: Sequence[int]
    """Which sentence of each paragraph is nearest."""


class Matcher:
    """Holds asks against the paragraphs of one text."""

    def __init__(self, paragraphs: Sequence[Paragraph], counted: Counted) -> None:
        self.paragraphs = list(paragraphs)
        self._counted = counted
        self._in = Counter(stem for one in self.paragraphs for stem in one.counts)
        self._lengths = [max(1.0, sum(one.counts.values())) for one in self.paragraphs]
        self._mean = fmean(self._lengths) if self.paragraphs else 1.0

    def match(self, words: AskWords, near: Nearness | None = None) -> AskMatch:
        """What the text does with an ask."""
        if not self.paragraphs:
            return AskMatch(words.ask, AskVerdict.ABSENT, 1.0, "de tekst heeft geen alinea's", ())
        whole = _standard(near.paragraphs) if near is not None else None
        part = _standard(near.sentences) if near is not None else None
        scores = self._scores(words, whole, part)
        order = sorted(range(len(scores)), key=lambda place: (-scores[place], place))[:_MOST]
        top = order[:_DECIDING]
        subjects = {place: self._subject(words, place) for place in top}
        said = [one for place in top for one in self._spoken(words, place, subjects[place][0])]
        looked = Looked(
            best=scores[order[0]],
            meaning=max(whole[one] for one in top[:_NEAR]) + max(part[one] for one in top[:_NEAR]) if whole and part else None,
            title=max(share for share, _each in subjects.values()),
            each=max(each for _share, each in subjects.values()),
            whole=max(self.covered(words.whole, self.paragraphs[place].counts) for place in top),
            demands=self._demands(words, top[:_NEAR]),
            paragraphs=len(self.paragraphs),
            text=" ".join(self.paragraphs[place].text for place in top[:2]),
            named=max(named_share(words.title, self._weight, self.paragraphs[place].text) for place in top),
        )
        verdict, sure, why, deciding = decide(words, looked, said)
        highest = max(scores[order[0]], 1.0)
        sentences = [self._sentence(words, place, near, deciding) for place in order]
        passages = tuple(
            AskPassage(
                self.paragraphs[place].number,
                sentence.quote,
                sentence.start,
                sentence.end,
                round(max(scores[place], 0) / highest, 4),
            )
            for place, sentence in zip(order, sentences, strict=True)
        )
        asked = deciding.asked if deciding is not None else self._nearest_part(words, order[0])
        return AskMatch(words.ask, verdict, round(sure, 3), why, passages, len(self.paragraphs), asked)

    def covered(self, terms: Sequence[AskTerm], counts: Mapping[str, float]) -> float:
        """The share of the weight of these words (0–1) that stands among these stems."""
        whole = sum(self._weight(term) for term in terms)
        if not whole:
            return 0.0
        return sum(self._weight(term) * min(1.0, times(term, counts)) for term in terms) / whole

    def _subject(self, words: AskWords, place: int) -> tuple[float, float]:
        paragraph = self.paragraphs[place]
        sentences = [self._counts_of(one.quote) for one in paragraph.sentences]
        return subject_share(subject_of(words.ask.title, words.title), self._weight, paragraph.counts, sentences)

    def _scores(self, words: AskWords, whole: Sequence[float] | None, part: Sequence[float] | None) -> list[float]:
        by_words, by_title = _standard(self._bm25(words.whole)), _standard(self._bm25(words.title))
        if whole is None or part is None:
            found = [_WORDS_ALONE * one + _TITLE_ALONE * two for one, two in zip(by_words, by_title, strict=True)]
        else:
            found = [
                _WORDS * a + _TITLE * b + _MEANING * c + _SENTENCE * d
                for a, b, c, d in zip(by_words, by_title, whole, part, strict=True)
            ]
        return [
            score - (_TOO_SHORT if len(one.text) < _SHORT else 0.0) for score, one in zip(found, self.paragraphs, strict=True)
        ]

    def _bm25(self, terms: Sequence[AskTerm]) -> list[float]:
        scores = [0.0] * len(self.paragraphs)
        for term in terms:
            weight = self._weight(term)
            for place, one in enumerate(self.paragraphs):
                often = times(term, one.counts)
                if often:
                    length = 1 - _B + _B * self._lengths[place] / self._mean
                    scores[place] += weight * often * (_K1 + 1) / (often + _K1 * length)
        return scores

    def _weight(self, term: AskTerm) -> float:
        number = self._in.get(term.stem, 0)
        return math.log(1 + (len(self.paragraphs) - number + 0.5) / (number + 0.5))

    def _spoken(self, words: AskWords, place: int, subject: float) -> list[Spoken]:
        found = spoken(
            words,
            self.paragraphs[place].sentences,
            place,
            lambda terms, text: self.covered(terms, self._counts_of(text)),
            lambda terms, text: named_share(terms, self._weight, text),
        )
        return [replace(one, subject=subject) for one in found]

    def _demands(self, words: AskWords, top: Sequence[int]) -> tuple[float, ...]:
        """How much of each demand stands in the paragraphs that are about the ask."""
        shares = [self.covered(words.title, self.paragraphs[place].counts) for place in top]
        joined: dict[str, float] = {}
        for place, share in zip(top, shares, strict=True):
            if share >= 0.5 * max(shares):
                for stem, often in self.paragraphs[place].counts.items():
                    joined[stem] = joined.get(stem, 0.0) + often
        return tuple(self.covered(part.terms, joined) for part in words.demands if part.terms)

    def _counts_of(self, text: str) -> dict[str, float]:
        counts: dict[str, float] = {}
        for stem, worth in self._counted(text):
            counts[stem] = counts.get(stem, 0.0) + worth
        return counts

    def _sentence(self, words: AskWords, place: int, near: Nearness | None, deciding: Spoken | None) -> Sentence:
        paragraph = self.paragraphs[place]
        if deciding is not None and deciding.place == place:
            return deciding.sentence
        nearest = near.best[place] if near is not None else -1
        ranked = [
            (self._share(words, one.quote) + (0.2 if number == nearest else 0.0), -one.start, one)
            for number, one in enumerate(paragraph.sentences)
        ]
        return max(ranked)[2] if ranked else Sentence(paragraph.text, 0, len(paragraph.text))

    def _share(self, words: AskWords, text: str) -> float:
        counts = self._counts_of(text)
        return self.covered(words.title, counts) + 0.5 * self.covered(words.whole, counts)

    def _nearest_part(self, words: AskWords, place: int) -> str:
        """The demand of which most stands in a paragraph; empty when there is no telling."""
        counts = self.paragraphs[place].counts
        shares = [(self.covered(part.terms, counts), -number, part.quote) for number, part in enumerate(words.demands)]
        best = max(shares, default=(0.0, 0, ""))
        return best[2] if best[0] > 0 and len(shares) > 1 else ""


def _standard(values: Sequence[float]) -> list[float]:
    spread = pstdev(values)
    mean = fmean(values)
    return [(value - mean) / spread for value in values] if spread > 1e-12 else [0.0] * len(values)
