# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The numbers of the paragraphs of a file that has none of its own, as somebody who counts them with the file in hand has them.

A heading is no paragraph by itself when plain text stands under it: the two count as one. A heading above a list, a chapter or
another heading counts by itself, and so does every item of a list. A title on a cover counts together with its subtitle.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

_HEADING, _PLAIN = "kop", "alinea"
_LONGEST_HEADING = 80
_ENDS = re.compile(r"[.!?:;,]\W{0,3}$")


def paragraph_numbers(text: str, passages: Sequence[Any]) -> list[int]:
    """For each passage (start, end, kind, page, anchor) its number: its own where it has one, else counted from 1."""
    numbers: list[int] = []
    counted = 0
    for place, one in enumerate(passages):
        if one.anchor and one.anchor.isascii() and one.anchor.isdigit():
            numbers.append(int(one.anchor))
            continue
        if not place or one.page is None or not _under(text, passages[place - 1], one, cover=place == 1):
            counted += 1
        numbers.append(counted)
    return numbers


def _under(text: str, above: Any, one: Any, *, cover: bool) -> bool:
    """Whether a passage stands under a heading and counts together with it."""
    if above.page != one.page:
        return False
    if cover and above.kind == one.kind == _HEADING:
        return bool(one.page == 1)
    return bool(one.kind == _PLAIN) and _heads(text, above) and not _heads(text, one)


def _heads(text: str, one: Any) -> bool:
    if one.kind == _HEADING:
        return True
    words = text[one.start : one.end]
    return bool(one.kind == _PLAIN and len(words) <= _LONGEST_HEADING and not _ENDS.search(words) and not words[:1].isdigit())
