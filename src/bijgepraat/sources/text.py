# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""What the readers of files share: bytes to clean text, paragraphs to a text with passages, and days as they are written."""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath

from bijgepraat.model.records import Notice, Passage, Severity
from bijgepraat.sources.blob import Blob, InputError, TooLargeError

_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark is its beginning
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC = (
    b"%PDF-",
    b"PK\x03\x04",
    b"\x89PNG",
    b"GIF8",
    b"\xff\xd8\xff",
    b"\x7fELF",
    b"\xd0\xcf\x11\xe0",
    b"\x1f\x8b",
    b"\xfd7zXZ",
)
_CONTROL_BYTES = bytes(byte for byte in range(32) if byte not in b"\t\n\x0b\x0c\r\x1a\x1b")
_SINGLE_BYTE = ("cp1252", "cp850", "mac_roman")
_USUAL = frozenset("áèéêëíïóöüç€–’‘“”")
_KNOWN = frozenset("àâäãåæìîñòôõøœúùûýÁÀÂÄÇÉÈÊËÍÎÏÑÓÔÖÚÛÜß£§°²³½¼·—„…•©®«»´ ")
_NOT_TEXT = "geen leesbare tekst (een ander soort bestand, of beschadigd); sla het op als tekst in UTF-8"

_LINE_ENDS = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
# C0 and C1 controls, soft hyphens, zero-width and direction marks (they can hide or reverse words) and byte order marks.
_INVISIBLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_SURROGATES = re.compile("[\ud800-\udfff]")
_SPACES = re.compile(r"[^\S\n]+")


def decode(raw: bytes) -> str:
    """The text in `raw`: by its byte order mark, as UTF-8, UTF-16 without a mark, or an older single-byte encoding.

    A few broken bytes in what is otherwise UTF-8 become U+FFFD, as does a character that is cut off at the end. Raises
    `InputError` when it is no text. General detectors take short Dutch texts for Polish or Persian, so the choice among
    single-byte encodings is by which one gives characters that Dutch uses.
    """
    for mark, encoding in _BOMS:
        if raw.startswith(mark):
            return raw[len(mark) :].decode(encoding, errors="replace")
    if raw.startswith(_MAGIC):
        raise InputError(_NOT_TEXT)
    unmarked = _utf16_without_mark(raw)
    if unmarked is not None:
        return raw.decode(unmarked, errors="replace")
    if len(raw) - len(raw.translate(None, _CONTROL_BYTES)) > 8 + len(raw) / 50:
        raise InputError(_NOT_TEXT)
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        replaced = raw.decode("utf-8", errors="replace")
    broken = replaced.count("\ufffd")
    high = sum(1 for char in replaced if char > "\x7f") - broken
    if high >= 4 * broken:
        return replaced
    if broken > len(replaced) * 0.3:
        raise InputError(_NOT_TEXT)
    readings = [raw.decode(encoding, errors="replace") for encoding in _SINGLE_BYTE]
    return max(readings, key=_dutchness)


def _dutchness(text: str) -> int:
    return sum(2 if char in _USUAL else 1 if char in _KNOWN else -1 for char in text if char > "\x7f")


def _utf16_without_mark(raw: bytes) -> str | None:
    """Dutch in UTF-16 has a zero in nearly every other byte, and hardly any elsewhere."""
    sample = raw[:4096]
    if len(sample) < 4:
        return None
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    if odd > half * 0.6 and even < half * 0.1:
        return "utf-16-le"
    if even > half * 0.6 and odd < half * 0.1:
        return "utf-16-be"
    return None


def clean(text: str) -> str:
    """NFC, lines ended by `\\n`, every other white space a single space, nothing invisible, no lone surrogates."""
    text = _INVISIBLE.sub("", _LINE_ENDS.sub("\n", text))
    text = _SURROGATES.sub("\ufffd", text)
    return _SPACES.sub(" ", unicodedata.normalize("NFC", text))


def one_line(text: str) -> str:
    """`text` clean and on one line."""
    return " ".join(clean(text).split())


def read_all(blob: Blob) -> bytes:
    """All bytes of a file. Raises `InputError` when there are none, `TooLargeError` past the limit for one document."""
    most = blob.limits.member_bytes
    with blob.open() as stream:
        raw = stream.read(most + 1)
    if len(raw) > most:
        raise TooLargeError(f"groter dan {most} bytes; splits het bestand")
    if not raw:
        raise InputError("het bestand is leeg; haal het opnieuw op")
    return raw


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A run of text on its way to become a passage. `kind` is `kop`, `alinea` or `rij`; `page` counts from 1."""

    text: str
    kind: str = "alinea"
    page: int | None = None
    anchor: str | None = None


def build(paragraphs: Iterable[Paragraph]) -> tuple[str, tuple[Passage, ...]]:
    """One text of all paragraphs, a line each, with where each stands in it. Empty ones are left out."""
    lines: list[str] = []
    passages: list[Passage] = []
    at = 0
    for paragraph in paragraphs:
        line = one_line(paragraph.text)
        if not line:
            continue
        passages.append(Passage(at, at + len(line), paragraph.kind, paragraph.page, paragraph.anchor))
        lines.append(line)
        at += len(line) + 1
    return "\n".join(lines), tuple(passages)


def title_from_name(name: str) -> str:
    """A file's name as a title: `akkoorden/praat-u-bij.txt` → `Praat u bij`."""
    stem = PurePosixPath(re.split(r" › ", name)[-1]).name.split(".")[0]
    words = one_line(re.sub(r"[-_]+", " ", stem))
    return words[:1].upper() + words[1:] or "Zonder titel"


def warned(blob: Blob, kind: str, record: str, code: str, message: str) -> Notice:
    """A warning about a record that is taken all the same."""
    return Notice(Severity.WARNED, code, blob.name, record, message, kind)


def refused(blob: Blob, kind: str, record: str | None, code: str, message: str) -> Notice:
    """A refusal of one record of a file; the others go on."""
    return Notice(Severity.REFUSED, code, blob.name, record, message, kind)


_MONTHS = (
    ("januari", "jan"),
    ("februari", "feb"),
    ("maart", "mrt"),
    ("april", "apr"),
    ("mei",),
    ("juni", "jun"),
    ("juli", "jul"),
    ("augustus", "aug"),
    ("september", "sept", "sep"),
    ("oktober", "okt"),
    ("november", "nov"),
    ("december", "dec"),
)
_MONTH_NUMBERS = {name: number for number, names in enumerate(_MONTHS, 1) for name in names}
_WEEKDAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
_DAYS = re.compile(
    rf"(?<![\w.,/-])(?:(?P<weekday>{'|'.join(_WEEKDAYS)})\s+)?(?P<day>[0-3]?\d)\s+"
    rf"(?P<month>{'|'.join(sorted(_MONTH_NUMBERS, key=len, reverse=True))})\b\.?(?:\s+(?P<year>(?:19|20)\d\d)(?!\d))?"
    r"|(?<![\w.,/-])(?P<iso>(?:19|20)\d\d-[01]\d-[0-3]\d)(?!\d|-)"
    r"|(?<![\w.,/-])(?P<numeric>[0-3]?\d(?P<mark>[-/.])[01]?\d(?P=mark)(?:19|20)\d\d)(?![\w/-])",
    re.IGNORECASE,
)
_IN_NAME = re.compile(
    r"(?<!\d)((?:19|20)\d\d)[-_.]?([01]\d)[-_.]?([0-3]\d)(?!\d)|(?<!\d)([0-3]?\d)[-_.]([01]?\d)[-_.]((?:19|20)\d\d)(?!\d)"
)

_BEFORE_DATE = re.compile(
    r"\W*(?:(?:s-)?[A-Z][\w’'-]+(?:[ /][\w’'-]+){0,3},\s*)?"
    r"(?:(?i:datum|publicatiedatum|d\.d\.|versie|nieuws|nieuwsbericht|bericht|update|week \d{1,2}"
    r"|(?:laatst )?(?:geplaatst|gepubliceerd|gewijzigd|bijgewerkt|verschenen|vastgesteld)(?: op)?)(?!\w)[\s:,|–-]*)*\W*"
)
_AFTER_DATE = re.compile(
    r"\W*(?:(?:om\s+)?\d{1,2}[:.]\d\d(?:\s*uur)?)?\W*(?:nieuws|nieuwsbericht|bericht|update)?\W*", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Day:
    """A day as a text names it, perhaps without its year. `weekday` counts from Monday = 0, None when it is not named."""

    phrase: str
    start: int
    month: int
    day: int
    year: int | None = None
    weekday: int | None = None

    def on(self, year: int) -> date | None:
        """This day in `year`; None on 29 February of a common year."""
        return _day(year, self.month, self.day)

    @property
    def date(self) -> date | None:
        """The date, when the year is named."""
        return self.on(self.year) if self.year is not None else None


def find_days(text: str) -> list[Day]:
    """Every day with its month in a Dutch text, in order: "3 november", "22 januari 2026", "22-01-2026", "2026-01-22"."""
    found: list[Day] = []
    for match in _DAYS.finditer(text):
        weekday: int | None = None
        year: int | None
        if match["iso"]:
            year, month, day = (int(part) for part in match["iso"].split("-"))
        elif match["numeric"]:
            day, month, year = (int(part) for part in match["numeric"].split(match["mark"]))
        else:
            day, month = int(match["day"]), _MONTH_NUMBERS[match["month"].lower()]
            year = int(match["year"]) if match["year"] else None
            weekday = _WEEKDAYS.index(match["weekday"].lower()) if match["weekday"] else None
        if _day(year or 2000, month, day):
            found.append(Day(match.group().rstrip(), match.start(), month, day, year, weekday))
    return found


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def dateline(line: str) -> Day | None:
    """The day of a line that only dates what it stands at: "15 december 2021", "Den Haag, 15 december 2021".

    Beside the date only a place with its comma, a time, and words such as "Geplaatst op" may stand there.
    """
    if len(line) > 80:
        return None
    days = find_days(line)
    if len(days) != 1:
        return None
    before, after = line[: days[0].start], line[days[0].start + len(days[0].phrase) :]
    return days[0] if _BEFORE_DATE.fullmatch(before) and _AFTER_DATE.fullmatch(after) else None


def printed_date(lines: Iterable[str]) -> date | None:
    """The date of the first line that only dates the document, year included."""
    days = (dateline(line) for line in lines)
    return next((day.date for day in days if day is not None and day.date is not None), None)


def date_from_name(name: str) -> date | None:
    """The date in a file's name: `brief-2025-07-02.pdf`, `20250702.txt`, `2-7-2025.docx`."""
    stem = re.split(r"[/›]", name)[-1]
    for match in _IN_NAME.finditer(stem):
        parts = match.groups()
        year, month, day = parts[:3] if parts[0] else (parts[5], parts[4], parts[3])
        found = _day(int(year), int(month), int(day))
        if found:
            return found
    return None
