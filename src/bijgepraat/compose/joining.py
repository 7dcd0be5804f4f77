# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Which items report the same thing: by identity, by equal title, or by nearly equal words."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from bijgepraat.compose.items import Item

_NEAR_DAYS = 3
_ALIKE = 0.6
_WORD = re.compile(r"\w{3,}")
_PAPER = re.compile(r"^(?:gewijzigde |nader gewijzigde )?(?:motie|amendement) van (?:het lid|de leden) ", re.IGNORECASE)
_COMMON = frozenset(
    [
        "het",
        "een",
        "van",
        "voor",
        "met",
        "over",
        "naar",
        "aan",
        "bij",
        "door",
        "uit",
        "den",
        "der",
        "zijn",
        "wordt",
        "worden",
        "naar",
        "dat",
        "die",
        "deze",
        "dit",
    ]
)


def join(items: Sequence[Item]) -> list[list[Item]]:
    """Groups of items about one thing, each in the given order; every item is in exactly one group."""
    parent = list(range(len(items)))

    def top(n: int) -> int:
        while parent[n] != n:
            parent[n] = parent[parent[n]]
            n = parent[n]
        return n

    def unite(a: int, b: int) -> None:
        high, low = sorted((top(a), top(b)))
        parent[low] = high

    seen: dict[str, int] = {}
    titles: dict[tuple[str, object], int] = {}
    for n, item in enumerate(items):
        for identity in sorted(item.identities):
            unite(seen.setdefault(identity, n), n)
        unite(titles.setdefault((title_key(item.title), item.date), n), n)
    _unite_alike(items, unite)
    groups: dict[int, list[Item]] = {}
    for n, item in enumerate(items):
        groups.setdefault(top(n), []).append(item)
    return list(groups.values())


def title_key(title: str) -> str:
    """A title without case, punctuation and spacing, to see that two are the same."""
    return " ".join(re.findall(r"\w+", title.lower()))


def _unite_alike(items: Sequence[Item], unite: Callable[[int, int], None]) -> None:
    """Unite news of different sources whose titles say nearly the same within a few days.

    Papers of parliament are left out: motions of one debate have titles that differ in one word and mean the opposite.
    """
    news = [(n, item, _content_words(item.title)) for n, item in enumerate(items) if item.sort is None]
    for place, (n, item, words) in enumerate(news):
        for m, other, others in news[place + 1 :]:
            if item.source == other.source or len(words) < 3 or len(others) < 3:
                continue
            if item.date and other.date and abs((item.date - other.date).days) > _NEAR_DAYS:
                continue
            if len(words & others) / len(words | others) >= _ALIKE:
                unite(n, m)


def _content_words(title: str) -> frozenset[str]:
    return frozenset(word for word in _WORD.findall(_PAPER.sub("", title).lower()) if word not in _COMMON)
