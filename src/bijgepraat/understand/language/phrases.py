# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Finding the words of a text, each with its place, and keys under which phrases are looked up."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from bijgepraat.understand.language.stems import stem

_MARKS = "\u0300-\u036f\u00ad\u200b-\u200d\u2060"
"""Combining accents, and signs that show nothing, such as the soft hyphen of a PDF."""
_MARKED = re.compile(f"[{_MARKS}]")
_UNSEEN = re.compile("[\u00ad\u200b-\u200d\u2060]")
_JOINED = r"(?:[-‐‑'’]|(?<=\d)[.,](?=\d)|(?<!\w\w\w\w)&(?=\w{1,3}(?!\w)))"
"""What holds a word together: a hyphen, an apostrophe, signs within a number, and the sign of R&D."""
_PLAIN = re.compile(rf"\w+(?:{_JOINED}\w+)*(?:(?<=\d)%)?")
_WITH_MARKS = re.compile(rf"\w[\w{_MARKS}]*(?:{_JOINED}\w[\w{_MARKS}]*)*(?:(?<=\d)%)?")
_LONGEST_PHRASE = 200
_REMEMBERED = 20_000


class Word(NamedTuple):
    """A word of a text in composed form (NFC), without signs that show nothing; it stands at `text[start:end]`."""

    word: str
    start: int
    end: int


def words(text: str) -> Iterator[Word]:
    """The words of a text in order; offsets count code points in the text as given, whatever its form of accents.

    One word each are AOW'er, R&D, 36800-B, 50%, 1.250,50 and 's-Hertogenbosch; a slash parts (Wmo/Jeugd is two).
    """
    # Places stay: an underscore is no letter here, and one sign takes the place of another.
    if "_" in text:
        text = text.replace("_", " ")
    marked = not text.isascii() and _MARKED.search(text) is not None
    for match in (_WITH_MARKS if marked else _PLAIN).finditer(text):
        found = match.group()
        start, end = match.span()
        if found[:2] in ("s-", "s‐", "s‑") and start and text[start - 1] in "'’" and not text[start - 2 : start - 1].isalnum():
            start -= 1
            found = text[start:end]
        if marked and not found.isascii():
            found = unicodedata.normalize("NFC", _UNSEEN.sub("", found))
        yield Word(found, start, end)


def phrase_key(phrase: str) -> tuple[str, ...]:
    """The stems of a word or phrase, under which its other forms are found too; empty for one of more than 200 characters."""
    return _remembered_key(phrase) if len(phrase) <= _LONGEST_PHRASE else ()


@lru_cache(maxsize=_REMEMBERED)
def _remembered_key(phrase: str) -> tuple[str, ...]:
    return tuple(stem(word.word) for word in words(phrase))
