# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""A worker: takes jobs from the queue one after another, on any number of hosts at the same time.

A job is held by giving signs of life. A process that dies gives none, and another takes over after a while; a process that was
only thought dead finds that its attempt counts no longer and lets go. One worker at a time also looks what is to be done next.
"""

from __future__ import annotations

import random
import threading
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bijgepraat.model.jobs import Job, JobKind, JobsHealth
from bijgepraat.pipeline.jobs.handlers import Hands, JobError, do
from bijgepraat.pipeline.jobs.schedule import plan
from bijgepraat.settings import Settings
from bijgepraat.sources.blob import InputError
from bijgepraat.store import jobs
from bijgepraat.store.database import DatabaseError
from bijgepraat.store.errors import StoreBusyError, StoreError
from bijgepraat.store.store import Store

_LEADER = "planner"
_MOST_ATTEMPTS = 8
_FIRST_PAUSE = timedelta(seconds=30)
_LONGEST_PAUSE = timedelta(hours=6)

Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Pace:
    """How long a job is held without a sign of life, and how long a worker waits when there is nothing to do."""

    held: timedelta = timedelta(seconds=60)
    idle_s: float = 2.0


@dataclass(slots=True)
class Worker:
    """One worker over a store. `name` must differ between workers; `now` is the clock that they share."""

    store: Store
    settings: Settings
    name: str
    now: Callable[[], datetime]
    stop: threading.Event = field(default_factory=threading.Event)
    pace: Pace = field(default_factory=Pace)
    kinds: Collection[JobKind] = tuple(JobKind)
    dice: random.Random = field(default_factory=random.Random)
    tell: Tell = print

    def run(self) -> None:
        """Work until `stop` is set. A database that is away for a while is waited for."""
        try:
            while not self.stop.is_set():
                if not self._turn():
                    self.stop.wait(self.pace.idle_s)
        finally:
            self._quietly(self._resign)

    def until_empty(self) -> int:
        """Work until nothing is due any more; returns how many jobs were done or failed."""
        count = 0
        while not self.stop.is_set():
            self.look()
            job = self._take()
            if job is None:
                break
            self._work(job)
            count += 1
        self._resign()
        return count

    def look(self) -> int:
        """Put what is due in the queue, if this worker is the one who does that; returns how many jobs were new."""
        now = self.now()
        with self.store.writing() as connection:
            if not jobs.lead(connection, _LEADER, self.name, now, now + self.pace.held):
                return 0
        return plan(self.store, self.settings, now, self.dice)

    def _turn(self) -> bool:
        """One job, or a look at what is to be done; False when there was nothing."""
        found = False

        def turn() -> None:
            nonlocal found
            job = self._take()
            if job is None:
                found = self.look() > 0
                return
            found = True
            self._work(job)

        self._quietly(turn)
        return found

    def _quietly(self, what: Callable[[], None]) -> None:
        try:
            what()
        except (DatabaseError, StoreBusyError) as error:
            self.tell(f"de database is er even niet: {_first_line(error)}")
            self.stop.wait(self.pace.idle_s)

    def _take(self) -> Job | None:
        with self.store.reading() as connection:  # most looks find nothing, and need no lock
            if not jobs.something_due(connection, self.kinds, self.now()):
                return None
        now = self.now()
        with self.store.writing() as connection:
            return jobs.take(connection, self.name, self.kinds, now, now + self.pace.held)

    def _work(self, job: Job) -> None:
        leave = threading.Event()
        ended = threading.Event()
        alive = threading.Thread(target=self._stay_alive, args=(job, leave, ended), name="teken-van-leven")
        alive.start()
        told, succeeded = "", False
        try:
            told = do(job, Hands(self.store, self.settings, self.now, leave))
            succeeded = True
        except (JobError, InputError, StoreError) as error:
            told = str(error)
        except DatabaseError as error:
            told = _first_line(error)
        except Exception as error:
            told = f"{type(error).__name__}: {_first_line(error)}"
        finally:
            ended.set()
            alive.join()
        self._settle(job, told, succeeded=succeeded, cut_off=leave.is_set())

    def _stay_alive(self, job: Job, leave: threading.Event, ended: threading.Event) -> None:
        every = self.pace.held.total_seconds() / 4
        until = self.now() + self.pace.held
        while not ended.wait(every):
            if self.stop.is_set():
                leave.set()
            try:
                with self.store.writing() as connection:
                    held = jobs.hold(connection, job, self.now() + self.pace.held)
            except (DatabaseError, StoreBusyError):
                held = self.now() < until  # nobody else can have taken it before that
            else:
                until = self.now() + self.pace.held
            if not held:
                leave.set()
                return

    def _settle(self, job: Job, told: str, *, succeeded: bool, cut_off: bool) -> None:
        now = self.now()
        with self.store.writing() as connection:
            if succeeded and not cut_off:
                mine = jobs.done(connection, job, now, told)
            elif succeeded or self.stop.is_set():
                mine = jobs.again(connection, job, now, "onderbroken")
            elif job.attempt >= _MOST_ATTEMPTS:
                mine = jobs.failed(connection, job, now, told)
            else:
                pause = min(_FIRST_PAUSE * 2 ** (job.attempt - 1), _LONGEST_PAUSE)
                mine = jobs.again(connection, job, now + pause, told)
        outcome = told if mine else "een ander heeft dit overgenomen"
        self.tell(f"{job.kind.value} {job.key}: {outcome}".replace(" :", ":"))

    def _resign(self) -> None:
        with self.store.writing() as connection:
            jobs.resign(connection, _LEADER, self.name)


def jobs_health(store: Store, now: datetime) -> JobsHealth:
    """How the queue of work stands."""
    with store.reading() as connection:
        return jobs.health(connection, now)


def clock_of(store: Store, here: Callable[[], datetime]) -> Callable[[], datetime]:
    """A clock that all workers of a store share: that of its server, or this machine's for a file.

    The difference is looked up once: clocks of machines that are looked after drift by less than a sign of life takes.
    """
    with store.reading() as connection:
        there = jobs.clock(connection)
    if there is None:
        return here
    difference = there - here()
    return lambda: here() + difference


def _first_line(error: Exception) -> str:
    lines = str(error).strip().splitlines()
    return lines[0][:300] if lines else type(error).__name__
