# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The queue: what is tried when, what counts as sent, and two workers at once."""

from __future__ import annotations

import threading
from collections import Counter, deque
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from mail_house import NOON, Clock, mail_settings, numbered, opened, put_alerts, reader_who_follows

from bijgepraat.model.mail import MessageState, Purpose, Queued, ReaderState
from bijgepraat.pipeline.alerts import bundle, stamp
from bijgepraat.pipeline.delivery import BACKOFF, deliver, next_moment, queue_health, tidy, try_failed_again
from bijgepraat.store import messages, readers
from bijgepraat.store.errors import StoreBusyError
from bijgepraat.store.schema import messages as table
from bijgepraat.store.store import Store
from peers.smtp_peer import SmtpPeer


def rows(store: Store) -> list[Any]:
    with store.reading() as connection:
        return list(connection.execute(sa.select(table).order_by(table.c.id)))


def states(store: Store) -> Counter[str]:
    return Counter(row.state for row in rows(store))


def fill(store: Store, number: int) -> None:
    """So many readers with one alert each."""
    for one in range(number):
        reader, follow = reader_who_follows(store, f"lezer{one}@raad.example")
        put_alerts(store, reader, follow, [numbered(one)], NOON)


def test_what_is_accepted_is_sent_once_and_its_words_are_dropped(tmp_path: Path) -> None:
    with opened(tmp_path) as store, SmtpPeer() as peer:
        fill(store, 3)
        clock = Clock()
        done = deliver(store, mail_settings(peer.port), clock)
        assert (done.bundled, done.sent, done.later, done.failed, done.unreachable) == (3, 3, 0, 0, None)
        assert deliver(store, mail_settings(peer.port), clock).sent == 0
        assert len(set(peer.ids())) == len(peer.ids()) == 3
        assert [(row.state, row.sent_at, row.content) for row in rows(store)] == [("verstuurd", stamp(NOON), b"")] * 3
        assert queue_health(store).waiting == 0


def test_what_may_pass_is_tried_ever_more_rarely_with_the_same_bytes(tmp_path: Path) -> None:
    with opened(tmp_path) as store, SmtpPeer(faults=deque(["rcpt 450 4.2.0 later"] * 4 + ["cut", "done 451 x"])) as peer:
        fill(store, 1)
        clock = Clock()
        settings = mail_settings(peer.port)
        for attempt in range(6):
            assert deliver(store, settings, clock).later == 1
            wait = BACKOFF[min(attempt, len(BACKOFF) - 1)]
            assert next_moment(store) == clock() + wait
            clock.moment += wait - timedelta(seconds=1)
            assert deliver(store, settings, clock).later == 0
            clock.later(seconds=1)
        assert deliver(store, settings, clock).sent == 1
        # The line that was cut had taken the message: the repeat is the same, so a mailbox can tell.
        assert len(peer.letters) == 2
        assert peer.letters[0].content == peer.letters[1].content
        assert len(set(peer.ids())) == 1


def test_after_five_days_it_is_given_up_and_can_be_tried_again(tmp_path: Path) -> None:
    with opened(tmp_path) as store, SmtpPeer(addresses={"lezer0@raad.example": "450 4.2.0 later"}) as peer:
        fill(store, 1)
        clock = Clock()
        for _ in range(40):
            deliver(store, mail_settings(peer.port), clock)
            clock.later(hours=6)
        assert states(store) == {"mislukt": 1}
        health = queue_health(store)
        assert (health.failed, health.answer) == (1, "450 4.2.0 later")
        peer.addresses.clear()
        assert try_failed_again(store, clock()) == 1
        assert deliver(store, mail_settings(peer.port), clock).sent == 1


def test_a_server_that_is_gone_costs_one_message_a_try(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        fill(store, 3)
        clock = Clock()
        with SmtpPeer() as peer:
            port = peer.port
        done = deliver(store, mail_settings(port), clock)
        assert done.unreachable
        assert (done.later, done.sent) == (1, 0)
        assert sorted(row.attempts for row in rows(store)) == [0, 0, 1]
        clock.later(minutes=5)
        with SmtpPeer() as peer:
            assert deliver(store, mail_settings(peer.port), clock).sent == 3


def test_an_address_that_does_not_exist_fails_at_once_and_three_times_is_enough(tmp_path: Path) -> None:
    with opened(tmp_path) as store, SmtpPeer(addresses={"lezer0@raad.example": "550 5.1.1 onbekend"}) as peer:
        reader, follow = reader_who_follows(store, "lezer0@raad.example")
        clock = Clock()
        for number in range(5):
            put_alerts(store, reader, follow, [numbered(number)], clock())
            deliver(store, mail_settings(peer.port), clock)
            clock.later(minutes=1)
        with store.reading() as connection:
            found = readers.reader_by_id(connection, reader.id)
        assert found is not None
        assert (found.state, found.bounces, found.confirmed_at) == (ReaderState.BOUNCED, 3, None)
        assert states(store) == {"mislukt": 3}


def test_a_full_mailbox_and_a_refused_message_do_not_count_against_the_reader(tmp_path: Path) -> None:
    with (
        opened(tmp_path) as store,
        SmtpPeer(faults=deque(["rcpt 552 5.2.2 vol", "data 554 5.6.0 nee", "done 550 5.7.1 nee"])) as peer,
    ):
        reader, follow = reader_who_follows(store, "jan@raad.example")
        clock = Clock()
        for number in range(4):
            put_alerts(store, reader, follow, [numbered(number)], clock())
            deliver(store, mail_settings(peer.port), clock)
            clock.later(minutes=1)
        assert states(store) == {"mislukt": 3, "verstuurd": 1}
        with store.reading() as connection:
            found = readers.reader_by_id(connection, reader.id)
        assert found is not None
        assert (found.state, found.bounces) == (ReaderState.CONFIRMED, 0)


def test_two_workers_never_send_the_same(tmp_path: Path) -> None:
    with opened(tmp_path) as store, SmtpPeer(delay=0.01) as peer:
        fill(store, 25)
        bundle(store, mail_settings(), NOON)
        done = []

        def work() -> None:
            with opened(tmp_path) as own:
                done.append(deliver(own, mail_settings(peer.port), Clock()))

        workers = [threading.Thread(target=work) for _ in range(4)]
        for one in workers:
            one.start()
        for one in workers:
            one.join()
        assert sum(one.sent for one in done) == 25
        assert Counter(peer.ids()).most_common(1)[0][1] == 1
        assert len(peer.ids()) == 25
        assert sum(one.sent > 0 for one in done) > 1


def test_a_message_is_held_for_longer_than_sending_it_can_take(tmp_path: Path) -> None:
    settings = mail_settings()
    with opened(tmp_path) as store:
        fill(store, 1)
        bundle(store, settings, NOON)
        with store.writing() as connection:
            held = messages.hold_next(connection, stamp(NOON), stamp(NOON + timedelta(seconds=2 * settings.patience)))
        assert held is not None
        with SmtpPeer() as peer:
            clock = Clock()
            clock.later(seconds=settings.patience * 2 - 1)
            assert deliver(store, mail_settings(peer.port), clock).sent == 0
            clock.later(seconds=1)
            assert deliver(store, mail_settings(peer.port), clock).sent == 1
            assert peer.ids() == [f"<{held.id}@gemeente.example>"]


def test_a_worker_that_is_asked_to_stop_stops_between_two_messages(tmp_path: Path) -> None:
    with opened(tmp_path) as store, SmtpPeer() as peer:
        fill(store, 5)
        done = deliver(store, mail_settings(peer.port), Clock(), lambda: len(peer.letters) >= 2)
        assert done.sent == 2
        assert states(store) == {"verstuurd": 2, "wacht": 3}
        assert all(row.held_until is None for row in rows(store))


def test_the_sender_of_the_envelope_can_name_the_message(tmp_path: Path) -> None:
    with opened(tmp_path) as store, SmtpPeer() as peer:
        fill(store, 1)
        deliver(store, mail_settings(peer.port, returns="retour+*@gemeente.example"), Clock())
        [letter] = peer.letters
        assert letter.sender == f"retour+{rows(store)[0].id}@gemeente.example"
        assert letter.message["From"] == "Bijgepraat <bijgepraat@gemeente.example>"


def test_what_need_not_be_kept_is_forgotten(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        for state in ReaderState:
            reader_who_follows(store, f"{state.value}@raad.example", state=state)
        with store.writing() as connection:
            for number, state in enumerate(MessageState):
                made = Queued(f"{number:032x}", None, "x@raad.example", Purpose.CONFIRM, "x", b"x", stamp(NOON))
                messages.put(connection, made, stamp(NOON))
                if state is not MessageState.WAITING:
                    messages.settle(connection, made.id, state, stamp(NOON), "")

        def there() -> set[str]:
            with store.reading() as connection:
                found = [readers.reader_by_address(connection, f"{state.value}@raad.example") for state in ReaderState]
            return {one.state.value for one in found if one}

        tidy(store, NOON + timedelta(days=6))
        assert there() == {state.value for state in ReaderState}
        tidy(store, NOON + timedelta(days=8))
        assert there() == {"bevestigd", "afgemeld", "onbereikbaar", "nooit"}
        tidy(store, NOON + timedelta(days=31))
        assert there() == {"bevestigd", "onbereikbaar", "nooit"}
        assert sum(states(store).values()) == 4
        tidy(store, NOON + timedelta(days=91))
        assert states(store) == {"wacht": 1}


def test_what_was_accepted_is_not_forgotten_while_another_process_keeps_the_store(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with opened(tmp_path) as store, SmtpPeer() as peer:
        fill(store, 1)
        settle, tries = messages.settle, []

        def busy(*values: Any) -> None:
            tries.append(values)
            if len(tries) < 4:
                raise StoreBusyError("bezet")
            settle(*values)

        monkeypatch.setattr(messages, "settle", busy)
        assert deliver(store, mail_settings(peer.port), Clock()).sent == 1
        assert len(tries) == 4
        assert states(store) == {"verstuurd": 1}
        assert len(peer.letters) == 1
