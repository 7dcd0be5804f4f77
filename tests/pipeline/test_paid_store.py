# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The book of money over a store: one line from motion to budget, quotes that stand, and only what changed is decided again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bijgepraat.model.paid import Mention, Money, Paper, Stage
from bijgepraat.model.records import Kind, Link, Record
from bijgepraat.pipeline.analysis import analyse_store
from bijgepraat.pipeline.costings import all_costings, costings_beside, import_costings
from bijgepraat.pipeline.paid import Kept, as_dict, book, chosen, party_of, sums, sums_dict
from bijgepraat.sources.blob import InputError
from bijgepraat.store.lookup import by_key, text_of
from bijgepraat.store.readings import Unread
from bijgepraat.store.records import write
from bijgepraat.store.store import Store

MOTION = """Motie van het lid De Wit over dorpszwembaden
De Kamer,
gehoord de beraadslaging,
constaterende dat gemeenten hun dorpszwembaden niet meer kunnen verwarmen;
verzoekt de regering 37,5 miljoen euro per jaar beschikbaar te stellen aan gemeenten voor het verwarmen van dorpszwembaden,
en gaat over tot de orde van de dag.
"""
LETTER = """Geachte voorzitter,
Gemeenten vragen hulp bij hun zwembaden. Daarom stel ik gemeenten € 37,5 miljoen per jaar beschikbaar voor het verwarmen van dorpszwembaden.
"""
BUDGET = """Voor gemeenten is op artikel 4 jaarlijks € 37,5 miljoen opgenomen voor het verwarmen van dorpszwembaden.
"""
OTHER = """Motie van het lid Van Dam over veilige fietspaden
De Kamer,
verzoekt de regering gemeenten 37,5 miljoen euro te geven voor fietspaden langs scholen,
en gaat over tot de orde van de dag.
"""
NOW = datetime(2026, 1, 2, tzinfo=UTC)
TABLE = "partij;maatregel;jaar;bedrag_mln;thema\nBloemen;Zwembaden;2028;12,5;cultuur-sport\n"


def record(key: str, title: str, sort: str, day: date, text: str) -> Record:
    return Record(Kind.PUBLICATIE, key, "proef", title, day, fields={"soort": sort}, text=text)


def fill(store: Store, *records: Record) -> None:
    with store.writing() as connection:
        write(connection, list(records), None)
    analyse_store(store)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "gegevens") as opened:
        fill(
            opened,
            record("kst-1-1", "Motie van het lid De Wit over dorpszwembaden", "Motie", date(2025, 2, 1), MOTION),
            record("kst-1-2", "Brief over zwembaden in gemeenten", "Brief", date(2025, 4, 1), LETTER),
            record("kst-1-3", "Vaststelling van de begrotingsstaten 2026", "Begroting", date(2025, 9, 16), BUDGET),
            record("kst-1-4", "Motie van het lid Van Dam over fietspaden", "Motie", date(2025, 3, 1), OTHER),
        )
        yield opened


def test_motion_letter_and_budget_are_one_line_and_another_subject_is_not(store: Store) -> None:
    lines = book(store)
    assert sorted(len(line.course) for line in lines) == [1, 3]
    pool = next(line for line in lines if len(line.course) == 3)
    assert [step.stage for step in pool.course] == [Stage.ASKED, Stage.PROMISED, Stage.BUDGETED]
    assert [step.mention.paper for step in pool.course] == [Paper.MOTION, Paper.LETTER, Paper.BUDGET]
    assert (pool.low, pool.high, pool.unit.value) == (37_500_000, 37_500_000, "per jaar")
    assert chosen(lines, stage=Stage.ASKED) == [line for line in lines if line is not pool]
    assert chosen(lines, theme="asiel") == []
    asked = [one for one in sums(lines) if one.unit is pool.unit]
    assert sum(one.asked[0] for one in asked) == 37_500_000
    assert sums_dict(asked[0])["eenheid"] == "per jaar"


def test_every_quote_stands_where_it_says(store: Store) -> None:
    seen = 0
    for line in (as_dict(line) for line in book(store)):
        for step in line["loop"]:
            with store.reading() as connection:
                row = by_key(connection, step["soort"], step["stuk"])
                text = text_of(connection, row.id, row.version) or ""
            for span in (step["bedrag"], step["zin"], step["woorden"], step["geld"]["woorden"]):
                if span is not None:
                    assert text[span["begin"] : span["einde"]] == span["citaat"]
                    seen += 1
    assert seen >= 10


def test_only_what_changed_is_decided_again_and_the_book_is_the_same(store: Store) -> None:
    kept: Kept = {}
    first = book(store, kept=kept)
    before = dict(kept)
    assert first == book(store) == book(store, kept=kept)
    assert kept == before
    dearer = LETTER.replace("37,5", "41,5")
    fill(store, record("kst-1-2", "Brief over zwembaden in gemeenten", "Brief", date(2025, 4, 1), dearer))
    again = book(store, kept=kept)
    assert again == book(store)
    assert {line.high for line in again} == {37_500_000, 41_500_000}
    same = [number for number in kept if kept[number] is before.get(number)]
    assert len(same) == len(kept) - 1
    gone = Record(Kind.PUBLICATIE, "kst-1-4", "proef", "Motie", date(2025, 3, 1), deleted=True)
    fill(store, gone)
    assert "kst-1-4" not in {step.mention.key for line in book(store, kept=kept) for step in line.course}


def test_a_zaak_and_its_document_are_one_paper(tmp_path: Path) -> None:
    title = "Motie van het lid De Wit over 37,5 miljoen euro aan gemeenten geven voor dorpszwembaden"
    with Store.open(tmp_path / "ander") as store:
        zaak = Record(
            Kind.ZAAK,
            "z1",
            "tk",
            title,
            date(2025, 2, 1),
            fields={"Soort": "Motie"},
            links=(Link("document", Kind.DOCUMENT, "d1"),),
        )
        fill(store, zaak, Record(Kind.DOCUMENT, "d1", "tk", title, date(2025, 2, 1), fields={"Soort": "Motie"}))
        lines = book(store)
    assert [(line.stage, len(line.course)) for line in lines] == [(Stage.ASKED, 2)]
    assert lines[0].course[0].rule == "zelfde stuk, zelfde bedrag"


def test_costings_are_kept_beside_the_manifesto(store: Store, tmp_path: Path) -> None:
    text = "Verkiezingsprogramma\nGemeenten krijgen steun. Wij investeren 9 miljoen euro in zwembaden en sportvelden van gemeenten.\n"
    fill(store, Record(Kind.BESTAND, "programmas/bloemen-2031.pdf", "proef", "Bloei", date(2025, 8, 1), text=text))
    table = tmp_path / "keuzes.csv"
    table.write_text(TABLE, encoding="utf-8")
    import_costings(store, table, title="Keuzes 2031", source="proefbureau", now=NOW)
    import_costings(store, table, title="Keuzes 2031", source="proefbureau", now=NOW)
    assert [one.title for one in all_costings(store)] == ["Keuzes 2031"]
    found = costings_beside(store, book(store), theme="cultuur-sport")
    assert [(one.party, one.years, len(one.mentions)) for one in found] == [("Bloemen", ((2028, 12_500_000),), 1)]
    mention: Mention = found[0].mentions[0]
    assert mention.stage.stage is Stage.PROPOSED
    assert mention.money.money is Money.NEW


@pytest.mark.parametrize(
    "wrong",
    [
        TABLE + "Bloemen;Zwembaden;2028;13;cultuur-sport\n",
        TABLE.replace("12,5", "1.250"),
        TABLE.replace("thema", "onderwerp"),
        "",
    ],
)
def test_nothing_is_stored_of_a_table_that_fails(store: Store, tmp_path: Path, wrong: str) -> None:
    table = tmp_path / "keuzes.csv"
    table.write_text(wrong, encoding="utf-8")
    archive = tmp_path / "gegevens" / "archief"
    changes, files = store.changes(), sorted(archive.rglob("*"))
    with pytest.raises(InputError, match=r"keuzes\.csv"):
        import_costings(store, table, title="Keuzes", source="proefbureau")
    assert store.changes() == changes
    assert sorted(archive.rglob("*")) == files
    with pytest.raises(InputError, match="herkomst"):
        import_costings(store, table, title="Keuzes", source=" ")


def test_a_party_from_the_name_of_a_file() -> None:
    names = {
        "programmas/cda-2025.pdf": "cda",
        "d66-2025-concept.pdf": "d66",
        "groenlinks-pvda-2025-concept.pdf": "groenlinks-pvda",
    }
    for key, party in names.items():
        assert party_of(Unread(1, "Bestand", key, 1, 1, None, None, "", True, {})) == party
