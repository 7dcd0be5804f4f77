# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The PDF of an edition: every sentence, tagged, the same bytes each time, whatever the words are."""

from __future__ import annotations

import ctypes
import re
from dataclasses import replace

import pypdfium2
import pytest
from press_house import HOSTILE, INTRODUCTION, LONG, NOW, SITE, WEEK, change, corrected, hostile, published_week
from pypdfium2 import raw
from starlette.testclient import TestClient

from bijgepraat.model.press_views import PressView
from bijgepraat.pipeline import press
from bijgepraat.pipeline.house import Store
from bijgepraat.pipeline.publishing import publish
from bijgepraat.publish.press.pdf import PdfError, Pdfs, pdf_data


def squeezed(text: str) -> str:
    """Without spaces, and without what may break a long word: where lines end says nothing."""
    return re.sub(r"[\s\u200b\ufffe\u00ad]+", "", text)


def words_of(content: bytes) -> str:
    document = pypdfium2.PdfDocument(content)
    try:
        found = []
        for number in range(len(document)):
            page = document[number].get_textpage()
            found.append(page.get_text_range())
            page.close()
        # The footer comes between two pages.
        return squeezed(
            re.sub(r"Kenmerk [0-9a-f]{12}\s+bladzijde \d+ van \d+|Bijgepraat, editie \d+[^\n]*", "", "\n".join(found))
        )
    finally:
        document.close()


def view_of(store: Store, version: int | None = None) -> PressView:
    found = press.edition_out(store, WEEK, version)
    assert found is not None
    return found


def test_every_sentence_stands_in_it_with_its_sources(site: TestClient, desk: Store) -> None:
    out = published_week(desk)
    answer = site.get(f"/edities/{WEEK}.pdf")
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["content-disposition"] == f'inline; filename="bijgepraat-{WEEK}.pdf"'
    found = words_of(answer.content)
    for item in out.edition.items:
        assert squeezed(item.title) in found
        for sentence in item.sentences:
            assert squeezed(sentence.text) in found
    for source in view_of(desk).sources:
        assert squeezed(source.title) in found and squeezed(SITE + source.page) in found
    for words in (
        "Editie 1, goedgekeurd door Eva",
        out.hash,
        *INTRODUCTION.words.split("\n"),
        "Opinie",
        INTRODUCTION.video_title,
    ):
        assert squeezed(words) in found


def test_it_is_tagged_in_dutch_with_a_title_and_page_numbers(site: TestClient, desk: Store) -> None:
    published_week(desk)
    content = site.get(f"/edities/{WEEK}.pdf").content
    document = pypdfium2.PdfDocument(content)
    try:
        assert raw.FPDFCatalog_IsTagged(document)
        assert document.get_metadata_value("Title") == "Bijgepraat, editie 1: week 12 van 2026"
        assert document.get_metadata_value("CreationDate").startswith("D:20260320")
        page = document[0]
        tree = raw.FPDF_StructTree_GetForPage(page)
        kinds = set(_kinds(raw.FPDF_StructTree_GetChildAtIndex(tree, 0)))
        assert {"H1", "H2", "P", "Link"} <= kinds
        raw.FPDF_StructTree_Close(tree)
        text = page.get_textpage()
        assert "bladzijde 1 van 1" in text.get_text_range()
        text.close()
    finally:
        document.close()
    assert b"pdfuaid:part" in content and b"/Lang" in content


def _kinds(element: object) -> list[str]:
    buffer = ctypes.create_string_buffer(200)
    raw.FPDF_StructElement_GetType(element, buffer, 200)
    found = [buffer.raw.decode("utf-16-le").partition("\0")[0]]
    for number in range(raw.FPDF_StructElement_CountChildren(element)):
        child = raw.FPDF_StructElement_GetChildAtIndex(element, number)
        if child:
            found += _kinds(child)
    return found


def test_the_same_edition_gives_the_same_bytes(desk: Store) -> None:
    published_week(desk)
    view = view_of(desk)
    assert Pdfs().of(view, SITE) == Pdfs().of(view, SITE)
    assert Pdfs().of(view, SITE) != Pdfs().of(view, "https://elders.example")


def test_a_correction_stands_on_top_and_leaves_the_old_one_alone(desk: Store) -> None:
    published_week(desk)
    before = Pdfs().of(view_of(desk), SITE)
    corrected(desk, words="De titel klopte niet.")
    assert Pdfs().of(view_of(desk, 1), SITE) == before
    new = words_of(Pdfs().of(view_of(desk), SITE))
    assert squeezed("Verbeterd op 21 maart 2026, 10.30 uur: De titel klopte niet.") in new and squeezed("versie 2") in new


def test_hostile_words_are_shown_as_they_are(desk: Store) -> None:
    publish(desk, WEEK, change(desk, hostile), by=HOSTILE[0], now=NOW)
    found = words_of(Pdfs().of(view_of(desk), SITE))
    for words in (HOSTILE[0], HOSTILE[1], HOSTILE[3], LONG):
        assert squeezed(words) in found
    assert "Emoji□□" in found and "Sommigetekens" in found and ("שלום" in found or "םולש" in found)


@pytest.mark.parametrize(
    "words",
    [
        "x" * 5000,
        "a\u0301" * 400,
        "\u202e" * 50 + "omgekeerd",
        "\u0600\ue000\U000e0041\ufdd0",
        "᚛᚛ᚉ᚛ 𒀀 ꙮ",
        '}) #read("/etc/passwd")',
        "\t \t",
        "\ud7ff\uffff",
    ],
)
def test_whatever_the_words_are_there_is_a_pdf(desk: Store, words: str) -> None:
    published_week(desk)
    view = view_of(desk)
    item = replace(
        view.items[0], title=words, sentences=tuple(replace(one, text=words, lead=words) for one in view.items[0].sentences)
    )
    content = Pdfs().of(replace(view, items=(item, *view.items[1:]), by=words), SITE)
    assert content.startswith(b"%PDF") and "root:" not in words_of(content)


def test_the_largest_edition_that_may_go_out_fits_in_the_time(desk: Store) -> None:
    published_week(desk)
    view = view_of(desk)
    long = replace(view.items[0].sentences[0], text=LONG)
    items = tuple(replace(view.items[0], id=f"i{n}", title=f"Onderwerp {n}", sentences=(long,) * 12) for n in range(60))
    assert Pdfs().of(replace(view, items=items), SITE).startswith(b"%PDF")


def test_what_takes_too_long_is_stopped_and_said(desk: Store) -> None:
    published_week(desk)
    with pytest.raises(PdfError, match="binnen de tijd"):
        Pdfs(patience=0.001).of(view_of(desk), SITE)


def test_what_cannot_be_made_is_said(desk: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    published_week(desk)
    view = view_of(desk)
    broken = replace(view, items=tuple(replace(item, title_place=replace(item.title_place, number=99)) for item in view.items))
    assert pdf_data(broken, SITE)["items"][0]["numbers"] == [99, 1]
    with pytest.raises(PdfError, match="kon niet worden gemaakt"):
        Pdfs().of(broken, SITE)


def test_a_pdf_that_is_asked_for_again_is_not_made_again(desk: Store) -> None:
    published_week(desk)
    view = view_of(desk)
    pdfs = Pdfs()
    first = pdfs.of(view, SITE)
    assert pdfs.of(view, SITE) is first
