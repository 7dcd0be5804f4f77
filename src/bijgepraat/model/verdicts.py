# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Verdicts: what the books propose and a person decides, with name, time and reason."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Book(StrEnum):
    """The three books."""

    PROMISED = "promised"
    ASKED = "asked"
    PAID = "paid"


class Decision(StrEnum):
    """What a person does with a proposal."""

    CONFIRMED = "bevestigd"
    REJECTED = "afgewezen"
    CORRECTED = "verbeterd"
    REVOKED = "herroepen"
    """Takes an earlier verdict back: the program's own finding counts again."""


@dataclass(frozen=True, slots=True)
class KeptVerdict:
    """A decision as it is kept. `value` is what was decided upon, `at` an ISO moment in UTC, `key` names it within its book.

    Keys: of a promise `<promise>`, `<promise>|<kind>:<key>` (a document that fulfils it) or `<statement>|zelfde` (a statement
    that was joined with it); of an ask `<ask>|<kind>:<key>`; of money `<mention>|stadium`, `|geld`, `|samen` or `|apart`.
    """

    book: Book
    key: str
    decision: Decision
    by: str
    at: str
    reason: str
    value: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words on which a proposal stands: `text[start:end] == quote` in the text of the record."""

    label: str
    title: str
    kind: str
    key: str
    quote: str
    start: int
    end: int
    day: str | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """A proposal that waits for a person. `proposed` is what confirming it means, `choices` what it may be corrected into."""

    book: Book
    key: str
    asked: str
    proposed: str
    choices: tuple[str, ...]
    rule: str
    confidence: float
    evidence: tuple[Evidence, ...]
    value: Mapping[str, Any] = field(default_factory=dict)
    """What is kept when it is confirmed."""

    @property
    def id(self) -> str:
        """A short name for it, always the same."""
        return hashlib.sha256(f"{self.book.value}\0{self.key}".encode()).hexdigest()[:8]
