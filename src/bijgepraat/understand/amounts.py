# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Amounts of money in Dutch text: how much, how sure, for how long, which years, more or less, and what for.

An amount is a number with a euro sign or word, or a number of millions and the like that does not count something else
("2 miljoen woningen"), or a figure in a table whose heading says in what it is. The conventions are those of the project's gold
standard: vague words have fixed ranges, the quote leaves out "circa" and "ruim", and of a range it is the whole range. The parts
are in `money/`.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bijgepraat.model.claims import Amount, Span
from bijgepraat.understand.money.directions import directions
from bijgepraat.understand.money.numbers import plain
from bijgepraat.understand.money.purposes import purpose_of
from bijgepraat.understand.money.sums import Sum, find_sums
from bijgepraat.understand.money.tables import find_in_tables
from bijgepraat.understand.money.terms import kind_of, years_in_turn, years_of
from bijgepraat.understand.sentences import split_sentences

_MENTIONS = re.compile(
    r"€|mil(?:joen|jard)|(?<![a-z])(?:eur|m(?:ln|ld|rd|io)(?![a-z])|ton(?![a-z])|cents?(?![a-z])|ct(?![a-z]))|tonnen|duizend"
)
"""Signs and words of which every sum has one, in lower case. Most sentences have none."""
_COUNTS = re.compile(r"\b(?:mil(?:joen|jard)|ton|euro|mln|mld)|\d", re.IGNORECASE)
"""What a sum has beside those: "geen cent" and "duizend keer" have none."""
_WINDOW = 400
"""How far around an amount words are looked at: sentences are shorter, tables without full stops are not."""


def find_amounts(text: str, on: date | None = None) -> list[Amount]:  # noqa: ARG001 - years count only where the sentence has them
    """All amounts of a text, in order and apart. Words around an amount are only looked at within its own sentence.

    Figures of a table are amounts where a heading above it gives the unit ("x € 1.000"): their `purpose` is the label of the row.
    """
    in_text = [amount for sentence in split_sentences(text) for amount in _in_sentence(sentence)]
    return _joined(find_in_tables(text), in_text)


def _joined(cells: Sequence[Amount], others: Sequence[Amount]) -> list[Amount]:
    """Both, in order; where they meet, what the table says of its cell goes before what the line says."""
    if not cells:
        return list(others)
    starts, ends = [cell.start for cell in cells], [cell.end for cell in cells]
    free = [each for each in others if bisect_right(ends, each.start) >= bisect_left(starts, each.end)]
    return sorted((*cells, *free), key=lambda amount: amount.start)


def _in_sentence(sentence: Span) -> list[Amount]:
    words = sentence.quote
    if not (_MENTIONS.search(words.lower()) and _COUNTS.search(words)):
        return []
    sums = find_sums(words)
    if not sums:
        return []
    turns = years_in_turn(words, sums)
    amounts = [_described(words, sentence.start, sums, n, turns.get(n)) for n in range(len(sums))]
    aimless = not any(amount.purpose for amount in amounts)
    sides = directions(words, sums, [amount.from_year for amount in amounts], aimless)
    return [replace(amount, direction=side) for amount, side in zip(amounts, sides, strict=True)]


def _described(words: str, offset: int, sums: Sequence[Sum], n: int, turn: tuple[int | None, int | None] | None) -> Amount:
    item = sums[n]
    before = sums[n - 1].end if n else 0
    after = sums[n + 1].start if n + 1 < len(sums) else len(words)
    first, last = n == 0, n + 1 == len(sums)
    left, right = words[max(before, item.start - _WINDOW) : item.start], words[item.end : min(after, item.end + _WINDOW)]
    from_year, to_year = turn or years_of(left, right, first=first, last=last)
    purpose = purpose_of(words, item.start, item.end, before, after)
    return Amount(
        quote=words[item.start : item.end],
        start=offset + item.start,
        end=offset + item.end,
        low_eur=plain(item.low),
        high_eur=plain(item.high),
        approx=item.approx,
        kind=kind_of(left, right, first=first, last=last),
        from_year=from_year,
        to_year=to_year,
        purpose=purpose and Span(purpose.quote, purpose.start + offset, purpose.end + offset),
    )
