# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""In which stage an amount is and whether it is new money: sentences of our own, and texts that try to break it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bijgepraat.ledger.paid import decide
from bijgepraat.ledger.paid_papers import paper_of
from bijgepraat.ledger.paid_stage import Place
from bijgepraat.model.claims import Amount, Direction, Span
from bijgepraat.model.paid import Money, Paper, Stage

CASES = [
    # paper, sentence with the amount between [ ], direction, stage, money
    ("motie", "verzoekt de regering [40 miljoen euro] extra beschikbaar te stellen voor buurthuizen,", "meer", "gevraagd", "nieuw"),
    (
        "motie",
        "verzoekt de regering de bezuiniging van [81 miljoen euro] op de bibliotheken te schrappen,",
        "minder",
        "gevraagd",
        "nieuw",
    ),
    (
        "motie",
        "verzoekt de regering dit te dekken uit de gereserveerde [90 miljoen euro] voor fietspaden,",
        "neutraal",
        "begroot",
        "verschoven",
    ),
    (
        "motie",
        "constaterende dat in het hoofdlijnenakkoord [300 miljoen euro] is uitgetrokken voor dorpshuizen;",
        "meer",
        "afgesproken",
        "nieuw",
    ),
    ("motie", "constaterende dat in de voorjaarsnota [35 miljoen euro] is vrijgemaakt voor zwembaden;", "meer", "begroot", "nieuw"),
    (
        "motie",
        "constaterende dat gemeenten hiervoor in 2023 [12 miljoen euro] kregen uitgekeerd;",
        "neutraal",
        "betaald",
        "onbekend",
    ),
    ("motie", "overwegende dat de schade wordt geschat op [2,5 miljard euro];", "neutraal", "genoemd", "onbekend"),
    (
        "motie",
        "overwegende dat het kabinet voornemens is vanaf 2026 [110 miljoen euro] te bezuinigen op de bus;",
        "minder",
        "toegezegd",
        "korting",
    ),
    ("motie", "Motie van het lid De Wit c.s. over [6 miljoen euro] voor speeltuinen vrijmaken", "meer", "gevraagd", "onbekend"),
    ("akkoord", "We trekken structureel [€ 150 miljoen] extra uit voor de wijkagent.", "meer", "afgesproken", "nieuw"),
    ("akkoord", "Een fonds waarin [€ 20 miljard] beschikbaar komt pakt dit aan.", "meer", "afgesproken", "onbekend"),
    ("programma", "We investeren [200 miljoen euro] in sportvelden.", "meer", "voorgesteld", "nieuw"),
    ("programma", "Dit jaar besteden we al [6 miljard euro] aan asfalt.", "neutraal", "genoemd", "onbekend"),
    ("begroting", "Voor de aanpak van leegstand is [€ 14 miljoen] geraamd op artikel 3.", "neutraal", "begroot", "onbekend"),
    ("begroting", "Daarnaast wordt het artikel verhoogd met [€ 14 miljoen] voor leegstand.", "meer", "begroot", "nieuw"),
    ("circulaire", "Voor de huishoudelijke hulp ontvangen gemeenten in 2025 [€ 75 miljoen].", "meer", "betaald", "onbekend"),
    ("oproep", "Gemeenten hebben [€ 500 miljoen] nodig om de dorpen bereikbaar te houden.", "meer", "gevraagd", "onbekend"),
    ("brief", "Daarom stel ik [€ 30 miljoen] beschikbaar voor schuldhulp in de wijk.", "meer", "toegezegd", "onbekend"),
    (
        "brief",
        "De middelen worden ten laste van het gemeentefonds gebracht, het gaat om [€ 30 miljoen] in totaal.",
        "neutraal",
        "genoemd",
        "eigen-doos",
    ),
    (
        "motie",
        "verzoekt de regering [€ 30 miljoen] vrij te maken zonder dit ten laste van het gemeentefonds te brengen,",
        "meer",
        "gevraagd",
        "nieuw",
    ),
    (
        "motie",
        "verzoekt de regering binnen de bestaande middelen [15 miljoen euro] te bestemmen voor archieven,",
        "neutraal",
        "gevraagd",
        "verschoven",
    ),
    ("motie", "verzoekt de regering dit te doen en te dekken door [9 miljoen euro] minder voor vlaggen,", "minder", "genoemd", "korting"),
    ("motie", "constaterende dat [33 miljoen euro] door de gemeente Delft is toegezegd;", "neutraal", "genoemd", "onbekend"),
    ("motie", "constaterende dat de minister [33 miljoen euro] heeft toegezegd;", "neutraal", "toegezegd", "onbekend"),
    ("motie", "overwegende dat er [3 miljoen euro] is voor het bos en € 2 miljoen wordt overgeheveld;", "neutraal", "genoemd", "onbekend"),
    ("motie", "constaterende dat het mkb [174 miljard euro] aan toegevoegde waarde heeft;", "neutraal", "genoemd", "onbekend"),
    ("motie", "verzoekt de regering uit het budget voor vlaggen [2 miljoen euro] te geven,", "neutraal", "gevraagd", "verschoven"),
    ("motie", "verzoekt de regering de eigen bijdrage te verlagen tot [€ 105] per maand,", "minder", "genoemd", "onbekend"),
    ("programma", "Er komt een heffing op vermogens boven de [5 miljoen euro].", "neutraal", "genoemd", "onbekend"),
]  # fmt: skip


def place(
    paper: str, marked: str, direction: Direction = "neutraal", *, before: str = "", role: str | None = None, euros: float = 0
) -> Place:
    start = marked.index("[")
    end = marked.index("]") - 1
    sentence = marked.replace("[", "").replace("]", "")
    quote = sentence[start:end]
    text = before + sentence
    small = "per maand" in marked
    value = euros or (105 if small else 5_000_000 if "5 miljoen euro]" in marked and "boven" in marked else 40_000_000)
    amount = Amount(quote, len(before) + start, len(before) + end, value, value, direction=direction)
    return Place(text, Span(sentence, len(before), len(text)), amount, Paper(paper), role)


@pytest.mark.parametrize(("paper", "marked", "direction", "stage", "money"), CASES)
def test_what_the_words_say(paper: str, marked: str, direction: Direction, stage: str, money: str) -> None:
    one = place(paper, marked, direction)
    found, origin, _aside = decide(one)
    assert (found.stage.value, origin.money.value) == (stage, money), (found, origin)
    for words in (found.words, origin.words):
        assert words is None or one.text[words.start : words.end] == words.quote
    assert 0 < found.confidence <= 1
    assert 0 < origin.confidence <= 1


def test_a_request_goes_on_over_its_lines_and_ends_at_the_next_consideration() -> None:
    asked = place("motie", "– [25 miljoen euro] voor gymzalen;", before="verzoekt de regering:\n")
    assert decide(asked)[0].stage is Stage.ASKED
    told = place("motie", "dit [25 miljoen euro] heeft gekost,", before="verzoekt de regering iets,\noverwegende dat ")
    assert decide(told)[0].stage is Stage.MENTIONED


def test_who_speaks_in_a_debate_makes_the_difference() -> None:
    words = "Wij maken daarvoor [€ 20 miljoen] vrij in de komende jaren."
    assert decide(place("debat", words, role="minister van Wonen"))[0].stage is Stage.PROMISED
    assert decide(place("debat", words, role="lid Tweede Kamer"))[0].stage is Stage.PROPOSED
    asked = place("debat", "Maken we daarvoor [€ 20 miljoen] vrij in de komende jaren?", role="minister van Wonen")
    assert decide(asked)[0].stage is not Stage.PROMISED


def test_a_part_a_step_and_a_vague_amount_stand_aside() -> None:
    part = place("brief", "Er is geld, waarvan [€ 5 miljoen] voor oefenterreinen.")
    assert decide(part)[2] == "deel van een ander bedrag"
    step = place("brief", "Er komt [€ 10 miljoen] oplopend tot € 40 miljoen bij.")
    assert decide(step)[2] == "stap van een oplopende reeks"
    text = "Het gaat om vele miljoenen voor de wegen."
    vague = Amount("vele miljoenen", 15, 29, 2_000_000, 9_000_000, True)
    assert decide(Place(text, Span(text, 0, len(text)), vague, Paper.OTHER))[2] == "vaag bedrag"
    instead = place("motie", "verzoekt de regering in plaats daarvan [€ 5 miljoen] te geven,")
    assert decide(instead)[2] == ""


@pytest.mark.parametrize(
    ("kind", "sort", "title", "key", "source", "paper"),
    [
        ("Publicatie", "Motie", "Motie van het lid De Wit", "kst-1-2", "officielebekendmakingen", "motie"),
        ("Document", "Brief regering", "Reactie op de motie over zwembaden", "x", "tweedekamer", "brief"),
        ("Zaak", None, "Gewijzigde motie van de leden A en B over paden", "x", "tweedekamer", "motie"),
        ("Document", None, "Voorjaarsnota 2030", "x", "rijksoverheid", "begroting"),
        ("Bestand", "pdf", "Omzien", "akkoorden/coalitieakkoord2031.pdf", "bestanden", "akkoord"),
        ("Bestand", "pdf", "Samen", "programmas/bloemen-2031.pdf", "bestanden", "programma"),
        ("Publicatie", None, "Meicirculaire gemeentefonds 2031", "x", "rijksoverheid", "circulaire"),
        ("Document", None, "Jaarverslag van het ministerie 2030", "x", "rijksoverheid", "jaarverslag"),
        ("Debat", None, "Wonen", "x", "tweedekamer-verslagen", "debat"),
        ("Bericht", None, "Brief van de VNG over wonen", "x", "post", "oproep"),
        ("Bericht", None, "Iets heel anders", "x", "post", "ander stuk"),
    ],
)
def test_what_a_paper_is(kind: str, sort: str | None, title: str, key: str, source: str, paper: str) -> None:
    assert paper_of(kind, sort, title, key=key, source=source).value == paper


@given(
    before=st.text(alphabet="ab .,;:\n-–()0123456789€ overwegndtubskmz", max_size=300),
    after=st.text(alphabet="ab .,;:\n-–()0123456789€ overwegndtubskmz", max_size=300),
    paper=st.sampled_from(list(Paper)),
    direction=st.sampled_from(["meer", "minder", "neutraal", "onbekend"]),
)
def test_any_text_gets_one_stage_with_words_of_that_text(before: str, after: str, paper: Paper, direction: Direction) -> None:
    text = f"{before}€ 12 miljoen{after}"
    amount = Amount("€ 12 miljoen", len(before), len(before) + 12, 12_000_000, 12_000_000, direction=direction)
    stage, money, _aside = decide(Place(text, Span(text, 0, len(text)), amount, paper))
    for words in (stage.words, money.words):
        assert words is None or (words.quote and text[words.start : words.end] == words.quote)
    assert stage.stage in Stage
    assert money.money in Money


@pytest.mark.parametrize(
    "piece", ["\n", "verzoekt ", "van de ", "niet geen ", "trekken ", "bezuinig", "a, ", "€ ", "woning tot ", "x"]
)
def test_long_monotonous_text_is_decided_like_any_other(piece: str) -> None:
    before = piece * 20_000
    text = f"{before}€ 12 miljoen {before}"
    amount = Amount("€ 12 miljoen", len(before), len(before) + 12, 12_000_000, 12_000_000)
    window = Span(text[len(before) - 700 : len(before) + 712], len(before) - 700, len(before) + 712)
    for paper in (Paper.MOTION, Paper.LETTER):
        stage, _money, _aside = decide(Place(text, window, amount, paper))
        assert stage.stage in Stage
