# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""What a site asks of robots in its robots.txt (RFC 9309), kept for a day."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock

from protego import Protego

from bijgepraat.sources.fetched import FetchError

ROBOT = "Bijgepraat"
MOST_BYTES = 1024**2
_DAY_S = 86_400.0
_UNKNOWN_S = 300.0
_LONGEST_DELAY_S = 30.0
"""Longer would make a source unusable; whoever wants us gone has Disallow."""
_AGENT = re.compile(r"\s*user[-\s]*agent\s*[:\s]\s*([^#]*)", re.IGNORECASE)


@dataclass(slots=True)
class _Site:
    lock: Lock = field(default_factory=Lock)
    until: float = 0.0
    rules: Protego | None = None
    failure: str = ""


class Robots:
    """The rules of each site, fetched when first needed. Safe from several threads: one fetches, the others wait for it."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._lock = Lock()
        self._sites: dict[str, _Site] = {}

    def delay(self, site: str, address: str, fetch: Callable[[str], bytes | None]) -> float | None:
        """How many seconds a site wants between two requests, or None when it does not want this address to be asked at all.

        `site` is scheme, host and port. `fetch` gives the bytes of an address, None when there is nothing (4xx).
        Raises `FetchError` (temporary) while the rules cannot be had: then nothing is allowed.
        """
        with self._lock:
            known = self._sites.setdefault(site, _Site())
        with known.lock:
            if self._clock() >= known.until:
                self._renew(known, f"{site}/robots.txt", fetch)
            if known.rules is None:
                raise FetchError(known.failure, address=address, temporary=True)
            if not known.rules.can_fetch(address, ROBOT):
                return None
            return min(max(known.rules.crawl_delay(ROBOT) or 0.0, 0.0), _LONGEST_DELAY_S)

    def _renew(self, known: _Site, address: str, fetch: Callable[[str], bytes | None]) -> None:
        try:
            content = fetch(address)
        except FetchError as error:
            if not error.temporary:
                raise
            known.rules = None
            known.failure = f"{address} is nu niet op te vragen, en zonder toestemming vragen we niets. {error}"
            known.until = self._clock() + _UNKNOWN_S
            return
        known.rules = Protego.parse(_for_us((content or b"").decode("utf-8-sig", "replace")))
        known.until = self._clock() + _DAY_S


def _for_us(text: str) -> str:
    """The same rules, with one name for all other robots.

    Protego keeps each rule once per name that it is for: thousands of names with thousands of rules would fill the memory.
    """
    lines = []
    for line in text.splitlines():
        agent = _AGENT.match(line)
        lines.append(line if agent is None else f"User-agent: {_name_for_us(agent[1])}")
    return "\n".join(lines)


def _name_for_us(name: str) -> str:
    bare = name.replace("*", "").strip().lower()
    if not bare:
        return "*" if "*" in name else ""
    return bare if bare in ROBOT.lower() else "other"
