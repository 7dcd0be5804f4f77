# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""What the store keeps about following: cursors, rounds, fetches, announced files and warnings."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from bijgepraat.model.records import Original, Record
from bijgepraat.model.sync import Complaint, Piece, Validators
from bijgepraat.store import journal, pieces, sync, warnings
from bijgepraat.store.records import write
from bijgepraat.store.schema import fetches
from bijgepraat.store.store import Store

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path) as opened:
        yield opened


def test_a_stream_remembers_where_it_was_and_fails_apart_from_the_others(store: Store) -> None:
    with store.writing() as connection:
        assert sync.position(connection, "tk", "Zaak").cursor is None
        sync.advance(connection, "tk", "Zaak", cursor="skiptoken=5", newest="2026-11-20T00:00:00.0000000Z", arrived=NOW)
        sync.succeeded(connection, "tk", "Zaak", NOW)
        for hours in (1, 2):
            sync.failed(connection, "tk", "Besluit", NOW + timedelta(hours=hours), "serverfout", "De bron geeft een fout")
    with store.writing() as connection:
        assert sync.position(connection, "tk", "Zaak") == sync.Position("skiptoken=5", NOW)
        besluit, zaak = sync.stream_rows(connection, "tk")
        assert (besluit.failures, besluit.failing_since, besluit.error_code) == (2, "2026-11-23T10:00:00+00:00", "serverfout")
        assert (zaak.failures, zaak.error) == (0, None)
        sync.advance(connection, "tk", "Zaak", cursor=None, newest="2026-11-01T00:00:00.0000000Z", arrived=None)
        sync.succeeded(connection, "tk", "Besluit", NOW + timedelta(hours=3))
        besluit, zaak = sync.stream_rows(connection, "tk")
        assert (zaak.newest, zaak.cursor) == ("2026-11-20T00:00:00.0000000Z", "skiptoken=5"), "newest never moves back"
        assert (besluit.failures, besluit.failing_since, besluit.error) == (0, None, None)


def test_first_readings_and_floods_are_no_news(store: Store) -> None:
    def brought(first: bool, flood: bool, *keys: str) -> None:
        with store.writing() as connection:
            before = sync.changes(connection)
            write(connection, [Record("Zaak", key, "tk", key) for key in keys], None)
            number = sync.begin_round(connection, "tk", "Zaak", NOW, first=first, after=before)
            sync.note_round(connection, number, {"opgeslagen": len(keys)})
            sync.end_round(connection, number, NOW, flood=flood, error=None)

    brought(True, False, "a", "b")
    brought(False, False, "c")
    brought(False, True, "d", "e", "f")
    with store.reading() as connection:
        assert sync.not_news(connection, 0) == [(1, 2), (4, 6)]
        assert sync.not_news(connection, 2) == [(4, 6)]
        assert sync.stored_since(connection, "tk", NOW - timedelta(days=1)) == {"Zaak": 4}
        assert sync.stored_since(connection, "tk", NOW + timedelta(seconds=1)) == {}


def test_validators_are_those_of_the_last_stored_answer(store: Store) -> None:
    def fetched(sha: str, headers: dict[str, str]) -> None:
        with store.writing() as connection:
            number = journal.register_original(connection, Original(sha * 64, "vng", "https://vng.nl/rss", NOW, "text/xml", 1))
            sync.record_fetch(connection, "https://vng.nl/rss", "vng", number, NOW, headers)

    with store.reading() as connection:
        assert sync.validators_of(connection, "https://vng.nl/rss") is None
    fetched("a", {"etag": '"1"', "set-cookie": "geheim=1"})
    fetched("a", {"etag": '"1"'})
    fetched("b", {"last-modified": "Mon, 23 Nov 2026 09:00:00 GMT"})
    with store.reading() as connection:
        assert sync.validators_of(connection, "https://vng.nl/rss") == Validators(None, "Mon, 23 Nov 2026 09:00:00 GMT")
        rows = connection.execute(sa.select(fetches).order_by(fetches.c.id)).all()
    assert len(rows) == 2, "the same bytes with the same validators are one fetch"
    assert "geheim" not in rows[0].headers, "cookies are not kept"


def piece(address: str = "https://tk.nl/1.pdf", **more: object) -> Piece:
    return Piece(address, "tk", "Document", "d1", **more)  # type: ignore[arg-type]


def test_a_missing_file_is_tried_again_ever_more_rarely_and_stays_on_the_list(store: Store) -> None:
    at = NOW
    with store.writing() as connection:
        pieces.announce(connection, [piece(), piece()], at)
    waits = []
    for _ in range(40):
        with store.writing() as connection:
            assert [one.address for one in pieces.due(connection, "tk", at, most=9)] == ["https://tk.nl/1.pdf"]
            pieces.failed(connection, "https://tk.nl/1.pdf", at, "bestaat niet")
            assert pieces.due(connection, "tk", at, most=9) == []
            row = pieces.missing(connection)[0]
        if row.next_try is None:
            break
        waits.append(datetime.fromisoformat(row.next_try) - at)
        at = datetime.fromisoformat(row.next_try)
    assert waits == sorted(waits)
    assert waits[0] == timedelta(minutes=5)
    with store.reading() as connection:
        assert (row.state, row.error) == (pieces.GIVEN_UP, "bestaat niet")
        assert pieces.due(connection, "tk", at + timedelta(days=999), most=9) == []
        assert len(pieces.due(connection, "tk", at, most=9, everything=True)) == 1


def test_a_file_is_fetched_again_only_when_it_was_changed(store: Store) -> None:
    with store.writing() as connection:
        pieces.announce(connection, [piece(changed="2026-11-01")], NOW)
        pieces.done(connection, "https://tk.nl/1.pdf", NOW)
        pieces.announce(connection, [piece(changed="2026-11-01"), piece(changed="2026-10-01"), piece()], NOW)
        assert pieces.due(connection, "tk", NOW, most=9) == []
        pieces.announce(connection, [piece(changed="2026-11-02", size=7)], NOW)
        assert pieces.due(connection, "tk", NOW, most=9) == [piece(changed="2026-11-02", size=7)]
        assert pieces.counts(connection) == {"tk": {"wacht": 1}}


def test_files_of_a_deleted_record_are_let_go(store: Store) -> None:
    with store.writing() as connection:
        pieces.announce(connection, [piece(date=date(2026, 11, 1))], NOW)
        write(connection, [Record("Document", "d1", "tk", deleted=True)], None)
        pieces.drop_deleted(connection, "tk")
        assert pieces.counts(connection) == {}


def test_a_warning_is_counted_resolved_and_opened_again(store: Store) -> None:
    lost, other = Complaint("veld-verdwenen", "Soort is leeg", "Zaak z1"), Complaint("veld-verdwenen", "Datum is leeg")
    with store.writing() as connection:
        for hours in range(3):
            warnings.warn(connection, "tk", "Zaak", lost, NOW + timedelta(hours=hours), 2)
        warnings.warn(connection, "tk", "Zaak", other, NOW)
        warnings.warn(connection, "tk", "Besluit", other, NOW)
        warnings.warn(connection, "tk", None, Complaint("time-out", "duurde te lang", recovered=True), NOW)
        first = warnings.recent(connection, NOW)[0]
        assert (first.count, first.first, first.last) == (6, "2026-11-23T09:00:00+00:00", "2026-11-23T11:00:00+00:00")
        warnings.resolve(connection, "tk", "Zaak", {"veld-verdwenen"}, NOW, but=["Soort is leeg"])
        open_ones = [(row.stream, row.message) for row in warnings.recent(connection, NOW) if row.resolved is None]
        assert sorted(open_ones) == [("Besluit", "Datum is leeg"), ("Zaak", "Soort is leeg")]
        warnings.warn(connection, "tk", "Zaak", other, NOW + timedelta(days=1))
        assert sum(row.resolved is None for row in warnings.recent(connection, NOW)) == 3
        late = warnings.recent(connection, NOW + timedelta(days=30))
        assert all(row.resolved is None for row in late), "what is over and long ago is not told any more"
