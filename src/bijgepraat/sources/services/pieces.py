# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Files that came with a record: which reader takes them, and refusing what is not what was announced.

Announced types are often wrong, so the content decides; but a page of HTML where a PDF or XML was announced is an error page.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from bijgepraat.model.records import Kind, Link, Notice, Record
from bijgepraat.model.sync import Description, Piece
from bijgepraat.settings import Limits
from bijgepraat.sources.blob import Blob, InputError
from bijgepraat.sources.fetched import Fetched
from bijgepraat.sources.files import choose_reader

_HEAD = 4096
_ANYTHING = "application/octet-stream"
_ENDINGS = {
    "application/pdf": ".pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/xml": ".xml",
    "application/xml": ".xml",
    "text/plain": ".txt",
}
ROLE = "bij"
"""Role of the link from a fetched file to the record that announced it."""


class NotAsAnnouncedError(InputError):
    """What came is not what was announced: an error page, or nothing."""

    code = "niet-wat-aangekondigd"


def read_fetched(piece: Piece, fetched: Fetched, description: Description, limits: Limits) -> Iterator[Record | Notice]:
    """The records in a fetched file, by the readers for files.

    A Bestand gets the piece's address as key and a link to the record that announced it; records with a key of their own
    (a publication, a transcript) keep it. Raises `InputError` when it is empty, an error page, or cannot be read.
    """
    blob = as_blob(piece, fetched, description, limits)
    _standard, reader = choose_reader(blob)
    moment = piece.changed or f"{fetched.fetched:%Y-%m-%dT%H:%M:%S}.0000000Z"
    for item in reader(blob):
        if isinstance(item, Record):
            links = item.links
            if item.kind in {Kind.BESTAND, Kind.PAGINA}:
                links = (*links, Link(ROLE, piece.kind, piece.key))
            yield replace(item, links=links, modified=item.modified or moment, date=item.date or piece.date)
        else:
            yield item


def as_blob(piece: Piece, fetched: Fetched, description: Description, limits: Limits) -> Blob:
    """A fetched file as something to read. Raises `NotAsAnnouncedError`."""
    with fetched.body.open() as stream:
        head = stream.read(_HEAD)
    suffix = _suffix(piece, fetched, head)
    announced = (piece.media_type or "").partition(";")[0].strip().lower()
    if not head.strip():
        raise NotAsAnnouncedError("het bestand is leeg; de bron moet het herstellen")
    if suffix == ".html" and announced and announced != _ANYTHING and "html" not in announced:
        raise NotAsAnnouncedError(f"een HTML-pagina in plaats van {announced}; vaak een foutpagina van de bron")
    return Blob(
        name=piece.address,
        suffix=suffix,
        source=description.name,
        open=fetched.body.open,
        limits=limits,
        address=piece.address,
        on=piece.date or fetched.fetched.date(),
    )


def _suffix(piece: Piece, fetched: Fetched, head: bytes) -> str:
    """By what it looks like, then by what the server says, then by what was announced, then by the address."""
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if start.startswith(b"%pdf-"):
        return ".pdf"
    if start.startswith((b"<!doctype html", b"<html")):
        return ".html"
    if start.startswith(b"<?xml"):
        return ".xml"
    for stated in (fetched.media_type, (piece.media_type or "").partition(";")[0].strip().lower()):
        if stated in _ENDINGS and not (start.startswith(b"pk\x03\x04") and _ENDINGS[stated] != ".docx"):
            return _ENDINGS[stated]
    if start.startswith(b"pk\x03\x04"):
        return ".docx"
    return PurePosixPath(urlsplit(piece.address).path).suffix.lower()
