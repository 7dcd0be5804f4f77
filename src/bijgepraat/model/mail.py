# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Mail: readers and what they agreed to, messages in the queue, what a mail server said of them, and what stands in a mail."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class ReaderState(StrEnum):
    """Whether mail may go to a reader. Only `CONFIRMED` gets alerts."""

    ASKED = "gevraagd"
    """Somebody typed the address; whoever reads its mail has not said yes."""
    CONFIRMED = "bevestigd"
    LEFT = "afgemeld"
    BOUNCED = "onbereikbaar"
    """Mail came back too often."""
    NEVER = "nooit"
    """Asked never to be mailed. The row holds a hash in the place of the address, and nothing else."""


class Purpose(StrEnum):
    """Why a message is sent."""

    CONFIRM = "bevestigen"
    ALERTS = "meldingen"
    LINK = "toegang"
    """The link to one's own page, asked for by who lost it."""
    EDITION = "editie"
    """An edition that went out, or a correction of one."""


class MessageState(StrEnum):
    """What became of a message."""

    WAITING = "wacht"
    SENT = "verstuurd"
    """A mail server accepted it, and answered for it."""
    FAILED = "mislukt"
    """Refused for good, or tried for too long."""
    RETURNED = "teruggekomen"
    """Accepted first, and then sent back by a server further on."""


class Result(StrEnum):
    """What came of one try to hand over a message."""

    ACCEPTED = "aangenomen"
    LATER = "later"
    """Something that may pass, with this message; it may even have been accepted."""
    UNREACHABLE = "onbereikbaar"
    """Something that may pass, and that is not about this message: no server, no login, not the right line."""
    NO_SUCH_ADDRESS = "adres geweigerd"
    REFUSED = "bericht geweigerd"


@dataclass(frozen=True, slots=True)
class Handover:
    """What came of one try, with the words of the server or of what went wrong, on one line."""

    result: Result
    answer: str
    hard: bool = False
    """Whether it says that mail cannot reach this address at all."""


@dataclass(frozen=True, slots=True)
class Agreed:
    """One thing that was asked for with an address, and what was said of it: the proof of a double opt-in.

    `page` and `text` are the page on which and the words with which it was asked; `confirmed_at` is when whoever reads the
    mail of the address pressed the button. Moments are ISO 8601 in UTC.
    """

    number: int
    asked_at: str
    page: str
    text: str
    sort: str
    target: str
    label: str
    rhythm: str
    confirmed_at: str | None = None


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody who gets mail. `secret` signs the links in it and never stands in a log."""

    id: int
    address: str
    state: ReaderState
    secret: str
    asked_at: str
    confirmed_at: str | None
    proof: tuple[Agreed, ...]
    bounces: int

    def __repr__(self) -> str:
        """Without the address and the secret, so that no log gets them by accident."""
        return f"Reader(id={self.id}, state={self.state.value!r})"


@dataclass(frozen=True, slots=True)
class Queued:
    """A message in the queue. `id` is the left half of its Message-ID; `content` is the whole message, CRLF, seven bits."""

    id: str
    reader: int | None
    address: str
    purpose: Purpose
    subject: str
    content: bytes
    made_at: str
    attempts: int = 0

    def __repr__(self) -> str:
        """Without the address and the words."""
        return f"Queued(id={self.id!r}, purpose={self.purpose.value!r}, attempts={self.attempts})"


@dataclass(frozen=True, slots=True)
class QueueHealth:
    """How the queue is doing: how many wait, since when the oldest, how many failed or came back, and the last complaint."""

    waiting: int = 0
    oldest: datetime | None = None
    tried: int = 0
    """How many of those that wait were refused or cut off before."""
    failed: int = 0
    returned: int = 0
    sent: int = 0
    answer: str = ""
    untold: int = 0
    """Alerts that no message has taken along yet."""


@dataclass(frozen=True, slots=True)
class Returned:
    """A report that a message could not be delivered (RFC 3464). `status` is as in `5.1.1`."""

    message: str
    status: str
    diagnosis: str
    hard: bool


# What stands in a mail


@dataclass(frozen=True, slots=True)
class Words:
    """A run of words, and whether they are what matched."""

    text: str
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Why:
    """Why an alert concerns the reader: which follow, and the words around what matched."""

    label: str
    words: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class MailItem:
    """One alert as it stands in a mail. `page` is a full address."""

    title: str
    what: str
    sort: str
    source: str
    day: date | None
    page: str
    why: tuple[Why, ...]
    before: str | None = None
    after: str | None = None


@dataclass(frozen=True, slots=True)
class AlertMail:
    """A bundle of alerts for one reader. `items` are told in full, of `also` only the title; addresses are full ones."""

    subject: str
    heading: str
    lead: str
    items: tuple[MailItem, ...]
    also: tuple[MailItem, ...]
    rhythm: str
    manage: str
    unsubscribe: str
    site: str


@dataclass(frozen=True, slots=True)
class LetterMail:
    """A short letter with one button: to confirm, or to get to one's own page."""

    subject: str
    heading: str
    paragraphs: tuple[str, ...]
    button: str
    address: str
    """Where the button leads."""
    closing: tuple[str, ...]
    site: str


@dataclass(frozen=True, slots=True)
class Envelope:
    """What the head of a message needs. `sender` and `recipient` are plain addresses; `unsubscribe` is for alerts only."""

    id: str
    sender: str
    recipient: str
    moment: datetime
    host: str
    unsubscribe: str | None = None
