# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Amounts, dates and names that changed between two versions: what readers look for first."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass

from bijgepraat.compose.differences import new_words, old_words
from bijgepraat.model.claims import Amount, Moment, Name, Span
from bijgepraat.model.difference_views import DifferenceBlock, Stretch, ValueChange, ValueType

Read = Callable[[str], Sequence[Span]]
"""What finds amounts, moments and names in a run of text."""

_MOST_READ = 400_000
"""Characters of changed paragraphs that are searched; some seconds' work."""
_TYPES: tuple[tuple[type[Span], ValueType], ...] = ((Amount, "bedrag"), (Moment, "datum"), (Name, "naam"))
_ORDER: dict[ValueType, int] = {"bedrag": 0, "datum": 1, "naam": 2}


@dataclass(frozen=True, slots=True)
class _Value:
    type: ValueType
    meaning: Hashable
    words: str
    change: int | None
    """Which change of its paragraph it stands in; None when its own words did not change."""


def changed_values(blocks: Sequence[DifferenceBlock], read: Read) -> tuple[tuple[ValueChange, ...], bool]:
    """The values that came, went, or stand where another one stood: amounts first, then dates, then names; in order of the text.

    Names only count in reworded paragraphs. The same value in other words ("€ 5 mln", "5 miljoen euro") is no change, nor is
    one that only went to another paragraph. Also says whether all changed paragraphs were read.
    """
    found: list[ValueChange] = []
    gone: list[tuple[_Value, int]] = []
    come: list[tuple[_Value, int]] = []
    left = _MOST_READ
    for n, block in enumerate(blocks):
        if block.sort == "gelijk" or block.other is not None:
            continue
        parts = block.stretches or _whole(block)
        before, after = old_words(parts), new_words(parts)
        left -= len(before) + len(after)
        if left < 0:
            break
        names = block.sort == "gewijzigd"
        lost, gained = _only_one_side(
            _values(before, parts, read, names, old=True), _values(after, parts, read, names, old=False)
        )
        for old, new in _in_each_others_place(lost, gained):
            found.append(ValueChange(old.type, old.words, new.words, n))
            lost.remove(old)
            gained.remove(new)
        gone += ((value, n) for value in lost)
        come += ((value, n) for value in gained)
    elsewhere = Counter((value.type, value.meaning) for value, _n in come) & Counter(
        (value.type, value.meaning) for value, _n in gone
    )
    for values, went in ((gone, True), (come, False)):
        staying = Counter(elsewhere)
        for value, n in values:
            if staying[value.type, value.meaning]:
                staying[value.type, value.meaning] -= 1
                continue
            found.append(ValueChange(value.type, value.words if went else None, None if went else value.words, n))
    return tuple(sorted(found, key=lambda item: (_ORDER[item.type], item.block))), left >= 0


def _whole(block: DifferenceBlock) -> tuple[Stretch, ...]:
    paragraph = block.old or block.new
    words = " ".join(paragraph.text.split()) if paragraph else ""
    return (Stretch("verwijderd" if block.new is None else "toegevoegd", words),)


def _values(text: str, parts: Sequence[Stretch], read: Read, names: bool, *, old: bool) -> list[_Value]:
    """The values in one side of a paragraph, each with the change that it stands in."""
    if not text:
        return []
    starts, changes = _changes(parts, old=old)
    found: dict[tuple[ValueType, int, int], _Value] = {}
    for span in read(text):
        type_ = next((name for sort, name in _TYPES if isinstance(span, sort)), None)
        meaning = _meaning(span)
        if type_ is None or meaning is None or (type_ == "naam" and not names):
            continue
        first, last = bisect_right(starts, span.start) - 1, bisect_right(starts, span.end - 1) - 1
        touched = next((changes[n] for n in range(first, last + 1) if changes[n] is not None), None)
        found.setdefault((type_, span.start, span.end), _Value(type_, meaning, " ".join(span.quote.split()), touched))
    return list(found.values())


def _changes(parts: Sequence[Stretch], *, old: bool) -> tuple[list[int], list[int | None]]:
    """Where each stretch of one side begins, and which change it is of: what stands between two equal runs is one."""
    starts: list[int] = []
    changes: list[int | None] = []
    position = number = 0
    unwanted = "toegevoegd" if old else "verwijderd"
    for part in parts:
        if part.sort == "gelijk":
            number += 1
        if part.sort != unwanted:
            starts.append(position)
            changes.append(None if part.sort == "gelijk" else number)
            position += len(part.text)
    return starts, changes


def _meaning(span: Span) -> Hashable:
    match span:
        case Amount():
            return span.low_eur, span.high_eur
        case Moment():
            return (span.first, span.last) if span.first or span.last else None
        case Name():
            return (span.id or span.name or span.quote).casefold()
    return None


def _only_one_side(old: Sequence[_Value], new: Sequence[_Value]) -> tuple[list[_Value], list[_Value]]:
    """Values without a counterpart of the same meaning on the other side."""
    both = Counter((value.type, value.meaning) for value in old) & Counter((value.type, value.meaning) for value in new)
    sides = []
    for values in (old, new):
        staying = Counter(both)
        alone = []
        # What stands in equal words is the one that stayed.
        for value in sorted(values, key=lambda value: value.change is not None):
            if staying[value.type, value.meaning]:
                staying[value.type, value.meaning] -= 1
            elif value.change is not None:
                alone.append(value)
        sides.append(alone)
    return sides[0], sides[1]


def _in_each_others_place(old: Sequence[_Value], new: Sequence[_Value]) -> list[tuple[_Value, _Value]]:
    """Pairs of values of one type in one change, where there are as many old ones as new ones: first with first."""
    groups: dict[tuple[ValueType, int | None], tuple[list[_Value], list[_Value]]] = {}
    for side, values in enumerate((old, new)):
        for value in values:
            groups.setdefault((value.type, value.change), ([], []))[side].append(value)
    return [pair for before, after in groups.values() if len(before) == len(after) for pair in zip(before, after, strict=True)]
