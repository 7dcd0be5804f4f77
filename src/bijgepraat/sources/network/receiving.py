# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""A body as it comes in: unpacked in small pieces, counted, and put aside on disk when it is large."""

from __future__ import annotations

import tempfile
import zlib
from collections.abc import Iterable, Iterator

from bijgepraat.sources.fetched import Body

_IN_MEMORY = 4 * 1024**2
_AT_ONCE = 64 * 1024
"""A packed piece can grow a thousandfold; it is unpacked no further than this at a time."""
ACCEPT = "gzip"
_GZIP = frozenset({"gzip", "x-gzip"})


class OverLimitError(Exception):
    """The unpacked body passed its limit."""


class PackingError(Exception):
    """The packed body is damaged, or ends before its end."""


class UnknownPackingError(Exception):
    """The body is packed in a way that was not asked for."""


def receive(chunks: Iterable[bytes], coding: str, most: int, *, in_memory: int = _IN_MEMORY) -> tuple[Body, int]:
    """Take in a body with this Content-Encoding. Returns it unpacked, with its size in bytes.

    Memory stays flat whatever comes: up to `in_memory` bytes are held, more goes to an unnamed temporary file.
    Raises `OverLimitError` past `most` bytes, `PackingError`, `UnknownPackingError`, and what `chunks` raises.
    """
    coding = coding.strip().lower()
    if coding in _GZIP:
        pieces = _unpacked(chunks)
    elif coding in {"", "identity"}:
        pieces = iter(chunks)
    else:
        raise UnknownPackingError(coding)
    held = bytearray()  # a list of crumbs would take many times their size
    for piece in pieces:
        if len(held) + len(piece) > most:
            raise OverLimitError
        held += piece
        if len(held) > in_memory:
            return _to_disk(held, pieces, most)
    return Body(bytes(held)), len(held)


def _to_disk(held: bytearray, pieces: Iterator[bytes], most: int) -> tuple[Body, int]:
    size = len(held)
    file = tempfile.TemporaryFile()  # noqa: SIM115 - the body closes it
    try:
        file.write(held)
        held.clear()
        for piece in pieces:
            size += len(piece)
            if size > most:
                raise OverLimitError
            file.write(piece)
    except BaseException:
        file.close()
        raise
    return Body(file), size


def _unpacked(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """gzip, also in several members; what follows the last member is dropped, as browsers do."""
    unpacker = zlib.decompressobj(zlib.MAX_WBITS | 16)
    started = False
    try:
        for chunk in chunks:
            rest = chunk
            while rest:
                if unpacker.eof:
                    if not rest.startswith(b"\x1f"):
                        return
                    unpacker = zlib.decompressobj(zlib.MAX_WBITS | 16)
                started = True
                yield unpacker.decompress(rest, _AT_ONCE)
                rest = unpacker.unused_data if unpacker.eof else unpacker.unconsumed_tail
        # What zlib still holds back after its last input is at most some kilobytes.
        yield unpacker.flush()
    except zlib.error as error:
        raise PackingError(str(error)) from error
    if started and not unpacker.eof:
        raise PackingError("ends before its end")
