# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The gate of quality: on sentences of our own the analyser reaches its floors, and a floor can only rise."""

from __future__ import annotations

import json
import shutil
import subprocess
import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bijgepraat.understand.amounts import find_amounts
from bijgepraat.understand.chair_list import best_term
from bijgepraat.understand.dates import find_moments
from bijgepraat.understand.names import find_names
from bijgepraat.understand.promises import judge_promise
from bijgepraat.understand.references import find_references
from bijgepraat.understand.relevance import judge_relevance
from bijgepraat.understand.themes import rank_themes

CORPUS = Path(__file__).parent / "corpus"
Floors = Mapping[str, Mapping[str, Sequence[float]]]
FLOORS: Floors = tomllib.loads((CORPUS / "floors.toml").read_text("utf-8"))


def rows(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (CORPUS / name).read_text("utf-8").splitlines()]


def share(some: Iterable[bool]) -> float:
    counted = list(some)
    return sum(counted) / len(counted)


def f1(pairs: Iterable[tuple[bool, bool]]) -> float:
    """Of (said, true) pairs."""
    counted = list(pairs)
    return 2 * sum(said and true for said, true in counted) / sum(said + true for said, true in counted)


def money() -> dict[str, float]:
    right = wanted = said = kind = direction = years = 0
    every = rows("money.jsonl")
    for row in every:
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
    return {
        "sentences": len(every),
        "f1": 2 * right / (wanted + said),
        "kind": kind / right,
        "direction": direction / right,
        "years": years / right,
    }


def promised() -> dict[str, float]:
    every = rows("commitments.jsonl")
    return {
        "sentences": len(every),
        "found": share(judge_promise(row["text"]) is not None for row in every if row["strength"] == "hard"),
        "fooled_not": share(judge_promise(row["text"]) is None for row in every if row["strength"] is None),
    }


def deadlines() -> dict[str, float]:
    every = rows("deadlines.jsonl")
    wanted = [row for row in every if row["phrase"]]
    right = 0
    for row in wanted:
        on = date.fromisoformat(row["date"])
        term = best_term(find_moments(row["text"], on), on)
        last = term.last.isoformat() if term and term.last else None
        right += term is not None and last == row["to"]
    return {"sentences": len(every), "right": right / len(wanted)}


def relevance() -> dict[str, float]:
    every = [(row, judge_relevance(row["text"]).level, rank_themes(row["text"])) for row in rows("relevance.jsonl")]
    return {
        "sentences": len(every),
        "level_1": f1((level >= 1, row["level"] >= 1) for row, level, _ in every),
        "level_2": f1((level == 2, row["level"] == 2) for row, level, _ in every),
        "theme_first": share(row["theme"] == themes[0].key for row, _, themes in every),
        "theme_three": share(row["theme"] in [theme.key for theme in themes[:3]] for row, _, themes in every),
    }


def found_and_known(file: str, what: Callable[[dict[str, Any]], Iterable[Any]]) -> dict[str, float]:
    """How many of the words are found with their sort, and of those how many have the right identifier."""
    every = rows(f"{file}.jsonl")
    right = wanted = said = known = 0
    for row in every:
        found = {(one.start, one.end, one.type): one.id for one in what(row)}
        true = {(one["start"], one["end"], one["type"]): one["id"] for one in row[file]}
        wanted, said = wanted + len(true), said + len(found)
        right += len(found.keys() & true.keys())
        known += sum((found[place] or None) == (true[place] or None) for place in found.keys() & true.keys())
    return {"sentences": len(every), "f1": 2 * right / (wanted + said), "id": known / right}


def names() -> dict[str, float]:
    return found_and_known(
        "names", lambda row: find_names(row["text"], on=date.fromisoformat(row["date"]) if row["date"] else None)
    )


def references() -> dict[str, float]:
    return found_and_known("references", lambda row: find_references(row["text"]))


MEASURES: dict[str, Callable[[], dict[str, float]]] = {
    "money": money,
    "promises": promised,
    "deadlines": deadlines,
    "relevance": relevance,
    "names": names,
    "references": references,
}


def test_every_floor_is_measured() -> None:
    assert set(FLOORS) == set(MEASURES)


@pytest.mark.parametrize("area", MEASURES)
def test_the_analyser_reaches_its_floors(area: str) -> None:
    reached = MEASURES[area]()
    assert set(reached) == set(FLOORS[area])
    short = {name: (reached[name], floors[-1]) for name, floors in FLOORS[area].items() if reached[name] < floors[-1]}
    assert not short, short


def sunk(older: Floors, newer: Floors) -> list[str]:
    """Floors whose history in `newer` does not go on from that in `older`, or does not rise."""
    wrong = [
        f"{area}.{name}" for area, of in newer.items() for name, history in of.items() if list(history) != sorted(set(history))
    ]
    for area, measures in older.items():
        for name, history in measures.items():
            kept = newer.get(area, {}).get(name, ())
            if list(kept[: len(history)]) != list(history):
                wrong.append(f"{area}.{name}")
    return wrong


def test_a_floor_only_rises() -> None:
    assert sunk({}, FLOORS) == []
    assert all(history for measures in FLOORS.values() for history in measures.values())


def test_a_floor_that_sinks_is_seen() -> None:
    older = {"money": {"f1": [0.9, 0.95]}}
    assert sunk(older, {"money": {"f1": [0.9, 0.95, 0.97]}, "names": {"f1": [0.5]}}) == []
    for newer in ([0.9], [0.9, 0.94], [0.95], [0.9, 0.95, 0.95], [0.9, 0.95, 0.91], []):
        assert "money.f1" in sunk(older, {"money": {"f1": newer}})
    assert sunk(older, {}) == ["money.f1"]


def test_no_floor_sank_since_any_commit() -> None:
    """Against every version of the file that git knows: taking a figure away, or a whole measure, is seen as well."""
    git = shutil.which("git")

    def asked(*arguments: str) -> subprocess.CompletedProcess[str]:
        assert git
        return subprocess.run([git, *arguments], cwd=CORPUS, capture_output=True, text=True, check=False)

    if git is None or asked("rev-parse", "--verify", "HEAD").returncode:
        pytest.skip("geen git-geschiedenis: er is niets om mee te vergelijken")
    commits = asked("log", "--format=%H", "--", "floors.toml").stdout.split()
    if not commits:
        pytest.skip("floors.toml staat nog in geen enkele commit")
    for commit in commits:
        was = asked("show", f"{commit}:./floors.toml")
        if was.returncode == 0:  # a shallow clone has not all of them
            assert sunk(tomllib.loads(was.stdout), FLOORS) == [], commit
