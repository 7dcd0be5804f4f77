# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""When which alerts go out, in how many messages."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import sqlalchemy as sa
from mail_house import ALERT, NOON, mail_settings, numbered, opened, put_alerts, reader_who_follows

from bijgepraat.model.following import Rhythm
from bijgepraat.model.mail import ReaderState
from bijgepraat.pipeline.alerts import bundle, due_before
from bijgepraat.store import follows, messages
from bijgepraat.store.schema import alerts as alerts_table
from bijgepraat.store.schema import messages as table
from bijgepraat.store.store import Store

HERE = ZoneInfo("Europe/Amsterdam")
MAIL = mail_settings()


def here(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=HERE)  # type: ignore[arg-type,misc]


@pytest.mark.parametrize(
    ("rhythm", "now", "moment"),
    [
        (Rhythm.DAILY, here(2026, 11, 23, 7, 0), here(2026, 11, 23, 7)),
        (Rhythm.DAILY, here(2026, 11, 23, 6, 59), here(2026, 11, 22, 7)),
        (Rhythm.DAILY, here(2026, 11, 23, 23, 59), here(2026, 11, 23, 7)),
        (Rhythm.DAILY, here(2026, 11, 24, 0, 30), here(2026, 11, 23, 7)),
        # Summer time ends and begins in the night: seven o'clock stays seven o'clock.
        (Rhythm.DAILY, here(2026, 10, 25, 7, 1), here(2026, 10, 25, 7)),
        (Rhythm.DAILY, here(2026, 3, 29, 7, 1), here(2026, 3, 29, 7)),
        (Rhythm.WEEKLY, here(2026, 11, 27, 7, 0), here(2026, 11, 27, 7)),
        (Rhythm.WEEKLY, here(2026, 11, 27, 6, 59), here(2026, 11, 20, 7)),
        (Rhythm.WEEKLY, here(2026, 11, 26, 12, 0), here(2026, 11, 20, 7)),
        (Rhythm.WEEKLY, here(2026, 11, 28, 3, 0), here(2026, 11, 27, 7)),
    ],
)
def test_when_alerts_are_due(rhythm: Rhythm, now: datetime, moment: datetime) -> None:
    assert due_before(rhythm, now.astimezone(UTC)) == moment
    assert due_before(rhythm, now) == moment


def subjects(store: Store) -> list[str]:
    with store.reading() as connection:
        return list(connection.execute(sa.select(table.c.subject).order_by(table.c.made_at, table.c.id)).scalars())


def untold(store: Store) -> int:
    with store.reading() as connection:
        return messages.queue_health(connection).untold


def test_at_once_is_one_message_a_round_and_never_the_same_twice(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        reader, follow = reader_who_follows(store, "jan@raad.example")
        put_alerts(store, reader, follow, [numbered(1), numbered(2)], NOON)
        assert bundle(store, MAIL, NOON) == 1
        assert bundle(store, MAIL, NOON) == 0
        put_alerts(store, reader, follow, [numbered(2), numbered(3)], NOON + timedelta(minutes=1))
        assert bundle(store, MAIL, NOON + timedelta(minutes=2)) == 1
        assert subjects(store) == ["2 meldingen: Motie 2 over jeugdzorg en nog 1", "Nieuw: Motie 3 over jeugdzorg"]
        assert untold(store) == 0


def test_daily_and_weekly_wait_for_their_hour(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        daily, first = reader_who_follows(store, "dag@raad.example", Rhythm.DAILY)
        weekly, second = reader_who_follows(store, "week@raad.example", Rhythm.WEEKLY)
        put_alerts(store, daily, first, [numbered(1)], NOON, Rhythm.DAILY)
        put_alerts(store, weekly, second, [numbered(1)], NOON, Rhythm.WEEKLY)
        assert bundle(store, MAIL, NOON + timedelta(hours=18)) == 0  # Tuesday, six o'clock
        assert bundle(store, MAIL, NOON + timedelta(hours=19)) == 1
        assert bundle(store, MAIL, here(2026, 11, 27, 6, 59)) == 0
        assert bundle(store, MAIL, here(2026, 11, 27, 7, 0)) == 1
        assert untold(store) == 0


def test_after_standing_still_there_is_one_bundle(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        reader, follow = reader_who_follows(store, "dag@raad.example", Rhythm.DAILY)
        for day in range(6):
            put_alerts(store, reader, follow, [numbered(day)], NOON + timedelta(days=day), Rhythm.DAILY)
        assert bundle(store, MAIL, NOON + timedelta(days=5, hours=1)) == 1
        assert subjects(store) == ["5 meldingen: Motie 4 over jeugdzorg en nog 4"]
        assert untold(store) == 1  # made today: tomorrow at seven
        assert bundle(store, MAIL, NOON + timedelta(days=20)) == 1


@pytest.mark.parametrize("state", [state for state in ReaderState if state is not ReaderState.CONFIRMED])
def test_only_who_confirmed_is_told(tmp_path: Path, state: ReaderState) -> None:
    with opened(tmp_path) as store:
        reader, follow = reader_who_follows(store, "jan@raad.example", state=state)
        put_alerts(store, reader, follow, [ALERT], NOON)
        assert bundle(store, MAIL, NOON) == 0
        assert subjects(store) == []


def test_what_is_paused_or_followed_no_more_is_not_told_and_not_kept_for_later(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        reader, follow = reader_who_follows(store, "jan@raad.example")
        put_alerts(store, reader, follow, [ALERT], NOON)
        with store.writing() as connection:
            follows.pause(connection, follow, paused=True)
        assert bundle(store, MAIL, NOON) == 0
        with store.writing() as connection:
            follows.pause(connection, follow, paused=False)
        assert bundle(store, MAIL, NOON) == 0
        assert untold(store) == 0
        put_alerts(store, reader, follow, [ALERT], NOON)
        assert untold(store) == 0, "the same event does not come again"


def test_an_event_for_two_follows_goes_on_when_one_is_gone(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        reader, follow = reader_who_follows(store, "jan@raad.example")
        gone = replace(ALERT.reasons[0], follow=999, label="iets anders", snippet="Andere woorden.", marks=())
        put_alerts(store, reader, follow, [ALERT], NOON)
        with store.writing() as connection:
            kept = connection.execute(sa.select(alerts_table.c.value)).scalar_one()
            both = replace(messages.from_json(kept), reasons=(*messages.from_json(kept).reasons, gone))
            from bijgepraat.store.alerts import to_json

            connection.execute(sa.update(alerts_table).values(value=to_json(both)))
        assert bundle(store, MAIL, NOON) == 1
        with store.reading() as connection:
            content = bytes(connection.execute(sa.select(table.c.content)).scalar_one())
        assert b"jeugdzorg" in content
        assert b"iets anders" not in content


def test_a_message_that_could_not_be_made_leaves_the_alerts_waiting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with opened(tmp_path) as store:
        reader, follow = reader_who_follows(store, "jan@raad.example")
        put_alerts(store, reader, follow, [ALERT], NOON)
        monkeypatch.setattr(messages, "take_along", lambda *_values: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            bundle(store, MAIL, NOON)
        monkeypatch.undo()
        assert subjects(store) == []
        assert untold(store) == 1
        assert bundle(store, MAIL, NOON) == 1
