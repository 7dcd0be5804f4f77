# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Failed attempts to log in. Who or from where is kept as a keyed hash, and no longer than it counts."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy import Connection

from bijgepraat.store import database
from bijgepraat.store.schema import properties
from bijgepraat.store.schema_desk import attempts

_KEY = "sleutel van pogingen"


@dataclass(frozen=True, slots=True)
class Attempts:
    """How often it failed, and until when there is a pause (ISO, UTC)."""

    failures: int
    until: str | None


def key_of(connection: Connection, kind: str, value: str) -> str:
    """The key for a name or an address of origin. To be called in a writing transaction: the first time makes the store's key."""
    query = sa.select(properties.c.value).where(properties.c.name == _KEY)
    secret = connection.execute(query).scalar()
    if secret is None:
        connection.execute(database.insert_new(connection, properties), {"name": _KEY, "value": secrets.token_hex(32)})
        secret = connection.execute(query).scalar_one()
    made = hmac.new(bytes.fromhex(str(secret)), value.encode("utf-8", "replace"), hashlib.sha256)
    return f"{kind}:{made.hexdigest()}"


def of(connection: Connection, key: str) -> Attempts:
    """What is known of a key."""
    row = connection.execute(sa.select(attempts).where(attempts.c.key == key)).first()
    return Attempts(row.failures, row.until) if row is not None else Attempts(0, None)


def keep(connection: Connection, key: str, found: Attempts, now: str) -> None:
    """Write down what is known now."""
    row = {"key": key, "failures": found.failures, "last_at": now, "until": found.until}
    connection.execute(database.upsert(connection, attempts), row)


def forget(connection: Connection, key: str) -> None:
    """Begin anew."""
    connection.execute(sa.delete(attempts).where(attempts.c.key == key))


def forget_older(connection: Connection, kind: str, before: str) -> None:
    """Forget what of this kind happened last before a moment."""
    mine = sa.and_(attempts.c.key.startswith(f"{kind}:"), attempts.c.last_at < before)
    connection.execute(sa.delete(attempts).where(mine))
