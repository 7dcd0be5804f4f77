# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Which passwords are good enough, and how they are kept."""

from __future__ import annotations

import threading

import pytest
from account_house import CountingArgon, CountingHasher

from bijgepraat.pipeline import passwords
from bijgepraat.pipeline.passwords import CrowdedError, Hasher, PasswordError, judge

NAME, ADDRESS = "Anneke van der Boterbloem", "a.boterbloem@gemeente.example"


@pytest.mark.parametrize(
    "password",
    [
        "drie groene fietsen",
        "paard-lamp-wolk-7",
        "Xk9#mQ2!vLp4",
        "de kat van de buren slaapt overdag in onze schuur",
        "ιδιωτικός κωδικός",
        "beheerder van de vuurtoren",
        "Anneke eet graag soep op dinsdag",
    ],
)
def test_long_and_own_is_good(password: str) -> None:
    judge(password, NAME, ADDRESS)


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("", "minstens 12"),
        ("elf tekens!", "minstens 12"),
        ("a" * 201, "hooguit 200"),
        ("aaaaaaaaaaaaaaaa", "rij of herhaling"),
        ("abcabcabcabcabc", "rij of herhaling"),
        ("1234567890123", "rij of herhaling"),
        ("qwertyuiop[]asdf", "rij of herhaling"),
        ("wachtwoord123", "veel mensen"),
        ("Welkom2026!!", "veel mensen"),
        ("Gemeente2026", "veel mensen"),
        ("CorrectHorseBatteryStaple", "veel mensen"),
        ("112211221133", "veel mensen"),
        ("Boterbloem2026", "naam of mailadres"),
        ("a.boterbloem@gemeente.example", "naam of mailadres"),
        ("anneke.boterbloem", "naam of mailadres"),
    ],
)
def test_short_known_or_about_oneself_is_refused_with_a_reason(password: str, why: str) -> None:
    with pytest.raises(PasswordError, match=why):
        judge(password, NAME, ADDRESS)


def test_the_same_signs_typed_on_another_keyboard_are_the_same_password() -> None:
    hasher = CountingHasher()
    assert hasher.verify(hasher.hash("caf\u00e9 om de hoek"), "cafe\u0301 om de hoek")


def test_the_hash_is_argon2id_at_the_strength_of_rfc_9106_and_has_its_own_salt() -> None:
    hasher = Hasher()
    first, second = hasher.hash("drie groene fietsen"), hasher.hash("drie groene fietsen")
    assert first.startswith("$argon2id$v=19$m=65536,t=3,p=4$")
    assert first != second
    assert hasher.verify(first, "drie groene fietsen")
    assert not hasher.verify(first, "drie groene fiets")
    assert not hasher.is_old(first)


def test_nobody_gets_in_with_the_hash_of_nobody() -> None:
    hasher = CountingHasher()
    assert not hasher.verify(None, "van niemand")
    assert not hasher.verify("geen hash", "van niemand")


def test_a_password_of_a_megabyte_costs_no_more() -> None:
    hasher = CountingHasher()
    assert not hasher.verify(hasher.hash("drie groene fietsen"), "x" * 1_000_000)


def test_when_too_many_are_at_it_the_next_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "_PATIENCE_S", 0.01)
    busy, done = threading.Event(), threading.Event()

    class Slow(CountingArgon):
        def hash(self, password: str | bytes, *, salt: bytes | None = None) -> str:
            busy.set()
            assert done.wait(10)
            return super().hash(password, salt=salt)

    hasher = Hasher(Slow(), at_once=1)
    thread = threading.Thread(target=hasher.hash, args=("drie groene fietsen",))
    thread.start()
    assert busy.wait(10)
    try:
        with pytest.raises(CrowdedError):
            hasher.hash("drie groene fietsen")
    finally:
        done.set()
        thread.join()
