# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""DOCX files: paragraphs, headings and the rows of tables, in order, with the footnotes behind them."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from docx2python import docx2python
from docx2python.iterators import is_tbl

from bijgepraat.model.records import Kind, Notice, Record
from bijgepraat.settings import Limits
from bijgepraat.sources.blob import Blob, InputError, TooLargeError
from bijgepraat.sources.days import date_from_name, printed_date
from bijgepraat.sources.text import Paragraph, build, one_line, read_all, title_from_name, warned

_FREE_BYTES = 1024 * 1024
"""Below this size a part's growth on unpacking is not held against it: an empty table style packs very well."""
_DOCUMENT = "word/document.xml"
_HEADING = re.compile(r"(?:heading|kop)\s?\d|(?:sub)?title$|(?:onder)?titel$", re.IGNORECASE)
_CONTENTS = re.compile(r"(?:toc|inhopg)\s?\d", re.IGNORECASE)
# What docx2python puts in the text for what is no text there.
_LINK = re.compile(r'<a href="[^"]*">(.*?)</a>', re.DOTALL)
_INSERTED = re.compile(r"----(?:footnote|endnote|media/|Image alt text|checkbox)[^\n]*?----(?:>[^<\n]*<)?")
_BULLET = re.compile(r"\t*--\t")
_NOTE_NUMBER = re.compile(r"(?:foot|end)note\d+\)\s*")


def read_docx(blob: Blob) -> Iterator[Record | Notice]:
    """One Record of kind Bestand. A file without text is kept with a warning.

    Raises `InputError` for a file that is empty, cut off, locked, no DOCX, or that grows out of hand when it is unpacked.
    """
    raw = read_all(blob)
    _guard(raw, blob.limits)
    try:
        # Its warnings are about numbering formats and missing properties, nothing that a reader can mend.
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with docx2python(io.BytesIO(raw), duplicate_merged_cells=False) as content:
                paragraphs = [*_paragraphs(content.body_pars), *_notes(content.footnotes_pars), *_notes(content.endnotes_pars)]
                properties = content.core_properties
    except Exception as error:  # a parser that trusts its input; whatever it stumbles over, the file is damaged
        raise InputError("de DOCX is beschadigd; open het bestand in een tekstverwerker en sla het opnieuw op") from error
    text, passages = build(paragraphs)
    key = blob.address or blob.name
    if not text:
        yield warned(blob, Kind.BESTAND, key, "geen-tekst", "het document heeft geen tekst; misschien bestaat het uit plaatjes")
    lines = [text[passage.start : passage.end] for passage in passages]
    headings = [line for line, passage in zip(lines, passages, strict=True) if passage.kind == "kop"]
    yield Record(
        kind=Kind.BESTAND,
        key=key,
        source=blob.source,
        title=_title(properties) or next(iter(headings), None) or title_from_name(blob.name),
        date=printed_date(lines[:15]) or date_from_name(blob.name) or _saved(properties, blob.on),
        fields={"soort": "docx"},
        text=text or None,
        passages=passages,
        address=blob.address,
        locator=blob.locator,
    )


def _guard(raw: bytes, limits: Limits) -> None:
    """Refuse what is no DOCX, and what says it will be huge, before anything is unpacked.

    Unpacking stops at the declared sizes, so a part that lies about its size fails its checksum and floods nothing.
    """
    if raw.startswith(b"\xd0\xcf\x11\xe0"):
        raise InputError("een oud .doc-bestand of een document met wachtwoord; sla het op als .docx zonder wachtwoord")
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise InputError("geen leesbare DOCX (afgekapt of een ander soort bestand); haal het bestand opnieuw op") from error
    if len(members) > limits.members:
        raise TooLargeError(f"het document bestaat uit {len(members)} delen, meer dan {limits.members}")
    if _DOCUMENT not in {member.filename for member in members}:
        raise InputError("geen DOCX (er zit geen document in de zip); sla het bestand op als .docx")
    if any(member.flag_bits & 1 for member in members):
        raise InputError("het document is versleuteld; lever een versie zonder wachtwoord aan")
    parts = [member for member in members if not member.filename.startswith("word/media/")]
    for part in parts:
        if part.file_size > max(_FREE_BYTES, part.compress_size * limits.ratio):
            raise TooLargeError(f"groeit meer dan {limits.ratio} keer bij uitpakken (lijkt een zipbom); controleer het bestand")
    if sum(part.file_size for part in parts) > limits.xml_bytes:
        raise TooLargeError(f"uitgepakt groter dan {limits.xml_bytes} bytes; splits het document")


def _paragraphs(tables: Sequence[Any]) -> Iterator[Paragraph]:
    for table in tables:
        rows = is_tbl(table)
        for row in table:
            cells = [[par for par in cell if _text(par)] for cell in row]
            filled = [cell for cell in cells if cell]
            if rows and len(filled) > 1:
                # One line a row, and not a cell: its figures mean nothing without each other.
                yield Paragraph(" | ".join(" ".join(_text(par) for par in cell) for cell in filled), "rij")
                continue
            for par in (par for cell in filled for par in cell):
                yield Paragraph(_text(par), _kind(str(par.style)))


def _notes(tables: Sequence[Any]) -> Iterator[Paragraph]:
    for paragraph in _paragraphs(tables):
        yield Paragraph(_NOTE_NUMBER.sub("", paragraph.text, count=1))


def _text(par: Any) -> str:
    text = "".join(str(run) for run in par.run_strings)
    text = _LINK.sub(r"\1", _INSERTED.sub("", text))
    return one_line(_BULLET.sub("", text, count=1))


def _kind(style: str) -> str:
    if _CONTENTS.match(style):
        return "inhoud"
    return "kop" if _HEADING.match(style) else "alinea"


def _title(properties: Mapping[str, str | None]) -> str | None:
    given = one_line(properties.get("title") or "")
    return given[:300] if len(given) > 3 else None


def _saved(properties: Mapping[str, str | None], on: date | None) -> date | None:
    """The day on which it was last saved; None for a day before the format existed, or one that is yet to come."""
    for name in ("modified", "created"):
        match = re.match(r"\d{4}-\d\d-\d\d", properties.get(name) or "")
        if match:
            try:
                day = date.fromisoformat(match.group())
            except ValueError:
                continue
            if date(2006, 1, 1) <= day <= (on or date(2099, 12, 31)):
                return day
    return None
