# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The queue of work: the same work once, one holder at a time, and nothing lost whatever dies."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bijgepraat.model.jobs import Job, JobKind
from bijgepraat.store import jobs
from bijgepraat.store.schema_jobs import jobs as table
from bijgepraat.store.store import Store

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
ALL = tuple(JobKind)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path) as opened:
        yield opened


def put(store: Store, kind: JobKind = JobKind.SYNC, key: str = "a", now: datetime = NOW, due: datetime | None = None) -> bool:
    with store.writing() as connection:
        return jobs.put(connection, kind, key, now, due)


def take(store: Store, worker: str = "een", now: datetime = NOW) -> Job | None:
    with store.writing() as connection:
        return jobs.take(connection, worker, ALL, now, now + MINUTE)


def taken(store: Store, worker: str = "een", now: datetime = NOW) -> Job:
    found = take(store, worker, now)
    assert found is not None
    return found


def test_the_same_work_stands_there_once_until_it_has_ended(store: Store) -> None:
    assert put(store) and not put(store)
    job = taken(store)
    assert not put(store)
    with store.writing() as connection:
        assert jobs.done(connection, job, NOW, "klaar")
    assert put(store)


def test_what_matters_most_goes_first_and_then_what_is_due_longest(store: Store) -> None:
    put(store, JobKind.ANALYSE, "1-2", due=NOW - MINUTE)
    put(store, JobKind.SYNC, "later", due=NOW - MINUTE)
    put(store, JobKind.SYNC, "eerder", due=NOW - 2 * MINUTE)
    put(store, JobKind.PUBLISH, "")
    put(store, JobKind.MAIL, "", due=NOW + MINUTE)
    assert [taken(store).key for _ in range(4)] == ["", "eerder", "later", "1-2"]
    assert take(store) is None


def test_a_holder_without_a_sign_of_life_loses_the_job_and_cannot_end_it(store: Store) -> None:
    put(store)
    first = taken(store)
    assert take(store, "twee", NOW + MINUTE / 2) is None
    second = taken(store, "twee", NOW + MINUTE)
    assert (second.id, second.attempt) == (first.id, 2)
    with store.writing() as connection:
        assert not jobs.hold(connection, first, NOW + 3 * MINUTE)
        assert not jobs.done(connection, first, NOW, "te laat")
        assert not jobs.failed(connection, first, NOW, "te laat")
        assert not jobs.again(connection, first, NOW, "te laat")
        assert jobs.done(connection, second, NOW, "klaar")
        assert [row["told"] for row in jobs.newest(connection, 9)] == ["klaar"]


def test_a_sign_of_life_keeps_the_job(store: Store) -> None:
    put(store)
    job = taken(store)
    for number in range(1, 6):
        with store.writing() as connection:
            assert jobs.hold(connection, job, NOW + number * MINUTE + MINUTE)
        assert take(store, "twee", NOW + number * MINUTE) is None


def test_one_leads_and_another_after_it_fell_silent(store: Store) -> None:
    with store.writing() as connection:
        assert jobs.lead(connection, "planner", "een", NOW, NOW + MINUTE)
        assert not jobs.lead(connection, "planner", "twee", NOW, NOW + MINUTE)
        assert jobs.lead(connection, "planner", "een", NOW, NOW + 2 * MINUTE)
        assert not jobs.lead(connection, "planner", "twee", NOW + MINUTE, NOW + 2 * MINUTE)
        assert jobs.lead(connection, "planner", "twee", NOW + 2 * MINUTE, NOW + 3 * MINUTE)
        jobs.resign(connection, "planner", "een")
        assert not jobs.lead(connection, "planner", "een", NOW + 2 * MINUTE, NOW + 3 * MINUTE)
        jobs.resign(connection, "planner", "twee")
        assert jobs.lead(connection, "planner", "een", NOW + 2 * MINUTE, NOW + 3 * MINUTE)


def test_what_was_given_up_is_seen_and_can_be_put_again(store: Store) -> None:
    put(store)
    with store.writing() as connection:
        job = jobs.take(connection, "een", ALL, NOW, NOW + MINUTE)
        assert job is not None
        jobs.failed(connection, job, NOW, "de bron is weg")
        found = jobs.health(connection, NOW)
        assert (found.waiting, found.held, found.failed, found.faults) == (0, 0, 1, ("ophalen a: de bron is weg",))
        assert jobs.retry_failed(connection, NOW) == 1
        assert jobs.health(connection, NOW).failed == 0
    assert taken(store).attempt == 1


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("put"), st.sampled_from("abc")),
        st.tuples(st.just("take"), st.sampled_from(["een", "twee", "drie"])),
        st.tuples(st.sampled_from(["done", "again", "failed", "hold"]), st.integers(0, 5)),
        st.tuples(st.just("wait"), st.integers(10, 90)),
    ),
    max_size=30,
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_whatever_happens_every_job_ends_once_and_is_held_by_one(store: Store, steps: list[tuple[str, object]]) -> None:
    with store.writing() as connection:
        connection.execute(sa.delete(table))
        now, held, ended, made = NOW, [], [], 0
        for what, value in steps:
            if what == "put":
                made += jobs.put(connection, JobKind.SYNC, str(value), now)
            elif what == "take":
                job = jobs.take(connection, str(value), ALL, now, now + MINUTE)
                held += [job] if job else []
            elif what == "wait":
                now += timedelta(seconds=int(str(value)))
            elif held:
                job = held[int(str(value)) % len(held)]
                newest = max(one.attempt for one in held if one.id == job.id)
                if what == "hold":
                    kept = jobs.hold(connection, job, now + MINUTE)
                else:
                    end = {"done": jobs.done, "failed": jobs.failed, "again": jobs.again}[what]
                    kept = end(connection, job, now, "")
                # Only the newest attempt counts, and only while it is held.
                assert not kept or job.attempt == newest
                if kept and what in {"done", "failed"}:
                    ended.append(job.id)
        rows = connection.execute(sa.select(table)).all()
        assert len(rows) == made
        assert len(ended) == len(set(ended))
        assert {row.id for row in rows if row.open is None} == set(ended)
        assert len({(row.kind, row.key) for row in rows if row.open == 1}) == sum(row.open == 1 for row in rows)
