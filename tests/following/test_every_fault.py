# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""A whole synchronisation while everything goes wrong at the peer that can: nothing lost, nothing double, and all of it told."""

from __future__ import annotations

from pathlib import Path

import pytest
import sqlalchemy as sa
from helpers import following, one_round, warnings_of, wrong

from bijgepraat.store import pieces
from bijgepraat.store.schema import records
from peers import TRANSIENT, Fault, FaultPlan, Peer, Trouble, from_shared, made_up

NAMED = {
    Trouble.TIME_OUT: "time-out",
    Trouble.TOO_MANY: "te-vaak",
    Trouble.TOO_MANY_UNTIL: "te-vaak",
    Trouble.SERVER_ERROR: "serverfout",
    Trouble.UNAVAILABLE: "serverfout",
    Trouble.CUT_BEFORE: "verbinding-verbroken",
    Trouble.CUT_MIDDLE: "verbinding-verbroken",
    Trouble.TRUNCATED: "afgekapt",
    Trouble.EMPTY: "leeg",
    Trouble.HTML: "andere-xml",
    Trouble.REDIRECT_AWAY: "omleiding-geweigerd",
    Trouble.MISENCODED: "codering",
    Trouble.TOKEN_GONE: "skiptoken-vervallen",
    Trouble.CLOCK_AHEAD: "klok",
    Trouble.CLOCK_ZERO: "klok",
}
"""By which word the faults are told that cost something. The others (a page twice, another order, gzip, a redirect within the
site, a slow answer within its time) cost nothing."""


def test_ten_thousand_entries_with_every_fault_end_equal_to_the_truth(tmp_path: Path) -> None:
    truth = made_up(1, 10_000)
    plan = FaultPlan.everything(every=2, seconds=0.6, services=["syncfeed"])
    with Peer(truth, faults=plan, page=50) as peer:
        peer.write_descriptions(tmp_path / "bronnen", read_s=0.4)
        with following(tmp_path, peer) as synchronisation:
            report = one_round(synchronisation, "tweedekamer")
            assert set(peer.requests.fired) == set(TRANSIENT["syncfeed"]), "every fault was met"
            assert [stream.error for stream in report.sources[0].streams if stream.error] == []
            assert wrong(synchronisation.store, truth, peer.altered) == []
            told = warnings_of(synchronisation.store)
            assert {NAMED[kind] for kind in NAMED} <= set(told)
            again = one_round(synchronisation, "tweedekamer")
            assert sum(stream.stored for stream in again.sources[0].streams) == 0
            with synchronisation.store.reading() as connection:
                number = connection.execute(sa.select(sa.func.count()).select_from(records)).scalar()
                keys = connection.execute(sa.select(sa.func.count(sa.distinct(records.c.kind + records.c.key)))).scalar()
            assert number == keys == len(truth.final())


@pytest.mark.shared
def test_real_entities_with_faults_by_chance_end_equal_to_the_truth(shared: Path, tmp_path: Path) -> None:
    truth = from_shared(shared / "data/tweedekamer", 3_000)
    plan = FaultPlan(rates=dict.fromkeys((Trouble.CUT_MIDDLE, Trouble.TRUNCATED, Trouble.PAGES_SWAPPED), 0.15), seed=3)
    with Peer(truth, faults=plan, page=50) as peer:
        peer.write_descriptions(tmp_path / "bronnen")
        with following(tmp_path, peer) as synchronisation:
            one_round(synchronisation, "tweedekamer")
            assert sum(peer.requests.fired.values()) > 5
            assert wrong(synchronisation.store, truth, peer.altered) == []


def test_files_are_fetched_in_the_end_and_listed_until_then(tmp_path: Path) -> None:
    truth = made_up(5, 1_500, enclosures=True)
    gone = Fault(Trouble.RESOURCE_GONE, "resource", at=20, times=None)
    faults = FaultPlan(
        *(Fault(kind, "resource", at=n) for n, kind in enumerate(TRANSIENT["resource"], 1)),
        gone,
        seconds=0.6,
    )
    with Peer(truth, faults=faults, page=250) as peer:
        peer.write_descriptions(tmp_path / "bronnen", read_s=0.4)
        with following(tmp_path, peer) as synchronisation:
            report = one_round(synchronisation, "tweedekamer", pieces=True)
            assert report.sources[0].pieces.fetched > 20
            with synchronisation.store.reading() as connection:
                listed = pieces.missing(connection)
            assert len(listed) == report.sources[0].pieces.missing == 5
            said = " ".join(row.error for row in listed)
            assert all(words in said for words in ("afgekapt", "leeg", "een HTML-pagina in plaats van", "bestaat niet"))
            faults.lift(gone)
            mended = one_round(synchronisation, "tweedekamer", pieces=True, missing=True)
            assert mended.sources[0].pieces.missing == 0
            with synchronisation.store.reading() as connection:
                assert pieces.missing(connection) == []


def test_a_category_that_stays_broken_holds_up_no_other_and_is_mended_later(tmp_path: Path) -> None:
    truth = made_up(2, 2_000)
    broken = Fault(Trouble.SERVER_ERROR, "syncfeed", "Zaak", at=None, times=None)
    plan = FaultPlan(broken)
    with Peer(truth, faults=plan, page=100) as peer:
        peer.write_descriptions(tmp_path / "bronnen")
        with following(tmp_path, peer) as synchronisation:
            report = one_round(synchronisation, "tweedekamer")
            failed = {stream.stream: stream.error for stream in report.sources[0].streams if stream.error}
            assert list(failed) == ["Zaak"] and "500" in failed["Zaak"]
            lacking = {line.partition("'")[2].partition("'")[0] for line in wrong(synchronisation.store, truth)}
            assert lacking == {"Zaak"}
            plan.lift(broken)
            one_round(synchronisation, "tweedekamer")
            assert wrong(synchronisation.store, truth) == []


def test_the_other_interface_takes_over_what_keeps_failing(tmp_path: Path) -> None:
    truth = made_up(2, 2_000)
    plan = FaultPlan(Fault(Trouble.SERVER_ERROR, "syncfeed", "Zaak", at=None, times=None))
    with Peer(truth, faults=plan, page=100) as peer:
        peer.write_descriptions(tmp_path / "bronnen")
        with following(tmp_path, peer) as synchronisation:
            for _ in range(3):
                one_round(synchronisation, "tweedekamer")
            assert "tweede-weg" in warnings_of(synchronisation.store)
            with synchronisation.store.reading() as connection:
                there = connection.execute(
                    sa.select(sa.func.count()).where(records.c.kind == "Zaak", records.c.deleted.is_(False))
                ).scalar()
            assert there == sum(1 for (kind, _), one in truth.final().items() if kind == "Zaak" and not one.deleted)


def test_twenty_five_thousand_old_documents_again_are_no_news(tmp_path: Path) -> None:
    from bijgepraat.store import sync

    truth = made_up(4, 3_000)
    with Peer(truth, page=250) as peer:
        peer.write_descriptions(tmp_path / "bronnen")
        with following(tmp_path, peer) as synchronisation:
            one_round(synchronisation, "tweedekamer")
            before = synchronisation.store.changes()
            again = peer.reemit()
            assert again > 1_000
            report = one_round(synchronisation, "tweedekamer")
            streams = report.sources[0].streams
            assert sum(stream.resent for stream in streams) + sum(stream.unchanged for stream in streams) >= again
            assert sum(stream.stored for stream in streams) == 0
            assert synchronisation.store.changes() == before, "nothing for an edition, an alert or an index to look at"
            with synchronisation.store.reading() as connection:
                assert sync.not_news(connection, before) == []
            assert wrong(synchronisation.store, truth) == []
