# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""`bijgepraat import`: files into the store, with a table of what became of everything."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

import click

from bijgepraat.cli.terminal import Progress, number, table
from bijgepraat.pipeline.house import open_store
from bijgepraat.pipeline.imports import ImportReport, import_paths
from bijgepraat.settings import Settings

_NOTICES_SHOWN = 200


@click.command("import")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PAD…")
@click.option("--source", help="Naam van de bron, bijvoorbeeld vng. Zonder deze optie volgt de bron uit het soort bestand.")
@click.option("--json", "as_json", is_flag=True, help="Druk de uitkomst af als JSON.")
def import_command(paths: tuple[Path, ...], source: str | None, as_json: bool) -> None:
    """Lees bestanden en mappen in: JSON, XML, PDF, DOCX, HTML, CSV of tekst, ook in .xz, .gz of .zip.

    Wat al bekend is wordt herkend; een afgebroken import gaat verder waar hij was. Exitstatus 1 als iets is geweigerd.
    """
    began = time.monotonic()
    progress = Progress()
    with open_store(Settings.from_environment()) as store:
        try:
            report = import_paths(
                store,
                paths,
                source=source,
                report=lambda p: progress.show(f"{p.number}/{p.files} {p.file}: {number(p.records)} records gelezen"),
                indexing=lambda done: progress.show(f"zoekindex: {number(done)} records"),
            )
        finally:
            progress.done()
    took = time.monotonic() - began
    if as_json:
        click.echo(json.dumps(_as_dict(report, took), ensure_ascii=False, indent=1))
    else:
        _print(report, took)
    if report.refused:
        sys.exit(1)


def _print(report: ImportReport, took: float) -> None:
    for group in report.notices[:_NOTICES_SHOWN]:
        notice = group.first
        place = f", {group.examples[0]}" if group.examples else ""
        more = f" (en nog {number(group.count - 1)} keer)" if group.count > 1 else ""
        click.echo(f"{notice.severity}: {notice.file}{place}: {notice.message}{more}", err=True)
    if len(report.notices) > _NOTICES_SHOWN:
        click.echo(f"… en nog {number(len(report.notices) - _NOTICES_SHOWN)} soorten meldingen; zie bijgepraat status", err=True)
    rows = [
        (kind, count.read, count.stored, count.unchanged, count.refused, count.warned)
        for kind, count in sorted(report.counts.items())
    ]
    total = ("totaal", *(sum(column) for column in list(zip(*rows, strict=True))[1:])) if rows else ("totaal", 0, 0, 0, 0, 0)
    head = ("soort", "gelezen", "opgeslagen", "ongewijzigd", "geweigerd", "gewaarschuwd")
    click.echo(table(head, [(str(row[0]), *(number(int(cell)) for cell in row[1:])) for row in [*rows, total]]))
    each = int(total[1]) / took if took else 0
    click.echo(f"{number(report.files)} bestanden in {took:.1f} s ({number(int(each))} records per seconde)", err=True)


def _as_dict(report: ImportReport, took: float) -> dict[str, object]:
    return {
        "soorten": {str(kind): count.as_dict() for kind, count in sorted(report.counts.items())},
        "bestanden": report.files,
        "seconden": round(took, 1),
        "meldingen": [
            {
                "ernst": group.first.severity,
                "code": group.first.code,
                "bestand": group.first.file,
                "soort": group.first.kind,
                "melding": group.first.message,
                "aantal": group.count,
                "voorbeelden": group.examples,
            }
            for group in report.notices
        ],
    }
