# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Speed of search on many documents, beside SQLite's FTS5 on the same ones, and hostile queries.

Documents are made from real titles and paragraphs by repetition with variation: two to five paragraphs under a title, with other
numbers in them. Measured in one run: indexing by either (compounds included in ours), and queries of one to three words.
"""

from __future__ import annotations

import json
import lzma
import random
import re
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path

from bijgepraat.model.records import Record
from bijgepraat.pipeline.search import search
from bijgepraat.pipeline.search_language import Dutch
from bijgepraat.settings import Limits
from bijgepraat.sources.files import read_file
from bijgepraat.store.records import write
from bijgepraat.store.store import Store

_TITLES = 60_000
_BATCH = 5_000
_NUMBER = re.compile(r"\d+")
_WORD = re.compile(r"[a-zà-ÿ]{4,}", re.IGNORECASE)
QUESTIONS = 600
HOSTILE = 100_000


def measure_search(data: Path, folder: Path, documents: int, hostile: int = HOSTILE) -> None:
    """Build, ask, compare, and print."""
    titles, paragraphs = material(data)
    queries = questions(titles, random.Random(11))
    with Store.open(folder, Dutch()) as store:
        began = time.perf_counter()
        words = fill(store, titles, paragraphs, documents)
        print(f"opslaan: {documents} stukken van gemiddeld {words / documents:.0f} woorden in {_took(began)}")
        began = time.perf_counter()
        store.index.follow(store.engine)
        seconds = time.perf_counter() - began
        size = sum(path.stat().st_size for path in folder.glob("zoekindex/**/*") if path.is_file()) / 1e6
        print(f"indexeren: {documents / seconds:.0f} stukken per s, samenstellingen erbij; {size:.0f} MB")
        ours = ask(lambda query: store.index.search(query, limit=20).total, queries)
        page = ask(lambda query: search(store, query, limit=20).total, queries[: QUESTIONS // 3])
        print(f"zoeken: {_spread(ours)}; met de woorden eromheen {_spread(page)}")
        theirs = fts5(store, folder / "fts5.sqlite", queries)
        print(
            f"verhouding tot FTS5: p50 {_p(theirs, 50) / _p(ours, 50):.1f}, p99 {_p(theirs, 99) / _p(ours, 99):.1f} keer zo snel"
        )
        fuzz(store, titles, hostile)


def material(data: Path) -> tuple[list[str], list[str]]:
    """Titles of zaken and paragraphs of motions."""
    titles: list[str] = []
    with lzma.open(data / "tweedekamer" / "zaak.jsonl.xz", "rt", encoding="utf-8") as lines:
        for line in lines:
            title = json.loads(line).get("Onderwerp")
            if title:
                titles.append(title)
            if len(titles) == _TITLES:
                break
    motions = data / "kamerstukken" / "moties-2023-2025.zip"
    paragraphs: list[str] = []
    for found in read_file(motions, motions.name, None, Limits()):
        if isinstance(found, Record) and found.text:
            paragraphs += [found.text[p.start : p.end] for p in found.passages if p.kind == "alinea"]
    return titles, [paragraph for paragraph in paragraphs if len(paragraph) > 40]


def fill(store: Store, titles: Sequence[str], paragraphs: Sequence[str], documents: int) -> int:
    """Write the documents; returns how many words they have."""
    words = 0
    dice = random.Random(5)
    for start in range(0, documents, _BATCH):
        batch = list(made(dice, titles, paragraphs, start, min(_BATCH, documents - start)))
        words += sum(len((record.text or "").split()) + len((record.title or "").split()) for record in batch)
        with store.writing() as connection:
            write(connection, batch, None)
    return words


def made(dice: random.Random, titles: Sequence[str], paragraphs: Sequence[str], start: int, count: int) -> Iterator[Record]:
    """Documents by repetition with variation."""
    for number in range(start, start + count):
        several = [dice.choice(paragraphs) for _ in range(dice.randint(2, 5))]
        text = _NUMBER.sub(lambda match: str(dice.randrange(10 ** min(len(match.group()), 6))), "\n".join(several))
        day = date(2008, 1, 1) + timedelta(days=dice.randrange(6_500))
        yield Record("Bericht", f"b{number}", "gemaakt", f"{dice.choice(titles)} ({number})", day, text=text)


def questions(titles: Sequence[str], dice: random.Random) -> list[str]:
    """Queries of one to three words of a title."""
    found: list[str] = []
    while len(found) < QUESTIONS:
        words = _WORD.findall(dice.choice(titles))
        if words:
            found.append(" ".join(dice.sample(words, min(len(words), dice.randint(1, 3)))))
    return found


def ask(answer: object, queries: Sequence[str]) -> list[float]:
    """Seconds that each query takes; the first twenty warm up and do not count."""
    assert callable(answer)
    for query in queries[:20]:
        answer(query)
    times = []
    for query in queries:
        began = time.perf_counter()
        answer(query)
        times.append(time.perf_counter() - began)
    return times


def fts5(store: Store, path: Path, queries: Sequence[str]) -> list[float]:
    """The same records and queries with SQLite's FTS5 and unicode61; prints what building takes."""
    path.unlink(missing_ok=True)
    base = sqlite3.connect(path)
    base.execute("create virtual table t using fts5(title, body, tokenize='unicode61')")
    began = time.perf_counter()
    source = sqlite3.connect(store.engine.url.database or "")
    rows = source.execute("select r.id, r.title, x.text from records r join texts x on x.record_id = r.id")
    count = 0
    while some := rows.fetchmany(_BATCH):
        base.executemany("insert into t(rowid, title, body) values (?, ?, ?)", some)
        count += len(some)
    base.commit()
    print(f"FTS5: {count / (time.perf_counter() - began):.0f} stukken per s; {path.stat().st_size / 1e6:.0f} MB")

    def answer(query: str) -> object:
        wanted = " ".join(f'"{word}"' for word in query.split())
        return base.execute("select rowid from t where t match ? order by rank limit 20", (wanted,)).fetchall()

    times = ask(answer, queries)
    print(f"FTS5: {_spread(times)}")
    base.close()
    source.close()
    return times


def fuzz(store: Store, titles: Sequence[str], count: int) -> None:
    """Random and hostile queries: each must give an answer within a second."""
    dice = random.Random(13)
    worst, slowest = 0.0, ""
    began = time.perf_counter()
    for _ in range(count):
        query = hostile(dice, titles)
        start = time.perf_counter()
        store.index.search(query, limit=20)
        took = time.perf_counter() - start
        if took > worst:
            worst, slowest = took, query
    print(f"{count} vijandige vragen in {_took(began)}, geen fout; de traagste {worst:.3f} s: {slowest[:100]!r}")
    if worst > 1:
        raise SystemExit("Een vraag duurde langer dan een seconde.")


_PIECES = (
    '" “ ( ) ) [ ] { } - -- * wet* ab* gemeente* NOT NIET AND EN OR OF NEAR NEAR/3 NEAR/99 NABIJ/0 : title: body: '
    "partij: persoon:VVD bedrag>10mln bedrag< sinds:2025 tot:31-02-2025 thema:zorg thema: soort:motie dossier:36800-B "
    "Wmo/Jeugd 50% AOW'er R&D 36800-B de het en of + ~ ^ ? \\ / // "
    "\0 \ud800 é ß İ 😀 \u202e \u0301 %s ' OR 1=1 <script> AND AND OR ( ( (".split(" ")
)


def hostile(dice: random.Random, titles: Sequence[str]) -> str:
    """A query that nobody should type, and that somebody will."""
    parts: list[str] = []
    for _ in range(dice.choice((1, 2, 3, 5, 8, 30, 120))):
        kind = dice.random()
        if kind < 0.45:
            parts.append(dice.choice(_PIECES))
        elif kind < 0.8:
            parts.append(dice.choice(dice.choice(titles).split() or [""]))
        else:
            parts.append("".join(chr(dice.randrange(32, dice.choice((127, 0x250, 0xD7FF)))) for _ in range(dice.randint(1, 20))))
    return dice.choice((" ", " ", "")).join(parts)


def _p(times: Sequence[float], percent: int) -> float:
    return statistics.quantiles(times, n=100)[percent - 1]


def _spread(times: Sequence[float]) -> str:
    return f"p50 {_p(times, 50) * 1000:.1f} ms, p99 {_p(times, 99) * 1000:.1f} ms"


def _took(began: float) -> str:
    return f"{time.perf_counter() - began:.0f} s"


def main() -> None:
    """Measure on a store of its own."""
    root = Path(__file__).resolve().parents[2] / "shared" / "data"
    with tempfile.TemporaryDirectory() as folder:
        measure_search(root, Path(folder), 20_000, 2_000)


if __name__ == "__main__":
    main()
