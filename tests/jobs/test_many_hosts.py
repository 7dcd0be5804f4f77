# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Four workers on three hosts (processes with data directories of their own) over one PostgreSQL, while one after another is killed
and the server is started again: in the end everything is there, once.

`BIJGEPRAAT_TEST_SECONDS=120` makes it last as long as the measurement in docs/measurements.md.
"""

from __future__ import annotations

import os
import random
import shutil
import tempfile
import time
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from helpers import wrong
from mail_house import reader_who_follows

import on_postgresql
from bijgepraat.model.jobs import JobKind
from bijgepraat.store import jobs
from bijgepraat.store.errors import StoreError
from bijgepraat.store.readings import unread
from bijgepraat.store.schema import alerts, messages, originals, readings, records
from bijgepraat.store.schema_jobs import jobs as table
from bijgepraat.store.store import Store
from bijgepraat.understand import reading
from peers import Peer, made_up
from peers.smtp_peer import SmtpPeer
from warm import Warm

HOSTS, WORKERS, HELD_S = 3, 4, 3
SECONDS = float(os.environ.get("BIJGEPRAAT_TEST_SECONDS", "14"))
RESTARTS = 2


@pytest.mark.postgresql
def test_killed_again_and_again_every_job_takes_effect_once(tmp_path: Path) -> None:
    dice = random.Random(7)
    now = datetime.now(UTC)
    truth = made_up(11, int(60 * SECONDS), until=now - timedelta(days=40))  # what lies ahead of the clock is not believed
    # The server runs as a user of its own, who may not look into the folders of tests.
    place = Path(tempfile.mkdtemp(prefix="bijgepraat-pg-"))
    place.chmod(0o755)
    server, form = on_postgresql.start(place / "gegevens")
    try:
        with Peer(truth, page=50) as peer, SmtpPeer() as post:
            address = form.format("samen")
            with Store.open(tmp_path / "kijker", server=address) as store:
                reader_who_follows(store, "lezer@raad.example")
                environments = []
                for number in range(HOSTS):
                    host = tmp_path / f"host{number}"
                    peer.write_descriptions(host / "bronnen")
                    environments.append(
                        {
                            **os.environ,
                            "BIJGEPRAAT_DATA": str(host),
                            "BIJGEPRAAT_DATABASE": address,
                            "BIJGEPRAAT_ALLOWED_HOSTS": peer.host,
                            "BIJGEPRAAT_SMTP": f"smtp://127.0.0.1:{post.port}",
                            "BIJGEPRAAT_AFZENDER": "bijgepraat@gemeente.example",
                            "BIJGEPRAAT_ADRES_SITE": "https://bijgepraat.example",
                            "BIJGEPRAAT_SMTP_GEDULD": "2",
                        }
                    )
                told = tmp_path / "verteld"
                running = [Warm(["worker", "--hold", str(HELD_S)], environments[n % HOSTS], told) for n in range(WORKERS)]
                killed = restarted = 0
                began = time.monotonic()
                while time.monotonic() - began < SECONDS:
                    time.sleep(min(2.0, SECONDS / 8) * (0.5 + dice.random()))
                    one = dice.randrange(WORKERS)
                    running[one].kill()
                    running[one].wait()
                    killed += 1
                    running[one] = Warm(["worker", "--hold", str(HELD_S)], environments[one % HOSTS], told)
                    if restarted < RESTARTS and time.monotonic() - began > SECONDS * (restarted + 1) / (RESTARTS + 1):
                        on_postgresql.restart(server)
                        restarted += 1
                    peer.advance(30)
                assert killed >= 4 and restarted == RESTARTS
                # What the peer has told by now is all there will be; the workers that are left finish it.
                deadline = time.monotonic() + 120
                while time.monotonic() < deadline and not _finished(store):
                    time.sleep(0.5)
                for one in running:
                    one.kill()
                    one.wait()
                last = Warm(["sync", "tweedekamer"], environments[0], told)
                assert last.wait() == 0, told.read_text("utf-8")
                time.sleep(HELD_S + 1)  # what the killed ones held comes free
                last = Warm(["worker", "--once", "--hold", str(HELD_S)], environments[0], told)
                assert last.wait() == 0, told.read_text("utf-8")
                assert wrong(store, truth) == []
                with store.reading() as connection:
                    assert unread(connection, reading.ANALYSER, 0, 10) == []
                    # Exactly once in its effect: change numbers without gaps, one reading a record, one file a hash.
                    numbers = connection.execute(sa.select(sa.func.count(), sa.func.max(records.c.id))).one()
                    assert numbers[0] > 100
                    twice = sa.select(readings.c.record_id).group_by(readings.c.record_id).having(sa.func.count() > 1)
                    assert connection.execute(twice).all() == []
                    open_twice = sa.select(table.c.kind, table.c.key).where(table.c.open == 1)
                    assert max(Counter(connection.execute(open_twice).all()).values(), default=1) == 1
                    told_of = connection.execute(sa.select(alerts.c.event, alerts.c.reader_id, alerts.c.message_id)).all()
                    queue = dict(connection.execute(sa.select(messages.c.id, messages.c.state)).all())
                    names = connection.execute(sa.select(originals.c.sha256)).scalars().all()
                # One event, one alert, in one message that arrived; what arrived twice has the same Message-ID.
                assert len({(row.event, row.reader_id) for row in told_of}) == len(told_of)
                assert {row.message_id for row in told_of} <= {*queue, "-"}
                assert set(queue.values()) <= {"verstuurd"}
                assert set(post.ids()) == {f"<{one}@gemeente.example>" for one in queue}
                # Every original lies on the host that fetched it.
                for name in names:
                    assert any(_has(tmp_path / f"host{number}" / "archief", name) for number in range(HOSTS)), name
                # Every host's index is its own and follows by itself.
                for number in range(HOSTS):
                    with Store.open(tmp_path / f"host{number}", server=address) as own:
                        own.index.follow(own.engine)
                        assert own.index.position == store.changes()
    finally:
        server.cleanup()
        shutil.rmtree(place, ignore_errors=True)


def _finished(store: Store) -> bool:
    try:
        with store.reading() as connection:
            found = jobs.health(connection, datetime.now(UTC))
            busy = [jobs.open_of(connection, kind) for kind in (JobKind.ANALYSE, JobKind.ALERT, JobKind.SYNC)]
            return found.waiting == found.held == 0 and not any(busy)
    except (sa.exc.DBAPIError, StoreError):
        return False


def _has(archive: Path, name: str) -> bool:
    return any((archive / name[:2] / name[2:4] / f"{name}{ending}").is_file() for ending in ("", ".zst"))
