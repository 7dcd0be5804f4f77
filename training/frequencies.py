# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""How often words stand in the public papers of the Tweede Kamer: the ground on which the compound lexicon is built.

Counts only; no running text is kept. Of each word it is known how often it is written in small letters and how often with a
capital in the middle of a sentence, which tells names from words.
"""

from __future__ import annotations

import csv
import json
import lzma
import re
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_TAG = re.compile(r"<[^<>]{0,2000}>")
_STARTS_SENTENCE = re.compile(r"(?:^|[.?!:;•\n\"“‘(–-])\s*$")
_ARTICLES = frozenset(("de", "het", "een"))
_BEHIND_NOUNS = frozenset(
    (
        "van in voor op met bij om tussen over door uit dat die en is tegen te als aan naar onder binnen ter wordt niet kan "
        "worden zijn heeft waar per zonder of tot na wat moet moeten zal zullen"
    ).split()
)
_SUBJECTS = ("zaak", "activiteit", "document", "agendapunt")


@dataclass(slots=True)
class Frequencies:
    """Of each word in small letters: how often it was so written, and how often with a capital where none was due.

    `noun` counts how often it stood between an article and a preposition, as nouns do and verbs and adjectives do not.
    """

    small: Counter[str] = field(default_factory=Counter)
    capital: Counter[str] = field(default_factory=Counter)
    noun: Counter[str] = field(default_factory=Counter)

    def add(self, text: str) -> None:
        """Count the words of a text."""
        previous = 0
        before, word = "", ""
        for match in _WORD.finditer(text):
            if word in _ARTICLES:
                before, word = word, match.group()
            else:
                if before and match.group() in _BEHIND_NOUNS and match.start() == previous + 1:
                    self.noun[word] += 1
                before, word = "", match.group()
            if word.islower():
                self.small[word] += 1
            elif word[0].isupper() and not _STARTS_SENTENCE.search(text, max(previous, match.start() - 6), match.start()):
                self.capital[word.lower()] += 1
            previous = match.end()


def texts(data: Path) -> Iterator[str]:
    """Every public text in the folder with data: titles and subjects, motions, transcripts, the agreement. Each title once."""
    seen: set[str] = set()
    for name in _SUBJECTS:
        with lzma.open(data / "tweedekamer" / f"{name}.jsonl.xz", "rt", encoding="utf-8") as lines:
            for line in lines:
                record = json.loads(line)
                for value in (record.get("Onderwerp"), record.get("Titel")):
                    if value and value not in seen:
                        seen.add(value)
                        yield value
    with zipfile.ZipFile(data / "kamerstukken" / "moties-2023-2025.zip") as motions:
        for name in sorted(motions.namelist()):
            if name.endswith(".xml"):
                yield _TAG.sub(" ", motions.read(name).decode("utf-8", "replace"))
    for path in sorted((data / "verslagen").glob("*.xml")):
        yield _TAG.sub(" ", path.read_text("utf-8-sig"))
    with (data / "akkoorden" / "coalitieakkoord2021.csv").open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            yield row["txt"]


def count(data: Path) -> Frequencies:
    """The frequencies over all texts of the folder with data, which takes a minute or two."""
    found = Frequencies()
    for text in texts(data):
        found.add(unicodedata.normalize("NFC", text))
    return found
