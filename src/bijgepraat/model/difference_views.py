# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""What changed between two versions of a record: what compose/ finds, and what the page about it shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Literal
from urllib.parse import urlencode

from bijgepraat.model.views import record_page

BlockSort = Literal["gelijk", "toegevoegd", "verwijderd", "gewijzigd"]
StretchSort = Literal["gelijk", "toegevoegd", "verwijderd"]
ValueType = Literal["bedrag", "datum", "naam"]


def difference_page(kind: str, key: str, old: int, new: int) -> str:
    """The path of the page that holds two versions of a record against each other."""
    return f"{record_page(kind, key)}/verschil?van={old}&tot={new}"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """The smallest run of a text that is compared: a line of a passage, a row of a table, a sentence of a very long line.

    `text` is the text from `start` to `end` (code points) to the letter; `speaker` is who says it, in a transcript.
    """

    start: int
    end: int
    text: str
    kind: str = "alinea"
    speaker: str | None = None


@dataclass(frozen=True, slots=True)
class RecordVersion:
    """One version of a record as it is compared. `paragraphs` is None where it has no text."""

    title: str | None = None
    date: date | None = None
    deleted: bool = False
    address: str | None = None
    fields: Mapping[str, Any] = field(default_factory=dict)
    paragraphs: tuple[Paragraph, ...] | None = None


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words within a changed paragraph, with single spaces for any white.

    The equal and removed stretches of a paragraph together are its old words, the equal and added ones its new words.
    """

    sort: StretchSort
    text: str


@dataclass(frozen=True, slots=True)
class DifferenceBlock:
    """A paragraph that stayed, came, went or changed. `old` is None for what came, `new` for what went.

    A paragraph that stands elsewhere now is two blocks, one that went and one that came; `other` is the place of each
    one's counterpart among the blocks.
    """

    sort: BlockSort
    old: Paragraph | None = None
    new: Paragraph | None = None
    stretches: tuple[Stretch, ...] = ()
    other: int | None = None


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A value of the source, under the wire's own name; None where it is not there."""

    name: str
    old: Any
    new: Any


@dataclass(frozen=True, slots=True)
class ValueChange:
    """An amount, date or name that changed, in the texts' own words. `block` is its place among the blocks.

    Both sides are given when one stands where the other stood; else the other side is None.
    """

    type: ValueType
    old: str | None
    new: str | None
    block: int


@dataclass(frozen=True, slots=True)
class Counts:
    """How many paragraphs became what. One that moved counts once, and not as removed or added."""

    equal: int = 0
    changed: int = 0
    added: int = 0
    removed: int = 0
    moved: int = 0

    @property
    def any(self) -> bool:
        """Whether anything changed in the text."""
        return bool(self.changed or self.added or self.removed or self.moved)


@dataclass(frozen=True, slots=True)
class Difference:
    """All that differs between two versions. The pairs are (old, new), None where both are the same."""

    title: tuple[str | None, str | None] | None = None
    date: tuple[date | None, date | None] | None = None
    deleted: tuple[bool, bool] | None = None
    address: tuple[str | None, str | None] | None = None
    fields: tuple[FieldChange, ...] = ()
    had_text: tuple[bool, bool] = (False, False)
    blocks: tuple[DifferenceBlock, ...] = ()
    counts: Counts = Counts()
    values: tuple[ValueChange, ...] = ()
    values_complete: bool = True
    """False when so much changed that not all of it was searched for amounts, dates and names."""

    @property
    def any(self) -> bool:
        """Whether anything differs that a reader can see in title, date, fields or text."""
        head = self.title or self.date or self.deleted or self.address
        return bool(head or self.fields or self.counts.any or self.had_text[0] != self.had_text[1])


@dataclass(frozen=True, slots=True)
class VersionChoice:
    """A version that can be compared. `modified` is the source's moment in words; `fetched` and `address` are of its original."""

    version: int
    page: str
    current: bool
    deleted: bool
    modified: str | None = None
    fetched: datetime | None = None
    address: str | None = None


@dataclass(frozen=True, slots=True)
class Fold:
    """Equal paragraphs that are folded away. `more` paragraphs at the end are left out; `page` is where they can be read."""

    paragraphs: tuple[Paragraph, ...]
    count: int
    more: int = 0
    page: str | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """A block as the page shows it. `number` is its place among the blocks; `old_page` and `new_page` lead to it in its text.

    `other_part` is the part of the page on which its counterpart stands, for what moved.
    """

    number: int
    block: DifferenceBlock
    old_page: str | None = None
    new_page: str | None = None
    other_part: int | None = None


@dataclass(frozen=True, slots=True)
class DifferenceView:
    """The page about a difference. Without `difference` there is nothing to show but the choice, and `complaint` says why.

    `versions` are oldest first; `part` and `parts` count from 1; `values` come with the part on which each stands.
    """

    kind: str
    key: str
    title: str
    sort: str | None
    source: str
    versions: tuple[VersionChoice, ...]
    old: VersionChoice | None = None
    new: VersionChoice | None = None
    complaint: str | None = None
    difference: Difference | None = None
    summary: str = ""
    facts: tuple[tuple[str, str, str], ...] = ()
    """What changed beside the text, as (name, old, new) in words; empty words where it was not there."""
    values: tuple[tuple[ValueChange, int], ...] = ()
    items: tuple[Shown | Fold, ...] = ()
    part: int = 1
    parts: int = 1

    @property
    def page(self) -> str:
        """The path of the record's own page."""
        return record_page(self.kind, self.key)

    def part_page(self, number: int) -> str:
        """The path of a part of this comparison."""
        asked = {"van": self.old.version, "tot": self.new.version} if self.old and self.new else {}
        if number > 1:
            asked["deel"] = number
        return f"{self.page}/verschil" + (f"?{urlencode(asked)}" if asked else "")
