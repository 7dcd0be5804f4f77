# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""`bijgepraat developments` and `show`: looking into the store."""

from __future__ import annotations

import json

import click

from bijgepraat.cli.terminal import euros
from bijgepraat.model.claims import THEMES
from bijgepraat.pipeline.developments import developments
from bijgepraat.pipeline.differences import NoSuchVersionError, difference_lines
from bijgepraat.pipeline.documents import document
from bijgepraat.pipeline.house import Store, open_store
from bijgepraat.settings import Settings


@click.command("developments")
@click.option("--source", help="Alleen van deze bron, bijvoorbeeld vng.")
@click.option("--json", "as_json", is_flag=True, help="Druk de ontwikkelingen af als JSON.")
def developments_command(source: str | None, as_json: bool) -> None:
    """De ontwikkelingen uit weekberichten, met datum, namen en bedragen."""
    with open_store(Settings.from_environment()) as store:
        found = developments(store, source)
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False, indent=1))
        return
    for item in found:
        click.secho(item["title"], bold=True)
        facts = [item["date"] or "zonder datum", ", ".join(THEMES[key] for key in item["themes"][:2])]
        facts += [", ".join([*item["persons"], *item["organisations"]])]
        facts += [euros(amount, amount) for amount in item["amounts"]]
        click.echo("  " + " · ".join(fact for fact in facts if fact))
    if not found:
        click.echo("Er zijn nog geen weekberichten. Lees er een in met: bijgepraat import BESTAND --source vng", err=True)


@click.command("show")
@click.argument("record")
@click.option("--version", type=click.IntRange(1), help="Een eerdere versie in plaats van de huidige.")
@click.option("--text", "only_text", is_flag=True, help="Alleen de tekst, precies zoals de plaatsen in citaten tellen.")
@click.option("--difference", "compare", is_flag=True, help="Wat er veranderde sinds de vorige versie.")
@click.option("--from", "old", type=click.IntRange(1), help="Vergelijk met deze versie in plaats van de vorige.")
@click.option("--to", "new", type=click.IntRange(1), help="Vergelijk tot deze versie in plaats van de huidige.")
def show(record: str, version: int | None, only_text: bool, compare: bool, old: int | None, new: int | None) -> None:
    """Een record als JSON, of zijn tekst. RECORD is bijvoorbeeld Publicatie:kst-36800-B-12."""
    if compare and (version is not None or only_text):
        raise click.UsageError("--difference gaat niet samen met --version of --text; kies versies met --from en --to.")
    if not compare and (old is not None or new is not None):
        raise click.UsageError("--from en --to horen bij --difference.")
    with open_store(Settings.from_environment()) as store:
        if compare:
            _show_difference(store, record, old, new)
            return
        found = document(store, record, version)
    if found is None:
        raise _not_there(record)
    if only_text:
        click.echo(found["text"] or found["title"] or "", nl=False)
    else:
        click.echo(json.dumps(found, ensure_ascii=False, indent=1))


def _show_difference(store: Store, record: str, old: int | None, new: int | None) -> None:
    try:
        lines = difference_lines(store, record, old, new)
    except NoSuchVersionError as error:
        raise click.ClickException(str(error)) from error
    if lines is None:
        raise _not_there(record)
    for line in lines:
        click.echo(line)


def _not_there(record: str) -> click.ClickException:
    return click.ClickException(f"{record} is er niet. Schrijf het als Soort:sleutel, bijvoorbeeld Publicatie:kst-36800-B-12.")
