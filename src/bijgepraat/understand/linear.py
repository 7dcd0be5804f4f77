# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The trained model: for each feature of a text a weight per outcome, summed. See docs/model-card.md.

It stands in `data/linear.json`, made by `training/train.py`; here it is only applied, with nothing but the standard library.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

SCALE = 100
"""Weights are kept as whole hundredths, so that every machine reads the same."""


@dataclass(frozen=True, slots=True, eq=False)
class Linear:
    """Outcomes, what each starts with, and per feature the weights of the outcomes, in that order. Equal to itself only."""

    outcomes: tuple[str, ...]
    start: tuple[float, ...]
    weights: Mapping[str, tuple[float, ...]]

    def sums(self, features: Mapping[str, float]) -> list[float]:
        """For each outcome the start plus all features times their weights; unknown features count for nothing."""
        sums = list(self.start)
        known = self.weights
        for feature, value in features.items():
            row = known.get(feature)
            if row is not None:
                sums = [total + weight * value for total, weight in zip(sums, row)]  # noqa: B905 - checking lengths takes a tenth
        return sums


@dataclass(frozen=True, slots=True)
class Model:
    """Both models with their version; `cuts` are the chances from which a text is level 1, and level 2.

    `lists` is a fingerprint of the word lists that it was trained with: with other lists it must be trained again.
    """

    version: str
    lists: str
    themes: Linear
    relevance: Linear
    cuts: tuple[float, float]


@cache
def model() -> Model:
    """The model that is delivered with this version of the program."""
    raw = json.loads(resources.files("bijgepraat.understand").joinpath("data/linear.json").read_text("utf-8"))
    first, second = raw["cuts"]
    return Model(raw["version"], raw["lists"], linear_of(raw["themes"]), linear_of(raw["relevance"]), (first, second))


def linear_of(raw: Mapping[str, Any]) -> Linear:
    """A model from what stands in the file: weights in hundredths."""
    return Linear(
        tuple(raw["outcomes"]),
        tuple(start / SCALE for start in raw["start"]),
        {feature: tuple(weight / SCALE for weight in row) for feature, row in raw["weights"].items()},
    )


def shares(sums: list[float]) -> tuple[float, ...]:
    """Sums as chances that add up to 1."""
    most = max(sums)
    raised = [math.exp(value - most) for value in sums]
    whole = sum(raised)
    return tuple(value / whole for value in raised)


def chance(value: float) -> float:
    """A sum as a chance between 0 and 1."""
    return 1.0 / (1.0 + math.exp(-value)) if value >= 0 else math.exp(value) / (1.0 + math.exp(value))
