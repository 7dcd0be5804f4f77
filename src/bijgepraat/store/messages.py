# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The queue of mail: alerts taken along by messages, messages held by one worker at a time, and what servers said of them.

Moments are ISO 8601 text in UTC with seconds, so that text order is time order.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from bijgepraat.model.following import Alert, Rhythm
from bijgepraat.model.mail import MessageState, Purpose, Queued, QueueHealth, ReaderState
from bijgepraat.store.alerts import from_json
from bijgepraat.store.schema import alerts, messages, readers

NOT_TOLD = "-"
"""In the place of the message of an alert that nobody wanted any more by the time it would have gone out."""
_WAITING = MessageState.WAITING.value


def put(connection: Connection, message: Queued, next_at: str) -> None:
    """Put a message in the queue, to be sent from `next_at`."""
    connection.execute(
        sa.insert(messages),
        {
            "id": message.id,
            "reader_id": message.reader,
            "address": message.address,
            "purpose": message.purpose.value,
            "subject": message.subject,
            "content": message.content,
            "made_at": message.made_at,
            "state": _WAITING,
            "attempts": 0,
            "next_at": next_at,
            "held_until": None,
            "sent_at": None,
            "answer": "",
        },
    )


def hold_next(connection: Connection, now: str, until: str) -> Queued | None:
    """The message that is longest due and that no worker holds, held for us `until` then; None when there is none."""
    free = sa.or_(messages.c.held_until.is_(None), messages.c.held_until <= now)
    due = sa.and_(messages.c.state == _WAITING, messages.c.next_at <= now, free)
    row = (
        connection.execute(sa.select(messages).where(due).order_by(messages.c.next_at, messages.c.id).limit(1)).mappings().first()
    )
    if row is None:
        return None
    connection.execute(sa.update(messages).where(messages.c.id == row["id"]).values(held_until=until))
    return _queued(row)


def next_moment(connection: Connection) -> str | None:
    """When the next message is due or its hold ends; None when the queue is empty."""
    later = sa.case((messages.c.held_until > messages.c.next_at, messages.c.held_until), else_=messages.c.next_at)
    found = connection.execute(sa.select(sa.func.min(later)).where(messages.c.state == _WAITING)).scalar()
    return str(found) if found is not None else None


def at_once_waits(connection: Connection) -> bool:
    """Whether there are alerts that want to be told at once and are in no message yet."""
    at_once = sa.and_(alerts.c.message_id.is_(None), alerts.c.rhythm == Rhythm.IMMEDIATELY.value)
    return connection.execute(sa.select(alerts.c.id).where(at_once).limit(1)).first() is not None


def settle(connection: Connection, number: str, state: MessageState, now: str, answer: str) -> None:
    """Write down that a message is sent or failed. What is sent needs its words no more."""
    values: dict[str, Any] = {"state": state.value, "held_until": None, "answer": answer, "attempts": messages.c.attempts + 1}
    if state is MessageState.SENT:
        values |= {"sent_at": now, "content": b""}
    connection.execute(sa.update(messages).where(messages.c.id == number).values(**values))


def postpone(connection: Connection, number: str, next_at: str, answer: str) -> None:
    """Let go of a message and try it again from `next_at`."""
    values = {"next_at": next_at, "held_until": None, "answer": answer, "attempts": messages.c.attempts + 1}
    connection.execute(sa.update(messages).where(messages.c.id == number).values(**values))


def try_failed_again(connection: Connection, now: str) -> int:
    """Put messages that failed back in the queue, as if they were made now; returns how many."""
    wanted = sa.and_(messages.c.state == MessageState.FAILED.value, messages.c.content != b"")
    values = {"state": _WAITING, "next_at": now, "made_at": now, "attempts": 0}
    return connection.execute(sa.update(messages).where(wanted).values(**values)).rowcount


def message(connection: Connection, number: str) -> dict[str, Any] | None:
    """A row of the queue by its id; None when there is none."""
    row = connection.execute(sa.select(messages).where(messages.c.id == number)).mappings().first()
    return dict(row) if row is not None else None


def mark_returned(connection: Connection, number: str, answer: str) -> bool:
    """Write down that an accepted message came back; False when it was known already."""
    wanted = sa.and_(messages.c.id == number, messages.c.state.in_([MessageState.SENT.value, _WAITING]))
    values = {"state": MessageState.RETURNED.value, "held_until": None, "answer": answer, "content": b""}
    return connection.execute(sa.update(messages).where(wanted).values(**values)).rowcount > 0


def take_back(connection: Connection, reader: int) -> None:
    """Take what waits for a reader out of the queue, and forget alerts that were not told yet."""
    followed = messages.c.purpose.in_([Purpose.ALERTS.value, Purpose.EDITION.value])
    waiting = sa.and_(messages.c.reader_id == reader, messages.c.state == _WAITING, followed)
    connection.execute(sa.delete(messages).where(waiting))
    untold = sa.and_(alerts.c.reader_id == reader, alerts.c.message_id.is_(None))
    connection.execute(sa.update(alerts).where(untold).values(message_id=NOT_TOLD))


def made_since(connection: Connection, purposes: Collection[Purpose], since: str, address: str | None = None) -> int:
    """How many messages of some purposes were made since a moment, to an address where one is named."""
    wanted = [messages.c.purpose.in_([one.value for one in purposes]), messages.c.made_at >= since]
    if address is not None:
        wanted.append(messages.c.address == address)
    return int(connection.execute(sa.select(sa.func.count()).select_from(messages).where(*wanted)).scalar_one())


def finished_before(connection: Connection, before: str) -> bool:
    """Whether there is anything that is finished and was made before a moment."""
    done = sa.and_(messages.c.state != _WAITING, messages.c.made_at < before)
    return connection.execute(sa.select(messages.c.id).where(done).limit(1)).first() is not None


def drop_finished(connection: Connection, before: str) -> int:
    """Throw away what is finished and was made before a moment; returns how many."""
    done = sa.and_(messages.c.state != _WAITING, messages.c.made_at < before)
    return connection.execute(sa.delete(messages).where(done)).rowcount


def untold_bundles(connection: Connection, before: Mapping[str, str]) -> list[tuple[int, str]]:
    """Readers and rhythms of which an alert is due that no message took along: per rhythm those made before its moment."""
    of_rhythm = [sa.and_(alerts.c.rhythm == rhythm, alerts.c.made_at < moment) for rhythm, moment in before.items()]
    query = (
        sa.select(alerts.c.reader_id, alerts.c.rhythm)
        .join(readers, readers.c.id == alerts.c.reader_id)
        .where(alerts.c.message_id.is_(None), readers.c.state == ReaderState.CONFIRMED.value, sa.or_(*of_rhythm))
        .distinct()
        .order_by(alerts.c.reader_id, alerts.c.rhythm)
    )
    return [(row.reader_id, row.rhythm) for row in connection.execute(query)]


def untold_alerts(connection: Connection, reader: int, rhythm: str, before: str) -> list[tuple[int, Alert]]:
    """Alerts for a reader in a rhythm, made before a moment, that no message took along; oldest first."""
    wanted = (alerts.c.reader_id == reader, alerts.c.rhythm == rhythm, alerts.c.message_id.is_(None), alerts.c.made_at < before)
    query = sa.select(alerts.c.id, alerts.c.value).where(*wanted).order_by(alerts.c.id)
    return [(row.id, from_json(row.value)) for row in connection.execute(query)]


def take_along(connection: Connection, numbers: Sequence[int], message_id: str) -> None:
    """Write down which message tells some alerts (`NOT_TOLD`: none does)."""
    rows = [{"number": number, "found": message_id} for number in numbers]
    if rows:
        statement = sa.update(alerts).where(alerts.c.id == sa.bindparam("number")).values(message_id=sa.bindparam("found"))
        connection.execute(statement, rows)


def queue_health(connection: Connection) -> QueueHealth:
    """How the queue is doing."""
    counts = {
        row.state: row.number
        for row in connection.execute(sa.select(messages.c.state, sa.func.count().label("number")).group_by(messages.c.state))
    }
    waiting = messages.c.state == _WAITING
    oldest = connection.execute(sa.select(sa.func.min(messages.c.made_at)).where(waiting)).scalar()
    tried = sa.and_(waiting, messages.c.attempts > 0)
    number = connection.execute(sa.select(sa.func.count()).select_from(messages).where(tried)).scalar_one()
    troubled = sa.or_(tried, messages.c.state.in_([MessageState.FAILED.value, MessageState.RETURNED.value]))
    answer = connection.execute(
        sa.select(messages.c.answer).where(troubled).order_by(messages.c.next_at.desc().nulls_last()).limit(1)
    ).scalar()
    untold = connection.execute(sa.select(sa.func.count()).select_from(alerts).where(alerts.c.message_id.is_(None))).scalar_one()
    return QueueHealth(
        waiting=counts.get(_WAITING, 0),
        oldest=datetime.fromisoformat(oldest) if oldest else None,
        tried=int(number),
        failed=counts.get(MessageState.FAILED.value, 0),
        returned=counts.get(MessageState.RETURNED.value, 0),
        sent=counts.get(MessageState.SENT.value, 0),
        answer=str(answer or ""),
        untold=int(untold),
    )


def _queued(row: sa.RowMapping) -> Queued:
    return Queued(
        row["id"],
        row["reader_id"],
        row["address"],
        Purpose(row["purpose"]),
        row["subject"],
        bytes(row["content"]),
        row["made_at"],
        row["attempts"],
    )
