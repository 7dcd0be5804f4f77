# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""By what a web page can be recognised in other sources: the files it links to, and the numbers that stand on it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from urllib.parse import urljoin, urlsplit

from lxml import etree
from lxml import html as lxml_html

from bijgepraat.sources.webpage import page_source

_MOST = 50
_LONGEST = 2_000
_FILE = re.compile(r"\.(?:pdf|docx?|odt)$", re.IGNORECASE)
_DISCLOSED = re.compile(r"/documenten/[\w.-]+(?:/file)?/?")
_DISCLOSING = "open.overheid.nl"
_NUMBERS = re.compile(
    r"(?<![\w-])(?:"
    r"20\d{2}[DZ]\d{5}"  # documents and cases of the Tweede Kamer
    r"|(?:kst|blg|ah-tk|ah-ek|kv-tk|h-tk|h-ek|stb|stcrt|trb|nds)-\d[0-9A-Za-z]{0,15}(?:-[0-9A-Za-z]{1,15}){0,4}"
    r"|20\d{2}-\d{10}"  # references of ministries: Kenmerk 2026-0000123456
    r")(?!-?\w)",
    re.ASCII,
)


def files_of(raw: bytes, address: str, hosts: Iterable[str]) -> list[str]:
    """Absolute addresses of the documents that a page links to on its own site, on one of `hosts`, or on open.overheid.nl."""
    ours = {_bare(urlsplit(address).hostname), *hosts} - {""}
    found: list[str] = []
    for link in _links(raw, address):
        parts = urlsplit(link)
        host = _bare(parts.hostname)
        disclosed = host == _DISCLOSING and _DISCLOSED.fullmatch(parts.path)
        own = host == _DISCLOSING or any(host == one or host.endswith("." + one) for one in ours)
        if disclosed or (own and _FILE.search(parts.path)):
            found.append(link)
    return list(dict.fromkeys(found))[:_MOST]


def numbers_of(raw: bytes, address: str, text: str) -> list[str]:
    """Numbers that name a document, in a page's text and in the addresses it links to; in order and each once."""
    places = [text, *_links(raw, address)]
    return list(dict.fromkeys(number for place in places for number in _NUMBERS.findall(place)))[:_MOST]


def _links(raw: bytes, address: str) -> Iterator[str]:
    parser = lxml_html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)
    source = page_source(raw).replace("\x00", "").encode("utf-8", "replace")
    try:
        root = lxml_html.document_fromstring(source, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return
    for element in root.iter("a"):
        link = (element.get("href") or "").strip()
        if not link or len(link) > _LONGEST:
            continue
        try:
            whole = urljoin(address, link).partition("#")[0]
            parts = urlsplit(whole)
        except ValueError:
            continue
        if parts.scheme in {"http", "https"} and parts.hostname and "@" not in parts.netloc:
            yield whole


def _bare(host: str | None) -> str:
    return (host or "").lower().removeprefix("www.")
