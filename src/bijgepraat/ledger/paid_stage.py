# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""In which stage an amount is: asked, promised, agreed, budgeted, paid. Pure functions over a text and a place in it.

The words nearest to the amount decide, and where they only say that there is money ("uitgetrokken") the name of the paper near
it does ("in het hoofdlijnenakkoord"). What a text is counts where its words say nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bijgepraat.ledger.paid_words import (
    AMOUNT_COST,
    BREAK,
    BREAK_COST,
    BY_OTHERS,
    COVERS,
    CUT,
    ESTIMATE,
    EXISTING,
    FACT,
    FACT_COST,
    GIVES,
    LACKS,
    LEAD,
    LOOK_BACK,
    MINISTER,
    NOT,
    NUMBERS,
    PER_HEAD,
    REACH,
    REQUESTS,
    RIGHT_BESIDE,
    SMALL,
    THERE_IS,
    THERE_IS_MONEY,
    THRESHOLD,
    TITLE,
    UNDO,
    WILL,
    WORDS,
)
from bijgepraat.model.claims import Amount, Span
from bijgepraat.model.paid import Paper, Stage, StageFinding

_SURE = 0.6


@dataclass(frozen=True, slots=True)
class Place:
    """An amount with its sentence in a text, and who speaks there: the paper, and in a debate the speaker's role."""

    text: str
    sentence: Span
    amount: Amount
    paper: Paper
    role: str | None = None
    has_text: bool = True
    """False: the text is only a title."""


def is_price(amount: Amount, text: str) -> bool:
    """Whether it is a price, a fine, an allowance or a threshold rather than money that a budget gains or loses."""
    if amount.high_eur < SMALL:
        return True
    if amount.high_eur < SMALL * 100 and PER_HEAD.match(text, amount.end):
        return True
    before = text[max(0, amount.start - 90) : amount.start]
    return amount.high_eur < SMALL * 1000 and THRESHOLD.search(before) is not None


def decide_stage(place: Place) -> StageFinding:
    """The stage of an amount, with the rule, the words that decided (as a span of the text), and how sure that is."""
    if is_price(place.amount, place.text):
        return StageFinding(Stage.MENTIONED, "prijs, drempel of bedrag per persoon", 0.9)
    lead = _lead(place)
    if lead is not None and (_is_title(place) or lead.quote.lower().startswith(REQUESTS)):
        return _requested(place, lead)
    by_words = _by_words(place)
    if place.paper is Paper.AGREEMENT:
        return _unless_fact(place, by_words, StageFinding(Stage.AGREED, "staat in een akkoord", 0.75, _will(place)))
    if place.paper is Paper.MANIFESTO:
        return _proposed(place, by_words, "staat in een verkiezingsprogramma")
    if place.paper is Paper.BUDGET:
        return _unless_fact(place, by_words, StageFinding(Stage.BUDGETED, "staat in een begrotingsstuk", 0.8, _will(place)))
    if place.paper is Paper.CIRCULAR:
        return _unless_fact(place, by_words, StageFinding(Stage.PAID, "staat in een circulaire", 0.75, _will(place)))
    if place.paper is Paper.REPORT:
        return _unless_fact(place, by_words, StageFinding(Stage.PAID, "staat in een jaarverslag", 0.75, _will(place)))
    if place.paper is Paper.CALL:
        return _unless_fact(place, by_words, StageFinding(Stage.ASKED, "gemeenten vragen", 0.7, _will(place)))
    if place.paper is Paper.AMENDMENT and by_words is None:
        return StageFinding(Stage.PROPOSED, "amendement", 0.6)
    will = _will(place)
    for_cabinet = place.paper is Paper.LETTER or (place.paper is Paper.DEBATE and bool(MINISTER.search(place.role or "")))
    gives = for_cabinet and will is not None and GIVES.search(will.quote) is not None and not place.sentence.quote.endswith("?")
    if by_words is not None and not (gives and by_words.rule == THERE_IS_MONEY):
        return by_words
    if for_cabinet and will is not None and not place.sentence.quote.endswith("?"):
        return StageFinding(Stage.PROMISED, "het kabinet zegt dat het geld komt", 0.55, will)
    if place.paper is Paper.DEBATE and will is not None:
        return StageFinding(Stage.PROPOSED, "een Kamerlid wil dit", 0.4, will)
    return StageFinding(Stage.MENTIONED, "geen woord zegt hoe ver het is", 0.5)


def _requested(place: Place, lead: Span) -> StageFinding:
    """An amount in the request of a motion, or in the title that sums it up."""
    before = place.text[max(place.sentence.start, place.amount.start - 80) : place.amount.start]
    existing = EXISTING.search(before)
    if existing:
        start = place.amount.start - len(before) + existing.start()
        words = _span(place.text, start, start + len(existing.group().rstrip()))
        if existing["promised"]:
            return StageFinding(Stage.PROMISED, "motie noemt toegezegd geld", 0.7, words)
        if existing["agreed"]:
            return StageFinding(Stage.AGREED, "motie noemt afgesproken geld", 0.7, words)
        named = _by_words(place)
        stage = named.stage if named is not None and named.stage is Stage.AGREED else Stage.BUDGETED
        return StageFinding(stage, "motie noemt geld dat er is", 0.65, words)
    covers = _opens_before(COVERS, place)
    if covers is not None:
        return StageFinding(Stage.MENTIONED, "motie noemt de dekking", 0.65, covers)
    lacks = LACKS.search(before)
    if lacks:
        start = place.amount.start - len(before) + lacks.start()
        words = _span(place.text, start, start + len(lacks.group().rstrip()))
        return StageFinding(Stage.MENTIONED, "kosten, raming of feit", 0.65, words)
    cut = _nearest(CUT, place)
    if cut is not None and _gap(cut, place.amount) <= 60:
        undo = UNDO.search(place.sentence.quote)
        if undo:
            words = _span(place.text, place.sentence.start + undo.start(), place.sentence.start + undo.end())
            return StageFinding(Stage.ASKED, "motie vraagt een korting terug", 0.8, words)
    return StageFinding(Stage.ASKED, "motie vraagt", 0.85, lead)


def asks_back(finding: StageFinding) -> bool:
    """Whether a cut is asked to be undone: money that would come back."""
    return finding.rule == "motie vraagt een korting terug"


def _proposed(place: Place, by_words: StageFinding | None, rule: str) -> StageFinding:
    will = _will(place)
    if by_words is not None and by_words.stage is Stage.MENTIONED and will is None:
        return by_words
    elsewhere = by_words is not None and by_words.stage in {Stage.PAID, Stage.BUDGETED, Stage.AGREED}
    unsure = by_words is not None and (by_words.rule == THERE_IS_MONEY or by_words.confidence < _SURE)
    if by_words is not None and elsewhere and not (will is not None and unsure):
        return by_words
    if will is None:
        return StageFinding(Stage.MENTIONED, "geen woord zegt hoe ver het is", 0.5)
    return StageFinding(Stage.PROPOSED, rule, 0.8, will)


def _unless_fact(place: Place, by_words: StageFinding | None, own: StageFinding) -> StageFinding:
    if by_words is None or by_words.stage is own.stage:
        return own if by_words is None else StageFinding(own.stage, own.rule, 0.9, by_words.words)
    if place.paper is Paper.BUDGET and by_words.words is not None and ESTIMATE.match(by_words.words.quote):
        return StageFinding(own.stage, own.rule, own.confidence, by_words.words)
    fact = by_words.stage is Stage.MENTIONED
    if fact and own.words is not None and by_words.words is not None:
        near_will, near_fact = _gap(own.words, place.amount), _gap(by_words.words, place.amount)
        return own if near_will <= near_fact else by_words
    earlier = own.stage is not Stage.ASKED and by_words.stage is Stage.PROMISED
    return own if earlier else by_words


def _by_words(place: Place) -> StageFinding | None:
    """The stage that the words near an amount say; MENTIONED when the nearest ones speak of a cost or an estimate."""
    best: tuple[float, int, StageFinding] | None = None
    for stage, rule, words in _candidates(place):
        near = _gap(words, place.amount) <= RIGHT_BESIDE
        cost = _cost(place, words) + (FACT_COST if stage is Stage.MENTIONED and not near else 0)
        if cost > REACH or (stage is Stage.PAID and _amount_between(place, words)):
            continue
        sure = round(max(0.45, 0.85 - cost / 700), 2)
        finding = StageFinding(stage, rule, sure if stage is not Stage.MENTIONED else min(sure, 0.7), words)
        if best is None or (cost, words.start) < (best[0], best[1]):
            best = (cost, words.start, finding)
    return best[2] if best is not None else None


def _candidates(place: Place) -> Iterator[tuple[Stage, str, Span]]:
    sentence = place.sentence
    for stage, rule, pattern in WORDS:
        for found in pattern.finditer(sentence.quote):
            before = sentence.quote[max(0, found.start() - 100) : found.start()]
            by_others = stage is Stage.PROMISED and BY_OTHERS.search(before)
            if not by_others and not NOT.search(before[-40:]):
                yield stage, rule, _span(place.text, sentence.start + found.start(), sentence.start + found.end())
    for found in THERE_IS.finditer(sentence.quote):
        if NOT.search(sentence.quote[max(0, found.start() - 40) : found.start()]):
            continue
        words = _span(place.text, sentence.start + found.start(), sentence.start + found.end())
        stage, rule = _where(place, words)
        yield stage, rule, words
    for found in FACT.finditer(sentence.quote):
        yield (
            Stage.MENTIONED,
            "kosten, raming of feit",
            _span(place.text, sentence.start + found.start(), sentence.start + found.end()),
        )


def _where(place: Place, words: Span) -> tuple[Stage, str]:
    """Which paper's money it is that is there: the nearest one named in the sentence."""
    near: list[tuple[int, Stage, str]] = []
    for stage, rule, pattern in WORDS[1:4]:
        for found in pattern.finditer(place.sentence.quote):
            one = Span(found.group(), place.sentence.start + found.start(), place.sentence.start + found.end())
            near.append((_gap(one, place.amount) + _gap(one, words), stage, rule))
    if near:
        _distance, stage, rule = min(near, key=lambda item: (item[0], item[1].value))
        return stage, rule
    if place.paper is Paper.AGREEMENT:
        return Stage.AGREED, "staat in een akkoord"
    return Stage.BUDGETED, THERE_IS_MONEY


def _cost(place: Place, words: Span) -> float:
    """How far words are from an amount: characters, and more for each comma and each other amount between them."""
    first, last = min(words.end, place.amount.end), max(words.start, place.amount.start)
    between = place.text[first:last] if last > first else ""
    return len(between) + BREAK_COST * len(BREAK.findall(between)) + AMOUNT_COST * len(NUMBERS.findall(between))


def _amount_between(place: Place, words: Span) -> bool:
    first, last = min(words.end, place.amount.end), max(words.start, place.amount.start)
    return NUMBERS.search(place.text, first, last) is not None if last > first else False


def _gap(words: Span, amount: Span) -> int:
    return max(words.start - amount.end, amount.start - words.end, 0)


def _opens_before(pattern: re.Pattern[str], place: Place) -> Span | None:
    """The last words of a pattern in the sentence before an amount."""
    start, last = place.sentence.start, None
    for found in pattern.finditer(place.sentence.quote, 0, max(0, place.amount.start - start)):
        last = found
    return _span(place.text, start + last.start(), start + last.end()) if last else None


def _nearest(pattern: re.Pattern[str], place: Place) -> Span | None:
    start = place.sentence.start
    found = [_span(place.text, start + one.start(), start + one.end()) for one in pattern.finditer(place.sentence.quote)]
    return min(found, key=lambda one: (_gap(one, place.amount), one.start), default=None)


def _will(place: Place) -> Span | None:
    return _nearest(WILL, place)


def _is_title(place: Place) -> bool:
    """Whether the sentence is the title of a motion, which sums up what it asks."""
    return (not place.has_text and place.paper is Paper.MOTION) or TITLE.match(place.sentence.quote) is not None


def _lead(place: Place) -> Span | None:
    """The word that opens the clause of a motion in which an amount stands; for a title the words before what it asks."""
    if place.paper not in {Paper.MOTION, Paper.AMENDMENT, Paper.DEBATE, Paper.CALL}:
        return None
    title = TITLE.match(place.sentence.quote)
    if title:
        return _span(place.text, place.sentence.start, place.sentence.start + title.end())
    if not place.has_text and place.paper is Paper.MOTION:
        return _span(place.text, place.sentence.start, place.sentence.start + min(5, len(place.sentence.quote)))
    from_ = max(0, place.amount.start - (LOOK_BACK if place.paper is not Paper.DEBATE else REACH * 2))
    last = None
    for found in LEAD.finditer(place.text, from_, place.amount.start):
        last = found
    if last is None:
        return None
    if place.paper is Paper.DEBATE and "\n" in place.text[last.end() : place.amount.start]:
        return None
    return _span(place.text, last.start("lead"), last.end("lead"))


def _span(text: str, start: int, end: int) -> Span:
    return Span(text[start:end], start, end)
