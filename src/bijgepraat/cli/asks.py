# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""`bijgepraat asks`: what municipalities ask, held against an agreement, a manifesto or a letter."""

from __future__ import annotations

import csv
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from bijgepraat.cli.terminal import Progress, number
from bijgepraat.model.asked import Ask, AskMatch, AskVerdict, TextSort
from bijgepraat.model.claims import THEMES
from bijgepraat.pipeline.asked import as_contract, ask_of, embedder, match_asks
from bijgepraat.pipeline.asked_book import (
    add_text,
    answer_all,
    drop_text,
    import_asks,
    kept_asks,
    kept_texts,
    withdraw,
)
from bijgepraat.pipeline.house import InputError, Store, open_store
from bijgepraat.settings import Settings

_FILE = click.Path(path_type=Path, exists=True, dir_okay=False)
_COLOURS = {AskVerdict.HEARD: "green", AskVerdict.PARTLY: "yellow", AskVerdict.OPPOSED: "red", AskVerdict.ABSENT: "white"}


@click.group("asks")
def asks() -> None:
    """De inzet van gemeenten naast een akkoord, een programma of een brief. Een oordeel is een voorstel."""


@asks.command("match")
@click.option(
    "--against", "file", type=_FILE, required=True, metavar="TEKST", help="CSV (paragraph,txt), PDF, DOCX, HTML of tekst."
)
@click.option("--asks", "own", type=_FILE, help="De inzet als CSV (id,title,ask,theme) of JSON-regels; of standaardinvoer.")
@click.option("--words", is_flag=True, help="Alleen op woorden, zonder taalmodel.")
def match(file: Path, own: Path | None, words: bool) -> None:
    """Houd elke inzet tegen een tekst: overgenomen, deels, tegengesteld of afwezig, met de alinea's die beslissen.

    Invoer en uitvoer zijn JSON-regels.
    """
    rows = _rows(own)
    for row, found in zip(rows, _matches(rows, file, words), strict=True):
        click.echo(json.dumps(as_contract(found, row["id"]), ensure_ascii=False))


@asks.command("matrix")
@click.option("--against", "files", type=_FILE, required=True, multiple=True, help="Een tekst; mag vaker.")
@click.option("--asks", "own", type=_FILE, help="De inzet als CSV (id,title,ask,theme) of JSON-regels; of standaardinvoer.")
@click.option("--words", is_flag=True, help="Alleen op woorden, zonder taalmodel.")
@click.option("--json", "as_json", is_flag=True, help="Met de deciderende zinnen, als JSON.")
@click.option("--csv", "as_csv", is_flag=True, help="Als CSV.")
def matrix(files: tuple[Path, ...], own: Path | None, words: bool, as_json: bool, as_csv: bool) -> None:
    """De inzet tegen meer teksten tegelijk, met een oordeel per inzet en tekst."""
    rows = _rows(own)
    columns = {file.name: list(_matches(rows, file, words)) for file in files}
    if as_json:
        answer = [
            {
                "id": row["id"],
                "inzet": row.get("title"),
                "teksten": {name: as_contract(found[place], row["id"]) for name, found in columns.items()},
            }
            for place, row in enumerate(rows)
        ]
        click.echo(json.dumps(answer, ensure_ascii=False, indent=1))
        return
    if as_csv:
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(["id", "inzet", *columns])
        for place, row in enumerate(rows):
            writer.writerow([row["id"], row.get("title"), *(found[place].verdict.value for found in columns.values())])
        return
    for place, row in enumerate(rows):
        click.secho(f"{row['id']}  {row.get('title') or ''}", bold=True)
        for name, found in columns.items():
            one = found[place]
            click.echo("  " + click.style(one.verdict.value.ljust(13), fg=_COLOURS[one.verdict]) + f"{name}: {_nearest(one)}")


@asks.command("import")
@click.argument("file", type=_FILE, metavar="BESTAND")
@click.option("--origin", default="", help="Waar de inzet vandaan komt, bijvoorbeeld 'ALV juni 2025'.")
@click.option("--by", help="Wie dit inleest; anders BIJGEPRAAT_NAAM.")
@click.option("--later", is_flag=True, help="Vergelijk nog niet met de teksten; dat doet `bijgepraat ledger asked` dan.")
def import_command(file: Path, origin: str, by: str | None, later: bool) -> None:
    """Lees inzet in uit CSV, YAML, JSON of JSONL: id, title, ask, theme en als u wilt day en origin.

    Klopt één rij niet, dan wordt er niets opgeslagen. Een andere tekst onder hetzelfde id is een nieuwe versie; de oude blijft.
    """
    with open_store(Settings.from_environment()) as store:
        written, unused = import_asks(store, file, origin=origin, by=by or os.environ.get("BIJGEPRAAT_NAAM", ""))
        told = ((written.new, "nieuw"), (written.changed, "gewijzigd"), (written.same, "ongewijzigd"))
        click.echo(", ".join(f"{number(len(ids))} {word}" for ids, word in told))
        for one in written.changed:
            click.echo(f"  {one}: nieuwe versie, de oude blijft bewaard")
        if unused:
            click.echo(f"Niet gebruikt: {', '.join(unused)}", err=True)
        if not later:
            bring_up_to_date(store)


@asks.command("list")
@click.option("--theme", type=click.Choice(list(THEMES)), help="Alleen dit thema.")
@click.option("--withdrawn", is_flag=True, help="Ook wat is ingetrokken.")
@click.option("--json", "as_json", is_flag=True, help="Druk af als JSON.")
def list_command(theme: str | None, withdrawn: bool, as_json: bool) -> None:
    """De inzet die is bewaard, met thema, herkomst en versie."""
    with open_store(Settings.from_environment()) as store:
        found = [one for one in kept_asks(store, withdrawn=withdrawn) if theme is None or one.ask.theme == theme]
    if as_json:
        rows = [
            {
                "id": one.ask.id,
                "titel": one.ask.title,
                "inzet": one.ask.ask,
                "thema": one.ask.theme,
                "herkomst": one.origin or None,
                "datum": one.day.isoformat() if one.day else None,
                "door": one.by or None,
                "op": one.at,
                "versie": one.version,
                "ingetrokken": one.withdrawn,
            }
            for one in found
        ]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    for one in found:
        gone = " (ingetrokken)" if one.withdrawn else ""
        click.secho(f"{one.ask.id}  {one.ask.title}{gone}", bold=True)
        told = (THEMES.get(one.ask.theme, one.ask.theme), one.origin, one.day, f"versie {one.version}" if one.version > 1 else "")
        click.echo("  " + ", ".join(str(part) for part in told if part))
    click.echo(f"{number(len(found))} inzetten")


@asks.command("withdraw")
@click.argument("ask_id", metavar="ID")
@click.option("--by", help="Wie dit doet; anders BIJGEPRAAT_NAAM.")
def withdraw_command(ask_id: str, by: str | None) -> None:
    """Trek een inzet in: hij blijft te lezen, en wordt niet meer vergeleken."""
    with open_store(Settings.from_environment()) as store:
        withdraw(store, ask_id, by=by or os.environ.get("BIJGEPRAAT_NAAM", ""))
    click.echo(f"{ask_id} is ingetrokken")


@asks.group("text")
def text() -> None:
    """De teksten waar de inzet naast ligt: een akkoord, programma's, een begroting, brieven."""


@text.command("add")
@click.argument("name", metavar="TEKST")
@click.option("--label", required=True, help="Korte naam, zoals 'Akkoord 2021' of een partij.")
@click.option("--sort", type=click.Choice([one.value for one in TextSort]), required=True, help="Wat voor tekst het is.")
@click.option("--later", is_flag=True, help="Vergelijk nog niet; dat doet `bijgepraat ledger asked` dan.")
def add_command(name: str, label: str, sort: str, later: bool) -> None:
    """Leg de inzet naast een tekst: een stuk (Bestand:akkoord.pdf) of een bestand op schijf, dat eerst wordt ingelezen."""
    settings = Settings.from_environment()
    with open_store(settings) as store:
        added = add_text(store, name, label=label, sort=TextSort(sort), limits=settings.limits)
        click.echo(f"{added.label}: {added.name}")
        if not later:
            bring_up_to_date(store)


@text.command("remove")
@click.argument("name", metavar="TEKST")
def remove_command(name: str) -> None:
    """Vergelijk niet meer met een tekst (Kind:sleutel of naam); het stuk zelf en oordelen van mensen blijven."""
    with open_store(Settings.from_environment()) as store:
        drop_text(store, name)
    click.echo(f"{name} is geen tekst meer naast de inzet")


@text.command("list")
def texts_command() -> None:
    """De teksten waar de inzet naast ligt, op volgorde."""
    with open_store(Settings.from_environment()) as store:
        found = kept_texts(store)
    for one in found:
        click.echo(f"{one.label} ({one.sort.value}): {one.name}")
    click.echo(f"{number(len(found))} teksten")


def bring_up_to_date(store: Store, *, words: bool = False) -> int:
    """Hold asks against texts where something changed, telling how far it is; returns how many answers were made."""
    progress = Progress()
    try:
        return answer_all(
            store,
            None if words else embedder(),
            lambda label, done, whole: progress.show(f"{label}: {number(done)} van {number(whole)} vergeleken"),
        )
    finally:
        progress.done()


def _nearest(match: AskMatch) -> str:
    if not match.passages:
        return match.why
    first = match.passages[0]
    return f"alinea {first.paragraph}: {' '.join(first.quote.split())[:160]}"


def _matches(rows: Sequence[dict[str, Any]], file: Path, words: bool) -> list[AskMatch]:
    wanted: list[Ask] = [ask_of(row, f"inzet {place}") for place, row in enumerate(rows, 1)]
    settings = Settings.from_environment()
    with open_store(settings) as store:
        return list(match_asks(store, wanted, file, model=None if words else embedder(), limits=settings.limits))


def _rows(own: Path | None) -> list[dict[str, Any]]:
    """The asks as rows; wrong lines are named, and then nothing is matched."""
    if own is not None and own.suffix.lower() == ".csv":
        with own.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            if not {"id", "title", "ask"} <= set(reader.fieldnames or ()):
                raise InputError(f"{own.name}: de kolommen id, title en ask zijn nodig")
            return [dict(row) for row in reader]
    raw = own.read_bytes() if own is not None else sys.stdin.buffer.read()
    found = []
    for place, line in enumerate(raw.splitlines(), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise InputError(f"regel {place} van de inzet is geen JSON in UTF-8; verwacht wordt één object per regel") from error
        if not isinstance(row, dict):
            raise InputError(f"regel {place} van de inzet is geen JSON-object met id, title, ask en theme")
        ask_of(row, f"regel {place} van de inzet")
        found.append(row)
    return found
