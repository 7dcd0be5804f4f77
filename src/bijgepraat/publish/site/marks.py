# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Marking spans in a text. Findings nest and overlap, HTML elements cannot: the text is cut at every edge.

Each piece between two edges is one `mark` with a class for every finding that covers it; the first piece of a finding carries
its identifier. What is between the tags, put together, is the text to the letter.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from markupsafe import Markup

from bijgepraat.model.views import Finding
from bijgepraat.publish.site.words import FINDINGS, meaning

QUOTE = "citaat"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text without an edge in it. `covering` are numbers of spans, `opening` those that begin here."""

    start: int
    end: int
    covering: tuple[int, ...]
    opening: tuple[int, ...]


def pieces(start: int, end: int, spans: Sequence[tuple[int, int]]) -> Iterator[Piece]:
    """Cut the interval from `start` to `end` at the edges of spans (first, last), which may nest, overlap and stick out.

    A span that began before `start` opens nothing; an empty or inverted one is left out.
    """
    edges = {start, end}
    inside = []
    for n, (first, last) in enumerate(spans):
        if first < last and first < end and last > start:
            inside.append((max(first, start), min(last, end), n, first >= start))
            edges.update((max(first, start), min(last, end)))
    inside.sort()
    cuts = sorted(edges)
    active: list[tuple[int, int]] = []
    following = 0
    for left, right in zip(cuts, cuts[1:], strict=False):
        active = [(last, n) for last, n in active if last > left]
        opening = []
        while following < len(inside) and inside[following][0] == left:
            _first, last, n, opens = inside[following]
            active.append((last, n))
            if opens:
                opening.append(n)
            following += 1
        yield Piece(left, right, tuple(sorted(n for _last, n in active)), tuple(opening))


def marked(text: str, offset: int, findings: Sequence[Finding], quoted: tuple[int, int] | None = None) -> Markup:
    """A text that begins at `offset` as HTML, with what was found in it, and the words that a reader was sent to, marked.

    Findings may reach beyond the text on both sides.
    """
    end = offset + len(text)
    spans = [(finding.span.start, finding.span.end) for finding in findings]
    if quoted:
        spans.append(quoted)
    out = []
    for piece in pieces(offset, end, spans):
        words = escape(text[piece.start - offset : piece.end - offset], quote=False)
        if not piece.covering:
            out.append(words)
            continue
        out.append(_mark(words, piece, findings))
    return Markup("".join(out))  # noqa: S704 - every piece is escaped above


def _mark(words: str, piece: Piece, findings: Sequence[Finding]) -> str:
    classes, titles, page = [], [], None
    for n in piece.covering:
        if n == len(findings):
            classes.append(QUOTE)
            continue
        finding = findings[n]
        classes.append(finding.type)
        said = meaning(finding.span)
        titles.append(f"{FINDINGS[finding.type][0]}: {said}" if said else FINDINGS[finding.type][0])
        page = page or finding.page
    names = " ".join(dict.fromkeys(classes))
    title = escape(" · ".join(dict.fromkeys(titles)), quote=True)
    # An element has one identifier; further findings that begin at the same place get an empty span in front.
    idents = [QUOTE if n == len(findings) else ident(findings[n]) for n in piece.opening]
    before = "".join(f'<span id="{name}"></span>' for name in idents[1:])
    own = f' id="{idents[0]}"' if idents else ""
    hint = f' title="{title}"' if title else ""
    body = f'<mark class="{names}"{own}{hint}>{words}</mark>'
    return before + (f'<a href="{escape(page, quote=True)}">{body}</a>' if page else body)


def ident(finding: Finding) -> str:
    """The identifier of a finding in its page: its type and place, so that it stays the same when others come and go."""
    return f"{finding.type}-{finding.span.start}-{finding.span.end}"


def highlighted(text: str, spans: Sequence[tuple[int, int]]) -> Markup:
    """A snippet with the words that matched in plain `mark`s."""
    out = []
    for piece in pieces(0, len(text), spans):
        words = escape(text[piece.start : piece.end], quote=False)
        out.append(f"<mark>{words}</mark>" if piece.covering else words)
    return Markup("".join(out))  # noqa: S704 - every piece is escaped above
