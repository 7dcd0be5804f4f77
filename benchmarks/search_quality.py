# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""How good search is on everyday questions over real motions, as judged by reading (`search_judgements.jsonl`).

    .venv/bin/python benchmarks/search_quality.py STORE            # a data folder that holds the motions, indexed and embedded
    .venv/bin/python benchmarks/search_quality.py STORE --pool     # what still has to be judged, to read

A line of the judgements is one question: `query`, and `grades`, per motion 2 (about what was asked), 1 (touches it) or 0.
Pooled and judged were the first `DEPTH` of each of three ways: by words alone, by meaning alone, and both. Printed are, per way,
the mean over the questions of nDCG@5, of the share of the first five that is about what was asked, and of 1/place of the first
such one. A motion that nobody judged counts as 0 and is counted apart.
"""

from __future__ import annotations

import argparse
import json
import math
import random
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import orjson

from bijgepraat.model.records import Kind
from bijgepraat.pipeline.house import open_store
from bijgepraat.pipeline.meaning import meaning_of
from bijgepraat.pipeline.search import search
from bijgepraat.pipeline.search_meaning import Meaning
from bijgepraat.pipeline.search_wordings import wordings
from bijgepraat.settings import SearchWeights, Settings
from bijgepraat.store.lookup import by_ids, by_key, text_of
from bijgepraat.store.search_query import read_query
from bijgepraat.store.store import Store

DEPTH = 5
JUDGEMENTS = Path(__file__).with_name("search_judgements.jsonl")
Way = Callable[[str], list[str]]


def ways(store: Store, meaning: Meaning) -> dict[str, Way]:
    """The three ways of searching: each gives the keys of the first `DEPTH` publications for a question."""
    weights = SearchWeights()
    kinds = [Kind.PUBLICATIE]

    def by_meaning(query: str) -> list[str]:
        asked = read_query(query)
        found = meaning.nearest(wordings(store.index.words.language, asked), weights).best(DEPTH, -math.inf)
        with store.reading() as connection:
            rows = by_ids(connection, [one.record for one in found])
        return [rows[one.record].key for one in found]

    def both(query: str) -> list[str]:
        return [one.key for one in search(store, query, limit=DEPTH, kinds=kinds, meaning=meaning).results]

    def by_words(query: str) -> list[str]:
        return [one.key for one in search(store, query, limit=DEPTH, kinds=kinds).results]

    return {"woorden": by_words, "betekenis": by_meaning, "samen": both}


def gain(found: Sequence[str], grades: Mapping[str, int]) -> float:
    """nDCG@DEPTH with gains 3 and 1 for grades 2 and 1."""

    def dcg(values: Sequence[int]) -> float:
        return sum((2**value - 1) / math.log2(place + 2) for place, value in enumerate(values[:DEPTH]))

    best = dcg(sorted(grades.values(), reverse=True))
    return dcg([grades.get(key, 0) for key in found]) / best if best else 0.0


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print, or print what is to be judged."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("store", type=Path)
    parser.add_argument("--judgements", type=Path, default=JUDGEMENTS)
    parser.add_argument("--pool", action="store_true", help="toon wat nog beoordeeld moet worden")
    parser.add_argument("--show", action="store_true", help="toon de uitkomst per vraag")
    options = parser.parse_args(arguments)
    judged = {row["query"]: row["grades"] for row in map(json.loads, options.judgements.read_text("utf-8").splitlines())}
    with open_store(Settings(options.store)) as store:
        meaning = meaning_of(store)
        if meaning is None or not len(meaning):
            raise SystemExit("In deze map zijn nog geen vectoren: draai eerst bijgepraat embed.")
        systems = ways(store, meaning)
        if options.pool:
            _pool(store, systems, judged)
        else:
            _score(systems, judged, show=options.show)


def _score(systems: Mapping[str, Way], judged: Mapping[str, Mapping[str, int]], *, show: bool) -> None:
    rows: dict[str, list[tuple[float, float, float, int]]] = {name: [] for name in systems}
    for query, grades in judged.items():
        for name, way in systems.items():
            found = way(query)
            good = [grades.get(key, 0) == 2 for key in found]
            first = next((place for place, right in enumerate(good, 1) if right), 0)
            rows[name].append(
                (gain(found, grades), sum(good) / DEPTH, 1 / first if first else 0.0, sum(key not in grades for key in found))
            )
        if show:
            print(query, *(f"{name} {rows[name][-1][0]:.2f}" for name in systems), sep=" | ")
    print(f"{len(judged)} vragen")
    for name, values in rows.items():
        ndcg, precision, reciprocal = (sum(column) / len(values) for column in list(zip(*values, strict=True))[:3])
        unjudged = sum(row[3] for row in values)
        print(f"{name:10} nDCG@5 {ndcg:.3f}  p@5 {precision:.3f}  MRR {reciprocal:.3f}  niet beoordeeld {unjudged}")
    for other in ("woorden", "betekenis"):
        pairs = [(a[0], b[0]) for a, b in zip(rows["samen"], rows[other], strict=True)]
        better, worse = sum(a > b for a, b in pairs), sum(a < b for a, b in pairs)
        low, high = _interval([a - b for a, b in pairs])
        print(f"samen boven {other}: {better} vragen beter, {worse} slechter; nDCG@5 scheelt (95 %) {low:+.3f} tot {high:+.3f}")


def _interval(differences: Sequence[float]) -> tuple[float, float]:
    """95 % interval of the mean by drawing the questions anew, 5,000 times with a fixed seed."""
    draw = random.Random(1)
    means = sorted(sum(draw.choices(differences, k=len(differences))) / len(differences) for _ in range(5_000))
    return means[125], means[4_874]


def _pool(store: Store, systems: Mapping[str, Way], judged: Mapping[str, Mapping[str, int]]) -> None:
    for query, grades in judged.items():
        keys = sorted({key for way in systems.values() for key in way(query)} - set(grades))
        if keys:
            print(f"\n## {query}")
        for key in keys:
            print(f"{key} {_gist(store, key)}")


def _gist(store: Store, key: str) -> str:
    """The dossier and what is asked for, which is what a reader judges by: titles say only whose motion it is."""
    with store.reading() as connection:
        row = by_key(connection, Kind.PUBLICATIE, key)
        text = " ".join((text_of(connection, row.id, row.version) or "").split())
    asks = text.lower().find("verzoekt")
    return f"[{orjson.loads(row.fields).get('dossiertitel', '')}] {text[asks : asks + 330] if asks >= 0 else text[:330]}"


if __name__ == "__main__":
    main()
