# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Official publications (XML of KOOP, root `officiele-publicatie`): motions, letters, questions, gazettes.

Two thirds of the kamerstukken carry no metadata but an address of it; key, dossier, title and date then come from the body.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from lxml import etree

from bijgepraat.model.records import Kind, Link, Notice, Record
from bijgepraat.sources.blob import Blob
from bijgepraat.sources.encoding import garbled
from bijgepraat.sources.publication_text import PublicationText, looks_like_name
from bijgepraat.sources.titles import readable_title
from bijgepraat.sources.xml import NoIdentifierError, children, day, local, read_xml, tidy, warned, words

_ROOT = "officiele-publicatie"
_ADDRESS = "https://zoek.officielebekendmakingen.nl/"
_KEY = re.compile(r"[a-z]{1,5}(?:-[A-Za-z0-9.()]+)+")
_LONGEST_KEY = 100
_DOSSIER = re.compile(r"\d{4,6}(?:-[A-Z0-9]+)*")
_KEY_IN_ADDRESS = re.compile(r"/([^/]+)/metadata\.xml")
_REPLACES = re.compile(r"\bt\.v\.v\.\s*(\d{4,6}(?:-[A-Z0-9]+)+)")
_REPLACES_NUMBER = re.compile(r"\bgedrukt onder nr\.?\s*(\d+)", re.IGNORECASE)

_LONGEST_TITLE = 400
_KINDS = (
    ("brief", "Brief"),
    ("motie", "Motie"),
    ("amendement", "Amendement"),
    ("lijst van vragen", "Lijst van vragen"),
    ("memorie van toelichting", "Memorie van toelichting"),
    ("nota van wijziging", "Nota van wijziging"),
    ("nota naar aanleiding", "Nota naar aanleiding van het verslag"),
    ("advies", "Advies"),
    ("koninklijke boodschap", "Koninklijke boodschap"),
    ("voorstel van wet", "Voorstel van wet"),
    ("verslag", "Verslag"),
)
"""Words in the title of a kamerstuk that say what it is; the first one counts, for a letter may be about a motion."""
_KINDS_BY_BODY = {"kamervragen": "Kamervragen", "handelingen": "Handelingen", "staatscourant": "Staatscourant"}


@dataclass(frozen=True, slots=True)
class _Dossier:
    number: str
    """As in keys: `36800-B`, `21501-02`."""
    title: str


def read_publication(blob: Blob) -> Iterator[Record | Notice]:
    """One publication: a record with its text and passages, and notices about what is odd in it.

    Raises `InputError` when the file cannot be read, or names no publication.
    """
    parsed = read_xml(blob, _ROOT)
    meta = _metadata(parsed.root)
    body = next((child for child in parsed.root if local(child) not in {"metadata", "kop"}), parsed.root)
    parts = children(body)
    dossiers = _dossiers(body, meta)
    piece = children(parts["stuk"]) if "stuk" in parts else {}
    number = _number(piece, meta)
    key = _key(meta, dossiers, number)
    title = _title(meta, parsed.root, body, piece)
    collected = PublicationText(title)
    collected.walk(parsed.root)
    kind = _first(meta, "DC.type", "KamerstukTypen") or _kind(title or "", body, meta)
    if kind == "Motie":
        collected.sign()
    published, odd_days = _days(piece, meta)
    fields = {
        "soort": kind,
        "dossier": dossiers[0].number if dossiers else None,
        "dossiertitel": (dossiers[0].title if dossiers else "") or _first(meta, "OVERHEIDop.dossiertitel"),
        "dossiers": [dossier.number for dossier in dossiers] if len(dossiers) > 1 else None,
        "ondernummer": number,
        "vergaderjaar": _first(meta, "OVERHEIDop.vergaderjaar") or _line(parts, "vergaderjaar").removeprefix("Vergaderjaar "),
        "kamer": _line(parts, "kameraanduiding") or _first(meta, "DC.creator"),
        "indieners": _all(meta, "OVERHEIDop.indiener") or collected.signatories,
        "ondertekenaars": collected.signatories,
        "categorie": _all(meta, "OVERHEID.category"),
        "metadata": _first(meta, "OVERHEIDop.externMetadataRecord"),
    }
    available = day(_first(meta, "DCTERMS.available"))
    record = Record(
        kind=Kind.PUBLICATIE,
        key=key,
        source=blob.source,
        title=title,
        date=published,
        modified=available.isoformat() if available else None,
        fields={name: value for name, value in fields.items() if value},
        links=_links(dossiers, title or "", words(piece.get("titel")), body),
        text=collected.body.text or None,
        passages=tuple(collected.body.passages),
        address=_ADDRESS + key,
        locator=blob.locator,
    )
    yield record
    for code, message in _complaints(record, parsed.complaint, odd_days):
        yield warned(blob, code, key, Kind.PUBLICATIE, message)


def _complaints(record: Record, encoding: str | None, odd_days: list[str]) -> Iterator[tuple[str, str]]:
    """What is odd in a publication that was taken, as code and message."""
    if encoding:
        yield "codering", encoding
    for odd in odd_days:
        yield "schijndatum", f"{odd[:40]!r} is geen bruikbare datum en is overgeslagen"
    if record.date is None:
        yield "geen-datum", "geen datum gevonden; vul de metadata aan of zoek de datum op"
    if not record.title:
        yield "geen-titel", "geen titel gevonden; vul de metadata aan"
    if not record.text:
        yield "geen-tekst", "geen tekst gevonden; kijk of de bron alleen een PDF heeft"
    odd_letters = garbled(record.text or "")
    if odd_letters:
        yield "verminkte-letters", f"letters lijken verminkt ({odd_letters!r}); haal het bestand opnieuw op als UTF-8"


# What it is: metadata, key, dossier, date


_Parts = Mapping[str, etree._Element]
_Metadata = dict[str, list[tuple[str, str]]]
"""Per name its values in order, each with its scheme."""


def _metadata(root: etree._Element) -> _Metadata:
    found: _Metadata = {}
    block = children(root).get("metadata")
    for item in block.iter("{*}meta") if block is not None else ():
        content = tidy(item.get("content") or "")
        if content:
            found.setdefault(item.get("name") or "", []).append((item.get("scheme") or "", content))
    return found


def _all(meta: _Metadata, name: str, scheme: str = "") -> list[str]:
    return [content for stated, content in meta.get(name, ()) if scheme in stated]


def _first(meta: _Metadata, name: str, scheme: str = "") -> str | None:
    return next(iter(_all(meta, name, scheme)), None)


def _dossiers(body: etree._Element, meta: _Metadata) -> list[_Dossier]:
    found: list[_Dossier] = []
    for element in body:
        if local(element) != "dossier":
            continue
        parts = children(element)
        # The number of a rijkswet (R2160) stands in print only; keys of the publisher leave it out.
        pieces = ("".join(words(part).split()) for part in parts.get("dossiernummer", ()) if local(part) != "rijkswetnr")
        number = "-".join(piece for piece in pieces if piece)
        if number:
            found.append(_Dossier(number, words(parts.get("titel"))))
    if not found:
        stated = ("".join(item.split()) for item in _all(meta, "OVERHEIDop.dossiernummer"))
        found = [_Dossier(number, "") for number in stated if _DOSSIER.fullmatch(number)]
    return found


def _number(piece: _Parts, meta: _Metadata) -> str | None:
    stated = children(piece["stuknr"]).get("ondernummer") if "stuknr" in piece else None
    return "".join(words(stated).split()) or _first(meta, "OVERHEIDop.ondernummer")


def _key(meta: _Metadata, dossiers: list[_Dossier], number: str | None) -> str:
    stated = _all(meta, "DC.identifier")
    stated += _KEY_IN_ADDRESS.findall(_first(meta, "OVERHEIDop.externMetadataRecord") or "")
    if dossiers and number:
        stated.append(f"kst-{dossiers[0].number}-{number}")
    for candidate in stated:
        key = "".join(candidate.split())
        if len(key) <= _LONGEST_KEY and _KEY.fullmatch(key):
            return key
    raise NoIdentifierError(
        "geen publicatienummer (zoals kst-36800-B-12) te vinden; haal het bestand met zijn metadata opnieuw op"
    )


def _title(meta: _Metadata, root: etree._Element, body: etree._Element, piece: _Parts) -> str | None:
    stated = _first(meta, "OVERHEIDop.documenttitel")
    if stated:
        return stated
    if words(piece.get("titel")):
        return readable_title(words(piece["titel"]), _names(piece))
    for name in ("kamervraagomschrijving", "kamervraagonderwerp"):
        question = words(next(body.iter(f"{{*}}{name}"), None)).rstrip(".")
        if question and len(question) <= _LONGEST_TITLE:
            return question
    for holder in (root, body):
        parts = children(holder)
        for name in ("kop", "intitule", "titel", "item-titel"):
            found = words(children(parts["kop"]).get("titel")) if name == "kop" and "kop" in parts else words(parts.get(name))
            if found:
                return found
    return _first(meta, "DC.title")


def _names(piece: _Parts) -> list[str]:
    """Lines that may be names of signatories, as people write them."""
    if "algemeen" not in piece:
        return []
    return [line for line in map(words, piece["algemeen"].iter("{*}al")) if looks_like_name(line)]


def _kind(title: str, body: etree._Element, meta: _Metadata) -> str | None:
    if local(body) != "kamerstuk":
        return _KINDS_BY_BODY.get(local(body)) or _first(meta, "OVERHEIDop.publicationName")
    lowered = title.lower()
    found = [(match.start(), kind) for word, kind in _KINDS if (match := re.search(rf"\b{word}\b", lowered))]
    return min(found)[1] if found else None


def _line(parts: _Parts, content: str) -> str:
    """A line of the running head, such as the year of session."""
    for line in parts.get("kamerstukkop", ()):
        if line.get("inhoud") == content:
            return words(line)
    return ""


def _days(piece: _Parts, meta: _Metadata) -> tuple[date | None, list[str]]:
    """The day of the publication, and the values that claim to be one and are not."""
    stated = [element.get("isodatum") for element in piece["datumtekst"].iter("{*}datum")] if "datumtekst" in piece else []
    stated += [_first(meta, "DCTERMS.issued"), _first(meta, "DCTERMS.available")]
    odd: list[str] = []
    for value in stated:
        found = day(value)
        if found:
            return found, odd
        if value:
            odd.append(value)
    return None, odd


def _links(dossiers: list[_Dossier], title: str, printed: str, body: etree._Element) -> tuple[Link, ...]:
    """The dossiers, the motion that this one replaces, and what the text refers to in markup."""
    links = [Link("dossier", Kind.KAMERSTUKDOSSIER, dossier.number) for dossier in dossiers]
    full = _REPLACES.search(title)
    number = _REPLACES_NUMBER.search(printed)
    if full:
        links.append(Link("vervangt", Kind.PUBLICATIE, f"kst-{full.group(1)}"))
    elif number and dossiers:
        links.append(Link("vervangt", Kind.PUBLICATIE, f"kst-{dossiers[0].number}-{number.group(1)}"))
    for reference in body.iter("{*}extref"):
        target = (reference.get("doc") or "").strip()
        if len(target) <= _LONGEST_KEY and _KEY.fullmatch(target):
            links.append(Link("verwijzing", Kind.PUBLICATIE, target))
    for reference in body.iter("{*}dossierref"):
        target = "".join((reference.get("dossier") or "").split())
        if _DOSSIER.fullmatch(target):
            links.append(Link("verwijzing", Kind.KAMERSTUKDOSSIER, target))
    return tuple(dict.fromkeys(links))
