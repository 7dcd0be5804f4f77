# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Words and meaning in one result: what comes first, what belongs to it, and that its pages hold everything once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from bijgepraat.model.claims import Reading, Relevance, ThemeScore
from bijgepraat.model.records import Passage, Record
from bijgepraat.pipeline.search import SearchPage, search
from bijgepraat.pipeline.search_fusion import Candidate, Unit, order, shares, units
from bijgepraat.pipeline.search_language import Dutch
from bijgepraat.pipeline.search_meaning import Meaning, embed_store, waiting
from bijgepraat.pipeline.search_passages import stretches
from bijgepraat.pipeline.search_wordings import wordings
from bijgepraat.settings import SearchWeights
from bijgepraat.store.readings import unread, write_readings
from bijgepraat.store.records import write
from bijgepraat.store.search_fields import Condition
from bijgepraat.store.search_query import read_query
from bijgepraat.store.store import Store

SUBJECTS = (
    {"jeugdzorg", "hulp", "kinderen", "gezinnen", "behandelaar", "wachtlijst", "wachtlijsten"},
    {"woning", "huis", "huren", "starters", "betaalbaar"},
    {"trein", "bus", "perron", "spoor"},
)


class Subjects:
    """A model that knows three subjects by some words, and nothing else. It gives up after `limit` texts."""

    name = "onderwerpen 1"
    dimension = 4

    def __init__(self, limit: int = 10**9) -> None:
        self.made = 0
        self.limit = limit

    def queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return self.passages(texts)

    def passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.made += len(texts)
        if self.made > self.limit:
            raise KeyboardInterrupt
        rows = np.full((len(texts), 4), 0.05, dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            words = {word.strip(".,?") for word in text.lower().split()}
            for place, subject in enumerate(SUBJECTS):
                row[place] += len(words & subject)
            row[3] += 0.5
        found: NDArray[np.float32] = rows / np.linalg.norm(rows, axis=1, keepdims=True)
        return found


def bericht(key: str, text: str, day: date = date(2025, 7, 2)) -> Record:
    return Record("Bericht", key, "eigen", None, day, text=text)


def noise(count: int) -> list[Record]:
    """Texts about other things, some of them near to one of the subjects."""
    about = ("het plein", "een huis", "het plein", "de bus", "een plein", "de trein en een huis", "gezinnen")
    return [bericht(f"n{n}", f"Verslag {n} over de stoep en {about[n % 7]}.", date(2025, 1 + n % 6, 1)) for n in range(count)]


ANSWER = bericht("antwoord", "Een behandelaar voor gezinnen laat lang op zich wachten.", date(2025, 3, 3))
LOOKALIKE = bericht("schijn", "De wachtlijsten van de volkstuin zijn lang.")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path, Dutch()) as opened:
        with opened.writing() as connection:
            write(connection, [ANSWER, LOOKALIKE, *noise(60), bericht("nummer", "Motie 36800-B-12 is aangenomen.")], None)
        opened.index.follow(opened.engine)
        yield opened


def keys(page: SearchPage) -> list[str]:
    return [result.key for result in page.results]


def test_meaning_finds_what_words_do_not_and_says_so(store: Store) -> None:
    model = Subjects()
    embed_store(store, model)
    meaning = Meaning(store, model)
    by_words = search(store, "wachtlijsten hulp kinderen")
    assert keys(by_words) == ["schijn"]
    joined = search(store, "wachtlijsten hulp kinderen", meaning=meaning)
    assert keys(joined)[0] == "antwoord"
    assert {result.key: result.how for result in joined.results}["antwoord"] == "meaning"
    assert joined.total == len(joined.results)


def test_names_and_numbers_come_first_and_alone_need_no_meaning(store: Store) -> None:
    model = Subjects()
    embed_store(store, model)
    meaning = Meaning(store, model)
    assert keys(search(store, "motie 36800-B-12 hulp gezinnen", meaning=meaning))[0] == "nummer"
    made = model.made
    assert keys(search(store, "36800-B-12", meaning=meaning)) == ["nummer"]
    assert model.made == made


def test_an_exact_phrase_finds_only_itself(store: Store) -> None:
    model = Subjects()
    embed_store(store, model)
    assert keys(search(store, '"wachtlijsten van de volkstuin"', meaning=Meaning(store, model))) == ["schijn"]
    assert keys(search(store, '"hulp kinderen"', meaning=Meaning(store, model))) == []


def test_conditions_hold_for_what_is_found_by_meaning(store: Store) -> None:
    model = Subjects()
    embed_store(store, model)
    meaning = Meaning(store, model)
    for conditions, query in (([Condition("datum", low=20250401)], "hulp gezinnen"), ([], "hulp gezinnen sinds:2025-04")):
        assert "antwoord" not in keys(search(store, query, meaning=meaning, conditions=conditions))
    assert keys(search(store, "hulp kinderen tot:2025-03", meaning=meaning))[0] == "antwoord"
    assert keys(search(store, "hulp kinderen", meaning=meaning, kinds=["Zaak"])) == []


@pytest.mark.parametrize("newest", [False, True])
def test_all_pages_hold_every_result_once_also_behind_the_window(tmp_path: Path, newest: bool) -> None:
    weights = SearchWeights(window=15, near=10, nearness=0.0)
    model = Subjects()
    with Store.open(tmp_path, Dutch(), weights) as store:
        records = noise(60) + [bericht(f"h{n}", f"Hulp aan gezinnen {n}" + (" op de stoep" if n % 2 else "")) for n in range(12)]
        with store.writing() as connection:
            write(connection, records, None)
        store.index.follow(store.engine)
        embed_store(store, model)
        meaning = Meaning(store, model)

        def page(offset: int, limit: int) -> SearchPage:
            return search(
                store, "stoep jeugdzorg", limit=limit, offset=offset, meaning=meaning, weights=weights, newest_first=newest
            )

        total = page(0, 1).total
        whole = keys(page(0, 1000))
        assert len(whole) == len(set(whole)) == total
        paged = [key for start in range(0, total + 7, 7) for key in keys(page(start, 7))]
        assert paged == whole
        assert {record.key for record in records if "stoep" in (record.text or "")} <= set(whole)
        if newest:
            dates = [result.date for result in page(0, 1000).results]
            assert dates == sorted(dates, reverse=True)


def test_vectors_follow_changes_and_deletions(store: Store) -> None:
    model = Subjects()
    assert waiting(store, model, 1000) == 63
    done = embed_store(store, model)
    assert (done.records, done.passages, done.left) == (63, 63, False)
    assert waiting(store, model, 1000) == 0
    assert embed_store(store, model).records == 0
    with store.writing() as connection:
        write(connection, [bericht("antwoord", "Over de trein en het spoor.", date(2025, 3, 4))], None)
        write(connection, [Record("Bericht", "schijn", "eigen", modified="2026", deleted=True)], None)
    store.index.follow(store.engine)
    embed_store(store, model)
    meaning = Meaning(store, model)
    assert len(meaning) == 62
    assert "antwoord" in keys(search(store, "bus perron", meaning=meaning))
    assert "antwoord" not in keys(search(store, "hulp kinderen", meaning=meaning))


def test_making_vectors_goes_on_where_it_was(store: Store) -> None:
    with pytest.raises(KeyboardInterrupt):
        embed_store(store, Subjects(limit=10))
    model = Subjects()
    part = embed_store(store, model, limit=5)
    assert part.records
    embed_store(store, model)
    assert len(Meaning(store, model)) == 63
    made = model.made
    embed_store(store, model)
    assert model.made == made


def test_titles_get_vectors_once_they_are_known_to_matter(store: Store) -> None:
    model = Subjects()
    embed_store(store, model)
    zaken = [Record("Zaak", key, "tk", f"Motie over {about}", date(2025, 5, 5)) for key, about in (("z1", "hulp"), ("z2", "bus"))]
    with store.writing() as connection:
        write(connection, zaken, None)
    assert embed_store(store, model).records == 0
    with store.writing() as connection:
        rows = {row.key: row for row in unread(connection, "lezer", 0, 100, ["Zaak"])}
        readings = [(rows["z1"], Reading("lezer", Relevance(0.9, 2), (ThemeScore("jeugd", 1.0),)))]
        readings.append((rows["z2"], Reading("lezer", Relevance(0.1, 0), (ThemeScore("mobiliteit", 1.0),))))
        write_readings(connection, readings)
    assert embed_store(store, model).records == 1


def test_another_store_in_the_same_place_is_noticed(store: Store, tmp_path: Path) -> None:
    model = Subjects()
    embed_store(store, model)
    folder = store.vectors_folder
    with Store.open(tmp_path / "ander", Dutch()) as other:
        other.vectors_folder = folder
        with other.writing() as connection:
            write(connection, [ANSWER], None)
        embed_store(other, model)
        assert len(Meaning(other, model)) == 1


def test_order_puts_all_words_and_names_above_a_little_nearer_in_meaning() -> None:
    weights = SearchWeights()
    near, worded, named, blank = (
        Candidate((1, 0), 0.0, 3.0),
        Candidate((2, 0), 8.0, 2.5, words=1.0),
        Candidate((3, 0), 4.0, 1.0, words=0.6, names=1.0),
        Candidate((4, 0), 3.0, None, words=0.5),
    )
    assert [one.entry[0] for one, _ in order([near, worded, named, blank], weights, 2)][:2] in ([3, 2], [2, 3])
    assert order([], weights, 2) == []
    assert [one.entry[0] for one, _ in order([Candidate((2, 0), 1.0), Candidate((1, 0), 1.0)], weights, 2)] == [1, 2]


def test_units_know_names_and_numbers() -> None:
    found = units(read_query("Overlast bij Schiphol in VWS 36800-B 2025 sinds:2024"))
    assert {unit.words for unit in found if unit.name} == {("schiphol",), ("36800", "b"), ("2025",)}
    assert Unit(("overlast",), False) in found


def test_shares_weigh_words_by_their_rarity() -> None:
    common, rare = Unit(("de",), False), Unit(("36",), True)
    found = shares([(1, 0), (2, 0)], {common: {(1, 0)}, rare: {(2, 0)}}, {common: 1.0, rare: 3.0})
    assert found == {(1, 0): (0.25, 0.0), (2, 0): (0.75, 1.0)}


def test_stretches_are_places_in_the_text() -> None:
    sentence = "Dit is een zin die lang genoeg is om mee te tellen. "
    text = "\n".join(sentence * n for n in (1, 30, 2, 1))
    found = stretches("Bericht", "Titel", text, (), {})
    assert all(stretch.words == "Titel. " + text[stretch.start : stretch.end] for stretch in found)
    assert max(stretch.end - stretch.start for stretch in found) <= 700
    covered = "".join(text[stretch.start : stretch.end] for stretch in found)
    assert covered.count("zin") == text.count("zin")
    assert stretches("Zaak", "Motie over hulp", "", (), {})[0].words == "Motie over hulp"
    assert stretches("Bericht", None, "  ", (), {}) == []
    endless = stretches("Bericht", None, "x" * 5_000, (), {})
    assert sum(stretch.end - stretch.start for stretch in endless) == 5_000


def test_a_debate_is_cut_by_speech_and_a_publication_named_by_its_dossier() -> None:
    text = "a" * 100 + "b" * 100
    speeches = [Passage(0, 100, "toespraak", speaker="A"), Passage(100, 200, "interruptie", speaker="B")]
    numbered = [
        type("Rij", (), {"n": n, "start": one.start, "end": one.end, "kind": one.kind})() for n, one in enumerate(speeches, 1)
    ]
    assert [(one.passage, one.start) for one in stretches("Debat", "D", text, numbered, {})] == [(1, 0), (2, 100)]
    (only,) = stretches("Publicatie", "Motie van het lid X", text, (), {"dossiertitel": "Jeugdzorg"})
    assert only.words == "Jeugdzorg. " + text


def test_wordings_write_short_names_out_and_take_compounds_apart() -> None:
    (wmo,) = wordings(Dutch(), read_query("uitvoering Wmo sinds:2025"))
    assert wmo.startswith("uitvoering Wet maatschappelijke ondersteuning")
    whole, apart = wordings(Dutch(), read_query("jeugdzorgfinanciën"))
    assert whole.startswith("jeugdzorgfinanciën")
    assert apart.startswith("jeugd zorg financiën")


def test_in_a_short_question_the_words_weigh_more_than_in_a_sentence() -> None:
    about = Candidate((1, 0), score=9.0, z=1.0, words=1.0)
    near = Candidate((2, 0), score=0.0, z=3.2)
    assert order([about, near], SearchWeights(), 2)[0][0] is about
    assert order([about, near], SearchWeights(), 7)[0][0] is near
