# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""What a text speaks of, as the trained model sees it: stems and parts of compounds, each with a weight.

Words of the heading and of a motion's requests weigh more than its considerations; names of authors, ministries and signatures
do not count. Weights are damped (the tenth "woningen" says little more than the third) and have length 1 together.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import lru_cache

from bijgepraat.understand.language.stems import index_terms
from bijgepraat.understand.linear import Linear, shares
from bijgepraat.understand.papers import Parts, end_of_heading, parts_of, without_authors, without_ministries

IN_HEADING, IN_REQUEST = 2.2, 1.6
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_LONGEST_WORD = 60
_REMEMBERED = 100_000
_SILENT = frozenset(
    (
        "aan al als ander andere andere bij bijvoorbeeld binnen daar daarbij dan dat de deel deze die dit door dus een en er gehoord"
        " geworden had hebben heeft het hij hoe hun ik in is jaar kamer kan kunnen leden lid maar mee meer mening met minister moet moeten"
        " motie na naar niet nog nr of om onder ook op over overwegende regering staten-generaal te tegen ter tot tussen tweede uit van"
        " vanuit veel vergaderjaar verzoekt voor voorgesteld waar waarbij waardoor wat we wel welke wij worden wordt ze zich zij zijn zo"
        " zodat zou zullen beraadslaging constaterende kamerstukken kabinet orde dag spreekt gaat zorgen zorgt zorgde gezorgd"
    ).split()
)
"""Words that every paper has: they say nothing of its subject."""


@dataclass(frozen=True, slots=True)
class Subject:
    """The terms of a text with their weights, and where each first stands (start and end).

    `unsigned` is the text with the names of its authors blotted out, `bare` also those of ministries; offsets stay what they were.
    """

    unsigned: str
    bare: str
    weights: dict[str, float]
    places: dict[str, tuple[int, int]]
    parts: Parts
    heading_end: int


@lru_cache(maxsize=4)
def subject_of(text: str) -> Subject:
    """Read a text once for themes and relevance both; the last few texts are remembered."""
    parts, heading_end = parts_of(text), end_of_heading(text)
    asks = parts.requests if parts.end < len(text) else len(text)
    unsigned = without_authors(text)
    bare = without_ministries(unsigned)
    counts: dict[str, float] = {}
    places: dict[str, tuple[int, int]] = {}
    for match in _WORD.finditer(bare, 0, parts.end):
        start, end = match.span()
        worth = IN_HEADING if start < heading_end else IN_REQUEST if start >= asks else 1.0
        for term in _terms(match.group()):
            counts[term] = counts.get(term, 0.0) + worth
            if term not in places:
                places[term] = (start, end)
    damped = {term: math.log1p(count) for term, count in counts.items()}
    length = math.sqrt(sum(weight * weight for weight in damped.values())) or 1.0
    weights = {term: weight / length for term, weight in damped.items()}
    return Subject(unsigned, bare, weights, places, parts, heading_end)


@lru_cache(maxsize=4)
def shares_of(text: str, themes: Linear) -> tuple[float, ...]:
    """How likely each theme of the model is by what the text speaks of, in the order of its outcomes."""
    return shares(themes.sums(subject_of(text).weights))


@lru_cache(maxsize=_REMEMBERED)
def _terms(word: str) -> tuple[str, ...]:
    if len(word) < 2 or len(word) > _LONGEST_WORD or word.lower() in _SILENT:
        return ()
    whole, parts = index_terms(word)
    return (whole, *parts)
