# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""A web page's main text as headings, paragraphs, list items and table rows, with what the page says of itself.

Trafilatura finds the main text in pages that do not mark it; where it leaves out much of what a page itself marks as its main
part, that part is taken as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any

import orjson
import trafilatura
from lxml import etree
from lxml import html as lxml_html

from bijgepraat.sources.text import clean, decode, one_line

_DECLARED = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*(iso-8859-15|windows-125[0-8]|iso-8859-[2-9]|koi8-r)", re.IGNORECASE
)
_CONTROLS = re.compile("[\x00-\x08\x0b\x0e-\x1f]")
_FURNITURE = frozenset(
    "script style noscript template nav header footer aside form button select svg iframe dialog object video audio canvas"
    " title".split()
)
_INLINE = frozenset(
    "a abbr b bdi bdo cite code data del dfn em font hi i ins kbd label mark q ref s samp small span strong sub sup time tt u"
    " var wbr".split()
)
_ROW = {"tr", "row"}
_CELL = {"td", "th", "cell"}
_BREAK = "\x00"
"""A line break among the words; the page's own control characters are gone by then."""
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_MOST_ELEMENTS = 20_000
"""Elements of a page that Trafilatura still gets: its time grows with their square, 1.1 s for 20,000 and 3.9 s for 40,000."""
_MADE = (
    "article:published_time",
    "og:published_time",
    "datepublished",
    "dcterms.issued",
    "dcterms.available",
    "dcterms.date",
    "dcterms.created",
    "dc.date",
    "publicationdate",
    "publish-date",
    "date",
)
"""Names under which pages give their day of publication, the surest first."""


@dataclass(frozen=True, slots=True)
class Block:
    """A run of a page's text. `level` is 1–6 for a heading and 0 for all else; `day` is the date of a time element in it."""

    text: str
    level: int = 0
    row: bool = False
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """A page's main text and what it says of itself."""

    blocks: tuple[Block, ...]
    title: str | None
    date: date | None
    canonical: str | None


def page_source(raw: bytes) -> str:
    """The characters of a page, in the encoding that it declares if that is a rare one."""
    declared = _DECLARED.search(raw[:4096])
    if declared:
        try:
            raw.decode("utf-8")
        except UnicodeDecodeError:
            return raw.decode(declared[1].decode("ascii"), errors="replace")
    return decode(raw)


def read_page(source: str, *, trafilatura_too: bool = False) -> Page:
    """A page's blocks in order, its title, date and canonical address. Never raises for what is in the page."""
    root = _parsed(source)
    if root is None:
        return Page((), None, None, None)
    blocks = tuple(_blocks(_main(root)))
    if trafilatura_too and sum(1 for _ in islice(root.iter(), _MOST_ELEMENTS + 1)) <= _MOST_ELEMENTS:
        found = _extracted(source)
        marked = root.find(".//main") is not None or root.find(".//article") is not None
        if _length(found) > (0.5 * _length(blocks) if marked else 0):
            blocks = found
    return Page(blocks, _title(root, blocks), _date(root), _canonical(root))


def _parsed(source: str) -> Any:
    # Bytes in a known encoding, because lxml refuses text that declares one. Libxml2 stops at 256 levels by itself.
    parser = lxml_html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)
    try:
        return lxml_html.document_fromstring(_CONTROLS.sub("", _writable(source)).encode("utf-8"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return None


def _writable(source: str) -> str:
    """`source` with what cannot be written as UTF-8 replaced."""
    return source.encode("utf-8", errors="replace").decode("utf-8") if re.search("[\ud800-\udfff]", source) else source


def _main(root: Any) -> Any:
    """The part that the page marks as its main one, else its body."""
    mains = root.findall(".//main") or root.xpath('.//*[@role="main"]')
    if mains:
        return mains[0]
    articles = root.findall(".//article")
    if len(articles) == 1:
        return articles[0]
    body = root.find("body")
    return root if body is None else body


class _Collector:
    """Gathers words until a block element begins or ends."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.heading = 0
        self.rows = 0
        self.hidden = 0
        self._words: list[str] = []
        self._day: date | None = None

    def say(self, words: str | None) -> None:
        if words and not self.hidden:
            self._words.append(words)

    def dated(self, value: str | None) -> None:
        if value and not self.hidden:
            self._day = self._day or _day(value)

    def cut(self) -> None:
        """End the run of words: what was gathered is a block, or several where two line breaks stand together."""
        for part in re.split(rf"{_BREAK}\s*{_BREAK}", "".join(self._words)):
            text = one_line(part.replace(_BREAK, " "))
            text = text.strip("| ") if self.rows else text
            if text:
                self.blocks.append(Block(text, self.heading, bool(self.rows), self._day))
        self._words, self._day = [], None


def _blocks(top: Any) -> Iterator[Block]:
    """The text below an element, cut at its block elements."""
    collector = _Collector()
    for event, element in etree.iterwalk(top, events=("start", "end")):
        if event == "start":
            _open(collector, element)
            collector.say(element.text)
        else:
            _close(collector, element)
            collector.say(element.tail if element is not top else None)
    collector.cut()
    yield from collector.blocks


def _open(collector: _Collector, element: Any) -> None:
    tag = _tag(element)
    if _is_furniture(tag, element):
        collector.cut()
        collector.hidden += 1
    elif tag in {"br", "lb"}:
        collector.say(_BREAK)
    elif collector.rows and tag not in _ROW:
        # Whatever stands in a row of a table stays on its line; cells are kept apart.
        collector.say(" | " if tag in _CELL else "" if tag in _INLINE else " ")
    elif tag not in _INLINE and not (collector.heading and tag not in _HEADINGS):
        collector.cut()
        collector.heading = _HEADINGS.get(tag, 0)
    collector.rows += tag in _ROW
    if tag == "time":
        collector.dated(element.get("datetime"))


def _close(collector: _Collector, element: Any) -> None:
    tag = _tag(element)
    if _is_furniture(tag, element):
        collector.cut()
        collector.hidden -= 1
    elif tag in _ROW:
        collector.cut()
        collector.rows -= 1
    elif collector.rows or tag in _INLINE or tag in {"br", "lb"}:
        pass
    elif not collector.heading or tag in _HEADINGS:
        collector.cut()
        collector.heading = 0


def _tag(element: Any) -> str:
    """The element's name; Trafilatura's `head rend="h2"` by the name it had on the page."""
    if element.tag == "head":
        rend = str(element.get("rend"))
        return rend if rend in _HEADINGS else "h2"
    return str(element.tag)


def _is_furniture(tag: str, element: Any) -> bool:
    if tag == "header":
        # The header of an article holds its title; that of a page, its menu.
        parent = element.getparent()
        return parent is None or parent.tag not in {"article", "main", "section"}
    return tag in _FURNITURE


def _extracted(source: str) -> tuple[Block, ...]:
    try:
        document = trafilatura.bare_extraction(source, include_comments=False, include_tables=True, with_metadata=False)
    except Exception:  # a parser of other people's pages; without it the page is read as it stands
        return ()
    body = getattr(document, "body", None)
    return tuple(_blocks(body)) if body is not None else ()


def _length(blocks: tuple[Block, ...]) -> int:
    return sum(len(block.text) for block in blocks)


# What the page says of itself.


def _title(root: Any, blocks: tuple[Block, ...]) -> str | None:
    heading = next((block.text for block in blocks if block.level == 1), None)
    if heading is None:
        first = root.find(".//h1")
        heading = one_line("".join(first.itertext())) if first is not None else None
    if heading:
        return heading[:300]
    named = one_line(root.findtext(".//title") or "")
    # "Subject | Name of the site"
    return re.split(r"\s[|–»]\s", named)[0][:300] or None


def _date(root: Any) -> date | None:
    """The day of publication, by the page's own metadata."""
    said: dict[str, str] = {}
    for meta in root.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop")
        if name and meta.get("content"):
            said.setdefault(name.lower(), meta.get("content"))
    for name in _MADE:
        day = _day(said.get(name, ""))
        if day:
            return day
    for script in root.iter("script"):
        if script.get("type") == "application/ld+json":
            day = _day(_published(script.text or ""))
            if day:
                return day
    return next((day for day in (_day(time.get("datetime", "")) for time in _main(root).iter("time")) if day), None)


def _published(text: str) -> str:
    try:
        value = orjson.loads(text)
    except orjson.JSONDecodeError:
        return ""
    graph = value.get("@graph") if isinstance(value, dict) else None
    for item in [value, *(value if isinstance(value, list) else []), *(graph if isinstance(graph, list) else [])]:
        if isinstance(item, dict) and isinstance(item.get("datePublished"), str):
            return str(item["datePublished"])
    return ""


def _day(value: str) -> date | None:
    match = re.match(r"\s*((?:19|20)\d\d)-?(\d\d)-?(\d\d)(?!\d)", value)
    if not match:
        return None
    try:
        return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None


def _canonical(root: Any) -> str | None:
    addresses = [link.get("href") for link in root.iter("link") if (link.get("rel") or "").lower() == "canonical"]
    addresses += [meta.get("content") for meta in root.iter("meta") if meta.get("property") == "og:url"]
    for address in addresses:
        found = clean(address or "").strip()
        if re.fullmatch(r"https?://[^\s<>\"']{4,2000}", found):
            return found
    return None
