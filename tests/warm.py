# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The program as a process of its own that can be killed, without loading it anew each time.

One process loads the program and forks a child for every run. The child is as real as any: it opens its own database and index, and
`SIGKILL` ends it between two instructions. What is saved is the second of importing, twenty times over.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
from collections.abc import Mapping, Sequence
from multiprocessing.process import BaseProcess
from pathlib import Path

_MODULES = [
    "bijgepraat.cli",
    "bijgepraat.cli.sync",
    "bijgepraat.cli.deliver",
    "bijgepraat.pipeline.house",
    "bijgepraat.pipeline.sync.run",
    "bijgepraat.pipeline.publishing",
    "bijgepraat.pipeline.delivery",
]
context = multiprocessing.get_context("forkserver")
"""For children that run a function of a test."""
context.set_forkserver_preload(_MODULES)


class Warm:
    """A run of the program with these arguments. `told` gets what it writes; without one that is thrown away."""

    def __init__(self, arguments: Sequence[str], environment: Mapping[str, str], told: Path | None = None) -> None:
        self._process: BaseProcess = context.Process(
            target=_run, args=(list(arguments), dict(environment), str(told or os.devnull)), daemon=True
        )
        self._process.start()

    @property
    def running(self) -> bool:
        """Whether it has not ended."""
        return self._process.is_alive()

    def kill(self) -> None:
        """End it now (SIGKILL)."""
        if self._process.is_alive():
            self._process.kill()

    def wait(self) -> int:
        """Wait for its end; the exit status, negative for the signal that ended it."""
        self._process.join()
        status = self._process.exitcode
        self._process.close()
        return status or 0


def _run(arguments: list[str], environment: dict[str, str], told: str) -> None:
    os.environ.clear()
    os.environ.update(environment)
    sys.argv = ["bijgepraat", *arguments]
    out = os.open(told, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    os.dup2(out, 1)
    os.dup2(out, 2)
    from bijgepraat.cli import main

    main()
