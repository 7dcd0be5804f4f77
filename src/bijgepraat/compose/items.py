# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""What an edition is made from: one record of the week with its text, its reading and its place in the house."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from urllib.parse import quote

from bijgepraat.model.claims import Reading, Span
from bijgepraat.model.editions import EditionLink, Evidence


@dataclass(frozen=True, slots=True)
class Turn:
    """Who speaks between two offsets of a text. `cabinet` is True for members of the cabinet."""

    start: int
    end: int
    speaker: str
    cabinet: bool
    chair: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """A record that may go into an edition.

    `identities` are the names under which other records know it (`Zaak:…`, `Publicatie:kst-…`); two items that share one
    report the same thing. `sentences` are spans of `text`; for a record without text both are empty and only `title` speaks.
    """

    record: str
    kind: str
    sort: str | None
    source: str
    version: int
    original: str | None
    address: str | None
    title: str
    date: date | None
    text: str
    sentences: tuple[Span, ...]
    reading: Reading
    identities: frozenset[str]
    dossiers: frozenset[str] = frozenset()
    submitters: tuple[str, ...] = ()
    turns: tuple[Turn, ...] = ()
    headings: tuple[Span, ...] = ()
    """Of a meeting: where in the text each of its debates begins, by that debate's title."""

    def evidence(self, start: int, end: int, part: str = "tekst") -> Evidence:
        """The words between two offsets of the text (or of the title), with where they stand."""
        words = self.text if part == "tekst" else self.title
        return Evidence(self.record, self.version, part, start, end, words[start:end], self.original, self.address)

    def link(self) -> EditionLink:
        """This record as something to read on."""
        kind, _, key = self.record.partition(":")
        return EditionLink(self.title, f"/documenten/{kind}/{quote(key, safe='')}", self.address)
