# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Pictures: well-formed whatever the words, named for who cannot see them, true to their values, and a PNG of the size asked."""

from __future__ import annotations

import struct
from collections.abc import Callable
from datetime import date, timedelta
from xml.etree import ElementTree

import pytest
import typst
from hypothesis import given
from hypothesis import strategies as st

from bijgepraat.publish.pictures import raster
from bijgepraat.publish.pictures.bars import Bar, BarRow, BarsPicture, bars
from bijgepraat.publish.pictures.card import card
from bijgepraat.publish.pictures.clock import ClockPicture, clock
from bijgepraat.publish.pictures.flow import FlowPicture, FlowStage, flow
from bijgepraat.publish.pictures.raster import png
from bijgepraat.publish.pictures.svg import TONES, Drawing, fitted, svg, width_of, wrapped
from bijgepraat.publish.pictures.votes import SeatsPicture, seats
from bijgepraat.publish.site.assets import assets

NS = "{http://www.w3.org/2000/svg}"
DAY = date(2026, 1, 1)
WIDTHS = (720, 344)


def drawings(words: str, value: float, width: int) -> list[Drawing]:
    row = BarRow(words, (Bar((("asked", value), ("moved", value / 2)), words), Bar((("cut", value),), words)))
    stages = (
        FlowStage(words, words, value),
        FlowStage(words, words, 0.0),
        FlowStage(words, words, value / 3, (("unsaid", value),)),
    )
    days = (DAY, words), (DAY + timedelta(days=60), words), (DAY + timedelta(days=90), words)
    return [
        bars(BarsPicture(words, words, (row, BarRow(words, (Bar((), words),))), (("asked", words), ("moved", words))), width),
        flow(FlowPicture(words, words, stages, (("asked", words),)), width),
        seats(SeatsPicture(words, words, ((words, "voor", 90), (words, "tegen", 59), (words, "afwezig", 1))), width),
        clock(ClockPicture(words, words, *days, (DAY,), late=True), width),
    ]


def root_of(drawing: Drawing) -> ElementTree.Element:
    return ElementTree.fromstring(svg(drawing, "proef"))


def boxes(root: ElementTree.Element, tone: str) -> list[float]:
    return [float(box.attrib["width"]) for box in root.iter(f"{NS}rect") if box.attrib.get("class") == f"p-{tone}"]


@given(st.text(max_size=60), st.just(0.0) | st.floats(0.01, 1e12), st.sampled_from(WIDTHS))
def test_any_words_and_values_make_a_picture_with_a_name(words: str, value: float, width: int) -> None:
    for drawing in drawings(words, value, width):
        root = root_of(drawing)
        assert root.attrib["role"] == "img"
        names = root.attrib["aria-labelledby"].split()
        by_id = {one.attrib["id"]: one for one in root.iter() if "id" in one.attrib}
        assert all(name in by_id for name in names) and by_id[names[0]].tag == f"{NS}title"
        assert not any({"style", "onclick", "href"} & set(one.attrib) for one in root.iter()), "the site forbids inline styles"
        ids = [one.attrib["id"] for one in root.iter() if "id" in one.attrib]
        assert len(ids) == len(set(ids)) and all(name.startswith("proef-") for name in ids)
        for one in root.iter(f"{NS}rect"):
            assert float(one.attrib["width"]) >= 0 and float(one.attrib.get("x", 0)) <= width


def test_words_are_never_markup() -> None:
    root = root_of(bars(BarsPicture("<a>", "&", (BarRow("<script>x</script>", (Bar((("asked", 1.0),), '"&<b>'),)),)), 720))
    said = [one.text for one in root.iter(f"{NS}text")]
    assert "<script>x</script>" in said and '"&<b>' in said and not list(root.iter(f"{NS}script"))


def test_bars_are_as_long_as_their_values() -> None:
    rows = (BarRow("Een", (Bar((("asked", 400.0),), "400"),)), BarRow("Twee", (Bar((("asked", 100.0), ("new", 300.0)), "400"),)))
    for width in WIDTHS:
        root = root_of(bars(BarsPicture("t", "d", rows), width))
        (whole, quarter), (rest,) = boxes(root, "asked"), boxes(root, "new")
        assert whole == pytest.approx(4 * quarter, rel=0.01) and rest == pytest.approx(3 * quarter, rel=0.01)


def test_a_small_sum_is_still_seen_and_nothing_is_drawn_for_none() -> None:
    rows = (BarRow("Groot", (Bar((("asked", 1e12),), ""),)), BarRow("Klein", (Bar((("new", 1.0), ("cut", 0.0)), ""),)))
    root = root_of(bars(BarsPicture("t", "d", rows), 720))
    assert boxes(root, "new") == [1.5] and boxes(root, "cut") == []


def test_the_funnel_goes_from_what_was_asked_to_what_came_of_it() -> None:
    stages = (FlowStage("a", "", 100.0), FlowStage("b", "", 0.0, (("unsaid", 50.0),)), FlowStage("c", "", 40.0))
    for width in WIDTHS:
        root = root_of(flow(FlowPicture("t", "d", stages), width))
        (funnel,) = root.iter(f"{NS}polygon")
        points = [tuple(map(float, one.split(","))) for one in funnel.attrib["points"].split()]
        top, bottom = points[1][0] - points[0][0], points[2][0] - points[3][0]
        assert bottom == pytest.approx(0.4 * top, rel=0.01)
    assert not list(root_of(flow(FlowPicture("t", "d", stages[1:]), 720)).iter(f"{NS}polygon"))


def test_each_party_is_as_wide_as_its_seats_and_tones_are_striped_apart() -> None:
    root = root_of(seats(SeatsPicture("t", "", (("Groot", "voor", 100), ("Klein", "tegen", 50))), 720))
    assert boxes(root, "for")[0] == pytest.approx(480, abs=2) and boxes(root, "against")[0] == pytest.approx(240, abs=2)
    assert [one.text for one in root.iter(f"{NS}text")] == ["Groot", "Klein"]
    assert len(list(root.iter(f"{NS}pattern"))) == 1, "against is striped, for is not"


@pytest.mark.parametrize(("late", "today", "red"), [(False, 30, False), (True, 90, True)])
def test_the_clock_shows_what_is_over_its_term(late: bool, today: int, red: bool) -> None:
    now = DAY + timedelta(days=today)
    picture = ClockPicture("t", "d", (DAY, "gedaan"), (DAY + timedelta(days=60), "termijn"), (now, "vandaag"), late=late)
    root = root_of(clock(picture, 720))
    assert bool(boxes(root, "cut")) is red
    done = boxes(root, "bad" if late else "good")
    assert done == [pytest.approx(704 * (60 / 90 if late else 30 / 60), abs=2)]
    assert {one.text for one in root.iter(f"{NS}text")} == {"gedaan", "termijn", "vandaag"}


@given(st.text(max_size=300), st.integers(20, 900), st.integers(1, 5))
def test_words_fit_the_room_they_get(words: str, room: int, most: int) -> None:
    assert width_of(fitted(words, room)) <= max(room, width_of("…"))
    lines = wrapped(words, room, 14, most)
    assert len(lines) <= most and all(width_of(line) <= max(room, width_of("…")) for line in lines)


def size_of(picture: bytes) -> tuple[int, int]:
    assert picture[:8] == b"\x89PNG\r\n\x1a\n" and picture[12:16] == b"IHDR"
    width, height = struct.unpack(">II", picture[16:24])
    return int(width), int(height)


def test_a_card_is_a_png_of_the_size_that_sites_show() -> None:
    drawing = drawings("Één € – “ja” ≥ 2", 3.0, 720)[0]
    whole = card("Geld <voor> jeugd & zorg " * 4, "onder", "voet", drawing)
    assert size_of(png(whole, 1200)) == (1200, 630)
    assert png(whole, 1200) == png(whole, 1200), "the same picture gives the same bytes"
    assert png(whole, 1200) != png(card("Anders", "onder", "voet", drawing), 1200)
    assert size_of(png(whole, 600)) == (600, 315)


def test_pictures_are_made_once_and_the_oldest_is_let_go(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []

    def make(name: str, width: int) -> bytes:
        made.append(f"{name}{width}")
        return b"x"

    monkeypatch.setattr(raster, "png", make)
    kept = raster.Pngs(most=2)
    for name, width in (("a", 1), ("a", 1), ("a", 2), ("a", 1), ("b", 1), ("a", 1), ("a", 2)):
        assert kept.of(name, width) == b"x"
    assert made == ["a1", "a2", "b1", "a2"]


@pytest.mark.parametrize("make", [lambda: png("<svg/>", 0), lambda: png("<svg/>", 9999)])
def test_an_odd_width_is_refused(make: Callable[[], bytes]) -> None:
    with pytest.raises(ValueError, match="beeldpunten"):
        make()


def test_what_is_no_svg_is_refused() -> None:
    with pytest.raises(typst.TypstError):
        png("geen plaatje", 100)


def test_every_tone_has_a_token_in_the_stylesheet() -> None:
    (style,) = [page.body.decode() for name, page in assets().items() if name.startswith("pictures.")]
    assert [tone for tone in TONES if f".p-{tone} " not in style and f".p-{tone}," not in style] == []
