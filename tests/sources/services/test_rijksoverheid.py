# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Rijksoverheid.nl: a search that gives twenty messages and no more, and the maps that know of the rest."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from urllib.parse import parse_qs, urlsplit
from xml.sax.saxutils import escape

import orjson
import pytest
from tk_net import described

from bijgepraat.model.records import Kind, Link, Record
from bijgepraat.model.sync import Complaint, Piece, Position, Validators
from bijgepraat.settings import Limits
from bijgepraat.sources.blob import InputError
from bijgepraat.sources.descriptions import descriptions
from bijgepraat.sources.fetched import Body, Fetched, FetchError
from bijgepraat.sources.page_references import files_of, numbers_of
from bijgepraat.sources.services.pieces import NotAsAnnouncedError
from bijgepraat.sources.services.rijksoverheid import Rijksoverheid
from bijgepraat.sources.services.service import Batch, StreamError

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
SITE = "https://site.example"
ADDRESS = f"{SITE}/api/rss"
NEWS = [{"field": "content_type", "values": ["pro:newsDocument"]}]


@dataclass(frozen=True)
class Item:
    moment: datetime
    name: str
    path: str = "/actueel/nieuws/"

    @property
    def link(self) -> str:
        return f"{SITE}{self.path}{self.moment:%Y/%m/%d}/{self.name}"

    @property
    def xml(self) -> str:
        return (
            f"<item><title>Bericht {escape(self.name)}</title><link>{self.link}</link><description>Over {self.name}.</description>"
            f'<pubDate>{format_datetime(self.moment, usegmt=True)}</pubDate><guid isPermaLink="false">doc-{self.name}</guid></item>'
        )


def rss(*items: Item) -> bytes:
    inner = "".join(item.xml for item in items)
    return f'<rss version="2.0"><channel><title>Nieuws</title><link>{SITE}</link>{inner}</channel></rss>'.encode()


def every(hours: float, number: int, *, start: datetime = datetime(2026, 11, 20, 0, 30, tzinfo=UTC)) -> list[Item]:
    return [Item(start + timedelta(hours=hours * n), f"b{n:03}") for n in range(number)]


@dataclass
class Site:
    """The site: its messages, its pages, and per number of the question an answer to give instead of the true one."""

    items: list[Item] = field(default_factory=list)
    pages: dict[str, bytes | Exception] = field(default_factory=dict)
    script: dict[int, list[bytes]] = field(default_factory=dict)
    hears_period: bool = True
    attempts: int = 3
    periods: list[tuple[datetime, datetime]] = field(default_factory=list)
    questions: list[dict[str, object]] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    unchanged: set[str] = field(default_factory=set)
    told: list[Complaint] = field(default_factory=list)
    repeated: list[Complaint] = field(default_factory=list)

    def get(
        self,
        address: str,
        *,
        accept: str | None = None,
        known: Validators | None = None,
        most: int | None = None,
        json: object | None = None,
    ) -> Fetched:
        if not address.startswith(f"{ADDRESS}?"):
            self.asked.append(address)
            if known is not None:
                return Fetched(address, address, 304, NOW)
            page = self.pages[address]
            if isinstance(page, Exception):
                raise page
            return Fetched(address, address, 200, NOW, {}, Body(page), len(page))
        question = orjson.loads(parse_qs(urlsplit(address).query)["query"][0])
        (period,) = [one["values"][0] for one in question["filters"] if one["field"] == "sort_date"]
        begin, end = (datetime.fromisoformat(period[name]) for name in ("from", "to"))
        assert period["name"] == "specificPeriod"
        assert period["from"].endswith(".000Z")
        assert period["to"].endswith(".999Z")
        waiting = self.script.get(len(self.questions), [])
        if not waiting:
            self.questions.append(question)
            self.periods.append((begin, end))
        found = [item for item in self.items if not self.hears_period or begin <= item.moment <= end]
        # By relevance: no order that anyone could rely on.
        body = waiting.pop(0) if waiting else rss(*sorted(found, key=lambda item: item.name[::-1])[:20])
        return Fetched(address, address, 200, NOW, {}, Body(body), len(body))

    def known(self, address: str) -> Validators | None:
        return Validators('"a"') if address in self.unchanged else None

    def tell(self, complaint: Complaint) -> None:
        self.told.append(complaint)

    def again(self, address: str, complaint: Complaint, attempt: int) -> bool:
        self.repeated.append(complaint)
        return attempt < self.attempts

    def codes(self) -> list[tuple[str, bool]]:
        return [(complaint.code, complaint.recovered) for complaint in self.told]


def service(**options: object) -> Rijksoverheid:
    chosen: dict[str, object] = {
        "vragen": {"nieuws": {"filters": NEWS}},
        "sitemaps": {"kaart": {"adres": f"{SITE}/news/sitemap.xml", "paden": ["/actueel/"]}},
        "first_days": 3,
        "overlap_hours": 24,
        **options,
    }
    names = [*chosen["vragen"], *chosen["sitemaps"]]  # type: ignore[misc]
    return Rijksoverheid(described("rijksoverheid", ADDRESS, names, chosen), Limits())


def read(site: Site, position: Position | None = None, **options: object) -> list[Batch]:
    return list(service(**options).read("nieuws", position or Position(), site, NOW))


def records(batches: list[Batch]) -> list[Record]:
    return [record for batch in batches for record in batch.records]


def titles(batches: list[Batch]) -> list[str]:
    return sorted(record.title or "" for record in records(batches))


# The search


def test_a_period_with_few_messages_is_one_question() -> None:
    site = Site(every(5, 10))
    batches = read(site)
    assert len(records(batches)) == 10
    assert site.periods == [(datetime(2026, 11, 19, 23, tzinfo=UTC), datetime(2026, 11, 23, 22, 59, 59, 999000, tzinfo=UTC))]
    assert [batch.cursor for batch in batches] == ["2026-11-23T09:00:00.0000000Z"]
    assert site.told == []


def test_a_full_answer_is_asked_again_in_halves_until_all_is_found() -> None:
    items = every(0.5, 150)
    site = Site(items)
    assert titles(read(site)) == sorted(f"Bericht {item.name}" for item in items)
    assert site.told == []
    assert len({record.key for record in records(read(Site(items)))}) == 150


def test_halves_are_days_of_amsterdam_and_then_hours() -> None:
    site = Site(every(0.1, 200, start=datetime(2026, 11, 21, 0, 0, tzinfo=UTC)))
    assert len(records(read(site))) == 200
    whole_days = [begin for begin, end in site.periods if end - begin > timedelta(hours=23)]
    assert {begin.hour for begin in whole_days} == {23}
    assert {begin.minute for begin, _ in site.periods} == {0}
    assert min(end - begin for begin, end in site.periods) >= timedelta(minutes=59)


def test_more_than_twenty_in_an_hour_is_said() -> None:
    site = Site(every(0.02, 45, start=datetime(2026, 11, 21, 10, 0, tzinfo=UTC)))
    batches = read(site)
    assert len(records(batches)) == 20
    assert site.codes() == [("mogelijk-onvolledig", False)]
    assert batches[-1].cursor == "2026-11-23T09:00:00.0000000Z"


def test_a_search_that_does_not_hear_the_period_is_not_asked_for_ever() -> None:
    site = Site(every(1, 30, start=datetime(2025, 1, 1, tzinfo=UTC)), hears_period=False)
    batches = read(site)
    assert len(records(batches)) == 20
    assert len(site.periods) == 1
    assert site.codes() == [("mogelijk-onvolledig", False)]


def test_what_the_whole_gave_and_no_half_does_is_kept() -> None:
    lost = Item(datetime(2026, 11, 21, 12, tzinfo=UTC), "verloren")
    site = Site(every(1, 10), script={0: [rss(lost, *every(1, 19))]})
    assert "Bericht verloren" in titles(read(site))
    assert len(records(read(Site(every(1, 10), script={0: [rss(lost, *every(1, 19))]})))) == 20


def test_the_days_of_a_change_of_clock_are_23_and_25_hours() -> None:
    site = Site()
    position = Position(since=date(2026, 10, 25))
    list(service(window_days=1).read("nieuws", position, site, datetime(2026, 10, 26, 9, tzinfo=UTC)))
    assert site.periods[0] == (
        datetime(2026, 10, 24, 22, tzinfo=UTC),
        datetime(2026, 10, 25, 22, 59, 59, 999000, tzinfo=UTC),
    )


def test_long_times_are_asked_in_windows_and_the_cursor_follows() -> None:
    site = Site(every(24, 3))
    batches = read(site, window_days=2)
    assert [batch.cursor for batch in batches] == ["2026-11-21T23:00:00.0000000Z", "2026-11-23T09:00:00.0000000Z"]


def test_it_goes_on_before_its_cursor_and_never_puts_that_back() -> None:
    site = Site(every(24, 3))
    batches = read(site, Position("2026-11-22T18:00:00.0000000Z"), window_days=1)
    assert site.periods[0][0] == datetime(2026, 11, 20, 23, tzinfo=UTC)
    assert [batch.cursor for batch in batches] == [
        "2026-11-22T18:00:00.0000000Z",
        "2026-11-22T23:00:00.0000000Z",
        "2026-11-23T09:00:00.0000000Z",
    ]


def test_since_leaves_no_gap_behind_the_cursor() -> None:
    site = Site()
    read(site, Position("2026-11-22T18:00:00.0000000Z", since=date(2026, 11, 1)))
    assert site.periods[0][0] == datetime(2026, 10, 31, 23, tzinfo=UTC)
    site = Site()
    read(site, Position("2026-11-10T18:00:00.0000000Z", since=date(2026, 11, 22)))
    assert site.periods[0][0] == datetime(2026, 11, 8, 23, tzinfo=UTC)


@pytest.mark.parametrize("cursor", ["2026-11-19", "flauwekul", "2031-01-01T00:00:00Z"])
def test_odd_cursors_do_no_harm(cursor: str) -> None:
    site = Site(every(5, 10))
    assert read(site, Position(cursor))[-1].cursor == "2026-11-23T09:00:00.0000000Z"


def test_the_question_has_the_filters_of_the_stream() -> None:
    site = Site()
    read(site)
    filters = site.questions[0]["filters"]
    assert isinstance(filters, list)
    assert filters[0] == {"field": "content_type", "values": ["pro:newsDocument"], "type": "all"}
    assert site.questions[0]["resultSearchTerm"] == ""


def test_only_paths_that_are_wanted_but_all_count_to_the_twenty() -> None:
    items = [*every(2, 25), Item(datetime(2026, 11, 20, 5, tzinfo=UTC), "brief", "/documenten/kamerstukken/")]
    site = Site(items)
    assert titles(read(site, vragen={"nieuws": {"paden": ["/documenten/"]}})) == ["Bericht brief"]
    assert len(site.periods) > 1


def test_a_message_becomes_a_record_with_its_page() -> None:
    (batch,) = read(Site(every(1, 1)))
    (record,) = batch.records
    link = f"{SITE}/actueel/nieuws/2026/11/20/b000"
    assert (record.kind, record.key, record.address, record.source) == (Kind.BERICHT, link, link, "tweedekamer")
    assert (record.title, record.text, record.date) == ("Bericht b000", "Over b000.", date(2026, 11, 20))
    assert record.modified == "2026-11-20T00:30:00.0000000Z"
    assert record.fields["guid"] == "doc-b000"
    (piece,) = batch.pieces
    assert (piece.address, piece.kind, piece.key, piece.changed) == (link, Kind.BERICHT, link, record.modified)


def test_pages_of_long_ago_are_left_unless_someone_asks_for_them() -> None:
    item = Item(datetime(2026, 11, 1, 12, tzinfo=UTC), "oud")
    assert [piece for batch in read(Site([item]), first_days=30, page_days=5) for piece in batch.pieces] == []
    position = Position(since=date(2026, 10, 30))
    assert [len(batch.pieces) for batch in read(Site([item]), position, page_days=5, window_days=60)] == [1]


def test_the_same_document_under_two_addresses_is_met_once() -> None:
    site = Site(every(1, 1), script={0: [rss(*every(1, 20)).replace(b"/nieuws/", b"/ander/")]})
    found = [record.address for record in records(read(site)) if record.fields["guid"] == "doc-b000"]
    assert found == [f"{SITE}/actueel/nieuws/2026/11/20/b000"]


BROKEN: dict[str, bytes] = {
    "leeg": b"",
    "html": b"<!doctype html><html><body>Onderhoud</body></html>",
    "json": b'{"error": 1}',
    "afgekapt": rss(*every(1, 3))[:150],
}


@pytest.mark.parametrize("broken", BROKEN.values(), ids=BROKEN.keys())
def test_what_is_no_answer_is_asked_again_and_then_an_error(broken: bytes) -> None:
    site = Site(every(1, 3), script={0: [broken]})
    assert len(records(read(site))) == 3
    assert len(site.repeated) == 1
    with pytest.raises(StreamError):
        read(Site(every(1, 3), script={0: [broken] * 9}))


def test_entities_and_a_doctype_are_refused_at_once() -> None:
    bad = b'<!DOCTYPE rss [<!ENTITY a "b">]>' + rss(*every(1, 2))
    site = Site(script={0: [bad] * 9})
    with pytest.raises(StreamError, match="DOCTYPE"):
        read(site)
    assert site.repeated == []


# Maps


def sitemap(*entries: tuple[str, str, str, str]) -> bytes:
    """Each entry: address, lastmod, day of publication, title; any may be empty."""
    inner = ""
    for address, changed, published, title in entries:
        news = f"<n:news><n:publication_date>{published}</n:publication_date><n:title>{title}</n:title></n:news>" if title else ""
        inner += f"<url><loc>{address}</loc>{f'<lastmod>{changed}</lastmod>' if changed else ''}{news}</url>"
    return (
        '<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
        f'xmlns:n="http://www.google.com/schemas/sitemap-news/0.9">{inner}</urlset>'
    ).encode()


def index(*entries: tuple[str, str]) -> bytes:
    inner = "".join(f"<sitemap><loc>{address}</loc><lastmod>{changed}</lastmod></sitemap>" for address, changed in entries)
    return f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{inner}</sitemapindex>'.encode()


MAP = f"{SITE}/news/sitemap.xml"


def read_map(site: Site, position: Position | None = None, made: Rijksoverheid | None = None, **options: object) -> list[Batch]:
    return list((made or service(**options)).read("kaart", position or Position(), site, NOW))


def test_news_that_no_search_gave_becomes_a_message() -> None:
    link = f"{SITE}/actueel/nieuws/2026/11/22/nieuw"
    site = Site(pages={MAP: sitemap((f"{link}/", "", "2026-11-22T10:00:00+01:00", "Nieuw zwembad"))})
    batches = read_map(site)
    assert records(batches) == [
        Record(
            kind=Kind.BERICHT,
            key=link,
            source="tweedekamer",
            title="Nieuw zwembad",
            date=date(2026, 11, 22),
            modified="2026-11-22T09:00:00.0000000Z",
            address=link,
        )
    ]
    (piece,) = batches[0].pieces
    assert (piece.address, piece.media_type, piece.key) == (link, "text/html", link)
    assert batches[-1].cursor == "2026-11-23T09:00:00.0000000Z"


def test_news_that_a_search_of_this_round_gave_is_not_overwritten() -> None:
    item = every(1, 1)[0]
    made = service()
    site = Site([item], {MAP: sitemap((item.link, "2026-11-22T10:00:00Z", "2026-11-20T00:30:00Z", "Andere titel"))})
    assert made.streams() == ("nieuws", "kaart")
    list(made.read("nieuws", Position(), site, NOW))
    batches = read_map(site, made=made)
    assert records(batches) == []
    (piece,) = batches[0].pieces  # its page changed since, so it is fetched again
    assert (piece.changed, piece.title, piece.date) == ("2026-11-22T10:00:00.0000000Z", "Bericht b000", date(2026, 11, 20))


def test_searches_are_read_before_maps() -> None:
    made = Rijksoverheid(
        described(
            "rijksoverheid", ADDRESS, ["kaart", "nieuws"], {"vragen": {"nieuws": {}}, "sitemaps": {"kaart": {"adres": MAP}}}
        ),
        Limits(),
    )
    assert made.streams() == ("nieuws", "kaart")


def test_addresses_without_a_title_are_pages_to_fetch() -> None:
    link = f"{SITE}/actueel/nieuws/2026/11/22/kaal"
    batches = read_map(Site(pages={MAP: sitemap((link, "2026-11-22", "", ""))}))
    assert records(batches) == []
    (piece,) = batches[0].pieces
    assert (piece.address, piece.key, piece.date) == (link, link, date(2026, 11, 22))


@pytest.mark.parametrize(
    ("address", "changed"),
    [
        (f"{SITE}/actueel/nieuws/2026/11/10/oud", "2026-11-10"),
        (f"{SITE}/actueel/nieuws/2024/01/01/heel-oud", "2026-11-22"),
        (f"{SITE}/actueel/nieuws/2026/11/22/toekomst", "2031-01-01"),
        (f"{SITE}/contact", "2026-11-22"),
        ("https://elders.example/actueel/nieuws/2026/11/22/x", "2026-11-22"),
        ("http://127.0.0.1/actueel/nieuws/2026/11/22/x", "2026-11-22"),
        ("javascript:alert(1)", "2026-11-22"),
    ],
)
def test_what_is_old_elsewhere_or_not_wanted_is_left(address: str, changed: str) -> None:
    batches = read_map(Site(pages={MAP: sitemap((address, changed, "", ""))}))
    assert [batch.fetched for batch in batches] == [None]
    assert batches[-1].cursor is not None


def test_pages_without_any_time_are_told_once() -> None:
    site = Site(pages={MAP: sitemap((f"{SITE}/actueel/a", "", "", ""), (f"{SITE}/actueel/b", "gisteren", "", ""))})
    read_map(site)
    assert site.codes() == [("zonder-tijd", True)]


def test_a_map_of_maps_is_followed_where_it_changed() -> None:
    one, two, far = f"{SITE}/sitemap/1.xml", f"{SITE}/sitemap/2.xml", "https://elders.example/3.xml"
    link = f"{SITE}/actueel/nieuws/2026/11/22/a"
    pages: dict[str, bytes | Exception] = {
        MAP: index((one, "2026-11-22"), (two, "2025-01-01"), (far, "2026-11-22")),
        one: sitemap((link, "2026-11-22", "", "")),
    }
    site = Site(pages=pages)
    batches = read_map(site)
    assert site.asked == [MAP, one]
    assert [piece.address for batch in batches for piece in batch.pieces] == [link]
    site = Site(pages={MAP: index((one, "2026-11-22")), one: index((two, "2026-11-22"))})
    read_map(site)
    assert site.codes() == [("sitemap-in-lagen", False)]


def test_a_map_that_did_not_change_is_not_read_again() -> None:
    site = Site(pages={MAP: sitemap((f"{SITE}/actueel/nieuws/2026/11/22/a", "2026-11-22", "", ""))}, unchanged={MAP})
    assert [batch.cursor for batch in read_map(site)] == ["2026-11-23T09:00:00.0000000Z"]
    assert read_map(site, Position(since=date(2026, 11, 1)))[0].pieces != []


def test_a_map_in_which_all_is_new_brings_the_newest_and_is_reported() -> None:
    entries = [(f"{SITE}/actueel/nieuws/2026/11/22/{n}", f"2026-11-22T10:{n:02}:00Z", "", "") for n in range(9)]
    site = Site(pages={MAP: sitemap(*entries)})
    batches = read_map(site, sitemaps={"kaart": {"adres": MAP, "hoogstens": 2}})
    assert [piece.address[-1] for batch in batches for piece in batch.pieces] == ["8", "7"]
    assert site.codes() == [("sitemap-te-veel", False)]


@pytest.mark.parametrize(
    "broken",
    [b"", b"<html></html>", sitemap((f"{SITE}/a", "", "", ""))[:200], sitemap(), b"<urlset>" + b"<a>" * 300, b"{}"],
    ids=["leeg", "html", "afgekapt", "zonder adressen", "diep", "json"],
)
def test_what_is_no_map_is_an_error_and_leaves_the_cursor(broken: bytes) -> None:
    site = Site(pages={MAP: broken})
    seen: list[Batch] = []
    with pytest.raises(StreamError):
        seen.extend(service().read("kaart", Position(), site, NOW))
    assert seen == []
    assert len(site.repeated) == (0 if b"<a>" in broken else 3)  # too deep is no accident


def test_a_map_that_cannot_be_fetched_is_an_error() -> None:
    with pytest.raises(FetchError):
        read_map(Site(pages={MAP: FetchError("HTTP 503", address=MAP, status=503, temporary=True)}))


# Pages


PAGE = """<!doctype html><html><head><title>Brief over zwembaden | Rijksoverheid</title></head><body><main>
<h1>Brief over zwembaden</h1><p>De minister schrijft de Kamer (2026D12345) over zwembaden in gemeenten, zoals gevraagd in
kst-36999-12.</p><p>Kenmerk 2026-0000123456. Bel 2026-00001234567 niet.</p>
<a href="/binaries/brief.PDF">Brief</a> <a href="bijlage.docx">Bijlage</a> <a href="/binaries/brief.PDF#page=2">Blz. 2</a>
<a href="https://open.overheid.nl/documenten/aaaa-0001/file">Bestand</a> <a href="https://elders.example/a.pdf">Elders</a>
<a href="https://www.tweedekamer.nl/detail?id=2026Z54321&amp;did=2026D54321">Kamer</a> <a href="mailto:a@b.nl">Mail</a>
<a href="http://[">Kapot</a> <a href="https://naam@site.example/b.pdf">Naam</a></main></body></html>"""


def page(body: str | bytes, at: str | None = None) -> list[Record]:
    link = f"{SITE}/documenten/kamerstukken/2026/11/20/brief"
    raw = body.encode() if isinstance(body, str) else body
    piece = Piece(link, "tweedekamer", "Bericht", link, date=date(2026, 11, 20))
    fetched = Fetched(link, at or link, 200, NOW, {"content-type": "text/html"}, Body(raw), len(raw))
    return [item for item in service().read_piece(piece, fetched) if isinstance(item, Record)]


def test_a_page_names_its_files_and_the_numbers_on_it() -> None:
    (record,) = page(PAGE)
    link = f"{SITE}/documenten/kamerstukken/2026/11/20/brief"
    assert (record.kind, record.key) == (Kind.BESTAND, link)
    assert Link("bij", Kind.BERICHT, link) in record.links
    assert record.fields["bijlagen"] == [
        f"{SITE}/binaries/brief.PDF",
        f"{SITE}/documenten/kamerstukken/2026/11/20/bijlage.docx",
        "https://open.overheid.nl/documenten/aaaa-0001/file",
    ]
    assert record.fields["nummers"] == ["2026D12345", "kst-36999-12", "2026-0000123456", "2026Z54321", "2026D54321"]


def test_a_page_without_files_or_numbers_has_no_such_fields() -> None:
    (record,) = page("<html><body><main><h1>Nieuws</h1><p>Gemeenten krijgen een zwembad.</p></main></body></html>")
    assert {"bijlagen", "nummers"} & set(record.fields) == set()


def test_a_page_of_errors_is_refused() -> None:
    with pytest.raises(NotAsAnnouncedError):
        page(PAGE, at=f"{SITE}/pagina-niet-gevonden")
    with pytest.raises(InputError):
        page(b"")


def test_pages_that_are_odd_or_huge_give_what_they_have() -> None:
    many = b"<a href='/x%d.pdf'>"
    assert len(files_of(b"".join(many % n for n in range(5_000)), SITE, ())) == 50
    assert files_of(b"<div>" * 10_000, SITE, ()) == []
    assert files_of(b"\x00\xff\xfe niets", SITE, ()) == []
    assert files_of(f"<a href='/{'x' * 5_000}.pdf'>".encode(), SITE, ()) == []
    assert numbers_of(b"", SITE, "kst-1-" * 50_000) == []
    assert numbers_of(b"", SITE, "ah-tk-20262027-100, stcrt-2026-1234 en xkst-1-2 of 2026D123456") == [
        "ah-tk-20262027-100",
        "stcrt-2026-1234",
    ]


# The description


@pytest.mark.parametrize(
    ("options", "named"),
    [
        ({"vragen": {"nieuws": {"filters": [{"field": "sort_date", "values": ["x"]}]}}}, "sort_date"),
        ({"vragen": {"nieuws": {"filters": [{"field": "topic", "values": []}]}}}, "vragen.nieuws.filters"),
        ({"vragen": {"nieuws": {"filter": []}}}, "filter"),
        ({"vragen": {"nieuws": {"paden": ["actueel"]}}}, "vragen.nieuws.paden"),
        ({"sitemaps": {"kaart": {"adres": "https://elders.example/sitemap.xml"}}}, "sitemaps.kaart.adres"),
        ({"sitemaps": {"kaart": {"adres": MAP, "paden": ["x"]}}}, "sitemaps.kaart.paden"),
        ({"sitemaps": {"kaart": {"adres": MAP, "hoogstens": 0}}}, "hoogstens"),
        ({"sitemaps": {"nieuws": {"adres": MAP}}}, "nieuws"),
        ({"window_days": 0}, "window_days"),
        ({"first_days": "dertig"}, "first_days"),
        ({"eerste": 1}, "eerste"),
    ],
)
def test_nonsense_in_the_description_is_named(options: dict[str, object], named: str) -> None:
    with pytest.raises(InputError, match=named):
        service(**options)


def test_streams_and_options_must_name_the_same() -> None:
    for names, named in ((["nieuws", "los"], "los"), ([], "nieuws")):
        with pytest.raises(InputError, match=named):
            Rijksoverheid(described("rijksoverheid", ADDRESS, names, {"vragen": {"nieuws": {}}}), Limits())


def test_the_bundled_description_is_sound(tmp_path: Path) -> None:
    made = Rijksoverheid(descriptions(tmp_path)["rijksoverheid"], Limits())
    assert made.streams() == ("nieuws", "documenten", "sitemap-nieuws", "sitemap")
