# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Plain text: paragraphs and headings, whether a paragraph is one line or many."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bijgepraat.model.records import Kind, Notice, Record
from bijgepraat.sources.blob import Blob, InputError
from bijgepraat.sources.days import date_from_name, dateline, printed_date
from bijgepraat.sources.text import Paragraph, build, clean, decode, read_all, title_from_name, warned

_ITEM = re.compile(r"(?:[•●○▪■◦‣*–—-]|\d{1,3}[.)]|[a-z]\))\s+\S")
_ENDS = re.compile(r"[.!?:;…][\"'”’»)\]]*$")
_POINTER = re.compile(r"(?:lees|bekijk|zie|download|klik|kijk|meer informatie|deel)\b", re.IGNORECASE)
_LONGEST_HEADING = 110
_MOST_WORDS = 16
_SHORTEST_PARAGRAPH = 40
_NARROWEST_WRAP, _WIDEST_WRAP = 40, 120
_CONJUNCTIONS = re.compile(r"(?:en|of|tot|als|dan)\b")


def read_plaintext(blob: Blob) -> Iterator[Record | Notice]:
    """One Record of kind Bestand. Raises `InputError` for a file that is empty or no text."""
    text, passages = build(paragraphs_of(decode(read_all(blob, text=True)), markdown=blob.suffix == ".md"))
    if not text:
        raise InputError("het bestand heeft geen tekst; haal het opnieuw op")
    key = blob.address or blob.name
    if "\ufffd" in text:
        yield warned(blob, Kind.BESTAND, key, "tekenset", "een deel van de tekens is onleesbaar; sla het bestand op als UTF-8")
    lines = [text[passage.start : passage.end] for passage in passages]
    first = passages[0]
    yield Record(
        kind=Kind.BESTAND,
        key=key,
        source=blob.source,
        title=lines[0] if first.kind == "kop" else title_from_name(blob.name),
        date=printed_date(lines[:15]) or date_from_name(blob.name),
        fields={"soort": "tekst"},
        text=text,
        passages=passages,
        address=blob.address,
        locator=blob.locator,
    )


def paragraphs_of(text: str, *, markdown: bool = False) -> list[Paragraph]:
    """The paragraphs and headings of a plain text, in order.

    A text that was broken into lines of a fixed width is put together again; in any other text each line is a paragraph.
    """
    lines = [line.strip() for line in clean(text).split("\n")]
    if markdown:
        return _marked_down(lines)
    whole = [line for line in (_unwrapped(lines) if _is_wrapped(lines) else lines) if line]
    return [Paragraph(line, "kop" if is_heading(line, _next_words(whole, n)) else "alinea") for n, line in enumerate(whole)]


def is_heading(line: str, following: str | None) -> bool:
    """Whether a line heads the one that follows it: short, without a full stop, and the next one a longer paragraph.

    Items of a list, lines that only date, and pointers ("Lees meer …") are none.
    """
    if following is None or len(line) > _LONGEST_HEADING or len(line.split()) > _MOST_WORDS:
        return False
    if line[-1] in ".,;:…" or line[0].islower() or not any(char.isalpha() for char in line):
        return False
    if (_ITEM.match(line) and not line[0].isdigit()) or _POINTER.match(line) or dateline(line):
        return False
    is_paragraph = len(following) >= _SHORTEST_PARAGRAPH and (len(following) > _LONGEST_HEADING or bool(_ENDS.search(following)))
    return is_paragraph and len(following) > len(line) and not _ITEM.match(following)


def _next_words(lines: Sequence[str], n: int) -> str | None:
    """The line after the n-th, but for lines that only date what they stand at."""
    return next((line for line in lines[n + 1 : n + 3] if not dateline(line)), None)


def _is_wrapped(lines: Sequence[str]) -> bool:
    """Lines of running text that were broken are about as long and go on in small letters; whole paragraphs hardly ever do."""
    width = max((len(line) for line in lines), default=0)
    if not _NARROWEST_WRAP <= width <= _WIDEST_WRAP:
        return False
    pairs = [(last, line) for last, line in zip(lines, lines[1:], strict=False) if last and line]
    going_on = sum(1 for last, line in pairs if line[0].islower() and not _ENDS.search(last) and len(last) > 0.6 * width)
    return going_on >= 2 and going_on >= 0.3 * len(pairs)


def _unwrapped(lines: Sequence[str]) -> list[str]:
    width = max((len(line) for line in lines), default=0)
    groups: list[list[str]] = []
    last = ""
    for line in lines:
        ended = len(last) < 0.7 * width and not line[:1].islower()
        if not last or not line or _ITEM.match(line) or ended:
            groups.append([])
        groups[-1].append(line)
        last = line
    return [_joined(group) for group in groups]


def _joined(lines: Sequence[str]) -> str:
    """Lines as one, a word that was broken between two of them made whole."""
    parts = [lines[0]]
    for line in lines[1:]:
        if re.search(r"\w-$", parts[-1]) and line[:1].islower() and not _CONJUNCTIONS.match(line):
            parts[-1] = parts[-1][:-1]
            parts.append(line)
        else:
            parts += (" ", line)
    return "".join(parts)


def _marked_down(lines: Sequence[str]) -> list[Paragraph]:
    """Markdown says itself what is a heading, and ends a paragraph with an empty line."""
    found: list[tuple[str, list[str]]] = []
    last = ""
    for line in lines:
        heading = re.match(r"#{1,6}\s+(.*)", line)
        if heading:
            found.append(("kop", [heading[1].rstrip("# ")]))
        elif line and last and not _ITEM.match(line):
            found[-1][1].append(line)
        elif line:
            found.append(("alinea", [line]))
        last = "" if heading else line
    return [Paragraph(" ".join(words), kind) for kind, words in found]
