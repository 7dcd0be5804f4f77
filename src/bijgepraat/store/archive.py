# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The archive of originals: each file once, under its SHA-256, compressed, never rewritten."""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, cast

import zstandard

from bijgepraat.store.errors import ArchiveError

_CHUNK = 1024 * 1024
_UNFINISHED = "nieuw-"
_STALE_S = 3600
_PACKED = {".xz", ".zip", ".gz", ".zst", ".pdf", ".docx", ".png", ".jpg", ".jpeg", ".webp"}


class Archive:
    """Originals below one folder, as `ab/cd/abcd….zst`, or without `.zst` where the file is packed by itself."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def put(self, source: BinaryIO, suffix: str) -> tuple[str, int]:
        """Keep the bytes of `source` (read to its end) and return their SHA-256 and size in bytes.

        The file appears under its name only when it is complete and flushed to disk, so a crash leaves no half original.
        """
        self._folder.mkdir(parents=True, exist_ok=True)
        digest = hashlib.sha256()
        size = 0
        handle, temporary = tempfile.mkstemp(dir=self._folder, prefix=_UNFINISHED)
        path = Path(temporary)
        try:
            with os.fdopen(handle, "wb") as out:
                packer = None if suffix.lower() in _PACKED else zstandard.ZstdCompressor(level=6).compressobj()
                while chunk := source.read(_CHUNK):
                    digest.update(chunk)
                    size += len(chunk)
                    out.write(packer.compress(chunk) if packer else chunk)
                if packer:
                    out.write(packer.flush())
                out.flush()
                os.fsync(out.fileno())
            name = digest.hexdigest()
            if self._find(name) is None:
                target = self._folder / name[:2] / name[2:4] / (name + (".zst" if packer else ""))
                target.parent.mkdir(parents=True, exist_ok=True)
                path.replace(target)
            return name, size
        finally:
            path.unlink(missing_ok=True)

    @contextmanager
    def open(self, sha256: str) -> Iterator[BinaryIO]:
        """Read an original back. Raises `ArchiveError` when it is not there."""
        path = self._find(sha256)
        if path is None:
            raise ArchiveError(f"Origineel {sha256} ontbreekt in het archief: zet de map 'archief' terug uit een reservekopie.")
        with path.open("rb") as raw:
            if path.suffix == ".zst":
                with zstandard.ZstdDecompressor().stream_reader(raw) as reader:
                    yield cast(BinaryIO, reader)
            else:
                yield raw

    def verify(self, sha256: str) -> None:
        """Raise `ArchiveError` unless the kept bytes still have this hash."""
        digest = hashlib.sha256()
        try:
            with self.open(sha256) as stream:
                while chunk := stream.read(_CHUNK):
                    digest.update(chunk)
        except zstandard.ZstdError as error:
            raise ArchiveError(f"Origineel {sha256} is beschadigd: zet het terug uit een reservekopie.") from error
        if digest.hexdigest() != sha256:
            raise ArchiveError(f"Origineel {sha256} is veranderd: zet het terug uit een reservekopie.")

    @contextmanager
    def packed(self, sha256: str) -> Iterator[tuple[BinaryIO, int, str]]:
        """An original as it lies here: stream, size in bytes, `.zst` or nothing. Raises `ArchiveError` when it is gone."""
        path = self._find(sha256)
        if path is None:
            raise ArchiveError(f"Origineel {sha256} ontbreekt in het archief.")
        with path.open("rb") as stream:
            yield stream, path.stat().st_size, path.suffix if path.suffix == ".zst" else ""

    def copy_to(self, sha256: str, other: Archive) -> None:
        """Put an original in another archive, packed as it is here. Raises `ArchiveError` when it is not there."""
        path = self._find(sha256)
        if path is None:
            raise ArchiveError(f"Origineel {sha256} ontbreekt in het archief.")
        with self.open(sha256) as stream:
            other.put(stream, "" if path.suffix == ".zst" else ".zip")

    def tidy(self) -> None:
        """Remove what a killed process left half written. Younger than an hour may be another process at work: that stays."""
        for path in self._folder.glob(f"{_UNFINISHED}*"):
            with contextlib.suppress(OSError):
                if time.time() - path.stat().st_mtime > _STALE_S:
                    path.unlink()

    def _find(self, name: str) -> Path | None:
        base = self._folder / name[:2] / name[2:4] / name
        for path in (base.with_name(name + ".zst"), base):
            if path.is_file():
                return path
        return None
