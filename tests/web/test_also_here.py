# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Passages that mean the same, on the page of a paper: which ones, with their words and a way to them, and never waited for long."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from threading import Event

import numpy as np
import pytest
from numpy.typing import NDArray
from starlette.testclient import TestClient

from bijgepraat.model.records import Kind, Record
from bijgepraat.pipeline.search_meaning import Meaning, embed_store
from bijgepraat.pipeline.site.alike import Alike
from bijgepraat.store.lookup import by_key
from bijgepraat.store.records import write
from bijgepraat.store.store import Store
from bijgepraat.web.app import create_app

SUBJECTS = ({"hulp", "kinderen", "gezinnen", "jongeren", "wachten"}, {"brug", "sluis", "kade"})


class Subjects:
    """A model that knows two subjects by some words; all else lies about the same."""

    name = "onderwerpen 2"
    dimension = 8

    def queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        raise AssertionError("a page asks the model nothing")

    def passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        rows = np.full((len(texts), 8), 0.01, dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            words = {word.strip(".,") for word in text.lower().split()}
            for place, subject in enumerate(SUBJECTS):
                row[place] += len(words & subject)
            row[2 + len(text) % 6] += 0.3
        found: NDArray[np.float32] = rows / np.linalg.norm(rows, axis=1, keepdims=True)
        return found


def bericht(key: str, text: str) -> Record:
    return Record(Kind.BERICHT, key, "eigen", f"Bericht {key}", date(2025, 7, 2), text=text)


def others(count: int) -> list[Record]:
    return [
        bericht(f"ander-{n}", "Het gaat vandaag over iets heel anders dan gisteren" + " en zo" * (n % 6) + ".")
        for n in range(count)
    ]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path) as opened:
        with opened.writing() as connection:
            write(
                connection,
                [
                    bericht("een", "Kinderen en gezinnen wachten lang op hulp van de gemeente."),
                    bericht(
                        "twee",
                        "Over de begroting van dit jaar.\nJongeren moeten wachten op hulp, en gezinnen en kinderen ook.\nTot slot de rondvraag.",
                    ),
                    bericht("brug", "De brug en de kade bij de sluis zijn weer open voor verkeer."),
                    *others(60),
                ],
                None,
            )
        embed_store(opened, Subjects())
        yield opened


def row_of(store: Store, key: str) -> object:
    with store.reading() as connection:
        return by_key(connection, Kind.BERICHT, key)


def finder(store: Store) -> Alike:
    return Alike(store, lambda kept: Meaning(kept, Subjects()), patience=60)


def test_what_means_the_same_is_found_with_its_words_and_place(store: Store) -> None:
    (other,) = finder(store).of(row_of(store, "een"))
    assert (other.title, other.kind) == ("Bericht twee", Kind.BERICHT)
    assert "Jongeren moeten wachten op hulp" in other.quote
    match = re.fullmatch(r"/documenten/Bericht/twee\?van=(\d+)&tot=(\d+)#citaat", other.page)
    assert match is not None
    with store.reading() as connection:
        from bijgepraat.store.lookup import text_of

        row = by_key(connection, Kind.BERICHT, "twee")
        assert row is not None
        text = text_of(connection, row.id, row.version) or ""
    assert " ".join(text[int(match[1]) : int(match[2])].split()) == other.quote


def test_what_nothing_is_near_to_stands_alone(store: Store) -> None:
    assert finder(store).of(row_of(store, "brug")) == ()


def test_vectors_that_come_later_are_seen(store: Store) -> None:
    alike = finder(store)
    assert len(alike.of(row_of(store, "een"))) == 1
    with store.writing() as connection:
        write(connection, [bericht("drie", "Gezinnen met kinderen en jongeren wachten op hulp.")], None)
    embed_store(store, Subjects())
    assert {other.title for other in alike.of(row_of(store, "een"))} == {"Bericht twee", "Bericht drie"}


def test_without_a_model_or_vectors_there_is_nothing(store: Store, tmp_path: Path) -> None:
    assert Alike(store, lambda _store: None, patience=60).of(row_of(store, "een")) == ()
    with Store.open(tmp_path / "leeg") as empty:
        with empty.writing() as connection:
            write(connection, [bericht("een", "Kinderen wachten lang op hulp van de gemeente.")], None)
        assert finder(empty).of(row_of(empty, "een")) == ()


def test_a_page_does_not_wait_for_what_takes_long(store: Store) -> None:
    go_on = Event()

    def slow(kept: Store) -> Meaning:
        go_on.wait(60)
        return Meaning(kept, Subjects())

    alike = Alike(store, slow, patience=0.001)
    assert alike.of(row_of(store, "een")) == ()
    go_on.set()
    for _ in range(10_000):
        if found := alike.of(row_of(store, "een")):
            break
    assert [other.title for other in found] == ["Bericht twee"]


def test_the_page_shows_them_with_a_link(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bijgepraat.pipeline.site.site.Alike", finder)
    with TestClient(create_app(store)) as client:
        page = client.get("/documenten/Bericht/een").text
        section = page[page.index('class="also"') : page.index("</section>", page.index('class="also"'))]
        assert "Ook hierover" in section and "Jongeren moeten wachten" in section and "kan zich vergissen" in section
        (link,) = re.findall(r'href="(/documenten/Bericht/twee\?[^"]+)"', section)
        assert client.get(link.replace("&amp;", "&")).status_code == 200
        assert 'class="also"' not in client.get("/documenten/Bericht/brug").text
