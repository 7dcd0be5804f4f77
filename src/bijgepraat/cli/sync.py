# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""`bijgepraat sync`: follow the living sources, once or for good."""

from __future__ import annotations

import json
import signal
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

import click

from bijgepraat.cli.terminal import Progress, number, table
from bijgepraat.pipeline.house import open_store
from bijgepraat.pipeline.sync.run import SourceReport, Synchronisation, SyncReport, Wishes, described, opened
from bijgepraat.pipeline.sync.stream import utc_now
from bijgepraat.pipeline.sync.watch import watch
from bijgepraat.settings import Settings


@click.command("sync")
@click.argument("sources", nargs=-1, metavar="[BRON…]")
@click.option(
    "--since", type=click.DateTime(["%Y-%m-%d"]), help="Haal ook op wat er sinds deze dag was, bijvoorbeeld 2026-10-01."
)
@click.option(
    "--watch", "watching", is_flag=True, help="Blijf doorgaan, elke bron op zijn eigen ritme, en analyseer wat nieuw is."
)
@click.option("--missing", is_flag=True, help="Probeer nu alle ontbrekende bestanden opnieuw.")
@click.option("--no-files", is_flag=True, help="Haal alleen gegevens op, geen bijlagen en pagina's.")
@click.option("--list", "listing", is_flag=True, help="Toon de bekende bronnen en stop.")
@click.option("--json", "as_json", is_flag=True, help="Druk de uitkomst af als JSON.")
def sync_command(
    sources: tuple[str, ...],
    since: datetime | None,
    watching: bool,
    missing: bool,
    no_files: bool,
    listing: bool,
    as_json: bool,
) -> None:
    """Haal op wat nieuw is bij de bronnen. Zonder BRON: alle bronnen die aan staan.

    Een afgebroken ronde gaat verder waar zij was. Exitstatus 1 als een bron niet of niet helemaal kon worden opgehaald.
    """
    settings = Settings.from_environment()
    if listing:
        _list(settings)
        return
    day = since.date() if since else None
    if day is not None and day > date.today():  # noqa: DTZ011 - the day as the person at the keyboard has it
        raise click.BadParameter("deze dag moet nog komen", param_hint="--since")
    wishes = Wishes(since=day, missing=missing, pieces=not no_files)
    progress = Progress()
    began = time.monotonic()

    def tell(line: str, records: int) -> None:
        progress.show(f"{line} ({number(records)} records in deze ronde)")

    with open_store(settings) as store, opened(store, settings, settings.data, tell=tell) as synchronisation:
        chosen = synchronisation.chosen(sources)
        if watching:
            with _stops_on_sigterm(synchronisation):
                watch(synchronisation, chosen, wishes, now=utc_now, tell=_log)
            return
        try:
            report = synchronisation.round(chosen, wishes)
        finally:
            progress.done()
    if as_json:
        click.echo(json.dumps(_as_dict(report, time.monotonic() - began), ensure_ascii=False, indent=1))
    else:
        _print(report, time.monotonic() - began)
    if any(source.failed or source.pieces.missing for source in report.sources):
        sys.exit(1)


@contextmanager
def _stops_on_sigterm(synchronisation: Synchronisation) -> Iterator[None]:
    """A service manager asks by signal: finish the batch, keep the cursors, and leave with status 0."""

    def stop(_signal: int, _frame: object) -> None:
        synchronisation.stop.set()

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _list(settings: Settings) -> None:
    rows = [
        (one.name, one.title, "op verzoek" if one.on_demand else "aan" if one.enabled else "uit", one.licence)
        for one in described(settings).values()
    ]
    widths = [max(len(row[n]) for row in rows) for n in range(3)]
    for row in rows:
        click.echo("  ".join((*(cell.ljust(width) for cell, width in zip(row, widths, strict=False)), row[3])))


def _log(source: SourceReport) -> None:
    """One line a round, for the journal of the machine."""
    stored = sum(stream.stored for stream in source.streams)
    facts = [f"{number(stored)} nieuw of gewijzigd"]
    if source.pieces.fetched or source.pieces.missing:
        facts.append(f"{number(source.pieces.fetched)} bestanden opgehaald, {number(source.pieces.missing)} ontbreken nog")
    facts += [f"{stream.stream}: {stream.error}" for stream in source.streams if stream.error]
    facts += [source.error] if source.error else []
    click.echo(f"{source.source}: {'; '.join(facts)}", err=True)


def _print(report: SyncReport, took: float) -> None:
    rows: list[Sequence[str]] = []
    total = 0
    for source in report.sources:
        for stream in source.streams:
            total += stream.read
            if stream.read or stream.error:
                counts = (stream.read, stream.stored, stream.unchanged, stream.resent, stream.refused)
                rows.append((f"{source.source} {stream.stream}", *(number(count) for count in counts)))
        pieces = source.pieces
        if pieces.fetched or pieces.missing:
            rows.append(
                (f"{source.source} bestanden", number(pieces.fetched + pieces.missing), number(pieces.stored), "", "", "")
            )
    if rows:
        click.echo(table(("bron", "gelezen", "opgeslagen", "ongewijzigd", "herzonden", "geweigerd"), rows))
    else:
        click.echo("Geen nieuws bij de bronnen.")
    for source in report.sources:
        if source.error:
            click.echo(f"mislukt: {source.source}: {source.error}", err=True)
        for stream in source.streams:
            if stream.error:
                click.echo(f"mislukt: {stream.source} {stream.stream}: {stream.error}", err=True)
        if source.pieces.missing:
            click.echo(f"ontbreekt: {source.source}: {number(source.pieces.missing)} bestanden; zie bijgepraat status", err=True)
        if source.pieces.left:
            click.echo(f"wacht: {source.source}: {number(source.pieces.left)} bestanden voor een volgende ronde", err=True)
    each = int(total / took) if took else 0
    click.echo(f"{number(total)} records in {took:.1f} s ({number(each)} per seconde)", err=True)


def _as_dict(report: SyncReport, took: float) -> dict[str, Any]:
    return {
        "seconden": round(took, 2),
        "zoekindex": report.indexed,
        "bronnen": [
            {
                "bron": source.source,
                "fout": source.error,
                "stromen": [
                    {
                        "stroom": stream.stream,
                        **stream.counts(),
                        "eerste": stream.first,
                        "herzending": stream.flood,
                        "fout": stream.error,
                    }
                    for stream in source.streams
                ],
                "bestanden": dict(
                    zip(("opgehaald", "ontbreekt", "opgeslagen", "wacht"), asdict(source.pieces).values(), strict=True)
                ),
            }
            for source in report.sources
        ],
    }
