# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""What is or was wrong with a source: one row a sort, counted, and marked when it is over."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from bijgepraat.model.sync import Complaint
from bijgepraat.store.schema import warnings
from bijgepraat.store.sync import moment


def warn(connection: Connection, source: str, stream: str | None, complaint: Complaint, now: datetime, count: int = 1) -> None:
    """Keep a complaint; a sort that is known is counted and opened again, unless nothing was lost by it."""
    place = "\0".join((source, stream or "", complaint.code, complaint.message, "hersteld" if complaint.recovered else ""))
    number = hashlib.blake2b(place.encode("utf-8", "replace"), digest_size=16).hexdigest()
    known = connection.execute(sa.select(warnings.c.id).where(warnings.c.id == number)).scalar()
    resolved = moment(now) if complaint.recovered else None
    if known is not None:
        values = {"count": warnings.c.count + count, "last": moment(now), "example": complaint.example, "resolved": resolved}
        connection.execute(sa.update(warnings).where(warnings.c.id == number).values(values))
        return
    row = {
        "id": number,
        "source": source,
        "stream": stream,
        "code": complaint.code,
        "message": complaint.message,
        "example": complaint.example,
        "count": count,
        "first": moment(now),
        "last": moment(now),
        "resolved": resolved,
    }
    connection.execute(sa.insert(warnings).values(row))


def resolve(
    connection: Connection, source: str, stream: str | None, codes: Collection[str], now: datetime, *, but: Collection[str] = ()
) -> None:
    """Mark open warnings of these codes as over, but for those whose message is still true."""
    where = [warnings.c.source == source, warnings.c.code.in_(codes), warnings.c.resolved.is_(None)]
    where.append(warnings.c.stream == stream if stream is not None else warnings.c.stream.is_(None))
    if but:
        where.append(warnings.c.message.not_in(but))
    connection.execute(sa.update(warnings).where(*where).values(resolved=moment(now)))


def recent(connection: Connection, since: datetime, most: int = 500) -> Sequence[Any]:
    """Warnings that are open, and those that were last seen since a moment; open ones first, newest first."""
    query = sa.select(warnings).where(sa.or_(warnings.c.resolved.is_(None), warnings.c.last >= moment(since)))
    order = (warnings.c.resolved.is_not(None), warnings.c.last.desc(), warnings.c.count.desc(), warnings.c.id)
    return connection.execute(query.order_by(*order).limit(most)).all()
