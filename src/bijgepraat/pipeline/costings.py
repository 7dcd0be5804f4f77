# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Costings in the store: taking in a table, and showing it beside the manifestos."""

from __future__ import annotations

import mimetypes
from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import orjson

from bijgepraat.ledger.paid_costings import beside
from bijgepraat.model.costings import Beside, CostingRow, Costings
from bijgepraat.model.paid import PaidLine
from bijgepraat.model.records import Kind, Original, Record
from bijgepraat.sources.blob import InputError
from bijgepraat.sources.costings import read_costings
from bijgepraat.store.journal import register_original
from bijgepraat.store.lookup import of_kind
from bijgepraat.store.records import write
from bijgepraat.store.store import Store

SOURCE = "doorrekeningen"


def import_costings(
    store: Store, path: Path, *, title: str, source: str, day: date | None = None, now: datetime | None = None
) -> Costings:
    """Take in a table of costings (see `read_costings`); the file goes to the archive, the table becomes a record.

    The same title again is a new version of it. Nothing is stored when anything in it does not fit. Raises `InputError`.
    """
    if not title.strip() or not source.strip():
        raise InputError("een doorrekening heeft een titel en een bron nodig: zonder herkomst geen cijfers")
    found = read_costings(path, title=title.strip(), source=source.strip())
    moment = now or datetime.now(UTC)
    with path.open("rb") as file:
        sha, size = store.archive.put(file, path.suffix)
    original = Original(sha, SOURCE, path.name, moment, mimetypes.guess_type(path.name)[0] or "text/csv", size)
    record = Record(
        Kind.DOORREKENING,
        "-".join(found.title.lower().split())[:120],
        SOURCE,
        found.title,
        day,
        fields={
            "titel": found.title,
            "bron": found.source,
            "bestand": sha,
            "rijen": [[row.party, row.measure, row.year, row.euros, row.theme, row.line] for row in found.rows],
        },
    )
    with store.writing() as connection:
        write(connection, [record], register_original(connection, original))
    return found


def all_costings(store: Store) -> list[Costings]:
    """Every table of costings in the store, by title."""
    with store.reading() as connection:
        kept = [orjson.loads(row.fields) for row in of_kind(connection, Kind.DOORREKENING)]
    tables = [Costings(str(one["titel"]), str(one["bron"]), tuple(CostingRow(*row) for row in one["rijen"])) for one in kept]
    return sorted(tables, key=lambda one: (one.title, one.source))


def costings_beside(store: Store, lines: Iterable[PaidLine], *, theme: str = "") -> list[Beside]:
    """Per party and theme what the costings say and what the manifesto says, of a book of money (all its lines)."""
    mentions = [step.mention for line in lines for step in line.course]
    return [one for one in beside(all_costings(store), mentions) if not theme or one.theme == theme]


def beside_dict(one: Beside) -> dict[str, Any]:
    """A party and theme as JSON; amounts in euros."""
    return {
        "partij": one.party,
        "thema": one.theme,
        "doorrekening": {
            "titel": one.title,
            "bron": one.source,
            "per_jaar": [{"jaar": year or "structureel", "euro": euros} for year, euros in one.years],
            "maatregelen": [
                {"maatregel": row.measure, "jaar": row.year or "structureel", "euro": row.euros, "regel": row.line}
                for row in one.rows
            ],
        },
        "programma": [
            {
                "soort": mention.kind,
                "stuk": mention.key,
                "citaat": mention.sentence.quote,
                "begin": mention.sentence.start,
                "einde": mention.sentence.end,
                "laag": mention.amount.low_eur,
                "hoog": mention.amount.high_eur,
                "eenheid": mention.unit.value,
            }
            for mention in one.mentions
        ],
    }
