# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""What is true at the peer: every change in its order, and what a store must hold after reading all of them.

Changes come from a recipe, which makes each one when it is asked for (500,000 of them cost no memory worth naming), and from
what a test adds by hand. `final` goes by the changes alone; it knows nothing of how they are served or read.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from threading import RLock
from typing import Any, Protocol

from .kinds import KINDS

FIRST_TOKEN, TOKEN_STEP = 10_000_000, 41
"""Skiptokens are one sparse sequence over all categories."""


@dataclass(frozen=True, slots=True)
class Change:
    """One entry of a feed: the state of an entity after a change.

    `updated` is `YYYY-MM-DDTHH:MM:SS.fffffffZ`. `fields` are as OData shows them, nulls included, `GewijzigdOp` among them.
    `refs` are keys by role. `resource` is the file that the entry announces, if it does.
    """

    kind: str
    key: str
    updated: str
    fields: Mapping[str, Any] = field(default_factory=dict)
    refs: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    deleted: bool = False
    resource: bytes | None = None


@dataclass(frozen=True, slots=True)
class Expected:
    """The end state of an entity: its fields in OData's names without nulls. A deleted one has only `GewijzigdOp`."""

    kind: str
    key: str
    updated: str
    fields: Mapping[str, Any]
    refs: Mapping[str, tuple[str, ...]]
    deleted: bool


class Recipe(Protocol):
    """Where the changes come from that nobody added by hand. `index` counts from 0 and has no end, or that of the data."""

    def kind(self, index: int) -> str: ...

    def key(self, index: int) -> str: ...

    def brief(self, index: int) -> tuple[str, bool]:
        """When it was changed, and whether it is a deletion."""
        ...

    def change(self, index: int) -> Change: ...

    def most(self) -> int | None:
        """How many there are, None when there is no end."""
        ...


class Truth:
    """All changes that the peer has published so far, oldest first. A position counts from 0 over all kinds."""

    def __init__(self, recipe: Recipe | None = None, entries: int = 0) -> None:
        self._recipe = recipe
        self._own: list[Change] = []
        self._log = array("q")
        """Per position the recipe's index, or -1 - the index of a change added by hand."""
        self._positions: dict[str, array[int]] = {}
        self._latest: dict[str, dict[str, int]] = {}
        self._latest_until = 0
        self._taken = 0
        self.lock = RLock()
        self.advance(entries)

    def __len__(self) -> int:
        return len(self._log)

    @property
    def kinds(self) -> Sequence[str]:
        """The kinds that have changes."""
        return sorted(self._positions)

    def advance(self, entries: int) -> int:
        """Publish the recipe's next changes; how many there were."""
        with self.lock:
            most = self._recipe.most() if self._recipe else 0
            until = self._taken + entries if most is None else min(self._taken + entries, most)
            added = max(0, until - self._taken)
            for index in range(self._taken, until):
                self._append(self._recipe.kind(index), index)  # type: ignore[union-attr]
            self._taken = max(self._taken, until)
            return added

    def add(self, change: Change) -> int:
        """Publish a change made by hand; its position."""
        if change.kind not in KINDS:
            raise ValueError(change.kind)
        with self.lock:
            self._own.append(change)
            return self._append(change.kind, -len(self._own))

    def reemit(self, kind: str | None = None, most: int | None = None) -> int:
        """Publish entities again as they are, only with a new `updated`: the mass re-emission of 2024. How many there were."""
        with self.lock:
            positions = sorted(p for name in ([kind] if kind else self.kinds) for p in self.latest(name).values())[:most]
            for n, position in enumerate(positions):
                self.add(replace(self.change(position), updated=self.later(minutes=10, ticks=n)))
            return len(positions)

    def later(self, minutes: int = 1, ticks: int = 0) -> str:
        """A moment after the last change."""
        last = datetime.fromisoformat(self.updated(len(self) - 1)[:26]) if len(self) else datetime(2026, 11, 20)  # noqa: DTZ001
        return f"{last + timedelta(minutes=0 if ticks else minutes, milliseconds=ticks):%Y-%m-%dT%H:%M:%S.%f}1Z"

    def change(self, position: int) -> Change:
        """The change at a position, made anew when it is the recipe's."""
        index = self._log[position]
        return self._own[-index - 1] if index < 0 else self._recipe.change(index)  # type: ignore[union-attr]

    def key(self, position: int) -> str:
        """The key of the entity at a position."""
        index = self._log[position]
        return self._own[-index - 1].key if index < 0 else self._recipe.key(index)  # type: ignore[union-attr]

    def updated(self, position: int) -> str:
        """When the change at a position was published."""
        return self._brief(position)[0]

    def deleted(self, position: int) -> bool:
        """Whether the change at a position is a deletion."""
        return self._brief(position)[1]

    def after(self, kind: str, token: int | None, most: int) -> tuple[list[int], bool]:
        """Positions of a kind's changes after a skiptoken, and whether there are more."""
        with self.lock:
            positions = self._positions.get(kind) or array("q")
            start = 0 if token is None else bisect_left(positions, (token - FIRST_TOKEN) // TOKEN_STEP + 1)
            return list(positions[start : start + most]), start + most < len(positions)

    def latest(self, kind: str) -> Mapping[str, int]:
        """Per key the position of the last change of an entity."""
        with self.lock:
            for position in range(self._latest_until, len(self._log)):
                index = self._log[position]
                name = self._own[-index - 1].kind if index < 0 else self._recipe.kind(index)  # type: ignore[union-attr]
                self._latest.setdefault(name, {})[self.key(position)] = position
            self._latest_until = len(self._log)
            return self._latest.get(kind, {})

    def last(self, kind: str, key: str) -> Change | None:
        """The entity as it is now."""
        position = self.latest(kind).get(key)
        return None if position is None else self.change(position)

    def changes(self) -> Iterator[Change]:
        """All changes in order."""
        return (self.change(position) for position in range(len(self)))

    def final(self, *, dangling: bool = True) -> Mapping[tuple[str, str], Expected]:
        """Per kind and key what a store must hold: the last change of each, from the changes themselves.

        Without `dangling` references to entities that were never sent are left out, as they are in OData's lists.
        """
        end: dict[tuple[str, str], Expected] = {}
        for change in self.changes():
            kept = {"GewijzigdOp": change.fields.get("GewijzigdOp")} if change.deleted else change.fields
            end[change.kind, change.key] = Expected(
                kind=change.kind,
                key=change.key,
                updated=change.updated,
                fields={name: value for name, value in kept.items() if value is not None},
                refs={} if change.deleted else {role: keys for role, keys in change.refs.items() if keys},
                deleted=change.deleted,
            )
        if not dangling:
            known = {key for _kind, key in end}
            for about, entity in end.items():
                refs = {role: tuple(key for key in keys if key in known) for role, keys in entity.refs.items()}
                end[about] = replace(entity, refs={role: keys for role, keys in refs.items() if keys})
        return end

    def _append(self, kind: str, index: int) -> int:
        position = len(self._log)
        self._log.append(index)
        self._positions.setdefault(kind, array("q")).append(position)
        return position

    def _brief(self, position: int) -> tuple[str, bool]:
        index = self._log[position]
        if index < 0:
            change = self._own[-index - 1]
            return change.updated, change.deleted
        return self._recipe.brief(index)  # type: ignore[union-attr]


def token_of(position: int) -> int:
    """The skiptoken of the change at a position."""
    return FIRST_TOKEN + TOKEN_STEP * position
