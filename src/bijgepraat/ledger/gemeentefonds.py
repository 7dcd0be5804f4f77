# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The gemeentefonds: from a circular to euros per municipality and cluster, and from an amount to its parts. All exact."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import replace
from fractions import Fraction
from functools import cache
from importlib import resources

from bijgepraat.model.municipalities import CLUSTERS, WHOLE, Circular, Distribution, Estimate, Municipality, Payment

METHOD = (
    "Schatting: het bedrag is verdeeld zoals de maatstaven van het verdeelmodel (gewicht maal aantal) het geld van dit cluster "
    "over de gemeenten verdelen. Bijzondere uitkeringen tellen niet mee."
)


class SpreadError(ValueError):
    """An amount that cannot be spread, in Dutch, with how to mend it."""


def measured(circular: Circular) -> dict[str, dict[str, Fraction]]:
    """Per CBS code and cluster what the measures bring: volume × weight × payment factor, in euros."""
    found: dict[str, dict[str, Fraction]] = {}
    for one in circular.municipalities:
        totals = dict.fromkeys(CLUSTERS, Fraction())
        for measure in circular.measures:
            volume = circular.volumes[one.code][measure.code]
            for cluster, weight in measure.weights.items():
                totals[cluster] += volume * weight
        found[one.code] = {cluster: total * circular.factor for cluster, total in totals.items()}
    return found


def received(circular: Circular, leaving_out: Collection[str] = ()) -> dict[str, dict[str, Fraction]]:
    """Per CBS code and cluster everything that the circular brings: the measures and the special payments of the cluster.

    `leaving_out` are codes of measures and names of payments that do not count.
    """
    measures = [measure for measure in circular.measures if measure.code not in leaving_out]
    found = measured(replace(circular, measures=measures))
    for payment in circular.payments:
        if payment.name not in leaving_out:
            for code, sums in circular.paid.items():
                found[code][payment.cluster] += sums[payment.name]
    return found


def distribution(circular: Circular) -> Distribution:
    """The key by which a circular spreads money, in whole euros."""
    euros = {code: {cluster: round(total) for cluster, total in row.items()} for code, row in measured(circular).items()}
    return Distribution(circular.title, circular.year, circular.source, tuple(circular.municipalities), euros)


def spread(amount: int, key: Mapping[str, int]) -> dict[str, int]:
    """Parts of a whole amount in proportion to `key` (all of one sign, not all zero), that add up to it to the euro.

    Each part is rounded down and what is left over goes, a euro each, to those that lost most by that; among equals to the
    first code. Raises `SpreadError` when the key cannot divide anything.
    """
    whole = sum(key.values())
    if not whole or any(value * whole < 0 for value in key.values()):
        raise SpreadError("de aandelen zijn nul, of deels negatief; daarmee is een bedrag niet te verdelen")
    size = abs(amount)
    exact = {code: Fraction(size * value, whole) for code, value in key.items()}
    parts = {code: int(value) for code, value in exact.items()}
    left = size - sum(parts.values())
    for code in sorted(exact, key=lambda code: (parts[code] - exact[code], code))[:left]:
        parts[code] += 1
    return {code: part if amount >= 0 else -part for code, part in parts.items()}


def estimates(amount: int, cluster: str, by: Distribution) -> list[Estimate]:
    """What an amount in a cluster (or `WHOLE`) would mean for each municipality, in the order of the distribution."""
    if cluster != WHOLE and cluster not in CLUSTERS:
        raise SpreadError(f"onbekend cluster {cluster[:60]}; kies uit {', '.join([*CLUSTERS, WHOLE])}")
    wanted = CLUSTERS if cluster == WHOLE else (cluster,)
    key = {one.code: sum(by.euros[one.code][name] for name in wanted) for one in by.municipalities}
    if sum(value != 0 for value in key.values()) * 2 < len(key):
        # The measures of "Overig" are fixed sums for single cities: they say nothing of how other money would be spread.
        raise SpreadError("dit cluster verdeelt geen geld over alle gemeenten; kies een ander cluster, of alle")
    parts = spread(amount, key)
    whole = sum(key.values())
    return [
        Estimate(one, cluster, amount, parts[one.code], key[one.code] / whole, by.title, by.year, by.source)
        for one in by.municipalities
    ]


@cache
def payments() -> dict[str, Payment]:
    """Which special payment belongs to which cluster, by `payment_name`, from our own table."""
    raw = tomllib.loads(resources.files("bijgepraat.ledger").joinpath("data/special_payments.toml").read_text("utf-8"))
    rows = [(name, cluster, why) for cluster, names in raw["cluster"].items() for name, why in names.items()]
    return {payment_name(name): Payment(name, cluster, why) for name, cluster, why in rows}


def payment_name(name: str) -> str:
    """The name of a payment without what differs from table to table: case, spaces and points (`Art. 12` is `ART.12`)."""
    return "".join(char for char in name.lower() if char.isalnum())


@cache
def bundled() -> Distribution:
    """The distribution that comes with the program, from a table of our own."""
    folder = resources.files("bijgepraat.ledger").joinpath("data")
    about = tomllib.loads(folder.joinpath("gemeentefonds.toml").read_text("utf-8"))
    municipalities, euros = [], {}
    for row in csv.DictReader(folder.joinpath("gemeentefonds.csv").read_text("utf-8").splitlines()):
        municipalities.append(Municipality(row["code"], row["name"], row["province"], int(row["inhabitants"])))
        euros[row["code"]] = {cluster: int(row[cluster]) for cluster in CLUSTERS}
    return Distribution(about["title"], about["year"], about["source"], tuple(municipalities), euros)
