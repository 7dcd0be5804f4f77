# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Reports that a message could not be delivered (RFC 3464), as they come back by mail: read, and counted once."""

from __future__ import annotations

import email
import email.policy
import mailbox
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message
from pathlib import Path

from bijgepraat.model.mail import Returned
from bijgepraat.pipeline.delivery import bounced
from bijgepraat.sources.blob import InputError
from bijgepraat.store import messages
from bijgepraat.store.store import Store

_ID = re.compile(r"(?<![0-9a-f])[0-9a-f]{32}(?![0-9a-f])")
"""What the left half of our Message-IDs looks like. It cannot be guessed, so a made-up report finds no message."""
_STATUS = re.compile(r"[245]\.[0-9]{1,3}\.[0-9]{1,3}")
_LARGEST = 10 * 1024**2
_SOFT = frozenset({"2", "3", "7"})
"""Subjects of a status (RFC 3463) that say nothing against the address: a mailbox or system that is full, a policy."""
_MOST_PARTS = 50


@dataclass(slots=True)
class Counted:
    """What reading reports came to: how many were reports, of how many messages that was news, and what was none of ours."""

    files: int = 0
    reports: int = 0
    news: int = 0
    strange: int = 0


def read_bounces(store: Store, places: list[Path]) -> Counted:
    """Take in reports from files and maildirs. Raises `InputError` when a place cannot be read."""
    counted = Counted()
    for content in _contents(places):
        counted.files += 1
        found = returned(content)
        if found is None:
            counted.strange += 1
            continue
        counted.reports += 1
        if found.status.startswith("5"):
            counted.news += _take(store, found)
    return counted


def returned(content: bytes) -> Returned | None:
    """What a report says, and of which message of ours; None when it is no report of a failure, or not of our mail."""
    try:
        found = email.message_from_bytes(content, policy=email.policy.compat32)
        parts = _parts(found)
        failed = next(filter(None, (_failure(part) for part in parts)), None)
        if failed is None:
            return None
        number = _number(found, parts)
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        # The standard library's parser takes nearly everything; what it does not take is no report.
        return None
    if number is None:
        return None
    status, diagnosis = failed
    return Returned(number, status, diagnosis, hard=status.startswith("5") and status.split(".")[1] not in _SOFT)


def _take(store: Store, found: Returned) -> int:
    with store.writing() as connection:
        row = messages.message(connection, found.message)
        if row is None or not messages.mark_returned(connection, found.message, f"{found.status} {found.diagnosis}".strip()):
            return 0
        if found.hard and row["reader_id"] is not None:
            bounced(connection, row["reader_id"])
    return 1


def _contents(places: list[Path]) -> Iterator[bytes]:
    for place in places:
        try:
            if not place.is_dir():
                yield _bytes(place)
            elif (place / "cur").is_dir() and (place / "new").is_dir():
                box = mailbox.Maildir(place, create=False)
                for key in sorted(box.keys()):
                    yield box.get_bytes(key)[:_LARGEST]
            else:
                for file in sorted(one for one in place.iterdir() if one.is_file()):
                    yield _bytes(file)
        except OSError as error:
            raise InputError(f"{place} kan niet worden gelezen ({error.strerror}). Geef een bestand of een maildir.") from error


def _bytes(file: Path) -> bytes:
    with file.open("rb") as opened:
        return opened.read(_LARGEST)


def _parts(found: Message) -> list[Message]:
    return [part for _number, part in zip(range(_MOST_PARTS), found.walk(), strict=False)]


def _failure(part: Message) -> tuple[str, str] | None:
    """Status and diagnosis of the first recipient that a delivery report says failed."""
    if part.get_content_type() != "message/delivery-status":
        return None
    blocks = part.get_payload()
    if not isinstance(blocks, list):
        return None
    for block in blocks:
        if not isinstance(block, Message):
            continue
        if str(block.get("Action", "")).strip().lower() == "failed":
            status = _STATUS.search(str(block.get("Status", "")))
            diagnosis = str(block.get("Diagnostic-Code", "")).partition(";")[2]
            words = " ".join("(adres)" if "@" in word else word for word in diagnosis.split()[:40])
            return (status.group() if status else "5.0.0"), words[:300]
    return None


def _number(found: Message, parts: list[Message]) -> str | None:
    """The id of the message: from the address to which the report was sent, or from the message that it brings back."""
    for name in ("To", "Delivered-To", "X-Original-To"):
        for value in found.get_all(name, []):
            match = _ID.search(str(value).lower())
            if match:
                return match.group()
    for part in parts:
        if part is found:
            continue
        head = part
        if part.get_content_type() == "text/rfc822-headers":
            body = part.get_payload(decode=True)
            head = email.message_from_bytes(body if isinstance(body, bytes) else b"", policy=email.policy.compat32)
        match = _ID.search(str(head.get("Message-ID", "")).lower())
        if match:
            return match.group()
    return None
