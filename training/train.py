# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Train the model of relevance and themes: `python training/train.py DATA` with scikit-learn beside the project's own packages.

DATA is the folder with public papers (in this project `../shared/data`). Measured first on the labels held out, with a model that
has not seen them; then trained on all labels and written to `understand/data/linear.json`. The same data give the same file.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from examples import Labelled, Themed, gold, labelled, themed
from measures import best_cut, figures
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import KFold

from bijgepraat.understand.linear import SCALE, Linear, linear_of
from bijgepraat.understand.relevance import enough_alone, features_of, fingerprint
from bijgepraat.understand.subject import subject_of

_VERSION = "lineair-1"
_TARGET = Path(__file__).resolve().parent.parent / "src" / "bijgepraat" / "understand" / "data" / "linear.json"
_SEEN_TERM, _SEEN_TOPIC = 6, 3
_TOPICAL = 1.6
"""A term whose largest weight for a theme is at least this names a subject; only such terms may decide on relevance."""
_THEME_STRENGTH, _RELEVANCE_STRENGTH = 5.0, 1.0
"""Inverse strength of regularisation; chosen by cross-validation on the labels."""
_FIRST, _FURTHER = 2.0, 0.7
"""What a label of our own counts beside a motion filed under a dossier (1.0): its first theme, and others."""
_ROUNDS, _FOLDS = 4, 6
_LEAST_WEIGHT = 0.1
_CLAIMED = 0.03
"""What a word of the list counts, that is said to be enough by itself, beside a text that was read."""

Raw = dict[str, object]


def main(data: Path) -> None:
    """Measure, train, write."""
    labels, standard = labelled(data), gold(data)
    seen = frozenset(one.id for one in standard)
    held = [one for one in labels if one.half == "held-out"]
    rest = [one for one in labels if one.half != "held-out"]
    first = trained(rest, themed(data, seen | {one.id for one in held}))
    _say("held out, not seen", figures(first, held))
    final = trained(labels, themed(data, seen))
    _TARGET.write_text(json.dumps(final, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n", "utf-8")
    _say(f"gold standard ({_TARGET.name}: {_TARGET.stat().st_size} bytes)", figures(final, standard))


def trained(labels: Sequence[Labelled], filed: Sequence[Themed], only_terms: bool = False) -> Raw:
    """Both models and the cuts, as they stand in the file. `only_terms` leaves the list of words out, to compare."""
    themes = train_themes(labels, filed)
    relevance, cuts = train_relevance(labels, linear_of(themes), only_terms)
    return {"version": _VERSION, "lists": fingerprint(), "themes": themes, "relevance": relevance, "cuts": cuts}


def train_themes(labels: Sequence[Labelled], filed: Sequence[Themed]) -> Raw:
    """Weights of terms per theme. Rare themes count more, by the root of how rare they are."""
    rows = [(subject_of(one.text).weights, one.theme, one.weight) for one in filed]
    for one in labels:
        terms = subject_of(one.text).weights
        rows += [(terms, theme, _FURTHER if place else _FIRST) for place, theme in enumerate(one.themes)]
    seen = Counter(term for terms, _, _ in rows for term in terms)
    kept = [{term: weight for term, weight in terms.items() if seen[term] >= _SEEN_TERM} for terms, _, _ in rows]
    wanted = np.array([theme for _, theme, _ in rows])
    worth = np.array([weight for _, _, weight in rows])
    mass: Counter[str] = Counter()
    for theme, weight in zip(wanted, worth, strict=True):
        mass[theme] += weight
    worth = worth * np.array([(len(rows) / mass[theme]) ** 0.5 for theme in wanted])
    vectors = DictVectorizer()
    fitted = LogisticRegression(C=_THEME_STRENGTH, max_iter=500, tol=1e-3)
    fitted.fit(vectors.fit_transform(kept), wanted, sample_weight=worth / worth.mean())
    return _raw([str(name) for name in fitted.classes_], fitted.intercept_, vectors.feature_names_, fitted.coef_.T)


def train_relevance(labels: Sequence[Labelled], themes: Linear, only_terms: bool) -> tuple[Raw, list[float]]:
    """Weights of features for "at least 1" and "at least 2", and the cuts that serve both best on texts left out of a fold."""
    rows = [features_of(one.text, one.kind, themes) for one in labels]
    seen = Counter(feature for row in rows for feature in row)
    topical = {term for term, weights in themes.weights.items() if max(map(abs, weights)) >= _TOPICAL}
    rows = [
        {name: value for name, value in row.items() if name[:2] != "w " or (name[2:] in topical and seen[name] >= _SEEN_TOPIC)}
        for row in rows
    ]
    rows = [_terms_of(row) for row in rows] if only_terms else rows
    claimed = [features_of(word, None, themes) for word in ([] if only_terms else enough_alone())]
    worth = [1.0] * len(labels) + [_CLAIMED] * len(claimed)
    cuts = []
    for level in (1, 2):
        chances = np.zeros(len(labels))
        for round_ in range(_ROUNDS):
            for others, left_out in KFold(_FOLDS, shuffle=True, random_state=round_).split(rows):
                told = [*(labels[i].share(level) for i in others), *[1.0] * len(claimed)]
                weight = [*(1.0 for _ in others), *[_CLAIMED] * len(claimed)]
                vectors, fitted = _fit([*(rows[i] for i in others), *claimed], told, weight)
                chances[left_out] += fitted.predict_proba(vectors.transform([rows[i] for i in left_out]))[:, 1] / _ROUNDS
        cuts.append(best_cut(chances, [one.share(level) for one in labels]))
    both = [_fit([*rows, *claimed], [one.share(level) for one in labels] + [1.0] * len(claimed), worth) for level in (1, 2)]
    names = both[0][0].feature_names_
    starts = [fitted.intercept_[0] for _, fitted in both]
    _say("cuts", dict(zip("12", cuts, strict=True)))
    return _raw(["1", "2"], starts, names, np.stack([fitted.coef_[0] for _, fitted in both], axis=1), least=0.0), cuts


def _terms_of(row: dict[str, float]) -> dict[str, float]:
    """Without what the list of words says."""
    return {name: value for name, value in row.items() if name[:2] in ("w ", "t ")}


def _fit(
    rows: Sequence[dict[str, float]], shares: Sequence[float], worth: Sequence[float]
) -> tuple[DictVectorizer, LogisticRegression]:
    """A text in doubt counts half on either side."""
    told = list(zip(rows, shares, worth, strict=True))
    sides = [(row, 1, share * weight) for row, share, weight in told if share > 0]
    sides += [(row, 0, (1 - share) * weight) for row, share, weight in told if share < 1]
    vectors = DictVectorizer().fit(rows)
    fitted = LogisticRegression(C=_RELEVANCE_STRENGTH, max_iter=2000, tol=1e-4)
    fitted.fit(vectors.transform([row for row, _, _ in sides]), [side for _, side, _ in sides], [part for _, _, part in sides])
    return vectors, fitted


def _raw(
    outcomes: list[str], start: Sequence[float], names: Sequence[str], weights: np.ndarray, least: float = _LEAST_WEIGHT
) -> Raw:
    """As in the file: whole hundredths, features that matter only."""
    kept = {
        name: [round(float(weight) * SCALE) if abs(weight) >= least else 0 for weight in row]
        for name, row in zip(names, weights, strict=True)
    }
    return {
        "outcomes": outcomes,
        "start": [round(float(value) * SCALE) for value in start],
        "weights": {name: row for name, row in kept.items() if any(row)},
    }


def _say(what: str, found: dict[str, float]) -> None:
    sys.stdout.write(f"{what}: {json.dumps(found)}\n")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("python training/train.py DATA")
    main(Path(sys.argv[1]))
