# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""CSV tables of two kinds: an agreement as numbered paragraphs, and the list of municipalities."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from bijgepraat.model.records import Kind, Notice, Record
from bijgepraat.sources.blob import Blob, InputError
from bijgepraat.sources.days import date_from_name, printed_date
from bijgepraat.sources.plaintext import is_heading
from bijgepraat.sources.text import Paragraph, build, decode, one_line, read_all, refused, title_from_name, warned

_PARAGRAPHS = {"paragraph", "txt"}
_MUNICIPALITIES = {"gm_code", "naam", "provincie"}
_CODE = re.compile(r"GM\d{4}")
_TABLE_TYPES = {"table", "tables", "tabel"}
_HEADING_TYPES = {"heading", "header", "kop", "title", "titel"}
_LONGEST_TITLE = 110
_EXPECTED = "een CSV met de kolommen paragraph,txt (een akkoord) of gm_code,naam,provincie (gemeenten) wordt verwacht"

Row = tuple[int, dict[str, str]]
"""The number of a row's last line in the file, and its cells by column; empty cells are left out."""


def read_table(blob: Blob) -> Iterator[Record | Notice]:
    """Numbered paragraphs as one Record of kind Bestand, municipalities as one of kind Gemeente a row.

    A row that cannot be read is refused; the others go on. Raises `InputError` for any other table.
    """
    text = decode(read_all(blob, text=True))
    header = text.lstrip("\r\n").split("\n", 1)[0]
    delimiter = max(",;\t", key=header.count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        columns = [one_line(name).lower() for name in next((row for row in rows if any(row)), [])]
    except csv.Error as error:
        raise InputError(f"de eerste regel is onleesbaar; {_EXPECTED}") from error
    if set(columns) >= _PARAGRAPHS:
        yield from _agreement(blob, columns, rows)
    elif set(columns) >= _MUNICIPALITIES:
        yield from _municipalities(blob, columns, rows)
    else:
        shown = ", ".join(name for name in columns[:6] if name)[:120] or "geen"
        raise InputError(f"onbekende kolommen ({shown}); {_EXPECTED}")


def _agreement(blob: Blob, columns: Sequence[str], rows: Iterator[list[str]]) -> Iterator[Record | Notice]:
    paragraphs: list[Paragraph] = []
    chapters: list[str] = []
    seen: set[str] = set()
    for item in _cells(blob, columns, rows, Kind.BESTAND):
        if isinstance(item, Notice):
            yield item
            continue
        line, cells = item
        number, words = cells.get("paragraph", ""), cells.get("txt", "")
        if not re.fullmatch(r"\d{1,9}", number):
            message = "de kolom paragraph heeft geen nummer; vul het nummer van de alinea in"
            yield refused(blob, Kind.BESTAND, f"regel {line}", "geen-nummer", message)
        elif not words:
            yield refused(blob, Kind.BESTAND, f"regel {line}", "lege-alinea", f"alinea {number} heeft geen tekst")
        elif number in seen:
            yield refused(blob, Kind.BESTAND, f"regel {line}", "dubbel", f"alinea {number} kwam al voor; nummer de alinea's door")
        else:
            seen.add(number)
            chapters.append(cells.get("chapter", ""))
            paragraphs.append(Paragraph(words, cells.get("type", "").lower(), anchor=number))
    if not paragraphs:
        raise InputError("geen enkele alinea kon worden gelezen; controleer de kolommen paragraph en txt")
    text, passages = build(_with_kinds(paragraphs, chapters))
    lines = [text[passage.start : passage.end] for passage in passages]
    if "\ufffd" in text:
        yield warned(
            blob, Kind.BESTAND, blob.address or blob.name, "tekenset", "een deel van de tekens is onleesbaar; bewaar als UTF-8"
        )
    yield Record(
        kind=Kind.BESTAND,
        key=blob.address or blob.name,
        source=blob.source,
        title=lines[0] if len(lines[0]) <= _LONGEST_TITLE and not lines[0].endswith(".") else title_from_name(blob.name),
        date=printed_date(lines[:10]) or date_from_name(blob.name),
        fields={"soort": "alinea's", "hoofdstukken": list(dict.fromkeys(chapter for chapter in chapters if chapter))},
        text=text,
        passages=passages,
        address=blob.address,
        locator=blob.locator,
    )


def _with_kinds(paragraphs: Sequence[Paragraph], chapters: Sequence[str]) -> Iterator[Paragraph]:
    """Each paragraph as heading, row or paragraph: by its type, as its chapter's name, or as a short line above a long one."""
    for (paragraph, chapter), (after, _) in pairwise([*zip(paragraphs, chapters, strict=True), (Paragraph(""), "")]):
        if paragraph.kind in _TABLE_TYPES:
            kind = "rij"
        elif paragraph.kind in _HEADING_TYPES or paragraph.text == chapter or is_heading(paragraph.text, after.text):
            kind = "kop"
        else:
            kind = "alinea"
        yield Paragraph(paragraph.text, kind, anchor=paragraph.anchor)


def _municipalities(blob: Blob, columns: Sequence[str], rows: Iterator[list[str]]) -> Iterator[Record | Notice]:
    seen: set[str] = set()
    for item in _cells(blob, columns, rows, Kind.GEMEENTE):
        if isinstance(item, Notice):
            yield item
            continue
        line, cells = item
        code, name = cells.get("gm_code", "").upper(), cells.get("naam")
        if not _CODE.fullmatch(code):
            message = "gm_code is geen gemeentecode van het CBS (GM en vier cijfers)"
            yield refused(blob, Kind.GEMEENTE, f"regel {line}", "geen-code", message)
        elif not name:
            yield refused(blob, Kind.GEMEENTE, f"regel {line}", "geen-naam", f"{code} heeft geen naam")
        elif code in seen:
            yield refused(blob, Kind.GEMEENTE, f"regel {line}", "dubbel", f"{code} kwam al voor in dit bestand")
        else:
            seen.add(code)
            yield Record(
                kind=Kind.GEMEENTE,
                key=code,
                source=blob.source,
                title=name,
                fields={column: value for column, value in cells.items() if column not in {"gm_code", "naam"}},
                address=blob.address,
                locator=f"regel {line}",
            )


def _cells(blob: Blob, columns: Sequence[str], rows: Iterator[list[str]], kind: Kind) -> Iterator[Row | Notice]:
    """Rows by column name."""
    line = 1
    while True:
        try:
            row = next(rows, None)
        except csv.Error:
            message = "een cel zonder einde, of te lang; controleer de aanhalingstekens"
            yield refused(blob, kind, f"na regel {line}", "afgekapt", message)
            continue
        if row is None:
            return
        line = int(getattr(rows, "line_num", line))
        if not any(cell.strip() for cell in row):
            continue
        if len(row) != len(columns):
            message = f"{len(row)} cellen in plaats van {len(columns)}; controleer de aanhalingstekens en scheidingstekens"
            yield refused(blob, kind, f"regel {line}", "cellen", message)
            continue
        clean = ((column, one_line(cell)) for column, cell in zip(columns, row, strict=True))
        yield line, {column: cell for column, cell in clean if cell}
