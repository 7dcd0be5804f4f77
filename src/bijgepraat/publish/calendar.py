# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Calendars (RFC 5545) that a program can subscribe to: meetings and votes with their hour, deadlines as whole days."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from icalendar import Calendar, Event, Timezone
from icalendar.prop import vUri

from bijgepraat.model.follow_views import CalendarItem, CalendarView
from bijgepraat.model.views import Page

MEDIA_TYPE = "text/calendar; charset=utf-8"
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u0080-\u009f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
_AGAIN = timedelta(hours=1)
_HERE = """\
BEGIN:VTIMEZONE
TZID:Europe/Amsterdam
BEGIN:STANDARD
DTSTART:19961027T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
TZNAME:CET
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:19810329T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
TZNAME:CEST
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
END:VTIMEZONE
"""
"""The rule of the European Union. The dates that the library writes out one by one are read an hour off by other programs."""


def calendar(view: CalendarView, site: str) -> Page:
    """A calendar as bytes; `site` is the address of the site without a slash at the end."""
    found = Calendar()
    found.add("prodid", "-//Bijgepraat//Bijgepraat//NL")
    found.add("version", "2.0")
    found.add("calscale", "GREGORIAN")
    found.add("name", line(view.name))
    found.add("x-wr-calname", line(view.name))
    found.add("x-wr-timezone", "Europe/Amsterdam")
    found.add("refresh-interval", _AGAIN, parameters={"VALUE": "DURATION"})
    found.add("x-published-ttl", "PT1H")
    found.add_component(Timezone.from_ical(_HERE))
    for item in view.items:
        found.add_component(_event(item, site))
    return Page(found.to_ical(sorted=False), MEDIA_TYPE)


def _event(item: CalendarItem, site: str) -> Event:
    event = Event()
    event.add("uid", item.uid)
    # Without a method this is the moment of the last revision: the same calendar twice is the same bytes.
    event.add("dtstamp", item.modified.astimezone(UTC))
    event.add("last-modified", item.modified.astimezone(UTC))
    event.add("sequence", item.sequence)
    event.add("dtstart", item.begin)
    if isinstance(item.begin, datetime):
        if item.end is not None and item.end > item.begin:
            event.add("dtend", item.end)
    else:
        event.add("dtend", item.begin + timedelta(days=1))
        event.add("transp", "TRANSPARENT")
    event.add("status", "CANCELLED" if item.cancelled else "CONFIRMED")
    event.add("summary", line(f"Vervallen: {item.title}" if item.cancelled else item.title) or "Zonder titel")
    page = site + item.page
    event.add("description", "\n".join(filter(None, (line(item.about), page))))
    if item.place.strip():
        event.add("location", line(item.place))
    event["url"] = vUri(page)
    event.add("categories", [line(item.sort)])
    return event


def line(value: str) -> str:
    """A text on one line, without what is no text."""
    return " ".join(_CONTROL.sub(" ", value).split())
