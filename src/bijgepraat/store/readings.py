# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Keeping what the analyser found: one reading a record, and its claims with their exact words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

import orjson
import sqlalchemy as sa
from sqlalchemy import Connection

from bijgepraat.model.claims import Reading, Span
from bijgepraat.model.records import Kind
from bijgepraat.store.database import upsert
from bijgepraat.store.schema import claims, passages, readings, records, texts

READ_KINDS = (
    Kind.ZAAK,
    Kind.DOCUMENT,
    Kind.ACTIVITEIT,
    Kind.TOEZEGGING,
    Kind.PUBLICATIE,
    Kind.DEBAT,
    Kind.BESTAND,
    Kind.BERICHT,
    Kind.ONTWIKKELING,
)
"""Kinds whose words are read. A Pagina is read section by section, as Ontwikkeling."""


@dataclass(frozen=True, slots=True)
class Unread:
    """A record to be read: its words are its text, or its title when it has none. `passages` only for debates."""

    id: int
    kind: str
    key: str
    version: int
    seq: int
    title: str | None
    date: date | None
    words: str
    has_text: bool
    fields: dict[str, Any]
    passages: tuple[Any, ...] = ()


def unread(connection: Connection, analyser: str, after: int, limit: int, kinds: Sequence[str] = READ_KINDS) -> list[Unread]:
    """Up to `limit` records with change number above `after` that this analyser has not read in their current version."""
    query = (
        sa.select(records)
        .join(readings, readings.c.record_id == records.c.id, isouter=True)
        .where(
            records.c.seq > after,
            records.c.kind.in_(kinds),
            records.c.deleted.is_(False),
            sa.or_(
                readings.c.record_id.is_(None),
                readings.c.version != records.c.version,
                readings.c.analyser != analyser,
            ),
        )
        .order_by(records.c.seq)
        .limit(limit)
    )
    return list(_with_words(connection, connection.execute(query).all()))


def unread_spans(connection: Connection, analyser: str, size: int) -> list[tuple[int, int]]:
    """Change numbers (above, up to) that together hold all that this analyser has not read, in parts of about `size` records."""
    query = (
        sa.select(records.c.seq)
        .join(readings, readings.c.record_id == records.c.id, isouter=True)
        .where(
            records.c.kind.in_(READ_KINDS),
            records.c.deleted.is_(False),
            sa.or_(readings.c.record_id.is_(None), readings.c.version != records.c.version, readings.c.analyser != analyser),
        )
        .order_by(records.c.seq)
    )
    found = list(connection.execute(query).scalars())
    parts = [found[start : start + size] for start in range(0, len(found), size)]
    return [(int(part[0]) - 1, int(part[-1])) for part in parts]


def unread_between(connection: Connection, analyser: str, first: date, last: date) -> list[Unread]:
    """All records dated within a closed interval of days that this analyser has not read in their current version."""
    query = (
        sa.select(records)
        .join(readings, readings.c.record_id == records.c.id, isouter=True)
        .where(
            records.c.kind.in_(READ_KINDS),
            records.c.date.between(first.isoformat(), last.isoformat()),
            records.c.deleted.is_(False),
            sa.or_(
                readings.c.record_id.is_(None),
                readings.c.version != records.c.version,
                readings.c.analyser != analyser,
            ),
        )
        .order_by(records.c.seq)
    )
    return list(_with_words(connection, connection.execute(query).all()))


def _with_words(connection: Connection, rows: Sequence[Any]) -> Iterator[Unread]:
    ids = [row.id for row in rows if row.has_text]
    bodies: dict[tuple[int, int], str] = {}
    spoken: dict[tuple[int, int], list[Any]] = {}
    for start in range(0, len(ids), 500):
        some = ids[start : start + 500]
        for id_, version, text in connection.execute(sa.select(texts).where(texts.c.record_id.in_(some))):
            bodies[id_, version] = text
    debates = [row.id for row in rows if row.kind == Kind.DEBAT]
    for start in range(0, len(debates), 500):
        query = sa.select(passages).where(passages.c.record_id.in_(debates[start : start + 500])).order_by(passages.c.n)
        for passage in connection.execute(query):
            spoken.setdefault((passage.record_id, passage.version), []).append(passage)
    for row in rows:
        place = (row.id, row.version)
        yield Unread(
            id=row.id,
            kind=row.kind,
            key=row.key,
            version=row.version,
            seq=row.seq,
            title=row.title,
            date=date.fromisoformat(row.date) if row.date else None,
            words=bodies.get(place) or row.title or "",
            has_text=row.has_text,
            fields=orjson.loads(row.fields),
            passages=tuple(spoken.get(place, ())),
        )


def commitments_found(connection: Connection) -> Sequence[Any]:
    """All commitments (record_id, version, start, end, quote, value) with level and themes of their reading."""
    query = (
        sa.select(
            claims.c.record_id,
            claims.c.version,
            claims.c.start,
            claims.c.end,
            claims.c.quote,
            claims.c.value,
            readings.c.level,
            readings.c.themes,
        )
        .join(readings, readings.c.record_id == claims.c.record_id)
        .where(claims.c.type == "commitment")
        .order_by(claims.c.record_id, claims.c.n)
    )
    return connection.execute(query).all()


def with_words(connection: Connection, ids: Sequence[int]) -> Iterator[Unread]:
    """Records by number with the words that the analyser reads of them; those that were deleted are absent."""
    for start in range(0, len(ids), 500):
        wanted = sa.select(records).where(records.c.id.in_(ids[start : start + 500]), records.c.deleted.is_(False))
        yield from _with_words(connection, connection.execute(wanted).all())


def all_with_words(connection: Connection, kind: str) -> Iterator[Unread]:
    """All records of a kind with the words that the analyser reads of them."""
    numbers = sa.select(records.c.id).where(records.c.kind == kind, records.c.deleted.is_(False)).order_by(records.c.id)
    yield from with_words(connection, list(connection.execute(numbers).scalars()))


def write_readings(connection: Connection, done: Iterable[tuple[Unread, Reading]]) -> None:
    """Keep readings with their claims; whatever was found in an earlier version or by an earlier analyser goes."""
    rows, found = [], []
    for record, reading in done:
        rows.append(
            {
                "record_id": record.id,
                "version": record.version,
                "analyser": reading.analyser,
                "kind": record.kind,
                "date": record.date.isoformat() if record.date else None,
                "relevance": reading.relevance.score,
                "level": reading.relevance.level,
                "theme": reading.themes[0].key,
                "themes": orjson.dumps([asdict(theme) for theme in reading.themes]).decode(),
                "seq": record.seq,
            }
        )
        found += [
            {"record_id": record.id, "version": record.version, "n": n, **claim} for n, claim in enumerate(_claims(reading), 1)
        ]
    if not rows:
        return
    ids = [row["record_id"] for row in rows]
    for start in range(0, len(ids), 500):
        connection.execute(sa.delete(claims).where(claims.c.record_id.in_(ids[start : start + 500])))
    connection.execute(upsert(connection, readings), rows)
    if found:
        connection.execute(sa.insert(claims), found)


def drop_readings_of_deleted(connection: Connection) -> int:
    """Forget what was found in records that their source has deleted since; returns how many."""
    gone = sa.select(records.c.id).where(records.c.deleted.is_(True))
    connection.execute(sa.delete(claims).where(claims.c.record_id.in_(gone)))
    return int(connection.execute(sa.delete(readings).where(readings.c.record_id.in_(gone))).rowcount)


def _claims(reading: Reading) -> Iterator[dict[str, Any]]:
    for span in reading.relevance.evidence:
        yield _claim("relevance", span, None)
    for amount in reading.amounts:
        yield _claim("amount", amount, None)
    for moment in reading.moments:
        yield _claim("moment", moment, None)
    for name in reading.names:
        yield _claim("name", name, name.id or name.name)
    for reference in reading.references:
        yield _claim("reference", reference, reference.id)
    for commitment in reading.commitments:
        yield _claim("commitment", commitment, None)
    for span in reading.unjudged:
        yield _claim("unjudged", span, None)


def _claim(kind: str, span: Span, ref: str | None) -> dict[str, Any]:
    value = {name: item for name, item in asdict(span).items() if name not in {"quote", "start", "end"}}
    return {
        "type": kind,
        "start": span.start,
        "end": span.end,
        "quote": span.quote,
        "ref": ref,
        "value": orjson.dumps(value).decode(),
    }
