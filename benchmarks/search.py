# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Speed of search on many documents, beside SQLite's FTS5 on the same ones, over HTTP, and hostile queries.

    .venv/bin/python benchmarks/search.py [--documents 20000] [--keep FOLDER] [--only PART …] [--answers FILE]

Documents are made from real titles and paragraphs by repetition with variation (`made_documents.py`). Measured in one run:
indexing by either (compounds included in ours), queries of one to three words, the same over HTTP with a site of its own, and
hostile queries. A kept store is made once and measured again the next time. `--answers` writes what 500 queries find, or holds
it against what an earlier run wrote: a change for speed may not change an answer.

Times are wall-clock, and of the processor beside them: on a machine that does more than this the first tell of its load.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import platform
import random
import re
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from hostile_queries import hostile
from made_documents import Material, fill
from processes import environment, program

from bijgepraat.pipeline.house import open_store
from bijgepraat.pipeline.search import search
from bijgepraat.settings import Settings
from bijgepraat.store.store import Store

ROOT = Path(__file__).resolve().parents[1]
PARTS = ("index", "queries", "fts5", "http", "hostile")
QUESTIONS = 600
HOSTILE = 100_000
_ANSWERS = 500
_ROWS = 5_000
_WORD = re.compile(r"[a-zà-ÿ]{4,}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Times:
    """Seconds per query: by the clock, and of the processor."""

    clock: list[float]
    processor: list[float]

    def __str__(self) -> str:
        return f"{_spread(self.clock)} (processor: {_spread(self.processor)})"


def measure_search(data: Path, folder: Path, documents: int, hostile_queries: int = HOSTILE, only: Sequence[str] = PARTS) -> None:
    """Build what is not there yet, ask, compare, and print."""
    material = Material.of(data)
    queries = questions(material.titles, random.Random(11))
    with open_store(Settings.from_environment(), folder) as store:
        if store.property("gemaakt") != str(documents):
            began = time.perf_counter()
            words = fill(store, material, documents)
            store.set_property("woorden", str(words))
            store.set_property("gemaakt", str(documents))
            print(f"opslaan: {documents} stukken in {_took(began)}")
        print(f"{documents} stukken van gemiddeld {int(store.property('woorden') or 0) / documents:.0f} woorden")
        if "index" in only or not store.index.position:
            index(store, folder, documents)
        print(f"in de index: {store.index.size()} stukken en toespraken")
        if "queries" in only or "fts5" in only:
            ours = ask(lambda query: store.index.search(query, limit=20), queries)
            print(f"zoeken, 20 van het geheel met het aantal: {ours}")
            by_date = ask(lambda query: store.index.search(query, limit=20, newest_first=True), queries)
            print(f"zoeken, nieuwste eerst: {by_date}")
            page = ask(lambda query: search(store, query, limit=20), queries[: QUESTIONS // 3])
            print(f"zoeken met de woorden eromheen: {page}")
        if "fts5" in only:
            theirs = fts5(store, folder / "fts5.sqlite", queries)
            for name, own, other in (("klok", ours.clock, theirs.clock), ("processor", ours.processor, theirs.processor)):
                print(
                    f"FTS5 tegen ons ({name}): p50 {_p(other, 50) / _p(own, 50):.1f}, p99 {_p(other, 99) / _p(own, 99):.1f} keer"
                )
        if "http" in only:
            over_http(folder, queries)
        if "hostile" in only:
            fuzz(store, material.titles, hostile_queries)


def index(store: Store, folder: Path, documents: int) -> None:
    """Build the index from nothing."""
    store.index.clear()
    began, of_processor = time.perf_counter(), time.process_time()
    store.index.follow(store.engine)
    seconds, busy = time.perf_counter() - began, time.process_time() - of_processor
    size = sum(path.stat().st_size for path in folder.glob("zoekindex/**/*") if path.is_file()) / 1e6
    print(
        f"indexeren, samenstellingen erbij: {documents / seconds:.0f} stukken per s "
        f"({documents / busy:.0f} per s processortijd van alle kernen samen); {size:.0f} MB"
    )


def questions(titles: Sequence[str], dice: random.Random) -> list[str]:
    """Queries of one to three words of a title."""
    found: list[str] = []
    while len(found) < QUESTIONS:
        words = _WORD.findall(dice.choice(titles))
        if words:
            found.append(" ".join(dice.sample(words, min(len(words), dice.randint(1, 3)))))
    return found


def ask(answer: Callable[[str], object], queries: Sequence[str]) -> Times:
    """How long each query takes; twenty before them warm up and do not count."""
    for query in queries[:20]:
        answer(query)
    times = Times([], [])
    for query in queries:
        began, of_processor = time.perf_counter(), time.thread_time()
        answer(query)
        times.clock.append(time.perf_counter() - began)
        times.processor.append(time.thread_time() - of_processor)
    return times


def fts5(store: Store, path: Path, queries: Sequence[str]) -> Times:
    """The same records and queries with SQLite's FTS5 and unicode61; prints what building takes."""
    base = sqlite3.connect(path)
    if not base.execute("select count(*) from sqlite_master where name = 't'").fetchone()[0]:
        base.execute("create virtual table t using fts5(title, body, tokenize='unicode61')")
        began = time.perf_counter()
        source = sqlite3.connect(store.engine.url.database or "")
        rows = source.execute("select r.id, r.title, x.text from records r join texts x on x.record_id = r.id")
        count = 0
        while some := rows.fetchmany(_ROWS):
            base.executemany("insert into t(rowid, title, body) values (?, ?, ?)", some)
            count += len(some)
        base.commit()
        source.close()
        print(f"FTS5 indexeren: {count / (time.perf_counter() - began):.0f} stukken per s; {path.stat().st_size / 1e6:.0f} MB")

    def matching(query: str) -> str:
        return " ".join(f'"{word}"' for word in query.split())

    def counted(query: str) -> object:
        found = base.execute("select rowid from t where t match ? order by rank limit 20", (matching(query),)).fetchall()
        return found, base.execute("select count(*) from t where t match ?", (matching(query),)).fetchone()

    times = ask(lambda query: base.execute(_BEST, (matching(query),)).fetchall(), queries)
    print(f"FTS5, 20 van het geheel zonder het aantal: {times}")
    print(f"FTS5, met het aantal: {ask(counted, queries)}")
    base.close()
    return times


_BEST = "select rowid from t where t match ? order by rank limit 20"


def over_http(folder: Path, queries: Sequence[str]) -> None:
    """The first page of results of a site that runs as a process of its own."""
    process = subprocess.Popen(program(["serve", "--port", "0"]), env=environment(folder), stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        host, port = process.stdout.readline().split()[3].removeprefix("http://").rstrip("/").split(":")

        def page(query: str) -> None:
            connection = http.client.HTTPConnection(host, int(port), timeout=60)
            connection.request("GET", f"/zoeken?q={quote(query)}", headers={"Accept-Encoding": "gzip"})
            response = connection.getresponse()
            response.read()
            connection.close()
            if response.status != 200:
                sys.exit(f"{query} antwoordt {response.status}")

        print(f"eerste bladzijde over HTTP: {_spread(ask(page, queries[: QUESTIONS // 2]).clock)}")
    finally:
        process.terminate()
        process.wait(20)


def fuzz(store: Store, titles: Sequence[str], count: int) -> None:
    """Random and hostile queries: each must give an answer within a second."""
    dice = random.Random(13)
    worst, slowest, most = 0.0, "", 0.0
    began = time.perf_counter()
    for _ in range(count):
        query = hostile(dice, titles)
        start, of_processor = time.perf_counter(), time.thread_time()
        store.index.search(query, limit=20)
        most = max(most, time.thread_time() - of_processor)
        took = time.perf_counter() - start
        if took > worst:
            worst, slowest = took, query
    print(f"{count} vijandige vragen in {_took(began)}, geen fout; de traagste {worst:.3f} s (processor: {most:.3f} s)")
    print(f"  dat was {slowest[:200]!r}")
    if worst > 1:
        raise SystemExit("Een vraag duurde langer dan een seconde.")


def answers(store: Store, titles: Sequence[str], path: Path) -> None:
    """Write what queries find, or hold it against what was written."""
    queries = questions(titles, random.Random(29))[:_ANSWERS]
    found = {query: _answer(store, query) for query in queries}
    if not path.exists():
        path.write_text(json.dumps(found))
        print(f"{len(found)} antwoorden geschreven")
        return
    before = json.loads(path.read_text())
    other = [query for query in queries if before.get(query) != found[query]]
    print(f"{len(found) - len(other)} van {len(found)} antwoorden gelijk; anders: {other[:10]}")


def _answer(store: Store, query: str) -> list[object]:
    best = store.index.search(query, limit=20)
    newest = store.index.search(query, limit=20, newest_first=True)
    # Equal scores may come in any order of segments: their texts are compared as a set.
    return [best.total, best.loosened, [round(hit.score, 3) for hit in best.hits], newest.total]


def _p(times: Sequence[float], percent: int) -> float:
    return statistics.quantiles(times, n=100)[percent - 1]


def _spread(times: Sequence[float]) -> str:
    return f"p50 {_p(times, 50) * 1000:.1f} ms, p99 {_p(times, 99) * 1000:.1f} ms"


def _took(began: float) -> str:
    return f"{time.perf_counter() - began:.0f} s"


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure on a store of its own, or on one that is kept."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data", help="map met echte gegevens")
    parser.add_argument("--documents", type=int, default=20_000, help="hoeveel stukken er worden gemaakt")
    parser.add_argument("--keep", type=Path, help="gegevensmap die blijft staan, om later op door te meten")
    parser.add_argument("--hostile", type=int, default=2_000, help="hoeveel vijandige vragen")
    parser.add_argument("--only", nargs="*", choices=PARTS, default=PARTS, help="alleen deze delen")
    parser.add_argument("--answers", type=Path, help="bestand met antwoorden om te schrijven of mee te vergelijken")
    options = parser.parse_args(arguments)
    machine = f"{platform.platform()}, Python {platform.python_version()}, {os.cpu_count()} kernen"
    print(f"{machine}, belasting {os.getloadavg()[0]:.1f}", flush=True)
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.keep or Path(temporary)
        measure_search(options.data, folder, options.documents, options.hostile, options.only)
        if options.answers:
            with open_store(Settings.from_environment(), folder) as store:
                answers(store, Material.of(options.data).titles, options.answers)


if __name__ == "__main__":
    main()
