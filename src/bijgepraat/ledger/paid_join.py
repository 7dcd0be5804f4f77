# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Which mentions are the same money. Pure functions; the outcome does not depend on the order of the input.

Never by the number alone: two mentions share the words that say what the money is for, and the rounder the number the more of
them. What contradicts (other years, once against yearly, a cut against money that comes) keeps them apart.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from bijgepraat.model.paid import Mention, Money, PaidVerdict, Unit

_ABOUT = 0.05
"""How much two amounts may differ when one of them is said to be about."""
SAME_PAPER, SAME_SUBJECT, PERSON = "zelfde stuk, zelfde bedrag", "zelfde bedrag en zelfde onderwerp", "door een mens samengevoegd"
_NEEDED = {1: (1.7, 0.4, 3), 2: (1.4, 0.35, 2), 3: (0.9, 0.25, 2)}
"""By significant digits: the weight of shared words, their share of the shorter one's words, and how many words."""
_OF_A_SHORT_ONE = (1.2, 0.5)
_IN_ONE_PAPER = 0.6
"""What of it is enough within one paper."""
_TOO_MANY = 400
"""Mentions of one number that are held against each other: of a rounder crowd only those with a rare word in common."""


@dataclass(frozen=True, slots=True)
class Tie:
    """Two mentions (by place in the input) that are the same money, by which rule, and how sure."""

    one: int
    other: int
    rule: str
    confidence: float


def place_of(mention: Mention) -> tuple[str, ...]:
    """By what mentions are ordered: day, record, place; then by all that tells two of one place apart."""
    day = mention.day.isoformat() if mention.day else ""
    amount = mention.amount
    rest = (amount, mention.stage, mention.money, mention.themes, mention.work, mention.aside, sorted(mention.stems))
    place = (day, mention.kind, mention.key, f"{amount.start:012}", f"{amount.end:012}", mention.sentence.quote)
    return (*place, *(repr(one) for one in rest))


def weights_of(mentions: Sequence[Mention]) -> dict[str, float]:
    """How much each word tells: 1 for one that a single paper has, towards 0 for one that all have."""
    papers: dict[str, set[str]] = {}
    for mention in mentions:
        for stem in mention.stems:
            papers.setdefault(stem, set()).add(mention.work)
    whole = len({mention.work for mention in mentions})
    return {stem: math.log1p(whole / len(those)) / math.log1p(max(whole, 1)) for stem, those in papers.items()}


def groups_of(mentions: Sequence[Mention], verdicts: Sequence[PaidVerdict] = ()) -> list[list[tuple[Mention, str, float]]]:
    """Mentions that are the same money together, each with the rule and confidence by which it joined; all are in exactly one."""
    ordered = sorted(mentions, key=place_of)
    apart = {verdict.key for verdict in _newest(verdicts, "apart")}
    groups = _Groups(ordered)
    by_id: dict[str, list[int]] = {}
    for n, mention in enumerate(ordered):
        by_id.setdefault(mention.id, []).append(n)
    for verdict in _newest(verdicts, "samen"):
        for one in by_id.get(verdict.key, ()):
            for other in by_id.get(verdict.value, ()):
                groups.force(Tie(one, other, PERSON, 1.0))
    for tie in ties(ordered):
        if ordered[tie.one].id not in apart and ordered[tie.other].id not in apart:
            groups.join(tie)
    return groups.all()


def ties(ordered: Sequence[Mention]) -> list[Tie]:
    """All pairs that look like the same money, the surest first."""
    weights = weights_of(ordered)
    found = [tie for one, other in _near(ordered) if (tie := _tie(ordered, one, other, weights)) is not None]
    return sorted(found, key=lambda tie: (-tie.confidence, tie.one, tie.other))


def same_number(one: Mention, other: Mention) -> bool:
    """Whether two amounts can be the same: equal as a range, or nearly so where one is said to be about."""
    a, b = one.amount, other.amount
    if (a.low_eur, a.high_eur) == (b.low_eur, b.high_eur):
        return True
    if not (a.approx or b.approx):
        return False
    return _close(a.low_eur, b.low_eur) and _close(a.high_eur, b.high_eur)


def contradict(one: Mention, other: Mention) -> bool:
    """Whether something says that two mentions are not the same money."""
    if not same_number(one, other) or (one.money.money is Money.CUT) is not (other.money.money is Money.CUT):
        return True
    units = {one.unit, other.unit}
    if Unit.ONCE in units and units & {Unit.STRUCTURAL, Unit.YEARLY}:
        return True
    return _other_years(one, other)


def digits(value: float) -> int:
    """Significant digits: 1 for 100 million, 3 for 728 million."""
    shown = str(Decimal(str(value)).normalize().as_tuple().digits)
    return max(1, len([sign for sign in shown if sign.isdigit()]))


def _close(one: float, other: float) -> bool:
    return abs(one - other) <= _ABOUT * max(abs(one), abs(other))


def _other_years(one: Mention, other: Mention) -> bool:
    a, b = one.amount, other.amount
    if a.from_year is None or b.from_year is None:
        return False
    a_last = a.to_year if a.to_year is not None else 9999 if one.unit in {Unit.STRUCTURAL, Unit.YEARLY} else a.from_year
    b_last = b.to_year if b.to_year is not None else 9999 if other.unit in {Unit.STRUCTURAL, Unit.YEARLY} else b.from_year
    return a.from_year > b_last or b.from_year > a_last


def _near(ordered: Sequence[Mention]) -> Iterator[tuple[int, int]]:
    """Pairs that may have the same number: near in size; in a crowd only the ones that share a word that few have."""
    by_size = sorted(range(len(ordered)), key=lambda n: (ordered[n].amount.high_eur, n))
    crowd = Counter(mention.amount.high_eur for mention in ordered)
    first = 0
    for here, n in enumerate(by_size):
        value = ordered[n].amount.high_eur
        while ordered[by_size[first]].amount.high_eur < value * (1 - _ABOUT) - 0.001:
            first += 1
        for m in by_size[first:here]:
            if crowd[value] <= _TOO_MANY or ordered[n].stems & ordered[m].stems:
                yield (m, n) if m < n else (n, m)


def _tie(ordered: Sequence[Mention], one: int, other: int, weights: Mapping[str, float]) -> Tie | None:
    a, b = ordered[one], ordered[other]
    if contradict(a, b):
        return None
    common = a.stems & b.stems
    shared = sum(sorted(weights[stem] for stem in common))
    same_paper = bool(a.work) and a.work == b.work
    if same_paper and a.sentence.quote == b.sentence.quote:
        return Tie(one, other, SAME_PAPER, 0.9)
    smaller = min(sum(sorted(weights[stem] for stem in stems)) for stems in (a.stems, b.stems))
    if not smaller:
        return None
    exact = digits(a.amount.high_eur) if not (a.amount.approx and b.amount.approx) else 1
    weight, share, number = _NEEDED[min(exact, 3)]
    if same_paper:
        # A paper that says the same number twice mostly means the same, unless it is round.
        enough = shared >= _IN_ONE_PAPER * weight and shared / smaller >= _IN_ONE_PAPER * share
        return Tie(one, other, SAME_PAPER, 0.9 if exact >= 3 else 0.8) if enough else None
    told = shared >= weight and shared / smaller >= share and len(common) >= number
    # A short sentence that says hardly anything else: half of its words are enough, when they are rare.
    if not told and not (shared >= _OF_A_SHORT_ONE[0] and shared / smaller >= _OF_A_SHORT_ONE[1] and len(common) >= 2):
        return None
    if exact < 3 and not set(a.themes[:2]) & set(b.themes[:2]):
        return None
    sure = 0.5 + 0.2 * min(1.0, max(0.0, shared - weight) / 2) + 0.2 * min(1.0, shared / smaller)
    return Tie(one, other, SAME_SUBJECT, round(min(sure, 0.89), 3))


def _newest(verdicts: Sequence[PaidVerdict], what: str) -> list[PaidVerdict]:
    """The newest verdict of a sort on each mention, in a fixed order; "samen" and "apart" on one mention outdo each other."""
    newest: dict[str, PaidVerdict] = {}
    for verdict in sorted(verdicts, key=lambda one: (one.at, one.what, one.value, one.by)):
        if verdict.what in {"samen", "apart"}:
            newest[verdict.key] = verdict
    return [newest[key] for key in sorted(newest) if newest[key].what == what]


class _Groups:
    """Groups that grow by ties; a tie that would bring together what contradicts is passed over."""

    def __init__(self, ordered: Sequence[Mention]) -> None:
        self._ordered = ordered
        self._group = list(range(len(ordered)))
        self._members = {n: [n] for n in range(len(ordered))}
        self._by: dict[int, tuple[str, float]] = {}

    def join(self, tie: Tie) -> None:
        one, other = self._group[tie.one], self._group[tie.other]
        if one == other:
            return
        mine, theirs = self._members[one], self._members[other]
        if any(contradict(self._ordered[a], self._ordered[b]) for a in mine for b in theirs):
            return
        self.force(tie)

    def force(self, tie: Tie) -> None:
        one, other = sorted((self._group[tie.one], self._group[tie.other]))
        if one == other:
            return
        moved = self._members.pop(other)
        # Each step but the first of a line says by which tie it came: the surest one that it has.
        for n in (tie.one, tie.other):
            self._by.setdefault(n, (tie.rule, tie.confidence))
        for n in moved:
            self._group[n] = one
        self._members[one] += moved

    def all(self) -> list[list[tuple[Mention, str, float]]]:
        """The groups in the order of their first mention."""
        found = []
        for first in sorted(min(members) for members in self._members.values()):
            members = sorted(self._members[self._group[first]])
            found.append(
                [(self._ordered[n], *(self._by.get(n, ("zelf", 1.0)) if len(members) > 1 else ("zelf", 1.0))) for n in members]
            )
        return found
