# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Figures of relevance and themes, reckoned as the scorer beside the project does: texts in doubt count neither way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from examples import Labelled

from bijgepraat.understand.linear import Linear, Model, linear_of
from bijgepraat.understand.relevance import judge_relevance
from bijgepraat.understand.subject import shares_of
from bijgepraat.understand.themes import rank_themes

_ABOUT = 0.005
"""Figures of F1 that differ less are about the same."""


def figures(raw: Mapping[str, Any], texts: Sequence[Labelled], only_terms: bool = False) -> dict[str, float]:
    """How a trained model does on these texts; `only_terms`: themes by the model alone, without the list of words."""
    trained = Model(raw["version"], raw["lists"], linear_of(raw["themes"]), linear_of(raw["relevance"]), tuple(raw["cuts"]))
    judged = [judge_relevance(one.text, one.kind, trained) for one in texts]
    ranked = [
        _by_terms(one.text, trained.themes) if only_terms else [theme.key for theme in rank_themes(one.text, trained)]
        for one in texts
    ]
    return of_levels([one.level for one in judged], [one.score for one in judged], texts) | of_themes(ranked, texts)


def _by_terms(text: str, themes: Linear) -> list[str]:
    told = dict(zip(themes.outcomes, shares_of(text, themes), strict=True))
    return sorted(told, key=lambda theme: -told[theme])


def of_levels(levels: Sequence[int], scores: Sequence[float], texts: Sequence[Labelled]) -> dict[str, float]:
    """Precision, recall and F1 at both levels, and average precision of the order by score."""
    found: dict[str, float] = {}
    for level in (1, 2):
        pairs = [(one.share(level), said >= level) for one, said in zip(texts, levels, strict=True) if one.share(level) in (0, 1)]
        right = sum(true == 1 and said for true, said in pairs)
        said_all, true_all = sum(said for _, said in pairs), sum(true == 1 for true, _ in pairs)
        found[f"P{level}"], found[f"R{level}"] = round(right / max(said_all, 1), 3), round(right / max(true_all, 1), 3)
        found[f"F{level}"] = round(2 * right / max(said_all + true_all, 1), 3)
    order = sorted(range(len(texts)), key=lambda place: -scores[place])
    hits, total = 0, 0.0
    for place, index in enumerate(order, 1):
        if min(texts[index].relevance) >= 1:
            hits += 1
            total += hits / place
    return found | {"AP": round(total / max(hits, 1), 3)}


def of_themes(ranked: Sequence[Sequence[str]], texts: Sequence[Labelled]) -> dict[str, float]:
    """How often the first theme, and one of the first three, is among the labels."""
    first = sum(themes[0] in one.themes for themes, one in zip(ranked, texts, strict=True))
    three = sum(bool(set(themes[:3]) & set(one.themes)) for themes, one in zip(ranked, texts, strict=True))
    return {"first": round(first / max(len(texts), 1), 3), "three": round(three / max(len(texts), 1), 3)}


def best_cut(chances: Sequence[float], shares: Sequence[float]) -> float:
    """The chance from which to say yes, so that F1 is best: the middle of all cuts that are about as good, as one is luck."""
    told = [(chance, share == 1) for chance, share in zip(chances, shares, strict=True) if share in (0, 1)]
    whole = sum(true for _, true in told)
    f1: dict[float, float] = {}
    for cut in (step / 100 for step in range(20, 75)):
        said = [true for chance, true in told if chance >= cut]
        f1[cut] = 2 * sum(said) / max(len(said) + whole, 1)
    good = [cut for cut, reached in f1.items() if reached >= max(f1.values()) - _ABOUT]
    return round(sum(good) / len(good), 2)
