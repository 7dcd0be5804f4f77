# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""What the pages of asks show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from urllib.parse import quote, urlencode

from bijgepraat.model.asked import AskVerdict


@dataclass(frozen=True, slots=True)
class CellView:
    """What one text does with one ask; `verdict` is None while it has not been compared. `by` is who decided, if a person did."""

    label: str
    verdict: AskVerdict | None
    by: str
    page: str


@dataclass(frozen=True, slots=True)
class AskRow:
    """An ask in the matrix, with a cell for each text in the order of the columns."""

    id: str
    title: str
    theme: str
    cells: tuple[CellView, ...]

    @property
    def page(self) -> str:
        """The path of its page."""
        return ask_page(self.id)


@dataclass(frozen=True, slots=True)
class AsksView:
    """Asks × texts. `themes` and `counts` say how much there is to choose; `total` is what the choice leaves.

    `picture` is the path of the picture as PNG.
    """

    rows: tuple[AskRow, ...]
    columns: tuple[tuple[str, str], ...]
    """Label and sort of each text."""
    themes: tuple[tuple[str, int], ...]
    counts: tuple[tuple[AskVerdict, int], ...]
    """How many cells have each verdict, within the theme."""
    total: int
    theme: str = ""
    verdict: AskVerdict | None = None
    picture: str = ""


@dataclass(frozen=True, slots=True)
class QuoteView:
    """Words of a text, the number of their paragraph, and the page on which they stand, marked."""

    quote: str
    paragraph: int
    page: str
    score: float


@dataclass(frozen=True, slots=True)
class AnswerView:
    """What one text does with the ask: the words of both sides, and who decided. For "afwezig" what came nearest."""

    label: str
    sort: str
    title: str
    page: str
    anchor: str
    verdict: AskVerdict | None
    why: str
    confidence: float
    asked: str
    quotes: tuple[QuoteView, ...]
    more: tuple[QuoteView, ...]
    searched: int
    by: str = ""
    on: date | None = None
    reason: str = ""
    proposed: AskVerdict | None = None
    """What the program proposed, where a person decided."""
    stale: bool = False
    """Whether the ask was reworded after the person decided."""
    own: str = ""
    """The path of this ask beside this text alone."""


@dataclass(frozen=True, slots=True)
class PaperView:
    """A motion, letter or budget on the line of an ask, with the sentence that speaks of it."""

    sort: str
    title: str
    day: date | None
    page: str
    quote: str


@dataclass(frozen=True, slots=True)
class AskMoneyView:
    """An amount that fits theme and purpose of an ask, how far it is, and its sentence."""

    low: float
    high: float
    unit: str
    stage: str
    title: str
    day: date | None
    page: str
    quote: str


@dataclass(frozen=True, slots=True)
class WordingView:
    """An earlier wording of an ask."""

    version: int
    title: str
    ask: str
    by: str
    on: date | None


@dataclass(frozen=True, slots=True)
class AskView:
    """One ask: what it says, what each text does with it, and what was said of it since."""

    id: str
    title: str
    ask: str
    theme: str
    origin: str
    day: date | None
    words: tuple[str, ...]
    """With which words texts were searched."""
    answers: tuple[AnswerView, ...]
    papers: tuple[tuple[str, tuple[PaperView, ...], int], ...]
    """Per sort of paper the first few and how many there are."""
    money: tuple[AskMoneyView, ...]
    earlier: tuple[WordingView, ...]
    withdrawn: bool = False
    only: int | None = None
    """Which of the answers was asked for, from 0; None for all."""


def ask_page(ask_id: str, text: str = "") -> str:
    """The path of an ask's page, or of the ask beside one text (`Kind:key`) only."""
    page = f"/inzet/{quote(ask_id, safe='')}"
    return f"{page}?{urlencode({'tekst': text})}" if text else page
