# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Finding the words of a list in a text: whole words with their inflections, word parts of compounds, and phrases.

A list of words is compiled once; each distinct word of a text is looked up once and remembered, so that a long text costs no
more than its length.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from bijgepraat.model.claims import Span

_WORD = re.compile(r"\w+(?:[-'’]\w+)*")
_ENDINGS = ("", "e", "en", "n", "s", "'s", "’s", "es")
_REMEMBERED = 100_000
_LONGEST_WORD = 60


@dataclass(frozen=True, slots=True)
class Hit(Span):
    """A word of the list found in a text; `entry` is the list's own notation, `group` where it stands."""

    entry: str = ""
    group: str = ""


class WordList:
    """Words by group. Notation: `woord` takes its inflections, `woord*` any ending, `*woord` any beginning, `*woord*` both.

    `!woord` and `!woord*` are words that shorter entries do not find: "!gastouder*" keeps them from "gas*". An entry with a
    space is a phrase. Entries of at most four letters with a capital ("RES", "Woo") are only found as written; all others
    whatever their case.
    """

    def __init__(self, groups: Mapping[str, Sequence[str]]) -> None:
        self._exact: dict[str, list[tuple[str, str]]] = {}
        self._parts: list[tuple[str, str, str, str]] = []
        self._prefixes: dict[str, list[tuple[str, str]]] = {}
        self._kept_from: dict[str, bool] = {}
        phrases: dict[str, tuple[str, str]] = {}
        for group, entries in groups.items():
            for entry in entries:
                bare = entry.strip("!*").lower()
                if entry.startswith("!"):
                    self._kept_from[bare] = entry.endswith("*")
                elif " " in bare:
                    phrases[bare] = (entry, group)
                elif entry.startswith("*"):
                    self._parts.append((bare, "in" if entry.endswith("*") else "end", entry, group))
                elif entry.endswith("*"):
                    self._prefixes.setdefault(bare, []).append((entry, group))
                elif entry != bare and len(entry) <= 4:
                    self._exact.setdefault(entry, []).append((entry, group))
                else:
                    for ending in _ENDINGS:
                        self._exact.setdefault(bare + ending, []).append((entry, group))
        self._phrases = phrases
        self._first_words = frozenset(phrase.split()[0] for phrase in phrases)
        ordered = sorted(phrases, key=len, reverse=True)
        pattern = "|".join(
            re.escape(phrase).replace(r"\ ", r"\s+") + (r"\w*" if phrases[phrase][0].endswith("*") else "") for phrase in ordered
        )
        self._phrase = re.compile(rf"(?:{pattern})(?!\w)", re.IGNORECASE) if ordered else None
        self._lookup = lru_cache(maxsize=_REMEMBERED)(self._find)

    def find(self, text: str) -> Iterator[Hit]:
        """All words and phrases of the list in a text: phrases first, then words, each in order."""
        words: list[Hit] = []
        done = 0
        lookup = self._lookup
        for match in _WORD.finditer(text):
            word = match[0]
            if (known := lookup(word)) is None:
                continue
            found, opens = known
            # A phrase is only looked for where its first word stands: a pattern of all phrases costs more than all else.
            if opens and self._phrase is not None and match.start() >= done:
                phrase = self._phrase.match(text, match.start())
                if phrase is not None:
                    done = phrase.end()
                    yield self._said(phrase)
            for entry, group in found:
                words.append(Hit(word, match.start(), match.end(), entry, group))
        yield from words

    def _said(self, match: re.Match[str]) -> Hit:
        said = " ".join(match.group().lower().split())
        entry, group = self._phrases.get(said) or next(
            found for phrase, found in self._phrases.items() if found[0].endswith("*") and said.startswith(phrase)
        )
        return Hit(match.group(), match.start(), match.end(), entry, group)

    def _find(self, word: str) -> tuple[tuple[tuple[str, str], ...], bool] | None:
        """The entries that find a word, and whether a phrase may begin with it; None for most words: neither."""
        if len(word) > _LONGEST_WORD:
            return None
        lower = word.lower()
        shortest = self._kept(lower)
        whole = [*self._exact.get(lower, ()), *(self._exact.get(word, ()) if lower != word else ())]
        found = dict.fromkeys(entry for entry in whole if len(entry[0]) >= shortest)
        for length in range(max(2, shortest), len(lower) + 1):
            found.update(dict.fromkeys(self._prefixes.get(lower[:length], ())))
        for part, place, entry, group in self._parts:
            if shortest <= len(part) < len(lower) and (part in lower if place == "in" else lower.endswith(part)):
                found[entry, group] = None
        opens = lower in self._first_words
        return (tuple(found), opens) if found or opens else None

    def _kept(self, lower: str) -> int:
        """The length that an entry must have to find this word."""
        fitting = (
            length
            for length in range(len(lower), 1, -1)
            if (open_ended := self._kept_from.get(lower[:length])) is not None and (open_ended or length == len(lower))
        )
        return next(fitting, 0)
