# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""HTML that is small and takes minutes to read: refused by looking at its characters, before any parser sees it."""

from __future__ import annotations

import re

from bijgepraat.sources.blob import TooLargeError
from bijgepraat.sources.xml import TooDeepError

_MOST_BYTES = 32 * 1024**2
_MOST_TAGS = 1_000_000
_DEEPEST = 5_000
"""Elements open at a time; the parser's time grows with their square (0.05 s for 5,000, 3 s for 40,000)."""
_TAG = re.compile(rb"<(/?)([a-zA-Z][a-zA-Z0-9:-]{0,40})")
_NEVER_NESTED = frozenset(
    b"area base br col embed hr img input link meta param source track wbr p li dt dd tr td th option html head body".split()
)
"""Without content, or closed by the next of their kind; the latter often have no closing tag."""
_MOST_ATTRIBUTES = 1_000
"""Of one element; the parser's time grows with their square (100 s for 200,000)."""
_ATTRIBUTE = (
    rb"[\s/]*+(?:=[^\s/>=]*+|[^\s/>=]++)"  # a name as HTML itself takes it, and its value
    rb"(?:\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s>\"'][^\s>]*+)?+)?+"
)
_ATTRIBUTES = re.compile(rb"<[a-zA-Z][^\s/>]*+(?:%s){0,%d}+(%s)?+" % (_ATTRIBUTE, _MOST_ATTRIBUTES, _ATTRIBUTE))
_OPAQUE = re.compile(rb"<(?:(!--)|(script|style)(?=[\s/>]))", re.IGNORECASE)


def refuse_bombs(raw: bytes) -> None:
    """Raises `TooLargeError` for more bytes, elements or attributes, and `TooDeepError` for deeper nesting, than is sane."""
    if len(raw) > _MOST_BYTES or raw.count(b"<") > _MOST_TAGS:
        raise TooLargeError("de pagina is te groot om te lezen; controleer het adres")
    markup = _without_scripts(raw)
    if any(match[1] is not None for match in _ATTRIBUTES.finditer(markup)):
        raise TooLargeError(f"een element met meer dan {_MOST_ATTRIBUTES} kenmerken; controleer het adres")
    if _may_be_deep(markup):
        raise TooDeepError(f"meer dan {_DEEPEST} elementen diep genest; controleer het adres")


def _without_scripts(raw: bytes) -> bytes:
    """A page without scripts, styles and comments, in which `<` and quotes mean something else."""
    lower = raw.lower()
    parts: list[bytes] = []
    at = 0
    while match := _OPAQUE.search(raw, at):
        parts.append(raw[at : match.start()])
        close = b"-->" if match[1] else b"</" + match[2].lower()
        at = lower.find(close, match.start())
        if at == -1:
            return b"".join(parts)
        at += len(close)
    return b"".join((*parts, raw[at:]))


def _may_be_deep(markup: bytes) -> bool:
    """Whether more elements may be open at a time than is sane: those that begin more often than they end."""
    still: dict[bytes, int] = {}
    depth = 0
    for match in _TAG.finditer(markup):
        name = match[2].lower()
        if name in _NEVER_NESTED:
            continue
        number = still.get(name, 0)
        if not match[1]:
            still[name] = number + 1
            depth += 1
            if depth > _DEEPEST:
                return True
        elif number:
            still[name] = number - 1
            depth -= 1
    return False
