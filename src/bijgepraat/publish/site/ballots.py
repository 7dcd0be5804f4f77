# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The pages of votes, with their pictures."""

from __future__ import annotations

from markupsafe import Markup

from bijgepraat.model.share_views import ShareView
from bijgepraat.model.views import Frame, Page
from bijgepraat.model.vote_views import PartyVote, TogetherView, VotesView, VotingRow
from bijgepraat.publish.pictures.bars import Bar, BarRow, BarsPicture, bars
from bijgepraat.publish.pictures.card import card
from bijgepraat.publish.pictures.svg import Drawing
from bijgepraat.publish.pictures.votes import SeatsPicture, seats
from bijgepraat.publish.site import words
from bijgepraat.publish.site.figure import WIDE, Chip, alone, figure
from bijgepraat.publish.site.pages import _page

_MUCH, _VERY, _LITTLE = 65, 85, 35
"""From and below which shares of a hundred two parties often, nearly always, or seldom stand on the same side."""
_ENOUGH = 5
"""Of fewer votes no share is told."""
_ON_CARD = 8


def votes(frame: Frame, view: VotesView, share: ShareView) -> Page:
    """How parties voted."""
    return _page(
        "votes.html",
        frame,
        view=view,
        share=share,
        seats_of=_seats_of,
        sides_of=_sides_of,
        side_chips=_side_chips,
        outcome_chips=_outcome_chips,
    )


def together(frame: Frame, view: TogetherView, share: ShareView) -> Page:
    """Parties beside each other."""
    drawn = figure(lambda width: _bars(view, width), "partijen") if view.parties else ""
    return _page("votes_together.html", frame, view=view, share=share, figure=drawn, share_of=_share_of)


def votes_card(view: TogetherView, day: str) -> str:
    """How often parties voted for, as a card, SVG."""
    about = f" over {words.theme_name(view.choice.theme).lower()}" if view.choice.theme else ""
    year = f" in {view.choice.year}" if view.choice.year else ""
    heading = f"Hoe partijen stemden{about}{year}"
    below = f"{words.count(view.total, 'stemming', 'stemmingen')} over wat gemeenten raakt"
    return card(heading, below, day, _bars(view, 760, _ON_CARD) if view.parties else None)


def _bars(view: TogetherView, width: int, most: int | None = None) -> Drawing:
    rows = tuple(
        BarRow(
            one.name,
            (Bar((("for", one.ayes), ("against", one.noes)), f"{words.number(one.ayes)} voor, {words.number(one.noes)} tegen"),),
        )
        for one in view.parties[:most]
    )
    desc = "Per partij een balk: hoe vaak zij voor stemde en hoe vaak tegen. De aantallen staan ook in de tabel hierna."
    return bars(BarsPicture("Voor en tegen per partij", desc, rows, (("for", "voor"), ("against", "tegen"))), width)


def _seats_of(row: VotingRow, number: int) -> Markup:
    """The house in one bar. The words beside it say the same."""
    parties = [(one.name, "voor", one.ayes) for one in row.parties if one.ayes]
    parties += [(one.name, "tegen", one.noes) for one in row.parties if one.noes]
    parties += [(one.name, "afwezig", one.absent) for one in row.parties if one.absent]
    title = f"{row.ayes} zetels voor, {row.noes} tegen"
    return alone(seats(SeatsPicture(title, "", tuple(parties)), WIDE), f"stemming-{number}")


def _sides_of(row: VotingRow) -> list[tuple[str, int, list[tuple[PartyVote, int]]]]:
    """Each side with its seats and its parties; a divided party stands on both with its part."""
    sides = (
        ("Voor", [(one, one.ayes) for one in row.parties if one.ayes]),
        ("Tegen", [(one, one.noes) for one in row.parties if one.noes]),
        ("Niet", [(one, one.absent) for one in row.parties if one.absent]),
    )
    return [(name, sum(number for _one, number in some), some) for name, some in sides if some]


def _side_chips(view: VotesView) -> list[Chip]:
    every: Chip = ("alle", view.all_sides, not view.choice.side, None)
    return [every, *((name, page, name == view.choice.side, number) for name, number, page in view.sides)]


def _outcome_chips(view: VotesView) -> list[Chip]:
    every: Chip = ("alle", view.all_outcomes, not view.choice.outcome, None)
    return [every, *((name.lower(), page, name == view.choice.outcome, number) for name, number, page in view.outcomes)]


def _share_of(cell: tuple[int, int]) -> tuple[int | None, str]:
    """The share of a hundred in which two parties stood on the same side, and the class that shows it."""
    both, same = cell
    if both < _ENOUGH:
        return None, "none"
    found = round(100 * same / both)
    return found, "very" if found >= _VERY else "much" if found >= _MUCH else "little" if found < _LITTLE else ""
