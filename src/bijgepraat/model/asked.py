# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The book of asks: what municipalities want from The Hague, held against a text."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class AskVerdict(StrEnum):
    """What a text does with an ask."""

    HEARD = "overgenomen"
    PARTLY = "deels"
    OPPOSED = "tegengesteld"
    ABSENT = "afwezig"


@dataclass(frozen=True, slots=True)
class Ask:
    """One ask: a short title, the ask in a few sentences, and the key of its theme (empty when not given)."""

    id: str
    title: str
    ask: str
    theme: str = ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a paragraph, with its stems and offsets in the whole text."""

    quote: str
    start: int
    end: int
    stems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the text that asks are held against. `number` is its own, or its place from 1."""

    number: int
    text: str
    stems: tuple[str, ...]
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class AskPassage:
    """A paragraph that decides, or came nearest: its best sentence, and how strongly it answers the ask (0–1)."""

    paragraph: int
    quote: str
    start: int
    end: int
    score: float


@dataclass(frozen=True, slots=True)
class AskMatch:
    """A proposal: what a text does with an ask, how sure that is (0–1), why, and the passages, best first."""

    ask: Ask
    verdict: AskVerdict
    confidence: float
    why: str
    passages: tuple[AskPassage, ...]
