# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Putting what was found by words and what was found by meaning in one order. Pure.

Adding up places (rank fusion) does not do: texts that happen to use the words of a question stand as high in one list as texts
that answer it do in the other. So meaning orders, and words count where they say something: when a text has all of them, or the
names and numbers.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from bijgepraat.settings import SearchWeights
from bijgepraat.store.search_query import Every, Joined, SearchQuery, Word, folded

_TYPED = re.compile(r"[^\s/\"“”„«»()]+")
_USUAL_Z = 0.5
"""How near a text without a vector is taken to be, where no text that was found tells."""
_SHORT = 3
"""Words. So short a question names what it is about: what the index makes of those words counts for more than in a sentence."""
_STEEPNESS = 3
"""Half the words count for an eighth: texts that share some words with a question are many."""

Entry = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Unit:
    """A word of a question, or words that were typed in one go. `name`: it has a digit or is written as a name."""

    words: tuple[str, ...]
    name: bool


@dataclass(frozen=True, slots=True)
class Candidate:
    """What is known of an entry: its score by words (0: not found so), its nearness, the share of words and names in it."""

    entry: Entry
    score: float = 0.0
    z: float | None = None
    words: float = 0.0
    names: float = 0.0


def units(query: SearchQuery) -> list[Unit]:
    """The words of a free question. A capital makes a name, but for the first word and for short names (VWS)."""
    parts = query.tree.parts if isinstance(query.tree, Every) else (query.tree,)
    capitals = set()
    for place, typed in enumerate(_TYPED.findall(query.words_typed)):
        if place and typed[:1].isupper() and not typed.isupper():
            capitals.add(folded(typed).strip(".,;:!?"))
    found = []
    for part in parts:
        if isinstance(part, Word):
            found.append(Unit((part.text,), part.text in capitals or any(char.isdigit() for char in part.text)))
        elif isinstance(part, Joined):
            found.append(Unit(part.words, any(char.isdigit() for word in part.words for char in word)))
    return found


def order(candidates: Collection[Candidate], weights: SearchWeights, asked: int) -> list[tuple[Candidate, float]]:
    """Candidates with their score, best first; equal ones in the order of their entries. `asked`: how many words were asked."""
    if not candidates:
        return []
    rank = weights.rank_short if asked <= _SHORT else weights.rank
    best = max(candidate.score for candidate in candidates) or 1.0
    known = sorted(one.z for one in candidates if one.z is not None and one.score > 0)
    usual = known[len(known) // 2] if known else _USUAL_Z

    def score(one: Candidate) -> float:
        return (
            (one.z if one.z is not None else usual)
            + weights.words * one.words**_STEEPNESS
            + weights.names * one.names**2
            + rank * one.words**_STEEPNESS * one.score / best
        )

    found = [(one, score(one)) for one in candidates]
    return sorted(found, key=lambda pair: (-pair[1], pair[0].entry))


def shares(
    candidates: Sequence[Entry], having: Mapping[Unit, Collection[Entry]], rarity: Mapping[Unit, float]
) -> dict[Entry, tuple[float, float]]:
    """Per candidate which share of the words it has, each by its rarity, and which share of the names and numbers."""
    total = sum(rarity.values()) or 1.0
    names = [unit for unit in having if unit.name]
    return {
        entry: (
            sum(weight for unit, weight in rarity.items() if entry in having[unit]) / total,
            sum(entry in having[unit] for unit in names) / len(names) if names else 0.0,
        )
        for entry in candidates
    }
