# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Searching by meaning: vectors of passages that follow the store, and which of them are nearest to a question."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from threading import Lock
from typing import Any

import numpy as np
import orjson
from numpy.typing import NDArray

from bijgepraat.model.records import Kind
from bijgepraat.pipeline.embedding import passage_vectors
from bijgepraat.pipeline.search_passages import STRETCHES, Stretch, stretches
from bijgepraat.settings import SearchWeights
from bijgepraat.store import search_waiting
from bijgepraat.store.search_vectors import Matrix, Place, VectorFile
from bijgepraat.store.store import Store
from bijgepraat.understand.embedding import Embedder

ALWAYS = (Kind.BERICHT, Kind.ONTWIKKELING, Kind.TOEZEGGING, Kind.PUBLICATIE, Kind.BESTAND, Kind.DEBAT)
"""Kinds whose texts all get vectors."""
WHEN_RELEVANT = (Kind.ZAAK, Kind.DOCUMENT, Kind.ACTIVITEIT)
"""Kinds that have mostly titles, in hundreds of thousands: those that may matter to gemeenten."""
_RECORDS_AT_ONCE = 400
_WRITE_EVERY = 4_096
_REMEMBERED = 256
_COMPARED = 12
"""Passages of a record for which others like them are looked for: with these a page of an agreement has its neighbours too."""
_QUESTION = "Wat gebeurt er met {}?"
"""The model was made with questions in whole sentences as well as loose words: together they find more than either."""


@dataclass(frozen=True, slots=True)
class Near:
    """An entry whose meaning is near that of the question: `z` standard deviations above the mean of all passages."""

    record: int
    passage: int
    start: int
    end: int
    z: float


class Meaning:
    """Vectors of one store by one model."""

    def __init__(self, store: Store, model: Embedder) -> None:
        self.model = model
        self._file = _file(store, model)
        self._questions: OrderedDict[tuple[str, ...], NDArray[np.float32]] = OrderedDict()
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._file.matrix())

    def nearest(
        self, wordings: Sequence[str], weights: SearchWeights, among: Collection[tuple[int, int]] | None = None
    ) -> Nearness:
        """How near every passage is to a question, given in one or more wordings; `among` these entries only."""
        matrix = self._file.matrix()
        counted = matrix.alive
        if among is not None:
            wanted = np.array(sorted({record for record, _ in among}), dtype=np.int64)
            counted = counted & np.isin(matrix.places[:, 0], wanted)
        question = self._question(tuple(wordings))
        # Passages that are near to everything come up for every question: how near they are to the middle of all is taken off.
        likeness = matrix.dot(question - weights.centre * matrix.centre)
        return Nearness(matrix, counted, likeness)

    def stand(self) -> tuple[str, ...]:
        """Changes whenever vectors were added."""
        return self._file.stand()

    def alike(self, record: int, centre: float, least: float, most: int) -> list[Near]:
        """The passages of other records that are nearest in meaning to one of this record, each record by its nearest passage.

        From kept vectors only: the model is not asked. `centre`: how much is taken off of what is near to everything. Of a long
        record as many passages are compared as make no difference to who waits.
        """
        matrix = self._file.matrix()
        own = np.flatnonzero(matrix.alive & (matrix.places[:, 0] == record))
        if not len(own):
            return []
        if len(own) > _COMPARED:
            own = own[np.linspace(0, len(own) - 1, _COMPARED).astype(int)]
        questions = np.stack([matrix.vector(int(row)) for row in own], axis=1) - centre * matrix.centre[:, None]
        likeness = matrix.dot(questions)
        living = likeness[matrix.alive]
        z = ((likeness - living.mean(axis=0)) / (living.std(axis=0) + 1e-9)).max(axis=1)
        rows = np.flatnonzero(matrix.alive & (matrix.places[:, 0] != record) & (z >= least))
        found: dict[int, Near] = {}
        for row in rows[np.argsort(-z[rows], kind="stable")]:
            place = matrix.place(int(row))
            found.setdefault(place.record, Near(place.record, place.passage, place.start, place.end, float(z[row])))
            if len(found) == most:
                break
        return list(found.values())

    def _question(self, wordings: tuple[str, ...]) -> NDArray[np.float32]:
        with self._lock:
            known = self._questions.get(wordings)
            if known is None:
                texts = [text for wording in wordings for text in (wording, _QUESTION.format(wording))]
                known = self.model.queries(texts).mean(axis=0)
                self._questions[wordings] = known
                while len(self._questions) > _REMEMBERED:
                    self._questions.popitem(last=False)
            return known


class Nearness:
    """How near the passages of a store are to one question."""

    def __init__(self, matrix: Matrix, counted: NDArray[np.bool_], likeness: NDArray[np.float32]) -> None:
        living = likeness[matrix.alive]
        self._matrix = matrix
        self._counted = counted
        self._z = (likeness - living.mean()) / (living.std() + 1e-9) if len(living) else likeness

    def best(self, most: int, least: float) -> list[Near]:
        """At most so many entries, each by its nearest passage, nearest first, at least `least` standard deviations off."""
        rows = np.flatnonzero(self._counted & (self._z >= least))
        if len(rows) > 8 * most:
            rows = rows[np.argpartition(-self._z[rows], 8 * most)[: 8 * most]]
        found: dict[tuple[int, int], Near] = {}
        for row in rows[np.argsort(-self._z[rows], kind="stable")]:
            place = self._matrix.place(int(row))
            found.setdefault(_entry(place), Near(place.record, place.passage, place.start, place.end, float(self._z[row])))
            if len(found) == most:
                break
        return list(found.values())

    def of(self, entries: Collection[tuple[int, int]]) -> dict[tuple[int, int], Near]:
        """The nearest passage of each of these entries; those without a vector are absent."""
        records = np.array(sorted({record for record, _ in entries}), dtype=np.int64)
        rows = np.flatnonzero(self._matrix.alive & np.isin(self._matrix.places[:, 0], records))
        found: dict[tuple[int, int], Near] = {}
        for row in rows[np.argsort(-self._z[rows], kind="stable")]:
            place = self._matrix.place(int(row))
            found.setdefault(_entry(place), Near(place.record, place.passage, place.start, place.end, float(self._z[row])))
        return found


@dataclass(frozen=True, slots=True)
class Embedded:
    """What a run did: `records` looked at, `passages` with a vector; `left`: there is more, the limit was reached."""

    records: int
    passages: int
    left: bool


def embed_store(
    store: Store, model: Embedder, *, limit: int | None = None, report: Callable[[int, int], None] = lambda _records, _made: None
) -> Embedded:
    """Make vectors of what came or changed since the last time, at most of about `limit` passages.

    Follows the change sequence, and for titles the readings. Can be cut off: what was made is kept, and not made again.
    """
    file = _file(store, model)
    work = _Work(store, model, file, report)
    with file.adding():
        positions = file.positions()
        if positions.get("records", 0) > store.changes():  # another store came in this one's place
            file.forget()
            positions = {}
        left = False
        for follower, rows_after in (("records", _texts), ("readings", _titles)):
            position = positions.get(follower, 0)
            while rows := rows_after(store, position):
                if limit is not None and work.made >= limit:
                    left = True
                    break
                position = rows[-1].seq
                positions[follower] = position
                work.take(rows, positions)
        work.flush(positions)
    return Embedded(work.records, work.made, left)


def waiting(store: Store, model: Embedder, most: int) -> int:
    """About how many records have no vector yet; counting stops at `most`."""
    positions = _file(store, model).positions()
    with store.reading() as connection:
        texts = search_waiting.count_texts(connection, positions.get("records", 0), ALWAYS, most)
        return texts + search_waiting.count_titles(connection, positions.get("readings", 0), WHEN_RELEVANT, most)


def _file(store: Store, model: Embedder) -> VectorFile:
    return VectorFile(store.vectors_folder, f"{model.name}, {STRETCHES}", model.dimension)


def _texts(store: Store, after: int) -> Sequence[Any]:
    with store.reading() as connection:
        return search_waiting.texts_after(connection, after, ALWAYS, _RECORDS_AT_ONCE)


def _titles(store: Store, after: int) -> Sequence[Any]:
    with store.reading() as connection:
        return search_waiting.titles_after(connection, after, WHEN_RELEVANT, _RECORDS_AT_ONCE)


class _Work:
    """Rows that wait to be written, and counts."""

    def __init__(self, store: Store, model: Embedder, file: VectorFile, report: Callable[[int, int], None]) -> None:
        self._store, self._model, self._file, self._report = store, model, file, report
        self._places: list[Place] = []
        self._vectors: list[NDArray[np.float16]] = []
        self._gone: list[int] = []
        self.records = self.made = 0

    def take(self, rows: Sequence[Any], positions: dict[str, int]) -> None:
        with self._store.reading() as connection:
            words = search_waiting.words_of(connection, rows)
        found: list[tuple[int, Stretch]] = []
        for row in rows:
            text, passages = words.get(row.id, ("", ()))
            own = [] if row.deleted else stretches(row.kind, row.title, text, passages, orjson.loads(row.fields))
            found += [(row.id, stretch) for stretch in own]
            if not own:
                self._gone.append(row.id)
        vectors = passage_vectors(
            self._store,
            self._model,
            [stretch.words for _, stretch in found],
            lambda made: self._report(self.records, self.made + made),
        )
        self._vectors.append(vectors.astype(np.float16))
        self._places += [Place(record, stretch.passage, stretch.start, stretch.end) for record, stretch in found]
        self.records += len(rows)
        self.made += len(found)
        self._report(self.records, self.made)
        if len(self._places) >= _WRITE_EVERY:
            self.flush(positions)

    def flush(self, positions: dict[str, int]) -> None:
        vectors = np.concatenate(self._vectors) if self._vectors else np.zeros((0, self._model.dimension), np.float16)
        self._file.add(self._places, vectors, self._gone, positions)
        self._places, self._vectors, self._gone = [], [], []


def _entry(place: Place) -> tuple[int, int]:
    return place.record, place.passage
