# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""A debate as its transcript has it: speeches in order, each with who spoke and where it stands in the text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Speech:
    """A turn in a debate. `start`/`end` are offsets in the debate's text; `text` is that slice, without the speaker's line.

    `role` is the transcript's own function ("minister van …", "lid Tweede Kamer"); `chair` is True when this turn is
    spoken as chair of the meeting.
    """

    id: str
    speaker: str
    role: str | None
    party: str | None
    chair: bool
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Debate:
    """A whole transcript. `id` is the objectid of its vergadering."""

    id: str
    title: str
    date: date | None
    speeches: tuple[Speech, ...]
