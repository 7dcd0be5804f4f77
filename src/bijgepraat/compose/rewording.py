# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Paragraphs that were reworded: which old one became which new one, and which words changed in it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import groupby

from bijgepraat.compose.aligning import Effort, align
from bijgepraat.model.difference_views import Stretch

_TOKEN = re.compile(r"(\w+(?:[.,:/’'-]\w+)*|[^\w\s])(\s?)")
"""A word, number, date or sign, with the space after it. "1.500,50" and "1-10-2025" are one."""
_WORD = re.compile(r"\w+")
_ALIKE = 0.5
"""Share of words in common from which two paragraphs are one that was reworded (Dice, on different words)."""
_ALIKE_ALONE = 0.3
"""The same where there is no other candidate."""
_SMALL = 144
"""Pairs of paragraphs that are all weighed against each other: 12 against 12."""
_RARE = 8
"""Words in more new paragraphs than this say nothing about which one it is."""
_TELLING = 2_000
"""Characters of a paragraph in which such words are looked for."""
_LONGEST = 100_000
"""Characters of two paragraphs of which all words are compared; of longer ones only the beginning and end."""
_FEW_WORDS = 3


def stretches(old: str, new: str, effort: Effort) -> tuple[Stretch, ...]:
    """What stayed, went and came between two wordings, word by word; white counts as one space.

    A few equal words between larger changes are taken along with them: a sentence in shreds is harder to read than a new one.
    """
    old, new = " ".join(old.split()), " ".join(new.split())
    a, b = _TOKEN.findall(old), _TOKEN.findall(new)
    cores_a, cores_b = [core for core, _space in a], [core for core, _space in b]
    pairs = align(cores_a, cores_b, effort) if len(old) + len(new) <= _LONGEST else _ends(cores_a, cores_b)
    runs: list[list[str]] = []  # [equal words, "", ""] or ["", old words, new words]
    i = j = 0
    for next_i, next_j in [*pairs, (len(a), len(b))]:
        _grow(runs, "".join(map("".join, a[i:next_i])), "".join(map("".join, b[j:next_j])))
        if next_i < len(a) and next_j < len(b):
            (core, space_a), (_core, space_b) = a[next_i], b[next_j]
            _keep(runs, core + (space_a if space_a == space_b else ""))
            if space_a != space_b:
                _grow(runs, space_a, space_b)
        i, j = next_i + 1, next_j + 1
    return _finished(_without_shreds(runs))


def _ends(a: Sequence[str], b: Sequence[str]) -> list[tuple[int, int]]:
    """Only the equal beginning and end."""
    shortest = min(len(a), len(b))
    first = next((n for n in range(shortest) if a[n] != b[n]), shortest)
    last = next((n for n in range(shortest - first) if a[-1 - n] != b[-1 - n]), shortest - first)
    return [(n, n) for n in range(first)] + [(len(a) - n, len(b) - n) for n in range(last, 0, -1)]


def _grow(runs: list[list[str]], old: str, new: str) -> None:
    if not old and not new:
        return
    if runs and not runs[-1][0]:
        runs[-1][1] += old
        runs[-1][2] += new
    else:
        runs.append(["", old, new])


def _keep(runs: list[list[str]], words: str) -> None:
    if runs and runs[-1][0]:
        runs[-1][0] += words
    else:
        runs.append([words, "", ""])


def _without_shreds(runs: Sequence[list[str]]) -> list[list[str]]:
    """Changes with a short equal run between them joined, where both are longer than it."""
    out: list[list[str]] = []
    for n, run in enumerate(runs):
        equal = run[0].strip()
        if out and equal and not out[-1][0] and n + 1 < len(runs):
            sides = [max(len(change[1].strip()), len(change[2].strip())) for change in (out[-1], runs[n + 1])]
            wordy = any(" " in side.strip() for change in (out[-1], runs[n + 1]) for side in change[1:])
            if len(equal.split()) <= _FEW_WORDS and len(equal) <= min(sides) and wordy:
                out[-1][1] += run[0]
                out[-1][2] += run[0]
                continue
        if out and not run[0] and not out[-1][0]:
            out[-1][1] += run[1]
            out[-1][2] += run[2]
        else:
            out.append(list(run))
    return out


def _finished(runs: Sequence[list[str]]) -> tuple[Stretch, ...]:
    """Runs as stretches, the white that both sides of a change share put outside it."""
    found: list[Stretch] = []
    for equal, old, new in runs:
        if equal:
            found.append(Stretch("gelijk", equal))
            continue
        before = " " if old[:1] == new[:1] == " " else ""
        old, new = old[len(before) :], new[len(before) :]
        after = " " if old[-1:] == new[-1:] == " " else ""
        old, new = old[: len(old) - len(after)], new[: len(new) - len(after)]
        parts = (Stretch("gelijk", before), Stretch("verwijderd", old), Stretch("toegevoegd", new), Stretch("gelijk", after))
        found += (part for part in parts if part.text)
    return tuple(
        Stretch(sort, "".join(part.text for part in group)) for sort, group in groupby(found, key=lambda part: part.sort)
    )


def reworded(old: Sequence[str], new: Sequence[str], effort: Effort) -> list[tuple[int, int]]:
    """Places (in old, in new) of a few paragraphs that are the same one in other words: the pairs in order with most in common.

    Empty where there are too many to weigh all against each other; `resembling` finds pairs among many.
    """
    if not old or not new or len(old) * len(new) > _SMALL or not effort.take(10 * len(old) * len(new)):
        return []
    return _weighed([_words(text) for text in old], [_words(text) for text in new])


def _likeness(a: frozenset[str], b: frozenset[str]) -> float:
    return 2 * len(a & b) / (len(a) + len(b)) if a or b else 0.0


def _weighed(a: Sequence[frozenset[str]], b: Sequence[frozenset[str]]) -> list[tuple[int, int]]:
    least = _ALIKE_ALONE if len(a) == len(b) == 1 else _ALIKE
    like = [[score if (score := _likeness(x, y)) >= least else 0.0 for y in b] for x in a]
    best = [[0.0] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i in range(len(a) - 1, -1, -1):
        for j in range(len(b) - 1, -1, -1):
            paired = like[i][j] + best[i + 1][j + 1] if like[i][j] else 0.0
            best[i][j] = max(paired, best[i + 1][j], best[i][j + 1])
    found = []
    i = j = 0
    while i < len(a) and j < len(b):
        if like[i][j] and best[i][j] == like[i][j] + best[i + 1][j + 1]:
            found.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return found


def resembling(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int, float]]:
    """Places (in old, in new) of paragraphs that look more like each other than like any other, and how much (0–1).

    Wherever they stand; in time that grows with the length of the texts: only those with rare words in common are compared.
    """
    a, b = [_words(text) for text in old], [_words(text) for text in new]
    where: dict[str, list[int]] = {}
    for j, text in enumerate(new):
        for clue in _clues(text):
            where.setdefault(clue, []).append(j)
    rare = {clue: places for clue, places in where.items() if len(places) <= _RARE}
    chosen: dict[int, tuple[float, int]] = {}
    for i, text in enumerate(old):
        votes = Counter(j for clue in _clues(text) for j in rare.get(clue, ()))
        scored = [(_likeness(a[i], b[j]), j) for j, _votes in votes.most_common(3)]
        score, j = max(scored, key=lambda item: (item[0], -item[1]), default=(0.0, -1))
        if score >= _ALIKE and score > chosen.get(j, (0.0, -1))[0]:
            chosen[j] = (score, i)
    return sorted((i, j, score) for j, (score, i) in chosen.items())


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.lower()))


def _clues(text: str) -> set[str]:
    """Words and pairs of neighbouring words at the beginning: pairs are rare also where all words are common."""
    words = _WORD.findall(text[:_TELLING].lower())
    return {*words, *map(" ".join, zip(words, words[1:], strict=False))}
