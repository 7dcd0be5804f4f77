# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""What the readers of files share: from bytes to clean text, and from paragraphs to a text with passages."""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
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


def read_all(blob: Blob, *, text: bool = False) -> bytes:
    """All bytes of a file. Raises `InputError` when there are none, `TooLargeError` past the limit for one document.

    `text` sets the lower limit of what is held in memory several times over, as markup and text are.
    """
    most = min(blob.limits.member_bytes, blob.limits.xml_bytes) if text else blob.limits.member_bytes
    with blob.open() as stream:
        raw = stream.read(most + 1)
    if len(raw) > most:
        raise TooLargeError(f"groter dan {most} bytes; splits het bestand")
    if not raw:
        raise InputError("het bestand is leeg; haal het opnieuw op")
    return raw


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A run of text on its way to become a passage. `kind` is `kop`, `alinea`, `punt` (of a list) or `rij`; `page` from 1."""

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
