# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Asks held against a text: which paragraphs answer one, and what they do with it. Pure functions; a person decides.

Words and meaning are joined: BM25 over stems, and where there is a model the nearness of the paragraph and of its best sentence.
The verdict looks at how much of the ask's own words came back, and at the direction of both sides: an ask against something
that the text announces, or for something that the text cuts, is opposed.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean, pstdev

from bijgepraat.model.asked import Ask, AskMatch, AskPassage, AskVerdict, Paragraph, Sentence

_K1, _B = 1.2, 0.5
_WORDS, _TITLE, _MEANING, _SENTENCE = 0.4, 0.2, 0.6, 0.4
_WORDS_ALONE, _TITLE_ALONE = 0.8, 0.5
_SHORT, _TOO_SHORT = 60, 2.0
"""A heading names a subject and decides nothing."""
_MOST = 10
_DECIDING = 3
_STRONG, _COVERED = 6.1, 0.5
_CLEAR, _FULL = 9.0, 0.62
_STRONG_ALONE, _CLEAR_ALONE = 8.9, 11.4
"""Without a model the scores are of words alone, and stand further apart."""
_LONG_STEM = 5
_AGAINST = re.compile(
    r"\b(?:geen|niet|nooit|zonder|stop\w*|schrap\w*|afschaf\w*|schaf\w*|terugdraai\w*|draai\w*|voorkom\w*|verbied\w*|verbod|"
    r"intrek\w*|trek\w* in|beëindig\w*|weg met|af van)\b",
    re.IGNORECASE,
)
_CUT = re.compile(
    r"\b(?:bezuinig\w*|korting\w*|gekort|verla(?:ag|g)\w*|afbouw\w*|schrap\w*|geschrapt|afschaf\w*|schaffen|afgeschaft|beperk\w*|"
    r"inkrimp\w*|stop\w*|beëindig\w*|vervalt|vervallen|eigen bijdrage|besparing\w*|ombuiging\w*|taakstelling\w*|niet|geen)\b",
    re.IGNORECASE,
)
_MORE = re.compile(
    r"\b(?:meer|extra|uitbreid\w*|breid\w*|verhoog\w*|verleng\w*|voortzet\w*|zet\w* voort|investe\w*|verdubbel\w*|vergoed\w*|"
    r"behoud\w*|houd|herstel\w*|betaal\w*|compenseer\w*|geef|zorg)\b",
    re.IGNORECASE,
)
_HALF = re.compile(
    r"\b(?:onderzoek\w*|bezien|verken\w*|bekijk\w*|in gesprek|streven|zo veel mogelijk|waar mogelijk|gedeeltelijk|deels|"
    r"eventueel|op termijn|stapsgewijs|kader\w*|oog voor)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Nearness:
    """How near a model puts an ask to each paragraph, and to each paragraph's best sentence, in the order of the paragraphs."""

    paragraphs: Sequence[float]
    sentences: Sequence[float]
    best: Sequence[int]
    """Which sentence of each paragraph is nearest."""


class Matcher:
    """Holds asks against the paragraphs of one text."""

    def __init__(self, paragraphs: Sequence[Paragraph]) -> None:
        self.paragraphs = list(paragraphs)
        self._counts = [Counter(one.stems) for one in self.paragraphs]
        self._in = Counter(stem for counts in self._counts for stem in counts)
        self._mean = fmean(len(one.stems) for one in self.paragraphs) if self.paragraphs else 0.0
        self._wordlists = [tuple(counts) for counts in self._counts]

    def match(self, ask: Ask, title: Sequence[str], words: Sequence[str], near: Nearness | None = None) -> AskMatch:
        """What the text does with an ask. `title` and `words` are the stems of its title and of all of it."""
        if not self.paragraphs:
            return AskMatch(ask, AskVerdict.ABSENT, 1.0, "de tekst heeft geen alinea's", ())
        scores = self._scores(title, words, near)
        order = sorted(range(len(scores)), key=lambda place: (-scores[place], place))
        top = order[:_DECIDING]
        covered = max(self._covered(title, place) for place in top)
        best = scores[order[0]]
        passages = [self._passage(place, words, near) for place in order[:_MOST]]
        bounds = (_STRONG, _CLEAR) if near is not None else (_STRONG_ALONE, _CLEAR_ALONE)
        verdict, sure, why = _verdict(ask, best, covered, passages[0], *bounds)
        whole = max(best, 1.0)
        ranked = tuple(
            AskPassage(
                self.paragraphs[place].number,
                sentence.quote,
                sentence.start,
                sentence.end,
                round(max(scores[place], 0) / whole, 4),
            )
            for place, sentence in zip(order[:_MOST], passages, strict=True)
        )
        return AskMatch(ask, verdict, round(sure, 3), why, ranked)

    def _scores(self, title: Sequence[str], words: Sequence[str], near: Nearness | None) -> list[float]:
        by_words, by_title = _standard(self._bm25(words)), _standard(self._bm25(title))
        if near is None:
            found = [_WORDS_ALONE * one + _TITLE_ALONE * two for one, two in zip(by_words, by_title, strict=True)]
        else:
            whole, part = _standard(near.paragraphs), _standard(near.sentences)
            found = [
                _WORDS * a + _TITLE * b + _MEANING * c + _SENTENCE * d
                for a, b, c, d in zip(by_words, by_title, whole, part, strict=True)
            ]
        return [
            score - (_TOO_SHORT if len(one.text) < _SHORT else 0.0) for score, one in zip(found, self.paragraphs, strict=True)
        ]

    def _bm25(self, words: Sequence[str]) -> list[float]:
        scores = [0.0] * len(self.paragraphs)
        for stem in dict.fromkeys(words):
            if stem not in self._in:
                continue
            weight = self._weight(stem)
            for place, counts in enumerate(self._counts):
                times = counts.get(stem, 0)
                if times:
                    length = 1 - _B + _B * len(self.paragraphs[place].stems) / self._mean
                    scores[place] += weight * times * (_K1 + 1) / (times + _K1 * length)
        return scores

    def _weight(self, stem: str) -> float:
        number = self._in.get(stem, 0)
        return math.log(1 + (len(self.paragraphs) - number + 0.5) / (number + 0.5))

    def _covered(self, stems: Sequence[str], place: int) -> float:
        """The share of the weight of these words that a paragraph has, as a word or as part of a compound."""
        wanted = set(stems)
        whole = sum(self._weight(stem) for stem in wanted)
        if not whole:
            return 0.0
        there, longer = self._counts[place], [word for word in self._wordlists[place] if len(word) > _LONG_STEM]
        return (
            sum(
                self._weight(stem)
                for stem in wanted
                if stem in there or (len(stem) > _LONG_STEM and any(stem in word or word in stem for word in longer))
            )
            / whole
        )

    def _passage(self, place: int, words: Sequence[str], near: Nearness | None) -> Sentence:
        paragraph = self.paragraphs[place]
        if near is not None and near.best[place] < len(paragraph.sentences):
            return paragraph.sentences[near.best[place]]
        wanted = set(words)
        return max(
            paragraph.sentences,
            key=lambda one: (sum(self._weight(stem) for stem in wanted & set(one.stems)), -one.start),
            default=Sentence(paragraph.text, 0, len(paragraph.text), paragraph.stems),
        )


def _verdict(
    ask: Ask, best: float, covered: float, sentence: Sentence, strong: float, clear: float
) -> tuple[AskVerdict, float, str]:
    strength = 0.5 * (best - strong) + 4.0 * (covered - _COVERED)
    if strength < 0:
        return AskVerdict.ABSENT, _sure(-strength), "geen alinea gaat over wat hier wordt gevraagd"
    against = _AGAINST.search(ask.title)
    if against:
        if _AGAINST.search(sentence.quote) and best >= clear:
            return AskVerdict.HEARD, _sure(strength / 3), "de tekst wil dit ook niet"
        return (
            AskVerdict.OPPOSED,
            _sure(strength / 3),
            f"gevraagd is “{against[0]}”, en de tekst noemt het zonder dat af te wijzen",
        )
    cut = _CUT.search(sentence.quote)
    if cut and not _MORE.search(sentence.quote) and _MORE.search(f"{ask.title} {ask.ask}"):
        return AskVerdict.OPPOSED, _sure(strength / 4), f"gevraagd is meer of behoud, en de tekst zegt “{cut[0]}”"
    if best >= clear and covered >= _FULL and not _HALF.search(sentence.quote):
        return AskVerdict.HEARD, _sure((best - clear) / 2 + 0.4), "de woorden van het verzoek komen bijna alle terug"
    return AskVerdict.PARTLY, _sure(strength / 3), "de tekst gaat erover, en neemt het verzoek niet helemaal over"


def _standard(values: Sequence[float]) -> list[float]:
    spread = pstdev(values)
    mean = fmean(values)
    return [(value - mean) / spread for value in values] if spread > 1e-12 else [0.0] * len(values)


def _sure(strength: float) -> float:
    return 1 / (1 + math.exp(-strength))
