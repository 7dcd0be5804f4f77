# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Other ways in which a Dutch word is written: co-operatie and coöperatie, ĳs and ijs, zzp'er and zzp-er, pannekoek and pannenkoek.

By rule (accents, hyphens, apostrophes, ij, linking -n-, -isering beside -isatie) and from a table of spellings old and new,
`data/spellings.toml`. Variants are for looking up; they need not exist.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib import resources

from bijgepraat.understand.language.compounds import smallest_parts
from bijgepraat.understand.language.stems import fold

_REMEMBERED = 20_000
_LONGEST_WORD = 60
_JOINTS = re.compile(r"[-‐‑–]")
_APOSTROPHES = re.compile(r"['’‘ʼ]")
_HIATUS = re.compile(r"^(re|co|pre|de|ge|be|zoo|na|mede|micro|video|zee|radio)([-‐‑]?)(?=([aeiouäëïöü]))")
_DIAERESIS = {"a": "ä", "e": "ë", "i": "ï", "o": "ö", "u": "ü"}
_CLASH = {"aa", "ae", "ai", "au", "ee", "ei", "eu", "ie", "oe", "oi", "oo", "ou", "ui", "uu"}
"""Vowels that are read as one sound, so that a diaeresis or hyphen must part them."""
_ACTION = (("isering", "isatie"), ("iseringen", "isaties"))


def variants(word: str) -> tuple[str, ...]:
    """Other spellings of a word, without the word itself; in small letters, unless the table has a capital.

    Words of more than 60 characters have none.
    """
    return _remembered_variants(word) if len(word) <= _LONGEST_WORD else ()


@lru_cache(maxsize=_REMEMBERED)
def _remembered_variants(word: str) -> tuple[str, ...]:
    composed = unicodedata.normalize("NFC", word)
    lower = composed.lower()
    found: dict[str, None] = dict.fromkeys(_table().get(lower, ()))
    for variant in _by_rule(lower):
        found[variant] = None
        found.update(dict.fromkeys(_table().get(variant, ())))
    return tuple(variant for variant in found if variant and variant not in (composed, lower))


@cache
def _table() -> dict[str, tuple[str, ...]]:
    raw = tomllib.loads(resources.files("bijgepraat.understand").joinpath("data/spellings.toml").read_text("utf-8"))
    return {word.lower(): tuple(other for other in row if other != word) for row in raw["same"] for word in row}


def _by_rule(lower: str) -> Iterator[str]:
    plain = fold(lower)
    yield plain
    bare = _JOINTS.sub("", plain)
    yield bare
    if "ĳ" in lower or "ij" in plain:
        yield lower.replace("ĳ", "ij")
        yield plain.replace("ij", "ĳ")
    if _APOSTROPHES.search(lower):
        yield _APOSTROPHES.sub("'", lower)
        yield _APOSTROPHES.sub("’", lower)
        yield _APOSTROPHES.sub("-", lower)
        yield _APOSTROPHES.sub("", lower)
    if "-" in plain:
        yield plain.replace("-", " ")
    hiatus = _HIATUS.match(bare)
    if hiatus and hiatus.group(1)[-1] + bare[hiatus.end()] in _CLASH:
        before, behind = bare[: hiatus.end()], bare[hiatus.end() :]
        yield before + _DIAERESIS[behind[0]] + behind[1:]
        yield f"{before}-{behind}"
    for ending, other in _ACTION:
        if plain.endswith(ending):
            yield plain[: -len(ending)] + other
        elif plain.endswith(other):
            yield plain[: -len(other)] + ending
    yield from _linking_n(lower)


def _linking_n(lower: str) -> Iterator[str]:
    """A compound with -en- where it has -e-, and the other way round."""
    place = 0
    for part in smallest_parts(lower)[:-1]:
        end = lower.index(part, place) + len(part)
        if part.endswith("en") and len(part) > 4:
            yield lower[: end - 1] + lower[end:]
        elif part.endswith("e") and lower[end : end + 1] not in ("s", "n"):
            yield lower[:end] + "n" + lower[end:]
        place = end
