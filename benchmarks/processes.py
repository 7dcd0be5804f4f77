# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Running the program as a user would, and watching what it costs."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import psutil


def timed(
    folder: Path, arguments: list[str], look: Callable[[float, float], None] = lambda _seconds, _megabytes: None, **settings: str
) -> tuple[str, float, float]:
    """Run the program; its output, wall-clock seconds, and peak memory in MB. `look` is told the memory five times a second."""
    began = time.perf_counter()
    with tempfile.TemporaryFile("w+") as output:
        process = subprocess.Popen(program(arguments), env={**environment(folder), **settings}, stdout=output, text=True)
        watched = psutil.Process(process.pid)
        peak = 0.0
        while process.poll() is None:
            try:
                now = watched.memory_info().rss / 1e6
                peak = max(peak, now)
                look(time.perf_counter() - began, now)
                process.wait(0.2)
            except subprocess.TimeoutExpired:
                continue
            except psutil.NoSuchProcess:
                break
        took = time.perf_counter() - began
        if process.wait() not in (0, 1):
            sys.exit(f"{' '.join(arguments)} eindigde met {process.returncode}")
        output.seek(0)
        return output.read(), took, peak


def program(arguments: list[str]) -> list[str]:
    """The command line of the program in this environment."""
    return [sys.executable, "-c", "from bijgepraat.cli import main; main()", *arguments]


def environment(folder: Path) -> dict[str, str]:
    """This environment, on that data directory."""
    return {**os.environ, "BIJGEPRAAT_DATA": str(folder)}
