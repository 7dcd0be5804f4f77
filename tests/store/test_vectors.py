# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Vectors are kept per model and text, and found again in any number."""

from __future__ import annotations

from pathlib import Path

from bijgepraat.store.store import Store
from bijgepraat.store.vectors import forget_others, keep, kept


def test_vectors_are_kept_per_model_and_found_again(tmp_path: Path) -> None:
    many = {f"{n:064x}": n.to_bytes(8, "little") for n in range(2_500)}
    with Store.open(tmp_path) as store:
        with store.writing() as connection:
            keep(connection, "een", many)
            keep(connection, "twee", {f"{1:064x}": b"anders"})
            keep(connection, "een", {f"{1:064x}": b"te laat"})
            keep(connection, "een", {})
        with store.reading() as connection:
            assert kept(connection, "een", [*many, "ontbreekt"]) == many
            assert kept(connection, "twee", many) == {f"{1:064x}": b"anders"}
        with store.writing() as connection:
            assert forget_others(connection, "twee") == 2_500
            assert kept(connection, "een", many) == {}
            assert kept(connection, "twee", many) == {f"{1:064x}": b"anders"}
