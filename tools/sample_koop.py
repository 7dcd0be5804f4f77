# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Writes a motion or letter as an official publication: the kamerstuk XML of the publisher, body and metadata."""

from __future__ import annotations

import re
from datetime import timedelta
from xml.sax.saxutils import escape, quoteattr

from sample_content import Paper, in_words, session_year

SCHEMA = (
    "http://technische-documentatie.oep.overheid.nl/repository/schemas/op-consolidated/"
    "op-consolidated_2014-05-15/xsd/op-xsd-2014-05-15.xsd"
)
_REFERENCE = re.compile(r"(?<=Kamerstuk )(99) (\d{3})(?: ([A-Z]))?, nr\. (\d+)")


def _inline(text: str) -> str:
    """Escape a paragraph; references to other papers become links, as the publisher makes them."""

    def link(match: re.Match[str]) -> str:
        number = match[1] + match[2] + (f"-{match[3]}" if match[3] else "")
        return f'<extref doc="kst-{number}-{match[4]}" soort="document" status="actief">{match[0]}</extref>'

    return _REFERENCE.sub(link, escape(text))


def _metadata(paper: Paper) -> list[str]:
    """The full set of fields for letters and half of the motions; the others only name the record that holds it."""
    if paper.is_motion and paper.number % 2:
        where = f"https://zoek.officielebekendmakingen.nl/{paper.key}/metadata.xml"
        return [f'<meta name="OVERHEIDop.externMetadataRecord" scheme="" content="{where}"/>']
    kind = "Motie" if paper.is_motion else "Brief"
    title = f"Motie {paper.by_line} over {paper.about}" if paper.is_motion else f"Brief regering; {paper.about}"
    fields = [
        ("DC.identifier", "OVERHEIDop.ParlID", paper.key),
        ("OVERHEIDop.ondernummer", None, str(paper.number)),
        ("DCTERMS.available", "DCTERMS.W3CDTF", (paper.day + timedelta(days=1)).isoformat()),
        ("DC.type", "OVERHEIDop.KamerstukTypen", kind),
        ("OVERHEIDop.dossiernummer", None, paper.dossier.code),
        ("OVERHEIDop.documenttitel", "", title),
        *(("OVERHEIDop.indiener", "", person.signature) for person in paper.authors),
        ("OVERHEIDop.dossiertitel", "", paper.dossier.title),
        ("OVERHEIDop.vergaderjaar", "", session_year(paper.day)),
        ("DC.creator", "OVERHEID.StatenGeneraal", "Tweede Kamer der Staten-Generaal"),
        ("DC.type", "OVERHEIDop.Parlementair", "Kamerstuk"),
        ("DCTERMS.issued", "DCTERMS.W3CDTF", paper.day.isoformat()),
        ("DC.title", "", f"{paper.dossier.title}; {kind}; {title}"),
        ("DCTERMS.language", "DCTERMS.RFC4646", "nl"),
        ("DC.type", "OVERHEID.Informatietype", "officiële publicatie"),
        ("OVERHEIDop.publicationName", "", "Kamerstuk"),
        ("OVERHEID.organisationType", "OVERHEID.Organisatietype", "staten generaal"),
        ("OVERHEID.category", "OVERHEID.TaxonomieBeleidsagenda", paper.dossier.category),
    ]
    return [
        f"<meta name={quoteattr(name)}"
        + ("" if scheme is None else f" scheme={quoteattr(scheme)}")
        + f" content={quoteattr(value)}/>"
        for name, scheme, value in fields
    ]


def _table(rows: list[str]) -> list[str]:
    cells = [[cell.strip() for cell in row.strip("| ").split("|")] for row in rows]
    out = ["<table>", f'<tgroup cols="{len(cells[0])}">']
    for part, content in (("thead", cells[:1]), ("tbody", cells[1:])):
        out.append(f"<{part}>")
        for row in content:
            out += ["<row>", *(f"<entry><al>{_inline(cell)}</al></entry>" for cell in row), "</row>"]
        out.append(f"</{part}>")
    return [*out, "</tgroup>", "</table>"]


def _paragraphs(lines: tuple[str, ...]) -> list[str]:
    """Turn the sample's small markup into the publisher's elements; rows of a table and points of a list go together."""
    out: list[str] = []
    rows: list[str] = []
    for line in (*lines, ""):
        if line.startswith("|"):
            rows.append(line)
            continue
        if rows:
            out += _table(rows)
            rows = []
        if line.startswith("# "):
            out.append(f"<tussenkop>{_inline(line[2:])}</tussenkop>")
        elif line:
            out.append(f"<al>{_inline(line)}</al>")
    return out


def _body(paper: Paper) -> list[str]:
    names = [person.full_last for person in paper.authors]
    if paper.is_motion:
        signed = [f"<al>{escape(name)}</al>" for name in names]
        if len(signed) > 1:
            signed = ["<al-groep>", *signed, "</al-groep>"]
        opening = ["<al>De Kamer,</al>", "<al>gehoord de beraadslaging,</al>"]
        if paper.lines[0].startswith("gehoord het"):
            opening = opening[:1]
        return [*opening, *_paragraphs(paper.lines), "<al>en gaat over tot de orde van de dag.</al>", *signed]
    author = paper.authors[0]
    office = author.office[:1].upper() + author.office[1:]
    return [
        "<al>Aan de Voorzitter van de Tweede Kamer der Staten-Generaal</al>",
        f"<al>Den Haag, {in_words(paper.day)}</al>",
        *_paragraphs(paper.lines),
        "<al-groep>",
        f"<al>De {escape(office[:1].lower() + office[1:])},</al>",
        f"<al>{escape(author.signature)}</al>",
        "</al-groep>",
    ]


def _title(paper: Paper) -> str:
    names = [person.full_last.upper() for person in paper.authors]
    if not paper.is_motion:
        return f"BRIEF VAN DE {paper.authors[0].office.upper()}"
    if len(names) == 1:
        return f"MOTIE VAN HET LID {names[0]}"
    return f"MOTIE VAN DE LEDEN {names[0]} EN {names[1]}" if len(names) == 2 else f"MOTIE VAN HET LID {names[0]} C.S."


def publication(paper: Paper) -> bytes:
    """The publication as UTF-8 XML, indented as the publisher delivers it."""
    chapter = f"<begrotingshoofdstuk>{paper.dossier.addition}</begrotingshoofdstuk>" if paper.dossier.addition else ""
    verb = "Voorgesteld" if paper.is_motion else "Ontvangen"
    moment = f'<datum isodatum="{paper.day.isoformat()}">{in_words(paper.day)}</datum>'
    flat = [
        "<metadata>",
        *_metadata(paper),
        "</metadata>",
        "<kamerstuk>",
        "<kamerstukkop>",
        f'<tekstregel inhoud="vergaderjaar">Vergaderjaar {session_year(paper.day)}</tekstregel>',
        '<tekstregel inhoud="kameraanduiding">Tweede Kamer der Staten-Generaal</tekstregel>',
        '<tekstregel inhoud="kamernummer">2</tekstregel>',
        '<tekstregel inhoud="documenttype">Kamerstukken</tekstregel>',
        "</kamerstukkop>",
        "<dossier>",
        "<dossiernummer>",
        f"<dossiernr>{paper.dossier.spaced}</dossiernr>",
        *([chapter] if chapter else []),
        "</dossiernummer>",
        f"<titel>{escape(paper.dossier.title)}</titel>",
        "</dossier>",
        "<stuk>",
        f'<stuknr>Nr. <ondernummer kamer="2">{paper.number}</ondernummer></stuknr>',
        f"<titel>{escape(_title(paper))}</titel>",
        f"<datumtekst>{verb} {moment}</datumtekst>",
        "<algemeen>",
        "<vrije-tekst>",
        '<tekst status="goed">',
        *_body(paper),
        "</tekst>",
        "</vrije-tekst>",
        "</algemeen>",
        "</stuk>",
        "</kamerstuk>",
    ]
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        "<!-- Voorbeeldgegevens van Bijgepraat: dit stuk is verzonnen. -->",
        f'<officiele-publicatie xsi:noNamespaceSchemaLocation="{SCHEMA}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">',
    ]
    depth = 1
    for line in flat:
        if line.startswith("</"):
            depth -= 1
        lines.append("  " * depth + line)
        if line.startswith("<") and not line.startswith("</") and "</" not in line and not line.endswith("/>"):
            depth += 1
    return "\n".join([*lines, "</officiele-publicatie>", ""]).encode("utf-8")
