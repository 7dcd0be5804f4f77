# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""What the public API and the export ask of the store: lists of documents and motions, and the tables of a public data set."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from bijgepraat.model.records import Kind
from bijgepraat.store.schema import claims, links, readings, records, texts

_AT_ONCE = 400


def read_documents(
    connection: Connection,
    *,
    kind: str | None = None,
    theme: str | None = None,
    level: int | None = None,
    first: str | None = None,
    last: str | None = None,
    limit: int,
    offset: int = 0,
) -> Sequence[Any]:
    """Current records that were read, newest first, with their reading; see `number_of_documents` for how many there are.

    `level` is the least; `first` and `last` are days, both included.
    """
    query = (
        sa.select(records, readings.c.relevance, readings.c.level, readings.c.themes, readings.c.analyser)
        .join(readings, readings.c.record_id == records.c.id)
        .where(records.c.deleted.is_(False), *_conditions(kind, theme, level, first, last))
        .order_by(readings.c.date.desc().nulls_last(), readings.c.record_id.desc())
    )
    return connection.execute(query.limit(limit).offset(offset)).all()


def number_of_documents(
    connection: Connection,
    *,
    kind: str | None = None,
    theme: str | None = None,
    level: int | None = None,
    first: str | None = None,
    last: str | None = None,
) -> int:
    """How many records `read_documents` can give. Walks an index: keep the answer."""
    query = sa.select(sa.func.count()).select_from(readings).where(*_conditions(kind, theme, level, first, last))
    # What a source withdrew may have a reading until the next analysis.
    gone = sa.select(sa.literal(1)).where(records.c.id == readings.c.record_id, records.c.deleted.is_(True)).exists()
    gone_query = sa.select(sa.func.count()).select_from(readings).where(*_conditions(kind, theme, level, first, last), gone)
    deleted = connection.execute(sa.select(sa.func.count()).select_from(records).where(records.c.deleted.is_(True))).scalar_one()
    number = int(connection.execute(query).scalar_one())
    return number - int(connection.execute(gone_query).scalar_one()) if deleted else number


def _conditions(
    kind: str | None, theme: str | None, level: int | None, first: str | None, last: str | None
) -> Iterator[sa.ColumnElement[bool]]:
    if kind is not None:
        yield readings.c.kind == kind
    if theme is not None:
        yield readings.c.theme == theme
    if level is not None:
        yield readings.c.level >= level
    if first is not None:
        yield readings.c.date >= first
    if last is not None:
        yield readings.c.date <= last


def motions(connection: Connection) -> Sequence[Any]:
    """Rows (id, date, theme) of every zaak that is a motion, newest first. Walks all zaken: keep the answer."""
    query = (
        sa.select(records.c.id, records.c.date, readings.c.theme)
        .join(readings, readings.c.record_id == records.c.id, isouter=True)
        .where(
            records.c.kind == Kind.ZAAK,
            records.c.deleted.is_(False),
            # The fields are JSON without spaces, with sorted keys: the same in every database.
            records.c.fields.contains('"Soort":"Motie"', autoescape=True),
        )
        .order_by(records.c.date.desc().nulls_last(), records.c.id.desc())
    )
    return connection.execute(query).all()


def every_document(connection: Connection) -> Iterator[Any]:
    """All current records that were read, with their reading, in the order of arrival."""
    after = -1
    while True:
        query = (
            sa.select(records, readings.c.relevance, readings.c.level, readings.c.themes, readings.c.analyser)
            .join(readings, readings.c.record_id == records.c.id)
            .where(records.c.deleted.is_(False), records.c.id > after)
            .order_by(records.c.id)
            .limit(_AT_ONCE)
        )
        rows = connection.execute(query).all()
        if not rows:
            return
        yield from rows
        after = rows[-1].id


def texts_and_findings(connection: Connection, rows: Sequence[Any]) -> tuple[list[Any], list[Any], list[Any]]:
    """Of some current records (at most some hundreds): texts, findings in the current version, and links to other records."""
    versions = {row.id: row.version for row in rows}
    ids = sorted(versions)
    found = connection.execute(sa.select(texts).where(texts.c.record_id.in_(ids)).order_by(texts.c.record_id)).all()
    said = connection.execute(sa.select(claims).where(claims.c.record_id.in_(ids)).order_by(claims.c.record_id, claims.c.n)).all()
    tied = connection.execute(
        sa.select(links).where(links.c.from_id.in_(ids)).order_by(links.c.from_id, links.c.role, links.c.to_kind, links.c.to_key)
    ).all()
    return (
        [row for row in found if row.version == versions[row.record_id]],
        [row for row in said if row.version == versions[row.record_id]],
        list(tied),
    )
