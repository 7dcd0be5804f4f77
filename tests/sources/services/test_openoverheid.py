# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The index of open.overheid.nl: back to where the last round began, whatever moves meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import orjson
import pytest
from tk_net import described

from bijgepraat.model.records import Kind, Link, Record, Severity
from bijgepraat.model.sync import Complaint, Piece, Position, Validators
from bijgepraat.settings import Limits
from bijgepraat.sources.blob import InputError
from bijgepraat.sources.descriptions import descriptions
from bijgepraat.sources.fetched import Body, Fetched, FetchError, GoneError
from bijgepraat.sources.openoverheid_records import bytes_of, read_listing
from bijgepraat.sources.services.openoverheid import OpenOverheid
from bijgepraat.sources.services.service import Batch, StreamError

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
ADDRESS = "https://index.example/overheid/api/v0/zoek"
HOME = "https://index.example/documenten"
Document = dict[str, Any]


def document(number: int, moment: str = "2026-11-20T09:23:36.587Z", **more: Any) -> Document:
    return {
        "document": {
            "id": f"aaaa-{number:04}_1",
            "pid": f"{HOME}/aaaa-{number:04}",
            "titel": f"Kamerbrief nummer {number}",
            "openbaarmakingsdatum": "2026-11-20",
            "publisher": "ministerie van Proef",
            "mutatiedatumtijd": moment,
            **more,
        },
        "bestandsgrootte": "0.94 MB",
        "bestandsType": "application/pdf",
        "aantalPaginas": 3,
    }


def listing(*documents: object, total: int | None = None) -> bytes:
    return orjson.dumps({"totaal": len(documents) if total is None else total, "resultaten": list(documents)})


@dataclass
class Index:
    """An index, latest change first. `script` holds per position answers to give first; `pages` the documents by their key."""

    documents: list[Document] = field(default_factory=list)
    script: dict[int, list[bytes | Exception | Callable[[Index], bytes]]] = field(default_factory=dict)
    pages: dict[str, bytes | Exception] = field(default_factory=dict)
    attempts: int = 3
    asked: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
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
        self.asked.append(address)
        parts = urlsplit(address)
        answer: bytes | Exception | Callable[[Index], bytes]
        if parts.query:
            said = {name: values[0] for name, values in parse_qs(parts.query).items()}
            start = int(said["start"])
            assert (said["aantalResultaten"], said["sort"]) == ("50", "laatst-gewijzigd")
            self.starts.append(start)
            waiting = self.script.get(start, [])
            answer = waiting.pop(0) if waiting else self.true(start)
        else:
            answer = self.pages[parts.path.rpartition("/")[2]]
        if isinstance(answer, Exception):
            raise answer
        body = answer if isinstance(answer, bytes) else answer(self)
        return Fetched(address, address, 200, NOW, {}, Body(body), len(body))

    def true(self, start: int) -> bytes:
        return listing(*self.documents[start : start + 50], total=len(self.documents))

    def known(self, address: str) -> Validators | None:
        return None

    def tell(self, complaint: Complaint) -> None:
        self.told.append(complaint)

    def again(self, address: str, complaint: Complaint, attempt: int) -> bool:
        self.repeated.append(complaint)
        return attempt < self.attempts

    def codes(self) -> list[tuple[str, bool]]:
        return [(complaint.code, complaint.recovered) for complaint in self.told]


def service(**options: object) -> OpenOverheid:
    chosen: dict[str, object] = {"vragen": {"ministeries": {"uitgevers": ["ministerie"]}}, **options}
    return OpenOverheid(described("openoverheid", ADDRESS, ["ministeries"], chosen), Limits())


def read(index: Index, position: Position | None = None, **options: object) -> list[Batch]:
    return list(service(**options).read("ministeries", position or Position(), index, NOW))


def keys(batches: list[Batch]) -> list[str]:
    return [record.key for batch in batches for record in batch.records]


def numbered(first: int, last: int, day: int = 20) -> list[Document]:
    """Documents of which number `first` changed last."""
    return [
        document(number, f"2026-11-{day:02}T{23 - number // 60 % 24:02}:{59 - number % 60:02}:00Z")
        for number in range(first, last)
    ]


def only(item: object, **options: object) -> tuple[Record, Batch]:
    batch = read(Index([item]), **options)[0]  # type: ignore[list-item]
    return batch.records[0], batch


# Reading back


def test_it_reads_back_until_all_is_older_than_where_it_was() -> None:
    index = Index([*numbered(0, 70), *numbered(100, 160, day=10), *numbered(200, 260, day=5)])
    batches = read(index, Position("2026-11-19T00:00:00.0000000Z"))
    assert keys(batches) == [f"aaaa-{number:04}" for number in range(70)]
    assert index.starts == [0, 50, 100]
    assert [batch.cursor for batch in batches] == [None, None, "2026-11-20T23:59:00.0000000Z"]
    assert index.told == []


def test_a_first_reading_goes_some_days_back() -> None:
    index = Index([document(1), document(2, "2026-11-15T00:00:00Z"), document(3, "2026-11-01T00:00:00Z")])
    assert keys(read(index, first_days=10)) == ["aaaa-0001", "aaaa-0002"]
    assert keys(read(index, first_days=30)) == ["aaaa-0001", "aaaa-0002", "aaaa-0003"]


def test_what_came_late_is_found_within_the_overlap() -> None:
    index = Index([document(1, "2026-11-20T12:00:00Z"), document(2, "2026-11-20T06:00:00Z"), document(3, "2026-11-19T06:00:00Z")])
    position = Position("2026-11-20T12:00:00.0000000Z")
    assert keys(read(index, position)) == ["aaaa-0001", "aaaa-0002"]
    assert keys(read(index, position, overlap_hours=48)) == ["aaaa-0001", "aaaa-0002", "aaaa-0003"]
    assert read(index, position)[-1].cursor == "2026-11-20T12:00:00.0000000Z"


def test_since_reads_back_to_that_dutch_day_and_leaves_no_gap() -> None:
    index = Index([document(1), document(2, "2026-10-31T23:30:00Z"), document(3, "2026-10-31T22:30:00Z")])
    position = Position("2026-11-20T12:00:00.0000000Z", since=date(2026, 11, 1))
    assert keys(read(index, position)) == ["aaaa-0001", "aaaa-0002"]
    late = Position("2026-11-01T12:00:00.0000000Z", since=date(2026, 11, 22))
    assert keys(read(index, late, overlap_hours=12)) == ["aaaa-0001"]
    assert keys(read(index, late)) == ["aaaa-0001", "aaaa-0002", "aaaa-0003"]


def test_a_round_that_is_cut_off_leaves_the_cursor() -> None:
    index = Index(numbered(0, 120), {50: [b"{"] * 9})
    seen: list[Batch] = []
    with pytest.raises(StreamError):
        seen.extend(service().read("ministeries", Position(), index, NOW))
    assert [batch.cursor for batch in seen] == [None]
    assert len(index.repeated) == 3


@pytest.mark.parametrize("cursor", ["category=Zaak", "gisteren", ""])
def test_a_cursor_that_is_no_moment_counts_as_none(cursor: str) -> None:
    assert keys(read(Index([document(1)]), Position(cursor))) == ["aaaa-0001"]


def test_a_clock_that_is_off_does_not_move_the_cursor() -> None:
    index = Index([document(1, "2031-01-01T00:00:00Z"), document(2)])
    assert read(index)[-1].cursor == "2026-11-20T09:23:36.5870000Z"
    assert read(index, Position("2031-01-01T00:00:00.0000000Z"))[-1].cursor == "2026-11-23T09:00:00.0000000Z"


# While it reads


def test_what_goes_while_paging_makes_nothing_lost() -> None:
    def shrink(index: Index) -> bytes:
        del index.documents[0]
        return index.true(50)

    index = Index(numbered(0, 120), {50: [shrink]})
    assert sorted(keys(read(index))) == [f"aaaa-{number:04}" for number in range(120)]
    assert index.starts == [0, 50, 0, 50, 100]


def test_what_goes_at_the_last_page_makes_nothing_lost() -> None:
    def shrink(index: Index) -> bytes:
        del index.documents[:20]
        return index.true(50)

    index = Index(numbered(0, 70), {50: [shrink]})
    assert sorted(keys(read(index))) == [f"aaaa-{number:04}" for number in range(70)]


def test_an_index_that_keeps_shrinking_is_left_after_a_while() -> None:
    class Shrinking(Index):
        def true(self, start: int) -> bytes:
            self.documents.pop()
            return super().true(start)

    index = Shrinking(numbered(0, 200))
    read(index)
    assert len(index.starts) < 20


def test_what_comes_while_paging_is_met_once_and_again_the_next_round() -> None:
    def grow(index: Index) -> bytes:
        index.documents.insert(0, document(999, "2026-11-23T08:59:00Z"))
        return index.true(50)

    index = Index(numbered(0, 70), {50: [grow]})
    batches = read(index)
    assert keys(batches) == [f"aaaa-{number:04}" for number in range(70)]
    assert "aaaa-0999" in keys(read(index, Position(batches[-1].cursor)))


def test_another_order_than_asked_is_reported() -> None:
    index = Index([*numbered(0, 50, day=15), *numbered(50, 100, day=20)])
    assert len(keys(read(index))) == 100
    assert index.codes() == [("volgorde", False)]


def test_an_index_that_gives_no_more_than_so_many_is_reported_and_the_cursor_kept() -> None:
    refusal = FetchError("HTTP 500", address=ADDRESS, status=500)
    index = Index([document(number) for number in range(10_000)], {9_900: [refusal]})
    batches = read(index)
    assert batches[-1].cursor == "2026-11-20T09:23:36.5870000Z"
    assert index.codes() == [("onvolledig", False)]
    with pytest.raises(FetchError):
        read(Index(numbered(0, 100), {50: [refusal]}))


def test_an_index_that_counts_more_than_it_gives_is_asked_again_and_reported() -> None:
    index = Index(numbered(0, 120), {50: [listing(total=120)] * 9})
    assert len(keys(read(index))) == 50
    assert len(index.repeated) == 3
    assert index.codes() == [("onvolledig", False)]


BROKEN: dict[str, bytes] = {
    "leeg": b"",
    "html": b"<!DOCTYPE html><html></html>",
    "afgekapt": listing(document(1))[:60],
    "geen utf-8": listing(document(1)).replace(b"Kamerbrief", b"Caf\xe9"),
    "lijst": b"[1, 2]",
    "andere velden": b'{"total": 1, "results": []}',
    "totaal is tekst": b'{"totaal": "1", "resultaten": []}',
    "niets meer": listing(),
    "te diep": b"[" * 100_000,
}


@pytest.mark.parametrize("broken", BROKEN.values(), ids=BROKEN.keys())
def test_what_is_no_list_is_asked_again_and_then_an_error(broken: bytes) -> None:
    index = Index([document(1)], {0: [broken]})
    assert keys(read(index)) == ["aaaa-0001"]
    assert len(index.repeated) == 1
    with pytest.raises(StreamError):
        read(Index([document(1)], {0: [broken] * 9}))


def test_a_list_beyond_its_limit_is_refused() -> None:
    with pytest.raises(InputError, match="groter dan 10 bytes"):
        read_listing(listing(document(1)), ADDRESS, "proef", 10, HOME)


# Records


def test_a_document_becomes_a_record() -> None:
    record, batch = only(document(7, "2026-11-20T09:23:36.587641713Z", omschrijving="Over zwembaden.", aanbieder="Loket"))
    assert record == Record(
        kind=Kind.OPENBAARMAKING,
        key="aaaa-0007",
        source="tweedekamer",
        title="Kamerbrief nummer 7",
        date=date(2026, 11, 20),
        modified="2026-11-20T09:23:36.5876417Z",
        fields={
            "publisher": "ministerie van Proef",
            "aanbieder": "Loket",
            "omschrijving": "Over zwembaden.",
            "openbaarmakingsdatum": "2026-11-20",
            "bestandsType": "application/pdf",
            "bestandsgrootte": "0.94 MB",
            "aantalPaginas": 3,
            "versie": 1,
        },
        address=f"{HOME}/aaaa-0007",
        locator="aaaa-0007",
    )
    assert batch.pieces == [
        Piece(
            address=f"{HOME}/aaaa-0007/file",
            source="tweedekamer",
            kind="Openbaarmaking",
            key="aaaa-0007",
            media_type="application/pdf",
            changed=record.modified,
            date=record.date,
            title=record.title,
        )
    ]


def test_without_a_pid_the_key_is_the_id_without_its_version() -> None:
    item = document(1)
    del item["document"]["pid"]
    item["document"]["id"] = "ronl-0123456789abcdef_12"
    record, _ = only(item)
    assert (record.key, record.fields["versie"]) == ("ronl-0123456789abcdef", 12)


def test_keys_may_be_missing_or_null() -> None:
    record, batch = only({"document": {"id": "aaaa-0001", "mutatiedatumtijd": None, "titel": None}}, vragen={"ministeries": {}})
    assert (record.title, record.date, record.modified, record.fields) == (None, None, None, {})
    assert batch.pieces == []


@pytest.mark.parametrize(
    "bad", [None, 3, [], {}, {"document": []}, {"document": {"id": "../../x"}}, {"document": {"id": 5, "pid": {"a": 1}}}]
)
def test_what_is_no_document_is_refused_and_the_others_stay(bad: object) -> None:
    batch = read(Index([bad, document(2)]))[0]  # type: ignore[list-item]
    assert [record.key for record in batch.records] == ["aaaa-0002"]
    assert [notice.severity for notice in batch.notices] == [Severity.REFUSED]


def test_a_day_that_is_none_is_skipped_with_a_warning() -> None:
    record, batch = only(document(1, openbaarmakingsdatum="0001-01-01"))
    assert record.date is None
    assert [(notice.code, notice.severity) for notice in batch.notices] == [("schijndatum", Severity.WARNED)]


def test_only_publishers_that_are_wanted() -> None:
    index = Index([document(1, publisher="Gemeente Proefstad"), document(2, publisher="Ministerie van Proef"), document(3)])
    assert keys(read(index)) == ["aaaa-0002", "aaaa-0003"]


def test_filters_are_encoded_twice() -> None:
    index = Index([document(1)])
    read(index, vragen={"ministeries": {"filters": {"organisatie": "ministerie van Proef"}}})
    assert index.asked[0].endswith("&organisatie=ministerie%2520van%2520Proef")
    assert read(Index([]), vragen={"ministeries": {"filters": {"organisatie": "niemand"}}}) == []


# Files


@pytest.mark.parametrize(
    ("change", "options"),
    [
        ({"bestandsType": "application/zip"}, {}),
        ({"bestandsType": None}, {}),
        ({"bestandsgrootte": "30 MB"}, {}),
        ({}, {"piece_bytes": 1000}),
        ({}, {"piece_days": 1}),
        ({}, {"vragen": {"ministeries": {"stukken": False}}}),
        ({}, {"vragen": {"ministeries": {"woorden": ["rapport"]}}}),
    ],
)
def test_files_that_are_not_wanted_are_left(change: Document, options: dict[str, object]) -> None:
    _, batch = only({**document(1), **change}, **options)
    assert (len(batch.records), list(batch.pieces)) == (1, [])


def test_files_by_a_word_in_the_title() -> None:
    _, batch = only(document(1), vragen={"ministeries": {"woorden": ["KAMERBRIEF"]}})
    assert len(batch.pieces) == 1


@pytest.mark.parametrize(
    ("said", "size"),
    [("0.94 MB", 985_661), ("12 KB", 12_288), ("1,5 GB", 1_610_612_736), ("800 bytes", 800), ("veel", None), ("", None)],
)
def test_sizes(said: str, size: int | None) -> None:
    assert bytes_of(said) == size


def test_a_page_instead_of_the_pdf_is_refused() -> None:
    _, batch = only(document(1))
    body = b"<!doctype html><html><body>Open overheid</body></html>"
    fetched = Fetched(batch.pieces[0].address, batch.pieces[0].address, 200, NOW, {}, Body(body), len(body))
    with pytest.raises(InputError, match="HTML"):
        list(service().read_piece(batch.pieces[0], fetched))


def test_a_text_that_is_read_belongs_to_its_document() -> None:
    _, batch = only({**document(1), "bestandsType": "text/plain"}, bestandstypen=["text/plain"])
    body = b"Gemeenten krijgen geld voor zwembaden."
    headers = {"content-type": "text/plain"}
    fetched = Fetched(batch.pieces[0].address, batch.pieces[0].address, 200, NOW, headers, Body(body), len(body))
    (record,) = [item for item in service().read_piece(batch.pieces[0], fetched) if isinstance(item, Record)]
    assert Link("bij", Kind.OPENBAARMAKING, "aaaa-0001") in record.links
    assert record.date == date(2026, 11, 20)


# Details


DETAILS = orjson.dumps(
    {
        "document": {
            "verantwoordelijke": {"label": "ministerie van Proef"},
            "identifiers": ["nvt", "2026-0000123456"],
            "classificatiecollectie": {"documentsoorten": [{"label": "kamerbrief"}], "themas": [{"label": "Onbekend"}]},
        },
        "documentrelaties": [
            {"relation": f"{HOME}/bbbb-0001", "role": "https://identifier.example/kern/c_4d1ea9ba"},
            {"relation": f"{HOME}/bbbb-0002", "role": "https://identifier.example/kern/c_05f4a5f3"},
            {"relation": f"{HOME}/bbbb-0003", "role": "https://identifier.example/kern/iets-anders"},
            None,
        ],
        "versies": [{"bestanden": [{"bestandsnaam": "brief.pdf", "grootte": 50_000_000}]}],
    }
)


def test_details_add_kinds_and_relations() -> None:
    index = Index([document(1)], pages={"aaaa-0001": DETAILS})
    batches = read(index, details=True)
    (record,) = batches[0].records
    assert record.links == (
        Link("bijlage-bij", Kind.OPENBAARMAKING, "bbbb-0001"),
        Link("bijlage", Kind.OPENBAARMAKING, "bbbb-0002"),
    )
    assert record.fields["documentsoorten"] == ["kamerbrief"]
    assert record.fields["identifiers"] == ["2026-0000123456"]
    assert record.fields["bestandsnaam"] == "brief.pdf"
    assert "themas" not in record.fields
    assert batches[0].pieces == []  # its file is larger than the list said
    assert batches[0].fetched is not None
    assert batches[0].fetched.asked == f"{ADDRESS}/aaaa-0001"


def test_only_kinds_that_are_wanted() -> None:
    index = Index([document(1)], pages={"aaaa-0001": DETAILS})
    assert keys(read(index, details=True, vragen={"ministeries": {"soorten": ["Kamerbrief"]}})) == ["aaaa-0001"]
    assert keys(read(index, details=True, vragen={"ministeries": {"soorten": ["agenda"]}})) == []


@pytest.mark.parametrize("answer", [b"<html/>", b"{}", GoneError("weg", address=ADDRESS, status=404)])
def test_without_its_details_a_document_is_kept_and_they_are_not_asked_for_ever(answer: bytes | Exception) -> None:
    index = Index(numbered(0, 9), pages=dict.fromkeys((f"aaaa-{number:04}" for number in range(9)), answer))
    batches = read(index, details=True)
    assert len(keys(batches)) == 9
    assert all(batch.fetched is not None for batch in batches if batch.records)
    assert index.codes() == [("zonder-bijzonderheden", False)] * 3


# The description


@pytest.mark.parametrize(
    ("options", "named"),
    [
        ({"vragen": {}}, "ministeries"),
        ({"vragen": {"ministeries": {}, "anders": {}}}, "vragen.anders"),
        ({"vragen": {"ministeries": {"filters": {"start": "5"}}}}, "filters"),
        ({"vragen": {"ministeries": {"soorten": ["kamerbrief"]}}}, "details"),
        ({"vragen": {"ministeries": {"uitgever": ["x"]}}}, "uitgever"),
        ({"first_days": 0}, "first_days"),
        ({"overlap_hours": -1}, "overlap_hours"),
        ({"piece_bytes": 10**12}, "piece_bytes"),
        ({"documenten": "ftp://x"}, "documenten"),
        ({"details": "misschien"}, "details"),
        ({"eerste": 1}, "eerste"),
    ],
)
def test_nonsense_in_the_description_is_named(options: dict[str, object], named: str) -> None:
    with pytest.raises(InputError, match=named):
        service(**options)


def test_the_bundled_description_is_sound(tmp_path: Path) -> None:
    made = OpenOverheid(descriptions(tmp_path)["openoverheid"], replace(Limits()))
    assert made.streams() == ("ministeries",)
