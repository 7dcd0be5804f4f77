# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Following: who follows what, what happened to it, and what is told of that."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Sort(StrEnum):
    """What can be followed."""

    SEARCH = "zoekvraag"
    """`target` is the question as it was typed, with its fields."""
    THEME = "thema"
    """`target` is the name of a theme."""
    DOSSIER = "dossier"
    """`target` is a dossier number such as 36800-B."""
    PERSON = "persoon"
    """`target` is the key of a person."""
    PROMISE = "toezegging"
    """`target` is the key of a commitment."""
    ASK = "inzet"
    """`target` is the id of an ask."""
    MUNICIPALITY = "gemeente"
    """`target` is the code of a municipality: what is said of it, and its estimates."""
    SOURCE = "bron"
    """`target` is the name of a source."""
    EDITION = "editie"
    """`target` is `week`: every edition, when it goes out."""


class Rhythm(StrEnum):
    """When alerts on a follow go out."""

    IMMEDIATELY = "meteen"
    DAILY = "dagelijks"
    WEEKLY = "wekelijks"


class What(StrEnum):
    """What happened."""

    NEW = "nieuw"
    NEW_VERSION = "gewijzigd"
    MOVED = "verplaatst"
    """Another date or time."""
    STATE = "andere stand"
    """Of a commitment, an ask, a vote, a source."""
    AMOUNT = "ander bedrag"
    GONE = "vervallen"


@dataclass(frozen=True, slots=True)
class Follow:
    """One thing that one reader follows. `since` is the change number up to which nothing is told."""

    id: int
    reader: int
    sort: Sort
    target: str
    label: str
    rhythm: Rhythm
    paused: bool
    made_at: str
    since: int


@dataclass(frozen=True, slots=True)
class Reason:
    """Why an event concerns a follow: the words of the text around what matched, with (start, end) of each mark in them."""

    follow: int
    label: str
    snippet: str
    marks: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Alert:
    """One event as one reader is told of it, once.

    `event` is the same for the same happening, by whatever source it came: `work:<number>:nieuw`,
    `work:<number>:verplaatst:2026-03-02`,
    `toezegging:<key>:te-laat`. `page` is the address within the site. `before` and `after` say what changed.
    """

    event: str
    what: What
    title: str
    sort: str
    """What kind of thing it is, in Dutch: motie, brief, vergadering, toezegging."""
    page: str
    source: str
    day: date | None
    reasons: tuple[Reason, ...]
    seq: int
    before: str | None = None
    after: str | None = None


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a record as far as alerts look at it.

    `number` is its place in the order of arrival, `modified` the source's own moment of change (ISO 8601). `words` is a
    fingerprint of title and text that leaves out spaces, capitals and signs. `begin` is when a meeting begins (`2026-03-02` or
    `2026-03-02T10:00`, Dutch time); `facets` are the states that matter to readers, each with its value; `off`: it does not
    take place.
    """

    number: int
    seq: int
    modified: str | None
    deleted: bool
    title: str
    words: str
    begin: str | None = None
    facets: tuple[tuple[str, str], ...] = ()
    off: bool = False


@dataclass(frozen=True, slots=True)
class Happening:
    """Something that happened to one record. `name` says what, so that the same by another source has the same name."""

    what: What
    name: str
    seq: int
    before: str | None = None
    after: str | None = None


@dataclass(frozen=True, slots=True)
class Stand:
    """How something that is not a record stands: a commitment, an ask, an estimate, a source.

    `value` decides whether anything changed, `words` say it to people. `part` is which of several: of an ask the text that
    answers.
    """

    sort: Sort
    key: str
    value: str
    words: str
    title: str
    page: str
    day: date | None = None
    part: str = ""
    what: What = What.STATE
