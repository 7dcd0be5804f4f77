# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The peer as a process of its own, for benchmarks and for tests that kill the other side. Runs until it is stopped."""

from __future__ import annotations

import argparse
import signal
import threading
from pathlib import Path
from tempfile import TemporaryFile

from . import FaultPlan, Peer, from_shared, made_up, made_up_publications


def main() -> None:
    """Serve, and print `host:port` on the first line of the output."""
    parser = argparse.ArgumentParser(prog="python -m tests.peers")
    parser.add_argument("--entries", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--page", type=int, default=250)
    parser.add_argument("--enclosures", type=float, default=0.0, help="share of documents and transcripts that announce a file")
    parser.add_argument("--shared", type=Path, help="folder with real entities as JSON lines, instead of made-up ones")
    parser.add_argument("--publications", type=int, default=0)
    parser.add_argument("--every-fault", type=int, default=0, metavar="N", help="all transient faults in turn, at every Nth page")
    parser.add_argument("--prerender", action="store_true", help="make all pages first, so that serving them costs nothing")
    parser.add_argument("--write-descriptions", type=Path, metavar="FOLDER")
    given = parser.parse_args()
    truth = (
        from_shared(given.shared, given.entries)
        if given.shared
        else made_up(given.seed, given.entries, enclosures=given.enclosures)
    )
    faults = FaultPlan.everything(every=given.every_fault) if given.every_fault else FaultPlan()
    publications = made_up_publications(given.seed, given.publications)
    stopped = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stopped.set())
    with Peer(truth, faults=faults, publications=publications, page=given.page, port=given.port) as peer:
        if given.write_descriptions:
            peer.write_descriptions(given.write_descriptions)
        with TemporaryFile() as pages:
            if given.prerender:
                peer.prerender(pages)
            print(peer.host, flush=True)
            stopped.wait()


if __name__ == "__main__":
    main()
