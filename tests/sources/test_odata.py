# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""OData of the Tweede Kamer: pages, lines, nested entities, relations, and everything that can be wrong with them."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from blobs import blob_of, sort_out
from hypothesis import given, settings
from hypothesis import strategies as st

from bijgepraat.model.records import Link
from bijgepraat.settings import Limits
from bijgepraat.sources.blob import InputError, TooLargeError
from bijgepraat.sources.odata import read_odata, read_odata_lines

CONTEXT = "https://gegevensmagazijn.tweedekamer.nl/OData/v4/2.0/$metadata#"
ZAAK = {
    "Id": "AAAAAAAA-0000-4000-8000-000000000001",
    "Nummer": "2025Z90001",
    "Soort": "Motie",
    "Onderwerp": "Motie van het lid Proef  over  zwembaden ",
    "GestartOp": "2025-07-01T00:00:00+02:00",
    "Titel": None,
    "ApiGewijzigdOp": "2025-07-02T10:00:00.12Z",
    "Verwijderd": False,
}


def page(entity: str, *rows: object) -> bytes:
    return json.dumps({"@odata.context": CONTEXT + entity, "value": list(rows)}).encode()


def test_a_page_becomes_records() -> None:
    (record,), refused, warned = sort_out(list(read_odata(blob_of(page("Zaak", ZAAK), "antwoord.json"))))
    assert (record.kind, record.key) == ("Zaak", "aaaaaaaa-0000-4000-8000-000000000001")
    assert record.title == "Motie van het lid Proef over zwembaden"
    assert record.date == date(2025, 7, 1)
    assert record.modified == "2025-07-02T10:00:00.1200000Z"
    assert record.fields["Nummer"] == "2025Z90001"
    assert "Titel" not in record.fields
    assert (refused, warned) == ([], [])


def test_moments_sort_as_text() -> None:
    def modified(value: str) -> str:
        (record,), *_ = sort_out(list(read_odata(blob_of(page("Zaak", {**ZAAK, "ApiGewijzigdOp": value}), "a.json"))))
        return str(record.modified)

    assert modified("2025-07-02T10:00:00Z") < modified("2025-07-02T10:00:00.05Z") < modified("2025-07-02T10:00:00.1234567Z")


def test_nested_entities_become_records_of_their_own_with_links() -> None:
    vote = {
        "Id": "s1",
        "Besluit_Id": "B1",
        "Soort": "Voor",
        "Fractie_Id": "F1",
        "Verwijderd": False,
        "Besluit": {"Id": "b1", "Agendapunt_Id": "a1", "Agendapunt": {"Id": "a1", "Zaak": [ZAAK, {**ZAAK, "Id": "z2"}]}},
    }
    records, refused, _ = sort_out(list(read_odata(blob_of(page("Stemming(Besluit(Agendapunt(Zaak())))", vote), "p.json"))))
    by_key = {record.key: record for record in records}
    assert [record.kind for record in records] == ["Stemming", "Besluit", "Agendapunt", "Zaak", "Zaak"]
    assert set(by_key["s1"].links) == {Link("besluit", "Besluit", "b1"), Link("fractie", "Fractie", "f1")}
    assert by_key["b1"].links == (Link("agendapunt", "Agendapunt", "a1"),)
    assert by_key["a1"].links == (Link("zaak", "Zaak", str(ZAAK["Id"]).lower()), Link("zaak", "Zaak", "z2"))
    assert refused == []


def test_lists_of_ids_become_links() -> None:
    row = {
        "Id": "b1",
        "BesluitSoort": "Stemmen - aangenomen",
        "Agendapunt_Zaak_Ids": ["Z1", "z2"],
        "ApiGewijzigdOp": "2025-01-01T00:00:00Z",
    }
    (record,), *_ = sort_out(list(read_odata_lines(blob_of(json.dumps(row).encode(), "besluit_linked.jsonl"))))
    assert record.links == (Link("agendapunt-zaak", "Zaak", "z1"), Link("agendapunt-zaak", "Zaak", "z2"))


def test_a_published_version_links_to_its_publication() -> None:
    row = {"Id": "v1", "ExterneIdentifier": "kst-99001-5", "Extensie": ".pdf", "Document_Id": "d1", "Versienummer": 1}
    (record,), *_ = sort_out(list(read_odata(blob_of(page("DocumentVersie", row), "p.json"))))
    assert Link("publicatie", "Publicatie", "kst-99001-5") in record.links
    assert record.address == "https://zoek.officielebekendmakingen.nl/kst-99001-5"


def test_a_deleted_row_is_taken_without_complaint() -> None:
    row = {
        "Id": "z9",
        "Nummer": None,
        "Soort": None,
        "GestartOp": None,
        "ApiGewijzigdOp": "2025-01-01T00:00:00Z",
        "Verwijderd": True,
    }
    (record,), refused, warned = sort_out(list(read_odata(blob_of(page("Zaak", row), "p.json"))))
    assert record.deleted
    assert (refused, warned) == ([], [])


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"GestartOp": None}, "leeg-veld"),
        ({"Soort": None}, "leeg-veld"),
        ({"GestartOp": "0001-01-01T00:00:00Z"}, "schijndatum"),
        ({"Termijn": "0001-01-01T00:00:00Z"}, "schijndatum"),
        ({"GestartOp": "gisteren"}, "onleesbare-datum"),
        ({"GestartOp": "2025-02-30T00:00:00Z"}, "onleesbare-datum"),
        ({"GestartOp": 20250701}, "onleesbare-datum"),
        ({"Lievelingskleur": "blauw"}, "onbekend-veld"),
    ],
)
def test_doubtful_values_are_named_and_the_record_is_kept(change: dict[str, object], code: str) -> None:
    (record,), refused, warned = sort_out(list(read_odata(blob_of(page("Zaak", {**ZAAK, **change}), "bron.json"))))
    assert refused == []
    assert code in {notice.code for notice in warned}
    assert all(notice.file == "bron.json" and notice.record == record.key for notice in warned)
    assert record.title is not None


def test_an_unknown_field_is_kept() -> None:
    (record,), *_ = sort_out(list(read_odata(blob_of(page("Zaak", {**ZAAK, "Nieuw": 3}), "p.json"))))
    assert record.fields["Nieuw"] == 3


def test_an_activity_without_a_fixed_day_has_no_date() -> None:
    row = {
        "Id": "a",
        "Soort": "Commissiedebat",
        "Onderwerp": "Wonen",
        "Datum": "2025-09-01T00:00:00Z",
        "DatumSoort": "Weeknummer",
    }
    (vague,), *_ = sort_out(list(read_odata(blob_of(page("Activiteit", row), "p.json"))))
    (firm,), *_ = sort_out(list(read_odata(blob_of(page("Activiteit", {**row, "DatumSoort": "Dag"}), "p.json"))))
    assert (vague.date, firm.date) == (None, date(2025, 9, 1))


@pytest.mark.parametrize("row", [{"Id": None, "Soort": "Motie"}, {"Soort": "Motie"}, {"Id": ""}, {"Id": 7}, 5, "zaak", None, []])
def test_what_is_no_record_is_refused_and_the_rest_goes_on(row: object) -> None:
    records, refused, _ = sort_out(list(read_odata(blob_of(page("Zaak", row, ZAAK), "p.json"))))
    assert len(records) == 1
    assert len(refused) == 1
    assert refused[0].record == "rij 1"


def test_an_unknown_entity_is_refused_by_name() -> None:
    _, refused, _ = sort_out(list(read_odata(blob_of(page("Kantinemenu", {"Id": "k1"}), "p.json"))))
    assert [notice.code for notice in refused] == ["onbekende-entiteit"]
    assert "Kantinemenu" in refused[0].message


def test_an_entity_without_context_is_known_by_its_fields() -> None:
    (record,), *_ = sort_out(list(read_odata(blob_of(json.dumps(ZAAK).encode(), "los.json"))))
    assert record.kind == "Zaak"


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"{",
        b'{"value": [',
        page("Zaak", ZAAK)[:-10],
        b"\xff\xfe{\x00}\x00",
        b"<html>fout</html>",
        b"[" * 100_000,
        '{"é'.encode("latin-1"),
    ],
)
def test_what_is_no_json_raises_with_advice(raw: bytes) -> None:
    with pytest.raises(InputError) as error:
        list(read_odata(blob_of(raw, "p.json")))
    assert str(error.value)


def test_a_page_over_its_limit_raises() -> None:
    with pytest.raises(TooLargeError):
        list(read_odata(blob_of(page("Zaak", *[ZAAK] * 50), "p.json", Limits(member_bytes=1000))))


def test_lines_that_are_broken_are_refused_one_by_one() -> None:
    good = json.dumps(ZAAK).encode()
    latin = json.dumps({**ZAAK, "Id": "l"}, ensure_ascii=False).replace("zwembaden", "café").encode("latin-1")
    raw = b"\n".join([b"\xef\xbb\xbf" + good, b"{kapot", latin, b"", b'"los"', good[:-20]])
    records, refused, _ = sort_out(list(read_odata_lines(blob_of(raw, "zaak.jsonl"))))
    assert len(records) == 1
    assert [notice.record for notice in refused] == ["regel 2", "regel 3", "regel 5", "regel 6"]
    assert all(notice.kind == "Zaak" for notice in refused)


def test_a_line_over_its_limit_is_refused_and_the_next_is_read() -> None:
    long = json.dumps({**ZAAK, "Onderwerp": "x" * 5000}).encode()
    raw = b"\n".join([long, json.dumps(ZAAK).encode()])
    records, refused, _ = sort_out(list(read_odata_lines(blob_of(raw, "zaak.jsonl", Limits(line_bytes=1000)))))
    assert (len(records), [notice.record for notice in refused]) == (1, ["regel 1"])


def test_deep_nesting_is_refused_not_followed() -> None:
    row: dict[str, object] = {"Id": "z0"}
    for n in range(1, 40):
        row = {"Id": f"z{n}", "GerelateerdVanuit": [row]}
    records, refused, _ = sort_out(list(read_odata(blob_of(page("Zaak", row), "p.json"))))
    assert {notice.code for notice in refused} == {"te-diep"}
    assert len(records) < 20


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["Id", "Soort", "Datum", "Zaak", "Besluit_Id", "X"]), inner, max_size=4)
    ),
    max_leaves=12,
)


@settings(max_examples=200, deadline=None)
@given(json_values, st.sampled_from(["Zaak", "Document", "Stemming", "Activiteit", "Persoon"]))
def test_any_json_gives_records_or_notices_and_no_crash(value: object, entity: str) -> None:
    try:
        raw = page(entity, value)
        items = list(read_odata(blob_of(raw, "p.json")))
    except InputError:
        return
    records, refused, _ = sort_out(items)
    assert len(records) + len(refused) >= 1
    assert all(record.key for record in records)


@pytest.mark.shared
def test_the_real_pages_hold_what_the_service_sent(shared: Path) -> None:
    import lzma

    path = shared / "data/odata_pages/stemming_page_0001.json.xz"
    records, refused, warned = sort_out(list(read_odata(blob_of(lzma.decompress(path.read_bytes()), "stemming_page_0001.json"))))
    kinds = {record.kind for record in records}
    assert kinds == {"Stemming", "Besluit", "Agendapunt", "Zaak", "Fractie"}
    assert sum(record.kind == "Stemming" for record in records) == 100
    assert (refused, warned) == ([], [])
