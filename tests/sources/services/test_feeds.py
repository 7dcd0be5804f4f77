# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Feeds: every dialect, every usual fault, and what hostile ones try."""

from __future__ import annotations

from datetime import date
from html import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scripted_net import NOW, START, Answer, Says, ScriptedNetwork, described, gone, only

from bijgepraat.model.records import Kind, Link, Record, Severity
from bijgepraat.model.sync import Piece, Position, Validators
from bijgepraat.settings import Limits
from bijgepraat.sources.blob import InputError
from bijgepraat.sources.fetched import GoneError
from bijgepraat.sources.services.addresses import public_address
from bijgepraat.sources.services.feed_items import read_feed
from bijgepraat.sources.services.feeds import Feeds
from bijgepraat.sources.services.markup import plain
from bijgepraat.sources.services.service import Batch, StreamError
from bijgepraat.sources.services.stamps import read_stamp

HOME = "https://vereniging.example"
FEED = f"{HOME}/rss.xml"


def item(number: int, *, more: str = "", when: str = "Thu, 19 Nov 2026 13:34:00 GMT", title: str = "") -> str:
    return (
        f"<item><title>{title or f'Bericht {number}'}</title><link>{HOME}/nieuws/{number}</link>"
        f"<description>Korte tekst {number}.</description><pubDate>{when}</pubDate>{more}</item>"
    )


def rss(*items: str, head: str = '<?xml version="1.0" encoding="utf-8"?>') -> str:
    return f'{head}<rss version="2.0"><channel><title>Nieuws</title><link>{HOME}</link>{"".join(items)}</channel></rss>'


def atom(*entries: str) -> str:
    return f'<feed xmlns="http://www.w3.org/2005/Atom"><title>Nieuws</title>{"".join(entries)}</feed>'


def feeds(**options: object) -> Feeds:
    return Feeds(described("feeds", FEED, **options), Limits())


def read(*answers: Answer, position: Position = START, **options: object) -> tuple[Batch, ScriptedNetwork]:
    network = ScriptedNetwork({FEED: list(answers)})
    return only(feeds(**options), network, position), network


def one(answer: Answer, **options: object) -> Record:
    batch, _ = read(answer, **options)
    (record,) = batch.records
    return record


def test_an_item_becomes_a_message_with_all_it_says() -> None:
    more = (
        '<guid isPermaLink="false">doc-1</guid><author>redactie@vereniging.example (Redactie)</author><category>Jeugd</category>'
        "<category>Wonen</category><category>Jeugd</category>"
    )
    batch, network = read(rss(item(1, more=more)))
    (record,) = batch.records
    assert (record.kind, record.key, record.address) == (Kind.BERICHT, f"{HOME}/nieuws/1", f"{HOME}/nieuws/1")
    assert (record.title, record.date, record.source) == ("Bericht 1", date(2026, 11, 19), "bron")
    assert record.modified == "2026-11-19T13:34:00.0000000Z"
    assert record.text == "Korte tekst 1."
    assert record.text[record.passages[0].start : record.passages[0].end] == "Korte tekst 1."
    assert record.fields["guid"] == "doc-1"
    assert record.fields["categorieen"] == ["Jeugd", "Wonen"]
    assert "Redactie" in record.fields["auteur"]
    assert batch.whole and batch.cursor == FEED and batch.fetched is not None
    assert network.told == [] and network.asked == [FEED]


def test_atom_with_several_links() -> None:
    entry = (
        '<entry><id>tag:vereniging.example,2026:1</id><title type="html">Zorg &amp;amp; &lt;b&gt;wonen&lt;/b&gt;</title>'
        '<link rel="self" href="/api/1"/><link rel="alternate" type="application/json" href="/1.json"/>'
        '<link rel="alternate" type="text/html" href="../nieuws/1?utm_source=rss&amp;b=2&amp;utm_medium=x#xtor=RSS-1"/>'
        "<published>2026-11-18T23:30:00Z</published><updated>2026-11-20T10:00:00.1234567+01:00</updated>"
        '<summary>Kort.</summary><content type="html">&lt;h2&gt;Waarom&lt;/h2&gt;&lt;p&gt;Eerste.&lt;/p&gt;&lt;p&gt;Tweede.&lt;/p&gt;'
        "</content></entry>"
    )
    record = one(atom(entry))
    assert record.key == f"{HOME}/nieuws/1?b=2"
    assert record.title == "Zorg & wonen"
    assert record.date == date(2026, 11, 19), "half past midnight in Amsterdam"
    assert record.modified == "2026-11-20T09:00:00.1234567Z"
    assert record.text == "Waarom\nEerste.\nTweede."
    assert [passage.kind for passage in record.passages] == ["kop", "alinea", "alinea"]
    assert record.fields["samenvatting"] == "Kort."


def test_rdf() -> None:
    text = (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="x"><title>N</title></channel>'
        f'<item rdf:about="{HOME}/9"><title>Negen</title><link>{HOME}/9</link><dc:date>2026-11-19</dc:date></item></rdf:RDF>'
    )
    record = one(text)
    assert (record.key, record.title, record.date) == (f"{HOME}/9", "Negen", date(2026, 11, 19))
    assert record.modified == "2026-11-18T23:00:00.0000000Z"


@pytest.mark.parametrize(
    ("guid", "link", "key"),
    [
        (f"<guid>{HOME}/p/1</guid>", "", f"{HOME}/p/1"),
        (f'<guid isPermaLink="false">{HOME}/p/1</guid>', "", f"bron:{HOME}/p/1"),
        ("<guid>4711</guid>", "", "bron:4711"),
        ("", f"<link>{HOME}/p/2</link>", f"{HOME}/p/2"),
        ("<guid>x</guid>", "<link>/p/3</link>", f"{HOME}/p/3"),
        ("<guid>x</guid>", "<link>javascript:alert(1)</link>", "bron:x"),
        ("<guid>x</guid>", "<link>file:///etc/passwd</link>", "bron:x"),
        ("<guid>x</guid>", "<link>http://169.254.169.254/latest/</link>", "bron:x"),
        ("<guid>x</guid>", "<link>http://localhost:8080/beheer</link>", "bron:x"),
        ("<guid>x</guid>", "<link>https://naam:geheim@vereniging.example/</link>", "bron:x"),
    ],
)
def test_what_a_message_is_known_by(guid: str, link: str, key: str) -> None:
    batch, _ = read(rss(f"<item><title>T</title>{link}{guid}</item>"), pagina=True)
    (record,) = batch.records
    assert record.key == key
    assert record.address == (key if key.startswith("https") else None)
    assert [piece.address for piece in batch.pieces] == ([key] if key.startswith("https") else [])


def test_without_link_and_guid_the_words_are_the_key_and_without_words_it_is_refused() -> None:
    bare = "<item><title>Alleen een titel</title></item>"
    batch, _ = read(rss(bare, "<item><category>x</category></item>"))
    again, _ = read(rss(item(3), bare))
    assert batch.records[0].key == again.records[1].key
    assert batch.records[0].key.startswith("bron:")
    (notice,) = batch.notices
    assert (notice.severity, notice.code) == (Severity.REFUSED, "leeg")


def test_messages_that_share_the_address_of_the_site_stay_apart() -> None:
    items = [f'<item><title>Titel {n}</title><link>{HOME}/</link><guid isPermaLink="false">g{n}</guid></item>' for n in (1, 2)]
    batch, _ = read(rss(*items))
    assert [record.key for record in batch.records] == ["bron:g1", "bron:g2"]


@pytest.mark.parametrize(
    ("written", "moment", "day"),
    [
        ("do, 19 november 2026 13:34:00 +0100", "2026-11-19T12:34:00.0000000Z", date(2026, 11, 19)),
        ("Thu, 19 Nov 2026 13:34:00 CET", "2026-11-19T12:34:00.0000000Z", date(2026, 11, 19)),
        ("Wed, 01 Jul 2026 00:10:00 CEST", "2026-06-30T22:10:00.0000000Z", date(2026, 7, 1)),
        ("19 mei 2026 13:34", "2026-05-19T11:34:00.0000000Z", date(2026, 5, 19)),
        ("2 mrt. 26 9.05 uur", "2026-03-02T08:05:00.0000000Z", date(2026, 3, 2)),
        ("2026-11-19T13:34:00", "2026-11-19T12:34:00.0000000Z", date(2026, 11, 19)),
        ("19-11-2026", "2026-11-18T23:00:00.0000000Z", date(2026, 11, 19)),
        ("Tue, 31 Dec 2026 23:30:00 -0500", "2027-01-01T04:30:00.0000000Z", date(2027, 1, 1)),
    ],
)
def test_moments_as_feeds_write_them(written: str, moment: str, day: date) -> None:
    stamp = read_stamp(written)
    assert stamp is not None
    assert (stamp.moment, stamp.day) == (moment, day)


@pytest.mark.parametrize(
    "written", ["", "gisteren", "31 februari 2026", "0001-01-01T00:00:00Z", "19 foo 2026", "9" * 500, "32 mei 2026"]
)
def test_no_moments(written: str) -> None:
    assert read_stamp(written) is None


def test_a_date_that_cannot_be_read_is_told_and_one_that_is_missing_is_not() -> None:
    batch, _ = read(rss(item(1, when="ergens in het najaar"), f"<item><title>B</title><link>{HOME}/b</link></item>"))
    assert [(record.date, record.modified) for record in batch.records] == [(None, None), (None, None)]
    (notice,) = batch.notices
    assert (notice.code, notice.record) == ("onleesbare-datum", f"{HOME}/nieuws/1")


def test_a_clock_that_is_off_does_not_order_versions() -> None:
    batch, network = read(rss(item(1, when="Thu, 19 Nov 2037 13:34:00 GMT"), item(2)))
    assert [record.modified for record in batch.records] == [None, "2026-11-19T13:34:00.0000000Z"]
    assert network.codes() == [("klok", True)]


def test_doubles_are_taken_once_the_newest() -> None:
    batch, network = read(rss(item(1, title="Oud"), item(2), item(1, title="Nieuw", when="Fri, 20 Nov 2026 08:00:00 GMT")))
    assert [record.title for record in batch.records] == ["Nieuw", "Bericht 2"]
    assert network.codes() == [("dubbel", True)]


def test_a_whole_history_is_cut_at_the_newest_unless_asked_for() -> None:
    text = rss(*(item(n, when=f"Thu, 19 Nov {2000 + n} 13:34:00 GMT") for n in range(20)))
    batch, network = read(text, hoogstens=5)
    assert [record.title for record in batch.records] == [f"Bericht {n}" for n in range(15, 20)]
    assert network.codes() == [("hele-geschiedenis", True)]
    batch, network = read(text, hoogstens=5, position=Position(since=date(2000, 1, 1)))
    assert len(batch.records) == 20 and network.told == []


def test_nothing_changed() -> None:
    network = ScriptedNetwork({FEED: Says(rss(item(1)), {"etag": '"a"'})}, known={FEED: Validators('"a"')})
    assert list(feeds().read("nieuws", START, network, NOW)) == []
    assert only(feeds(), network, Position(since=date(2026, 1, 1))).records, "who wants everything again gets it"


# What is broken.


def test_what_was_cut_off_is_asked_again() -> None:
    text = rss(item(1), item(2))
    batch, network = read(text[:-60], text)
    assert len(batch.records) == 2
    assert network.told == [] and [complaint.code for complaint in network.repeated] == ["afgekapt"]


def test_of_a_feed_that_stays_cut_off_the_whole_messages_are_kept() -> None:
    text = rss(item(1), item(2), item(3))
    cut = text[: text.index("Korte tekst 3")]
    batch, network = read(Says(cut, {"etag": '"half"', "content-type": "text/xml"}))
    assert [record.title for record in batch.records] == ["Bericht 1", "Bericht 2"]
    assert network.codes() == [("afgekapt", False)]
    assert network.asked == [FEED] * 3
    assert batch.fetched is not None and batch.fetched.validators == Validators(), "or the rest would never be asked for"


@pytest.mark.parametrize(
    "text", [atom("<entry><id>1</id><title>A</title></entry>", "<entry><id>2</id>"), rss(item(1), "<item><ti")]
)
def test_every_place_to_cut(text: str) -> None:
    for end in range(40, len(text)):
        network = ScriptedNetwork({FEED: text[:end]}, attempts=1)
        try:
            batch = only(feeds(), network)
        except StreamError as error:
            assert error.code in {"afgekapt", "geen-feed"}
        else:
            assert network.codes() == [("afgekapt", False)]
            assert [record.title for record in batch.records] in (["A"], ["Bericht 1"])


def test_a_cut_before_the_first_message_ended() -> None:
    with pytest.raises(StreamError) as error:
        read(rss(item(1))[:120])
    assert error.value.code == "afgekapt"


@pytest.mark.parametrize(
    "body",
    [
        b"<!DOCTYPE html><html><head><title>Pagina niet gevonden</title></head><body><p>Helaas</body></html>",
        b"  <html><body>Accepteer eerst onze cookies</body></html>",
        b"<?xml version='1.0'?><officiele-publicatie/>",
        b'{"items": []}',
        b"",
        b"Service unavailable",
        b"%PDF-1.7",
        b"\x00\x01\x02\x03" * 50,
    ],
    ids=["soft 404", "cookie wall", "other xml", "json", "empty", "words", "pdf", "binary"],
)
def test_no_feed_with_status_200(body: bytes) -> None:
    network = ScriptedNetwork({FEED: body})
    with pytest.raises(StreamError, match="geen feed") as error:
        only(feeds(), network)
    assert error.value.code == "geen-feed"
    assert len(network.asked) == 3, "a fault is mostly transient"
    batch, network = read(body, rss(item(1)))
    assert len(batch.records) == 1 and network.told == []


@pytest.mark.parametrize(
    ("body", "title", "codes"),
    [
        (rss(item(1, title="Één café")).encode(), "Één café", []),
        (b"\xef\xbb\xbf\n  " + rss(item(1, title="Één café")).encode(), "Één café", []),
        (rss(item(1, title="Één café"), head='\n <?xml version="1.0" encoding="ISO-8859-1"?>').encode("cp1252"), "Één café", []),
        (rss(item(1, title="Één café")).encode("cp1252"), "Één café", [("codering", False)]),
        (
            rss(item(1, title="Één café"), head='<?xml version="1.0" encoding="iso-8859-1"?>').encode(),
            "Één café",
            [("codering", True)],
        ),
        (rss(item(1, title="Één café"), head='<?xml version="1.0" encoding="utf-16"?>').encode("utf-16"), "Één café", []),
        (rss(item(1, title="Één café")).encode().replace(b"\xc3\xa9</", b"\xc3</"), "Één caf\ufffd", [("codering", False)]),
    ],
    ids=["utf-8", "mark and white", "latin", "mislabelled latin", "mislabelled utf-8", "utf-16", "damaged"],
)
def test_encodings(body: bytes, title: str, codes: list[tuple[str, bool]]) -> None:
    batch, network = read(body)
    assert batch.records[0].title == title
    assert network.codes() == codes


def test_sloppy_xml_is_read_as_well_as_can_be() -> None:
    batch, network = read(rss(item(1, title="Jeugd & gezin"), item(2)))
    assert [record.title for record in batch.records] == ["Jeugd & gezin", "Bericht 2"]
    assert network.codes() == [("slordige-xml", True)]


# What is hostile.


@pytest.mark.parametrize(
    ("doctype", "use"),
    [
        (
            '<!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>',
            "&c;",
        ),
        ('<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/hostname">]>', "&x;"),
        ('<!DOCTYPE rss SYSTEM "https://kwaad.example/x.dtd">', "x"),
        ("<!-- <rss> --><!DOCTYPE rss [<!ENTITY y 'z'>]>", "&y;"),
    ],
    ids=["bomb", "external", "dtd", "behind a comment"],
)
def test_doctypes_are_refused_at_once(doctype: str, use: str) -> None:
    network = ScriptedNetwork({FEED: rss(item(1, title=use), head=f'<?xml version="1.0"?>{doctype}')})
    with pytest.raises(StreamError) as error:
        only(feeds(), network)
    assert error.value.code in {"doctype", "geen-feed"}
    assert not any("hostname" in complaint.message for complaint in network.told)


def test_two_hundred_nested_tags_are_refused() -> None:
    with pytest.raises(StreamError) as error:
        read(rss(item(1, more="<a>" * 250 + "x" + "</a>" * 250)))
    assert error.value.code == "te-diep"
    with pytest.raises(StreamError) as error:
        read(rss(item(1, more="<a>" * 5_000 + "x" + "</a>" * 5_000)))
    assert error.value.code == "te-diep"


def test_nested_html_in_a_summary_hurts_nobody() -> None:
    deep = escape("<div>" * 5_000 + "diep")
    batch, _ = read(rss(f"<item><title>T</title><link>{HOME}/1</link><description>{deep}</description></item>", item(2)))
    assert [record.key for record in batch.records] == [f"{HOME}/1", f"{HOME}/nieuws/2"]


def test_many_attributes_are_refused_or_left_out() -> None:
    many = " ".join(f"a{number}='1'" for number in range(20_000))
    with pytest.raises(StreamError) as error:
        read(rss(f"<item {many}><title>T</title></item>"))
    assert error.value.code == "te-groot"
    hidden = escape(f"<b {many}>Woorden</b>")
    record = one(rss(f"<item><title>T</title><link>{HOME}/1</link><description>{hidden}</description></item>"))
    assert record.text == "Woorden"


def test_a_title_of_five_megabytes_is_cut() -> None:
    batch, _ = read(rss(item(1, title="x" * 5_000_000), item(2)))
    assert batch.records[0].title is not None and len(batch.records[0].title) == 1_000
    assert [(notice.code, notice.severity) for notice in batch.notices] == [("te-lang", Severity.WARNED)]


def test_a_feed_past_the_limit_is_refused() -> None:
    service = Feeds(described("feeds", FEED), Limits(xml_bytes=1_000))
    with pytest.raises(StreamError) as error:
        only(service, ScriptedNetwork({FEED: rss(*(item(n) for n in range(20)))}))
    assert error.value.code == "te-groot"


def test_scripts_in_titles_and_summaries_are_no_text() -> None:
    bad = (
        "&lt;script&gt;alert(1)&lt;/script&gt;Gewoon &lt;b onclick=alert(1)&gt;nieuws&lt;/b&gt;&lt;img src=x onerror=alert(1)&gt;"
    )
    record = one(rss(f"<item><title>{bad}</title><link>{HOME}/1</link><description>{bad}</description></item>"))
    assert record.title == record.text == "Gewoon nieuws"


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("Zorg &amp;amp; wonen", "Zorg & wonen"),
        ("Huur < 1000 euro", "Huur < 1000 euro"),
        ("R&D en AT&T", "R&D en AT&T"),
        ("<p>Een</p><p>twee</p>", "Een twee"),
        ("Caf&eacute;", "Café"),
        ("", ""),
    ],
)
def test_titles(value: str, words: str) -> None:
    assert plain(value) == words


@given(st.binary(max_size=400))
@settings(max_examples=150, deadline=None)
def test_whatever_stands_in_a_feed(noise: bytes) -> None:
    body = rss(item(1)).encode()
    middle = len(body) - 80
    for raw in (noise, body[:middle] + noise + body[middle:], body + noise):
        try:
            messages, _ = read_feed(raw, FEED, Limits())
        except InputError as error:
            assert str(error)
        else:
            assert all(message.address is None or message.address.startswith("http") for message in messages)


# Where it comes from and what comes with it.


def test_pages_and_files_of_young_messages_on_the_source_own_hosts() -> None:
    files = (
        f'<enclosure url="{HOME}/a.pdf" type="application/pdf" length="1234"/>'
        f'<enclosure url="{HOME}/a.mp3" type="audio/mpeg" length="9"/><enclosure url="http://10.0.0.1/b.pdf" type="application/pdf"/>'
    )
    items = (
        item(1, more=files),
        item(2, when="Thu, 01 Oct 2026 13:34:00 GMT"),
        "<item><title>Elders</title><link>https://elders.example/1</link></item>",
        "<item><title>Ook van ons</title><link>https://media.partner.example/1</link></item>",
    )
    network = ScriptedNetwork({FEED: rss(*items)})
    described_so = described("feeds", FEED, hosts=("partner.example",), pagina=True, bijlagen=True, pagina_dagen=30)
    batch = only(Feeds(described_so, Limits()), network)
    assert [(piece.address, piece.media_type, piece.size) for piece in batch.pieces] == [
        (f"{HOME}/nieuws/1", None, None),
        (f"{HOME}/a.pdf", "application/pdf", 1234),
        ("https://media.partner.example/1", None, None),
    ]
    first = batch.pieces[0]
    assert (first.kind, first.key, first.changed) == ("Bericht", f"{HOME}/nieuws/1", "2026-11-19T13:34:00.0000000Z")
    assert len(batch.records) == 4
    batch, _ = read(rss(*items))
    assert batch.pieces == []


def test_the_page_of_a_message_is_read_without_its_surroundings() -> None:
    page = (
        "<html><head><title>Bericht | Vereniging</title></head><body><div class='cookie-balk'>Wij gebruiken koekjes</div>"
        "<div id='menu'>Menu en meer</div><div class='tekst'><h1>Bericht</h1><p>Gemeenten krijgen er taken bij.</p></div></body></html>"
    )
    service = feeds(pagina=True, inhoud=".tekst")
    got = ScriptedNetwork({f"{HOME}/1": Says(page, {"content-type": "text/html"})}).get(f"{HOME}/1")
    (record,) = service.read_piece(Piece(f"{HOME}/1", "bron", "Bericht", f"{HOME}/1"), got)
    assert isinstance(record, Record)
    assert record.text == "Bericht\nGemeenten krijgen er taken bij."
    assert record.links == (Link("bij", "Bericht", f"{HOME}/1"),)
    with pytest.raises(InputError, match="geen deel"):
        list(feeds(inhoud=".weg").read_piece(Piece(f"{HOME}/1", "bron", "Bericht", f"{HOME}/1"), got))


def test_another_address_when_the_first_is_gone() -> None:
    other = f"{HOME}/feed"
    network = ScriptedNetwork({FEED: gone(FEED), other: rss(item(1))})
    batch = only(feeds(anders=[other]), network)
    assert (batch.cursor, len(batch.records)) == (other, 1)
    assert network.codes() == [("verhuisd", False)]
    assert network.told[0].example == f"{FEED} → {other}"


def test_a_redirect_to_an_error_page_is_gone_too() -> None:
    network = ScriptedNetwork({FEED: Says("<html>", address=f"{HOME}/404")})
    with pytest.raises(GoneError, match="foutpagina"):
        only(feeds(), network)


def test_the_error_of_the_first_when_none_is_left() -> None:
    other = f"{HOME}/feed"
    with pytest.raises(GoneError) as error:
        only(feeds(anders=[other]), ScriptedNetwork({FEED: gone(FEED, 410), other: gone(other)}))
    assert error.value.address == FEED and error.value.status == 410


def test_a_page_names_the_feed() -> None:
    page = (
        "<html><head><link rel='alternate' type='application/rss+xml' title='Reacties' href='/reacties.xml'>"
        "<link rel='alternate' type='application/rss+xml' href='javascript:x'><link rel='alternate' hreflang='en' href='/en'>"
        "<link rel='ALTERNATE' type='application/atom+xml' href='/nieuws.atom'></head><body></body></html>"
    )
    found = f"{HOME}/nieuws.atom"
    service = Feeds(described("feeds", HOME, ontdek=HOME), Limits())
    network = ScriptedNetwork({HOME: page, found: rss(item(1))})
    batch = only(service, network)
    assert (batch.cursor, network.asked, network.told) == (found, [HOME, found], [])
    network = ScriptedNetwork({found: rss(item(1))})
    assert only(service, network, Position(cursor=found)).records, "the next round knows it"
    network = ScriptedNetwork({HOME: "<html><body><p>Niets</p></body></html>"})
    with pytest.raises(StreamError, match="noemt geen feed") as error:
        only(service, network)
    assert error.value.code == "geen-feed"
    moved = Feeds(described("feeds", FEED, adressen={"nieuws": FEED}, ontdek=HOME), Limits())
    network = ScriptedNetwork({FEED: gone(FEED), HOME: page, found: rss(item(1))})
    assert only(moved, network).cursor == found
    assert network.codes() == [("verhuisd", False)]


def test_streams_with_addresses_of_their_own() -> None:
    other = f"{HOME}/wonen.xml"
    service = Feeds(described("feeds", HOME, ("nieuws", "wonen"), adressen={"nieuws": FEED, "wonen": other}), Limits())
    assert service.streams() == ("nieuws", "wonen")
    network = ScriptedNetwork({other: rss(item(7))})
    assert only(service, network, stream="wonen").records[0].title == "Bericht 7"


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"paginas": True}, "paginas"),
        ({"pagina": "ja"}, r"options klopt niet .*verwacht.*pagina"),
        ({"hoogstens": 0}, "options.hoogstens moet ten minste 1"),
        ({"pagina_dagen": -1}, "options.pagina_dagen"),
        ({"anders": ["ftp://x.example/"]}, "options.anders.nieuws is geen adres"),
        ({"adressen": {"nieuws": "rss.xml"}}, "options.adressen.nieuws is geen adres"),
        ({"adressen": {"wonen": FEED}}, "options.adressen noemt de stroom 'wonen'"),
        ({"anders": {"wonen": [FEED]}}, "options.anders noemt de stroom 'wonen'"),
        ({"ontdek": "javascript:x"}, "options.ontdek is geen adres"),
        ({"inhoud": "div["}, "options.inhoud is geen CSS-selector"),
        ({"weg": ["p", ">>"]}, r"options.weg\[1\] is geen CSS-selector"),
    ],
)
def test_options_are_checked(options: dict[str, object], said: str) -> None:
    with pytest.raises(InputError, match=said) as error:
        feeds(**options)
    assert "bron" in str(error.value)


def test_options_of_several_streams_are_checked() -> None:
    for options, said in (
        ({}, "options.adressen mist de stroom 'a'"),
        ({"adressen": {"a": FEED, "b": FEED}, "anders": [FEED]}, "options.anders moet bij meer stromen"),
        ({"adressen": {"a": FEED, "b": FEED}, "ontdek": HOME}, "options.ontdek kan maar bij één stroom"),
    ):
        with pytest.raises(InputError, match=said):
            Feeds(described("feeds", FEED, ("a", "b"), **options), Limits())


@pytest.mark.parametrize(
    ("link", "found"),
    [
        ("/a?utm_source=x&fbclid=1&b=2", f"{HOME}/a?b=2"),
        ("https://VERENIGING.example:443/A", f"{HOME}/A"),
        ("/a#deel-2", f"{HOME}/a#deel-2"),
        ("/een woord", f"{HOME}/een%20woord"),
        ("//elders.example/x", "https://elders.example/x"),
        ("http://[::1]/", None),
        ("http://2130706433/", None),
        ("http://0x7f.1/", None),
        ("http://10.1.2.3/", None),
        ("https://printer.local/", None),
        ("https://intranet/", None),
        ("data:text/html,x", None),
        ("https://x.example:99999/", None),
        ("http://[kapot", None),
        ("https://x.example/" + "a" * 3_000, None),
        ("", None),
    ],
)
def test_addresses(link: str, found: str | None) -> None:
    assert public_address(link, FEED, FEED) == found


def test_the_sources_own_place_is_right_even_when_it_is_private() -> None:
    own = "http://127.0.0.1:8000/rss"
    assert public_address("/a", own, own) == "http://127.0.0.1:8000/a"
    assert public_address("http://127.0.0.1:8001/a", own, own) is None
