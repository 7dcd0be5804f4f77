# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Pages without a feed: lists as sites build them, lists that changed shape, and hostile ones."""

from __future__ import annotations

from datetime import date

import pytest
from scripted_net import NOW, START, Answer, Says, ScriptedNetwork, described, gone, only

from bijgepraat.model.records import Kind, Link, Record
from bijgepraat.model.sync import Piece, Position, Validators
from bijgepraat.settings import Limits
from bijgepraat.sources.blob import InputError
from bijgepraat.sources.services.pages import Pages
from bijgepraat.sources.services.service import Batch, StreamError
from bijgepraat.sources.services.stamps import day_in

HOME = "https://raad.example"
LIST = f"{HOME}/actueel"


def row(number: int, when: str = "19 november 2026", link: str | None = None) -> str:
    return (
        f'<li class="bericht"><a class="foto" href="{link or f"/actueel/{number}"}"><img src="x.jpg"></a>'
        f'<h3><a href="{link or f"/actueel/{number}?utm_source=lijst"}">Advies {number}</a></h3><span class="datum">{when}</span>'
        f'<p class="intro">Waar het advies {number} over gaat.</p></li>'
    )


def page(*rows: str) -> str:
    return (
        "<!doctype html><html><head><title>Actueel | Raad</title></head><body><nav><ul><li><a href='/'>Home</a></li></ul></nav>"
        f"<main><h1>Actueel</h1><ul>{''.join(rows)}</ul></main></body></html>"
    )


USUAL = {"item": "main li.bericht", "titel": "h3", "link": "h3 a", "datum": ".datum", "samenvatting": ".intro"}


def pages(**options: object) -> Pages:
    return Pages(described("pages", LIST, **{**USUAL, **options}), Limits())


def read(*answers: Answer, **options: object) -> tuple[Batch, ScriptedNetwork]:
    network = ScriptedNetwork({LIST: list(answers)})
    return only(pages(**options), network), network


def test_a_list_becomes_messages_with_their_pages() -> None:
    batch, network = read(page(row(1), row(2, "3 oktober 2026")))
    first, second = batch.records
    assert (first.kind, first.key, first.address) == (Kind.BERICHT, f"{LIST}/1", f"{LIST}/1")
    assert (first.title, first.text, first.date) == ("Advies 1", "Waar het advies 1 over gaat.", date(2026, 11, 19))
    assert first.modified == "2026-11-18T23:00:00.0000000Z"
    assert second.date == date(2026, 10, 3)
    assert [(piece.address, piece.kind, piece.key) for piece in batch.pieces] == [(f"{LIST}/1", "Bericht", f"{LIST}/1")]
    assert batch.whole and batch.cursor == LIST and network.told == []


@pytest.mark.parametrize(
    ("written", "form", "day"),
    [
        ('<time class="datum" datetime="2026-11-18T23:30:00Z">gisteren</time>', "dag-eerst", date(2026, 11, 19)),
        ('<span class="datum"><time datetime="2026-11-19">x</time></span>', "dag-eerst", date(2026, 11, 19)),
        ('<span class="datum">Geplaatst op donderdag 19 nov 2026</span>', "dag-eerst", date(2026, 11, 19)),
        ('<span class="datum">5-11-2026</span>', "dag-eerst", date(2026, 11, 5)),
        ('<span class="datum">11/5/2026</span>', "maand-eerst", date(2026, 11, 5)),
        ('<span class="datum">19 november</span>', "dag-eerst", date(2026, 11, 19)),
        ('<span class="datum">28 december</span>', "dag-eerst", date(2025, 12, 28)),
        ("", "dag-eerst", None),
    ],
)
def test_dates_as_pages_write_them(written: str, form: str, day: date | None) -> None:
    item = f'<li class="bericht"><h3><a href="/a/1">Titel</a></h3>{written}</li>'
    batch, _ = read(page(item), datum_vorm=form)
    assert batch.records[0].date == day
    assert batch.notices == []


def test_a_date_that_cannot_be_read_is_told() -> None:
    batch, _ = read(page(row(1, "binnenkort")))
    assert batch.records[0].date is None
    assert [notice.code for notice in batch.notices] == ["onleesbare-datum"]


def test_a_day_without_a_year_is_the_latest_that_can_be() -> None:
    assert day_in("28 december", date(2026, 1, 3)) == date(2025, 12, 28)
    assert day_in("5 december", date(2026, 11, 23)) == date(2026, 12, 5)
    assert day_in("29 februari", date(2026, 11, 23)) == date(2024, 2, 29)


def test_only_a_pattern_of_addresses_is_known() -> None:
    links = (
        '<a href="/actueel/nieuws/2026/11/19/iets-nieuws"><img src="x"></a>'
        '<a href="/actueel/nieuws/2026/11/19/iets-nieuws">Iets nieuws</a><a href="/actueel/nieuws/2026/11/19/iets-nieuws">Lees</a>'
        '<a href="/actueel/nieuws/2026/1/9/ouder">Ouder</a><a href="/contact">Contact</a><a href="?page=2">Volgende</a>'
    )
    batch, network = read(
        f"<html><body><main>{links}</main></body></html>",
        item="main a[href]",
        link="a[href]",
        titel=None,
        datum=None,
        samenvatting=None,
        patroon=r"^https://raad\.example/actueel/nieuws/\d{4}/",
        datum_uit_adres=True,
    )
    assert [(record.title, record.date) for record in batch.records] == [
        ("Iets nieuws", date(2026, 11, 19)),
        ("Ouder", date(2026, 1, 9)),
    ]
    assert network.told == []


@pytest.mark.parametrize(
    "link",
    [
        "javascript:alert(1)",
        "file:///etc/passwd",
        "http://127.0.0.1/beheer",
        "http://192.168.1.1/",
        "mailto:a@b.example",
        "data:x",
    ],
)
def test_links_that_lead_nowhere_public_are_no_messages(link: str) -> None:
    batch, network = read(page(row(1), row(2, link=link)))
    assert [record.title for record in batch.records] == ["Advies 1"]
    assert [piece.address for piece in batch.pieces] == [f"{LIST}/1"]
    assert network.codes() == [("geen-adres", True)]


def test_nothing_changed() -> None:
    network = ScriptedNetwork({LIST: Says(page(row(1)), {"etag": "a"})}, known={LIST: Validators("a")})
    assert list(pages().read("nieuws", START, network, NOW)) == []
    assert only(pages(), network, Position(since=date(2026, 1, 1))).records


def test_the_page_changed_shape() -> None:
    changed = page(row(1), row(2)).replace("bericht", "kaart blok")
    network = ScriptedNetwork({LIST: changed})
    with pytest.raises(StreamError, match=r"options\.item .*Actueel \| Raad.*li\.kaart \(2×\)") as error:
        only(pages(), network)
    assert error.value.code == "andere-vorm"
    assert len(network.asked) == 3
    batch, network = read(changed, page(row(1)))
    assert len(batch.records) == 1 and [complaint.code for complaint in network.repeated] == ["andere-vorm"]


@pytest.mark.parametrize("options", [{"link": ".titel a"}, {"patroon": "^https://elders"}])
def test_items_without_any_link_that_counts_are_another_shape(options: dict[str, object]) -> None:
    with pytest.raises(StreamError) as error:
        read(page(row(1)), **options)
    assert error.value.code == "andere-vorm"


@pytest.mark.parametrize("body", [b"", b"{}", b"%PDF-1.7 x", b"<?xml version='1.0'?><rss/>", b"\x00" * 100, b"onderhoud"])
def test_no_page(body: bytes) -> None:
    with pytest.raises(StreamError) as error:
        read(body)
    assert error.value.code == "geen-html"


def test_hostile_pages() -> None:
    deep = "<div>" * 2_000 + "<li class='bericht'><a href='/1'>Diep</a></li>"
    batch, _ = read(page(row(1), deep), link="a", titel=None)
    assert {record.key for record in batch.records} == {f"{LIST}/1", f"{HOME}/1"}
    with pytest.raises(StreamError) as error:
        read(page(row(1), "<div>" * 20_000))
    assert error.value.code == "te-diep"
    batch, _ = read(page(row(1).replace("Advies 1", "x" * 5_000_000)))
    assert batch.records[0].title is not None and len(batch.records[0].title) == 1_000
    with pytest.raises(StreamError) as error:
        read(page(row(1)) + "<b>" * 1_100_000)
    assert error.value.code == "te-groot"
    latin = page(row(1)).replace("Advies", "Één").replace("<head>", "<head><meta charset='iso-8859-1'>").encode("cp1252")
    batch, _ = read(latin)
    assert batch.records[0].title == "Één 1"
    batch, _ = read(page(row(1), row(2))[:-150])
    assert batch.records[0].title == "Advies 1"


def test_another_address_when_the_first_is_gone() -> None:
    network = ScriptedNetwork({LIST: gone(LIST), f"{HOME}/nieuws": page(row(1))})
    assert only(pages(anders=[f"{HOME}/nieuws"]), network).cursor == f"{HOME}/nieuws"
    assert network.codes() == [("verhuisd", False)]


def test_the_page_of_a_message() -> None:
    text = "<html><body><div class='menu'>Menu</div><article><h1>Advies</h1><p>Gemeenten moeten meer tijd krijgen.</p></article></body></html>"
    got = ScriptedNetwork({f"{LIST}/1": text}).get(f"{LIST}/1")
    (record,) = pages(inhoud="article").read_piece(Piece(f"{LIST}/1", "bron", "Bericht", f"{LIST}/1"), got)
    assert isinstance(record, Record)
    assert record.text == "Advies\nGemeenten moeten meer tijd krijgen."
    assert record.links == (Link("bij", "Bericht", f"{LIST}/1"),)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"items": "li"}, "items"),
        ({"item": "li[["}, "options.item is geen CSS-selector"),
        ({"datum": "::x"}, "options.datum is geen CSS-selector"),
        ({"datum_vorm": "jaar"}, "datum_vorm"),
        ({"patroon": "("}, "options.patroon is geen reguliere uitdrukking"),
        ({"hoogstens": 0}, "options.hoogstens"),
        ({"adressen": {"x": LIST}}, "options.adressen noemt de stroom 'x'"),
    ],
)
def test_options_are_checked(options: dict[str, object], said: str) -> None:
    with pytest.raises(InputError, match=said):
        pages(**options)


def test_item_is_needed() -> None:
    with pytest.raises(InputError, match="item"):
        Pages(described("pages", LIST), Limits())
