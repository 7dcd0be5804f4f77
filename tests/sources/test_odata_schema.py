# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The description of an OData service: entities, fields and relations."""

from __future__ import annotations

from pathlib import Path

import pytest
from blobs import blob_of, sort_out

from bijgepraat.model.records import Record
from bijgepraat.settings import Limits
from bijgepraat.sources.blob import InputError, TooLargeError
from bijgepraat.sources.odata_schema import read_schema
from bijgepraat.sources.xml import DoctypeError, NoIdentifierError, TooDeepError, WrongRootError

EDM = "http://docs.oasis-open.org/odata/ns/edm"
BATH = """<EntityType Name="Bad"><Key><PropertyRef Name="Id"/></Key><Property Name="Id" Type="Edm.Guid" Nullable="false"/>
 <Property Name="Diepte" Type="Edm.Decimal"/><Property Name="Soort" Type="Proef.Soort"/>
 <NavigationProperty Name="Zwemmer" Type="Collection(Proef.Zwemmer)"/><NavigationProperty Name="Gemeente" Type="Proef.Gemeente"/></EntityType>"""
SWIMMER = """<EntityType Name="Zwemmer"><Property Name="Id" Type="Edm.Guid"/></EntityType>"""


def edmx(content: str = BATH + SWIMMER, attributes: str = 'Namespace="Proef"') -> bytes:
    return f"""<?xml version="1.0" encoding="utf-8"?><edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx">
 <edmx:DataServices><Schema {attributes} xmlns="{EDM}"><ComplexType Name="Niets"><Property Name="X" Type="Edm.String"/></ComplexType>
 {content}</Schema><Schema Namespace="Default" xmlns="{EDM}"><EntityContainer Name="C"><EntitySet Name="Bad" EntityType="Proef.Bad"/>
 </EntityContainer></Schema></edmx:DataServices></edmx:Edmx>""".encode()


def _record(content: bytes) -> Record:
    records, refused, warnings = sort_out(list(read_schema(blob_of(content, "metadata.xml", source="tweedekamer"))))
    assert (len(records), refused, warnings) == (1, [], [])
    return records[0]


def test_entities_with_fields_and_relations() -> None:
    record = _record(edmx())
    assert (record.kind, record.key, record.source, record.title) == ("Schema", "Proef", "tweedekamer", "OData-schema Proef")
    assert record.fields == {
        "entiteiten": {"Bad": {"Id": "Edm.Guid", "Diepte": "Edm.Decimal", "Soort": "Soort"}, "Zwemmer": {"Id": "Edm.Guid"}},
        "relaties": {"Bad": {"Zwemmer": "Collection(Zwemmer)", "Gemeente": "Gemeente"}},
        "versie": "4.0",
    }
    assert (record.text, record.date, record.links) == (None, None, ())


def test_an_entity_that_stands_twice_is_reported_and_loses_nothing() -> None:
    twice = BATH + '<EntityType Name="Bad"><Property Name="Warm" Type="Edm.Boolean"/></EntityType>'
    records, _, warnings = sort_out(list(read_schema(blob_of(edmx(twice), "metadata.xml"))))
    assert set(records[0].fields["entiteiten"]["Bad"]) == {"Id", "Diepte", "Soort", "Warm"}
    assert [notice.code for notice in warnings] == ["dubbele-entiteit"]
    assert "Bad" in warnings[0].message


@pytest.mark.parametrize(
    "content",
    [edmx(""), edmx(attributes=""), edmx('<EntityType><Property Name="X" Type="Edm.String"/></EntityType>'), b"<Edmx/>"],
)
def test_a_description_of_nothing_is_refused(content: bytes) -> None:
    with pytest.raises(NoIdentifierError, match="entiteit"):
        list(read_schema(blob_of(content, "metadata.xml")))


def test_names_and_types_that_are_missing_break_nothing() -> None:
    odd = '<EntityType Name="Bad"><Property Type="Edm.String"/><Property Name="Zonder"/><NavigationProperty/><Anders Name="x"/></EntityType>'
    record = _record(edmx(odd))
    assert record.fields["entiteiten"] == {"Bad": {"Zonder": ""}}
    assert record.fields["relaties"] == {}


def test_hostile_and_broken_files_are_refused() -> None:
    whole = edmx()
    for length in range(0, len(whole) - 1, 19):
        with pytest.raises(InputError):
            list(read_schema(blob_of(whole[:length], "metadata.xml")))
    with pytest.raises(DoctypeError):
        list(read_schema(blob_of(b'<!DOCTYPE a [<!ENTITY b "c">]><Edmx>&b;</Edmx>', "metadata.xml")))
    with pytest.raises(TooDeepError):
        list(read_schema(blob_of(edmx("<a>" * 100_000 + "</a>" * 100_000), "metadata.xml")))
    with pytest.raises(TooLargeError):
        list(read_schema(blob_of(edmx(" " * 9000), "metadata.xml", Limits(xml_bytes=5000))))
    with pytest.raises(WrongRootError, match="<feed>"):
        list(read_schema(blob_of(b"<feed/>", "metadata.xml")))


def test_other_encodings() -> None:
    assert (
        _record(edmx().decode().replace("Diepte", "Diëpte").encode("utf-16")).fields["entiteiten"]["Bad"]["Diëpte"]
        == "Edm.Decimal"
    )
    records, _, warnings = sort_out(
        list(read_schema(blob_of(edmx().decode().replace("Diepte", "Diëpte").encode("cp1252"), "metadata.xml")))
    )
    assert "Diëpte" in records[0].fields["entiteiten"]["Bad"]
    assert [notice.code for notice in warnings] == ["codering"]


@pytest.mark.shared
def test_the_real_description(shared: Path) -> None:
    content = (shared / "data" / "tweedekamer" / "odata_metadata.xml").read_bytes()
    record = _record(content)
    assert len(record.fields["entiteiten"]) == content.count(b"<EntityType ")
    assert record.fields["entiteiten"]["Toezegging"]["DatumNakoming"] == "Edm.DateTimeOffset"
    assert record.fields["relaties"]["Toezegging"]["Activiteit"] == "Collection(Activiteit)"
    assert record.fields["relaties"]["Stemming"]["Besluit"] == "Besluit"
