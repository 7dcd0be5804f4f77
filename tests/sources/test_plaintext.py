# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Plain text and what all readers share: encodings, cleaning, paragraphs, days."""

from __future__ import annotations

import unicodedata
from datetime import date

import pytest
from blobs import blob_of, sort_out
from hypothesis import given
from hypothesis import strategies as st

from bijgepraat.model.records import Kind, Record
from bijgepraat.settings import Limits
from bijgepraat.sources.blob import InputError, TooLargeError
from bijgepraat.sources.days import date_from_name, dateline, find_days, printed_date
from bijgepraat.sources.plaintext import is_heading, read_plaintext
from bijgepraat.sources.text import Paragraph, build, clean, decode, title_from_name

SENTENCE = "De gemeente Súdwest-Fryslân krijgt € 5 extra voor één café – zegt de coördinator."


def read(content: bytes | str, name: str = "map/stuk.txt", limits: Limits | None = None) -> Record:
    raw = content.encode() if isinstance(content, str) else content
    records, refused, _ = sort_out(list(read_plaintext(blob_of(raw, name, limits))))
    assert not refused
    (record,) = records
    return record


def lines_of(record: Record) -> list[tuple[str, str]]:
    return [(each.kind, (record.text or "")[each.start : each.end]) for each in record.passages]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_every_usual_encoding(encoding: str) -> None:
    assert read(SENTENCE.encode(encoding)).text == SENTENCE


@pytest.mark.parametrize("encoding", ["latin-1", "cp850", "mac_roman"])
def test_older_encodings_by_the_letters_that_dutch_uses(encoding: str) -> None:
    for words in ("Kort café.", "Reünie in Curaçao over de financiële ruimte; coöperatie met België."):
        assert decode(words.encode(encoding)) == words


def test_a_few_broken_bytes_do_not_spoil_the_rest() -> None:
    raw = (SENTENCE * 20).encode()
    records, _, warned = sort_out(list(read_plaintext(blob_of(raw[:8] + b"\xff" + raw[8:], "stuk.txt"))))
    assert (records[0].text or "").count("Súdwest-Fryslân") == 20
    assert [notice.code for notice in warned] == ["tekenset"]


def test_a_character_cut_at_the_end_is_no_other_encoding() -> None:
    raw = (SENTENCE * 3 + "é").encode()[:-1]
    assert decode(raw).startswith(SENTENCE * 3)


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"   \n\t\n",
        b"\x00" * 1000,
        bytes(range(256)) * 10,
        b"%PDF-1.4 iets",
        b"PK\x03\x04" + b"a" * 100,
        b"\x89PNG\r\n\x1a\n1234",
        b"\xfd7zXZ\x00abc",
        bytes(range(128, 256)) * 40,
    ],
)
def test_what_is_no_text_is_refused(raw: bytes) -> None:
    with pytest.raises(InputError):
        list(read_plaintext(blob_of(raw, "stuk.txt")))


def test_a_file_past_its_limit_is_refused() -> None:
    with pytest.raises(TooLargeError):
        list(read_plaintext(blob_of(b"een twee drie", "stuk.txt", Limits(member_bytes=5))))


def test_text_is_composed_and_without_what_cannot_be_seen() -> None:
    text = read("Cafe\u0301\x00\x08 in\u00a0zicht\u202e\u200b\u00ad.\r\nNieuwe\u2028regel\x0c\ufeffeinde\x1b\tnu").text
    assert text == "Café in zicht.\nNieuwe\nregel\neinde nu"


@given(st.text(st.characters(codec=None, exclude_categories=()), max_size=80))
def test_clean_text_can_be_stored_and_stays_as_it_is(text: str) -> None:
    once = clean(text)
    once.encode("utf-8")
    assert unicodedata.is_normalized("NFC", once)
    assert not any(unicodedata.category(char) == "Cc" and char != "\n" for char in once)
    assert clean(once) == once


@given(st.lists(st.text(max_size=30), max_size=8))
def test_passages_stand_where_they_say(texts: list[str]) -> None:
    text, passages = build(Paragraph(each) for each in texts)
    slices = [text[each.start : each.end] for each in passages]
    assert "\n".join(slices) == text
    assert all(each and "\n" not in each for each in slices)


def test_each_line_is_a_paragraph_where_lines_are_whole() -> None:
    record = read(
        "Plan voor de wijk\nHet college komt met een plan voor de wijk en legt dat voor aan de raad.\nDe raad beslist in mei.\n"
    )
    assert lines_of(record) == [
        ("kop", "Plan voor de wijk"),
        ("alinea", "Het college komt met een plan voor de wijk en legt dat voor aan de raad."),
        ("alinea", "De raad beslist in mei."),
    ]
    assert (record.kind, record.key, record.title, record.source) == (Kind.BESTAND, "map/stuk.txt", "Plan voor de wijk", "proef")


def test_lines_of_a_fixed_width_are_put_together() -> None:
    record = read(
        "Utrecht, 4 maart 2025\n\n"
        "Geachte raad,\n\n"
        "Het college komt met een plan voor de wijk en legt dat in het voor-\n"
        "jaar voor aan de raad. De raad kan daarna kiezen uit drie varianten\n"
        "en een begroting.\n"
        "Daarna volgt inspraak. Iedereen die in de wijk woont kan komen pra-\n"
        "ten over de koop-\n"
        "en huurwoningen:\n"
        "- in het wijkhuis, waar koffie is en waar\n"
        "  kinderen kunnen spelen\n"
        "- in de school\n"
    )
    assert [line for _, line in lines_of(record)] == [
        "Utrecht, 4 maart 2025",
        "Geachte raad,",
        "Het college komt met een plan voor de wijk en legt dat in het voorjaar voor aan de raad. De raad kan daarna kiezen uit drie"
        " varianten en een begroting.",
        "Daarna volgt inspraak. Iedereen die in de wijk woont kan komen praten over de koop- en huurwoningen:",
        "- in het wijkhuis, waar koffie is en waar kinderen kunnen spelen",
        "- in de school",
    ]
    assert record.date == date(2025, 3, 4)
    assert record.title == "Stuk"


def test_markdown_says_what_is_a_heading() -> None:
    record = read("# Plan\nEen alinea die\nover twee regels gaat.\n\n## Geld ##\n- een\n- twee\n", "plan.md")
    assert lines_of(record) == [
        ("kop", "Plan"),
        ("alinea", "Een alinea die over twee regels gaat."),
        ("kop", "Geld"),
        ("alinea", "- een"),
        ("alinea", "- twee"),
    ]


LONG = "Het college komt met een plan voor de wijk en legt dat in mei voor aan de raad."


@pytest.mark.parametrize("line", ["Plan voor de wijk", "Wat kost het?", "‘Wij zijn er klaar voor’", "10 plannen voor de wijk"])
def test_what_heads_a_paragraph(line: str) -> None:
    assert is_heading(line, LONG)


@pytest.mark.parametrize(
    ("line", "following"),
    [
        ("Dit is een korte zin.", LONG),
        ("Wij vragen om het volgende:", LONG),
        ("en dan nog iets", LONG),
        ("- een punt van een lijst", LONG),
        ("Lees meer over het plan", LONG),
        ("4 maart 2025", LONG),
        ("1234", LONG),
        ("Plan voor de wijk", "Nog een korte regel"),
        ("Plan voor de wijk", "- een punt van een lijst dat lang genoeg is voor een zin."),
        ("Plan voor de wijk", None),
        (
            "Een regel die zo lang is dat niemand haar nog een kop zou noemen, ook al staat er geen punt achter aan het einde",
            LONG * 2,
        ),
    ],
)
def test_what_heads_nothing(line: str, following: str | None) -> None:
    assert not is_heading(line, following)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Op 3 november riep zij op.", [("3 november", None, None)]),
        ("Maandag 3 november 2025 en 4 dec.", [("Maandag 3 november 2025", date(2025, 11, 3), 0), ("4 dec.", None, None)]),
        ("22-01-2026, 1/2/2024, 3.4.2025 en 2026-02-03T10:00", [
            ("22-01-2026", date(2026, 1, 22), None), ("1/2/2024", date(2024, 2, 1), None),
            ("3.4.2025", date(2025, 4, 3), None), ("2026-02-03", date(2026, 2, 3), None),
        ]),
        ("29 februari 2025 en 31 april en 45 mei", []),
        ("29 februari", [("29 februari", None, None)]),
        ("€ 3.022 mei en artikel 3, lid 12 maartregel", []),
        ("in mei 2025, 12 meisjes en 5 maarten", []),
    ],
)  # fmt: skip
def test_days_in_a_text(text: str, expected: list[tuple[str, date | None, int | None]]) -> None:
    found = find_days(text)
    assert [(day.phrase, day.date, day.weekday) for day in found] == expected
    assert all(text[day.start :].startswith(day.phrase) for day in found)


@pytest.mark.parametrize(
    "line",
    [
        "15 december 2021",
        "Den Haag, 15 december 2021",
        "’s-Hertogenbosch, 1 juni 2024",
        "Datum: 3-4-2025",
        "Geplaatst op 7 april 2025, 10:30 uur",
        "Nieuwsbericht | 7 april 2025",
        "vrijdag 7 november",
    ],
)
def test_lines_that_only_date(line: str) -> None:
    assert dateline(line)


@pytest.mark.parametrize(
    "line",
    [
        "Op 15 december 2021 tekenden wij",
        "Programma voor de verkiezingen van 29 oktober 2025",
        "van 29 oktober 2025",
        "3 maart 2025 en 4 maart 2025",
        "Er is geen dag",
        "7 april 2025 is de dag van de wijk",
        "",
    ],
)
def test_lines_that_say_more_than_a_date(line: str) -> None:
    assert not dateline(line)


def test_a_printed_date_needs_its_year() -> None:
    assert printed_date(["Aan de raad", "3 mei", "Utrecht, 4 mei 2025", "5 mei 2025"]) == date(2025, 5, 4)
    assert printed_date(["3 mei"]) is None


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("map/brief-2025-07-02.pdf", date(2025, 7, 2)),
        ("20250702_nota.txt", date(2025, 7, 2)),
        ("nota 2-7-2025.docx", date(2025, 7, 2)),
        ("2025-07-02/nota.txt", None),
        ("nota-2025-13-45.txt", None),
        ("nota-123456789012.txt", None),
        ("nota.txt", None),
    ],
)
def test_a_date_in_a_name(name: str, expected: date | None) -> None:
    assert date_from_name(name) == expected


def test_a_name_as_a_title() -> None:
    assert title_from_name("akkoorden/praat-u-bij.txt") == "Praat u bij"
    assert title_from_name("stukken.zip › map/brief_aan_raad.html") == "Brief aan raad"
    assert title_from_name(".txt") == "Zonder titel"
