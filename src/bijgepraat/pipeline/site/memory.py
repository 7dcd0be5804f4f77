# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""What the site remembers between requests: answers that walk a whole table, until the store has changed."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from threading import Lock
from typing import TypeVar, cast

from bijgepraat.store.store import Store

_T = TypeVar("_T")

_REST = 20.0
"""An answer that took a second is made again after twenty at the earliest: during an import counting costs 5% at most."""
_UNSEEN_S = 60.0
"""Analysis and editions do not move the change sequence; what leans on them is at most this old."""
_MOST = 500


@dataclass(slots=True)
class _Answer:
    value: object
    changes: int
    made: float
    cost: float
    stamp: object = None


class Memory:
    """The store, and answers kept by name. A stale answer is given while one thread makes the new one."""

    def __init__(self, store: Store, clock: Callable[[], float], now: Callable[[], datetime]) -> None:
        self.store = store
        self.now = now
        self._clock = clock
        self._answers: OrderedDict[str, _Answer] = OrderedDict()
        self._making: dict[str, Lock] = {}
        self._lock = Lock()

    def recall(
        self,
        name: str,
        make: Callable[[], _T],
        *,
        follows_changes: bool = False,
        stamp: Callable[[], object] | None = None,
    ) -> _T:
        """The kept answer under `name`, made by `make` where there is none or it is stale.

        `follows_changes`: the answer depends on nothing but imported records, so it is fresh while the change number stands
        still; else it is made again after a minute. `stamp` is for an answer that costs much: a stale one is kept where this
        still gives what it gave when the answer was made.
        """
        changes = self.store.changes()
        with self._lock:
            answer = self._answers.get(name)
            if answer is not None:
                self._answers.move_to_end(name)
            making = self._making.setdefault(name, Lock())
        if answer is not None and self._is_fresh(answer, changes, follows_changes):
            return cast(_T, answer.value)
        if not making.acquire(blocking=answer is None):
            assert answer is not None
            return cast(_T, answer.value)
        try:
            with self._lock:
                latest = self._answers.get(name)
            if latest is not None and latest is not answer:  # made while we waited
                return cast(_T, latest.value)
            begin = self._clock()
            mark = stamp() if stamp is not None else None
            if answer is not None and mark is not None and mark == answer.stamp:
                with self._lock:
                    self._answers[name] = replace(answer, changes=changes, made=begin)
                return cast(_T, answer.value)
            value = make()
            end = self._clock()
            with self._lock:
                self._answers[name] = _Answer(value, changes, end, end - begin, mark)
                while len(self._answers) > _MOST:
                    gone, _ = self._answers.popitem(last=False)
                    self._making.pop(gone, None)
            return value
        finally:
            making.release()

    def _is_fresh(self, answer: _Answer, changes: int, follows_changes: bool) -> bool:
        age = self._clock() - answer.made
        if age < answer.cost * _REST:
            return True
        return answer.changes == changes and (follows_changes or age < _UNSEEN_S)
