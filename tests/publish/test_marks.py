# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Marks over a text: whatever nests or overlaps, the words stay to the letter and the HTML stays whole."""

from __future__ import annotations

from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from bijgepraat.model.claims import Amount, Reference, Span
from bijgepraat.model.views import Finding, FindingType
from bijgepraat.publish.site.marks import highlighted, ident, marked, pieces

TYPES: list[FindingType] = ["bedrag", "datum", "naam", "verwijzing", "toezegging", "relevantie"]


class Reader(HTMLParser):
    """Reads HTML as a browser would: the text, the identifiers, and whether tags close in order."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self.ids: list[str] = []
        self.classes: list[tuple[str, str]] = []
        self.open: list[str] = []
        self.feed(str(html))  # a Markup would escape what it is joined with
        self.close()
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open.append(tag)
        self.ids += [value for name, value in attrs if name == "id" and value]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


spans = st.lists(st.tuples(st.integers(-5, 45), st.integers(-5, 45)), max_size=12)
texts = st.text(alphabet=st.sampled_from("ab <>&\"'é€\u0301😀"), min_size=1, max_size=40)


@given(texts, spans)
def test_pieces_tile_the_text_and_know_what_covers_them(text: str, found: list[tuple[int, int]]) -> None:
    cut = list(pieces(0, len(text), found))
    assert [piece.start for piece in cut[1:]] == [piece.end for piece in cut[:-1]]
    assert (cut[0].start, cut[-1].end) == (0, len(text))
    for piece in cut:
        for at in range(piece.start, piece.end):
            assert set(piece.covering) == {n for n, (first, last) in enumerate(found) if first <= at < last}
    opened = [n for piece in cut for n in piece.opening]
    assert sorted(opened) == [n for n, (first, last) in enumerate(found) if first < last and 0 <= first < len(text)]


@given(
    texts, st.lists(st.tuples(st.sampled_from(TYPES), st.integers(0, 39), st.integers(1, 12)), max_size=10), st.integers(0, 500)
)
def test_marked_text_reads_as_the_text_itself(text: str, found: list[tuple[FindingType, int, int]], offset: int) -> None:
    distinct = dict.fromkeys((kind, offset + start, offset + start + length) for kind, start, length in found)
    findings = [
        Finding(kind, Span("…", start, end), "/x?a=1&b=\"2'" if kind == "verwijzing" else None) for kind, start, end in distinct
    ]
    read = Reader(marked(text, offset, findings, (offset + 1, offset + 3)))
    assert read.text == text
    assert len(read.ids) == len(set(read.ids))
    assert {ident(finding) for finding in findings if finding.span.start < offset + len(text)} <= set(read.ids)


def test_nested_findings_share_the_words_that_both_cover() -> None:
    text = "kost € 5 mln in 2026"
    amount = Finding("bedrag", Amount("€ 5 mln", 5, 12, low_eur=5_000_000, high_eur=5_000_000))
    whole = Finding("toezegging", Span(text, 0, 20))
    assert str(marked(text, 0, [whole, amount])) == (
        '<mark class="toezegging" id="toezegging-0-20" title="Toezegging">kost </mark>'
        '<mark class="toezegging bedrag" id="bedrag-5-12" title="Toezegging · Bedrag: € 5 miljoen">€ 5 mln</mark>'
        '<mark class="toezegging" title="Toezegging"> in 2026</mark>'
    )


def test_hostile_words_and_addresses_are_escaped() -> None:
    text = '<script>alert("x")</script>'
    reference = Finding("verwijzing", Reference(text, 0, len(text), id='"><img src=x onerror=y>'), page='/x"><script>')
    html = str(marked(text, 0, [reference]))
    assert "<script" not in html
    assert "<img" not in html
    assert '"><' not in html.replace('"><mark', "")
    assert Reader(html).text == text


def test_a_finding_that_began_earlier_is_marked_without_a_second_identifier() -> None:
    html = str(marked("tweede alinea", 100, [Finding("toezegging", Span("…", 90, 106))]))
    assert html == '<mark class="toezegging" title="Toezegging">tweede</mark> alinea'


def test_snippets_mark_only_the_words() -> None:
    assert str(highlighted("a <b> c", [(2, 5)])) == "a <mark>&lt;b&gt;</mark> c"
    assert str(highlighted("abc", [(0, 99), (1, 2)])) == "<mark>a</mark><mark>b</mark><mark>c</mark>"
    assert str(highlighted("", [])) == ""
