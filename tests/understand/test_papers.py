# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The furniture of a paper."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bijgepraat.understand.papers import Parts, parts_of, without_authors, without_ministries

MOTION = "De Kamer,\noverwegende dat het regent;\nverzoekt de regering een dak te bouwen,\nen gaat over tot de orde van de dag.\nJansen"


def test_parts_of_a_motion() -> None:
    parts = parts_of(MOTION)
    assert MOTION[parts.requests :].startswith("verzoekt de regering")
    assert MOTION[parts.end :].startswith("en gaat over tot")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Een brief over daken.",
        "en gaat over tot de orde van de dag",
        "verzoekt de regering een dak te bouwen",
        "en gaat over tot de orde van de dag\nverzoekt de regering iets",
    ],
)
def test_another_text_has_no_requests(text: str) -> None:
    assert parts_of(text) == Parts(len(text), len(text))


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Motie van het lid Van Dijk c.s. over daken", "over daken"),
        ("MOTIE VAN DE LEDEN BOS EN BOER\nDe Kamer", "De Kamer"),
        ("Motie van de leden Bos en Boer", "Motie van"),
        ("de leden van de gemeenteraad", "de leden van de gemeenteraad"),
    ],
)
def test_authors(text: str, left: str) -> None:
    blotted = without_authors(text)
    assert left in blotted
    assert not any(name in blotted for name in ("Dijk", "Bos", "Boer", "BOS", "BOER"))


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Het Ministerie van Onderwijs, Cultuur en Wetenschap bouwt.", " bouwt."),
        ("de minister van Asiel en Migratie over azc's", " over azc's"),
        ("de staatssecretaris voor Jeugd zegt", " zegt"),
        ("de vaste commissie voor Cultuur vraagt", " vraagt"),
        ("de Inspectie Gezondheidszorg en Jeugd meldt", " meldt"),
    ],
)
def test_ministries(text: str, left: str) -> None:
    blotted = without_ministries(text)
    assert blotted.endswith(left)
    assert not any(word in blotted for word in ("Cultuur", "Asiel", "Migratie", "Jeugd"))


def test_a_minister_without_a_ministry_stays() -> None:
    assert (
        without_ministries("de minister van gemeenten en de minister voor een dag")
        == "de minister van gemeenten en de minister voor een dag"
    )


@given(
    st.text(max_size=200)
    | st.lists(
        st.sampled_from(["het lid ", "De Vries", " over ", "\n", "minister van ", "Zorg, ", "en ", "Wonen"]), max_size=30
    ).map("".join)
)
def test_offsets_stay(text: str) -> None:
    for blotted in (without_authors(text), without_ministries(text)):
        assert len(blotted) == len(text)
        assert all(new in (old, ".") for old, new in zip(text, blotted, strict=True))
