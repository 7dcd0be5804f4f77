# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""What the site remembers: a dear answer is made again only when what it is made of has changed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bijgepraat.pipeline.site.memory import Memory
from bijgepraat.store.store import Store


class Clock:
    """A clock that stands still until it is told to go on."""

    def __init__(self) -> None:
        self.at = 0.0

    def __call__(self) -> float:
        return self.at


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def memory(tmp_path: Path, clock: Clock) -> Iterator[Memory]:
    with Store.open(tmp_path) as store:
        yield Memory(store, clock, lambda: datetime(2026, 1, 1, tzinfo=UTC))


def test_a_stale_answer_is_kept_while_its_stamp_is_the_same(memory: Memory, clock: Clock) -> None:
    made: list[int] = []
    mark = ["een"]

    def answer() -> int:
        made.append(len(made))
        return len(made)

    def ask() -> int:
        return memory.recall("x", answer, stamp=lambda: mark[0])

    assert ask() == 1
    clock.at = 1000
    assert ask() == 1 and len(made) == 1, "stale, but nothing changed"
    mark[0] = "twee"
    assert ask() == 1, "looked at less than a minute ago"
    clock.at = 2000
    assert ask() == 2
    clock.at = 3000
    assert ask() == 2 and len(made) == 2
