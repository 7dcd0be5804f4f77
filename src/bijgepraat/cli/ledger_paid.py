# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""`bijgepraat ledger paid`: the book of money, its sums per theme, and costings beside the manifestos."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from bijgepraat.cli.terminal import euros, number, table
from bijgepraat.model.claims import THEMES
from bijgepraat.model.costings import Beside
from bijgepraat.model.paid import PaidLine, Stage, ThemeSum
from bijgepraat.pipeline.costings import beside_dict, costings_beside, import_costings
from bijgepraat.pipeline.house import open_store
from bijgepraat.pipeline.paid import as_dict, book, chosen, sums, sums_dict
from bijgepraat.settings import Settings

_ALSO = {
    "asked": "gevraagd",
    "promised": "toegezegd",
    "agreed": "afgesproken",
    "budgeted": "begroot",
    "paid": "betaald",
    "proposed": "voorgesteld",
    "mentioned": "genoemd",
}
_STAGES = [*(stage.value for stage in Stage), *_ALSO]
_COLUMNS = (
    "sleutel",
    "thema",
    "stadium",
    "laag",
    "hoog",
    "eenheid",
    "van_jaar",
    "tot_jaar",
    "geld",
    "telt_mee",
    "waarom_niet",
    "loop",
    "terug",
    "zin",
    "soort",
    "stuk",
    "begin",
    "einde",
    "zekerheid",
)
_COLOURS = {Stage.BUDGETED: "green", Stage.PAID: "green", Stage.ASKED: "yellow"}


@click.command("paid")
@click.option("--theme", type=click.Choice(list(THEMES)), help="Alleen dit thema.")
@click.option("--stage", "--state", type=click.Choice(_STAGES), help="Alleen wat zo ver is.")
@click.option("--all", "everything", is_flag=True, help="Ook wat niet meetelt: prijzen, vage bedragen, delen van andere.")
@click.option("--costings", "with_costings", is_flag=True, help="Doorrekeningen naast wat de programma's zeggen.")
@click.option("--json", "as_json", is_flag=True, help="Druk het boek af als JSON, met elke stap en zijn citaat.")
@click.option("--csv", "as_csv", is_flag=True, help="Druk het boek af als CSV.")
@click.option(
    "--import",
    "file",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    metavar="CSV",
    help="Lees een doorrekening in (kolommen partij, maatregel, jaar, bedrag_mln, thema).",
)
@click.option("--title", help="Bij --import: hoe de doorrekening heet.")
@click.option("--source", help="Bij --import: waar zij vandaan komt.")
def paid(
    theme: str | None,
    stage: str | None,
    everything: bool,
    with_costings: bool,
    as_json: bool,
    as_csv: bool,
    file: Path | None,
    title: str | None,
    source: str | None,
) -> None:
    """Het geld: wat is gevraagd, toegezegd, afgesproken, begroot en betaald. Hetzelfde geld telt één keer."""
    settings = Settings.from_environment()
    if file is not None:
        if not (title and source):
            raise click.UsageError("Geef bij --import ook --title en --source: zonder herkomst geen cijfers.")
        with open_store(settings) as store:
            found = import_costings(store, file, title=title, source=source)
        click.echo(f"{found.title}: {number(len(found.rows))} regels opgeslagen")
        return
    with open_store(settings) as store:
        whole = book(store)
        costings = costings_beside(store, whole, theme=theme or "") if with_costings else []
    if with_costings:
        _show_costings(costings, as_json, as_csv)
        return
    lines = chosen(whole, theme=theme or "", stage=Stage(_ALSO.get(stage, stage)) if stage else None)
    summed = sums(chosen(whole, theme=theme or ""))
    if as_json:
        answer = {"bedragen": [as_dict(line) for line in lines], "themas": [sums_dict(one) for one in summed]}
        click.echo(json.dumps(answer, ensure_ascii=False, indent=1))
    elif as_csv:
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(_COLUMNS)
        writer.writerows(_cells(line) for line in lines)
    else:
        shown = [line for line in lines if everything or stage in {"genoemd", "mentioned"} or not line.aside]
        for line in shown:
            _tell(line)
        _tell_sums(summed)
        click.echo(f"{number(len(shown))} bedragen; {number(len(lines) - len(shown))} tellen niet mee (--all toont ze)")


def _tell(line: PaidLine) -> None:
    first, last = line.years
    years = "" if first is None else f", {first}" if first == last or last is None else f", {first}–{last}"
    click.secho(
        f"{euros(line.low, line.high)} ({line.unit.value}{years}) – {line.stage.value}, {line.money.money.value}",
        fg=_COLOURS.get(line.stage),
        bold=True,
    )
    click.echo(f"  {THEMES.get(line.theme, line.theme)}" + (f"; telt niet mee: {line.aside}" if line.aside else ""))
    for step in line.course:
        again = " (eerder al verder)" if step.back else ""
        quote = " ".join(step.mention.sentence.quote.split())
        place = f"{step.mention.key}, teken {step.mention.sentence.start}"
        click.echo(f"    {step.mention.day or 'zonder datum'} {step.stage.value}{again}: {quote[:220]} [{place}]")
    click.echo()


def _tell_sums(found: Sequence[ThemeSum]) -> None:
    if not found:
        return
    head = ("thema, eenheid", "gevraagd", "toegezegd", "afgesproken", "gekomen", "gevraagd en gekomen", "korting")
    rows = []
    for one in found:
        sums_ = (one.asked, one.promised, one.agreed, one.came, one.asked_and_came, one.cut)
        cells = [euros(low, high) if high else "–" for low, high in sums_]
        rows.append((f"{THEMES.get(one.theme, one.theme)}, {one.unit.value}", *cells))
    click.echo(table(head, rows))
    click.echo("Bedragen van verschillende eenheden worden niet opgeteld. De lezer is een programma: controleer het citaat.\n")


def _show_costings(found: Sequence[Beside], as_json: bool, as_csv: bool) -> None:
    if as_json:
        click.echo(json.dumps([beside_dict(one) for one in found], ensure_ascii=False, indent=1))
        return
    if as_csv:
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(("partij", "thema", "doorrekening", "maatregel", "jaar", "euro", "programma"))
        for one in found:
            said = " | ".join(" ".join(mention.sentence.quote.split()) for mention in one.mentions)
            for row in one.rows:
                writer.writerow((one.party, one.theme, one.title, row.measure, row.year or "structureel", row.euros, said))
            if not one.rows:
                writer.writerow((one.party, one.theme, one.title, "", "", "", said))
        return
    for one in found:
        click.secho(f"{one.party} – {THEMES[one.theme]}", bold=True)
        sums_ = ", ".join(f"{year or 'structureel'}: {_signed(total)}" for year, total in one.years) or "geen maatregelen"
        click.echo(f"  {one.title} ({one.source}): {sums_}")
        for mention in one.mentions:
            click.echo(f"    programma: {' '.join(mention.sentence.quote.split())[:220]}")
        click.echo()
    if not found:
        click.echo("Er is nog geen doorrekening. Lees er een in met --import BESTAND.csv --title … --source …")


def _signed(total: int) -> str:
    return ("– " if total < 0 else "") + euros(abs(total), abs(total))


def _cells(line: PaidLine) -> list[object]:
    main, (first, last) = line.main, line.years
    return [
        line.key,
        line.theme,
        line.stage.value,
        line.low,
        line.high,
        line.unit.value,
        first,
        last,
        line.money.money.value,
        "nee" if line.aside else "ja",
        line.aside,
        " → ".join(dict.fromkeys(step.stage.value for step in line.course)),
        "ja" if line.back else "nee",
        " ".join(main.sentence.quote.split()),
        main.kind,
        main.key,
        main.sentence.start,
        main.sentence.end,
        main.stage.confidence,
    ]
