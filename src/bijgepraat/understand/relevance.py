# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Relevance for gemeenten: which words of a text touch their tasks, powers, money or administration, and how strongly.

The words stand in `data/relevance.toml`, by group and weight. Each entry counts once, more where a motion asks for something
than where it only considers, and the words that counted are given back: nothing decides unseen.
"""

from __future__ import annotations

import math
import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources

from bijgepraat.model.claims import Relevance, Span
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
_REQUEST = re.compile(r"^(?:en )?(?:tevens )?(?:verzoekt|spreekt|roept|draagt|nodigt)\b", re.IGNORECASE | re.MULTILINE)
_CLOSING = re.compile(r"en gaat over tot de orde van de dag", re.IGNORECASE)


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
    start, asks, end = _parts_of_motion(text) if kind is None or kind.lower().startswith("motie") else (0, 0, len(text))
    best: dict[str, tuple[float, str]] = {}
    evidence: list[Hit] = []
    for hit in groups.words.find(text):
        if not start <= hit.start < end:
            continue
        worth = groups.weight[hit.group] * (_IN_REQUEST if hit.start >= asks else _ELSEWHERE)
        evidence.append(hit)
        if abs(worth) > abs(best.get(hit.entry, (0.0, ""))[0]):
            best[hit.entry] = (worth, hit.group)
    direct = sum(worth for worth, group in best.values() if group in groups.direct)
    direct += min(_MOST_FOR_REPEATS, _REPEAT * sum(hit.group in groups.direct for hit in evidence[len(best) :]))
    field = sum(worth for worth, group in best.values() if group not in groups.direct)
    level = 2 if direct >= _LEVEL_2 else 1 if direct + max(field, 0.0) >= _LEVEL_1 and direct + field > 0 else 0
    strength = 2.0 * direct + 0.6 * field
    score = 1.0 - math.exp(-max(strength, 0.0) / _STEEPNESS)
    return Relevance(round(score, 6), level, tuple(_spans(evidence, groups, level)))


def _parts_of_motion(text: str) -> tuple[int, int, int]:
    """Where a motion's own words begin, where its requests begin, and where it closes; (0, 0, length) for another text."""
    request = _REQUEST.search(text)
    closing = _CLOSING.search(text)
    if request is None or closing is None:
        return 0, 0, len(text)
    # The heading with the title of the dossier counts as a consideration.
    return 0, request.start(), closing.start()


def _spans(evidence: list[Hit], groups: _Groups, level: int) -> list[Span]:
    """The words that decided, in order, without those that argued against or only lie inside another."""
    wanted = [hit for hit in evidence if groups.weight[hit.group] > 0 and (level < 2 or hit.group in groups.direct)]
    spans: list[Span] = []
    for hit in sorted(wanted, key=lambda hit: (hit.start, -hit.end)):
        if (not spans or hit.start >= spans[-1].end) and len(spans) < _MOST_EVIDENCE:
            spans.append(Span(hit.quote, hit.start, hit.end))
    return spans
