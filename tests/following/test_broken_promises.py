# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""What a source promised and no longer does, from the answer on the line to the page, the JSON and the exit status."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from helpers import following, one_round, settings_for
from starlette.testclient import TestClient

from bijgepraat.cli import main
from bijgepraat.store.store import Store
from bijgepraat.web.app import create_app
from peers import TRANSIENT, Fault, FaultPlan, Peer, Trouble, made_up, made_up_feed

TODAY = datetime.now(UTC)
Status = Callable[[Path, Peer], tuple[int, dict[str, Any]]]


@pytest.fixture
def status(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Status:
    """The exit status of `bijgepraat status --json` over a folder, and what it says."""

    def ask(folder: Path, peer: Peer) -> tuple[int, dict[str, Any]]:
        monkeypatch.setattr("sys.argv", ["bijgepraat", "status", "--json"])
        monkeypatch.setenv("BIJGEPRAAT_DATA", str(folder))
        monkeypatch.setenv("BIJGEPRAAT_ALLOWED_HOSTS", peer.host)
        capsys.readouterr()
        try:
            main()
            code = 0
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else 1
        return code, json.loads(capsys.readouterr().out)

    return ask


def page_of(folder: Path, peer: Peer) -> str:
    """The words of the status page."""
    with Store.open(folder) as store, TestClient(create_app(store, settings=settings_for(folder, peer))) as client:
        answer = client.get("/status")
    assert answer.status_code == 200
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", answer.text)).split())


def source(told: dict[str, Any], name: str) -> dict[str, Any]:
    return next(one for one in told["gevolgd"] if one["bron"] == name)


def test_a_field_that_a_feed_loses_is_told_everywhere_and_its_return_as_well(tmp_path: Path, status: Status) -> None:
    truth = made_up(3, 600)
    lost = Fault(Trouble.LOST_FIELD, "syncfeed", "Zaak", at=None, times=None, value="Soort")
    plan = FaultPlan()
    with Peer(truth, faults=plan, page=50) as peer:
        peer.write_descriptions(tmp_path / "bronnen", streams=["Zaak", "Document"])
        with following(tmp_path, peer, TODAY) as synchronisation:
            one_round(synchronisation, "tweedekamer")
        code, told = status(tmp_path, peer)
        assert code == 0, told["gevolgd"]

        plan.add(lost)
        truth.advance(300)
        with following(tmp_path, peer, TODAY) as synchronisation:
            one_round(synchronisation, "tweedekamer")
        code, told = status(tmp_path, peer)
        assert code == told["exitstatus"] == 1
        [warning] = [one for one in source(told, "tweedekamer")["waarschuwingen"] if one["code"] == "veld-verdwenen"]
        assert warning["stroom"] == "Zaak" and "Soort" in warning["melding"] and warning["voorbeeld"]
        assert warning["hersteld"] is None
        words = page_of(tmp_path, peer)
        assert "Soort" in words and "let op" in words.lower()
        assert "1 bron vraagt aandacht" in words, "at the foot of every page"

        plan.lift(lost)
        truth.advance(300)
        with following(tmp_path, peer, TODAY) as synchronisation:
            one_round(synchronisation, "tweedekamer")
        code, told = status(tmp_path, peer)
        assert code == 0
        [warning] = [one for one in source(told, "tweedekamer")["waarschuwingen"] if one["code"] == "veld-verdwenen"]
        assert warning["hersteld"] is not None


def test_a_source_that_goes_quiet_is_told_everywhere(tmp_path: Path, status: Status) -> None:
    feed = made_up_feed(1, "vng", 5)
    with Peer(made_up(3, 100), news=[feed]) as peer:
        peer.write_descriptions(tmp_path / "bronnen")
        with following(tmp_path, peer, TODAY - timedelta(days=90)) as synchronisation:
            one_round(synchronisation, "vng")
        with following(tmp_path, peer, TODAY) as synchronisation:
            one_round(synchronisation, "vng")
        code, told = status(tmp_path, peer)
        assert code == 1 and source(told, "vng")["toestand"] == "stil sinds"
        assert source(told, "vng")["sinds"] < (TODAY - timedelta(days=14)).isoformat()
        assert "stil sinds" in page_of(tmp_path, peer).lower()


def test_status_names_every_fault_that_mattered_and_all_is_over_afterwards(tmp_path: Path, status: Status) -> None:
    truth = made_up(1, 10_000)
    plan = FaultPlan.everything(every=2, seconds=0.6, services=["syncfeed"])
    with Peer(truth, faults=plan, page=50) as peer:
        peer.write_descriptions(tmp_path / "bronnen", read_s=0.4)
        with following(tmp_path, peer, TODAY) as synchronisation:
            one_round(synchronisation, "tweedekamer")
            assert set(peer.requests.fired) == set(TRANSIENT["syncfeed"])
        _code, told = status(tmp_path, peer)
        words = page_of(tmp_path, peer)
    warned = source(told, "tweedekamer")["waarschuwingen"]
    by_code = {warning["code"]: warning["melding"] for warning in warned}
    for code in MATTERED:
        assert code in by_code, code
    missing = [code for code in MATTERED if not any(one["melding"] in words for one in warned if one["code"] == code)]
    assert missing == [], "the page tells what the JSON tells"


MATTERED = (
    "afgekapt",
    "andere-xml",
    "codering",
    "klok",
    "leeg",
    "omleiding-geweigerd",
    "serverfout",
    "skiptoken-vervallen",
    "te-vaak",
    "time-out",
    "verbinding-verbroken",
)
