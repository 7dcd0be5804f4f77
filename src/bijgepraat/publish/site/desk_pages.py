# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The pages of the desk as HTML."""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import cache
from zoneinfo import ZoneInfo

from jinja2 import Environment

from bijgepraat.model.desk_views import DeskView, HistoryView, PreviewView, ReleaseView, ReviewView, WeeksView
from bijgepraat.model.views import Page, place_of
from bijgepraat.publish.site import words
from bijgepraat.publish.site.pages import environment as site_environment

_HERE = ZoneInfo("Europe/Amsterdam")


def weeks(view: WeeksView) -> Page:
    """The desk's front page."""
    return _page("desk_weeks.html", view)


def week(view: DeskView) -> Page:
    """A week on the desk."""
    return _page("desk_week.html", view)


def history(view: HistoryView) -> Page:
    """The versions of a week."""
    return _page("desk_history.html", view)


def release(view: ReleaseView) -> Page:
    """The last look before an edition goes out."""
    return _page("desk_release.html", view)


def preview(view: PreviewView) -> Page:
    """The edition as readers would get it."""
    return _page("desk_preview.html", view)


def review(view: ReviewView) -> Page:
    """The queue of the ledgers."""
    return _page("desk_review.html", view)


def stamp(value: str) -> str:
    """An ISO moment in UTC as people here write it: `20 maart 2026, 11.00 uur`."""
    there = datetime.fromisoformat(value)
    there = (there if there.tzinfo else there.replace(tzinfo=UTC)).astimezone(_HERE)
    return f"{words.day(there.date())}, {there:%H.%M} uur"


def _page(template: str, view: object) -> Page:
    return Page(_environment().get_template(template).render(view=view).encode())


@cache
def _environment() -> Environment:
    found = site_environment().overlay()
    found.filters.update(stamp=stamp, iso_day=lambda value: words.day(date.fromisoformat(value)))
    found.globals.update(quote_page=lambda kind, key, start, end: place_of(f"{kind}:{key}", start, end))
    return found
