# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The book of money: where an amount was named, in which stage it was, and which mentions are the same money."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bijgepraat.model.claims import Amount, Span


class Stage(StrEnum):
    """How far money has come. The first five are its course; the last two stand beside it."""

    ASKED = "gevraagd"
    PROMISED = "toegezegd"
    AGREED = "afgesproken"
    BUDGETED = "begroot"
    PAID = "betaald"
    PROPOSED = "voorgesteld"
    """What a party or a member of parliament wants: not asked by a motion or by gemeenten."""
    MENTIONED = "genoemd"
    """A cost, a price, an estimate, or what no word puts in a stage."""


COURSE = (Stage.ASKED, Stage.PROMISED, Stage.AGREED, Stage.BUDGETED, Stage.PAID)
"""The stages in their order."""


class Money(StrEnum):
    """Whether an amount is new."""

    NEW = "nieuw"
    MOVED = "verschoven"
    """It was there already, in another budget or for another purpose."""
    OWN = "eigen-doos"
    """It comes out of the gemeentefonds itself: a "sigaar uit eigen doos"."""
    CUT = "korting"
    UNKNOWN = "onbekend"


class Paper(StrEnum):
    """What kind of text an amount stands in, as far as that says in whose name it speaks."""

    MOTION = "motie"
    AMENDMENT = "amendement"
    CALL = "oproep"
    """Of gemeenten or their association: a resolution, a letter to the cabinet, an input to a debate."""
    LETTER = "brief"
    DEBATE = "debat"
    AGREEMENT = "akkoord"
    BUDGET = "begroting"
    CIRCULAR = "circulaire"
    REPORT = "jaarverslag"
    MANIFESTO = "programma"
    OTHER = "ander stuk"


class Unit(StrEnum):
    """What a sum is counted in. Sums of different units are never added."""

    STRUCTURAL = "structureel, per jaar"
    YEARLY = "per jaar"
    ONCE = "eenmalig, in totaal"
    UNSAID = "niet gezegd"


UNITS = {"structureel": Unit.STRUCTURAL, "jaarlijks": Unit.YEARLY, "incidenteel": Unit.ONCE, "onbekend": Unit.UNSAID}
"""The unit that goes with the kind of an Amount."""


@dataclass(frozen=True, slots=True)
class StageFinding:
    """A stage by a rule. `words` are those that decided, in the record's text; None when the sort of text alone did."""

    stage: Stage
    rule: str
    confidence: float
    words: Span | None = None


@dataclass(frozen=True, slots=True)
class MoneyFinding:
    """Whether it is new money, by a rule, with the words that decided."""

    money: Money
    rule: str
    confidence: float
    words: Span | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """An amount in one place. `text[amount.start:amount.end] == amount.quote` in the text of the record; so for `sentence`.

    `stems` are those of the words that say what it is for; `work` names the document where records of several sources are one.
    `aside` says why an amount is not counted in sums (part of another one, a price, vague, a step of a row); empty when it is.
    """

    kind: str
    key: str
    day: date | None
    paper: Paper
    amount: Amount
    sentence: Span
    stage: StageFinding
    money: MoneyFinding
    themes: tuple[str, ...] = ()
    level: int = 0
    stems: frozenset[str] = frozenset()
    work: str = ""
    aside: str = ""
    party: str | None = None
    title: str = ""

    @property
    def id(self) -> str:
        """A name that depends on its words and its record only, so that verdicts stay with it."""
        words = " ".join(f"{self.sentence.quote} {self.amount.quote} {self.amount.start - self.sentence.start}".lower().split())
        return hashlib.sha256(f"{self.kind}\0{self.key}\0{words}".encode()).hexdigest()[:12]

    @property
    def unit(self) -> Unit:
        """What the amount is counted in."""
        return UNITS[self.amount.kind]


@dataclass(frozen=True, slots=True)
class Course:
    """A mention in the course of a line, by which rule it is the same money, and how sure that is (0–1).

    `back`: an earlier stage than the line had reached before that day.
    """

    mention: Mention
    stage: Stage
    rule: str
    confidence: float
    back: bool = False


@dataclass(frozen=True, slots=True)
class PaidLine:
    """The same money with everything that is said of it. Low and high are whole euros or cents; equal when it is no range."""

    key: str
    course: tuple[Course, ...]
    main: Mention
    """The mention that says best how much it is: of the furthest stage, exact before about, the newest."""
    stage: Stage
    money: MoneyFinding
    theme: str
    unit: Unit
    decided: tuple[PaidVerdict, ...] = ()

    @property
    def low(self) -> float:
        """The least that it may be, in euros."""
        return self.main.amount.low_eur

    @property
    def high(self) -> float:
        """The most that it may be, in euros."""
        return self.main.amount.high_eur

    @property
    def years(self) -> tuple[int | None, int | None]:
        """First and last year, as far as a mention names them."""
        first = [one.mention.amount.from_year for one in self.course if one.mention.amount.from_year is not None]
        last = [one.mention.amount.to_year for one in self.course if one.mention.amount.to_year is not None]
        own = self.main.amount
        return (
            own.from_year if own.from_year is not None else min(first, default=None),
            own.to_year if own.to_year is not None else max(last, default=None),
        )

    @property
    def less(self) -> bool:
        """Whether it is a cut: money that gemeenten or their field lose."""
        return self.money.money is Money.CUT

    @property
    def aside(self) -> str:
        """Why it is not in the sums; empty when it is."""
        if self.stage is Stage.MENTIONED:
            return "alleen genoemd"
        return self.main.aside

    @property
    def back(self) -> bool:
        """Whether some step is of an earlier stage than one before it."""
        return any(step.back for step in self.course)

    def was(self, stage: Stage) -> bool:
        """Whether it ever was in a stage."""
        return any(step.stage is stage for step in self.course)


@dataclass(frozen=True, slots=True)
class PaidVerdict:
    """What a person decided about a mention; it wins from every rule.

    `what`: `stadium` (value: a stage), `geld` (value: as Money), `samen` (value: the id of another mention of the same money)
    or `apart` (it is no other mention's money).
    """

    key: str
    what: str
    value: str
    by: str
    at: str
    reason: str


@dataclass(frozen=True, slots=True)
class ThemeSum:
    """What was asked against what came in one theme and unit; euros, low and high. `count` numbers the lines in each.

    `came`: of lines that were budgeted or paid; `asked_and_came`: the part of it that was asked. Cuts are apart.
    """

    theme: str
    unit: Unit
    asked: tuple[float, float]
    promised: tuple[float, float]
    agreed: tuple[float, float]
    came: tuple[float, float]
    asked_and_came: tuple[float, float]
    cut: tuple[float, float]
    moved: tuple[float, float]
    """The part of `came` that is not new money."""
    count: tuple[int, int, int, int, int, int]
    """Lines in asked, promised, agreed, came, asked and came, cut."""
