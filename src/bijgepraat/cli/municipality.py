# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""`bijgepraat gemeente`: what an amount in the gemeentefonds means for one municipality, or for all of them."""

from __future__ import annotations

import csv
import json
import sys
from fractions import Fraction
from pathlib import Path

import click

from bijgepraat.cli.terminal import euros, number, table
from bijgepraat.model.municipalities import CLUSTERS, WHOLE, Estimate
from bijgepraat.pipeline.house import open_store
from bijgepraat.pipeline.municipalities import (
    METHOD,
    as_dict,
    import_circular,
    municipality_of,
    newest_distribution,
    spread_over,
)
from bijgepraat.settings import Settings

_COLUMNS = ("code", "naam", "provincie", "cluster", "bedrag", "deel", "aandeel", "per_inwoner", "jaar", "circulaire")


class _Euro(click.ParamType[int]):
    name = "bedrag"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> int:
        written = str(value).strip().lstrip("€").strip().replace(".", "").replace("_", "")
        sign, digits = (-1, written[1:]) if written.startswith("-") else (1, written)
        if not (digits.isascii() and digits.isdigit() and len(digits) <= 15):
            self.fail(f"{str(value)[:40]!r} is geen bedrag in hele euro's, zoals 728000000 of 728.000.000", param, ctx)
        return sign * int(digits)


class _Factor(click.ParamType[Fraction]):
    name = "factor"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> Fraction:
        if isinstance(value, Fraction):
            return value
        try:
            return Fraction(str(value).strip().replace(",", "."))
        except (ValueError, ZeroDivisionError):
            self.fail(f"{str(value)[:40]!r} is geen uitkeringsfactor zoals 1,420", param, ctx)


@click.command("gemeente")
@click.argument("which", required=False, metavar="[GEMEENTE]")
@click.option("--amount", type=_Euro(), help="Bedrag in hele euro's dat over de gemeenten wordt verdeeld.")
@click.option("--cluster", default=WHOLE, show_default=True, help=f"Cluster van het gemeentefonds: {', '.join(CLUSTERS)}.")
@click.option("--all", "everyone", is_flag=True, help="Alle gemeenten, met het totaal.")
@click.option("--json", "as_json", is_flag=True, help="Druk de schatting af als JSON.")
@click.option("--csv", "as_csv", is_flag=True, help="Druk de schattingen af als CSV.")
@click.option(
    "--import",
    "circular",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    metavar="MAP",
    help="Lees de tabellen van een nieuwere circulaire in (gewichten, volumina, bijzondere uitkeringen).",
)
@click.option("--title", help="Bij --import: hoe de circulaire heet.")
@click.option("--year", type=click.IntRange(1997, 2100), help="Bij --import: het jaar waarover zij gaat.")
@click.option("--factor", type=_Factor(), help="Bij --import: de uitkeringsfactor, bijvoorbeeld 1,420.")
@click.option("--source", help="Bij --import: waar de tabellen vandaan komen.")
def gemeente(
    which: str | None,
    amount: int | None,
    cluster: str,
    everyone: bool,
    as_json: bool,
    as_csv: bool,
    circular: Path | None,
    title: str | None,
    year: int | None,
    factor: Fraction | None,
    source: str | None,
) -> None:
    """Schat wat een bedrag in het gemeentefonds betekent voor een GEMEENTE (code of naam, bijvoorbeeld GM0344 of Utrecht)."""
    settings = Settings.from_environment()
    if circular is not None:
        if not (title and year and factor is not None and source):
            raise click.UsageError("Geef bij --import ook --title, --year, --factor en --source: zonder herkomst geen schatting.")
        with open_store(settings) as store:
            found = import_circular(store, circular, title=title, year=year, source=source, factor=factor)
        click.echo(f"{found.title}: verdeling over {number(len(found.municipalities))} gemeenten opgeslagen")
        return
    if amount is None or (which is None) == (not everyone):
        raise click.UsageError("Geef een GEMEENTE (of --all) en een --amount, bijvoorbeeld: GM0344 --amount 728000000")
    with open_store(settings) as store:
        by = newest_distribution(store)
    chosen = None if which is None else municipality_of(which, by.municipalities)
    found_all = spread_over(by, amount, cluster)
    shown = found_all if chosen is None else [one for one in found_all if one.municipality.code == chosen.code]
    if as_json:
        rows = [as_dict(one) for one in shown]
        click.echo(json.dumps(rows if everyone else rows[0], ensure_ascii=False, indent=1))
    elif as_csv:
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(_COLUMNS)
        writer.writerows(_cells(one) for one in shown)
    elif everyone:
        lines = [(one.municipality.name, number(one.part), f"{one.share * 100:.3f}".replace(".", ",")) for one in shown]
        lines.append(("Samen", number(sum(one.part for one in shown)), "100,000"))
        click.echo(table(("gemeente", "euro (schatting)", "% van het geheel"), lines))
        _explain(shown[0])
    else:
        _tell(shown[0])


def _tell(one: Estimate) -> None:
    what = CLUSTERS.get(one.cluster, "alle clusters samen")
    click.secho(f"{one.municipality.name} ({one.municipality.code}, {one.municipality.province})", bold=True)
    click.echo(f"Van {euros(one.amount, one.amount)} in het gemeentefonds voor {what}:")
    share = f"{one.share * 100:.3f}".replace(".", ",")
    click.echo(f"  ongeveer € {number(one.part)} ({share}% van het geheel)")
    if one.per_inhabitant is not None:
        click.echo(f"  € {one.per_inhabitant:.2f} per inwoner".replace(".", ","))
    _explain(one)


def _explain(one: Estimate) -> None:
    click.echo(f"\n{METHOD}")
    click.echo(f"Bron: {one.title}; {one.source}.")


def _cells(one: Estimate) -> list[object]:
    per = f"{one.per_inhabitant:.2f}" if one.per_inhabitant is not None else ""
    place = one.municipality
    return [
        place.code,
        place.name,
        place.province,
        one.cluster,
        one.amount,
        one.part,
        f"{one.share:.8f}",
        per,
        one.year,
        one.title,
    ]
