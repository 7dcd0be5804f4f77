# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Documents made from real titles and paragraphs by repetition with variation, for measuring search.

Two to five paragraphs of motions under the title of a zaak, with other numbers in them, of several kinds and days; each has a
theme, as if it was read. One in fifty is a debate: its paragraphs are speeches.
"""

from __future__ import annotations

import json
import lzma
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from bijgepraat.model.claims import THEMES
from bijgepraat.model.records import Kind, Passage, Record
from bijgepraat.settings import Limits
from bijgepraat.sources.files import read_file
from bijgepraat.store.records import write
from bijgepraat.store.store import Store

_TITLES = 60_000
_BATCH = 5_000
_NUMBER = re.compile(r"\d+")
_KINDS = (Kind.PUBLICATIE,) * 5 + (Kind.BERICHT,) * 3 + (Kind.BESTAND, Kind.TOEZEGGING)
_PARTIES = ("Aap", "Beer", "Das", "Egel", "Fret", "Gans", "Haas", "Kip", "Lynx", "Mees", "Otter", "Pauw", "Ree", "Specht", "Vos")


@dataclass(frozen=True, slots=True)
class Material:
    """Titles of zaken and paragraphs of motions."""

    titles: list[str]
    paragraphs: list[str]

    @classmethod
    def of(cls, data: Path) -> Material:
        """Read from a folder of real data."""
        titles: list[str] = []
        with lzma.open(data / "tweedekamer" / "zaak.jsonl.xz", "rt", encoding="utf-8") as lines:
            for line in lines:
                title = json.loads(line).get("Onderwerp")
                if title:
                    titles.append(title)
                if len(titles) == _TITLES:
                    break
        motions = data / "kamerstukken" / "moties-2023-2025.zip"
        paragraphs: list[str] = []
        for found in read_file(motions, motions.name, None, Limits()):
            if isinstance(found, Record) and found.text:
                paragraphs += [found.text[p.start : p.end] for p in found.passages if p.kind == "alinea"]
        return cls(titles, [paragraph for paragraph in paragraphs if len(paragraph) > 40])


def fill(store: Store, material: Material, documents: int) -> int:
    """Write the documents and their themes; returns how many words they have."""
    words = 0
    dice = random.Random(5)
    for start in range(0, documents, _BATCH):
        batch = list(_made(dice, material, start, min(_BATCH, documents - start)))
        words += sum(len((record.text or "").split()) + len((record.title or "").split()) for record in batch)
        with store.writing() as connection:
            write(connection, batch, None)
    themes = list(THEMES)
    chosen = " ".join(f"when {n} then '{theme}'" for n, theme in enumerate(themes))
    with store.writing() as connection:
        connection.exec_driver_sql(
            "insert into readings (record_id, analyser, version, seq, kind, date, relevance, level, theme, themes) "
            "select id, 'gemaakt', version, seq, kind, date, 0.8, id % 3, "
            f"case id * 7919 % {len(themes)} {chosen} end, '[]' from records"
        )
    return words


def _made(dice: random.Random, material: Material, start: int, count: int) -> Iterator[Record]:
    for number in range(start, start + count):
        several = [_numbered(dice, dice.choice(material.paragraphs)) for _ in range(dice.randint(2, 5))]
        day = date(2008, 1, 1) + timedelta(days=dice.randrange(6_500))
        title = f"{dice.choice(material.titles)} ({number})"
        if number % 50 == 7:
            yield _debate(dice, several, f"d{number}", title, day)
            continue
        kind = dice.choice(_KINDS)
        yield Record(kind, f"b{number}", "gemaakt", title, day, text="\n".join(several))


def _debate(dice: random.Random, speeches: list[str], key: str, title: str, day: date) -> Record:
    passages, place = [], 0
    for speech in speeches:
        who = f"Lid {dice.randrange(150)}"
        passages.append(Passage(place, place + len(speech), "toespraak", speaker=who, party=dice.choice(_PARTIES)))
        place += len(speech) + 1
    return Record(Kind.DEBAT, key, "gemaakt", title, day, text="\n".join(speeches), passages=tuple(passages))


def _numbered(dice: random.Random, paragraph: str) -> str:
    return _NUMBER.sub(lambda match: str(dice.randrange(10 ** min(len(match.group()), 6))), paragraph)
