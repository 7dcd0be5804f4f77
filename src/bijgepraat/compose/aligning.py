# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Which items of two sequences belong together, within a bounded effort.

What occurs once on both sides is an anchor (patience difference: people find its answers easier to read than the shortest
ones); what lies between anchors is compared exactly where it is small. `difflib` is not used: on repeated lines it needs time
that grows with the cube of their number, and texts come from outside.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass

_SMALL = 40_000
"""Cells of one exact comparison: 200 items against 200, some 10 ms and 2 MB."""
_DEEPEST = 24
"""Anchors within anchors. Real texts need four; only made-up ones need more."""


@dataclass(slots=True)
class Effort:
    """How many cells all exact comparisons of one difference may still have together; two million take about half a second."""

    cells: int = 2_000_000

    def take(self, cells: int) -> bool:
        """Use some of it, if there is enough left."""
        if cells > self.cells:
            return False
        self.cells -= cells
        return True


def align(old: Sequence[Hashable], new: Sequence[Hashable], effort: Effort) -> list[tuple[int, int]]:
    """Places (in old, in new) of items that are equal and stand in the same order on both sides, in that order.

    Equal beginnings and ends are always found; how much of the rest is found depends on what effort is left.
    """
    pairs: list[tuple[int, int]] = []
    todo = [(0, len(old), 0, len(new), 0)]
    while todo:
        top, bottom, left, right, depth = todo.pop()
        while top < bottom and left < right and old[top] == new[left]:
            pairs.append((top, left))
            top, left = top + 1, left + 1
        while top < bottom and left < right and old[bottom - 1] == new[right - 1]:
            bottom, right = bottom - 1, right - 1
            pairs.append((bottom, right))
        if top == bottom or left == right or depth > _DEEPEST:
            continue
        a, b = old[top:bottom], new[left:right]
        common = set(a).intersection(b)
        if not common:
            continue
        cells = len(a) * len(b)
        if cells <= _SMALL and effort.take(cells):
            pairs += ((top + i, left + j) for i, j in _exactly(a, b))
            continue
        anchors = _anchors(a, b, common)
        edges = [(-1, -1), *anchors, (len(a), len(b))]
        pairs += ((top + i, left + j) for i, j in anchors)
        for (i, j), (next_i, next_j) in zip(edges, edges[1:], strict=False):
            todo.append((top + i + 1, top + next_i, left + j + 1, left + next_j, depth + 1))
    return sorted(pairs)


def _exactly(a: Sequence[Hashable], b: Sequence[Hashable]) -> list[tuple[int, int]]:
    """A longest common subsequence."""
    below = [0] * (len(b) + 1)
    rows = [below]
    for item in reversed(a):
        row = [0] * (len(b) + 1)
        for j in range(len(b) - 1, -1, -1):
            if item == b[j]:
                row[j] = below[j + 1] + 1
            else:
                row[j] = row[j + 1] if row[j + 1] >= below[j] else below[j]
        rows.append(row)
        below = row
    rows.reverse()
    pairs = []
    i = j = 0
    while i < len(a) and j < len(b):
        if a[i] == b[j]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif rows[i + 1][j] >= rows[i][j + 1]:
            i += 1
        else:
            j += 1
    return pairs


def _anchors(a: Sequence[Hashable], b: Sequence[Hashable], common: Iterable[Hashable]) -> list[tuple[int, int]]:
    """Items that occur once on both sides; where there is none, the first of each with the first, the second with the second."""
    in_a, in_b = Counter(a), Counter(b)
    once = {item for item in common if in_a[item] == 1 and in_b[item] == 1}
    if once:
        place = {item: j for j, item in enumerate(b) if item in once}
        return rising([(i, place[item]) for i, item in enumerate(a) if item in once])
    places: dict[Hashable, list[int]] = {item: [] for item in common}
    for j, item in enumerate(b):
        if item in places:
            places[item].append(j)
    seen: Counter[Hashable] = Counter()
    candidates = []
    for i, item in enumerate(a):
        if seen[item] < len(places.get(item, ())):
            candidates.append((i, places[item][seen[item]]))
            seen[item] += 1
    return rising(candidates)


def rising(candidates: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest run of pairs in which the second number rises too; the first rises already. O(n log n)."""
    ends: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for n, (_i, j) in enumerate(candidates):
        at = bisect_left(ends, j)
        before.append(last[at - 1] if at else -1)
        if at == len(ends):
            ends.append(j)
            last.append(n)
        else:
            ends[at], last[at] = j, n
    found = []
    n = last[-1] if last else -1
    while n >= 0:
        found.append(candidates[n])
        n = before[n]
    return found[::-1]


def heaviest(candidates: Sequence[tuple[int, int, float]]) -> list[tuple[int, int]]:
    """The run of pairs (with their weight) in which both numbers rise and that weighs most. No number comes twice. O(n log n)."""
    ordered = sorted(candidates)
    rank = {j: n for n, j in enumerate(sorted(j for _i, j, _weight in ordered), 1)}
    # Per node of a Fenwick tree the heaviest run that ends in it, as (weight, number of its last candidate).
    tree: list[tuple[float, int]] = [(0.0, -1)] * (len(ordered) + 1)
    before: list[int] = []
    for n, (_i, j, weight) in enumerate(ordered):
        best = (0.0, -1)
        at = rank[j] - 1
        while at:
            best = max(best, tree[at])
            at -= at & -at
        before.append(best[1])
        run = (best[0] + weight, n)
        at = rank[j]
        while at < len(tree):
            tree[at] = max(tree[at], run)
            at += at & -at
    n = max(tree)[1]
    found = []
    while n >= 0:
        found.append(ordered[n][:2])
        n = before[n]
    return found[::-1]
