# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Pauses between attempts to log in: longer and longer, per name and per address of origin.

An attempt is counted before its password is looked at, so that many at the same time count too. A name that is nobody's is
counted like one that is somebody's: a pause does not tell who has an account.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from ipaddress import IPv6Address, ip_address

from bijgepraat.store import attempts
from bijgepraat.store.attempts import Attempts
from bijgepraat.store.queries import Connection


@dataclass(frozen=True, slots=True)
class Pace:
    """`free` attempts without a pause; then `first` seconds, twice as long each time, up to `most`. Forgotten after `memory`."""

    kind: str
    free: int
    first: int
    most: int
    memory: timedelta


NAME = Pace("naam", 5, 30, 15 * 60, timedelta(hours=12))
CODE = Pace("code", 5, 30, 15 * 60, timedelta(hours=12))
ORIGIN = Pace("herkomst", 20, 30, 30 * 60, timedelta(hours=1))
"""An office shares one address, so more is let through."""


class PausedError(Exception):
    """Too many attempts; again after so many `seconds`."""

    def __init__(self, seconds: int) -> None:
        super().__init__(f"{seconds} s")
        self.seconds = seconds


@dataclass(frozen=True, slots=True)
class Counted:
    """An attempt that was counted. `begins`: it is the one that starts a pause."""

    pace: Pace
    key: str
    begins: bool


def count(connection: Connection, pace: Pace, value: str, now: datetime) -> Counted:
    """Count an attempt. Raises `PausedError` during a pause; that attempt is not looked at and not counted."""
    attempts.forget_older(connection, pace.kind, moment(now - pace.memory))
    key = attempts.key_of(connection, pace.kind, value)
    found = attempts.of(connection, key)
    if found.until is not None:
        left = (datetime.fromisoformat(found.until) - now).total_seconds()
        if left > 0:
            raise PausedError(max(1, round(left)))
    failures = found.failures + 1
    attempts.keep(connection, key, Attempts(failures, _until(pace, failures, now)), moment(now))
    return Counted(pace, key, failures == pace.free)


def succeeded(connection: Connection, counted: Counted, now: datetime) -> None:
    """It was no failure after all. A name starts anew; an origin gets this one back: others may be trying from there."""
    if counted.pace is not ORIGIN:
        attempts.forget(connection, counted.key)
        return
    found = attempts.of(connection, counted.key)
    failures = max(0, found.failures - 1)
    attempts.keep(connection, counted.key, Attempts(failures, _until(ORIGIN, failures, now)), moment(now))


def forgive(connection: Connection, pace: Pace, value: str) -> None:
    """End the pause of a name."""
    attempts.forget(connection, attempts.key_of(connection, pace.kind, value))


def origin(host: str) -> str:
    """What counts as one address of origin: an IPv6 subscriber has a whole /64."""
    try:
        found = ip_address(host.partition("%")[0])
    except ValueError:
        return host[:100]
    if isinstance(found, IPv6Address):
        if found.ipv4_mapped is not None:
            return str(found.ipv4_mapped)
        return str(IPv6Address(int(found) >> 64 << 64))
    return str(found)


def moment(now: datetime) -> str:
    """A moment as the store keeps it: ISO, UTC, whole seconds."""
    return now.astimezone(UTC).isoformat(timespec="seconds")


def _until(pace: Pace, failures: int, now: datetime) -> str | None:
    if failures < pace.free:
        return None
    # The exponent is cut before it makes a number of thousands of digits.
    seconds = min(pace.most, pace.first * 2 ** min(failures - pace.free, 20))
    return moment(now + timedelta(seconds=seconds))
