# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Accounts with their secrets. All functions work within the caller's transaction."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from bijgepraat.model.accounts import Account, Role
from bijgepraat.store.schema_desk import account_secrets, accounts


def account_of(row: Any) -> Account:
    """A row as an account, without what is secret."""
    return Account(
        id=row.id,
        name=row.name,
        address=row.address,
        role=Role(row.role),
        active=bool(row.active),
        has_password=row.password is not None,
        has_second_factor=row.totp is not None,
        elsewhere=row.subject is not None,
        made_at=row.made_at,
    )


def add(connection: Connection, values: dict[str, Any]) -> int:
    """Write down an account; returns its number. An address that is there already is an error of the database."""
    whole = {"password": None, "totp": None, "totp_new": None, "totp_step": 0, "subject": None, "active": True, **values}
    key = connection.execute(sa.insert(accounts), whole).inserted_primary_key
    if key is None:  # pragma: no cover - a table with a primary key always gives one
        raise TypeError("no key")
    return int(key[0])


def by_id(connection: Connection, number: int) -> Any:
    """The row with its secrets, or None."""
    return connection.execute(sa.select(accounts).where(accounts.c.id == number)).first()


def by_address(connection: Connection, address: str) -> Any:
    """The row of an address as `pipeline.addresses` writes it, or None."""
    return connection.execute(sa.select(accounts).where(accounts.c.address == address)).first()


def by_subject(connection: Connection, subject: str) -> Any:
    """The row that an identity elsewhere belongs to, or None."""
    return connection.execute(sa.select(accounts).where(accounts.c.subject == subject)).first()


def everyone(connection: Connection) -> Sequence[Any]:
    """All rows, active ones first, then by name."""
    return connection.execute(sa.select(accounts).order_by(accounts.c.active.desc(), accounts.c.name, accounts.c.id)).all()


def change(connection: Connection, number: int, **values: Any) -> None:
    """Change columns of an account."""
    connection.execute(sa.update(accounts).where(accounts.c.id == number).values(**values))


def use_step(connection: Connection, number: int, step: int) -> bool:
    """Mark a step of the second factor as used; False when it, or a later one, was used before."""
    mine = sa.and_(accounts.c.id == number, accounts.c.totp_step < step)
    return connection.execute(sa.update(accounts).where(mine).values(totp_step=step)).rowcount == 1


def administrators(connection: Connection) -> int:
    """How many active administrators there are."""
    mine = sa.and_(accounts.c.role == Role.ADMINISTRATOR.value, accounts.c.active.is_(True))
    return int(connection.execute(sa.select(sa.func.count()).where(mine)).scalar_one())


def add_secret(connection: Connection, number: int, kind: str, digest: str, expires_at: str | None = None) -> None:
    """Keep the hash of something that works once."""
    row = {"hash": digest, "account_id": number, "kind": kind, "expires_at": expires_at}
    connection.execute(sa.insert(account_secrets), [row])


def secret_owner(connection: Connection, kind: str, digest: str, now: str) -> int | None:
    """Whose it is, or None when it is not there or too old."""
    valid = sa.or_(account_secrets.c.expires_at.is_(None), account_secrets.c.expires_at > now)
    wanted = sa.and_(account_secrets.c.hash == digest, account_secrets.c.kind == kind, valid)
    found = connection.execute(sa.select(account_secrets.c.account_id).where(wanted)).scalar()
    return int(found) if found is not None else None


def use_secret(connection: Connection, number: int, kind: str, digest: str) -> bool:
    """Take it from an account; False when it had it not (any more)."""
    mine = account_secrets.c.account_id == number
    wanted = sa.and_(account_secrets.c.hash == digest, account_secrets.c.kind == kind, mine)
    return connection.execute(sa.delete(account_secrets).where(wanted)).rowcount == 1


def drop_secrets(connection: Connection, number: int, kind: str) -> None:
    """Take all of a kind from an account."""
    wanted = sa.and_(account_secrets.c.account_id == number, account_secrets.c.kind == kind)
    connection.execute(sa.delete(account_secrets).where(wanted))


def count_secrets(connection: Connection, number: int, kind: str) -> int:
    """How many of a kind an account has left."""
    wanted = sa.and_(account_secrets.c.account_id == number, account_secrets.c.kind == kind)
    return int(connection.execute(sa.select(sa.func.count()).select_from(account_secrets).where(wanted)).scalar_one())
