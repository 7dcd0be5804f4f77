# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""PDF files: lines as pdfium sees them, put together to paragraphs by where they stand on the page.

A PDF has no paragraphs, only placed characters. Lines come in the order of the file (which follows the columns in every file
tried) and are joined unless something says that a new paragraph begins: a bullet, another size or weight, a wide gap, or a
line that ends early. What returns on page after page in the margin is left out.
"""

from __future__ import annotations

import ctypes
import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from bijgepraat.model.records import Kind, Notice, Record
from bijgepraat.sources.blob import Blob, InputError, TooLargeError
from bijgepraat.sources.text import (
    Paragraph,
    build,
    date_from_name,
    find_days,
    one_line,
    printed_date,
    read_all,
    refused,
    title_from_name,
    warned,
)

_TAIL = 4096
"""Where a whole file has its end mark, with room for what mailers and scanners put behind it."""
_MARGIN = 0.12
"""Share of the page's height, at the top and at the bottom, in which running headers and footers stand."""
_RETURNS = 3
"""Pages on which a line must return, at the same height, to be a running header or footer."""
_NUMBERED_LINES = 10
"""Lines in a row with a number each before they are taken for line numbers and not for a table."""
_HYPHEN = "\ufffe"
"""What pdfium gives for a hyphen that breaks a word at the end of a line."""
_MARK = re.compile(r"(?:[•●○▪■□◦‣∙·✓➢➤►\uf0a7\uf0b7\uf0d8\uf0fc]\s*|[–—*›-]\s+|o\s+(?=[A-Z]))(?=\S)")
"""A sign that opens an item of a list; it is left out of the text. The private ones are of the Symbol and Wingdings fonts."""
_DASH = re.compile(r"[–—-]\s")
_NUMBER = re.compile(r"(?:\d{1,2}|[a-z])[.)]\s+\D")
_ENTRY = re.compile(r"(?:.*\D|)(?:\.{3,}|…|\s)\s*\d{1,3}$")
_CONTENTS = re.compile(r"(?:.*[^\s\d]|)[\s.…]+(\d{1,3})$")
"""A line of a table of contents: words, and one number at the end."""
_ENDS = re.compile(r"[.!?:;][\"'”’»)\]]*$")
_FINAL = re.compile(r"[.!?][\"'”’»)\]]*$")
_UNFINISHED = re.compile(
    r"(?:,|(?<!\w)(?:de|het|een|en|of|in|op|aan|met|voor|van|te|dat|die|waarin|om|bij|tot|uit|over|door|als|naar|zoals|onze|deze|hun))$",
    re.IGNORECASE,
)
"""No paragraph ends so."""
_BOLD = re.compile(r"bold|black|heavy|demi", re.IGNORECASE)
_MADE = re.compile(r"D:(\d{4})(\d\d)(\d\d)")
_WORKING_TITLE = re.compile(
    r"\.(?:docx?|indd|pdf|pptx?|xlsx?|odt|rtf|qxd|tmp)\b|^microsoft|^untitled|^naamloos|^document\d*$", re.IGNORECASE
)
_CLASHES = {"aa", "ae", "ai", "au", "ee", "ei", "eu", "ie", "ii", "oe", "oi", "oo", "ou", "ui", "uu", "ij"}
"""Letters that would be read as one sound: Dutch keeps the hyphen between the parts of a compound ("media-aanbod")."""
_TREMA = {"e": "ë", "i": "ï", "o": "ö", "u": "ü", "a": "ä"}
_CONJUNCTIONS = {"en", "of", "tot", "als", "dan", "noch", "respectievelijk", "alsook"}


@dataclass(frozen=True, slots=True)
class _Line:
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
    pages: list[list[_Line]] = []
    letters = 0
    for number in range(1, count + 1):
        try:
            lines = _lines(document, number)
        except pypdfium2.PdfiumError:
            yield refused(blob, Kind.BESTAND, f"bladzijde {number}", "bladzijde", "de bladzijde is beschadigd en overgeslagen")
            lines = []
        letters += sum(len(line.text) for line in lines)
        if letters > blob.limits.member_bytes:
            raise TooLargeError(f"meer dan {blob.limits.member_bytes} tekens tekst; splits de PDF")
        pages.append(lines)
    body = _without_margins([_without_line_numbers(page) for page in pages])
    paragraphs = _mended(_paragraphs(body))
    text, passages = build(paragraphs)
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


# From characters to lines.


def _lines(document: Any, number: int) -> list[_Line]:
    page = document[number - 1]
    try:
        words = page.get_textpage()
        try:
            return _placed(words, number, page.get_height())
        finally:
            words.close()
    finally:
        page.close()


def _placed(words: Any, number: int, height: float) -> list[_Line]:
    count = words.count_chars()
    text = words.get_text_range() if count > 0 else ""
    if len(text) != count:
        # Characters outside the first plane or without Unicode: the text and the places count differently.
        text = "".join(chr(pdfium.FPDFText_GetUnicode(words, i)) for i in range(count)).replace("\x02", _HYPHEN)
    lines: list[_Line] = []
    at = 0
    for part in re.split(f"(\r\n|\n|(?<={_HYPHEN}))", text):
        if part.strip():
            first = at + len(part) - len(part.lstrip())
            last = at + len(part.rstrip().rstrip(_HYPHEN)) - 1
            if last >= first:
                lines.append(_line(words, part, (first, last), number, height))
        at += len(part)
    return _one_a_row(lines)


def _line(words: Any, text: str, ends: tuple[int, int], number: int, height: float) -> _Line:
    first, last = ends
    x, y = ctypes.c_double(), ctypes.c_double()
    pdfium.FPDFText_GetCharOrigin(words, first, x, y)
    box = pdfium.FS_RECTF()
    pdfium.FPDFText_GetLooseCharBox(words, last, box)
    # Three places, because a line may begin or end with a sign of another size, and a made space has none.
    places = (first, (first + last) // 2, last)
    size = max(_size(words, index) for index in places)
    bold = all(_is_bold(words, index) for index in places)
    return _Line(text.strip("\r\n \t"), number, x.value, box.right, y.value, size, bold, height)


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


def _one_a_row(lines: Sequence[_Line]) -> list[_Line]:
    """Pieces that stand beside each other on one row, as table cells and bullets apart from their text do, as one line."""
    rows: list[_Line] = []
    for line in lines:
        last = rows[-1] if rows else None
        if last and last.text == line.text and abs(last.base - line.base) < 2 and abs(last.left - line.left) < 2:
            continue  # drawn twice, for a shadow
        if (
            last
            and abs(last.base - line.base) < 0.3 * line.size
            and line.left >= last.right - 1
            and not last.text.endswith(_HYPHEN)
        ):
            rows[-1] = replace(last, text=f"{last.text} {line.text}", right=line.right, bold=last.bold and line.bold)
        else:
            rows.append(line)
    return rows


# What stands on a page and is not its text.


def _without_line_numbers(lines: list[_Line]) -> list[_Line]:
    """Without numbers 1, 2, 3 … beside the text, one a line, as drafts have them."""
    kept: list[_Line] = []
    run: list[_Line] = []
    for line in lines:
        number = line.text.isdigit() and len(line.text) <= 5
        if not (number and _counts_on(run, line)):
            kept += [] if _numbers_lines(run, lines) else run
            run = []
        (run if number else kept).append(line)
    return kept + ([] if _numbers_lines(run, lines) else run)


def _counts_on(run: Sequence[_Line], line: _Line) -> bool:
    if not run:
        return True
    step = int(line.text) - int(run[-1].text)
    return step > 0 and (len(run) == 1 or step == int(run[1].text) - int(run[0].text))


def _numbers_lines(run: Sequence[_Line], lines: Sequence[_Line]) -> bool:
    return len(run) >= _NUMBERED_LINES and _beside(run, lines)


def _beside(run: Sequence[_Line], lines: Sequence[_Line]) -> bool:
    left, right = min(line.left for line in run), max(line.right for line in run)
    others = [line for line in lines if line not in run]
    apart = sum(1 for line in others if line.left >= right or line.right <= left)
    return apart >= 0.8 * len(others)


def _without_margins(pages: Sequence[Sequence[_Line]]) -> list[_Line]:
    """All lines in order, without running headers, footers and page numbers.

    Only what stands in a margin and returns there, at the same height and with at most its figures changed, goes.
    """
    seen: Counter[tuple[str, int]] = Counter()
    for page in pages:
        seen.update({_place(line) for line in page if _in_margin(line)})
    # Rounding may put the same height in two neighbouring classes.
    returning = {
        place for place, n in seen.items() if n + max(seen[place[0], place[1] - 1], seen[place[0], place[1] + 1]) >= _RETURNS
    }
    return [line for page in pages for line in page if not (_in_margin(line) and _place(line) in returning)]


def _in_margin(line: _Line) -> bool:
    return not _MARGIN * line.height < line.base < (1 - _MARGIN) * line.height


def _place(line: _Line) -> tuple[str, int]:
    return re.sub(r"\d+", "#", line.text), round(line.base / 4)


# From lines to paragraphs.


@dataclass(frozen=True, slots=True)
class _Habits:
    """How a document sets its text."""

    size: float
    bold: bool
    """Size and weight of most letters."""
    pitch: dict[int, float]
    """Per size the distance that most lines keep to the next one."""
    columns: dict[tuple[int, int], tuple[float, float]]
    """Per page and class of left edge where its lines begin and how far the longest one reaches."""
    spaced: bool = False
    """Whether paragraphs stand apart from each other."""

    def gap(self, last: _Line, line: _Line) -> bool:
        """Whether more white than usual stands between two lines."""
        return last.base - line.base > 1.3 * self.pitch.get(round(line.size), 1.3 * line.size) + 0.5

    def filled(self, line: _Line) -> float:
        """The share of its column that a line fills, 0–1."""
        left, right = self.columns[line.page, round(line.left / 40)]
        return (line.right - left) / max(right - left, 1.0)

    def room(self, line: _Line) -> float:
        """What is left of the column behind a line, in points."""
        return self.columns[line.page, round(line.left / 40)][1] - line.right


def _habits(lines: Sequence[_Line]) -> _Habits:
    letters: Counter[tuple[float, bool]] = Counter()
    gaps: dict[int, Counter[float]] = {}
    columns: dict[tuple[int, int], tuple[float, float]] = {}
    pairs = [(last, line) for last, line in zip(lines, lines[1:], strict=False) if _below(last, line)]
    for line in lines:
        letters[round(line.size, 1), line.bold] += len(line.text)
        for shift in (-1, 0, 1):
            place = (line.page, round(line.left / 40) + shift)
            left, right = columns.get(place, (line.left, line.right))
            columns[place] = (min(left, line.left), max(right, line.right))
    for last, line in pairs:
        gaps.setdefault(round(line.size), Counter())[round((last.base - line.base) * 2) / 2] += 1
    size, bold = letters.most_common(1)[0][0]
    pitch = {size: counts.most_common(1)[0][0] for size, counts in gaps.items()}
    habits = _Habits(size, bold, pitch, columns)
    ends = [(last, line) for last, line in pairs if _ENDS.search(last.text) and habits.filled(last) < 0.75]
    apart = sum(1 for last, line in ends if habits.gap(last, line))
    return replace(habits, spaced=len(ends) >= 5 and apart > 0.6 * len(ends))


def _below(last: _Line, line: _Line) -> bool:
    """Whether a line stands right under another of its kind."""
    same = last.page == line.page and abs(last.size - line.size) < 0.5 and last.bold == line.bold
    return same and 0.5 * line.size < last.base - line.base < 3 * line.size and not _opens(line)


def _opens(line: _Line) -> bool:
    return bool(_MARK.match(line.text) or _NUMBER.match(line.text))


def _paragraphs(lines: Sequence[_Line]) -> Iterator[tuple[list[str], Paragraph]]:
    """Each paragraph with the lines that it is made of; its own text is still empty."""
    if not lines:
        return
    habits = _habits(lines)
    group = [lines[0]]
    for last, line in zip(lines, lines[1:], strict=False):
        if _begins(last, line, group, habits):
            yield _grouped(group, habits)
            group = []
        group.append(line)
    yield _grouped(group, habits)


def _begins(last: _Line, line: _Line, group: Sequence[_Line], habits: _Habits) -> bool:
    """Whether `line` begins a new paragraph after `last`."""
    if last.text.endswith(_HYPHEN):
        return False
    ended = bool(_ENDS.search(last.text))
    # A dash may also be a dash in the sentence that goes on.
    dash = not ended and _DASH.match(line.text) and not _DASH.match(group[0].text)
    if (_opens(line) and not dash) or (_ENTRY.match(last.text) and _ENTRY.match(line.text)):
        return True
    small = line.text[:1].islower() or line.text[:1] in "(€"
    goes_on = bool(_UNFINISHED.search(last.text)) or (small and not _FINAL.search(last.text))
    if abs(last.size - line.size) > (0.25 if goes_on else 0.08) * max(last.size, line.size):
        return True
    if last.page != line.page or line.base - last.base > 0.5 * line.size:
        # Another page or column: only words can tell.
        if not ended and habits.filled(last) > 0.85 and not last.bold and not line.bold:
            return False
        return not goes_on or (not line.bold and all(each.bold for each in group))
    if habits.gap(last, line) and not (goes_on and last.base - line.base < 2 * line.size):
        return True
    if last.bold != line.bold and not goes_on and all(each.bold == last.bold for each in group):
        return True
    if goes_on:
        return False
    indented = line.left > last.left + 0.8 * line.size and line.left < last.left + 4 * line.size
    if ended and indented and not _opens(group[0]):
        return True
    if ended and habits.spaced:
        return habits.filled(last) < 0.7
    word = line.text.split(" ", 1)[0]
    letter = (line.right - line.left) / max(len(line.text), 1)
    fits = habits.room(last) > (len(word) + 1.5) * letter
    return fits and (ended or habits.filled(last) < 0.85)


def _grouped(group: Sequence[_Line], habits: _Habits) -> tuple[list[str], Paragraph]:
    item = bool(_MARK.match(group[0].text))
    texts = [_MARK.sub("", group[0].text, count=1) if item else group[0].text, *(line.text for line in group[1:])]
    words = " ".join(texts)
    bigger = group[0].size > 1.12 * habits.size
    heavier = not habits.bold and all(line.bold for line in group) and group[0].size > 0.9 * habits.size
    heading = (bigger or (heavier and not words.endswith("."))) and not item and len(words) <= 200
    return texts, Paragraph("", "kop" if heading and re.search(r"[^\W\d_]", words) else "alinea", group[0].page)


def _mended(groups: Iterator[tuple[list[str], Paragraph]]) -> list[Paragraph]:
    """Lines put together, words that were broken made whole.

    A hyphen at the end of a line may be the word's own ("ov-knooppunten"). It stays before a capital or figure, before "en"
    and its like ("koop- en huurwoningen"), between vowels that would clash, and where the document writes the word with it
    in the middle of a line.
    """
    made = list(groups)
    known = Counter(word for texts, _ in made for text in texts for word in re.findall(r"\w+(?:-\w+)*", text.lower()))
    firsts = Counter(word.split("-")[0] for word in known.elements() if "-" in word)
    return _with_contents([replace(paragraph, text=_joined(texts, known, firsts)) for texts, paragraph in made])


def _with_contents(paragraphs: list[Paragraph]) -> list[Paragraph]:
    """With the lines of a table of contents marked as such: four or more in a row that end in a page, none going back."""
    marked = list(paragraphs)
    run: list[int] = []
    highest = 0
    for n, paragraph in enumerate([*paragraphs, Paragraph("")]):
        match = _CONTENTS.match(paragraph.text) if len(paragraph.text) <= 150 else None
        if match and int(match[1]) >= highest:
            run.append(n)
            highest = int(match[1])
            continue
        if len(run) >= 4:
            for each in run:
                marked[each] = replace(marked[each], kind="inhoud")
        run, highest = [], 0
    return marked


def _joined(texts: Sequence[str], known: Counter[str], firsts: Counter[str]) -> str:
    whole = texts[0]
    for text in texts[1:]:
        if whole.endswith((_HYPHEN, "-", "\u2010", "\xad")) and len(whole) > 1 and whole[-2].isalnum():
            whole = _rejoined(whole[:-1], text, known, firsts)
        else:
            whole = f"{whole} {text}"
    return whole.replace(_HYPHEN, "-")


def _rejoined(before: str, after: str, known: Counter[str], firsts: Counter[str]) -> str:
    first = re.split(r"[\W_]", before)[-1]
    match = re.match(r"\w+", after)
    second = match.group() if match else ""
    if second.lower() in _CONJUNCTIONS:
        return f"{before}- {after}"
    if not second[:1].islower() or not first[-1:].isalpha() or (len(first) > 1 and first.isupper()):
        return f"{before}-{after}"
    together = known[(first + second).lower()]
    with_trema = _TREMA.get(second[0], "") + second[1:]
    if not together and with_trema and known[(first + with_trema).lower()]:
        return before + with_trema + after[len(second) :]  # "financi-" and "ele" are broken from "financiële"
    apart = known[f"{first}-{second}".lower()]
    clash = (first[-1] + second[0]).lower() in _CLASHES
    if apart > together or (not together and (clash or (firsts[first.lower()] and len(first) <= 3))):
        return f"{before}-{after}"
    return before + after


# What the document says of itself.


def _title(properties: dict[str, str], lines: Sequence[_Line], blob: Blob) -> str:
    given = one_line(properties.get("Title", ""))
    if len(given) > 3 and not _WORKING_TITLE.search(given):
        return given[:300]
    if lines:
        first = [line for line in lines if line.page == lines[0].page]
        biggest = max(line.size for line in first)
        if biggest > 1.12 * _habits(lines).size:
            words = one_line(
                " ".join(dict.fromkeys(line.text for line in first if line.size > 0.92 * biggest)).replace(_HYPHEN, "")
            )
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
