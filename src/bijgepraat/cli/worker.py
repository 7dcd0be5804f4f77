# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""`bijgepraat worker` and `jobs`: work that processes on any number of machines share, and how it stands."""

from __future__ import annotations

import json
import os
import secrets
import signal
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import click

from bijgepraat.cli.terminal import number, table
from bijgepraat.model.jobs import JobKind
from bijgepraat.pipeline.house import open_store
from bijgepraat.pipeline.jobs.queue import newest, retry
from bijgepraat.pipeline.jobs.work import Pace, Worker, clock_of
from bijgepraat.settings import Settings


@click.command("worker")
@click.option("--once", is_flag=True, help="Doe wat er nu te doen is en stop.")
@click.option("--only", multiple=True, type=click.Choice([kind.value for kind in JobKind]), help="Alleen dit soort werk.")
@click.option(
    "--hold", type=click.IntRange(1, 3_600), default=60, show_default=True, help="Seconden tot een ander het overneemt."
)
def worker_command(once: bool, only: tuple[str, ...], hold: int) -> None:
    """Doe het werk dat klaarstaat: bronnen ophalen, lezen, melden, mailen en uitbrengen, tot u het stopt.

    Start er zo veel als u wilt, ook op verschillende machines met dezelfde database: elk werk wordt door één proces gedaan.
    Valt een proces weg, dan neemt een ander het na een minuut over.
    """
    settings = Settings.from_environment()
    with open_store(settings) as store:
        worker = Worker(
            store,
            settings,
            name=f"{socket.gethostname()}:{os.getpid()}:{secrets.token_hex(3)}",
            now=clock_of(store, _now),
            pace=Pace(held=timedelta(seconds=hold), idle_s=min(2.0, hold / 4)),
            kinds=tuple(JobKind(kind) for kind in only) or tuple(JobKind),
            tell=lambda line: click.echo(line, err=True),
        )
        with _stopping(worker):
            if once:
                click.echo(f"{number(worker.until_empty())} klussen gedaan")
            else:
                worker.run()


@click.command("jobs")
@click.option("--json", "as_json", is_flag=True, help="Druk de klussen af als JSON.")
@click.option("--retry", "again", is_flag=True, help="Zet wat is opgegeven opnieuw klaar.")
def jobs_command(as_json: bool, again: bool) -> None:
    """Toon het werk dat klaarstaat, waar iemand mee bezig is, en wat het laatst gedaan of mislukt is."""
    with open_store(Settings.from_environment()) as store:
        if again:
            click.echo(f"{number(retry(store, _now()))} klussen opnieuw klaargezet", err=True)
        found = newest(store, 50)
    if as_json:
        click.echo(json.dumps([_as_dict(row) for row in found], ensure_ascii=False, indent=1))
    elif found:
        rows = [
            (row["kind"], row["key"], row["state"], str(row["attempts"]), row["ended_at"] or row["due"], row["told"][:60])
            for row in found
        ]
        click.echo(table(("soort", "wat", "stand", "keren", "wanneer", "uitkomst"), rows))
    else:
        click.echo("Er staat niets klaar.")


def _as_dict(row: dict[str, Any]) -> dict[str, Any]:
    return {
        "soort": row["kind"],
        "wat": row["key"],
        "stand": row["state"],
        "keren": row["attempts"],
        "klaargezet": row["made_at"],
        "vanaf": row["due"],
        "door": row["worker"],
        "klaar": row["ended_at"],
        "uitkomst": row["told"],
    }


@contextmanager
def _stopping(worker: Worker) -> Iterator[None]:
    """A service manager or Ctrl-C asks by signal: let go of the job at its next batch, and leave with status 0."""

    def stop(_signal: int, _frame: object) -> None:
        worker.stop.set()

    before = [(name, signal.signal(name, stop)) for name in (signal.SIGTERM, signal.SIGINT)]
    try:
        yield
    finally:
        for name, handler in before:
            signal.signal(name, handler)


def _now() -> datetime:
    return datetime.now(UTC)
