# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The OpenAPI 3.1 document, made of the registry of operations, so that it can't differ from what is served."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bijgepraat.model.api import Parameter, Schema
from bijgepraat.pipeline.api.asking import Operation
from bijgepraat.pipeline.api.places import ROOT
from bijgepraat.pipeline.api.registry import OPERATIONS, SCHEMAS, VERSION
from bijgepraat.pipeline.api.schemas import named, several, thing, whole

_ABOUT = (
    "Open gegevens over wat Den Haag doet en wat gemeenten daarvan merken. Alleen lezen, zonder sleutel. Elke uitspraak heeft "
    "een citaat met zijn plaats. Wat een programma heeft gevonden is een voorstel, tot een mens het heeft bevestigd. Volgt de "
    "Nederlandse API Design Rules."
)
_STANDARD = {
    "API-Version": {"description": "De versie van deze API.", "schema": {"type": "string", "const": VERSION}},
    "Access-Control-Allow-Origin": {"description": "Elke site mag dit opvragen.", "schema": {"type": "string", "const": "*"}},
}
_FRESH = {
    "ETag": {"description": "Merk van het antwoord; stuur het terug in If-None-Match.", "schema": {"type": "string"}},
    "Cache-Control": {"description": "Hoe lang het antwoord goed blijft.", "schema": {"type": "string"}},
}
_LINK = {"Link": {"description": "Eerste, vorige, volgende en laatste pagina (RFC 8288).", "schema": {"type": "string"}}}


def document(site: str | None = None, sample: bool = False) -> dict[str, Any]:
    """The document. `site` is the public address, without a slash at the end, where it is known."""
    tags = list(dict.fromkeys(operation.tag for operation in OPERATIONS))
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Bijgepraat",
            "version": VERSION,
            "summary": "Wat Den Haag doet en wat gemeenten daarvan merken.",
            "description": _ABOUT + (" Let op: deze site toont voorbeeldgegevens." if sample else ""),
            "contact": {"name": "De makers van Bijgepraat", "url": f"{site or ''}/api"},
            "license": {"name": "EUPL-1.2", "identifier": "EUPL-1.2"},
        },
        "jsonSchemaDialect": "https://spec.openapis.org/oas/3.1/dialect/base",
        "servers": [{"url": f"{site or ''}{ROOT}", "description": "Deze site"}],
        "tags": [{"name": tag} for tag in tags],
        "paths": {operation.path: {"get": _get(operation)} for operation in OPERATIONS},
        "components": {"schemas": dict(SCHEMAS), "responses": _problems()},
    }


def answer_schema(operation: Operation) -> Schema:
    """The schema of the JSON that an operation answers."""
    if not operation.collection:
        return named(operation.item)
    ways = {name: named("Verwijzing") for name in ("self", "first", "prev", "next", "last")}
    return thing(
        **{
            "_links": {
                "type": "object",
                "properties": ways,
                "required": ["self", "first"],
                "additionalProperties": False,
            },
            "pagina": whole("Welke pagina dit is.", minimum=1),
            "aantal": whole("Hoeveel er op een pagina passen.", minimum=1),
            "totaal": whole("Hoeveel er in alle pagina's samen zijn.", minimum=0),
            operation.collection: several(named(operation.item)),
        }
    )


def _get(operation: Operation) -> dict[str, Any]:
    content: dict[str, Any] = {"application/json": {"schema": answer_schema(operation)}}
    if operation.columns:
        content["text/csv"] = {"schema": {"type": "string"}}
    headers = {**_STANDARD, **_FRESH, **(_LINK if operation.collection else {})}
    problems = {"400": "Fout", "406": "Vorm", "500": "Storing"}
    if operation.places:
        problems["404"] = "Onbekend"
    return {
        "operationId": operation.id,
        "tags": [operation.tag],
        "summary": operation.summary,
        "description": operation.description,
        "parameters": [
            *(_parameter(one, "path") for one in operation.places),
            *(_parameter(one, "query") for one in operation.query),
            _KNOWN,
        ],
        "responses": {
            "200": {"description": "Het antwoord.", "headers": headers, "content": content},
            "304": {"description": "Niet veranderd sinds het merk in If-None-Match.", "headers": headers},
            **{status: {"$ref": f"#/components/responses/{name}"} for status, name in sorted(problems.items())},
        },
    }


_KNOWN = {
    "name": "If-None-Match",
    "in": "header",
    "required": False,
    "description": "Het merk (ETag) van een antwoord dat u al hebt.",
    "schema": {"type": "string"},
}


def _parameter(one: Parameter, where: str) -> dict[str, Any]:
    found: dict[str, Any] = {
        "name": one.name,
        "in": where,
        "required": one.required or where == "path",
        "description": one.description,
        "schema": {name: value for name, value in one.schema.items() if name != "description"},
    }
    if where == "path":
        found["schema"] = {"minLength": 1, **found["schema"]}
    if one.example is not None:
        found["example"] = one.example
    return found


def _problems() -> Mapping[str, Any]:
    said = {
        "Fout": "De vraag klopt niet; alle fouten staan in één keer in het antwoord.",
        "Onbekend": "Dit is er niet.",
        "Vorm": "Deze vorm is er niet.",
        "Storing": "Er ging hier iets mis.",
    }
    content = {"application/problem+json": {"schema": named("Probleem")}}
    return {name: {"description": words, "headers": _STANDARD, "content": content} for name, words in said.items()}
