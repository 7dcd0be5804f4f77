# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""`bijgepraat demo`: the whole way on bundled sample data, or on a folder of your own, and then the site."""

from __future__ import annotations

import hashlib
from pathlib import Path

import click

from bijgepraat.cli.terminal import Progress, number
from bijgepraat.pipeline.demo import prepare_demo
from bijgepraat.pipeline.house import open_store
from bijgepraat.settings import Settings


def _name_of(data: Path | None) -> str:
    """A folder of its own for every demo: invented papers must never end up between real ones."""
    if data is None:
        return "demo-voorbeeld"
    return f"demo-{hashlib.sha256(str(data.resolve()).encode()).hexdigest()[:12]}"


@click.command()
@click.option(
    "--data", type=click.Path(path_type=Path, exists=True), help="Een eigen map of bestand in plaats van de voorbeeldgegevens."
)
@click.option("--folder", type=click.Path(path_type=Path, file_okay=False), help="Waar de gegevens van de demo komen te staan.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Adres om op te luisteren.")
@click.option("--port", type=click.IntRange(0, 65535), default=8080, show_default=True, help="Poort; 0 kiest een vrije.")
def demo(data: Path | None, folder: Path | None, host: str, port: int) -> None:
    """Laat in één keer zien wat Bijgepraat doet: inlezen, analyseren, edities opstellen en de site starten."""
    from bijgepraat.web.server import run

    progress = Progress()
    settings = Settings.from_environment()
    with open_store(settings, folder or settings.data / _name_of(data)) as store:
        try:
            outcome = prepare_demo(store, data, report=progress.show)
        finally:
            progress.done()
        click.echo(
            f"{number(outcome.records)} records gelezen ({number(outcome.refused)} geweigerd), "
            f"{number(outcome.analysed)} geanalyseerd, "
            f"edities van {', '.join(outcome.weeks) or 'geen enkele week'} opgesteld."
        )
        run(store, host, port, lambda address: click.echo(f"Bijgepraat staat op {address} (stoppen met Ctrl-C)"))
