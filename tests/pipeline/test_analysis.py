# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The analysis pass: what it reads, what it leaves, and when it reads again."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import sqlalchemy as sa

from bijgepraat.model.records import Kind, Record
from bijgepraat.pipeline.analysis import analyse_days, analyse_store
from bijgepraat.pipeline.developments import developments
from bijgepraat.store.records import write
from bijgepraat.store.schema import claims, readings
from bijgepraat.store.store import Store


def put(store: Store, *batch: Record) -> None:
    with store.writing() as connection:
        write(connection, batch, None)


def read_kinds(store: Store) -> list[str]:
    with store.reading() as connection:
        return sorted(connection.execute(sa.select(readings.c.kind)).scalars())


def section(text: str, **more: object) -> Record:
    fields = {"volgorde": 1, "tussen": [None, None]}
    return Record(Kind.ONTWIKKELING, "week.txt#zwembad", "koepel", "Zwembad", date(2026, 1, 22), fields=fields, text=text, **more)  # type: ignore[arg-type]


def test_looking_at_developments_reads_developments_only(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        put(
            store,
            section("Gemeenten willen € 20 miljoen voor zwembaden."),
            Record(Kind.BERICHT, "b", "cpb", "Nieuws", text="Over geld."),
        )
        (found,) = developments(store)
        assert found["amounts"] == [20_000_000]
        assert read_kinds(store) == ["Ontwikkeling"]
        assert analyse_store(store) == 1
        assert read_kinds(store) == ["Bericht", "Ontwikkeling"]
        assert analyse_store(store) == 0


def test_a_new_version_is_read_again_and_old_findings_go(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        put(store, section("Gemeenten willen € 20 miljoen voor zwembaden.", modified="1"))
        analyse_store(store)
        put(store, section("Gemeenten willen € 30 miljoen voor zwembaden.", modified="2"))
        assert analyse_store(store) == 1
        with store.reading() as connection:
            quotes = connection.execute(sa.select(claims.c.quote).where(claims.c.type == "amount")).scalars().all()
        assert quotes == ["€ 30 miljoen"]


def test_what_was_deleted_loses_its_findings(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        put(store, section("Gemeenten willen € 20 miljoen voor zwembaden.", modified="1"))
        analyse_store(store)
        put(store, Record(Kind.ONTWIKKELING, "week.txt#zwembad", "koepel", modified="2", deleted=True))
        analyse_store(store)
        assert read_kinds(store) == []
        with store.reading() as connection:
            assert connection.execute(sa.select(claims)).all() == []


def test_only_the_days_that_are_asked_for(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        put(store, *(Record(Kind.ZAAK, f"z{day}", "tweedekamer", f"Brief {day}", date(2025, 7, day)) for day in range(1, 11)))
        assert analyse_days(store, date(2025, 7, 3), date(2025, 7, 5)) == 3
        assert analyse_days(store, date(2025, 7, 3), date(2025, 7, 6)) == 1
