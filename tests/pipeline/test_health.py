# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""How the followed sources are doing: each state, what counts as silence, which state wins, and what monitoring is told."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bijgepraat.model.health import Fault, Health, SourceHealth, State, StreamFacts, worst
from bijgepraat.model.records import Original
from bijgepraat.model.sync import Complaint, Description, Piece, StreamPromise
from bijgepraat.pipeline.health import (
    FAILED_ROUND,
    asked_recently,
    health,
    moment,
    silent_since,
    source_health,
    stream_health,
    working_time,
)
from bijgepraat.settings import Settings
from bijgepraat.store import journal, pieces, sync, warnings
from bijgepraat.store.store import Store

MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
FRIDAY = MONDAY - timedelta(days=3)
NOW = MONDAY
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def description(name: str = "bode", **more: Any) -> Description:
    values: dict[str, Any] = {
        "title": "De Gemeentebode",
        "service": "feeds",
        "address": "https://bode.example/feed",
        "licence": "CC0-1.0",
        "attribution": "De Gemeentebode",
        "poll": HOUR,
        "silence": 2 * DAY,
        "streams": {"nieuws": StreamPromise()},
    }
    return Description(name=name, **{**values, **more})


def facts(stream: str = "nieuws", **more: Any) -> StreamFacts:
    values: dict[str, Any] = {"polled": NOW - HOUR, "succeeded": NOW - HOUR, "newest": NOW - 2 * HOUR, "arrived": NOW - HOUR}
    return StreamFacts(stream, **{**values, **more})


def fault(**more: Any) -> Fault:
    values: dict[str, Any] = {"first": NOW - DAY, "last": NOW - HOUR, "resolved": None}
    return Fault("bode", "De Gemeentebode", "nieuws", "aantal", "te weinig", "0 records", 1, **{**values, **more})


def state_of(*rows: StreamFacts, faults: tuple[Fault, ...] = (), missing: int = 0, **more: Any) -> State:
    return source_health("bode", description(**more), rows, faults, NOW, missing=missing).state


# Time without weekends


def test_a_weekend_is_no_time() -> None:
    assert working_time(FRIDAY, MONDAY) == DAY
    assert working_time(FRIDAY + DAY, FRIDAY + 2 * DAY) == timedelta()
    assert working_time(MONDAY, MONDAY + HOUR) == HOUR
    assert working_time(MONDAY - timedelta(days=14), MONDAY) == 10 * DAY
    assert working_time(MONDAY, FRIDAY) == timedelta(), "what lies ahead is no silence"


def test_a_weekend_begins_at_midnight_where_the_sources_are() -> None:
    midnight_here = datetime(2026, 11, 20, 23, 0, tzinfo=UTC)
    assert working_time(midnight_here - HOUR, midnight_here + HOUR) == HOUR


# Silence


def test_from_friday_to_monday_is_not_silent() -> None:
    assert (MONDAY - FRIDAY) > 2 * DAY
    assert silent_since(facts(newest=FRIDAY, succeeded=NOW), 2 * DAY, NOW, None) is None
    assert state_of(facts(newest=FRIDAY)) is State.GOOD


def test_silence_begins_just_past_its_promise() -> None:
    spoke = MONDAY - 4 * DAY - HOUR
    assert working_time(spoke, MONDAY) == 2 * DAY + HOUR
    at_most = working_time(spoke, MONDAY)
    assert silent_since(facts(newest=spoke, succeeded=MONDAY), at_most, MONDAY, None) is None
    assert silent_since(facts(newest=spoke, succeeded=MONDAY), at_most - timedelta(seconds=1), MONDAY, None) == spoke


def test_a_moment_that_lies_ahead_is_a_clock_that_is_off() -> None:
    long_ago = NOW - 20 * DAY
    ahead = facts(newest=NOW + 300 * DAY, arrived=long_ago)
    assert silent_since(ahead, 2 * DAY, NOW, None) == long_ago, "what arrived counts in its place"
    assert silent_since(facts(newest=NOW + 300 * DAY, arrived=NOW - HOUR), 2 * DAY, NOW, None) is None
    found = source_health("bode", description(), [ahead], (), NOW)
    assert (found.state, found.since, found.newest) == (State.SILENT, long_ago, None)


def test_a_stream_that_never_brought_anything_is_silent_from_the_beginning() -> None:
    mute = facts(newest=None, arrived=None)
    assert silent_since(mute, 2 * DAY, NOW, NOW - 9 * DAY) == NOW - 9 * DAY
    assert silent_since(mute, 2 * DAY, NOW, NOW - DAY) is None
    assert silent_since(facts(newest=None, arrived=None, succeeded=None), 2 * DAY, NOW, NOW - 9 * DAY) is None


def test_only_the_time_in_which_we_listened_counts() -> None:
    spoke = MONDAY - 7 * DAY
    assert silent_since(facts(newest=spoke, succeeded=spoke + DAY), 2 * DAY, NOW, None) is None


def test_the_promise_of_a_stream_goes_before_that_of_the_source() -> None:
    quiet = {"streams": {"nieuws": StreamPromise(silence=30 * DAY)}}
    spoke = facts(newest=NOW - 14 * DAY)
    assert state_of(spoke) is State.SILENT
    assert state_of(spoke, **quiet) is State.GOOD
    assert stream_health(spoke, description(), NOW).silence == 2 * DAY


# Asked or not


def test_once_a_day_on_weekdays_is_often_enough() -> None:
    quarter = timedelta(minutes=15)
    assert asked_recently(MONDAY - 25 * HOUR, quarter, MONDAY)
    assert asked_recently(FRIDAY - timedelta(minutes=20), quarter, MONDAY), "a weekend without a machine is no neglect"
    tuesday = MONDAY + DAY
    assert asked_recently(tuesday, quarter, tuesday + 36 * HOUR)
    assert not asked_recently(tuesday, quarter, tuesday + 36 * HOUR + timedelta(seconds=1))


def test_a_slow_cadence_may_be_missed_four_times() -> None:
    assert asked_recently(MONDAY, DAY, MONDAY + 4 * DAY)
    assert not asked_recently(MONDAY, DAY, MONDAY + 4 * DAY + 12 * HOUR - 1 * HOUR)


def test_what_nobody_asked_is_our_fault_and_never_called_silent() -> None:
    found = source_health("bode", description(), [facts(polled=NOW - 9 * DAY, succeeded=NOW - 9 * DAY)], (), NOW)
    assert (found.state, found.since) == (State.NOT_ASKED, NOW - 9 * DAY)


# States


def test_a_failing_stream_disturbs_its_source() -> None:
    failing = facts("oud", failing_since=NOW - DAY, failures=3, code="serverfout", error="De bron geeft een fout")
    two = {"streams": {"nieuws": StreamPromise(), "oud": StreamPromise()}}
    found = source_health("bode", description(**two), [facts(), failing], (), NOW)
    assert (found.state, found.since) == (State.DISTURBED, NOW - DAY)
    assert [(stream.name, stream.state) for stream in found.streams] == [("nieuws", State.GOOD), ("oud", State.DISTURBED)]
    assert [stream.name for stream in found.odd_streams] == ["oud"]


def test_a_source_that_cannot_begin_is_disturbed_whatever_its_streams_were() -> None:
    begin = StreamFacts("begin", polled=NOW - HOUR, failing_since=NOW - 5 * DAY, failures=9, error="geen verbinding")
    old = facts(polled=NOW - 5 * DAY, succeeded=NOW - 5 * DAY, newest=NOW - 5 * DAY)
    found = source_health("bode", description(), [begin, old], (), NOW)
    assert found.state is State.DISTURBED
    assert [stream.state for stream in found.streams] == [State.DISTURBED, State.GOOD], "it was not asked because it could not be"
    over = StreamFacts("begin", polled=NOW - 5 * DAY)
    assert state_of(over, facts()) is State.GOOD


def test_a_stream_that_is_no_longer_described_says_nothing() -> None:
    assert state_of(facts(), facts("vervallen", failing_since=NOW - 99 * DAY, failures=1, error="weg")) is State.GOOD


def test_warnings_and_missing_files_ask_for_attention() -> None:
    assert state_of(facts()) is State.GOOD
    assert state_of(facts(), faults=(fault(),)) is State.ATTENTION
    assert state_of(facts(), missing=1) is State.ATTENTION
    found = source_health("bode", description(), [facts()], [fault()], NOW)
    assert found.since == NOW - DAY


def test_a_warning_that_was_not_seen_for_a_month_is_kept_but_counts_no_more() -> None:
    assert state_of(facts(), faults=(fault(last=NOW - 30 * DAY),)) is State.ATTENTION
    old = fault(last=NOW - 30 * DAY - HOUR)
    found = source_health("bode", description(), [facts()], [old], NOW)
    assert (found.state, found.faults) == (State.GOOD, (old,))


def test_what_is_not_asked_by_design_is_fine() -> None:
    assert state_of() is State.NEVER
    assert state_of(on_demand=True) is State.ON_DEMAND
    assert state_of(enabled=False) is State.OFF
    assert state_of(facts(failing_since=NOW, failures=1), enabled=False) is State.OFF


def test_a_source_on_demand_is_only_disturbed_by_what_fails_now() -> None:
    long_ago = {"polled": NOW - 60 * DAY, "succeeded": NOW - 60 * DAY, "newest": NOW - 60 * DAY}
    assert state_of(facts(**long_ago), on_demand=True) is State.GOOD
    assert state_of(facts(failing_since=NOW - HOUR, failures=1), on_demand=True) is State.DISTURBED
    assert state_of(facts(**long_ago, failing_since=NOW - 60 * DAY, failures=1), on_demand=True) is State.ON_DEMAND


def test_a_first_round_that_is_going_on_is_good() -> None:
    assert state_of(facts(polled=None, succeeded=None)) is State.GOOD
    assert state_of(facts(polled=None, succeeded=None, arrived=NOW - 9 * DAY)) is State.NOT_ASKED
    assert state_of(StreamFacts("nieuws")) is State.NEVER


def test_a_source_without_a_description_asks_for_attention() -> None:
    found = source_health("weg", None, [facts()], (), NOW)
    assert (found.state, found.title, found.needs_attention) == (State.UNDESCRIBED, "weg", True)


# The worst of all, and what monitoring is told


def test_the_worst_state_decides() -> None:
    assert worst([State.GOOD, State.SILENT, State.DISTURBED, State.ATTENTION]) is State.DISTURBED
    assert worst([State.OFF, State.GOOD]) is State.GOOD
    assert worst([State.ATTENTION, State.SILENT]) is State.SILENT
    assert worst([]) is State.GOOD
    assert state_of(facts(newest=NOW - 30 * DAY), faults=(fault(),)) is State.SILENT


@pytest.mark.parametrize(
    ("states", "status"),
    [
        ([], 0),
        ([State.GOOD, State.NEVER, State.OFF, State.ON_DEMAND], 0),
        ([State.GOOD, State.ATTENTION], 1),
        ([State.SILENT], 1),
        ([State.NOT_ASKED], 1),
        ([State.UNDESCRIBED], 1),
        ([State.ATTENTION, State.DISTURBED], 3),
    ],
)
def test_the_exit_status_is_that_of_the_worst_source(states: list[State], status: int) -> None:
    assert Health(tuple(SourceHealth(str(n), str(n), state) for n, state in enumerate(states))).exit_status == status


def test_descriptions_that_cannot_be_read_are_worth_a_look() -> None:
    assert (Health(unreadable="bode.yaml: kapot").worst, Health(unreadable="kapot").exit_status) == (State.ATTENTION, 1)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2026-11-20T08:15:30.1234567Z", datetime(2026, 11, 20, 8, 15, 30, 123456, tzinfo=UTC)),
        ("2026-11-20T08:15:30+01:00", datetime(2026, 11, 20, 7, 15, 30, tzinfo=UTC)),
        ("2026-11-20T08:15:30", datetime(2026, 11, 20, 8, 15, 30, tzinfo=UTC)),
        ("2026-11-20", datetime(2026, 11, 20, 23, 59, 59, tzinfo=UTC)),
        ("2026-11-31", None),
        ("0001-01-01T00:00:00+14:00", None),
        ("vrijdag", None),
        ("", None),
        (None, None),
    ],
)
def test_moments_of_sources_are_read_or_left(value: str | None, expected: datetime | None) -> None:
    assert moment(value) == expected


# From a store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path) as opened:
        yield opened


def followed(store: Store, name: str, newest: datetime, at: datetime = NOW, stream: str = "nieuws") -> None:
    with store.writing() as connection:
        sync.advance(connection, name, stream, cursor="1", newest=newest.strftime("%Y-%m-%dT%H:%M:%S.0000000Z"), arrived=newest)
        sync.succeeded(connection, name, stream, at)


def known(*names: str) -> dict[str, Description]:
    return {name: description(name, title=name.title()) for name in names}


def test_an_empty_store_is_healthy_whatever_is_described(store: Store, tmp_path: Path) -> None:
    found = health(store, Settings(tmp_path), NOW)
    assert (found.exit_status, found.worst, found.followed) == (0, State.GOOD, False)
    assert {source.state for source in found.sources} <= {State.NEVER, State.ON_DEMAND, State.OFF}
    assert "tweedekamer" in {source.source for source in found.sources}


def test_a_lost_field_and_a_source_that_goes_quiet_are_seen(store: Store) -> None:
    followed(store, "bode", NOW - HOUR)
    followed(store, "krant", NOW - 12 * DAY)
    lost = Complaint("veld-verdwenen", "Het veld Soort is bijna nergens meer gevuld", "9 van 9 zonder, bijvoorbeeld Bericht b1")
    with store.writing() as connection:
        warnings.warn(connection, "bode", "nieuws", lost, NOW, 9)
    found = health(store, known("bode", "krant", "nieuw"), NOW)
    assert [(source.source, source.state) for source in found.sources] == [
        ("krant", State.SILENT),
        ("bode", State.ATTENTION),
        ("nieuw", State.NEVER),
    ]
    assert found.sources[0].since == NOW - 12 * DAY
    assert [(row.code, row.example, row.count) for row in found.sources[1].faults] == [(lost.code, lost.example, 9)]
    assert found.exit_status == 1
    with store.writing() as connection:
        warnings.resolve(connection, "bode", "nieuws", {"veld-verdwenen"}, NOW)
    followed(store, "krant", NOW)
    better = health(store, known("bode", "krant", "nieuw"), NOW)
    assert (better.exit_status, better.worst) == (0, State.GOOD)
    assert [(row.source, row.message, row.resolved) for row in better.recovered] == [("bode", lost.message, NOW)]


def test_what_recovered_is_told_for_a_week(store: Store) -> None:
    followed(store, "bode", NOW)
    with store.writing() as connection:
        for days in (6, 8):
            complaint = Complaint("time-out", f"duurde {days} dagen geleden te lang", recovered=True)
            warnings.warn(connection, "bode", "nieuws", complaint, NOW - days * DAY)
    found = health(store, known("bode"), NOW)
    assert [row.message for row in found.recovered] == ["duurde 6 dagen geleden te lang"]
    assert found.exit_status == 0


def test_a_failure_is_disturbed_until_a_round_goes_well_and_told_afterwards(store: Store) -> None:
    followed(store, "bode", NOW - DAY, NOW - DAY)

    def fail(at: datetime) -> None:
        with store.writing() as connection:
            sync.failed(connection, "bode", "nieuws", at, "serverfout", "De bron geeft een fout")
            number = sync.begin_round(connection, "bode", "nieuws", at, first=False, after=0)
            sync.end_round(connection, number, at, flood=False, error="De bron geeft een fout")

    fail(NOW - 3 * HOUR)
    fail(NOW - 2 * HOUR)
    found = health(store, known("bode"), NOW)
    (stream,) = found.sources[0].streams
    assert (stream.since, stream.facts.failures, stream.facts.error) == (NOW - 3 * HOUR, 2, "De bron geeft een fout")
    assert (found.exit_status, found.recovered) == (3, ())
    followed(store, "bode", NOW - HOUR, NOW - HOUR)
    better = health(store, known("bode"), NOW)
    assert better.exit_status == 0
    (row,) = better.recovered
    assert (row.code, row.count, row.first, row.last) == (FAILED_ROUND, 2, NOW - 3 * HOUR, NOW - 2 * HOUR)
    assert [one.error for one in better.rounds] == ["De bron geeft een fout"] * 2
    assert health(store, known("bode"), NOW + 8 * DAY).recovered == ()


def test_missing_files_are_listed_and_ask_for_attention(store: Store) -> None:
    followed(store, "bode", NOW)
    some = [Piece(f"https://bode.example/{n}.pdf", "bode", "Bericht", f"b{n}", title=f"Brief {n}") for n in range(60)]
    with store.writing() as connection:
        pieces.announce(connection, some, NOW - DAY)
    assert health(store, known("bode"), NOW).exit_status == 0, "what waits for its first turn is not missing"
    with store.writing() as connection:
        for piece in some[:55]:
            pieces.failed(connection, piece.address, NOW - HOUR, "Op dit adres is niets")
    found = health(store, known("bode"), NOW)
    (source,) = found.sources
    assert (source.state, source.missing, source.waiting, found.missing_total) == (State.ATTENTION, 55, 5, 55)
    assert len(found.missing) == 50
    first = found.missing[0]
    assert (first.source_title, first.announced, first.tries, first.error) == ("Bode", NOW - DAY, 1, "Op dit adres is niets")
    assert first.next_try == NOW - HOUR + timedelta(minutes=5)


def test_a_source_that_never_brought_anything_is_silent_from_its_first_answer(store: Store) -> None:
    with store.writing() as connection:
        number = journal.register_original(
            connection, Original("a" * 64, "bode", "https://bode.example/feed", NOW, "text/xml", 1)
        )
        sync.record_fetch(connection, "https://bode.example/feed", "bode", number, NOW - 10 * DAY, {})
        sync.succeeded(connection, "bode", "nieuws", NOW)
    (source,) = health(store, known("bode"), NOW).sources
    assert (source.state, source.since, source.newest) == (State.SILENT, NOW - 10 * DAY, None)
    (source,) = health(store, known("bode"), NOW - 9 * DAY).sources
    assert source.state is State.GOOD


def test_rows_of_a_source_that_is_no_longer_described_are_shown(store: Store) -> None:
    followed(store, "bode", NOW)
    found = health(store, {}, NOW)
    assert [(source.source, source.state) for source in found.sources] == [("bode", State.UNDESCRIBED)]
    assert found.exit_status == 1


def test_rounds_say_what_they_brought(store: Store) -> None:
    with store.writing() as connection:
        number = sync.begin_round(connection, "bode", "nieuws", NOW, first=True, after=0)
        sync.note_round(connection, number, {"opgeslagen": 4, "herzonden": 600, "geweigerd": 1})
        sync.end_round(connection, number, NOW, flood=True, error=None)
        sync.begin_round(connection, "bode", "nieuws", NOW, first=False, after=0)
    running, done = health(store, known("bode"), NOW).rounds
    assert (running.finished, running.first) == (None, False)
    assert (done.stored, done.unchanged, done.resent, done.refused, done.first, done.flood) == (4, 0, 600, 1, True, True)


def test_an_unreadable_description_leaves_the_bundled_ones(store: Store, tmp_path: Path) -> None:
    own = Settings(tmp_path)
    own.sources.mkdir()
    (own.sources / "bode.yaml").write_text("name: bode\nnaam: dubbel\n", "utf-8")
    found = health(store, own, NOW)
    assert found.unreadable is not None
    assert "bode.yaml" in found.unreadable
    assert found.exit_status == 1
    assert "tweedekamer" in {source.source for source in found.sources}
