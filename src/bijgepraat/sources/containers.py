# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Files as they lie on disk, and what is packed in them: xz, gzip and zip, each with limits on what comes out."""

from __future__ import annotations

import gzip
import io
import lzma
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO, cast

from bijgepraat.model.records import Notice, Severity
from bijgepraat.settings import Limits
from bijgepraat.sources.blob import Blob, InputError, TooLargeError

_STREAMS: dict[str, Callable[[BinaryIO], Any]] = {
    ".xz": lzma.LZMAFile,
    ".gz": lambda raw: gzip.GzipFile(fileobj=raw),
}
_OFFICE = {"word/document.xml": ".docx"}
_FREE_BYTES = 64 * 1024 * 1024
"""Below this size the growth on decompression is not held against a file: small texts full of repetition pack very well."""


def blobs(path: Path, name: str, source: str, limits: Limits) -> Iterator[Blob | Notice]:
    """What is to be read in one file: the file itself, or the members of a zip. `name` is what people see of it.

    A member that cannot be opened is a refusal, the others go on. Raises `InputError` when the file as a whole cannot be read.
    """
    if path.stat().st_size > limits.file_bytes:
        raise TooLargeError(f"groter dan {limits.file_bytes} bytes; splits het bestand")
    suffixes = [part.lower() for part in path.suffixes]
    last = suffixes[-1] if suffixes else ""
    if last in _STREAMS:
        inner = suffixes[-2] if len(suffixes) > 1 else ""
        yield Blob(name, inner, source, _packed(path, last, limits), limits)
    elif zipfile.is_zipfile(path) and last not in {".docx", ".pdf"}:
        yield from _members(path, name, source, limits)
    elif last == ".zip":
        raise InputError("geen leesbare zip (afgekapt of beschadigd); haal het bestand opnieuw op")
    else:
        yield Blob(name, last, source, _plain(path, limits), limits)


def _plain(path: Path, limits: Limits) -> Callable[[], AbstractContextManager[BinaryIO]]:
    @contextmanager
    def opened() -> Iterator[BinaryIO]:
        with path.open("rb") as raw:
            yield _limited(raw, limits.file_bytes)

    return opened


def _packed(path: Path, suffix: str, limits: Limits) -> Callable[[], AbstractContextManager[BinaryIO]]:
    most = min(limits.file_bytes, max(path.stat().st_size * limits.ratio, _FREE_BYTES))

    @contextmanager
    def opened() -> Iterator[BinaryIO]:
        with path.open("rb") as raw, _STREAMS[suffix](raw) as unpacked:
            yield _limited(unpacked, most)

    return opened


def _members(path: Path, name: str, source: str, limits: Limits) -> Iterator[Blob | Notice]:
    try:
        archive = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, OSError) as error:
        raise InputError("geen leesbare zip (afgekapt of beschadigd); haal het bestand opnieuw op") from error
    with archive:
        members = [member for member in archive.infolist() if not member.is_dir()]
        office = next((suffix for inner, suffix in _OFFICE.items() if inner in archive.NameToInfo), None)
        if office:
            yield Blob(name, office, source, _plain(path, limits), limits)
            return
        if len(members) > limits.members:
            raise TooLargeError(f"de zip heeft {len(members)} bestanden, meer dan {limits.members}; splits de zip")
        left = limits.file_bytes
        for member in members:
            shown = f"{name} › {_readable(member.filename)}"
            reason = _suspicious(member, limits, left)
            if reason is not None:
                yield Notice(Severity.REFUSED, reason[0], shown, None, reason[1])
                continue
            left -= member.file_size
            suffix = PurePosixPath(member.filename).suffix.lower()
            yield Blob(shown, suffix, source, _member(archive, member), limits, locator=_readable(member.filename))


def _suspicious(member: zipfile.ZipInfo, limits: Limits, left: int) -> tuple[str, str] | None:
    if member.flag_bits & 1:
        return "versleuteld", "versleuteld; pak het bestand zelf uit en lever het los aan"
    if member.filename.lower().endswith((".zip", ".gz", ".xz")):
        return "zip-in-zip", "een ingepakt bestand in een zip; pak het zelf uit en lever het los aan"
    if member.file_size > min(limits.member_bytes, left):
        return "te-groot", "uitgepakt groter dan toegestaan; lever het bestand los aan"
    if member.file_size > max(_FREE_BYTES, member.compress_size * limits.ratio):
        return (
            "zipbom",
            f"groeit meer dan {limits.ratio} keer bij uitpakken (lijkt een zipbom); lever het bestand los aan",
        )
    return None


def _member(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Callable[[], AbstractContextManager[BinaryIO]]:
    @contextmanager
    def opened() -> Iterator[BinaryIO]:
        try:
            # The declared size was checked; zipfile stops at it, so a lying header gives a CRC error, not a flood.
            with archive.open(member) as stream:
                content = stream.read(member.file_size + 1)
        except (
            zipfile.BadZipFile,
            zlib.error,
            lzma.LZMAError,
            NotImplementedError,
            OSError,
            EOFError,
            RuntimeError,
        ) as error:
            raise InputError("beschadigd in de zip; haal de zip opnieuw op") from error
        yield io.BytesIO(content)

    return opened


def _readable(filename: str) -> str:
    """A member's name without control characters or parts that climb; it is only ever shown, never written to."""
    return "".join(char if char.isprintable() else "?" for char in filename)[:200]


class _Limited(io.RawIOBase):
    """Bytes of a stream up to a limit; past it `TooLargeError`, and a broken packing becomes an `InputError`."""

    def __init__(self, raw: Any, most: int) -> None:
        self._raw = raw
        self._left = most
        self._most = most

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        try:
            chunk = self._raw.read(len(buffer))
        except (EOFError, lzma.LZMAError, zlib.error, gzip.BadGzipFile) as error:
            raise InputError("het ingepakte bestand is afgekapt of beschadigd; haal het opnieuw op") from error
        self._left -= len(chunk)
        if self._left < 0:
            raise TooLargeError(f"uitgepakt groter dan {self._most} bytes (lijkt een zipbom); splits het bestand")
        buffer[: len(chunk)] = chunk
        return len(chunk)


def _limited(raw: Any, most: int) -> BinaryIO:
    return cast(BinaryIO, io.BufferedReader(_Limited(raw, most), buffer_size=1024 * 1024))
