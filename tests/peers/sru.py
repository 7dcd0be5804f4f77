# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""SRU 2.0 over a register of publications, and the publications' own files.

As the real one: errors come with status 200 and a diagnostic, an unknown index or value finds nothing and says nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from xml.sax.saxutils import escape

from .answers import Answer, not_found
from .materials import kamerstuk, pdf, web_page
from .publications import Publication

PATH = "/sru"
FILES = "/frbr/officielepublicaties"
_MOST = 1000
_TYPE = "text/xml"  # without a charset, as the real one
_TOKEN = re.compile(r'\s*(?:(?P<quoted>"(?:[^"\\]|\\.)*")|(?P<sign>==|>=|<=|<>|=|>|<|\(|\))|(?P<word>[^\s()=<>"]+))')
_INDEXES: Mapping[str, Callable[[Publication], str]] = {
    "dt.identifier": lambda p: p.identifier,
    "dt.title": lambda p: p.title,
    "dt.type": lambda p: p.type,
    "dt.creator": lambda p: p.creator,
    "dt.date": lambda p: p.day,
    "dt.issued": lambda p: p.day,
    "dt.available": lambda p: p.available,
    "dt.modified": lambda p: p.modified,
    "w.publicatienaam": lambda p: p.name,
    "w.dossiernummer": lambda p: p.dossier,
    "w.ondernummer": lambda p: p.number,
    "w.organisatietype": lambda p: p.organisation,
    "w.vergaderjaar": lambda _p: "2026-2027",
    "c.product-area": lambda _p: "officielepublicaties",
    "cql.textandindexes": lambda p: " ".join((p.title, *p.text)),
}
_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<sru:searchRetrieveResponse xmlns:sru="http://docs.oasis-open.org/ns/search-ws/sruResponse"'
    ' xmlns:gzd="http://standaarden.overheid.nl/sru" xmlns:dcterms="http://purl.org/dc/terms/"'
    ' xmlns:overheidwetgeving="http://standaarden.overheid.nl/wetgeving/" xmlns:c="http://standaarden.overheid.nl/collectie/"'
    ' xmlns:overheid="http://standaarden.overheid.nl/owms/terms/"><sru:version>2.0</sru:version>'
)


class CqlError(Exception):
    """The query is no CQL; `args[0]` is where."""


class SruSite:
    """The register. `publications` may grow and change while it is asked."""

    def __init__(self, publications: list[Publication], address: str) -> None:
        self._publications = publications
        self._address = address

    def answer(self, query: Mapping[str, str]) -> Answer:
        """A searchRetrieve."""
        try:
            start, most = int(query.get("startRecord", "1")), int(query.get("maximumRecords", "10"))
        except ValueError:
            return _diagnostic("info:srw/diagnostic/1/6", "Unsupported parameter value")
        if "query" not in query or start < 1 or most < 0:
            return _diagnostic("info:srw/diagnostic/1/7", "Mandatory parameter not supplied: query")
        try:
            test, order = _parse(query["query"])
        except CqlError as error:
            return _diagnostic("info:srw/diagnostic/1/10", f"line 1:{error.args[0]} mismatched input")
        found = sorted((p for p in self._publications if test(p)), key=lambda p: (p.available, p.identifier))
        if order is not None:
            index, backwards = order
            found.sort(key=_INDEXES.get(index, lambda p: p.identifier), reverse=backwards)
        shown = found[start - 1 : start - 1 + min(most, _MOST)]
        parts = [_HEAD, f"<sru:numberOfRecords>{len(found)}</sru:numberOfRecords><sru:records>"]
        parts += [self._record(publication, n) for n, publication in enumerate(shown, start)]
        parts.append("</sru:records>")
        if shown and start - 1 + len(shown) < len(found):
            parts.append(f"<sru:nextRecordPosition>{start + len(shown)}</sru:nextRecordPosition>")
        parts.append("</sru:searchRetrieveResponse>")
        return Answer("".join(parts).encode(), _TYPE)

    def file(self, path: str) -> Answer:
        """`kst/36999/kst-36999-1/1/xml/kst-36999-1.xml` and the like."""
        name, _, suffix = path.rpartition("/")[2].rpartition(".")
        found = next((p for p in self._publications if p.identifier == name), None)
        if found is None:
            return not_found()
        if suffix == "xml":
            body = kamerstuk(
                found.identifier,
                found.dossier,
                found.number,
                found.title,
                found.day,
                found.available,
                found.dossier_title,
                found.text,
            )
            return Answer(body, "application/xml")
        if suffix == "html":
            return Answer(web_page(found.title, found.text, found.available))
        return Answer(pdf(found.title, found.text), "application/pdf") if suffix == "pdf" else not_found()

    def _record(self, p: Publication, position: int) -> str:
        base = f"{self._address}{FILES}/{p.identifier.split('-')[0]}/{p.dossier}/{p.identifier}/1"
        items = "".join(
            f'<gzd:itemUrl manifestation="{form}">{base}/{form}/{p.identifier}.{form}</gzd:itemUrl>'
            for form in ("html", "xml", "pdf")
        )
        return (
            "<sru:record><sru:recordSchema>http://standaarden.overheid.nl/sru/</sru:recordSchema><sru:recordData><gzd:gzd>"
            "<gzd:originalData><overheidwetgeving:meta><overheidwetgeving:owmskern>"
            f"<dcterms:identifier>{p.identifier}</dcterms:identifier><dcterms:title>{escape(p.title)}</dcterms:title>"
            f'<dcterms:type scheme="OVERHEIDop.KamerstukTypen">{escape(p.type)}</dcterms:type>'
            f'<dcterms:type scheme="OVERHEIDop.Parlementair">{escape(p.name)}</dcterms:type>'
            '<dcterms:type scheme="OVERHEID.Informatietype">officiële publicatie</dcterms:type><dcterms:language>nl</dcterms:language>'
            f'<dcterms:creator scheme="OVERHEID.StatenGeneraal">{escape(p.creator)}</dcterms:creator>'
            f"<dcterms:modified>{p.modified}</dcterms:modified></overheidwetgeving:owmskern><overheidwetgeving:owmsmantel>"
            f"<dcterms:date>{p.day}</dcterms:date><dcterms:issued>{p.day}</dcterms:issued>"
            f"<dcterms:available>{p.available}</dcterms:available></overheidwetgeving:owmsmantel><overheidwetgeving:tpmeta>"
            "<c:product-area>officielepublicaties</c:product-area>"
            f"<overheidwetgeving:publicatienaam>{p.name}</overheidwetgeving:publicatienaam>"
            f"<overheidwetgeving:organisatietype>{p.organisation}</overheidwetgeving:organisatietype>"
            "<overheidwetgeving:vergaderjaar>2026-2027</overheidwetgeving:vergaderjaar>"
            f"<overheidwetgeving:dossiernummer>{p.dossier}</overheidwetgeving:dossiernummer>"
            f"<overheidwetgeving:dossiertitel>{escape(p.dossier_title)}</overheidwetgeving:dossiertitel>"
            f"<overheidwetgeving:ondernummer>{p.number}</overheidwetgeving:ondernummer></overheidwetgeving:tpmeta>"
            "</overheidwetgeving:meta></gzd:originalData><gzd:enrichedData>"
            f"<gzd:url>{base}</gzd:url><gzd:preferredUrl>https://zoek.officielebekendmakingen.nl/{p.identifier}.html</gzd:preferredUrl>"
            f"{items}<gzd:timestamp>{p.available}T10:01:02</gzd:timestamp></gzd:enrichedData></gzd:gzd></sru:recordData>"
            f"<sru:recordPosition>{position}</sru:recordPosition></sru:record>"
        )


def _diagnostic(uri: str, message: str) -> Answer:
    return Answer(
        (
            '<?xml version="1.0" encoding="UTF-8"?>\n<searchRetrieveResponse xmlns="http://docs.oasis-open.org/ns/search-ws/sruResponse">'
            '<version>2.0</version><diagnostics><ns3:diagnostic xmlns:ns3="http://docs.oasis-open.org/ns/search-ws/diagnostic">'
            f"<ns3:uri>{uri}</ns3:uri><ns3:message>{escape(message)}</ns3:message></ns3:diagnostic></diagnostics>"
            "</searchRetrieveResponse>"
        ).encode(),
        _TYPE,
    )


def _parse(text: str) -> tuple[Callable[[Publication], bool], tuple[str, bool] | None]:
    body, _, order = re.sub(r"(?i)\s+sortby\s+", "\0", text, count=1).partition("\0")
    tokens: list[tuple[str, int]] = []
    place = 0
    while body[place:].strip():
        match = _TOKEN.match(body, place)
        if match is None:
            raise CqlError(place)
        tokens.append((match.group().strip(), place))
        place = match.end()
    tokens.reverse()
    test = _or(tokens)
    if tokens:
        raise CqlError(tokens[-1][1])
    if not order.strip():
        return test, None
    index, _, way = order.strip().partition("/")
    return test, (index.lower(), way.endswith("descending"))


def _next(tokens: list[tuple[str, int]], *words: str) -> bool:
    return bool(tokens) and tokens[-1][0].lower() in words


def _pop(tokens: list[tuple[str, int]]) -> str:
    if not tokens:
        raise CqlError(0)
    return tokens.pop()[0]


def _or(tokens: list[tuple[str, int]]) -> Callable[[Publication], bool]:
    tests = [_and(tokens)]
    while _next(tokens, "or"):
        tokens.pop()
        tests.append(_and(tokens))
    return lambda p: any(test(p) for test in tests)


def _and(tokens: list[tuple[str, int]]) -> Callable[[Publication], bool]:
    tests: list[tuple[bool, Callable[[Publication], bool]]] = [(True, _clause(tokens))]
    while _next(tokens, "and", "not"):
        wanted = tokens.pop()[0].lower() == "and"
        tests.append((wanted, _clause(tokens)))
    return lambda p: all(test(p) is wanted for wanted, test in tests)


def _clause(tokens: list[tuple[str, int]]) -> Callable[[Publication], bool]:
    if _next(tokens, "("):
        tokens.pop()
        inner = _or(tokens)
        if not _next(tokens, ")"):
            raise CqlError(tokens[-1][1] if tokens else 0)
        tokens.pop()
        return inner
    index = _pop(tokens).lower()
    if not _next(tokens, "==", "=", ">=", "<=", ">", "<", "<>", "any", "all"):
        raise CqlError(tokens[-1][1] if tokens else 0)
    relation = tokens.pop()[0].lower()
    value = _pop(tokens).strip('"')
    read = _INDEXES.get(index)
    if read is None:
        return lambda _p: False
    return lambda p: _holds(read(p).lower(), relation, value.lower())


def _holds(found: str, relation: str, value: str) -> bool:
    words: Sequence[str] = value.split()
    if relation == "any":
        return any(word in found.split() for word in words)
    if relation in {"all", "="}:
        return all(word in found for word in words)
    compared = {"==": found == value, "<>": found != value, ">=": found >= value, "<=": found <= value}
    return compared.get(relation, found > value if relation == ">" else found < value)
