# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The book of asks: answers that follow ask and text, verdicts of people that win, the line since, and silence."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bijgepraat.model.asked import AskVerdict, TextSort
from bijgepraat.model.records import Kind, Original, Record
from bijgepraat.model.verdicts import Book, Decision, KeptVerdict
from bijgepraat.pipeline.asked_book import add_text, answer_all, book, drop_text, import_asks, kept_texts, line_dict
from bijgepraat.pipeline.asked_line import course_of
from bijgepraat.pipeline.asked_review import ask_questions
from bijgepraat.pipeline.house import open_store
from bijgepraat.pipeline.silence import silence
from bijgepraat.settings import Settings
from bijgepraat.sources.blob import InputError
from bijgepraat.store.journal import register_original
from bijgepraat.store.records import write
from bijgepraat.store.store import Store
from bijgepraat.store.verdicts import add_verdicts

NOW = datetime(2026, 1, 15, 9, 0, tzinfo=UTC)
FIRST = """paragraph,txt
11,"Wij verlengen de regeling voor dorpshuizen met vier jaar en maken daar geld voor vrij in elk dorp."
12,"De krijgsmacht krijgt nieuwe kazernes en werft meer reservisten in alle delen van het land."
13,"De bijdrage aan de veerponten in het rivierengebied wordt verlaagd en op termijn beëindigd."
"""
SECOND = "Wij willen dorpshuizen sluiten.\n\nVeerponten in het rivierengebied houden wij in de vaart, met extra geld.\n"
ASKS = """id,title,ask,theme,origin,day
1,Regeling dorpshuizen verlengen,Verleng de regeling voor dorpshuizen.,wonen,ALV,2025-06-18
2,Veerponten behouden,Houd de veerponten in het rivierengebied.,mobiliteit,ALV,2025-06-18
3,Zwembaden verduurzamen,Betaal mee aan warmtepompen bij zwembaden.,cultuur-sport,ALV,2025-06-18
"""


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    for name, content in (("akkoord.csv", FIRST), ("programma.txt", SECOND), ("inzet.csv", ASKS)):
        (tmp_path / name).write_text(content, encoding="utf-8")
    with open_store(Settings(tmp_path / "data")) as opened:
        import_asks(opened, tmp_path / "inzet.csv", by="Jo", now=NOW)
        add_text(opened, str(tmp_path / "akkoord.csv"), label="Akkoord", sort=TextSort.AGREEMENT)
        add_text(opened, str(tmp_path / "programma.txt"), label="Partij", sort=TextSort.MANIFESTO)
        yield opened


def verdicts(store: Store) -> list[list[str]]:
    return [[one.verdict.value if one.verdict else "" for one in line.answers] for line in book(store)]


def motion(store: Store, title: str, day: date, kind: Kind = Kind.ZAAK, sort: str = "Motie") -> None:
    record = Record(kind, f"z{day}", "tweedekamer", title, day, fields={"Soort": sort, "Onderwerp": title})
    with store.writing() as connection:
        number = register_original(connection, Original("0" * 63 + str(day.month % 10), "tk", title, NOW, "text/plain", 1))
        write(connection, [record], number)
    store.index.follow(store.engine)


def test_each_ask_gets_an_answer_per_text_once(store: Store, tmp_path: Path) -> None:
    assert verdicts(store) == [["", ""]] * 3, "nothing was compared so far"
    assert answer_all(store, None) == 6
    found = verdicts(store)
    assert found[0][0] == "overgenomen" and found[1] == ["tegengesteld", found[1][1]] and found[2] == ["afwezig"] * 2
    assert found[1][1] in {"overgenomen", "deels"}
    assert answer_all(store, None) == 0, "nothing changed"
    (tmp_path / "inzet.csv").write_text(ASKS.replace("Verleng de regeling voor", "Verleng en verdubbel de regeling voor"))
    import_asks(store, tmp_path / "inzet.csv", by="Jo", now=NOW)
    assert answer_all(store, None) == 2, "one ask was reworded"
    assert verdicts(store)[0][0] == "deels"


def test_every_answer_has_its_words_to_the_letter(store: Store) -> None:
    answer_all(store, None)
    texts = {"Akkoord": 1, "Partij": 2}
    for line in book(store):
        for one in line_dict(line)["teksten"]:
            assert one["passages"] and one["alineas_doorzocht"] in {2, 3} and one["tekst"] in texts
            with store.reading() as connection:
                from bijgepraat.store.lookup import by_key, text_of

                row = by_key(connection, one["soort"], one["stuk"])
                words = text_of(connection, row.id, row.version) or ""
            assert all(words[found["start"] : found["end"]] == found["quote"] for found in one["passages"])


def test_a_new_version_of_a_text_is_answered_again(store: Store, tmp_path: Path) -> None:
    answer_all(store, None)
    (tmp_path / "akkoord.csv").write_text(FIRST.replace("verlaagd en op termijn beëindigd", "verdubbeld"), encoding="utf-8")
    from bijgepraat.pipeline.imports import import_paths

    import_paths(store, [tmp_path / "akkoord.csv"])
    assert answer_all(store, None) == 3
    assert verdicts(store)[1][0] != "tegengesteld"


def test_a_persons_verdict_wins_and_stays(store: Store) -> None:
    answer_all(store, None)
    key = "3|Bestand:akkoord.csv"
    with store.writing() as connection:
        add_verdicts(
            connection,
            [
                KeptVerdict(
                    Book.ASKED, key, Decision.CORRECTED, "Mies", NOW.isoformat(), "Staat in de bijlage.", {"waarde": "deels"}
                )
            ],
        )
    line = book(store)[2]
    assert line.answers[0].verdict is AskVerdict.PARTLY and line.answers[0].match is not None
    assert line.answers[0].match.verdict is AskVerdict.ABSENT, "what the program proposed stays to be seen"
    assert line.answers[0].decided is not None and line.answers[0].decided.by == "Mies"
    assert not line.unanswered
    own = book(store, verdicts={"1|Bestand:akkoord.csv": AskVerdict.OPPOSED})
    assert own[0].answers[0].verdict is AskVerdict.OPPOSED
    assert key not in {one.key for one in ask_questions(store)}


def test_the_queue_puts_the_least_sure_first_with_its_words(store: Store) -> None:
    answer_all(store, None)
    found = ask_questions(store)
    assert len(found) == 6 and [one.confidence for one in found] == sorted(one.confidence for one in found)
    assert all(one.proposed in one.choices and one.value == {"waarde": one.proposed} and one.evidence for one in found)


def test_filters(store: Store) -> None:
    answer_all(store, None)
    assert [line.kept.ask.id for line in book(store, theme="wonen")] == ["1"]
    assert [line.kept.ask.id for line in book(store, state=AskVerdict.ABSENT)][-1] == "3"


def test_the_line_has_motions_about_the_ask_and_no_others(store: Store) -> None:
    motion(store, "Motie van het lid Berk over de veerponten in het rivierengebied", date(2025, 9, 1))
    motion(store, "Motie van het lid Eik over kazernes", date(2025, 10, 1))
    motion(store, "Motie van het lid Els over de veerponten", date(2024, 11, 1))
    ask = book(store)[1].kept.ask
    steps = course_of(store, ask).papers
    assert [step.paper.day for step in steps] == [date(2025, 9, 1), date(2024, 11, 1)], "the newest first"
    assert all(step.paper.title[step.sentence.start : step.sentence.end] == step.sentence.quote for step in steps)


def test_silence_has_asks_that_nobody_answered(store: Store, tmp_path: Path) -> None:
    answer_all(store, None)
    house = Settings(tmp_path / "data")
    assert [line.kept.ask.id for line in silence(store, house, date(2026, 1, 1)).asks] == ["3"]
    assert silence(store, house, date(2025, 1, 1)).asks == (), "not asked yet"
    motion(store, "Motie van het lid Berk over zwembaden verduurzamen", date(2025, 3, 1))
    assert len(silence(store, house, date(2026, 1, 1)).asks) == 1, "that was before it was asked"
    motion(store, "Motie van het lid Berk over het verduurzamen van zwembaden", date(2025, 9, 2))
    assert silence(store, house, date(2026, 1, 1)).asks == ()


def test_a_text_without_words_or_with_a_name_that_is_taken_is_refused(store: Store, tmp_path: Path) -> None:
    (tmp_path / "leeg.txt").write_text("")
    for name, label, said in (
        ("Bestand:nietes.pdf", "X", "geen stuk"),
        (str(tmp_path / "leeg.txt"), "X", "geen enkele tekst"),
        ("akkoord.csv", "partij", "heet al"),
        ("akkoord.csv", " ", "korte naam"),
    ):
        with pytest.raises(InputError, match=said):
            add_text(store, name, label=label, sort=TextSort.LETTER)
    add_text(store, "Bestand:akkoord.csv", label="Regeerakkoord", sort=TextSort.AGREEMENT)
    assert [one.label for one in kept_texts(store)] == ["Regeerakkoord", "Partij"]
    drop_text(store, "Partij")
    assert [one.label for one in kept_texts(store)] == ["Regeerakkoord"]
    with pytest.raises(InputError, match="geen tekst waar de inzet naast ligt"):
        drop_text(store, "Partij")
