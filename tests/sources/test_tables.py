# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""CSV: agreements as numbered paragraphs, municipalities, and tables that are neither or broken."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from blobs import blob_of, sort_out
from hypothesis import given, settings
from hypothesis import strategies as st

from bijgepraat.model.records import Kind, Notice, Record
from bijgepraat.settings import Limits
from bijgepraat.sources.blob import InputError, TooLargeError
from bijgepraat.sources.tables import read_table

AGREEMENT = (
    "paragraph,txt,chapter,type\n"
    "1,Samen verder,Begin,txt\n"
    "2,15 december 2021,Begin,txt\n"
    '3,"Wij bouwen, ""samen"" met gemeenten, aan meer huizen in elke regio van het land.",Wonen,txt\n'
    "4,Wonen,Wonen,txt\n"
    "7,in mln. 2022 2023,Geld,tables\n"
)


def read(
    content: str | bytes, name: str = "akkoord.csv", limits: Limits | None = None
) -> tuple[list[Record], list[Notice], list[Notice]]:
    raw = content.encode() if isinstance(content, str) else content
    return sort_out(list(read_table(blob_of(raw, name, limits))))


def test_an_agreement_is_one_record_with_a_passage_a_row() -> None:
    (record,), refused, warned = read(AGREEMENT)
    assert not refused + warned
    assert [(each.anchor, each.kind, (record.text or "")[each.start : each.end]) for each in record.passages] == [
        ("1", "alinea", "Samen verder"),
        ("2", "alinea", "15 december 2021"),
        ("3", "alinea", 'Wij bouwen, "samen" met gemeenten, aan meer huizen in elke regio van het land.'),
        ("4", "kop", "Wonen"),
        ("7", "rij", "in mln. 2022 2023"),
    ]
    assert (record.kind, record.key, record.title, record.date) == (
        Kind.BESTAND,
        "akkoord.csv",
        "Samen verder",
        date(2021, 12, 15),
    )
    assert record.fields["hoofdstukken"] == ["Begin", "Wonen", "Geld"]
    assert record.text == "\n".join((record.text or "")[each.start : each.end] for each in record.passages)


def test_only_the_two_columns_are_needed_whatever_their_order_and_separator() -> None:
    for content in ("txt;paragraph\nEen zin;12\n", "Paragraph\tTXT\n12\tEen zin\n", "\ufeffparagraph,txt\r\n12,Een zin\r\n"):
        (record,), refused, _ = read(content)
        assert not refused
        assert [(each.anchor, (record.text or "")[each.start : each.end]) for each in record.passages] == [("12", "Een zin")]


def test_rows_that_cannot_be_read_are_refused_with_their_line() -> None:
    content = "paragraph,txt\n1,Goed\nx,Geen nummer\n3,\n1,Dubbel\n5\n6,te,veel\n\n7,Ook goed\n"
    (record,), refused, _ = read(content)
    assert record.text == "Goed\nOok goed"
    assert [(notice.record, notice.code) for notice in refused] == [
        ("regel 3", "geen-nummer"),
        ("regel 4", "lege-alinea"),
        ("regel 5", "dubbel"),
        ("regel 6", "cellen"),
        ("regel 7", "cellen"),
    ]


def test_a_table_that_is_cut_off_in_a_cell_keeps_the_rows_before_it() -> None:
    (record,), refused, _ = read(AGREEMENT[: AGREEMENT.index("regio")])
    assert record.text == "Samen verder\n15 december 2021"
    assert [notice.code for notice in refused] == ["afgekapt"]


def test_a_cell_without_end_is_refused_and_what_follows_goes_on() -> None:
    content = f'paragraph,txt\n1,Goed\n2,"{"x" * 200_000}"\n3,Ook goed\n'
    (record,), refused, _ = read(content)
    assert record.text == "Goed\nOok goed"
    assert [notice.code for notice in refused] == ["afgekapt"]


def test_municipalities_are_a_record_each() -> None:
    content = (
        "gm_code,naam,provincie,inwoners_2024,leeg\nGM0014,Groningen,Groningen,243768,\ngm1900,Súdwest-Fryslân,Fryslân,90000,\n"
    )
    records, refused, _ = read(content, "gemeenten.csv")
    assert not refused
    assert [(record.kind, record.key, record.title, record.fields) for record in records] == [
        (Kind.GEMEENTE, "GM0014", "Groningen", {"provincie": "Groningen", "inwoners_2024": "243768"}),
        (Kind.GEMEENTE, "GM1900", "Súdwest-Fryslân", {"provincie": "Fryslân", "inwoners_2024": "90000"}),
    ]


def test_municipalities_that_cannot_be_told_apart_are_refused() -> None:
    content = "gm_code,naam,provincie\n14,Groningen,Groningen\nGM0034,,Flevoland\nGM0035,Een,X\nGM0035,Twee,X\n"
    records, refused, _ = read(content)
    assert [record.title for record in records] == ["Een"]
    assert [notice.code for notice in refused] == ["geen-code", "geen-naam", "dubbel"]
    assert {notice.kind for notice in refused} == {Kind.GEMEENTE}


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252", "utf-16"])
def test_encodings(encoding: str) -> None:
    records, _, _ = read("gm_code,naam,provincie\nGM1900,Súdwest-Fryslân,Fryslân\n".encode(encoding))
    assert [record.title for record in records] == ["Súdwest-Fryslân"]


def test_any_other_table_says_what_is_expected() -> None:
    with pytest.raises(InputError, match=r"datum, bedrag.*paragraph,txt.*gm_code,naam,provincie"):
        read("datum;bedrag\n1-1-2025;5\n")


@pytest.mark.parametrize("raw", [b"", b"\n\n", b"paragraph,txt\n", b'"paragraph,txt\n1,a', b"\x00" * 900, b"PK\x03\x04rest"])
def test_files_without_a_table_are_refused(raw: bytes) -> None:
    with pytest.raises(InputError):
        read(raw)


def test_a_table_past_its_limit_is_refused() -> None:
    with pytest.raises(TooLargeError):
        read(AGREEMENT, limits=Limits(member_bytes=50))


def test_cells_are_cleaned() -> None:
    (record,), _, _ = read('paragraph,txt\n1,"Cafe\u0301\x00 in\n zicht\u202e"\n')
    assert record.text == "Café in zicht"


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet='paragraph,txt12"\n\r;x\x00é', max_size=120))
def test_any_rows_below_a_good_header(rows: str) -> None:
    try:
        records, _, _ = read("paragraph,txt\n" + rows)
    except InputError:
        return
    assert len(records) == 1


@pytest.mark.shared
def test_the_real_tables(shared: Path) -> None:
    (record,), refused, _ = read((shared / "data/akkoorden/coalitieakkoord2021.csv").read_bytes(), "coalitieakkoord2021.csv")
    assert not refused
    assert [each.anchor for each in record.passages] == [str(n) for n in range(1, 487)]
    assert record.date == date(2021, 12, 15)
    kinds = [each.kind for each in record.passages]
    assert kinds.count("rij") == 17
    assert 40 < kinds.count("kop") < 130
    records, refused, _ = read((shared / "data/gemeenten/gemeenten_2025.csv").read_bytes(), "gemeenten_2025.csv")
    assert len(records) == 342
    assert not refused
