# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""From a file of any known kind to records: what it is, and which reader takes it.

The ending proposes, the content decides: an XML file is read by its root element, a JSON file by its first value, a text or
HTML page by whether it is built of dated sections.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import orjson

from bijgepraat.model.records import Kind, Notice, Record, Severity
from bijgepraat.settings import Limits
from bijgepraat.sources.blob import Blob, InputError, Reader
from bijgepraat.sources.containers import blobs
from bijgepraat.sources.corpus import read_corpus
from bijgepraat.sources.docx import read_docx
from bijgepraat.sources.html import read_html
from bijgepraat.sources.odata import looks_like_odata, read_odata, read_odata_lines
from bijgepraat.sources.odata_schema import read_schema
from bijgepraat.sources.pdf import read_pdf
from bijgepraat.sources.plaintext import read_plaintext
from bijgepraat.sources.publications import read_publication
from bijgepraat.sources.syncfeed_entries import read_syncfeed
from bijgepraat.sources.tables import read_table
from bijgepraat.sources.text import decode
from bijgepraat.sources.transcripts import read_transcript
from bijgepraat.sources.weekly import looks_weekly, read_weekly
from bijgepraat.sources.xml import sniff_root

_HEAD_BYTES = 256 * 1024
_ROOTS: dict[str, tuple[str, Reader]] = {
    "vlosCoreDocument": ("tweedekamer-verslagen", read_transcript),
    "officiele-publicatie": ("officielebekendmakingen", read_publication),
    "Edmx": ("tweedekamer", read_schema),
    "feed": ("tweedekamer", read_syncfeed),
}
_ENDINGS: dict[str, Reader] = {".pdf": read_pdf, ".docx": read_docx, ".csv": read_table, ".tsv": read_table}
_TEXT_ENDINGS = {".txt", ".md", ".text", ""}
_HTML_ENDINGS = {".html", ".htm", ".xhtml"}
KNOWN = "JSON, JSON-regels, XML van de Tweede Kamer of officiële bekendmakingen, PDF, DOCX, HTML, CSV of platte tekst"


def find_files(paths: list[Path]) -> list[tuple[Path, str]]:
    """All files at or below `paths` in a fixed order, with the name that people see. Hidden files are left out.

    Raises `InputError` for a path that does not exist.
    """
    found: list[tuple[Path, str]] = []
    for path in paths:
        if path.is_dir():
            below = (item for item in path.rglob("*") if item.is_file())
            for item in sorted(below):
                inside = item.relative_to(path)
                if not any(part.startswith(".") for part in inside.parts):
                    found.append((item, f"{path.resolve().name}/{inside.as_posix()}"))
        elif path.is_file():
            found.append((path, path.name))
        else:
            raise InputError(f"{path}: bestaat niet; controleer de naam")
    return found


def read_file(path: Path, name: str, source: str | None, limits: Limits) -> Iterator[Record | Notice]:
    """All records of a file, and notices about what could not be taken. Never raises for what is in the file.

    `source` overrules the source that the kind of file stands for.
    """
    try:
        for blob in blobs(path, name, source or "bestanden", limits):
            if isinstance(blob, Notice):
                yield blob
            else:
                yield from _read_blob(blob, source)
    except InputError as error:
        yield Notice(Severity.REFUSED, error.code, name, None, str(error), Kind.BESTAND)
    except OSError as error:
        message = f"kan niet worden gelezen ({error.strerror}); controleer de rechten"
        yield Notice(Severity.REFUSED, "onleesbaar", name, None, message, Kind.BESTAND)


def _read_blob(blob: Blob, source: str | None) -> Iterator[Record | Notice]:
    try:
        standard, reader = choose_reader(blob)
        if source is None and standard != blob.source:
            blob = replace(blob, source=standard)
        yield from reader(blob)
    except InputError as error:
        yield Notice(Severity.REFUSED, error.code, blob.name, blob.locator, str(error), Kind.BESTAND)


def choose_reader(blob: Blob) -> tuple[str, Reader]:
    """The source that this kind of file comes from and the reader for it. Raises `InputError` when there is none."""
    if blob.suffix in _ENDINGS:
        return blob.source, _ENDINGS[blob.suffix]
    with blob.open() as stream:
        head = stream.read(_HEAD_BYTES)
    if not head.strip():
        raise InputError("het bestand is leeg; haal het opnieuw op")
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if blob.suffix in {".jsonl", ".ndjson"}:
        return _lines_reader(blob, start)
    if blob.suffix == ".json" or (not blob.suffix and start[:1] in b"{["):
        return "tweedekamer", read_odata
    if start.startswith(b"%PDF-"):
        return blob.source, read_pdf
    html = start[:15].lower().startswith((b"<!doctype html", b"<html"))
    if (
        blob.suffix == ".xml"
        or start.startswith(b"<?xml")
        or (blob.suffix not in _HTML_ENDINGS and start[:1] == b"<" and not html)
    ):
        return _xml_reader(blob)
    if blob.suffix in _HTML_ENDINGS or html:
        return blob.source, (read_weekly if looks_weekly(decode(head)) else read_html)
    if blob.suffix in _TEXT_ENDINGS:
        return blob.source, (read_weekly if blob.suffix != ".md" and looks_weekly(decode(head)) else read_plaintext)
    raise InputError(f"onbekend soort bestand ({blob.suffix}); bekend zijn {KNOWN}")


def _lines_reader(blob: Blob, start: bytes) -> tuple[str, Reader]:
    for line in start.split(b"\n")[:20]:
        try:
            row = orjson.loads(line)
        except orjson.JSONDecodeError:
            continue
        if looks_like_odata(row):
            return "tweedekamer", read_odata_lines
        if isinstance(row, dict) and ("text" in row or "title" in row):
            return blob.source, read_corpus
    # None of the first lines says what it is: the file's own name may, and each line is judged by itself.
    return "tweedekamer", read_odata_lines


def _xml_reader(blob: Blob) -> tuple[str, Reader]:
    with blob.open() as stream:
        root = sniff_root(stream)
    if root is None:
        raise InputError("geen leesbare XML (afgekapt, leeg of een andere indeling); haal het bestand opnieuw op")
    if root in _ROOTS:
        return _ROOTS[root]
    if root.lower() == "html":
        raise InputError("een HTML-pagina in plaats van XML (vaak een foutpagina van de bron); haal het bestand opnieuw op")
    raise InputError(
        f"onbekende XML met wortel <{root[:60]}>; bekend zijn verslagen (VLOS), officiële publicaties en de SyncFeed"
    )
