# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Spreading the gemeentefonds: to the euro, whatever the amount, and equal to what others computed from the same circular."""

from __future__ import annotations

import csv
import dataclasses
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bijgepraat.ledger.gemeentefonds import (
    SpreadError,
    bundled,
    distribution,
    estimates,
    measured,
    payment_name,
    payments,
    received,
    spread,
)
from bijgepraat.model.municipalities import CLUSTERS, WHOLE, Circular, Measure, Municipality, Payment
from bijgepraat.sources.circulars import read_circular

THEIRS_LEAVES_OUT = {"vast", "participatie", "beschermd wonen", "Art. 12"}
"""What is in the circular and not in the table that a third party computed from it: one measure and three payments of which
the names differ between the circular's own tables."""

keys = st.dictionaries(st.text("abcdef", min_size=1, max_size=3), st.integers(0, 10**9), min_size=1, max_size=40).filter(
    lambda key: any(key.values())
)


@given(st.integers(-(10**12), 10**12), keys, st.booleans())
def test_parts_add_up_to_the_euro_and_keep_to_their_share(amount: int, key: dict[str, int], negative: bool) -> None:
    signed = {code: -value for code, value in key.items()} if negative else key
    parts = spread(amount, signed)
    assert sum(parts.values()) == amount
    whole = sum(key.values())
    assert all(abs(parts[code] - Fraction(amount * value, whole)) < 1 for code, value in key.items())
    assert all(parts[code] == 0 for code, value in key.items() if not value)
    assert spread(amount, dict(reversed(list(signed.items())))) == parts


@pytest.mark.parametrize("key", [{}, {"a": 0}, {"a": 5, "b": -1}])
def test_what_cannot_divide_is_refused(key: dict[str, int]) -> None:
    with pytest.raises(SpreadError):
        spread(100, key)


def test_the_bundled_table_has_342_municipalities_and_every_cluster() -> None:
    by = bundled()
    assert len(by.municipalities) == len({one.code for one in by.municipalities}) == 342
    assert len({one.province for one in by.municipalities}) == 12
    assert all(set(by.euros[one.code]) == set(CLUSTERS) and one.inhabitants for one in by.municipalities)
    assert all(by.euros[one.code]["jeugd"] > 0 > by.euros[one.code]["ozb"] for one in by.municipalities)


@pytest.mark.parametrize("cluster", [*(name for name in CLUSTERS if name != "overig"), WHOLE])
def test_728_million_is_728_million_over_all(cluster: str) -> None:
    found = estimates(728_000_000, cluster, bundled())
    assert len(found) == 342 and sum(one.part for one in found) == 728_000_000
    assert sum(one.share for one in found) == pytest.approx(1)


def test_larger_cities_get_more_and_poorer_ones_more_for_each_inhabitant() -> None:
    parts = {one.municipality.name: one for one in estimates(728_000_000, "jeugd", bundled())}
    assert parts["Amsterdam"].part > parts["Utrecht"].part > parts["Pekela"].part
    pekela, bloemendaal = parts["Pekela"].per_inhabitant, parts["Bloemendaal"].per_inhabitant
    assert pekela is not None and bloemendaal is not None and pekela > 1.5 * bloemendaal


@pytest.mark.parametrize(("cluster", "words"), [("foo", "kies uit"), ("overig", "kies een ander cluster")])
def test_a_cluster_that_spreads_nothing_is_refused(cluster: str, words: str) -> None:
    with pytest.raises(SpreadError, match=words):
        estimates(1_000_000, cluster, bundled())


def test_measures_and_payments_are_counted_in_their_cluster() -> None:
    circular = Circular(
        "Proef",
        2030,
        "zelf bedacht",
        Fraction(3, 2),
        [Municipality("GM0001", "Aa", "Noord", 10), Municipality("GM0002", "Bee", "Zuid", None)],
        [Measure("inwo", "inwoners", {"jeugd": Fraction(10), "wmo": Fraction("2.5")}), Measure("x", "x", {"jeugd": Fraction(1)})],
        {"GM0001": {"inwo": Fraction(4), "x": Fraction(2)}, "GM0002": {"inwo": Fraction(1), "x": Fraction()}},
        [Payment("opvang", "wmo")],
        {"GM0001": {"opvang": Fraction(7)}, "GM0002": {"opvang": Fraction(-1)}},
    )
    assert measured(circular)["GM0001"]["jeugd"] == 63 and measured(circular)["GM0002"]["wmo"] == Fraction("3.75")
    assert received(circular)["GM0001"]["wmo"] == 22
    assert received(circular, {"x", "opvang"})["GM0001"] == {**dict.fromkeys(CLUSTERS, 0), "jeugd": 60, "wmo": 15}
    by = distribution(circular)
    assert by.euros["GM0002"]["wmo"] == 4, "rounded to whole euros"
    assert [one.per_inhabitant for one in estimates(100, "jeugd", by)] == [8.1, None]


def test_names_of_payments_are_the_same_however_they_are_written() -> None:
    assert payment_name("Art. 12") == payment_name("ART.12") in payments()
    assert {one.cluster for one in payments().values()} <= set(CLUSTERS)
    assert all(one.why for one in payments().values())


@pytest.mark.shared
def test_the_circular_gives_all_twelve_clusters_of_all_municipalities_to_the_euro(shared: Path) -> None:
    """Against what a third party computed from the same tables: it proves the arithmetic, not the circular."""
    folder = shared / "data/gemeenten"
    known = {one.code: one for one in bundled().municipalities}
    circular = read_circular(
        folder,
        title="september 2024",
        year=2024,
        source="proef",
        factor=Fraction("1.420"),
        payment_of=lambda name: payments().get(payment_name(name)),
        known=known,
    )
    ours = received(circular, THEIRS_LEAVES_OUT)
    with (folder / "gemeentefonds_2024_clusters.csv").open(encoding="utf-8") as file:
        theirs = {row["Gemeenten"]: row for row in csv.DictReader(file, delimiter=";")}
    with (folder / "gemeentefonds_2024_volumina.csv").open(encoding="utf-8") as file:
        names = {f"GM{int(row['CBS']):04}": row["Naam"] for row in csv.DictReader(file, delimiter="\t")}
    for code, sums in ours.items():
        for cluster, name in CLUSTERS.items():
            assert abs(float(sums[cluster]) - float(theirs[names[code]][name])) < 0.01, (code, cluster)
    assert len(ours) == 342 == len(theirs)
    made = distribution(circular)
    assert made.euros == bundled().euros, "the bundled table is what the circular gives"
    assert [dataclasses.astuple(one) for one in made.municipalities] == [
        dataclasses.astuple(one) for one in bundled().municipalities
    ]
