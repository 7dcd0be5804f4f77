# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""HTML files that are ordinary pages: one text each."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bijgepraat.model.records import Kind, Notice, Record
from bijgepraat.sources.blob import Blob, InputError
from bijgepraat.sources.days import date_from_name, printed_date
from bijgepraat.sources.text import Paragraph, build, read_all, title_from_name, warned
from bijgepraat.sources.webpage import page_source, read_page


def read_html(blob: Blob) -> Iterator[Record | Notice]:
    """One Record of kind Bestand with the page's main text. A page without text is kept with a warning.

    Raises `InputError` for a file that is empty or no HTML.
    """
    source = page_source(read_all(blob, text=True))
    if not re.search(r"<\w[^>]*>", source):
        raise InputError("geen HTML; haal de pagina opnieuw op")
    page = read_page(source, trafilatura_too=True)
    key = blob.address or blob.name
    text, passages = build(
        Paragraph(block.text, "kop" if block.level else "rij" if block.row else "alinea") for block in page.blocks
    )
    if not text:
        yield warned(
            blob, Kind.BESTAND, key, "geen-tekst", "de pagina heeft geen tekst; misschien laadt zij die pas in de browser"
        )
    if "\ufffd" in text:
        yield warned(blob, Kind.BESTAND, key, "tekenset", "een deel van de tekens is onleesbaar; sla de pagina op als UTF-8")
    yield Record(
        kind=Kind.BESTAND,
        key=key,
        source=blob.source,
        title=page.title or title_from_name(blob.name),
        date=page.date or printed_date(block.text for block in page.blocks[:12]) or date_from_name(blob.name),
        fields={"soort": "html"},
        text=text or None,
        passages=passages,
        address=blob.address or page.canonical,
        locator=blob.locator,
    )
