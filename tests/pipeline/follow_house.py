# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""A store with readers, for tests of following."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from bijgepraat.model.following import Alert, Follow, Rhythm, Sort
from bijgepraat.model.records import Kind, Link, Record
from bijgepraat.pipeline.follows.matching import Matched, match
from bijgepraat.pipeline.house import open_store
from bijgepraat.settings import Settings
from bijgepraat.store import follows
from bijgepraat.store.alerts import from_json
from bijgepraat.store.records import write
from bijgepraat.store.schema import alerts, readers
from bijgepraat.store.store import Store

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
TK = "tweedekamer"


class House:
    """One store, and the ways in which tests use it."""

    def __init__(self, folder: Path) -> None:
        self.settings = Settings(folder)
        self.store: Store = open_store(self.settings)
        self.now = NOW

    def reader(self, number: int = 1, *, confirmed: bool = True) -> int:
        with self.store.writing() as connection:
            connection.execute(
                sa.insert(readers).values(
                    id=number,
                    address=f"lezer{number}@example.org",
                    state="bevestigd" if confirmed else "gevraagd",
                    secret=f"geheim-{number}",
                    asked_at=NOW.isoformat(),
                    confirmed_at=NOW.isoformat() if confirmed else None,
                    proof="{}",
                    bounces=0,
                )
            )
        return number

    def follow(
        self, target: str, sort: Sort = Sort.SEARCH, *, reader: int = 1, rhythm: Rhythm = Rhythm.DAILY, since: int | None = None
    ) -> Follow:
        begin = self.store.changes() if since is None else since
        with self.store.writing() as connection:
            return follows.add(connection, reader, sort, target, f"{sort.value} {target}", rhythm, NOW.isoformat(), begin)

    def come(self, *records: Record) -> None:
        with self.store.writing() as connection:
            write(connection, records, None)

    def match(self, batch: int = 1_000) -> Matched:
        return match(self.store, self.now, self.settings, batch=batch)

    def rows(self) -> Sequence[Any]:
        with self.store.reading() as connection:
            return connection.execute(sa.select(alerts).order_by(alerts.c.id)).all()

    def alerts(self, reader: int | None = None) -> list[Alert]:
        return [from_json(row.value) for row in self.rows() if reader is None or row.reader_id == reader]

    def take(self) -> None:
        """As the mail does: whatever waits goes along with a message."""
        with self.store.writing() as connection:
            connection.execute(sa.update(alerts).where(alerts.c.message_id.is_(None)).values(message_id="bericht"))


def letter(
    key: str,
    title: str,
    text: str,
    *,
    day: date = date(2026, 2, 27),
    modified: str | None = "2026-02-27T10:00:00Z",
    kind: str = Kind.BERICHT,
    source: str = "proef",
    **fields: Any,
) -> Record:
    return Record(kind, key, source, title, day, modified, fields=fields, text=text)


def meeting(key: str, title: str, begin: str, *, status: str = "Gepland", modified: str = "2026-02-01", **fields: Any) -> Record:
    values = {"Soort": "Commissiedebat", "Status": status, "Aanvangstijd": f"{begin}:00+01:00", **fields}
    return Record(Kind.ACTIVITEIT, key, TK, title, date.fromisoformat(begin[:10]), modified, fields=values)


def motion(key: str, title: str, *links: Link, modified: str = "2026-02-01", **fields: Any) -> Record:
    values = {"Soort": "Motie", "Onderwerp": title, "Afgedaan": False, **fields}
    return Record(Kind.ZAAK, key, TK, title, date(2026, 2, 26), modified, fields=values, links=links)
