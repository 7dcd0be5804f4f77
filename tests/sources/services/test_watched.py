# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Watched documents: a change is a new version, noise is none, and what disappears or breaks leaves the old one alone."""

from __future__ import annotations

from datetime import date

import pytest
from scripted_net import NOW, Answer, Says, ScriptedNetwork, described, gone

from bijgepraat.model.records import Kind
from bijgepraat.model.sync import Position, Validators
from bijgepraat.settings import Limits
from bijgepraat.sources.blob import InputError
from bijgepraat.sources.fetched import FetchError
from bijgepraat.sources.services.service import Batch, StreamError
from bijgepraat.sources.services.watched import Watched

HOME = "https://formatie.example"
PAGE, PDF = f"{HOME}/akkoord", f"{HOME}/akkoord.pdf"
WORDS = "De coalitie wil dat gemeenten meer ruimte krijgen om woningen te bouwen."


def pdf_of(lines: list[str]) -> bytes:
    """A PDF of one page with these lines."""
    shown = "".join(f"BT /F1 11 Tf 70 {700 - 40 * number} Td ({line}) Tj ET\n" for number, line in enumerate(lines)).encode()
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R /Resources << /Font << /F1 4 0 R >> >> >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"<< /Length %d >>\nstream\n%sendstream" % (len(shown), shown),
    )
    out, places = b"%PDF-1.4\n", []
    for number, each in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return out + b"xref\n0 %d\n0000000000 65535 f \n%strailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        size,
        table,
        size,
        len(out),
    )


def page(*lines: str, around: str = "", title: str = "Akkoord") -> str:
    body = "".join(f"<p>{line}</p>" for line in lines)
    return (
        f"<!doctype html><html><head><title>{title}</title></head><body><nav>Menu</nav>{around}"
        f"<main><h1>{title}</h1>{body}</main><footer>Contact</footer></body></html>"
    )


def watched(**document: object) -> Watched:
    return service({"akkoord": {"titel": "Het akkoord", "adres": PAGE, **document}})


def service(documents: dict[str, object], streams: tuple[str, ...] | None = None) -> Watched:
    return Watched(described("watched", HOME, streams or tuple(documents), documenten=documents), Limits())


def look(watching: Watched, network: ScriptedNetwork, cursor: str | None = None, since: date | None = None) -> Batch | None:
    """The batch of a round, None when there was none."""
    batches = list(watching.read("akkoord", Position(cursor=cursor, since=since), network, NOW))
    assert len(batches) <= 1
    return batches[0] if batches else None


def first(answer: Answer, **document: object) -> Batch:
    batch = look(watched(**document), ScriptedNetwork({PAGE: answer}))
    assert batch is not None
    return batch


def test_a_page_is_a_record_under_its_address() -> None:
    batch = first(Says(page(WORDS), {"last-modified": "Fri, 20 Nov 2026 08:00:00 GMT"}), datum=date(2026, 11, 1))
    (record,) = batch.records
    assert (record.kind, record.key, record.address, record.source) == (Kind.BESTAND, PAGE, PAGE, "bron")
    assert (record.title, record.date) == ("Het akkoord", date(2026, 11, 1))
    assert record.modified == "2026-11-20T08:00:00.0000000Z"
    assert record.text == f"Akkoord\n{WORDS}"
    assert batch.cursor and batch.pieces == ()


def test_without_last_modified_it_is_the_moment_of_fetching() -> None:
    assert first(page(WORDS)).records[0].modified == "2026-11-23T09:00:00.0000000Z"
    assert first(Says(page(WORDS), {"last-modified": "onzin"})).records[0].modified == "2026-11-23T09:00:00.0000000Z"


def test_a_change_is_a_new_version_of_the_same_record() -> None:
    before = first(page(WORDS))
    after = look(watched(), ScriptedNetwork({PAGE: page(WORDS, "Er komt ook geld bij.")}), before.cursor)
    assert after is not None
    assert after.records[0].key == before.records[0].key
    assert after.records[0].text == f"{before.records[0].text}\nEr komt ook geld bij."
    assert after.cursor != before.cursor


@pytest.mark.parametrize(
    "noise",
    [
        page(WORDS, around="<div class='Cookie-Bar'><p>Kies uw koekjes, nummer 42</p></div>"),
        page(WORDS, around="<script>var bezoek = 12345</script><!-- gemaakt om 10:01 -->"),
        page(WORDS, "Vandaag is het maandag 23 november 2026"),
        page(WORDS, "Deze pagina is opgevraagd op 23-11-2026"),
        page(WORDS).replace("Menu", "Ander menu"),
        page(WORDS).replace("<p>", "<p class='nieuw'>"),
    ],
    ids=["banner", "script", "today", "asked on", "menu", "markup"],
)
def test_noise_is_no_change(noise: str) -> None:
    before = first(page(WORDS))
    network = ScriptedNetwork({PAGE: noise})
    assert look(watched(), network, before.cursor) is None
    assert network.told == []
    again = look(watched(), network, before.cursor, since=date(2026, 1, 1))
    assert again is not None and again.records[0].text == before.records[0].text


def test_only_the_part_that_counts() -> None:
    text = "<html><body><div class='teller'>Al 12 keer gelezen</div><div id='tekst'><h2>Wonen</h2><p>" + WORDS + "</p>"
    text += "<p class='teller'>Al 12 keer gedeeld</p></div></body></html>"
    batch = first(text, inhoud="#tekst", weg=[".teller"])
    assert batch.records[0].text == f"Wonen\n{WORDS}"
    network = ScriptedNetwork({PAGE: text.replace("'tekst'", "'inhoud'")})
    with pytest.raises(StreamError, match="geen deel '#tekst'") as error:
        look(watched(inhoud="#tekst"), network, batch.cursor)
    assert error.value.code == "andere-vorm" and len(network.asked) == 3


def test_nothing_changed_says_the_server() -> None:
    network = ScriptedNetwork({PAGE: Says(page(WORDS), {"etag": "a"})}, known={PAGE: Validators("a")})
    assert look(watched(), network, "x") is None
    assert look(watched(), network, "x", since=date(2026, 1, 1)) is not None


def test_a_pdf_and_its_next_version() -> None:
    network = ScriptedNetwork({PDF: [pdf_of([WORDS]), pdf_of([WORDS, "En nog een zin die er eerst niet stond."])]})
    watching = watched(adres=PDF, soort="pdf")
    before = look(watching, network)
    assert before is not None
    assert (before.records[0].key, before.records[0].title) == (PDF, "Het akkoord")
    assert "meer ruimte" in (before.records[0].text or "")
    after = look(watching, network, before.cursor)
    assert after is not None and "eerst niet stond" in (after.records[0].text or "")
    assert look(watching, network, after.cursor) is None


@pytest.mark.parametrize("status", [404, 410])
def test_what_disappears_is_told_and_stays_stored(status: int) -> None:
    network = ScriptedNetwork({PAGE: gone(PAGE, status)})
    assert look(watched(), network, "x") is None
    assert network.codes() == [("verdwenen", False)]
    assert "Het akkoord is verdwenen" in network.told[0].message


@pytest.mark.parametrize(
    "answer",
    [
        page("Helaas.", title="Pagina niet gevonden"),
        page("Helaas.", title="404 - Niet gevonden"),
        page("De pagina die u zoekt bestaat niet.", title="Deze pagina bestaat niet"),
        Says(page(WORDS), address=f"{HOME}/pagina-niet-gevonden"),
    ],
)
def test_a_page_that_only_says_that_it_is_gone(answer: Answer) -> None:
    network = ScriptedNetwork({PAGE: answer})
    assert look(watched(), network, "x") is None
    assert network.codes() == [("verdwenen", False)]


@pytest.mark.parametrize(
    ("soort", "body", "code"),
    [
        ("pdf", page(WORDS), "niet-wat-aangekondigd"),
        ("pdf", b"", "niet-wat-aangekondigd"),
        ("pdf", b"%PDF-1.7 stuk", "onleesbaar"),
        ("html", b"%PDF-1.7 stuk", "geen-html"),
        ("html", b"geen html", "geen-html"),
        ("html", "<html><body><main></main></body></html>", "geen-html"),
        ("docx", b"PK\x03\x04 stuk", "onleesbaar"),
        (None, b"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b 'c'>]><officiele-publicatie>&b;</officiele-publicatie>", "doctype"),
    ],
)
def test_what_cannot_be_read_leaves_the_old_version(soort: str | None, body: bytes | str, code: str) -> None:
    network = ScriptedNetwork({PAGE: body})
    with pytest.raises(StreamError) as error:
        look(watched(**({"soort": soort} if soort else {})), network, "x")
    assert error.value.code == code
    assert str(error.value).startswith(PAGE)


def test_a_version_without_its_end_does_not_replace_a_whole_one() -> None:
    whole = page(WORDS, "Slot.")
    cut = whole[: whole.index("Slot")]
    before = first(whole)
    network = ScriptedNetwork({PAGE: [cut, whole]})
    assert look(watched(), network, before.cursor) is None, "the second time it was whole, and the same"
    with pytest.raises(StreamError, match="houdt op voor zijn eind") as error:
        look(watched(), ScriptedNetwork({PAGE: cut}), before.cursor)
    assert error.value.code == "afgekapt"


def test_a_first_version_without_its_end_is_better_than_none() -> None:
    cut = page(WORDS)[:-40]
    network = ScriptedNetwork({PAGE: Says(cut, {"etag": "half"})})
    batch = look(watched(), network)
    assert batch is not None and WORDS in (batch.records[0].text or "")
    assert network.codes() == [("afgekapt", False)]
    assert batch.fetched is not None and batch.fetched.validators == Validators()
    network = ScriptedNetwork({PAGE: cut})
    assert look(watched(), network, batch.cursor) is None, "a page that never has an end is known for it"
    assert network.told == []
    after = look(watched(), ScriptedNetwork({PAGE: page(WORDS)}), batch.cursor)
    assert after is None or after.cursor == (batch.cursor or "").removesuffix(" open")


def test_a_cut_pdf_does_not_replace_a_whole_one() -> None:
    raw = pdf_of([WORDS])
    watching = watched(adres=PDF, soort="pdf")
    before = look(watching, ScriptedNetwork({PDF: raw}))
    assert before is not None
    with pytest.raises(StreamError):
        look(watching, ScriptedNetwork({PDF: raw[:-30]}), before.cursor)


def test_each_document_stands_alone() -> None:
    watching = service(
        {
            "stuk": {"titel": "Stuk", "adres": f"{HOME}/stuk"},
            "akkoord": {"titel": "Het akkoord", "adres": PAGE},
            "later": {"titel": "Later", "adres": f"{HOME}/later", "aan": False},
        }
    )
    assert watching.streams() == ("stuk", "akkoord")
    failing = FetchError("doet het niet", address=f"{HOME}/stuk", status=503, temporary=True)
    network = ScriptedNetwork({f"{HOME}/stuk": failing, PAGE: page(WORDS)})
    with pytest.raises(FetchError):
        list(watching.read("stuk", Position(), network, NOW))
    assert look(watching, network) is not None


def test_hostile_pages() -> None:
    assert WORDS in (first(page(WORDS, "<div>" * 2_000 + "x")).records[0].text or "")
    bombs = (
        ("te-diep", "<div>" * 20_000),
        ("te-groot", f"<p {' '.join(f'a{n}' for n in range(20_000))}>x</p>"),
        ("te-groot", "<p " + "a='>' " * 2_000 + ">x</p>"),
    )
    for code, bomb in bombs:
        for body in (page(WORDS, bomb).encode(), page(WORDS, bomb).encode("utf-16")):
            network = ScriptedNetwork({PAGE: body})
            with pytest.raises(StreamError) as error:
                look(watched(), network)
            assert error.value.code == code and network.asked == [PAGE]
    script = "<script>if (a<b " + "&& c d/e = 'f' " * 2_000 + ")</script>"
    assert first(page(WORDS, around=script)).records[0].text == f"Akkoord\n{WORDS}"
    assert first(page(WORDS, title="x" * 5_000_000)).records[0].title == "Het akkoord"
    bad = page(f"{WORDS}<script>alert(1)</script><iframe src='file:///etc/passwd'></iframe>")
    assert first(bad).records[0].text == f"Akkoord\n{WORDS}"
    everything = page(WORDS).replace("<body>", "<body class='cookie-akkoord'>")
    assert first(everything).records[0].text == f"Akkoord\n{WORDS}", "a class on the whole page takes nothing away"


@pytest.mark.parametrize(
    ("document", "said"),
    [
        ({"soort": "xls"}, "soort"),
        ({"adress": PAGE}, "adress"),
        ({"titel": " "}, "options.documenten.akkoord.titel is leeg"),
        ({"adres": "file:///etc/passwd"}, "options.documenten.akkoord.adres is geen adres"),
        ({"inhoud": "div["}, "options.documenten.akkoord.inhoud is geen CSS-selector"),
        ({"weg": ["("]}, r"options.documenten.akkoord.weg\[0\] is geen CSS-selector"),
        ({"soort": "pdf", "inhoud": "main"}, "options.documenten.akkoord.inhoud kan alleen bij soort html"),
        ({"datum": "gisteren"}, "datum"),
        ({"aan": "nee"}, "aan"),
    ],
)
def test_options_are_checked(document: dict[str, object], said: str) -> None:
    with pytest.raises(InputError, match=said):
        watched(**document)


def test_streams_and_documents_must_be_the_same() -> None:
    document = {"titel": "T", "adres": PAGE}
    for documents, streams in (({"a": document}, ("a", "b")), ({"a": document, "b": {**document, "adres": PDF}}, ("a",))):
        with pytest.raises(InputError, match=r"'b' moet onder streams én onder options\.documenten staan"):
            service(documents, streams)
    with pytest.raises(InputError, match=r"options.documenten.b.adres staat ook bij a"):
        service({"a": document, "b": document})
    with pytest.raises(InputError, match="documenten"):
        Watched(described("watched", HOME), Limits())
