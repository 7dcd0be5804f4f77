# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""What the press asks of the store: weeks that went out, content to the byte, and who gets an edition by mail."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy import Connection

from bijgepraat.model.following import Sort
from bijgepraat.model.mail import MessageState, Reader, ReaderState
from bijgepraat.store.readers import reader_by_id
from bijgepraat.store.schema import follows, messages, readers
from bijgepraat.store.schema_desk import published

_AT_ONCE = 500


def weeks_out(connection: Connection) -> set[str]:
    """The weeks of which an edition went out."""
    return set(connection.execute(sa.select(published.c.week).distinct()).scalars())


def neighbours(connection: Connection, week: str) -> tuple[str | None, str | None]:
    """The weeks of the editions that went out before and after a week."""
    earlier = sa.select(sa.func.max(published.c.week)).where(published.c.week < week)
    later = sa.select(sa.func.min(published.c.week)).where(published.c.week > week)
    return connection.execute(earlier).scalar(), connection.execute(later).scalar()


def content_of(connection: Connection, week: str, version: int | None) -> tuple[str, int] | None:
    """The content of a version (None: the newest) to the letter, and the version; None when there is none."""
    query = sa.select(published.c.content, published.c.version).where(published.c.week == week)
    if version is not None:
        query = query.where(published.c.version == version)
    row = connection.execute(query.order_by(published.c.version.desc()).limit(1)).first()
    return (str(row.content), int(row.version)) if row is not None else None


def edition_readers(connection: Connection) -> list[Reader]:
    """Readers who confirmed, and follow the edition without a pause; by their number."""
    query = (
        sa.select(follows.c.reader_id)
        .join(readers, readers.c.id == follows.c.reader_id)
        .where(follows.c.sort == Sort.EDITION.value, follows.c.paused.is_(False), readers.c.state == ReaderState.CONFIRMED.value)
        .distinct()
        .order_by(follows.c.reader_id)
    )
    found = (reader_by_id(connection, number) for number in connection.execute(query).scalars().all())
    return [one for one in found if one is not None]


def sent_or_waiting(connection: Connection, numbers: Sequence[str]) -> set[str]:
    """Which of some messages arrived or are still to go."""
    found: set[str] = set()
    for start in range(0, len(numbers), _AT_ONCE):
        wanted = messages.c.id.in_(numbers[start : start + _AT_ONCE])
        states = messages.c.state.in_([MessageState.SENT.value, MessageState.WAITING.value])
        found |= set(connection.execute(sa.select(messages.c.id).where(wanted, states)).scalars())
    return found
