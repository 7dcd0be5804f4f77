# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""XML from outside, read safely: no DTD, no entities, no network, with bounds on size, depth and number of nodes.

A file is taken whole or not at all: of broken XML nothing is kept. What the encoding declaration says is checked against the
bytes, because sources do mislabel; the parser only ever sees UTF-8.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import BinaryIO, cast

from lxml import etree

from bijgepraat.model.records import Notice, Severity
from bijgepraat.sources.blob import Blob, InputError, TooLargeError
from bijgepraat.sources.encoding import as_utf8, wide_encoding

_HEAD_BYTES = 64 * 1024
MOST_NODES = 2_000_000
"""Elements and attributes that one file may have. A node costs some 120 bytes of memory against 4 in the file, so that a limit
on bytes alone would let 64 MB of `<a/>` take 2 GB. The largest real file seen has 11,000 nodes."""
_YEARS = range(1800, 2101)
_DOCTYPE_MESSAGE = "het bestand heeft een DOCTYPE, en dat is onveilig; haal het bij de bron op of verwijder dat deel"
_SUBSET_END = re.compile(rb"\]\s*>")
_PROLOG_PARTS = 1000
"""Comments and instructions before the root element; more is not looked through."""
_SPACE = re.compile(rb"[ \t\r\n]*")
_ROOT = re.compile(rb"<(?:[^\s<>/:!?]{1,200}:)?([^\s<>/:!?]{1,200})")
_UNFINISHED = re.compile(r"Premature end of data in tag (\S+) line (\d+)")
_MISMATCH = re.compile(r"tag mismatch: (\S+) line (\d+)")


class XmlError(InputError):
    """The file is not XML that can be read."""

    code = "ongeldige-xml"


class EmptyFileError(XmlError):
    """There is nothing in the file."""

    code = "leeg"


class TruncatedError(XmlError):
    """The file stops before its root element is closed."""

    code = "afgekapt"


class DoctypeError(XmlError):
    """The file brings a DTD. No source of ours does, and entities are how XML attacks its reader."""

    code = "doctype"


class TooDeepError(XmlError):
    """Elements are nested deeper than the limit."""

    code = "te-diep"


class WrongRootError(XmlError):
    """The file is XML or HTML, but not of the kind asked for."""

    code = "andere-xml"


class NoIdentifierError(InputError):
    """The record has no key of its own, so that it cannot be stored or recognised."""

    code = "geen-id"


@dataclass(frozen=True, slots=True)
class Parsed:
    """A parsed file: its root element, and in `complaint` (Dutch) what was wrong with its encoding, if anything."""

    root: etree._Element
    complaint: str | None = None


def read_xml(blob: Blob, root: str) -> Parsed:
    """Parse a whole file whose root element must have the local name `root`.

    Raises `TooLargeError` past `limits.xml_bytes`, `TooDeepError` past `limits.xml_depth`, and another `XmlError` when the
    file is empty, broken, in an unknown encoding, has a DOCTYPE or another root.
    """
    with blob.open() as stream:
        raw = stream.read(blob.limits.xml_bytes + 1)
    if len(raw) > blob.limits.xml_bytes:
        raise TooLargeError(f"groter dan {blob.limits.xml_bytes} bytes; splits het bestand")
    if not raw.strip(b" \t\r\n\0\xef\xbb\xbf"):
        raise EmptyFileError("het bestand is leeg; haal het opnieuw op")
    body, complaint = as_utf8(raw)
    found, doctype = _prolog(body)
    if found is not None and found.lower() == "html":
        raise WrongRootError("een HTML-pagina in plaats van XML (vaak een foutpagina van de bron); haal het bestand opnieuw op")
    if doctype:
        raise DoctypeError(_DOCTYPE_MESSAGE)
    if found is not None:
        _expect(root, found)
    if body.count(b"<") + body.count(b"=") > MOST_NODES:
        raise TooLargeError(f"meer dan {MOST_NODES} elementen en kenmerken; splits het bestand")
    element = _parsed(body, found, blob.limits.xml_depth)
    _expect(root, local(element))
    return Parsed(element, complaint)


def sniff_root(stream: BinaryIO) -> str | None:
    """The local name of the root element, reading only the head of the file; None when there is none in it."""
    head = stream.read(_HEAD_BYTES)
    encoding = wide_encoding(head)
    if encoding:
        head = head.decode(encoding, "ignore").encode("utf-8", "ignore")
    return _prolog(head.removeprefix(codecs.BOM_UTF8))[0]


def local(element: etree._Element) -> str:
    """An element's name without its namespace."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def children(element: etree._Element) -> Mapping[str, etree._Element]:
    """The first child of each local name."""
    found: dict[str, etree._Element] = {}
    for child in element:
        found.setdefault(local(child), child)
    return found


def words(element: etree._Element | None) -> str:
    """All text in an element on one line; empty when there is no element."""
    if element is None:
        return ""
    return tidy("".join(cast("Iterator[str]", element.itertext())) if len(element) else element.text or "")


def is_mixed(element: etree._Element) -> bool:
    """Whether an element has words of its own, beside or without other elements."""
    if not len(element):
        return True
    return bool(element.text and element.text.strip()) or any(child.tail and child.tail.strip() for child in element)


def tidy(text: str) -> str:
    """Text on one line: runs of white space, line breaks and hard spaces become one space, invisible signs go."""
    return " ".join(text.replace("\u00ad", "").replace("\u200b", "").replace("\ufeff", "").split())


def day(text: str | None) -> date | None:
    """The day at the start of an ISO date or moment; None for what is no date or a placeholder such as 0001-01-01."""
    try:
        found = date.fromisoformat((text or "").strip()[:10])
    except ValueError:
        return None
    return found if found.year in _YEARS else None


def warned(blob: Blob, code: str, record: str, kind: str, message: str) -> Notice:
    """A notice about a record that was taken all the same."""
    return Notice(Severity.WARNED, code, blob.name, record, message, kind)


def _expect(root: str, found: str) -> None:
    if found != root:
        raise WrongRootError(f"verwacht werd XML met wortel <{root}>, hier staat <{found[:60]}>; controleer welk bestand dit is")


def _prolog(body: bytes) -> tuple[str | None, bool]:
    """The local name of the root element, and whether a DOCTYPE stands before it."""
    doctype = False
    at = 0
    for _ in range(_PROLOG_PARTS):
        at = _space_end(body, at)
        if body.startswith(b"<?", at):
            end = body.find(b"?>", at + 2) + 2
        elif body.startswith(b"<!--", at):
            end = body.find(b"-->", at + 4) + 3
        elif body[at : at + 9].upper() == b"<!DOCTYPE":
            doctype = True
            end = _after_doctype(body, at)
        else:
            match = _ROOT.match(body, at)
            return (match.group(1).decode("utf-8", "replace") if match else None), doctype
        if end <= at:
            break
        at = end
    return None, doctype


def _space_end(body: bytes, at: int) -> int:
    match = _SPACE.match(body, at)
    return match.end() if match else at


def _after_doctype(body: bytes, at: int) -> int:
    close, subset = body.find(b">", at), body.find(b"[", at)
    if subset == -1 or -1 < close < subset:
        return close + 1
    match = _SUBSET_END.search(body, subset)
    return match.end() if match else 0


def _parsed(body: bytes, root: str | None, depth: int) -> etree._Element:
    parser = etree.XMLParser(
        encoding="utf-8",  # overrules the declaration, which was dealt with
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        attribute_defaults=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        element = etree.fromstring(body, parser)
    except etree.XMLSyntaxError as error:
        raise _explained(error, body, root, depth) from error
    if element.getroottree().docinfo.internalDTD is not None:  # behind more than _PROLOG_PARTS comments
        raise DoctypeError(_DOCTYPE_MESSAGE)
    if _deeper_than(depth)(element):
        raise TooDeepError(f"meer dan {depth} elementen diep genest; controleer het bestand")
    return element


@cache
def _deeper_than(depth: int) -> etree.XPath:
    return etree.XPath("boolean(" + "/*" * (depth + 1) + ")")


def _explained(error: etree.XMLSyntaxError, body: bytes, root: str | None, depth: int) -> InputError:
    line, message = error.lineno or 1, error.msg or ""
    if "Excessive depth" in message:
        return TooDeepError(f"meer dan {depth} elementen diep genest; controleer het bestand")
    code = getattr(error, "code", None)
    if code == etree.ErrorTypes.ERR_RESOURCE_LIMIT:
        return TooLargeError(f"een stuk tekst rond regel {line} is langer dan 10 miljoen tekens; splits het bestand")
    if not body.lstrip().startswith(b"<"):
        return XmlError("geen XML: het bestand begint niet met een element; controleer welk bestand dit is")
    closing = rb"</(?:[^\s<>/:]{1,200}:)?" + re.escape(root or "").encode() + rb"\s*>"
    if code != etree.ErrorTypes.ERR_DOCUMENT_END and not re.search(closing, body[-1000:]):
        match = _UNFINISHED.search(message)
        place = f"binnen <{match.group(1)[:60]}> van regel {match.group(2)}" if match else f"op regel {line}"
        return TruncatedError(f"afgekapt: de XML houdt op {place}; haal het bestand opnieuw op")
    match = _MISMATCH.search(message)
    if match:
        return XmlError(
            f"geen geldige XML: <{match.group(1)[:60]}> van regel {match.group(2)} wordt niet gesloten; haal het opnieuw op"
        )
    if "Entity" in message:
        return XmlError(f"geen geldige XML: een onbekende entiteit (&…;) op regel {line}; haal het bestand opnieuw op")
    return XmlError(f"geen geldige XML op regel {line}, teken {error.offset or 1}; haal het bestand opnieuw op")
