# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""How good search is: by words, by meaning, and both, on questions with one right answer each (`meaning.txt`, our own words).

    .venv/bin/python benchmarks/meaning.py [--corpus FILE.jsonl --questions FILE.json]

Another corpus has lines with `id` and `text`, its questions a list of `{"query", "type", "relevant": [id]}`. Printed are, per
way of searching, the mean reciprocal rank, the share with a right answer in the first five, and the former per sort of question.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from bijgepraat.model.records import Record
from bijgepraat.pipeline.meaning import embed, meaning_of
from bijgepraat.pipeline.search import search
from bijgepraat.pipeline.search_language import Dutch
from bijgepraat.settings import SearchWeights
from bijgepraat.store.records import write
from bijgepraat.store.store import Store

Question = tuple[str, str, set[str]]
"""Its sort, its words, the ids that answer it."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path)
    parser.add_argument("--questions", type=Path)
    parser.add_argument("--weights", default="{}", help="andere gewichten, als JSON")
    parser.add_argument("--show", action="store_true", help="toon per vraag de plaats van het antwoord")
    options = parser.parse_args(arguments)
    if options.corpus and options.questions:
        texts = {row["id"]: row["text"] for row in map(json.loads, options.corpus.read_text("utf-8").splitlines())}
        rows = json.loads(options.questions.read_text("utf-8"))
        questions = [(row.get("type", ""), row["query"], set(row["relevant"])) for row in rows]
    else:
        texts, questions = own_questions(Path(__file__).with_name("meaning.txt"))
    weights = replace(SearchWeights(), **json.loads(options.weights))
    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder), Dutch(), weights) as store:
        with store.writing() as connection:
            write(
                connection,
                [Record("Bericht", key, "eigen", None, date(2026, 1, 1), text=text) for key, text in texts.items()],
                None,
            )
        store.index.follow(store.engine)
        embed(store)
        for name, ways in (
            ("woorden", None),
            ("betekenis", replace(weights, words=0.0, names=0.0, rank=0.0)),
            ("samen", weights),
        ):
            print(f"{name:10} {measured(store, questions, ways, show=options.show and name == 'samen')}")


def own_questions(path: Path) -> tuple[dict[str, str], list[Question]]:
    """The questions of `meaning.txt` and the passages that they are put to, under their line numbers."""
    texts: dict[str, str] = {}
    questions: list[Question] = []
    for number, line in enumerate(path.read_text("utf-8").splitlines()):
        sign, _, rest = line.partition(" ")
        if sign == "?":
            sort, _, words = rest.partition(" | ")
            questions.append((sort, words, set()))
        elif sign in {"+", "-"}:
            texts[str(number)] = rest
            if sign == "+":
                questions[-1][2].add(str(number))
    return texts, questions


def measured(store: Store, questions: Sequence[Question], weights: SearchWeights | None, *, show: bool) -> str:
    """The figures of one way of searching; without weights by words only."""
    meaning = meaning_of(store) if weights is not None else None
    by_sort: dict[str, list[float]] = {}
    five = 0
    for sort, words, right in questions:
        page = search(store, words, limit=20, meaning=meaning, weights=weights)
        place = next((n for n, result in enumerate(page.results, 1) if result.key in right), 0)
        by_sort.setdefault(sort, []).append(1 / place if place else 0.0)
        five += 0 < place <= 5
        if show:
            print(f"  {place or '-':>3} {sort:6} {words}")
    everything = [value for values in by_sort.values() for value in values]
    sorts = ", ".join(f"{sort} {sum(values) / len(values):.2f}" for sort, values in by_sort.items())
    return f"MRR {sum(everything) / len(everything):.3f}, in vijf {five / len(questions):.3f} ({sorts})"


if __name__ == "__main__":
    main()
