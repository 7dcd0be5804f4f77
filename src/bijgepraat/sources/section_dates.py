# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""When the sections of a page were written that runs backwards in time: from the days they name and from their order.

A day without a year takes the year that fits the sections around it. A day far ahead of its place is an announcement, and one
far behind it a look back: it remains the section's date, but tells nothing about its neighbours.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bijgepraat.sources.days import Day, find_days

_AGAINST = 4
"""How much more a step against the page's order weighs than one with it: 73 days ahead is as far as 292 days back."""
_SLIP = 400
"""Days that a wrong day of the week weighs: more than a year in the page's order, less than much against it."""
_MOST_DAYS = 4
"""Days of one section that are considered; one that names more is an agenda."""
_FARTHEST = 365
"""Days outside its bounds at which a day that a section names is no longer taken for its own."""
_BUDGET_DAY = re.compile(r"\bPrinsjesdag(?:\s+((?:19|20)\d\d))?", re.IGNORECASE)
_ON_BUDGET_DAY = re.compile(r"\b(?:met|op|tijdens|deze|vandaag)\s+(?:deze\s+)?Prinsjesdag(?:\s+((?:19|20)\d\d))?", re.IGNORECASE)
_BESIDE_BUDGET_DAY = re.compile(r"\b(?:voor|na|naar|richting|aanloop|vooruitblik)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Mention:
    """A day that a section names: on a day of the year, or Prinsjesdag when `day` is None. `fixed` where its year is known."""

    phrase: str
    day: Day | None = None
    fixed: date | None = None

    def on(self, year: int) -> date | None:
        """This day in `year`; None where that year has none."""
        return budget_day(year) if self.day is None else self.day.on(year)

    def slips(self, day: date) -> bool:
        """Whether `day` is another day of the week than the one named."""
        return self.day is not None and self.day.weekday not in (None, day.weekday())


@dataclass(frozen=True, slots=True)
class Dated:
    """What is known of a section's date. `between`: the oldest and the newest day on which it can have been put on the page.

    `settled` is True when its date fits the order of the page.
    """

    day: date | None = None
    phrase: str | None = None
    between: tuple[date | None, date | None] = (None, None)
    settled: bool = False


def budget_day(year: int) -> date:
    """Prinsjesdag: the third Tuesday of September (Grondwet, article 65)."""
    first = date(year, 9, 1)
    return first + timedelta(days=(1 - first.weekday()) % 7 + 14)


def mentions_of(text: str, *, title: bool) -> list[Mention]:
    """The days that a text names, in order, Prinsjesdag last.

    Prinsjesdag counts where something happens on it ("op Prinsjesdag"), or as the subject of a title; not in "na Prinsjesdag".
    """
    found = [Mention(day.phrase, day, day.date) for day in find_days(text)]
    spoken = _ON_BUDGET_DAY.search(text)
    if spoken is None and title and not _BESIDE_BUDGET_DAY.search(text):
        spoken = _BUDGET_DAY.search(text)
    if spoken:
        found.append(Mention(spoken.group(), None, budget_day(int(spoken[1])) if spoken[1] else None))
    return found


def date_sections(mentions: Sequence[Sequence[Mention]], known: date | None = None) -> list[Dated]:
    """What is known of each section's date. `mentions` are those of each section, newest section first.

    `known` is a day on which the page was there, None when there is no telling; without it and without any year on the page
    no day gets a date.
    """
    considered = [each[:_MOST_DAYS] for each in mentions]
    settled = _longest_chain(considered)
    chosen = {n: mention for n, (mention, _) in settled.items()}
    dates = {n: day for n, (_, day) in settled.items()}
    fits = dict(dates)
    top = min(fits, default=None)
    # Downward from the newest year known, so that each day found bounds the next; what lies above it, upward.
    below = [n for n in range(len(considered)) if n not in fits and (top is None or n > top)]
    above = [n for n in range(len(considered)) if top is not None and n < top][::-1]
    for n in (*below, *above):
        bounds = _around(n, fits, known)
        choice = _choose(considered[n], bounds)
        if choice is not None:
            mention, day, fitting = choice
            chosen[n], dates[n] = mention, day
            if fitting:
                fits[n] = day
    return [
        Dated(
            day=dates.get(n),
            phrase=chosen[n].phrase if n in chosen else next((mention.phrase for mention in each if mention.fixed is None), None),
            between=(fits[n], fits[n]) if n in fits else _around(n, fits, known),
            settled=n in fits,
        )
        for n, each in enumerate(considered)
    ]


def _longest_chain(mentions: Sequence[Sequence[Mention]]) -> dict[int, tuple[Mention, date]]:
    """At most one day with a year from each section, so that as many as possible run backwards in time down the page.

    Of equally many, those with the newest days and the earliest words: a look back is more usual than a look far ahead.
    """
    days = [(n, mention, mention.fixed) for n, each in enumerate(mentions) for mention in each if mention.fixed is not None]
    best: list[tuple[int, int, int]] = []
    """For each day the length of the longest chain that ends with it, the sum of its days, and the place of the one before."""
    for place, (n, _, day) in enumerate(days):
        before = [
            (best[other][0], best[other][1], -other) for other in range(place) if days[other][0] < n and days[other][2] >= day
        ]
        length, total, other = max(before, default=(0, 0, 1))
        best.append((length + 1, total + day.toordinal(), -other))
    if not best:
        return {}
    at = max(range(len(best)), key=lambda place: (best[place][0], best[place][1], -place))
    chain: dict[int, tuple[Mention, date]] = {}
    while at >= 0:
        n, mention, day = days[at]
        chain[n] = (mention, day)
        at = best[at][2]
    return chain


def _around(n: int, fits: dict[int, date], known: date | None) -> tuple[date | None, date | None]:
    """The nearest day found below a section, which is older, and above it, which is newer."""
    older = next((fits[other] for other in sorted(fits) if other > n), None)
    newer = next((fits[other] for other in sorted(fits, reverse=True) if other < n), None)
    if newer is None and known is not None and (older is None or known >= older):
        newer = known
    return older, newer


def _choose(mentions: Sequence[Mention], bounds: tuple[date | None, date | None]) -> tuple[Mention, date, bool] | None:
    """The first mention that fits its place, else the first that is near it, with whether it fits."""
    options = [(mention, day) for mention in mentions if (day := _nearest(mention, bounds)) is not None]
    fitting = [(mention, day) for mention, day in options if _against(day, bounds) == 0]
    if fitting and bounds != (None, None):
        return (*fitting[0], True)
    near = [(mention, day) for mention, day in options if _against(day, bounds) <= _AGAINST * _FARTHEST]
    return (*near[0], False) if near else None


def _nearest(mention: Mention, bounds: tuple[date | None, date | None]) -> date | None:
    """The date of a mention, with the year that fits best between the bounds; None when nothing bounds it."""
    if mention.fixed is not None:
        return mention.fixed
    years = [bound.year for bound in bounds if bound is not None]
    if not years:
        return None
    days = [mention.on(year) for year in range(min(years) - 1, max(years) + 2)]
    return min(
        (day for day in days if day is not None),
        key=lambda day: _distance(day, bounds) + _SLIP * mention.slips(day),
        default=None,
    )


def _distance(day: date, bounds: tuple[date | None, date | None]) -> int:
    older, newer = bounds
    if older is not None and newer is not None:
        return _against(day, bounds)
    near = older if older is not None else newer
    with_order = abs((day - near).days) if near is not None else 0
    return max(_against(day, bounds), with_order)


def _against(day: date, bounds: tuple[date | None, date | None]) -> int:
    """How far a day lies outside its bounds, in days, weighed."""
    older, newer = bounds
    too_old = (older - day).days if older is not None else 0
    too_new = (day - newer).days if newer is not None else 0
    return _AGAINST * max(too_old, too_new, 0)
