# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The pages of promises, with their pictures."""

from __future__ import annotations

from markupsafe import Markup

from bijgepraat.model.promise_views import Due, PromiseRow, PromisesView, PromiseView
from bijgepraat.model.promises import PromiseState
from bijgepraat.model.share_views import ShareView
from bijgepraat.model.views import Frame, Page
from bijgepraat.publish.pictures.bars import Bar, BarRow, BarsPicture, bars
from bijgepraat.publish.pictures.card import card
from bijgepraat.publish.pictures.clock import ClockPicture, clock
from bijgepraat.publish.pictures.svg import Tone
from bijgepraat.publish.site import words
from bijgepraat.publish.site.figure import figure
from bijgepraat.publish.site.pages import _page

DUES = {
    Due.PAST: "Over tijd",
    Due.MONTH: "Binnen een maand",
    Due.QUARTER: "Binnen drie maanden",
    Due.LATER: "Later",
    Due.OPEN: "Zonder datum",
}
_NAMES: dict[str, str] = {one.value: name for some in (words.PROMISE_STATES, DUES) for one, name in some.items()}
_TONES: dict[PromiseState, Tone] = {
    PromiseState.OVERDUE: "cut",
    PromiseState.OPEN: "asked",
    PromiseState.FULFILLED: "new",
    PromiseState.WITHDRAWN: "unsaid",
    PromiseState.BROKEN: "bad",
}
_MONTHS = 12


def promises(frame: Frame, view: PromisesView, share: ShareView) -> Page:
    """The board of promises, or a list of them."""
    drawn = figure(lambda width: bars(_terms(view), width), "termijnen") if view.months and view.board == "termijn" else None
    return _page("promises.html", frame, view=view, share=share, figure=drawn, NAMES=_NAMES)


def promise(frame: Frame, view: PromiseView, share: ShareView) -> Page:
    """One promise with its life."""
    return _page("promise.html", frame, view=view, share=share, figure=_clock_of(view))


def promises_card(view: PromisesView, day: str) -> str:
    """How promises stand, as a card, SVG."""
    about = f" over {words.theme_name(view.theme).lower()}" if view.theme else ""
    total = sum(number for _state, number, _page in view.counts)
    rows = tuple(
        BarRow(words.PROMISE_STATES[state], (Bar(((_TONES[state], number),), words.number(number)),))
        for state, number, _page in view.counts
    )
    heading = f"Wat bewindspersonen beloofden{about}"
    picture = bars(BarsPicture("Toezeggingen per stand", "", rows), 620) if rows else None
    return card(heading, words.count(total, "toezegging", "toezeggingen"), day, picture)


def promise_card(view: PromiseView, day: str) -> str:
    """One promise with its clock, as a card, SVG."""
    row = view.row
    said = ", ".join(filter(None, (row.by_name, row.by_role, words.day(row.made) if row.made else "")))
    picture = _picture(view)
    return card(f"“{row.quote}”", f"{words.PROMISE_STATES[row.state]}. {said}", day, clock(picture, 760) if picture else None)


def _terms(view: PromisesView) -> BarsPicture:
    rows = []
    for month, number in view.months[:_MONTHS]:
        tone: Tone = "cut" if month is None else "asked"
        rows.append(BarRow("over tijd" if month is None else words.month(month), (Bar(((tone, number),), str(number)),)))
    rest = sum(number for _month, number in view.months[_MONTHS:])
    if rest:
        rows.append(BarRow("later", (Bar((("asked", rest),), str(rest)),)))
    said = ", ".join(f"{row.name} {row.bars[0].said}" for row in rows)
    return BarsPicture(
        "Wanneer termijnen aflopen", f"Toezeggingen die nog openstaan, naar de maand van hun termijn: {said}.", tuple(rows)
    )


def _clock_of(view: PromiseView) -> Markup | None:
    picture = _picture(view)
    return figure(lambda width: clock(picture, width), "klok") if picture else None


def _picture(view: PromiseView) -> ClockPicture | None:
    """The clock; None where one of its ends is not known, or nothing is waited for."""
    row = view.row
    if (
        row.made is None
        or row.until is None
        or row.until < row.made
        or row.state not in {PromiseState.OPEN, PromiseState.OVERDUE}
    ):
        return None
    days = tuple(step.day for step in view.steps if step.day is not None)
    return ClockPicture(
        "De klok van deze toezegging",
        f"Gedaan op {words.day(row.made)}; de termijn loopt tot en met {words.day(row.until)}. {left_of(row)}.",
        (row.made, f"gedaan {words.day(row.made)}"),
        (row.until, f"tot en met {words.day(row.until)}"),
        (view.day, "vandaag"),
        days,
        late=row.state is PromiseState.OVERDUE,
    )


def left_of(row: PromiseRow) -> str:
    """How long there still is, in words."""
    if row.left is None:
        return "Zonder datum"
    if row.left < 0:
        return f"{words.count(-row.left, 'dag', 'dagen')} over tijd"
    return f"Nog {words.count(row.left, 'dag', 'dagen')}" if row.left else "Vandaag is de laatste dag"
