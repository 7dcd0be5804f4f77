# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""What the public API is made of: operations, their parameters, what is asked and what is answered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Schema = Mapping[str, Any]
"""A JSON Schema (2020-12)."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """A value that an address may carry. What its schema allows is taken, anything else is a fault."""

    name: str
    description: str
    schema: Schema
    required: bool = False
    example: Any = None


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one value of a question, in words that say how to mend it."""

    name: str
    code: str
    words: str
    where: str = "query"


@dataclass(frozen=True, slots=True)
class Window:
    """Which part of a list is wanted. `limit` None: all that follows."""

    offset: int = 0
    limit: int | None = None

    def cut(self, items: Sequence[Any]) -> Sequence[Any]:
        """The wanted part."""
        return items[self.offset : None if self.limit is None else self.offset + self.limit]


@dataclass(frozen=True, slots=True)
class Found:
    """Things of a list: those in the window, and how many there are in all."""

    items: Iterable[Mapping[str, Any]]
    total: int


@dataclass(frozen=True, slots=True)
class ApiAnswer:
    """A finished answer. `fresh_s` is for how long it may be kept without asking again; 0: it may not be kept."""

    status: int
    media_type: str
    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)
    fresh_s: int = 0
