# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""What the API says: quotes that stand where it says, filters that filter, CSV that is safe, and nobody's secrets."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Any

import pytest
from api_house import SECRETS
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from bijgepraat.pipeline.api.registry import OPERATIONS
from bijgepraat.pipeline.house import Store
from bijgepraat.publish.api.answers import as_csv, cell
from bijgepraat.store.lookup import by_key, text_of, version_of


def quotes(value: Any) -> Iterator[dict[str, Any]]:
    """Every place in an answer."""
    if isinstance(value, list):
        for one in value:
            yield from quotes(one)
    elif isinstance(value, dict):
        if {"citaat", "begin", "einde", "deel", "soort", "versie"} <= set(value):
            yield value
        for one in value.values():
            yield from quotes(one)


def words_at(store: Store, place: dict[str, Any]) -> str:
    """What stands in the store at a place."""
    with store.reading() as connection:
        row = by_key(connection, place["soort"], place["sleutel"])
        if row.version != place["versie"]:
            row = version_of(connection, row.id, place["versie"])
        text = row.title if place["deel"] == "titel" else text_of(connection, row.id, row.version)
    return str(text)[place["begin"] : place["einde"]]


@pytest.mark.parametrize(
    "address",
    ["/v1/toezeggingen?aantal=1000", "/v1/bedragen?aantal=1000", "/v1/inzetten?aantal=1000", "/v1/zoeken?q=jeugdzorg+gemeenten"],
)
def test_every_quote_stands_where_the_answer_says(api: TestClient, api_store: Store, address: str) -> None:
    found = list(quotes(api.get(address).json()))
    assert found
    for place in found:
        assert words_at(api_store, place) == place["citaat"]
        assert api.get(place["adres"].partition("#")[0]).status_code == 200


def test_findings_and_editions_stand_on_their_words(api: TestClient, api_store: Store) -> None:
    number = 0
    for one in api.get("/v1/documenten?soort=Publicatie&niveau=2&aantal=10").json()["documenten"]:
        found = api.get(one["_links"]["self"]["href"]).json()
        for finding in found["vondsten"]:
            number += 1
            assert words_at(api_store, {**found, **finding}) == finding["citaat"]
        text = api.get(found["_links"]["tekst"]["href"]).json()
        assert all(text["tekst"][each["begin"] : each["einde"]] for each in text["passages"])
    assert number > 20
    for one in api.get("/v1/edities").json()["edities"]:
        found = list(quotes(api.get(one["_links"]["self"]["href"]).json()))
        assert found
        assert all(words_at(api_store, place) == place["citaat"] for place in found)


def test_what_went_out_is_told_from_a_draft(api: TestClient) -> None:
    every = api.get("/v1/edities").json()["edities"]
    out = api.get("/v1/edities?stand=uitgegeven").json()["edities"]
    assert [one["nummer"] for one in out] == [1] and out[0]["kenmerk"] and len(every) > 1
    assert {one["stand"] for one in every} == {"uitgegeven", "concept"}
    whole = api.get(out[0]["_links"]["self"]["href"]).json()
    assert whole["inleiding"]["woorden"] == "Dit was een week van geld."
    assert all(sentence["bewijs"] for item in whole["onderwerpen"] for sentence in item["zinnen"])
    page = api.get(f"/edities/{whole['week']}/inhoud.json")
    assert page.status_code == 200
    assert [item["title"] for item in page.json()["items"]] == whole["titels"]


def test_promises_are_filtered_and_stand_as_on_the_asked_day(api: TestClient) -> None:
    def on(**values: str) -> list[dict[str, Any]]:
        return list(api.get("/v1/toezeggingen", params={"aantal": "1000", "op": "2026-03-16", **values}).json()["toezeggingen"])

    every = on()
    late = on(toestand="te-laat")
    assert late and all(one["toestand"] == "te-laat" and one["dagen_over"] < 0 for one in late)
    assert {one["sleutel"] for one in late} == {one["sleutel"] for one in every if one["toestand"] == "te-laat"}
    youth = on(thema="jeugd")
    assert 0 < len(youth) < len(every)
    since = on(sinds="2025-11-01")
    assert since == [one for one in every if one["datum"] and one["datum"] >= "2025-11-01"] and 0 < len(since) < len(every)
    earlier = on(op="2025-10-01")
    assert earlier and all(one["datum"] is None or one["datum"] <= "2025-10-01" for one in earlier)
    assert all(one["stand_op"] == "2025-10-01" for one in earlier)
    assert on(op="0001-01-01") == [one | {"stand_op": "0001-01-01"} for one in on(op="0001-01-01")]


def test_other_lists_are_filtered(api: TestClient) -> None:
    money = api.get("/v1/bedragen?thema=jeugd&stadium=gevraagd&aantal=1000").json()["bedragen"]
    assert all(one["thema"] == "jeugd" and one["stadium"] == "gevraagd" for one in money)
    sums = api.get("/v1/sommen?thema=jeugd").json()["sommen"]
    assert sums and all(one["thema"] == "jeugd" for one in sums)
    letters = api.get("/v1/documenten?soort=Publicatie&sinds=2026-01-01&tot=2026-02-01&aantal=100").json()["documenten"]
    assert letters and all(one["soort"] == "Publicatie" and "2026-01-01" <= one["datum"] <= "2026-02-01" for one in letters)
    assert [one["datum"] for one in letters] == sorted((one["datum"] for one in letters), reverse=True)
    utrecht = api.get("/v1/gemeenten?provincie=utrecht&aantal=1000").json()
    assert utrecht["totaal"] == 26 and all(one["provincie"] == "Utrecht" for one in utrecht["gemeenten"])
    asks = api.get("/v1/inzetten?thema=jeugd").json()["inzetten"]
    assert [one["id"] for one in asks] == ["jz-1"]
    assert asks[0]["teksten"][0]["voorstel"] and asks[0]["teksten"][0]["passages"]
    party = api.get("/v1/partijen").json()["partijen"][0]
    members = api.get("/v1/personen", params={"partij": party["sleutel"]}).json()["personen"]
    assert members and all(one["partij"]["sleutel"] == party["sleutel"] for one in members)
    found = api.get("/v1/zoeken?q=gemeenten&sinds=2026-01-01&tot=2026-01-31&volgorde=nieuw").json()["resultaten"]
    assert found and all("2026-01-01" <= one["datum"] <= "2026-01-31" for one in found)
    assert api.get("/v1/zoeken?q=%20").json()["totaal"] == 0


def test_a_motion_has_its_words_and_its_votes(api: TestClient) -> None:
    every = api.get("/v1/moties?aantal=100").json()["moties"]
    single = [api.get(one["_links"]["self"]["href"]).json() for one in every]
    voted = [one for one in single if one["stemmingen"]]
    assert voted and any(one["verzoeken"] for one in single)
    for one in voted:
        vote = one["stemmingen"][0]
        assert vote["voor"] == sum(each["zetels"] for each in vote["stemmen"] if each["stem"] == "voor" and not each["partij"])
    assert {one["toestand"] for one in single} > {"aangenomen"}
    assert api.get("/v1/moties/bestaat-niet").status_code == 404
    other = next(
        one for one in api.get("/v1/documenten?soort=Zaak&aantal=100").json()["documenten"] if "otie" not in one["titel"]
    )
    assert api.get(f"/v1/moties/{other['sleutel']}").status_code == 404, "a zaak that is no motion"


def test_an_estimate_is_an_estimate_with_its_method(api: TestClient) -> None:
    found = api.get("/v1/gemeenten/GM0344/schatting?bedrag=728000000&cluster=jeugd").json()
    assert found["deel"] == 13_896_452 and found["schatting"] is True and found["methode"] and found["jaar"] == 2024
    cut = api.get("/v1/gemeenten/GM0344/schatting?bedrag=-728000000&cluster=jeugd").json()
    assert cut["deel"] == -found["deel"]
    whole = api.get("/v1/gemeenten?aantal=1000").json()["gemeenten"]
    parts = [api.get(f"/v1/gemeenten/{one['code']}/schatting?bedrag=1000000").json()["deel"] for one in whole[:5]]
    assert all(part > 0 for part in parts)
    none = api.get("/v1/gemeenten/GM0344/schatting?bedrag=1&cluster=overig").json()
    assert none["verdeelbaar"] is False and none["deel"] is None
    assert api.get("/v1/gemeenten/GM9999/schatting?bedrag=1").status_code == 404


def test_a_key_with_slashes_is_one_part_of_the_path(api: TestClient) -> None:
    files = api.get("/v1/documenten?soort=Bestand&aantal=100").json()["documenten"]
    slashed = [one for one in files if "/" in one["sleutel"]]
    assert slashed
    for one in slashed:
        address = one["_links"]["self"]["href"]
        assert "%2F" in address and api.get(address).json()["sleutel"] == one["sleutel"]


@pytest.mark.parametrize("operation", [one for one in OPERATIONS if one.columns], ids=lambda one: one.id)
def test_csv_has_the_same_things_and_whole_ledgers(api: TestClient, operation: Any) -> None:
    answer = api.get(f"/v1{operation.path}?formaat=csv")
    assert answer.headers["content-type"] == "text/csv; charset=utf-8; header=present"
    assert answer.headers["content-disposition"] == f'attachment; filename="{operation.collection}.csv"'
    assert "Accept" in answer.headers["vary"]
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    total = api.get(f"/v1{operation.path}").json()["totaal"]
    assert len(rows) == (total if operation.ledger else min(total, 20))
    assert list(rows[0]) == [name for name, _path in operation.columns]
    by_header = api.get(f"/v1{operation.path}?aantal=1", headers={"accept": "text/csv"})
    assert len(list(csv.DictReader(io.StringIO(by_header.text)))) == 1
    assert all(cell_[:1] not in set("=+-@\t\r\n") or is_number(cell_) for row in rows for cell_ in row.values())


def is_number(value: str) -> bool:
    try:
        float(value)
    except ValueError:
        return False
    return True


def test_an_ask_that_is_a_formula_is_words_in_csv_and_itself_in_json(api: TestClient) -> None:
    text = api.get("/v1/inzetten?formaat=csv").text
    assert "'=HYPERLINK" in text and ',"=HYPERLINK' not in text
    titles = [one["titel"] for one in api.get("/v1/inzetten").json()["inzetten"]]
    assert any(title.startswith("=HYPERLINK") for title in titles)


@given(st.text())
def test_no_cell_begins_a_formula_and_nothing_is_lost(words: str) -> None:
    shown = cell(words)
    assert shown.lstrip(" \u00a0\ufeff")[:1] not in set("=+-@＝＋－＠\t\r\n") or not shown
    assert shown in {words, f"'{words}"}
    read = list(csv.reader(io.StringIO(as_csv([("x", "x")], [{"x": words}]).decode("utf-8", "surrogatepass"), newline="")))
    assert read[0] == ["x"] and (read[1:] == [[shown]] or (not shown and read[1:] in ([], [[""]])))


def test_numbers_stay_numbers_in_csv() -> None:
    assert [cell(value) for value in (-5, 2.5, True, None, ["a", None, "=b"], ["=b"])] == [
        "-5",
        "2.5",
        "ja",
        "",
        "a; ; =b",
        "'=b",
    ]


def test_nobodys_secrets_are_in_any_answer(api: TestClient) -> None:
    for operation in OPERATIONS:
        if not operation.collection:
            continue
        params = {"aantal": operation.most, **({"q": "jeugdzorg"} if operation.id == "zoeken" else {})}
        answer = api.get(f"/v1{operation.path}", params=params)
        pages = [answer.text]
        pages += [
            api.get(one["_links"]["self"]["href"]).text for one in answer.json()[operation.collection][:40] if "_links" in one
        ]
        for name, secret in SECRETS.items():
            assert not any(secret in page for page in pages), (operation.id, name)
    promised = api.get("/v1/toezeggingen?aantal=1000").json()["toezeggingen"]
    assert [one["termijn"]["woorden"] for one in promised if one["oordeel"] and one["oordeel"]["termijn"]] == [
        "volgens de redactie"
    ]
    asked = api.get("/v1/inzetten").json()["inzetten"]
    assert any(text["beoordeeld"] and text["oordeel"] == "deels" for one in asked for text in one["teksten"])
    assert "oordeel van de redactie" in api.get("/v1/bedragen?aantal=1000").text


def test_the_page_explains_and_is_found(api: TestClient) -> None:
    assert '<a href="/api">' in api.get("/").text
    page = api.get("/api")
    assert page.status_code == 200
    for operation in OPERATIONS:
        assert f"/v1{operation.path}" in page.text
    for code in (400, 404, 405, 406, 500):
        assert f'id="fout-{code}"' in page.text
