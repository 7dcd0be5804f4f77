# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Vectors that a model made of texts, kept under the model's name and the text's fingerprint. Can be thrown away."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import sqlalchemy as sa
from sqlalchemy import Connection

from bijgepraat.store.database import insert_new
from bijgepraat.store.schema import vectors

_KEYS_PER_QUERY = 900


def kept(connection: Connection, model: str, fingerprints: Collection[str]) -> dict[str, bytes]:
    """Per fingerprint its vector (half precision, little-endian); absent for those that the model has not made."""
    found: dict[str, bytes] = {}
    wanted = list(dict.fromkeys(fingerprints))
    for start in range(0, len(wanted), _KEYS_PER_QUERY):
        some = wanted[start : start + _KEYS_PER_QUERY]
        query = sa.select(vectors.c.fingerprint, vectors.c.vector).where(
            vectors.c.model == model, vectors.c.fingerprint.in_(some)
        )
        found.update((fingerprint, bytes(vector)) for fingerprint, vector in connection.execute(query))
    return found


def keep(connection: Connection, model: str, made: Mapping[str, bytes]) -> None:
    """Keep vectors; one that is there already stays as it was."""
    rows = [{"model": model, "fingerprint": fingerprint, "vector": vector} for fingerprint, vector in made.items()]
    if rows:
        connection.execute(insert_new(connection, vectors), rows)


def forget_others(connection: Connection, model: str) -> int:
    """Drop what other models made. Returns how many vectors that were."""
    return connection.execute(sa.delete(vectors).where(vectors.c.model != model)).rowcount
