# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Names of persons, parties, ministries, organisations and municipalities."""

from __future__ import annotations

import csv
import io
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bijgepraat.understand.names import find_names


def named(text: str, kind: str, people: dict[str, str] | None = None) -> list[str]:
    return [name.quote for name in find_names(text, people) if name.type == kind]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Minister Keijzer en de heer Van Oostveen spraken met mevrouw De Wit-Bakker.",
            ["Keijzer", "Van Oostveen", "De Wit-Bakker"],
        ),
        ("De leden Grinwis, Van der Molen en Vedder stelden vragen.", ["Grinwis", "Van der Molen", "Vedder"]),
        ("De leden Jansen (BBB) en De Vos (SP) vroegen uitstel.", ["Jansen", "De Vos"]),
        ("Daarna sprak VNG-voorzitter Sharon Dijksma met D66-leider Rob Jetten.", ["Sharon Dijksma", "Rob Jetten"]),
        ("Hans Wijers en Sybrand Buma beginnen morgen.", ["Hans Wijers", "Sybrand Buma"]),
        ("Michiel van der Veen belde met burgemeester Femke Halsema van Amsterdam.", ["Michiel van der Veen", "Femke Halsema"]),
        ("Volgens de heer van Dijk is dat zo.", ["van Dijk"]),
        ("Het lid Six Dijkstra c.s. en prof. dr. Marie-Louise van der Meer.", ["Six Dijkstra", "Marie-Louise van der Meer"]),
        ("Mevrouw Wiegman-van Meppelen Scheppink en W.F. de Boer tekenden.", ["Wiegman-van Meppelen Scheppink", "W.F. de Boer"]),
        ("Staatssecretaris Çelik-Özdemir en minister Hirsch Ballin.", ["Çelik-Özdemir", "Hirsch Ballin"]),
    ],
)
def test_persons_are_found_without_their_titles(text: str, expected: list[str]) -> None:
    assert named(text, "person") == expected


@pytest.mark.parametrize(
    "text",
    [
        "Gemeenten Krijgen Meer Geld. Daarna Volgt Een Debat.",
        "De minister van Binnenlandse Zaken en de staatssecretaris Rechtsbescherming waren er.",
        "Mevrouw de Voorzitter, de leden van Provinciale Staten en het lid Tweede Kamer.",
        "Het Pieter Baan Centrum, de Thorbeckezaal en de Willem Drees Lezing.",
        "Wil Nederland dat wel? Kosten stijgen. Algemene Rekenkamer waarschuwt.",
        "Dit valt in categorie B. Daarnaast geldt artikel C. Verder niets.",
        "De Nationaal Rapporteur Mensenhandel schreef een rapport.",
        "Voorzitter. Ik dank de minister. Zij zei het al.",
    ],
)
def test_capitals_alone_make_no_person(text: str) -> None:
    assert named(text, "person") == []


def test_a_surname_takes_the_full_name_when_only_one_person_has_it() -> None:
    names = find_names("Mona Keijzer kwam aan. Later zei minister Keijzer dat het goed was.")
    assert [name.name for name in names] == ["Mona Keijzer", "Mona Keijzer"]
    two = find_names("Inge van Dijk en Emiel van Dijk kwamen. Daarna sprak de heer Van Dijk.")
    assert two[-1].name == "Van Dijk"


def test_people_that_are_known_get_their_identifier() -> None:
    people = {"Xanthippe Zwart": "p-1", "Mona Keijzer": "p-2"}
    names = find_names("Xanthippe Zwart sprak met minister Keijzer. Mona Keijzer knikte.", people)
    assert [(name.quote, name.id) for name in names] == [("Xanthippe Zwart", "p-1"), ("Keijzer", "p-2"), ("Mona Keijzer", "p-2")]
    assert named("Xanthippe Zwart sprak.", "person") == []


def test_parties_with_their_spellings() -> None:
    names = find_names("GL-PvdA, GroenLinks/PvdA en PvdA-GroenLinks; een VVD'er, de D66-fractie en Partij voor de Dieren.")
    assert [(name.quote, name.id) for name in names] == [
        ("GL-PvdA", "glpvda"),
        ("GroenLinks/PvdA", "glpvda"),
        ("PvdA-GroenLinks", "glpvda"),
        ("VVD", "vvd"),
        ("D66", "d66"),
        ("Partij voor de Dieren", "pvdd"),
    ]
    assert {name.name for name in names[:3]} == {"GroenLinks-PvdA"}
    assert named("Er staat 400 volt op; men moet denken en spreken.", "party") == []


def test_ministries_need_a_minister_unless_the_abbreviation_is_theirs_alone() -> None:
    names = find_names("Het ministerie van Financiën, de ministers van Defensie en van Economische Zaken, en BZK.")
    assert [(name.quote, name.id) for name in names] == [
        ("ministerie van Financiën", "fin"),
        ("Defensie", "def"),
        ("Economische Zaken", "ez"),
        ("BZK", "bzk"),
    ]
    assert named("De verdediging heet ook defensie. Defensie is duur en Financiën is lastig.", "ministry") == []
    assert find_names("de minister van Economische Zaken en Klimaat")[0].id == "ezk"


def test_organisations_in_full_and_short() -> None:
    names = find_names("Het CPB, het Centraal Planbureau, de ROB (Raad voor het Openbaar Bestuur), UWV, SVB, Divosa en CAK.")
    assert [name.id for name in names] == ["cpb", "cpb", "rob", "rob", "uwv", "svb", "divosa", "cak"]
    assert names[0].name == "Centraal Planbureau"
    assert find_names("advies van de Afdeling advisering van de Raad van State")[0].id == "rvs"
    assert named("VERZOEK OM TE KOMEN TOT EEN SER", "organisation") == []
    assert named("Mijn vriend Rob en de svb-pas.", "organisation") == []


def test_municipalities_and_the_words_that_look_like_them() -> None:
    names = find_names("In Zwolle, Súdwest-Fryslân en Bergen op Zoom; de gemeenten Epe, Heerde, Best en Ede; de gemeente Laren.")
    assert [(name.quote, name.id) for name in names if name.type == "municipality"] == [
        ("Zwolle", "GM0193"),
        ("Súdwest-Fryslân", "GM1900"),
        ("Bergen op Zoom", "GM0748"),
        ("Epe", "GM0232"),
        ("Heerde", "GM0246"),
        ("Best", "GM0753"),
        ("Ede", "GM0228"),
        ("Laren", "GM0417"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Best lastig. Er lagen Bergen papier en Laren is ver.",
        "Leiden wil niemand. Kampen zijn er genoeg. Assen draaien.",
        "Het lid Westerveld en mevrouw Van Houten zijn ziek.",
        "De provincie Utrecht en de Universiteit Utrecht werken samen.",
        "Den Haag beslist. Politiek Den Haag zwijgt.",
        "Lelystad Airport en het Verdrag van Maastricht.",
        "De motie-Westerveld en een Oss-achtig plan.",
    ],
)
def test_no_municipality(text: str) -> None:
    assert named(text, "municipality") == []


def test_the_hague_and_two_bergens() -> None:
    assert [(n.name, n.id) for n in find_names("de gemeente Den Haag en te 's-Gravenhage")] == [("Den Haag", "GM0518")] * 2
    bergens = find_names("de gemeente Bergen (NH.), de gemeente Bergen (L.) en de gemeente Bergen")
    assert [name.id for name in bergens] == ["GM0373", "GM0893", None]
    assert named("Burgemeesters Apeldoorn en Epe waarschuwen", "person") == []
    assert named("Burgemeesters Apeldoorn en Epe waarschuwen", "municipality") == ["Apeldoorn", "Epe"]


def _own_municipalities() -> list[dict[str, str]]:
    text = (files("bijgepraat.understand") / "data" / "municipalities.csv").read_text("utf-8")
    return list(csv.DictReader(io.StringIO(text)))


def test_every_municipality_of_2025_is_found_in_its_context() -> None:
    rows = _own_municipalities()
    assert len(rows) == len({row["code"] for row in rows}) == 342
    for row in rows:
        names = find_names(f"Het besluit van de gemeente {row['name']} is bekend.")
        assert [(name.quote, name.id) for name in names] == [(row["name"], row["code"])]


@pytest.mark.shared
def test_the_list_of_municipalities_agrees_with_the_statistics(shared: Path) -> None:
    with (shared / "data/gemeenten/gemeenten_2025.csv").open(encoding="utf-8") as lines:
        known = {row["gm_code"]: row for row in csv.DictReader(lines)}
    own = {row["code"]: row for row in _own_municipalities()}
    assert own.keys() == known.keys()
    provinces = {(own[code]["province"].replace("Fryslân", "Friesland"), known[code]["provincie"]) for code in own}
    assert all(ours == theirs for ours, theirs in provinces)


@pytest.mark.shared
def test_the_persons_and_organisations_of_the_seed(shared: Path) -> None:
    names = find_names((shared / "seed/praat-u-bij.txt").read_text("utf-8"))
    persons = {name.name for name in names if name.type == "person"}
    assert persons == {"Leonard Geluk", "Sharon Dijksma", "Hans Wijers", "Sybrand Buma"}
    others = {name.id for name in names if name.type in ("organisation", "party")}
    assert others == {"vng", "uwv", "svb", "divosa", "cak", "cpb", "d66", "cda"}


HOSTILE = [
    "A" * 1_000_000,
    "Jan van " * 100_000,
    "de heer Van " * 80_000,
    "gemeenten Epe, Best, " * 40_000,
    "\0\ud800\u202e" * 1_000,
    "(((((" * 100_000,
    "D66-" * 100_000,
    "W.F." * 100_000,
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_gives_true_spans(text: str) -> None:
    for name in find_names(text):
        assert text[name.start : name.end] == name.quote


_WORDS = st.sampled_from(
    "de heer Van der Jansen Jan minister van Financiën ministerie VNG gemeente Best Bergen (NH.) D66 , . - ' ’ W. en leden É\u0301 \n \U0001f600".split(
        " "
    )
)


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(max_size=200), st.lists(_WORDS, max_size=40).map(" ".join)))
def test_spans_hold_their_words_and_never_overlap(text: str) -> None:
    names = find_names(text, {"Jan Jansen": "p"})
    for name in names:
        assert text[name.start : name.end] == name.quote
        assert name.quote and name.name
    assert all(a.end <= b.start for a, b in zip(names, names[1:], strict=False))
