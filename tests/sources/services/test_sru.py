# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The register of official publications: day by day, page by page, and everything that it answers instead of records."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path
from urllib.parse import parse_qs, urlsplit
from xml.sax.saxutils import escape

import pytest
from tk_net import described

from bijgepraat.model.records import Kind, Link, Notice, Record, Severity
from bijgepraat.model.sync import Complaint, Description, Piece, Position, Validators
from bijgepraat.settings import Limits
from bijgepraat.sources.blob import InputError
from bijgepraat.sources.descriptions import descriptions
from bijgepraat.sources.fetched import Body, Fetched
from bijgepraat.sources.services.pieces import NotAsAnnouncedError
from bijgepraat.sources.services.service import Batch, StreamError
from bijgepraat.sources.services.sru import Sru

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
ADDRESS = "https://register.example/sru"
FILES = "https://register.example/frbr"
SPACES = (
    'xmlns:sru="http://docs.oasis-open.org/ns/search-ws/sruResponse" xmlns:gzd="http://standaarden.overheid.nl/sru" '
    'xmlns:dcterms="http://purl.org/dc/terms/" xmlns:w="http://standaarden.overheid.nl/wetgeving/" '
    'xmlns:c="http://standaarden.overheid.nl/collectie/"'
)
Change = Callable[[bytes], bytes]


def entry(
    key: str = "kst-36999-1",
    *,
    title: str = "Brief over zwembaden",
    day: str = "2026-11-19",
    more: str = "",
    items: Mapping[str, str] | None = None,
    stamp: str = "2026-11-20T10:01:02",
) -> str:
    files = {"xml": f"{FILES}/{key}.xml", "pdf": f"{FILES}/{key}.pdf"} if items is None else items
    urls = "".join(f'<gzd:itemUrl manifestation="{name}">{escape(url)}</gzd:itemUrl>' for name, url in files.items())
    return (
        "<sru:record><sru:recordSchema>gzd</sru:recordSchema><sru:recordData><gzd:gzd><gzd:originalData><w:meta><w:owmskern>"
        f"<dcterms:identifier>{key}</dcterms:identifier><dcterms:title>Proefdossier; {title}</dcterms:title>"
        '<dcterms:type scheme="OVERHEIDop.KamerstukTypen">Brief</dcterms:type>'
        '<dcterms:type scheme="OVERHEIDop.Parlementair">Kamerstuk</dcterms:type>'
        "<dcterms:creator>Tweede Kamer</dcterms:creator><dcterms:modified>2026-11-20</dcterms:modified></w:owmskern>"
        f"<w:owmsmantel><dcterms:date>{day}</dcterms:date><dcterms:available>2026-11-20</dcterms:available></w:owmsmantel>"
        "<w:tpmeta><c:product-area>officielepublicaties</c:product-area><w:publicatienaam>Kamerstuk</w:publicatienaam>"
        f"<w:vergaderjaar>2026-2027</w:vergaderjaar><w:documenttitel>{title}</w:documenttitel>{more}</w:tpmeta></w:meta>"
        f"</gzd:originalData><gzd:enrichedData><gzd:preferredUrl>https://zoek.example/{key}.html</gzd:preferredUrl>{urls}"
        f"<gzd:timestamp>{stamp}</gzd:timestamp></gzd:enrichedData></gzd:gzd></sru:recordData></sru:record>"
    )


def page(entries: list[str], total: int, next: int | None = None, tail: str = "") -> bytes:
    onward = f"<sru:nextRecordPosition>{next}</sru:nextRecordPosition>" if next else ""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><sru:searchRetrieveResponse {SPACES}><sru:version>2.0</sru:version>'
        f"<sru:numberOfRecords>{total}</sru:numberOfRecords><sru:records>{''.join(entries)}</sru:records>{onward}{tail}"
        "</sru:searchRetrieveResponse>"
    ).encode()


def diagnosis(message: str, uri: str = "info:srw/diagnostic/1/10") -> bytes:
    return (
        '<searchRetrieveResponse xmlns="http://docs.oasis-open.org/ns/search-ws/sruResponse"><version>2.0</version>'
        '<diagnostics><n:diagnostic xmlns:n="http://docs.oasis-open.org/ns/search-ws/diagnostic">'
        f"<n:uri>{uri}</n:uri><n:message>{message}</n:message></n:diagnostic></diagnostics></searchRetrieveResponse>"
    ).encode()


@dataclass
class Register:
    """A register with entries per day. `script` holds, per day and position, answers to give first instead of the true one."""

    days: dict[str, list[str]] = field(default_factory=dict)
    script: dict[tuple[str, int], list[bytes | Callable[[Register], bytes]]] = field(default_factory=dict)
    most: int = 1000
    says_next: bool = True
    sorts: bool = True
    attempts: int = 3
    asked: list[tuple[str, int]] = field(default_factory=list)
    queries: list[str] = field(default_factory=list)
    accepted: set[str | None] = field(default_factory=set)
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
        assert address.startswith(ADDRESS + "?")
        said = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        query, start = said["query"], int(said["startRecord"])
        day = query.partition("dt.modified>=")[2][:10]
        assert f"dt.modified<={day}" in query
        self.asked.append((day, start))
        self.queries.append(query)
        self.accepted.add(accept)
        waiting = self.script.get((day, start), [])
        body: bytes
        if waiting:
            first = waiting.pop(0)
            body = first if isinstance(first, bytes) else first(self)
        elif "sortBy" in query and not self.sorts:
            body = diagnosis("unsupported sort", "info:srw/diagnostic/1/80")
        else:
            body = self.true(day, start, min(int(said["maximumRecords"]), self.most))
        return Fetched(address, address, 200, NOW, {}, Body(body), len(body))

    def true(self, day: str, start: int, size: int) -> bytes:
        entries = self.days.get(day, [])
        end = start - 1 + size
        return page(entries[start - 1 : end], len(entries), end + 1 if self.says_next and end < len(entries) else None)

    def known(self, address: str) -> Validators | None:
        return None

    def tell(self, complaint: Complaint) -> None:
        self.told.append(complaint)

    def again(self, address: str, complaint: Complaint, attempt: int) -> bool:
        self.repeated.append(complaint)
        return attempt < self.attempts

    def codes(self) -> list[tuple[str, bool]]:
        return [(complaint.code, complaint.recovered) for complaint in self.told]


OPTIONS: dict[str, object] = {
    "vragen": {"kamerstukken": {"clause": "w.publicatienaam==Kamerstuk"}},
    "overlap_days": 2,
    "first_days": 3,
    "page": 2,
    "piece_days": 30,
}


def service(**options: object) -> Sru:
    return Sru(described("sru", ADDRESS, ["kamerstukken"], {**OPTIONS, **options}), Limits())


def read(register: Register, position: Position | None = None, **options: object) -> list[Batch]:
    return list(service(**options).read("kamerstukken", position or Position(), register, NOW))


def keys(batches: list[Batch]) -> list[str]:
    return [record.key for batch in batches for record in batch.records]


def numbered(*numbers: int) -> list[str]:
    return [entry(f"kst-36999-{number}") for number in numbers]


def only(entry_: str, **options: object) -> tuple[Record, Batch]:
    batch = read(Register({"2026-11-22": [entry_]}), **options)[-2]
    return batch.records[0], batch


# Days and cursor


def test_a_first_reading_begins_some_days_ago_and_ends_yesterday() -> None:
    register = Register({"2026-11-20": numbered(1), "2026-11-23": numbered(9)})
    batches = read(register)
    assert register.asked == [("2026-11-20", 1), ("2026-11-21", 1), ("2026-11-22", 1)]
    assert keys(batches) == ["kst-36999-1"]
    assert [batch.cursor for batch in batches] == [None, "2026-11-20", "2026-11-21", "2026-11-22"]
    assert register.accepted == {"application/xml"}
    assert register.told == []


def test_it_goes_on_some_days_before_its_cursor_and_never_puts_that_back() -> None:
    register = Register()
    batches = read(register, Position("2026-11-21"))
    assert [day for day, _ in register.asked] == ["2026-11-20", "2026-11-21", "2026-11-22"]
    assert [batch.cursor for batch in batches] == ["2026-11-21", "2026-11-21", "2026-11-22"]


def test_yesterday_is_that_of_the_netherlands() -> None:
    register = Register()
    late = datetime(2026, 11, 22, 23, 30, tzinfo=UTC)
    batches = list(service().read("kamerstukken", Position("2026-11-21"), register, late))
    assert batches[-1].cursor == "2026-11-22"


def test_since_asks_from_that_day_and_leaves_no_gap_behind_the_cursor() -> None:
    register = Register()
    batches = read(register, Position("2026-11-21", since=date(2026, 11, 17)))
    assert register.asked[0][0] == "2026-11-17"
    assert {batch.cursor for batch in batches} == {"2026-11-21", "2026-11-22"}
    register = Register()
    read(register, Position("2026-11-18", since=date(2026, 11, 22)))
    assert register.asked[0][0] == "2026-11-17"
    register = Register()
    read(register, Position(since=date(2026, 11, 19)))
    assert register.asked[0][0] == "2026-11-19"


@pytest.mark.parametrize("cursor", ["category=Zaak&skiptoken=1", "2026-99-99", ""])
def test_a_cursor_that_is_no_day_counts_as_none(cursor: str) -> None:
    register = Register()
    assert read(register, Position(cursor))[-1].cursor == "2026-11-22"
    assert register.asked[0][0] == "2026-11-20"


def test_a_cursor_that_lies_ahead_is_pulled_back_to_yesterday() -> None:
    register = Register()
    assert [batch.cursor for batch in read(register, Position("2031-01-01"))] == ["2026-11-22"] * 2
    assert [day for day, _ in register.asked] == ["2026-11-21", "2026-11-22"]


def test_the_question_is_the_clause_within_a_day_in_a_fixed_order() -> None:
    register = Register()
    read(register, Position("2026-11-22"), overlap_days=1)
    assert register.queries == [
        "(w.publicatienaam==Kamerstuk) AND dt.modified>=2026-11-22 AND dt.modified<=2026-11-22"
        " sortBy dt.identifier/sort.ascending"
    ]


def test_a_day_of_one_page_is_a_whole_answer_but_not_in_a_weekend() -> None:
    register = Register({"2026-11-20": numbered(1), "2026-11-22": numbered(2)})
    assert [batch.whole for batch in read(register) if batch.records] == [True, False]
    register = Register({"2026-11-20": numbered(1, 2, 3)})
    assert [batch.whole for batch in read(register) if batch.records] == [False, False]


# Pages


@pytest.mark.parametrize("says_next", [True, False])
@pytest.mark.parametrize("most", [1, 1000])
def test_all_pages_are_read_also_when_they_are_smaller_than_asked(says_next: bool, most: int) -> None:
    register = Register({"2026-11-22": numbered(1, 2, 3, 4, 5)}, says_next=says_next, most=most)
    batches = read(register, Position("2026-11-22"), overlap_days=1)
    assert keys(batches) == [f"kst-36999-{number}" for number in range(1, 6)]
    assert [start for _, start in register.asked] == ([1, 2, 3, 4, 5] if most == 1 else [1, 3, 5])
    assert [batch.cursor for batch in batches if batch.cursor] == ["2026-11-22"]
    assert register.told == []


def test_an_entry_that_disappears_while_paging_makes_no_other_one_lost() -> None:
    days = {"2026-11-22": numbered(1, 2, 3, 4, 5)}

    def shrink(register: Register) -> bytes:
        del register.days["2026-11-22"][0]  # 3 moves from the second page to the first
        return register.true("2026-11-22", 3, 2)

    register = Register(days, {("2026-11-22", 3): [shrink]})
    batches = read(register, Position("2026-11-22"), overlap_days=1)
    assert sorted(keys(batches)) == [f"kst-36999-{number}" for number in range(1, 6)]
    assert register.codes() == [("aantal-verandert", True)]


def test_an_entry_that_comes_while_paging_is_met_once() -> None:
    def grow(register: Register) -> bytes:
        register.days["2026-11-22"].insert(0, entry("kst-36999-0"))
        return register.true("2026-11-22", 3, 2)

    register = Register({"2026-11-22": numbered(1, 2, 3)}, {("2026-11-22", 3): [grow]})
    batches = read(register, Position("2026-11-22"), overlap_days=1)
    assert sorted(keys(batches)) == [f"kst-36999-{number}" for number in range(4)]
    assert register.codes() == [("aantal-verandert", True)]


def test_an_order_that_changes_while_paging_is_noticed_by_its_doubles() -> None:
    def turn(register: Register) -> bytes:
        return page(numbered(2, 3), 4)

    register = Register({"2026-11-22": numbered(1, 2, 3, 4)}, {("2026-11-22", 3): [turn]})
    batches = read(register, Position("2026-11-22"), overlap_days=1)
    assert sorted(keys(batches)) == [f"kst-36999-{number}" for number in range(1, 5)]


def test_the_same_entry_twice_in_one_page_is_no_trouble() -> None:
    register = Register({"2026-11-22": numbered(1, 1)})
    assert keys(read(register, Position("2026-11-22"), overlap_days=1)) == ["kst-36999-1"]
    assert (len(register.asked), register.told) == (1, [])


def test_a_register_that_counts_more_than_it_gives_is_reported_and_goes_on() -> None:
    short = [page(numbered(1), 9)] + [page([], 9)] * 10
    register = Register(script={("2026-11-21", 1): [short[0]] * 3, ("2026-11-21", 2): [page([], 9)] * 99})
    batches = read(register, Position("2026-11-22"))
    assert keys(batches) == ["kst-36999-1"]
    assert batches[-1].cursor == "2026-11-22"
    assert {complaint.code for complaint in register.repeated} == {"lege-pagina"}
    assert ("onvolledig", False) in register.codes()
    assert ("lege-pagina", False) in register.codes()


def test_a_count_that_is_an_estimate_is_not_held_against_it() -> None:
    tail = "<sru:resultCountPrecision>info:srw/vocabulary/resultCountPrecision/1/estimate</sru:resultCountPrecision>"
    full, last = page(numbered(1, 2), 3, 3, tail), page(numbered(3, 4), 3, None, tail)
    register = Register(script={("2026-11-22", 1): [full], ("2026-11-22", 3): [last]})
    assert len(keys(read(register, Position("2026-11-22"), overlap_days=1))) == 4
    assert register.told == []


def test_a_register_that_gives_the_same_page_for_ever_is_left() -> None:
    class Circle(Register):
        def true(self, day: str, start: int, size: int) -> bytes:
            return page(numbered(1, 2), 1000, start + 2)

    register = Circle()
    batches = read(register, Position("2026-11-22"), overlap_days=1)
    assert keys(batches) == ["kst-36999-1", "kst-36999-2"]
    assert len(register.asked) == 6
    assert register.codes()[-1] == ("onvolledig", False)


def test_without_sorting_it_goes_on_and_says_so_once() -> None:
    register = Register({"2026-11-21": numbered(1)}, sorts=False)
    assert keys(read(register)) == ["kst-36999-1"]
    assert register.codes() == [("volgorde", True)]
    assert sum("sortBy" in query for query in register.queries) == 1


# Answers that are none


def test_a_diagnosis_is_an_error_with_the_words_of_the_register() -> None:
    refusal = diagnosis("line 1:13 mismatched input")
    register = Register(script={("2026-11-20", 1): [refusal] * 9})
    with pytest.raises(StreamError, match=r"mismatched input.*diagnostic/1/10.*options.vragen.kamerstukken") as caught:
        read(register)
    assert caught.value.code == "diagnose"
    assert len(register.asked) == 2  # once with an order, once without; not again and again


def test_a_diagnosis_of_the_old_kind_too() -> None:
    refusal = b"<diagnostics><diagnostic><uri>info:srw/diagnostic/1/6</uri><details>query</details></diagnostic></diagnostics>"
    with pytest.raises(StreamError, match="query"):
        read(Register(script={("2026-11-20", 1): [refusal] * 9}))


def test_a_register_that_is_down_for_a_moment_is_asked_again() -> None:
    down = diagnosis("even niet beschikbaar", "info:srw/diagnostic/1/2")
    register = Register({"2026-11-20": numbered(1)}, {("2026-11-20", 1): [down]})
    assert keys(read(register)) == ["kst-36999-1"]
    assert [complaint.code for complaint in register.repeated] == ["diagnose"]
    with pytest.raises(StreamError, match="even niet"):
        read(Register(script={("2026-11-20", 1): [down] * 9}))


def test_a_diagnosis_beside_records_is_told() -> None:
    tail = "<sru:diagnostics><d><uri>info:srw/diagnostic/1/59</uri><message>let op</message></d></sru:diagnostics>"
    register = Register(script={("2026-11-22", 1): [page(numbered(1), 1, None, tail)]})
    assert keys(read(register, Position("2026-11-22"), overlap_days=1)) == ["kst-36999-1"]
    assert register.codes() == [("diagnose", True)]


WHOLE = page(numbered(1), 1)
BROKEN: dict[str, bytes] = {
    "leeg": b"",
    "html": b"<!DOCTYPE html><html><body>Onderhoud</body></html>",
    "afgekapt": WHOLE[: len(WHOLE) // 2],
    "json": b'{"numberOfRecords": 1}',
    "andere wortel": b"<rss><channel/></rss>",
    "geen aantal": WHOLE.replace(b"<sru:numberOfRecords>1<", b"<sru:numberOfRecords>veel<"),
    "doctype": WHOLE.replace(b"?><sru:search", b'?><!DOCTYPE x [<!ENTITY a "b">]><sru:search'),
    "verhaspeld": WHOLE.replace(b"Brief over", b"Caf\xc3\xa9 en caf\xc3\xa9s \xe2( "),
    "te diep": WHOLE.replace(b"<sru:version>2.0", b"<a>" * 300 + b"</a>" * 300 + b"<sru:version>2.0"),
}


@pytest.mark.parametrize("broken", BROKEN.values(), ids=BROKEN.keys())
def test_what_is_no_answer_is_asked_again_and_then_an_error(broken: bytes) -> None:
    register = Register({"2026-11-20": numbered(1)}, {("2026-11-20", 1): [broken]})
    assert keys(read(register)) == ["kst-36999-1"]
    assert len(register.repeated) == 1
    register = Register({"2026-11-19": numbered(7)}, {("2026-11-20", 1): [broken] * 9})
    with pytest.raises(StreamError):
        list(service(first_days=4).read("kamerstukken", Position(), register, NOW))
    assert len(register.repeated) == 3


def test_letters_in_another_encoding_than_it_says_are_saved_and_told() -> None:
    odd = page([entry(title="Financi\u00eble gevolgen")], 1).decode().encode("cp1252")
    register = Register(script={("2026-11-22", 1): [odd] * 9})
    batches = read(register, Position("2026-11-22"), overlap_days=1)
    assert batches[0].records[0].title == "Financi\u00eble gevolgen"
    assert register.codes() == [("codering", False)]


def test_what_was_read_before_an_error_counts() -> None:
    register = Register({"2026-11-20": numbered(1)}, {("2026-11-21", 1): [b"<html/>"] * 9})
    seen: list[Batch] = []
    with pytest.raises(StreamError):
        seen.extend(service().read("kamerstukken", Position(), register, NOW))
    assert [batch.cursor for batch in seen] == [None, "2026-11-20"]


def test_an_answer_beyond_its_limit_is_refused() -> None:
    described_ = described("sru", ADDRESS, ["kamerstukken"], OPTIONS)
    small = Sru(described_, replace(Limits(), xml_bytes=2_000))
    with pytest.raises(StreamError, match="groter dan 2000 bytes"):
        list(small.read("kamerstukken", Position(), Register({"2026-11-20": numbered(1, 2)}), NOW))


# Records


def test_an_entry_becomes_a_record() -> None:
    more = (
        "<w:dossiernummer>36999</w:dossiernummer><w:dossiernummer>36600-VII</w:dossiernummer><w:ondernummer>12</w:ondernummer>"
        "<w:indiener>A.B. Jansen</w:indiener><w:hoofddocument>kst-36999-11</w:hoofddocument>"
    )
    record, batch = only(entry("kst-36999-12", more=more))
    assert (record.kind, record.key, record.source) == (Kind.BEKENDMAKING, "kst-36999-12", "tweedekamer")
    assert record.title == "Brief over zwembaden"
    assert record.date == date(2026, 11, 19)
    assert record.modified == "2026-11-20T09:01:02.0000000Z"
    assert record.address == "https://zoek.example/kst-36999-12.html"
    assert record.fields == {
        "type": ["Brief", "Kamerstuk"],
        "creator": ["Tweede Kamer"],
        "date": "2026-11-19",
        "available": "2026-11-20",
        "publicatienaam": "Kamerstuk",
        "vergaderjaar": "2026-2027",
        "dossiernummer": ["36999", "36600-VII"],
        "ondernummer": "12",
        "indiener": ["A.B. Jansen"],
        "hoofddocument": ["kst-36999-11"],
        "titel": "Proefdossier; Brief over zwembaden",
        "soort": "Brief",
        "manifestaties": ["xml", "pdf"],
    }
    assert record.links == (
        Link("publicatie", Kind.PUBLICATIE, "kst-36999-12"),
        Link("dossier", Kind.KAMERSTUKDOSSIER, "36999"),
        Link("dossier", Kind.KAMERSTUKDOSSIER, "36600-VII"),
        Link("hoofddocument", Kind.BEKENDMAKING, "kst-36999-11"),
    )
    assert batch.notices == []


def test_sent_again_at_another_moment_only_the_moment_differs() -> None:
    first, _ = only(entry())
    later, _ = only(entry(stamp="2026-11-22T08:00:00"))
    assert (first.modified or "") < (later.modified or "")
    assert replace(first, modified=later.modified) == later


def test_without_a_time_stamp_the_day_of_change_counts() -> None:
    record, _ = only(entry().replace("<gzd:timestamp>2026-11-20T10:01:02</gzd:timestamp>", ""))
    assert record.modified == "2026-11-19T23:00:00.0000000Z"


def test_a_day_that_is_none_is_skipped_with_a_warning() -> None:
    record, batch = only(entry(day="0004-03-01"))
    assert record.date == date(2026, 11, 20)
    assert "date" not in record.fields
    (notice,) = batch.notices
    assert (notice.severity, notice.code, notice.record) == (Severity.WARNED, "schijndatum", "kst-36999-1")


def test_letters_with_accents_stay() -> None:
    record, _ = only(entry(title="Financi\u00eble gevolgen voor co\u00f6peraties"))
    assert record.title == "Financi\u00eble gevolgen voor co\u00f6peraties"


@pytest.mark.parametrize("key", ["", "../../etc", "kst 1 <b/>", "x" * 200])
def test_an_entry_without_a_key_is_refused_and_the_others_stay(key: str) -> None:
    bad = entry().replace("<dcterms:identifier>kst-36999-1<", f"<dcterms:identifier>{key}<")
    register = Register({"2026-11-22": [bad, *numbered(2)]})
    batch = read(register)[-2]
    assert [record.key for record in batch.records] == ["kst-36999-2"]
    assert [(notice.severity, notice.code) for notice in batch.notices] == [(Severity.REFUSED, "geen-id")]
    assert register.told == []


def test_an_entry_that_is_a_diagnosis_is_refused_with_its_words() -> None:
    bad = "<sru:record><sru:recordData><d><diagnostic><uri>info:srw/diagnostic/1/64</uri></diagnostic></d></sru:recordData></sru:record>"
    batch = read(Register({"2026-11-22": [bad]}))[-2]
    assert batch.records == []
    assert [notice.code for notice in batch.notices] == ["geen-record"]


# Files


def test_the_first_manifestation_that_is_wanted_is_announced() -> None:
    _, batch = only(entry())
    (piece,) = batch.pieces
    assert piece == Piece(
        address=f"{FILES}/kst-36999-1.xml",
        source="tweedekamer",
        kind="Bekendmaking",
        key="kst-36999-1",
        media_type="application/xml",
        changed="2026-11-20T09:01:02.0000000Z",
        date=date(2026, 11, 19),
        title="Brief over zwembaden",
    )
    _, batch = only(entry(), manifestaties=["pdf", "xml"])
    assert [piece.media_type for piece in batch.pieces] == ["application/pdf"]
    _, batch = only(entry(items={"odt": f"{FILES}/a.odt", "pdf": f"{FILES}/a.pdf"}))
    assert [piece.address for piece in batch.pieces] == [f"{FILES}/a.pdf"]


@pytest.mark.parametrize(
    "address", ["ftps://register.example/a.xml", "http://127.0.0.1/a.xml", "https://naam:woord@register.example/a.xml", ""]
)
def test_a_file_at_an_impossible_address_is_not_announced(address: str) -> None:
    _, batch = only(entry(items={"xml": address}))
    assert batch.pieces == []


def test_old_files_are_left_unless_someone_asks_for_them() -> None:
    old = entry(day="2024-02-01")
    _, batch = only(old)
    assert batch.pieces == []
    register = Register({"2026-11-22": [old]})
    batches = read(register, Position("2026-11-22", since=date(2024, 1, 1)), overlap_days=1)
    assert len([piece for one in batches for piece in one.pieces]) == 1


def test_a_stream_can_do_without_files() -> None:
    _, batch = only(entry(), vragen={"kamerstukken": {"clause": "w.publicatienaam==Kamerstuk", "stukken": False}})
    assert batch.pieces == []


def publication(*lines: str) -> bytes:
    body = "".join(f"<al>{line}</al>" for line in lines)
    return (
        '<?xml version="1.0"?><officiele-publicatie><metadata><meta name="DC.identifier" content="kst-36999-1"/>'
        '<meta name="DCTERMS.issued" content="2026-11-19"/></metadata><kamerstuk><stuk><titel>BRIEF</titel>'
        f"<algemeen><vrije-tekst><tekst>{body}</tekst></vrije-tekst></algemeen></stuk></kamerstuk></officiele-publicatie>"
    ).encode()


def file(body: bytes, key: str = "kst-36999-1", at: str | None = None, media: str = "application/xml") -> list[Record | Notice]:
    piece = Piece(f"{FILES}/{key}.xml", "tweedekamer", "Bekendmaking", key, media, date=date(2026, 11, 19))
    fetched = Fetched(piece.address, at or piece.address, 200, NOW, {"content-type": "text/xml"}, Body(body), len(body))
    return list(service().read_piece(piece, fetched))


def test_a_publication_is_read() -> None:
    record = next(item for item in file(publication("Gemeenten krijgen geld voor zwembaden.")) if isinstance(item, Record))
    assert (record.kind, record.key) == (Kind.PUBLICATIE, "kst-36999-1")
    assert "zwembaden" in (record.text or "")


def test_a_publication_with_another_key_is_told() -> None:
    notices = [item for item in file(publication("Tekst."), "kst-36999-2") if isinstance(item, Notice)]
    assert "andere-sleutel" in [notice.code for notice in notices]


@pytest.mark.parametrize(
    "body",
    [
        publication("Dit document is niet beschikbaar in HTML-formaat."),
        b'<officiele-publicatie><metadata><meta name="DC.identifier" content="stb-2026-1"/></metadata></officiele-publicatie>',
        b"<html><body>fout 404</body></html>",
        b"",
        publication("Tekst.")[:120],
        b"<metadata/>",
    ],
    ids=["stub", "zonder tekst", "html", "leeg", "afgekapt", "andere wortel"],
)
def test_a_file_without_the_publication_is_refused(body: bytes) -> None:
    with pytest.raises(InputError):
        file(body)


def test_a_page_that_says_404_with_status_200_is_refused() -> None:
    page_ = b"<html><body><h1>Helaas</h1><p>Deze pagina bestaat niet.</p></body></html>"
    with pytest.raises(NotAsAnnouncedError):
        file(page_, at="https://zoek.example/fout404.html", media="text/html")


# The description


@pytest.mark.parametrize(
    ("options", "named"),
    [
        ({"vragen": {}}, "kamerstukken"),
        ({"vragen": {"kamerstukken": {"clause": "a==b"}, "anders": {"clause": "a==b"}}}, "vragen.anders"),
        ({"vragen": {"kamerstukken": {"clause": " "}}}, "vragen.kamerstukken.clause"),
        ({"vragen": {"kamerstukken": {"clause": 'a=="b'}}}, "vragen.kamerstukken.clause"),
        ({"vragen": {"kamerstukken": {"clause": "(a==b"}}}, "vragen.kamerstukken.clause"),
        ({"vragen": {"kamerstukken": {"clause": "a==b) OR (c==d"}}}, "vragen.kamerstukken.clause"),
        ({"vragen": {"kamerstukken": {"clause": "a==b sortBy dt.date"}}}, "sortBy"),
        ({"vragen": {"kamerstukken": {"claus": "a==b"}}}, "vragen"),
        ({"overlap_days": 0}, "overlap_days"),
        ({"page": 5000}, "page"),
        ({"first_days": "dertig"}, "first_days"),
        ({"manifestaties": ["odt"]}, "manifestaties"),
        ({"overlapdays": 3}, "overlapdays"),
    ],
)
def test_nonsense_in_the_description_is_named(options: dict[str, object], named: str) -> None:
    with pytest.raises(InputError, match=named):
        service(**options)


def test_a_quoted_parenthesis_is_no_nonsense() -> None:
    clause = 'w.publicatienaam=="Kamervragen (Aanhangsel"'
    assert service(vragen={"kamerstukken": {"clause": clause}}).streams() == ("kamerstukken",)


def test_the_bundled_description_is_sound(tmp_path: Path) -> None:
    bundled: Description = descriptions(tmp_path)["officielebekendmakingen"]
    made = Sru(bundled, Limits())
    assert set(made.streams()) == {"kamerstukken", "kamervragen", "handelingen", "staatscourant", "staatsblad"}
