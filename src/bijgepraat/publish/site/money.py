# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The pages of money, with their pictures."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from bijgepraat.model.money_views import UNIT_WORDS, MoneyLine, MoneyRow, MoneyStep, MoneyView, Stand
from bijgepraat.model.paid import Money, Unit
from bijgepraat.model.share_views import ShareView
from bijgepraat.model.views import Frame, Page
from bijgepraat.publish.pictures.bars import Bar, BarRow, BarsPicture, bars
from bijgepraat.publish.pictures.card import card
from bijgepraat.publish.pictures.flow import FlowPicture, FlowStage, flow
from bijgepraat.publish.pictures.svg import Tone
from bijgepraat.publish.site import words
from bijgepraat.publish.site.figure import Chip, figure
from bijgepraat.publish.site.pages import _page

STANDS = {
    Stand.ASKED: "gevraagd",
    Stand.PROMISED: "toegezegd",
    Stand.AGREED: "afgesproken",
    Stand.BUDGETED: "begroot",
    Stand.PAID: "betaald",
    Stand.CAME: "gekomen",
    Stand.NEW: "nieuw geld",
    Stand.OWN: "verschoven binnen het gemeentefonds",
    Stand.MOVED: "verschoven uit een ander budget",
    Stand.UNSAID: "niet gezegd of het nieuw is",
    Stand.CUT: "korting",
}
UNIT_CHIPS = {Unit.STRUCTURAL: "structureel", Unit.YEARLY: "per jaar", Unit.ONCE: "eenmalig", Unit.UNSAID: "staat er niet bij"}
UNIT_SAID = {
    Unit.STRUCTURAL: "Structureel geld, in euro’s per jaar",
    Unit.YEARLY: "In euro’s per jaar",
    Unit.ONCE: "Eenmalig, in euro’s in totaal",
    Unit.UNSAID: "In euro’s; de teksten zeggen niet of het per jaar of eenmalig is",
}
MONEY = {
    Money.NEW: "nieuw geld",
    Money.OWN: "verschoven binnen het gemeentefonds",
    Money.MOVED: "verschoven uit een ander budget",
    Money.CUT: "korting",
    Money.UNKNOWN: "niet gezegd of het nieuw is",
}
COLUMNS = (Stand.ASKED, Stand.PROMISED, Stand.AGREED, Stand.CAME, Stand.NEW, Stand.OWN, Stand.MOVED, Stand.CUT)
"""Of the table, in this order."""
_PARTS: tuple[tuple[Stand, Tone], ...] = (
    (Stand.NEW, "new"),
    (Stand.OWN, "own"),
    (Stand.MOVED, "moved"),
    (Stand.UNSAID, "unsaid"),
)
_ESTIMATES: tuple[tuple[Stand, Tone], ...] = ((Stand.ASKED, "asked"), (Stand.CAME, "new"), (Stand.CUT, "cut"))
_FLOW = (Stand.ASKED, Stand.PROMISED, Stand.AGREED, Stand.BUDGETED, Stand.PAID)
_MOST = 12


def money(frame: Frame, view: MoneyView, share: ShareView) -> Page:
    """Money per theme, or per year of one theme with its lines."""
    return _page(
        "money.html",
        frame,
        view=view,
        share=share,
        figures=figures(view),
        unit_chips=_unit_chips,
        year_chips=_year_chips,
        stand_chips=_stand_chips,
        years_of=words.years,
        STANDS=STANDS,
        MONEY=MONEY,
        COLUMNS=COLUMNS,
        UNIT_WORDS=UNIT_WORDS,
        UNIT_SAID=UNIT_SAID,
        rounded=_about,
        course_of=_course_of,
    )


def figures(view: MoneyView) -> list[Markup]:
    """The pictures of a page of money: of one theme the way from asked to paid first, then the bars."""
    overview = _overview(view)
    drawn = [figure(lambda width: bars(overview, width), "overzicht")] if overview.rows else []
    if view.theme and view.total is not None and view.total.sums and not view.choice.municipality:
        stages = _stages(view, view.total)
        drawn.insert(0, figure(lambda width: flow(stages, width), "stroom"))
    return drawn


def money_card(view: MoneyView, day: str) -> str:
    """The picture of a page of money as a card, SVG; `day` is the day it stands for."""
    year = f", {view.choice.year}" if view.choice.year else ""
    about = f" voor {words.theme_name(view.theme).lower()}" if view.theme else ""
    below = f"{UNIT_SAID[view.choice.unit]}{year}. Gekomen is: begroot of betaald."
    town = view.choice.municipality
    if town is not None:
        picture = _overview(view, 4)
        heading = f"Geld{about}: wat het voor {town.name} zou zijn"
        return card(
            heading, "Schatting, als alles via het gemeentefonds ging.", day, bars(picture, 760) if picture.rows else None
        )
    if view.theme and view.total is not None and view.total.sums:
        return card(f"Geld{about}: van vraag tot betaling", below, day, flow(_stages(view, view.total), 760))
    if view.rows:
        return card("Wat gemeenten vroegen, en wat er kwam", below, day, bars(_overview(view, 4), 760))
    return card(f"Geld{about}: gevraagd en gekomen", "Hierover is nog niets gevonden.", day)


def _overview(view: MoneyView, most: int = _MOST) -> BarsPicture:
    """All rows; with a municipality its estimates, in the place of the sums of the country."""
    town = view.choice.municipality
    shown = [row for row in view.rows if row.parts] if town is not None else list(view.rows)
    what = "jaar" if view.theme else "thema"
    return BarsPicture(
        f"Schatting voor {town.name} per {what}" if town is not None else f"Gevraagd en gekomen geld per {what}",
        f"Balken op één schaal. {UNIT_SAID[view.choice.unit]}. De bedragen staan ook in de tabel hierna.",
        tuple(_bar_row(view, row) for row in shown[:most]),
        _legend(shown[:most], estimated=town is not None),
    )


def _bar_row(view: MoneyView, row: MoneyRow) -> BarRow:
    name = (row.name or "zonder datum") if view.theme else words.theme_name(row.name)
    if view.choice.municipality is not None:
        parts = [(stand, tone) for stand, tone in _ESTIMATES if stand in row.parts]
        return BarRow(
            name,
            tuple(
                Bar(((tone, row.parts[stand][1]),), f"ongeveer {_about(row.parts[stand])} {STANDS[stand]}")
                for stand, tone in parts
            ),
        )
    found = []
    if Stand.ASKED in row.sums:
        found.append(Bar((("asked", row.sums[Stand.ASKED].high),), f"{_said(row, Stand.ASKED)} gevraagd"))
    if Stand.AGREED in row.sums:
        found.append(Bar((("accent", row.sums[Stand.AGREED].high),), f"{_said(row, Stand.AGREED)} afgesproken"))
    if Stand.CAME in row.sums:
        came = tuple((tone, row.sums[stand].high) for stand, tone in _PARTS if stand in row.sums)
        found.append(Bar(came, f"{_said(row, Stand.CAME)} gekomen"))
    if Stand.CUT in row.sums:
        found.append(Bar((("cut", row.sums[Stand.CUT].high),), f"{_said(row, Stand.CUT)} korting"))
    return BarRow(name, tuple(found) or (Bar((), "alleen toegezegd"),))


def _stages(view: MoneyView, total: MoneyRow) -> FlowPicture:
    found = []
    for stand in _FLOW:
        one = total.sums.get(stand)
        asked = total.asked.get(stand, 0.0)
        rest: tuple[tuple[Tone, float], ...] = (("unsaid", one.high - asked),) if one is not None and one.high > asked else ()
        found.append(FlowStage(STANDS[stand].capitalize(), _said(total, stand) if one else "niets gevonden", asked, rest))
    return FlowPicture(
        f"Van vraag tot betaling: {words.theme_name(view.theme)}",
        f"Vijf balken op één schaal; links in elke balk wat gevraagd was. {UNIT_SAID[view.choice.unit]}. "
        "De bedragen staan ook in de tabel hierna.",
        tuple(found),
        (("asked", "was gevraagd"), ("unsaid", "niet eerder gevraagd")),
    )


def _legend(rows: Sequence[MoneyRow], *, estimated: bool) -> tuple[tuple[Tone, str], ...]:
    """Only the tones that the picture has."""
    there = {stand for row in rows for stand in (row.parts if estimated else row.sums)}
    sums: tuple[tuple[Stand, Tone], ...] = ((Stand.ASKED, "asked"), (Stand.AGREED, "accent"), *_PARTS, (Stand.CUT, "cut"))
    return tuple((tone, STANDS[stand]) for stand, tone in (_ESTIMATES if estimated else sums) if stand in there)


def _course_of(line: MoneyLine) -> list[tuple[MoneyStep, list[MoneyStep]]]:
    """The course, with the places of one paper that say the same stage taken together."""
    found: dict[tuple[object, ...], list[MoneyStep]] = {}
    for step in line.steps:
        found.setdefault((step.stage, step.day, step.title, step.back), []).append(step)
    return [(same[0], same[1:]) for same in found.values()]


def _unit_chips(view: MoneyView) -> list[Chip]:
    return [(UNIT_CHIPS[unit], page, unit is view.choice.unit, number) for unit, number, page in view.units]


def _year_chips(view: MoneyView) -> list[Chip]:
    every: Chip = ("alle jaren", view.all_years, view.choice.year is None, None)
    return [every, *((str(year), page, year == view.choice.year, None) for year, page in view.years)]


def _stand_chips(view: MoneyView) -> list[Chip]:
    every: Chip = ("alle", view.all_stands, view.choice.stand is None, None)
    return [every, *((STANDS[stand], page, stand is view.choice.stand, number) for stand, number, page in view.stands)]


def _said(row: MoneyRow, stand: Stand) -> str:
    """A sum as it stands in a picture, to three digits; the table has it to the euro."""
    one = row.sums[stand]
    return words.euros(_rounded(one.low), _rounded(one.high))


def _about(found: tuple[float, float]) -> str:
    """An estimate, to three digits."""
    return words.euros(_rounded(found[0]), _rounded(found[1]))


def _rounded(value: float) -> float:
    digits = len(str(int(abs(value))))
    return round(value, 3 - digits) if digits > 3 else value
