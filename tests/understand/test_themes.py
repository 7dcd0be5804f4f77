# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Themes, on sentences of our own."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bijgepraat.model.claims import THEMES
from bijgepraat.understand.subject import subject_of
from bijgepraat.understand.themes import by_list, rank_themes


@pytest.mark.parametrize(
    ("text", "theme"),
    [
        ("De wachtlijsten in de jeugdzorg groeien en pleegouders haken af.", "jeugd"),
        ("Huurders van sociale huurwoningen wachten jaren op een woning.", "wonen"),
        ("Het azc vangt asielzoekers en statushouders op.", "asiel"),
        ("Mensen in de bijstand met schulden krijgen hulp bij armoede.", "bestaanszekerheid"),
        ("Leraren en leerlingen in het basisonderwijs.", "onderwijs"),
        ("Het warmtenet en de energietransitie lopen vast op netcongestie.", "klimaat-energie"),
        ("De uitstoot van stikstof bij boeren naast natuurgebieden.", "stikstof-natuur"),
        ("De trein rijdt niet en de bus naar het station ook niet.", "mobiliteit"),
        ("De politie pakt ondermijning en criminaliteit aan.", "veiligheid"),
        ("Algoritmes en persoonsgegevens bij de digitale dienstverlening.", "digitaal"),
        ("Het zwembad en de bibliotheek, sport en cultuur in de wijk.", "cultuur-sport"),
        ("Pfas in het drinkwater en asbest in de bodem.", "ruimte-milieu"),
        ("Sancties tegen Rusland en hulp aan Oekraïne.", "overig"),
    ],
)
def test_the_first_theme(text: str, theme: str) -> None:
    first = rank_themes(text)[0]
    assert first.key == theme
    assert first.words


@pytest.mark.parametrize("text", ["", "   ", "Aldus besloten.", "?!", "\n\n"])
def test_nothing_said_is_overig(text: str) -> None:
    assert [theme.key for theme in rank_themes(text)] == ["overig"]


def test_the_heading_outweighs_a_mention() -> None:
    text = "Jeugdzorg en pleegzorg\nDe Kamer,\nconstaterende dat de trein vertraging had en de bus ook;\nverzoekt de regering haast te maken,\nen gaat over tot de orde van de dag."
    assert rank_themes(text)[0].key == "jeugd"


@given(
    st.text(max_size=200)
    | st.lists(st.sampled_from(["jeugdzorg", "trein", "woning", "\n", "verzoekt"]), max_size=20).map(" ".join)
)
def test_always_an_answer_in_order(text: str) -> None:
    ranked = rank_themes(text)
    assert ranked
    assert {theme.key for theme in ranked} <= set(THEMES)
    scores = [theme.score for theme in ranked if theme.key != "overig"]
    assert scores == sorted(scores, reverse=True)
    assert len({theme.key for theme in ranked}) == len(ranked)


@pytest.mark.parametrize(
    ("text", "not_this"),
    [
        ("De autoriteit werkt autonoom en automatisch.", "mobiliteit"),
        ("Gastouders ontvangen gasten.", "klimaat-energie"),
        ("Motie van het lid Bos over een gesprek", "stikstof-natuur"),
        ("Het zorgt voor zorgen.", "zorg"),
        ("De politieke kleur van een partij.", "veiligheid"),
    ],
)
def test_look_alikes_do_not_count(text: str, not_this: str) -> None:
    assert not_this not in {theme.key for theme in rank_themes(text)}


def test_signatures_do_not_count() -> None:
    motion = (
        "De Kamer,\nverzoekt de regering een azc te openen,\nen gaat over tot de orde van de dag.\nBoer\nHuurder\nHuur\nWoning"
    )
    ranked = rank_themes(motion)
    assert ranked[0].key == "asiel"
    assert {"stikstof-natuur", "wonen"}.isdisjoint(theme.key for theme in ranked)


def test_words_that_are_on_no_list_tell_as_well() -> None:
    text = "De schippers klagen over de sluis en de marifoon."
    assert by_list(subject_of(text)) == ({}, {})
    first = rank_themes(text)[0]
    assert first.key == "mobiliteit"
    assert set(first.words) == {"schippers", "sluis"}


@given(st.text(max_size=300))
def test_the_words_shown_stand_in_the_text(text: str) -> None:
    assert all(word in text.lower() for theme in rank_themes(text) for word in theme.words)
