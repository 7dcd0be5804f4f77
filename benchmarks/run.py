# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Measure the whole way on a folder of real data: import, analysis, the pages of the site, and following a source.

    ./run bench [--data ../shared/data] [--keep MAP] [import] [analyse] [pages] [sync] [search]

Each step runs as its own process, as a user would start it, on a data directory that starts empty. Printed are wall-clock
seconds, records or texts per second, the process's own peak memory, and for pages the median and 99th percentile over HTTP.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import platform
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import quote

import psutil
from processes import environment, program, timed
from search import measure_search
from synchronising import measure_sync

ROOT = Path(__file__).resolve().parents[1]
STEPS = ("import", "analyse", "pages", "sync", "search")
QUERIES = ("jeugdzorg", "gemeentefonds", "woningbouw gemeenten", "asielopvang", "stikstof", "Wmo", '"specifieke uitkering"')
THEMES = ("jeugd", "wonen", "asiel", "financien", "zorg")


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the chosen steps and print what they cost."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("steps", nargs="*", metavar="STAP", help=f"welke stappen ({', '.join(STEPS)}); zonder keuze alle")
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data", help="map met echte gegevens")
    parser.add_argument("--keep", type=Path, help="gegevensmap die blijft staan, om later op door te meten")
    parser.add_argument("--requests", type=int, default=300, help="verzoeken per soort pagina")
    parser.add_argument("--entries", type=int, default=500_000, help="items die de nagebootste bron heeft (stap sync)")
    parser.add_argument("--documents", type=int, default=1_000_000, help="gemaakte stukken (stap search)")
    options = parser.parse_args(arguments)
    if unknown := set(options.steps) - set(STEPS):
        parser.error(f"onbekende stap: {', '.join(sorted(unknown))}")
    if not options.data.is_dir():
        sys.exit(f"Er is geen map {options.data}. Geef met --data een map met gegevens van de Tweede Kamer.")
    print(f"{platform.platform()}, Python {platform.python_version()}, {os.cpu_count()} kernen")
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.keep or Path(temporary)
        for step in options.steps or STEPS:
            if step == "import":
                measure_import(folder, options.data)
            elif step == "analyse":
                measure_analysis(folder)
            elif step == "sync":
                measure_sync(options.entries)
            elif step == "search":
                with tempfile.TemporaryDirectory() as apart:
                    measure_search(options.data, Path(apart), options.documents)
            else:
                measure_pages(folder, options.requests)


def measure_import(folder: Path, data: Path) -> None:
    """Import everything, then import it again: the second time nothing may be stored."""
    for name in ("import", "import, tweede keer"):
        output, seconds, peak = timed(folder, ["import", str(data), "--json"])
        counts = json.loads(output)["soorten"]
        read = sum(count["gelezen"] for count in counts.values())
        stored = sum(count["opgeslagen"] for count in counts.values())
        refused = sum(count["geweigerd"] for count in counts.values())
        print(
            f"{name}: {read} gelezen, {stored} opgeslagen, {refused} geweigerd in {seconds:.1f} s = "
            f"{read / seconds:.0f} per s; piek {peak:.0f} MB"
        )
    sizes = {
        part: sum(path.stat().st_size for path in folder.rglob(part)) / 1e6
        for part in ("*.sqlite", "archief/**/*", "zoekindex/**/*")
    }
    print("grootte in MB: " + ", ".join(f"{part.split('/')[0]} {size:.0f}" for part, size in sizes.items()))


def measure_analysis(folder: Path) -> None:
    """Analyse everything that was imported."""
    output, seconds, peak = timed(folder, ["analyse", "--all"])
    print(f"analyse: {output.strip()}; hele proces {seconds:.1f} s; piek hoofdproces {peak:.0f} MB")


def measure_pages(folder: Path, requests: int) -> None:
    """Ask pages of a running site one after another and time each answer."""
    process = subprocess.Popen(program(["serve", "--port", "0"]), env=environment(folder), stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        address = process.stdout.readline().split()[3]
        host, port = address.removeprefix("http://").rstrip("/").split(":")
        for name, paths in pages(folder).items():
            times = [answer(host, int(port), path) for path in random.Random(7).choices(paths, k=requests)]
            times.sort()
            middle, late = statistics.median(times) * 1000, times[int(len(times) * 0.99)] * 1000
            print(
                f"pagina {name}: mediaan {middle:.1f} ms, p99 {late:.1f} ms over {len(times)} verzoeken op {len(paths)} adressen"
            )
        print(f"geheugen van de site: {psutil.Process(process.pid).memory_info().rss / 1e6:.0f} MB")
    finally:
        process.terminate()
        process.wait(20)


def pages(folder: Path) -> dict[str, list[str]]:
    """Addresses per kind of page, taken from the store itself."""
    documents: dict[str, list[str]] = {}
    for kind in ("Publicatie", "Zaak", "Debat", "Bestand"):
        output, *_ = timed(folder, ["search", "--json", "--limit", "200", "--kind", kind, "gemeente"])
        found = [result["id"] for result in json.loads(output)["results"]]
        documents[f"document ({kind})"] = sorted(
            {f"/documenten/{kind}/{quote(name.partition(':')[2], safe='')}" for name in found}
        )
    return {
        "home": ["/"],
        "edities": ["/edities"],
        "dossier": [f"/dossiers/{theme}" for theme in THEMES],
        **{name: paths for name, paths in documents.items() if paths},
        "zoeken": [f"/zoeken?q={quote(query)}" for query in QUERIES],
        "mensen": ["/mensen"],
        "partijen": ["/partijen"],
        "status": ["/status"],
    }


def answer(host: str, port: int, path: str) -> float:
    """Seconds for one request, its whole body included."""
    connection = http.client.HTTPConnection(host, port, timeout=60)
    began = time.perf_counter()
    connection.request("GET", path, headers={"Accept-Encoding": "gzip"})
    response = connection.getresponse()
    response.read()
    took = time.perf_counter() - began
    connection.close()
    if response.status != 200:
        sys.exit(f"{path} antwoordt {response.status}")
    return took


if __name__ == "__main__":
    main()
