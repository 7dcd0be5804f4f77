# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The queue of work: put, taken by one process at a time, held by giving signs of life, ended once.

Moments are ISO 8601 text in UTC with seconds, so that text order is time order. Whoever takes a job gets the number of the
attempt; only with the newest number can it be held longer or ended, so a worker that was thought dead and is not cannot end what
another took.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from bijgepraat.model.jobs import Job, JobKind, JobsHealth, JobState
from bijgepraat.store.database import insert_new, upsert
from bijgepraat.store.schema_jobs import jobs, leases

_KEPT = timedelta(days=7)
_SHOWN = 5


def put(connection: Connection, kind: JobKind, key: str, now: datetime, due: datetime | None = None) -> bool:
    """Put a job in the queue unless the same one is there already, waiting or held; whether it was put."""
    row = {
        "kind": kind.value,
        "key": key,
        "open": 1,
        "state": JobState.WAITING.value,
        "due": _moment(due or now),
        "attempts": 0,
        "made_at": _moment(now),
        "told": "",
    }
    return connection.execute(insert_new(connection, jobs).returning(jobs.c.id), row).first() is not None


def take(connection: Connection, worker: str, kinds: Collection[JobKind], now: datetime, until: datetime) -> Job | None:
    """The job that goes first of those that are due or whose holder gave no sign of life; None when there is none."""
    order = sa.case({kind.value: place for place, kind in enumerate(JobKind)}, value=jobs.c.kind)
    query = sa.select(jobs).where(_free(kinds, now)).order_by(order, jobs.c.due, jobs.c.id)
    row = connection.execute(query.limit(1)).first()
    if row is None:
        return None
    values = {"state": JobState.HELD.value, "worker": worker, "held_until": _moment(until), "attempts": row.attempts + 1}
    connection.execute(sa.update(jobs).where(jobs.c.id == row.id).values(values))
    return Job(row.id, JobKind(row.kind), row.key, row.attempts + 1)


def something_due(connection: Connection, kinds: Collection[JobKind], now: datetime) -> bool:
    """Whether there is a job to take."""
    return connection.execute(sa.select(jobs.c.id).where(_free(kinds, now)).limit(1)).first() is not None


def hold(connection: Connection, job: Job, until: datetime) -> bool:
    """Give a sign of life; False when the job is not this attempt's any more."""
    return _settle(connection, job, {"held_until": _moment(until)})


def done(connection: Connection, job: Job, now: datetime, told: str) -> bool:
    """End a job; False when it is not this attempt's any more."""
    return _settle(
        connection,
        job,
        {"state": JobState.DONE.value, "open": None, "held_until": None, "ended_at": _moment(now), "told": told},
    )


def again(connection: Connection, job: Job, due: datetime, told: str) -> bool:
    """Let go of a job, to be tried again; False when it is not this attempt's any more."""
    return _settle(connection, job, {"state": JobState.WAITING.value, "held_until": None, "due": _moment(due), "told": told})


def failed(connection: Connection, job: Job, now: datetime, told: str) -> bool:
    """Give a job up; False when it is not this attempt's any more."""
    return _settle(
        connection,
        job,
        {"state": JobState.FAILED.value, "open": None, "held_until": None, "ended_at": _moment(now), "told": told},
    )


def lead(connection: Connection, name: str, holder: str, now: datetime, until: datetime) -> bool:
    """Be the one who does something, or stay it; False when another is and gave a sign of life."""
    row = connection.execute(sa.select(leases).where(leases.c.name == name)).first()
    if row is not None and row.holder != holder and row.held_until > _moment(now):
        return False
    connection.execute(upsert(connection, leases), {"name": name, "holder": holder, "held_until": _moment(until)})
    return True


def resign(connection: Connection, name: str, holder: str) -> None:
    """Let another be the one."""
    connection.execute(sa.delete(leases).where(leases.c.name == name, leases.c.holder == holder))


def tidy(connection: Connection, now: datetime) -> None:
    """Forget what ended well a week ago."""
    connection.execute(sa.delete(jobs).where(jobs.c.state == JobState.DONE.value, jobs.c.ended_at < _moment(now - _KEPT)))


def open_of(connection: Connection, kind: JobKind) -> int:
    """How many jobs of a kind are waiting or held."""
    query = sa.select(sa.func.count()).select_from(jobs).where(jobs.c.kind == kind.value, jobs.c.open == 1)
    return int(connection.execute(query).scalar_one())


def last_ended(connection: Connection, kind: JobKind, key: str) -> datetime | None:
    """When this work was last done or given up; None for never."""
    query = sa.select(sa.func.max(jobs.c.ended_at)).where(jobs.c.kind == kind.value, jobs.c.key == key)
    found = connection.execute(query).scalar()
    return datetime.fromisoformat(found) if found else None


def retry_failed(connection: Connection, now: datetime) -> int:
    """Put what was given up in the queue again, unless the same work is there already; returns how many."""
    rows = connection.execute(sa.select(jobs.c.id, jobs.c.kind, jobs.c.key).where(jobs.c.state == JobState.FAILED.value)).all()
    count = sum(put(connection, JobKind(row.kind), row.key, now) for row in rows)
    connection.execute(sa.delete(jobs).where(jobs.c.id.in_([row.id for row in rows])))
    return count


def newest(connection: Connection, most: int) -> list[dict[str, Any]]:
    """The jobs that are open, then those that ended last."""
    order = (jobs.c.open.is_(None), jobs.c.ended_at.desc().nulls_last(), jobs.c.due, jobs.c.id)
    return [dict(row) for row in connection.execute(sa.select(jobs).order_by(*order).limit(most)).mappings()]


def health(connection: Connection, now: datetime) -> JobsHealth:
    """How the work stands."""
    counts = {
        row.state: int(row.number)
        for row in connection.execute(sa.select(jobs.c.state, sa.func.count().label("number")).group_by(jobs.c.state))
    }
    waiting = sa.and_(jobs.c.state == JobState.WAITING.value, jobs.c.due <= _moment(now))
    oldest = connection.execute(sa.select(sa.func.min(jobs.c.due)).where(waiting)).scalar()
    faults = connection.execute(
        sa.select(jobs.c.kind, jobs.c.key, jobs.c.told)
        .where(jobs.c.state == JobState.FAILED.value)
        .order_by(jobs.c.ended_at.desc().nulls_last(), jobs.c.id)
        .limit(_SHOWN)
    ).all()
    return JobsHealth(
        waiting=counts.get(JobState.WAITING.value, 0),
        held=counts.get(JobState.HELD.value, 0),
        failed=counts.get(JobState.FAILED.value, 0),
        oldest_due=datetime.fromisoformat(oldest) if oldest else None,
        faults=tuple(f"{row.kind} {row.key}: {row.told}".strip() for row in faults),
    )


def clock(connection: Connection) -> datetime | None:
    """The moment by the clock of the database server, which all its hosts share; None for a file, which has one machine."""
    if connection.dialect.name != "postgresql":
        return None
    found: datetime = connection.exec_driver_sql("SELECT clock_timestamp()").scalar_one()
    return found.astimezone(UTC)


def _free(kinds: Collection[JobKind], now: datetime) -> sa.ColumnElement[bool]:
    due = sa.and_(jobs.c.state == JobState.WAITING.value, jobs.c.due <= _moment(now))
    left = sa.and_(jobs.c.state == JobState.HELD.value, jobs.c.held_until <= _moment(now))
    return sa.and_(jobs.c.kind.in_([kind.value for kind in kinds]), sa.or_(due, left))


def _settle(connection: Connection, job: Job, values: dict[str, Any]) -> bool:
    mine = sa.and_(jobs.c.id == job.id, jobs.c.attempts == job.attempt, jobs.c.state == JobState.HELD.value)
    return connection.execute(sa.update(jobs).where(mine).values(values)).rowcount == 1


def _moment(value: datetime) -> str:
    return value.astimezone(UTC).isoformat(timespec="seconds")
