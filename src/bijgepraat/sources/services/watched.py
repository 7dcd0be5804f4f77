# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Documents and pages that stay where they are and may change: a coalition agreement, a manifesto, a page of a formation.

Each is a stream of its own, so that one that fails holds up no other. A change gives a new version of the same record, and one
that disappears stays in the store. Only what people read counts as a change: no menus, banners or the date of today.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Literal

import msgspec

from bijgepraat.model.records import Kind, Notice, Record
from bijgepraat.model.sync import Complaint, Description, Piece, Position
from bijgepraat.settings import Limits
from bijgepraat.sources.blob import Blob, InputError
from bijgepraat.sources.days import printed_date
from bijgepraat.sources.fetched import Fetched, GoneError, Network
from bijgepraat.sources.files import choose_reader
from bijgepraat.sources.html import read_html
from bijgepraat.sources.services.asking import ask, without_validators
from bijgepraat.sources.services.feeds import check_address
from bijgepraat.sources.services.main_part import NoPageError, check_selectors, is_page, only_part
from bijgepraat.sources.services.options import OptionsError, read_options
from bijgepraat.sources.services.pieces import as_blob, read_fetched
from bijgepraat.sources.services.service import Batch
from bijgepraat.sources.services.stamps import of_header, of_moment
from bijgepraat.sources.text import Paragraph, build, read_all
from bijgepraat.sources.webpage import page_source, read_page

_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "html": "text/html",
    "tekst": "text/plain",
}
_ACCEPT = {
    None: "*/*",
    "pdf": "application/pdf, */*;q=0.5",
    "docx": f"{_TYPES['docx']}, */*;q=0.5",
    "html": "text/html, application/xhtml+xml;q=0.9, */*;q=0.1",
    "tekst": "text/plain, */*;q=0.5",
}
_OF_TODAY = re.compile(
    r"(?:vandaag(?: is het)?[:,]?\s|het is vandaag\b|datum van vandaag\b"
    r"|(?:deze pagina (?:is )?)?(?:opgevraagd|afgedrukt|geprint|geraadpleegd|bekeken|bezocht)(?: op|:)).{0,60}",
    re.IGNORECASE,
)
"""Lines that only say when the page is looked at: with them every day would bring a new version."""
_NOT_FOUND = re.compile(
    r"(?:fout\s*)?(?:404|410)\b|(?:page )?not found\b"
    r"|(?:deze |de )?(?:pagina|document)\b.{0,30}\b(?:niet (?:meer )?(?:gevonden|beschikbaar)|bestaat niet)",
    re.IGNORECASE,
)
_MARKED = re.compile(r"<(?:main|article)\b|\brole\s*=\s*[\"']?main\b", re.IGNORECASE)
_LONGEST_ERROR = 1_500
_END = 4_096
_OPEN = " open"


class _Document(msgspec.Struct, forbid_unknown_fields=True):
    titel: str
    adres: str
    soort: Literal["pdf", "docx", "html", "tekst"] | None = None
    inhoud: str | None = None
    weg: list[str] = []
    datum: date | None = None
    aan: bool = True


class _Options(msgspec.Struct, forbid_unknown_fields=True):
    """`documenten`: of each stream its document: `titel`, `adres`, `soort`, its own `datum`, and `aan: false` for one that is not
    asked yet. Of a page only `inhoud` (a CSS selector) counts, without `weg`.
    """

    documenten: dict[str, _Document]


class _CutOffError(InputError):
    code = "afgekapt"


@dataclass(frozen=True, slots=True)
class _Read:
    """What came of a document: its records, a hash of what people read in them, and whether it has its end."""

    records: tuple[Record, ...]
    notices: tuple[Notice, ...]
    digest: str
    ended: bool


class _GoneInWordsError(Exception):
    """A page that says with status 200 that there is nothing."""


class Watched:
    """Watches documents. Raises `InputError` for a description that makes no sense."""

    def __init__(self, description: Description, limits: Limits) -> None:
        self._description = description
        self._limits = limits
        self._documents = read_options(description, _Options).documenten
        name = description.name
        for stream in (*self._documents, *description.streams):
            if stream not in description.streams or stream not in self._documents:
                raise OptionsError(f"bron {name}: {stream!r} moet onder streams én onder options.documenten staan")
        seen: dict[str, str] = {}
        for stream, document in self._documents.items():
            key = f"documenten.{stream}"
            if not document.titel.strip():
                raise OptionsError(f"bron {name}: options.{key}.titel is leeg; geef het document een titel")
            check_address(description, f"{key}.adres", document.adres)
            away = ((f"{key}.weg[{number}]", each) for number, each in enumerate(document.weg))
            check_selectors(name, [(f"{key}.inhoud", document.inhoud), *away])
            if document.inhoud is not None and document.soort not in {None, "html"}:
                raise OptionsError(f"bron {name}: options.{key}.inhoud kan alleen bij soort html")
            if document.adres in seen:
                raise OptionsError(f"bron {name}: options.{key}.adres staat ook bij {seen[document.adres]}; laat er één weg")
            seen[document.adres] = stream

    def streams(self) -> Sequence[str]:
        """The documents that are on, in the order of the description."""
        return tuple(stream for stream in self._description.streams if self._documents[stream].aan)

    def prepare(self, network: Network) -> None:
        """There is nothing to check beforehand: each document stands alone."""

    def read(self, stream: str, position: Position, network: Network, now: datetime) -> Iterator[Batch]:  # noqa: ARG002
        """One batch when the document is new or says something else; none otherwise, and none when it is gone.

        The cursor is a hash of its words. Raises `StreamError` when it cannot be read: what is stored stays as it is.
        """
        document = self._documents[stream]
        anyway = position.since is not None
        known, before = position.cursor, (position.cursor or "").removesuffix(_OPEN)

        def read(fetched: Fetched) -> tuple[_Read, Complaint | None]:
            result = self._read(document, fetched)
            if result.ended or (known or "").endswith(_OPEN):
                return result, None
            if known is not None:
                # A part in the place of the whole would look as if the rest had been struck out.
                raise _CutOffError("het document houdt op voor zijn eind; de vorige versie blijft staan")
            return result, Complaint("afgekapt", "Het document lijkt afgekapt; het is genomen zoals het kwam", document.adres)

        try:
            answer = ask(network, document.adres, _ACCEPT[document.soort], read, anyway=anyway)
        except GoneError as error:
            self._tell_gone(network, document, str(error))
            return
        except _GoneInWordsError as words:
            self._tell_gone(network, document, str(words))
            return
        if answer is None:
            return
        fetched, result = answer
        if result.digest == before and not anyway:
            fetched.body.close()
            return
        if not result.ended:
            fetched = without_validators(fetched)
        cursor = result.digest + ("" if result.ended else _OPEN)
        yield Batch(fetched, result.records, result.notices, cursor=cursor, whole=True)

    def read_piece(self, piece: Piece, fetched: Fetched) -> Iterator[Record | Notice]:
        """The records in a fetched file; documents that are watched announce none."""
        return read_fetched(piece, fetched, self._description, self._limits)

    def _tell_gone(self, network: Network, document: _Document, why: str) -> None:
        message = f"{document.titel} is verdwenen van zijn adres; wat bewaard is blijft staan. Zoek het nieuwe adres"
        network.tell(Complaint("verdwenen", message, f"{document.adres}: {why}"[:300]))

    def _read(self, document: _Document, fetched: Fetched) -> _Read:
        raw = fetched.body.bytes()
        page = not raw.lstrip()[:5].startswith((b"%PDF-", b"PK\x03\x04", b"<?xml")) and is_page(raw)
        if document.soort == "html" and not page:
            raise NoPageError("er komt iets anders dan een HTML-pagina; controleer het adres en de soort")
        moment = of_header(fetched.headers.get("last-modified")) or of_moment(fetched.fetched)
        wanted = Piece(document.adres, self._description.name, Kind.BESTAND, document.adres, _TYPES.get(document.soort or ""))
        blob = as_blob(wanted, only_part(fetched, document.inhoud, document.weg), self._description, self._limits)
        _, reader = choose_reader(blob)
        reader = _read_page if reader is read_html else reader
        records: list[Record] = []
        notices: list[Notice] = []
        for item in reader(blob):
            if isinstance(item, Notice):
                notices.append(item)
                continue
            if item.kind in {Kind.BESTAND, Kind.PAGINA}:
                item = replace(item, title=document.titel, date=document.datum or item.date)
            if page:
                item = _without_today(item)
                if item.kind in {Kind.BESTAND, Kind.PAGINA}:
                    _refuse_nothing(item, page=raw)
            records.append(replace(item, modified=item.modified or (moment.moment if moment else None)))
        return _Read(tuple(records), tuple(notices), _digest(records), _has_end(raw, page=page))


def _read_page(blob: Blob) -> Iterator[Record | Notice]:
    """A page as it stands where it marks its main part: what Trafilatura takes for it may differ from one version to the next."""
    source = page_source(read_all(blob, text=True))
    page = read_page(source, trafilatura_too=_MARKED.search(source) is None)
    text, passages = build(
        Paragraph(block.text, "kop" if block.level else "rij" if block.row else "alinea") for block in page.blocks
    )
    yield Record(
        kind=Kind.BESTAND,
        key=blob.address or blob.name,
        source=blob.source,
        title=page.title,
        date=page.date or printed_date(block.text for block in page.blocks[:12]),
        fields={"soort": "html"},
        text=text or None,
        passages=passages,
        address=blob.address,
    )


def _without_today(record: Record) -> Record:
    """A record without the lines that only say what day it is."""
    text = record.text or ""
    lines = [(each, text[each.start : each.end]) for each in record.passages]
    kept = [Paragraph(line, each.kind, each.page, each.anchor) for each, line in lines if not _OF_TODAY.fullmatch(line)]
    if len(kept) == len(lines):
        return record
    words, passages = build(kept)
    return replace(record, text=words or None, passages=passages)


def _refuse_nothing(record: Record, *, page: bytes) -> None:
    """A page that says that there is nothing, or has no words at all, is no new version."""
    text = record.text or ""
    head = re.search(rb"<title[^>]{0,200}>([^<]{0,200})|<h1[^>]{0,200}>([^<]{0,200})", page[:200_000], re.IGNORECASE)
    titled = (head.group(1) or head.group(2) or b"").decode("utf-8", "replace").strip() if head else ""
    first = text.partition("\n")[0].strip()
    if len(text) <= _LONGEST_ERROR and any(_NOT_FOUND.match(words) for words in (titled, first)):
        raise _GoneInWordsError(f"de pagina zegt: {titled or first}")
    if not text:
        raise NoPageError("de pagina heeft geen tekst; misschien laadt zij die pas in de browser")


def _digest(records: Sequence[Record]) -> str:
    """A hash over what people read in records. Not over the bytes: those of many pages change with every visit."""
    seen = hashlib.blake2b(digest_size=16)
    for record in records:
        day = record.date.isoformat() if record.date else ""
        seen.update(
            "\0".join((record.kind, record.key, record.title or "", day, record.text or "", "")).encode("utf-8", "replace")
        )
    return seen.hexdigest()


def _has_end(raw: bytes, *, page: bool) -> bool:
    """Whether a PDF or a page has the mark at its end; other kinds cannot be read at all when they are cut off."""
    tail = raw[-_END:].lower()
    if raw.lstrip()[:5].startswith(b"%PDF-"):
        return b"%%eof" in tail
    return not page or b"</html" in tail or b"</html" in raw.lower()
