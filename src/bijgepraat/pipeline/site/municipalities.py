# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The pages of municipalities: the list, and what an amount in the gemeentefonds means for one."""

from __future__ import annotations

import re

from bijgepraat.model.municipalities import CLUSTERS, WHOLE, Distribution, Municipality
from bijgepraat.model.municipality_views import ClusterShare, MunicipalitiesView, MunicipalityView
from bijgepraat.pipeline.municipalities import METHOD, newest_distribution, spread_over
from bijgepraat.pipeline.site.memory import Memory
from bijgepraat.sources.blob import InputError

_AMOUNT = re.compile(r"(-?)(\d{1,15}|\d{1,3}(?:\.\d{3}){1,4})(?:,(\d{1,3}))?(?: ?(mln|miljoen|mld|miljard))?", re.IGNORECASE)
_UNITS = {"": 1, "mln": 10**6, "miljoen": 10**6, "mld": 10**9, "miljard": 10**9}
_LARGEST = 10**12


def everyone(memory: Memory) -> MunicipalitiesView:
    """All municipalities, by province and name."""
    by = _distribution(memory)
    provinces: dict[str, list[Municipality]] = {}
    for one in by.municipalities:
        provinces.setdefault(one.province, []).append(one)
    return MunicipalitiesView(
        tuple((name, tuple(sorted(some, key=lambda one: _sorting(one.name)))) for name, some in sorted(provinces.items()))
    )


def one(memory: Memory, code: str, amount: str = "", cluster: str = "") -> MunicipalityView | None:
    """One municipality by code, or by name in any case; None when there is none."""
    by = _distribution(memory)
    wanted = code.strip().lower()
    found = next((one for one in by.municipalities if wanted in {one.code.lower(), one.name.lower()}), None)
    if found is None:
        return None
    cluster = cluster if cluster in CLUSTERS or cluster == WHOLE else "jeugd"
    euros, wrong = amount_of(amount)
    estimate = rank = None
    if euros is not None:
        try:
            every = spread_over(by, euros, cluster)
        except InputError as error:
            wrong = f"{str(error)[:1].upper()}{str(error)[1:]}."
        else:
            estimate = next(one for one in every if one.municipality.code == found.code)
            if estimate.per_inhabitant is not None:
                own = abs(estimate.per_inhabitant)
                rank = 1 + sum(abs(one.per_inhabitant or 0.0) > own for one in every)
    return MunicipalityView(
        municipality=found,
        shares=_shares(by, found),
        amount=amount.strip()[:40],
        cluster=cluster,
        estimate=estimate,
        rank=rank,
        among=len(by.municipalities),
        wrong=wrong,
        method=METHOD,
        title=by.title,
        year=by.year,
        source=by.source,
        province=tuple(one for one in by.municipalities if one.province == found.province and one.code != found.code),
    )


def amount_of(written: str) -> tuple[int | None, str | None]:
    """Whole euros from what people type (`728 miljoen`, `€ 1.000.000`), or why it is no amount; both None for nothing."""
    bare = " ".join(written.replace("€", " ").replace("\xa0", " ").split())
    if not bare:
        return None, None
    match = _AMOUNT.fullmatch(bare)
    if match is None:
        return None, "Dat is geen bedrag. Schrijf bijvoorbeeld 728 miljoen, 1,5 miljard of 250.000."
    sign, whole, part, unit = match[1], match[2].replace(".", ""), match[3] or "", (match[4] or "").lower()
    size = _UNITS[unit]
    euros = int(whole) * size + (int(part) * size // 10 ** len(part) if part else 0)
    if euros > _LARGEST:
        return None, "Dat bedrag is groter dan duizend miljard euro. Kijk of er een nul te veel staat."
    return -euros if sign else euros, None


def _shares(by: Distribution, found: Municipality) -> tuple[ClusterShare, ...]:
    inhabitants = sum(one.inhabitants or 0 for one in by.municipalities)
    shares = []
    for cluster in CLUSTERS:
        euros = by.euros[found.code][cluster]
        whole = sum(row[cluster] for row in by.euros.values())
        own = euros / found.inhabitants if found.inhabitants else None
        shares.append(ClusterShare(cluster, euros, own, whole / inhabitants if inhabitants else None))
    return tuple(shares)


def _distribution(memory: Memory) -> Distribution:
    return memory.recall("verdeling", lambda: newest_distribution(memory.store), follows_changes=True)


def _sorting(name: str) -> str:
    return name.lower().removeprefix("'s-").removeprefix("’s-").removeprefix("de ").removeprefix("het ")
