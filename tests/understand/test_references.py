# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""References to kamerstukken, motions, gazettes, rulings and articles of law."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bijgepraat.understand.references import find_references


def found(text: str, dossier: str | None = None) -> list[tuple[str, str, str]]:
    return [(reference.quote, reference.type, reference.id) for reference in find_references(text, dossier)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Zie Kamerstuk 36800-B, nr. 12.", [("Kamerstuk 36800-B, nr. 12", "kst-36800-B-12")]),
        ("(Kamerstukken II 2024/25, 36 725 XX, nr. 3)", [("Kamerstukken II 2024/25, 36 725 XX, nr. 3", "kst-36725-XX-3")]),
        ("Kamerstukken II, 2024-2025, 36725, nr. 3 ligt er.", [("Kamerstukken II, 2024-2025, 36725, nr. 3", "kst-36725-3")]),
        ("Kamerstukken I 2023/24, 36 410, A.", [("Kamerstukken I 2023/24, 36 410, A", "kst-36410-A")]),
        ("(36 725, nr. 8)", [("36 725, nr. 8", "kst-36725-8")]),
        (
            "36 600 VII, nr. 12 en 36600-VII, nr. 13",
            [("36 600 VII, nr. 12", "kst-36600-VII-12"), ("36600-VII, nr. 13", "kst-36600-VII-13")],
        ),
        ("(36 725, nrs. 8, 9 en 12)", [("36 725, nrs. 8", "kst-36725-8"), ("9", "kst-36725-9"), ("12", "kst-36725-12")]),
        ("(t.v.v. 19637-3370)", [("t.v.v. 19637-3370", "kst-19637-3370")]),
        ("(t.v.v. 33402, nr.35)", [("t.v.v. 33402, nr.35", "kst-33402-35")]),
        ("rapport (32360 XVIII-3)", [("32360 XVIII-3", "kst-32360-XVIII-3")]),
        ("Kamerstuk 21 501-07, nr. 2000", [("Kamerstuk 21 501-07, nr. 2000", "kst-21501-07-2000")]),
        ("Kamerstuk 35925-(R2200), nr. 4", [("Kamerstuk 35925-(R2200), nr. 4", "kst-35925-(R2200)-4")]),
        ("te vinden als kst-36800-B-12.", [("kst-36800-B-12", "kst-36800-B-12")]),
    ],
)
def test_papers(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == [(quote, "kamerstuk", identifier) for quote, identifier in expected]


def test_a_dossier_without_a_number() -> None:
    assert found("Het wetsvoorstel 36 512 en dossier 36800-B") == [
        ("wetsvoorstel 36 512", "dossier", "36512"),
        ("dossier 36800-B", "dossier", "36800-B"),
    ]
    assert found("(Kamerstuk 35724)") == [("Kamerstuk 35724", "dossier", "35724")]
    assert found("Kamerstuk 21 501-02") == [("Kamerstuk 21 501-02", "dossier", "21501-02")]


def test_a_paper_of_the_own_dossier() -> None:
    assert found("de motie op stuk nr. 502") == []
    assert found("de motie op stuk nr. 502 en stukken nrs. 3 en 4", "36800-VIII") == [
        ("stuk nr. 502", "kamerstuk", "kst-36800-VIII-502"),
        ("stukken nrs. 3", "kamerstuk", "kst-36800-VIII-3"),
        ("4", "kamerstuk", "kst-36800-VIII-4"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("motie-Van den Berg (36600, nr. 12)", ("motie-Van den Berg (36600, nr. 12)", "kst-36600-12")),
        (
            "de motie-Jansen/De Vos c.s. (36 410-XVI, nr. 82) is",
            ("motie-Jansen/De Vos c.s. (36 410-XVI, nr. 82)", "kst-36410-XVI-82"),
        ),
        ("de motie van het lid Pieterse c.s. over wegen", ("motie van het lid Pieterse c.s.", "")),
        ("Motie van de leden Van der Molen en Vedder over wonen", ("Motie van de leden Van der Molen en Vedder", "")),
    ],
)
def test_motions(text: str, expected: tuple[str, str]) -> None:
    assert found(text) == [(expected[0], "motie", expected[1])]


def test_the_paper_that_a_motion_replaces_is_not_the_motion_itself() -> None:
    assert found("Gewijzigde motie van het lid Bakker over bussen (t.v.v. 36800-XII-45)") == [
        ("Gewijzigde motie van het lid Bakker", "motie", ""),
        ("t.v.v. 36800-XII-45", "kamerstuk", "kst-36800-XII-45"),
    ]


def test_gazettes_and_rulings() -> None:
    text = "Stb. 2025, 252; Staatsblad 2025, nr. 12; Stcrt. 2025, nr. 1234; Staatscourant 2025 77; stb-2024-9; ECLI:NL:RVS:2024:1234."
    assert found(text) == [
        ("Stb. 2025, 252", "staatsblad", "stb-2025-252"),
        ("Staatsblad 2025, nr. 12", "staatsblad", "stb-2025-12"),
        ("Stcrt. 2025, nr. 1234", "staatscourant", "stcrt-2025-1234"),
        ("Staatscourant 2025 77", "staatscourant", "stcrt-2025-77"),
        ("stb-2024-9", "staatsblad", "stb-2024-9"),
        ("ECLI:NL:RVS:2024:1234", "ecli", "ECLI:NL:RVS:2024:1234"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("op grond van artikel 108 van de Gemeentewet mag", [("artikel 108 van de Gemeentewet", "gemeentewet-art-108")]),
        ("artikel 2.1 Wmo 2015", [("artikel 2.1 Wmo 2015", "wmo-2015-art-2.1")]),
        ("artikel 2.27, tweede lid, van de Comptabiliteitswet 2016", [("artikel 2.27, tweede lid, van de Comptabiliteitswet 2016", "comptabiliteitswet-2016-art-2.27")]),
        ("art. 3:4, tweede lid, Awb", [("art. 3:4, tweede lid, Awb", "algemene-wet-bestuursrecht-art-3:4")]),
        ("artikel 20 van Boek 2, BW", [("artikel 20 van Boek 2, BW", "burgerlijk-wetboek-2-art-20")]),
        ("artikel 5a van de Wegenverkeerswet 1994", [("artikel 5a van de Wegenverkeerswet 1994", "wegenverkeerswet-1994-art-5a")]),
        ("artikel 7 van de Mediawet 2008", [("artikel 7 van de Mediawet 2008", "mediawet-2008-art-7")]),
        (
            "de artikelen 3, 4a en 5 van de Jeugdwet",
            [("artikelen 3", "jeugdwet-art-3"), ("4a", "jeugdwet-art-4a"), ("5 van de Jeugdwet", "jeugdwet-art-5")],
        ),
    ],
)  # fmt: skip
def test_articles_of_law(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == [(quote, "wet", identifier) for quote, identifier in expected]


@pytest.mark.parametrize(
    "text",
    [
        "Het gaat om 36.725 mensen en 12 500 huizen.",
        "Dat kost € 36 725, nr. 8 op de lijst.",
        "Bel 06 12 345 678 of 31 725, zei hij.",
        "In artikel 3 van het contract staat niets, en de Gemeentewet evenmin.",
        "Een motie van afkeuring en een motie van wantrouwen.",
        "Postcode 1234 AB, jaar 2025, nr. 5.",
    ],
)
def test_what_is_no_reference(text: str) -> None:
    assert found(text) == []


HOSTILE = [
    "36 725, " * 100_000,
    "artikel 3, 4, " * 60_000,
    "motie-Van Aa/Bb-" * 50_000,
    "Kamerstukken II 2024/25, " * 40_000,
    "ECLI:NL:" * 100_000,
    "kst-" + "1-" * 300_000,
    "((" * 300_000 + "36725-3" + "))" * 10,
    "nr. " * 250_000,
    "\ud800\0" * 10_000,
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_gives_true_spans(text: str) -> None:
    for reference in find_references(text, "36800"):
        assert text[reference.start : reference.end] == reference.quote


_PIECES = st.sampled_from(
    [
        "Kamerstuk ",
        "36 725",
        " XX",
        ", ",
        "nr. ",
        "12",
        " en ",
        "(",
        ")",
        "-",
        "motie",
        "-Van Dam",
        "artikel ",
        "3",
        "Awb",
        "Stb. ",
        "2025",
        "é",
        "\n",
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(max_size=200), st.lists(_PIECES, max_size=40).map("".join)), st.none() | st.just("36800-B"))
def test_spans_hold_their_words_and_never_overlap(text: str, dossier: str | None) -> None:
    references = find_references(text, dossier)
    assert all(text[reference.start : reference.end] == reference.quote for reference in references)
    assert all(a.end <= b.start for a, b in zip(references, references[1:], strict=False))
