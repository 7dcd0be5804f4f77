# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""A delivering process that is killed (SIGKILL) at twenty random moments: all arrives, and what comes twice is the same message."""

from __future__ import annotations

import os
import random
import time
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import sqlalchemy as sa
from mail_house import numbered, opened, put_alerts, reader_who_follows

from bijgepraat.pipeline.delivery import queue_health
from bijgepraat.store.schema import alerts, messages
from peers.smtp_peer import SmtpPeer
from warm import Warm

KILLS = 20
READERS, EACH = 30, 12


def test_killed_twenty_times_every_alert_arrives(tmp_path: Path) -> None:
    dice = random.Random(20)
    with opened(tmp_path) as store, SmtpPeer(delay=0.01) as peer:
        people = [reader_who_follows(store, f"lezer{number}@raad.example") for number in range(READERS)]
        environment = {
            **os.environ,
            "BIJGEPRAAT_DATA": str(tmp_path),
            "BIJGEPRAAT_SMTP": f"smtp://127.0.0.1:{peer.port}",
            "BIJGEPRAAT_AFZENDER": "bijgepraat@gemeente.example",
            "BIJGEPRAAT_ADRES_SITE": "https://bijgepraat.example",
            # A message is held for twice as long: what a killed worker held is free again after a moment.
            "BIJGEPRAAT_SMTP_GEDULD": "2",
        }
        killed = told = 0
        for _ in range(3 * KILLS):
            if killed == KILLS:
                break
            if told < EACH:
                for reader, follow in people:
                    put_alerts(store, reader, follow, [numbered(told)], datetime.now(UTC))
                told += 1
            until = len(peer.letters) + dice.randint(0, 12)
            process = Warm(["deliver"], environment)
            # By what the server has taken, and not by the clock: then it is at work on any machine, however slow.
            deadline = time.monotonic() + 60
            while process.running and len(peer.letters) <= until and time.monotonic() < deadline:
                time.sleep(0.001)
            time.sleep(dice.random() * 0.03)
            if process.running:
                process.kill()
                killed += 1
            process.wait()
        assert killed == KILLS
        assert told == EACH
        deadline = time.monotonic() + 240
        said = tmp_path / "verteld"
        while (queue_health(store).waiting or queue_health(store).untold) and time.monotonic() < deadline:
            assert Warm(["deliver", "--once"], environment, said).wait() == 0, said.read_text("utf-8")
            time.sleep(0.5)
        health = queue_health(store)
        assert (health.waiting, health.untold, health.failed) == (0, 0, 0)
        with store.reading() as connection:
            taken = connection.execute(sa.select(alerts.c.reader_id, alerts.c.message_id)).all()
            ids = connection.execute(sa.select(messages.c.id)).scalars().all()
        assert len(taken) == READERS * EACH
        # Every message of the queue arrived, and nothing that is not in it.
        assert {f"<{one}@gemeente.example>" for one in ids} == set(peer.ids())
        arrived: Counter[tuple[str, str]] = Counter()
        contents: dict[str, bytes] = {}
        for letter in peer.letters:
            # What comes twice is the same to the byte.
            assert contents.setdefault(letter.id, letter.content) == letter.content
        for letter in {letter.id: letter for letter in peer.letters}.values():
            body = letter.message.get_body(("plain",))
            assert body is not None
            for line in body.get_content().splitlines():
                if line.startswith("Motie "):
                    arrived[letter.recipient, line] += 1
        # Every alert reached its reader, in exactly one message.
        assert len(arrived) == READERS * EACH
        assert set(arrived.values()) == {1}
        repeats = len(peer.letters) - len(contents)
        assert repeats <= KILLS
