# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""JSON lines of the contract: what is taken, what is refused with its line, and what a stream may cost."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO

import pytest
from blobs import blob_of, sort_out
from hypothesis import given
from hypothesis import strategies as st

from bijgepraat.model.records import Kind, Notice, Record
from bijgepraat.settings import Limits
from bijgepraat.sources.blob import Blob
from bijgepraat.sources.corpus import read_corpus

GOOD = {
    "id": "a1",
    "title": "Een plan",
    "text": "De raad stemt in.\nHet plan gaat door.",
    "date": "2025-07-02",
    "source": "gemeente",
}


def read(*rows: dict[str, Any] | bytes, limits: Limits | None = None) -> tuple[list[Record], list[Notice], list[Notice]]:
    lines = (row if isinstance(row, bytes) else json.dumps(row).encode() for row in rows)
    return sort_out(list(read_corpus(blob_of(b"\n".join(lines), "teksten.jsonl", limits))))


def test_a_line_is_a_record() -> None:
    (record,), refused, warned = read(GOOD)
    assert not refused + warned
    assert (record.kind, record.key, record.source, record.title, record.date) == (
        Kind.BERICHT,
        "a1",
        "gemeente",
        "Een plan",
        date(2025, 7, 2),
    )
    assert record.text == GOOD["text"]
    assert [(each.kind, (record.text or "")[each.start : each.end]) for each in record.passages] == [
        ("alinea", "De raad stemt in."),
        ("alinea", "Het plan gaat door."),
    ]
    assert record.fields == {}
    assert record.locator == "regel 1"


def test_what_may_be_absent() -> None:
    (record,), refused, warned = read(
        {"id": 7, "text": "Een zin.", "title": "", "url": "https://gemeente.example/7", "soort": "brief", "x": None}
    )
    assert not refused + warned
    assert (record.key, record.title, record.date, record.source) == ("7", None, None, "proef")
    assert record.address == "https://gemeente.example/7"
    assert record.fields == {"url": "https://gemeente.example/7", "soort": "brief"}


def test_lines_that_cannot_be_taken_are_refused_one_by_one() -> None:
    records, refused, _ = read(
        GOOD,
        b'{"id": "a2", "text": "afgekap',
        b"",
        b"[1, 2]",
        {"text": "zonder id"},
        {"id": " ", "text": "lege id"},
        {"id": True, "text": "id is geen tekst"},
        {"id": "a3"},
        {"id": "a4", "text": "  "},
        {"id": "a5", "text": 12},
        {"id": "a6", "text": "x", "title": ["x"]},
        {"id": "a1", "text": "nog eens"},
        {"id": "x" * 501, "text": "lang"},
        b'{"id": "a7", "text": "caf\xe9"}',
        b'{"id": "a8", "text": "half teken \\ud800"}',
        {"id": "a9", "text": "De laatste."},
    )
    assert [record.key for record in records] == ["a1", "a9"]
    assert [(notice.record, notice.code) for notice in refused] == [
        ("regel 2", "geen-json"),
        ("regel 4", "geen-record"),
        ("regel 5", "geen-id"),
        ("regel 6", "geen-id"),
        ("regel 7", "geen-id"),
        ("regel 8", "geen-tekst"),
        ("regel 9", "geen-tekst"),
        ("regel 10", "geen-tekst"),
        ("regel 11", "geen-tekst"),
        ("regel 12", "dubbel"),
        ("regel 13", "geen-id"),
        ("regel 14", "tekenset"),
        ("regel 15", "geen-json"),
    ]
    assert all(notice.kind == Kind.BERICHT and notice.file == "teksten.jsonl" for notice in refused)


@pytest.mark.parametrize("value", ["2 juli 2025", "2025-13-01", "0001-01-01", 20250702, "2025-07-02x", [], {}])
def test_what_is_no_date_is_left_empty_with_a_warning(value: Any) -> None:
    (record,), refused, warned = read(GOOD | {"date": value})
    assert record.date is None
    assert not refused
    assert [(notice.code, notice.record) for notice in warned] == [("onleesbare-datum", "a1")]


@pytest.mark.parametrize("value", ["2025-07-02", "2025-07-02T10:00:00Z", "2025-07-02 10:00"])
def test_a_moment_is_its_day(value: str) -> None:
    (record,), _, warned = read(GOOD | {"date": value})
    assert record.date == date(2025, 7, 2)
    assert not warned


def test_text_is_composed_and_without_controls() -> None:
    (record,), _, _ = read(
        {"id": "a", "text": "Cafe\u0301\u0000 in\u00a0zicht\u202e.\r\n\r\nTwee\u0007 regels.", "title": "Een\nkop\t!"}
    )
    assert record.text == "Café in zicht.\nTwee regels."
    assert record.title == "Een kop !"


def test_a_byte_order_mark_is_no_part_of_the_first_line() -> None:
    records, refused, _ = read(b"\xef\xbb\xbf" + json.dumps(GOOD).encode())
    assert [record.key for record in records] == ["a1"]
    assert not refused


def test_a_line_past_its_limit_is_refused_and_read_past() -> None:
    records, refused, _ = read({"id": "lang", "text": "x" * 5000}, GOOD, limits=Limits(line_bytes=300))
    assert [record.key for record in records] == ["a1"]
    assert [(notice.record, notice.code) for notice in refused] == [("regel 1", "te-groot")]


def test_the_file_is_read_line_by_line() -> None:
    """A stream that gives lines without end: the first records come out, so nothing waits for its end."""

    class Endless(io.RawIOBase):
        count = 0

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: Any) -> int:
            Endless.count += 1
            line = json.dumps({"id": f"n{Endless.count}", "text": "Een zin."}).encode() + b"\n"
            buffer[: len(line)] = line
            return len(line)

    @contextmanager
    def opened() -> Iterator[BinaryIO]:
        yield io.BufferedReader(Endless(), buffer_size=256)  # type: ignore[misc]

    items = read_corpus(Blob("zonder-einde.jsonl", ".jsonl", "proef", opened, Limits()))
    assert [item.key for item in (next(items) for _ in range(5)) if isinstance(item, Record)] == ["n1", "n2", "n3", "n4", "n5"]
    assert Endless.count < 50


@given(st.binary(max_size=200))
def test_any_bytes_give_records_and_refusals(raw: bytes) -> None:
    records, refused, _ = read(raw, GOOD)
    lines = [line for line in raw.split(b"\n") if line.strip()]
    assert len(records) + len(refused) == len(lines) + 1


@pytest.mark.shared
def test_the_corpus_of_the_search_gold_standard(shared: Path) -> None:
    raw = (shared / "gold" / "search_corpus.jsonl").read_bytes()
    records, refused, warned = sort_out(list(read_corpus(blob_of(raw, "search_corpus.jsonl"))))
    rows = [json.loads(line) for line in raw.decode().splitlines()]
    assert not refused + warned
    assert [record.key for record in records] == [row["id"] for row in rows]
    assert all(record.text == row["text"] for record, row in zip(records, rows, strict=True))
