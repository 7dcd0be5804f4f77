# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Building blocks for the schemas of answers. Every key of an answer is always there; what is unknown is null."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from bijgepraat.model.api import Schema
from bijgepraat.model.claims import THEMES

DAY: Schema = {"type": "string", "format": "date", "description": "Een dag: jjjj-mm-dd."}
MOMENT: Schema = {"type": "string", "format": "date-time", "description": "Een moment volgens RFC 3339."}
THEME: Schema = {"type": "string", "enum": list(THEMES), "description": "Sleutel van een thema; de namen staan in /v1/themas."}
SHARE: Schema = {"type": "number", "minimum": 0, "maximum": 1}
PLACE: Schema = {
    "type": "string",
    "format": "uri-reference",
    "description": "Adres op deze site van de plaats zelf, met de woorden gemarkeerd.",
}


def text(description: str = "", **more: Any) -> Schema:
    """A string."""
    return {"type": "string", **({"description": description} if description else {}), **more}


def number(description: str = "", **more: Any) -> Schema:
    """A number that may have a fraction."""
    return {"type": "number", **({"description": description} if description else {}), **more}


def whole(description: str = "", **more: Any) -> Schema:
    """A whole number."""
    return {"type": "integer", **({"description": description} if description else {}), **more}


def flag(description: str = "") -> Schema:
    """True or false."""
    return {"type": "boolean", **({"description": description} if description else {})}


def choice(values: Iterable[str], description: str = "") -> Schema:
    """One of some words."""
    return {"type": "string", "enum": list(values), **({"description": description} if description else {})}


def thing(description: str = "", /, **properties: Schema) -> Schema:
    """An object with exactly these keys. A name that Python keeps to itself ends in an underscore."""
    named = {name if name.startswith("_") else name.rstrip("_"): schema for name, schema in properties.items()}
    return {
        "type": "object",
        **({"description": description} if description else {}),
        "properties": named,
        "required": list(named),
        "additionalProperties": False,
    }


def several(items: Schema, description: str = "") -> Schema:
    """A list."""
    return {"type": "array", "items": items, **({"description": description} if description else {})}


def maybe(schema: Schema) -> Schema:
    """The same, or null."""
    if "$ref" in schema:
        return {"anyOf": [schema, {"type": "null"}]}
    found = {**schema, "type": [schema["type"], "null"]}
    if "enum" in found:
        found["enum"] = [*found["enum"], None]
    return found


def named(name: str) -> Schema:
    """A schema of the registry, by its name."""
    return {"$ref": f"#/components/schemas/{name}"}


def links(*names: str) -> Schema:
    """The `_links` of a thing."""
    return thing(**{name: named("Verwijzing") for name in ("self", *names)})


SHARED: dict[str, Schema] = {
    "Verwijzing": thing(href=text("Adres, vanaf de wortel van deze site.", format="uri-reference")),
    "Vindplaats": thing(
        "Woorden van een bron met hun plaats: tekst[begin:einde] is precies het citaat, geteld in Unicode-tekens.",
        soort=text("Soort stuk, zoals Publicatie of Debat."),
        sleutel=text("Sleutel van het stuk binnen zijn soort."),
        titel=maybe(text()),
        versie=maybe(whole("Versie van het stuk.", minimum=1)),
        deel=choice(("tekst", "titel"), "Waarin de plaats is geteld."),
        citaat=text("De woorden zelf."),
        begin=whole(minimum=0),
        einde=whole(minimum=0),
        adres=PLACE,
        adres_bron=maybe(text("Adres bij de bron zelf, waar dat bekend is.")),
    ),
    "Woorden": thing("Woorden met hun plaats in dezelfde tekst.", citaat=text(), begin=whole(minimum=0), einde=whole(minimum=0)),
    "Termijn": thing("Een termijn in de woorden die hem stellen.", woorden=text(), van=maybe(DAY), tot=maybe(DAY)),
}
"""Schemas that several resources use."""
