# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Asking as the program does, with a clock that only moves when told to, a resolver of our own, and no waiting."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from threading import Lock
from typing import Any

import httpcore2
import pytest

from bijgepraat.model.sync import Complaint, Description, NetworkRules, Validators
from bijgepraat.sources.fetched import Network
from bijgepraat.sources.http import Client

CONTACT = "https://bijgepraat.example/contact"
START = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
PUBLIC = "93.184.216.34"


@dataclass(slots=True)
class Time:
    """Moves by sleeping, and by `move`. `slept` is every wait that was asked for, in seconds."""

    at: float = 1000.0
    slept: list[float] = field(default_factory=list)
    _lock: Lock = field(default_factory=Lock)

    def clock(self) -> float:
        return self.at

    def sleep(self, seconds: float) -> None:
        with self._lock:
            self.slept.append(seconds)
        self.move(seconds)

    def move(self, seconds: float) -> None:
        with self._lock:
            self.at += seconds

    def now(self) -> datetime:
        return START + timedelta(seconds=self.at)


@dataclass(slots=True)
class Names:
    """A resolver that knows these names only. A list of lists gives another answer each time, the last one for ever."""

    known: Mapping[str, list[list[str]]] = field(default_factory=dict)
    calls: list[tuple[str, int]] = field(default_factory=list)

    def __call__(self, host: str, port: int, /, *, type: int) -> Sequence[tuple[Any, ...]]:
        self.calls.append((host, port))
        if host.replace(".", "").isdigit() or ":" in host:
            answers = [host]
        elif host in self.known:
            turns = self.known[host]
            answers = turns.pop(0) if len(turns) > 1 else turns[0]
        else:
            raise OSError("unknown host")
        return [(2, type, 6, "", (one, port)) for one in answers]


def names(**known: str | list[str]) -> Names:
    """Names of which the underscores are dots, each with its address or addresses."""
    return Names({host.replace("_", "."): [[one] if isinstance(one, str) else one] for host, one in known.items()})


@dataclass(slots=True)
class Asking:
    """A network bound to one source, and all that it does beside asking."""

    network: Network
    told: list[Complaint]
    time: Time
    client: Client

    @property
    def codes(self) -> list[str]:
        return [one.code for one in self.told]


def description(address: str, **rules: Any) -> Description:
    """A source at this address; without pace and robots unless the rules say so."""
    return Description(
        name="bron",
        title="Bron",
        service="feed",
        address=address,
        licence="CC0-1.0",
        attribution="Bron",
        poll=timedelta(minutes=15),
        silence=timedelta(days=3),
        streams={},
        network=NetworkRules(**{"requests_per_second": 0, "robots": False, "attempts": 3, **rules}),
    )


@contextmanager
def asking(
    address: str,
    *allowed: str,
    time: Time | None = None,
    clock: Callable[[], float] | None = None,
    sleep: Callable[[float], object] | None = None,
    resolve: Names | None = None,
    known: Mapping[str, Validators] | None = None,
    **rules: Any,
) -> Iterator[Asking]:
    """A source at `address`, asked by a client that may go to the private hosts `allowed`."""
    time = time or Time()
    with Client(
        frozenset(allowed),
        CONTACT,
        version="0.0",
        jitter=random.Random(1),
        sleep=sleep or time.sleep,
        clock=clock or time.clock,
        now=time.now,
        resolve=resolve or Names(),
    ) as client:
        yield bind(client, time, address, known=known, **rules)


def bind(client: Client, time: Time, address: str, *, known: Mapping[str, Validators] | None = None, **rules: Any) -> Asking:
    """One more source of the same client."""
    told: list[Complaint] = []
    network = client.bound(description(address, **rules), known=(known or {}).get, tell=told.append)
    return Asking(network, told, time, client)


def connections(monkeypatch: pytest.MonkeyPatch, port: int | None = None) -> list[tuple[str, int]]:
    """Every address a connection is made to from now on. All really go to `port` of loopback; without one none is made."""
    made: list[tuple[str, int]] = []
    real = httpcore2.SyncBackend.connect_tcp

    def connect(self: httpcore2.SyncBackend, host: str, asked: int, *rest: Any, **more: Any) -> httpcore2.NetworkStream:
        made.append((host, asked))
        if port is None:
            raise httpcore2.ConnectError("the test lets nothing out")
        return real(self, "127.0.0.1", port, *rest, **more)

    monkeypatch.setattr(httpcore2.SyncBackend, "connect_tcp", connect)
    return made
