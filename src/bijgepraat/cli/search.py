# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""`bijgepraat search` and `embed`: finding things by their words and by their meaning."""

from __future__ import annotations

import json

import click

from bijgepraat.cli.terminal import Progress, number
from bijgepraat.pipeline.meaning import asks_meaning, catch_up, embed, meaning_of
from bijgepraat.pipeline.opening import open_store
from bijgepraat.pipeline.search import SearchResult, search
from bijgepraat.settings import Settings


@click.command("search")
@click.argument("query")
@click.option("--json", "as_json", is_flag=True, help="Druk de resultaten af als JSON.")
@click.option("--limit", type=click.IntRange(1, 1000), default=20, show_default=True, help="Hoeveel resultaten.")
@click.option("--offset", type=click.IntRange(0, 100_000), default=0, help="Hoeveel resultaten overslaan.")
@click.option("--kind", "kinds", multiple=True, help="Alleen deze soort, bijvoorbeeld Publicatie. Mag vaker.")
@click.option("--newest", is_flag=True, help="Nieuwste eerst in plaats van beste eerst.")
@click.option("--words-only", is_flag=True, help="Zoek alleen op woorden, niet op betekenis.")
def search_command(
    query: str, as_json: bool, limit: int, offset: int, kinds: tuple[str, ...], newest: bool, words_only: bool
) -> None:
    """Zoek in alles wat is ingelezen, op woorden en op betekenis.

    "…" woorden naast elkaar; EN, OF, NIET; wet* begin van een woord; wonen NEAR/5 subsidie. Velden: partij: persoon: thema:
    soort: dossier: gemeente: bron: sinds: tot: bedrag>10mln.
    """
    settings = Settings.from_environment()
    progress = Progress()
    with open_store(settings) as store:
        meaning = None
        if not words_only and asks_meaning(query):
            try:
                catch_up(store, report=lambda made: progress.show(f"betekenis: {number(made)} passages"))
            finally:
                progress.done()
            meaning = meaning_of(store)
        page = search(
            store,
            query,
            limit=limit,
            offset=offset,
            kinds=kinds,
            newest_first=newest,
            meaning=meaning,
            weights=settings.search,
        )
    if as_json:
        results = [_as_dict(result) for result in page.results]
        facts = {"query": query, "total": page.total, "loosened": page.loosened, "by_meaning": page.by_meaning}
        click.echo(json.dumps({**facts, "results": results}, ensure_ascii=False))
        return
    click.echo(f"{number(page.total)} resultaten" + (" (geen enkel stuk heeft alle woorden)" if page.loosened else ""))
    for result in page.results:
        _print(result)


@click.command("embed")
@click.option("--limit", type=click.IntRange(1), help="Stop na ongeveer zoveel passages.")
def embed_command(limit: int | None) -> None:
    """Maak zoeken op betekenis klaar voor wat er nieuw is.

    Dat gaat met enkele tientallen passages per seconde. Een afgebroken run gaat verder waar hij was.
    """
    progress = Progress()
    with open_store(Settings.from_environment()) as store:
        try:
            done = embed(
                store,
                limit=limit,
                report=lambda records, made: progress.show(f"{number(records)} stukken bekeken, {number(made)} passages klaar"),
            )
        finally:
            progress.done()
    click.echo(f"{number(done.records)} stukken bekeken, {number(done.passages)} passages klaar.")
    if done.left:
        click.echo("Er is nog meer. Start bijgepraat embed opnieuw om verder te gaan.", err=True)


def _as_dict(result: SearchResult) -> dict[str, object]:
    return {
        "id": result.id,
        "kind": result.kind,
        "title": result.title,
        "snippet": result.snippet,
        "marks": result.marks,
        "score": round(result.score, 4),
        "date": result.date,
        "source": result.source,
        "passage": result.passage,
        "speaker": result.speaker,
        "how": result.how,
    }


_HOW = {"words": None, "related": "verwant woord", "meaning": "andere woorden, zelfde onderwerp"}


def _print(result: SearchResult) -> None:
    click.secho(f"\n{result.title}", bold=True)
    facts = (result.date, result.id, result.speaker, _HOW[result.how])
    click.echo("  " + " · ".join(part for part in facts if part))
    shown, position = "", 0
    for start, end in result.marks:
        shown += result.snippet[position:start] + click.style(result.snippet[start:end], bold=True)
        position = end
    click.echo("  " + shown + result.snippet[position:])
