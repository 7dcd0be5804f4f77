# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Who sits in parliament, and for which party on which day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Seat:
    """A time in which someone sat for a party. `first` and `last` are days, both of them included; None is open."""

    party: str
    first: date | None = None
    last: date | None = None

    def held(self, on: date) -> bool:
        """Whether it was held on that day."""
        return (self.first is None or self.first <= on) and (self.last is None or on <= self.last)


@dataclass(frozen=True, slots=True)
class Member:
    """A member of parliament: the source's own key, and the seats. `role` is what a reader sees."""

    id: str
    seats: tuple[Seat, ...] = ()
    role: str = "lid van de Tweede Kamer"

    def party_on(self, on: date | None) -> str | None:
        """The party on a day; without a day, or where the seats do not say, the party if there has only been one."""
        some = {seat.party for seat in self.seats if on is None or seat.held(on)}
        return some.pop() if len(some) == 1 else None

    def sat(self, on: date | None) -> bool:
        """Whether there was a seat on that day; without a day: whether there ever was one."""
        return any(on is None or seat.held(on) for seat in self.seats)
