# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Abbreviations of the municipal field in both directions: Wmo and Wet maatschappelijke ondersteuning.

The table is `data/abbreviations.toml`. An abbreviation that is also a word (Woo, RES, GALA) is only known as it is written there.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

from bijgepraat.understand.language.phrases import phrase_key

_REMEMBERED = 20_000
_LONGEST = 200
_ENDING = re.compile(r"(?<=\w)(?:['’]s|['’]er|['’]ers|['’]en)$")
_YEAR = re.compile(r"\s+(?:19|20)\d\d$")


@dataclass(frozen=True, slots=True)
class _Table:
    written: dict[str, tuple[str, ...]]
    anyhow: dict[str, tuple[str, ...]]
    back: dict[tuple[str, ...], tuple[str, ...]]


@cache
def _table() -> _Table:
    raw = tomllib.loads(resources.files("bijgepraat.understand").joinpath("data/abbreviations.toml").read_text("utf-8"))
    back: dict[tuple[str, ...], list[str]] = {}
    anyhow: dict[str, tuple[str, ...]] = {}
    for short, meanings in raw["anyhow"].items():
        anyhow[short.lower()] = (*anyhow.get(short.lower(), ()), *meanings)
    for section in ("anyhow", "as_written"):
        for short, meanings in raw[section].items():
            for meaning in meanings:
                shorts = back.setdefault(phrase_key(meaning), [])
                if short not in shorts:
                    shorts.append(short)
    return _Table(
        {short: tuple(meanings) for section in raw.values() for short, meanings in section.items()},
        anyhow,
        {key: tuple(shorts) for key, shorts in back.items()},
    )


def expansions(word_or_phrase: str) -> tuple[str, ...]:
    """What an abbreviation stands for, or the abbreviations of a word or phrase in any inflection; empty when none is known.

    All meanings are given, also when an abbreviation has two (WSW). "Wmo 2015", "Wmo's" and "BO MIRT" are understood. What is
    longer than 200 characters is not looked at.
    """
    return _remembered_expansions(word_or_phrase) if len(word_or_phrase) <= _LONGEST else ()


@lru_cache(maxsize=_REMEMBERED)
def _remembered_expansions(word_or_phrase: str) -> tuple[str, ...]:
    said = " ".join(word_or_phrase.split())
    table = _table()
    for form in dict.fromkeys((said, _ENDING.sub("", said), _YEAR.sub("", said))):
        # "RvS" is the Raad van State, "RVS" another council; who writes "rvs" gets both.
        found = table.written.get(form) or table.anyhow.get(form.lower())
        if found:
            return found
    key = phrase_key(said)
    return table.back.get(key, ()) if key else ()


@cache
def longest_phrase() -> int:
    """How many words the longest phrase has that `expansions` knows: as far as who looks for phrases in a text need look."""
    return max(len(key) for key in _table().back)
