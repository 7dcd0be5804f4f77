# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""One round of one stream, on a service made up here: what is kept, what is told, and where the next round goes on."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from threading import Event
from typing import Any

import pytest
import sqlalchemy as sa

from bijgepraat.model.records import Notice, Record, Severity
from bijgepraat.model.sync import Bounds, Complaint, Description, Piece, Position, StreamPromise, Validators
from bijgepraat.pipeline.sync.fetching import Fetching, PieceReport
from bijgepraat.pipeline.sync.stream import Complaints, Round, StreamReport
from bijgepraat.sources.blob import InputError
from bijgepraat.sources.fetched import Body, Fetched, FetchError, GoneError
from bijgepraat.sources.services.service import Batch, StreamError
from bijgepraat.store import pieces, sync, warnings
from bijgepraat.store.schema import fetches, records, rounds
from bijgepraat.store.store import Store

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
DAY = timedelta(days=1)


def description(**promise: Any) -> Description:
    stream = StreamPromise(**promise)
    return Description("bron", "Een bron", "x", "https://bron.example/", "CC0-1.0", "Bron", DAY, DAY, {"nieuws": stream})


def answer(name: str) -> Fetched:
    body = f"antwoord {name}".encode()
    return Fetched(f"https://bron.example/{name}", f"https://bron.example/{name}", 200, NOW, {}, Body(body), len(body))


def item(
    n: int, day: date = date(2026, 11, 20), title: str = "Bericht", modified: str = "2026-11-20T00:00:00.0000000Z"
) -> Record:
    return Record("Bericht", f"b{n}", "bron", f"{title} {n}", day, modified, fields={"soort": "nieuws"})


@dataclass
class Scripted:
    """A service that gives what it was told to give, and remembers from where it was asked."""

    script: Callable[[Position], Iterator[Batch]]
    asked: list[Position] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)

    def streams(self) -> Sequence[str]:
        return ["nieuws"]

    def prepare(self, network: object) -> None: ...

    def read(self, stream: str, position: Position, network: object, now: datetime) -> Iterator[Batch]:
        self.asked.append(position)
        return self.script(position)

    def read_piece(self, piece: Piece, fetched: Fetched) -> Iterator[Record | Notice]:
        body = fetched.body.bytes()
        if not body:
            raise InputError("het bestand is leeg")
        yield Record("Bestand", piece.address, "bron", "Bijlage", text=body.decode())
        if body == b"half":
            raise InputError("halverwege stuk")


class NoNetwork:
    """Files by address; anything else is an error."""

    def __init__(self, files: dict[str, bytes | FetchError] | None = None) -> None:
        self.files = files or {}

    def get(self, address: str, **_more: object) -> Fetched:
        found = self.files[address]
        if isinstance(found, FetchError):
            raise found
        return Fetched(address, address, 200, NOW, {}, Body(found), len(found))

    def known(self, address: str) -> Validators | None:
        return None

    def tell(self, complaint: Complaint) -> None: ...

    def again(self, address: str, complaint: Complaint, attempt: int) -> bool:
        return False


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path) as opened:
        yield opened


def run(
    store: Store,
    service: Scripted | Callable[[Position], Iterator[Batch]],
    *,
    now: datetime = NOW,
    stop: Event | None = None,
    told: list[Complaint] | None = None,
    **promise: Any,
) -> StreamReport:
    complaints = Complaints()
    for complaint in told or ():
        complaints.add(complaint)
    return Round(
        store=store,
        description=description(**promise),
        service=service if isinstance(service, Scripted) else Scripted(service),
        stream="nieuws",
        network=NoNetwork(),
        complaints=complaints,
        now=lambda: now,
        stop=stop or Event(),
        tell=lambda _report: None,
    ).run()


def count(store: Store, table: sa.Table) -> int:
    with store.reading() as connection:
        return int(connection.execute(sa.select(sa.func.count()).select_from(table)).scalar_one())


def state(store: Store) -> Any:
    with store.reading() as connection:
        return sync.stream_rows(connection, "bron")[0]


def told(store: Store) -> list[tuple[str, str | None, int, bool]]:
    with store.reading() as connection:
        return [(row.code, row.example, row.count, row.resolved is not None) for row in warnings.recent(connection, NOW - DAY)]


def test_answers_records_and_cursor_are_kept_together(store: Store) -> None:
    def script(position: Position) -> Iterator[Batch]:
        assert position.cursor is None
        yield Batch(answer("1"), [item(1), item(2)], cursor="na 1")
        yield Batch(answer("2"), [item(3)], cursor="na 2")

    report = run(store, script)
    assert (report.read, report.stored, report.error, report.first) == (3, 3, None, True)
    assert (count(store, records), count(store, fetches), count(store, rounds)) == (3, 2, 1)
    assert state(store).cursor == "na 2"
    assert state(store).newest == "2026-11-20T00:00:00.0000000Z"
    with store.reading() as connection:
        rows = connection.execute(sa.select(records.c.key, records.c.original).order_by(records.c.key)).all()
    assert [row.original for row in rows] == [1, 1, 2]


@pytest.mark.parametrize(
    "error",
    [
        StreamError("de feed is afgekapt", "afgekapt"),
        FetchError("geen antwoord", address="x", temporary=True),
        InputError("onleesbaar"),
    ],
    ids=["stream", "fetch", "input"],
)
def test_what_came_before_an_error_counts_and_the_next_round_goes_on_there(store: Store, error: Exception) -> None:
    def broken(_position: Position) -> Iterator[Batch]:
        yield Batch(answer("1"), [item(1)], cursor="na 1")
        raise error

    report = run(store, broken)
    assert (report.stored, report.error) == (1, str(error))
    row = state(store)
    assert (row.cursor, row.failures, row.error, row.succeeded) == ("na 1", 1, str(error), None)

    service = Scripted(lambda _position: iter([Batch(answer("2"), [item(2)], cursor="na 2")]))
    assert run(store, service, now=NOW + DAY).error is None
    assert service.asked == [Position("na 1", None, None)]
    row = state(store)
    assert (row.failures, row.error, row.failing_since, row.succeeded) == (0, None, None, "2026-11-24T09:00:00+00:00")


def test_a_bug_in_a_service_is_not_swallowed_and_moves_no_cursor(store: Store) -> None:
    def broken(_position: Position) -> Iterator[Batch]:
        yield Batch(answer("1"), [item(1)], cursor="na 1")
        yield Batch(answer("2"), [object()], cursor="na 2")  # type: ignore[list-item]

    with pytest.raises(AttributeError):
        run(store, broken)
    assert count(store, records) == 0
    with store.reading() as connection:
        assert sync.position(connection, "bron", "nieuws").cursor is None


def test_a_round_without_news_leaves_no_trace_but_the_time(store: Store) -> None:
    run(store, lambda _p: iter([Batch(answer("1"), [item(1)], cursor="a")]))
    changes, logged = store.changes(), count(store, rounds)
    report = run(store, lambda _p: iter([Batch(answer("1"), [item(1)], cursor="a")]), now=NOW + DAY)
    assert (report.unchanged, report.stored) == (1, 0)
    assert (store.changes(), count(store, rounds), count(store, fetches)) == (changes, logged, 1)
    assert (state(store).succeeded, state(store).arrived) == ("2026-11-24T09:00:00+00:00", "2026-11-23T09:00:00+00:00")


def test_old_documents_sent_again_in_masses_are_no_news(store: Store) -> None:
    old = [item(n, date(2020, 1, 1)) for n in range(2000)]
    run(store, lambda _p: iter([Batch(answer("1"), old, cursor="a")]))
    changes = store.changes()
    again = [item(n, date(2020, 1, 1), modified="2026-11-23T00:00:00.0000000Z") for n in range(2000)]
    report = run(store, lambda _p: iter([Batch(answer("2"), again, cursor="b")]), now=NOW + DAY)
    assert (report.resent, report.stored, report.flood) == (2000, 0, True)
    assert store.changes() == changes, "nobody who follows the changes sees anything of it"
    assert told(store) == [("herzending", "2000 stukken", 1, True)]

    touched = [item(n, date(2020, 1, 1), title="Opgepoetst", modified="2026-11-24T00:00:00.0000000Z") for n in range(2000)]
    report = run(store, lambda _p: iter([Batch(answer("3"), touched, cursor="c")]), now=NOW + 2 * DAY)
    assert (report.stored, report.flood) == (2000, True)
    with store.reading() as connection:
        assert sync.not_news(connection, changes) == [(changes + 1, changes + 2000)], "stored, and marked as no news"


def test_promises_are_judged_and_a_warning_goes_when_the_field_is_back(store: Store) -> None:
    promise: dict[str, Any] = {"fields": ("onderwerp",), "answer": Bounds(5, 100)}
    bare = [item(n) for n in range(4)]
    run(store, lambda _p: iter([Batch(answer("1"), bare, whole=True)]), **promise)
    assert sorted(told(store)) == [
        ("aantal", "4 records", 1, False),
        ("veld-verdwenen", "4 van 4 zonder, bijvoorbeeld Bericht b0", 1, False),
    ]
    run(store, lambda _p: iter([Batch(answer("2"), bare[:2])]), now=NOW + DAY, **promise)
    assert all(not over for *_rest, over in told(store)), "two records say nothing about a field"
    full = [Record("Bericht", f"c{n}", "bron", "Titel", fields={"onderwerp": "jeugd"}) for n in range(6)]
    run(store, lambda _p: iter([Batch(answer("3"), full, whole=True)]), now=NOW + DAY, **promise)
    assert all(over for *_rest, over in told(store))


def test_notices_and_faults_on_the_way_are_kept_with_number_and_example(store: Store) -> None:
    refused = Notice(Severity.REFUSED, "geen-id", "feed", "regel 7", "het record heeft geen Id", "Bericht")
    odd = Notice(Severity.WARNED, "schijndatum", "feed", "b1", "Datum heeft de schijndatum", "Bericht")
    report = run(
        store,
        lambda _p: iter([Batch(answer("1"), [item(1)], [refused, refused, odd])]),
        told=[Complaint("time-out", "duurde te lang", "https://bron.example/1", recovered=True)] * 3,
    )
    assert (report.read, report.stored, report.refused) == (3, 1, 2)
    assert sorted(told(store)) == [
        ("geen-id", "Bericht regel 7", 2, False),
        ("schijndatum", "Bericht b1", 1, True),
        ("time-out", "https://bron.example/1", 3, True),
    ]


def test_a_thousand_sorts_of_complaint_become_a_few(store: Store) -> None:
    run(store, lambda _p: iter(()), told=[Complaint("raar", f"melding {n}") for n in range(1000)])
    found = told(store)
    assert len(found) == 21
    assert sum(number for _code, _example, number, _over in found) == 1000


def test_stopping_ends_the_batch_and_is_no_failure(store: Store) -> None:
    stop = Event()

    def script(_position: Position) -> Iterator[Batch]:
        yield Batch(answer("1"), [item(1)], cursor="na 1")
        stop.set()
        yield Batch(answer("2"), [item(2)], cursor="na 2")
        raise AssertionError("asked for more after it was told to stop")

    report = run(store, script, stop=stop)
    assert report.error is not None and "Onderbroken" in report.error
    assert (state(store).cursor, state(store).failures, state(store).succeeded) == ("na 2", 0, None)


def test_a_clock_that_runs_ahead_does_not_hide_that_a_source_is_silent(store: Store) -> None:
    ahead = item(1, modified="2099-01-01T00:00:00.0000000Z")
    run(store, lambda _p: iter([Batch(answer("1"), [ahead, item(2)], cursor="a")]))
    assert state(store).newest == "2026-11-20T00:00:00.0000000Z"


def fetch(store: Store, network: NoNetwork, *, now: datetime = NOW, everything: bool = False) -> PieceReport:
    return Fetching(
        store=store,
        description=description(),
        service=Scripted(lambda _p: iter(())),
        network=network,
        complaints=Complaints(),
        now=lambda: now,
        stop=Event(),
        tell=lambda _report: None,
    ).run(everything=everything)


def test_files_are_fetched_missing_ones_are_listed_and_tried_again(store: Store) -> None:
    good, gone, half = (f"https://bron.example/{name}.pdf" for name in ("goed", "weg", "half"))
    announced = [Piece(address, "bron", "Bericht", "b1", size=3) for address in (good, gone, half)]
    run(store, lambda _p: iter([Batch(answer("1"), [item(1)], pieces=announced, cursor="a")]))
    network = NoNetwork({good: b"Goed.", gone: GoneError("bestaat niet (404)", address=gone, status=404), half: b"half"})
    report = fetch(store, network)
    assert (report.fetched, report.missing, report.stored) == (1, 2, 1)
    with store.reading() as connection:
        assert [(row.address, row.error) for row in pieces.missing(connection)] == [
            (half, "halverwege stuk"),
            (gone, "bestaat niet (404)"),
        ]
        keys = connection.execute(sa.select(records.c.key).where(records.c.kind == "Bestand")).scalars().all()
    assert keys == [good], "of a file that breaks half-way nothing is stored"
    assert ("andere-lengte", good, 1, True) in told(store)

    assert fetch(store, network).fetched == 0, "not again before its time"
    network.files = {good: b"x", gone: b"Toch.", half: b"Heel."}
    assert fetch(store, network, everything=True).fetched == 2
    with store.reading() as connection:
        assert pieces.missing(connection) == []
