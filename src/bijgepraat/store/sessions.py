# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Sessions: under the SHA-256 of their cookie. Moments are ISO text in UTC, whole seconds, so that they compare as text."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from bijgepraat.store.schema_desk import sessions


def add(connection: Connection, digest: str, number: int, now: str, expires_at: str, *, pending: bool) -> None:
    """Begin a session."""
    row = {"id": digest, "account_id": number, "made_at": now, "seen_at": now, "expires_at": expires_at, "pending": pending}
    connection.execute(sa.insert(sessions), [row])


def find(connection: Connection, digest: str, now: str, seen_after: str) -> Any:
    """A session that has not expired and was seen after a moment, or None."""
    wanted = sa.and_(sessions.c.id == digest, sessions.c.expires_at > now, sessions.c.seen_at > seen_after)
    return connection.execute(sa.select(sessions).where(wanted)).first()


def seen(connection: Connection, digest: str, now: str) -> None:
    """Somebody was here."""
    connection.execute(sa.update(sessions).where(sessions.c.id == digest).values(seen_at=now))


def drop(connection: Connection, digest: str) -> bool:
    """End a session; False when there was none."""
    return connection.execute(sa.delete(sessions).where(sessions.c.id == digest)).rowcount == 1


def drop_all(connection: Connection, number: int) -> int:
    """End every session of an account; returns how many."""
    return int(connection.execute(sa.delete(sessions).where(sessions.c.account_id == number)).rowcount)


def drop_old(connection: Connection, now: str, seen_before: str) -> None:
    """Forget what has expired."""
    connection.execute(sa.delete(sessions).where(sa.or_(sessions.c.expires_at <= now, sessions.c.seen_at <= seen_before)))
