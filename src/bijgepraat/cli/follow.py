# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""`bijgepraat follow` and `alerts`: how often a follow would have fired, and holding what is new against all follows."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import click

from bijgepraat.cli.terminal import Progress, number
from bijgepraat.model.follow_views import Preview
from bijgepraat.model.following import Sort
from bijgepraat.pipeline.follows.matching import Matched, match
from bijgepraat.pipeline.follows.preview import preview
from bijgepraat.pipeline.follows.recent import subject_of
from bijgepraat.pipeline.follows.versions import HERE
from bijgepraat.pipeline.house import open_store
from bijgepraat.pipeline.site.directory import make as directory
from bijgepraat.settings import Settings

_BAR = 30


@click.group("follow")
def follow() -> None:
    """Volgen: vooraf zien hoe vaak u bericht zou krijgen."""


@follow.command("preview")
@click.argument("query")
@click.option(
    "--kind",
    "sort",
    type=click.Choice([sort.value for sort in Sort]),
    default=Sort.SEARCH.value,
    show_default=True,
    help="Wat er gevolgd wordt.",
)
@click.option("--json", "as_json", is_flag=True, help="Druk de uitkomst af als JSON.")
def preview_command(query: str, sort: str, as_json: bool) -> None:
    """Hoe vaak QUERY in de laatste drie maanden van de gegevens bericht had gegeven.

    QUERY is een zoekvraag, of met --kind een thema, een nummer van een dossier, de sleutel van een persoon, enzovoort.
    """
    with open_store(Settings.from_environment()) as store:
        subject = subject_of(store, Sort(sort), query, directory(store))
        if subject is None:
            raise click.BadParameter(f"er is geen {sort} {query[:60]!r} om te volgen", param_hint="QUERY")
        found = preview(store, subject, datetime.now(HERE).date())
    if as_json:
        click.echo(json.dumps(_as_dict(subject.label, found), ensure_ascii=False))
        return
    if not found.counted:
        click.echo("Hier komt alleen bericht van als de stand verandert; hoe vaak dat is, valt niet te voorspellen.")
        return
    more = "meer dan " if found.capped else ""
    click.echo(f"{subject.label}: {more}{number(found.total)} keer in {len(found.weeks)} weken ({found.first} t/m {found.last})")
    for week in found.weeks:
        click.echo(f"  {week.first}  {'█' * round(week.share * _BAR / 100):<{_BAR}} {number(week.count)}")
    for one in found.examples:
        click.echo(f"  {one.day or 'zonder datum'}  {one.title}")
    if found.too_much:
        click.echo("Dat is veel: maak het preciezer, of kies een dagelijks of wekelijks overzicht.", err=True)


@click.group("alerts")
def alerts() -> None:
    """Meldingen aan wie iets volgt."""


@alerts.command("match")
@click.option("--json", "as_json", is_flag=True, help="Druk de aantallen af als JSON.")
def match_command(as_json: bool) -> None:
    """Leg wat er sinds de vorige keer is binnengekomen naast alles wat gevolgd wordt.

    Meldingen komen klaar te staan voor verzending. Mag op elk moment worden afgebroken; niets wordt twee keer gemeld.
    """
    settings = Settings.from_environment()
    progress = Progress()
    with open_store(settings) as store:
        try:
            done = match(store, datetime.now(UTC), settings, report=lambda so_far: progress.show(_line(so_far)))
        finally:
            progress.done()
    if as_json:
        names = {"bekeken": done.records, "dingen": done.things, "volgers": done.follows}
        click.echo(json.dumps({**names, "nieuw": done.new, "aangevuld": done.merged, "al_gemeld": done.told}))
        return
    click.echo(_line(done))


def _line(done: Matched) -> str:
    return (
        f"{number(done.records)} wijzigingen bekeken voor {number(done.follows)} volgers: {number(done.new)} nieuwe meldingen, "
        f"{number(done.merged)} aangevuld, {number(done.told)} al gemeld"
    )


def _as_dict(label: str, found: Preview) -> dict[str, object]:
    return {
        "volgt": label,
        "van": found.first.isoformat(),
        "tot": found.last.isoformat(),
        "geteld": found.counted,
        "totaal": found.total,
        "per_week": round(found.per_week, 2),
        "te_veel": found.too_much,
        "weken": [{"week_van": week.first.isoformat(), "aantal": week.count} for week in found.weeks],
        "voorbeelden": [
            {"titel": one.title, "datum": one.day.isoformat() if one.day else None, "pagina": one.page} for one in found.examples
        ],
    }
