# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""HTML: the main text of pages with and without marks for it, and pages that are broken or hostile."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from blobs import blob_of, sort_out
from hypothesis import given, settings
from hypothesis import strategies as st

from bijgepraat.model.records import Kind, Record
from bijgepraat.settings import Limits
from bijgepraat.sources.blob import InputError, TooLargeError
from bijgepraat.sources.html import read_html
from bijgepraat.sources.webpage import page_source, read_page

PAGE = """<!doctype html><html lang="nl"><head><title>Meer geld voor wijken | Gemeente Voorbeeld</title>
<meta charset="utf-8"><link rel="canonical" href="https://gemeente.example/nieuws/wijken">
<meta property="article:published_time" content="2025-07-02T23:30:00+02:00"><style>p{color:red}</style></head>
<body><header><nav><ul><li><a href="/">Home</a></li><li>Over ons</li></ul></nav></header>
<main><header><h1>Meer geld voor wijken</h1></header>
<p>Het college trekt <b>€&nbsp;10</b> miljoen uit voor de wijken, zo staat in de brief aan de raad.</p>
<h2>Waarom</h2><p>De wijken groeien.<br>Er is te weinig groen.</p>
<ul><li>Eerst de noordkant van de stad</li><li>Dan de <em>zuid</em>kant</li></ul>
<table><tr><th>Jaar</th><th>Bedrag</th></tr><tr><td><p>2026</p></td><td>€ 4 miljoen</td></tr></table>
<script>var x = "niet lezen";</script><aside>Lees ook iets anders</aside>
</main><footer>Contact en cookies</footer></body></html>"""


def read(content: bytes | str, name: str = "pagina.html", limits: Limits | None = None) -> Record:
    raw = content.encode() if isinstance(content, str) else content
    records, refused, _ = sort_out(list(read_html(blob_of(raw, name, limits))))
    assert not refused
    (record,) = records
    return record


def lines_of(record: Record) -> list[tuple[str, str]]:
    return [(each.kind, (record.text or "")[each.start : each.end]) for each in record.passages]


def test_the_main_text_in_order() -> None:
    record = read(PAGE)
    assert lines_of(record) == [
        ("kop", "Meer geld voor wijken"),
        ("alinea", "Het college trekt € 10 miljoen uit voor de wijken, zo staat in de brief aan de raad."),
        ("kop", "Waarom"),
        ("alinea", "De wijken groeien. Er is te weinig groen."),
        ("alinea", "Eerst de noordkant van de stad"),
        ("alinea", "Dan de zuidkant"),
        ("rij", "Jaar | Bedrag"),
        ("rij", "2026 | € 4 miljoen"),
    ]
    assert record.text == "\n".join(line for _, line in lines_of(record))


def test_two_line_breaks_part_what_one_does_not() -> None:
    page = read_page(
        "<body><main><p>De wijken groeien.<br>Er is te weinig groen.<br> <br>Daarom komt er een fonds.</p></main></body>"
    )
    assert [block.text for block in page.blocks] == ["De wijken groeien. Er is te weinig groen.", "Daarom komt er een fonds."]


def test_what_the_page_says_of_itself() -> None:
    record = read(PAGE)
    assert (record.kind, record.key, record.title, record.date) == (
        Kind.BESTAND,
        "pagina.html",
        "Meer geld voor wijken",
        date(2025, 7, 2),
    )
    assert record.address == "https://gemeente.example/nieuws/wijken"
    (known,) = list(read_html(replace(blob_of(PAGE.encode(), "p.html"), address="https://gemeente.example/eigen")))
    assert isinstance(known, Record)
    assert known.key == known.address == "https://gemeente.example/eigen"


@pytest.mark.parametrize(
    ("head", "body", "expected"),
    [
        ('<meta name="DCTERMS.issued" content="2025-03-04">', "", date(2025, 3, 4)),
        ('<script type="application/ld+json">{"@graph":[{"datePublished":"2025-05-06T10:00"}]}</script>', "", date(2025, 5, 6)),
        ('<script type="application/ld+json">{kapot</script>', '<time datetime="2025-01-02">2 januari</time>', date(2025, 1, 2)),
        ('<meta name="date" content="2025-99-99">', "<p>Geplaatst op 7 april 2025</p>", date(2025, 4, 7)),
        ("", "<p>Zonder dag.</p>", date(2024, 12, 31)),
    ],
)
def test_the_date_of_a_page(head: str, body: str, expected: date) -> None:
    page = f"<html><head>{head}</head><body><main><h1>Kop</h1>{body}<p>Tekst van de pagina.</p></main></body></html>"
    assert read(page, "bericht-20241231.html").date == expected


def test_the_title_without_the_name_of_the_site() -> None:
    assert read("<html><head><title>Een plan | Gemeente</title></head><body><p>Tekst.</p></body></html>").title == "Een plan"
    assert read("<html><body><p>Tekst.</p></body></html>", "map/mijn_stuk.html").title == "Mijn stuk"


@pytest.mark.parametrize("address", ["javascript:alert(1)", "/relatief", "https://x y", "", "https://" + "a" * 3000])
def test_an_address_that_is_none_is_left_out(address: str) -> None:
    page = f'<html><head><link rel="canonical" href="{address}"></head><body><p>Tekst.</p></body></html>'
    assert read(page).address is None


def test_a_page_that_marks_no_main_part() -> None:
    story = "".join(
        f"<p>Alinea {n} van het verhaal gaat over de raad, de wijk en het geld dat daarvoor nodig is.</p>" for n in range(9)
    )
    menu = "".join(f'<li><a href="/{n}">Menu {n}</a></li>' for n in range(30))
    page = (
        f'<html><body><div class="menu"><ul>{menu}</ul></div><div class="content"><h1>Het verhaal</h1>{story}</div></body></html>'
    )
    text = read(page).text or ""
    assert text.count("Alinea") == 9
    assert "Menu 3" not in text


@pytest.mark.parametrize(
    "raw",
    [
        "<html><body><p>Eén café</p></body></html>".encode("cp1252"),
        "<html><body><p>Eén café</p></body></html>".encode("utf-16"),
        b"\xef\xbb\xbf" + "<html><body><p>Eén café</p></body></html>".encode(),
        '<meta charset="windows-1252"><p>Eén café</p>'.encode(),
        '<?xml version="1.0" encoding="iso-8859-1"?><html><body><p>Eén café</p></body></html>'.encode("iso-8859-1"),
        '<meta charset="iso-8859-15"><p>Eén café</p>'.encode("iso-8859-15"),
    ],
)
def test_encodings_declared_rightly_wrongly_or_not_at_all(raw: bytes) -> None:
    assert read(raw).text == "Eén café"


def test_a_rare_encoding_is_the_declared_one() -> None:
    assert "€" in page_source('<meta charset="iso-8859-15"><p>€ 5</p>'.encode("iso-8859-15"))


def test_text_is_composed_and_without_controls() -> None:
    assert read("<p>Cafe\u0301 \x00in\x08 zicht\u202e&#8203;</p>").text == "Café in zicht"


def test_a_page_without_text_is_kept_with_a_warning() -> None:
    records, _, warned = sort_out(list(read_html(blob_of(b"<html><body><script>laad()</script></body></html>", "app.html"))))
    assert [record.text for record in records] == [None]
    assert [notice.code for notice in warned] == ["geen-tekst"]


def test_files_that_are_no_page_are_refused() -> None:
    for raw in (b"", b"gewone tekst zonder iets", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20):
        with pytest.raises(InputError):
            list(read_html(blob_of(raw, "pagina.html")))
    for limits in (Limits(xml_bytes=100), Limits(member_bytes=100)):
        with pytest.raises(TooLargeError):
            list(read_html(blob_of(PAGE.encode(), "pagina.html", limits)))


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * 50_000 + "diep",
        "<b>" * 20_000 + "<p>vet",
        "".join(f"<b x={n}><p>x" for n in range(3000)),
        "<table><tr><td>" * 5_000,
        "<ul><li>" * 5_000 + "item",
        "<p>" + "&amp;" * 50_000,
        "<!DOCTYPE x [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;'>]><p>&b;&b;</p>",
        PAGE[: len(PAGE) // 2],
        "</p></div></html><p>los",
        "<p>a<tr><td>b</table></main></main><main>c",
    ],
)
def test_pages_that_are_broken_or_hostile_are_read(page: str) -> None:
    record = read(page, "pagina.html")
    assert len(record.text or "") < 2 * len(page) + 100


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="<>/=\"' abhlimnprtdu123\n\ud800\x00", max_size=200))
def test_any_soup_is_a_page(soup: str) -> None:
    page = read_page(soup)
    assert all(block.text.strip() == block.text != "" for block in page.blocks)
