# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The stretch of a text that is shown with a search result."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from bijgepraat.store.search_marks import Mark, Marker

_LONG = 240
_LEAD = 40
_READ = 200_000
_LOOKED_AHEAD = 40


def excerpt(
    marker: Marker, text: str, title: str, around: tuple[int, int] | None
) -> tuple[str, tuple[tuple[int, int], ...], Literal["words", "related", "nothing"]]:
    """A stretch of a text on word boundaries, the places in it of words that were found, and how text or title were found.

    The stretch is the one with most of those words; where there is a passage `around` (start and end) whose meaning is near, it
    is sought there first.
    """
    marks = marker.marks(text[:_READ])
    told = marks or marker.marks(title)
    how: Literal["words", "related", "nothing"] = "nothing"
    if told:
        how = "related" if all(mark.how == "related" for mark in told) else "words"
    begin = _begin(marks, around)
    first = begin if around and begin == around[0] else max(0, begin - _LEAD)
    if first and first != begin:
        first = text.find(" ", first) + 1 or first
    last = min(len(text), first + _LONG)
    if last < len(text):
        last = max(text.rfind(" ", first, last), first + 1)
    before = "… " if first else ""
    places = tuple(
        (mark.start - first + len(before), mark.end - first + len(before))
        for mark in marks
        if mark.start >= first and mark.end <= last
    )
    return before + text[first:last].replace("\n", " ") + (" …" if last < len(text) else ""), places, how


def _begin(marks: Sequence[Mark], around: tuple[int, int] | None) -> int:
    """Where the words begin that are to be shown; the beginning of the passage when they are in its first words."""
    if around is None or around[1] <= around[0]:
        return _densest(marks) if marks else 0
    within = [mark for mark in marks if around[0] <= mark.start < around[1]]
    if not within:
        return around[0]
    begin = _densest(within)
    return begin if begin - around[0] > _LEAD else around[0]


def _densest(marks: Sequence[Mark]) -> int:
    """Where the stretch with most marks begins; words as they were asked for weigh more than related ones."""
    best, most = 0, 0.0
    for n, mark in enumerate(marks):
        inside = sum(
            0.2 if other.how == "related" else 1.0
            for other in marks[n : n + _LOOKED_AHEAD]
            if other.start < mark.start + _LONG - _LEAD
        )
        if inside > most:
            best, most = mark.start, inside
    return best
