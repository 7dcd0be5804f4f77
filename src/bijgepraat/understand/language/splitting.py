# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Splitting a Dutch compound into the words of a lexicon: the fewest parts win, and among those the longest.

The lexicon is text, a word a line, so that anybody can read and mend it:

- `zorg` may stand anywhere in a compound; `kinder-` only before another part, `-financiën` only as the last;
- `jeugd|zorg` is a compound itself: it may stand anywhere and falls apart as shown;
- `!minister` is whole, and no part of anything; a word of the lexicon without a bar is whole too;
- `Heerenveen` is a name, whole when written with a capital.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

LONGEST_COMPOUND = 60
"""Longer words are not split: no Dutch word of the field is that long, and it bounds the work for hostile input."""
_LONGEST_PART = 28
_SHORTEST_PART = 3
_EACH, _LINK = 10.0, 1.5
_SHORT = {3: 5.0, 4: 2.0, 5: 0.7}
"""What a short part costs beside: short words are found by chance in longer ones."""
_NOT_LETTERS = re.compile(r"[^a-zà-öø-ÿ]")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words of which compounds are made: which may come first, which last, compounds with their parts, whole words, names."""

    first: frozenset[str]
    last: frozenset[str]
    compounds: Mapping[str, tuple[str, ...]]
    whole: frozenset[str]
    names: frozenset[str]

    @classmethod
    def of_lines(cls, lines: Iterable[str]) -> Lexicon:
        """Read the notation above; empty lines and lines that begin with # are skipped."""
        first: set[str] = set()
        last: set[str] = set()
        whole: set[str] = set()
        names: set[str] = set()
        compounds: dict[str, tuple[str, ...]] = {}
        for line in lines:
            word = line.strip()
            if not word or word.startswith("#"):
                continue
            if word.startswith("!"):
                whole.add(word[1:])
            elif word[0].isupper():
                names.add(word.lower())
            elif "|" in word:
                joined = word.replace("|", "")
                compounds[joined] = tuple(word.split("|"))
                first.add(joined)
                last.add(joined)
            else:
                bare = word.strip("-")
                if not word.startswith("-"):
                    first.add(bare)
                if not word.endswith("-"):
                    last.add(bare)
        return cls(frozenset(first), frozenset(last), compounds, frozenset(whole), frozenset(names))


def split(word: str, lexicon: Lexicon, bases: Callable[[str], Iterable[str]]) -> tuple[str, ...]:
    """The smallest parts of a compound in small letters, linking letters left out; empty when it is none or not understood.

    `bases` gives the forms that the last part may be an inflection of. The work is bounded by the length, which has a bound.
    """
    if word in lexicon.compounds:
        return _apart(lexicon.compounds[word], lexicon)
    if (
        not 2 * _SHORTEST_PART <= len(word) <= LONGEST_COMPOUND
        or word in lexicon.whole
        or word in lexicon.last
        or word in lexicon.first
    ):
        return ()
    if _NOT_LETTERS.search(word):
        return ()
    best = _cheapest(word, lexicon, bases)
    return _apart(best, lexicon) if len(best) > 1 else ()


def _cheapest(word: str, lexicon: Lexicon, bases: Callable[[str], Iterable[str]]) -> tuple[str, ...]:
    """The parts of least cost; from the front, so that what lies behind is only looked at where a first part ends."""
    size = len(word)
    reached: dict[int, tuple[float, tuple[str, ...]]] = {0: (0.0, ())}
    for start in range(size - _SHORTEST_PART + 1):
        if start not in reached:
            continue
        cost, parts = reached[start]
        for end in range(start + _SHORTEST_PART, min(size - _SHORTEST_PART, start + _LONGEST_PART) + 1):
            part = word[start:end]
            bare = _as_first(part, lexicon)
            if bare is not None:
                price = cost + _EACH + _SHORT.get(len(bare), 0.0) + (_LINK if bare != part else 0.0)
                if end not in reached or price < reached[end][0]:
                    reached[end] = (price, (*parts, bare))
    found: tuple[float, tuple[str, ...]] | None = None
    for start, (cost, parts) in reached.items():
        if start and size - start <= _LONGEST_PART:
            part = word[start:]
            if part in lexicon.last or any(base in lexicon.last for base in bases(part)):
                price = cost + _EACH + _SHORT.get(len(part), 0.0)
                if found is None or price < found[0]:
                    found = (price, (*parts, part))
    return found[1] if found else ()


def _as_first(part: str, lexicon: Lexicon) -> str | None:
    """The word that a part before another one is, without a linking -s-. (Other links are plurals, and in the lexicon as such.)"""
    if part[-1] == "s" and part[:-1] in lexicon.first and len(part) > _SHORTEST_PART:
        return part[:-1]
    return part if part in lexicon.first else None


def _apart(parts: tuple[str, ...], lexicon: Lexicon) -> tuple[str, ...]:
    """Compounds among the parts in their own parts; the notation cannot go in circles, as parts are shorter each time."""
    small: list[str] = []
    for number, part in enumerate(parts):
        bare = part if number == len(parts) - 1 else _as_first(part, lexicon) or part
        inner = lexicon.compounds.get(bare)
        small.extend(_apart(inner, lexicon) if inner else (bare,))
    return tuple(small)
