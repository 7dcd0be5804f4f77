# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Work that processes share: a job, what came of it, and how all of it stands."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class JobState(StrEnum):
    """Where a job is in its life."""

    WAITING = "wacht"
    HELD = "bezig"
    DONE = "klaar"
    FAILED = "mislukt"


class JobKind(StrEnum):
    """The kinds of work, in the order in which they go first when several are due."""

    PUBLISH = "publiceren"
    MAIL = "mail"
    ALERT = "melden"
    SYNC = "ophalen"
    ANALYSE = "lezen"


@dataclass(frozen=True, slots=True)
class Job:
    """Work that was taken. `key` says which of its kind; `attempt` counts from 1 and is the token of whoever has it."""

    id: int
    kind: JobKind
    key: str
    attempt: int


@dataclass(frozen=True, slots=True)
class JobsHealth:
    """How the work stands: how many are waiting, held and failed; the oldest that is due; what failed last, in words."""

    waiting: int = 0
    held: int = 0
    failed: int = 0
    oldest_due: datetime | None = None
    faults: tuple[str, ...] = field(default_factory=tuple)
