# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""What the pages of the desk show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from bijgepraat.model.desk import DeskEdition, DeskItem, DeskSentence, Objection, Published
from bijgepraat.model.press_views import PressView
from bijgepraat.model.verdicts import Question


@dataclass(frozen=True, slots=True)
class Editor:
    """Who is at the desk, and whether they may publish."""

    name: str
    publishes: bool


@dataclass(frozen=True, slots=True)
class DeskWeek:
    """A week in the list: on the desk (its version), published (number and version), planned."""

    week: str
    first: date
    last: date
    version: int | None
    published: Published | None
    planned: str | None


@dataclass(frozen=True, slots=True)
class WeeksView:
    """The desk's front page."""

    editor: Editor
    weeks: tuple[DeskWeek, ...]
    waiting: int
    """Proposals of the ledgers that wait for a person; no more than are counted at once."""


@dataclass(frozen=True, slots=True)
class Hint:
    """Something in a text that makes it harder to read, with advice."""

    words: str
    advice: str


@dataclass(frozen=True, slots=True)
class DeskSentenceView:
    """A sentence with what is in doubt, what is held against it and how it could read easier."""

    sentence: DeskSentence
    doubts: tuple[str, ...]
    objections: tuple[Objection, ...]
    hints: tuple[Hint, ...]


@dataclass(frozen=True, slots=True)
class DeskItemView:
    """An item with its sentences. `before`: titles of the week before that share a paper or dossier with it."""

    item: DeskItem
    sentences: tuple[DeskSentenceView, ...]
    objections: tuple[Objection, ...]
    before: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ConflictView:
    """Words that two editors changed, told where they stand."""

    where: str
    place: str
    was: str
    stands: str
    sent: str
    by: str


@dataclass(frozen=True, slots=True)
class DeskView:
    """A week on the desk. `error` says what could not be done with the form just sent; its fields come back in `sent`."""

    editor: Editor
    edition: DeskEdition
    version: int
    by: str
    at: str
    taken: tuple[DeskItemView, ...]
    left: tuple[DeskItemView, ...]
    objections: tuple[Objection, ...]
    conflicts: tuple[ConflictView, ...]
    introduction_hints: tuple[Hint, ...]
    published: Published | None
    planned: str | None
    error: str = ""
    sent: Mapping[str, str] | None = None
    done: str = ""
    last_week: LastWeek | None = None
    model: bool = False
    """Whether there is a language model to ask for wording."""


@dataclass(frozen=True, slots=True)
class LastWeek:
    """The edition of the week before: its titles, each with whether something of this week is about the same papers."""

    week: str
    number: int
    titles: tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class ChangeView:
    """Words that changed in a version, and where."""

    place: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class HistoryView:
    """The versions of a week, and of one of them what it changed."""

    editor: Editor
    week: str
    rows: tuple[tuple[int, int, str, str], ...]
    """(version, based on, by, at), newest first."""
    chosen: int | None = None
    changes: tuple[ChangeView, ...] = ()


@dataclass(frozen=True, slots=True)
class ReleaseView:
    """The last page before an edition goes out."""

    editor: Editor
    week: str
    version: int
    items: int
    objections: tuple[Objection, ...]
    published: Published | None
    planned: str | None
    changes: tuple[ChangeView, ...] = ()
    error: str = ""


@dataclass(frozen=True, slots=True)
class PreviewView:
    """The edition as readers would get it."""

    editor: Editor
    week: str
    press: PressView


@dataclass(frozen=True, slots=True)
class ReviewView:
    """The queue of the ledgers, a few at a time."""

    editor: Editor
    questions: tuple[Question, ...]
    book: str
    error: str = ""
    done: str = ""
