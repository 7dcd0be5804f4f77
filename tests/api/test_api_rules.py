# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The Dutch API Design Rules, and what we promise besides: each as a test."""

from __future__ import annotations

import re
from typing import Any

import jsonschema
import pytest
from starlette.testclient import TestClient

from bijgepraat.pipeline.api.api import preferred
from bijgepraat.pipeline.api.asking import Operation
from bijgepraat.pipeline.api.openapi import answer_schema
from bijgepraat.pipeline.api.registry import OPERATIONS, SCHEMAS, VERSION

LISTS = [one for one in OPERATIONS if one.collection]
LEDGERS = [one for one in OPERATIONS if one.ledger]
NEEDED = {"zoeken": {"q": "jeugdzorg"}}


def listed(api: TestClient, operation: Operation, **values: Any) -> Any:
    """The answer of a list."""
    return api.get(f"/v1{operation.path}", params={**NEEDED.get(operation.id, {}), **values})


def holds(operation: Operation, answer: Any) -> None:
    """The answer has its schema."""
    schema = {**answer_schema(operation), "components": {"schemas": dict(SCHEMAS)}}
    jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker()).validate(answer)


def names(operation: Operation) -> Any:
    return operation.id


@pytest.mark.parametrize("operation", LISTS, ids=names)
def test_every_list_and_each_of_its_things_has_its_schema(api: TestClient, operation: Operation) -> None:
    answer = listed(api, operation, aantal=operation.most)
    assert answer.status_code == 200
    holds(operation, answer.json())
    things = answer.json()[operation.collection]
    assert things, "the house has one of everything"
    for thing in things[:25]:
        if (link := thing.get("_links")) is None:
            continue
        single = api.get(link["self"]["href"])
        assert single.status_code == 200, link
        path = re.sub(r"^/v1", "", link["self"]["href"])
        found = next(
            one for one in OPERATIONS if not one.collection and re.fullmatch(re.sub(r"\{\w+\}", "[^/]+", one.path), path)
        )
        holds(found, single.json())


@pytest.mark.parametrize("operation", OPERATIONS, ids=names)
def test_paths_are_dutch_plural_nouns_in_kebab_case_without_a_slash_at_the_end(operation: Operation) -> None:
    parts = operation.path.split("/")[1:]
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*|\{[a-z]+\}", part) for part in parts)
    assert re.search(r"(s|en)$", parts[0])
    assert all(re.fullmatch(r"[a-z]+([A-Z][a-z]+)*", one.name) for one in (*operation.query, *operation.places))


@pytest.mark.parametrize("path", ["/v1/", "/v1/themas/", "/v1/themas/jeugd/", "/v1/openapi.json/", "/v1/documenten/Zaak/x/"])
def test_a_slash_at_the_end_is_not_found(api: TestClient, path: str) -> None:
    answer = api.get(path, follow_redirects=False)
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize(
    "path", ["/v1", "/v1/themas", "/v1/nergens", "/v1/themas?x=1", "/v1/edities/2020-W01", "/v1/openapi.json"]
)
@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS", "POST"])
def test_version_cors_and_safety_are_in_every_answer(api: TestClient, path: str, method: str) -> None:
    headers = api.request(method, path).headers
    assert headers["api-version"] == VERSION and re.fullmatch(r"\d+\.\d+\.\d+", VERSION)
    assert headers["access-control-allow-origin"] == "*"
    assert headers["x-content-type-options"] == "nosniff" and headers["x-frame-options"] == "DENY"
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert headers["strict-transport-security"].startswith("max-age=")
    assert headers["cross-origin-resource-policy"] == "cross-origin"
    assert "set-cookie" not in headers


def test_the_document_is_openapi_of_what_is_served(api: TestClient) -> None:
    answer = api.get("/v1/openapi.json")
    document = answer.json()
    assert answer.headers["content-type"] == "application/json" and document["openapi"].startswith("3.1.")
    assert document["info"]["version"] == VERSION and document["info"]["contact"]
    assert set(document["paths"]) == {one.path for one in OPERATIONS}
    assert all(set(item) == {"get"} for item in document["paths"].values())
    ids = [item["get"]["operationId"] for item in document["paths"].values()]
    assert len(set(ids)) == len(ids)
    for name, schema in document["components"]["schemas"].items():
        jsonschema.Draft202012Validator.check_schema(schema)
        assert re.fullmatch(r"[A-Z][A-Za-z]+", name)
    refs = set(re.findall(r'"#/components/(\w+)/(\w+)"', answer.text))
    assert all(name in document["components"][sort] for sort, name in refs)


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_other_methods_are_refused_with_what_is_allowed(api: TestClient, method: str) -> None:
    answer = api.request(method, "/v1/toezeggingen")
    assert answer.status_code == 405
    assert answer.headers["allow"] == "GET, HEAD, OPTIONS"
    assert answer.json()["status"] == 405 and answer.headers["content-type"] == "application/problem+json"


def test_a_browser_of_another_site_may_ask(api: TestClient) -> None:
    asked = {"origin": "https://elders.example", "access-control-request-method": "GET"}
    answer = api.options("/v1/zoeken", headers=asked)
    assert answer.status_code == 204 and answer.content == b""
    assert answer.headers["access-control-allow-methods"] == "GET, HEAD, OPTIONS"
    assert "If-None-Match" in answer.headers["access-control-allow-headers"]


def test_a_wrong_question_is_told_all_its_faults_at_once(api: TestClient) -> None:
    answer = api.get("/v1/toezeggingen?toestand=x&thema=y&op=2026-02-30&zz=1&pagina=0&aantal=9&aantal=8")
    assert answer.status_code == 400 and answer.headers["cache-control"] == "no-store"
    told = answer.json()
    assert {(one["naam"], one["code"]) for one in told["fouten"]} == {
        ("toestand", "onbekende-waarde"),
        ("thema", "onbekende-waarde"),
        ("op", "geen-datum"),
        ("zz", "onbekend"),
        ("pagina", "buiten-bereik"),
        ("aantal", "dubbel"),
    }
    assert told["type"] == "/api#fout-400" and told["instance"] == "/v1/toezeggingen"
    assert 'id="fout-400"' in api.get("/api").text
    jsonschema.validate(told, dict(SCHEMAS["Probleem"]))
    lacking = api.get("/v1/gemeenten/GM0344/schatting").json()
    assert [one["code"] for one in lacking["fouten"]] == ["ontbreekt"]


@pytest.mark.parametrize("operation", LISTS, ids=names)
def test_pages_lead_to_each_other_and_hold_each_thing_once(api: TestClient, operation: Operation) -> None:
    whole = listed(api, operation, aantal=operation.most).json()
    size = 7 if whole["totaal"] > 7 else 1
    seen: list[Any] = []
    answer = listed(api, operation, aantal=size)
    for _ in range(6):
        body = answer.json()
        ways = body["_links"]
        assert body["aantal"] == size and body["totaal"] == whole["totaal"]
        told = {name: address for address, name in re.findall(r'<([^>]*)>; rel="(\w+)"', answer.headers["link"])}
        assert told == {name: way["href"] for name, way in ways.items() if name != "self"}
        assert ("prev" in ways) == (body["pagina"] > 1)
        seen += body[operation.collection]
        if "next" not in ways:
            assert body["pagina"] == max(1, -(-whole["totaal"] // size))
            break
        answer = api.get(ways["next"]["href"])
    assert seen == whole[operation.collection][: len(seen)]
    last = api.get(whole["_links"]["last"]["href"])
    assert last.status_code == 200 and "next" not in last.json()["_links"]
    behind = listed(api, operation, pagina=10_000)
    assert behind.status_code == 200 and behind.json()[operation.collection] == []


@pytest.mark.parametrize("operation", LISTS, ids=names)
def test_what_did_not_change_is_not_sent_again(api: TestClient, operation: Operation) -> None:
    first = listed(api, operation)
    mark = first.headers["etag"]
    assert first.headers["cache-control"] == "public, max-age=60"
    params = NEEDED.get(operation.id, {})
    for known in (mark, f'"anders", {mark}', "*"):
        again = api.get(f"/v1{operation.path}", params=params, headers={"if-none-match": known})
        assert again.status_code == 304 and again.content == b"" and again.headers["etag"] == mark
    other = api.get(f"/v1{operation.path}", params=params, headers={"if-none-match": 'W/"anders"'})
    assert other.status_code == 200 and other.content == first.content


def test_head_gives_the_headers_of_get(api: TestClient) -> None:
    got, head = api.get("/v1/themas").headers, api.head("/v1/themas").headers
    assert {name: got[name] for name in ("etag", "content-type", "link")} == {
        name: head[name] for name in ("etag", "content-type", "link")
    }


@pytest.mark.parametrize(
    ("accept", "form"),
    [
        ("", "json"),
        ("*/*", "json"),
        ("text/csv", "csv"),
        ("text/html, text/*;q=0.5", "csv"),
        ("text/csv;q=0.4, application/json", "json"),
        ("application/json;q=0.2, text/csv;q=0.9", "csv"),
        ("application/json;q=0, */*;q=0.1", "csv"),
        ("image/png", None),
        ("text/csv;q=0", None),
        ("onzin", "json"),
        (";;;,,,", "json"),
    ],
)
def test_the_wish_for_a_form_is_weighed(accept: str, form: str | None) -> None:
    assert preferred(accept, ["json", "csv"]) == form


def test_a_form_that_is_not_there_is_refused(api: TestClient) -> None:
    answer = api.get("/v1/toezeggingen", headers={"accept": "application/xml"})
    assert answer.status_code == 406 and answer.json()["fouten"][0]["waar"] == "header"
    page = api.get("/v1/editie", headers={"accept": "text/html"})
    assert page.status_code == 404 and page.headers["content-type"] == "application/problem+json"


HOSTILE = [
    "'",
    '"><script>',
    "%00",
    "%FF%FE",
    "\u202e",
    "a" * 5_000,
    "1e9",
    "٣",
    "²",
    "-0",
    "../..",
    "%0A",
    "\U0001f600",
    "{{7*7}}",
]


@pytest.mark.parametrize("words", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_values_are_refused_or_answered_never_a_fault_of_ours(api: TestClient, words: str) -> None:
    for operation in OPERATIONS:
        path = re.sub(r"\{\w+\}", "x", operation.path)
        for name in (*(one.name for one in operation.query), "onbekend", words[:20].replace("#", "")):
            assert api.get(f"/v1{path}?{name}={words}").status_code in {200, 400, 404}
        if "{" in operation.path:
            address = re.sub(r"\{\w+\}", lambda _match: words.replace("#", "").replace("..", "%2E%2E"), operation.path)
            assert api.get(f"/v1{address}").status_code in {200, 400, 404}
    assert api.get(f"/v1/{words.replace('..', '%2E%2E')}").status_code == 404


def test_a_fault_of_ours_is_a_problem_without_a_word_of_the_inside(api: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(*_args: object) -> None:
        raise RuntimeError("geheime binnenkant")

    monkeypatch.setattr("bijgepraat.pipeline.api.api.read_query", breaks)
    with TestClient(api.app, raise_server_exceptions=False) as client:
        answer = client.get("/v1/themas")
    assert answer.status_code == 500 and answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["api-version"] == VERSION and "geheime" not in answer.text
