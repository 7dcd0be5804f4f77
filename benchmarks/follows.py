# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Matching: 10,000 follows against 1,000 new documents, through to the alerts in the store.

    python benchmarks/follows.py STORE [--follows 10000] [--documents 1000]

STORE is a folder with an imported store (the motions and zaken of `../shared/data/kamerstukken`); it is copied before anything is
written to it. The follows are saved searches made of real titles (two to four telling words beside each other, one in seven as a
phrase, some with a field), themes and dossiers, of 2,000 readers; the documents are the last 1,000 of the store.
"""

from __future__ import annotations

import argparse
import random
import shutil
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

import sqlalchemy as sa

from bijgepraat.model.claims import THEMES
from bijgepraat.model.following import Rhythm, Sort
from bijgepraat.pipeline import sameness
from bijgepraat.pipeline.analysis import analyse_store
from bijgepraat.pipeline.follows.matching import match
from bijgepraat.pipeline.house import open_store
from bijgepraat.settings import Settings
from bijgepraat.store.schema import alerts, follows, readers, records
from bijgepraat.store.store import Store

NOW = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
_READERS = 2_000
_COMMON = 0.02
"""Words in more titles than this say nothing: nobody follows "motie"."""


def questions(titles: list[str], number: int, chance: random.Random) -> list[str]:
    """Saved searches out of titles."""
    counts: dict[str, int] = {}
    for title in titles:
        for word in {word.lower() for word in title.split()}:
            counts[word] = counts.get(word, 0) + 1
    found = []
    while len(found) < number:
        words = chance.choice(titles).split()
        telling = [word for word in words if len(word) > 4 and counts[word.lower()] < _COMMON * len(titles)]
        size = chance.choice((2, 2, 3, 4))
        if len(telling) < size:
            continue
        begin = chance.randrange(len(telling) - size + 1)
        question = " ".join(telling[begin : begin + size])
        form = chance.randrange(14)
        if form < 2:
            place = words.index(telling[begin])
            question = '"' + " ".join(words[place : place + 2]) + '"'
        elif form == 2:
            question = f"{telling[begin]} OF {telling[begin + 1]}"
        elif form == 3:
            question = f"{telling[begin][:9]}* sinds:2024"
        elif form == 4:
            question = f"{telling[begin]} NEAR/5 {telling[begin + 1]}"
        found.append(question)
    return found


def prepare(store: Store, number: int, documents: int) -> int:
    """Readers and follows in the store; returns the change number before the new documents."""
    chance = random.Random(7)
    with store.reading() as connection:
        of_kind = records.c.kind == "Publicatie"
        newest = sa.select(records.c.seq).where(of_kind).order_by(records.c.seq.desc()).offset(documents).limit(1)
        since = int(connection.execute(newest).scalar_one())
        titled = sa.select(records.c.title).where(records.c.kind == "Zaak", records.c.title.is_not(None))
        titles = [str(title) for title in connection.execute(titled).scalars()]
        filed = sa.select(sa.func.json_extract(records.c.fields, "$.dossier")).where(of_kind).distinct()
        dossiers = [str(one) for one in connection.execute(filed).scalars() if one]
    wanted = [(Sort.SEARCH, question) for question in questions(titles, number * 9 // 10, chance)]
    wanted += [(Sort.DOSSIER, chance.choice(dossiers)) for _ in range(number * 8 // 100)]
    wanted += [(Sort.THEME, chance.choice(list(THEMES))) for _ in range(number - len(wanted))]
    rhythms = list(Rhythm)
    with store.writing() as connection:
        connection.execute(
            sa.insert(readers),
            [
                {
                    "id": one,
                    "address": f"lezer{one}@example.org",
                    "state": "bevestigd",
                    "secret": f"s{one}",
                    "asked_at": NOW.isoformat(),
                    "confirmed_at": NOW.isoformat(),
                    "proof": "{}",
                    "bounces": 0,
                }
                for one in range(1, _READERS + 1)
            ],
        )
        seen: set[tuple[int, str, str]] = set()
        rows = []
        for place, (sort, target) in enumerate(wanted):
            reader = place % _READERS + 1
            if (reader, sort.value, target) not in seen:
                seen.add((reader, sort.value, target))
                rows.append(
                    {
                        "reader_id": reader,
                        "sort": sort.value,
                        "target": target,
                        "label": target,
                        "rhythm": chance.choice(rhythms).value,
                        "paused": False,
                        "made_at": NOW.isoformat(),
                        "since": since,
                    }
                )
        connection.execute(sa.insert(follows), rows)
    return len(rows)


def main() -> None:
    """Measure once and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("store", type=Path)
    parser.add_argument("--follows", type=int, default=10_000)
    parser.add_argument("--documents", type=int, default=1_000)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "huis"
        shutil.copytree(asked.store, place)
        settings = Settings(place)
        with open_store(settings) as store:
            sameness.follow(store)
            with store.writing() as connection:
                # Only publications come: of the rest nothing is new.
                others = sa.update(records).where(records.c.kind != "Publicatie").values(seq=0)
                connection.execute(others)
            number = prepare(store, asked.follows, asked.documents)
            began = time.perf_counter()
            analyse_store(store)
            print(f"reading them first: {time.perf_counter() - began:.1f} s (whatever of the store was not read yet)")
            began, worked = time.perf_counter(), time.process_time()
            done = match(store, NOW, settings)
            took, worked = time.perf_counter() - began, time.process_time() - worked
            with store.reading() as connection:
                told = connection.execute(sa.select(sa.func.count()).select_from(alerts)).scalar_one()
    work = f"{took:.2f} s ({worked:.2f} s of work)"
    print(f"{number:,} follows, {done.records:,} documents: {work}, {done.things:,} things, {told:,} alerts")


if __name__ == "__main__":
    main()
