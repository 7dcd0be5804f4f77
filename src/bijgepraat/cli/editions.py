# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""`bijgepraat edition`: drafting and showing the weekly edition; publishing it is in `press`."""

from __future__ import annotations

import json
import textwrap

import click

from bijgepraat.cli import press
from bijgepraat.cli.terminal import euros
from bijgepraat.model.claims import THEMES
from bijgepraat.model.editions import Edition
from bijgepraat.pipeline.editions import draft_edition, edition_as_dict, kept_edition
from bijgepraat.pipeline.house import open_store
from bijgepraat.settings import Settings


@click.group()
def edition() -> None:
    """De wekelijkse editie."""


for _command in (press.check_command, press.publish_command, press.plan_command, press.due_command):
    edition.add_command(_command)


@edition.command("draft")
@click.option("--week", required=True, help="De week, bijvoorbeeld 2025-W27.")
@click.option("--json", "as_json", is_flag=True, help="Druk de editie af als JSON.")
def draft(week: str, as_json: bool) -> None:
    """Stel de editie van een week op uit alles wat er die week is verschenen."""
    with open_store(Settings.from_environment()) as store:
        _print(draft_edition(store, week), as_json)


@edition.command("show")
@click.option("--week", required=True, help="De week, bijvoorbeeld 2025-W27.")
@click.option("--json", "as_json", is_flag=True, help="Druk de editie af als JSON.")
def show(week: str, as_json: bool) -> None:
    """Laat een opgestelde editie zien."""
    with open_store(Settings.from_environment()) as store:
        found = kept_edition(store, week)
    if found is None:
        raise click.ClickException(f"Er is nog geen editie van {week}. Maak die met: bijgepraat edition draft --week {week}")
    _print(found, as_json)


def _print(found: Edition, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps(edition_as_dict(found), ensure_ascii=False, indent=1))
        return
    click.secho(f"Editie {found.week} ({found.first:%d-%m-%Y} tot en met {found.last:%d-%m-%Y})", bold=True)
    if found.sample:
        click.echo("Voorbeeldgegevens")
    if not found.developments:
        click.echo("Geen ontwikkelingen voor gemeenten gevonden in deze week.")
    for number, development in enumerate(found.developments, 1):
        click.echo()
        click.secho(f"{number}. {development.title}", bold=True)
        day = f"{development.date:%d-%m-%Y}" if development.date else "zonder datum"
        facts = [THEMES[development.theme], day, ", ".join(development.actors)]
        facts += [euros(amount.low_eur, amount.high_eur) for amount in development.amounts[:1]]
        click.echo("   " + " · ".join(fact for fact in facts if fact))
        for sentence in development.sentences:
            words = " ".join(f"{sentence.lead} {sentence.text}".split())
            click.echo(textwrap.fill(words, 100, initial_indent="   ", subsequent_indent="   "))
            evidence = sentence.evidence
            click.secho(f"     [{evidence.record} v{evidence.version} {evidence.start}–{evidence.end}]", dim=True)
        for link in development.links:
            click.echo(f"   → {link.address or link.page}")
    if found.also:
        click.echo()
        click.secho("Verder verschenen", bold=True)
        for link in found.also:
            click.echo(f" - {link.title}")
    click.echo(f"\n{len(found.developments)} ontwikkelingen, gekozen uit {found.considered} stukken van deze week.")
