# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""A network without a network, and entries of the SyncFeed, for the tests of the Tweede Kamer's services."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from xml.sax.saxutils import escape, quoteattr

from bijgepraat.model.sync import Complaint, Description, StreamPromise, Validators
from bijgepraat.sources.fetched import Body, Fetched

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
TK = "http://www.tweedekamer.nl/xsd/tkData/v1-0"
Answer = bytes | Exception


class FakeNetwork:
    """Answers an address with what is laid ready for it: each answer once, the last one for ever."""

    def __init__(self, answers: Mapping[str, Answer | list[Answer]], attempts: int = 3) -> None:
        self._answers = {address: list(given) if isinstance(given, list) else [given] for address, given in answers.items()}
        self._attempts = attempts
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
        return Fetched(address, address, 200, NOW, {}, Body(answer), len(answer))

    def known(self, address: str) -> Validators | None:
        return None

    def tell(self, complaint: Complaint) -> None:
        self.told.append(complaint)

    def again(self, address: str, complaint: Complaint, attempt: int) -> bool:
        self.repeated.append(complaint)
        return attempt < self._attempts

    def codes(self) -> list[tuple[str, bool]]:
        """What was told: each code, and whether it was recovered from."""
        return [(complaint.code, complaint.recovered) for complaint in self.told]


def described(service: str, address: str, streams: Iterable[str], options: Mapping[str, object]) -> Description:
    return Description(
        name="tweedekamer",
        title="Proef",
        service=service,
        address=address,
        licence="CC0-1.0",
        attribution="Proef",
        poll=timedelta(minutes=15),
        silence=timedelta(days=3),
        streams={name: StreamPromise() for name in streams},
        options=options,
    )


def entry(
    kind: str,
    key: str,
    inner: str = "",
    *,
    updated: str = "2026-11-19T14:10:11.0962032Z",
    attributes: str = "",
    token: int | None = None,
    enclosure: str | None = None,
    prefix: str = "",
    changed: str = "2026-11-19T15:09:44.5130000",
    deleted: str = "false",
) -> str:
    """One entry; `kind` as the feed writes it (camelCase)."""
    space = f'xmlns:{prefix}="{TK}"' if prefix else f'xmlns="{TK}" xmlns:tk="{TK}"'
    mark, name = (prefix, f"{prefix}:{kind}") if prefix else ("tk", kind)
    links = f'<link rel="next" href="https://feed.example/Feed?skiptoken={token}&amp;category=X"/>' if token is not None else ""
    if enclosure is not None:
        links += f'<link rel="enclosure" href={quoteattr(enclosure)}/>'
    return (
        f"<entry><title>{escape(key)}</title><id>https://feed.example/Entiteiten/{escape(key)}</id>"
        f'<author><name>Proef</name></author><updated>{updated}</updated><category term="{kind}"/>{links}'
        f'<content type="application/xml"><{name} {space} xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
        f'id={quoteattr(key)} {mark}:bijgewerkt="{changed}" {mark}:verwijderd="{deleted}" {attributes}>{inner}</{name}>'
        "</content></entry>"
    )


def feed(*entries: str, next: str | None = None, resume: str | None = None) -> bytes:
    links = "".join(f"<link rel='{rel}' href={quoteattr(href)}/>" for rel, href in (("next", next), ("resume", resume)) if href)
    text = f'<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>P</title>{links}'
    return f"{text}<updated>2026-11-20T09:00:00.1234567Z</updated>{''.join(entries)}</feed>".encode()
