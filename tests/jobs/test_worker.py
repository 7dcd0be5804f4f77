# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""A worker: does what is due, tries again ever more rarely, survives what breaks, and says how it stands."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from click.testing import CliRunner

from bijgepraat.cli import program
from bijgepraat.model.jobs import Job, JobKind
from bijgepraat.model.records import Record
from bijgepraat.pipeline.jobs import work
from bijgepraat.pipeline.jobs.handlers import Hands, JobError
from bijgepraat.pipeline.jobs.schedule import plan
from bijgepraat.pipeline.jobs.work import Pace, Worker, jobs_health
from bijgepraat.settings import Settings
from bijgepraat.store import jobs
from bijgepraat.store.readings import unread
from bijgepraat.store.records import write
from bijgepraat.store.schema_jobs import jobs as table
from bijgepraat.store.store import Store
from bijgepraat.understand import reading

START = datetime(2026, 11, 24, 12, tzinfo=UTC)


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.moment = START

    def __call__(self) -> datetime:
        return self.moment


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A store that follows no source, with three records to read."""
    (tmp_path / "bronnen").mkdir()
    with Store.open(tmp_path) as opened:
        with opened.writing() as connection:
            write(connection, [Record("Zaak", name, "tweedekamer", f"Motie over jeugdzorg {name}") for name in "abc"], None)
        yield opened


def worker(store: Store, clock: Clock, tmp_path: Path, name: str = "een", **more: object) -> Worker:
    told: list[str] = []
    return Worker(store, Settings(data=tmp_path), name, clock, tell=told.append, **more)  # type: ignore[arg-type]


def one(store: Store, key: str = "") -> dict[str, object]:
    with store.reading() as connection:
        return dict(connection.execute(sa.select(table).where(table.c.key == key)).mappings().one())


@pytest.fixture
def nothing_planned(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(work, "plan", lambda *_all: 0)


def put(store: Store, key: str, clock: Clock) -> None:
    with store.writing() as connection:
        jobs.put(connection, JobKind.ALERT, key, clock())


def test_what_is_unread_is_planned_in_parts_read_once_and_then_matched(store: Store, clock: Clock, tmp_path: Path) -> None:
    settings = Settings(data=tmp_path)
    worker_of = worker(store, clock, tmp_path, kinds=(JobKind.ANALYSE, JobKind.ALERT))
    assert plan(store, settings, clock(), worker_of.dice) >= 1
    with store.reading() as connection:
        found = [row for row in jobs.newest(connection, 50) if row["kind"] == JobKind.ANALYSE]
    assert [row["key"] for row in found] == ["0-3"]
    worker_of.until_empty()
    with store.reading() as connection:
        assert unread(connection, reading.ANALYSER, 0, 10) == []
        states = {(row["kind"], row["state"]) for row in jobs.newest(connection, 50) if row["kind"] != JobKind.SYNC}
    assert states == {("lezen", "klaar"), ("melden", "klaar")}
    assert "3 gelezen" in str(one(store, "0-3")["told"])


@pytest.mark.usefixtures("nothing_planned")
def test_what_fails_is_tried_again_ever_more_rarely_and_given_up_in_the_end(
    store: Store, clock: Clock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_job: Job, _hands: Hands) -> str:
        raise JobError("de bron zegt niets")

    monkeypatch.setattr(work, "do", broken)
    put(store, "x", clock)
    mine = worker(store, clock, tmp_path)
    waits: list[timedelta] = []
    for _ in range(20):
        mine.until_empty()
        row = one(store, "x")
        if row["state"] == "mislukt":
            break
        due = datetime.fromisoformat(str(row["due"]))
        waits.append(due - clock())
        clock.moment = due
    assert waits == sorted(waits) and waits[0] == timedelta(seconds=30)
    assert one(store, "x")["attempts"] == len(waits) + 1 == 8
    assert jobs_health(store, clock()).faults == ("melden x: de bron zegt niets",)


@pytest.mark.usefixtures("nothing_planned")
@pytest.mark.parametrize("error", [RuntimeError("boem"), KeyError("x"), MemoryError(), ValueError("")])
def test_a_job_that_breaks_does_not_take_the_worker_with_it(
    store: Store, clock: Clock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def broken(job: Job, _hands: Hands) -> str:
        if job.key == "stuk":
            raise error
        return "gedaan"

    monkeypatch.setattr(work, "do", broken)
    put(store, "stuk", clock)
    put(store, "heel", clock)
    assert worker(store, clock, tmp_path).until_empty() == 2
    assert one(store, "heel")["state"] == "klaar"
    assert one(store, "stuk")["state"] == "wacht"
    assert type(error).__name__ in str(one(store, "stuk")["told"])


@pytest.mark.usefixtures("nothing_planned")
def test_who_was_thought_dead_lets_go_and_what_another_did_stands(
    store: Store, clock: Clock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = worker(store, clock, tmp_path, "twee")
    did: list[str] = []

    def slow(job: Job, hands: Hands) -> str:
        did.append(f"begonnen {job.attempt}")
        if job.attempt == 1:
            clock.moment += timedelta(minutes=5)  # asleep, and the other takes over
            assert other.until_empty() == 1
            assert hands.stop.wait(10)  # told at the next sign of life
        return f"poging {job.attempt}"

    monkeypatch.setattr(work, "do", slow)
    put(store, "x", clock)
    mine = worker(store, clock, tmp_path, pace=Pace(held=timedelta(seconds=1)))
    mine.until_empty()
    assert did == ["begonnen 1", "begonnen 2"]
    assert (one(store, "x")["state"], one(store, "x")["told"]) == ("klaar", "poging 2")


@pytest.mark.usefixtures("nothing_planned")
def test_told_to_stop_it_lets_go_of_its_job_for_another(
    store: Store, clock: Clock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = worker(store, clock, tmp_path, pace=Pace(held=timedelta(seconds=1)))

    def stopped(_job: Job, hands: Hands) -> str:
        mine.stop.set()
        assert hands.stop.wait(10)
        return "half"

    monkeypatch.setattr(work, "do", stopped)
    put(store, "x", clock)
    mine.run()
    assert (one(store, "x")["state"], one(store, "x")["told"]) == ("wacht", "onderbroken")
    monkeypatch.setattr(work, "do", lambda _job, _hands: "heel")
    assert worker(store, clock, tmp_path, "twee").until_empty() == 1
    assert one(store, "x")["told"] == "heel"


@pytest.mark.usefixtures("nothing_planned")
def test_many_workers_do_every_job_exactly_once(
    store: Store, clock: Clock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []
    lock = threading.Lock()

    def count(job: Job, _hands: Hands) -> str:
        with lock:
            done.append(job.key)
        return ""

    monkeypatch.setattr(work, "do", count)
    for number in range(40):
        put(store, f"{number}", clock)
    threads = [threading.Thread(target=worker(store, clock, tmp_path, f"w{n}").until_empty) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(done, key=int) == [str(number) for number in range(40)]


def test_by_command(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store.close()
    monkeypatch.setenv("BIJGEPRAAT_DATA", str(tmp_path))
    run = CliRunner()
    assert "Er staat niets klaar." in run.invoke(program, ["jobs"]).stdout
    done = run.invoke(program, ["worker", "--once", "--only", "lezen", "--only", "melden"], catch_exceptions=False)
    assert "2 klussen gedaan" in done.stdout
    listed = run.invoke(program, ["jobs"]).stdout
    assert "lezen" in listed and "3 gelezen" in listed
    assert '"stand": "klaar"' in run.invoke(program, ["jobs", "--json"]).stdout
