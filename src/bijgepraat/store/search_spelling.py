# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Which word of the index may have been meant. Pure."""

from __future__ import annotations

from collections.abc import Iterable

_RARER = 10
"""So many times more often than what was typed must a word occur to be what was meant."""


def meant(word: str, known: int, others: Iterable[tuple[str, int]]) -> str | None:
    """The likeliest of `others` (word, number of texts) for a word that `known` texts have; None when none is near enough."""
    most = 1 if len(word) < 6 else 2
    best: tuple[float, str] | None = None
    for other, count in others:
        if other == word or count < _RARER * max(known, 1) or abs(len(other) - len(word)) > most or other.isdigit():
            continue
        away = distance(word, other, most)
        if away <= most:
            score = count / 100.0**away
            if best is None or (score, other) > best:
                best = (score, other)
    return best[1] if best else None


def distance(left: str, right: str, most: int) -> int:
    """How many letters must be added, dropped, changed or swapped with the next; `most` + 1 when it is more than that."""
    before: list[int] = []
    row = list(range(len(right) + 1))
    for i, char in enumerate(left, 1):
        following = [i] + [0] * len(right)
        for j, other in enumerate(right, 1):
            cost = min(row[j] + 1, following[j - 1] + 1, row[j - 1] + (char != other))
            if i > 1 and j > 1 and char == right[j - 2] and left[i - 2] == other:
                cost = min(cost, before[j - 2] + 1)
            following[j] = cost
        if min(following) > most:
            return most + 1
        before, row = row, following
    return row[-1]
