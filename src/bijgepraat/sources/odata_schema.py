# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The `$metadata` of an OData service (EDMX): which entities it has, with their fields and relations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from bijgepraat.model.records import Kind, Notice, Record
from bijgepraat.sources.blob import Blob
from bijgepraat.sources.xml import NoIdentifierError, local, read_xml, warned


@dataclass(frozen=True, slots=True)
class Schema:
    """Per entity its fields and its relations with their types, in the order of the file.

    Types are the wire's own, without the namespace of the schema itself; `Collection(Zaak)` is many. `key` is that namespace.
    `twice` are entities that the file has more than once, `complaint` (Dutch) what was wrong with its encoding.
    """

    key: str
    version: str
    fields: Mapping[str, Mapping[str, str]]
    relations: Mapping[str, Mapping[str, str]]
    twice: tuple[str, ...] = ()
    complaint: str | None = None


def read_entities(blob: Blob) -> Schema:
    """What a `$metadata` describes. Raises `InputError` when the file cannot be read or describes no entity."""
    parsed = read_xml(blob, "Edmx")
    entities: dict[str, dict[str, str]] = {}
    relations: dict[str, dict[str, str]] = {}
    twice: list[str] = []
    described = [schema for schema in parsed.root.iter("{*}Schema") if _entity_types(schema)]
    for schema in described:
        prefix = f"{schema.get('Namespace') or ''}."
        for entity in _entity_types(schema):
            name = entity.get("Name") or ""
            twice += [name] if name in entities else []
            entities.setdefault(name, {}).update(_types(entity, "Property", prefix))
            relations.setdefault(name, {}).update(_types(entity, "NavigationProperty", prefix))
    key = next((schema.get("Namespace") for schema in described if schema.get("Namespace")), None)
    if not key:
        raise NoIdentifierError("beschrijft geen enkele entiteit onder een Namespace; haal de $metadata opnieuw op bij de bron")
    version = parsed.root.get("Version") or "onbekend"
    return Schema(key, version, entities, relations, tuple(dict.fromkeys(twice)), parsed.complaint)


def read_schema(blob: Blob) -> Iterator[Record | Notice]:
    """One record of kind Schema. Its fields: `entiteiten` {entity: {field: type}}, `relaties` {entity: {name: type}}, `versie`.

    Raises `InputError` as `read_entities` does.
    """
    schema = read_entities(blob)
    yield Record(
        kind=Kind.SCHEMA,
        key=schema.key,
        source=blob.source,
        title=f"OData-schema {schema.key}",
        fields={
            "entiteiten": schema.fields,
            "relaties": {name: found for name, found in schema.relations.items() if found},
            "versie": schema.version,
        },
        address=blob.address,
        locator=blob.locator,
    )
    if schema.complaint:
        yield warned(blob, "codering", schema.key, Kind.SCHEMA, schema.complaint)
    for name in schema.twice:
        yield warned(
            blob,
            "dubbele-entiteit",
            schema.key,
            Kind.SCHEMA,
            f"entiteit {name} staat er meer dan eens; de velden zijn samengevoegd",
        )


def _entity_types(schema: etree._Element) -> list[etree._Element]:
    return [child for child in schema if local(child) == "EntityType" and child.get("Name")]


def _types(entity: etree._Element, element: str, prefix: str) -> dict[str, str]:
    """Name and type of each property, in the order of the file; entities inherit nothing in this service."""
    return {
        child.get("Name") or "": (child.get("Type") or "").replace(prefix, "")
        for child in entity
        if local(child) == element and child.get("Name")
    }
