# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""What readers see of a published edition: made once from what was approved, and shown in every form."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bijgepraat.model.desk import Introduction
from bijgepraat.model.editions import EditionLink

_ENDINGS = (".", "!", "?", "…", ".”", "!”", "?”", ".’", '."', ".'", ".)")


@dataclass(frozen=True, slots=True)
class PressSource:
    """A document that an edition stands on. `number` is its number throughout the edition, `page` its page on this site."""

    number: int
    record: str
    version: int
    title: str
    page: str
    address: str | None = None
    """The source's own, where known."""


@dataclass(frozen=True, slots=True)
class PressPlace:
    """Where words stand: the number of the document, and the path to the very words in it."""

    number: int
    page: str
    quote: str


@dataclass(frozen=True, slots=True)
class PressSentence:
    """A sentence with its places. `own`: words of the editor or of a language model, not the source's; `model`: of the latter."""

    lead: str
    text: str
    places: tuple[PressPlace, ...]
    own: bool = False
    model: bool = False

    @property
    def stop(self) -> str:
        """The full stop that a source's words lack: half a sentence taken to the letter ends as one."""
        return "" if self.own or self.text.rstrip().endswith(_ENDINGS) else "."

    @property
    def said(self) -> str:
        """The words as readers see them: a source's own between quotation marks."""
        return self.text if self.own else f"“{self.text}”{self.stop}"


@dataclass(frozen=True, slots=True)
class PressAmount:
    """An amount in whole euros with its place."""

    low_eur: float
    high_eur: float
    kind: str
    place: PressPlace


@dataclass(frozen=True, slots=True)
class PressItem:
    """A development as readers get it."""

    id: str
    title: str
    title_place: PressPlace
    theme: str
    themes: tuple[str, ...]
    level: int
    date: date | None
    sentences: tuple[PressSentence, ...]
    amounts: tuple[PressAmount, ...]
    actors: tuple[str, ...] = ()
    links: tuple[EditionLink, ...] = ()


@dataclass(frozen=True, slots=True)
class PressVersion:
    """A line of the log: a version that went out, when (ISO, UTC), by whom it was approved and what it corrects."""

    version: int
    at: str
    by: str
    correction: str
    hash: str


@dataclass(frozen=True, slots=True)
class PressView:
    """A version of a published edition. `log` goes up to this version, newest first; `newest` is the highest that is out.

    `earlier` and `later` are the weeks of the published editions before and after it.
    """

    number: int
    version: int
    newest: int
    week: str
    first: date
    last: date
    hash: str
    by: str
    at: str
    introduction: Introduction
    items: tuple[PressItem, ...]
    sources: tuple[PressSource, ...]
    log: tuple[PressVersion, ...]
    considered: int = 0
    sample: bool = False
    earlier: str | None = None
    later: str | None = None

    @property
    def page(self) -> str:
        """The address of the edition, whatever its version."""
        return f"/edities/{self.week}"

    @property
    def fixed(self) -> str:
        """The address of this version, for good."""
        return f"{self.page}/versie/{self.version}"

    @property
    def own_words(self) -> bool:
        """Whether there are words in it that are not the source's."""
        return any(sentence.own for item in self.items for sentence in item.sentences)

    @property
    def model_words(self) -> bool:
        """Whether a language model proposed any of them."""
        return any(sentence.model for item in self.items for sentence in item.sentences)

    @property
    def first_at(self) -> str:
        """When the edition first went out (ISO, UTC)."""
        return self.log[-1].at


@dataclass(frozen=True, slots=True)
class PressSummary:
    """A published edition in a list."""

    number: int
    version: int
    week: str
    first: date
    last: date
    at: str
    titles: tuple[str, ...]
    count: int


@dataclass(frozen=True, slots=True)
class PressEntry:
    """An edition in a feed: what of it is shown, and every correction up to now, newest first.

    `theme` is the name of the theme that the feed is about, empty in the feed of everything.
    """

    id: str
    title: str
    view: PressView
    items: tuple[PressItem, ...]
    theme: str = ""


@dataclass(frozen=True, slots=True)
class PressFeed:
    """A feed of editions. Addresses are paths within the site; `updated` is ISO in UTC."""

    id: str
    title: str
    about: str
    atom: str
    json: str
    page: str
    updated: str
    entries: tuple[PressEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class EditionMail:
    """An edition as a mail. `manage` and `unsubscribe` are full addresses, `site` the address of the site without a slash."""

    subject: str
    heading: str
    view: PressView
    correction: str
    manage: str
    unsubscribe: str
    site: str
