# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Reading XML safely: hostile, broken and mislabelled files."""

from __future__ import annotations

import codecs
import io
from datetime import date
from pathlib import Path

import pytest
from blobs import blob_of
from hypothesis import given, settings
from hypothesis import strategies as st

from bijgepraat.settings import Limits
from bijgepraat.sources import xml
from bijgepraat.sources.blob import InputError, TooLargeError
from bijgepraat.sources.encoding import as_utf8, garbled
from bijgepraat.sources.xml import (
    DoctypeError,
    EmptyFileError,
    TooDeepError,
    TruncatedError,
    WrongRootError,
    XmlError,
    day,
    read_xml,
    sniff_root,
    tidy,
    words,
)

BILLION_LAUGHS = b"""<?xml version="1.0"?>
<!DOCTYPE stuk [
 <!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">
 <!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;"><!ENTITY e "&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;">
]>
<stuk kenmerk="&e;">&e;</stuk>"""


def _read(content: bytes, limits: Limits | None = None) -> xml.Parsed:
    return read_xml(blob_of(content, "stuk.xml", limits), "stuk")


def test_a_sound_file_is_read_whole() -> None:
    parsed = _read(b"<?xml version='1.0'?><stuk><al>Een</al> <al>twee</al></stuk>")
    assert parsed.complaint is None
    assert words(parsed.root) == "Een twee"


def test_comments_and_instructions_leave_the_text_whole() -> None:
    parsed = _read(b"<!-- a --><?b c?><stuk>de <!-- niet dit -->gemeen<?regel?>te</stuk><!-- d -->")
    assert words(parsed.root) == "de gemeente"


@pytest.mark.parametrize("content", [b"", b"  \r\n", codecs.BOM_UTF8, codecs.BOM_UTF8 + b"\n", b"\0\0\0\0"])
def test_an_empty_file_is_refused_as_empty(content: bytes) -> None:
    with pytest.raises(EmptyFileError, match="leeg") as caught:
        _read(content)
    assert caught.value.code == "leeg"


@pytest.mark.parametrize(
    ("content", "named"),
    [
        (b"<stuk>\n<al>Een</al>\n<al>tw", "<al> van regel 3"),
        (b"<stuk>\n<al>Een</al>", "<stuk> van regel 1"),
        (b'<stuk>\n<al soort="b', "regel 2"),
        (b"<stuk><al>Een</al></stu", "regel 1"),
    ],
)
def test_a_truncated_file_is_refused_and_the_place_named(content: bytes, named: str) -> None:
    with pytest.raises(TruncatedError) as caught:
        _read(content)
    assert caught.value.code == "afgekapt"
    assert named in str(caught.value)
    assert "haal" in str(caught.value)


def test_every_cut_of_a_file_is_refused() -> None:
    whole = "<?xml version='1.0' encoding='UTF-8'?><stuk a='1'><al>één</al><!-- x --></stuk>".encode()
    for length in range(len(whole)):
        with pytest.raises(InputError):
            _read(whole[:length])
    assert words(_read(whole).root) == "één"


@pytest.mark.parametrize(
    ("content", "named"),
    [
        (b"<stuk><al>Een</stuk>", "<al> van regel 1 wordt niet gesloten"),
        (b"<stuk>\nbrood & spelen</stuk>", "regel 2"),
        (b"<stuk>caf&eacute;</stuk>", "entiteit"),
        (b"<stuk>een\0twee</stuk>", "regel 1"),
        (b"<stuk>een\x01twee</stuk>", "regel 1"),
        (b"<stuk/>rommel<stuk/>", "regel 1"),
        (b"geen xml maar tekst </stuk>", "begint niet met een element"),
        (b"<stuk><a:b></a:b></stuk>" * 2, "regel 1"),
    ],
)
def test_what_is_wrong_is_named(content: bytes, named: str) -> None:
    with pytest.raises(XmlError) as caught:
        _read(content)
    assert caught.value.code == "ongeldige-xml"
    assert named in str(caught.value)


@pytest.mark.parametrize(
    "content",
    [
        BILLION_LAUGHS,
        b'<!DOCTYPE stuk [<!ENTITY x SYSTEM "file:///etc/passwd">]><stuk>&x;</stuk>',
        b'<!DOCTYPE stuk SYSTEM "http://voorbeeld.invalid/x.dtd"><stuk/>',
        b'<!DOCTYPE stuk [<!ENTITY % p SYSTEM "http://voorbeeld.invalid/p"> %p;]><stuk/>',
        b"<!-- vooraf --><?en dit?>\n<!DOCTYPE stuk><stuk/>",
        b"<!-- telkens weer -->" * 1500 + b'<!DOCTYPE stuk [<!ENTITY x "y">]><stuk>&x;</stuk>',
        BILLION_LAUGHS.decode().encode("utf-16"),
    ],
)
def test_a_doctype_is_refused_before_anything_grows(content: bytes) -> None:
    with pytest.raises(DoctypeError, match="DOCTYPE") as caught:
        _read(content)
    assert caught.value.code == "doctype"


def test_an_external_file_never_ends_up_in_the_text(tmp_path: Path) -> None:
    secret = tmp_path / "geheim.txt"
    secret.write_text("wachtwoord")
    content = f'<!DOCTYPE stuk [<!ENTITY x SYSTEM "{secret.as_uri()}">]><stuk>&x;</stuk>'.encode()
    with pytest.raises(DoctypeError) as caught:
        _read(content)
    assert "wachtwoord" not in str(caught.value)


@pytest.mark.parametrize("depth", [201, 255, 300, 100_000])
def test_deep_nesting_is_refused(depth: int) -> None:
    content = b"<stuk>" + b"<a>" * (depth - 1) + b"</a>" * (depth - 1) + b"</stuk>"
    with pytest.raises(TooDeepError, match="200 elementen diep") as caught:
        _read(content)
    assert caught.value.code == "te-diep"


def test_nesting_up_to_the_limit_is_read() -> None:
    content = b"<stuk>" + b"<a>" * 199 + b"</a>" * 199 + b"</stuk>"
    assert _read(content).root.tag == "stuk"
    with pytest.raises(TooDeepError, match="10 elementen"):
        _read(content, Limits(xml_depth=10))


def test_a_file_past_its_limit_is_refused_without_reading_on() -> None:
    content = b"<stuk>" + b" " * 5000 + b"</stuk>"
    with pytest.raises(TooLargeError, match="4000 bytes"):
        _read(content, Limits(xml_bytes=4000))
    assert _read(content, Limits(xml_bytes=len(content))).root.tag == "stuk"


def test_too_many_small_elements_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xml, "MOST_NODES", 100)
    with pytest.raises(TooLargeError, match="100 elementen"):
        _read(b"<stuk>" + b"<a/>" * 100 + b"</stuk>")
    with pytest.raises(TooLargeError, match="100 elementen"):
        _read(b"<stuk " + b" ".join(b"k%d='1'" % n for n in range(100)) + b"/>")
    assert len(_read(b"<stuk>" + b"<a/>" * 90 + b"</stuk>").root) == 90


def test_one_endless_text_is_refused() -> None:
    with pytest.raises(TooLargeError, match="10 miljoen"):
        _read(b"<stuk>" + b"x" * 11_000_000 + b"</stuk>")


@pytest.mark.parametrize(
    "content",
    [
        b"<!DOCTYPE html><html><body>Storing</body></html>",
        b"<!doctype HTML>\n<HTML lang=nl><p>Storing<br>",
        b"<html><head><title>503</title></head></html>",
    ],
)
def test_an_error_page_is_called_a_page(content: bytes) -> None:
    with pytest.raises(WrongRootError, match="HTML-pagina"):
        _read(content)


def test_another_kind_of_xml_is_named() -> None:
    with pytest.raises(WrongRootError, match="<feed>") as caught:
        _read(b"<feed xmlns='http://www.w3.org/2005/Atom'/>")
    assert caught.value.code == "andere-xml"
    with pytest.raises(WrongRootError, match="<feed>"):
        _read(b"<?a b?>" * 1500 + b"<feed/>")


TEXT = "<stuk>één café – € 5</stuk>"


@pytest.mark.parametrize(
    "content",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        TEXT.encode("utf-16"),
        TEXT.encode("utf-16-le"),
        TEXT.encode("utf-16-be"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        TEXT.encode("utf-32"),
        ('<?xml version="1.0" encoding="UTF-16"?>' + TEXT).encode("utf-16"),
        ('<?xml version="1.0" encoding="windows-1252"?>' + TEXT).encode("cp1252"),
        ("<?xml version='1.0' encoding='ISO-8859-1'?>" + TEXT).encode("cp1252"),
        ("<?xml version='1.0' encoding='iso-8859-15'?>" + TEXT.replace("–", "-")).encode("iso-8859-15"),
    ],
)
def test_encodings_that_say_what_they_are_are_read(content: bytes) -> None:
    parsed = _read(content)
    assert parsed.complaint is None
    assert words(parsed.root).replace("-", "–") == "één café – € 5"


def test_a_wrong_declaration_is_read_as_it_is_and_reported() -> None:
    parsed = _read(('<?xml version="1.0" encoding="ISO-8859-1"?>' + TEXT).encode())
    assert words(parsed.root) == "één café – € 5"
    assert parsed.complaint is not None
    assert "iso-8859-1" in parsed.complaint
    parsed = _read(('<?xml version="1.0" encoding="UTF-8"?>' + TEXT).encode("cp1252"))
    assert words(parsed.root) == "één café – € 5"
    assert parsed.complaint is not None
    assert "Windows-1252" in parsed.complaint


@pytest.mark.parametrize(
    "content",
    [
        TEXT.encode().replace("é".encode(), b"\xe9", 1),  # one byte lost in a file that is UTF-8
        TEXT.encode("utf-16")[:-7],
        ('<?xml version="1.0" encoding="big5"?>' + TEXT).encode("cp1252"),
        b"<stuk>\x81\x8d\x8f</stuk>",
    ],
)
def test_an_encoding_that_cannot_be_told_is_refused(content: bytes) -> None:
    with pytest.raises(InputError) as caught:
        _read(content)
    assert caught.value.code == "codering"
    assert "opnieuw op" in str(caught.value)


def test_capitals_with_accents_in_windows_1252_are_no_damaged_utf_8() -> None:
    body, complaint = as_utf8("<stuk>CAFÉ’S één óók à ü</stuk>".encode("cp1252"))
    assert "CAFÉ’S één óók à ü" in body.decode()
    assert complaint is not None


def test_a_declaration_of_utf_7_gives_no_markup() -> None:
    parsed = _read(b'<?xml version="1.0" encoding="UTF-7"?><stuk>+ADw-script+AD4-</stuk>')
    assert words(parsed.root) == "+ADw-script+AD4-"


@pytest.mark.parametrize(
    ("content", "root"),
    [
        (b"<stuk/>", "stuk"),
        (b"\xef\xbb\xbf<?xml version='1.0'?>\n<!-- <niet> -->\n<n:stuk xmlns:n='urn:n'>", "stuk"),
        (b"<edmx:Edmx Version='4.0'>", "Edmx"),
        (b"<!DOCTYPE html>\n<html>", "html"),
        (BILLION_LAUGHS, "stuk"),
        ("<stuk>é</stuk>".encode("utf-16"), "stuk"),
        (b"<stuk>" + b"x" * 1_000_000, "stuk"),
        (b"", None),
        (b"zomaar tekst", None),
        (b"<?xml version='1.0'", None),
        (b"<!-- nooit gesloten", None),
        (b"<!DOCTYPE stuk [ nooit gesloten", None),
        (b"{}", None),
        (b"< stuk>", None),
    ],
)
def test_the_root_is_told_from_the_head(content: bytes, root: str | None) -> None:
    assert sniff_root(io.BytesIO(content)) == root


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=200) | st.text(alphabet="<>/!?[]-='\" abstuk&;#\n", max_size=80).map(str.encode))
def test_no_input_breaks_the_reader(content: bytes) -> None:
    sniff_root(io.BytesIO(content))
    for candidate in (content, b"<stuk>" + content + b"</stuk>"):
        try:
            parsed = _read(candidate)
        except InputError as error:
            assert str(error)
        else:
            assert parsed.root.tag == "stuk"


def test_text_is_tidied() -> None:
    assert tidy(" een\u00a0 twee\n\tdrie\u00adhoek \u200b\ufeff") == "een twee driehoek"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2025-07-02", date(2025, 7, 2)),
        ("2025-07-02T00:00:00+02:00", date(2025, 7, 2)),
        (" 2025-07-02 ", date(2025, 7, 2)),
        ("0001-01-01T00:00:00Z", None),
        ("9999-12-31", None),
        ("2025-02-30", None),
        ("gisteren", None),
        ("", None),
        (None, None),
    ],
)
def test_days_and_placeholders(text: str | None, expected: date | None) -> None:
    assert day(text) == expected


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("de heer CaluwÃ© sprak", True),
        ("een â€˜citaatâ€™ hier", True),
        ("Â§ 3", True),
        ("één café in Curaçao, Ångström en Château", False),
        ("ÂÃ los", False),
    ],
)
def test_garbled_letters_are_seen(text: str, found: bool) -> None:
    assert (garbled(text) is not None) is found
