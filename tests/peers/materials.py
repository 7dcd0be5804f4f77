# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Small real files: a PDF with text, a debate transcript, an official publication, a web page, an image."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Sequence
from xml.sax.saxutils import escape


def _chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


PNG = (
    b"\x89PNG\r\n\x1a\n"
    + _chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    + _chunk(b"IDAT", zlib.compress(b"\0\x80"))
    + _chunk(b"IEND", b"")
)
"""One grey pixel."""


def pdf(title: str, sentences: Sequence[str]) -> bytes:
    """A PDF of one page, with its text in Latin-1 (WinAnsi)."""
    lines = [title.strip(), "", *sentences]
    shown = b"".join(b"(%s) Tj T*\n" % _pdf_text(line) for line in lines)
    content = b"BT /F1 11 Tf 14 TL 56 780 Td\n" + shown + b"ET"
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 4 0 R >> >> /Contents 5 0 R >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
    )
    out = bytearray(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)


def _pdf_text(line: str) -> bytes:
    raw = line.encode("cp1252", "replace")
    return raw.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")


def transcript(key: str, day: str, title: str, speaker: str, party: str, sentences: Sequence[str]) -> bytes:
    """A VLOS transcript with one speech: UTF-8 with a byte order mark, as the Kamer sends it. `day` as 2026-11-18."""
    said = "".join(f"<alinea><alineaitem>{escape(sentence)}</alineaitem></alinea>" for sentence in sentences)
    person = (
        f'<spreker soort="Tweede Kamerlid" objectid="{key[:-2]}aa"><fractie>{escape(party)}</fractie><aanhef>De heer</aanhef>'
        f"<verslagnaam>{escape(speaker)}</verslagnaam><weergavenaam>{escape(speaker)}</weergavenaam>"
        f"<achternaam>{escape(speaker)}</achternaam><functie>lid Tweede Kamer</functie></spreker>"
    )
    times = f"<markeertijdbegin>{day}T14:01:00</markeertijdbegin><markeertijdeind>{day}T14:05:00</markeertijdeind>"  # one speech
    text = (
        '<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n'
        f'<vlosCoreDocument MessageID="{key}" Source="VLOS2.0" MessageType="vlos2document" Timestamp="{day}T23:40:56.9230009+01:00"'
        ' soort="Tussenpublicatie" status="Ongecorrigeerd" technischeaanpassing="false" publiceren="Ja" versie="1.3"'
        ' xmlns="http://www.tweedekamer.nl/ggm/vergaderverslag/v1.0">'
        f'<vergadering soort="Plenair" objectid="{key}" kamer="Tweede Kamer"><titel>{escape(title)}</titel>'
        "<zaal>Plenaire zaal</zaal><vergaderjaar>2026-2027</vergaderjaar><vergaderingnummer>20</vergaderingnummer>"
        f"<datum>{day}T00:00:00</datum><aanvangstijd>{day}T14:00:00</aanvangstijd><sluiting>0001-01-01T00:00:00</sluiting>"
        f'<activiteit soort="Plenair debat" objectid="{key[:-2]}bb"><titel>{escape(title)}</titel>'
        f"<onderwerp>{escape(title)}</onderwerp><parlisid/><aanvangstijd>{day}T14:00:00</aanvangstijd>"
        f"<eindtijd>{day}T16:30:00</eindtijd><voortzetting>false</voortzetting>"
        f'<activiteithoofd soort="Termijn" objectid="{key[:-2]}cc"><titel>Eerste termijn</titel><onderwerp/>{times}'
        f'<activiteitdeel soort="Spreekbeurt" objectid="{key[:-2]}dd">{person}<titel>Spreekbeurt</titel>{times}'
        f'<activiteititem soort="Woordvoerder" objectid="{key[:-2]}ee"><titel>Spreekbeurt</titel>{times}'
        f'<woordvoerder objectid="{key[:-2]}ff">{person}{times}<isvoorzitter>false</isvoorzitter><isdraad>true</isdraad>'
        f"<tekst>{said}</tekst></woordvoerder></activiteititem></activiteitdeel></activiteithoofd></activiteit>"
        "</vergadering></vlosCoreDocument>"
    )
    return b"\xef\xbb\xbf" + text.encode()


def kamerstuk(
    identifier: str, dossier: str, number: str, title: str, day: str, available: str, dossier_title: str, text: Sequence[str]
) -> bytes:
    """The XML of an official publication (a kamerstuk)."""
    meta = "".join(
        f'<meta name="{name}" scheme="" content="{escape(value, {chr(34): "&quot;"})}"/>'
        for name, value in (
            ("DC.identifier", identifier),
            ("DC.type", "Kamerstuk"),
            ("OVERHEIDop.dossiernummer", dossier),
            ("OVERHEIDop.ondernummer", number),
            ("OVERHEIDop.vergaderjaar", "2026-2027"),
            ("DCTERMS.issued", day),
            ("DCTERMS.available", available),
        )
    )
    body = "".join(f"<al>{escape(sentence)}</al>" for sentence in text)
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<officiele-publicatie><metadata>{meta}</metadata><kamerstuk><kamerstukkop>'
        '<tekstregel inhoud="vergaderjaar">Vergaderjaar 2026-2027</tekstregel><tekstregel inhoud="kamernummer">2</tekstregel>'
        f"</kamerstukkop><dossier><dossiernummer><dossiernr>{dossier[:2]} {dossier[2:]}</dossiernr></dossiernummer>"
        f"<titel>{escape(dossier_title)}</titel></dossier><stuk><stuknr>Nr. <ondernummer>{number}</ondernummer></stuknr>"
        f'<titel>{escape(title)}</titel><datumtekst>Ontvangen <datum isodatum="{day}">{day}</datum></datumtekst>'
        f'<algemeen><vrije-tekst><tekst status="goed">{body}</tekst></vrije-tekst></algemeen></stuk></kamerstuk>'
        "</officiele-publicatie>"
    ).encode()


def web_page(title: str, sentences: Sequence[str], day: str) -> bytes:
    """An article as a web page."""
    body = "".join(f"<p>{escape(sentence)}</p>" for sentence in sentences)
    return (
        f'<!DOCTYPE html>\n<html lang="nl"><head><meta charset="utf-8"><title>{escape(title)}</title></head><body><nav><a href="/">'
        f'Naar het begin</a></nav><main><article><h1>{escape(title)}</h1><time datetime="{day}">{day}</time>{body}</article></main>'
        "<footer>Een voorbeeld</footer></body></html>"
    ).encode()
