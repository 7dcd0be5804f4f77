# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Passwords: which are good enough, and how they are kept (argon2id)."""

from __future__ import annotations

import threading
import unicodedata
from functools import cached_property

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from bijgepraat.sources.blob import InputError

SHORTEST = 12
LONGEST = 200
_PATIENCE_S = 10.0
_NEAR = 4
"""A name or word of fewer letters is no reason to refuse a password that holds it."""
_REST = 4
"""So many letters beside a well-known word make it another password; a year and a mark do not."""
_COMMON = (
    "wachtwoord password passwort motdepasse geheim welkom welcome inloggen login toegang admin administrator beheerder beheer "
    "redactie redacteur bijgepraat gemeente gemeentehuis stadhuis raadhuis griffie burgemeester wethouder secretaris nederland "
    "amsterdam rotterdam denhaag utrecht voetbal feyenoord ajax psv zomer winter lente herfst voorjaar najaar vakantie "
    "januari februari maart april mei juni juli augustus september oktober november december maandag dinsdag woensdag donderdag "
    "vrijdag zaterdag zondag qwerty azerty qwertyuiop asdfghjkl zxcvbnm iloveyou ikhouvanjou sunshine princess dragon monkey "
    "football baseball letmein changeme veranderdit testtest standaard default computer internet correcthorsebatterystaple"
).split()
_ROWS = ("abcdefghijklmnopqrstuvwxyz", "01234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm", "azertyuiop")


class PasswordError(InputError):
    """A password that is not good enough; the message is Dutch and says what would be."""


class CrowdedError(Exception):
    """Too many passwords are being checked at this moment."""


def normal(password: str) -> str:
    """One way to write what can be typed in several, so that each keyboard gives the same (NIST SP 800-63B)."""
    return unicodedata.normalize("NFKC", password)


def judge(password: str, name: str, address: str) -> None:
    """Raises `PasswordError` for one that is too short, well known, or about the person. No rules about signs: length counts."""
    typed = normal(password)
    if len(typed) < SHORTEST:
        raise PasswordError(f"Neem een wachtwoord van minstens {SHORTEST} tekens. Een paar losse woorden achter elkaar is goed.")
    if len(typed) > LONGEST:
        raise PasswordError(f"Neem een wachtwoord van hooguit {LONGEST} tekens.")
    small = typed.casefold()
    if _is_pattern(small):
        raise PasswordError("Dit is een rij of herhaling die snel geraden wordt. Neem een paar losse woorden.")
    if any(word in small and _own(small, word) < _REST for word in _COMMON) or not _letters(small):
        raise PasswordError("Dit lijkt op een wachtwoord dat veel mensen hebben. Neem een paar losse woorden.")
    local, _at, domain = address.casefold().partition("@")
    own = {*name.casefold().split(), *_words(local), *_words(domain)}
    rest = small
    for word in sorted((word for word in own if len(word) >= _NEAR), key=len, reverse=True):
        rest = rest.replace(word, "")
    if len(rest) < min(len(small), SHORTEST - _NEAR):
        raise PasswordError("Dit wachtwoord lijkt te veel op uw naam of mailadres. Neem iets anders.")


class Hasher:
    """Makes and checks argon2id hashes: a few at a time, because each takes 64 MB. Safe from several threads."""

    def __init__(self, argon: PasswordHasher | None = None, at_once: int = 2) -> None:
        # The library's own values are RFC 9106's second choice: 64 MiB, three passes, four lanes.
        self._argon = argon or PasswordHasher()
        self._turn = threading.BoundedSemaphore(at_once)

    def hash(self, password: str) -> str:
        """A hash with a salt of its own. Raises `CrowdedError`."""
        with _Turn(self._turn):
            return self._argon.hash(normal(password))

    def verify(self, known: str | None, password: str) -> bool:
        """Whether a password is the one of the hash. Where there is none the work is done all the same. Raises `CrowdedError`."""
        typed = normal(password)[: LONGEST + 1]
        nobodys = self._nobodys
        with _Turn(self._turn):
            try:
                return self._argon.verify(known or nobodys, typed) and known is not None
            except (VerificationError, InvalidHashError):
                return False

    def is_old(self, known: str) -> bool:
        """Whether the hash was made with other parameters than are used now."""
        return self._argon.check_needs_rehash(known)

    @cached_property
    def _nobodys(self) -> str:
        return self.hash("van niemand")


class _Turn:
    """A turn to work, given up waiting for after a while."""

    def __init__(self, turns: threading.BoundedSemaphore) -> None:
        self._turns = turns

    def __enter__(self) -> None:
        if not self._turns.acquire(timeout=_PATIENCE_S):
            raise CrowdedError

    def __exit__(self, *_exc: object) -> None:
        self._turns.release()


def _is_pattern(small: str) -> bool:
    """A short unit again and again, or a walk along the alphabet or a keyboard."""
    for size in range(1, 5):
        if small == (small[:size] * len(small))[: len(small)]:
            return True
    pairs = {row[n : n + 2] for row in (*_ROWS, *(row[::-1] for row in _ROWS)) for n in range(len(row) - 1)}
    walked = sum(small[n : n + 2] in pairs for n in range(len(small) - 1))
    return walked >= 0.7 * (len(small) - 1)


def _own(small: str, word: str) -> int:
    """How many letters there are beside a word."""
    return sum(sign.isalpha() for sign in small.replace(word, ""))


def _letters(small: str) -> bool:
    """Whether it has more than digits, or many different ones."""
    return not small.isdigit() or len(set(small)) > 6


def _words(text: str) -> list[str]:
    return "".join(sign if sign.isalnum() else " " for sign in text).split()
