# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""JSON lines of the contract: one text a line, with `id`, `title`, `text`, `date` and `source`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, BinaryIO

import orjson

from bijgepraat.model.records import Kind, Notice, Record
from bijgepraat.sources.blob import Blob, InputError
from bijgepraat.sources.text import Paragraph, build, clean, one_line, refused, warned

_OWN = {"id", "title", "text", "date", "source"}
_LONGEST_ID = 500


def read_corpus(blob: Blob) -> Iterator[Record | Notice]:
    """One Record of kind Bericht a line; `id` is its key. A line that cannot be taken is refused, the others go on.

    The file is read line by line. Only the ids are kept in memory, to tell a line that repeats one.
    """
    seen: set[str] = set()
    with blob.open() as stream:
        for number, line in _lines(stream, blob.limits.line_bytes):
            place = f"regel {number}"
            try:
                if line is None:
                    raise _RefusedError("te-groot", f"langer dan {blob.limits.line_bytes} bytes; splits de tekst")
                row = _parsed(line)
                key = _key(row)
                if key in seen:
                    raise _RefusedError("dubbel", f"id {key[:80]} kwam al voor in dit bestand; geef elke tekst een eigen id")
                title, words = _string(row, "title"), _string(row, "text")
                if words is None or not words.strip():
                    raise _RefusedError("geen-tekst", "text ontbreekt of is leeg; vul de tekst in")
            except _RefusedError as refusal:
                yield refused(blob, Kind.BERICHT, place, refusal.code, str(refusal))
                continue
            seen.add(key)
            day, complaint = _date(row.get("date"))
            if complaint:
                yield warned(blob, Kind.BERICHT, key, "onleesbare-datum", complaint)
            yield _record(blob, row, key, one_line(title or ""), words, day, place)


class _RefusedError(InputError):
    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


def _lines(stream: BinaryIO, longest: int) -> Iterator[tuple[int, bytes | None]]:
    """Lines with their number, without empty ones; None for a line that is too long, which is read past in pieces."""
    number = 0
    while line := stream.readline(longest + 1):
        number += 1
        if len(line) > longest:
            while line and not line.endswith(b"\n"):
                line = stream.readline(longest + 1)
            yield number, None
        elif number == 1 and line.startswith(b"\xef\xbb\xbf"):
            yield number, line[3:]
        elif line.strip():
            yield number, line


def _parsed(line: bytes) -> Mapping[str, Any]:
    try:
        row = orjson.loads(line)
    except orjson.JSONDecodeError as error:
        try:
            line.decode("utf-8")
        except UnicodeDecodeError:
            raise _RefusedError("tekenset", "de regel is geen UTF-8; sla het bestand opnieuw op als UTF-8") from error
        raise _RefusedError("geen-json", "geen geldige JSON (afgekapt of beschadigd); haal het bestand opnieuw op") from error
    if not isinstance(row, dict):
        raise _RefusedError("geen-record", 'geen JSON-object; verwacht wordt {"id": …, "title": …, "text": …} op elke regel')
    return row


def _key(row: Mapping[str, Any]) -> str:
    value = row.get("id")
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    key = one_line(value) if isinstance(value, str) else ""
    if not key:
        raise _RefusedError("geen-id", "id ontbreekt of is geen tekst; geef elke tekst een eigen id")
    if len(key) > _LONGEST_ID:
        raise _RefusedError("geen-id", f"id is langer dan {_LONGEST_ID} tekens")
    return key


def _string(row: Mapping[str, Any], name: str) -> str | None:
    value = row.get(name)
    if value is not None and not isinstance(value, str):
        raise _RefusedError("geen-tekst", f"{name} is geen tekst; zet de waarde tussen aanhalingstekens")
    return value


def _date(value: Any) -> tuple[date | None, str | None]:
    """The day, and a complaint when there stands something else than a date or a moment of ISO 8601."""
    if value is None or value == "":
        return None, None
    match = re.fullmatch(r"(\d{4}-\d\d-\d\d)(?:[T ].*)?", value) if isinstance(value, str) else None
    if match:
        try:
            found = date.fromisoformat(match[1])
        except ValueError:
            pass
        else:
            if found.year > 1:
                return found, None
    return None, f"date is geen datum als 2025-07-02 ({str(value)[:40]!r}) en is leeg gelaten"


def _record(blob: Blob, row: Mapping[str, Any], key: str, title: str, words: str, day: date | None, place: str) -> Record:
    text, passages = build(Paragraph(line) for line in clean(words).split("\n"))
    source = row.get("source")
    address = row.get("address") or row.get("url")
    is_address = isinstance(address, str) and re.fullmatch(r"https?://[^\s<>\"']{3,2000}", address)
    return Record(
        kind=Kind.BERICHT,
        key=key,
        source=one_line(source) if isinstance(source, str) and source.strip() else blob.source,
        title=title or None,
        date=day,
        fields={name: value for name, value in row.items() if name not in _OWN and value is not None},
        text=text,
        passages=passages,
        address=address if is_address else blob.address,
        locator=place,
    )
