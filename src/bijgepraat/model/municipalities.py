# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Municipalities and how the gemeentefonds is spread over them. All sums in euros."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

CLUSTERS: dict[str, str] = {
    "sociale-basis": "Sociale basisvoorzieningen",
    "participatie": "Participatie",
    "wmo": "Individuele voorzieningen Wmo",
    "jeugd": "Individuele voorzieningen Jeugd",
    "bestuur": "Bestuur en ondersteuning",
    "veiligheid": "Orde en veiligheid",
    "onderwijs": "Onderwijs",
    "sport-cultuur": "Sport, cultuur en recreatie",
    "ruimte": "Infrastructuur, ruimte en milieu",
    "overig": "Overig",
    "eigen-middelen": "Overige eigen middelen",
    "ozb": "Onroerendezaakbelasting",
}
"""Our key of each cluster of the distribution model, with the circular's own name, in the circular's order."""

WHOLE = "alle"
"""In place of a cluster: all of them together, what the measures spread in the whole fund."""


@dataclass(frozen=True, slots=True)
class Municipality:
    """One of the 342, by its CBS code (`GM0344`). `inhabitants` on 1 January of the year of the circular."""

    code: str
    name: str
    province: str
    inhabitants: int | None = None


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure (maatstaf) of the distribution model: what one unit brings in each cluster, before the payment factor."""

    code: str
    name: str
    weights: Mapping[str, Fraction]


@dataclass(frozen=True, slots=True)
class Payment:
    """A payment outside the measures (suppletie, integratie- or decentralisatie-uitkering), and the cluster it belongs to."""

    name: str
    cluster: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Circular:
    """What a circular says: measures, how many units each municipality has, and special payments, by CBS code.

    `factor` is the payment factor (uitkeringsfactor): a weight times a volume times the factor is in euros.
    """

    title: str
    year: int
    source: str
    factor: Fraction
    municipalities: Sequence[Municipality]
    measures: Sequence[Measure]
    volumes: Mapping[str, Mapping[str, Fraction]]
    payments: Sequence[Payment]
    paid: Mapping[str, Mapping[str, Fraction]]


@dataclass(frozen=True, slots=True)
class Distribution:
    """What the measures bring each municipality in each cluster, in whole euros: the key by which an amount is spread."""

    title: str
    year: int
    source: str
    municipalities: Sequence[Municipality]
    euros: Mapping[str, Mapping[str, int]]
    """By CBS code, then by cluster."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """What an amount would mean for one municipality: its part in whole euros, its share of the whole, and how it was made."""

    municipality: Municipality
    cluster: str
    amount: int
    part: int
    share: float
    title: str
    year: int
    source: str

    @property
    def per_inhabitant(self) -> float | None:
        """Euros an inhabitant; None where the number of inhabitants is not known."""
        return self.part / self.municipality.inhabitants if self.municipality.inhabitants else None
