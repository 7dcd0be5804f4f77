# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The part of a page that matters: what a selector points at, without cookie banners and what else a description leaves out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from selectolax.lexbor import LexborHTMLParser, LexborNode, SelectolaxError

from bijgepraat.sources.blob import InputError
from bijgepraat.sources.fetched import Body, Fetched
from bijgepraat.sources.services.bombs import refuse_bombs
from bijgepraat.sources.services.options import OptionsError
from bijgepraat.sources.webpage import page_source

_BANNERS = (
    '[class*="cookie" i]',
    '[id*="cookie" i]',
    '[aria-label*="cookie" i]',
    '[role="dialog"]',
    '[role="alertdialog"]',
)
_NEVER_AWAY = frozenset({"html", "head", "body", "main", "article"})
_HEAD = "title, meta[property], meta[name], meta[itemprop], link[rel=canonical], script[type='application/ld+json']"
_HTML = re.compile(rb"<(?:!doctype html|html|head|body|main|article|section|div|p|h[1-6]|ul|table)\b", re.IGNORECASE)


class OtherShapeError(InputError):
    """A page is not built as its description says. The message has an example of what stands there."""

    code = "andere-vorm"


class NoPageError(InputError):
    """What came is no HTML page."""

    code = "geen-html"


def check_selectors(name: str, selectors: Iterable[tuple[str, str | None]]) -> None:
    """Whether each selector (with the key of the YAML it comes from) is one. Raises `OptionsError`."""
    page = LexborHTMLParser("<p></p>")
    for key, selector in selectors:
        if selector is None:
            continue
        try:
            page.css(selector)
        except SelectolaxError as error:
            raise OptionsError(f"bron {name}: options.{key} is geen CSS-selector ({selector[:80]!r}); controleer hem") from error


def is_page(raw: bytes) -> bool:
    """Whether bytes look like an HTML page."""
    return _HTML.search(raw[:65_536].replace(b"\0", b"")) is not None


def parse_page(raw: bytes) -> LexborHTMLParser:
    """A page to select from. Raises `NoPageError`, `TooLargeError` and `TooDeepError`."""
    if not is_page(raw):
        raise NoPageError("geen HTML-pagina; controleer het adres")
    source = page_source(raw)
    refuse_bombs(source.encode("utf-8", "replace"))
    return LexborHTMLParser(source)


def only_part(fetched: Fetched, selector: str | None, away: Sequence[str] = ()) -> Fetched:
    """A fetched page with only its main part; what is no page stays as it is.

    Raises `OtherShapeError` when the selector finds nothing.
    """
    raw = fetched.body.bytes()
    if raw.lstrip()[:5].startswith((b"%PDF-", b"PK\x03\x04", b"<?xml")) or not is_page(raw):
        return fetched
    part = main_part(raw, selector, away).encode("utf-8", "replace")
    headers = {**fetched.headers, "content-type": "text/html; charset=utf-8"}
    return replace(fetched, body=Body(part), size=len(part), headers=headers)


def main_part(raw: bytes, selector: str | None, away: Sequence[str] = ()) -> str:
    """A page of only what `selector` finds, with what the page says of itself; without a selector the page without banners."""
    page = parse_page(raw)
    kept = _around(page.css("main, h1"))
    unwanted = [node for node in page.css(", ".join((*_BANNERS, *away))) if node.tag not in _NEVER_AWAY]
    # Outermost only: what stood in a part that was taken away is no longer there to be looked at.
    for node in outermost([node for node in unwanted if node.mem_id not in kept]):
        node.decompose()
    if selector is None:
        return page.html or ""
    found = outermost(page.css(selector))
    if not found:
        raise OtherShapeError(f"de pagina heeft geen deel {selector!r} meer; {example(page)}")
    head = "".join(node.html or "" for node in outermost((*found, *page.css(_HEAD)))[len(found) :])
    body = "\n".join(node.html or "" for node in found)
    return f"<!doctype html><html><head><meta charset='utf-8'>{head}</head><body><main>{body}</main></body></html>"


def outermost(nodes: Sequence[LexborNode]) -> list[LexborNode]:
    """Nodes that do not stand in another of them, each once, in their order."""
    inside: dict[int, bool] = {}
    """Of each element whether it stands in one of the nodes or is one, so that no way up is gone twice."""
    chosen = {node.mem_id for node in nodes}
    found: dict[int, LexborNode] = {}
    for node in nodes:
        way: list[int] = []
        parent = node.parent
        while parent is not None and parent.mem_id not in inside and parent.mem_id not in chosen:
            way.append(parent.mem_id)
            parent = parent.parent
        within = parent is not None and inside.get(parent.mem_id, True)
        inside.update(dict.fromkeys(way, within))
        if not within:
            found.setdefault(node.mem_id, node)
    return list(found.values())


def _around(nodes: Sequence[LexborNode]) -> set[int]:
    """Everything that some nodes stand in."""
    found: set[int] = set()
    for node in nodes:
        parent = node.parent
        while parent is not None and parent.mem_id not in found:
            found.add(parent.mem_id)
            parent = parent.parent
    return found


def example(page: LexborHTMLParser) -> str:
    """What stands on a page, for people who must mend a selector: its title and the elements that come back most."""
    title = page.css_first("title")
    named: dict[str, int] = {}
    repeated = {node.mem_id: node for node in page.css("body [class], body li, body article")[:5_000]}
    for node in repeated.values():
        names = (node.attributes.get("class") or "").split()
        sort = ".".join((node.tag or "", *names[:1]))
        named[sort] = named.get(sort, 0) + 1
    most = sorted(named.items(), key=lambda each: (-each[1], each[0]))[:3]
    shown = ", ".join(f"{sort} ({number}×)" for sort, number in most) or "geen herhaalde delen"
    words = " ".join((title.text() if title is not None else "").split())[:120] or "zonder titel"
    return f"er staat nu: “{words}”, met {shown[:200]}"
