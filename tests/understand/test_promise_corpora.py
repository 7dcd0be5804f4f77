# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Promises and terms on sentences of our own: what was reached may not be lost.

`commitments.jsonl`: text, strength (hard, zacht, or null for what only looks like a promise) and in which round it was written; each
round was measured before a rule was changed for it. `deadlines.jsonl`: text, the day it was said, the phrase, first and last day.
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

from bijgepraat.understand.chair_list import best_term
from bijgepraat.understand.dates import find_moments
from bijgepraat.understand.promises import judge_promise

CORPUS = Path(__file__).parent / "corpus"


def rows(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (CORPUS / name).read_text("utf-8").splitlines()]


def missed(wanted: list[dict[str, Any]], *, found: bool) -> list[str]:
    return [row["text"] for row in wanted if (judge_promise(row["text"]) is not None) is not found]


def test_the_corpora_are_large_enough_to_tell() -> None:
    by_strength = [row["strength"] for row in rows("commitments.jsonl")]
    assert len([one for one in by_strength if one]) >= 200
    assert by_strength.count(None) >= 190
    assert len([row for row in rows("deadlines.jsonl") if row["phrase"]]) >= 170
    for name in ("commitments.jsonl", "deadlines.jsonl"):
        texts = [row["text"] for row in rows(name)]
        assert len(texts) - len(set(texts)) <= len(texts) // 2


def test_promises_are_found() -> None:
    hard = [row for row in rows("commitments.jsonl") if row["strength"] == "hard"]
    soft = [row for row in rows("commitments.jsonl") if row["strength"] == "zacht"]
    assert len(missed(hard, found=True)) <= 0.04 * len(hard), missed(hard, found=True)
    assert len(missed(soft, found=True)) <= 0.03 * len(soft), missed(soft, found=True)


def test_how_firm_they_are() -> None:
    firm = [row for row in rows("commitments.jsonl") if row["strength"]]
    wrong = [row["text"] for row in firm if judge_promise(row["text"]) not in {row["strength"], None}]
    assert len(wrong) <= 0.04 * len(firm), wrong


def test_look_alikes_are_not() -> None:
    none = [row for row in rows("commitments.jsonl") if row["strength"] is None]
    assert len(missed(none, found=False)) <= 0.01 * len(none), missed(none, found=False)


def test_terms_and_their_intervals() -> None:
    wrong = []
    for row in rows("deadlines.jsonl"):
        on = date.fromisoformat(row["date"])
        moments = find_moments(row["text"], on)
        if row["phrase"] is None:
            wrong += [row["text"]] if moments else []
            continue
        term = best_term(moments, on)
        first, last = (date.fromisoformat(row[side]) if row[side] else None for side in ("from", "to"))
        if term is None or (term.quote, term.last) != (row["phrase"], last) or (last is None and term.first != first):
            wrong.append(row["text"])
    assert wrong == []
