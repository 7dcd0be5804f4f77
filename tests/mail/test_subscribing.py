# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Asking for mail and all that follows, in the pipeline."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import orjson
import pytest
import sqlalchemy as sa
from mail_house import ALERT, Clock, Secrets, mail_settings, opened, put_alerts

from bijgepraat.model.following import Rhythm, Sort
from bijgepraat.model.mail import Reader, ReaderState
from bijgepraat.pipeline import mail_links, subscriptions
from bijgepraat.pipeline.addresses import AddressError
from bijgepraat.pipeline.alerts import bundle
from bijgepraat.pipeline.mail_links import Leads
from bijgepraat.pipeline.subscriptions import BusyError, Wish
from bijgepraat.store import follows, readers, schema
from bijgepraat.store.store import Store

WISH = Wish(Sort.SEARCH, "jeugdzorg", "‘jeugdzorg’", Rhythm.IMMEDIATELY)
MAIL = mail_settings()


class Asking:
    """A store with somebody who asks."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.clock = Clock()
        self.fresh = Secrets()

    def ask(self, address: str = "jan@raad.example", wish: Wish = WISH) -> None:
        subscriptions.ask(self.store, MAIL, wish, address, "/volgen", self.clock(), self.fresh)

    def reader(self, address: str = "jan@raad.example") -> Reader:
        with self.store.reading() as connection:
            found = readers.reader_by_address(connection, address)
        assert found is not None
        return found

    def token(self, leads: Leads, number: int | None = None, address: str = "jan@raad.example") -> str:
        return mail_links.token(self.reader(address), leads, number)

    def confirmed(self) -> str:
        """The link part of the own page of who just confirmed."""
        self.ask()
        found = subscriptions.confirm(self.store, self.token(Leads.CONFIRM, len(self.reader().proof)), self.clock())
        assert found is not None
        return found[1]

    def rows(self, table: sa.Table) -> list[Any]:
        with self.store.reading() as connection:
            return list(connection.execute(sa.select(table)))

    def purposes(self) -> list[str]:
        return [row.purpose for row in self.rows(schema.messages)]


@pytest.fixture
def asking(tmp_path: Path) -> Iterator[Asking]:
    with opened(tmp_path) as store:
        yield Asking(store)


def test_asking_sends_one_letter_and_nothing_is_followed_yet(asking: Asking) -> None:
    asking.ask("  Jan@Raad.example ")
    reader = asking.reader()
    assert reader.state is ReaderState.ASKED
    assert reader.confirmed_at is None
    assert asking.purposes() == ["bevestigen"]
    assert asking.rows(schema.follows) == []
    token = asking.token(Leads.CONFIRM, 1)
    assert token.encode() in bytes(asking.rows(schema.messages)[0].content).replace(b"=\r\n", b"")


def test_looking_is_not_confirming(asking: Asking) -> None:
    asking.ask()
    for _ in range(3):
        found = subscriptions.asked(asking.store, asking.token(Leads.CONFIRM, 1), asking.clock())
        assert found is not None
        assert found.label == "‘jeugdzorg’"
    assert asking.reader().state is ReaderState.ASKED


def test_confirming_keeps_the_proof_and_starts_from_now(asking: Asking) -> None:
    asking.ask()
    asking.clock.later(minutes=5)
    assert subscriptions.confirm(asking.store, asking.token(Leads.CONFIRM, 1), asking.clock()) is not None
    reader = asking.reader()
    assert reader.state is ReaderState.CONFIRMED
    [agreed] = reader.proof
    assert (agreed.asked_at, agreed.confirmed_at) == ("2026-11-23T11:00:00+00:00", "2026-11-23T11:05:00+00:00")
    assert agreed.page == "/volgen"
    assert "jeugdzorg" in agreed.text
    assert "afmelden" in agreed.text
    [follow] = asking.rows(schema.follows)
    assert (follow.sort, follow.target, follow.rhythm, follow.paused) == ("zoekvraag", "jeugdzorg", "meteen", False)
    assert follow.since == asking.store.changes()


def test_confirming_twice_is_once(asking: Asking) -> None:
    mine = asking.confirmed()
    again = subscriptions.confirm(asking.store, asking.token(Leads.CONFIRM, 1), asking.clock())
    assert again is not None
    assert again[1] == mine
    assert len(asking.rows(schema.follows)) == 1
    # A link that was used does not bring back what was removed.
    subscriptions.change(asking.store, mine, 1, "weg", None, asking.clock())
    subscriptions.confirm(asking.store, asking.token(Leads.CONFIRM, 1), asking.clock())
    assert asking.rows(schema.follows) == []


def test_a_link_is_void_after_a_week_for_another_purpose_or_for_another_reader(asking: Asking) -> None:
    asking.ask()
    asking.ask("piet@raad.example")
    good = asking.token(Leads.CONFIRM, 1)
    asking.clock.later(days=7, seconds=1)
    assert subscriptions.confirm(asking.store, good, asking.clock()) is None
    asking.clock.moment -= timedelta(days=1)
    assert subscriptions.mine(asking.store, good) is None
    assert subscriptions.leave(asking.store, good, asking.clock()) is False
    assert subscriptions.confirm(asking.store, good.replace("1-1.", "2-1."), asking.clock()) is None
    assert subscriptions.confirm(asking.store, asking.token(Leads.CONFIRM, 9), asking.clock()) is None
    assert subscriptions.confirm(asking.store, good, asking.clock()) is not None


def test_who_is_known_confirms_each_new_wish(asking: Asking) -> None:
    asking.confirmed()
    asking.ask(wish=Wish(Sort.THEME, "wonen", "Wonen", Rhythm.WEEKLY))
    assert len(asking.rows(schema.follows)) == 1
    subscriptions.confirm(asking.store, asking.token(Leads.CONFIRM, 2), asking.clock())
    assert [row.target for row in asking.rows(schema.follows)] == ["jeugdzorg", "wonen"]


def test_an_address_gets_a_few_letters_an_hour_and_a_day(asking: Asking) -> None:
    for _ in range(10):
        asking.ask()
    assert len(asking.purposes()) == 3
    subscriptions.send_link(asking.store, MAIL, "jan@raad.example", asking.clock(), asking.fresh)
    assert len(asking.purposes()) == 3
    for _ in range(5):
        asking.clock.later(hours=1, seconds=1)
        for _ in range(5):
            asking.ask()
    assert len(asking.purposes()) == 8
    asking.ask("piet@raad.example")
    assert len(asking.purposes()) == 9
    asking.clock.later(days=1, seconds=1)
    asking.ask()
    assert len(asking.purposes()) == 10


def test_all_together_get_a_few_hundred_an_hour(asking: Asking, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subscriptions, "_ALL_AN_HOUR", 5)
    for number in range(5):
        asking.ask(f"lezer{number}@raad.example")
    with pytest.raises(BusyError, match="uur"):
        asking.ask("nog@raad.example")
    asking.clock.later(hours=1, seconds=1)
    asking.ask("nog@raad.example")


def test_what_is_no_address_is_refused_and_leaves_nothing(asking: Asking) -> None:
    with pytest.raises(AddressError):
        asking.ask("jan@raad.example\r\nBcc: x@y.example")
    assert asking.rows(schema.readers) == []
    assert asking.purposes() == []


def test_a_stranger_gets_no_mail_with_an_address_of_who_asked_in_it(asking: Asking) -> None:
    bait = "Gratis geld op https://kwaad.example/win of www.kwaad.example, mail x@kwaad.example nu partij:PvdA"
    asking.ask(wish=Wish(Sort.SEARCH, bait, f"‘{bait}’", Rhythm.DAILY))
    [row] = asking.rows(schema.messages)
    content = bytes(row.content).replace(b"=\r\n", b"")
    assert b"kwaad" not in content
    assert b"Gratis geld op (=E2=80=A6) of (=E2=80=A6) mail" in content


def test_changing_pausing_and_removing_ones_own(asking: Asking) -> None:
    mine = asking.confirmed()
    now = asking.clock()
    found = subscriptions.change(asking.store, mine, 1, "ritme", Rhythm.WEEKLY, now)
    assert found is not None
    assert found.follows[0].rhythm is Rhythm.WEEKLY
    found = subscriptions.change(asking.store, mine, 1, "pauze", None, now)
    assert found is not None
    assert found.follows[0].paused
    found = subscriptions.change(asking.store, mine, 1, "verder", None, now)
    assert found is not None
    assert not found.follows[0].paused
    found = subscriptions.change(asking.store, mine, 1, "onzin", None, now)
    assert found is not None
    assert len(found.follows) == 1
    found = subscriptions.change(asking.store, mine, 1, "weg", None, now)
    assert found is not None
    assert found.follows == ()


def test_nobody_changes_what_another_follows(asking: Asking) -> None:
    asking.confirmed()
    asking.ask("piet@raad.example")
    other = asking.token(Leads.MINE, address="piet@raad.example")
    for action in ("weg", "pauze", "ritme"):
        subscriptions.change(asking.store, other, 1, action, Rhythm.WEEKLY, asking.clock())
    [row] = asking.rows(schema.follows)
    assert (row.rhythm, row.paused) == ("meteen", False)
    assert subscriptions.change(asking.store, "1.onzin", 1, "weg", None, asking.clock()) is None


def test_leaving_takes_back_what_waits_and_coming_back_begins_anew(asking: Asking) -> None:
    mine = asking.confirmed()
    put_alerts(asking.store, asking.reader(), 1, [ALERT], asking.clock())
    assert bundle(asking.store, MAIL, asking.clock()) == 1
    put_alerts(asking.store, asking.reader(), 1, [ALERT], asking.clock())
    assert subscriptions.leave(asking.store, asking.token(Leads.LEAVE), asking.clock())
    assert subscriptions.leave(asking.store, asking.token(Leads.LEAVE), asking.clock())
    assert asking.purposes() == ["bevestigen"]
    assert asking.reader().state is ReaderState.LEFT
    assert asking.reader().confirmed_at is None
    with asking.store.reading() as connection:
        assert follows.active(connection) == []
    assert bundle(asking.store, MAIL, asking.clock()) == 0
    subscriptions.change(asking.store, mine, 1, "verder", None, asking.clock())
    assert asking.reader().state is ReaderState.CONFIRMED
    assert "Weer aangezet" in asking.reader().proof[-1].text
    assert bundle(asking.store, MAIL, asking.clock()) == 0


def test_everything_about_somebody_is_given_without_secrets(asking: Asking) -> None:
    mine = asking.confirmed()
    put_alerts(asking.store, asking.reader(), 1, [ALERT], asking.clock())
    found = subscriptions.data(asking.store, mine, asking.clock())
    assert found is not None
    kept = orjson.loads(found)
    assert kept["lezer"][0]["address"] == "jan@raad.example"
    assert kept["lezer"][0]["proof"][0]["page"] == "/volgen"
    assert kept["volgt"][0]["target"] == "jeugdzorg"
    assert kept["meldingen"][0]["value"]["title"] == ALERT.title
    assert kept["berichten"][0]["subject"]
    assert asking.reader().secret not in found.decode()
    assert subscriptions.data(asking.store, asking.token(Leads.LEAVE), asking.clock()) is None


@pytest.mark.parametrize("never", [False, True])
def test_who_is_forgotten_leaves_nothing_but_a_hash_when_asked(asking: Asking, tmp_path: Path, never: bool) -> None:
    mine = asking.confirmed()
    put_alerts(asking.store, asking.reader(), 1, [ALERT], asking.clock())
    bundle(asking.store, MAIL, asking.clock())
    asking.ask("piet@raad.example")
    assert subscriptions.forget(asking.store, mine, asking.clock(), asking.fresh, never=never)
    assert asking.rows(schema.follows) == asking.rows(schema.alerts) == []
    for table in (schema.readers, schema.messages):
        assert not [row for row in asking.rows(table) if "jan" in str(row)]
    assert asking.reader("piet@raad.example")
    assert len(asking.rows(schema.readers)) == (2 if never else 1)
    asking.ask()
    known = [row for row in asking.rows(schema.readers) if row.address == "jan@raad.example"]
    assert bool(known) is not never
    assert subscriptions.mine(asking.store, mine) is None


def test_the_link_to_ones_own_page_goes_by_mail_only_to_who_is_known(asking: Asking) -> None:
    asking.confirmed()
    subscriptions.send_link(asking.store, MAIL, "nieuw@raad.example", asking.clock(), asking.fresh)
    subscriptions.send_link(asking.store, MAIL, "JAN@raad.example", asking.clock(), asking.fresh)
    assert asking.purposes().count("toegang") == 1
    content = bytes(next(row for row in asking.rows(schema.messages) if row.purpose == "toegang").content)
    assert asking.token(Leads.MINE).encode() in content.replace(b"=\r\n", b"")
    with pytest.raises(AddressError):
        subscriptions.send_link(asking.store, MAIL, "jan", asking.clock(), asking.fresh)
