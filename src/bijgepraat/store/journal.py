# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The journal: which files were imported, and what was refused or doubtful in them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import orjson
import sqlalchemy as sa
from sqlalchemy import Connection

from bijgepraat.model.records import Notice, Original
from bijgepraat.store.database import upsert
from bijgepraat.store.schema import imports, notices, originals

EXAMPLES = 5


@dataclass(slots=True)
class NoticeGroup:
    """Notices of one sort about one file. `examples` are the first few records it was said of."""

    first: Notice
    count: int
    examples: list[str]


class NoticeBook:
    """Gathers the notices about one file, like with like, so that ten thousand sentinel dates are one line."""

    def __init__(self) -> None:
        self._groups: dict[tuple[str, str, str | None, str], NoticeGroup] = {}

    def add(self, notice: Notice) -> bool:
        """Take a notice; True when it is the first of its sort."""
        place = (notice.severity, notice.code, notice.kind, notice.message)
        group = self._groups.get(place)
        if group is None:
            self._groups[place] = group = NoticeGroup(notice, 0, [])
        group.count += 1
        if notice.record is not None and len(group.examples) < EXAMPLES:
            group.examples.append(notice.record)
        return group.count == 1

    def groups(self) -> list[NoticeGroup]:
        """All groups, in the order in which they came up."""
        return list(self._groups.values())


def register_original(connection: Connection, original: Original) -> int:
    """The number of an original; the first fetch of the same bytes counts, later ones change nothing."""
    found = connection.execute(sa.select(originals.c.id).where(originals.c.sha256 == original.sha256)).scalar()
    if found is not None:
        return int(found)
    number = int(connection.execute(sa.select(sa.func.coalesce(sa.func.max(originals.c.id), 0))).scalar_one()) + 1
    row = {
        "id": number,
        "sha256": original.sha256,
        "source": original.source,
        "address": original.address,
        "fetched": original.fetched.isoformat(timespec="seconds"),
        "media_type": original.media_type,
        "size": original.size,
    }
    connection.execute(sa.insert(originals).values(row))
    return number


def start_import(connection: Connection, source: str, file: str, original: int | None, now: datetime) -> int:
    """Write down that a file is being read; returns the row's number."""
    row = {
        "source": source,
        "file": file,
        "original": original,
        "started": now.isoformat(timespec="seconds"),
        "counts": "{}",
    }
    result = connection.execute(sa.insert(imports).values(row))
    return int(result.inserted_primary_key[0])  # type: ignore[index]


def finish_import(connection: Connection, number: int, counts: Mapping[str, Mapping[str, int]], now: datetime) -> None:
    """Write down that a file was read to its end. `counts`: per kind read, stored, unchanged, refused."""
    values = {"finished": now.isoformat(timespec="seconds"), "counts": orjson.dumps(counts).decode()}
    connection.execute(sa.update(imports).where(imports.c.id == number).values(values))


def write_notices(connection: Connection, source: str, original: int | None, groups: Iterable[NoticeGroup]) -> None:
    """Keep the notices about a file, one row a sort; the same file read again gives the same rows."""
    rows = []
    for group in groups:
        notice = group.first
        place = "\0".join((source, str(original), notice.file, notice.severity, notice.code, notice.kind or "", notice.message))
        rows.append(
            {
                "id": hashlib.blake2b(place.encode("utf-8", "replace"), digest_size=16).hexdigest(),
                "original": original,
                "source": source,
                "file": notice.file,
                "severity": notice.severity,
                "code": notice.code,
                "kind": notice.kind,
                "message": notice.message,
                "count": group.count,
                "examples": orjson.dumps(group.examples).decode(),
            }
        )
    if rows:
        connection.execute(upsert(connection, notices), rows)


def first_imports(connection: Connection) -> Sequence[Any]:
    """Per imported file and original the first time it was read (file, source, original, sha256, fetched), in that order."""
    first = (
        sa.select(sa.func.min(imports.c.id).label("id"))
        .where(imports.c.original.is_not(None))
        .group_by(imports.c.source, imports.c.file, imports.c.original)
        .subquery()
    )
    query = (
        sa.select(imports.c.file, imports.c.source, imports.c.original, originals.c.sha256, originals.c.fetched)
        .join(first, first.c.id == imports.c.id)
        .join(originals, originals.c.id == imports.c.original)
    )
    return connection.execute(query.order_by(imports.c.id)).all()


def original_names(connection: Connection) -> list[str]:
    """The SHA-256 of every original, in the order in which they came."""
    return list(connection.execute(sa.select(originals.c.sha256).order_by(originals.c.id)).scalars())


def original_count(connection: Connection) -> int:
    """How many originals there are."""
    return int(connection.execute(sa.select(sa.func.count()).select_from(originals)).scalar_one())
