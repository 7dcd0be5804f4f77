# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""A first synchronisation of a made-up SyncFeed on loopback, and rounds after it: speed from end to end, and memory over time.

The peer is a process of its own and shares the cores with what is measured, as a fetched page would share them with nothing.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from processes import timed

ROOT = Path(__file__).resolve().parents[1]


def measure_sync(entries: int) -> None:
    """Fetch, archive, store and index everything, then ask again twice when nothing is new."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        own = folder / "bronnen"
        own.mkdir()
        peer = subprocess.Popen(
            [sys.executable, "-m", "tests.peers", "--entries", str(entries), "--port", "0", "--write-descriptions", str(own)],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            text=True,
        )
        try:
            assert peer.stdout is not None
            host = peer.stdout.readline().strip()
            course: list[tuple[float, float]] = []
            for name in ("eerste synchronisatie", "ronde zonder nieuws", "nog een ronde zonder nieuws"):
                course.clear()
                command = ["sync", "tweedekamer", "--no-files", "--json"]
                output, seconds, peak = timed(
                    folder, command, lambda at, size: course.append((at, size)), BIJGEPRAAT_ALLOWED_HOSTS=host
                )
                report = json.loads(output)
                streams = [stream for source in report["bronnen"] for stream in source["stromen"]]
                read = sum(stream["gelezen"] for stream in streams)
                stored = sum(stream["opgeslagen"] for stream in streams)
                errors = [stream["fout"] for stream in streams if stream["fout"]]
                print(
                    f"{name}: {read} gelezen, {stored} opgeslagen, {report['zoekindex']} in de zoekindex, {len(errors)} fouten "
                    f"in {seconds:.1f} s = {read / seconds:.0f} per s; piek {peak:.0f} MB"
                )
                if seconds > 10:
                    parts = [course[int(len(course) * part / 10)][1] for part in range(1, 10)]
                    print("  geheugen in MB na elk tiende deel van de tijd: " + ", ".join(f"{part:.0f}" for part in parts))
        finally:
            peer.terminate()
            peer.wait(20)
