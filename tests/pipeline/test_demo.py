# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The whole way on the bundled sample, and the laws of the house held against everything that came out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
import sqlalchemy as sa

from bijgepraat.model.claims import THEMES
from bijgepraat.model.editions import Evidence
from bijgepraat.pipeline.analysis import analyse_store
from bijgepraat.pipeline.demo import DemoOutcome, prepare_demo
from bijgepraat.pipeline.documents import document
from bijgepraat.pipeline.editions import draft_edition, kept_edition
from bijgepraat.pipeline.house import store_digest
from bijgepraat.store.schema import claims, history, originals, readings, records, texts
from bijgepraat.store.store import Store


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Store, DemoOutcome]]:
    with Store.open(tmp_path_factory.mktemp("voorbeeld")) as store:
        yield store, prepare_demo(store, None)


def test_the_sample_is_read_without_a_refusal_and_gives_editions(sample: tuple[Store, DemoOutcome]) -> None:
    _, outcome = sample
    assert outcome.refused == 0
    assert outcome.records > 500
    assert outcome.analysed > 100
    assert {"2026-W04", "2026-W05"} <= set(outcome.weeks)


def test_no_claim_without_its_quote(sample: tuple[Store, DemoOutcome]) -> None:
    """Law 2, for every stored claim: its words stand at its place, in the version it names."""
    store, _ = sample
    with store.reading() as connection:
        words = {(row.record_id, row.version): row.text for row in connection.execute(sa.select(texts))}
        titles = {(row.id, row.version): row.title for row in connection.execute(sa.select(records))}
        stored = connection.execute(sa.select(claims)).all()
    assert len(stored) > 1000
    for claim in stored:
        place = (claim.record_id, claim.version)
        assert (words.get(place) or titles[place])[claim.start : claim.end] == claim.quote


def stands(store: Store, evidence: Evidence) -> bool:
    found = document(store, evidence.record, evidence.version)
    assert found is not None
    words = found["title"] if evidence.part == "titel" else found["text"]
    return bool(words[evidence.start : evidence.end] == evidence.quote)


@pytest.mark.parametrize("week", ["2026-W04", "2026-W05", "2025-W49"])
def test_every_sentence_of_an_edition_stands_in_its_source(sample: tuple[Store, DemoOutcome], week: str) -> None:
    store, _ = sample
    edition = kept_edition(store, week)
    assert edition is not None
    assert edition.sample
    assert len(edition.developments) >= 5
    with store.reading() as connection:
        archived = set(connection.execute(sa.select(originals.c.sha256)).scalars())
    for development in edition.developments:
        assert development.theme in THEMES
        assert 1 <= len(development.sentences) <= 3
        assert stands(store, development.title_evidence)
        assert development.title == development.title_evidence.quote
        for amount in development.amounts:
            assert stands(store, amount.evidence)
        for sentence in development.sentences:
            assert stands(store, sentence.evidence)
            assert sentence.text == sentence.evidence.quote
            assert sentence.evidence.original in archived


def test_the_same_store_gives_the_same_edition(sample: tuple[Store, DemoOutcome]) -> None:
    store, _ = sample
    assert draft_edition(store, "2026-W04", now=lambda: datetime(2026, 2, 1, tzinfo=UTC)) == kept_edition(store, "2026-W04")


def test_running_the_demo_again_changes_nothing(sample: tuple[Store, DemoOutcome]) -> None:
    store, first = sample
    before = store_digest(store)
    again = prepare_demo(store, None)
    assert store_digest(store) == before
    assert (again.records, again.analysed, again.weeks) == (first.records, 0, first.weeks)


def test_two_processes_read_what_one_reads(sample: tuple[Store, DemoOutcome], tmp_path_factory: pytest.TempPathFactory) -> None:
    store, _ = sample
    before = store_digest(store)
    with store.writing() as connection:
        connection.execute(sa.delete(claims))
        connection.execute(sa.delete(readings))
    assert analyse_store(store, processes=2) > 100
    assert store_digest(store) == before


def test_related_records_of_the_sample_reach_each_other(sample: tuple[Store, DemoOutcome]) -> None:
    """A motion in an edition is one development, whatever number of records carry it."""
    store, _ = sample
    edition = kept_edition(store, "2026-W04")
    assert edition is not None
    motions = [development for development in edition.developments if development.title.startswith("Motie")]
    assert motions
    for development in motions:
        assert {name.split(":")[0] for name in development.records} >= {"Publicatie", "Zaak", "Document"}
    everything = [record for development in edition.developments for record in development.records]
    assert len(everything) == len(set(everything))


def test_nothing_of_the_sample_is_a_second_version(sample: tuple[Store, DemoOutcome]) -> None:
    store, _ = sample
    with store.reading() as connection:
        doubled = connection.execute(sa.select(history.c.kind, history.c.key)).all()
    assert [row for row in doubled if row.kind in {"Publicatie", "Debat", "Ontwikkeling", "Bericht"}] == []
