# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Commitments in letters, in debates, and in the chair's closing list."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bijgepraat.model.claims import Commitment, Moment
from bijgepraat.model.debates import Debate, Speech
from bijgepraat.settings import Limits
from bijgepraat.sources.blob import Blob
from bijgepraat.sources.transcripts import read_debate
from bijgepraat.understand.commitments import find_commitments, find_in_debate, is_cabinet
from bijgepraat.understand.promises import judge_promise, judge_report
from bijgepraat.understand.sentences import split_sentences

MINISTER = ("Anna Bakker", "minister van Volkshuisvesting en Ruimtelijke Ordening")
SECRETARY = ("Bram de Wit", "staatssecretaris Participatie en Integratie")
MEMBER = ("Carla Smit", "lid Tweede Kamer")
CHAIR = ("Dirk Veen", "lid Tweede Kamer")
DAY = date(2025, 7, 2)

PHRASES = {
    "voor de zomer": (None, date(2025, 7, 11)),
    "na de zomer": (date(2025, 9, 1), date(2025, 12, 21)),
    "in oktober": (date(2025, 10, 1), date(2025, 10, 31)),
    "voor het kerstreces": (None, date(2025, 12, 18)),
    "op korte termijn": (None, None),
    "in mei": (date(2025, 5, 1), date(2025, 5, 31)),
}


def fake_moments(text: str, on: date | None) -> list[Moment]:
    """A finder of a few phrases, so that these tests say nothing about the calendar."""
    found = []
    for phrase, (first, last) in PHRASES.items():
        start = text.lower().find(phrase)
        if start >= 0:
            end = start + len(phrase)
            found.append(Moment(text[start:end], start, end, first, last, deadline=True))
    return sorted(found, key=lambda moment: moment.start)


def debate(*turns: tuple[tuple[str, str], str], chair: str = CHAIR[0]) -> tuple[Debate, str]:
    """A debate of turns, and the text that its offsets count in."""
    text = "Verslag van een debat\n"
    speeches = []
    for n, ((name, role), words) in enumerate(turns):
        start = len(text)
        text += words + "\n"
        speeches.append(Speech(f"s{n}", name, role, None, name == chair, words, start, start + len(words)))
    return Debate("d-1", "Debat", DAY, tuple(speeches)), text


def read(*turns: tuple[tuple[str, str], str]) -> list[Commitment]:
    held, text = debate(*turns)
    found = find_in_debate(held, fake_moments)
    for commitment in found:
        assert text[commitment.start : commitment.end] == commitment.quote
    return found


@pytest.mark.parametrize(
    ("sentence", "strength"),
    [
        ("Dat zeg ik graag toe.", "hard"),
        ("Ik zeg toe dat ik daar bij de begroting op terugkom.", "hard"),
        ("Ja, dat kan ik de heer Smit toezeggen.", "hard"),
        ("Ik zal uw Kamer voor het kerstreces informeren over de uitkomsten.", "hard"),
        ("We sturen voor de zomer een brief over de huren.", "hard"),
        ("In oktober ontvangt uw Kamer de volgende voortgangsrapportage.", "hard"),
        ("Hierop komen we terug in de eerstvolgende rapportage.", "hard"),
        ("Ik ga daarover in gesprek met de gemeenten.", "hard"),
        ("Ik zal dit punt onder de aandacht brengen van mijn ambtgenoot.", "hard"),
        ("Ik ben graag bereid om dat uit te zoeken.", "hard"),
        ("De regeling zal na twee jaar worden geëvalueerd.", "hard"),
        ("Dat zal ik doen.", "hard"),
        ("Zoals toegezegd informeer ik uw Kamer voor de zomer over de huren.", "hard"),
        ("Zoals toegezegd zal ik de Kamer over de huren informeren.", "hard"),
        ("Ik verwacht uw Kamer in het najaar een wetsvoorstel te kunnen sturen.", "zacht"),
        ("Het streven is om de brief dit jaar te sturen.", "zacht"),
        ("Mijn collega van Financiën zal daar bij u op terugkomen.", "zacht"),
        ("Het kabinet is voornemens om in 2026 met een voorstel te komen.", "zacht"),
    ],
)
def test_promises_and_how_firm_they_are(sentence: str, strength: str) -> None:
    assert judge_promise(sentence) == strength


@pytest.mark.parametrize(
    "sentence",
    [
        "Kan de minister toezeggen dat de brief voor de zomer komt?",
        "Dat kan ik niet toezeggen.",
        "Dat ga ik niet doen.",
        "Ik zou daar geen toezegging over willen doen.",
        "Daar kom ik in tweede termijn op terug.",
        "Daar kom ik zo meteen op terug.",
        "Daar kom ik op terug.",
        "Dan ga ik nu in op de vragen over wonen.",
        "Mijn voorganger heeft in mei toegezegd om dat te doen.",
        "Er is toegezegd om daar goed naar te kijken.",
        "Als daar aanleiding voor is, zullen we dat bekijken.",
        "De motie op stuk nr. 9 kan ik oordeel Kamer geven als ik die zo mag lezen dat ik dat onderzoek.",
        "Mevrouw Smit vroeg of ik kan toezeggen om de Kamer te informeren.",
        "We rapporteren jaarlijks over de aantallen.",
        "We zullen de komende jaren zuinig moeten omgaan met ruimte.",
        "Dat is een mooie gedachte.",
        "Hierbij stuur ik uw Kamer het rapport.",
        "Zoals toegezegd informeer ik uw Kamer over de wachtlijsten.",
        "Zoals aan het lid Smit toegezegd in het debat van 3 juni stuur ik de Kamer het overzicht.",
        "Conform mijn toezegging tijdens het commissiedebat van 3 juni 2025, stuur ik uw Kamer het overzicht.",
        "",
        "ik zal " * 2_000,
    ],
)
def test_what_looks_like_a_promise(sentence: str) -> None:
    assert judge_promise(sentence) is None


def test_reports_of_a_promise_name_who_made_it() -> None:
    assert judge_report("De minister van Financiën zegt toe dat de brief volgt.") == "minister van Financiën"
    assert judge_report("Het kabinet heeft toegezegd het tekort te vullen.") == "kabinet"
    assert judge_report("Staatssecretaris De Wit informeert de Kamer in mei.") == "Staatssecretaris"
    assert judge_report("De minister heeft niet toegezegd dat er geld komt.") is None
    assert judge_report("De motie verzoekt de minister toe te zeggen dat dit stopt.") is None
    assert judge_report("De minister van Financiën sprak over de brief.") is None


def test_a_letter_to_the_kamer() -> None:
    letter = (
        "Aan de Voorzitter van de Tweede Kamer\n"
        "Hierbij stuur ik uw Kamer de stand van zaken. De uitvoering loopt goed. "
        "Ik zal uw Kamer voor het kerstreces nader informeren. Ik verwacht het wetsvoorstel in oktober in te dienen."
    )
    found = find_commitments(letter, DAY, ("Anna Bakker", "minister"), fake_moments)
    assert [(c.quote, c.strength, c.by_name, c.by_role, c.read_out) for c in found] == [
        ("Ik zal uw Kamer voor het kerstreces nader informeren.", "hard", "Anna Bakker", "minister", False),
        ("Ik verwacht het wetsvoorstel in oktober in te dienen.", "zacht", "Anna Bakker", "minister", False),
    ]
    for commitment in found:
        assert letter[commitment.start : commitment.end] == commitment.quote
        assert commitment.deadline is not None
        assert letter[commitment.deadline.start : commitment.deadline.end] == commitment.deadline.quote
    assert [c.deadline.last for c in found if c.deadline] == [date(2025, 12, 18), date(2025, 10, 31)]


def test_a_manifesto_makes_no_commitment_but_news_may_report_one() -> None:
    assert find_commitments("Wij gaan de huren verlagen. We zullen de wachtlijsten aanpakken.", DAY) == []
    news = "Het was druk. De minister van Financiën zegt toe in oktober met geld te komen. Wij zullen dat evalueren."
    (found,) = find_commitments(news, DAY, find_moments=fake_moments)
    assert (found.by_role, found.strength) == ("minister van Financiën", "hard")
    assert found.deadline is not None and found.deadline.quote == "in oktober"


def test_only_the_cabinet_promises_in_a_debate() -> None:
    found = read(
        (CHAIR, "Ik zal aan het einde van ieder blokje gelegenheid geven tot vragen."),
        (MEMBER, "Ik zal de Kamer daar morgen over informeren. Graag een toezegging."),
        (MINISTER, "Dat begrijp ik. Ik stuur de Kamer na de zomer een brief over de huren."),
        (("Onno Zwart", "commandant der strijdkrachten"), "Wij sturen de Kamer een brief."),
    )
    (made,) = found
    assert made.quote == "Ik stuur de Kamer na de zomer een brief over de huren."
    assert (made.by_name, made.by_role, made.speech, made.read_out) == (*MINISTER, "s2", False)
    assert made.deadline is not None and made.deadline.first == date(2025, 9, 1)


def test_a_day_that_is_over_is_no_term() -> None:
    (made,) = read((MINISTER, "Ik stuur de Kamer in oktober een brief over het rapport dat in mei verscheen."))
    assert made.deadline is not None and made.deadline.quote == "in oktober"
    (without,) = read((MINISTER, "Ik stuur de Kamer een brief over het rapport dat in mei verscheen."))
    assert without.deadline is None


def test_what_was_made_does_not_lean_on_the_list() -> None:
    turns = [(MINISTER, "Ik stuur de Kamer na de zomer een brief over de huren."), (MEMBER, "Dank.")]
    closing = [(CHAIR, "Ik heb de volgende toezeggingen. De minister stuurt de Kamer na de zomer een brief over de huren.")]
    without, with_list = read(*turns), read(*turns, *closing)
    assert [c for c in with_list if not c.read_out] == without
    assert [c.quote for c in with_list if c.read_out] == ["De minister stuurt de Kamer na de zomer een brief over de huren."]


LISTS = [
    "Er zijn drie toezeggingen gedaan. Eén. De minister stuurt in oktober een brief over de huren. Twee. De Kamer ontvangt "
    "voor het kerstreces de evaluatie van de wet. Punt drie. De cijfers worden in de monitor meegenomen. Dan sluit ik de vergadering.",
    "Dan de toezeggingen.\nDe minister zegt toe in oktober een brief over de huren te sturen.\nVoor het kerstreces ontvangt de Kamer "
    "de evaluatie van de wet.\nDe minister zal de cijfers in de monitor meenemen.\nDat waren alle toezeggingen. De minister gaat nu weg.",
    "Ik loop de toezeggingen langs. De eerste toezegging is dat de minister in oktober een brief over de huren stuurt. Dat is een "
    "toezegging aan mevrouw Smit. Verder heb ik staan dat de minister voor het kerstreces de evaluatie van de wet aan de Kamer zendt. "
    "Tot slot: de minister neemt de cijfers mee in de monitor. Ik dank u allen. De minister heeft haar tas vergeten.",
    "We hebben een paar toezeggingen genoteerd. Er komt in oktober een brief over de huren. De minister informeert de Kamer over de "
    "evaluatie van de wet. De Kamer wordt hierover voor het kerstreces geïnformeerd. De minister gaat de cijfers in de monitor opnemen.",
]


@pytest.mark.parametrize("words", LISTS, ids=range(len(LISTS)))
def test_the_list_gives_one_commitment_an_item(words: str) -> None:
    found = [c for c in read((MINISTER, "Dank voor de vragen."), (MEMBER, "Dank."), (CHAIR, words)) if c.read_out]
    assert len(found) == 3
    assert [c.deadline.last if c.deadline else None for c in found] == [date(2025, 10, 31), date(2025, 12, 18), None]
    assert {c.speech for c in found} == {"s2"}
    assert {c.by_name for c in found} == {"Anna Bakker"}


def test_who_an_item_is_about() -> None:
    turns = [(MINISTER, "Dank u wel."), (SECRETARY, "Dank u wel.")]
    found = read(
        *turns,
        (CHAIR, "De toezeggingen. De staatssecretaris zal de Kamer informeren over taal. De Kamer ontvangt nog een overzicht."),
    )
    assert [(c.by_name, c.by_role) for c in found] == [SECRETARY, (None, None)]


def test_a_promise_that_the_chair_notes_on_the_way() -> None:
    found = read((MINISTER, "Dank."), (CHAIR, "De minister komt daar in oktober op terug. Dat noteren we als toezegging."))
    assert [c.quote for c in found] == ["De minister komt daar in oktober op terug."]
    assert read((MINISTER, "Dank."), (CHAIR, "De minister komt daar op terug. Is dat een toezegging?")) == []


def test_the_chair_corrects_a_word() -> None:
    found = read(
        (MINISTER, "Dank."),
        (CHAIR, "De toezeggingen. De minister zal de brief over de huren na de zomer aan de Kamer sturen."),
        (MINISTER, "Dat was anders bedoeld."),
        (CHAIR, "Dan maken we van het woordje “na” het woordje “voor”. De minister zal de cijfers op korte termijn aanleveren."),
    )
    first, second = found
    assert first.deadline is not None
    assert (first.deadline.quote, first.deadline.first, first.deadline.last) == ("na de zomer", None, date(2025, 7, 11))
    assert second.deadline is not None and second.deadline.last is None


def test_the_cabinet_names_another_term() -> None:
    found = read(
        (CHAIR, "De toezeggingen. De minister zegt de Kamer toe haar op korte termijn te informeren over de huren."),
        (MINISTER, "Het zou in oktober kunnen, voorzitter?"),
        (MINISTER, "Ik stuur de brief voor het kerstreces."),
        (CHAIR, "Dat is nog beter. Dat waren alle toezeggingen."),
        (MINISTER, "Tot in oktober!"),
    )
    (item,) = [c for c in found if c.read_out]
    assert item.deadline is not None
    assert (item.deadline.quote, item.deadline.last) == ("voor het kerstreces", date(2025, 12, 18))


def test_the_chair_adds_a_term_but_the_next_debate_is_none() -> None:
    (item,) = read(
        (
            CHAIR,
            "De toezeggingen. De Kamer ontvangt op korte termijn de verkenning. Is daar iets over te zeggen? In oktober, hoor ik.",
        ),
    )
    assert item.deadline is not None and item.deadline.last == date(2025, 10, 31)
    (other,) = read(
        (CHAIR, "De toezeggingen. De Kamer ontvangt op korte termijn de verkenning. Het tweeminutendebat is in oktober."),
    )
    assert other.deadline is not None and other.deadline.last is None


def test_an_item_that_is_taken_back_says_so() -> None:
    found = read(
        (CHAIR, "De toezeggingen. De minister zal de gevolgen verkennen en de Kamer na de zomer informeren."),
        (MINISTER, "Zo heb ik het niet gezegd."),
        (CHAIR, "Dan is het geen toezegging, maar we noteren het. De minister zal de cijfers in oktober aanleveren."),
    )
    assert [(c.quote, c.withdrawn.quote if c.withdrawn else None) for c in found if c.read_out] == [
        (
            "De minister zal de gevolgen verkennen en de Kamer na de zomer informeren.",
            "Dan is het geen toezegging, maar we noteren het.",
        ),
        ("De minister zal de cijfers in oktober aanleveren.", None),
    ]


def test_a_chair_who_only_leads_the_meeting_reads_out_nothing() -> None:
    assert (
        read(
            (CHAIR, "Aan het einde nemen we de toezeggingen door. De minister krijgt het woord."),
            (MINISTER, "Dank u wel."),
            (CHAIR, "Is dat een toezegging? De minister vervolgt haar betoog. De minister gaat verder met wonen."),
            (CHAIR, "De heer Smit geeft aan dat hij kan leven met de toezegging die de minister deed. Ik sluit de vergadering."),
        )
        == []
    )


def test_an_empty_debate_and_a_speaker_without_a_role() -> None:
    assert find_in_debate(Debate("d", "", None, ()), fake_moments) == []
    assert not is_cabinet(Speech("s", "X", None, None, False, "Ik zeg toe.", 0, 11))
    assert is_cabinet(Speech("s", "X", "Viceminister-president", None, False, "", 0, 0))
    assert not is_cabinet(Speech("s", "X", "minister van VWS", None, True, "", 0, 0))


def test_sentences_keep_abbreviations_and_initials_whole() -> None:
    text = "De motie op stuk nr. 12 van J. de Boer kwam. Is dat zo? “Ja.” Dan\neerst dit … En art. 3 Awb.  "
    spans = split_sentences(text)
    assert [span.quote for span in spans] == [
        "De motie op stuk nr. 12 van J. de Boer kwam.",
        "Is dat zo?",
        "“Ja.”",
        "Dan",
        "eerst dit …",
        "En art. 3 Awb.",
    ]
    assert all(text[span.start : span.end] == span.quote for span in spans)
    assert split_sentences("") == split_sentences(" \n ") == []


HOSTILE = [
    "ik zal " * 100_000,
    "Wij gaan de Kamer " * 50_000 + ".",
    "De minister zegt " * 50_000 + "uw Kamer",
    ". " * 400_000,
    "\n" * 500_000 + "uw Kamer",
    "Ik zal uw Kamer informeren. " * 5_000,
    "(" * 300_000 + "toezeggingen" + "“" * 300_000,
    "\ud800\0 ik zeg toe \u202e" * 5_000,
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_gives_true_spans(text: str) -> None:
    for commitment in find_commitments(text, DAY, MINISTER, fake_moments):
        assert text[commitment.start : commitment.end] == commitment.quote
    read((MINISTER, text), (CHAIR, "De toezeggingen. " + text))


_PIECES = st.sampled_from(
    [
        "Ik zal uw Kamer informeren",
        " voor de zomer",
        ". ",
        "\n",
        "De toezeggingen",
        "De minister zal de Kamer een brief sturen",
        "? ",
        "niet ",
        "“na”",
        "é",
    ]
)


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from([MINISTER, SECRETARY, MEMBER, CHAIR]),
            st.one_of(st.text(max_size=80), st.lists(_PIECES, max_size=12).map("".join)),
        ),
        max_size=8,
    )
)
def test_spans_of_a_debate_hold_their_words(turns: list[tuple[tuple[str, str], str]]) -> None:
    held, text = debate(*turns)
    found = find_in_debate(held, fake_moments)
    speeches = {speech.id: speech for speech in held.speeches}
    for commitment in found:
        assert text[commitment.start : commitment.end] == commitment.quote
        assert commitment.speech is not None
        speech = speeches[commitment.speech]
        assert speech.start <= commitment.start < commitment.end <= speech.end
        assert speech.chair == commitment.read_out
    silent = Debate(held.id, held.title, held.date, tuple(speech for speech in held.speeches if not speech.chair))
    assert [c for c in found if not c.read_out] == find_in_debate(silent, fake_moments)


def blob_of(path: Path) -> Blob:
    return Blob(path.name, ".xml", "proef", lambda: path.open("rb"), Limits())


@pytest.mark.shared
def test_real_transcripts(shared: Path) -> None:
    """Every quote stands in its speech; the cabinet's own promises stay the same when every turn of the chair is cut out."""
    seen = 0
    for path in sorted((shared / "data/verslagen").glob("*.xml")):
        held = read_debate(blob_of(path))
        found = find_in_debate(held)
        seen += len(found)
        speeches = {speech.id: speech for speech in held.speeches}
        for commitment in found:
            speech = speeches[commitment.speech or ""]
            assert speech.text[commitment.start - speech.start : commitment.end - speech.start] == commitment.quote
        silent = Debate(held.id, held.title, held.date, tuple(speech for speech in held.speeches if not speech.chair))
        assert [c for c in found if not c.read_out] == find_in_debate(silent)
    assert seen > 60
