# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Pages of the SyncFeed of the Tweede Kamer: an Atom feed whose entries hold one entity each, in XML.

An entry is turned into the row that OData has for the same entity, so that both ways end in the same record. Names are compared
without prefix and without case: three of the kinds come with a prefix of their own, and `naamNl` here is `NaamNL` there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from typing import Any, cast

from lxml import etree

from bijgepraat.model.records import Notice, Record
from bijgepraat.sources.blob import Blob, InputError
from bijgepraat.sources.moments import in_utc, with_offset
from bijgepraat.sources.tweedekamer import Entity, Place, entities, read_entity
from bijgepraat.sources.xml import local, read_xml

_NAMESPACE = "{http://www.tweedekamer.nl/xsd/tkData/v1-0}"
_NIL = "{http://www.w3.org/2001/XMLSchema-instance}nil"
_TRUE, _FALSE = {"true", "1"}, {"false", "0"}
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}(?=$|T00:00:00)", re.ASCII)
_WHOLE = re.compile(r"[+-]?\d{1,18}", re.ASCII)
_DECIMAL = re.compile(r"[+-]?\d{1,18}(?:\.\d{1,12})?", re.ASCII)
_EARLIEST = "2000-01-01"
"""The feed began in 2008: an older moment of change is a clock that is off."""


class EntryError(InputError):
    """An entry cannot be read. `key` is its Id as far as it shows, `kind` its entity."""

    def __init__(self, message: str, code: str, key: str | None, kind: str | None = None) -> None:
        super().__init__(message)
        self.code = code
        self.key = key
        self.kind = kind


@dataclass(frozen=True, slots=True)
class FeedPage:
    """A page: its entries, and the addresses of its feed-level links. `complaint` (Dutch) is about its encoding."""

    entries: list[etree._Element]
    next: str | None = None
    resume: str | None = None
    complaint: str | None = None


@dataclass(slots=True)
class Entry:
    """An entry as a row of OData without its `ApiGewijzigdOp`, which is `updated` (UTC) when its clock can be trusted.

    `changed` is the keeper's own moment of change, in UTC. `warnings` are pairs of a code and a Dutch message.
    """

    kind: str
    key: str
    row: dict[str, Any]
    updated: str | None = None
    changed: str | None = None
    enclosure: str | None = None
    warnings: list[tuple[str, str]] = field(default_factory=list)


class Clock:
    """Which moments of change can be true: not before 2000 and not more than a day from now.

    In place of one that is not, the last that was before it in the feed is taken, else the keeper's own.
    """

    def __init__(self, now: datetime | None) -> None:
        self._latest = f"{now + timedelta(days=1):%Y-%m-%dT%H:%M:%S}" if now else "9999"
        self._last: str | None = None

    def trusts(self, entry: Entry) -> bool:
        """Whether an entry's own moment can be true; it is remembered for those after it."""
        if entry.updated is not None and _EARLIEST <= entry.updated <= self._latest:
            self._last = entry.updated
            return True
        return False

    def instead(self, entry: Entry) -> str | None:
        """The moment for an entry whose own cannot be true; None when nothing better is known."""
        return self._last or (entry.changed if entry.changed and _EARLIEST <= entry.changed <= self._latest else None)


def read_page(blob: Blob) -> FeedPage:
    """A page of the feed. Raises `InputError` when it is no Atom feed, or broken; of a broken page nothing is taken."""
    parsed = read_xml(blob, "feed")
    entries: list[etree._Element] = []
    links: dict[str, str] = {}
    for child in parsed.root:
        name = local(child)
        if name == "entry":
            entries.append(child)
        elif name == "link" and child.get("href"):
            links.setdefault((child.get("rel") or "").lower(), (child.get("href") or "").strip())
    return FeedPage(entries, links.get("next"), links.get("resume"), parsed.complaint)


def next_of(element: etree._Element) -> str | None:
    """Where the feed goes on right after an entry."""
    for child in element:
        if local(child) == "link" and child.get("rel") == "next":
            return child.get("href")
    return None


def read_entry(element: etree._Element) -> Entry:
    """An entry as a row. Raises `EntryError`."""
    atom: dict[str, str] = {}
    payload = enclosure = None
    for child in element:
        name = child.tag.rpartition("}")[2]
        if name == "content":
            payload = next(iter(child), None)
        elif name == "link":
            if child.get("rel") == "enclosure":
                enclosure = child.get("href")
        elif child.text:
            atom.setdefault(name, child.text)
    shown = (atom.get("id") or atom.get("title") or "").strip().rstrip("/").rpartition("/")[2].lower() or None
    if payload is None:
        raise EntryError("er staat geen entiteit in deze vermelding; haal haar opnieuw op bij de bron", "zonder-inhoud", shown)
    name = payload.tag.rpartition("}")[2]
    kind = _kinds().get(name.lower())
    if kind is None:
        raise EntryError(f"onbekende entiteit {name[:60]}; vul de lijst van entiteiten aan", "onbekende-entiteit", shown)
    attributes = {name.rpartition("}")[2].lower(): value for name, value in _attributes_of(payload)}
    key = attributes.get("id", "").strip().lower() or shown
    if key is None:
        raise EntryError("de vermelding heeft geen id; haal haar opnieuw op bij de bron", "geen-id", None, kind)
    entry = Entry(kind, key, {"Id": key}, enclosure=enclosure)
    entry.updated = in_utc(atom.get("updated", ""))
    moment = attributes.get("bijgewerkt", "")
    entry.changed = in_utc(moment)
    if attributes.get("verwijderd", "").strip().lower() in _TRUE:
        entry.row["Verwijderd"] = True
        return entry
    if moment:
        entry.row["GewijzigdOp"] = with_offset(moment) or moment
    _attributes(entry, payload)
    _children(entry, payload, "", _table(kind))
    return entry


def as_records(entry: Entry, moment: str | None, place: Place) -> Iterator[Record | Notice]:
    """The record of an entry, with `moment` as the moment of its last change, and notices about what is odd in it."""
    for code, message in entry.warnings:
        yield place.warned(code, entry.key, entry.kind, message)
    entry.row["ApiGewijzigdOp"] = moment
    yield from read_entity(place, entry.row, entry.kind)


def read_syncfeed(blob: Blob) -> Iterator[Record | Notice]:
    """A page of the feed as a file, such as one from the archive. Raises `InputError` when it is none."""
    page = read_page(blob)
    place = Place(blob.source, blob.name, complete=True)
    clock = Clock(datetime(blob.on.year, blob.on.month, blob.on.day, 23, 59) if blob.on else None)  # noqa: DTZ001 - UTC
    for element in page.entries:
        try:
            entry = read_entry(element)
        except EntryError as error:
            yield place.refused(error.code, error.key, error.kind, str(error))
            continue
        yield from as_records(entry, entry.updated if clock.trusts(entry) else clock.instead(entry), place)


@dataclass(frozen=True, slots=True)
class _Table:
    """By name in lower case: the field's own name and group, and the relation's own name."""

    fields: Mapping[str, tuple[str, str]]
    links: Mapping[str, str]


@cache
def _kinds() -> Mapping[str, str]:
    return {name.lower(): name for name in entities()}


@cache
def _table(kind: str) -> _Table:
    entity: Entity = entities()[kind]
    fields = {name.lower(): (name, group) for name, group in entity.types.items()}
    return _Table(fields, {name.lower(): name for name in entity.links})


def _attributes_of(element: etree._Element) -> list[tuple[str, str]]:
    return cast("list[tuple[str, str]]", element.items())


def _attributes(entry: Entry, payload: etree._Element) -> None:
    """What the entity says of its file, and attributes of the Kamer that nobody knows yet."""
    known = _table(entry.kind).fields
    for key, value in _attributes_of(payload):
        name = key.rpartition("}")[2]
        lower = name.lower()
        if lower in {"id", "bijgewerkt", "verwijderd"}:
            continue
        if lower in {"contenttype", "contentlength"}:
            if lower in known and value.strip():
                _take(entry, *known[lower], value.strip())
        elif key.startswith(_NAMESPACE):
            entry.row.setdefault(_pascal(name), value)


def _children(entry: Entry, parent: etree._Element, prefix: str, table: _Table) -> None:
    for child in parent:
        tag = child.tag
        name = tag.rpartition("}")[2]
        if prefix:
            name = prefix + _pascal(name)
        ref = child.get("ref")
        lower = name.lower()
        if ref is not None:
            if ref.strip():
                _refer(entry, table.links.get(lower), name, ref.strip())
            continue
        if child.get(_NIL) is not None and (child.get(_NIL) or "").strip().lower() in _TRUE:
            continue
        known = table.fields.get(lower)
        if len(child):
            if known is None:
                _children(entry, child, name, table)
            else:
                _take(entry, *known, "".join(str(part) for part in child.itertext()))
            continue
        text = child.text or ""
        if known is not None and known[1] == "texts" and lower not in table.links:
            entry.row[known[0]] = text
        elif known is not None:
            if text.strip():
                _take(entry, *known, text.strip())
        elif lower not in table.links:
            entry.row[_pascal(name)] = text
        elif text.strip():
            entry.row[table.links[lower]] = text


def _refer(entry: Entry, role: str | None, name: str, ref: str) -> None:
    if role is not None:
        entry.row.setdefault(role, []).append(ref)
    else:
        entry.row.setdefault(f"{_pascal(name)}_Id", []).append(ref)


def _take(entry: Entry, name: str, group: str, text: str) -> None:
    """Put a value under its name in the type that OData gives it; what does not fit is kept as text and reported."""
    value = _value(group, text)
    if value is None:
        shown = text if len(text) <= 40 else f"{text[:40]}…"
        entry.warnings.append(("ander-type", f"{name} heeft een onverwachte waarde ({shown!r}); bewaard zoals zij kwam"))
        value = text
    entry.row[name] = value


def _value(group: str, text: str) -> Any:
    if group == "moments":
        return with_offset(text)
    if group == "numbers":
        return int(text) if _WHOLE.fullmatch(text) else None
    if group == "flags":
        lower = text.lower()
        return True if lower in _TRUE else False if lower in _FALSE else None
    if group == "days":
        match = _DAY.match(text)
        return match.group() if match else None
    if group == "decimals":
        return float(text) if _DECIMAL.fullmatch(text) else None
    return text


def _pascal(name: str) -> str:
    return name[:1].upper() + name[1:]
