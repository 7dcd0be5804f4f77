# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""A process that publishes and sends is killed (SIGKILL) again and again: out or not out, everywhere alike, and no mail twice.

One process does what the desk's button and the sending worker do together: publish with mail in the queue, then hand it over to a real
mail server. Where in that the signal falls is sought: nearer to the moment of writing after every round.
"""

from __future__ import annotations

import os
import random
import time
from collections import Counter
from datetime import timedelta
from multiprocessing.synchronize import Event
from pathlib import Path

from press_house import NOW, WEEK, change, edition_reader, finished, house, mail_to
from starlette.testclient import TestClient

from bijgepraat.compose import desk
from bijgepraat.pipeline.delivery import deliver, queue_health
from bijgepraat.pipeline.house import Store, open_store
from bijgepraat.pipeline.press_mail import mail_steps, message_number
from bijgepraat.pipeline.publishing import is_whole, publish, versions_out
from bijgepraat.settings import MailSettings, Settings
from bijgepraat.store import audit
from bijgepraat.store.schema import messages
from bijgepraat.web.app import create_app
from peers.smtp_peer import SmtpPeer
from warm import context

ROUNDS, READERS = 10, 10


def _publish_and_send(environment: dict[str, str], version: int, words: str, mail: MailSettings, begins: Event) -> None:
    # Which database it is, the environment says: the tests run on either.
    with open_store(Settings.from_environment(environment)) as store:
        begins.set()
        publish(store, WEEK, version, by="Eva", now=NOW, correction=words, notify=True, together=mail_steps(mail))
        deliver(store, mail, lambda: NOW)


def _title(number: int) -> str:
    """Without a number, which would need a source."""
    return f"Ronde {chr(64 + number)} voor gemeenten"


def _told(store: Store, client: TestClient) -> tuple[int, set[int]]:
    """The newest version that is out, and in how many versions every other place says that it is."""
    out = versions_out(store, WEEK)
    assert all(is_whole(one) for one in out)
    assert [one.version for one in out] == list(range(len(out), 0, -1))
    with store.reading() as connection:
        queued = [row.id for row in connection.execute(messages.select())]
        written = [one for one in audit.lines(connection, 1_000) if one.about == WEEK and one.what.startswith("editie ")]
    assert len(queued) == len(set(queued)) and len(queued) % READERS == 0
    page = client.get(f"/edities/{WEEK}")
    feed = client.get("/edities/feed.json").json() if out else {"items": []}
    shown = 0
    if out:
        assert page.status_code == 200 and out[0].hash in page.text
        shown = next((n for n in range(len(out), 0, -1) if _title(n) in page.text), 0)
        assert any(_title(len(out)) in str(item) for item in feed["items"])
    else:
        assert "voor gemeenten" not in page.text, "before that there is only the draft of the machine"
    return len(out), {len(queued) // READERS, len(written), shown}


def test_killed_anywhere_between_the_button_and_the_last_mail(tmp_path: Path) -> None:
    dice = random.Random(9)
    # A message is held for twice as long as the patience: what a killed process held is free again after a moment.
    with house(tmp_path) as store, SmtpPeer(delay=0.004) as peer, TestClient(create_app(store)) as client:
        mail = mail_to(peer.port)
        people = [edition_reader(store, f"lezer{number}@raad.example") for number in range(READERS)]
        change(store, finished)
        environment = {**os.environ, "BIJGEPRAAT_DATA": str(tmp_path / "data")}
        wait, killed_before, killed_after = 0.02, 0, 0
        for number in range(1, ROUNDS + 1):
            words = f"{_title(number)} is beter." if number > 1 else ""
            version = change(store, lambda e, n=number: desk.retitle(e, e.items[0].id, _title(n)))  # type: ignore[misc]
            begins = context.Event()
            child = context.Process(target=_publish_and_send, args=(environment, version, words, mail, begins))
            child.start()
            assert begins.wait(60)
            time.sleep(wait * (0.5 + dice.random()))
            child.kill()
            child.join()
            child.close()
            out, told = _told(store, client)
            assert told == {out}, "the edition is out in one place and not in another"
            assert out in (number - 1, number)
            killed_before, killed_after = killed_before + (out < number), killed_after + (out == number)
            wait *= 1.5 if out < number else 0.7
            if out < number:
                publish(store, WEEK, version, by="Eva", now=NOW, correction=words, notify=True, together=mail_steps(mail))
                assert _told(store, client) == (number, {number})
        assert killed_before and killed_after, "both sides of the moment were met"
        # What a killed process held is held no more: the clock of the sender, not ours, is set forward.
        later = timedelta(0)
        while queue_health(store).waiting and later < timedelta(hours=2):
            later += timedelta(minutes=1)
            deliver(store, mail, lambda ahead=later: NOW + ahead)  # type: ignore[misc]
        health = queue_health(store)
        assert (health.waiting, health.failed) == (0, 0)
        arrived = Counter(letter.id for letter in peer.letters)
        wanted = {
            f"<{message_number(1, version, reader)}@gemeente.example>" for version in range(1, ROUNDS + 1) for reader in people
        }
        assert set(arrived) == wanted, "every reader got every version"
        contents: dict[str, bytes] = {}
        assert all(contents.setdefault(letter.id, letter.content) == letter.content for letter in peer.letters)
        # Only a message that was under way when the process died can come again, and then under the same Message-ID.
        assert len(peer.letters) - len(wanted) <= ROUNDS
