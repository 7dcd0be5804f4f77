# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""What the peer was asked, and which faults it made of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from threading import Lock

from .faults import Trouble


@dataclass(frozen=True, slots=True)
class Asked:
    """One request. `target` is path and query as sent; `status` is None when the line was cut before an answer."""

    method: str
    target: str
    service: str
    stream: str
    status: int | None
    fault: Trouble | None
    headers: Mapping[str, str]


@dataclass(slots=True)
class Log:
    """All requests in the order in which they were answered; `fired` counts the faults."""

    asked: list[Asked] = field(default_factory=list)
    fired: Counter[Trouble] = field(default_factory=Counter)
    _lock: Lock = field(default_factory=Lock)

    def __len__(self) -> int:
        return len(self.asked)

    def add(self, asked: Asked) -> None:
        """Note a request."""
        with self._lock:
            self.asked.append(asked)
            if asked.fault is not None:
                self.fired[asked.fault] += 1

    def of(self, service: str, stream: str | None = None) -> list[Asked]:
        """The requests of a service, or of one of its streams."""
        with self._lock:
            return [one for one in self.asked if one.service == service and stream in {None, one.stream}]

    def clear(self) -> None:
        """Forget what was asked so far, for a next round."""
        with self._lock:
            self.asked.clear()
            self.fired.clear()
