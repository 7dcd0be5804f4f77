# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Works in the store: the same whatever the order of arrival, undone when their reason goes, and shown where people look."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa

from bijgepraat.model.records import Kind, Link, Record
from bijgepraat.pipeline.documents import document as whole
from bijgepraat.pipeline.editions import draft_edition
from bijgepraat.pipeline.sameness import follow
from bijgepraat.pipeline.site.memory import Memory
from bijgepraat.pipeline.site.searching import results
from bijgepraat.pipeline.site.site import Site
from bijgepraat.store.records import write
from bijgepraat.store.schema import records, works
from bijgepraat.store.store import Store

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
DAY = date(2026, 11, 19)
SUBJECT = "Extra middelen gemeenten voor de jeugdzorg in 2027"
WORDS = "Het kabinet stelt 500 miljoen euro extra beschikbaar aan gemeenten voor de jeugdzorg. Gemeenten krijgen dit in 2027."
PUBLISHED = "https://zoek.officielebekendmakingen.nl/kst-31839-1100.html"
PAGE = "https://www.rijksoverheid.nl/documenten/kamerstukken/2026/11/19/jeugdzorg"
CHAMBER = "https://www.tweedekamer.nl/downloads/document?id=2026D41234"


def letter() -> list[Record]:
    """One letter by three ways: six records."""
    return [
        Record(
            Kind.DOCUMENT,
            "d1",
            "tweedekamer",
            SUBJECT,
            DAY,
            fields={"Soort": "Brief regering", "DocumentNummer": "2026D41234", "Volgnummer": 1100},
            links=(Link("kamerstukdossier", Kind.KAMERSTUKDOSSIER, "k1"),),
            address=CHAMBER,
        ),
        Record(Kind.KAMERSTUKDOSSIER, "k1", "tweedekamer", "Jeugdzorg", fields={"Nummer": 31839}),
        Record(
            Kind.BEKENDMAKING,
            "kst-31839-1100",
            "officielebekendmakingen",
            f"Brief regering; {SUBJECT}",
            DAY,
            fields={"soort": "Brief"},
            links=(Link("publicatie", Kind.PUBLICATIE, "kst-31839-1100"),),
            address=PUBLISHED,
        ),
        Record(
            Kind.PUBLICATIE,
            "kst-31839-1100",
            "officielebekendmakingen",
            f"Brief van de minister over {SUBJECT}",
            DAY,
            fields={"soort": "Brief"},
            text=WORDS,
            address=PUBLISHED,
        ),
        Record(Kind.BERICHT, PAGE, "rijksoverheid", f"Kamerbrief over {SUBJECT.lower()}", DAY, address=PAGE),
        Record(
            Kind.BESTAND,
            PAGE,
            "rijksoverheid",
            f"Kamerbrief over {SUBJECT.lower()}",
            DAY,
            text=WORDS,
            links=(Link("bij", Kind.BERICHT, PAGE),),
            address=PAGE,
        ),
    ]


OTHERS = [
    Record(
        Kind.DOCUMENT,
        f"x{n}",
        "tweedekamer",
        f"Beantwoording van vraag {n} over de energiekosten",
        DAY,
        fields={"Soort": "Overig"},
    )
    for n in range(5)
]


def put(store: Store, *batch: Record) -> None:
    with store.writing() as connection:
        write(connection, list(batch), None)


def groups(store: Store) -> list[list[str]]:
    with store.reading() as connection:
        rows = connection.execute(
            sa.select(works.c.work, records.c.kind, records.c.key, works.c.rule, works.c.confidence).join(
                records, records.c.id == works.c.record_id
            )
        ).all()
    found: dict[int, list[str]] = {}
    for work, kind, key, rule, confidence in rows:
        found.setdefault(work, []).append(f"{kind}:{key} {rule} {confidence}")
    return sorted(sorted(group) for group in found.values())


@pytest.mark.parametrize("seed", range(8))
def test_works_are_the_same_in_whatever_order_and_portions_records_come(tmp_path: Path, seed: int) -> None:
    dice = random.Random(seed)
    with Store.open(tmp_path / "ineens") as store:
        put(store, *letter(), *OTHERS)
        follow(store)
        expected = groups(store)
    assert [len(group) for group in expected] == [5]
    shuffled = [*letter(), *OTHERS]
    dice.shuffle(shuffled)
    with Store.open(tmp_path / "een voor een") as store:
        for record in shuffled:
            put(store, record)
            if dice.random() < 0.7:
                follow(store)
        follow(store)
        assert groups(store) == expected
        assert follow(store) == 0, "nothing to do"


def test_a_work_ends_with_its_reason(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        put(store, *letter())
        follow(store)
        put(
            store,
            replace(letter()[4], title="Iets heel anders dan wat er eerst boven stond", modified="2026-11-20T00:00:00.0000000Z"),
        )
        follow(store)
        assert sorted(len(group) for group in groups(store)) == [2, 3]
        put(store, Record(Kind.BERICHT, PAGE, "rijksoverheid", deleted=True, modified="2026-11-21T00:00:00.0000000Z"))
        follow(store)
        assert [len(group) for group in groups(store)] == [3]


def test_a_document_says_where_else_it_is_with_three_addresses(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        put(store, *letter(), *OTHERS)
        store.index.follow(store.engine)
        follow(store)
        found = whole(store, "Document:d1")
        assert found is not None
        addresses = {found["address"], *(one["address"] for one in found["elsewhere"])}
        assert addresses == {CHAMBER, PUBLISHED, PAGE}
        site = Site(store)
        page = site.document("Document", "d1")
        assert page is not None
        shown = page.body.decode()
        assert "Ook te vinden bij" in shown and PUBLISHED in shown and PAGE in shown
        assert shown.count("waarschijnlijk hetzelfde stuk (zelfde titel)") == 1
        lonely = site.document("Document", "x1")
        assert lonely is not None and "Ook te vinden bij" not in lonely.body.decode()


def test_search_and_edition_report_it_once(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        put(store, *letter())
        store.index.follow(store.engine)
        follow(store)
        view = results(Memory(store, lambda: 0.0, lambda: NOW), {"q": "extra middelen jeugdzorg"})
        assert len(view.results) == 1 and len(view.results[0].also) >= 3
        edition = draft_edition(store, "2026-W47", now=lambda: NOW)
        assert len(edition.developments) == 1
        assert {link.address for link in edition.developments[0].links} == {CHAMBER, PUBLISHED, PAGE}
        assert "bronnen melden het" in " ".join(edition.developments[0].reasons)


def test_other_rules_make_all_works_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Store.open(tmp_path) as store:
        put(store, *letter())
        first = follow(store)
        expected = groups(store)
        monkeypatch.setattr("bijgepraat.pipeline.sameness.RULES", 2)
        assert follow(store) == first
        assert groups(store) == expected


def test_portions_smaller_than_the_store_give_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Store.open(tmp_path / "a") as store:
        put(store, *letter(), *OTHERS)
        follow(store)
        expected = groups(store)
    monkeypatch.setattr("bijgepraat.pipeline.sameness._BATCH", 2)
    with Store.open(tmp_path / "b") as store:
        put(store, *letter(), *OTHERS)
        told: list[int] = []
        follow(store, told.append)
        assert groups(store) == expected
        assert told == sorted(told) and len(told) > 3
