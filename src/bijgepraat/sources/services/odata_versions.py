# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Versions of one OData service: where each lives, what it renamed, and how it differs from what we expect."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from bijgepraat.model.sync import Complaint
from bijgepraat.sources.odata_schema import Schema
from bijgepraat.sources.tweedekamer import entities


class Version(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """A version: its address without a closing slash, and per entity its own name of a field → ours."""

    name: str
    address: str
    renames: Mapping[str, Mapping[str, str]] = {}


def compare(schema: Schema, version: Version, streams: Sequence[str]) -> Iterator[Complaint]:
    """What a version lacks of what we expect, entity by entity, and what it has that we do not know; a complaint each.

    Something new is kept and only told; something that is gone needs a person.
    """
    known = entities()
    for stream in streams:
        if stream not in schema.fields:
            message = f"OData {version.name} heeft geen {stream} meer; vul renames aan of neem de stroom uit de beschrijving"
            yield Complaint("andere-vorm", message, stream)
            continue
        entity, renames = known[stream], version.renames.get(stream, {})
        fields = {renames.get(name, name) for name in schema.fields[stream]}
        relations = {renames.get(name, name) for name in schema.relations.get(stream, ())}
        keys = {f"{name}_Id" for name in entity.own}
        lost = sorted(entity.fields - fields - relations - entity.optional - keys)
        lost += sorted(name for name in entity.own if name not in relations | entity.optional and f"{name}_Id" not in fields)
        if lost:
            message = f"OData {version.name} heeft bij {stream} {_named(lost)} niet meer; vul renames aan in de beschrijving"
            yield Complaint("andere-vorm", message, f"{stream}.{lost[0]}")
        new = sorted((fields - entity.fields - entity.links.keys()) | (relations - entity.links.keys() - entity.fields))
        if new:
            message = f"OData {version.name} heeft bij {stream} iets nieuws: {', '.join(new[:10])}; bewaard zoals het komt"
            yield Complaint("andere-vorm", message, f"{stream}.{new[0]}", recovered=True)
    unknown = sorted(schema.fields.keys() - known.keys())
    if unknown:
        message = f"OData {version.name} heeft entiteiten die wij niet kennen: {', '.join(unknown[:10])}"
        yield Complaint("andere-vorm", message, unknown[0], recovered=True)


def _named(names: Sequence[str]) -> str:
    shown = ", ".join(names[:10])
    return f"{shown} en nog {len(names) - 10}" if len(names) > 10 else shown
