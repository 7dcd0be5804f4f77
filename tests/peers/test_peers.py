# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The peer itself: what it says is true, and where its descriptions and its process lead."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
import yaml

from peers import (
    Feed,
    Item,
    Peer,
    Truth,
    differences,
    from_shared,
    made_up,
    made_up_feed,
)
from peers.asking import ZAAK, by_hand, crawl, get, key_of, rows, zaak
from peers.kinds import KINDS


def test_final_is_the_last_change_of_each_without_its_nulls() -> None:
    truth = by_hand(zaak(1, "Eerst"), zaak(2), replace(zaak(1, "Later"), updated="2026-11-19T14:11:00.0000000Z"))
    final = truth.final()
    assert set(final) == {("Zaak", zaak(1).key), ("Zaak", zaak(2).key)}
    assert final["Zaak", ZAAK].fields["Onderwerp"] == "Later"
    assert final["Zaak", ZAAK].updated == "2026-11-19T14:11:00.0000000Z"
    assert "Termijn" not in final["Zaak", ZAAK].fields
    assert not final["Zaak", ZAAK].deleted


def test_final_of_a_deletion_is_a_tombstone_also_for_what_was_never_sent() -> None:
    truth = by_hand(zaak(1, refs={"Activiteit": ("x",)}), zaak(1, deleted=True), zaak(3, deleted=True))
    final = truth.final()
    assert final["Zaak", ZAAK].deleted
    assert final["Zaak", ZAAK].refs == {}
    assert set(final["Zaak", ZAAK].fields) == {"GewijzigdOp"}
    assert final["Zaak", zaak(3).key].deleted


def test_a_kind_that_does_not_exist_is_refused() -> None:
    with pytest.raises(ValueError, match="Zaka"):
        Truth().add(replace(zaak(1), kind="Zaka"))


def test_made_up_is_the_same_for_a_seed_and_grows_by_advancing() -> None:
    assert list(made_up(7, 400).changes()) == list(made_up(7, 400).changes())
    longer = made_up(7, 400, until=datetime(2026, 1, 1, tzinfo=UTC))
    before = list(longer.changes())
    assert longer.advance(100) == 100
    after = list(longer.changes())
    assert after[:400] == before
    assert len(after) == 500
    assert [change.updated for change in after] == sorted(change.updated for change in after)
    assert made_up(8, 1).key(0) != made_up(7, 1).key(0)


def test_made_up_has_every_kind_updates_deletions_and_known_defects() -> None:
    truth = made_up(1, 6000)
    changes, final = list(truth.changes()), truth.final()
    assert {change.kind for change in changes} == set(KINDS) - {
        "CommissieContactinformatie",
        "CommissieZetel",
        "DocumentPublicatie",
    }
    assert len(final) < len(changes) * 0.95  # entities that come again
    deleted = [key for key, entity in final.items() if entity.deleted]
    seen_alive = {(change.kind, change.key) for change in changes if not change.deleted}
    assert len(deleted) > 50
    assert any(key not in seen_alive for key in deleted)  # deleted, and never sent
    assert any(key in seen_alive for key in deleted)
    assert any(str(change.fields.get("Sluiting")).startswith("0001-01-01") for change in changes)
    assert any(str(change.fields.get("Onderwerp") or "").endswith(" ") for change in changes)
    assert any("<strong>" in str(change.fields.get("Noot")) for change in changes)
    keys = {change.key for change in changes}
    targets = [key for change in changes for many in change.refs.values() for key in many]
    assert sum(key in keys for key in targets) > 0.9 * len(targets)
    assert any(key not in keys for key in targets)
    for change in changes:
        assert set(change.fields) <= {field.name for field in KINDS[change.kind].fields} | {"GewijzigdOp"}
        assert set(change.refs) <= {reference.role for reference in KINDS[change.kind].references}


def test_half_a_million_cost_little_memory_to_have() -> None:
    truth = made_up(1, 500_000)
    assert len(truth) == 500_000
    assert truth.change(499_999).updated > truth.change(0).updated
    assert sys.getsizeof(truth._log) + sum(map(sys.getsizeof, truth._positions.values())) < 12 * 1024**2


def test_descriptions_lead_to_the_peer_and_nowhere_else(tmp_path: Path) -> None:
    with Peer(made_up(1, 100), news=[made_up_feed(1, "vng", 3)]) as peer:
        written = peer.write_descriptions(tmp_path / "bronnen", streams=["Zaak", "Besluit"])
        described = {name: yaml.safe_load(path.read_text("utf-8")) for name, path in written.items()}
    assert described["tweedekamer"]["address"] == peer.syncfeed
    assert set(described["tweedekamer"]["streams"]) == {"Zaak", "Besluit"}
    assert described["tweedekamer"]["network"]["robots"] is False
    assert described["vng"]["options"]["adressen"] == {"publicaties": peer.feed("vng")}
    assert described["officielebekendmakingen"]["address"] == peer.sru
    for name, one in described.items():
        if one.get("enabled", True):
            assert one["address"].startswith(peer.address), name
            assert "https://" not in str(one["options"]), name


def test_as_a_process_it_says_where_it_is(tmp_path: Path) -> None:
    root = Path(__file__).resolve().parents[2]
    command = [sys.executable, "-m", "tests.peers", "--entries", "2000", "--prerender", "--write-descriptions", str(tmp_path)]
    with subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            host = process.stdout.readline().strip()
            assert get(f"http://{host}/SyncFeed/2.0/Feed?category=Zaak")[0] == 200
            assert host in (tmp_path / "tweedekamer.yaml").read_text("utf-8")
        finally:
            process.terminate()
    assert process.returncode == 0


@pytest.mark.shared
def test_real_entities_as_changes(shared: Path) -> None:
    truth = from_shared(shared / "data" / "tweedekamer", 3000)
    final = truth.final()
    assert len(final) == len(truth) == 3000
    kinds = {kind for kind, _ in final}
    assert {"Zaak", "Document", "Besluit", "Stemming", "Persoon", "Vergadering"} <= kinds
    votes = [entity for (kind, _), entity in final.items() if kind == "Stemming"]
    assert all("Besluit" in vote.refs for vote in votes if not vote.deleted)
    with Peer(truth) as peer:
        for kind in kinds:
            wanted = {key for (name, key) in final if name == kind}
            assert {key_of(entry) for entry in crawl(peer, kind)} == wanted
        rows(f"{peer.odata()}/Persoon")


def test_a_feed_may_have_no_dates() -> None:
    with Peer(news=[Feed("kaal", "Kaal", "rss", [Item("a", "Titel", "Kort", None)])]) as peer:
        assert b"pubDate" not in get(peer.feed("kaal"))[1]


def test_comparing_names_what_is_wrong_and_nothing_else() -> None:
    truth = by_hand(zaak(1, refs={"Activiteit": ("a1",)}), zaak(2, deleted=True))
    right, gone = truth.final().values()
    in_utc = {**right.fields, "GewijzigdOp": "2026-11-19T14:09:44.513Z", "Termijn": None}
    assert differences(right, fields=in_utc, deleted=False, modified=right.updated, refs=[("activiteit", "a1")]) == []
    assert differences(gone, fields={}, deleted=True) == []
    wrong = differences(right, fields={**in_utc, "Soort": "Brief"}, deleted=True, modified="x", refs=[("zaak", "z")])
    assert [line.partition(":")[0] for line in wrong] == [
        "deleted",
        "modified",
        "Soort",
        "reference too many",
        "reference missing",
    ]
    assert differences(right, fields={}, deleted=False)


def test_final_can_leave_out_references_to_what_was_never_sent() -> None:
    truth = by_hand(zaak(1, refs={"GerelateerdVanuit": (zaak(2).key, zaak(3).key)}), zaak(2))
    assert truth.final()["Zaak", ZAAK].refs == {"GerelateerdVanuit": (zaak(2).key, zaak(3).key)}
    assert truth.final(dangling=False)["Zaak", ZAAK].refs == {"GerelateerdVanuit": (zaak(2).key,)}
