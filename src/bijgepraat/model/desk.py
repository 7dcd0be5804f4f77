# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The edition on the desk: what editors make of a draft, and what goes out."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from bijgepraat.model.editions import EditionAmount, EditionLink, Evidence


class Maker(StrEnum):
    """Whose words a sentence has."""

    SOURCE = "bron"
    """The source's own, to the letter."""
    EDITOR = "redactie"
    MODEL = "taalmodel"
    """Proposed by a language model: it must be read by a person before it can go out."""


@dataclass(frozen=True, slots=True)
class DeskSentence:
    """A sentence with what it stands on. A source's own words are exactly what their evidence quotes.

    `read` says that a person has read a sentence whose evidence does not clearly support it, and lets it stand.
    """

    id: str
    text: str
    evidence: tuple[Evidence, ...]
    lead: str = ""
    maker: Maker = Maker.SOURCE
    read: bool = False


@dataclass(frozen=True, slots=True)
class DeskItem:
    """A development on the desk. `taken`: it goes into the edition. `of` are the ids of the developments that it was made of."""

    id: str
    title: str
    title_evidence: tuple[Evidence, ...]
    sentences: tuple[DeskSentence, ...]
    theme: str
    themes: tuple[str, ...]
    date: date | None
    amounts: tuple[EditionAmount, ...]
    links: tuple[EditionLink, ...]
    level: int
    weight: float
    taken: bool = False
    actors: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    records: tuple[str, ...] = ()
    of: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Introduction:
    """The words of a person, marked as opinion. `name` and `office` say whose."""

    name: str = ""
    office: str = ""
    words: str = ""
    video: str = ""
    video_title: str = ""


@dataclass(frozen=True, slots=True)
class Conflict:
    """Words that two editors changed in different ways: what they were, what stands now, and what was sent after it by `by`.

    `where` is the id of a sentence, of an item (its title), or the name of a field of the introduction.
    """

    where: str
    was: str
    stands: str
    sent: str
    by: str = ""


@dataclass(frozen=True, slots=True)
class DeskEdition:
    """An edition of an ISO week as it stands on the desk: items in their order, taken and not taken."""

    week: str
    first: date
    last: date
    items: tuple[DeskItem, ...]
    introduction: Introduction = field(default_factory=Introduction)
    conflicts: tuple[Conflict, ...] = ()
    """What was sent at the same time and still waits for a choice: no word of it is lost."""
    considered: int = 0
    sample: bool = False


@dataclass(frozen=True, slots=True)
class Saved:
    """A saved version: who made it of which version, and when (ISO, UTC)."""

    edition: DeskEdition
    version: int
    based_on: int
    by: str
    at: str


@dataclass(frozen=True, slots=True)
class Objection:
    """Why a sentence, title or edition can't go out. `where` is the id of the item and of the sentence, as far as it has one."""

    where: tuple[str, ...]
    code: str
    words: str


@dataclass(frozen=True, slots=True)
class Published:
    """An edition as it went out. `hash` is the SHA-256 over its content; `correction` says what a later version corrects."""

    number: int
    version: int
    week: str
    hash: str
    edition: DeskEdition
    by: str
    at: str
    correction: str = ""
    notify: bool = False
