# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The theme of a text, from words per theme (`data/themes.toml`) and from a trained model of all its words (`linear`).

Each judges apart, and the geometric mean counts. Words in the first lines (title, dossier) and in the requests of a motion weigh more than
those in its considerations, and the tenth "woningen" says little more than the third.
"""

from __future__ import annotations

import math
import tomllib
from collections import Counter
from functools import cache
from importlib import resources

from bijgepraat.model.claims import THEMES, ThemeScore
from bijgepraat.understand.linear import Linear, Model, model
from bijgepraat.understand.subject import IN_HEADING, IN_REQUEST, Subject, shares_of, subject_of
from bijgepraat.understand.words import WordList

_STRONG, _WEAK = 1.0, 0.3
_LEAST_SHARE = 0.05
_MOST_WORDS = 8
_MOST_TERMS = 3
_EXPLAINED = 3
"""So many themes get the terms of the model beside the words of the list."""
_TELLING = 0.25
"""A term of the text that adds this much more to a theme than to the others is shown with the words of the list."""
_OTHER = "overig"
_LEAST = 0.5
_UNSEEN = 0.02
"""The share that a theme keeps of which no word of the list was found."""
_SURE = 0.6
"""The share from which the model is believed where the list found nothing."""


@cache
def _words() -> WordList:
    raw = tomllib.loads(resources.files("bijgepraat.understand").joinpath("data/themes.toml").read_text("utf-8"))
    groups: dict[str, list[str]] = {}
    for theme, lists in raw.items():
        for strength, entries in lists.items():
            groups[f"{theme} {strength}"] = entries
    return WordList(groups)


def rank_themes(text: str, model_: Model | None = None) -> tuple[ThemeScore, ...]:
    """Themes of a text, best first, with their share of the evidence; `overig` alone when no word tells."""
    subject = subject_of(text)
    trained = (model_ or model()).themes
    told = dict(zip(trained.outcomes, shares_of(text, trained), strict=True))
    ruled, counts = by_list(subject)
    whole = sum(ruled.values())
    if max(ruled.values(), default=0.0) < _LEAST and max(told.values()) < _SURE:
        return (ThemeScore(_OTHER, 1.0), *_ranked({theme: worth / max(whole, 1.0) for theme, worth in ruled.items()}, counts))
    joint = {theme: math.sqrt(told[theme] * (ruled.get(theme, 0.0) / max(whole, _LEAST) + _UNSEEN)) for theme in THEMES}
    both = sum(joint.values())
    ranked = _ranked({theme: worth / both for theme, worth in joint.items()}, counts)
    explained = [
        ThemeScore(entry.key, entry.score, (*entry.words, *_telling(text, subject, trained, entry)))
        for entry in ranked[:_EXPLAINED]
    ]
    return (*explained, *ranked[_EXPLAINED:])


def by_list(subject: Subject) -> tuple[dict[str, float], dict[str, Counter[str]]]:
    """What the words of the list are worth to each theme, and how often each was said."""
    counts: dict[str, Counter[str]] = {}
    said: dict[tuple[str, str], float] = {}
    for hit in _words().find(subject.unsigned):
        if hit.start >= subject.parts.end:
            continue
        theme, _, strength = hit.group.partition(" ")
        place = IN_HEADING if hit.start < subject.heading_end else IN_REQUEST if hit.start >= subject.parts.requests else 1.0
        worth = place * (_STRONG if strength == "strong" else _WEAK)
        said[theme, hit.entry] = said.get((theme, hit.entry), 0.0) + worth
        counts.setdefault(theme, Counter())[hit.quote.lower()] += 1
    totals: dict[str, float] = {}
    for (theme, _entry), worth in said.items():
        totals[theme] = totals.get(theme, 0.0) + math.log1p(worth)
    return totals, counts


def _ranked(scores: dict[str, float], counts: dict[str, Counter[str]]) -> list[ThemeScore]:
    order = list(THEMES)
    ranked = sorted(scores.items(), key=lambda entry: (-entry[1], order.index(entry[0])))
    return [
        ThemeScore(theme, round(score, 4), tuple(word for word, _ in counts.get(theme, Counter()).most_common(_MOST_WORDS)))
        for theme, score in ranked
        if score >= _LEAST_SHARE
    ]


def _telling(text: str, subject: Subject, trained: Linear, theme: ThemeScore) -> list[str]:
    """The terms that speak most for this theme in the model, as they stand in the text, beside the words shown already."""
    place = trained.outcomes.index(theme.key)
    added = {term: weight * trained.weights[term][place] for term, weight in subject.weights.items() if term in trained.weights}
    best = sorted((term for term, value in added.items() if value >= _TELLING), key=lambda term: (-added[term], term))
    words = dict.fromkeys(text[slice(*subject.places[term])].lower() for term in best)
    return [word for word in words if word not in theme.words][:_MOST_TERMS]
