# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Vectors of texts, each made once: what the store has is not made again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from bijgepraat.store import vectors
from bijgepraat.store.store import Store
from bijgepraat.understand.embedding import Embedder, fingerprint

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_AT_ONCE = 64
_QUERIES_AT_ONCE = 10_000


def passage_vectors(
    store: Store, model: Embedder, texts: Sequence[str], report: Callable[[int], None] = lambda _made: None
) -> NDArray[np.float32]:
    """Vectors (n × dimension, length 1) of passages. New ones are made a batch at a time and kept at once, so that interrupted
    work goes on where it was; `report` is told how many were made so far.
    """
    import numpy as np

    found = np.empty((len(texts), model.dimension), dtype=np.float32)
    made = 0
    for start in range(0, len(texts), _QUERIES_AT_ONCE):
        names = [fingerprint(text) for text in texts[start : start + _QUERIES_AT_ONCE]]
        with store.reading() as connection:
            known = vectors.kept(connection, model.name, names)
        wanted = {name: start + place for place, name in reversed(list(enumerate(names))) if name not in known}
        # Texts of like length together: a batch takes as long as its longest.
        order = sorted(wanted, key=lambda name: len(texts[wanted[name]]))
        for first in range(0, len(order), _AT_ONCE):
            some = order[first : first + _AT_ONCE]
            fresh = np.asarray(model.passages([texts[wanted[name]] for name in some]), dtype="<f2")
            batch = {name: vector.tobytes() for name, vector in zip(some, fresh, strict=True)}
            with store.writing() as connection:
                vectors.keep(connection, model.name, batch)
            known |= batch
            made += len(some)
            report(made)
        for place, name in enumerate(names):
            found[start + place] = np.frombuffer(known[name], dtype="<f2")
    if len(texts):
        found /= np.linalg.norm(found, axis=1, keepdims=True)
    return found
