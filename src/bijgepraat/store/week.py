# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Everything that an edition is made from: the records dated within some days, with words, findings and relations."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import orjson
import sqlalchemy as sa
from sqlalchemy import Connection

from bijgepraat.model.records import Kind
from bijgepraat.store.schema import claims, editions, links, originals, passages, readings, records, texts
from bijgepraat.store.works import works_of

_CHUNK = 500


@dataclass(slots=True)
class ReadRecord:
    """A current record with its reading. `claims` are rows of (type, start, end, quote, value); `linked` its relations."""

    row: Any
    fields: dict[str, Any]
    words: str
    themes: list[dict[str, Any]]
    claims: list[Any]
    passages: list[Any]
    linked: list[tuple[str, str, str]]
    """(role, kind, key) of what it links to."""


def read_between(connection: Connection, first: date, last: date) -> list[ReadRecord]:
    """All records dated within a closed interval of days that have a reading, in the order of the store."""
    query = (
        sa.select(records, readings.c.relevance, readings.c.level, readings.c.themes, originals.c.sha256)
        .join(readings, readings.c.record_id == records.c.id)
        .join(originals, originals.c.id == records.c.original, isouter=True)
        .where(
            readings.c.date.between(first.isoformat(), last.isoformat()),
            readings.c.version == records.c.version,
            records.c.deleted.is_(False),
        )
        .order_by(records.c.id)
    )
    rows = connection.execute(query).all()
    ids = [row.id for row in rows]
    versions = {row.id: row.version for row in rows}
    words: dict[int, str] = {}
    found: dict[int, list[Any]] = {}
    spoken: dict[int, list[Any]] = {}
    linked: dict[int, list[tuple[str, str, str]]] = {}
    for some in _chunks(ids):
        for id_, version, text in connection.execute(sa.select(texts).where(texts.c.record_id.in_(some))):
            if version == versions[id_]:
                words[id_] = text
        for claim in connection.execute(
            sa.select(claims).where(claims.c.record_id.in_(some)).order_by(claims.c.record_id, claims.c.n)
        ):
            found.setdefault(claim.record_id, []).append(claim)
        query_links = sa.select(links).where(links.c.from_id.in_(some)).order_by(links.c.from_id, links.c.role, links.c.to_key)
        for id_, role, kind, key in connection.execute(query_links):
            linked.setdefault(id_, []).append((role, kind, key))
    for some in _chunks([row.id for row in rows if row.kind == Kind.DEBAT]):
        query_speech = sa.select(passages).where(passages.c.record_id.in_(some)).order_by(passages.c.record_id, passages.c.n)
        for passage in connection.execute(query_speech):
            if passage.version == versions[passage.record_id]:
                spoken.setdefault(passage.record_id, []).append(passage)
    return [
        ReadRecord(
            row=row,
            fields=orjson.loads(row.fields),
            words=words.get(row.id, ""),
            themes=orjson.loads(row.themes),
            claims=found.get(row.id, []),
            passages=spoken.get(row.id, []),
            linked=linked.get(row.id, []),
        )
        for row in rows
    ]


def identities(connection: Connection, rows: Iterable[ReadRecord]) -> dict[int, set[str]]:
    """Per record id the names (`Kind:key`) under which it is the same thing as another record.

    A zaak is filed as a document, whose version is published: Zaak → Document → DocumentVersie → Publicatie. What came by
    several ways shares the name of its work.
    """
    names = {read.row.id: {f"{read.row.kind}:{read.row.key}"} for read in rows}
    published: dict[str, list[str]] = {}
    documents = sorted(
        {key for read in rows for role, kind, key in read.linked if read.row.kind == Kind.ZAAK and kind == Kind.DOCUMENT}
    )
    documents += [read.row.key for read in rows if read.row.kind == Kind.DOCUMENT]
    document = records.alias("document")
    version = records.alias("versie")
    to_version, to_publication = links.alias("naar_versie"), links.alias("naar_publicatie")
    for some in _chunks(documents):
        query = (
            sa.select(document.c.key, to_publication.c.to_key)
            .join(to_version, sa.and_(to_version.c.from_id == document.c.id, to_version.c.role == "huidigedocumentversie"))
            .join(version, sa.and_(version.c.kind == Kind.DOCUMENT_VERSIE, version.c.key == to_version.c.to_key))
            .join(to_publication, sa.and_(to_publication.c.from_id == version.c.id, to_publication.c.role == "publicatie"))
            .where(document.c.kind == Kind.DOCUMENT, document.c.key.in_(some))
        )
        for key, publication in connection.execute(query):
            published.setdefault(key, []).append(publication)
    for read in rows:
        own = names[read.row.id]
        if read.row.kind == Kind.DOCUMENT:
            own.update(f"{Kind.PUBLICATIE}:{publication}" for publication in published.get(read.row.key, ()))
        if read.row.kind == Kind.ZAAK:
            for _role, kind, key in read.linked:
                if kind == Kind.DOCUMENT:
                    own.add(f"{Kind.DOCUMENT}:{key}")
                    own.update(f"{Kind.PUBLICATIE}:{publication}" for publication in published.get(key, ()))
    for id_, work in works_of(connection, list(names)).items():
        names[id_].add(f"werk:{work}")
    return names


def keep_edition(connection: Connection, week: str, content: str, seq: int, drafted: str) -> None:
    """Keep the newest draft of a week in place of the one before it."""
    connection.execute(sa.delete(editions).where(editions.c.week == week))
    connection.execute(sa.insert(editions).values(week=week, content=content, seq=seq, drafted=drafted))


def kept_edition(connection: Connection, week: str) -> Any:
    """The row of a week's draft (week, drafted, seq, content), or None."""
    return connection.execute(sa.select(editions).where(editions.c.week == week)).first()


def _chunks(items: Sequence[Any]) -> Iterable[Sequence[Any]]:
    for start in range(0, len(items), _CHUNK):
        yield items[start : start + _CHUNK]
