# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""What goes wrong at the peer, and when: at which page, how often, and only until retries would get through.

Nothing is drawn at the moment of asking: the same plan does the same to the same addresses, however often and in whatever order
they are asked. A page is a distinct address, counted per stream from 1.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from hashlib import blake2b
from threading import RLock


class Trouble(StrEnum):
    """The kinds of fault."""

    TIME_OUT = "time-out"
    """No answer for `seconds`, then the line is cut."""
    TOO_MANY = "429"
    """With Retry-After in seconds (`value`, otherwise 0)."""
    TOO_MANY_UNTIL = "429 tot"
    """With Retry-After as a date, one second from now."""
    SERVER_ERROR = "500"
    UNAVAILABLE = "503"
    CUT_BEFORE = "verbroken vooraf"
    CUT_MIDDLE = "verbroken halverwege"
    """Half of the body that Content-Length promised."""
    TRUNCATED = "afgekapt"
    """Half of the body, with a Content-Length that agrees."""
    EMPTY = "leeg"
    MISENCODED = "verkeerd gecodeerd"
    """Latin-1 where UTF-8 is declared."""
    WRONG_BOM = "verkeerde BOM"
    """The byte order mark of UTF-16 before UTF-8."""
    HTML = "html"
    """An error page with status 200."""
    DRIP = "druppelend"
    """The body in 24 pieces over `seconds`."""
    GZIP = "gzip"
    DATE_OFF = "Date-kop"
    """The header Date is eight hours off."""
    REDIRECT = "omleiding"
    """To the same resource at another address here."""
    REDIRECT_AWAY = "omleiding elders"
    """To `value`, otherwise to an address in a private network."""
    BOMB = "bom"
    """A body that grows on decompression to `value` bytes, otherwise 256 MB."""
    HUGE = "reusachtig"
    """A body of `value` bytes, otherwise 1 GB, without Content-Length."""

    PAGE_TWICE = "bladzijde dubbel"
    ENTRY_TWICE = "vermelding dubbel"
    ENTRIES_REVERSED = "volgorde vermeldingen"
    PAGES_SWAPPED = "volgorde bladzijden"
    """A page comes after the one that follows it, which then comes again."""
    TOKEN_GONE = "token weg"
    """The skiptoken asked for does not exist any more: 404, or the status in `value`. The feed names another from then on."""
    CLOCK_AHEAD = "klok voor"
    """One entry was changed in the year 2999."""
    CLOCK_ZERO = "klok op nul"
    """One entry was changed in the year 1."""
    ENDLESS = "kringloop"
    """The page names itself as the next one."""
    LOST_FIELD = "veld kwijt"
    """The field in `value` (OData's name) is missing in every entry of the page."""
    NEW_VALUE = "nieuwe waarde"
    """`value` as `Soort=Zwerfbrief`, in the first entry that has the field."""
    RESOURCE_GONE = "bestand weg"
    """404 with a small JSON body."""
    OTHER_LENGTH = "andere lengte"
    """A file with one byte more than was announced."""


_ANY = (
    Trouble.TIME_OUT,
    Trouble.TOO_MANY,
    Trouble.TOO_MANY_UNTIL,
    Trouble.SERVER_ERROR,
    Trouble.UNAVAILABLE,
    Trouble.CUT_BEFORE,
    Trouble.CUT_MIDDLE,
    Trouble.TRUNCATED,
    Trouble.EMPTY,
    Trouble.HTML,
    Trouble.DRIP,
    Trouble.GZIP,
    Trouble.DATE_OFF,
    Trouble.REDIRECT,
    Trouble.REDIRECT_AWAY,
)
_TEXT = (*_ANY, Trouble.MISENCODED, Trouble.WRONG_BOM)
TRANSIENT: Mapping[str, tuple[Trouble, ...]] = {
    "syncfeed": (
        *_TEXT,
        Trouble.PAGE_TWICE,
        Trouble.ENTRY_TWICE,
        Trouble.ENTRIES_REVERSED,
        Trouble.PAGES_SWAPPED,
        Trouble.TOKEN_GONE,
        Trouble.CLOCK_AHEAD,
        Trouble.CLOCK_ZERO,
        Trouble.ENDLESS,
    ),
    "odata": _TEXT,
    "sru": _TEXT,
    "feed": _TEXT,
    "resource": (*_ANY, Trouble.RESOURCE_GONE, Trouble.OTHER_LENGTH),
    "file": _ANY,
}
"""Per service the faults after which nothing is lost: the store must end equal to the truth."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault. It fires at the `at`-th page of a stream (None: at every page), for the first `times` requests of that page
    (None: always). Without `service` or `stream` it holds for all of them.
    """

    kind: Trouble
    service: str | None = None
    stream: str | None = None
    at: int | None = 1
    times: int | None = 1
    value: str | None = None
    seconds: float | None = None

    def covers(self, service: str, stream: str) -> bool:
        """Whether it is about this stream."""
        return self.service in {None, service} and self.stream in {None, stream}


class FaultPlan:
    """Explicit faults first; then those in turn (`in_turn`); then those by chance (`rates`, a share of pages per kind).

    `seconds` is how long a time-out or a drip takes where the fault does not say.
    """

    def __init__(
        self,
        *faults: Fault,
        seed: int = 0,
        rates: Mapping[Trouble, float] | None = None,
        times: int = 1,
        seconds: float = 5.0,
        every: int = 0,
        in_turn: Mapping[str, Iterable[Trouble]] | None = None,
    ) -> None:
        self._faults = list(faults)
        self._seed, self._rates, self._times = seed, dict(rates or {}), times
        self.seconds = seconds
        self._every = every
        self._turns = {service: deque(kinds) for service, kinds in (in_turn or {}).items()}
        self._pages: dict[tuple[str, str], dict[str, int]] = {}
        self._numbers: dict[tuple[str, str], int] = {}
        self._assigned: dict[tuple[str, str], Fault] = {}
        self._hits: dict[tuple[Fault, str], int] = {}
        self._lock = RLock()

    @classmethod
    def everything(cls, *, every: int = 2, seconds: float = 5.0, services: Iterable[str] = tuple(TRANSIENT)) -> FaultPlan:
        """All faults that can be got over, in turn, at every so-many-th address of each service."""
        return cls(every=every, seconds=seconds, in_turn={service: TRANSIENT[service] for service in services})

    def add(self, fault: Fault) -> None:
        """From now on this too."""
        with self._lock:
            self._faults.append(fault)

    def lift(self, fault: Fault) -> None:
        """No longer this one."""
        with self._lock:
            self._faults.remove(fault)

    def strike(self, service: str, stream: str, address: str) -> Fault | None:
        """The fault for a request, if any; it then counts as fired unless `refuse` takes it back."""
        with self._lock:
            pages = self._pages.setdefault((service, stream), {})
            page = pages.setdefault(address, len(pages) + 1)
            for fault in self._faults:
                if fault.covers(service, stream) and fault.at in {None, page} and self._fires(fault, address):
                    return fault
            fault_in_turn = self._in_turn(service, address)
            if fault_in_turn is not None:
                return fault_in_turn if self._fires(fault_in_turn, address) else None
            by_chance = self._by_chance(service, stream, page)
            return by_chance if by_chance is not None and self._fires(by_chance, address) else None

    def refuse(self, fault: Fault, service: str, address: str) -> None:
        """It could not be done to this page (no next page to swap with, say): another page gets it."""
        with self._lock:
            self._hits[fault, address] -= 1
            if self._assigned.get((service, address)) is fault:
                # A fault that does nothing keeps its address free of others, and goes to the front of the queue.
                self._assigned[service, address] = Fault(fault.kind, times=0)
                self._turns[service].remove(fault.kind)
                self._turns[service].appendleft(fault.kind)

    def _fires(self, fault: Fault, address: str) -> bool:
        hits = self._hits.get((fault, address), 0)
        if fault.times is not None and hits >= fault.times:
            return False
        self._hits[fault, address] = hits + 1
        return True

    def _in_turn(self, service: str, address: str) -> Fault | None:
        turns = self._turns.get(service)
        if not turns:
            return None
        known = self._assigned.get((service, address))
        if known is None and (service, address) not in self._numbers:
            # Beside the ordinal per stream there is one per service: short streams then still get their share.
            number = sum(1 for name, _ in self._numbers if name == service)
            self._numbers[service, address] = number
            if number % self._every == self._every - 1:
                kind = turns[0]
                turns.rotate(-1)
                known = self._assigned[service, address] = Fault(kind, service, times=self._times)
        return known

    def _by_chance(self, service: str, stream: str, page: int) -> Fault | None:
        if not self._rates:
            return None
        drawn = int.from_bytes(blake2b(f"{self._seed}/{service}/{stream}/{page}".encode(), digest_size=7).digest(), "big") / 2**56
        for kind, rate in self._rates.items():
            if kind not in TRANSIENT.get(service, _ANY):
                continue
            if drawn < rate:
                return Fault(kind, service, stream, page, self._times)
            drawn -= rate
        return None
