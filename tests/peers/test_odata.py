# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""OData of the peer: the same entities, filters, paging and versions."""

from __future__ import annotations

from urllib.parse import quote, urlencode

import pytest

from peers import (
    Peer,
    made_up,
)
from peers.asking import ATOM, TK, crawl, get, key_of, page, rows
from peers.kinds import KINDS


def ask(base: str, name: str, **options: str) -> str:
    return f"{base}/{name}?" + urlencode({f"${key}": value for key, value in options.items()}, quote_via=quote)


def test_both_ways_give_the_same_entities() -> None:
    truth = made_up(4, 4000)
    final = truth.final()
    with Peer(truth, page=100) as peer:
        for kind in ("Zaak", "Stemming", "Document", "Besluit"):
            keys = [f"{r.role}_Id" for r in KINDS[kind].references if not r.many]
            lists = ",".join(f"{r.role}($select=Id)" for r in KINDS[kind].references if r.many)
            select = ",".join(["Id", *(f.name for f in KINDS[kind].fields), "GewijzigdOp", "ApiGewijzigdOp", "Verwijderd", *keys])
            options = {"select": select, "orderby": "ApiGewijzigdOp asc,Id asc"} | ({"expand": lists} if lists else {})
            address: str | None = ask(peer.odata("v4"), kind, **options)
            found: dict[str, dict[str, object]] = {}
            while address:
                answer = rows(address)
                for row in answer["value"]:  # type: ignore[attr-defined]
                    assert row["Id"] not in found
                    found[row["Id"]] = row
                address = answer.get("@odata.nextLink")  # type: ignore[assignment]
            wanted = {key: entity for (name, key), entity in final.items() if name == kind}
            assert set(found) == set(wanted)
            for key, entity in wanted.items():
                row = found[key]
                assert row["Verwijderd"] is entity.deleted
                assert str(row["ApiGewijzigdOp"]).rstrip("Z") == entity.updated.rstrip("Z").rstrip("0").rstrip(".")
                if not entity.deleted:
                    shown = {f.name: row[f.name] for f in KINDS[kind].fields if row[f.name] is not None}
                    assert shown == {name: value for name, value in entity.fields.items() if name != "GewijzigdOp"}
                for reference in KINDS[kind].references:
                    to = entity.refs.get(reference.role, ())
                    if reference.many:
                        there = {k for k in to if (reference.target, k) in final}
                        assert {item["Id"] for item in row[reference.role]} == there  # type: ignore[attr-defined]
                    else:
                        assert row[f"{reference.role}_Id"] == (to[0] if to else None)
                if entity.deleted:
                    assert row.get("Onderwerp") is None


def test_the_same_fields_over_syncfeed_as_in_the_truth() -> None:
    truth = made_up(5, 3000)
    last = {}
    with Peer(truth) as peer:
        for entry in crawl(peer, "Zaak"):
            last[key_of(entry)] = entry.find(f"{ATOM}content")[0]
    wanted = {key: entity for (kind, key), entity in truth.final().items() if kind == "Zaak"}
    assert set(last) == set(wanted)
    for key, entity in wanted.items():
        payload = last[key]
        assert (payload.get(f"{TK}verwijderd") == "true") is entity.deleted
        for field in KINDS["Zaak"].fields:
            text = payload.findtext(f"{TK}{field.xml}") or None
            value = entity.fields.get(field.name)
            if isinstance(value, bool):
                assert text == str(value).lower()
            elif field.type == "t" and value is not None:
                assert text == str(value)[:19]
            else:
                assert text == (None if value is None else str(value))


def test_filters_orders_counts_and_pages() -> None:
    truth = made_up(1, 3000)
    changes = {key: e for (kind, key), e in truth.final().items() if kind == "Zaak"}
    with Peer(truth, page=40) as peer:
        base = peer.odata("v4")
        moment = sorted(entity.updated for entity in changes.values())[-30]
        answer = rows(ask(base, "Zaak", filter=f"ApiGewijzigdOp ge {moment}", orderby="ApiGewijzigdOp asc,Id asc", count="true"))
        assert answer["@odata.count"] == len(answer["value"]) == 30  # type: ignore[arg-type]
        assert "@odata.nextLink" not in answer
        motions = rows(ask(base, "Zaak", filter="Soort eq 'Motie' and (Verwijderd eq false or Nummer ne null)", count="true"))
        assert motions["@odata.count"] == sum(e.fields.get("Soort") == "Motie" for e in changes.values())
        assert "@odata.nextLink" in motions
        topped = rows(ask(base, "Zaak", top="10", skip="5", orderby="Id asc"))
        assert [row["Id"] for row in topped["value"]] == sorted(changes)[5:15]  # type: ignore[attr-defined]
        assert "@odata.nextLink" not in topped
        key = sorted(changes)[0]
        two = ",".join(sorted(changes)[:2])
        assert len(rows(ask(base, "Zaak", filter=f"Id in ({two})"))["value"]) == 2  # type: ignore[arg-type]
        assert rows(f"{base}/Zaak({key})")["Id"] == rows(f"{base}/Zaak/{key}")["Id"] == key
        assert len(rows(ask(base, "Zaak", filter="contains(Onderwerp,'gemeente')"))["value"]) > 0  # type: ignore[arg-type]
        assert get(f"{base}/Zaak(guid'{key}')")[0] == 404


def test_keys_of_relations_come_only_when_asked_for() -> None:
    with Peer(made_up(1, 2000)) as peer:
        base = peer.odata("v4")
        plain = rows(f"{base}/Stemming")["value"][0]  # type: ignore[index]
        assert "Besluit_Id" not in plain
        selected = rows(ask(base, "Stemming", select="Id,Besluit_Id"))["value"][0]  # type: ignore[index]
        assert set(selected) == {"Id", "Besluit_Id"}
        expanded = rows(ask(base, "Besluit", expand="Stemming($filter=Verwijderd eq false;$select=Id,Soort),Agendapunt"))["value"]
        assert any(row["Stemming"] for row in expanded)  # type: ignore[attr-defined]
        assert all(set(vote) == {"Id", "Soort"} for row in expanded for vote in row["Stemming"])  # type: ignore[attr-defined]


@pytest.mark.parametrize("query", ["$filter=Onzin eq 1", "$filter=(Soort eq 'a'", "$expand=Nergens", "$select=Niets", "$top=x"])
def test_a_query_that_makes_no_sense_is_500_with_a_page(query: str) -> None:
    with Peer(made_up(1, 500)) as peer:
        status, body, _ = get(f"{peer.odata()}/Zaak?{quote(query, safe='$=')}")
        assert status == 500
        assert body.startswith(b"<!DOCTYPE html>")


def test_v5_has_other_names_in_rows_and_metadata() -> None:
    with Peer(made_up(1, 500)) as peer:
        for version, name, other in (("v4", "ActorFractie", "FractieNaam"), ("v5", "FractieNaam", "ActorFractie")):
            row = rows(f"{peer.odata(version)}/Stemming?$top=1")["value"][0]  # type: ignore[index]
            assert name in row
            assert other not in row
            schema = page(f"{peer.odata(version)}/$metadata")
            found = {e.get("Name"): {p.get("Name") for p in e} for e in schema.iter("{*}EntityType")}
            assert set(found) == set(KINDS)
            assert name in found["Stemming"]
            assert other not in found["Stemming"]
        assert get(f"{peer.odata('v5')}/Stemming?$top=251")[0] == 400


def test_a_file_through_odata_is_the_file_of_syncfeed() -> None:
    truth = made_up(1, 2000, enclosures=0.5)
    key = next(k for (kind, k), e in truth.final().items() if kind == "Document" and e.fields.get("ContentLength"))
    with Peer(truth) as peer:
        assert get(f"{peer.odata()}/Document({key})/resource")[1] == get(peer.resource(key))[1]
