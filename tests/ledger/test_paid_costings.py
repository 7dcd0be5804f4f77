# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Costings beside manifestos: the same party under its several names, the same theme, and nothing added across years."""

from __future__ import annotations

import pytest

from bijgepraat.ledger.paid_costings import beside, party_key
from bijgepraat.model.claims import Amount, Span
from bijgepraat.model.costings import CostingRow, Costings
from bijgepraat.model.paid import Mention, Money, MoneyFinding, Paper, Stage, StageFinding


def wants(party: str, theme: str, stage: Stage = Stage.PROPOSED) -> Mention:
    words = f"{party} geeft € 5 miljoen aan {theme}"
    start = words.index("€")
    return Mention(
        "Bestand",
        f"{party}.pdf",
        None,
        Paper.MANIFESTO,
        Amount(words[start : start + 11], start, start + 11, 5e6, 5e6),
        Span(words, 0, len(words)),
        StageFinding(stage, "proef", 0.8),
        MoneyFinding(Money.NEW, "proef", 0.5),
        (theme,),
        party=party,
    )


def test_measures_and_manifesto_stand_together() -> None:
    table = Costings(
        "Keuzes",
        "proef",
        (
            CostingRow("GL-PvdA", "Paden", 2028, 7_000_000, "mobiliteit", 2),
            CostingRow("GL-PvdA", "Bussen", 2028, -2_000_000, "mobiliteit", 3),
            CostingRow("GL-PvdA", "Bussen", None, 4_000_000, "mobiliteit", 4),
            CostingRow("Bomen", "Dorpshuizen", 2028, 1, "wonen", 5),
        ),
    )
    said = [
        wants("groenlinks-pvda", "mobiliteit"),
        wants("groenlinks-pvda", "jeugd"),
        wants("bomen", "wonen", Stage.MENTIONED),
    ]
    found = {(one.party, one.theme): one for one in beside([table], said)}
    assert set(found) == {("GL-PvdA", "mobiliteit"), ("GL-PvdA", "jeugd"), ("Bomen", "wonen")}
    both = found["GL-PvdA", "mobiliteit"]
    assert both.years == ((2028, 5_000_000), (None, 4_000_000))
    assert [mention.party for mention in both.mentions] == ["groenlinks-pvda"]
    assert found["GL-PvdA", "jeugd"].rows == ()
    assert found["Bomen", "wonen"].mentions == ()


def test_no_table_no_comparison() -> None:
    assert beside([], [wants("bomen", "wonen")]) == []


@pytest.mark.parametrize("name", ["GroenLinks-PvdA", "GroenLinks–PvdA", "GL/PvdA", "PvdA-GroenLinks", "groenlinks pvda"])
def test_names_of_one_party(name: str) -> None:
    assert party_key(name) == "groenlinkspvda"
