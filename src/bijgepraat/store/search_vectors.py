# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Vectors of passages in one matrix on disk, for searching by meaning: a cache beside the search index.

A folder a model. Batches are added as pairs of files and count once the list of them (`stand.json`) was replaced, so a crash
leaves what was there before. What a later batch says of a record takes the place of what earlier ones said. The files are read
through memory maps: what is not looked at costs no memory.
"""

from __future__ import annotations

import fcntl
import hashlib
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import orjson
from numpy.typing import NDArray

from bijgepraat.store.errors import StoreError

_BLOCK = 8_192
_SAMPLE = 16_384
_MOST_BATCHES = 24
_IN_MEMORY = 60_000
"""Rows of which a copy for fast counting is kept: 92 MB."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a vector comes from: `passage` counts from 1, 0 for a whole record; `start` and `end` in its text."""

    record: int
    passage: int
    start: int
    end: int


@dataclass(slots=True)
class Matrix:
    """Vectors that count, as (places, vectors) a batch. `centre` is their mean."""

    places: NDArray[np.int64]
    batches: tuple[NDArray[np.float16], ...]
    alive: NDArray[np.bool_]
    centre: NDArray[np.float32]
    copy: NDArray[np.float32] | None = None

    def __len__(self) -> int:
        return int(self.alive.sum())

    def vector(self, row: int) -> NDArray[np.float32]:
        """The vector of a row."""
        for batch in self.batches:
            if row < len(batch):
                found: NDArray[np.float32] = batch[row].astype(np.float32)
                return found
            row -= len(batch)
        raise IndexError(row)

    def dot(self, vector: NDArray[np.float32]) -> NDArray[np.float32]:
        """The dot product of a vector with every row, in the order of `places`; meaningless where not `alive`.

        With several vectors (dimension × n) a column for each.
        """
        if self.copy is None and len(self.places) <= _IN_MEMORY:
            parts = [batch.astype(np.float32) for batch in self.batches]
            self.copy = np.concatenate(parts) if parts else np.zeros((0, len(vector)), np.float32)
        if self.copy is not None:
            return self.copy @ vector
        found = [
            batch[start : start + _BLOCK].astype(np.float32) @ vector
            for batch in self.batches
            for start in range(0, len(batch), _BLOCK)
        ]
        return np.concatenate(found) if found else np.zeros((0, *vector.shape[1:]), np.float32)

    def place(self, row: int) -> Place:
        """Where a row comes from."""
        return Place(*(int(number) for number in self.places[row]))


class VectorFile:
    """The matrix of one model in one folder. One process at a time may add; any number may read."""

    def __init__(self, folder: Path, model: str, dimension: int) -> None:
        self._parent = folder
        self._folder = folder / hashlib.sha256(f"1 {model} {dimension}".encode()).hexdigest()[:16]
        self._dimension = dimension
        self._seen: tuple[str, ...] | None = None
        self._matrix: Matrix | None = None

    def positions(self) -> dict[str, int]:
        """How far the followers that fill this file have come, by name."""
        return {str(name): int(value) for name, value in self._state()["positions"].items()}

    def stand(self) -> tuple[str, ...]:
        """Changes whenever something was added."""
        return tuple(self._state()["batches"])

    def matrix(self) -> Matrix:
        """What counts now; read again only when something was added."""
        for last_try in (False, False, True):
            batches = tuple(self._state()["batches"])
            if self._matrix is not None and batches == self._seen:
                break
            try:
                self._matrix, self._seen = self._read(batches), batches
                break
            except FileNotFoundError:  # batches were joined between the list and its files
                if last_try:
                    raise
        assert self._matrix is not None
        return self._matrix

    @contextmanager
    def adding(self) -> Iterator[None]:
        """Only one process adds at a time. Raises `StoreError` when another one is at it."""
        self._folder.mkdir(parents=True, exist_ok=True)
        with (self._folder / "bezig").open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as error:
                raise StoreError("Een ander proces maakt al vectoren. Wacht tot het klaar is en probeer opnieuw.") from error
            yield

    def add(
        self, places: Sequence[Place], vectors: NDArray[np.float16], gone: Sequence[int], positions: Mapping[str, int]
    ) -> None:
        """Add rows, take out records that are `gone`, and write down how far the followers are. Call within `adding`."""
        state = self._state()
        rows = [(place.record, place.passage, place.start, place.end) for place in places]
        rows += [(record, -1, -1, -1) for record in gone]
        if rows:
            number = max((int(name) for name in state["batches"]), default=0) + 1
            padded = np.zeros((len(rows), self._dimension), dtype="<f2")
            padded[: len(places)] = vectors
            self._write(f"{number:06}", np.array(rows, dtype="<i8"), padded)
            state["batches"].append(f"{number:06}")
        state["positions"] = dict(positions)
        self._keep(state)
        if len(state["batches"]) > _MOST_BATCHES:
            self._join(state)

    def forget(self) -> None:
        """Throw everything away that was made for this model. Call within `adding`."""
        old = self._state()["batches"]
        self._keep({"batches": [], "positions": {}})
        self._unlink(old)

    def drop_others(self) -> None:
        """Throw away what was made for other models."""
        for folder in self._parent.iterdir() if self._parent.is_dir() else ():
            if folder != self._folder:
                shutil.rmtree(folder, ignore_errors=True)

    def _read(self, batches: Sequence[str]) -> Matrix:
        places: list[NDArray[np.int64]] = []
        vectors: list[NDArray[np.float16]] = []
        numbers: list[NDArray[np.int64]] = []
        for number, name in enumerate(batches):
            rows = np.fromfile(self._folder / f"{name}.plaats", dtype="<i8").reshape(-1, 4)
            places.append(rows)
            shape = (len(rows), self._dimension)
            vectors.append(np.memmap(self._folder / f"{name}.vector", dtype="<f2", mode="r", shape=shape))
            numbers.append(np.full(len(rows), number, dtype=np.int64))
        if not places:
            empty = np.zeros(0, dtype=bool)
            return Matrix(np.zeros((0, 4), np.int64), (), empty, np.zeros(self._dimension, np.float32))
        where, batch = np.concatenate(places), np.concatenate(numbers)
        _records, row_of = np.unique(where[:, 0], return_inverse=True)
        last = np.zeros(len(_records), dtype=np.int64)
        np.maximum.at(last, row_of, batch)
        alive = (batch == last[row_of]) & (where[:, 1] >= 0)
        return Matrix(where, tuple(vectors), alive, _centre(vectors, alive, self._dimension))

    def _join(self, state: dict[str, Any]) -> None:
        """All batches as one, without what no longer counts."""
        matrix = self._read(state["batches"])
        number = f"{int(state['batches'][-1]) + 1:06}"
        kept = [batch[alive] for batch, alive in zip(matrix.batches, _split(matrix.alive, matrix.batches), strict=True)]
        self._write(number, matrix.places[matrix.alive], np.concatenate(kept))
        old, state["batches"] = state["batches"], [number]
        self._keep(state)
        # A reader that has them open keeps them; one that comes now reads the new list.
        self._unlink(old)

    def _unlink(self, batches: Sequence[str]) -> None:
        for name in batches:
            for path in self._folder.glob(f"{name}.*"):
                path.unlink(missing_ok=True)

    def _write(self, name: str, places: NDArray[np.int64], vectors: NDArray[np.float16]) -> None:
        for suffix, values in (("plaats", places), ("vector", vectors)):
            temporary = self._folder / f"{name}.{suffix}.nieuw"
            values.tofile(temporary)
            temporary.replace(self._folder / f"{name}.{suffix}")

    def _state(self) -> dict[str, Any]:
        try:
            state = orjson.loads((self._folder / "stand.json").read_bytes())
            return {"batches": list(state["batches"]), "positions": dict(state["positions"])}
        except (OSError, ValueError, KeyError, TypeError):
            return {"batches": [], "positions": {}}

    def _keep(self, state: Mapping[str, Any]) -> None:
        temporary = self._folder / "stand.nieuw"
        temporary.write_bytes(orjson.dumps(state))
        temporary.replace(self._folder / "stand.json")


def _split(alive: NDArray[np.bool_], batches: Sequence[NDArray[np.float16]]) -> list[NDArray[np.bool_]]:
    return np.split(alive, np.cumsum([len(batch) for batch in batches])[:-1])


def _centre(batches: Sequence[NDArray[np.float16]], alive: NDArray[np.bool_], dimension: int) -> NDArray[np.float32]:
    """The mean of the rows that count; of a large matrix that of rows at equal distances."""
    step = max(1, int(alive.sum()) // _SAMPLE)
    total, count = np.zeros(dimension, dtype=np.float64), 0
    for batch, living in zip(batches, _split(alive, batches), strict=True):
        chosen = np.flatnonzero(living)[::step]
        total += batch[chosen].astype(np.float32).sum(axis=0, dtype=np.float64)
        count += len(chosen)
    return (total / max(count, 1)).astype(np.float32)
