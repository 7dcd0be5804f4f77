# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Everything again from the archive: equal to what was there, and honest about what is gone."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bijgepraat.model.asked import AskVerdict, TextSort, answer_key
from bijgepraat.model.promises import PromiseState
from bijgepraat.model.verdicts import Book, Decision, KeptVerdict
from bijgepraat.pipeline import asked_book, paid
from bijgepraat.pipeline.analysis import analyse_store
from bijgepraat.pipeline.costings import all_costings, import_costings
from bijgepraat.pipeline.demo import prepare_demo
from bijgepraat.pipeline.house import open_store, store_digest
from bijgepraat.pipeline.imports import import_paths
from bijgepraat.pipeline.promises import as_dict, book
from bijgepraat.pipeline.rebuild import rebuild
from bijgepraat.settings import Settings
from bijgepraat.sources.blob import InputError
from bijgepraat.store.store import Store
from bijgepraat.store.verdicts import add_verdicts, verdicts_kept

DAY = date(2026, 3, 15)


def test_the_sample_and_its_books_are_identical_when_built_again(tmp_path: Path) -> None:
    with Store.open(tmp_path / "oud") as old, Store.open(tmp_path / "nieuw") as new:
        prepare_demo(old, None)
        (tmp_path / "brief.txt").write_text("Gemeenten krijgen in 2027 € 5 miljoen voor wijkteams.", encoding="utf-8")
        import_paths(old, [tmp_path / "brief.txt"], source="vng")
        (tmp_path / "brief.txt").write_text("Gemeenten krijgen in 2027 € 6 miljoen voor wijkteams.", encoding="utf-8")
        import_paths(old, [tmp_path / "brief.txt"], source="vng")
        import_paths(old, [tmp_path / "brief.txt"], source="vng")
        analyse_store(old)
        before = store_digest(old)
        found = rebuild(old, new)
        assert found.lacking == () and found.followed == 0 and found.files > 20
        assert store_digest(new) == before == store_digest(old)
        assert [as_dict(line) for line in book(new, DAY, soft=True)] == [as_dict(line) for line in book(old, DAY, soft=True)]


def test_an_original_that_is_gone_or_damaged_is_named_and_the_rest_is_built(tmp_path: Path) -> None:
    for name in ("een", "twee", "drie"):
        (tmp_path / f"{name}.txt").write_text(f"De gemeente {name} bouwt woningen.", encoding="utf-8")
    with Store.open(tmp_path / "oud") as old, Store.open(tmp_path / "nieuw") as new:
        import_paths(old, [tmp_path / f"{name}.txt" for name in ("een", "twee", "drie")])
        kept = sorted(path for path in (tmp_path / "oud/archief").rglob("*") if path.is_file())
        kept[0].unlink()
        kept[1].write_bytes(b"iets anders")
        found = rebuild(old, new)
        assert len(found.lacking) == 2 and found.files == 1 and found.followed == 0
        assert new.changes() == 1


def test_a_folder_with_records_is_refused(tmp_path: Path) -> None:
    (tmp_path / "een.txt").write_text("De gemeente bouwt.", encoding="utf-8")
    with Store.open(tmp_path / "oud") as old:
        import_paths(old, [tmp_path / "een.txt"])
        with pytest.raises(InputError, match="niet leeg"):
            rebuild(old, old)


def test_what_people_gave_and_tables_of_costings_come_along(tmp_path: Path) -> None:
    letter = tmp_path / "brief.txt"
    letter.write_text("Ik stuur uw Kamer voor 1 oktober 2025 een brief over de wachtlijsten in de jeugdzorg.", encoding="utf-8")
    table = tmp_path / "tabel.csv"
    table.write_text("partij,maatregel,jaar,bedrag_mln,thema\nD66,meer gemeentefonds,2030,500,financien\n", encoding="utf-8")
    with Store.open(tmp_path / "oud") as old, Store.open(tmp_path / "nieuw") as new:
        import_paths(old, [letter], source="kamer")
        import_costings(old, table, title="Doorrekening", source="planbureau")
        analyse_store(old)
        [line] = book(old, DAY)
        assert line.state is PromiseState.OPEN or line.state is PromiseState.OVERDUE
        given = [
            KeptVerdict(
                Book.PROMISED, line.promise.key, Decision.CORRECTED, "Eva", f"2026-01-0{n}T10:00:00+00:00", "gelezen", value
            )
            for n, value in ((1, {"toestand": "nagekomen"}), (2, {"toestand": "gebroken"}))
        ]
        with old.writing() as connection:
            add_verdicts(connection, given)
        found = rebuild(old, new)
        assert (found.lacking, found.followed, found.given) == ((), 0, 2)
        with new.reading() as connection:
            assert verdicts_kept(connection) == given
        assert [as_dict(one) for one in book(new, DAY)] == [as_dict(one) for one in book(old, DAY)]
        assert book(new, DAY)[0].state is PromiseState.BROKEN
        assert all_costings(new) == all_costings(old) != []


def test_the_three_books_with_verdicts_of_people_are_identical_when_built_again(tmp_path: Path) -> None:
    with open_store(Settings(tmp_path / "oud")) as old, open_store(Settings(tmp_path / "nieuw")) as new:
        prepare_demo(old, None)
        (tmp_path / "inzet.csv").write_text("id,title,ask,theme\n1,Dorpshuizen,Verleng de regeling voor dorpshuizen.,wonen\n")
        (tmp_path / "akkoord.csv").write_text('paragraph,txt\n11,"Wij verlengen de regeling voor dorpshuizen met vier jaar."\n')
        asked_book.import_asks(old, tmp_path / "inzet.csv", now=datetime(2026, 1, 1, tzinfo=UTC))
        asked_book.add_text(old, str(tmp_path / "akkoord.csv"), label="Akkoord", sort=TextSort.AGREEMENT)
        asked_book.answer_all(old, None)
        analyse_store(old)
        [promise, *_], [ask, *_], [money, *_] = book(old, DAY, soft=True), asked_book.book(old), paid.book(old)
        text = ask.answers[0].text
        other = next(one for one in AskVerdict if one is not ask.answers[0].verdict)
        given = [
            KeptVerdict(name, key, decision, "Eva", "2026-01-01T10:00:00+00:00", "gelezen", value)
            for name, key, decision, value in (
                (Book.PROMISED, promise.promise.key, Decision.CORRECTED, {"toestand": "gebroken"}),
                (Book.ASKED, answer_key(ask.kept.ask.id, text), Decision.CORRECTED, {"waarde": other.value}),
                (Book.PAID, money.key, Decision.REJECTED, {}),
            )
        ]
        with old.writing() as connection:
            add_verdicts(connection, given)
        rebuild(old, new)
        asked_book.answer_all(new, None)
        assert [as_dict(line) for line in book(new, DAY, soft=True)] == [as_dict(line) for line in book(old, DAY, soft=True)]
        assert asked_book.book(new) == asked_book.book(old)
        assert paid.book(new) == paid.book(old)
        [line] = [one for one in book(new, DAY, soft=True) if one.promise.key == promise.promise.key]
        assert line.state is PromiseState.BROKEN
        assert asked_book.book(new)[0].answers[0].verdict is other
