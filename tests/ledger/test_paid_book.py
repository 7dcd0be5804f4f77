# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The book of money: no amount is lost, the same money counts once, the order of the input makes no difference."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from bijgepraat.ledger.paid import lines_of, sums_of
from bijgepraat.ledger.paid_join import contradict, digits
from bijgepraat.model.claims import Amount, AmountKind, Span
from bijgepraat.model.paid import (
    COURSE,
    Mention,
    Money,
    MoneyFinding,
    PaidLine,
    PaidVerdict,
    Paper,
    Stage,
    StageFinding,
    Unit,
)

BATH = ("zwembad", "dorp", "openhoud", "verwarming")
BUS = ("buslijn", "platteland", "avond", "reiziger")
_FILLER = [frozenset({f"los{n}", f"woord{n}"}) for n in range(12)]


def said(
    euros: float,
    stage: Stage,
    about: Sequence[str],
    day: str,
    *,
    key: str = "",
    kind: AmountKind = "onbekend",
    years: tuple[int | None, int | None] = (None, None),
    money: Money = Money.NEW,
    theme: str = "cultuur-sport",
    high: float | None = None,
    approx: bool = False,
    aside: str = "",
    start: int = 0,
) -> Mention:
    name = key or f"{stage.value}-{day}"
    quote = f"€ {euros:.0f}"
    words = f"{quote} voor {' en '.join(about)} ({stage.value})"
    amount = Amount(quote, start, start + len(quote), euros, high or euros, approx, kind, *years)
    return Mention(
        kind="Publicatie",
        key=name,
        day=date.fromisoformat(day),
        paper=Paper.OTHER,
        amount=amount,
        sentence=Span(words, start, start + len(words)),
        stage=StageFinding(stage, "proef", 0.8),
        money=MoneyFinding(money, "proef", 0.6),
        themes=(theme,),
        level=2,
        stems=frozenset(about),
        work=name,
        aside=aside,
    )


def crowd() -> list[Mention]:
    """Other papers, so that rare words are rare."""
    return [
        said(1_000_000 * (n + 1) + 7, Stage.MENTIONED, sorted(words), "2024-01-01", key=f"ander-{n}", theme="wonen")
        for n, words in enumerate(_FILLER)
    ]


def book(*mentions: Mention, verdicts: Sequence[PaidVerdict] = ()) -> list[PaidLine]:
    return [line for line in lines_of([*mentions, *crowd()], verdicts) if not line.course[0].mention.key.startswith("ander-")]


def test_asked_agreed_budgeted_and_paid_is_one_line_with_its_course() -> None:
    found = book(
        said(100e6, Stage.PAID, BATH, "2026-03-01"),
        said(100e6, Stage.ASKED, BATH, "2024-02-01"),
        said(100e6, Stage.BUDGETED, BATH, "2025-09-16"),
        said(100e6, Stage.AGREED, BATH, "2024-05-16"),
    )
    assert len(found) == 1
    assert [step.stage for step in found[0].course] == [Stage.ASKED, Stage.AGREED, Stage.BUDGETED, Stage.PAID]
    assert found[0].stage is Stage.PAID
    assert not found[0].back
    for step in found[0].course:
        assert step.mention.sentence.quote
        assert 0 < step.confidence <= 1


def test_a_round_number_alone_joins_nothing() -> None:
    assert len(book(said(100e6, Stage.ASKED, BATH, "2024-02-01"), said(100e6, Stage.BUDGETED, BUS, "2024-03-01"))) == 2
    shared = ("zwembad", *BUS)
    assert len(book(said(100e6, Stage.ASKED, BATH, "2024-02-01"), said(100e6, Stage.BUDGETED, shared, "2024-03-01"))) == 2


def test_an_odd_number_needs_fewer_words_and_still_some() -> None:
    shared = ("zwembad", "dorp", "renovatie", "provincie", "achterstand")
    odd = [said(72_835_000, Stage.ASKED, BATH, "2024-02-01"), said(72_835_000, Stage.BUDGETED, shared, "2024-03-01")]
    assert len(book(*odd)) == 1
    alone = [said(72_835_000, Stage.ASKED, BATH, "2024-02-01"), said(72_835_000, Stage.BUDGETED, BUS, "2024-03-01")]
    assert len(book(*alone)) == 2


def test_what_contradicts_stays_apart() -> None:
    asked = said(100e6, Stage.ASKED, BATH, "2024-02-01", kind="structureel", years=(2025, None))
    assert len(book(asked, said(100e6, Stage.BUDGETED, BATH, "2024-03-01", kind="incidenteel"))) == 2
    assert len(book(asked, said(100e6, Stage.BUDGETED, BATH, "2024-03-01", years=(2023, 2024)))) == 2
    assert len(book(asked, said(100e6, Stage.BUDGETED, BATH, "2024-03-01", money=Money.CUT))) == 2
    assert len(book(asked, said(100e6, Stage.BUDGETED, BATH, "2024-03-01", theme="asiel"))) == 2
    assert len(book(asked, said(100e6, Stage.BUDGETED, BATH, "2024-03-01", kind="jaarlijks"))) == 1


def test_about_an_amount_may_be_near_it_and_an_exact_one_may_not() -> None:
    exact = said(103e6, Stage.ASKED, BATH, "2024-02-01")
    assert len(book(exact, said(100e6, Stage.BUDGETED, BATH, "2024-03-01", approx=True))) == 1
    assert len(book(exact, said(100e6, Stage.BUDGETED, BATH, "2024-03-01"))) == 2
    assert len(book(exact, said(80e6, Stage.BUDGETED, BATH, "2024-03-01", approx=True))) == 2


def test_an_earlier_stage_after_a_later_one_says_so() -> None:
    found = book(said(100e6, Stage.BUDGETED, BATH, "2024-02-01"), said(100e6, Stage.ASKED, BATH, "2025-02-01"))
    assert [(step.stage, step.back) for step in found[0].course] == [(Stage.BUDGETED, False), (Stage.ASKED, True)]
    assert found[0].back
    assert found[0].stage is Stage.BUDGETED


def test_sums_keep_units_and_cuts_apart_and_count_a_range_once() -> None:
    lines = book(
        said(100e6, Stage.ASKED, BATH, "2024-02-01", kind="structureel"),
        said(100e6, Stage.BUDGETED, BATH, "2025-02-01", kind="structureel", money=Money.OWN),
        said(30e6, Stage.ASKED, BUS, "2024-02-02", kind="incidenteel", high=50e6),
        said(45e6, Stage.BUDGETED, ("museum", "dak", "lekkage"), "2024-02-03", money=Money.CUT),
        said(5e6, Stage.BUDGETED, ("museum", "trap", "lift"), "2024-02-04", aside="deel van een ander bedrag"),
        said(7e6, Stage.MENTIONED, ("museum", "kaart", "prijs"), "2024-02-05"),
    )
    sums = {one.unit: one for one in sums_of(lines)}
    yearly, once, unsaid = sums[Unit.STRUCTURAL], sums[Unit.ONCE], sums[Unit.UNSAID]
    assert (yearly.asked, yearly.came, yearly.asked_and_came, yearly.moved) == ((100e6, 100e6),) * 4
    assert (once.asked, once.came) == ((30e6, 50e6), (0, 0))
    assert (unsaid.asked, unsaid.came, unsaid.cut) == ((0, 0), (0, 0), (45e6, 45e6))
    assert yearly.count == (1, 0, 0, 1, 1, 0)


def test_a_persons_verdict_wins_and_stays_after_more_mentions() -> None:
    first, second = said(100e6, Stage.ASKED, BATH, "2024-02-01"), said(100e6, Stage.BUDGETED, BUS, "2024-03-01")
    joined = PaidVerdict(first.id, "samen", second.id, "A. de Wit", "2026-01-01", "zelfde regeling")
    assert len(book(first, second, verdicts=[joined])) == 1
    parted = replace(joined, what="apart", value="", at="2026-02-01")
    assert len(book(first, second, verdicts=[joined, parted])) == 2
    same = said(100e6, Stage.BUDGETED, BATH, "2024-04-01")
    assert len(book(first, same)) == 1
    assert len(book(first, same, verdicts=[parted])) == 2
    paid = PaidVerdict(same.id, "stadium", "betaald", "A. de Wit", "2026-01-01", "staat op de rekening")
    own = PaidVerdict(same.id, "geld", "eigen-doos", "A. de Wit", "2026-01-01", "uitname")
    line = book(first, same, verdicts=[paid, own])[0]
    assert (line.stage, line.money.money) == (Stage.PAID, Money.OWN)
    assert set(line.decided) == {paid, own}
    wrong = PaidVerdict(same.id, "stadium", "zoek", "A. de Wit", "2026-01-01", "")
    assert book(first, same, verdicts=[wrong])[0].stage is Stage.BUDGETED


def test_digits_tell_how_round_a_number_is() -> None:
    assert [digits(value) for value in (100e6, 1_500_000_000, 728e6, 0.25, 0, 73.88)] == [1, 2, 3, 2, 1, 4]


MENTIONS = st.builds(
    said,
    st.sampled_from([100e6, 100e6, 728e6, 25e6, 103e6]),
    st.sampled_from(list(Stage)),
    st.lists(st.sampled_from([*BATH, *BUS]), min_size=1, max_size=6, unique=True),
    st.dates(date(2023, 1, 1), date(2026, 12, 31)).map(str),
    key=st.sampled_from(["a", "b", "c", "d", ""]),
    kind=st.sampled_from(["onbekend", "structureel", "incidenteel", "jaarlijks"]),
    years=st.sampled_from([(None, None), (2025, None), (2026, 2027), (2023, 2023)]),
    money=st.sampled_from(list(Money)),
    theme=st.sampled_from(["cultuur-sport", "mobiliteit"]),
    approx=st.booleans(),
    start=st.integers(0, 3),
)


@given(st.lists(MENTIONS, max_size=14), st.randoms(use_true_random=False))
@settings(max_examples=150, deadline=None)
def test_no_amount_is_lost_and_order_makes_no_difference(mentions: list[Mention], chance: random.Random) -> None:
    lines = lines_of(mentions)
    assert Counter(step.mention for line in lines for step in line.course) == Counter(mentions)
    shuffled = list(mentions)
    chance.shuffle(shuffled)
    assert lines_of(shuffled) == lines
    assert sums_of(lines_of(shuffled)) == sums_of(lines)


@given(st.lists(MENTIONS, max_size=14))
@settings(max_examples=150, deadline=None)
def test_a_line_never_falls_back_without_saying_so_and_holds_nothing_that_contradicts(mentions: list[Mention]) -> None:
    for line in lines_of(mentions):
        reached = -1
        for step in line.course:
            rank = COURSE.index(step.stage) if step.stage in COURSE else -1
            assert step.back == (0 <= rank < reached)
            reached = max(reached, rank)
        if reached >= 0:
            assert line.stage is COURSE[reached]
        held = [step.mention for step in line.course]
        assert not any(contradict(one, other) for n, one in enumerate(held) for other in held[n + 1 :])
        assert line.low <= line.high


@given(st.lists(MENTIONS, min_size=1, max_size=10), st.data())
@settings(max_examples=100, deadline=None)
def test_verdicts_survive_a_rebuild_with_more(mentions: list[Mention], data: st.DataObject) -> None:
    chosen = data.draw(st.sampled_from(mentions))
    stage = data.draw(st.sampled_from(list(COURSE)))
    verdict = PaidVerdict(chosen.id, "stadium", stage.value, "A. de Wit", "2026-01-01", "gezien")
    for some in (mentions, [*mentions, *crowd()]):
        steps = [step for line in lines_of(some, [verdict]) for step in line.course if step.mention.id == chosen.id]
        assert steps
        assert all(step.stage is stage for step in steps)
