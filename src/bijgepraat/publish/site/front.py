# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Pages on which readers come in: the timeline, a dossier, the pages that explain, and light or dark."""

from __future__ import annotations

from datetime import timedelta
from itertools import groupby

from markupsafe import Markup

from bijgepraat.model.dossier_views import DossierAbout
from bijgepraat.model.help_views import ExplanationView, SourceLine
from bijgepraat.model.money_views import Stand
from bijgepraat.model.timeline_views import Lane, TimelineView
from bijgepraat.model.views import DossierView, Frame, Page
from bijgepraat.publish.pictures.svg import Tone, svg
from bijgepraat.publish.pictures.timeline import LanePicture, TimelinePicture
from bijgepraat.publish.pictures.timeline import timeline as drawn_line
from bijgepraat.publish.site import words
from bijgepraat.publish.site.asks import SIGNS
from bijgepraat.publish.site.figure import NARROW
from bijgepraat.publish.site.money import COLUMNS, STANDS, UNIT_SAID, figures
from bijgepraat.publish.site.pages import _page

_WIDE = 900
_YEARS = 6
_LANES: dict[Lane, Tone] = {Lane.FIXED: "unsaid", Lane.FORMATION: "accent", Lane.VOTES: "asked", Lane.EDITIONS: "good"}
_NAMED = {"Prinsjesdag", "Verkiezingen", "Coalitieakkoord", "Hoofdlijnenakkoord", "Informateur", "Formateur", "Verkenner"}
"""What is written out beside its first dot, where there is room."""
_THEME_LANES: tuple[tuple[str, str, Tone], ...] = (
    ("toezegging", "toezeggingen", "accent"),
    ("stemming", "stemmingen", "asked"),
    ("geld", "geld", "good"),
)


def timeline(frame: Frame, view: TimelineView | None) -> Page:
    """The timeline of the formation; None for an empty store."""
    drawn, months = Markup(""), []
    if view is not None:
        picture = _picture(view)
        drawn = _line(picture)
        months = [(first, list(group)) for first, group in groupby(view.events, key=lambda event: event.day.replace(day=1))]
    return _page("timeline.html", frame, view=view, drawn=drawn, months=months)


def dossier(frame: Frame, view: DossierView, about: DossierAbout | None = None) -> Page:
    """One theme: where it stands (on the first page of it), and its documents."""
    drawn = Markup("")
    if about is not None and (about.weeks or about.events):
        picture = _theme_picture(about)
        drawn = _line(picture)
    return _page(
        "dossier.html",
        frame,
        view=view,
        about=about,
        drawn=drawn,
        money=figures(about.money)[:1] if about is not None and about.money is not None else [],
        SIGNS=SIGNS,
        COLUMNS=_money_columns(about),
        STANDS=STANDS,
        UNIT_SAID=UNIT_SAID,
    )


def display(frame: Frame, choice: str, changed: bool) -> Page:
    """Light or dark; `choice` is `licht`, `donker` or empty."""
    return _page("display.html", frame, choice=choice, changed=changed)


def explanation(frame: Frame, view: ExplanationView) -> Page:
    """How it works and how sure we are."""
    return _page("help.html", frame, view=view)


def accessibility(frame: Frame) -> Page:
    """How accessible the site is."""
    return _page("help_accessibility.html", frame)


def privacy(frame: Frame) -> Page:
    """What is kept of readers."""
    return _page("help_privacy.html", frame)


def sources(frame: Frame, rows: tuple[SourceLine, ...]) -> Page:
    """Where everything comes from."""
    return _page("help_sources.html", frame, rows=rows)


def _money_columns(about: DossierAbout | None) -> list[Stand]:
    """Asked and came, and of the steps between those on which there is something."""
    rows = about.money.rows[:_YEARS] if about is not None and about.money is not None else ()
    return [stand for stand in COLUMNS[:4] if stand in {Stand.ASKED, Stand.CAME} or any(stand in row.sums for row in rows)]


def _line(picture: TimelinePicture) -> Markup:
    """A line of time is as wide as the page, wider than other pictures."""
    # Made by ourselves: every word in it was escaped by `svg`.
    wide, narrow = drawn_line(picture, _WIDE), drawn_line(picture, NARROW)
    return Markup(svg(wide, "lijn-breed", "pic-wide") + svg(narrow, "lijn-smal", "pic-narrow"))  # noqa: S704


def _picture(view: TimelineView) -> TimelinePicture:
    lanes = []
    for lane, tone in _LANES.items():
        events = [event for event in view.events if event.lane is lane]
        if events:
            names = {event.sort: (event.day, event.sort) for event in reversed(events) if event.sort in _NAMED}
            ordered = sorted(names.values()) if lane in {Lane.FIXED, Lane.FORMATION} else []
            lanes.append(LanePicture(lane.value.capitalize(), tone, tuple(event.day for event in events), tuple(ordered)))
    said = ", ".join(f"{len(one.days)} × {one.name.lower()}" for one in lanes)
    return TimelinePicture(
        f"Tijdlijn, {view.name}",
        f"Elke stip is een dag waarop iets gebeurde: {said or 'niets'}. De lijst hierna noemt ze allemaal.",
        view.first,
        view.last,
        tuple(lanes),
        view.weeks,
        "Stukken" if view.weeks else "",
    )


def _theme_picture(about: DossierAbout) -> TimelinePicture:
    lanes = []
    days = [day for _lane, day in about.days]
    last = max([*(day + timedelta(days=6) for day, _number in about.weeks), *days])
    begin = last - timedelta(days=372)
    for key, name, tone in _THEME_LANES:
        some = tuple(day for lane, day in about.days if lane == key and day >= begin)
        if some:
            lanes.append(LanePicture(name.capitalize(), tone, some))
    first = min([day for day, _number in about.weeks] or days)
    papers = sum(number for _day, number in about.weeks)
    return TimelinePicture(
        f"{words.theme_name(about.theme)}: een jaar in beeld",
        f"{words.count(papers, 'stuk', 'stukken')} die gemeenten direct raken, per week als balk; stippen zijn de dagen van de "
        "gebeurtenissen in de lijst hierna.",
        max(first, begin),
        last,
        tuple(lanes),
        about.weeks,
        "Stukken" if about.weeks else "",
    )
