# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""A text's vector is made once and comes back as it was, whatever was interrupted in between."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from bijgepraat.pipeline.embedding import passage_vectors
from bijgepraat.store.store import Store


class Counting:
    """A model that points in a direction of its own for each text, and counts; it gives up at the `limit`-th text."""

    name = "teller 1"
    dimension = 8

    def __init__(self, limit: int = 10**9) -> None:
        self.made = 0
        self.limit = limit

    def queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return self.passages(texts)

    def passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.made += len(texts)
        if self.made > self.limit:
            raise KeyboardInterrupt
        rows = np.array([[float(ord(c)) for c in text[:8].ljust(8)] for text in texts], dtype=np.float32)
        found: NDArray[np.float32] = rows / np.linalg.norm(rows, axis=1, keepdims=True)
        return found


def test_vectors_come_in_the_order_of_the_texts_and_are_made_once(tmp_path: Path) -> None:
    texts = [f"{n % 150:03} tekst" + "x" * (n % 7) for n in range(400)] + ["", "000 tekst"]
    model = Counting()
    with Store.open(tmp_path) as store:
        first = passage_vectors(store, model, texts)
        made = model.made
        assert made == len({" ".join(text.split()) for text in texts})
        again = passage_vectors(store, model, list(reversed(texts)))
        assert model.made == made
    assert np.array_equal(first, again[::-1])
    assert np.allclose(first[:-2], Counting().passages(texts[:-2]), atol=2e-3)
    assert np.allclose(np.linalg.norm(first, axis=1), 1.0, atol=1e-6)


def test_what_was_made_before_an_interruption_stays(tmp_path: Path) -> None:
    texts = [f"tekst {n}" for n in range(300)]
    with Store.open(tmp_path) as store:
        with pytest.raises(KeyboardInterrupt):
            passage_vectors(store, Counting(limit=200), texts)
        model = Counting()
        told: list[int] = []
        passage_vectors(store, model, texts, told.append)
        assert model.made == told[-1] == 300 - 3 * 64


def test_no_texts_no_vectors(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        assert passage_vectors(store, Counting(), []).shape == (0, 8)
