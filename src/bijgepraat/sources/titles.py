# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Printed titles of kamerstukken stand in capitals; here they become readable, names with their own capitals."""

from __future__ import annotations

import re
from collections.abc import Sequence

_PROPER = (
    "Tweede Kamer",
    "Eerste Kamer",
    "Raad van State",
    "Algemene Rekenkamer",
    "Staten-Generaal",
    "Nationale ombudsman",
    "Europese Commissie",
    "Europese Unie",
    "Nederland",
    "Nederlandse",
    "EU",
)
_PARTICLES = {"van", "de", "den", "der", "het", "ter", "ten", "te", "op", "in", "'t", "’t", "en", "voor", "c.s."}
_MEMBERS = re.compile(
    r"\b(?:lid|leden)\s+(.+?)(?=\s+(?:c\.s\.|ter vervanging|over|inzake|betreffende|naar aanleiding)(?:\s|$)|$)"
)
_OFFICE = re.compile(r"\b(?:ministers?|staatssecretaris(?:sen)?)(?:\s+(?:van|voor))?\s+(.+?)(?=\s+(?:over|inzake|ter|met)\s|$)")
_LONGEST = 1000
_MOST_NAMES = 30
_WORD = re.compile(r"[^\s\-]+")


def readable_title(printed: str, names: Sequence[str] = ()) -> str:
    """`MOTIE VAN HET LID VAN DER PLAS` → `Motie van het lid Van der Plas`; a title not in capitals stays as it is.

    `names` are names as people write them (a motion's signatures); of many the last count. Other names get capitals by rule.
    """
    if len(printed) > _LONGEST:
        return printed
    letters = [char for char in printed if char.isalpha()]
    if not letters or sum(char.isupper() for char in letters) < 0.6 * len(letters):
        return printed
    title = printed.lower()
    title = _MEMBERS.sub(lambda match: _replaced(match, _people(match.group(1))), title)
    title = _OFFICE.sub(lambda match: _replaced(match, _capitals(match.group(1))), title)
    for name in (*sorted(names[-_MOST_NAMES:], key=len, reverse=True), *_PROPER):
        title = _restored(title, name)
    return title[:1].upper() + title[1:]


def _restored(title: str, name: str) -> str:
    return re.sub(rf"(?<![\w-]){re.escape(name)}(?![\w-])", lambda _: name, title, flags=re.IGNORECASE)


def _replaced(match: re.Match[str], words: str) -> str:
    start = match.start(1) - match.start()
    return match.group()[:start] + words


def _people(names: str) -> str:
    """Each name of an enumeration; a particle is a capital only where no first name stands before it."""
    return "".join(
        part if part in {", ", " en "} else _upper_first(_capitals(part)) for part in re.split(r"(, | en )", names) if part
    )


def _capitals(words: str) -> str:
    return _WORD.sub(lambda match: match.group() if match.group() in _PARTICLES else _upper_first(match.group()), words)


def _upper_first(word: str) -> str:
    return word[:1].upper() + word[1:]
