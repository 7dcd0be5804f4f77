# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Relevance for gemeenten: which words of a text touch their tasks, powers, money or administration, and how strongly.

Two sources are weighed together by a trained model (`linear`, docs/model-card.md): the words of `data/relevance.toml`, by group,
entry and place, and what the text speaks of as a whole (`subject`). The words that decided are given back: nothing decides unseen.
"""

from __future__ import annotations

import hashlib
import json
import math
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from bijgepraat.model.claims import Relevance, Span
from bijgepraat.understand.linear import Linear, Model, chance, model
from bijgepraat.understand.papers import Parts
from bijgepraat.understand.subject import Subject, shares_of, subject_of
from bijgepraat.understand.words import Hit, WordList

_MOST_EVIDENCE = 40
_MOST_TERMS = 6
_TELLING = 0.2
"""A term of the text that adds this much to the decision is shown beside the words of the list."""
_LEVEL_2 = 1.0
_LEVEL_1 = 0.8
_STEEPNESS = 2.2
_REPEAT, _MOST_FOR_REPEATS = 0.15, 0.45
"""A word that comes back says a little more, up to a bound."""
_IN_REQUEST = 1.0
_ELSEWHERE = 0.55
"""What a word is worth in the considerations of a motion: they name much that is not asked."""
_ENTRY_ELSEWHERE = 0.6
_TERM, _THEME, _RULED = 2.0, 2.0, 2.0
"""How large terms, themes and the score by rules are made as features: what is larger is trusted sooner by the training."""
_MOST_OF_A_GROUP = 4


@dataclass(frozen=True, slots=True)
class _Groups:
    words: WordList
    weight: dict[str, float]
    direct: frozenset[str]


@cache
def _table() -> list[dict[str, Any]]:
    raw = tomllib.loads(resources.files("bijgepraat.understand").joinpath("data/relevance.toml").read_text("utf-8"))
    return list(raw["group"])


def fingerprint() -> str:
    """Of the list of words: a model goes with the list that it was trained with."""
    return hashlib.sha256(json.dumps(_table(), sort_keys=True).encode()).hexdigest()[:16]


def enough_alone() -> list[str]:
    """The words of the list that are said to make a text level 2 by themselves."""
    whole = [word for group in _table() if group["direct"] and group["weight"] >= 1.0 for word in group["words"]]
    return [word.strip("*") for word in whole if not word.startswith("!")]


@cache
def _groups() -> _Groups:
    raw = _table()
    return _Groups(
        WordList({group["name"]: group["words"] for group in raw}),
        {group["name"]: float(group["weight"]) for group in raw},
        frozenset(group["name"] for group in raw if group["direct"]),
    )


def judge_relevance(text: str, kind: str | None = None, trained: Model | None = None) -> Relevance:
    """How much a text matters to gemeenten; `kind` is what it is ("Motie"), where known. A text without words is level 0.

    The score is the mean of the chances that it is level 1 or more, and level 2. `trained` is another model than the delivered one.
    """
    trained = trained or model()
    subject = subject_of(text)
    hits = tuple(_hits(text, kind, subject))
    if not hits and not subject.weights:
        return Relevance(0.0, 0, ())
    features = _features(text, subject, kind, hits, trained.themes)
    first, second = (chance(value) for value in trained.relevance.sums(features))
    level = 2 if second >= trained.cuts[1] else 1 if first >= trained.cuts[0] else 0
    telling = _telling(text, subject, features, trained.relevance, 1 if level == 2 else 0) if level else []
    evidence = tuple(_spans(hits, telling, level))
    # A theme alone is no reason that can be shown: without a word that decided, a text is level 0.
    return Relevance(round((first + second) / 2, 6), level if evidence else 0, evidence)


def features_of(text: str, kind: str | None, themes: Linear) -> dict[str, float]:
    """What the model of relevance is trained on: terms, themes, words of the list by entry and by group and place."""
    subject = subject_of(text)
    return _features(text, subject, kind, tuple(_hits(text, kind, subject)), themes)


def by_rules(text: str, kind: str | None = None) -> Relevance:
    """The judgement by the list of words alone: one of the features, and what the model is compared with."""
    subject = subject_of(text)
    hits = tuple(_hits(text, kind, subject))
    level, score = _ruled(hits, text, _parts(text, kind, subject))
    return Relevance(score, level, tuple(_spans(hits, [], level)))


def _parts(text: str, kind: str | None, subject: Subject) -> Parts:
    """Requests and end, of a motion; another text has none, whatever its words."""
    return subject.parts if kind is None or kind.lower().startswith("motie") else Parts(len(text), len(text))


def _hits(text: str, kind: str | None, subject: Subject) -> Iterator[Hit]:
    end = _parts(text, kind, subject).end
    return (hit for hit in _groups().words.find(subject.bare) if hit.start < end)


def _ruled(hits: tuple[Hit, ...], text: str, parts: Parts) -> tuple[int, float]:
    """Level and score by the list alone. The heading with the title of the dossier counts as a consideration."""
    groups = _groups()
    asks = parts.requests if parts.end < len(text) else 0
    best: dict[str, tuple[float, str]] = {}
    for hit in hits:
        worth = groups.weight[hit.group] * (_IN_REQUEST if hit.start >= asks else _ELSEWHERE)
        if abs(worth) > abs(best.get(hit.entry, (0.0, ""))[0]):
            best[hit.entry] = (worth, hit.group)
    direct = sum(worth for worth, group in best.values() if group in groups.direct)
    said = sum(hit.group in groups.direct for hit in hits)
    distinct = sum(group in groups.direct for _, group in best.values())
    direct += min(_MOST_FOR_REPEATS, _REPEAT * (said - distinct))
    field = sum(worth for worth, group in best.values() if group not in groups.direct)
    level = 2 if direct >= _LEVEL_2 else 1 if direct + max(field, 0.0) >= _LEVEL_1 and direct + field > 0 else 0
    strength = 2.0 * direct + 0.6 * field
    return level, round(1.0 - math.exp(-max(strength, 0.0) / _STEEPNESS), 6)


def _features(text: str, subject: Subject, kind: str | None, hits: tuple[Hit, ...], themes: Linear) -> dict[str, float]:
    groups = _groups()
    parts = _parts(text, kind, subject)
    level, score = _ruled(hits, text, parts)
    found = {f"w {term}": _TERM * weight for term, weight in subject.weights.items()}
    for theme, share in zip(themes.outcomes, shares_of(text, themes), strict=True):
        found[f"t {theme}"] = _THEME * share
    found |= {"rules": _RULED * score, "rules 1": float(level >= 1), "rules 2": float(level == 2)}
    found["whole"] = float(parts.end == len(text))
    counts: dict[str, int] = {}
    for (group, entry), place in _places(hits, text, parts, subject.heading_end).items():
        if groups.weight[group]:
            found[f"e {entry}"] = 1.0 if place == "request" else _ENTRY_ELSEWHERE
            counts[f"{place} {group}"] = counts.get(f"{place} {group}", 0) + 1
    return found | {name: math.sqrt(min(count, _MOST_OF_A_GROUP)) for name, count in counts.items()}


def _places(hits: tuple[Hit, ...], text: str, parts: Parts, heading_end: int) -> dict[tuple[str, str], str]:
    """Where each entry of the list stands at its best: in a request, in a consideration, or in the heading alone."""
    asks = parts.requests if parts.end < len(text) else 0
    order = ("heading", "consideration", "request")
    best: dict[tuple[str, str], str] = {}
    for hit in hits:
        place = "request" if hit.start >= asks else "heading" if hit.start < heading_end else "consideration"
        key = (hit.group, hit.entry)
        if key not in best or order.index(place) > order.index(best[key]):
            best[key] = place
    return best


def _telling(text: str, subject: Subject, features: dict[str, float], trained: Linear, outcome: int) -> list[Span]:
    """The terms that added most to the decision, where they first stand."""
    added = {
        name[2:]: value * trained.weights[name][outcome]
        for name, value in features.items()
        if name.startswith("w ") and name in trained.weights
    }
    best = sorted((term for term, value in added.items() if value >= _TELLING), key=lambda term: (-added[term], term))
    places = sorted({subject.places[term] for term in best[:_MOST_TERMS]})
    return [Span(text[start:end], start, end) for start, end in places]


def _spans(hits: tuple[Hit, ...], telling: list[Span], level: int) -> list[Span]:
    """The words that decided, in order, without those that argued against or only lie inside another."""
    groups = _groups()
    wanted: list[Span] = [hit for hit in hits if groups.weight[hit.group] > 0 and (level < 2 or hit.group in groups.direct)]
    spans: list[Span] = []
    for span in sorted([*wanted, *telling], key=lambda span: (span.start, -span.end)):
        if (not spans or span.start >= spans[-1].end) and len(spans) < _MOST_EVIDENCE:
            spans.append(Span(span.quote, span.start, span.end))
    return spans
