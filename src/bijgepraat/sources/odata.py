# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""OData of the Tweede Kamer: response pages, single entities and JSON lines into records and their relations.

Entities nested in an answer (`$expand`) become records of their own, linked to the one that held them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import orjson

from bijgepraat.model.records import Notice, Record, Severity
from bijgepraat.sources.blob import Blob, InputError, TooLargeError
from bijgepraat.sources.tweedekamer import SOURCE, Place, entities, id_of, read_entity

_CONTEXT = re.compile(r"\$metadata#(\w+)")


def read_odata(blob: Blob) -> Iterator[Record | Notice]:
    """A response page (`{"@odata.context": …, "value": […]}`) or a single entity, as one JSON value.

    Raises `InputError` when it is not JSON or not of a known entity.
    """
    with blob.open() as stream:
        raw = stream.read(blob.limits.member_bytes + 1)
    if len(raw) > blob.limits.member_bytes:
        raise TooLargeError(f"groter dan {blob.limits.member_bytes} bytes; splits het bestand of lever het als JSON-regels aan")
    value = parse_json(raw)
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
                row = parse_json(line)
            except InputError as error:
                yield _refused(blob, error.code, place, entity, str(error))
                continue
            yield from _read_row(blob, row, entity, place)


def looks_like_odata(row: Any) -> bool:
    """Whether a parsed JSON value is an entity of the Tweede Kamer."""
    return isinstance(row, dict) and ("ApiGewijzigdOp" in row or "@odata.context" in row or {"Id", "Verwijderd"} <= row.keys())


def parse_json(raw: bytes) -> Any:
    """A JSON value. Raises `InputError` when it is none, or not in UTF-8."""
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
    return next((entity for entity in entities() if entity.lower() == compact), None)


def _entity_of_fields(row: Mapping[str, Any]) -> str | None:
    """The entity whose fields explain most of the row, if exactly one explains all of them or nearly so."""
    keys = {key for key in row if not key.startswith("@")}
    best = sorted(
        ((len(keys & (entity.fields | entity.links.keys())) / len(keys), name) for name, entity in entities().items()),
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
    if kind is None or kind not in entities():
        shown = f"onbekende entiteit {kind}" if kind else "niet te zien van welke entiteit dit record is"
        yield _refused(
            blob,
            "onbekende-entiteit",
            id_of(row) or place,
            None,
            f"{shown}; noem het bestand naar de entiteit (zaak.jsonl)",
        )
        return
    yield from read_entity(Place(SOURCE, blob.name, place), row, kind)


def _refused(blob: Blob, code: str, record: str | None, kind: str | None, message: str) -> Notice:
    return Notice(Severity.REFUSED, code, blob.name, record, message, kind)
