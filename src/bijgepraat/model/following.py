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
