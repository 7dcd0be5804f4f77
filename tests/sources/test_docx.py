# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""DOCX: paragraphs, headings, tables and notes, and zips that are no sound document."""

from __future__ import annotations

import io
import struct
import zipfile
from datetime import date

import pytest
from blobs import blob_of, sort_out
from hypothesis import given, settings
from hypothesis import strategies as st

from bijgepraat.model.records import Kind, Record
from bijgepraat.settings import Limits
from bijgepraat.sources.blob import InputError, TooLargeError
from bijgepraat.sources.docx import read_docx

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
P = "http://schemas.openxmlformats.org/package/2006"


def par(words: str, style: str = "", inside: str = "") -> str:
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f'<w:p>{properties}<w:r><w:t xml:space="preserve">{words}</w:t></w:r>{inside}</w:p>'


def table(*rows: tuple[str, ...]) -> str:
    cells = ("".join(f"<w:tc>{par(cell)}</w:tc>" for cell in row) for row in rows)
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"


def docx_of(body: str, core: str = "", footnotes: str = "", prologue: str = "", extra: dict[str, bytes] | None = None) -> bytes:
    """A document with this body, written by hand."""
    notes = f'<Relationship Id="n" Type="{R}/footnotes" Target="footnotes.xml"/>' if footnotes else ""
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{P}/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{P}/relationships">'
        f'<Relationship Id="a" Type="{R}/officeDocument" Target="word/document.xml"/>'
        f'<Relationship Id="b" Type="{P}/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{P}/relationships">{notes}'
        f'<Relationship Id="h" Type="{R}/hyperlink" Target="https://gemeente.example/" TargetMode="External"/></Relationships>',
        "word/document.xml": f'<?xml version="1.0"?>{prologue}<w:document {W} xmlns:r="{R}"><w:body>{body}</w:body></w:document>',
        "docProps/core.xml": f'<cp:coreProperties xmlns:cp="{P}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        f' xmlns:dcterms="http://purl.org/dc/terms/">{core}</cp:coreProperties>',
    }
    if footnotes:
        parts["word/footnotes.xml"] = f'<w:footnotes {W} xmlns:r="{R}">{footnotes}</w:footnotes>'
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
        for name, raw in (extra or {}).items():
            archive.writestr(name, raw)
    return packed.getvalue()


def read(content: bytes, name: str = "map/brief-aan-raad.docx", limits: Limits | None = None) -> Record:
    records, refused, _ = sort_out(list(read_docx(blob_of(content, name, limits))))
    assert not refused
    (record,) = records
    return record


def lines_of(record: Record) -> list[tuple[str, str]]:
    return [(each.kind, (record.text or "")[each.start : each.end]) for each in record.passages]


def refusal(content: bytes, limits: Limits | None = None) -> InputError:
    with pytest.raises(InputError) as caught:
        list(read_docx(blob_of(content, "brief.docx", limits)))
    return caught.value


def test_paragraphs_headings_and_rows_in_order() -> None:
    body = (
        par("Jaarplan", "Titel")
        + par("Wonen en bouwen 3", "Inhopg1")
        + par("Wonen en bouwen", "Kop1")
        + par("Er komen woningen bij.", "Standaard")
        + par("Onze kop is lang genoeg.", "Koptekst")
        + table(("Jaar", "Bedrag"), ("2026", "€ 5 miljoen"))
        + par("Daarna kijken we verder.")
        + par("Next step", "Heading2")
    )
    assert lines_of(read(docx_of(body))) == [
        ("kop", "Jaarplan"),
        ("inhoud", "Wonen en bouwen 3"),
        ("kop", "Wonen en bouwen"),
        ("alinea", "Er komen woningen bij."),
        ("alinea", "Onze kop is lang genoeg."),
        ("rij", "Jaar | Bedrag"),
        ("rij", "2026 | € 5 miljoen"),
        ("alinea", "Daarna kijken we verder."),
        ("kop", "Next step"),
    ]


def test_a_table_that_only_places_text_gives_its_paragraphs() -> None:
    body = f"<w:tbl><w:tr><w:tc>{par('Eerste alinea.')}{par('Tweede alinea.')}</w:tc></w:tr></w:tbl>"
    assert lines_of(read(docx_of(body))) == [("alinea", "Eerste alinea."), ("alinea", "Tweede alinea.")]


def test_links_notes_and_bullets_leave_only_their_words() -> None:
    link = '<w:hyperlink r:id="h"><w:r><w:t>de site</w:t></w:r></w:hyperlink>'
    note = '<w:r><w:footnoteReference w:id="1"/></w:r>'
    notes = f'<w:footnote w:id="1">{par("Zie de brief van mei.")}</w:footnote>'
    levels = '<w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl>'
    numbering = (
        f'<w:numbering {W}><w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>'
        '<w:num w:numId="9"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )
    number = '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="9"/></w:numPr></w:pPr>'
    item = f"<w:p>{number}<w:r><w:t>Een punt</w:t></w:r></w:p>"
    body = par("Kijk op ", inside=link) + par("Met een noot", inside=note) + item
    record = read(docx_of(body, footnotes=notes, extra={"word/numbering.xml": numbering.encode()}))
    assert [line for _, line in lines_of(record)] == ["Kijk op de site", "Met een noot", "Een punt", "Zie de brief van mei."]


def test_what_the_document_says_of_itself() -> None:
    core = "<dc:title>Plan van aanpak</dc:title><dcterms:modified>2025-06-30T08:00:00Z</dcterms:modified>"
    record = read(docx_of(par("Een plan zonder dag."), core))
    assert (record.title, record.date, record.kind, record.fields) == (
        "Plan van aanpak",
        date(2025, 6, 30),
        Kind.BESTAND,
        {"soort": "docx"},
    )
    assert record.key == "map/brief-aan-raad.docx"
    assert read(docx_of(par("Utrecht, 3 maart 2025") + par("Geachte raad,"), core)).date == date(2025, 3, 3)
    assert read(docx_of(par("Geen dag")), "nota 2024-01-09.docx").date == date(2024, 1, 9)
    never = "<dcterms:modified>1601-01-01T00:00:00Z</dcterms:modified><dcterms:created>onzin</dcterms:created>"
    assert read(docx_of(par("Geen dag"), never)).date is None
    assert read(docx_of(par("Geen dag"))).title == "Brief aan raad"


def test_text_is_composed_and_without_controls_or_hidden_marks() -> None:
    record = read(docx_of(par("Cafe\u0301&#x202E; in\u00a0S\u00fadwest&#xAD;-Frysl\u00e2n&#x200B;")))
    assert record.text == "Café in Súdwest-Fryslân"


def test_a_document_without_text_is_kept_with_a_warning() -> None:
    records, refused, warned = sort_out(list(read_docx(blob_of(docx_of("<w:p/>"), "leeg.docx"))))
    assert [record.text for record in records] == [None]
    assert not refused
    assert [notice.code for notice in warned] == ["geen-tekst"]


def test_files_that_are_no_sound_document_are_refused() -> None:
    whole = docx_of(par("Een zin."))
    assert "leeg" in str(refusal(b""))
    assert "afgekapt" in str(refusal(whole[: len(whole) // 2]))
    assert "afgekapt" in str(refusal(b"gewone tekst"))
    assert ".doc" in str(refusal(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)))
    other = io.BytesIO()
    with zipfile.ZipFile(other, "w") as archive:
        archive.writestr("xl/workbook.xml", "<x/>")
    assert "geen DOCX" in str(refusal(other.getvalue()))
    assert "beschadigd" in str(refusal(docx_of(par("Een zin.") + "<w:p>")))


def test_a_zip_bomb_is_refused_before_it_is_unpacked() -> None:
    bomb = docx_of(par("Een zin."), extra={"word/styles.xml": b" " * 30_000_000})
    assert len(bomb) < 100_000
    error = refusal(bomb)
    assert isinstance(error, TooLargeError)
    assert "zipbom" in str(error)
    assert isinstance(refusal(docx_of(par("Een zin.")), Limits(xml_bytes=100)), TooLargeError)
    assert isinstance(refusal(docx_of(par("Een zin.")), Limits(members=2)), TooLargeError)
    assert isinstance(refusal(docx_of(par("Een zin.")), Limits(member_bytes=100)), TooLargeError)


def test_a_part_that_lies_about_its_size_is_refused() -> None:
    content = bytearray(docx_of(par("Een zin. " * 100_000)))
    place = content.rfind(b"word/document.xml")  # in the central directory; the size stands 22 bytes before the name
    assert struct.unpack("<I", content[place - 22 : place - 18])[0] > 800_000
    content[place - 22 : place - 18] = struct.pack("<I", 100)
    assert "beschadigd" in str(refusal(bytes(content)))


def test_a_locked_member_is_refused() -> None:
    content = bytearray(docx_of(par("Een zin.")))
    place = content.rfind(b"PK\x01\x02")
    content[place + 8] |= 1
    assert "versleuteld" in str(refusal(bytes(content)))


def test_entities_expand_to_nothing() -> None:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ha"}">' for n in range(10))
    bomb = docx_of(par("&l9;"), prologue=f"<!DOCTYPE d [{laughs}]>")
    assert "beschadigd" in str(refusal(bomb))
    outside = docx_of(par("x&file;"), prologue='<!DOCTYPE d [<!ENTITY file SYSTEM "file:///etc/hostname">]>')
    try:
        assert (read(outside).text or "x") == "x"
    except InputError as error:
        assert "beschadigd" in str(error)


def test_nesting_without_end_is_refused_or_read() -> None:
    deep = "<w:sdt><w:sdtContent>" * 3000 + par("diep") + "</w:sdtContent></w:sdt>" * 3000
    assert "beschadigd" in str(refusal(docx_of(deep)))


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_damage_anywhere_is_a_record_or_a_refusal(data: st.DataObject) -> None:
    content = bytearray(docx_of(par("Een kop", "Kop1") + par("Een zin.") + table(("a", "b"))))
    for _ in range(data.draw(st.integers(1, 10))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    try:
        records, _, _ = sort_out(list(read_docx(blob_of(bytes(content), "stuk.docx"))))
    except InputError as error:
        assert str(error)
    else:
        assert len(records) == 1
