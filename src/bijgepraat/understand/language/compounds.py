# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The parts of compounds: "jeugdzorgfinanciën" has jeugdzorg, jeugd, zorg and financiën in it; "stikstof" has none.

The words stand in `data/compounds.txt`, made from word frequencies by `training/lexicon.py`; `splitting` tells how they are used.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from importlib import resources

from bijgepraat.understand.language.inflections import bases
from bijgepraat.understand.language.splitting import Lexicon, split

_REMEMBERED = 100_000
_LONGEST_WORD = 120
_JOINTS = re.compile(r"[-‐‑–/&'’.]+")
_MOST_PARTS = 12
_ENDINGS = frozenset(("er", "ers", "en", "s", "tje", "tjes", "de", "te", "t"))
"""What stands behind the apostrophe of an abbreviation, and is no part."""


@cache
def lexicon() -> Lexicon:
    """The words of which compounds are made."""
    text = resources.files("bijgepraat.understand").joinpath("data/compounds.txt").read_text("utf-8")
    return Lexicon.of_lines(text.splitlines())


def parts(word: str) -> tuple[str, ...]:
    """The parts of a compound, in small letters and without linking letters; empty when a word has none.

    Parts that are compounds themselves come before their own parts. A hyphen, slash or apostrophe parts a word too:
    "AOW'er" has aow in it, "Woo-verzoek" woo and verzoek. A name that is written with a capital has no parts.
    """
    return _remembered_parts(word) if len(word) <= _LONGEST_WORD else ()


@lru_cache(maxsize=_REMEMBERED)
def _remembered_parts(word: str) -> tuple[str, ...]:
    word = unicodedata.normalize("NFC", word)
    pieces = [piece for piece in _JOINTS.split(word) if piece]
    if len(pieces) > 1:
        return _of_pieces(pieces)
    if not pieces or (word[0].isupper() and pieces[0].lower() in lexicon().names):
        return ()
    small = pieces[0].lower()
    return _nested(small, smallest_parts(small))


@lru_cache(maxsize=_REMEMBERED)
def smallest_parts(word: str) -> tuple[str, ...]:
    """The smallest parts of a compound without hyphens, in small letters, in order: jeugd, zorg, financiën. Empty for other words."""
    return split(word, lexicon(), bases)


def _of_pieces(pieces: list[str]) -> tuple[str, ...]:
    """Parts of a word that has joints in it; a single letter or ending is no part ("36800-B", "AOW'er", "re-integratie")."""
    found: dict[str, None] = {}
    for piece in pieces[:_MOST_PARTS]:
        small = piece.lower()
        if small in _ENDINGS:
            continue
        if len(small) > 2 or (len(small) == 2 and (piece.isupper() or piece.isdigit())):
            found[small] = None
            found.update(dict.fromkeys(parts(piece)))
    return tuple(found)


def _nested(word: str, small: tuple[str, ...]) -> tuple[str, ...]:
    """The smallest parts, each after the known compounds that begin with it: jeugdzorg, jeugd, zorg, financiën."""
    if len(small) < 3:
        return small
    known = lexicon().compounds
    places = _places(word, small)
    found: dict[str, None] = {}
    for first, part in enumerate(small):
        for last in range(min(len(small), first + 4) - 1, first, -1):
            joined = word[places[first] : places[last] + len(small[last])]
            if joined != word and joined in known:
                found[joined] = None
        found[part] = None
    return tuple(found)


def _places(word: str, small: tuple[str, ...]) -> list[int]:
    places = []
    place = 0
    for part in small:
        place = word.index(part, place)
        places.append(place)
        place += len(part)
    return places
