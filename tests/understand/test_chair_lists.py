# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Closing lists as different chairs read them, what is put right in them, and what is only said beside them."""

from __future__ import annotations

from datetime import date

import pytest

from bijgepraat.model.claims import Commitment
from bijgepraat.model.debates import Debate, Speech
from bijgepraat.understand.commitments import find_in_debate

DAY = date(2025, 7, 2)
MINISTER = ("Anna Bakker", "minister van Volkshuisvesting en Ruimtelijke Ordening")
SECRETARY = ("Bram de Wit", "staatssecretaris Participatie en Integratie")
MEMBER = ("Carla Smit", "lid Tweede Kamer")
CHAIR = ("Dirk Veen", "lid Tweede Kamer")


def held(*turns: tuple[tuple[str, str], str]) -> list[Commitment]:
    """What is found in a debate of turns; every span is checked against the text."""
    text, speeches = "", []
    for n, ((name, role), words) in enumerate(turns):
        start = len(text)
        text += words + "\n"
        speeches.append(Speech(f"s{n}", name, role, None, name == CHAIR[0], words, start, start + len(words)))
    found = find_in_debate(Debate("d", "", DAY, tuple(speeches)))
    for commitment in found:
        for span in (commitment, commitment.about, commitment.to, commitment.withdrawn, commitment.deadline):
            assert span is None or text[span.start : span.end] == span.quote
    return found


def read_out(*turns: tuple[tuple[str, str], str]) -> list[Commitment]:
    return [commitment for commitment in held((MINISTER, "Dank voor de vragen."), *turns) if commitment.read_out]


STYLES = [
    "Ik heb een paar toezeggingen genoteerd. Ten eerste: een brief over de huren, in oktober. Ten tweede: de evaluatie van de wet, voor "
    "het kerstreces. En de derde: de cijfers over dakloosheid gaan mee in de monitor.",
    "We hebben de volgende toezeggingen opgeschreven. 1. De minister stuurt in oktober een brief over de huren. 2. De minister stuurt "
    "voor het kerstreces de evaluatie van de wet. 3. De minister neemt de cijfers mee in de monitor.",
    "Dan ga ik de toezeggingen voorlezen. De minister heeft toegezegd in oktober een brief over de huren te sturen. Ook heeft de "
    "minister toegezegd de evaluatie van de wet voor het kerstreces aan de Kamer te sturen. Verder zal zij de cijfers opnemen in de "
    "monitor.",
    "De griffier heeft drie toezeggingen genoteerd. Toezegging één: de Kamer ontvangt in oktober een brief over de huren. Toezegging "
    "twee: de evaluatie van de wet wordt voor het kerstreces naar de Kamer gestuurd. Toezegging drie: in de monitor wordt ingegaan op de "
    "cijfers.",
    "Ik heb de volgende toezeggingen staan. Minister Bakker informeert de Kamer in oktober over de huren. Minister Bakker stuurt de "
    "Kamer voor het kerstreces de evaluatie van de wet. Minister Bakker verwerkt de cijfers in de monitor.",
    "Rest mij nog om de toezeggingen op te lezen. We krijgen in oktober een brief over de huren. We krijgen voor het kerstreces de "
    "evaluatie van de wet te zien in een brief. De cijfers worden in de monitor verwerkt.",
    "De toezeggingen. De minister komt in oktober met een brief over de huren. De Kamer wordt geïnformeerd over de "
    "evaluatie van de wet, en wel voor het kerstreces. De minister betrekt de cijfers bij de monitor.",
]


@pytest.mark.parametrize("words", STYLES, ids=range(len(STYLES)))
def test_every_item_comes_out_with_its_person_and_term(words: str) -> None:
    found = read_out((CHAIR, words + " Daarmee zijn we aan het einde van dit debat. Ik wens u een goed reces, tot in september."))
    assert [item.deadline.last if item.deadline else None for item in found] == [date(2025, 10, 31), date(2025, 12, 18), None]
    assert {(item.by_name, item.by_role, item.strength) for item in found} == {(*MINISTER, "hard")}


ITEM = "De toezeggingen. De minister stuurt de Kamer na de zomer een brief over de huren."


@pytest.mark.parametrize(
    ("after", "last"),
    [
        ([(MINISTER, "Dat lukt al voor het kerstreces.")], date(2025, 12, 18)),
        ([(MINISTER, "Nee, niet na de zomer, maar in oktober.")], date(2025, 10, 31)),
        ([(MINISTER, "Ik stuur die brief in oktober."), (CHAIR, "Prima.")], date(2025, 10, 31)),
        ([(MEMBER, "Volgens mij was het voor het kerstreces."), (CHAIR, "Dat passen we aan.")], date(2025, 12, 18)),
        ([(MEMBER, "Het was toch uiterlijk in oktober?"), (MINISTER, "Ja.")], date(2025, 10, 31)),
        ([(MINISTER, "Het wordt oktober."), (CHAIR, "Dan maken we van “na de zomer” “in oktober”.")], date(2025, 10, 31)),
        ([(CHAIR, "Ik herhaal: de minister stuurt de Kamer in oktober een brief over de huren.")], date(2025, 10, 31)),
    ],
)
def test_a_correction_counts(after: list[tuple[tuple[str, str], str]], last: date) -> None:
    (item,) = read_out((CHAIR, ITEM), *after)
    assert item.deadline is not None
    assert item.deadline.last == last
    assert item.deadline.quote != "na de zomer", "the words shown are those of the correction"


@pytest.mark.parametrize(
    "after",
    [
        [(MINISTER, "Klopt. Veel hiervan komt gewoon mee in de Miljoenennota.")],
        [(MINISTER, "Akkoord, en in oktober zie ik u weer.")],
        [(MINISTER, "Een heel deel zit al in het Belastingplan.")],
        [(MEMBER, "Kan dat ook in oktober?"), (MINISTER, "Nee, dat lukt niet.")],
        [(MEMBER, "Ik had gehoopt op oktober."), (CHAIR, "Dat was niet de toezegging.")],
        [(CHAIR, "Het tweeminutendebat is in oktober.")],
        [(CHAIR, "Dat waren de toezeggingen. We zien elkaar in oktober.")],
        [
            (
                CHAIR,
                "Over de moties wordt morgen gestemd. Ik dank de minister, met inachtneming van de toezegging. Tot in oktober.",
            )
        ],
    ],
)
def test_a_remark_that_corrects_nothing(after: list[tuple[tuple[str, str], str]]) -> None:
    (item,) = read_out((CHAIR, ITEM), *after)
    assert item.deadline is not None
    assert (item.deadline.quote, item.deadline.last) == ("na de zomer", date(2025, 12, 21))
    assert item.withdrawn is None


@pytest.mark.parametrize(
    "words",
    [
        "Dan is het geen toezegging.",
        "Oké, dan halen we die van de lijst.",
        "Dan schrappen we deze toezegging.",
        "Die komt te vervallen.",
        "Dan nemen we hem niet als toezegging op.",
    ],
)
def test_an_item_is_taken_back(words: str) -> None:
    first, second = read_out(
        (CHAIR, ITEM),
        (MINISTER, "Dat heb ik niet gezegd."),
        (CHAIR, words + " De minister zal de cijfers in oktober aanleveren."),
    )
    assert first.withdrawn is not None and first.withdrawn.quote == words
    assert second.withdrawn is None


def test_to_whom_it_was_promised() -> None:
    first, second, third = read_out(
        (
            CHAIR,
            "De toezeggingen. De minister komt in oktober met een brief over de huren. Dat is een toezegging aan mevrouw Van der Berg. "
            "De minister zegt de heer De Wit toe dat de monitor wordt aangevuld. De minister stuurt de Kamer de evaluatie.",
        )
    )
    assert [item.to.quote if item.to else None for item in (first, second, third)] == [
        "mevrouw Van der Berg",
        "de heer De Wit",
        "de Kamer",
    ]


def test_of_two_in_the_cabinet_the_one_who_said_it() -> None:
    turns = [
        (MINISTER, "Ik kom daarop terug in een brief over de wooncoöperaties en de erfpacht."),
        (SECRETARY, "Ik ga in gesprek met de taalscholen over de wachtlijsten."),
        (
            CHAIR,
            "De toezeggingen. De Kamer ontvangt een brief over wooncoöperaties en erfpacht. Er komt overleg met taalscholen over wachtlijsten.",
        ),
    ]
    assert [item.by_name for item in held(*turns) if item.read_out] == [MINISTER[0], SECRETARY[0]]


def test_a_list_that_is_announced_before_anyone_answered_is_no_list() -> None:
    assert (
        held(
            (
                CHAIR,
                "Aan het eind lees ik de toezeggingen voor. De minister krijgt straks ruim de tijd. De minister zal ons antwoorden.",
            ),
            (MEMBER, "Dank u wel."),
            (MINISTER, "Dank u wel."),
        )
        == []
    )


@pytest.mark.parametrize(
    ("asked", "answer", "about", "last"),
    [
        ("Kan de minister die brief voor het kerstreces sturen?", "Dat zeg ik toe.", "Kan de minister", date(2025, 12, 18)),
        ("Ik vraag om een overzicht per gemeente. Wil de minister dat maken?", "Ja, dat doe ik graag.", "Wil de minister", None),
        ("Graag een brief in oktober.", "Zullen we doen.", "Graag een brief", date(2025, 10, 31)),
    ],
)
def test_a_yes_is_joined_with_what_was_asked(asked: str, answer: str, about: str, last: date | None) -> None:
    (made,) = held((MEMBER, asked), (CHAIR, "De minister."), (MINISTER, answer))
    assert made.about is not None and made.about.quote.startswith(about)
    assert (made.deadline.last if made.deadline else None) == last


def test_a_yes_to_nothing_is_no_promise() -> None:
    assert held((CHAIR, "Wilt u afronden?"), (MINISTER, "Dat zal ik doen.")) == []
    assert held((MINISTER, "Gemeenten weten het best wat nodig is. Wij helpen hen. Zo hoort dat. Dat doen we ook.")) == []


def test_a_yes_is_joined_with_the_question_that_the_answer_recalls() -> None:
    (made,) = held((MINISTER, "De heer Bos vroeg om een tabel met de aantallen. Dat is een goed punt. Dat gaan we regelen."))
    assert made.about is not None and made.about.quote == "Dat is een goed punt."
