# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""What makes a text harder to read than B1: long sentences, the passive, words of officials, words in no word list."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Literal

from spellchecker import SpellChecker

from bijgepraat.model.claims import Span
from bijgepraat.understand.language.compounds import parts
from bijgepraat.understand.naming.tables import rows
from bijgepraat.understand.sentences import split_sentences

Sort = Literal["lange zin", "lijdende vorm", "ambtelijk woord", "spelling"]

_LONG = 22
"""Words: more than this, and readers at B1 lose the thread."""
_LONGEST_TEXT = 20_000
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_PASSIVE = re.compile(
    r"\b(?:word(?:t|en)|werd(?:en)?)\b(?:\W+\w+){0,12}?\W+(?:\w{0,8}ge\w{2,}(?:d|t|en)|be\w{3,}[dt]|ver\w{3,}[dt])\b",
    re.IGNORECASE,
)
_SHORTEST, _LONGEST_WORD = 4, 40


@dataclass(frozen=True, slots=True)
class Remark:
    """A remark on words in a text: `text[span.start:span.end] == span.quote`. `advice` is what could be there instead."""

    sort: Sort
    span: Span
    advice: str


def remarks(text: str) -> list[Remark]:
    """Remarks on a text in the order of their place; a text of more than 20,000 characters is read so far and no further."""
    text = text[:_LONGEST_TEXT]
    found = [*_long(text), *_passive(text), *_official(text), *_misspelt(text)]
    return sorted(found, key=lambda one: (one.span.start, one.span.end, one.sort))


def _long(text: str) -> Iterator[Remark]:
    for sentence in split_sentences(text):
        count = len(sentence.quote.split())
        if count > _LONG:
            yield Remark("lange zin", sentence, f"Deze zin heeft {count} woorden. Maak er twee van.")


def _passive(text: str) -> Iterator[Remark]:
    for match in _PASSIVE.finditer(text):
        yield Remark("lijdende vorm", Span(match[0], match.start(), match.end()), "Wie doet het? Zet die vooraan.")


def _official(text: str) -> Iterator[Remark]:
    known = _jargon()
    for match in _jargon_pattern().finditer(text):
        yield Remark("ambtelijk woord", Span(match[0], match.start(), match.end()), f"Zeg liever: {known[match[0].lower()]}.")


def _misspelt(text: str) -> Iterator[Remark]:
    words = _word_list()
    for match in _WORD.finditer(text):
        word = match[0]
        if not _SHORTEST <= len(word) <= _LONGEST_WORD or not word.islower():
            continue  # a capital may make it a name or an abbreviation
        if word in words or word in _own_words() or len(parts(word)) > 1:
            continue
        meant = words.correction(word)
        advice = f"Bedoelt u: {meant}?" if meant and meant != word else "Dit woord staat niet in de woordenlijst."
        yield Remark("spelling", Span(word, match.start(), match.end()), advice)


@cache
def _word_list() -> SpellChecker:
    return SpellChecker(language="nl", distance=1)


@cache
def _own_words() -> frozenset[str]:
    """Words of the field: parts of compounds, and names that are written small within them."""
    data = resources.files("bijgepraat.understand") / "data" / "compounds.txt"
    lines = data.read_text("utf-8").splitlines()
    words = {line.strip("!-").replace("|", "").lower() for line in lines if line and not line.startswith("#")}
    return frozenset(words | {row["name"].lower() for row in rows("municipalities.csv")})


@cache
def _jargon() -> dict[str, str]:
    data = resources.files("bijgepraat.understand") / "data" / "jargon.toml"
    found: dict[str, str] = tomllib.loads(data.read_text("utf-8"))["words"]
    return found


@cache
def _jargon_pattern() -> re.Pattern[str]:
    longest_first = sorted(_jargon(), key=len, reverse=True)
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, longest_first)) + r")(?!\w)", re.IGNORECASE)
