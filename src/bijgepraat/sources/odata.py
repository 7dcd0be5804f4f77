# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""OData of the Tweede Kamer: response pages, single entities and JSON lines into records and their relations.

Entities nested in an answer (`$expand`) become records of their own, linked to the one that held them. Which fields and
relations each entity has stands in `data/tweedekamer_odata.json`; what is not in it is kept and reported.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from typing import Any

import orjson

from bijgepraat.model.records import Kind, Link, Notice, Record, Severity
from bijgepraat.sources.blob import Blob, InputError, TooLargeError

SOURCE = "tweedekamer"
_MAX_DEPTH = 12
_EARLIEST, _LATEST = "1800", "2101"
_CONTEXT = re.compile(r"\$metadata#(\w+)")
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
class _Entity:
    fields: frozenset[str]
    links: Mapping[str, str]


@cache
def _entities() -> Mapping[str, _Entity]:
    raw = orjson.loads(resources.files("bijgepraat.sources").joinpath("data/tweedekamer_odata.json").read_bytes())
    return {name: _Entity(frozenset(entry["fields"].split()), entry["links"]) for name, entry in raw.items()}


def read_odata(blob: Blob) -> Iterator[Record | Notice]:
    """A response page (`{"@odata.context": …, "value": […]}`) or a single entity, as one JSON value.

    Raises `InputError` when it is not JSON or not of a known entity.
    """
    with blob.open() as stream:
        raw = stream.read(blob.limits.member_bytes + 1)
    if len(raw) > blob.limits.member_bytes:
        raise TooLargeError(f"groter dan {blob.limits.member_bytes} bytes; splits het bestand of lever het als JSON-regels aan")
    value = _parsed(raw)
    rows = value.get("value") if isinstance(value, dict) and isinstance(value.get("value"), list) else [value]
    if isinstance(value, list):
        rows = value
    entity = _entity_of_context(value) or _entity_of_name(blob.name)
    for n, row in enumerate(rows or (), 1):
        place = blob.locator or (f"rij {n}" if len(rows or ()) > 1 else None)
        yield from _read_row(blob, row, entity, place)


def read_odata_lines(blob: Blob) -> Iterator[Record | Notice]:
    """One entity a line. A line that cannot be read is refused; the others go on."""
    entity = _entity_of_name(blob.name)
    longest = blob.limits.line_bytes
    number = 0
    with blob.open() as stream:
        while line := stream.readline(longest + 1):
            number += 1
            place = f"regel {number}"
            if len(line) > longest:
                while line and not line.endswith(b"\n"):
                    line = stream.readline(longest + 1)
                yield _refused(blob, "te-groot", place, entity, f"een regel is langer dan {longest} bytes; splits het record")
                continue
            if not line.strip():
                continue
            try:
                row = _parsed(line)
            except InputError as error:
                yield _refused(blob, error.code, place, entity, str(error))
                continue
            yield from _read_row(blob, row, entity, place)


def looks_like_odata(row: Any) -> bool:
    """Whether a parsed JSON value is an entity of the Tweede Kamer."""
    return isinstance(row, dict) and ("ApiGewijzigdOp" in row or "@odata.context" in row or {"Id", "Verwijderd"} <= row.keys())


def _parsed(raw: bytes) -> Any:
    try:
        return orjson.loads(raw.removeprefix(b"\xef\xbb\xbf"))
    except orjson.JSONDecodeError as error:
        try:
            raw.decode("utf-8")
        except UnicodeDecodeError:
            raise InputError("de tekst is geen UTF-8; sla het bestand opnieuw op als UTF-8") from error
        raise InputError("geen geldige JSON (afgekapt of beschadigd); haal het bestand opnieuw op") from error
    except RecursionError as error:  # pragma: no cover - orjson has its own bound
        raise InputError("de JSON is te diep genest") from error


def _entity_of_context(value: Any) -> str | None:
    if isinstance(value, dict) and isinstance(value.get("@odata.context"), str):
        match = _CONTEXT.search(value["@odata.context"])
        if match:
            return match.group(1)
    return None


def _entity_of_name(name: str) -> str | None:
    """`tweedekamer/zaak_linked.jsonl.xz` → Zaak; None when the file's name says nothing."""
    stem = re.split(r"[/›]", name)[-1].strip().split(".")[0].lower()
    compact = re.sub(r"_(linked|page).*$", "", stem).replace("_", "").replace("-", "")
    return next((entity for entity in _entities() if entity.lower() == compact), None)


def _entity_of_fields(row: Mapping[str, Any]) -> str | None:
    """The entity whose fields explain most of the row, if exactly one explains all of them or nearly so."""
    keys = {key for key in row if not key.startswith("@")}
    best = sorted(
        ((len(keys & (entity.fields | entity.links.keys())) / len(keys), name) for name, entity in _entities().items()),
        reverse=True,
    )
    if not keys or best[0][0] < 0.8 or best[0][0] == best[1][0]:
        return None
    return best[0][1]


def _read_row(blob: Blob, row: Any, entity: str | None, place: str | None) -> Iterator[Record | Notice]:
    if not isinstance(row, dict):
        yield _refused(blob, "geen-record", place, entity, "geen JSON-object; verwacht wordt één object per record")
        return
    kind = entity or _entity_of_context(row) or _entity_of_fields(row)
    if kind is None or kind not in _entities():
        shown = f"onbekende entiteit {kind}" if kind else "niet te zien van welke entiteit dit record is"
        yield _refused(
            blob,
            "onbekende-entiteit",
            _id_of(row) or place,
            None,
            f"{shown}; noem het bestand naar de entiteit (zaak.jsonl)",
        )
        return
    yield from _read_entity(blob, row, kind, place, 0)


def _read_entity(blob: Blob, row: Mapping[str, Any], kind: str, place: str | None, depth: int) -> Iterator[Record | Notice]:
    key = _id_of(row)
    if key is None:
        yield _refused(blob, "geen-id", place, kind, "het record heeft geen Id; haal het opnieuw op bij de bron")
        return
    if depth > _MAX_DEPTH:
        yield _refused(blob, "te-diep", key, kind, f"meer dan {_MAX_DEPTH} niveaus diep genest")
        return
    entity = _entities()[kind]
    fields: dict[str, Any] = {}
    links: list[Link] = []
    nested: list[tuple[str, Mapping[str, Any]]] = []
    for name, value in row.items():
        if value is None or name == "Id" or name[0] == "@":
            continue
        if name in entity.links and isinstance(value, dict | list):
            target = entity.links[name]
            for child in value if isinstance(value, list) else (value,):
                if isinstance(child, dict):
                    nested.append((target, child))
                    child_key = _id_of(child)
                    if child_key is not None:
                        links.append(Link(name.lower(), target, child_key))
            continue
        if name.endswith("_Id"):
            if isinstance(value, str):
                role = name[:-3]
                links.append(Link(role.lower(), entity.links.get(role, role), value.lower()))
            continue
        if name.endswith("_Ids") and isinstance(value, list):
            role = name[:-4]
            target = role.rsplit("_", 1)[-1]
            links += [Link(role.lower().replace("_", "-"), target, item.lower()) for item in value if isinstance(item, str)]
            continue
        if isinstance(value, str) and value[:4] == "0001" and value[4:7] == "-01":
            yield _warned(blob, "schijndatum", key, kind, f"{name} heeft de schijndatum 0001-01-01 en is leeg gelaten")
            continue
        if name not in entity.fields:
            yield _warned(blob, "onbekend-veld", key, kind, f"onbekend veld {name}; bewaard zoals het kwam")
        fields[name] = value
    if kind == Kind.DOCUMENT_VERSIE and isinstance(fields.get("ExterneIdentifier"), str):
        links.append(Link("publicatie", Kind.PUBLICATIE, fields["ExterneIdentifier"]))
    deleted = fields.pop("Verwijderd", False) is True
    modified = _moment(fields.pop("ApiGewijzigdOp", None))
    day: date | None = None
    if not deleted:
        for name in _MUST_HAVE.get(kind, ()):
            if name not in fields:
                yield _warned(blob, "leeg-veld", key, kind, f"{name} is leeg")
        day, complaint = _day(kind, fields)
        if complaint:
            yield _warned(blob, "onleesbare-datum", key, kind, complaint)
    unique = tuple(dict.fromkeys(links))
    text = fields.get("Tekst") if kind == Kind.TOEZEGGING else None
    yield Record(
        kind=kind,
        key=key,
        source=SOURCE,
        title=_title(kind, fields),
        date=day,
        modified=modified,
        deleted=deleted,
        fields=fields,
        links=unique,
        text=text if isinstance(text, str) and text else None,
        address=_address(kind, fields),
        locator=place,
    )
    for target, child in nested:
        yield from _read_entity(blob, child, target, place, depth + 1)


def _id_of(row: Mapping[str, Any]) -> str | None:
    value = row.get("Id")
    return value.lower() if isinstance(value, str) and value else None


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


def _moment(value: Any) -> str | None:
    """A UTC moment with exactly seven decimals, so that text order is time order."""
    if not isinstance(value, str) or not value.endswith("Z"):
        return value if isinstance(value, str) else None
    whole, _, fraction = value[:-1].partition(".")
    return f"{whole}.{fraction[:7]:0<7}Z"


def _address(kind: str, fields: Mapping[str, Any]) -> str | None:
    if kind == Kind.DOCUMENT and isinstance(fields.get("DocumentNummer"), str):
        return f"https://www.tweedekamer.nl/downloads/document?id={fields['DocumentNummer']}"
    if kind == Kind.DOCUMENT_VERSIE and isinstance(fields.get("ExterneIdentifier"), str):
        return f"https://zoek.officielebekendmakingen.nl/{fields['ExterneIdentifier']}"
    return None


def _refused(blob: Blob, code: str, record: str | None, kind: str | None, message: str) -> Notice:
    return Notice(Severity.REFUSED, code, blob.name, record, message, kind)


def _warned(blob: Blob, code: str, record: str | None, kind: str, message: str) -> Notice:
    return Notice(Severity.WARNED, code, blob.name, record, message, kind)
