# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The trained model: how it is applied, and what is delivered."""

from __future__ import annotations

import json
import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bijgepraat.model.claims import THEMES
from bijgepraat.understand.linear import Linear, chance, linear_of, model, shares
from bijgepraat.understand.relevance import judge_relevance
from bijgepraat.understand.subject import subject_of

HERE = Path(__file__).parent
LABELS = HERE.parent.parent / "training" / "labels.jsonl"


def test_features_are_weighed_and_summed() -> None:
    linear = linear_of({"outcomes": ["a", "b"], "start": [100, -50], "weights": {"x": [200, 0], "y": [-25, 300]}})
    assert linear.sums({"x": 0.5, "y": 2.0, "unknown": 9.0}) == [1.0 + 1.0 - 0.5, -0.5 + 6.0]
    assert linear.sums({}) == [1.0, -0.5]


@given(st.lists(st.floats(-700, 700), min_size=1, max_size=20))
def test_shares_are_chances(sums: list[float]) -> None:
    found = shares(sums)
    assert math.isclose(sum(found), 1.0, rel_tol=1e-9)
    assert all(0.0 <= share <= 1.0 for share in found)
    assert found[sums.index(max(sums))] == max(found)


@given(st.floats(-2000, 2000), st.floats(-2000, 2000))
def test_a_chance_rises_with_its_sum(low: float, high: float) -> None:
    low, high = sorted((low, high))
    assert 0.0 <= chance(low) <= chance(high) <= 1.0


def test_the_delivered_model_is_whole() -> None:
    trained = model()
    assert set(trained.themes.outcomes) == set(THEMES)
    assert trained.relevance.outcomes == ("1", "2")
    assert all(0.2 <= cut <= 0.75 for cut in trained.cuts)
    for linear in (trained.themes, trained.relevance):
        assert len(linear.start) == len(linear.outcomes)
        assert all(len(row) == len(linear.outcomes) and any(row) for row in linear.weights.values())


def test_another_model_decides_otherwise() -> None:
    trained = model()
    never = Linear(("1", "2"), (-50.0, -50.0), {})
    assert judge_relevance("De gemeente betaalt de Wmo.").level == 2
    assert (
        judge_relevance(
            "De gemeente betaalt de Wmo.", None, trained.__class__("x", "", trained.themes, never, trained.cuts)
        ).level
        == 0
    )


def test_a_request_weighs_more_than_a_consideration() -> None:
    text = "Titel\nDe Kamer,\noverwegende dat bruggen oud zijn;\nverzoekt de regering sluizen te bouwen,\nen gaat over tot de orde van de dag.\nMolen"
    weights = subject_of(text).weights
    assert weights["sluis"] > weights["brug"]
    assert "molen" not in weights
    assert math.isclose(sum(weight * weight for weight in weights.values()), 1.0)


def test_the_parts_of_a_compound_are_terms() -> None:
    found = subject_of("jeugdzorgkosten")
    assert {"jeugd", "zorg", "kost"} <= set(found.weights)
    assert set(found.places.values()) == {(0, 15)}


def test_labels_are_ids_and_judgements_only() -> None:
    rows = [json.loads(line) for line in LABELS.read_text("utf-8").splitlines()]
    assert len(rows) >= 400
    assert len({(row["source"], row["id"]) for row in rows}) == len(rows)
    for row in rows:
        assert set(row) == {"source", "id", "drawn", "relevance", "themes", "half"}
        assert row["relevance"] in ([0], [1], [2], [0, 1], [1, 2])
        assert row["themes"] and set(row["themes"]) <= set(THEMES)
        assert len(row["id"]) <= 36
    held = sum(row["half"] == "held-out" for row in rows)
    assert 0.3 <= held / len(rows) <= 0.36


@pytest.mark.shared
def test_nothing_of_the_gold_standard_was_labelled_by_us(shared: Path) -> None:
    measured = {row["id"] for row in json.loads((shared / "gold" / "relevance.dev.json").read_text("utf-8"))}
    assert measured.isdisjoint(json.loads(line)["id"] for line in LABELS.read_text("utf-8").splitlines())
