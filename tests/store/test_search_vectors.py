# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The matrix of vectors: what counts, what an interruption leaves, and that batches joined are the same as batches apart."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from bijgepraat.store import search_vectors
from bijgepraat.store.errors import StoreError
from bijgepraat.store.search_vectors import Matrix, Place, VectorFile


def vectors(*firsts: float) -> NDArray[np.float16]:
    return np.array([[first, 1.0, 0.0, 0.5] for first in firsts], dtype=np.float16)


def added(file: VectorFile, records: list[int], firsts: list[float], gone: list[int], seq: int) -> None:
    with file.adding():
        file.add([Place(record, 0, 0, 5) for record in records], vectors(*firsts), gone, {"records": seq})


def what_counts(matrix: Matrix) -> dict[int, float]:
    likeness = matrix.dot(np.array([1.0, 0.0, 0.0, 0.0], dtype=np.float32))
    return {matrix.place(int(row)).record: round(float(likeness[row]), 3) for row in np.flatnonzero(matrix.alive)}


def test_nothing_is_there_at_first(tmp_path: Path) -> None:
    file = VectorFile(tmp_path, "model", 4)
    assert file.positions() == {}
    assert len(file.matrix()) == 0
    assert file.matrix().dot(np.ones(4, dtype=np.float32)).shape == (0,)


def test_the_last_batch_that_speaks_of_a_record_counts(tmp_path: Path) -> None:
    file = VectorFile(tmp_path, "model", 4)
    added(file, [1, 2, 2, 3], [0.1, 0.2, 0.25, 0.3], [], 4)
    assert len(file.matrix()) == 4
    added(file, [2], [0.9], [3, 7], 6)
    assert what_counts(file.matrix()) == {1: 0.1, 2: 0.9}
    assert len(file.matrix()) == 2
    assert file.positions() == {"records": 6}
    assert np.allclose(file.matrix().centre, [0.5, 1.0, 0.0, 0.5], atol=1e-3)
    again = VectorFile(tmp_path, "model", 4)
    assert what_counts(again.matrix()) == {1: 0.1, 2: 0.9}


def test_many_batches_become_one_and_say_the_same(tmp_path: Path) -> None:
    file = VectorFile(tmp_path, "model", 4)
    truth: dict[int, float] = {}
    for number in range(60):
        record, first = number % 17, number / 100
        gone = [(number * 5) % 17] if number % 4 == 0 and (number * 5) % 17 != record else []
        added(file, [record], [first], gone, number)
        truth[record] = round(first, 2)
        for one in gone:
            truth.pop(one, None)
        found = what_counts(file.matrix())
        assert found == pytest.approx(truth, abs=1e-3)
    assert len(list(tmp_path.rglob("*.vector"))) <= search_vectors._MOST_BATCHES + 1


def test_a_large_matrix_is_counted_in_blocks_and_gives_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = np.random.default_rng(3).normal(size=(300, 4)).astype(np.float16)
    file = VectorFile(tmp_path, "model", 4)
    with file.adding():
        file.add([Place(n, 0, 0, 1) for n in range(300)], made, [], {})
    asked = np.array([0.3, -0.2, 0.5, 0.1], dtype=np.float32)
    whole = file.matrix().dot(asked)
    monkeypatch.setattr(search_vectors, "_IN_MEMORY", 10)
    monkeypatch.setattr(search_vectors, "_BLOCK", 64)
    assert np.allclose(VectorFile(tmp_path, "model", 4).matrix().dot(asked), whole, atol=1e-5)
    assert np.allclose(whole, made.astype(np.float32) @ asked, atol=1e-3)


def test_what_was_not_finished_does_not_count(tmp_path: Path) -> None:
    file = VectorFile(tmp_path, "model", 4)
    added(file, [1], [0.1], [], 1)
    (folder,) = tmp_path.iterdir()
    (folder / "000002.vector").write_bytes(b"half a vec")
    (folder / "000002.plaats.nieuw").write_bytes(b"1")
    (folder / "stand.nieuw").write_text("{")
    assert what_counts(VectorFile(tmp_path, "model", 4).matrix()) == {1: 0.1}
    added(file, [2], [0.2], [], 2)
    assert what_counts(VectorFile(tmp_path, "model", 4).matrix()) == {1: 0.1, 2: 0.2}


def test_a_reader_sees_what_another_added(tmp_path: Path) -> None:
    reader, writer = VectorFile(tmp_path, "model", 4), VectorFile(tmp_path, "model", 4)
    assert len(reader.matrix()) == 0
    added(writer, [1], [0.1], [], 1)
    assert len(reader.matrix()) == 1


def test_only_one_adds_at_a_time(tmp_path: Path) -> None:
    file = VectorFile(tmp_path, "model", 4)
    with file.adding(), pytest.raises(StoreError, match="Wacht"), VectorFile(tmp_path, "model", 4).adding():
        pass
    with file.adding():
        pass


def test_models_do_not_mix_and_others_can_go(tmp_path: Path) -> None:
    one, other = VectorFile(tmp_path, "een", 4), VectorFile(tmp_path, "twee", 4)
    added(one, [1], [0.1], [], 1)
    added(other, [2], [0.2], [], 2)
    assert what_counts(one.matrix()) == {1: 0.1}
    one.drop_others()
    assert what_counts(VectorFile(tmp_path, "twee", 4).matrix()) == {}
    with one.adding():
        one.forget()
    assert one.positions() == {}
    assert len(one.matrix()) == 0
