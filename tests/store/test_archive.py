# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The archive keeps bytes as they came, once, and notices damage."""

from __future__ import annotations

import hashlib
import io
import os
from pathlib import Path

import pytest

from bijgepraat.store.archive import Archive
from bijgepraat.store.errors import ArchiveError


@pytest.mark.parametrize("suffix", [".json", ".xml", ".pdf", ".xz", ""])
def test_what_goes_in_comes_out(tmp_path: Path, suffix: str) -> None:
    content = b"kamerstuk " * 5000 + bytes(range(256))
    archive = Archive(tmp_path)
    name, size = archive.put(io.BytesIO(content), suffix)
    assert (name, size) == (hashlib.sha256(content).hexdigest(), len(content))
    with archive.open(name) as stream:
        assert stream.read() == content
    archive.verify(name)


def test_text_is_kept_smaller_than_it_came(tmp_path: Path) -> None:
    Archive(tmp_path).put(io.BytesIO(b"gemeente " * 10_000), ".txt")
    (kept,) = (path for path in tmp_path.rglob("*") if path.is_file())
    assert kept.stat().st_size < 2_000


def test_the_same_bytes_are_kept_once_and_never_rewritten(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    archive.put(io.BytesIO(b"een brief"), ".txt")
    (kept,) = (path for path in tmp_path.rglob("*") if path.is_file())
    before = kept.stat().st_mtime_ns
    archive.put(io.BytesIO(b"een brief"), ".pdf")
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == [kept]
    assert kept.stat().st_mtime_ns == before


def test_damage_is_noticed(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    name, _ = archive.put(io.BytesIO(b"een brief" * 100), ".txt")
    (kept,) = (path for path in tmp_path.rglob("*") if path.is_file())
    kept.write_bytes(kept.read_bytes()[:-8])
    with pytest.raises(ArchiveError):
        archive.verify(name)
    with pytest.raises(ArchiveError, match="ontbreekt"):
        archive.verify("0" * 64)


def test_a_broken_copy_leaves_no_half_file(tmp_path: Path) -> None:
    class Broken(io.RawIOBase):
        def read(self, _size: int = -1) -> bytes:
            raise OSError("schijf weg")

    with pytest.raises(OSError, match="schijf weg"):
        Archive(tmp_path).put(Broken(), ".txt")  # type: ignore[arg-type]
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_tidying_removes_old_leftovers_and_nothing_else(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    name, _ = archive.put(io.BytesIO(b"een brief"), ".txt")
    old, young = tmp_path / "nieuw-oud", tmp_path / "nieuw-jong"
    old.write_bytes(b"half")
    young.write_bytes(b"half")
    os.utime(old, (0, 0))
    archive.tidy()
    assert (old.exists(), young.exists()) == (False, True)
    archive.verify(name)
