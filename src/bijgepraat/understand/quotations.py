# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Direct speech: words between quotation marks that are long enough to be somebody's words and not a term."""

from __future__ import annotations

import re

from bijgepraat.model.claims import Span

_FEWEST_WORDS = 6
_PAIRS = re.compile(
    r"‘([^‘’\n]{20,2000}?)’(?!\w)|“([^“”\n]{20,2000})”|„([^„”\n]{20,2000})”|«([^«»\n]{20,2000})»|\"([^\"\n]{20,2000})\"|(?<!\w)'([^\n]{20,2000}?)'(?!\w)"
)


def find_quotations(text: str) -> list[Span]:
    """Spans of direct speech, without their marks, in order."""
    found = []
    for match in _PAIRS.finditer(text):
        group = next(n for n, words in enumerate(match.groups(), 1) if words is not None)
        if len(match.group(group).split()) >= _FEWEST_WORDS:
            found.append(Span(match.group(group), match.start(group), match.end(group)))
    return found
