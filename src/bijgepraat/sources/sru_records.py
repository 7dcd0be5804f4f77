# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Answers of the official publications' register (SRU 2.0 of KOOP): how many there are, and a record for each publication.

An answer with HTTP status 200 may well be an error: it then holds diagnostics instead of records.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from bijgepraat.model.records import Kind, Link, Notice, Record, Severity
from bijgepraat.sources.blob import Blob, InputError
from bijgepraat.sources.moments import in_utc
from bijgepraat.sources.xml import XmlError, children, day, local, read_xml, sniff_root, tidy, words

_ROOT = "searchRetrieveResponse"
_LEGACY = "diagnostics"
_KEY = re.compile(r"[A-Za-z0-9][\w.()-]{1,99}", re.ASCII)
_DOSSIER = re.compile(r"\d{4,6}(?:-[A-Z0-9()]+)*")
_LONGEST = 2_000
_MOST_VALUES = 100
_LISTS = frozenset({"type", "creator", "subject", "indiener", "dossiernummer", "dossiertitel", "externeBijlage", "hoofddocument"})
_ELSEWHERE = frozenset({"identifier", "title", "modified", "language", "product-area", "timestamp"})
"""Parts that have a place of their own in a record, or say nothing. Moments of change are in `Record.modified` only: among the
fields every sending again would look like another version."""
_DATES = ("date", "issued", "available")
_PASSING = re.compile(r"info:srw/diagnostic/1/[12]")
"""General system error, and system temporarily unavailable."""


class DiagnosticError(InputError):
    """The register refuses the question; its own words are in the message. `passing`: asking again may help."""

    code = "diagnose"

    def __init__(self, message: str, *, passing: bool) -> None:
        super().__init__(message)
        self.passing = passing


@dataclass(frozen=True, slots=True)
class Publication:
    """One entry: its record, and per manifestation (`xml`, `pdf` …) the address of the file."""

    record: Record
    files: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Answer:
    """One page of an answer. `total` is what the register says it has in all; `exact` whether it vouches for that.

    `length` is how many entries the page holds, those that were refused included; `next` the position of the page after it.
    """

    total: int
    exact: bool
    next: int | None
    length: int
    publications: list[Publication] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    remark: str | None = None


def read_answer(blob: Blob) -> Answer:
    """One page. Raises `DiagnosticError` when there is only a diagnosis, and another `InputError` for what is no answer."""
    with blob.open() as stream:
        root = sniff_root(stream)
    if root == _LEGACY:
        raise _diagnosis(read_xml(blob, _LEGACY).root)
    top = read_xml(blob, _ROOT).root
    parts = children(top)
    diagnostics, records, counted = parts.get("diagnostics"), parts.get("records"), words(parts.get("numberOfRecords"))
    entries = [entry for entry in records if local(entry) == "record"] if records is not None else []
    if diagnostics is not None and not entries:
        raise _diagnosis(diagnostics)
    if not re.fullmatch(r"\d{1,9}", counted):
        raise XmlError(f"het antwoord noemt geen aantal (numberOfRecords is {counted[:40]!r}); vraag het opnieuw")
    onward = words(parts.get("nextRecordPosition"))
    answer = Answer(
        total=int(counted),
        exact=words(parts.get("resultCountPrecision")).rpartition("/")[2] in {"", "exact"},
        next=int(onward) if re.fullmatch(r"[1-9]\d{0,8}", onward) else None,
        length=len(entries),
        remark=str(_diagnosis(diagnostics)) if diagnostics is not None else None,
    )
    for number, entry in enumerate(entries, 1):
        _entry(blob, number, entry, answer)
    return answer


def _diagnosis(element: etree._Element) -> DiagnosticError:
    found = next((one for one in element.iter("{*}diagnostic")), element)
    parts = children(found)
    uri, message, details = (words(parts.get(name))[:300] for name in ("uri", "message", "details"))
    said = "; ".join(part for part in (message, details) if part) or "geen uitleg"
    return DiagnosticError(
        f"het register weigert de vraag: {said} ({uri or 'zonder nummer'})", passing=bool(_PASSING.fullmatch(uri))
    )


def _entry(blob: Blob, number: int, entry: etree._Element, answer: Answer) -> None:
    place = f"record {number}"
    original = next(entry.iter("{*}originalData"), None)
    if original is None:
        broken = next(entry.iter("{*}diagnostic"), None)
        said = str(_diagnosis(broken)) if broken is not None else "geen originalData; verwacht wordt het schema gzd"
        answer.notices.append(Notice(Severity.REFUSED, "geen-record", blob.name, place, said, Kind.BEKENDMAKING))
        return
    said_of = _values(original)
    key = "".join(_first(said_of, "identifier").split())
    if not _KEY.fullmatch(key):
        message = f"geen bruikbaar publicatienummer ({key[:60]!r}); meld dit bij de bron"
        answer.notices.append(Notice(Severity.REFUSED, "geen-id", blob.name, place, message, Kind.BEKENDMAKING))
        return
    enriched = next(entry.iter("{*}enrichedData"), None)
    answer.publications.append(_publication(blob, key, said_of, original, enriched, answer.notices))


def _publication(
    blob: Blob,
    key: str,
    said: Mapping[str, list[str]],
    original: etree._Element,
    enriched: etree._Element | None,
    notices: list[Notice],
) -> Publication:
    more = children(enriched) if enriched is not None else {}
    files = _files(enriched)
    published = None
    for name in _DATES:
        value = _first(said, name)
        found = day(value)
        if value and found is None:
            message = f"{value[:40]!r} ({name}) is geen bruikbare datum en is overgeslagen"
            notices.append(Notice(Severity.WARNED, "schijndatum", blob.name, key, message, Kind.BEKENDMAKING))
        published = published or found
    fields: dict[str, Any] = {
        name: values if name in _LISTS or len(values) > 1 else values[0]
        for name, values in said.items()
        if name not in _ELSEWHERE and not (name in _DATES and day(values[0]) is None)
    }
    title, whole = _first(said, "documenttitel"), _first(said, "title")
    if title and whole and whole != title:
        fields["titel"] = whole
    fields.pop("documenttitel", None)
    kind = _typed(original)
    if kind:
        fields["soort"] = kind
    if files:
        fields["manifestaties"] = list(files)
    moment = in_utc(words(more.get("timestamp"))) or in_utc(_first(said, "modified"))
    dossiers = ("".join(number.split()) for number in said.get("dossiernummer", ()))
    mains = ("".join(main.split()) for main in said.get("hoofddocument", ()))
    links = (
        Link("publicatie", Kind.PUBLICATIE, key),
        *(Link("dossier", Kind.KAMERSTUKDOSSIER, number) for number in dossiers if _DOSSIER.fullmatch(number)),
        *(Link("hoofddocument", Kind.BEKENDMAKING, main) for main in mains if _KEY.fullmatch(main)),
    )
    address = words(more.get("preferredUrl")) or words(more.get("url"))
    record = Record(
        kind=Kind.BEKENDMAKING,
        key=key,
        source=blob.source,
        title=(title or whole) or None,
        date=published,
        modified=moment if moment is not None and moment[:4] >= "1800" else None,
        fields=fields,
        links=tuple(dict.fromkeys(links)),
        address=address if re.match(r"https?://", address) else None,
        locator=key,
    )
    return Publication(record, files)


def _values(original: etree._Element) -> dict[str, list[str]]:
    """The words of every element that holds no others, by its local name."""
    found: dict[str, list[str]] = {}
    for element in original.iter():
        name = local(element)
        if not name or len(element):
            continue
        value = tidy(element.text or "")[:_LONGEST]
        values = found.setdefault(name, [])
        if value and value not in values and len(values) < _MOST_VALUES:
            values.append(value)
    return {name: values for name, values in found.items() if values}


def _first(said: Mapping[str, list[str]], name: str) -> str:
    return next(iter(said.get(name, ())), "")


def _typed(original: etree._Element) -> str:
    """The kind of document by the list for this sort of publication (`OVERHEIDop.KamerstukTypen`)."""
    stated = (element for element in original.iter("{*}type") if "typen" in (element.get("scheme") or "").lower())
    return next((kind for kind in map(words, stated) if kind), "")


def _files(enriched: etree._Element | None) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in enriched.iter("{*}itemUrl") if enriched is not None else ():
        name, address = (element.get("manifestation") or "").strip().lower(), words(element)
        if name and address:
            found.setdefault(name, address)
    return found
