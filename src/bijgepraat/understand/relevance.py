# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Relevance for gemeenten: which words of a text touch their tasks, powers, money or administration, and how strongly.

The words stand in `data/relevance.toml`, by group and weight. Each entry counts once, more where a motion asks for something
than where it only considers, and the words that counted are given back: nothing decides unseen.
"""

from __future__ import annotations

import math
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources

from bijgepraat.model.claims import Relevance, Span
from bijgepraat.understand.papers import Parts, parts_of, without_authors, without_ministries
from bijgepraat.understand.words import Hit, WordList

_MOST_EVIDENCE = 40
_LEVEL_2 = 1.0
_LEVEL_1 = 0.8
_STEEPNESS = 2.2
_REPEAT, _MOST_FOR_REPEATS = 0.15, 0.45
"""A word that comes back says a little more, up to a bound."""
_IN_REQUEST = 1.0
_ELSEWHERE = 0.55
"""What a word is worth in the considerations of a motion: they name much that is not asked."""


@dataclass(frozen=True, slots=True)
class _Groups:
    words: WordList
    weight: dict[str, float]
    direct: frozenset[str]


@cache
def _groups() -> _Groups:
    raw = tomllib.loads(resources.files("bijgepraat.understand").joinpath("data/relevance.toml").read_text("utf-8"))["group"]
    return _Groups(
        WordList({group["name"]: group["words"] for group in raw}),
        {group["name"]: float(group["weight"]) for group in raw},
        frozenset(group["name"] for group in raw if group["direct"]),
    )


def judge_relevance(text: str, kind: str | None = None) -> Relevance:
    """How much a text matters to gemeenten; `kind` is what it is ("Motie"), where known. A text without words is level 0."""
    groups = _groups()
    # The heading with the title of the dossier counts as a consideration.
    parts = parts_of(text) if kind is None or kind.lower().startswith("motie") else Parts(len(text), len(text))
    asks = parts.requests if parts.end < len(text) else 0
    best: dict[str, tuple[float, str]] = {}
    evidence: list[Hit] = []
    for hit in groups.words.find(without_ministries(without_authors(text))):
        if hit.start >= parts.end:
            continue
        worth = groups.weight[hit.group] * (_IN_REQUEST if hit.start >= asks else _ELSEWHERE)
        evidence.append(hit)
        if abs(worth) > abs(best.get(hit.entry, (0.0, ""))[0]):
            best[hit.entry] = (worth, hit.group)
    direct = sum(worth for worth, group in best.values() if group in groups.direct)
    said = sum(hit.group in groups.direct for hit in evidence)
    distinct = sum(group in groups.direct for _, group in best.values())
    direct += min(_MOST_FOR_REPEATS, _REPEAT * (said - distinct))
    field = sum(worth for worth, group in best.values() if group not in groups.direct)
    level = 2 if direct >= _LEVEL_2 else 1 if direct + max(field, 0.0) >= _LEVEL_1 and direct + field > 0 else 0
    strength = 2.0 * direct + 0.6 * field
    score = 1.0 - math.exp(-max(strength, 0.0) / _STEEPNESS)
    return Relevance(round(score, 6), level, tuple(_spans(evidence, groups, level)))


def _spans(evidence: list[Hit], groups: _Groups, level: int) -> list[Span]:
    """The words that decided, in order, without those that argued against or only lie inside another."""
    wanted = [hit for hit in evidence if groups.weight[hit.group] > 0 and (level < 2 or hit.group in groups.direct)]
    spans: list[Span] = []
    for hit in sorted(wanted, key=lambda hit: (hit.start, -hit.end)):
        if (not spans or hit.start >= spans[-1].end) and len(spans) < _MOST_EVIDENCE:
            spans.append(Span(hit.quote, hit.start, hit.end))
    return spans
