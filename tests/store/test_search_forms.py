# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Which texts a query finds: forms of words, compounds, phrases, distances, fields; and what is counted and marked."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from bijgepraat.model.claims import Amount, Name, Reading, Relevance, ThemeScore
from bijgepraat.model.records import Link, Passage, Record
from bijgepraat.pipeline.search_language import Dutch
from bijgepraat.store.readings import unread, write_readings
from bijgepraat.store.records import write
from bijgepraat.store.search_fields import Condition
from bijgepraat.store.search_query import read_query
from bijgepraat.store.store import Store

TEXTS = {
    "gemeenten": "Alle gemeenten doen mee.",
    "gemeentelijke": "De gemeentelijke plannen liggen klaar.",
    "middelen": "Er komen jeugdzorgmiddelen bij.",
    "hulp": "De jeugdhulp krijgt meer tijd.",
    "zorg": "Meer jeugdzorg in de wijk.",
    "kosten": "De kosten van de jeugdzorg stijgen snel.",
    "naast": "Hoge kosten jeugdzorg drukken op de begroting.",
    "wonen": "Wonen in de stad wordt duur zonder enige vorm van subsidie.",
    "vorm": "Wie huurt, betaalt meer.",
    "nummer": "Kamerstuk 36800-B gaat over het fonds.",
    "wmo": "De Wet maatschappelijke ondersteuning verandert.",
    "kort": "De Wmo verandert ook.",
    "wethouder": "De wethouder trekt de wetgeving en wetten na.",
    "oudere": "Een AOW'er met vragen over R&D en 50% korting.",
    "zin": "De brief aan de raad.",
}


def bericht(key: str, text: str, day: date = date(2025, 7, 2)) -> Record:
    return Record("Bericht", key, "eigen", None, day, text=text)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with Store.open(tmp_path_factory.mktemp("vormen"), Dutch()) as opened:
        with opened.writing() as connection:
            write(connection, [bericht(key, text) for key, text in TEXTS.items()], None)
        opened.index.follow(opened.engine)
        yield opened


def keys(store: Store, query: str, **options: object) -> list[str]:
    names = list(TEXTS)
    found = store.index.search(query, loosened=False, **options)  # type: ignore[arg-type]
    return [names[hit.record_id - 1] for hit in found.hits]


def test_a_word_finds_its_forms(store: Store) -> None:
    assert set(keys(store, "gemeente")) == {"gemeenten", "gemeentelijke"}


def test_a_word_finds_compounds_and_related_words_after_itself(store: Store) -> None:
    found = keys(store, "jeugdzorg")
    assert set(found[:3]) == {"zorg", "kosten", "naast"}
    assert found[3:] == ["middelen", "hulp"]


def test_marks_tell_how_a_word_was_found(store: Store) -> None:
    for key, how in (("zorg", "word"), ("middelen", "part"), ("hulp", "related")):
        (mark,) = store.index.marks("jeugdzorg", TEXTS[key])
        assert mark.how == how
        assert TEXTS[key][mark.start : mark.end] in {"jeugdzorg", "jeugdzorgmiddelen", "jeugdhulp"}


def test_exact_words_stand_above_other_forms(store: Store) -> None:
    assert keys(store, "gemeentelijke")[0] == "gemeentelijke"
    assert keys(store, "gemeenten")[0] == "gemeenten"


def test_a_phrase_finds_only_itself(store: Store) -> None:
    assert keys(store, '"kosten jeugdzorg"') == ["naast"]
    assert keys(store, '"kosten van de jeugdzorg"') == ["kosten"]
    assert keys(store, '"gemeente"') == []
    marked = store.index.marks('"kosten jeugdzorg"', TEXTS["kosten"] + " " + TEXTS["naast"])
    assert [mark.start for mark in marked] == [len(TEXTS["kosten"]) + 6, len(TEXTS["kosten"]) + 13]


def test_near_is_as_near_as_it_says_in_either_order(store: Store) -> None:
    assert keys(store, "subsidie NEAR/10 wonen") == ["wonen"]
    assert keys(store, "wonen NEAR/12 subsidie") == ["wonen"]
    assert keys(store, "wonen NEAR/3 subsidie") == []


def test_and_or_not(store: Store) -> None:
    assert set(keys(store, "kosten jeugdzorg")) == {"kosten", "naast"}
    assert keys(store, "kosten jeugdzorg -begroting") == ["kosten"]
    assert set(keys(store, "brief OF huurt")) == {"zin", "vorm"}
    assert len(keys(store, "NIET jeugdzorg")) == min(20, len(TEXTS) - 5)


def test_a_prefix_finds_what_begins_so(store: Store) -> None:
    assert set(keys(store, "wet*")) == {"wethouder", "wmo"}


@pytest.mark.parametrize(
    ("query", "key"), [("36800-B", "nummer"), ("AOW'er", "oudere"), ("R&D", "oudere"), ("50%", "oudere"), ("36800", "nummer")]
)
def test_numbers_and_odd_words_are_found_as_they_stand(store: Store, query: str, key: str) -> None:
    assert keys(store, query) == [key]


def test_short_names_and_their_meaning_find_each_other(store: Store) -> None:
    assert {"wmo", "kort"} <= set(keys(store, "Wmo"))
    assert {"wmo", "kort"} <= set(keys(store, "wet maatschappelijke ondersteuning"))


def test_spelling_help(store: Store, tmp_path_factory: pytest.TempPathFactory) -> None:
    with Store.open(tmp_path_factory.mktemp("spelling"), Dutch()) as other:
        with other.writing() as connection:
            write(connection, [bericht(str(n), "Over de jeugdzorg en de woningbouw.") for n in range(12)], None)
        other.index.follow(other.engine)
        assert other.index.spelling(read_query("jeugzorg woningbouw")) == {"jeugzorg": "jeugdzorg"}
        assert other.index.spelling(read_query("wonigbouw 2025")) == {"wonigbouw": "woningbouw"}
        assert other.index.spelling(read_query("geheel anders")) == {}


FOUND = Reading(
    "lezer 1",
    Relevance(0.9, 2),
    (ThemeScore("jeugd", 1.0),),
    amounts=(Amount("€ 12 miljoen", 0, 12, 12_000_000, 12_000_000),),
    names=(Name("Utrecht", 0, 7, "municipality", "Utrecht", "GM0344"),),
)


@pytest.fixture
def fields(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with Store.open(tmp_path_factory.mktemp("velden"), Dutch()) as opened:
        speeches = (
            Passage(0, 30, "toespraak", speaker="Anna Boterbloem", party="PvhM"),
            Passage(31, 60, "toespraak", speaker="Bert van der Wiel", party="LN"),
        )
        motion = {"soort": "Motie", "dossier": "36800-B", "indieners": ["Boterbloem"]}
        with opened.writing() as connection:
            write(
                connection,
                [
                    Record("Publicatie", "kst-36800-B-3", "kst", "Motie", date(2025, 7, 2), text="Over de raad.", fields=motion),
                    Record("Debat", "d", "vlos", "De raad", date(2025, 9, 1), text="x " * 40, passages=speeches),
                    Record("Zaak", "z", "tk", "De raad en het geld", date(2024, 1, 5), fields={"Soort": "Brief regering"}),
                    bericht("geld", "€ 12 miljoen voor de raad van Utrecht.", date(2025, 8, 8)),
                ],
                None,
            )
        opened.index.follow(opened.engine)
        with opened.writing() as connection:
            rows = [row for row in unread(connection, "lezer 1", 0, 10) if row.key == "geld"]
            write_readings(connection, [(row, FOUND) for row in rows])
        opened.index.follow(opened.engine)
        yield opened


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("partij:pvhm", {(2, 1)}),
        ("persoon:boterbloem", {(1, None), (2, 1)}),
        ('persoon:"van der Wiel"', {(2, 2)}),
        ("soort:motie", {(1, None)}),
        ("soort:brief", {(3, None)}),
        ("soort:debat", {(2, None), (2, 1), (2, 2)}),
        ("dossier:36800-B", {(1, None)}),
        ("bron:kst", {(1, None)}),
        ("raad sinds:2025 tot:2025-08", {(1, None), (4, None)}),
        ("thema:jeugd", {(4, None)}),
        ("gemeente:utrecht", {(4, None)}),
        ("raad bedrag>10mln", {(4, None)}),
        ("raad bedrag>12mln", set()),
        ("raad bedrag<1mln", set()),
    ],
)
def test_fields(fields: Store, query: str, found: set[tuple[int, int | None]]) -> None:
    assert {(hit.record_id, hit.passage) for hit in fields.index.search(query).hits} == found


def test_what_was_analysed_later_is_taken_in_once(fields: Store) -> None:
    assert fields.index.follow(fields.engine) == 0
    assert fields.index.counts(read_query("raad"))["theme"] == {"jeugd": 1}


def test_counts_are_of_the_whole_result_and_of_what_it_is_narrowed_to(fields: Store) -> None:
    everything = read_query("raad")
    counts = fields.index.counts(everything)
    assert counts["kind"] == {"Publicatie": 1, "Debat": 1, "Zaak": 1, "Bericht": 1}
    assert counts["month"] == {"2025-07": 1, "2025-09": 1, "2024-01": 1, "2025-08": 1}
    narrowed = fields.index.counts(everything, conditions=[Condition("datum", low=20250801)])
    assert narrowed["kind"] == {"Debat": 1, "Bericht": 1}
    assert fields.index.counts(everything, kinds=["Zaak"])["month"] == {"2024-01": 1}
    assert fields.index.counts(read_query("partij:PvhM"))["party"] == {"PvhM": 1}


def test_a_zaak_is_found_by_an_actor_that_comes_later(fields: Store) -> None:
    actor = Record(
        "ZaakActor", "a", "tk", fields={"ActorNaam": "C. Distel", "ActorFractie": "OP"}, links=(Link("zaak", "Zaak", "z"),)
    )
    with fields.writing() as connection:
        write(connection, [actor], None)
    fields.index.follow(fields.engine)
    assert [hit.record_id for hit in fields.index.search("partij:OP persoon:distel").hits] == [3]


def test_all_pages_together_hold_every_result_once(tmp_path_factory: pytest.TempPathFactory) -> None:
    with Store.open(tmp_path_factory.mktemp("bladen"), Dutch()) as store:
        with store.writing() as connection:
            write(connection, [bericht(str(n), f"De raad {n}", date(2025, 1 + n % 12, 3)) for n in range(95)], None)
        store.index.follow(store.engine)
        for newest in (False, True):
            seen = [
                hit.record_id
                for start in range(0, 100, 10)
                for hit in store.index.search("raad", limit=10, offset=start, newest_first=newest).hits
            ]
            assert sorted(seen) == list(range(1, 96))
