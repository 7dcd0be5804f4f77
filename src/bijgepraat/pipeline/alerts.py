# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Bundling: alerts that wait become messages in the queue, one a reader and rhythm, each in one transaction.

Which alerts are due depends on when they were made and nothing else: a daily one from the first seven o'clock after it. So a
program that stood still for a week sends one bundle, and one that is started twice sends nothing twice.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bijgepraat.compose.alert_mail import alert_mail
from bijgepraat.model.following import Alert, Rhythm
from bijgepraat.model.mail import Envelope, Purpose, Queued, Reader, ReaderState
from bijgepraat.pipeline import mail_links
from bijgepraat.pipeline.mail_links import Leads
from bijgepraat.publish.mail import alert_message
from bijgepraat.settings import MailSettings
from bijgepraat.store import follows, messages
from bijgepraat.store.readers import reader_by_id
from bijgepraat.store.store import Store

_HERE = ZoneInfo("Europe/Amsterdam")
_HOUR = time(7)
_FRIDAY = 4


def stamp(moment: datetime) -> str:
    """A moment as it is kept: ISO 8601 in UTC, with seconds."""
    return moment.astimezone(UTC).isoformat(timespec="seconds")


def due_before(rhythm: Rhythm, now: datetime) -> datetime:
    """Alerts in a rhythm that were made before this moment are due: now, the last seven o'clock, or that of the last Friday."""
    if rhythm is Rhythm.IMMEDIATELY:
        return now + timedelta(seconds=1)  # moments are kept in whole seconds
    here = now.astimezone(_HERE)
    day = here.date() if here.time() >= _HOUR else here.date() - timedelta(days=1)
    if rhythm is Rhythm.WEEKLY:
        day -= timedelta(days=(day.weekday() - _FRIDAY) % 7)
    return datetime.combine(day, _HOUR, _HERE)


def bundle(store: Store, settings: MailSettings, now: datetime) -> int:
    """Put every alert that is due in a message; returns how many messages that made."""
    before = {rhythm.value: stamp(due_before(rhythm, now)) for rhythm in Rhythm}
    with store.reading() as connection:
        found = messages.untold_bundles(connection, before)
    return sum(_bundle_one(store, settings, now, number, Rhythm(rhythm), before[rhythm]) for number, rhythm in found)


def _bundle_one(store: Store, settings: MailSettings, now: datetime, number: int, rhythm: Rhythm, before: str) -> int:
    with store.writing() as connection:
        # Read again under the lock: another worker, or the reader, may have been there first.
        reader = reader_by_id(connection, number)
        if reader is None or reader.state is not ReaderState.CONFIRMED:
            return 0
        waiting = messages.untold_alerts(connection, number, rhythm.value, before)
        followed = {one.id for one in follows.of_reader(connection, number) if not one.paused}
        wanted = [(key, kept) for key, alert in waiting if (kept := _still_wanted(alert, followed)) is not None]
        dropped = {key for key, _alert in waiting} - {key for key, _alert in wanted}
        messages.take_along(connection, sorted(dropped), messages.NOT_TOLD)
        if not wanted:
            return 0
        made = _message(settings, reader, rhythm, wanted, now)
        messages.put(connection, made, made.made_at)
        messages.take_along(connection, [key for key, _alert in wanted], made.id)
    return 1


def _still_wanted(alert: Alert, followed: set[int]) -> Alert | None:
    """The alert with the reasons that the reader still follows; None when there are none left."""
    reasons = tuple(reason for reason in alert.reasons if reason.follow in followed)
    return replace(alert, reasons=reasons) if reasons else None


def _message(
    settings: MailSettings, reader: Reader, rhythm: Rhythm, wanted: Sequence[tuple[int, Alert]], now: datetime
) -> Queued:
    # By what it tells: were the same alerts ever bundled again, it would be the same message.
    told = ",".join(str(key) for key, _alert in wanted)
    number = hashlib.blake2b(f"meldingen:{told}".encode(), key=reader.secret.encode()[:64], digest_size=16).hexdigest()
    leave = mail_links.address(settings.site, reader, Leads.LEAVE)
    manage = mail_links.address(settings.site, reader, Leads.MINE)
    mail = alert_mail([alert for _key, alert in wanted], rhythm, settings.site, manage, leave)
    envelope = Envelope(number, settings.sender, reader.address, now, settings.host, leave)
    content = alert_message(mail, envelope)
    return Queued(number, reader.id, reader.address, Purpose.ALERTS, mail.subject, content, stamp(now))
