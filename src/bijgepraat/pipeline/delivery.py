# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Delivery: what waits in the queue is handed to a mail server, and counts as sent when that server has accepted it.

A message is held for longer than handing it over can take, so two workers never send the same at once. Whoever dies in between
leaves it held; after that it goes out again with the same bytes and so the same Message-ID, because nobody knows whether the
server had accepted it.
"""

from __future__ import annotations

import ssl
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bijgepraat.model.mail import Handover, MessageState, Queued, QueueHealth, ReaderState, Result
from bijgepraat.pipeline.alerts import bundle, stamp
from bijgepraat.publish.mail_server import Post
from bijgepraat.settings import MailSettings
from bijgepraat.store import messages, readers
from bijgepraat.store.errors import StoreBusyError
from bijgepraat.store.queries import Connection
from bijgepraat.store.store import Store

BACKOFF = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 180, 360))
"""How long to wait after the first, second, … try that did not work; the last goes on."""
GIVE_UP = timedelta(days=5)
BOUNCES = 3
"""So many messages that cannot reach an address, and nothing more goes there."""
_KEPT = timedelta(days=90)
_UNCONFIRMED = timedelta(days=7)
_LEFT = timedelta(days=30)
_SETTLE_TRIES = 5


@dataclass(slots=True)
class Round:
    """What a round of delivery did. `unreachable` is what kept it from going on, in words."""

    bundled: int = 0
    sent: int = 0
    later: int = 0
    failed: int = 0
    unreachable: str | None = None


def deliver(
    store: Store,
    settings: MailSettings,
    now: Callable[[], datetime],
    stopped: Callable[[], bool] = lambda: False,
    tls: ssl.SSLContext | None = None,
) -> Round:
    """One round: bundle what is due, and hand over all that waits until nothing is due, the server is gone or `stopped`."""
    tidy(store, now())
    done = Round(bundled=bundle(store, settings, now()))
    with Post(settings.server, settings.patience, settings.host, tls) as post:
        while not stopped():
            queued = _hold(store, now(), settings.patience)
            if queued is None:
                break
            found = post.hand_over(settings.envelope_sender(queued.id), queued.address, queued.content)
            _settle(store, queued, found, now(), done)
            if found.result is Result.UNREACHABLE:
                # The rest would only find the same; it stays due.
                done.unreachable = found.answer
                break
    return done


def queue_health(store: Store) -> QueueHealth:
    """How the queue is doing."""
    with store.reading() as connection:
        return messages.queue_health(connection)


def next_moment(store: Store) -> datetime | None:
    """When there is something to do again in the queue; None when it is empty."""
    with store.reading() as connection:
        found = messages.next_moment(connection)
    return datetime.fromisoformat(found) if found else None


def try_failed_again(store: Store, now: datetime) -> int:
    """Put messages that failed back in the queue; returns how many."""
    with store.writing() as connection:
        return messages.try_failed_again(connection, stamp(now))


def tidy(store: Store, now: datetime) -> None:
    """Forget what need not be kept: finished mail, addresses that never confirmed, and readers who left a month ago."""
    with store.reading() as connection:
        stale = readers.stale_readers(connection, [ReaderState.ASKED], stamp(now - _UNCONFIRMED))
        stale += readers.stale_readers(connection, [ReaderState.LEFT], stamp(now - _LEFT))
        old = messages.finished_before(connection, stamp(now - _KEPT))
    if not stale and not old:
        return
    with store.writing() as connection:
        for one in stale:
            # Read again under the lock: they may have confirmed just now.
            found = readers.reader_by_id(connection, one.id)
            if found == one:
                readers.forget_reader(connection, found)
        messages.drop_finished(connection, stamp(now - _KEPT))


def _hold(store: Store, now: datetime, patience: float) -> Queued | None:
    # Looked at before locking: a worker that waits does not keep writers waiting.
    moment = next_moment(store)
    if moment is None or moment > now:
        return None
    with store.writing() as connection:
        return messages.hold_next(connection, stamp(now), stamp(now + timedelta(seconds=max(1.0, 2 * patience))))


def _settle(store: Store, queued: Queued, found: Handover, now: datetime, done: Round) -> None:
    """Write down what came of a try. When another process keeps the store, ask again: what was accepted must not be forgotten."""
    for left in reversed(range(_SETTLE_TRIES)):
        try:
            _write_down(store, queued, found, now, done)
        except StoreBusyError:
            if not left:
                raise
        else:
            return


def _write_down(store: Store, queued: Queued, found: Handover, now: datetime, done: Round) -> None:
    old = now - datetime.fromisoformat(queued.made_at) >= GIVE_UP
    refused = found.result in (Result.NO_SUCH_ADDRESS, Result.REFUSED)
    with store.writing() as connection:
        if found.result is Result.ACCEPTED:
            messages.settle(connection, queued.id, MessageState.SENT, stamp(now), found.answer)
        elif refused or old:
            messages.settle(connection, queued.id, MessageState.FAILED, stamp(now), found.answer)
            if found.hard and queued.reader is not None:
                bounced(connection, queued.reader)
        else:
            wait = BACKOFF[min(queued.attempts, len(BACKOFF) - 1)]
            messages.postpone(connection, queued.id, stamp(now + wait), found.answer)
    if found.result is Result.ACCEPTED:
        done.sent += 1
    elif refused or old:
        done.failed += 1
    else:
        done.later += 1


def bounced(connection: Connection, reader: int) -> None:
    """Count that mail cannot reach a reader; after the third time nothing more is sent, and what waits is taken back."""
    readers.count_bounce(connection, reader, BOUNCES)
    found = readers.reader_by_id(connection, reader)
    if found is not None and found.state is ReaderState.BOUNCED:
        messages.take_back(connection, reader)
