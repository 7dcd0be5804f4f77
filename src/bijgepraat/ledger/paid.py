# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The book of money: one line for the same money with its course from asked to paid, and sums per theme. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from bijgepraat.ledger.paid_join import groups_of, place_of
from bijgepraat.ledger.paid_money import decide_money
from bijgepraat.ledger.paid_stage import Place, decide_stage, is_price
from bijgepraat.model.claims import Amount
from bijgepraat.model.paid import (
    COURSE,
    Course,
    Mention,
    Money,
    MoneyFinding,
    PaidLine,
    PaidVerdict,
    Stage,
    StageFinding,
    ThemeSum,
    Unit,
)

RULES = 1
"""Raise it when a rule changes: what was kept is then decided again."""
_RANK = {stage: rank for rank, stage in enumerate(COURSE)}
_PART = re.compile(r"(?<!plaats )\b(?:waarvan|daarvan|hiervan)\b[^,;.]{0,60}$", re.IGNORECASE)
_STEP = re.compile(
    r"[^.;€]{0,40}\b(?:oplopend|aflopend|opbouwend|oploopt|oplopen|loopt op|lopen op|aflopen)\b[^.;€]{0,50}(?:€|\d|"
    r"\w+ (?:miljoen|miljard))",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\d|\b(?:een|één|half|anderhalf|twee|drie|vier|vijf|tien)\b", re.IGNORECASE)


def decide(place: Place) -> tuple[StageFinding, MoneyFinding, str]:
    """Stage, origin of the money, and why it is not counted in sums (empty when it is) of one amount."""
    stage = decide_stage(place)
    return stage, decide_money(place, stage), aside_of(place)


def aside_of(place: Place) -> str:
    """Why an amount is not counted in sums; empty when it is."""
    amount = place.amount
    if is_price(amount, place.text):
        return "prijs, drempel of bedrag per persoon"
    if amount.high_eur >= 2 * amount.low_eur and not _NUMBER.search(amount.quote):
        return "vaag bedrag"
    before = place.text[max(place.sentence.start, amount.start - 90) : amount.start]
    if _PART.search(before):
        return "deel van een ander bedrag"
    if _STEP.match(place.text, amount.end, min(place.sentence.end, amount.end + 130)):
        return "stap van een oplopende reeks"
    return ""


def lines_of(mentions: Iterable[Mention], verdicts: Iterable[PaidVerdict] = ()) -> list[PaidLine]:
    """The book: every mention in exactly one line, the same money once. The order of the input makes no difference.

    A person's verdict on a stage or on the origin of the money wins; the newest where there are several.
    """
    said = sorted(verdicts, key=lambda one: (one.at, one.key, one.what, one.value, one.by))
    judged = [_judged(mention, said) for mention in mentions]
    return [_line(group, said) for group in groups_of(judged, said)]


def sums_of(lines: Iterable[PaidLine]) -> list[ThemeSum]:
    """What was asked against what came, per theme and unit. Lines that stand aside (prices, parts, vague ones) do not count."""
    counted: dict[tuple[str, Unit], list[PaidLine]] = {}
    for line in lines:
        if not line.aside:
            counted.setdefault((line.theme, line.unit), []).append(line)
    order = list(Unit)
    return [
        _sum(theme, unit, counted[theme, unit]) for theme, unit in sorted(counted, key=lambda key: (key[0], order.index(key[1])))
    ]


def _sum(theme: str, unit: Unit, lines: Sequence[PaidLine]) -> ThemeSum:
    cuts = [line for line in lines if line.less]
    gains = [line for line in lines if not line.less]
    asked = [line for line in gains if line.was(Stage.ASKED)]
    promised = [line for line in gains if line.was(Stage.PROMISED)]
    agreed = [line for line in gains if line.was(Stage.AGREED)]
    came = [line for line in gains if line.was(Stage.BUDGETED) or line.was(Stage.PAID)]
    both = [line for line in came if line.was(Stage.ASKED)]
    decided = [line for line in cuts if line.stage in COURSE and line.stage is not Stage.ASKED]
    moved = [line for line in came if line.money.money in {Money.MOVED, Money.OWN}]
    return ThemeSum(
        theme,
        unit,
        asked=_total(asked),
        promised=_total(promised),
        agreed=_total(agreed),
        came=_total(came),
        asked_and_came=_total(both),
        cut=_total(decided),
        moved=_total(moved),
        count=(len(asked), len(promised), len(agreed), len(came), len(both), len(decided)),
    )


def _total(lines: Sequence[PaidLine]) -> tuple[float, float]:
    return _plain(sum(sorted(line.low for line in lines))), _plain(sum(sorted(line.high for line in lines)))


def _plain(value: float) -> float:
    return int(value) if value == int(value) else round(value, 2)


def _judged(mention: Mention, said: Sequence[PaidVerdict]) -> Mention:
    stage, money = mention.stage, mention.money
    for verdict in said:
        if verdict.key == mention.id and verdict.what == "stadium" and verdict.value in set(Stage):
            stage = StageFinding(Stage(verdict.value), f"oordeel van {verdict.by}", 1.0)
        if verdict.key == mention.id and verdict.what == "geld" and verdict.value in set(Money):
            money = MoneyFinding(Money(verdict.value), f"oordeel van {verdict.by}", 1.0)
    return mention if (stage, money) == (mention.stage, mention.money) else replace(mention, stage=stage, money=money)


def _line(group: Sequence[tuple[Mention, str, float]], said: Sequence[PaidVerdict]) -> PaidLine:
    # On one day what is earlier in the course comes first: a motion's request and its consideration are of the same day.
    ordered = sorted(group, key=lambda step: (place_of(step[0])[0], _RANK.get(step[0].stage.stage, -1), place_of(step[0])))
    course: list[Course] = []
    reached = -1
    for mention, rule, confidence in ordered:
        rank = _RANK.get(mention.stage.stage, -1)
        course.append(Course(mention, mention.stage.stage, rule, confidence, 0 <= rank < reached))
        reached = max(reached, rank)
    mentions = [step.mention for step in course]
    main = max(mentions, key=_tells)
    keys = {mention.id for mention in mentions}
    first = min(mentions, key=place_of)
    return PaidLine(
        key=first.id,
        course=tuple(course),
        main=main,
        stage=COURSE[reached] if reached >= 0 else main.stage.stage,
        money=_money(mentions),
        theme=main.themes[0] if main.themes else "overig",
        unit=_unit(mentions, main.amount),
        decided=tuple(verdict for verdict in said if verdict.key in keys),
    )


def _tells(mention: Mention) -> tuple[int, bool, bool, bool, tuple[str, ...]]:
    rank = _RANK.get(mention.stage.stage, -1 if mention.stage.stage is Stage.PROPOSED else -2)
    return rank, not mention.aside, not mention.amount.approx, mention.amount.kind != "onbekend", place_of(mention)


def _money(mentions: Sequence[Mention]) -> MoneyFinding:
    """The origin of the money: what says it surest; that it is moved outdoes that it is new, for people call much new."""
    order = {Money.OWN: 4, Money.CUT: 3, Money.MOVED: 2, Money.NEW: 1, Money.UNKNOWN: 0}
    by_person = [mention for mention in mentions if mention.money.rule.startswith("oordeel van ")]
    best = max(
        by_person or mentions, key=lambda mention: (order[mention.money.money], mention.money.confidence, place_of(mention))
    )
    return best.money


def _unit(mentions: Sequence[Mention], main: Amount) -> Unit:
    """The unit of the main mention, or the first that any other says."""
    if main.kind != "onbekend":
        return next(mention.unit for mention in mentions if mention.amount is main)
    known = sorted({mention.unit for mention in mentions} - {Unit.UNSAID}, key=list(Unit).index)
    return known[0] if known else Unit.UNSAID
