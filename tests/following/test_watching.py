# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Following for good: when a source is asked again, one process at a time, and the command as people use it."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from helpers import NOW, following, wrong

from bijgepraat.model.sync import Description
from bijgepraat.pipeline.sync.lock import only_one
from bijgepraat.pipeline.sync.run import SourceReport, Wishes
from bijgepraat.pipeline.sync.watch import next_time, watch
from bijgepraat.store import sync
from bijgepraat.store.errors import StoreBusyError
from bijgepraat.store.store import Store
from peers import Fault, FaultPlan, Peer, Trouble, made_up, made_up_feed

PROGRAM = [sys.executable, "-c", "from bijgepraat.cli import main; main()"]
MINUTE = timedelta(minutes=1)
SOURCE = Description("bron", "Bron", "feeds", "https://bron.example/", "CC0-1.0", "Bron", 15 * MINUTE, timedelta(days=2), {})


def program(folder: Path, peer: Peer, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "BIJGEPRAAT_DATA": str(folder), "BIJGEPRAAT_ALLOWED_HOSTS": peer.host}
    return subprocess.run([*PROGRAM, *arguments], env=environment, capture_output=True, text=True, check=False, timeout=120)


@pytest.mark.parametrize(
    ("failures", "minutes"), [(0, 15), (1, 30), (2, 60), (3, 120), (4, 240), (5, 360), (9, 360), (10_000, 360)]
)
def test_a_source_that_fails_is_asked_ever_less_but_never_given_up(failures: int, minutes: int) -> None:
    assert next_time(SOURCE, NOW, failures, 0.5) == NOW + minutes * MINUTE


def test_a_slow_cadence_is_not_made_quicker_and_sources_do_not_move_in_step() -> None:
    weekly = replace(SOURCE, poll=timedelta(days=7))
    assert next_time(weekly, NOW, 6, 0.5) == NOW + timedelta(days=7)
    assert next_time(SOURCE, None, 0, 0.5) is None, "never asked: at once"
    early, late = next_time(SOURCE, NOW, 0, 0.0), next_time(SOURCE, NOW, 0, 1.0)
    assert early is not None and late is not None
    assert NOW + 13 * MINUTE < early < late < NOW + 17 * MINUTE


def test_one_process_at_a_time_follows_the_sources_of_a_folder(tmp_path: Path) -> None:
    with only_one(tmp_path), pytest.raises(StoreBusyError, match="Een ander proces haalt"), only_one(tmp_path):
        pass
    with only_one(tmp_path):
        pass


def test_watching_asks_each_source_when_its_time_has_come_and_ends_when_told(tmp_path: Path) -> None:
    truth = made_up(3, 400)
    clock = [NOW]
    told: list[SourceReport] = []
    with Peer(truth, news=[made_up_feed(1, "vng", 5)]) as peer:
        peer.write_descriptions(tmp_path / "bronnen", streams=["Zaak", "Document"])
        with following(tmp_path, peer) as synchronisation:
            synchronisation._now = lambda: clock[0]

            def looking() -> datetime:
                clock[0] += 5 * MINUTE  # a look at the clock takes five minutes here
                return clock[0]

            def tell(report: SourceReport) -> None:
                told.append(report)
                if len(told) == 1:
                    truth.advance(50)
                if len(told) >= 6:
                    synchronisation.stop.set()

            chosen = synchronisation.chosen(["tweedekamer", "vng"])
            watch(synchronisation, chosen, Wishes(pieces=False), now=looking, tell=tell, dice=random.Random(1))
            asked = [report.source for report in told]
            assert asked.count("tweedekamer") > asked.count("vng") >= 1, "every quarter of an hour against every hour or slower"
            assert synchronisation.store.index.position == synchronisation.store.changes()
            kinds = {"Zaak", "Document"}
            assert not [line for line in wrong(synchronisation.store, truth) if any(f"('{kind}'" in line for kind in kinds)]


def test_the_command_reports_in_words_and_as_json(tmp_path: Path) -> None:
    truth = made_up(3, 600)
    with Peer(truth) as peer:
        peer.write_descriptions(tmp_path / "bronnen", streams=["Zaak", "Document"])
        first = program(tmp_path, peer, "sync", "tweedekamer", "--no-files")
        assert first.returncode == 0, first.stderr
        assert "tweedekamer Zaak" in first.stdout and "opgeslagen" in first.stdout
        again = program(tmp_path, peer, "sync", "tweedekamer", "--no-files")
        assert (again.returncode, again.stdout.strip()) == (0, "Geen nieuws bij de bronnen.")
        truth.advance(50)
        told = json.loads(program(tmp_path, peer, "sync", "tweedekamer", "--no-files", "--json").stdout)
        [source] = told["bronnen"]
        assert source["bron"] == "tweedekamer" and source["fout"] is None
        assert 0 < sum(stream["opgeslagen"] for stream in source["stromen"]) <= 50
        assert not any(stream["eerste"] for stream in source["stromen"])


def test_a_failing_source_is_told_ends_with_1_and_holds_up_no_other(tmp_path: Path) -> None:
    plan = FaultPlan(Fault(Trouble.SERVER_ERROR, "syncfeed", at=None, times=None))
    with Peer(made_up(3, 300), faults=plan, news=[made_up_feed(1, "vng", 5)]) as peer:
        peer.write_descriptions(tmp_path / "bronnen", streams=["Zaak"], attempts=1)
        done = program(tmp_path, peer, "sync", "tweedekamer", "vng", "--no-files")
        assert done.returncode == 1
        assert "mislukt: tweedekamer Zaak:" in done.stderr and "vng" in done.stdout
        assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (("sync", "bestaatniet"), 2, "onbekende bron bestaatniet"),
        (("sync", "--since", "gisteren"), 2, "gisteren"),
        (("sync", "--since", "2999-01-01"), 2, "moet nog komen"),
    ],
)
def test_wrong_use_is_told_with_how_to_mend_it(tmp_path: Path, arguments: tuple[str, ...], status: int, words: str) -> None:
    with Peer() as peer:
        done = program(tmp_path, peer, *arguments)
    assert done.returncode == status and words in done.stderr and "Traceback" not in done.stderr


def test_a_description_that_makes_no_sense_is_named_with_its_file(tmp_path: Path) -> None:
    (tmp_path / "bronnen").mkdir()
    (tmp_path / "bronnen/eigen.yaml").write_text("name: eigen\npoll: straks\n", encoding="utf-8")
    with Peer() as peer:
        done = program(tmp_path, peer, "sync", "--list")
    assert done.returncode == 2 and "eigen" in done.stderr and "Traceback" not in done.stderr


def test_the_list_names_every_source_with_its_licence(tmp_path: Path) -> None:
    with Peer() as peer:
        done = program(tmp_path, peer, "sync", "--list")
    assert done.returncode == 0
    lines = {line.split()[0]: line for line in done.stdout.splitlines()}
    assert {"tweedekamer", "officielebekendmakingen", "rijksoverheid", "openoverheid", "vng"} <= set(lines)
    assert "CC0-1.0" in lines["tweedekamer"] and "op verzoek" in lines["tweedekamer-odata"]


def test_a_service_manager_stops_it_after_the_batch_with_status_0(tmp_path: Path) -> None:
    with Peer(made_up(3, 4_000), page=10) as peer:
        peer.write_descriptions(tmp_path / "bronnen")
        environment = {**os.environ, "BIJGEPRAAT_DATA": str(tmp_path), "BIJGEPRAAT_ALLOWED_HOSTS": peer.host}
        process = subprocess.Popen(
            [*PROGRAM, "sync", "tweedekamer", "--watch", "--no-files"], env=environment, stderr=subprocess.PIPE
        )
        while len(peer.requests) < 20:
            time.sleep(0.01)
        process.send_signal(signal.SIGTERM)
        _, said = process.communicate(timeout=60)
        assert process.returncode == 0, said
    with Store.open(tmp_path) as store, store.reading() as connection:
        rows = sync.stream_rows(connection, "tweedekamer")
        assert any(row.cursor for row in rows)
        assert not any(row.failures for row in rows), "being stopped is no failure of the source"
        assert all(datetime.fromisoformat(row.polled).tzinfo == UTC for row in rows if row.polled)
