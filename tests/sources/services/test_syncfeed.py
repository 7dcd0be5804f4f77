# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The SyncFeed: following it to its end, what goes wrong on the way, and entries that say what OData says."""

from __future__ import annotations

import json
import lzma
import threading
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from blobs import blob_of, sort_out
from hypothesis import given, settings
from hypothesis import strategies as st
from tk_net import NOW, Answer, FakeNetwork, described, entry, feed

from bijgepraat.model.records import Link, Notice, Record, Severity
from bijgepraat.model.sync import Piece, Position
from bijgepraat.settings import Limits
from bijgepraat.sources.blob import InputError
from bijgepraat.sources.fetched import Body, Fetched, FetchError, GoneError
from bijgepraat.sources.services.service import Batch, StreamError
from bijgepraat.sources.services.syncfeed import SyncFeed
from bijgepraat.sources.syncfeed_entries import read_syncfeed
from bijgepraat.sources.tweedekamer import Place, entities, read_entity

FEED = "https://feed.example/SyncFeed/2.0/Feed"
BARE = f"{FEED}?category=Zaak"
ZAAK = "<soort>Motie</soort><onderwerp>Motie over zwembaden</onderwerp><gestartOp>2026-11-19T00:00:00</gestartOp>"


def at(token: int) -> str:
    return f"{FEED}?category=Zaak&skiptoken={token}"


def cursor(token: int) -> str:
    return f"category=Zaak&skiptoken={token}"


def zaak(number: int, **more: str | int) -> str:
    return entry("zaak", f"aaaaaaaa-0000-4000-8000-{number:012d}", ZAAK, **more)  # type: ignore[arg-type]


def keys(batch: Batch) -> list[int]:
    return [int(record.key[-12:]) for record in batch.records]


def service(**options: object) -> SyncFeed:
    return SyncFeed(described("syncfeed", FEED, ["Zaak", "Document", "Verslag"], options), Limits())


def read(network: FakeNetwork, position: Position | None = None, stream: str = "Zaak", **options: object) -> list[Batch]:
    return list(service(**options).read(stream, position or Position(), network, NOW))


def three_pages() -> dict[str, Answer | list[Answer]]:
    return {
        BARE: feed(zaak(1, token=11), zaak(2, token=12), next=at(12)),
        at(12): feed(zaak(3, token=13), next=at(13)),
        at(13): feed(resume=at(13)),
    }


def one(inner: str, kind: str = "zaak", **more: str) -> tuple[Record, list[Notice]]:
    """The only record of a page with one entry, read as a file."""
    page = feed(entry(kind, "AAAAAAAA-0000-4000-8000-000000000001", inner, **more))  # type: ignore[arg-type]
    (record,), refused, warned = sort_out(list(read_syncfeed(blob_of(page, "pagina.xml"))))
    assert refused == []
    return record, warned


# Following the feed


def test_it_follows_the_feed_to_its_end_one_batch_a_page() -> None:
    batches = read(network := FakeNetwork(three_pages()))
    assert [keys(batch) for batch in batches] == [[1, 2], [3]]
    assert [batch.cursor for batch in batches] == [cursor(12), cursor(13)]
    assert [batch.fetched is not None for batch in batches] == [True, True]
    assert network.asked == [BARE, at(12), at(13)]
    assert network.told == []


def test_a_round_without_news_stores_nothing_and_leaves_the_cursor() -> None:
    network = FakeNetwork({at(13): feed(resume=at(13))})
    assert read(network, Position(cursor(13))) == []
    assert network.asked == [at(13)]


def test_an_empty_page_may_move_the_cursor_without_anything_to_store() -> None:
    (batch,) = read(FakeNetwork({BARE: feed(resume=at(99))}))
    assert (batch.fetched, batch.cursor, list(batch.records)) == (None, cursor(99), [])


def test_links_of_entries_are_not_links_of_the_page() -> None:
    network = FakeNetwork({BARE: feed(zaak(1, token=11), zaak(2, token=12), resume=at(50))})
    (batch,) = read(network)
    assert batch.cursor == cursor(50)
    assert network.asked == [BARE]


def test_without_a_link_of_the_page_its_last_entry_leads_on() -> None:
    own = f"{FEED}?skiptoken=12&category=X"
    network = FakeNetwork({BARE: feed(zaak(1, token=11), zaak(2, token=12)), own: feed()})
    (batch,) = read(network)
    assert (keys(batch), batch.cursor) == ([1, 2], "skiptoken=12&category=X")
    assert network.asked == [BARE, own]


def test_a_feed_can_not_lead_elsewhere() -> None:
    elsewhere = "http://169.254.169.254/latest?category=Zaak&skiptoken=12"
    network = FakeNetwork({BARE: feed(zaak(1), next=elsewhere), at(12): feed(resume=elsewhere)})
    assert read(network)[-1].cursor == cursor(12)
    assert network.asked == [BARE, at(12)]


def test_a_link_that_leads_nowhere_ends_the_round() -> None:
    with pytest.raises(StreamError, match="vervolg") as error:
        read(FakeNetwork({BARE: feed(zaak(1), next="https://feed.example/nergens")}))
    assert error.value.code == "geen-vervolg"


def test_a_token_that_comes_back_does_not_turn_in_circles() -> None:
    network = FakeNetwork({BARE: feed(zaak(1), next=at(12)), at(12): feed(zaak(2), next=at(12))})
    found: list[Batch] = []
    with pytest.raises(StreamError) as error:
        found.extend(service().read("Zaak", Position(), network, NOW))
    assert error.value.code == "kringloop"
    assert [(keys(batch), batch.cursor) for batch in found] == [([1], cursor(12)), ([2], None)]


def test_after_a_token_that_comes_back_the_last_entry_may_still_lead_on() -> None:
    own = f"{FEED}?skiptoken=20&category=X"
    network = FakeNetwork({BARE: feed(zaak(1), zaak(2, token=20), next=BARE), own: feed(zaak(3), resume=at(30))})
    assert [keys(batch) for batch in read(network)] == [[1, 2], [3]]
    assert network.codes() == [("kringloop", True)]


def test_since_reads_a_new_stream_whole_and_a_known_one_onward() -> None:
    assert [keys(b) for b in read(FakeNetwork(three_pages()), Position(since=date(2026, 11, 22)))] == [[1, 2], [3]]
    network = FakeNetwork(three_pages())
    assert [keys(b) for b in read(network, Position(cursor(12), since=date(2020, 1, 1)))] == [[3]]
    assert network.asked == [at(12), at(13)]


# One page ahead


def test_it_is_never_more_than_one_page_ahead_and_stops_clean() -> None:
    pages: dict[str, Answer | list[Answer]] = {at(n): feed(zaak(n), next=at(n + 1)) for n in range(1, 9)}
    network = FakeNetwork({BARE: feed(zaak(0), next=at(1)), **pages})
    batches = service().read("Zaak", Position(), network, NOW)
    next(batches)
    next(batches)
    batches.close()  # type: ignore[attr-defined]
    assert network.asked in ([BARE, at(1)], [BARE, at(1), at(2)])
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("ahead")]


def test_a_failure_ahead_comes_after_the_page_before_it() -> None:
    failing = FetchError("geen antwoord", address=at(12), temporary=True)
    network = FakeNetwork({**three_pages(), at(12): failing})
    batches = service().read("Zaak", Position(), network, NOW)
    assert keys(next(batches)) == [1, 2]
    with pytest.raises(FetchError, match="geen antwoord"):
        next(batches)
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("ahead")]


# Tokens that do not exist any more


@pytest.mark.parametrize(
    "error",
    [
        GoneError("weg", address=at(7), status=404),
        GoneError("weg", address=at(7), status=410),
        FetchError("fout", address=at(7), status=400),
        FetchError("stuk", address=at(7), status=500, temporary=True),
    ],
)
def test_a_token_that_is_gone_starts_the_category_again(error: FetchError) -> None:
    network = FakeNetwork({**three_pages(), at(7): error})
    assert [keys(batch) for batch in read(network, Position(cursor(7)))] == [[1, 2], [3]]
    assert network.codes() == [("skiptoken-vervallen", True)]
    assert network.told[0].example == at(7)


def test_a_category_that_fails_as_a_whole_keeps_its_cursor() -> None:
    broken = FetchError("stuk", address=at(7), status=500, temporary=True)
    network = FakeNetwork({at(7): broken, BARE: FetchError("ook stuk", address=BARE, status=500, temporary=True)})
    with pytest.raises(FetchError, match=r"^stuk$"):
        read(network, Position(cursor(7)))
    assert network.told == []


def test_a_failure_that_is_not_about_the_token_does_not_start_again() -> None:
    network = FakeNetwork({at(7): FetchError("overbelast", address=at(7), status=503, temporary=True)})
    with pytest.raises(FetchError, match="overbelast"):
        read(network, Position(cursor(7)))
    later = FakeNetwork({**three_pages(), at(12): FetchError("stuk", address=at(12), status=500, temporary=True)})
    with pytest.raises(FetchError, match="stuk"):
        read(later)
    assert later.asked == [BARE, at(12)]


def test_a_page_that_always_fails_starts_the_category_again_once_a_day() -> None:
    network = FakeNetwork({**three_pages(), at(12): GoneError("weg", address=at(12), status=404)})
    found: list[Batch] = []
    with pytest.raises(GoneError):
        found.extend(service().read("Zaak", Position(), network, NOW))
    assert network.asked.count(BARE) == 2
    kept = found[-1].cursor
    assert (found[-1].fetched, kept) == (None, f"{cursor(12)}#herlezen=2026-11-23")
    with pytest.raises(GoneError):
        read(network, Position(kept))
    assert network.asked.count(BARE) == 2
    with pytest.raises(GoneError):
        list(service().read("Zaak", Position(kept), network, NOW + timedelta(days=1)))
    assert network.asked.count(BARE) == 3
    mended = FakeNetwork(three_pages())
    assert [batch.cursor for batch in read(mended, Position(kept))] == [cursor(13)]
    assert mended.asked == [at(12), at(13)]


def test_an_optional_category_may_be_missing_until_it_was_read() -> None:
    gone = GoneError("weg", address=BARE, status=404)
    network = FakeNetwork({BARE: gone, at(7): gone})
    assert read(network, optional=["Zaak"]) == []
    assert network.codes() == [("categorie-ontbreekt", True)]
    with pytest.raises(GoneError):
        read(FakeNetwork({BARE: gone}))
    with pytest.raises(GoneError):
        read(network, Position(cursor(7)), optional=["Zaak"])
    with pytest.raises(FetchError):
        read(FakeNetwork({BARE: FetchError("geen antwoord", address=BARE, temporary=True)}), optional=["Zaak"])


# Pages that come in broken

TRUNCATED = feed(zaak(1), zaak(2), next=at(12))[:-200]
HTML = b"<!DOCTYPE html><html><head><title>Fout</title></head><body>Even niet</body></html>"
BOMB = b'<?xml version="1.0"?><!DOCTYPE feed [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><feed>&b;</feed>'
OUTSIDE = b'<?xml version="1.0"?><!DOCTYPE feed [<!ENTITY x SYSTEM "file:///etc/passwd">]><feed>&x;</feed>'
ERROR = b"<Error><Message>An error has occurred.</Message></Error>"
MANY = b"<feed>" + b"<a/>" * 2_000_001 + b"</feed>"


@pytest.mark.parametrize("broken", [TRUNCATED, HTML, ERROR, b"", b"\x00\x01", BOMB, OUTSIDE, MANY])
def test_a_broken_page_is_asked_again_and_lost_only_if_it_stays(broken: bytes) -> None:
    pages = three_pages()
    network = FakeNetwork({**pages, at(12): [broken, pages[at(12)]]})  # type: ignore[list-item]
    assert [keys(batch) for batch in read(network)] == [[1, 2], [3]]
    assert len(network.repeated) == 1
    found: list[Batch] = []
    network = FakeNetwork({**pages, at(12): broken})
    with pytest.raises(StreamError):
        found.extend(service().read("Zaak", Position(), network, NOW))
    assert [batch.cursor for batch in found] == [cursor(12)]
    assert network.asked == [BARE, at(12), at(12), at(12)]


def test_a_mislabelled_page_is_asked_again_then_taken_with_a_complaint() -> None:
    good = feed(entry("zaak", "z1", "<soort>Brief</soort><onderwerp>Financiën en café’s</onderwerp>"), resume=at(2))
    wrong = good.decode().encode("cp1252")
    network = FakeNetwork({BARE: [wrong, good]})
    assert read(network)[0].records[0].title == "Financiën en café’s"
    assert network.told == []
    network = FakeNetwork({BARE: wrong})
    assert read(network)[0].records[0].title == "Financiën en café’s"
    assert (network.codes(), len(network.repeated)) == ([("codering", False)], 3)


def test_letters_that_were_read_wrongly_are_asked_again_and_reported() -> None:
    good = feed(entry("zaak", "z1", "<soort>Brief</soort><onderwerp>Financiën</onderwerp>"), resume=at(2))
    wrong = good.decode().encode().decode("cp1252").encode()
    network = FakeNetwork({BARE: [wrong, good]})
    assert read(network)[0].records[0].title == "Financiën"
    network = FakeNetwork({BARE: wrong}, attempts=9)
    assert read(network)[0].records[0].title == "FinanciÃ«n"
    assert network.codes() == [("verhaspeld", False)]
    assert len(network.asked) == 3
    assert "FinanciÃ«n" in str(network.told[0].example)


def test_a_page_that_only_calls_itself_something_else_is_taken_at_once() -> None:
    page = feed(entry("zaak", "z1", "<soort>Brief</soort><onderwerp>Café</onderwerp>"), resume=at(2))
    network = FakeNetwork({BARE: page.replace(b'encoding="utf-8"', b'encoding="iso-8859-1"')})
    assert read(network)[0].records[0].title == "Café"
    assert (network.codes(), len(network.asked)) == ([("codering", True)], 1)


# Entries


def test_an_entry_that_cannot_be_read_does_not_hold_up_the_others() -> None:
    bare = "<entry><id>https://feed.example/Entiteiten/BBBB</id><updated>2026-11-19T14:10:11Z</updated>{}</entry>"
    network = FakeNetwork(
        {
            BARE: feed(
                zaak(1),
                bare.format(""),
                bare.format('<content src="https://feed.example/x"/>'),
                entry("raadsel", "cccc"),
                "<entry><content><zaak/></content></entry>",
                zaak(2),
                resume=at(9),
            )
        }
    )
    (batch,) = read(network)
    assert keys(batch) == [1, 2]
    refused = [(notice.code, notice.record) for notice in batch.notices]
    assert refused == [("zonder-inhoud", "bbbb"), ("zonder-inhoud", "bbbb"), ("onbekende-entiteit", "cccc"), ("geen-id", None)]
    assert {notice.severity for notice in batch.notices} == {Severity.REFUSED}


@pytest.mark.parametrize("word", ["true", "True", "TRUE"])
def test_a_tombstone_is_a_deleted_record_with_nothing_in_it(word: str) -> None:
    record, warned = one(ZAAK, deleted=word)
    assert (record.deleted, dict(record.fields), record.links, record.title, record.date) == (True, {}, (), None, None)
    assert record.modified == "2026-11-19T14:10:11.0962032Z"
    assert warned == []
    assert not one(ZAAK, deleted="False")[0].deleted


def test_a_deleted_row_of_odata_is_the_same_record() -> None:
    row = {
        "Id": "AAAAAAAA-0000-4000-8000-000000000001",
        "Soort": None,
        "Afgedaan": False,
        "GewijzigdOp": "2026-11-19T15:09:44.513+01:00",
        "ApiGewijzigdOp": "2026-11-19T14:10:11.0962032Z",
        "Verwijderd": True,
    }
    (record,) = read_entity(Place("proef", "x"), row, "Zaak")
    assert record == one("", deleted="true")[0]


def test_prefixed_kinds_and_what_they_say_of_toezeggingen() -> None:
    inner = """<ns1:toegezegdAan><ns1:persoon ref="P1"/></ns1:toegezegdAan><ns1:toegezegdAan/>
      <ns1:kamerbriefNakoming ref="D1"/><ns1:kamerbriefNakoming ref="D2"/><ns1:isHerhalingVan ref="T2" ns1:bijgewerkt="x"/>
      <ns1:aanmaakdatum>2026-11-18T00:00:00+0100</ns1:aanmaakdatum><ns1:activiteit ref="A1"/><ns1:activiteit/>
      <ns1:tekst>De minister zegt de Kamer een brief toe.</ns1:tekst><ns1:datumNakoming xsi:nil="true"/>"""
    record, warned = one(inner, "toezegging", prefix="ns1", changed="2026-11-18T16:02:00+01:00")
    assert warned == []
    assert record.fields["Aanmaakdatum"] == "2026-11-18T00:00:00+01:00"
    assert record.fields["GewijzigdOp"] == "2026-11-18T16:02:00+01:00"
    assert "DatumNakoming" not in record.fields
    assert (record.date, record.text) == (date(2026, 11, 18), "De minister zegt de Kamer een brief toe.")
    assert set(record.links) == {
        Link("toegezegdaanpersoon", "Persoon", "p1"),
        Link("kamerbriefnakoming", "Document", "d1"),
        Link("kamerbriefnakoming", "Document", "d2"),
        Link("isherhalingvan", "Toezegging", "t2"),
        Link("activiteit", "Activiteit", "a1"),
    }


def test_the_same_toezegging_as_newer_odata_gives_it() -> None:
    row = {
        "Id": "t",
        "ToegezegdAan": [{"Toezegging_Id": "t", "Fractie_Id": None, "Persoon_Id": "P1"}],
        "KamerbriefNakoming": [{"Id": "D1"}],
    }
    (record,) = read_entity(Place("proef", "x"), row, "Toezegging")
    assert isinstance(record, Record)
    assert record.links == (Link("kamerbriefnakoming", "Document", "d1"), Link("toegezegdaanpersoon", "Persoon", "p1"))
    inner = '<toegezegdAan><persoon ref="p1"/></toegezegdAan><kamerbriefNakoming ref="d1"/>'
    assert one(inner, "toezegging")[0].links == record.links
    assert one("<kamerbriefNakoming>36999-4</kamerbriefNakoming>", "toezegging")[0].fields["KamerbriefNakoming"] == "36999-4"


def test_what_nobody_knows_is_kept_and_reported() -> None:
    inner = f'{ZAAK}<lievelingskleur>blauw</lievelingskleur><buur ref="B1"/><doos><inhoud>leeg</inhoud></doos>'
    record, warned = one(inner, attributes='tk:nieuwKenmerk="7"')
    assert (record.fields["Lievelingskleur"], record.fields["DoosInhoud"], record.fields["NieuwKenmerk"]) == (
        "blauw",
        "leeg",
        "7",
    )
    assert Link("buur", "Buur", "b1") in record.links
    assert [notice.code for notice in warned] == ["onbekend-veld"] * 4


def test_a_value_of_another_type_is_kept_as_text_and_reported() -> None:
    inner = f"{ZAAK}<volgnummer>twaalf</volgnummer><afgedaan>misschien</afgedaan><termijn>ooit</termijn>"
    record, warned = one(inner)
    assert [record.fields[name] for name in ("Volgnummer", "Afgedaan", "Termijn")] == ["twaalf", "misschien", "ooit"]
    assert [notice.code for notice in warned] == ["ander-type"] * 3
    assert one(f"{ZAAK}<volgnummer>{'9' * 40}</volgnummer>")[0].fields["Volgnummer"] == "9" * 40


def test_notes_white_space_and_false_dates_stay_as_odata_has_them() -> None:
    note = "&lt;p&gt;Zie &amp;amp; lees&lt;/p&gt;"
    record, warned = one(
        f"<soort>Commissiedebat</soort><onderwerp>Wonen  en zorg </onderwerp><noot>{note}</noot><datumSoort>Dag</datumSoort>"
        "<datum>2026-07-01T10:00:00</datum><vrsNummer>12345678</vrsNummer><vervaldatum>0001-01-01T00:00:00</vervaldatum>",
        "activiteit",
    )
    assert record.fields["Noot"] == "<p>Zie &amp; lees</p>"
    assert (record.fields["Onderwerp"], record.title) == ("Wonen  en zorg ", "Wonen en zorg")
    assert (record.fields["Datum"], record.fields["VRSNummer"]) == ("2026-07-01T10:00:00+02:00", "12345678")
    assert [notice.code for notice in warned] == ["schijndatum"]


def test_a_clock_that_is_off_is_reported_and_not_believed() -> None:
    network = FakeNetwork(
        {
            BARE: feed(
                zaak(1, updated="2031-01-01T00:00:00.0000000Z"),
                zaak(2, updated="2026-11-20T10:00:00.0000000Z"),
                zaak(3, updated="1970-01-01T00:00:00Z"),
                zaak(4, updated="gisteren"),
                next=at(5),
            ),
            at(5): feed(zaak(5, updated="2026-11-25T00:00:00Z"), zaak(6, updated="2026-11-23T20:00:00Z"), resume=at(6)),
        }
    )
    first, second = read(network)
    believed = [record.modified for record in (*first.records, *second.records)]
    earlier = "2026-11-20T10:00:00.0000000Z"
    assert believed == ["2026-11-19T14:09:44.5130000Z", earlier, earlier, earlier, earlier, "2026-11-23T20:00:00.0000000Z"]
    assert network.codes() == [("klok", False), ("klok", False)]
    assert "2031-01-01" in str(network.told[0].example)


def test_without_any_moment_that_can_be_true_there_is_none() -> None:
    page = feed(zaak(1, updated="2031-01-01T00:00:00Z", changed="2032-01-01T00:00:00"), resume=at(2))
    assert read(FakeNetwork({BARE: page}))[0].records[0].modified is None


# Files

PIECES = {"pieces": {"Document": {"days": 30, "soorten": ["Motie"]}, "Verslag": {"days": 30}}}


def document(key: str, soort: str = "Motie", day: str = "2026-11-19", **more: str) -> str:
    inner = f"<soort>{soort}</soort><onderwerp>Over zwembaden</onderwerp><datum>{day}T00:00:00</datum>"
    return entry("document", key, inner, attributes='tk:contentType="application/pdf" tk:contentLength="20905"', **more)  # type: ignore[arg-type]


def pieces(stream: str, *entries: str, position: Position | None = None) -> list[Piece]:
    address = f"{FEED}?category={stream}"
    (batch,) = read(FakeNetwork({address: feed(*entries, resume=f"{address}&skiptoken=1")}), position, stream, **PIECES)
    return list(batch.pieces)


def test_wanted_files_are_announced() -> None:
    there = "https://feed.example/SyncFeed/2.0/Resources/D1"
    found = pieces(
        "Document",
        document("D1", enclosure=there),
        document("d2"),
        document("d3", soort="Sprekerslijst"),
        document("d4", day="2026-10-01"),
        document("d5", deleted="true"),
        entry("document", "d6", "<soort>Motie</soort><datum>2026-11-19T00:00:00</datum>"),
    )
    assert found[0] == Piece(
        address=there,
        source="tweedekamer",
        kind="Document",
        key="d1",
        media_type="application/pdf",
        size=20905,
        changed="2026-11-19T14:09:44.5130000Z",
        date=date(2026, 11, 19),
        title="Over zwembaden",
    )
    assert [piece.address for piece in found] == [there, "https://feed.example/SyncFeed/2.0/Resources/d2"]


def test_a_report_is_as_old_as_its_last_change() -> None:
    kind = "<ns1:soort>Eindpublicatie</ns1:soort>"
    text = 'ns1:contentType="text/xml"'
    old = entry("verslag", "v1", kind, prefix="ns1", attributes=text, changed="2026-09-01T10:00:00+02:00")
    new = entry("verslag", "v2", kind, prefix="ns1", attributes=text, changed="2026-11-01T10:00:00+01:00")
    assert [piece.key for piece in pieces("Verslag", old, new)] == ["v2"]


def test_a_document_that_is_only_sent_again_is_not_a_changed_file() -> None:
    (first,) = pieces("Document", document("d1"))
    (again,) = pieces("Document", document("d1", updated="2026-11-22T08:00:00.0000000Z"))
    assert first == again


def test_since_announces_older_files_of_a_stream_never_read() -> None:
    old = document("d4", day="2026-10-01")
    assert [piece.key for piece in pieces("Document", old, position=Position(since=date(2026, 9, 1)))] == ["d4"]


def test_a_file_with_another_size_is_read_and_reported() -> None:
    text = b"Een verslag van de vergadering over zwembaden en wat daarna kwam."
    address = "https://feed.example/SyncFeed/2.0/Resources/d1"
    fetched = Fetched(address, address, 200, NOW, {"content-type": "text/plain"}, Body(text), len(text))
    piece = Piece(address, "tweedekamer", "Document", "d1", "text/plain", len(text))
    (record,), _, warned = sort_out(list(service().read_piece(piece, fetched)))
    assert (record.kind, warned) == ("Bestand", [])
    (_,), _, warned = sort_out(list(service().read_piece(replace(piece, size=7), fetched)))
    assert [notice.code for notice in warned] == ["andere-lengte"]


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 2000), st.binary(max_size=12), st.integers(0, 40))
def test_damage_anywhere_is_refused_or_read_and_nothing_else(place: int, added: bytes, gone: int) -> None:
    whole = feed(zaak(1, token=11), document("d1"), next=at(12))
    place = place * len(whole) // 2000
    try:
        items = list(read_syncfeed(blob_of(whole[:place] + added + whole[place + gone :], "pagina.xml")))
    except InputError as error:
        assert str(error)
    else:
        assert len([item for item in items if isinstance(item, Record) or item.severity is Severity.REFUSED]) <= 2


# The description


@pytest.mark.parametrize(
    ("streams", "options", "words"),
    [
        (["Zaak"], {"piecees": {}}, "piecees"),
        (["Zaak"], {"pieces": {"Document": {"dagen": 3}}}, "dagen"),
        (["Zaak"], {"pieces": {"Documend": {"days": 3}}}, "Documend"),
        (["Zaken"], {}, "Zaken"),
        (["Zaak"], {"optional": "Zaak"}, "optional"),
    ],
)
def test_nonsense_in_a_description_is_named(streams: list[str], options: Mapping[str, object], words: str) -> None:
    with pytest.raises(InputError, match=words):
        SyncFeed(described("syncfeed", FEED, streams, options), Limits())


# Both ways to the same record

CAMEL = {
    "VRSNummer": "vrsNummer",
    "NaamNL": "naamNl",
    "NaamEN": "naamEn",
    "NaamWebNL": "naamWebNl",
    "NaamWebEN": "naamWebEn",
    "ExterneIdentifier": "externeidentifier",
}
KINDS = (
    "Persoon Fractie FractieZetel FractieZetelPersoon Commissie Kamerstukdossier Zaak ZaakActor Document DocumentActor DocumentVersie "
    "DocumentPublicatie Activiteit ActiviteitActor Agendapunt Besluit Stemming Vergadering Verslag Toezegging"
).split()
DUTCH = ZoneInfo("Europe/Amsterdam")
texts = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs"), exclude_characters="\ufffe\uffff"), max_size=20)
ids = st.uuids().map(str)


@st.composite
def moments(draw: st.DrawFn) -> tuple[str, str]:
    """A moment as the feed writes it and as OData does."""
    found = draw(st.datetimes(datetime(1996, 1, 1), datetime(2037, 1, 1)).map(lambda value: value.replace(microsecond=0)))  # noqa: DTZ001
    early, late = (found.replace(tzinfo=DUTCH, fold=fold).utcoffset() for fold in (0, 1))
    if early != late:  # an hour that does not exist or comes twice
        found += timedelta(hours=6)
    fraction = draw(st.integers(0, 9_999_999).map(lambda value: f"{value:07d}") | st.just("0000000"))
    local = found.replace(tzinfo=DUTCH).isoformat()
    trimmed = f".{fraction}".rstrip("0").rstrip(".")
    return f"{found.isoformat()}.{fraction}", f"{local[:19]}{trimmed}{local[19:]}"


@st.composite
def pairs(draw: st.DrawFn) -> tuple[str, str, dict[str, object]]:
    """One made-up entity: its kind, its entry in the feed and its row of OData."""
    kind = draw(st.sampled_from(KINDS))
    entity = entities()[kind]
    key = draw(ids)
    changed, changed_row = draw(moments())
    updated = draw(st.datetimes(datetime(2012, 1, 1), datetime(2026, 11, 22)))  # noqa: DTZ001
    row: dict[str, object] = {
        "Id": key.upper(),
        "GewijzigdOp": changed_row,
        "ApiGewijzigdOp": f"{updated:%Y-%m-%dT%H:%M:%S.%f}".rstrip("0").rstrip(".") + "Z",
        "Verwijderd": False,
    }
    parts: list[str] = []
    attributes = ""
    for name, group in entity.types.items():
        if name in row or name in entity.links or group == "keys":
            continue
        if draw(st.booleans()):
            row[name] = None
            if name not in {"ContentType", "ContentLength"}:
                camel = CAMEL.get(name, name[0].lower() + name[1:])
                parts += draw(st.sampled_from([[], [f'<{camel} xsi:nil="true"/>']]))
            continue
        wire, value = draw(_value(group))
        row[name] = value
        if name == "ContentType":
            row[name] = "application/pdf"
            attributes += ' tk:contentType="application/pdf"'
        elif name == "ContentLength":
            attributes += f' tk:contentLength="{wire}"'
        else:
            parts.append(
                f"<{CAMEL.get(name, name[0].lower() + name[1:])}>{_escaped(wire)}</{CAMEL.get(name, name[0].lower() + name[1:])}>"
            )
    for role in entity.own:
        if role == "ToegezegdAan":
            continue
        single = f"{role}_Id" in entity.types
        targets = draw(st.lists(ids, max_size=1 if single else 3))
        parts += [f'<{role[0].lower() + role[1:]} ref="{target}"/>' for target in targets]
        if single:
            row[f"{role}_Id"] = targets[0].upper() if targets else None
        else:
            row[role] = [{"Id": target.upper()} for target in targets]
    draw(st.randoms(use_true_random=False)).shuffle(parts)
    text = entry(
        kind[0].lower() + kind[1:],
        key,
        "".join(parts),
        updated=f"{updated:%Y-%m-%dT%H:%M:%S.%f}0Z",
        changed=changed,
        attributes=attributes,
    )
    return kind, text, row


def _value(group: str) -> st.SearchStrategy[tuple[str, object]]:
    if group == "moments":
        return moments()
    if group == "numbers":
        return st.integers(-1, 10**9).map(lambda value: (str(value), value))
    if group == "flags":
        return st.sampled_from([("true", True), ("True", True), ("false", False), ("False", False)])
    if group == "days":
        return st.dates(date(1850, 1, 1), date(2050, 1, 1)).map(lambda value: (value.isoformat(), value.isoformat()))
    return texts.map(lambda value: (value, value))


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


@settings(max_examples=300, deadline=None)
@given(pairs())
def test_an_entry_and_a_row_of_odata_give_the_same_record(pair: tuple[str, str, dict[str, object]]) -> None:
    kind, text, row = pair
    records, refused, warned = sort_out(list(read_syncfeed(blob_of(feed(text), "bron"))))
    others, refused_row, warned_row = sort_out(list(read_entity(Place("proef", "bron", complete=True), row, kind)))
    assert records == others
    assert (refused, refused_row) == ([], [])
    assert sorted(notice.message for notice in warned) == sorted(notice.message for notice in warned_row)


@pytest.mark.shared
@pytest.mark.parametrize("name", ["Document", "Activiteit", "Zaak", "Agendapunt", "Besluit", "Vergadering", "Fractie", "Persoon"])
def test_real_rows_written_as_entries_give_the_same_records(shared: Path, name: str) -> None:
    with lzma.open(shared / f"data/tweedekamer/{name.lower()}.jsonl.xz") as lines:
        rows = [json.loads(line) for _, line in zip(range(300), lines, strict=False)]
    page = feed(*(_as_entry(name, row) for row in rows))
    records, refused, _ = sort_out(list(read_syncfeed(blob_of(page, "bron"))))
    others, _, _ = sort_out([item for row in rows for item in read_entity(Place("proef", "bron", complete=True), row, name)])
    assert records == others
    assert refused == []


def _as_entry(kind: str, row: Mapping[str, object]) -> str:
    parts = []
    attributes = ""
    for name, value in row.items():
        if value is None or name in {"Id", "GewijzigdOp", "ApiGewijzigdOp", "Verwijderd"}:
            continue
        text = str(value).lower() if isinstance(value, bool) else str(value)
        if entities()[kind].types[name] == "moments":
            text = text[:-1] if text.endswith("Z") else text[:-6]
        if name in {"ContentType", "ContentLength"}:
            attributes += f' tk:c{name[1:]}="{text}"'
        else:
            camel = CAMEL.get(name, name[0].lower() + name[1:])
            parts.append(f"<{camel}>{_escaped(text)}</{camel}>")
    return entry(
        kind[0].lower() + kind[1:],
        str(row["Id"]),
        "".join(parts),
        updated=str(row["ApiGewijzigdOp"]),
        changed=str(row["GewijzigdOp"])[:-6],
        attributes=attributes,
        deleted=str(row["Verwijderd"]),
    )
