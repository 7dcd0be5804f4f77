# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The `$metadata` of an OData service (EDMX): which entities it has, with their fields and relations."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from bijgepraat.model.records import Kind, Notice, Record
from bijgepraat.sources.blob import Blob
from bijgepraat.sources.xml import NoIdentifierError, local, read_xml, warned


def read_schema(blob: Blob) -> Iterator[Record | Notice]:
    """One record of kind Schema. Its fields: `entiteiten` {entity: {field: type}}, `relaties` {entity: {name: type}},
    `versie`. Types are the wire's own, without the namespace of the schema itself; `Collection(Zaak)` is many.

    Raises `InputError` when the file cannot be read or describes no entity.
    """
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
    yield Record(
        kind=Kind.SCHEMA,
        key=key,
        source=blob.source,
        title=f"OData-schema {key}",
        fields={
            "entiteiten": entities,
            "relaties": {name: found for name, found in relations.items() if found},
            "versie": parsed.root.get("Version") or "onbekend",
        },
        address=blob.address,
        locator=blob.locator,
    )
    if parsed.complaint:
        yield warned(blob, "codering", key, Kind.SCHEMA, parsed.complaint)
    for name in dict.fromkeys(twice):
        yield warned(
            blob, "dubbele-entiteit", key, Kind.SCHEMA, f"entiteit {name} staat er meer dan eens; de velden zijn samengevoegd"
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
