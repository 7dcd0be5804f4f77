# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""What an amount in the gemeentefonds means for one municipality, by the newest circular that is known."""

from __future__ import annotations

import mimetypes
from collections.abc import Sequence
from datetime import UTC, date, datetime
from fractions import Fraction
from pathlib import Path

import orjson

from bijgepraat.ledger.gemeentefonds import METHOD, SpreadError, bundled, distribution, estimates, payment_name, payments
from bijgepraat.model.municipalities import CLUSTERS, Distribution, Estimate, Municipality
from bijgepraat.model.records import Kind, Original, Record
from bijgepraat.sources.blob import InputError
from bijgepraat.sources.circulars import read_circular
from bijgepraat.store.journal import register_original
from bijgepraat.store.lookup import newest_of_kind
from bijgepraat.store.records import write
from bijgepraat.store.store import Store
from bijgepraat.understand.naming.tables import former_municipalities

__all__ = ["METHOD", "as_dict", "import_circular", "municipality_of", "newest_distribution", "spread_over"]

SOURCE = "gemeentefonds"
_FILES = ("*gewichten*.csv", "*volumina*.csv", "*su_iu_du*.csv")


def newest_distribution(store: Store | None) -> Distribution:
    """The distribution of the newest imported circular; the one that comes with the program when there is none newer."""
    own = bundled()
    if store is None:
        return own
    with store.reading() as connection:
        row = newest_of_kind(connection, Kind.CIRCULAIRE)
    if row is None:
        return own
    found = _distribution(orjson.loads(row.fields))
    return found if found.year >= own.year else own


def municipality_of(name: str, among: Sequence[Municipality]) -> Municipality:
    """The municipality with this code (`GM0344`, `344`) or name. Raises `InputError` that says what is near."""
    wanted = name.strip().lower()
    code = f"gm{int(wanted):04}" if wanted.isascii() and wanted.isdigit() and len(wanted) <= 4 else wanted
    for one in among:
        if code == one.code.lower() or wanted == one.name.lower():
            return one
    merged = former_municipalities().get(wanted)
    if merged is not None:
        codes, since = merged
        now = [f"{one.name} ({one.code})" for one in among if one.code in codes]
        which = "die" if len(now) == 1 else "een van die"
        raise InputError(
            f"{name.strip()[:60]} is sinds {since} geen gemeente meer en hoort nu bij {', '.join(now)}; geef {which}"
        )
    near = [f"{one.name} ({one.code})" for one in among if wanted[:4] and wanted[:4] in one.name.lower()][:5]
    hint = f"; bedoelt u {', '.join(near)}?" if near else ""
    raise InputError(
        f"onbekende gemeente {name.strip()[:60]}; geef een code als GM0344 of een naam van nu. Gaat het om een gemeente die is "
        f"opgegaan in een andere, geef dan die andere{hint}"
    )


def spread_over(by: Distribution, amount: int, cluster: str) -> list[Estimate]:
    """What an amount means for every municipality. Raises `InputError` for a cluster that cannot be spread over."""
    try:
        return estimates(amount, cluster, by)
    except SpreadError as error:
        raise InputError(str(error)) from error


def import_circular(
    store: Store, folder: Path, *, title: str, year: int, source: str, factor: Fraction, now: datetime | None = None
) -> Distribution:
    """Take in the tables of a circular (see `read_circular`); the files go to the archive, the distribution becomes a record.

    Nothing is stored when anything in them does not fit. Raises `InputError`.
    """
    if not 1997 <= year <= 2100 or not 0 < factor < 10:
        raise InputError("het jaar ligt tussen 1997 en 2100 en de uitkeringsfactor tussen 0 en 10, bijvoorbeeld 1,420")
    known = {one.code: one for one in bundled().municipalities}
    circular = read_circular(
        folder,
        title=title,
        year=year,
        source=source,
        factor=factor,
        payment_of=lambda name: payments().get(payment_name(name)),
        known=known,
    )
    found = distribution(circular)
    moment = now or datetime.now(UTC)
    originals = [_archived(store, next(folder.glob(pattern)), moment) for pattern in _FILES]
    record = Record(
        Kind.CIRCULAIRE,
        f"gemeentefonds-{year}-{'-'.join(title.lower().split())[:80]}",
        SOURCE,
        title,
        date(year, 1, 1),
        fields={
            "titel": title,
            "jaar": year,
            "bron": source,
            "uitkeringsfactor": str(factor),
            "bestanden": [original.sha256 for original in originals],
            "gemeenten": [[one.code, one.name, one.province, one.inhabitants] for one in found.municipalities],
            "euro": {code: dict(row) for code, row in found.euros.items()},
        },
    )
    with store.writing() as connection:
        numbers = [register_original(connection, original) for original in originals]
        write(connection, [record], numbers[0])
    return found


def as_dict(estimate: Estimate) -> dict[str, object]:
    """An estimate as the JSON of the command line and the API have it, with its method and source."""
    one = estimate.municipality
    return {
        "gemeente": {"code": one.code, "naam": one.name, "provincie": one.province, "inwoners": one.inhabitants},
        "cluster": {"sleutel": estimate.cluster, "naam": CLUSTERS.get(estimate.cluster, "Alle clusters")},
        "bedrag": estimate.amount,
        "deel": estimate.part,
        "aandeel": round(estimate.share, 8),
        "per_inwoner": round(estimate.per_inhabitant, 2) if estimate.per_inhabitant is not None else None,
        "schatting": True,
        "methode": METHOD,
        "jaar": estimate.year,
        "circulaire": estimate.title,
        "bron": estimate.source,
    }


def _archived(store: Store, path: Path, now: datetime) -> Original:
    with path.open("rb") as file:
        sha, size = store.archive.put(file, path.suffix)
    return Original(sha, SOURCE, path.name, now, mimetypes.guess_type(path.name)[0] or "text/csv", size)


def _distribution(fields: dict[str, object]) -> Distribution:
    rows, euros = fields["gemeenten"], fields["euro"]
    assert isinstance(rows, list) and isinstance(euros, dict)
    return Distribution(
        str(fields.get("titel") or f"Circulaire gemeentefonds {fields['jaar']}"),
        int(str(fields["jaar"])),
        str(fields["bron"]),
        tuple(Municipality(code, name, province, inhabitants) for code, name, province, inhabitants in rows),
        euros,
    )
