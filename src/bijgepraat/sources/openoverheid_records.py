# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Answers of the index of open.overheid.nl: its list of documents, and what it tells of one document. Keys that have no value are
missing rather than null, and every one of them may be missing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from bijgepraat.model.records import Kind, Link, Notice, Record, Severity
from bijgepraat.sources.blob import InputError, TooLargeError
from bijgepraat.sources.moments import in_utc
from bijgepraat.sources.odata import parse_json
from bijgepraat.sources.xml import day, tidy

_KEY = re.compile(r"[A-Za-z0-9][\w.-]{2,99}", re.ASCII)
_VERSION = re.compile(r"_(\d{1,6})$")
_IN_ADDRESS = re.compile(r"/(?:documenten|publicatie|details)/([\w.-]+)")
_SIZE = re.compile(r"(\d{1,9}(?:[.,]\d{1,6})?)\s*(bytes?|b|kb|mb|gb)", re.IGNORECASE)
_UNITS = {"b": 1, "k": 1024, "m": 1024**2, "g": 1024**3}
_LONGEST = 20_000
_MOST = 100
_ROLES = {"c_4d1ea9ba": "bijlage-bij", "c_05f4a5f3": "bijlage"}
"""Relations by the end of their identifier in the vocabulary of KOOP."""
_OWN = ("publisher", "aanbieder", "omschrijving", "openbaarmakingsdatum", "weblocatie")
_BESIDE = ("bestandsType", "bestandsgrootte", "aantalPaginas")


@dataclass(frozen=True, slots=True)
class Listed:
    """A document in the list. `size` is about how many bytes its file has, None when the list does not say."""

    record: Record
    size: int | None


@dataclass(slots=True)
class Listing:
    """A page of the list. `length` counts what it holds, that what was refused included."""

    total: int
    length: int
    documents: list[Listed] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)


def read_listing(raw: bytes, address: str, source: str, most: int, home: str) -> Listing:
    """A page of the list, of at most `most` bytes. `home` is the address below which documents stand.

    Raises `InputError` for what is no such list.
    """
    value = _json(raw, most)
    items = value.get("resultaten")
    total = value.get("totaal")
    if not isinstance(items, list) or not isinstance(total, int) or isinstance(total, bool) or total < 0:
        said = ", ".join(sorted(map(str, value))[:8])
        raise InputError(f"geen lijst van documenten: verwacht werden totaal en resultaten, hier staan {said or 'geen velden'}")
    listing = Listing(total, len(items))
    for number, item in enumerate(items, 1):
        _item(item, f"resultaat {number}", address, source, home, listing)
    return listing


def add_details(listed: Listed, raw: bytes, most: int) -> Listed:
    """A document with what the index tells of it alone: its kinds and themes, its file and its relations. Raises `InputError`."""
    value = _json(raw, most)
    document = value.get("document")
    if not isinstance(document, Mapping):
        raise InputError("geen beschrijving van een document: het veld document ontbreekt")
    sorts = _mapping(document.get("classificatiecollectie"))
    version = _mapping(next(iter(_list(value.get("versies"))), None))
    file = _mapping(next(iter(_list(version.get("bestanden"))), None))
    more = {
        "verantwoordelijke": _words(document.get("verantwoordelijke")),
        "documentsoorten": _labels(sorts.get("documentsoorten")),
        "informatiecategorieen": _labels(sorts.get("informatiecategorieen")),
        "themas": _labels(sorts.get("themas")),
        "onderwerpen": _labels(sorts.get("onderwerpenRonl")),
        "identifiers": [name for name in _labels(document.get("identifiers")) if name.lower() != "nvt"],
        "weblocatie": _words(document.get("weblocatie")),
        "bestandsnaam": _words(file.get("bestandsnaam")),
    }
    links = list(listed.record.links)
    for relation in map(_mapping, _list(value.get("documentrelaties"))):
        role = _ROLES.get(_words(relation.get("role")).rpartition("/")[2])
        other = _key(relation.get("relation"))
        if role is not None and other is not None:
            links.append(Link(role, Kind.OPENBAARMAKING, other))
    fields = {**listed.record.fields, **{name: said for name, said in more.items() if said}}
    size = file.get("grootte")
    record = replace(listed.record, fields=fields, links=tuple(dict.fromkeys(links)))
    return Listed(record, size if isinstance(size, int) and size > 0 else listed.size)


def bytes_of(said: str) -> int | None:
    """`0.94 MB` in bytes, about."""
    match = _SIZE.fullmatch(said.strip())
    return int(float(match[1].replace(",", ".")) * _UNITS[match[2][0].lower()]) if match else None


def _item(item: object, place: str, address: str, source: str, home: str, listing: Listing) -> None:
    document = item.get("document") if isinstance(item, Mapping) else None
    if not isinstance(item, Mapping) or not isinstance(document, Mapping):
        message = "geen document in dit resultaat; meld dit bij de bron"
        listing.notices.append(Notice(Severity.REFUSED, "geen-record", address, place, message, Kind.OPENBAARMAKING))
        return
    key = _key(document.get("pid")) or _key(document.get("id"))
    if key is None:
        message = f"geen bruikbaar kenmerk (id {str(document.get('id'))[:60]!r}); meld dit bij de bron"
        listing.notices.append(Notice(Severity.REFUSED, "geen-id", address, place, message, Kind.OPENBAARMAKING))
        return
    fields: dict[str, Any] = {name: _words(document.get(name)) for name in _OWN}
    fields.update({name: item[name] if isinstance(item.get(name), int) else _words(item.get(name)) for name in _BESIDE})
    version = _VERSION.search(_words(document.get("id")))
    if version is not None:
        fields["versie"] = int(version[1])
    published = _published(document, key, address, listing.notices)
    record = Record(
        kind=Kind.OPENBAARMAKING,
        key=key,
        source=source,
        title=_words(document.get("titel")) or None,
        date=published,
        modified=_moment(document.get("mutatiedatumtijd")),
        fields={name: value for name, value in fields.items() if value not in ("", None)},
        address=f"{home.rstrip('/')}/{key}",
        locator=key,
    )
    listing.documents.append(Listed(record, bytes_of(_words(item.get("bestandsgrootte")))))


def _published(document: Mapping[str, Any], key: str, address: str, notices: list[Notice]) -> date | None:
    said = _words(document.get("openbaarmakingsdatum"))
    found = day(said)
    if said and found is None:
        message = f"{said[:40]!r} (openbaarmakingsdatum) is geen bruikbare datum en is overgeslagen"
        notices.append(Notice(Severity.WARNED, "schijndatum", address, key, message, Kind.OPENBAARMAKING))
    return found


def _moment(value: object) -> str | None:
    found = in_utc(value) if isinstance(value, str) else None
    return found if found is not None and found[:4] >= "1800" else None


def _key(value: object) -> str | None:
    """The key in an identifier or an address; without the number of the version, which changes."""
    said = _words(value)
    match = _IN_ADDRESS.search(said)
    key = _VERSION.sub("", match[1] if match else said)
    return key if _KEY.fullmatch(key) else None


def _json(raw: bytes, most: int) -> Mapping[str, Any]:
    if len(raw) > most:
        raise TooLargeError(f"groter dan {most} bytes; dit is geen gewoon antwoord van de bron")
    if raw.lstrip(b" \t\r\n\xef\xbb\xbf")[:1] == b"<":
        raise InputError("een HTML-pagina in plaats van JSON (vaak een foutpagina van de bron); vraag het opnieuw")
    value = parse_json(raw)
    if not isinstance(value, Mapping):
        raise InputError("geen JSON-object in het antwoord; vraag het opnieuw")
    return value


def _words(value: object) -> str:
    """A text, or the label of something that has one."""
    if isinstance(value, Mapping):
        value = value.get("label")
    return tidy(value)[:_LONGEST] if isinstance(value, str) else ""


def _labels(value: object) -> list[str]:
    return list(dict.fromkeys(words for one in _list(value)[:_MOST] if (words := _words(one)) and words != "Onbekend"))


def _list(value: object) -> Sequence[Any]:
    return value if isinstance(value, list) else []


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}
