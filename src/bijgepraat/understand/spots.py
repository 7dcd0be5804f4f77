# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Searching a text only where it can hold something: around the places of a few plain words.

Finding a plain word costs a fraction of trying a pattern at every character, and most texts have few of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

Window = tuple[int, int]
"""Start and end in a text."""


def windows_around(text: str, words: Iterable[str], reach: int) -> list[Window]:
    """The stretches of a text that lie within `reach` characters of one of the words, in order and apart.

    However often the words stand there, there are never more windows than the length of the text divided by `reach`, a word.
    """
    found: list[Window] = []
    for word in words:
        at = text.find(word)
        while at >= 0:
            start = end = at
            while 0 <= at <= end + reach:
                end = at + len(word)
                at = text.find(word, end)
            found.append((max(0, start - reach), end + reach))
    found.sort()
    joined: list[Window] = []
    for start, end in found:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return joined


def find_in(pattern: re.Pattern[str], text: str, windows: Sequence[Window]) -> Iterator[re.Match[str]]:
    """As `pattern.finditer(text)`, when each match has one of the words in it and is, with what it looks ahead at, shorter than
    the reach of the windows. What stands before a window is seen by the pattern, what follows it is not.
    """
    for start, end in windows:
        yield from pattern.finditer(text, start, end)
