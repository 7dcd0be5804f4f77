# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""How often a host is asked: one pace for all sources that ask it, and a pause when it wants one."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock

_DAY_S = 86_400.0


class Pace:
    """Gives turns per host. Safe from several threads: turns are handed out in order, the waiting is done by who got one."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._lock = Lock()
        self._last: dict[str, float] = {}
        self._between: dict[str, float] = {}
        self._closed: dict[str, float] = {}

    def slow_down(self, host: str, seconds: float) -> None:
        """At least so many seconds between two requests to this host, from now on. The slowest wish counts."""
        with self._lock:
            self._between[host] = max(self._between.get(host, 0.0), seconds)

    def close(self, host: str, seconds: float) -> None:
        """The host asked to be left alone for so long (a day at most)."""
        with self._lock:
            self._closed[host] = max(self._closed.get(host, 0.0), self._clock() + min(seconds, _DAY_S))

    def closed(self, host: str) -> float:
        """For how many seconds the host still wants to be left alone."""
        with self._lock:
            return max(0.0, self._closed.get(host, 0.0) - self._clock())

    def turn(self, host: str) -> float:
        """Take the next turn at this host. Returns how many seconds to wait for it."""
        with self._lock:
            now = self._clock()
            start = max(now, self._closed.get(host, now))
            if host in self._last:
                start = max(start, self._last[host] + self._between.get(host, 0.0))
            self._last[host] = start
            return start - now
