# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The lines of a PDF as pdfium sees them, and which of them stand beside the text and are not part of it."""

from __future__ import annotations

import ctypes
import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import pypdfium2.raw as pdfium

_MARGIN = 0.12
"""Share of the page's height, at the top and at the bottom, in which running headers and footers stand."""
_RETURNS = 3
"""Pages on which a line must return, at the same height, to be a running header or footer."""
_NUMBERED_LINES = 10
"""Lines in a row with a number each before they are taken for line numbers and not for a table."""
HYPHEN = "\ufffe"
"""What pdfium gives for a hyphen that breaks a word at the end of a line."""
_BOLD = re.compile(r"bold|black|heavy|demi", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Line:
    """A line on a page. Places are in points from the page's lower left; `size` is its font's."""

    text: str
    page: int
    left: float
    right: float
    base: float
    size: float
    bold: bool
    height: float
    """Of the page."""


def read_lines(document: Any, number: int) -> list[Line]:
    """The lines of a page (from 1) of an open document, in the order of the file. Raises `PdfiumError` for a broken page."""
    page = document[number - 1]
    try:
        words = page.get_textpage()
        try:
            return _placed(words, number, page.get_height())
        finally:
            words.close()
    finally:
        page.close()


def _placed(words: Any, number: int, height: float) -> list[Line]:
    count = words.count_chars()
    text = words.get_text_range() if count > 0 else ""
    if len(text) != count:
        # Characters outside the first plane or without Unicode: the text and the places count differently.
        codes = (pdfium.FPDFText_GetUnicode(words, index) for index in range(count))
        text = "".join(chr(code) if code < 0x110000 else "\ufffd" for code in codes).replace("\x02", HYPHEN)
    lines: list[Line] = []
    at = 0
    for part in re.split(f"(\r\n|\n|(?<={HYPHEN}))", text):
        if part.strip():
            first = at + len(part) - len(part.lstrip())
            last = at + len(part.rstrip().rstrip(HYPHEN)) - 1
            if last >= first:
                lines.append(_line(words, part, (first, last), number, height))
        at += len(part)
    return _one_a_row(lines)


def _line(words: Any, text: str, ends: tuple[int, int], number: int, height: float) -> Line:
    first, last = ends
    x, y = ctypes.c_double(), ctypes.c_double()
    pdfium.FPDFText_GetCharOrigin(words, first, x, y)
    box = pdfium.FS_RECTF()
    pdfium.FPDFText_GetLooseCharBox(words, last, box)
    # Three places, because a line may begin or end with a sign of another size, and a made space has none.
    places = (first, (first + last) // 2, last)
    size = max(_size(words, index) for index in places)
    bold = all(_is_bold(words, index) for index in places)
    left, right, base, size = (value if math.isfinite(value) else 0.0 for value in (x.value, box.right, y.value, size))
    return Line(text.strip("\r\n \t"), number, left, right, base, size, bold, height)


def _size(words: Any, index: int) -> float:
    """The font's size as it is drawn, in points: a PDF may set everything in size 1 and scale it."""
    matrix = pdfium.FS_MATRIX()
    if not pdfium.FPDFText_GetMatrix(words, index, matrix):
        return 0.0
    return float(pdfium.FPDFText_GetFontSize(words, index)) * math.hypot(matrix.c, matrix.d)


def _is_bold(words: Any, index: int) -> bool:
    name = ctypes.create_string_buffer(128)
    flags = ctypes.c_int()
    pdfium.FPDFText_GetFontInfo(words, index, name, 128, flags)
    return bool(_BOLD.search(name.value.decode("utf-8", errors="replace"))) or pdfium.FPDFText_GetFontWeight(words, index) >= 600


def _one_a_row(lines: Sequence[Line]) -> list[Line]:
    """Pieces that stand beside each other on one row, as table cells and bullets apart from their text do, as one line."""
    rows: list[Line] = []
    for line in lines:
        last = rows[-1] if rows else None
        if last and last.text == line.text and abs(last.base - line.base) < 2 and abs(last.left - line.left) < 2:
            continue  # drawn twice, for a shadow
        beside = last and abs(last.base - line.base) < 0.3 * line.size and line.left >= last.right - 1
        if last and beside and not last.text.endswith(HYPHEN):
            rows[-1] = replace(last, text=f"{last.text} {line.text}", right=line.right, bold=last.bold and line.bold)
        else:
            rows.append(line)
    return rows


def without_line_numbers(lines: list[Line]) -> list[Line]:
    """Without numbers 1, 2, 3 … beside the text, one a line, as drafts have them."""
    kept: list[Line] = []
    run: list[Line] = []
    for line in lines:
        number = line.text.isdecimal() and len(line.text) <= 5
        if not (number and _counts_on(run, line)):
            kept += [] if _numbers_lines(run, lines) else run
            run = []
        (run if number else kept).append(line)
    return kept + ([] if _numbers_lines(run, lines) else run)


def _counts_on(run: Sequence[Line], line: Line) -> bool:
    if not run:
        return True
    step = int(line.text) - int(run[-1].text)
    return step > 0 and (len(run) == 1 or step == int(run[1].text) - int(run[0].text))


def _numbers_lines(run: Sequence[Line], lines: Sequence[Line]) -> bool:
    return len(run) >= _NUMBERED_LINES and _beside(run, lines)


def _beside(run: Sequence[Line], lines: Sequence[Line]) -> bool:
    left, right = min(line.left for line in run), max(line.right for line in run)
    numbers = {id(line) for line in run}
    others = [line for line in lines if id(line) not in numbers]
    apart = sum(1 for line in others if line.left >= right or line.right <= left)
    return apart >= 0.8 * len(others)


def without_margins(pages: Sequence[Sequence[Line]]) -> list[Line]:
    """All lines in order, without running headers, footers and page numbers.

    Only what stands in a margin and returns there, at the same height and with at most its figures changed, goes.
    """
    seen: Counter[tuple[str, int]] = Counter()
    for page in pages:
        seen.update({_place(line) for line in page if _in_margin(line)})
    # Rounding may put the same height in two neighbouring classes.
    returning = {
        (text, height)
        for (text, height), n in seen.items()
        if n + max(seen[text, height - 1], seen[text, height + 1]) >= _RETURNS
    }
    return [line for page in pages for line in page if not (_in_margin(line) and _place(line) in returning)]


def _in_margin(line: Line) -> bool:
    return not _MARGIN * line.height < line.base < (1 - _MARGIN) * line.height


def _place(line: Line) -> tuple[str, int]:
    return re.sub(r"\d+", "#", line.text), round(line.base / 4)
