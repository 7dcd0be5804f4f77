# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The sentences of a development: the source's own words to the letter, behind a fixed lead that makes them read on.

A motion's clauses become sentences of an edition ("De motie" + "verzoekt de regering …"); of a debate the members of the
cabinet are quoted first; of any other text the sentences that carry most. Nothing is reworded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bijgepraat.compose.items import Item, Turn
from bijgepraat.model.claims import Span
from bijgepraat.model.editions import Sentence

MOST = 3
_MOST_ASKS = 2
_SHORT, _LONG = 35, 420
_LONGEST_CLAUSE = 700
_FEWEST_IN_DEBATE = 3
"""A debate in which gemeenten are named once or twice in passing is not a development for them."""

_CONSIDERATIONS = (
    ("constaterende dat ", "De indieners stellen vast dat"),
    ("overwegende dat ", "De indieners wijzen erop dat"),
    ("van mening dat ", "De indieners zijn van mening dat"),
    ("van oordeel dat ", "De indieners zijn van oordeel dat"),
    ("van mening, dat ", "De indieners zijn van mening dat"),
)
_ASKS = re.compile(r"(?:verzoekt|spreekt (?:de wens )?uit|roept (?:de regering|het kabinet) op|draagt|nodigt)\b", re.IGNORECASE)
_CLOSING = re.compile(r"en gaat over tot de orde van de dag", re.IGNORECASE)
_ALSO = re.compile(r"^(?:en |tevens |voorts )")
_FILLER = re.compile(r"^(?:dank u|voorzitter\b.{0,20}$|ja\b|nee\b|goed\b|tot zover)", re.IGNORECASE)


def is_motion(item: Item) -> bool:
    """Whether an item is the text of a motion."""
    return item.sort is not None and item.sort.lower().startswith("motie") and bool(item.text)


def sentences_of(item: Item) -> tuple[Sentence, ...]:
    """Up to three sentences of an item, in the order of its text. Empty for an item without text."""
    if is_motion(item):
        return _of_motion(item)
    if item.turns:
        return _of_debate(item)
    return _of_text(item)


def _of_motion(item: Item) -> tuple[Sentence, ...]:
    asks, reasons = [], []
    for clause in _clauses(item.text):
        lower = clause.quote.lower()
        if _ASKS.match(lower) or _ALSO.sub("", lower).startswith("verzoekt"):
            asks.append(Sentence("De motie", clause.quote, item.evidence(clause.start, clause.end)))
            continue
        for opening, lead in _CONSIDERATIONS:
            if lower.startswith(opening):
                start = clause.start + len(opening)
                reasons.append(Sentence(lead, item.text[start : clause.end], item.evidence(start, clause.end)))
    if not asks:
        return ()  # what a motion considers says nothing without what it asks
    heaviest = sorted(asks, key=lambda sentence: (-_carried(item, sentence), sentence.evidence.start))[:_MOST_ASKS]
    asks = sorted(heaviest, key=lambda sentence: sentence.evidence.start)
    ranked = sorted(reasons, key=lambda sentence: (-_carried(item, sentence), sentence.evidence.start))
    chosen = ranked[: MOST - len(asks)]
    return (*sorted(chosen, key=lambda sentence: sentence.evidence.start), *asks)


@dataclass(frozen=True, slots=True)
class _Clause(Span):
    pass


def _clauses(text: str) -> Iterator[_Clause]:
    """The clauses of a motion, one a line, without the comma or semicolon that ends them.

    A request that ends in a colon takes the lines of its list with it, as many as still read as one sentence.
    """
    lines = list(_lines(text))
    n = 0
    while n < len(lines):
        start, end = lines[n]
        if _ASKS.match(text[start:end]) and text[start:end][-1] not in ",;.":
            # A colon opens a list; no mark at all is a sentence that the source broke in two.
            opens_list = text[start:end].endswith(":")
            while n + 1 < len(lines) and _continues(text, start, lines[n + 1]):
                n += 1
                end = lines[n][1]
                if not opens_list and text[end - 1] in ",;.":
                    break
        n += 1
        while end > start and text[end - 1] in " ,;.\t":
            end -= 1
        if _SHORT <= end - start <= _LONGEST_CLAUSE:
            yield _Clause(text[start:end], start, end)


def _lines(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for line in text.split("\n"):
        lead = len(line) - len(line.lstrip())
        if line.strip():
            yield start + lead, start + len(line.rstrip())
        start += len(line) + 1


def _of_debate(item: Item) -> tuple[Sentence, ...]:
    ranked = []
    for span, turn in _spoken(item.sentences, item.turns):
        if turn.chair or _FILLER.match(span.quote) or not _SHORT <= len(span.quote) <= _LONG or span.quote.endswith("?"):
            continue
        if not any(span.start <= word.start and word.end <= span.end for word in item.reading.relevance.evidence):
            continue  # a debate is about many things; only what speaks of gemeenten is quoted
        weight = _weight(item, span.start, span.end) + (2.0 if turn.cabinet else 0.0)
        ranked.append((-weight, span.start, span, turn))
    if len(ranked) < _FEWEST_IN_DEBATE:
        return ()
    best = sorted(ranked, key=lambda entry: entry[:2])[:MOST]
    chosen = sorted(best, key=lambda entry: entry[1])
    return tuple(Sentence(f"{turn.speaker}:", span.quote, item.evidence(span.start, span.end)) for *_, span, turn in chosen)


def _spoken(sentences: Sequence[Span], turns: Sequence[Turn]) -> Iterator[tuple[Span, Turn]]:
    n = 0
    for span in sentences:
        while n < len(turns) and turns[n].end < span.end:
            n += 1
        if n < len(turns) and turns[n].start <= span.start:
            yield span, turns[n]


def _of_text(item: Item) -> tuple[Sentence, ...]:
    candidates = [span for span in item.sentences if _SHORT <= len(span.quote) <= _LONG and span.quote[-1] in ".!’'\"”"]
    ranked = sorted(enumerate(candidates), key=lambda entry: (-_of_place(item, *entry), entry[0]))
    chosen = sorted(ranked[:MOST])
    return tuple(Sentence("", span.quote, item.evidence(span.start, span.end)) for _, span in chosen)


def _weight(item: Item, start: int, end: int) -> float:
    """How much of what was found in the text stands between two offsets: amounts weigh most, then words about gemeenten."""
    found = item.reading

    def inside(spans: Sequence[Span]) -> int:
        return sum(start <= span.start and span.end <= end for span in spans)

    return (
        2.0 * min(2, inside(found.amounts))
        + 1.0 * min(4, inside(found.relevance.evidence))
        + 1.5 * min(1, inside(found.commitments))
        + 0.5 * min(1, inside(found.moments))
    )


def _carried(item: Item, sentence: Sentence) -> float:
    return _weight(item, sentence.evidence.start, sentence.evidence.end)


def _of_place(item: Item, place: int, span: Span) -> float:
    """The first sentence of a text says what it is about."""
    return _weight(item, span.start, span.end) + (1.5 if place == 0 else 0.0)


def _continues(text: str, start: int, line: tuple[int, int]) -> bool:
    """Whether a line goes on with the request that began at `start`, and both still read as one sentence."""
    words = text[slice(*line)]
    return not _CLOSING.match(words) and not _ASKS.match(words) and line[1] - start <= _LONGEST_CLAUSE
