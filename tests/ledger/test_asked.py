# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Asks against a text of our own: the deciding paragraph first, and a verdict that follows the direction of both sides."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bijgepraat.ledger.asked import Matcher, Nearness
from bijgepraat.ledger.asked_direction import Direction, clauses, keeps
from bijgepraat.model.asked import Ask, AskMatch, AskVerdict, Paragraph, Sentence
from bijgepraat.model.records import Passage
from bijgepraat.pipeline.asked import ask_words, paragraphs_in
from bijgepraat.understand.asking import counted_stems

TEXT = [
    "Wij verlengen de regeling voor het opknappen van dorpshuizen met vier jaar en maken daar veertig miljoen euro voor vrij.",
    "Het kabinet zal de bijdrage aan de veerponten in het rivierengebied verlagen en op termijn beëindigen.",
    "De krijgsmacht krijgt nieuwe kazernes en werft meer reservisten in alle delen van het land.",
    "Universiteiten werken samen aan onderzoek naar halfgeleiders en fotonica in de regio rond Eindhoven.",
    "Wij onderzoeken of bibliotheken ook op zondag open kunnen, in gesprek met hun bestuurders.",
    "Boeren die stoppen krijgen een vergoeding uit het fonds voor het landelijk gebied.",
    "De accijns op brandstof blijft het komende jaar gelijk en wordt daarna opnieuw bekeken.",
    "Scholen voor voortgezet onderwijs krijgen vaste budgetten voor techniek en vakmanschap.",
    "Wij voeren een vaste eigen bijdrage in voor het leerlingenvervoer op het platteland.",
    "Er komt een nieuwe spoorlijn tussen Lelystad en Groningen, met stations in Emmeloord en Heerenveen.",
    "De voorgenomen verlaging van het tarief voor strandtenten draaien wij terug.",
    "Wij schaffen de parkeerheffing voor mantelzorgers af.",
    "Van de proef met zelfrijdende bussen willen wij af. Wij stoppen met de proef met zelfrijdende bussen.",
] + [
    f"In hoofdstuk {n} staat wat wij met het buitenland afspreken over handel, hulp en vrede in werelddeel {n}."
    for n in range(200)
]


def matcher(texts: list[str]) -> Matcher:
    """A matcher over texts, each a paragraph."""
    whole, passages = "\n".join(texts), []
    start = 0
    for text in texts:
        passages.append(Passage(start, start + len(text), "alinea"))
        start += len(text) + 1
    return Matcher(paragraphs_in(whole, passages), counted_stems)


MATCHER = matcher(TEXT)


def held(title: str, ask: str, paragraph: int) -> AskMatch:
    """An ask against TEXT, with a model that finds this paragraph the nearest."""
    close = [0.9 if number == paragraph else 0.7 + number % 7 / 100 for number in range(1, len(TEXT) + 1)]
    return MATCHER.match(ask_words(Ask("1", title, ask)), Nearness(close, close, [0] * len(TEXT)))


@pytest.mark.parametrize(
    ("title", "ask", "paragraph", "verdict"),
    [
        ("Regeling dorpshuizen opknappen verlengen", "Maak geld vrij om dorpshuizen op te knappen.", 1, AskVerdict.HEARD),
        ("Regeling dorpshuizen verlengen", "Verleng de regeling en geef gemeenten zeggenschap.", 1, AskVerdict.PARTLY),
        ("Bijdrage veerponten rivierengebied behouden", "Geef meer geld aan de veerponten.", 2, AskVerdict.OPPOSED),
        ("Bibliotheken op zondag open", "Laat bibliotheken op zondag open zijn en betaal dat.", 5, AskVerdict.PARTLY),
        ("Geen eigen bijdrage leerlingenvervoer", "Voer geen eigen bijdrage in voor leerlingenvervoer.", 9, AskVerdict.OPPOSED),
        ("Tarief strandtenten verlagen", "Verlaag het tarief voor strandtenten.", 11, AskVerdict.OPPOSED),
        ("Parkeerheffing mantelzorgers afschaffen", "Schaf de parkeerheffing voor mantelzorgers af.", 12, AskVerdict.HEARD),
        ("Parkeerheffing mantelzorgers behouden", "Houd de parkeerheffing voor mantelzorgers.", 12, AskVerdict.OPPOSED),
        ("Proef zelfrijdende bussen voortzetten", "Ga door met de proef met zelfrijdende bussen.", 13, AskVerdict.OPPOSED),
        ("Regeling dorpshuizen verdubbelen", "Verdubbel de regeling voor het opknappen van dorpshuizen.", 1, AskVerdict.PARTLY),
    ],
)
def test_the_deciding_paragraph_is_first_and_the_verdict_follows_it(
    title: str, ask: str, paragraph: int, verdict: AskVerdict
) -> None:
    found = held(title, ask, paragraph)
    assert found.passages[0].paragraph == paragraph
    assert found.verdict is verdict, found.why
    assert 0 < found.confidence < 1 and found.why and found.searched == len(TEXT)


def test_the_sentence_that_decides_is_the_one_that_is_shown() -> None:
    found = held("Proef zelfrijdende bussen voortzetten", "Ga door met de proef met zelfrijdende bussen.", 13)
    assert found.passages[0].quote == "Wij stoppen met de proef met zelfrijdende bussen." and found.asked


def test_what_nobody_speaks_of_is_absent_and_says_what_came_nearest() -> None:
    found = MATCHER.match(ask_words(Ask("1", "Zwembaden verduurzamen", "Help met warmtepompen bij zwembaden.")))
    assert found.verdict is AskVerdict.ABSENT and len(found.passages) == 10


def test_a_short_letter_is_answered_as_well() -> None:
    letter = matcher(TEXT[1:4])
    found = letter.match(ask_words(Ask("1", "Veerponten behouden", "Geef geld aan de veerponten in het rivierengebied.")))
    assert found.verdict is AskVerdict.OPPOSED and found.passages[0].paragraph == 1
    other = letter.match(ask_words(Ask("2", "Zwembaden verduurzamen", "Help met warmtepompen bij zwembaden.")))
    assert other.verdict is AskVerdict.ABSENT


@pytest.mark.parametrize(
    ("words", "direction"),
    [
        ("We verlagen het eigen risico", Direction.DOWN),
        ("We draaien de verlaging van het eigen risico terug", Direction.UP),
        ("Er komt geen korting op het gemeentefonds", Direction.UP),
        ("De regeling wordt meteen ingetrokken", Direction.DOWN),
        ("We trekken de wet in", Direction.DOWN),
        ("Niet alleen in de stad komt een loket", Direction.UP),
        ("Geen nieuwe taken zonder geld", Direction.UP),
        ("Mensen met een beperking krijgen vervoer", Direction.UP),
    ],
)
def test_words_that_turn_the_direction_stack(words: str, direction: Direction) -> None:
    [clause] = clauses(words)
    assert clause.direction is direction, clause.turning


def test_what_stands_in_another_clause_does_not_turn_it() -> None:
    first, second = clauses("Wij schrappen het fonds en doeken het beraad op")
    assert first.direction is second.direction is Direction.DOWN
    assert keeps("We zetten de regeling voort") and not keeps("We bespreken de regeling")


def test_passages_are_exact_words_with_falling_scores() -> None:
    whole = "\n".join(TEXT)
    found = MATCHER.match(ask_words(Ask("1", "Nieuwe spoorlijn naar Groningen", "Leg de spoorlijn aan.")))
    assert all(whole[one.start : one.end] == one.quote for one in found.passages)
    scores = [one.score for one in found.passages]
    assert scores == sorted(scores, reverse=True) and scores[0] == 1.0 and min(scores) >= 0


def test_a_text_without_paragraphs_has_no_answer() -> None:
    found = Matcher([], counted_stems).match(ask_words(Ask("1", "x", "y")))
    assert found.verdict is AskVerdict.ABSENT and found.passages == ()


@settings(max_examples=100, deadline=None)
@given(st.lists(st.text(max_size=30), min_size=1, max_size=8), st.text(max_size=40), st.text(max_size=40))
def test_any_text_and_any_ask_give_a_verdict(texts: list[str], title: str, ask: str) -> None:
    found = matcher(texts).match(ask_words(Ask("1", title, ask)))
    assert found.verdict in AskVerdict and 0 <= found.confidence <= 1
    assert len({one.paragraph for one in found.passages}) == len(found.passages) <= 10
    assert not re.search(r"nan|inf", str(found.confidence))


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="geen niet verlag,; en draai terug", max_size=400))
def test_clauses_are_the_sentence_again(sentence: str) -> None:
    for clause in clauses(sentence):
        assert sentence[clause.start : clause.end] == clause.text


def test_a_paragraph_may_have_no_sentences() -> None:
    found = Matcher([Paragraph(7, "…", {}, ()), Paragraph(8, "x", {"x": 1.0}, (Sentence("x", 2, 3),))], counted_stems)
    assert {one.paragraph for one in found.match(ask_words(Ask("1", "x", "y"))).passages} == {7, 8}
