# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""PDF files. A PDF has no paragraphs, only placed characters: `pdf_lines` reads them and `pdf_paragraphs` puts them together.

Lines come in the order of the file, which follows the columns in every file tried.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from bijgepraat.model.records import Kind, Notice, Record
from bijgepraat.sources.blob import Blob, InputError, TooLargeError
from bijgepraat.sources.days import date_from_name, find_days, printed_date
from bijgepraat.sources.pdf_lines import HYPHEN, Line, read_lines, without_line_numbers, without_margins
from bijgepraat.sources.pdf_paragraphs import join_lines, usual_size
from bijgepraat.sources.text import build, one_line, read_all, refused, title_from_name, warned

_TAIL = 4096
"""Where a whole file has its end mark, with room for what mailers and scanners put behind it."""
_MADE = re.compile(r"D:(\d{4})(\d\d)(\d\d)")
_WORKING_TITLE = re.compile(
    r"\.(?:docx?|indd|pdf|pptx?|xlsx?|odt|rtf|qxd|tmp)\b|^microsoft|^untitled|^naamloos|^document\d*$", re.IGNORECASE
)


def read_pdf(blob: Blob) -> Iterator[Record | Notice]:
    """One Record of kind Bestand with its paragraphs and pages. A file without text (a scan) is kept with a warning.

    Raises `InputError` for a file that is empty, cut off, locked or no PDF.
    """
    raw = read_all(blob)
    if b"%PDF-" not in raw[:1024]:
        raise InputError("geen PDF (de inhoud is iets anders); haal het bestand opnieuw op")
    if b"%%EOF" not in raw[-_TAIL:]:
        raise InputError("de PDF is afgekapt (het einde ontbreekt); haal het bestand opnieuw op")
    try:
        document = pypdfium2.PdfDocument(raw)
    except pypdfium2.PdfiumError as error:
        if error.err_code in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY):
            raise InputError("de PDF is beveiligd met een wachtwoord; lever een versie zonder wachtwoord aan") from error
        raise InputError("de PDF is beschadigd; haal het bestand opnieuw op") from error
    try:
        yield from _read(blob, document)
    finally:
        document.close()


def _read(blob: Blob, document: Any) -> Iterator[Record | Notice]:
    count = len(document)
    if not count:
        raise InputError("de PDF heeft geen bladzijden; haal het bestand opnieuw op")
    if count > blob.limits.pdf_pages:
        raise TooLargeError(f"{count} bladzijden, meer dan {blob.limits.pdf_pages}; splits de PDF")
    key = blob.address or blob.name
    pages: list[list[Line]] = []
    letters = 0
    for number in range(1, count + 1):
        try:
            lines = read_lines(document, number)
        except pypdfium2.PdfiumError:
            yield refused(blob, Kind.BESTAND, f"bladzijde {number}", "bladzijde", "de bladzijde is beschadigd en overgeslagen")
            lines = []
        letters += sum(len(line.text) for line in lines)
        if letters > blob.limits.member_bytes:
            raise TooLargeError(f"meer dan {blob.limits.member_bytes} tekens tekst; splits de PDF")
        pages.append(lines)
    body = without_margins([without_line_numbers(page) for page in pages])
    text, passages = build(join_lines(body))
    if not text:
        yield warned(blob, Kind.BESTAND, key, "geen-tekst", "geen tekst: waarschijnlijk een scan; zet de tekst er met OCR in")
    properties = document.get_metadata_dict()
    yield Record(
        kind=Kind.BESTAND,
        key=key,
        source=blob.source,
        title=_title(properties, body, blob),
        date=_date(properties, [text[each.start : each.end] for each in passages if each.page == passages[0].page], blob),
        fields={"soort": "pdf", "bladzijden": count},
        text=text or None,
        passages=passages,
        address=blob.address,
        locator=blob.locator,
    )


def _title(properties: dict[str, str], lines: Sequence[Line], blob: Blob) -> str:
    given = one_line(properties.get("Title", ""))
    if len(given) > 3 and not _WORKING_TITLE.search(given):
        return given[:300]
    if lines:
        first = [line for line in lines if line.page == lines[0].page]
        biggest = max(line.size for line in first)
        if biggest > 1.12 * usual_size(lines):
            largest = dict.fromkeys(line.text for line in first if line.size > 0.92 * biggest)
            words = one_line(" ".join(largest).replace(HYPHEN, ""))
            if 3 < len(words) <= 200 and re.search(r"[^\W\d_]{3}", words) and not words.lower().startswith("inhoud"):
                return words
    return title_from_name(blob.name)


def _date(properties: dict[str, str], first: Sequence[str], blob: Blob) -> date | None:
    """What the first page prints as its date, else when the file was made, else its name, else the only day on that page."""
    named = {day.date for text in first for day in find_days(text) if day.date is not None}
    return (
        printed_date(first)
        or _made(properties.get("CreationDate", ""), blob.on)
        or date_from_name(blob.name)
        or (named.pop() if len(named) == 1 else None)
    )


def _made(value: str, on: date | None) -> date | None:
    """The day a file says it was made; None when it says a day on which there were no PDFs, or one that is yet to come."""
    match = _MADE.match(value)
    if not match:
        return None
    try:
        made = date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None
    return made if date(1993, 6, 15) <= made <= (on or date(2099, 12, 31)) else None
