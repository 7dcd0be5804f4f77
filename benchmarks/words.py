# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""How fast the words of texts become terms of an index: `python benchmarks/words.py DATA [TEXTS]`.

Over the motions in DATA (`../shared/data`): words a second the first time, with all caches empty, and the second time; and what
the finding of words alone takes of that.
"""

from __future__ import annotations

import re
import sys
import time
import zipfile
from itertools import islice
from pathlib import Path

from bijgepraat.understand.language.phrases import words
from bijgepraat.understand.language.stems import index_terms

_TAG = re.compile(r"<[^<>]*>")


def _motions(data: Path, most: int) -> list[str]:
    with zipfile.ZipFile(data / "kamerstukken" / "moties-2023-2025.zip") as file:
        names = islice(sorted(name for name in file.namelist() if name.endswith(".xml")), most)
        return [_TAG.sub(" ", file.read(name).decode("utf-8")) for name in names]


def main(data: Path, most: int) -> None:
    """Print the figures, one a line."""
    texts = _motions(data, most)
    index_terms("jeugdzorg")  # loads the tables
    for name in ("first time", "second time"):
        start = time.process_time()
        count = terms = 0
        for text in texts:
            for word in words(text):
                _, parts = index_terms(word.word)
                count += 1
                terms += 1 + len(parts)
        took = time.process_time() - start
        print(f"{name}: {count} words of {len(texts)} texts in {took:.2f} s: {count / took:,.0f} words/s")
        print(f"    {terms / count:.2f} terms a word")
    start = time.process_time()
    count = sum(1 for text in texts for _ in words(text))
    print(f"finding words alone: {count / (time.process_time() - start):,.0f} words/s")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 6000)
