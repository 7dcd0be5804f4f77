# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Settings from the environment, and the limits that keep hostile input small."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import platformdirs

_CONTACT = "https://example.org/bijgepraat/bijgepraat"


@dataclass(frozen=True, slots=True)
class Limits:
    """What one input may cost. Sizes in bytes, after decompression.

    The defaults are several times the largest real input seen (a 182 MB JSON-lines file, a 350 kB transcript).
    """

    file_bytes: int = 4 * 1024**3
    member_bytes: int = 256 * 1024**2
    members: int = 200_000
    line_bytes: int = 16 * 1024**2
    xml_bytes: int = 64 * 1024**2
    xml_depth: int = 200
    pdf_pages: int = 5_000
    ratio: int = 200
    """Largest honest growth on decompression; JSON lines in xz grow about 12 times."""


@dataclass(frozen=True, slots=True)
class SearchWeights:
    """What counts for how much in the order of search results. Measured with `benchmarks/meaning.py`.

    A word found in the index counts for `title` and `exact` (as it was typed), `stem`, `part` (inside a compound) and `related`.
    Where meaning is joined in, a text's place is: how near its meaning is, in standard deviations, plus `words` for one that
    has all the words and much less for one that has some, `names` for one that has the names and numbers, and `rank` times
    its share of the best score by words.
    """

    title: float = 2.0
    exact: float = 0.6
    stem: float = 1.0
    part: float = 0.35
    related: float = 0.15
    words: float = 1.0
    names: float = 3.0
    rank: float = 0.5
    centre: float = 0.9
    """How much of the likeness to the middle of all passages is taken off: some passages are near to everything."""
    near: int = 30
    """How many texts without the words a result holds at most."""
    nearness: float = 2.0
    """How many standard deviations nearer than usual such a text must be."""
    window: int = 200
    """So many of the best results by words are put in order together with those by meaning."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Where the data lives and what inputs may cost."""

    data: Path
    limits: Limits = field(default_factory=Limits)
    search: SearchWeights = field(default_factory=SearchWeights)
    contact: str = _CONTACT
    """Where a source's keeper can reach whoever runs this; part of the User-Agent."""
    allowed_hosts: frozenset[str] = frozenset()
    """`host:port` pairs that may be asked although they are private or loopback addresses."""

    @property
    def sources(self) -> Path:
        """The folder for one's own sources: YAML files that add to the bundled ones or replace those of the same name."""
        return self.data / "bronnen"

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> Settings:
        """Read `BIJGEPRAAT_DATA` (without it the user's own data folder is taken), `BIJGEPRAAT_CONTACT` and
        `BIJGEPRAAT_ALLOWED_HOSTS` (`host:port`, separated by commas).
        """
        values = os.environ if environment is None else environment
        named = values.get("BIJGEPRAAT_DATA")
        folder = Path(named).expanduser() if named else Path(platformdirs.user_data_dir("bijgepraat", appauthor=False))
        hosts = frozenset(host.strip().lower() for host in values.get("BIJGEPRAAT_ALLOWED_HOSTS", "").split(",") if host.strip())
        contact = values.get("BIJGEPRAAT_CONTACT") or _CONTACT
        return cls(data=folder.absolute(), contact=contact, allowed_hosts=hosts)
