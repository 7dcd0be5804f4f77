# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Pages of dated sections: where a section begins, when it was written, and what is no such page."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from blobs import blob_of, sort_out
from hypothesis import given, settings
from hypothesis import strategies as st

from bijgepraat.model.records import Kind, Link, Record
from bijgepraat.settings import Limits
from bijgepraat.sources.blob import InputError, TooLargeError
from bijgepraat.sources.section_dates import budget_day, date_sections, mentions_of
from bijgepraat.sources.weekly import looks_weekly, read_weekly

HOME = "De wethouders van de regio houden u hier elke week op de hoogte van het overleg over de haven.\n"
TURN = (
    HOME
    + "Nieuwe kade geopend\n"
    + "Op 14 januari opende de wethouder de nieuwe kade. Er was veel publiek en het bleef de hele dag droog.\n"
    + "Subsidie voor schippers\n"
    + "De regio heeft op 20 december een subsidie aangevraagd voor de schippers die hun schip willen verduurzamen.\n"
    + "Zij horen daar in het voorjaar meer over, zo laat de provincie weten aan alle betrokken partijen.\n"
    + "Overleg met de provincie\n"
    + "Het overleg van 2 december 2024 ging over de bruggen. Er kwam nog geen besluit over de bediening in de nacht.\n"
    + "Begroting rond\n"
    + "De begroting voor de haven is rond en gaat naar de raden van de drie gemeenten die samen de haven beheren.\n"
    + "Overleg met de provincie\n"
    + "Op 30 september spraken wij voor het eerst met de provincie over de bruggen en over de bediening daarvan.\n"
)


def read(
    content: str | bytes, name: str = "haven.txt", on: date | None = None, limits: Limits | None = None
) -> tuple[Record, list[Record]]:
    raw = content.encode() if isinstance(content, str) else content
    blob = replace(blob_of(raw, name, limits), on=on)
    records, refused, _ = sort_out(list(read_weekly(blob)))
    assert not refused
    page, *sections = records
    assert page.kind == Kind.PAGINA
    assert {section.kind for section in sections} <= {Kind.ONTWIKKELING}
    return page, sections


def dates(sections: Sequence[Record]) -> list[str | None]:
    return [section.date.isoformat() if section.date else None for section in sections]


def test_each_section_is_a_development() -> None:
    page, sections = read(TURN)
    assert [section.title for section in sections] == [
        "Nieuwe kade geopend",
        "Subsidie voor schippers",
        "Overleg met de provincie",
        "Begroting rond",
        "Overleg met de provincie",
    ]
    assert [section.fields["volgorde"] for section in sections] == [5, 4, 3, 2, 1]
    assert sections[1].text == "\n".join(TURN.splitlines()[4:6])
    assert [(sections[1].text or "")[each.start : each.end] for each in sections[1].passages] == TURN.splitlines()[4:6]
    assert all(section.links == (Link("pagina", Kind.PAGINA, "haven.txt"),) for section in sections)
    assert page.text == TURN.strip()
    kinds = [each.kind for each in page.passages]
    assert kinds == ["alinea", "kop", "alinea", "kop", "alinea", "alinea", "kop", "alinea", "kop", "alinea", "kop", "alinea"]
    assert (page.title, page.key, page.date) == ("Haven", "haven.txt", date(2025, 1, 14))


def test_the_year_turns_down_the_page() -> None:
    _, sections = read(TURN)
    assert dates(sections) == ["2025-01-14", "2024-12-20", "2024-12-02", None, "2024-09-30"]
    assert [section.fields["datum_zin"] for section in sections] == [
        "14 januari",
        "20 december",
        "2 december 2024",
        None,
        "30 september",
    ]
    assert sections[3].fields["tussen"] == ["2024-09-30", "2024-12-02"]
    assert sections[2].fields["tussen"] == ["2024-12-02", "2024-12-02"]


def test_keys_stay_when_sections_are_put_on_top() -> None:
    _, before = read(TURN)
    top = "Overleg met de provincie\nWij spraken op 3 februari opnieuw met de provincie. Nu kwam er wel een besluit over de bruggen.\n"
    _, after = read(HOME + top + TURN.removeprefix(HOME))
    assert [section.key for section in before] == [
        "haven.txt#nieuwe-kade-geopend",
        "haven.txt#subsidie-voor-schippers",
        "haven.txt#overleg-met-de-provincie-2",
        "haven.txt#begroting-rond",
        "haven.txt#overleg-met-de-provincie",
    ]
    assert after[0].key == "haven.txt#overleg-met-de-provincie-3"
    assert [section.key for section in after[1:]] == [section.key for section in before]
    assert [section.fields["volgorde"] for section in after[1:]] == [section.fields["volgorde"] for section in before]
    assert dates(after) == ["2025-02-03", *dates(before)]


def test_titles_that_end_alike_or_say_nothing_get_keys_of_their_own() -> None:
    body = "De regio werkt door aan de haven en de kade, zoals eerder was afgesproken met de raad."
    page = "".join(f"<h2>{title}</h2><p>{body}</p>" for title in ("Motie", "Motie 2", "Motie", "??", "Één ‘idee’: " + "é" * 200))
    _, sections = read(page, "p.html")
    keys = [section.key.removeprefix("p.html#") for section in sections]
    assert keys == ["motie-3", "motie-2", "motie", "sectie", "een-idee-" + "e" * 71]


def test_a_page_on_which_no_year_stands() -> None:
    page = TURN.replace(" 2024", "")
    _, sections = read(page)
    assert dates(sections) == [None] * 5
    assert [section.fields["datum_zin"] for section in sections] == [
        "14 januari",
        "20 december",
        "2 december",
        None,
        "30 september",
    ]
    assert sections[0].fields["tussen"] == [None, None]
    _, known = read(page, on=date(2025, 1, 20))
    assert dates(known) == ["2025-01-14", "2024-12-20", "2024-12-02", None, "2024-09-30"]
    _, named = read(page, "haven-2025-01-20.txt")
    assert dates(named) == dates(known)


def test_above_the_newest_known_day_the_page_may_be_open() -> None:
    _, sections = read(TURN)
    page = HOME + "Nog zonder dag\nDe regio bereidt een volgende stap voor en laat binnenkort weten hoe die eruit zal zien.\n"
    _, with_top = read(page + TURN.removeprefix(HOME))
    assert with_top[0].fields["tussen"] == ["2025-01-14", None]
    _, known = read(page + TURN.removeprefix(HOME), on=date(2025, 2, 1))
    assert known[0].fields["tussen"] == ["2025-01-14", "2025-02-01"]
    assert dates(with_top[1:]) == dates(sections)


HTML = """<!doctype html><html><head><title>De haven bijgepraat | Regio</title>
<link rel="canonical" href="https://regio.example/haven"><meta name="DCTERMS.issued" content="2025-01-20"></head>
<body><nav><h2>Menu</h2><ul><li>Home</li></ul></nav><main><h1>De haven bijgepraat</h1><p>Elke week het laatste nieuws.</p>
<h2>Nieuwe kade geopend</h2><p>Geplaatst op 14 januari</p><p>De wethouder opende de <b>nieuwe</b> kade.</p>
<h3>Wie waren er</h3><ul><li>De schippers</li><li>De raad</li></ul>
<h2>Subsidie</h2><p><time datetime="2024-12-20">vlak voor de kerst</time> vroeg de regio subsidie aan.</p>
<h2>Overleg</h2><p>Op 2 december spraken wij elkaar.</p></main><footer><h2>Contact</h2><p>Bel de regio.</p></footer></body></html>"""


def test_a_page_in_html() -> None:
    page, sections = read(HTML, "haven.html")
    assert [section.title for section in sections] == ["Nieuwe kade geopend", "Subsidie", "Overleg"]
    assert dates(sections) == ["2025-01-14", "2024-12-20", "2024-12-02"]
    assert sections[0].text == "Geplaatst op 14 januari\nDe wethouder opende de nieuwe kade.\nWie waren er\nDe schippers\nDe raad"
    assert [each.kind for each in sections[0].passages] == ["alinea", "alinea", "kop", "alinea", "alinea"]
    assert (page.title, page.address) == ("De haven bijgepraat", "https://regio.example/haven")
    assert "Menu" not in (page.text or "")
    assert "Contact" not in (page.text or "")
    assert {section.address for section in sections} == {"https://regio.example/haven"}
    assert looks_weekly(HTML)


def test_sections_one_level_down() -> None:
    page = HTML.replace("h3>", "h4>").replace("h2>", "h3>").replace("<p>Elke week", "<h2>Actueel</h2><p>Elke week")
    _, sections = read(page, "haven.html")
    assert [section.title for section in sections] == ["Nieuwe kade geopend", "Subsidie", "Overleg"]


def test_lines_that_date_stand_above_or_under_a_heading_or_are_one() -> None:
    body = "De wethouder opende de nieuwe kade en sprak daarna met de schippers over hun plannen."
    above = f"20 januari 2025\nNieuwe kade geopend\n{body}\nTweede bericht van die dag\n{body}\n3 december 2024\nOverleg over de brug\n{body}\n"
    _, sections = read(above)
    assert [section.title for section in sections] == [
        "Nieuwe kade geopend",
        "Tweede bericht van die dag",
        "Overleg over de brug",
    ]
    assert dates(sections) == ["2025-01-20", "2025-01-20", "2024-12-03"]
    under = f"Nieuwe kade geopend\n20 januari 2025\n{body}\nOverleg over de brug\n3 december 2024\n{body}\n"
    _, sections = read(under)
    assert [section.title for section in sections] == ["Nieuwe kade geopend", "Overleg over de brug"]
    assert dates(sections) == ["2025-01-20", "2024-12-03"]
    alone = f"20 januari 2025\n{body}\n3 december 2024\n{body}\n"
    _, sections = read(alone)
    assert [section.title for section in sections] == ["20 januari 2025", "3 december 2024"]
    assert dates(sections) == ["2025-01-20", "2024-12-03"]


def test_the_title_of_the_page_is_no_development() -> None:
    page, sections = read("De haven bijgepraat\n" + TURN)
    assert page.title == "De haven bijgepraat"
    assert len(sections) == 5


def test_pointers_and_items_head_nothing() -> None:
    page = (
        "Nieuwe kade geopend\n"
        "Op 14 januari 2025 opende de wethouder de nieuwe kade. Er was veel publiek op de been.\n"
        "Lees het hele bericht op de site\n"
        "Overleg met de provincie\n"
        "Wij spraken op 2 december over de bruggen en vroegen aandacht voor drie punten van zorg:\n"
        "- de bediening\n"
        "- het onderhoud\n"
        "De provincie komt daar in het nieuwe jaar op terug, zo is met ons afgesproken.\n"
    )
    _, sections = read(page)
    assert [section.title for section in sections] == ["Nieuwe kade geopend", "Overleg met de provincie"]
    assert (sections[0].text or "").endswith("Lees het hele bericht op de site")
    assert (sections[1].text or "").count("\n") == 3


# Days and their order.


def resolved(*sections: str, known: date | None = None) -> list[str | None]:
    found = date_sections([mentions_of(section, title=False) for section in sections], known)
    return [each.day.isoformat() if each.day else None for each in found]


def test_a_year_that_is_named_wins_and_spreads_both_ways() -> None:
    assert resolved("op 3 februari", "op 10 januari", "op 18 december 2024", "op 4 november") == [
        "2025-02-03",
        "2025-01-10",
        "2024-12-18",
        "2024-11-04",
    ]


def test_an_announcement_and_a_look_back_do_not_move_their_neighbours() -> None:
    assert resolved("op 22 januari 2026", "Op 3 december krijgt u", "op 22 september 2025") == [
        "2026-01-22",
        "2025-12-03",
        "2025-09-22",
    ]
    announced = date_sections(
        [mentions_of(each, title=False) for each in ("op 3 november 2025", "Op 3 december", "op 20 oktober")], None
    )
    assert [(each.day, each.settled) for each in announced] == [
        (date(2025, 11, 3), True),
        (date(2025, 12, 3), False),
        (date(2025, 10, 20), True),
    ]
    assert announced[1].between == (date(2025, 10, 20), date(2025, 11, 3))
    assert resolved("op 22 januari 2026", "het akkoord van 15 december 2021", "op 3 november 2025") == [
        "2026-01-22",
        None,
        "2025-11-03",
    ]
    assert resolved(
        "op 22 januari 2026", "na het akkoord van 15 december 2021 volgde op 4 december overleg", "op 3 november 2025"
    ) == [
        "2026-01-22",
        "2025-12-04",
        "2025-11-03",
    ]


def test_many_years_down_a_page() -> None:
    months = ["maart", "januari", "oktober", "juli", "april", "januari", "september", "mei", "februari", "november"]
    expected = [2025, 2025, 2024, 2024, 2024, 2024, 2023, 2023, 2023, 2022]
    found = resolved(*(f"op 5 {month}" for month in months), known=date(2025, 3, 20))
    assert [(day or "")[:4] for day in found] == [str(year) for year in expected]


def test_a_day_of_the_week_tells_the_year() -> None:
    # 3 November was a Monday in 2025 and a Sunday in 2024.
    assert resolved("maandag 3 november", "op 1 mei 2024") == ["2025-11-03", "2024-05-01"]
    assert resolved("zondag 3 november", "op 1 mei 2024") == ["2024-11-03", "2024-05-01"]
    assert resolved("vrijdag 3 november", "op 1 mei 2024") == ["2024-11-03", "2024-05-01"]  # in neither: a slip of the pen


def test_prinsjesdag() -> None:
    assert [budget_day(year).isoformat() for year in (2022, 2023, 2024, 2025, 2026)] == [
        "2022-09-20",
        "2023-09-19",
        "2024-09-17",
        "2025-09-16",
        "2026-09-15",
    ]
    assert resolved("op 22 september 2025", "Met deze Prinsjesdag beginnen wij") == ["2025-09-22", "2025-09-16"]
    assert resolved("op Prinsjesdag 2024 was het") == ["2024-09-17"]
    assert resolved("op 22 september 2025", "na Prinsjesdag kijken wij verder") == ["2025-09-22", None]
    assert [each.phrase for each in mentions_of("Prinsjesdag", title=True)] == ["Prinsjesdag"]
    assert mentions_of("Vooruitblik op weg naar Prinsjesdag", title=True) == []


@settings(max_examples=150)
@given(st.lists(st.tuples(st.integers(1, 28), st.integers(1, 12), st.one_of(st.none(), st.integers(1990, 2040))), max_size=12))
def test_any_days_give_an_order_that_holds(days: list[tuple[int, int, int | None]]) -> None:
    texts = [
        f"{day}-{month}-{year}" if year else f"{day} {('jan mrt mei jul aug okt'.split())[month % 6]}"
        for day, month, year in days
    ]
    found = date_sections([mentions_of(text, title=False) for text in texts], None)
    settled = [each.day for each in found if each.settled and each.day]
    assert settled == sorted(settled, reverse=True)
    for each in found:
        older, newer = each.between
        assert older is None or newer is None or older <= newer


# What is such a page, and what is not.

LETTER = """Gemeente Voorbeeld
Utrecht, 14 januari 2025

Betreft: de kade

Geachte leden van de raad,

Aanleiding
Op 2 december 2024 heeft u gevraagd om een brief over de kade. Die brief ligt nu voor u.

Stand van zaken
Op 20 november 2024 is de aanbesteding gestart. Er zijn vier partijen die willen meedoen.

Vervolg
Op 1 november 2024 sprak het college met de schippers. Dat gesprek krijgt een vervolg in het voorjaar.

Met vriendelijke groet,
het college
"""
REPORT = "".join(
    f"{n}. Hoofdstuk over de haven\nIn dit hoofdstuk staat wat er op {20 - n} maart {2024 - n} gebeurde in de haven en bij de kade.\n"
    for n in range(1, 8)
)
HISTORY = "".join(
    f"Wat er in {month} gebeurde\nOp 5 {month} 2024 kwam de raad bijeen om te praten over de haven en over de nieuwe kade.\n"
    for month in ("januari", "maart", "mei", "juli", "september")
)
CHAPTERS = "".join(
    f"Onderwerp van het jaar\nOp 5 {month} 2024 kwam de raad bijeen.\n"
    + ("De raad sprak lang over de haven en over de kade. " * 70 + "\n")
    for month in ("september", "juli", "mei", "maart", "januari")
)


def test_pages_of_sections_are_recognised() -> None:
    assert looks_weekly(TURN)
    assert looks_weekly("De haven bijgepraat\n" + TURN)
    assert looks_weekly(TURN.replace(" 2024", ""))
    assert looks_weekly(TURN[: TURN.index("Op 30 september") + 30])


@pytest.mark.parametrize(
    "text", [LETTER, REPORT, HISTORY, CHAPTERS, "", "Een zin.", "<html><body></body></html>", "\n".join(["Kop", "Nog een"] * 9)]
)
def test_ordinary_documents_are_not_cut_up(text: str) -> None:
    assert not looks_weekly(text)


def test_an_article_with_headings_is_no_such_page() -> None:
    body = "".join(
        f"<h2>Vraag {n}</h2><p>De haven is er voor iedereen en dat blijft ook zo in de jaren die komen.</p>" for n in range(6)
    )
    assert not looks_weekly(f"<html><body><main><h1>Vragen over de haven</h1>{body}</main></body></html>")
    dated = body.replace("Vraag 1", "Begin op 4 mei 2024").replace("Vraag 3", "Einde op 1 mei 2024")
    assert not looks_weekly(f"<html><body><main><h1>Vragen over de haven</h1>{dated}</main></body></html>")


# What cannot be read.


@pytest.mark.parametrize(
    "raw", [b"", b"   \n", b"Een zin zonder kop.", b"\x00" * 500, b"%PDF-1.4", b"<html><body><h2>Kop</h2></body></html>"]
)
def test_files_without_sections_are_refused(raw: bytes) -> None:
    with pytest.raises(InputError):
        list(read_weekly(blob_of(raw, "haven.txt")))


def test_limits() -> None:
    for limits in (Limits(xml_bytes=50), Limits(member_bytes=50)):
        with pytest.raises(TooLargeError):
            read(TURN, limits=limits)
    section = "Bericht van de dag\nOp 4 mei 2024 kwam de raad bijeen, en op 5 mei 2023 ook, en daarna nog veel vaker.\n"
    with pytest.raises(TooLargeError):
        read(section * 1001)
    assert len(read(section * 300)[1]) == 300
    assert not looks_weekly(section * 1001)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_encodings(encoding: str) -> None:
    page = TURN.replace("kade", "kadé").replace("haven", "havën")
    _, sections = read(page.encode(encoding))
    assert sections[0].title == "Nieuwe kadé geopend"
    assert sections[0].key.endswith("#nieuwe-kade-geopend")


def test_text_is_composed_and_without_controls() -> None:
    _, sections = read(TURN.replace("nieuwe kade", "nieuwe\x00 cafe\u0301\u202e kade"))
    assert "nieuwe café kade" in (sections[0].text or "")


@settings(max_examples=80, deadline=None)
@given(st.lists(st.sampled_from([*TURN.splitlines(), "", "3 mei 2024", "<h2>x", "\ud800", "- punt", "Prinsjesdag"]), max_size=14))
def test_any_lines_give_sections_or_a_refusal(lines: list[str]) -> None:
    raw = "\n".join(lines).encode("utf-8", errors="surrogatepass")
    try:
        page, sections = read(raw)
    except InputError:
        return
    assert len({section.key for section in sections}) == len(sections) == page.fields["ontwikkelingen"]
    assert all((section.text or "") in (page.text or "") for section in sections)


@pytest.mark.shared
def test_the_page_that_this_project_starts_from(shared: Path) -> None:
    expected = json.loads((shared / "gold" / "seed.json").read_text(encoding="utf-8"))["developments"]
    text = (shared / "seed" / "praat-u-bij.txt").read_text(encoding="utf-8")
    assert looks_weekly(text)
    page, sections = read(text, "praat-u-bij.txt")
    assert [section.title for section in sections] == [each["title"] for each in expected]
    named = {each["title"]: each["date"] for each in expected if "date" in each} | {"Prinsjesdag": "2025-09-16"}
    assert {section.title: section.date.isoformat() for section in sections if section.date} == named
    assert all(None not in section.fields["tussen"] for section in sections[1:])
    assert sections[0].fields["tussen"] == ["2026-01-22", None]
    assert page.title == "Praat u bij"
    assert page.text == text.strip()
