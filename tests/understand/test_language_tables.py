# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Abbreviations, spelling variants and related terms."""

from __future__ import annotations

import tomllib
from importlib import resources
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bijgepraat.understand.language.abbreviations import expansions, longest_phrase
from bijgepraat.understand.language.related import related
from bijgepraat.understand.language.spelling import variants


def _table(name: str) -> Any:
    return tomllib.loads(resources.files("bijgepraat.understand").joinpath(f"data/{name}").read_text("utf-8"))


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("Wmo", "Wet maatschappelijke ondersteuning"),
        ("wmo", "Wet maatschappelijke ondersteuning"),
        ("Wmo 2015", "Wet maatschappelijke ondersteuning"),
        ("Wet Maatschappelijke Ondersteuning", "Wmo"),
        ("Woo", "Wet open overheid"),
        ("wet open overheid", "Woo"),
        ("RES", "Regionale Energiestrategie"),
        ("regionale energiestrategieën", "RES"),
        ("AZWA", "Aanvullend Zorg- en Welzijnsakkoord"),
        ("BO  MIRT", "bestuurlijk overleg MIRT"),
        ("specifieke uitkeringen", "SPUK"),
        ("SPUK's", "specifieke uitkering"),
        ("boa’s", "buitengewoon opsporingsambtenaar"),
        ("onroerendezaakbelasting", "OZB"),
        ("ministerie van Volksgezondheid, Welzijn en Sport", "VWS"),
    ],
)
def test_abbreviations_in_both_directions(said: str, meant: str) -> None:
    assert meant in expansions(said)


@pytest.mark.parametrize(
    "said", ["woo", "res", "gala", "buig", "pok", "om", "ze", "bes", "", "   ", "fietsbel", "%", "a" * 10_000]
)
def test_a_word_that_is_no_abbreviation_has_no_expansion(said: str) -> None:
    assert expansions(said) == ()


def test_two_meanings_are_both_given() -> None:
    assert set(expansions("WSW")) == {"Wet sociale werkvoorziening", "Waarborgfonds Sociale Woningbouw"}


def test_every_abbreviation_of_the_table_is_found_both_ways() -> None:
    table = _table("abbreviations.toml")
    rows = {**table["anyhow"], **table["as_written"]}
    assert len(rows) >= 150
    for short, meanings in rows.items():
        assert set(meanings) <= set(expansions(short))
        for meaning in meanings:
            # A meaning may be an abbreviation's own name in turn, as "omzetbelasting" is of btw.
            assert short in expansions(meaning)
            assert len(meaning.split()) <= longest_phrase()


@pytest.mark.parametrize(
    ("word", "other"),
    [
        ("co-operatie", "coöperatie"),
        ("coöperatie", "cooperatie"),
        ("cooperatie", "coöperatie"),
        ("reintegratie", "re-integratie"),
        ("re-integratie", "reïntegratie"),
        ("Re-integratie", "reintegratie"),
        ("ĳs", "ijs"),
        ("ijs", "ĳs"),
        ("digitalisering", "digitalisatie"),
        ("zzp’er", "zzp'er"),
        ("AOW'er", "aow-er"),
        ("pannekoek", "pannenkoek"),
        ("privé", "prive"),
        ("Woo-verzoek", "wooverzoek"),
        ("onroerendezaaksbelasting", "onroerendezaakbelasting"),
        ("leerlingenvervoer", "leerlingevervoer"),
    ],
)
def test_spelling_variants(word: str, other: str) -> None:
    assert other in variants(word)


@pytest.mark.parametrize("word", ["fiets", "besluit", "", "a" * 5_000])
def test_a_word_that_is_written_in_one_way(word: str) -> None:
    assert variants(word) == ()


@given(st.text(max_size=70))
def test_variants_are_few_and_never_the_word_itself(word: str) -> None:
    found = variants(word)
    assert len(found) <= 15
    assert word not in found
    assert len(set(found)) == len(found)


@pytest.mark.parametrize(
    ("word", "other"),
    [
        ("jeugdzorg", "jeugdhulp"),
        ("Jeugdhulp", "jeugdzorg"),
        ("bijstand", "Participatiewet"),
        ("bijstandsuitkeringen", "bijstand"),
        ("sociale huur", "woningcorporatie"),
        ("asielzoekerscentra", "asielopvang"),
    ],
)
def test_related_terms(word: str, other: str) -> None:
    assert other in related(word)


@pytest.mark.parametrize("word", ["fietsbel", "", "x" * 1_000, "de"])
def test_a_word_outside_the_field_has_no_related_terms(word: str) -> None:
    assert related(word) == ()


def test_terms_of_a_circle_name_each_other_and_not_themselves() -> None:
    for circle in _table("related.toml")["circles"]:
        for term in circle:
            assert term not in related(term)
            assert set(circle) - {term} <= set(related(term)), term
