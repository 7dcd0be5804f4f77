# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""In which encoding an XML file really is: what it declares is held against its bytes, because sources do mislabel."""

from __future__ import annotations

import codecs
import re

from bijgepraat.sources.blob import InputError

_WIDE = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SINGLE_BYTE = {
    "iso-8859-1": "cp1252",  # what calls itself ISO-8859-1 is in practice Windows-1252
    "latin-1": "cp1252",
    "latin1": "cp1252",
    "windows-1252": "cp1252",
    "cp1252": "cp1252",
    "iso-8859-15": "iso-8859-15",
}
_DECLARED = re.compile(rb"\s*<\?xml[^>]{0,200}?\bencoding\s*=\s*[\"']([A-Za-z0-9._-]{1,40})[\"']")
_UTF8_PAIR = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_CONTINUATION = "".join(bytes([byte]).decode("cp1252", "ignore") + chr(byte) for byte in range(0x80, 0xC0) if chr(byte).strip())
_MOJIBAKE = re.compile(f"[ÂÃÅ][{re.escape(_CONTINUATION)}]|â[{re.escape(_CONTINUATION)}]{{2}}")


class WrongEncodingError(InputError):
    """The bytes are text in no encoding that can be told."""

    code = "codering"


def as_utf8(raw: bytes) -> tuple[bytes, str | None]:
    """The text as UTF-8 without byte order mark, and a complaint when it is not in the encoding that it declares."""
    wide = wide_encoding(raw)
    if wide:
        try:
            return raw.decode(wide).removeprefix("\ufeff").encode("utf-8"), None
        except UnicodeError as error:
            raise WrongEncodingError(
                f"begint als {wide.upper()} maar is dat niet tot het eind; haal het bestand opnieuw op"
            ) from error
    body = raw.removeprefix(codecs.BOM_UTF8)
    match = _DECLARED.match(body)
    declared = match.group(1).decode("ascii").lower() if match else "utf-8"
    if body.isascii():
        return body, None
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError as error:
        return _single_byte(body, declared, error)
    del text
    if declared not in {"utf-8", "utf8"}:
        return body, f"het bestand noemt zich {declared}, maar is UTF-8 en is zo gelezen"
    return body, None


def _single_byte(body: bytes, declared: str, error: UnicodeDecodeError) -> tuple[bytes, str | None]:
    """Bytes that are no UTF-8: Windows-1252 if they say so or look it; a damaged UTF-8 file is refused."""
    utf8 = declared in {"utf-8", "utf8"}
    if utf8 and len(_UTF8_PAIR.findall(body)) >= body.decode("utf-8", "replace").count("\ufffd"):
        message = f"geen geldige UTF-8, beschadigd bij byte {error.start}; haal het bestand opnieuw op"
        raise WrongEncodingError(message) from error
    codec = "cp1252" if utf8 else _SINGLE_BYTE.get(declared)
    if codec is None:
        raise WrongEncodingError(f"onbekende codering {declared}; sla het bestand opnieuw op als UTF-8") from error
    try:
        text = body.decode(codec)
    except UnicodeDecodeError as failed:
        raise WrongEncodingError("geen UTF-8 en geen Windows-1252; sla het bestand opnieuw op als UTF-8") from failed
    complaint = "het bestand noemt zich UTF-8, maar is gelezen als Windows-1252; controleer letters met accenten"
    return text.encode("utf-8"), complaint if utf8 else None


def wide_encoding(raw: bytes) -> str | None:
    for mark, encoding in _WIDE:
        if raw.startswith(mark):
            return encoding
    if raw.startswith(b"<\0"):
        return "utf-16-le"
    return "utf-16-be" if raw.startswith(b"\0<") else None


def garbled(text: str) -> str | None:
    """The first letters that are UTF-8 read as something else ("CaluwÃ©"), with what stands around them."""
    match = _MOJIBAKE.search(text)
    return text[max(0, match.start() - 12) : match.end() + 8].replace("\n", " ") if match else None
