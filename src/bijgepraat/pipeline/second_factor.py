# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The second factor: six digits from an app (TOTP, RFC 6238) and recovery codes for who lost it."""

from __future__ import annotations

import base64
import hashlib
import hmac
import io
import secrets
from datetime import datetime

import pyotp
import segno

STEP_S = 30
CODES = 10
_EITHER_SIDE = 1
"""Steps that a clock may be off."""


def new_key() -> str:
    """A key for an app, as base32 (160 bits)."""
    return pyotp.random_base32()


def used_step(key: str, code: str, now: datetime) -> int | None:
    """The step that a code belongs to, or None. The caller refuses a step that was used before."""
    digits = "".join(code.split())
    if len(digits) != 6 or not (digits.isascii() and digits.isdigit()):
        return None
    present = int(now.timestamp()) // STEP_S
    # Every step is tried, so that the work does not tell which.
    fits = [
        step
        for step in range(present - _EITHER_SIDE, present + _EITHER_SIDE + 1)
        if hmac.compare_digest(pyotp.HOTP(key).at(step), digits)
    ]
    return fits[-1] if fits else None


def code_at(key: str, now: datetime) -> str:
    """The code that an app shows at a moment."""
    return pyotp.HOTP(key).at(int(now.timestamp()) // STEP_S)


def address_for_apps(key: str, address: str) -> str:
    """What is in the QR: the otpauth address of a key."""
    return str(pyotp.TOTP(key).provisioning_uri(name=address, issuer_name="Bijgepraat"))


def qr(key: str, address: str) -> str:
    """The QR for an app as SVG, made here: the key goes to no other service. Black on white, whatever the colours of the page."""
    out = io.BytesIO()
    made = segno.make(address_for_apps(key, address), error="m", micro=False)
    made.save(out, kind="svg", scale=5, border=4, dark="#000", light="#fff", xmldecl=False, svgns=True, nl=False)
    return out.getvalue().decode()


def new_codes() -> list[str]:
    """Recovery codes of 60 random bits, as `abcd-efgh-ijkl`."""
    found = []
    for _ in range(CODES):
        letters = base64.b32encode(secrets.token_bytes(10)).decode().lower()[:12]
        found.append("-".join((letters[:4], letters[4:8], letters[8:])))
    return found


def digest(secret: str) -> str:
    """The SHA-256 under which a secret of ours is kept: it has so many random bits that slow hashing adds nothing."""
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()


def code_digest(typed: str) -> str:
    """The hash of a recovery code, however it was typed."""
    return digest("".join(sign for sign in typed.lower() if sign.isascii() and sign.isalnum()))
