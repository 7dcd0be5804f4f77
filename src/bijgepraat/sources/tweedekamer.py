# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""An entity of the Tweede Kamer as a record, whichever way it came: a row of OData, or an entry of the SyncFeed turned into one.

Which fields and relations each entity has stands in `data/tweedekamer_odata.json`; what is not in it is kept and reported.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from typing import Any

import orjson

from bijgepraat.model.records import Kind, Link, Notice, Record, Severity

SOURCE = "tweedekamer"
_MAX_DEPTH = 12
_EARLIEST, _LATEST = "1800", "2101"
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}(?=T|$)")

_TITLES: Mapping[str, tuple[str, ...]] = {
    Kind.ZAAK: ("Onderwerp", "Titel"),
    Kind.DOCUMENT: ("Onderwerp", "Titel"),
    Kind.ACTIVITEIT: ("Onderwerp",),
    Kind.AGENDAPUNT: ("Onderwerp",),
    Kind.BESLUIT: ("BesluitSoort",),
    Kind.VERGADERING: ("Titel",),
    Kind.FRACTIE: ("NaamNL", "Afkorting"),
    Kind.COMMISSIE: ("NaamNL",),
    Kind.KAMERSTUKDOSSIER: ("Titel",),
    Kind.DOCUMENT_VERSIE: ("ExterneIdentifier",),
    Kind.TOEZEGGING: ("Tekst", "Nummer"),
}
_LONGEST_TITLE = 160
_DATES: Mapping[str, tuple[str, ...]] = {
    Kind.ZAAK: ("GestartOp",),
    Kind.DOCUMENT: ("Datum", "DatumRegistratie"),
    Kind.ACTIVITEIT: ("Datum", "Aanvangstijd"),
    Kind.AGENDAPUNT: ("Aanvangstijd",),
    Kind.VERGADERING: ("Datum",),
    Kind.DOCUMENT_VERSIE: ("Datum",),
    Kind.TOEZEGGING: ("Aanmaakdatum",),
}
_MUST_HAVE: Mapping[str, tuple[str, ...]] = {
    Kind.ZAAK: ("Soort", "GestartOp"),
    Kind.DOCUMENT: ("Soort", "Datum"),
    Kind.ACTIVITEIT: ("Soort",),
    Kind.STEMMING: ("Soort",),
    Kind.VERGADERING: ("Datum",),
}
"""Fields whose absence in a row that is not deleted is worth a warning."""
_REAL_DAYS = {"Dag", "Meerdaags"}
"""Values of Activiteit.DatumSoort for which its Datum is a day and not a placeholder."""


@dataclass(frozen=True, slots=True)
class Entity:
    """What an entity can have. `types` gives per field the group it stands under in the file: texts, keys, moments (with a
    time and an offset), days, numbers, decimals or flags. `links` maps a relation to the entity at its other end; `own` are
    the relations that the entity itself speaks of, the others are the far end's. `optional` need not be in a schema.
    """

    fields: frozenset[str]
    types: Mapping[str, str]
    links: Mapping[str, str]
    own: tuple[str, ...]
    optional: frozenset[str]


@dataclass(frozen=True, slots=True)
class Place:
    """Where rows come from: the source of their records, the file that notices name, and where in that file.

    `complete`: a row names all relations that its entity itself speaks of.
    """

    source: str
    file: str
    locator: str | None = None
    complete: bool = False

    def refused(self, code: str, record: str | None, kind: str | None, message: str) -> Notice:
        """A notice about a row that was not taken."""
        return Notice(Severity.REFUSED, code, self.file, record, message, kind)

    def warned(self, code: str, record: str | None, kind: str, message: str) -> Notice:
        """A notice about a row that was taken all the same."""
        return Notice(Severity.WARNED, code, self.file, record, message, kind)


@cache
def entities() -> Mapping[str, Entity]:
    """All entities by their name on the wire."""
    raw = orjson.loads(resources.files("bijgepraat.sources").joinpath("data/tweedekamer_odata.json").read_bytes())
    return {name: _entity(entry) for name, entry in raw.items()}


def _entity(entry: Mapping[str, Any]) -> Entity:
    types = {name: group for group, names in entry["fields"].items() for name in names.split()}
    optional = frozenset(entry.get("optional", "").split())
    return Entity(frozenset(types), types, entry["links"], tuple(entry.get("own", "").split()), optional)


def read_entity(place: Place, row: Mapping[str, Any], kind: str, depth: int = 0) -> Iterator[Record | Notice]:
    """The record of one row of a known entity, and those of the entities nested in it.

    A nested entity that has nothing but its Id, or that is only a key, is a relation and no record. Of a deleted row only its
    key and moment remain.
    """
    key = id_of(row)
    if key is None:
        yield place.refused("geen-id", place.locator, kind, "het record heeft geen Id; haal het opnieuw op bij de bron")
        return
    if depth > _MAX_DEPTH:
        yield place.refused("te-diep", key, kind, f"meer dan {_MAX_DEPTH} niveaus diep genest")
        return
    entity = entities()[kind]
    known, relations = entity.fields, entity.links
    fields: dict[str, Any] = {}
    links: list[Link] = []
    nested: list[tuple[str, Mapping[str, Any]]] = []
    for name, value in row.items():
        if value is None or name == "Id" or name[0] == "@":
            continue
        if name in relations and isinstance(value, dict | list):
            _relate(name, relations[name], value, links, nested)
            continue
        if name.endswith("_Id"):
            role = name[:-3]
            links += [Link(role.lower(), relations.get(role, role), target.lower()) for target in _targets(value)]
            if name not in known and role not in relations:
                yield place.warned("onbekend-veld", key, kind, f"onbekende verwijzing {role}; bewaard zoals zij kwam")
            continue
        if name.endswith("_Ids") and isinstance(value, list):
            role = name[:-4]
            target = role.rsplit("_", 1)[-1]
            links += [Link(role.lower().replace("_", "-"), target, item.lower()) for item in _targets(value)]
            continue
        if isinstance(value, str) and value[:4] == "0001" and value[4:7] == "-01":
            yield place.warned("schijndatum", key, kind, f"{name} heeft de schijndatum 0001-01-01 en is leeg gelaten")
            continue
        if name not in known:
            yield place.warned("onbekend-veld", key, kind, f"onbekend veld {name}; bewaard zoals het kwam")
        fields[name] = value
    modified = moment(fields.pop("ApiGewijzigdOp", None))
    if fields.pop("Verwijderd", False) is True:
        yield Record(kind=kind, key=key, source=place.source, modified=modified, deleted=True, locator=place.locator)
    else:
        for name in _MUST_HAVE.get(kind, ()):
            if name not in fields:
                yield place.warned("leeg-veld", key, kind, f"{name} is leeg")
        day, complaint = _day(kind, fields)
        if complaint:
            yield place.warned("onleesbare-datum", key, kind, complaint)
        if kind == Kind.DOCUMENT_VERSIE and isinstance(fields.get("ExterneIdentifier"), str):
            links.append(Link("publicatie", Kind.PUBLICATIE, fields["ExterneIdentifier"]))
        text = fields.get("Tekst") if kind == Kind.TOEZEGGING else None
        yield Record(
            kind=kind,
            key=key,
            source=place.source,
            title=_title(kind, fields),
            date=day,
            modified=modified,
            fields=fields,
            links=tuple(sorted(set(links), key=_order)) if len(links) > 1 else tuple(links),
            text=text if isinstance(text, str) and text else None,
            address=_address(kind, fields),
            locator=place.locator,
            complete=_own_roles(kind) if place.complete else (),
        )
    for target, child in nested:
        yield from read_entity(place, child, target, depth + 1)


@cache
def _own_roles(kind: str) -> tuple[str, ...]:
    return tuple(role.lower() for role in entities()[kind].own)


def id_of(row: Mapping[str, Any]) -> str | None:
    """A row's key, in lower case."""
    value = row.get("Id")
    return value.lower() if isinstance(value, str) and value else None


def moment(value: Any) -> str | None:
    """A UTC moment with exactly seven decimals, so that text order is time order."""
    if not isinstance(value, str) or not value.endswith("Z"):
        return value if isinstance(value, str) else None
    whole, _, fraction = value[:-1].partition(".")
    return f"{whole}.{fraction[:7]:0<7}Z"


def _relate(name: str, target: str, value: Any, links: list[Link], nested: list[tuple[str, Mapping[str, Any]]]) -> None:
    role = name.lower()
    for child in value if isinstance(value, list) else (value,):
        if isinstance(child, str):
            links.append(Link(role, target, child.lower()))
            continue
        if not isinstance(child, dict):
            continue
        key = id_of(child)
        if key is not None:
            links.append(Link(role, target, key))
        elif name == "ToegezegdAan":
            # Has no Id of its own and only says to whom: the relation to the far side is what counts.
            for far in ("Fractie", "Persoon"):
                links += [Link(f"{role}{far.lower()}", far, item.lower()) for item in _targets(child.get(f"{far}_Id"))]
            continue
        if key is None or any(part != "Id" and part[0] != "@" for part in child):
            nested.append((target, child))


def _targets(value: Any) -> Sequence[str]:
    if isinstance(value, str):
        return (value,)
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else ()


def _order(link: Link) -> tuple[str, str, str]:
    return (link.role, link.kind, link.key)


def _title(kind: str, fields: Mapping[str, Any]) -> str | None:
    if kind == Kind.PERSOON:
        parts = (
            fields.get("Roepnaam") or fields.get("Initialen"),
            fields.get("Tussenvoegsel"),
            fields.get("Achternaam"),
        )
        return " ".join(str(part) for part in parts if part) or None
    for name in _TITLES.get(kind, ()):
        value = fields.get(name)
        if isinstance(value, str) and value.strip():
            title = " ".join(value.split())
            # A Toezegging has no title of its own: the beginning of its text is one, cut between words.
            return title if kind != Kind.TOEZEGGING or len(title) <= _LONGEST_TITLE else title[:_LONGEST_TITLE].rpartition(" ")[0]
    return None


def _day(kind: str, fields: Mapping[str, Any]) -> tuple[date | None, str | None]:
    """The local day that a record speaks of, and a complaint when what stands there is no date."""
    if kind == Kind.ACTIVITEIT and fields.get("DatumSoort") not in _REAL_DAYS:
        return None, None
    for name in _DATES.get(kind, ()):
        value = fields.get(name)
        if value is None:
            continue
        # Midnights are local with their offset, so the first ten characters are the Dutch day.
        if isinstance(value, str) and _DATE.match(value) and _EARLIEST <= value[:4] < _LATEST:
            try:
                return date.fromisoformat(value[:10]), None
            except ValueError:
                pass
        return None, f"{name} is geen datum: {str(value)[:40]!r}"
    return None, None


def _address(kind: str, fields: Mapping[str, Any]) -> str | None:
    if kind == Kind.DOCUMENT and isinstance(fields.get("DocumentNummer"), str):
        return f"https://www.tweedekamer.nl/downloads/document?id={fields['DocumentNummer']}"
    if kind == Kind.DOCUMENT_VERSIE and isinstance(fields.get("ExterneIdentifier"), str):
        return f"https://zoek.officielebekendmakingen.nl/{fields['ExterneIdentifier']}"
    return None
