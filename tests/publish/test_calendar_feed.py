# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Calendars, read back with another parser."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import vobject
from hypothesis import given
from hypothesis import strategies as st

from bijgepraat.model.follow_views import CalendarItem, CalendarView
from bijgepraat.publish.calendar import calendar

SITE = "https://example.org"
HERE = ZoneInfo("Europe/Amsterdam")
MEETING = CalendarItem(
    uid="activiteit-a1@bijgepraat",
    title="Commissiedebat jeugdhulp",
    begin=datetime(2026, 3, 30, 10, 0, tzinfo=HERE),
    end=datetime(2026, 3, 30, 13, 0, tzinfo=HERE),
    modified=datetime(2026, 2, 1, 12, 0, tzinfo=UTC),
    sequence=0,
    cancelled=False,
    page="/documenten/Activiteit/a1",
    sort="commissiedebat",
    about="vaste commissie voor VWS",
    place="Thorbeckezaal",
)
TERM = replace(MEETING, uid="toezegging-t1@bijgepraat", title="Termijn", begin=date(2026, 4, 1), end=None, place="")
HOSTILE = [
    "komma, puntkomma; backslash \\ dubbele punt: en \\n letterlijk",
    "regel\neen\r\nEND:VEVENT\r\nBEGIN:VALARM",
    "\x00\x07\x1b\x85\u2028 bel",
    "😀👩‍👩‍👧é" * 40,
    "ö" * 10_000,
    "]]>",
    "",
]


def body(*items: CalendarItem) -> bytes:
    return calendar(CalendarView("Bijgepraat: Jeugd", items), SITE).body


def read(raw: bytes) -> Any:
    return vobject.readOne(raw.decode())


def test_another_program_reads_it_back() -> None:
    found = read(body(MEETING, TERM))
    meeting, term = found.vevent_list
    assert meeting.uid.value == MEETING.uid
    assert meeting.summary.value == MEETING.title
    assert meeting.dtstart.value.astimezone(UTC) == datetime(2026, 3, 30, 8, 0, tzinfo=UTC)  # summer time began the day before
    assert meeting.dtend.value.astimezone(UTC) == datetime(2026, 3, 30, 11, 0, tzinfo=UTC)
    assert meeting.location.value == "Thorbeckezaal"
    assert meeting.url.value == f"{SITE}/documenten/Activiteit/a1"
    assert meeting.description.value == f"vaste commissie voor VWS\n{SITE}/documenten/Activiteit/a1"
    assert (term.dtstart.value, term.dtend.value) == (date(2026, 4, 1), date(2026, 4, 2))
    assert term.transp.value == "TRANSPARENT"
    assert found.vtimezone.tzid.value == "Europe/Amsterdam"
    assert found.prodid.value
    assert found.version.value == "2.0"


def test_winter_and_summer_time_both_hold() -> None:
    winter = replace(MEETING, uid="w", begin=datetime(2026, 12, 1, 10, 0, tzinfo=HERE), end=None)
    (event,) = read(body(winter)).vevent_list
    assert event.dtstart.value.astimezone(UTC) == datetime(2026, 12, 1, 9, 0, tzinfo=UTC)
    assert not hasattr(event, "dtend")


def test_a_meeting_that_moved_keeps_its_uid_with_a_higher_sequence() -> None:
    later = datetime(2026, 2, 9, 8, 0, tzinfo=UTC)
    moved = replace(MEETING, begin=datetime(2026, 4, 7, 14, 0, tzinfo=HERE), end=None, sequence=1, modified=later)
    (event,) = read(body(moved)).vevent_list
    assert (event.uid.value, event.sequence.value) == (MEETING.uid, "1")
    assert event.last_modified.value == event.dtstamp.value == later
    assert event.status.value == "CONFIRMED"


def test_what_is_off_is_cancelled() -> None:
    (event,) = read(body(replace(MEETING, cancelled=True, sequence=2))).vevent_list
    assert event.status.value == "CANCELLED"
    assert event.summary.value == "Vervallen: Commissiedebat jeugdhulp"


def test_the_same_calendar_is_the_same_bytes() -> None:
    assert body(MEETING, TERM) == body(MEETING, TERM)


def test_an_empty_calendar_is_a_calendar() -> None:
    assert read(body()).name == "VCALENDAR"


@pytest.mark.parametrize("title", HOSTILE)
def test_hostile_titles(title: str) -> None:
    raw = body(replace(MEETING, title=title, about=title, place=title, sort=title or "x"), TERM)
    assert_well_formed(raw)
    first, second = read(raw).vevent_list
    shown = "".join(char for char in title if char.isalnum())
    assert "".join(char for char in first.summary.value if char.isalnum()) == (shown if title.strip() else "Zondertitel")
    assert second.summary.value == "Termijn"


@given(st.text(max_size=120))
def test_any_text_is_read_back_as_one_event(title: str) -> None:
    raw = body(replace(MEETING, title=title, about=title, place=title))
    assert_well_formed(raw)
    assert len(read(raw).vevent_list) == 1


def assert_well_formed(raw: bytes) -> None:
    lines = raw.split(b"\r\n")
    assert lines[-1] == b""
    assert all(len(line) <= 75 for line in lines)
    assert not any(b"\n" in line or b"\r" in line for line in lines)
    for line in lines:
        line.decode()  # no line is folded within a character
    assert raw.count(b"\r\nBEGIN:VALARM") == 0
