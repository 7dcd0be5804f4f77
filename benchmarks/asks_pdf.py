# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Evidence for asks in a PDF, held by its words against a gold standard that numbers the paragraphs of a CSV of the same text.

    python benchmarks/asks_pdf.py GOLD.json TEXT.csv TEXT.pdf

A PDF has paragraphs of its own: joined and divided otherwise, so their numbers say nothing of those in the CSV. What can be held
against it is where the quoted words stand.
"""

from __future__ import annotations

import csv
import json
import re
import sys
import tempfile
from pathlib import Path

from bijgepraat.model.asked import Ask
from bijgepraat.pipeline.asked import embedder, match_asks
from bijgepraat.pipeline.house import open_store
from bijgepraat.settings import Settings

_LEAST = 25


def bare(text: str) -> str:
    """Letters and digits alone: a PDF divides and joins words."""
    return re.sub(r"\W+", "", text.lower())


def main() -> None:
    """Print how often the words of the first, and of one of the first five, stand in a paragraph that decides."""
    gold_file, csv_file, pdf = map(Path, sys.argv[1:4])
    gold = json.loads(gold_file.read_text("utf-8"))
    rows = gold["asks"] if isinstance(gold, dict) else gold
    with csv_file.open(encoding="utf-8") as lines:
        paragraphs = [(int(row["paragraph"]), bare(row["txt"])) for row in csv.DictReader(lines)]
    asks = [Ask(str(row["id"]), row["title"], row["ask"], row.get("theme") or "") for row in rows]
    with tempfile.TemporaryDirectory() as folder, open_store(Settings(data=Path(folder))) as store:
        found = {match.ask.id: match for match in match_asks(store, asks, pdf, model=embedder())}
    first = five = decided = 0
    for row in rows:
        if not row["evidence"]:
            continue
        decided += 1
        hits = []
        for passage in found[str(row["id"])].passages[:5]:
            words = bare(passage.quote)
            numbers = {number for number, text in paragraphs if len(words) >= _LEAST and words[:80] in text}
            hits.append(bool(numbers & set(row["evidence"])))
        first += hits[:1] == [True]
        five += any(hits)
    print(f"{decided} inzetten met bewijs; de eerste raak {first / decided:.3f}, een van de eerste vijf {five / decided:.3f}")


if __name__ == "__main__":
    main()
