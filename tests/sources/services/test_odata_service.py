# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""OData as a living source: which version, what changed in it, paging, going on after a stop, and broken answers."""

from __future__ import annotations

import json
import lzma
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from urllib.parse import unquote

import pytest
from tk_net import NOW, Answer, FakeNetwork, described

from bijgepraat.model.records import Link, Severity
from bijgepraat.model.sync import Position
from bijgepraat.settings import Limits
from bijgepraat.sources.blob import InputError
from bijgepraat.sources.fetched import FetchError, GoneError
from bijgepraat.sources.services.odata_service import ODataService
from bijgepraat.sources.services.service import Batch, StreamError
from bijgepraat.sources.tweedekamer import entities

V5, V4 = "https://odata.example/OData/v5", "https://odata.example/OData/v4/2.0"
VERSIONS = [
    {"name": "v5", "address": V5, "renames": {"Stemming": {"FractieNaam": "ActorFractie"}}},
    {"name": "v4", "address": V4},
]
OPTIONS: dict[str, object] = {"versions": VERSIONS}
ALL = tuple(entities())


def metadata(changes: Mapping[str, Mapping[str, str | None]] | None = None, without: str | None = None) -> bytes:
    """A `$metadata` that has all we expect; `changes` renames fields or (None) takes them away, and adds unknown ones."""
    parts = []
    for name, entity in entities().items():
        if name == without:
            continue
        changed = dict((changes or {}).get(name, {}))
        fields = [changed.pop(field, field) for field in sorted(entity.fields - entity.links.keys())]
        fields += [new for new in changed.values() if new is not None]
        properties = "".join(f'<Property Name="{field}" Type="Edm.String"/>' for field in fields if field)
        relations = "".join(
            f'<NavigationProperty Name="{role}" Type="Collection(TK.{target})"/>'
            for role, target in entity.links.items()
            if role != "ToegezegdAan"
        )
        parts.append(f'<EntityType Name="{name}">{properties}{relations}</EntityType>')
    return (
        '<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>'
        f'<Schema Namespace="TK" xmlns="http://docs.oasis-open.org/odata/ns/edm">{"".join(parts)}</Schema>'
        "</edmx:DataServices></edmx:Edmx>"
    ).encode()


class Kamer(FakeNetwork):
    """Answers the first question of a set with the first page, whatever its filter, and other addresses as laid ready."""

    def __init__(self, first: Answer | list[Answer], more: Mapping[str, Answer] | None = None) -> None:
        super().__init__({f"{V5}/$metadata": metadata({"Stemming": {"ActorFractie": "FractieNaam"}}), **(more or {})})
        self._first = first

    def get(self, address: str, **more: object):  # type: ignore[no-untyped-def]
        if address not in self._answers:
            self._answers[address] = list(self._first) if isinstance(self._first, list) else [self._first]
        return super().get(address, **more)  # type: ignore[arg-type]


def row(number: int, moment: str = "2026-11-20T10:00:00.1Z", **more: object) -> dict[str, object]:
    return {
        "Id": f"AAAAAAAA-0000-4000-8000-{number:012d}",
        "Soort": "Motie",
        "Onderwerp": "Motie over zwembaden",
        "GestartOp": "2026-11-19T00:00:00+01:00",
        "ApiGewijzigdOp": moment,
        "Verwijderd": False,
        **more,
    }


def page(*rows: object, onward: str | None = None) -> bytes:
    value: dict[str, object] = {"@odata.context": f"{V5}/$metadata#Zaak", "value": list(rows)}
    return json.dumps({**value, "@odata.nextLink": onward} if onward else value).encode()


def service(streams: tuple[str, ...] = ("Zaak",), **options: object) -> ODataService:
    return ODataService(described("odata", V5, streams, {**OPTIONS, **options}), Limits())


def read(network: FakeNetwork, position: Position | None = None, stream: str = "Zaak", **options: object) -> list[Batch]:
    made = service((stream,), **options)
    made.prepare(network)
    return list(made.read(stream, position or Position(), network, NOW))


def keys(batches: list[Batch]) -> list[list[int]]:
    return [[int(record.key[-12:]) for record in batch.records] for batch in batches]


# Versions and their shape


def test_a_version_as_expected_gives_no_complaint() -> None:
    network = FakeNetwork({f"{V5}/$metadata": metadata({"Stemming": {"ActorFractie": "FractieNaam"}})})
    service(ALL).prepare(network)
    assert network.told == []


def test_a_field_that_is_gone_alarms_and_a_new_one_is_told() -> None:
    changes = {"Stemming": {"ActorFractie": "FractieNaam"}, "Zaak": {"Soort": None, "x": "Kleur"}, "Persoon": {"Nummer": None}}
    network = FakeNetwork({f"{V5}/$metadata": metadata(changes)})
    service(("Zaak", "Stemming")).prepare(network)
    assert network.codes() == [("andere-vorm", False), ("andere-vorm", True)]
    assert [complaint.example for complaint in network.told] == ["Zaak.Soort", "Zaak.Kleur"]


def test_a_rename_that_nobody_wrote_down_is_a_field_gone_and_a_new_one() -> None:
    network = FakeNetwork({f"{V5}/$metadata": metadata({"Stemming": {"ActorFractie": "Partijnaam"}})})
    service(("Stemming",)).prepare(network)
    assert [(complaint.example, complaint.recovered) for complaint in network.told] == [
        ("Stemming.ActorFractie", False),
        ("Stemming.Partijnaam", True),
    ]


def test_an_entity_that_is_gone_alarms_and_cannot_be_read() -> None:
    network = FakeNetwork({f"{V5}/$metadata": metadata(without="Zaak")})
    made = service()
    made.prepare(network)
    assert network.codes() == [("andere-vorm", False)]
    with pytest.raises(StreamError, match="Zaak"):
        list(made.read("Zaak", Position(), network, NOW))


@pytest.mark.parametrize(
    "failing", [GoneError("weg", address=V5, status=404), b"<html><body>Fout</body></html>", b"", metadata()[:500]]
)
def test_the_next_version_is_taken_when_one_does_not_answer(failing: Answer) -> None:
    network = FakeNetwork({f"{V5}/$metadata": failing, f"{V4}/$metadata": metadata()})
    service(("Stemming",)).prepare(network)
    assert network.codes() == [("andere-versie", True)]


def test_without_any_version_the_last_error_is_raised() -> None:
    network = FakeNetwork(
        {
            f"{V5}/$metadata": GoneError("v5 is weg", address=V5, status=404),
            f"{V4}/$metadata": FetchError("v4 is stuk", address=V4, status=500, temporary=True),
        }
    )
    with pytest.raises(FetchError, match="v4 is stuk"):
        service().prepare(network)


@pytest.mark.shared
def test_the_real_schema_has_all_we_expect(shared: Path) -> None:
    real = (shared / "data/tweedekamer/odata_metadata.xml").read_bytes()
    network = FakeNetwork({f"{V5}/$metadata": GoneError("weg", address=V5, status=404), f"{V4}/$metadata": real})
    made = service(ALL)
    made.prepare(network)
    assert [complaint for complaint in network.told if not complaint.recovered] == []
    assert network.codes() == [("andere-versie", True)]


# Asking


def asked(network: FakeNetwork) -> str:
    return unquote(network.asked[1])


def test_all_fields_are_named_and_the_relations_that_have_no_key_of_their_own() -> None:
    network = Kamer(page())
    assert read(network) == []
    address = asked(network)
    assert address.startswith(f"{V5}/Zaak?$orderby=ApiGewijzigdOp asc,Id asc&$select=")
    assert "Kabinetsappreciatie" in address
    wanted = "Kamerstukdossier Activiteit Agendapunt GerelateerdVanuit VervangenVanuit".split()
    assert address.endswith("&$expand=" + ",".join(f"{role}($select=Id)" for role in wanted))
    network = Kamer(page())
    read(network, stream="Stemming")
    assert "Besluit_Id" in asked(network)
    assert "FractieNaam" in asked(network)
    assert "$expand" not in asked(network)


def test_the_dollar_can_be_encoded() -> None:
    network = Kamer(page())
    read(network, Position("2026-11-20T10:00:00.1Z|x"))
    assert "?$filter=ApiGewijzigdOp%20ge%202026-11-20T10:00:00.1Z&$orderby=" in network.asked[1]
    network = Kamer(page())
    read(network, Position("2026-11-20T10:00:00.1Z|x"), encode_dollar=True)
    assert "?%24filter=ApiGewijzigdOp%20ge%202026-11-20T10%3A00%3A00.1Z&%24orderby=" in network.asked[1]
    assert "$" not in network.asked[1]


def test_since_asks_from_the_beginning_of_that_dutch_day() -> None:
    network = Kamer(page(row(1)))
    (batch,) = read(network, Position("2026-11-22T10:00:00Z|x", since=date(2026, 7, 1)))
    assert "$filter=ApiGewijzigdOp ge 2026-06-30T22:00:00.0000000Z&" in asked(network)
    assert keys([batch]) == [[1]]


@pytest.mark.parametrize("cursor", ["category=Zaak&skiptoken=3", "|", "2026-11-20 or 1 eq 1|x", ""])
def test_a_cursor_that_makes_no_sense_reads_everything(cursor: str) -> None:
    network = Kamer(page(row(1)))
    assert keys(read(network, Position(cursor))) == [[1]]
    assert "$filter" not in asked(network)


# Paging


def test_the_next_link_is_followed_as_it_stands() -> None:
    onward = f"{V5}/Zaak?$orderby=x&$skiptoken=Id-%27a%27"
    network = Kamer(page(row(1), row(2, "2026-11-20T11:00:00Z"), onward=onward), {onward: page(row(3, "2026-11-20T12:00:00.5Z"))})
    batches = read(network)
    assert keys(batches) == [[1, 2], [3]]
    assert [batch.cursor for batch in batches] == [
        "2026-11-20T11:00:00Z|aaaaaaaa-0000-4000-8000-000000000002",
        "2026-11-20T12:00:00.5Z|aaaaaaaa-0000-4000-8000-000000000003",
    ]
    assert network.asked[2:] == [onward]


def test_going_on_leaves_out_what_was_read_of_the_same_moment() -> None:
    moment = "2026-11-20T10:00:00.1Z"
    position = Position(f"{moment}|aaaaaaaa-0000-4000-8000-000000000002")
    network = Kamer(page(row(1), row(2), row(3), row(4, "2026-11-21T10:00:00Z")))
    assert keys(read(network, position)) == [[3, 4]]
    assert f"$filter=ApiGewijzigdOp ge {moment}&" in asked(network)
    assert read(Kamer(page(row(1), row(2))), position) == []
    # The last row has changed since, and stands elsewhere now: everything of that moment is read again.
    assert keys(read(Kamer(page(row(1), row(3), row(2, "2026-11-22T10:00:00Z"))), position)) == [[1, 3, 2]]


@pytest.mark.parametrize(
    "onward", ["http://169.254.169.254/latest", "https://odata.example:444/OData/v5/Zaak", "Zaak?$skiptoken=1", "http://[x"]
)
def test_a_next_link_to_elsewhere_is_not_followed(onward: str) -> None:
    with pytest.raises(StreamError) as error:
        read(Kamer(page(row(1), onward=onward)))
    assert error.value.code == "ander-adres"


def test_a_next_link_that_comes_back_does_not_turn_in_circles() -> None:
    onward = f"{V5}/Zaak?$skiptoken=1"
    with pytest.raises(StreamError) as error:
        read(Kamer(page(row(1), onward=onward), {onward: page(row(2), onward=onward)}))
    assert error.value.code == "kringloop"


# Rows


def test_renamed_fields_get_our_name() -> None:
    vote = {"Id": "s1", "Soort": "Voor", "FractieNaam": "Proef", "Besluit_Id": "B1", "ApiGewijzigdOp": "2026-11-20T10:00:00Z"}
    (batch,) = read(Kamer(page(vote)), stream="Stemming")
    (record,) = batch.records
    assert (record.source, record.fields["ActorFractie"], batch.notices) == ("tweedekamer", "Proef", [])
    assert record.links == (Link("besluit", "Besluit", "b1"),)


def test_deleted_rows_stay_deleted_and_relations_are_only_links() -> None:
    emptied = {"Id": "Z9", "Soort": None, "Afgedaan": False, "ApiGewijzigdOp": "2026-11-21T10:00:00Z", "Verwijderd": True}
    linked = row(1, Volgnummer=-1, Kamerstukdossier=[{"Id": "K1"}], Activiteit=[{"@odata.etag": "x", "Id": "A1"}])
    (batch,) = read(Kamer(page(linked, emptied)))
    first, second = batch.records
    assert first.links == (Link("activiteit", "Activiteit", "a1"), Link("kamerstukdossier", "Kamerstukdossier", "k1"))
    assert first.fields["Volgnummer"] == -1
    assert (second.key, second.deleted, dict(second.fields), second.modified) == ("z9", True, {}, "2026-11-21T10:00:00.0000000Z")


def test_a_row_that_is_none_is_refused_and_the_others_go_on() -> None:
    (batch,) = read(Kamer(page(row(1), "leeg", {"Soort": "Motie"}, row(2))))
    assert keys([batch]) == [[1, 2]]
    assert [(notice.code, notice.severity) for notice in batch.notices] == [
        ("geen-record", Severity.REFUSED),
        ("geen-id", Severity.REFUSED),
    ]


def test_wanted_files_have_the_address_of_the_feed() -> None:
    more = {"ContentType": "application/pdf", "ContentLength": 7, "GewijzigdOp": "2026-11-20T11:00:00+01:00"}
    rows = [row(n, Datum=f"{day}T00:00:00+01:00", **more) for n, day in enumerate(("2026-11-19", "2026-01-19"))]
    options = {"resources": "https://feed.example/Resources/", "pieces": {"Document": {"days": 30}}}
    (batch,) = read(Kamer(page(*rows)), stream="Document", **options)
    (piece,) = batch.pieces
    assert piece.address == "https://feed.example/Resources/aaaaaaaa-0000-4000-8000-000000000000"
    assert (piece.source, piece.size, piece.changed) == ("tweedekamer", 7, "2026-11-20T10:00:00.0000000Z")


# Broken answers

WHOLE = page(row(1))


@pytest.mark.parametrize(
    "broken",
    [
        WHOLE[:-20],
        b"",
        b"<!DOCTYPE html><html><body>Er ging iets mis</body></html>",
        b'{"error": {"message": "An error has occurred."}}',
        b'{"value": 3}',
        b"[]",
        b"[" * 100_000,
        b'{"value": [{"Id": "\xff\xc3\xa9\xc3\xa9"}]}',
    ],
)
def test_a_broken_answer_is_asked_again_and_lost_only_if_it_stays(broken: bytes) -> None:
    network = Kamer([broken, WHOLE])
    assert keys(read(network)) == [[1]]
    assert len(network.repeated) == 1
    network = Kamer(broken)
    with pytest.raises(StreamError):
        read(network)
    assert len(network.repeated) == 3


def test_a_mislabelled_answer_is_asked_again_then_taken_with_a_complaint() -> None:
    wrong = json.dumps({"value": [row(1, Onderwerp="Financiën")]}, ensure_ascii=False).encode("cp1252")
    network = Kamer(wrong)
    (batch,) = read(network)
    assert batch.records[0].title == "Financiën"
    assert network.codes() == [("codering", False)]


# The description


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"versions": []}, "versions"),
        ({"versions": [{"name": "v5"}]}, "address"),
        ({"versions": VERSIONS, "resource": "x"}, "resource"),
        ({"versions": [{"name": "v5", "address": V5, "renames": {"Stemmming": {}}}]}, "Stemmming"),
        ({"versions": VERSIONS, "pieces": {"Document": {"days": 3}}}, "resources"),
        ({}, "versions"),
    ],
)
def test_nonsense_in_a_description_is_named(options: Mapping[str, object], words: str) -> None:
    with pytest.raises(InputError, match=words):
        ODataService(described("odata", V5, ["Zaak"], options), Limits())


# Real rows


@pytest.mark.shared
@pytest.mark.parametrize("name", ["Document", "Activiteit", "Zaak", "Besluit", "Vergadering", "Persoon"])
def test_real_rows_become_records_without_refusals(shared: Path, name: str) -> None:
    with lzma.open(shared / f"data/tweedekamer/{name.lower()}.jsonl.xz") as lines:
        rows = [json.loads(line) for _, line in zip(range(250), lines, strict=False)]
    (batch,) = read(Kamer(page(*rows)), stream=name)
    assert len(batch.records) == len(rows)
    assert [notice for notice in batch.notices if notice.severity is Severity.REFUSED or notice.code == "onbekend-veld"] == []
    assert str(batch.cursor).partition("|")[0] == rows[-1]["ApiGewijzigdOp"]
