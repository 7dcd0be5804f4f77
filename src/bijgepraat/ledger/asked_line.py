# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The line from an ask to motions, letters and money: which papers speak of what is asked. Pure functions.

A paper speaks of an ask when one of its sentences has the words that make the ask what it is. Rare words weigh more than common
ones, and a word counts as found inside a longer one ("opvang" in "noodopvang").
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bijgepraat.model.asked import Sentence

_LEAST_WORDS = 2
_SHARE = 0.6
_SHARE_THEME = 0.45
"""Of the weight of the title's words: less is enough in a paper on the theme of the ask."""
_PARTIAL = 5


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper that may speak of an ask. `work` is the same for records that are one document."""

    kind: str
    key: str
    title: str
    day: date | None
    sort: str
    """`motie`, `brief` or `begroting`."""
    themes: tuple[str, ...]
    sentences: tuple[Sentence, ...]
    work: int


@dataclass(frozen=True, slots=True)
class Step:
    """A paper on the line, with the sentence that has the words of the ask. `share` is how much of their weight (0–1)."""

    paper: Paper
    sentence: Sentence
    share: float


def line_of(weights: Mapping[str, float], theme: str, papers: Iterable[Paper]) -> list[Step]:
    """The papers that speak of an ask, the newest first; each document once.

    `weights` has the stems of the ask's title and how much each says.
    """
    found: dict[int, Step] = {}
    for paper in papers:
        step = _step(weights, theme, paper)
        if step is not None and (paper.work not in found or step.share > found[paper.work].share):
            found[paper.work] = step
    return sorted(found.values(), key=lambda one: (one.paper.day or date.min, one.share, one.paper.key), reverse=True)


def share_of(weights: Mapping[str, float], stems: Iterable[str]) -> tuple[float, int]:
    """Which share of the weight these stems have, and how many of the words."""
    there = set(stems)
    whole = sum(weights.values())
    if not whole:
        return 0.0, 0
    longer = [stem for stem in there if len(stem) > _PARTIAL]
    having = [stem for stem in weights if stem in there or (len(stem) >= _PARTIAL and any(stem in other for other in longer))]
    return sum(weights[stem] for stem in having) / whole, len(having)


def _step(weights: Mapping[str, float], theme: str, paper: Paper) -> Step | None:
    best: Step | None = None
    for sentence in paper.sentences:
        share, words = share_of(weights, sentence.stems)
        if words >= min(_LEAST_WORDS, len(weights)) and (best is None or share > best.share):
            best = Step(paper, sentence, round(share, 3))
    wanted = _SHARE_THEME if theme and theme in paper.themes else _SHARE
    return best if best is not None and best.share >= wanted else None


def fits(weights: Mapping[str, float], theme: str, themes: Sequence[str], stems: Iterable[str]) -> bool:
    """Whether money (its themes, and the stems of what it is for) is money for an ask."""
    share, words = share_of(weights, stems)
    return theme in themes and words >= min(_LEAST_WORDS, len(weights)) and share >= _SHARE_THEME
