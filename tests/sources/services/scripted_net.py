# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""A network without a network: to each address its answers, for the tests of feeds, pages and watched documents."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from bijgepraat.model.sync import Complaint, Description, NetworkRules, Position, StreamPromise, Validators
from bijgepraat.sources.fetched import Body, Fetched, GoneError
from bijgepraat.sources.services.service import Batch, Service

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
START = Position()


@dataclass(frozen=True)
class Says:
    """An answer: its body, headers, and the address it came from when that is another one."""

    body: bytes | str = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    status: int = 200
    address: str | None = None


Answer = Says | bytes | str | Exception


def gone(address: str, status: int = 404) -> GoneError:
    return GoneError(f"{address} bestaat niet", address=address, status=status)


class ScriptedNetwork:
    """Gives each answer once and the last one for ever. An answer whose etag the asker knows becomes 304."""

    def __init__(
        self, answers: Mapping[str, Answer | list[Answer]], *, attempts: int = 3, known: Mapping[str, Validators] | None = None
    ) -> None:
        self._answers = {address: list(given) if isinstance(given, list) else [given] for address, given in answers.items()}
        self._attempts = attempts
        self._known = dict(known or {})
        self.asked: list[str] = []
        self.told: list[Complaint] = []
        self.repeated: list[Complaint] = []

    def get(
        self,
        address: str,
        *,
        accept: str | None = None,
        known: Validators | None = None,
        most: int | None = None,
        json: object | None = None,
    ) -> Fetched:
        self.asked.append(address)
        if address not in self._answers:
            raise AssertionError(f"not expected: {address}")
        ready = self._answers[address]
        answer = ready.pop(0) if len(ready) > 1 else ready[0]
        if isinstance(answer, Exception):
            raise answer
        if not isinstance(answer, Says):
            answer = Says(answer)
        if known is not None and known.etag is not None and known.etag == answer.headers.get("etag"):
            return Fetched(address, address, 304, NOW, answer.headers)
        body = answer.body.encode() if isinstance(answer.body, str) else answer.body
        return Fetched(address, answer.address or address, answer.status, NOW, answer.headers, Body(body), len(body))

    def known(self, address: str) -> Validators | None:
        return self._known.get(address)

    def tell(self, complaint: Complaint) -> None:
        self.told.append(complaint)

    def again(self, address: str, complaint: Complaint, attempt: int) -> bool:
        self.repeated.append(complaint)
        return attempt < self._attempts

    def codes(self) -> list[tuple[str, bool]]:
        """What was told: each code, and whether it was recovered from."""
        return [(complaint.code, complaint.recovered) for complaint in self.told]


def described(
    service: str, address: str, streams: Iterable[str] = ("nieuws",), hosts: tuple[str, ...] = (), **options: object
) -> Description:
    return Description(
        name="bron",
        title="Een bron",
        service=service,
        address=address,
        licence="CC0-1.0",
        attribution="Een bron",
        poll=timedelta(hours=1),
        silence=timedelta(days=3),
        streams={name: StreamPromise() for name in streams},
        network=NetworkRules(hosts=hosts),
        options=options,
    )


def only(service: Service, network: ScriptedNetwork, position: Position = START, stream: str = "nieuws") -> Batch:
    """The one batch of a round."""
    (batch,) = list(service.read(stream, position, network, NOW))
    return batch
