# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The weekly edition: developments, each a few sentences that stand in their sources to the letter."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where words stand: which version of which record, and the offsets in it. `address` is public, where known.

    Offsets count Unicode code points in the record's text, or in its title where `part` says so.
    """

    record: str
    """`Kind:key`, e.g. `Publicatie:kst-36800-B-12`."""
    version: int
    part: str
    """`tekst` or `titel`: what the offsets count in."""
    start: int
    end: int
    quote: str
    original: str | None = None
    """SHA-256 of the archived file that the record was read from."""
    address: str | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of an edition: the source's own words, to the letter, behind a fixed lead such as "De motie".

    `text` is exactly what its evidence quotes. `lead` says who speaks or what kind of clause it is; it is one of a small table
    in `compose/leads.py` (with a speaker's name as the transcript has it) and claims nothing of its own.
    """

    lead: str
    text: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class EditionAmount:
    """An amount named in a development, in whole euros, with the words it was read from."""

    low_eur: float
    high_eur: float
    kind: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class EditionLink:
    """Something to read on: a title with an address on this site (`page`) and, where known, the source's own."""

    title: str
    page: str
    address: str | None = None


@dataclass(frozen=True, slots=True)
class Development:
    """One thing that happened, reported once whatever number of sources carry it."""

    id: str
    title: str
    """Words of the source's own title, to the letter, from a capital on."""
    title_evidence: Evidence
    sentences: tuple[Sentence, ...]
    theme: str
    themes: tuple[str, ...]
    date: date | None
    actors: tuple[str, ...]
    amounts: tuple[EditionAmount, ...]
    links: tuple[EditionLink, ...]
    level: int
    weight: float
    """Orders the edition; explained by `reasons`."""
    reasons: tuple[str, ...] = ()
    records: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Edition:
    """A drafted edition of one ISO week. `sample` marks bundled sample data."""

    week: str
    first: date
    last: date
    developments: tuple[Development, ...]
    also: tuple[EditionLink, ...] = ()
    """What else came out that week and matters, without a text to quote from."""
    considered: int = 0
    """How many records of the week were weighed."""
    sample: bool = False
    spare: tuple[Development, ...] = ()
    """What was not chosen and an editor may still take, the most important first."""
