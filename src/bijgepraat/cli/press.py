# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""`bijgepraat edition check`, `publish`, `plan` and `due`: from what was approved to what is out, by the rules of the desk."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import click

from bijgepraat.cli.terminal import number
from bijgepraat.model.desk import Objection, Published
from bijgepraat.pipeline.desk import check, saved, week_name
from bijgepraat.pipeline.house import PublishError, open_store
from bijgepraat.pipeline.press_mail import mail_steps
from bijgepraat.pipeline.publishing import NotReadyError, plan, publish, publish_due
from bijgepraat.settings import Settings

_HERE = ZoneInfo("Europe/Amsterdam")
_WEEK = click.option("--week", required=True, help="De week, bijvoorbeeld 2026-W12.")
_VERSION = click.option(
    "--version", type=click.IntRange(1, 999_999), required=True, help="De versie op de redactietafel die is goedgekeurd."
)
_BY = click.option("--by", required=True, help="Wie de editie goedkeurt; lezers zien deze naam.")


@click.command("check")
@_WEEK
def check_command(week: str) -> None:
    """Kijk of de editie op de redactietafel uit kan: staat elke zin op een bron, en klopt elk citaat?

    Exitstatus 1 als er nog iets in de weg staat.
    """
    with open_store(Settings.from_environment()) as store:
        present = saved(store, week_name(week))
        if present is None:
            raise PublishError(f"van {week_name(week)} ligt niets op de redactietafel")
        found = check(store, present.edition)
    taken = sum(item.taken for item in present.edition.items)
    click.echo(f"{present.edition.week}, versie {present.version}: {number(taken)} onderwerpen opgenomen")
    _tell(found)
    if found:
        sys.exit(1)
    click.echo("Deze versie kan uit.")


@click.command("publish")
@_WEEK
@_VERSION
@_BY
@click.option("--correction", default="", help="Wat er is verbeterd; nodig als de editie al uit is, en zichtbaar voor lezers.")
@click.option("--notify", is_flag=True, help="Stuur de verbetering ook aan wie de vorige versie per mail kreeg.")
def publish_command(week: str, version: int, by: str, correction: str, notify: bool) -> None:
    """Breng een goedgekeurde versie uit: op de site, in de feeds, als PDF en per mail.

    Een zin zonder bron, een citaat dat niet klopt of een andere versie dan u noemt: dan komt er niets uit.
    """
    settings = Settings.from_environment()
    with open_store(settings) as store:
        try:
            out = publish(
                store,
                week_name(week),
                version,
                by=by,
                now=_now(),
                correction=correction,
                notify=notify,
                together=mail_steps(settings.mail),
            )
        except NotReadyError as error:
            _tell(error.objections)
            raise
    click.echo(_line(out))


@click.command("plan")
@_WEEK
@_VERSION
@_BY
@click.option("--at", "moment", required=True, help="Wanneer, in Nederlandse tijd: 2026-03-20 08:00.")
def plan_command(week: str, version: int, by: str, moment: str) -> None:
    """Laat een goedgekeurde versie op een later moment uitkomen. Bewaart iemand intussen een andere, dan vervalt het plan."""
    try:
        at = datetime.fromisoformat(moment.strip())
    except ValueError as error:
        raise click.BadParameter("schrijf het moment als 2026-03-20 08:00", param_hint="--at") from error
    at = at if at.tzinfo else at.replace(tzinfo=_HERE)
    with open_store(Settings.from_environment()) as store:
        try:
            plan(store, week_name(week), version, at, by=by, now=_now())
        except NotReadyError as error:
            _tell(error.objections)
            raise
    click.echo(f"{week_name(week)}, versie {version}, komt uit op {at.astimezone(_HERE):%d-%m-%Y om %H.%M} uur.")


@click.command("due")
def due_command() -> None:
    """Breng uit wat gepland was en waarvan het moment er is; bedoeld om elke paar minuten te laten lopen.

    Exitstatus 1 als een plan is vervallen, bijvoorbeeld omdat er daarna een andere versie is bewaard.
    """
    settings = Settings.from_environment()
    with open_store(settings) as store:
        found = publish_due(store, _now(), mail_steps(settings.mail))
    for one in found:
        if one.published is not None:
            click.echo(_line(one.published))
        else:
            click.echo(f"{one.week}: het plan is vervallen: {one.why}", err=True)
    if any(one.published is None for one in found):
        sys.exit(1)


def _tell(found: list[Objection] | tuple[Objection, ...]) -> None:
    for one in found:
        place = f" ({', '.join(one.where)})" if one.where else ""
        click.echo(f"- {one.words}{place}", err=True)


def _line(out: Published) -> str:
    version = f", versie {out.version}" if out.version > 1 else ""
    return f"Editie {out.number}{version} is uit: /edities/{out.week} (kenmerk {out.hash})"


def _now() -> datetime:
    return datetime.now(UTC)
