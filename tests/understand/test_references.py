# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""References to kamerstukken, motions, gazettes, rulings and articles of law."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bijgepraat.understand.references import find_references, which_motion


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
        ("(Kamerstuk 21501-20-1939)", [("Kamerstuk 21501-20-1939", "kst-21501-20-1939")]),
        ("t.v.v. 33835-218 over keuring", [("t.v.v. 33835-218", "kst-33835-218")]),
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
        ("de motie van het lid Pieterse c.s. over wegen", ("motie van het lid Pieterse c.s. over wegen", "")),
        ("de motie-Pieterse over wegen is aangenomen", ("motie-Pieterse over wegen", "")),
        (
            "Motie van de leden Van der Molen en Vedder over niet wonen",
            ("Motie van de leden Van der Molen en Vedder over niet wonen", ""),
        ),
        (
            "de motie-Pieterse/De Wit op stuk nr. 118 (33 529) over",
            ("motie-Pieterse/De Wit op stuk nr. 118 (33 529)", "kst-33529-118"),
        ),
        ("motie op stuk nr. 18 (36 600-VIII)", ("motie op stuk nr. 18 (36 600-VIII)", "kst-36600-VIII-18")),
        (
            "de motie Pieterse c.s. (Kst. 33000XIII nr. 174)",
            ("motie Pieterse c.s. (Kst. 33000XIII nr. 174)", "kst-33000-XIII-174"),
        ),
        (
            "motie van het lid Pieterse over bos en hei (Kamerstuk 31839-77)",
            ("motie van het lid Pieterse over bos en hei (Kamerstuk 31839-77)", "kst-31839-77"),
        ),
    ],
)
def test_motions(text: str, expected: tuple[str, str]) -> None:
    assert found(text) == [(expected[0], "motie", expected[1])]


def test_the_paper_that_a_motion_replaces_is_not_the_motion_itself() -> None:
    assert found("Gewijzigde motie van het lid Bakker over bussen (t.v.v. 36800-XII-45)") == [
        ("Gewijzigde motie van het lid Bakker over bussen", "motie", ""),
        ("t.v.v. 36800-XII-45", "kamerstuk", "kst-36800-XII-45"),
    ]


def test_a_motion_says_who_moved_it_and_what_it_is_about() -> None:
    (motion,) = find_references("De motie-Bakker/De Wit c.s. over de leges is aangenomen.")
    assert (motion.movers, motion.about) == (("Bakker", "De Wit"), "de leges")
    (amendment,) = find_references("het amendement-Bakker c.s. (36 000 VIII, nr. 141, dekking 13a)")
    assert (amendment.type, amendment.id, amendment.movers) == ("amendement", "kst-36000-VIII-141", ("Bakker",))
    first, second = find_references("de motie van het lid Bakker over artikel 3 van de Gemeentewet")
    assert (first.quote, second.id) == ("motie van het lid Bakker", "gemeentewet-art-3")


def test_a_described_motion_is_known_among_titles() -> None:
    (named,) = find_references("Over de motie-Bakker c.s. over leges voor terrassen is gestemd.")
    titles = [
        ("kst-1", "Motie van het lid Bakker c.s. over het verlagen van leges voor terrassen"),
        ("kst-2", "Motie van het lid Bakker c.s. over zwembaden"),
        ("kst-3", "Motie van het lid De Wit over leges voor terrassen"),
    ]
    assert which_motion(named, titles) == "kst-1"
    assert which_motion(named, [*titles, ("kst-4", titles[0][1])]) is None
    assert which_motion(named, titles[1:]) is None
    (paper,) = find_references("(36 725, nr. 8)")
    assert which_motion(paper, titles) is None


def test_a_number_that_the_chair_gives_is_known_later_on() -> None:
    text = "Zij krijgt nr. 501 (31497). De motie op stuk nr. 501 ontraad ik, die op stuk nr. 502 niet."
    assert found(text) == [
        ("nr. 501 (31497)", "kamerstuk", "kst-31497-501"),
        ("stuk nr. 501", "kamerstuk", "kst-31497-501"),
    ]
    assert [r[2] for r in found("Zij krijgt nr. 5 (31497). Hij krijgt nr. 5 (36800). Op stuk nr. 5 kom ik terug.")] == [
        "kst-31497-5",
        "kst-36800-5",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Richtlijn 2008/115/EG", [("Richtlijn 2008/115/EG", "eu", "32008L0115")]),
        ("Verordening (EU) 2016/679", [("Verordening (EU) 2016/679", "eu", "32016R0679")]),
        ("Verordening (EU) nr. 536/2014", [("Verordening (EU) nr. 536/2014", "eu", "32014R0536")]),
        ("Richtlijn 92/43/EEG", [("Richtlijn 92/43/EEG", "eu", "31992L0043")]),
        ("verordening 12/34", []),
        ("COM(2021) 206", [("COM(2021) 206", "eu", "COM(2021)206")]),
        (
            "Handelingen II 2023/24, nr. 45, item 7",
            [("Handelingen II 2023/24, nr. 45, item 7", "handelingen", "h-tk-20232024-45-7")],
        ),
        (
            "Aanhangsel Handelingen II 2023/24, nr. 12",
            [("Aanhangsel Handelingen II 2023/24, nr. 12", "handelingen", "ah-tk-20232024-12")],
        ),
        ("Gemeenteblad 2024, 91234", [("Gemeenteblad 2024, 91234", "bekendmaking", "gmb-2024-91234")]),
        ("zaak 2025Z02986", [("2025Z02986", "zaak", "2025Z02986")]),
        ("bijlage blg-1182345", [("blg-1182345", "kamerstuk", "blg-1182345")]),
        ("De Wet kleine dorpen (35 546)", [("35 546", "dossier", "35546")]),
        ("Er wonen (25 000) mensen", []),
    ],
)
def test_other_publications(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert found(text) == expected


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
        ("artikel 4:3 van het BW", [("artikel 4:3 van het BW", "burgerlijk-wetboek-4-art-3")]),
        ("art. 108 lid 2 Gemeentewet", [("art. 108 lid 2 Gemeentewet", "gemeentewet-art-108")]),
        ("artikel 33, lid 2, onderdeel d van de Wet SUWI", [("artikel 33, lid 2, onderdeel d van de Wet SUWI", "wet-suwi-art-33")]),
        ("artikel 8 EVRM", [("artikel 8 EVRM", "evrm-art-8")]),
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
    "motie van de leden " + "Aa en Bb, " * 100_000,
    "motie-" + "Aa/" * 300_000,
    "(36725) " * 100_000,
    "krijgt nr. 5 (31497) op stuk nr. 5 " * 30_000,
    "Verordening (EU) nr. 1/" * 40_000,
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


def test_a_paper_says_by_its_heading_to_which_dossier_it_belongs() -> None:
    paper = "36 600 XVI Bruggen en sluizen\nNr. 20\nGewijzigde motie van het lid Verlaat ter vervanging van die gedrukt onder nr. 14\nDe Kamer,"
    assert found(paper) == [("ter vervanging van die gedrukt onder nr. 14", "kamerstuk", "kst-36600-XVI-14")]
    assert found("Gewijzigde motie ter vervanging van die gedrukt onder nr. 14") == []


def test_the_title_of_a_motion_is_no_reference_to_itself() -> None:
    own = "36 600 Bruggen\nNr. 25\nMotie van het lid Verlaat over sluizen\nDe Kamer, gezien de motie-Bakker over dammen;"
    assert [(quote, sort) for quote, sort, _ in found(own)] == [("motie-Bakker over dammen", "motie")]
    assert [sort for _, sort, _ in found("Moties\nMotie van het lid Verlaat over sluizen\n")] == ["motie"]
