# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Words of texts and of questions as the index keeps them: as they stand, as stems, and the parts of compounds.

What a language knows comes in from outside (`Language`); each word is looked up once and remembered.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

import Stemmer

from bijgepraat.store.search_query import WORD, folded

_LONGEST_WORD = 60
_REMEMBERED = 300_000
_MOST_NAMES = 4
_SKIPPED = "_"
"""Holds the place of a word that has no stem, so that distances stay as they are."""


class Language(Protocol):
    """What search wants to know of words. `name` changes whenever an answer may: an index of another name is built again."""

    name: str
    longest_phrase: int
    """How many words the longest phrase has that `expansions` knows."""

    def stem(self, word: str) -> str:
        """What a word in small letters has in common with its other forms."""
        ...

    def parts(self, word: str, /) -> Sequence[str]:
        """The words that a compound is made of, in order; empty for a word that is none."""
        ...

    def related(self, word: str, /) -> Sequence[str]:
        """Words that somebody who looks for this one may also want: hulp for zorg. Shown as such, and ranked below."""
        ...

    def expansions(self, text: str, /) -> Sequence[str]:
        """What a short name stands for, or the other way around: "Wet maatschappelijke ondersteuning" for "Wmo"."""
        ...


class OnlyStems:
    """Dutch stems and nothing else."""

    name = "stammen 1"
    longest_phrase = 1

    def __init__(self) -> None:
        self._stemmer = Stemmer.Stemmer("dutch_porter")

    def stem(self, word: str) -> str:
        """See `Language`."""
        stem = str(self._stemmer.stemWord(word))
        return stem[:-1] if len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] not in "aeiou" else stem

    def parts(self, _word: str) -> Sequence[str]:
        """None are known."""
        return ()

    def related(self, _word: str) -> Sequence[str]:
        """None are known."""
        return ()

    def expansions(self, _text: str) -> Sequence[str]:
        """None are known."""
        return ()


STOP_WORDS = frozenset(
    """
    aan al alle als altijd andere ben bij daar dan dat de der deze die dit doch doen door dus een eens en er
    ge geen geweest had heb hebben heeft hem het hier hij hoe hun iemand iets ik in is ja je kan kon kunnen
    maar me meer men met mij mijn moet na naar niet niets nog nu of om omdat onder ons ook op over reeds te
    tegen toch toen tot u uit uw van veel voor want waren was wat werd wezen wie wil worden wordt zal ze zelf
    zich zij zijn zo zonder zou
    """.split()
)
"""Words that say nothing of the subject. They are indexed as they stand, for phrases, and have no stem."""


@dataclass(frozen=True, slots=True)
class IndexedWords:
    """A text for three fields: `exact` all its words, `stems` with a mark for words without, `parts` of its compounds."""

    exact: str
    stems: str
    parts: str


class _Memory(dict[str, tuple[str, str, str]]):
    """What was made of each word. Numbers are not kept: there is no end to them. When it is full it begins anew."""

    def __init__(self, make: Callable[[str], tuple[str, str, str]]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, word: str) -> tuple[str, str, str]:
        made = self._make(word)
        if not word.isdigit():
            if len(self) >= _REMEMBERED:
                self.clear()
            self[word] = made
        return made


class Words:
    """Turns texts into what is indexed, and the words of a question into what is looked for."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self._of_word = _Memory(self._look_up)
        self.stems = lru_cache(maxsize=1_024)(self._stems)
        """The stems of a short text that comes back often."""
        self.related = lru_cache(maxsize=4_096)(self._related)
        """Stems of the words that are related to a word."""
        self.in_full = lru_cache(maxsize=4_096)(self._in_full)
        """What a short name stands for, or the short names of a phrase, each as folded words."""

    def index(self, text: str) -> IndexedWords:
        """All words of a text, in order."""
        found = list(map(self._of_word.__getitem__, WORD.findall(text)))
        if not found:
            return IndexedWords("", "", "")
        exact, stems, parts = zip(*found, strict=True)
        return IndexedWords(" ".join(exact), " ".join(stems), " ".join(filter(None, parts)))

    def stem(self, word: str) -> str:
        """The stem of a word; empty for a stop word."""
        found = self._of_word[word][1]
        return "" if found == _SKIPPED else found

    def inside(self, word: str) -> tuple[str, ...]:
        """Stems of the parts of a compound and of runs of them: jeugd, zorg, middel, jeugdzorg, zorgmiddel."""
        return tuple(self._of_word[word][2].split())

    def _stems(self, text: str) -> str:
        return self.index(text).stems

    def _related(self, word: str) -> tuple[str, ...]:
        own = self.stem(word)
        found = (self.stem(other) for other in self.language.related(word) if " " not in other)
        return tuple(dict.fromkeys(stem for stem in found if stem and stem != own))

    def _in_full(self, typed: str) -> tuple[tuple[str, ...], ...]:
        found = (tuple(filter(None, map(folded_word, WORD.findall(text)))) for text in self.language.expansions(typed))
        return tuple(dict.fromkeys(words for words in found if words))[:_MOST_NAMES]

    def _look_up(self, word: str) -> tuple[str, str, str]:
        if word.isascii() and word.isdigit():
            return (word, word, "") if len(word) <= _LONGEST_WORD else ("", "", "")
        plain = folded_word(word)
        if not plain or len(plain) > _LONGEST_WORD:
            return "", "", ""
        if plain in STOP_WORDS:
            return plain, _SKIPPED, ""
        stem = folded(self.language.stem(word.casefold()))
        parts = [folded(part) for part in self.language.parts(word)]
        runs = {
            folded(self.language.stem("".join(parts[first:last])))
            for first in range(len(parts))
            for last in range(first + 1, len(parts) + 1)
            if last - first < len(parts)
        }
        return plain, stem or plain, " ".join(sorted(run for run in runs if len(run) > 2 and " " not in run))


@lru_cache(maxsize=_REMEMBERED)
def folded_word(word: str) -> str:
    """One word as it is compared; without the marks that are no letters."""
    return "".join(char for char in folded(word) if char.isalnum())
