# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""What an ask is about must be what a text speaks of, and what is asked must be what the text does."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bijgepraat.ledger.asked import Matcher
from bijgepraat.ledger.asked_action import Action, actions
from bijgepraat.ledger.asked_direction import Direction, clauses, fights
from bijgepraat.ledger.asked_subject import named_share, subject_of, subject_share
from bijgepraat.model.asked import Ask, AskMatch, AskTerm, AskVerdict
from bijgepraat.model.records import Passage
from bijgepraat.pipeline.asked import ask_words, paragraphs_in
from bijgepraat.understand.asking import counted_stems, subject_terms

FILLING = [
    f"In deel {n} staat wat ons land bijdraagt aan vrede, handel en veiligheid in het {n}e werelddeel, en wat dat van ons vraagt."
    for n in range(180)
]


def held(title: str, ask: str, *texts: str) -> AskMatch:
    """An ask against texts of which each is a paragraph, in a long programme about other things."""
    whole, passages, start = "\n".join([*texts, *FILLING]), [], 0
    for text in whole.split("\n"):
        passages.append(Passage(start, start + len(text), "alinea"))
        start += len(text) + 1
    return Matcher(paragraphs_in(whole, passages), counted_stems).match(ask_words(Ask("1", title, ask)))


def share(title: str, text: str) -> float:
    """How much of the subject of a title a sentence names, with words of one weight."""
    counts: dict[str, float] = {}
    for stem, worth in counted_stems(text):
        counts[stem] = counts.get(stem, 0.0) + worth
    return subject_share(subject_of(title, subject_terms(title)), lambda _term: 1.0, counts, [counts])[0]


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Begeleid spelen op het plein", "Wij begeleiden starters die een zaak beginnen in de stad."),
        ("Kleine Ateliers behouden", "Kleine bedrijven krijgen minder regels."),
        ("Vuurtorens herstellen", "De dijken worden hersteld."),
    ],
)
def test_half_of_what_belongs_together_is_not_the_subject(title: str, text: str) -> None:
    assert share(title, text) < 0.45


def test_an_adjective_and_its_noun_count_together() -> None:
    assert share("Varende bibliotheken behouden", "De varende bibliotheken blijven.") == 1.0
    assert share("Varende bibliotheken behouden", "De varende ploeg wint, en bibliotheken blijven.") > 0.9
    assert share("Varende bibliotheken behouden", "De bibliotheken blijven.") < 0.6


def test_of_joined_subjects_one_may_stand_for_the_ask_and_each_counts() -> None:
    title = "Dorpsmolens en watertorens opknappen"
    counts = dict(counted_stems("De dorpsmolens worden mooi."))
    some, every = subject_share(subject_of(title, subject_terms(title)), lambda _term: 1.0, counts, [counts])
    assert some > 0.7 > every


@pytest.mark.parametrize(
    ("word", "text", "named"),
    [
        ("rijksaanwijzingen", "Het kabinet kan een aanwijzing geven.", 1.0),
        ("rijksaanwijzingen", "Wij gaan nieuwe natuurgebieden aanwijzen.", 0.0),
        ("rijksaanwijzingen", "De aanwijzings- en toezichtsregels blijven.", 0.0),
        ("wijkagent", "Er komen meer wijkagenten bij.", 1.0),
        ("wijkagent", "Elke wijk krijgt een team van verpleegkundigen.", 0.0),
    ],
)
def test_a_word_is_named_by_itself_or_by_its_end(word: str, text: str, named: float) -> None:
    assert named_share([AskTerm(word, word)], lambda _term: 1.0, text) == named


def test_a_text_that_names_the_subject_for_something_else_does_not_take_over_the_ask() -> None:
    title, ask = "Sterkere inspecteur voor Oude Molens", "Geef de inspecteur voor Oude Molens zeggenschap over de vergunningen."
    other = held(title, ask, "Wie de hekken vernielt, wordt door de inspecteur voor Oude Molens beboet en ontslagen.")
    same = held(title, ask, "De inspecteur voor Oude Molens krijgt meer zeggenschap over de vergunningen.")
    assert other.verdict is AskVerdict.PARTLY and "gebeurt" in other.why
    assert same.verdict is AskVerdict.HEARD


@pytest.mark.parametrize(
    ("title", "ask", "text"),
    [
        (
            "Veerdiensten uitbreiden",
            "Laat meer veerdiensten varen.",
            "Wij stoppen de afbraak van de veerdiensten en laten er meer varen.",
        ),
        (
            "Achterstallig dijkonderhoud aanpakken",
            "Werk het weg.",
            "Achterstallig dijkonderhoud moet stoppen, dus nemen wij mensen aan.",
        ),
        (
            "Geen nieuwe dorpstaken zonder geld",
            "Draag dorpstaken alleen met geld over.",
            "Het Rijk stopt met het opleggen van dorpstaken zonder geld.",
        ),
        (
            "Ligplaatsen betaalbaar houden",
            "Houd ligplaatsen betaalbaar.",
            "Mensen met ligplaatsen worden niet opgezadeld met nieuwe plichten.",
        ),
        (
            "Geen oormerken op havengeld",
            "Laat havens het havengeld vrij besteden.",
            "De oormerken (OM’s) op havengeld worden overgeheveld naar één vrij fonds.",
        ),
    ],
)
def test_what_sounds_like_an_end_may_be_on_the_side_of_the_ask(title: str, ask: str, text: str) -> None:
    assert held(title, ask, text).verdict is not AskVerdict.OPPOSED


@pytest.mark.parametrize(
    ("title", "ask", "text"),
    [
        ("Veerdiensten uitbreiden", "Laat meer veerdiensten varen.", "Wij stoppen met de veerdiensten op de grote rivieren."),
        (
            "Geen leges voor dorpsfeesten",
            "Hef geen leges voor dorpsfeesten.",
            "Wij voeren leges in voor dorpsfeesten van meer dan een dag.",
        ),
        (
            "Eigen aandeel brughulp afschaffen",
            "Schaf het eigen aandeel af.",
            "Het eigen aandeel in de brughulp blijft bestaan en houden wij gelijk.",
        ),
    ],
)
def test_a_text_that_goes_the_other_way_opposes(title: str, ask: str, text: str) -> None:
    assert held(title, ask, text).verdict is AskVerdict.OPPOSED


def test_an_ask_with_a_number_is_taken_over_by_a_text_with_that_number() -> None:
    title, ask = "Badmeesters voor de vaart", "Zorg voor één badmeester per 3.000 zwemmers."
    without = held(title, ask, "Er komen meer badmeesters voor de vaart, en wij zorgen goed voor hen.")
    with_it = held(title, ask, "Wij zorgen voor één badmeester per 3000 zwemmers, dus komen er meer badmeesters voor de vaart.")
    assert without.verdict is AskVerdict.PARTLY and with_it.verdict is AskVerdict.HEARD


@pytest.mark.parametrize(
    ("words", "direction"),
    [
        ("Om overlast te verminderen komen er meer boa's", Direction.UP),
        ("We stoppen de afbraak van het streekvervoer", Direction.UP),
        ("De volkstuinen worden niet meer verkocht", Direction.UP),
        ("We zetten een streep door de nieuwe heffing", Direction.DOWN),
        ("De bijdrage wordt beperkt", Direction.DOWN),
        ("Droogte beperkt de scheepvaart", Direction.UP),
    ],
)
def test_the_direction_of_a_clause(words: str, direction: Direction) -> None:
    [clause] = clauses(words)
    assert clause.direction is direction, clause.turning


def test_a_turning_word_aims_at_what_is_near() -> None:
    [near] = clauses("De partij is tegen een heffing in de binnenvaart")
    assert "heffing" in near.aim and "binnenvaart" not in near.aim
    [less] = clauses("hogere havengelden gaan samen met lagere leges voor vissers")
    assert less.compares and "havengelden" not in less.aim


def test_what_goes_against_something_bad_is_known_by_its_verb() -> None:
    assert fights("Eenzaamheid terugdringen") and fights("wij pakken de leegstand aan") and not fights("Bibliotheken behouden")


def test_actions_are_taken_by_sorts() -> None:
    assert Action.MORE in actions("Wij breiden het aantal boten uit") and Action.PAY in actions("er komt twaalf miljoen bij")
    assert not actions("De brug is groen")


@given(st.text(alphabet="een brug te ver, zonder geen om met € waar en of", max_size=200), st.text(max_size=120))
def test_shares_stay_between_nothing_and_all(title: str, text: str) -> None:
    terms = subject_terms(title)
    counts = dict(counted_stems(text))
    shares = subject_share(subject_of(title, terms), lambda _term: 2.0, counts, [counts])
    assert all(0 <= one <= 1 for one in (*shares, named_share(terms, lambda _term: 1.0, text)))
