# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""What the pages of municipalities show."""

from __future__ import annotations

from dataclasses import dataclass

from bijgepraat.model.municipalities import Estimate, Municipality


@dataclass(frozen=True, slots=True)
class MunicipalitiesView:
    """All municipalities, by province."""

    provinces: tuple[tuple[str, tuple[Municipality, ...]], ...]


@dataclass(frozen=True, slots=True)
class ClusterShare:
    """What the measures bring a municipality in one cluster: whole euros, and those an inhabitant against the country's."""

    cluster: str
    euros: int
    per_inhabitant: float | None
    country: float | None


@dataclass(frozen=True, slots=True)
class MunicipalityView:
    """One municipality: what each cluster brings it, and what an amount would mean.

    `amount` and `cluster` are as they were asked, for the form; `wrong` says in Dutch why there is no estimate. `rank` counts
    from the municipality that gets most an inhabitant.
    """

    municipality: Municipality
    shares: tuple[ClusterShare, ...]
    amount: str
    cluster: str
    estimate: Estimate | None
    rank: int | None
    among: int
    wrong: str | None
    method: str
    title: str
    year: int
    source: str
    province: tuple[Municipality, ...] = ()
