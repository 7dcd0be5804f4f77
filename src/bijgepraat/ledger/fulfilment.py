# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Which later document may fulfil a promise: proposals with the sentence that says so, best first. A person decides."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bijgepraat.model.promises import Promise, Proposal

_NAMES_IT = re.compile(r"\b(?:toezegging(?:en)?|toegezegde?|zoals (?:eerder )?beloofd)\b", re.IGNORECASE)
_LEAST_SHARED, _LEAST = 2, 0.34
_NAMED, _SAME_MINISTRY, _OTHER_MINISTRY = 0.3, 0.12, -0.25
_SAYS_ALL = 12
"""Letters of a stem that says enough by itself: verbruiksbelasting."""
_MOST = 5
_LONGEST = timedelta(days=3 * 365)
_MINISTRY = re.compile(r"\b(?:van|voor)\s+(.+)$", re.IGNORECASE)
_ROLE_WORDS = frozenset({"minister", "staatssecretaris", "van", "voor", "en", "de", "het"})


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a document: `text[start:end] == quote`, with the stems of its words."""

    quote: str
    start: int
    end: int
    stems: frozenset[str]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A document that came after a promise. `role` is who sent it ("minister van …"), where known; a title is a sentence too."""

    kind: str
    key: str
    title: str
    day: date | None
    role: str | None
    sentences: tuple[Sentence, ...]


def fulfilments(promise: Promise, candidates: Iterable[Candidate]) -> list[Proposal]:
    """Documents that may fulfil a promise, best first, at most five.

    A document counts when one sentence shares at least two telling words with the promise (or one long one) and came after it was
    made; it counts for more when it says that it was promised, or comes from the same ministry, for less when from another.
    """
    made = promise.made
    own = {(entry.statement.kind, entry.statement.key) for entry in promise.entries}
    possible = [
        one
        for one in candidates
        if (one.kind, one.key) not in own and made is not None and one.day is not None and made < one.day <= made + _LONGEST
    ]
    weights = _weights(possible)
    found = [proposal for one in possible if (proposal := _proposal(promise, one, weights)) is not None]
    return sorted(found, key=lambda one: (-one.confidence, one.day or date.max, one.kind, one.key))[:_MOST]


def same_ministry(one: str | None, other: str | None) -> bool | None:
    """Whether two roles are of one ministry; None when a role says none."""
    first, second = _portfolio(one), _portfolio(other)
    return None if not first or not second else bool(first & second)


def _proposal(promise: Promise, candidate: Candidate, weights: Mapping[str, float]) -> Proposal | None:
    wanted = promise.main.stems
    whole = sum(weights.get(stem, 1.0) for stem in wanted)
    best: tuple[float, Sentence] | None = None
    for sentence in candidate.sentences:
        shared = wanted & sentence.stems
        if len(shared) < _LEAST_SHARED and not any(len(stem) >= _SAYS_ALL for stem in shared):
            continue
        score = sum(weights.get(stem, 1.0) for stem in shared) / whole
        if _NAMES_IT.search(sentence.quote):
            score += _NAMED
        if best is None or score > best[0]:
            best = (score, sentence)
    if best is None:
        return None
    score, sentence = best
    ministry = same_ministry(promise.by[1], candidate.role)
    score += _SAME_MINISTRY if ministry else _OTHER_MINISTRY if ministry is False else 0.0
    if score < _LEAST:
        return None
    named = _NAMES_IT.search(sentence.quote) is not None
    rule = "noemt de toezegging" if named else "zelfde onderwerp"
    if ministry:
        rule += ", zelfde ministerie"
    return Proposal(
        candidate.kind,
        candidate.key,
        candidate.title,
        candidate.day,
        sentence.quote,
        sentence.start,
        sentence.end,
        rule,
        round(min(max(score, 0.0), 0.99), 3),
    )


def _portfolio(role: str | None) -> frozenset[str]:
    found = _MINISTRY.search(role or "") if role else None
    words = (found[1] if found else (role or "")).lower().replace(",", " ").split()
    return frozenset(word for word in words if word not in _ROLE_WORDS and len(word) > 2)


def _weights(candidates: Sequence[Candidate]) -> dict[str, float]:
    counts = Counter(stem for one in candidates for stem in {stem for sentence in one.sentences for stem in sentence.stems})
    return {stem: math.log1p((1 + len(candidates)) / number) for stem, number in counts.items()}
