# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Relevance for gemeenten, on sentences of our own."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bijgepraat.understand.linear import model
from bijgepraat.understand.relevance import by_rules, fingerprint, judge_relevance


@pytest.mark.parametrize(
    "text",
    [
        "De gemeenteraad van een middelgrote stad stelt het nieuwe bestemmingsplan vast.",
        "Het kabinet kort op de jeugdzorg en dat voelt iedere wethouder.",
        "Verzoekt de regering de VNG te betrekken bij de uitvoering van de Wmo 2015.",
        "Voor de medeoverheden komt er geen extra geld bij.",
        "De opschalingskorting gaat van tafel.",
        "Boa's krijgen een nieuwe opleiding.",
    ],
)
def test_what_touches_gemeenten_directly(text: str) -> None:
    found = judge_relevance(text)
    assert found.level == 2
    assert found.evidence


@pytest.mark.parametrize(
    "text",
    [
        "Verhuurders van vrije woningen betalen minder belasting over hun huurinkomsten.",
        "De politie krijgt meer bevoegdheden bij het openbaar vervoer.",
    ],
)
def test_what_an_adviser_would_want_to_know(text: str) -> None:
    assert judge_relevance(text).level == 1


@pytest.mark.parametrize(
    "text",
    [
        "",
        "…!?",
        "De Europese Raad spreekt over nieuwe sancties tegen Rusland.",
        "De minister koopt straaljagers voor de krijgsmacht.",
        "Een gemeenschap van onderzoekers publiceert een gemeenschappelijk artikel.",
    ],
)
def test_what_is_not_for_gemeenten(text: str) -> None:
    found = judge_relevance(text)
    assert (found.level, found.evidence) == (0, ())


def test_a_request_weighs_more_than_a_consideration() -> None:
    considered = "De Kamer,\noverwegende dat wethouders hierover klagen;\nverzoekt de regering een vliegtuig te kopen,\nen gaat over tot de orde van de dag."
    asked = "De Kamer,\noverwegende dat vliegtuigen duur zijn;\nverzoekt de regering wethouders te horen,\nen gaat over tot de orde van de dag."
    assert judge_relevance(considered).level < judge_relevance(asked).level
    assert judge_relevance(considered).score < judge_relevance(asked).score


def test_names_below_a_motion_do_not_count() -> None:
    motion = "De Kamer,\nverzoekt de regering een ambassade te openen,\nen gaat over tot de orde van de dag.\nDe Gemeente\nVan Jeugdzorg"
    assert judge_relevance(motion).level == 0


def test_a_long_text_is_read_to_its_end() -> None:
    text = "Er gebeurt hier niets. " * 40_000 + "De gemeente betaalt."
    found = judge_relevance(text)
    assert found.evidence[-1].quote == "gemeente"


@settings(max_examples=200)
@given(
    st.lists(
        st.sampled_from(
            [
                "gemeente",
                "Wmo",
                "jeugdzorg\n",
                "verzoekt",
                "\nen gaat over tot de orde van de dag",
                "é",
                "B en W",
                " ",
                "'",
                "GGD’en",
            ]
        ),
        max_size=30,
    ).map(" ".join)
)
def test_evidence_stands_in_the_text(text: str) -> None:
    found = judge_relevance(text)
    assert 0 <= found.score < 1
    assert all(text[span.start : span.end] == span.quote for span in found.evidence)
    assert all(left.end <= right.start for left, right in zip(found.evidence, found.evidence[1:], strict=False))


@pytest.mark.parametrize(
    "text",
    [
        "Brief van de minister van Volkshuisvesting en Ruimtelijke Ordening over een bezoek aan Parijs",
        "Vaststelling van de begrotingsstaten van het Ministerie van Asiel en Migratie (XX) voor het jaar 2026",
        "Motie van de leden Van der Stad en Wijk over een handelsmissie",
        "De politieke partijen vinden dat de minister schuldig is aan het misverstand.",
        "De Verenigde Staten en het natuurlijke verloop van de onderhandelingen.",
        "Lokale ondernemers en regionale bedrijven leveren materieel aan de krijgsmacht.",
    ],
)
def test_names_and_look_alikes_do_not_count(text: str) -> None:
    assert judge_relevance(text).level == 0


def test_a_repeated_word_says_a_little_more() -> None:
    once, twice, often = (judge_relevance("De provincie. " * times).score for times in (1, 2, 50))
    assert once < twice < often
    assert often == judge_relevance("De provincie. " * 5000).score


@pytest.mark.parametrize(
    "text", ["gemeenten \x00\ufffd gemeenten", "geÃ¯nformeerde gemeenten", "gemeenten" * 100_000, "en gaat over tot " * 20_000]
)
def test_odd_text_is_read_all_the_same(text: str) -> None:
    found = judge_relevance(text, "Motie")
    assert all(text[span.start : span.end] == span.quote for span in found.evidence)


@pytest.mark.parametrize(
    "text",
    [
        "Een ambassadeur vraagt aandacht voor onderwijs, huisvesting en re-integratie van ontvoerde kinderen in Soedan.",
        "De Verenigde Naties geven noodopvang aan vluchtelingen in Gaza.",
        "Verzoekt de regering in Europees verband te pleiten voor huisvesting van Oekraïense militairen.",
    ],
)
def test_dutch_task_words_abroad_are_not_for_gemeenten(text: str) -> None:
    assert by_rules(text).level >= 1
    assert judge_relevance(text).level == 0


def test_nothing_decides_unseen() -> None:
    for text in ("De luchtvaartmaatschappij koopt stillere vliegtuigen.", "De gemeente bouwt.", "Huren en wonen.", "Een dag."):
        found = judge_relevance(text)
        assert bool(found.evidence) or found.level == 0


def test_words_of_no_list_are_shown_when_they_decide() -> None:
    text = "De gemeente plaatst een laadpunt en ondersteunt de energiecoach."
    shown = {span.quote for span in judge_relevance(text).evidence}
    assert "gemeente" in shown
    assert shown <= set(text.rstrip(".").split())


def test_a_list_that_changed_asks_for_a_new_model() -> None:
    assert model().lists == fingerprint(), "relevance.toml changed: train again with training/train.py"
