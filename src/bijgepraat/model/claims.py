# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""What is found in a text. Every finding is a span with its exact words; offsets count Unicode code points in that text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

Direction = Literal["meer", "minder", "neutraal", "onbekend"]
AmountKind = Literal["structureel", "incidenteel", "jaarlijks", "onbekend"]
NameType = Literal["person", "party", "organisation", "ministry", "municipality"]
ReferenceType = Literal["kamerstuk", "dossier", "staatsblad", "staatscourant", "wet", "ecli", "motie"]
Strength = Literal["hard", "zacht"]

THEMES: dict[str, str] = {
    "financien": "Financiën",
    "jeugd": "Jeugd",
    "bestaanszekerheid": "Bestaanszekerheid",
    "wonen": "Wonen",
    "asiel": "Asiel en integratie",
    "zorg": "Zorg en Wmo",
    "onderwijs": "Onderwijs",
    "klimaat-energie": "Klimaat en energie",
    "stikstof-natuur": "Stikstof en natuur",
    "mobiliteit": "Mobiliteit",
    "veiligheid": "Veiligheid",
    "bestuur": "Bestuur",
    "digitaal": "Digitaal",
    "economie": "Economie",
    "cultuur-sport": "Cultuur en sport",
    "ruimte-milieu": "Ruimte en milieu",
    "overig": "Overig",
}
"""Theme keys with the name that readers see, in the order of the dossiers."""


@dataclass(frozen=True, slots=True)
class Span:
    """Words of a text: `text[start:end] == quote`, always."""

    quote: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Amount(Span):
    """An amount of money, or a range of it, in euros (whole ones as int). Years only where the sentence has them."""

    low_eur: float
    high_eur: float
    approx: bool = False
    kind: AmountKind = "onbekend"
    from_year: int | None = None
    to_year: int | None = None
    direction: Direction = "neutraal"


@dataclass(frozen=True, slots=True)
class Moment(Span):
    """A date or period: closed interval; a side that the words leave open is None. Both None: only the phrase is known."""

    first: date | None = None
    last: date | None = None
    deadline: bool = False
    """True where the words set a term ("voor de zomer", "uiterlijk")."""


@dataclass(frozen=True, slots=True)
class Name(Span):
    """A person, party, organisation, ministry or municipality. `id` where it is known which one."""

    type: NameType = "organisation"
    name: str = ""
    """The full or usual form, e.g. "Centraal Planbureau" for "CPB"."""
    id: str | None = None


@dataclass(frozen=True, slots=True)
class Reference(Span):
    """A reference to another publication; `id` in the publisher's own form, e.g. `kst-36800-B-12`, `stb-2025-252`."""

    type: ReferenceType = "kamerstuk"
    id: str = ""


@dataclass(frozen=True, slots=True)
class Commitment(Span):
    """What a member of the cabinet undertakes to do. `read_out`: from the list that the chair reads out at the end."""

    by_name: str | None = None
    by_role: str | None = None
    strength: Strength = "hard"
    deadline: Moment | None = None
    speech: str | None = None
    read_out: bool = False


@dataclass(frozen=True, slots=True)
class ThemeScore:
    """A theme with its share of the evidence, 0–1; `words` are the ones that decided."""

    key: str
    score: float
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Relevance:
    """How much a text matters to gemeenten.

    `level`: 2 = touches their tasks, powers, money or administration directly; 1 = an adviser in that field would want to
    know; 0 = neither. `score` (0–1) orders texts; `evidence` are the spans that decided.
    """

    score: float
    level: int
    evidence: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything found in one text by one version of the analyser."""

    analyser: str
    relevance: Relevance
    themes: tuple[ThemeScore, ...]
    amounts: tuple[Amount, ...] = ()
    moments: tuple[Moment, ...] = ()
    names: tuple[Name, ...] = ()
    references: tuple[Reference, ...] = ()
    commitments: tuple[Commitment, ...] = ()
