# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Versions of editions on the desk, editions that were published, and those that are planned. All content is JSON text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from bijgepraat.store import database
from bijgepraat.store.schema_desk import desk_editions, planned, published


def latest(connection: Connection, week: str) -> Any:
    """The present version of a week's edition on the desk, or None."""
    query = sa.select(desk_editions).where(desk_editions.c.week == week)
    return connection.execute(query.order_by(desk_editions.c.version.desc()).limit(1)).first()


def version_of(connection: Connection, week: str, version: int) -> Any:
    """One version, or None."""
    query = sa.select(desk_editions).where(desk_editions.c.week == week, desk_editions.c.version == version)
    return connection.execute(query).first()


def versions(connection: Connection, week: str) -> Sequence[Any]:
    """Every version without its content, newest first."""
    columns = [column for column in desk_editions.c if column.name != "content"]
    query = sa.select(*columns).where(desk_editions.c.week == week).order_by(desk_editions.c.version.desc())
    return connection.execute(query).all()


def weeks(connection: Connection) -> Sequence[Any]:
    """Per week on the desk its newest version number and moment, newest week first."""
    query = sa.select(desk_editions.c.week, sa.func.max(desk_editions.c.version), sa.func.max(desk_editions.c.at))
    return connection.execute(query.group_by(desk_editions.c.week).order_by(desk_editions.c.week.desc())).all()


def keep(connection: Connection, week: str, based_on: int, content: str, by: str, at: str) -> int:
    """Save a next version; returns its number. To be called in a writing transaction."""
    row = latest(connection, week)
    version = (row.version if row is not None else 0) + 1
    values = {"week": week, "version": version, "based_on": based_on, "content": content, "by": by, "at": at}
    connection.execute(sa.insert(desk_editions), [values])
    return version


def publish(connection: Connection, row: dict[str, Any]) -> None:
    """Write down what went out; the same number and version twice is an error of the database."""
    connection.execute(sa.insert(published), [row])


def next_number(connection: Connection) -> int:
    """The number of the next edition, from 1."""
    return int(connection.execute(sa.select(sa.func.coalesce(sa.func.max(published.c.number), 0))).scalar_one()) + 1


def published_mark(connection: Connection) -> tuple[int, str]:
    """What is another one as soon as anything goes out: how many versions did, and when the last."""
    query = sa.select(sa.func.count(), sa.func.coalesce(sa.func.max(published.c.at), ""))
    row = connection.execute(query.select_from(published)).one()
    return int(row[0]), str(row[1])


def published_versions(connection: Connection, week: str) -> Sequence[Any]:
    """What went out of a week, newest version first."""
    query = sa.select(published).where(published.c.week == week).order_by(published.c.version.desc())
    return connection.execute(query).all()


def published_editions(connection: Connection, limit: int | None = None, offset: int = 0) -> Sequence[Any]:
    """The newest version of every edition that went out, newest week first."""
    newest = (
        sa.select(published.c.number, sa.func.max(published.c.version).label("version")).group_by(published.c.number).subquery()
    )
    query = sa.select(published).join(
        newest, sa.and_(published.c.number == newest.c.number, published.c.version == newest.c.version)
    )
    query = query.order_by(published.c.week.desc()).offset(offset)
    return connection.execute(query if limit is None else query.limit(limit)).all()


def plan(connection: Connection, week: str, version: int, at: str, by: str) -> None:
    """Let a version of a week go out at a moment; an earlier plan for that week is replaced."""
    values = {"week": week, "version": version, "at": at, "by": by}
    connection.execute(database.upsert(connection, planned), values)


def unplan(connection: Connection, week: str) -> bool:
    """Take a plan back; tells whether there was one."""
    return bool(connection.execute(sa.delete(planned).where(planned.c.week == week)).rowcount)


def plans(connection: Connection, until: str | None = None) -> Sequence[Any]:
    """What is planned (up to a moment), earliest first."""
    query = sa.select(planned).order_by(planned.c.at, planned.c.week)
    return connection.execute(query if until is None else query.where(planned.c.at <= until)).all()
