# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The links in mail: a number, and a signature with the reader's secret that only counts for one purpose.

A link to unsubscribe does not open the page with all that somebody follows, and the other way around. Another secret makes all
links of a reader void.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from enum import StrEnum

from itsdangerous import BadSignature, Signer

from bijgepraat.model.mail import Reader

_SHAPE = re.compile(r"([0-9]{1,9})(?:-([0-9]{1,6}))?\.[A-Za-z0-9_-]{20,60}")


class Leads(StrEnum):
    """What a link is for."""

    CONFIRM = "bevestig"
    MINE = "mijn"
    LEAVE = "af"
    FEED = "feed"


def token(reader: Reader, leads: Leads, number: int | None = None) -> str:
    """The last part of a link: `12-3.signature`, the reader and where needed what was asked for."""
    value = str(reader.id) if number is None else f"{reader.id}-{number}"
    return _signer(reader, leads).sign(value).decode()


def address(site: str, reader: Reader, leads: Leads, number: int | None = None) -> str:
    """A full link."""
    return f"{site}/volgen/{leads.value}/{token(reader, leads, number)}"


def opened(find: Callable[[int], Reader | None], found: str, leads: Leads) -> tuple[Reader, int | None] | None:
    """Whose link this is, and the number in it; None when it is not one of ours (any more).

    `find` gives a reader by number.
    """
    shape = _SHAPE.fullmatch(found)
    if not shape:
        return None
    reader = find(int(shape.group(1)))
    if reader is None:
        return None
    try:
        _signer(reader, leads).unsign(found)
    except BadSignature:
        return None
    return reader, int(shape.group(2)) if shape.group(2) else None


def _signer(reader: Reader, leads: Leads) -> Signer:
    return Signer(reader.secret, salt=f"bijgepraat.{leads.value}", sep=".", key_derivation="hmac", digest_method=hashlib.sha256)
