# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Official publications (XML of KOOP, root `officiele-publicatie`): motions, letters, questions, gazettes.

The vocabulary is large and grows, so the text is collected by shape: what mixes words with elements is a paragraph, what holds
only elements is a wrapper, and a few names (lists, tables, headings, signatures) have a shape of their own. No text is lost
because its element is new. Two thirds of the kamerstukken carry no metadata but an address of it; key, dossier and date then
come from the body.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from lxml import etree

from bijgepraat.model.records import Kind, Link, Notice, Record
from bijgepraat.sources.blob import Blob
from bijgepraat.sources.titles import readable_title
from bijgepraat.sources.xml import Body, NoIdentifierError, children, day, garbled, local, read_xml, tidy, warned, words

_ROOT = "officiele-publicatie"
_ADDRESS = "https://zoek.officielebekendmakingen.nl/"
_KEY = re.compile(r"[a-z]{1,5}(?:-[A-Za-z0-9.()]+)+")
_DOSSIER = re.compile(r"\d{4,6}(?:-[A-Z0-9]+)*")
_KEY_IN_ADDRESS = re.compile(r"/([^/]+)/metadata\.xml")
_REPLACES = re.compile(r"\bt\.v\.v\.\s*(\d{4,6}(?:-[A-Z0-9]+)+)")
_REPLACES_NUMBER = re.compile(r"\bgedrukt onder nr\.?\s*(\d+)", re.IGNORECASE)
_CLOSING = re.compile(r"\bgaat over tot\b", re.IGNORECASE)
_NAME = re.compile(r"[A-ZÀ-Þ'’][\w'’.\- ]{1,59}")
_LONGEST_NAME = 60

_SKIPPED = {
    "metadata",
    "meta-data",
    "kamerstukkop",
    "kamervraagkop",
    "plaatje",
    "illustratie",
    "officiele-inhoudsopgave",
    "colspec",
    "witreg",
}
_HEADINGS = {"titel", "title", "subtitel", "tussenkop", "intitule", "stuknr", "datumtekst", "kamervraagnummer", "item-titel"}
_JOINED = {"kop", "naam", "dossiernummer", "spreker", "term"}
"""Elements whose children together are one line: label, number and title of a heading; first and last name."""
_NUMBERS = {"li.nr", "lidnr", "nr"}
_NUMBERED = {"li", "lid", "noot"}
_BLOCKS = {"al", "al-groep", "lijst", "li", "table", "tgroup", "row", "lid", "artikel", "divisie", "tekst", "tussenkop", "kop"}
"""Elements that end the paragraph that they stand in."""
_KINDS = (
    ("motie", "Motie"),
    ("amendement", "Amendement"),
    ("brief", "Brief"),
    ("lijst van vragen", "Lijst van vragen"),
    ("memorie van toelichting", "Memorie van toelichting"),
    ("nota van wijziging", "Nota van wijziging"),
    ("nota naar aanleiding", "Nota naar aanleiding van het verslag"),
    ("advies", "Advies"),
    ("koninklijke boodschap", "Koninklijke boodschap"),
    ("voorstel van wet", "Voorstel van wet"),
    ("verslag", "Verslag"),
)
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
    collected = _Collector(title)
    collected.walk(parsed.root)
    kind = _first(meta, "DC.type", "KamerstukTypen") or _kind(title or "", body, meta)
    if kind == "Motie":
        collected.sign()
    published, odd_days = _days(piece, meta)
    text = collected.body.text
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
    yield Record(
        kind=Kind.PUBLICATIE,
        key=key,
        source=blob.source,
        title=title or key,
        date=published,
        modified=available.isoformat() if available else None,
        fields={name: value for name, value in fields.items() if value},
        links=_links(dossiers, title or "", words(piece.get("titel"))),
        text=text or None,
        passages=tuple(collected.body.passages),
        address=_ADDRESS + key,
        locator=blob.locator,
    )
    yield from _notices(blob, key, parsed.complaint, odd_days, published, title, text)


def _notices(
    blob: Blob, key: str, complaint: str | None, odd_days: list[str], published: date | None, title: str | None, text: str
) -> Iterator[Notice]:
    if complaint:
        yield warned(blob, "codering", key, Kind.PUBLICATIE, complaint)
    for odd in odd_days:
        yield warned(blob, "schijndatum", key, Kind.PUBLICATIE, f"{odd[:40]!r} is geen bruikbare datum en is overgeslagen")
    if published is None:
        yield warned(blob, "geen-datum", key, Kind.PUBLICATIE, "geen datum gevonden; vul de metadata aan of zoek de datum op")
    if not title:
        yield warned(blob, "geen-titel", key, Kind.PUBLICATIE, "geen titel gevonden; het nummer staat in plaats van de titel")
    if not text:
        yield warned(blob, "geen-tekst", key, Kind.PUBLICATIE, "geen tekst gevonden; kijk of de bron alleen een PDF heeft")
    odd_letters = garbled(text)
    if odd_letters:
        message = f"letters lijken verminkt ({odd_letters!r}); haal het bestand opnieuw op als UTF-8"
        yield warned(blob, "verminkte-letters", key, Kind.PUBLICATIE, message)


# What it is: metadata, key, dossier, date


_Metadata = dict[str, list[tuple[str, str]]]
"""Per name its values in order, each with its scheme."""


def _metadata(root: etree._Element) -> _Metadata:
    found: _Metadata = {}
    block = children(root).get("metadata")
    for item in block.iter("{*}meta", "meta") if block is not None else ():
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


def _number(piece: dict[str, etree._Element] | Any, meta: _Metadata) -> str | None:
    stated = children(piece["stuknr"]).get("ondernummer") if "stuknr" in piece else None
    return "".join(words(stated).split()) or _first(meta, "OVERHEIDop.ondernummer")


def _key(meta: _Metadata, dossiers: list[_Dossier], number: str | None) -> str:
    stated = _all(meta, "DC.identifier")
    stated += _KEY_IN_ADDRESS.findall(_first(meta, "OVERHEIDop.externMetadataRecord") or "")
    if dossiers and number:
        stated.append(f"kst-{dossiers[0].number}-{number}")
    for candidate in stated:
        key = "".join(candidate.split())
        if _KEY.fullmatch(key):
            return key
    raise NoIdentifierError(
        "geen publicatienummer (zoals kst-36800-B-12) te vinden; haal het bestand met zijn metadata opnieuw op"
    )


def _title(meta: _Metadata, root: etree._Element, body: etree._Element, piece: Any) -> str | None:
    stated = _first(meta, "OVERHEIDop.documenttitel")
    if stated:
        return stated
    if words(piece.get("titel")):
        return readable_title(words(piece["titel"]), _names(piece))
    question = next(body.iter("{*}kamervraagonderwerp", "kamervraagonderwerp"), None)
    if question is not None and words(question):
        return f"Kamervragen over {words(question)}"
    for holder in (root, body):
        parts = children(holder)
        for name in ("kop", "intitule", "titel", "item-titel"):
            found = words(children(parts["kop"]).get("titel")) if name == "kop" and "kop" in parts else words(parts.get(name))
            if found:
                return found
    return _first(meta, "DC.title")


def _names(piece: Any) -> list[str]:
    """Lines that may be names of signatories, as written: short, with a capital, without the end of a sentence."""
    lines = (words(line) for name in ("algemeen",) if name in piece for line in piece[name].iter("{*}al", "al"))
    return [line for line in lines if _NAME.fullmatch(line)]


def _kind(title: str, body: etree._Element, meta: _Metadata) -> str | None:
    lowered = title.lower()
    if "brief" not in lowered[:20] or local(body) != "kamerstuk":
        found = next((kind for word, kind in _KINDS if word in lowered), None)
    else:
        found = "Brief"
    if local(body) == "kamerstuk" and found:
        return found
    return _KINDS_BY_BODY.get(local(body)) or _first(meta, "OVERHEIDop.publicationName") or found


def _line(parts: Any, content: str) -> str:
    """A line of the running head, such as the year of session."""
    for line in parts.get("kamerstukkop", ()):
        if line.get("inhoud") == content:
            return words(line)
    return ""


def _days(piece: Any, meta: _Metadata) -> tuple[date | None, list[str]]:
    """The day of the publication, and the values that claim to be one and are not."""
    stated = [
        element.get("isodatum") for name in ("datumtekst",) if name in piece for element in piece[name].iter("{*}datum", "datum")
    ]
    stated += [_first(meta, "DCTERMS.issued"), _first(meta, "DCTERMS.available")]
    odd: list[str] = []
    for value in stated:
        found = day(value)
        if found:
            return found, odd
        if value:
            odd.append(value)
    return None, odd


def _links(dossiers: list[_Dossier], title: str, printed: str) -> tuple[Link, ...]:
    links = [Link("dossier", Kind.KAMERSTUKDOSSIER, dossier.number) for dossier in dossiers]
    full = _REPLACES.search(title)
    number = _REPLACES_NUMBER.search(printed)
    if full:
        links.append(Link("vervangt", Kind.PUBLICATIE, f"kst-{full.group(1)}"))
    elif number and dossiers:
        links.append(Link("vervangt", Kind.PUBLICATIE, f"kst-{dossiers[0].number}-{number.group(1)}"))
    return tuple(dict.fromkeys(links))


# What it says


class _Collector:
    """Walks a publication in document order and collects its text."""

    def __init__(self, title: str | None) -> None:
        self.body = Body()
        self.signatories: list[str] = []
        self._title = title
        self._notes: list[etree._Element] = []

    def walk(self, element: etree._Element, kind: str = "alinea") -> None:
        name = local(element)
        if name in _SKIPPED or not name:
            return
        if name == "al":
            self._paragraph(element, kind)
        elif name == "dossier":
            self._dossier(element)
        elif name == "stuk":
            self._piece(element)
        elif name in _HEADINGS:
            self._paragraph(element, "kop")
        elif name in _JOINED:
            self._joined(element, "kop" if name in {"kop", "spreker", "dossiernummer"} else kind)
        elif name in _NUMBERED:
            self._numbered(element, "lijst" if name == "li" else "noot" if name == "noot" else kind)
        elif name in {"vraag", "antwoord"}:
            for child in element:
                self._paragraph(child, "kop") if local(child) == "nr" else self.walk(child)
        elif name == "row":
            cells = [self._inline(cell) for cell in element]
            self.body.add(" | ".join(cells) if any(cells) else "", "rij")
            self._flush_notes()
        elif name == "ondertekening":
            self._signature(element)
        elif _is_mixed(element):
            self._paragraph(element, kind)
        else:
            for child in element:
                self.walk(child, kind)

    def sign(self) -> None:
        """Take the names at the end of a motion for what they are: the short lines after its closing words, or, where those
        are missing, the last lines that look like names."""
        passages, text = self.body.passages, self.body.text
        lines = [text[passage.start : passage.end] for passage in passages]
        start = len(lines)
        while start and passages[start - 1].kind == "alinea" and len(lines[start - 1]) <= _LONGEST_NAME:
            if _CLOSING.search(lines[start - 1]):
                break
            start -= 1
        if not start or not _CLOSING.search(lines[start - 1]):
            start = len(lines)
            while start and passages[start - 1].kind == "alinea" and _NAME.fullmatch(lines[start - 1]):
                start -= 1
        for at in range(start, len(lines)):
            passages[at] = replace(passages[at], kind="ondertekening")
            name = lines[at].strip(" .,;\\")
            self.signatories += [name] if name else []

    def _dossier(self, element: etree._Element) -> None:
        parts = children(element)
        printed = ""
        for part in parts.get("dossiernummer", ()):
            printed += (f"-{words(part)}" if local(part) == "raadnr" else f" {words(part)}") if words(part) else ""
        self.body.add(tidy(f"{printed} {words(parts.get('titel'))}"), "kop")

    def _piece(self, element: etree._Element) -> None:
        """A kamerstuk under its dossier. Its printed title, all capitals, gives way to the readable one."""
        titled = False
        for child in element:
            if local(child) == "titel" and self._title and not titled:
                self.body.add(self._title, "kop")
                titled = True
            else:
                self.walk(child)

    def _joined(self, element: etree._Element, kind: str) -> None:
        if _is_mixed(element):
            self._paragraph(element, kind)
            return
        self.body.add(tidy(" ".join(self._inline(child) for child in element)), kind)
        self._flush_notes()

    def _numbered(self, element: etree._Element, kind: str) -> None:
        """A list item, a paragraph of an article, a note: the number goes before its first paragraph."""
        if element.text and element.text.strip():
            self._paragraph(element, kind)
            return
        number = ""
        for child in element:
            name = local(child)
            if name in _NUMBERS or name == "noot.nr":
                number = words(child)
            elif number and (name == "al" or _is_mixed(child)):
                self._paragraph(child, kind, number)
                number = ""
            else:
                self.walk(child, kind)
        self.body.add(number, kind)

    def _signature(self, element: etree._Element) -> None:
        for child in element:
            line = self._inline(child) if _is_mixed(child) else tidy(" ".join(self._inline(part) for part in child))
            self.body.add(line, "ondertekening")
            if local(child) == "naam" and line:
                self.signatories.append(line)
        if not len(element):
            self.body.add(words(element), "ondertekening")

    def _paragraph(self, element: etree._Element, kind: str, number: str = "") -> None:
        """The words of an element as a paragraph; blocks inside it follow as their own, notes come after it."""
        if not len(element):
            self.body.add(tidy(f"{number} {element.text or ''}"), kind)
            return
        run = [number, " ", element.text or ""]
        for child in element:
            if local(child) in _BLOCKS:
                self.body.add(tidy("".join(run)), kind)
                run = []
                self.walk(child, kind)
            else:
                self._collect(child, run)
            run.append(child.tail or "")
        self.body.add(tidy("".join(run)), kind)
        self._flush_notes()

    def _inline(self, element: etree._Element) -> str:
        """An element's words on one line, its notes put aside."""
        run: list[str] = []
        self._collect(element, run)
        return tidy("".join(run))

    def _collect(self, element: etree._Element, run: list[str]) -> None:
        name = local(element)
        if name == "noot":
            self._notes.append(element)
            return
        if name in _SKIPPED:
            return
        apart = " " if name in _BLOCKS or name in _NUMBERS else ""
        run += (apart, element.text or "")
        for child in element:
            self._collect(child, run)
            run.append(child.tail or "")
        run.append(apart)

    def _flush_notes(self) -> None:
        notes, self._notes = self._notes, []
        for note in notes:
            self._numbered(note, "noot")


def _is_mixed(element: etree._Element) -> bool:
    """Whether an element has words of its own, beside or without other elements."""
    if not len(element):
        return True
    return bool(element.text and element.text.strip()) or any(child.tail and child.tail.strip() for child in element)
