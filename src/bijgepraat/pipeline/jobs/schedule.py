# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""What is to be done now: looked up by one process at a time, and put in the queue. Putting the same work twice puts it once."""

from __future__ import annotations

import random
from datetime import datetime, timedelta

from bijgepraat.model.jobs import JobKind
from bijgepraat.pipeline.sync.run import described
from bijgepraat.pipeline.sync.watch import next_time
from bijgepraat.settings import Settings
from bijgepraat.store import alerts, desk, jobs, messages, sync
from bijgepraat.store.queries import Connection
from bijgepraat.store.readings import unread_spans
from bijgepraat.store.store import Store
from bijgepraat.understand import reading

_SPAN = 1_000
"""Records that are read in one job: a few seconds' work, so that several processes share it and little is lost with one."""
_BUNDLING = timedelta(minutes=1)
"""How often mail is looked at when nothing waits: daily and weekly bundles come due by the clock."""


def plan(store: Store, settings: Settings, now: datetime, dice: random.Random) -> int:
    """Put everything in the queue that is due; returns how many jobs were new."""
    with store.reading() as connection:
        due = [*_sources(connection, settings, now, dice), *_unread(connection)]
        due += _mail(connection, settings, now)
        if desk.plans(connection, now.isoformat(timespec="seconds")):
            due.append((JobKind.PUBLISH, ""))
    if not due:
        return 0
    with store.writing() as connection:
        jobs.tidy(connection, now)
        return sum(jobs.put(connection, kind, key, now) for kind, key in due)


def _sources(connection: Connection, settings: Settings, now: datetime, dice: random.Random) -> list[tuple[JobKind, str]]:
    found = []
    for one in described(settings).values():
        if not one.enabled or one.on_demand:
            continue
        rows = sync.stream_rows(connection, one.name)
        polled = max((datetime.fromisoformat(row.polled) for row in rows if row.polled), default=None)
        # A source that cannot even be begun has no stream that was asked: its job tells when it was tried.
        tried = jobs.last_ended(connection, JobKind.SYNC, one.name)
        moments = [moment for moment in (polled, tried) if moment]
        when = next_time(one, max(moments, default=None), max((row.failures for row in rows), default=0), dice.random())
        if when is None or when <= now:
            found.append((JobKind.SYNC, one.name))
    return found


def _unread(connection: Connection) -> list[tuple[JobKind, str]]:
    # What is being read would be cut up in another way now, and be read twice.
    if jobs.open_of(connection, JobKind.ANALYSE):
        return []
    spans = unread_spans(connection, reading.ANALYSER, _SPAN)
    return [(JobKind.ANALYSE, f"{after}-{upto}") for after, upto in spans]


def _mail(connection: Connection, settings: Settings, now: datetime) -> list[tuple[JobKind, str]]:
    found: list[tuple[JobKind, str]] = []
    # Records are read before they are held against what is followed: alerts speak of what was found in them.
    if (alerts.position(connection) or 0) < sync.changes(connection) and not unread_spans(connection, reading.ANALYSER, _SPAN):
        found.append((JobKind.ALERT, ""))
    if settings.mail is not None:
        waiting = messages.next_moment(connection)
        looked = jobs.last_ended(connection, JobKind.MAIL, "")
        due = messages.at_once_waits(connection) or (waiting is not None and waiting <= now.isoformat(timespec="seconds"))
        if due or looked is None or looked + _BUNDLING <= now:
            found.append((JobKind.MAIL, ""))
    return found
