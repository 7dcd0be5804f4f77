# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Costings beside what each manifesto says: the same party and theme together. Pure functions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bijgepraat.ledger.paid_join import place_of
from bijgepraat.model.costings import Beside, CostingRow, Costings
from bijgepraat.model.paid import Mention, Paper, Stage

_ALSO = {
    "glpvda": "groenlinkspvda",
    "pvdagl": "groenlinkspvda",
    "pvdagroenlinks": "groenlinkspvda",
    "cu": "christenunie",
    "partijvoordevrijheid": "pvv",
    "christendemocratischappel": "cda",
    "socialistischepartij": "sp",
    "democraten66": "d66",
}
"""Short and full names under which a party is the same."""


def party_key(name: str) -> str:
    """A party's name without signs and capitals, its other names as one: `GroenLinks–PvdA` and `GL-PvdA` are the same."""
    bare = "".join(sign for sign in name.lower() if sign.isalnum())
    return _ALSO.get(bare, bare)


def beside(costings: Iterable[Costings], mentions: Iterable[Mention]) -> list[Beside]:
    """Per table, party and theme the measures with their sums by year, and the amounts of that party's manifesto on that theme.

    A manifesto's theme without a costing is there as well, with no rows. Ordered by table, party and theme.
    """
    written: dict[tuple[str, str], list[Mention]] = {}
    names: dict[str, str] = {}
    for mention in mentions:
        wants = mention.paper is Paper.MANIFESTO and mention.stage.stage is Stage.PROPOSED
        if wants and mention.party and mention.themes:
            names.setdefault(party_key(mention.party), mention.party)
            written.setdefault((party_key(mention.party), mention.themes[0]), []).append(mention)
    found: list[Beside] = []
    for table in sorted(costings, key=lambda one: (one.title, one.source)):
        rows: dict[tuple[str, str], list[CostingRow]] = {}
        shown = dict(names)
        for row in table.rows:
            shown[party_key(row.party)] = row.party
            rows.setdefault((party_key(row.party), row.theme), []).append(row)
        for key in sorted({*rows, *written}):
            own = sorted(rows.get(key, ()), key=lambda row: (row.measure, row.year or 9999, row.line))
            said = sorted(written.get(key, ()), key=place_of)
            found.append(Beside(shown[key[0]], key[1], table.title, table.source, tuple(own), _years(own), tuple(said)))
    return found


def _years(rows: Sequence[CostingRow]) -> tuple[tuple[int | None, int], ...]:
    sums: dict[int | None, int] = {}
    for row in rows:
        sums[row.year] = sums.get(row.year, 0) + row.euros
    return tuple((year, sums[year]) for year in sorted(sums, key=lambda year: year or 9999))
