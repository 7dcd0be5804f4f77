# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""What is found in a text. Every finding is a span with its exact words; offsets count Unicode code points in that text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

Direction = Literal["meer", "minder", "neutraal", "onbekend"]
AmountKind = Literal["structureel", "incidenteel", "jaarlijks", "onbekend"]
NameType = Literal["person", "party", "organisation", "ministry", "municipality", "province", "water_authority", "council"]
ReferenceType = Literal[
    "kamerstuk",
    "dossier",
    "staatsblad",
    "staatscourant",
    "wet",
    "ecli",
    "motie",
    "amendement",
    "eu",
    "handelingen",
    "bekendmaking",
    "zaak",
]
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
    """An amount of money, or a range of it, in euros (whole ones as int). Years only where the sentence, or the table, has them.

    `purpose`: the words that say what it is for. `unit`: the heading that says in what a figure of a table is ("x € 1.000").
    """

    low_eur: float
    high_eur: float
    approx: bool = False
    kind: AmountKind = "onbekend"
    from_year: int | None = None
    to_year: int | None = None
    direction: Direction = "neutraal"
    purpose: Span | None = None
    unit: Span | None = None


def amount_of(value: Mapping[str, Any]) -> Amount:
    """The amount that was written as plain values (JSON): the spans in it are made spans again."""
    spans = {name: Span(**value[name]) for name in ("purpose", "unit") if value.get(name)}
    return Amount(**{**value, **spans})


@dataclass(frozen=True, slots=True)
class Moment(Span):
    """A date or period: closed interval; a side that the words leave open is None. Both None: only the phrase is known."""

    first: date | None = None
    last: date | None = None
    deadline: bool = False
    """True where the words set a term ("voor de zomer", "uiterlijk")."""


@dataclass(frozen=True, slots=True)
class Name(Span):
    """A person, party, organisation, ministry or government. `id` where it is known which one.

    A person may be named by the office alone: of "de minister van Defensie" the quote is "minister", and `by` the words that say
    which one. A council is a body of a municipality or province ("gemeenteraad").
    """

    type: NameType = "organisation"
    name: str = ""
    """The full or usual form, e.g. "Centraal Planbureau" for "CPB"."""
    id: str | None = None
    role: str | None = None
    """Of a person: the office on the day of the text, such as "minister van Defensie"."""
    party: str | None = None
    """Of a person: the name of the party on that day, or as the text has it behind the name."""
    by: Span | None = None
    """The words elsewhere in the text that say which one is meant."""


def name_of(value: Mapping[str, Any]) -> Name:
    """The name that was written as plain values (JSON): the span in it is made a span again."""
    return Name(**{**value, "by": Span(**value["by"]) if value.get("by") else None})


@dataclass(frozen=True, slots=True)
class Reference(Span):
    """A reference to another publication; `id` in the publisher's own form, e.g. `kst-36800-B-12`, `stb-2025-252`.

    A motion or amendment may be named by who moved it and what it is about; then `id` is empty unless a number stands beside it.
    """

    type: ReferenceType = "kamerstuk"
    id: str = ""
    movers: tuple[str, ...] = ()
    """Of a motion or amendment: surnames of those who moved it, as the text has them."""
    about: str = ""
    """Of a motion or amendment: the words that say what it is about."""


@dataclass(frozen=True, slots=True)
class Commitment(Span):
    """What a member of the cabinet undertakes to do. `read_out`: from the list that the chair reads out at the end."""

    by_name: str | None = None
    by_role: str | None = None
    strength: Strength = "hard"
    deadline: Moment | None = None
    speech: str | None = None
    read_out: bool = False
    about: Span | None = None
    """What was asked or said just before, where the words themselves only say "dat": a place in the same text."""
    to: Span | None = None
    """To whom, where the words say so."""
    withdrawn: Span | None = None
    """The words that took it back. Then it is no commitment any more."""


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
    unjudged: tuple[Span, ...] = ()
    """The opening words of sentences that were too long to be searched for commitments: tables without a full stop, mostly."""
