# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Writes the parts of the invented agreement as HTML, DOCX and PDF, with nothing but the standard library."""

from __future__ import annotations

import io
import textwrap
import zipfile
from collections.abc import Iterator
from html import escape
from typing import Any

Part = dict[str, Any]
"""`titel`, `ondertitel`, `vooraf` and `hoofdstuk`: a list of `kop` with `tekst`, a paragraph a line."""


def _chapters(part: Part) -> Iterator[tuple[str, list[str]]]:
    for chapter in part["hoofdstuk"]:
        yield chapter["kop"], [line.strip() for line in chapter["tekst"].strip().splitlines()]


# REUSE-IgnoreStart
_OWNERS = """SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
SPDX-License-Identifier: EUPL-1.2"""
# REUSE-IgnoreEnd


def as_html(part: Part) -> bytes:
    """A page as a party site would have it: heading, menu, text, footer."""
    menu = "".join(f'<li><a href="#h{n}">{escape(head)}</a></li>' for n, (head, _) in enumerate(_chapters(part), 1))
    body = "\n".join(
        f'<h2 id="h{n}">{n}. {escape(head)}</h2>\n' + "\n".join(f"<p>{escape(line)}</p>" for line in lines)
        for n, (head, lines) in enumerate(_chapters(part), 1)
    )
    return f"""<!DOCTYPE html>
<!--
{_OWNERS}
-->
<html lang="nl">
<head>
<meta charset="utf-8">
<title>{escape(part["titel"])}</title>
<meta name="date" content="2026-01-31">
</head>
<body>
<header><nav aria-label="Inhoud"><ul>{menu}</ul></nav></header>
<main>
<article>
<h1>{escape(part["titel"])}</h1>
<p>{escape(part["ondertitel"])}</p>
<p><em>{escape(part["vooraf"])}</em></p>
{body}
</article>
</main>
<footer><p>Voorbeeldgegevens van Bijgepraat</p></footer>
</body>
</html>
""".encode()


_TYPES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>'
    '<Override PartName="/word/styles.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/></Types>'
)
_RELATIONS = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" Target="{target}"/></Relationships>'
)
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
"""Declared though unused, as Word does: readers count on it."""


def as_docx(part: Part) -> bytes:
    """A Word file with a title, headings and paragraphs; the same bytes every time."""

    def paragraph(text: str, style: str | None = None) -> str:
        named = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
        return f'<w:p>{named}<w:r><w:t xml:space="preserve">{escape(text, quote=False)}</w:t></w:r></w:p>'

    body = [paragraph(part["titel"], "Title"), paragraph(part["ondertitel"]), paragraph(part["vooraf"])]
    for head, lines in _chapters(part):
        body += [paragraph(head, "Heading1"), *(paragraph(line) for line in lines)]
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/></w:style>'
        for key, name in (("Title", "Title"), ("Heading1", "heading 1"))
    )
    opening = f'<w:document xmlns:w="{_WORD}" xmlns:r="{_LINKS}">'
    members = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _RELATIONS.format(kind="officeDocument", target="word/document.xml"),
        "word/document.xml": f"{head}{opening}<w:body>{''.join(body)}<w:sectPr/></w:body></w:document>",
        "word/styles.xml": f'{head}<w:styles xmlns:w="{_WORD}">{styles}</w:styles>',
        "word/_rels/document.xml.rels": _RELATIONS.format(kind="styles", target="styles.xml"),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            info = zipfile.ZipInfo(name, date_time=(2026, 1, 31, 12, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 0  # otherwise the bytes differ between systems
            archive.writestr(info, text)
    return out.getvalue()


_LINE = 84
"""Characters on a line of the PDF: fits the page in 11 points Helvetica."""


def _pdf_string(text: str) -> bytes:
    raw = text.encode("cp1252")
    return b"(" + raw.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)") + b")"


def as_pdf(part: Part) -> bytes:
    """A PDF of A4 pages, two chapters on each, in the two Helvetica fonts that every reader has."""
    pages: list[list[tuple[str, int, str]]] = [
        [("F2", 16, part["titel"]), ("F1", 11, part["ondertitel"]), ("F1", 11, part["vooraf"]), ("F1", 11, "")]
    ]
    for n, (head, lines) in enumerate(_chapters(part)):
        if n and n % 2 == 0:
            pages.append([])
        pages[-1].append(("F2", 13, head))
        for line in lines:
            pages[-1] += [("F1", 11, piece) for piece in textwrap.wrap(line, _LINE)]
            pages[-1].append(("F1", 11, ""))
    streams = []
    for page in pages:
        y = 790
        commands = [b"BT"]
        for font, size, text in page:
            y -= size + 5
            commands.append(b"/%s %d Tf 1 0 0 1 60 %d Tm " % (font.encode(), size, y) + _pdf_string(text) + b" Tj")
        streams.append(b"\n".join([*commands, b"ET"]))
    count = len(pages)
    kids = b" ".join(b"%d 0 R" % (5 + 2 * n) for n in range(count))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R /Lang (nl-NL) >>",
        b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, count),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>",
    ]
    for n, stream in enumerate(streams):
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> >>" % (6 + 2 * n)
        )
        objects.append(b"<< /Length %d >>\nstream\n" % len(stream) + stream + b"\nendstream")
    objects.append(b"<< /Title %s >>" % _pdf_string(part["titel"]))
    out = bytearray(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
    places = []
    for n, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n" % n + content + b"\nendobj\n"
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R /Info %d 0 R >>\n" % (len(objects) + 1, len(objects))
    out += b"startxref\n%d\n%%%%EOF\n" % table
    return bytes(out)
