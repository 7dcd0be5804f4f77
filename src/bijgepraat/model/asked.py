# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The book of asks: what municipalities want from The Hague, held against a text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class AskVerdict(StrEnum):
    """What a text does with an ask."""

    HEARD = "overgenomen"
    PARTLY = "deels"
    OPPOSED = "tegengesteld"
    ABSENT = "afwezig"


class TextSort(StrEnum):
    """What sort of text asks are held against."""

    AGREEMENT = "akkoord"
    MANIFESTO = "programma"
    BUDGET = "begroting"
    LETTER = "brief"


@dataclass(frozen=True, slots=True)
class Ask:
    """One ask: a short title, the ask in a few sentences, and the key of its theme (empty when not given)."""

    id: str
    title: str
    ask: str
    theme: str = ""


@dataclass(frozen=True, slots=True)
class KeptAsk:
    """An ask as it is kept. `origin` is what adopted it (a resolution, a letter) and `day` when; `at` is an ISO moment in UTC.

    `version` counts from 1: an earlier wording is never lost.
    """

    ask: Ask
    origin: str = ""
    day: date | None = None
    by: str = ""
    at: str = ""
    version: int = 1
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class AskText:
    """A text that asks are held against: a record, under a short name, with its sort."""

    kind: str
    key: str
    label: str
    sort: TextSort

    @property
    def name(self) -> str:
        """Kind and key as one word."""
        return f"{self.kind}:{self.key}"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a paragraph, with offsets in the whole text, and its stems where these were needed."""

    quote: str
    start: int
    end: int
    stems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the text that asks are held against. `number` is its own, or its place from 1.

    `counts` has the stems of its words and of the parts of its compounds, with how often they count.
    """

    number: int
    text: str
    counts: Mapping[str, float]
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class AskTerm:
    """A word of an ask: its stem, and other stems that count as it, with how much they are worth (0–1)."""

    word: str
    stem: str
    others: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class AskPart:
    """A part of an ask (a clause of its title, a demand) with the words that say what it is about."""

    quote: str
    terms: tuple[AskTerm, ...]


@dataclass(frozen=True, slots=True)
class AskWords:
    """An ask as the matcher takes it: what its title is about, what all of it is about, and what it demands."""

    ask: Ask
    title: tuple[AskTerm, ...]
    whole: tuple[AskTerm, ...]
    demands: tuple[AskPart, ...]


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
    """A proposal: what a text does with an ask, how sure that is (0–1), why, and the passages, best first.

    `searched` is how many paragraphs were looked through; `asked` are the words of the ask that decided.
    """

    ask: Ask
    verdict: AskVerdict
    confidence: float
    why: str
    passages: tuple[AskPassage, ...]
    searched: int = 0
    asked: str = ""


@dataclass(frozen=True, slots=True)
class Decided:
    """What a person decided about an ask and a text. `verdict` is None when the proposal was only rejected."""

    verdict: AskVerdict | None
    by: str
    at: str
    reason: str


@dataclass(frozen=True, slots=True)
class AskAnswer:
    """What one text does with one ask. A person's verdict wins; `match` is None while the text has not been held against it."""

    text: AskText
    match: AskMatch | None
    decided: Decided | None = None

    @property
    def verdict(self) -> AskVerdict | None:
        """The verdict that counts."""
        if self.decided is not None and self.decided.verdict is not None:
            return self.decided.verdict
        return self.match.verdict if self.match is not None else None


@dataclass(frozen=True, slots=True)
class AskLine:
    """An ask with what each text does with it, in the order of the texts."""

    kept: KeptAsk
    answers: tuple[AskAnswer, ...]

    @property
    def unanswered(self) -> bool:
        """Whether it is absent in every text; False while a text still has to be looked through, or when there is none."""
        return bool(self.answers) and all(one.verdict is AskVerdict.ABSENT for one in self.answers)


def answer_key(ask_id: str, text: AskText) -> str:
    """Under which name verdicts of people on an ask and a text are kept."""
    return f"{ask_id}|{text.name}"
