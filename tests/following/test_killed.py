# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""A synchronisation that is killed (SIGKILL) at twenty random moments and started again each time, with news coming in between."""

from __future__ import annotations

import os
import random
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import sqlalchemy as sa
from helpers import following, one_round, settings_for, wrong

from bijgepraat.pipeline.house import open_store
from bijgepraat.store import pieces
from bijgepraat.store.schema import originals, records
from bijgepraat.store.store import Store
from peers import Peer, made_up
from warm import Warm

KILLS = 20


def test_killed_twenty_times_the_end_is_the_same(tmp_path: Path) -> None:
    dice = random.Random(20)
    now = datetime.now(UTC)  # the program goes by the clock of the machine: which files are recent enough, what lies ahead
    truth = made_up(11, 2_500, enclosures=1.0, until=now - timedelta(days=12))
    place = tmp_path / "gestoord"
    with Peer(truth, page=20) as peer:
        peer.write_descriptions(place / "bronnen")
        environment = {**os.environ, "BIJGEPRAAT_DATA": str(place), "BIJGEPRAAT_ALLOWED_HOSTS": peer.host}
        killed = 0
        for _ in range(3 * KILLS):
            if killed == KILLS:
                break
            until = len(peer.requests) + dice.randint(1, 14)
            process = Warm(["sync", "tweedekamer"], environment)
            # By what the peer has answered, and not by the clock: then it is at work on any machine, however slow.
            while process.running and len(peer.requests) < until:
                time.sleep(0.002)
            time.sleep(dice.random() * 0.08)
            if process.running:
                process.kill()
                killed += 1
            process.wait()
            peer.advance(60)
        assert killed == KILLS
        told = tmp_path / "verteld"
        assert Warm(["sync", "tweedekamer"], environment, told).wait() == 0, told.read_text("utf-8")
        calm = tmp_path / "ongestoord"
        peer.write_descriptions(calm / "bronnen")
        with following(calm, peer, now) as synchronisation:
            one_round(synchronisation, "tweedekamer", pieces=True)
            undisturbed = content(synchronisation.store)
            found = synchronisation.store.index.search("motie", limit=1).total
    with open_store(settings_for(place, peer)) as store:
        assert wrong(store, truth) == []
        assert content(store) == undisturbed
        assert store.index.position == store.changes()
        assert store.index.search("motie", limit=1).total == found > 0
        with store.reading() as connection:
            assert pieces.missing(connection) == []
            names = connection.execute(sa.select(originals.c.sha256)).scalars().all()
        for name in names:
            store.archive.verify(name)


def content(store: Store) -> list[tuple[object, ...]]:
    """All current records without what depends on the order of arrival."""
    columns = [records.c[name] for name in ("kind", "key", "title", "date", "modified", "deleted", "fields", "sha")]
    with store.reading() as connection:
        return sorted(tuple(row) for row in connection.execute(sa.select(*columns).where(records.c.deleted.is_(False))))
