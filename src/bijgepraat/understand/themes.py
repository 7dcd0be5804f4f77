# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The theme of a text, from words per theme (`data/themes.toml`): each word counts, repeats less and less.

Words in the first lines (title, dossier) and in the requests of a motion weigh more than those in its considerations.
"""

from __future__ import annotations

import math
import re
import tomllib
from collections import Counter
from functools import cache
from importlib import resources

from bijgepraat.model.claims import THEMES, ThemeScore
from bijgepraat.understand.papers import parts_of, without_authors
from bijgepraat.understand.words import WordList

_STRONG, _WEAK = 1.0, 0.3
_HEADING_LINES = 3
_IN_HEADING, _IN_REQUEST = 2.2, 1.6
_LEAST_SHARE = 0.04
_MOST_WORDS = 8
_OTHER = "overig"
_LEAST = 0.5
_FURNITURE = re.compile(
    r"^(?:Vergaderjaar.*|(?:Tweede|Eerste) Kamer der Staten-Generaal|Kamerstukken|Nr\.|[\d\s\-IVXLA-F.]{1,14}"
    r"|Voorgesteld.*|\d{1,2} \w+ \d{4}|(?:gewijzigde |nader gewijzigde )?(?:motie|amendement) van .*)$",
    re.IGNORECASE,
)


@cache
def _words() -> WordList:
    raw = tomllib.loads(resources.files("bijgepraat.understand").joinpath("data/themes.toml").read_text("utf-8"))
    groups: dict[str, list[str]] = {}
    for theme, lists in raw.items():
        for strength, entries in lists.items():
            groups[f"{theme} {strength}"] = entries
    return WordList(groups)


def rank_themes(text: str) -> tuple[ThemeScore, ...]:
    """Themes of a text, best first, with their share of the evidence; `overig` alone when no word tells."""
    heading_end = _end_of_heading(text)
    parts = parts_of(text)
    counts: dict[str, Counter[str]] = {}
    said: dict[tuple[str, str], float] = {}
    for hit in _words().find(without_authors(text)):
        if hit.start >= parts.end:
            continue
        theme, _, strength = hit.group.partition(" ")
        place = _IN_HEADING if hit.start < heading_end else _IN_REQUEST if hit.start >= parts.requests else 1.0
        worth = place * (_STRONG if strength == "strong" else _WEAK)
        said[theme, hit.entry] = said.get((theme, hit.entry), 0.0) + worth
        counts.setdefault(theme, Counter())[hit.quote.lower()] += 1
    totals: dict[str, float] = {}
    for (theme, _entry), worth in said.items():
        # The tenth "woningen" says little more than the third.
        totals[theme] = totals.get(theme, 0.0) + math.log1p(worth)
    whole = sum(totals.values())
    if not totals or max(totals.values()) < _LEAST:
        return (ThemeScore(_OTHER, 1.0), *_ranked(totals, max(whole, 1.0), counts))
    return tuple(_ranked(totals, whole, counts)) or (ThemeScore(_OTHER, 1.0),)


def _ranked(totals: dict[str, float], whole: float, counts: dict[str, Counter[str]]) -> list[ThemeScore]:
    order = list(THEMES)
    ranked = sorted(totals.items(), key=lambda entry: (-entry[1], order.index(entry[0])))
    return [
        ThemeScore(theme, round(total / whole, 4), tuple(word for word, _ in counts[theme].most_common(_MOST_WORDS)))
        for theme, total in ranked
        if total / whole >= _LEAST_SHARE
    ]


def _end_of_heading(text: str) -> int:
    """Where the title lines end: the first few lines that are not furniture of the paper itself."""
    position = told = 0
    for line in text[:2000].split("\n"):
        stripped = line.strip()
        position += len(line) + 1
        if stripped.startswith("De Kamer"):
            return position
        if stripped and not _FURNITURE.match(stripped):
            told += 1
            if told >= _HEADING_LINES:
                break
    return min(position, 600) if "\n" in text[:600] else min(len(text), 300)
