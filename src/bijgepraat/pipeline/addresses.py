# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Mail addresses as people type them: one way to write each, and nothing that could end up as more than an address."""

from __future__ import annotations

import hashlib
import re
import unicodedata

_LOCAL = re.compile(r"[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
_LABEL = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?")
_LONGEST_TYPED = 400
_LONGEST = 254
"""RFC 5321: a path of 256 with its angle brackets."""


class AddressError(ValueError):
    """What was typed is no address that mail can go to; the message is Dutch and says how to mend it."""


def normal(typed: str) -> str:
    """The address in small letters, its domain as it travels (`é` → `xn--…`). Raises `AddressError`.

    Capitals left of the @ could mean another mailbox by the letter of RFC 5321; no mail service in use makes that difference,
    and people do not know how they typed it last time.
    """
    if len(typed) > _LONGEST_TYPED:
        raise AddressError("Dit is te lang voor een mailadres.")
    address = unicodedata.normalize("NFC", typed.strip(" \t\r\n\u00a0"))
    if not address:
        raise AddressError("Vul een mailadres in, zoals naam@gemeente.nl.")
    if any(unicodedata.category(sign)[0] in "CZ" for sign in address):
        raise AddressError("In een mailadres staan geen spaties of regels. Vul één adres in, zoals naam@gemeente.nl.")
    local, at, domain = address.lower().rpartition("@")
    if not at or not local or not domain:
        raise AddressError("Een mailadres heeft een @ in het midden, zoals naam@gemeente.nl.")
    if not local.isascii():
        raise AddressError("Links van de @ kan dit programma alleen letters zonder accenten aan. Hebt u een ander adres?")
    if len(local) > 64 or not _LOCAL.fullmatch(local):
        raise AddressError("Wat links van de @ staat kan geen mailadres zijn. Kijk het na; het lijkt op naam@gemeente.nl.")
    found = f"{local}@{_domain(domain)}"
    if len(found) > _LONGEST:
        raise AddressError("Dit is te lang voor een mailadres.")
    return found


def fingerprint(address: str) -> str:
    """What is kept in the place of an address that asked never to be mailed: a hash that is slow to guess at."""
    made = hashlib.scrypt(address.encode(), salt=b"bijgepraat: nooit mailen", n=2**13, r=8, p=1, dklen=24)
    return f"nooit:{made.hex()}"


def _domain(domain: str) -> str:
    fault = "Wat rechts van de @ staat is geen naam van een mailserver. Kijk het na; het lijkt op naam@gemeente.nl."
    try:
        found = domain.encode("idna").decode("ascii").lower()
    except UnicodeError as error:
        raise AddressError(fault) from error
    labels = found.split(".")
    if len(labels) < 2 or len(found) > 253 or not all(_LABEL.fullmatch(label) for label in labels) or labels[-1].isdigit():
        raise AddressError(fault)
    return found
