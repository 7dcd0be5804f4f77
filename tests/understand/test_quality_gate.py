# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The gate of quality: on sentences of our own the analyser reaches its floors, and a floor can only rise."""

from __future__ import annotations

import json
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bijgepraat.understand.amounts import find_amounts
from bijgepraat.understand.chair_list import best_term
from bijgepraat.understand.dates import find_moments
from bijgepraat.understand.promises import judge_promise

CORPUS = Path(__file__).parent / "corpus"
FLOORS: dict[str, dict[str, list[float]]] = tomllib.loads((CORPUS / "floors.toml").read_text("utf-8"))


def rows(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (CORPUS / name).read_text("utf-8").splitlines()]


def money() -> dict[str, float]:
    right = wanted = said = kind = direction = years = 0
    for row in rows("money.jsonl"):
        found = {(one.start, one.end): one for one in find_amounts(row["text"], None)}
        said += len(found)
        for true in row["amounts"]:
            wanted += 1
            one = found.get((true["start"], true["end"]))
            if one is None or (one.low_eur, one.high_eur) != (true["low_eur"], true["high_eur"]):
                continue
            right += 1
            kind += one.kind == true["kind"]
            direction += one.direction == true["direction"]
            years += (one.from_year, one.to_year) == (true["from_year"], true["to_year"])
    return {"f1": 2 * right / (wanted + said), "kind": kind / right, "direction": direction / right, "years": years / right}


def promised() -> dict[str, float]:
    every = rows("commitments.jsonl")
    hard = [row for row in every if row["strength"] == "hard"]
    none = [row for row in every if row["strength"] is None]
    return {
        "found": sum(judge_promise(row["text"]) is not None for row in hard) / len(hard),
        "fooled_not": sum(judge_promise(row["text"]) is None for row in none) / len(none),
    }


def deadlines() -> dict[str, float]:
    wanted = [row for row in rows("deadlines.jsonl") if row["phrase"]]
    right = 0
    for row in wanted:
        on = date.fromisoformat(row["date"])
        term = best_term(find_moments(row["text"], on), on)
        last = term.last.isoformat() if term and term.last else None
        right += term is not None and last == row["to"]
    return {"right": right / len(wanted)}


@pytest.mark.parametrize(("area", "measure"), [("money", money), ("promises", promised), ("deadlines", deadlines)])
def test_the_analyser_reaches_its_floors(area: str, measure: Any) -> None:
    reached = measure()
    assert set(reached) == set(FLOORS[area])
    short = {name: (reached[name], floors[-1]) for name, floors in FLOORS[area].items() if reached[name] < floors[-1]}
    assert not short, short


def test_a_floor_only_rises() -> None:
    for area, measures in FLOORS.items():
        for name, history in measures.items():
            assert history and history == sorted(set(history)), (area, name)
