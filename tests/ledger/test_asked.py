# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Asks against a text of our own: the deciding paragraph first, and a verdict that follows the direction of both sides."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bijgepraat.ledger.asked import Matcher, Nearness
from bijgepraat.model.asked import Ask, AskVerdict, Paragraph, Sentence
from bijgepraat.pipeline.asked import stems_of

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
] + [
    f"In hoofdstuk {n} staat wat wij met het buitenland afspreken over handel, hulp en vrede in werelddeel {n}."
    for n in range(200)
]


def paragraphs(texts: list[str]) -> list[Paragraph]:
    found, start = [], 0
    for number, text in enumerate(texts, 1):
        stems = stems_of(text)
        found.append(Paragraph(number, text, stems, (Sentence(text, start, start + len(text), stems),)))
        start += len(text) + 1
    return found


MATCHER = Matcher(paragraphs(TEXT))


@pytest.mark.parametrize(
    ("title", "ask", "paragraph", "verdict"),
    [
        ("Regeling dorpshuizen opknappen verlengen", "Maak geld vrij om dorpshuizen op te knappen.", 1, AskVerdict.HEARD),
        ("Bijdrage veerponten rivierengebied behouden", "Geef meer geld aan de veerponten.", 2, AskVerdict.OPPOSED),
        ("Bibliotheken op zondag open", "Laat bibliotheken op zondag open zijn en betaal dat.", 5, AskVerdict.PARTLY),
        ("Geen eigen bijdrage leerlingenvervoer", "Voer geen eigen bijdrage in voor leerlingenvervoer.", 9, AskVerdict.OPPOSED),
    ],
)
def test_the_deciding_paragraph_is_first_and_the_verdict_follows_it(
    title: str, ask: str, paragraph: int, verdict: AskVerdict
) -> None:
    close = [0.9 if number == paragraph else 0.7 + number % 7 / 100 for number in range(1, len(TEXT) + 1)]
    near = Nearness(close, close, [0] * len(TEXT))
    found = MATCHER.match(Ask("1", title, ask), stems_of(title), stems_of(f"{title} {ask}"), near)
    assert found.passages[0].paragraph == paragraph
    assert found.verdict is verdict, found.why
    assert 0 < found.confidence < 1 and found.why


def test_what_nobody_speaks_of_is_absent_and_says_what_came_nearest() -> None:
    title = "Zwembaden verduurzamen"
    found = MATCHER.match(Ask("1", title, "Help met warmtepompen bij zwembaden."), stems_of(title), stems_of(title))
    assert found.verdict is AskVerdict.ABSENT and len(found.passages) == 10


def test_passages_are_exact_words_with_falling_scores() -> None:
    title = "Nieuwe spoorlijn naar Groningen"
    whole = "\n".join(TEXT)
    found = MATCHER.match(Ask("1", title, title), stems_of(title), stems_of(title))
    assert all(whole[one.start : one.end] == one.quote for one in found.passages)
    scores = [one.score for one in found.passages]
    assert scores == sorted(scores, reverse=True) and scores[0] == 1.0 and min(scores) >= 0


def test_a_text_without_paragraphs_has_no_answer() -> None:
    found = Matcher([]).match(Ask("1", "x", "y"), ("x",), ("x", "y"))
    assert found.verdict is AskVerdict.ABSENT and found.passages == ()


@settings(max_examples=100, deadline=None)
@given(st.lists(st.text(max_size=30), min_size=1, max_size=8), st.text(max_size=40), st.text(max_size=40))
def test_any_text_and_any_ask_give_a_verdict(texts: list[str], title: str, ask: str) -> None:
    found = Matcher(paragraphs(texts)).match(Ask("1", title, ask), stems_of(title), stems_of(title + ask))
    assert found.verdict in AskVerdict and 0 <= found.confidence <= 1
    assert len({one.paragraph for one in found.passages}) == len(found.passages) <= 10
    assert not re.search(r"nan|inf", str(found.confidence))
