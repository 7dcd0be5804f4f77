# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Our stems beside Snowball's, on the word families of the tests: `python training/stemmers.py`."""

from __future__ import annotations

import sys
from pathlib import Path

import Stemmer

from bijgepraat.understand.language.stems import stem

_LISTS = Path(__file__).resolve().parents[1] / "tests" / "understand" / "language"


def _rows(name: str) -> list[list[str]]:
    lines = (_LISTS / name).read_text("utf-8").splitlines()
    return [line.split() for line in lines if line and not line.startswith("#")]


def main() -> None:
    """Of each stemmer: how many families meet in one stem, and how many pairs of strangers are kept apart."""
    families, strangers = _rows("families.txt"), _rows("strangers.txt")
    kraaij, porter = Stemmer.Stemmer("dutch"), Stemmer.Stemmer("dutch_porter")
    stemmers = (
        ("ours", stem),
        ("Snowball dutch (Kraaij-Pohlmann)", lambda word: kraaij.stemWord(word.lower())),
        ("Snowball dutch_porter", lambda word: porter.stemWord(word.lower())),
    )
    for name, stemmer in stemmers:
        meet = sum(len({stemmer(word) for word in row}) == 1 for row in families)
        apart = sum(len({stemmer(word) for word in row}) == len(row) for row in strangers)
        sys.stdout.write(f"{name}: {meet} of {len(families)} families meet, {apart} of {len(strangers)} pairs kept apart\n")


if __name__ == "__main__":
    main()
