# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The page that goes along with an exported data set."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_EXTRA = {
    "teksten": "De teksten van die stukken, tot op de letter. Alleen in het SQLite-bestand.",
    "vondsten": "Wat in de teksten is gevonden, met citaat en plaats. Alleen in het SQLite-bestand.",
    "verbanden": "Naar welke stukken een stuk volgens zijn bron verwijst. Alleen in het SQLite-bestand.",
}


def readme(name: str, about: Mapping[str, Any], rows: Mapping[str, int], tables: Mapping[str, str]) -> str:
    """The page, in Markdown. `tables` says of each table what it is."""
    said = {**tables, **_EXTRA}
    lines = [f"| `{table}` | {number} | {said.get(table, '')} |" for table, number in rows.items()]
    warning = ["**Let op: dit zijn voorbeeldgegevens; de Kamerstukken erin zijn verzonnen.**", ""]
    sample = warning if about["voorbeeldgegevens"] else []
    return "\n".join(
        [
            f"# {name}",
            "",
            *sample,
            f"De openbare gegevens van Bijgepraat, gemaakt op {about['gemaakt_op']} (programma {about['programma']}).",
            "",
            f"- `{name}.sqlite` heeft alles; open het met elk programma dat SQLite leest.",
            "- Per boek is er een CSV (UTF-8, komma's, met kopregel) en een JSON met alles wat de API ook geeft.",
            "- `manifest.json` noemt van elk bestand de grootte en de SHA-256.",
            "",
            "| tabel | rijen | wat |",
            "| --- | --- | --- |",
            *lines,
            "",
            "## Zo leest u het",
            "",
            "- Elke uitspraak heeft een citaat met zijn plaats: `tekst[begin:einde]` in de tekst van dat stuk en die versie is",
            "  precies het citaat. Plaatsen tellen Unicode-tekens, vanaf 0. Staat er bij `deel` titel, dan telt de titel.",
            "- Wat het programma vond is een voorstel. Alleen wat is beoordeeld, heeft een mens bevestigd.",
            "- In de CSV's staat een apostrof voor cellen die een rekenblad anders als formule zou uitvoeren.",
            "- Lijsten in één cel zijn gescheiden met een puntkomma. Adressen beginnen bij de wortel van de site.",
            "- De toestand van toezeggingen is die op de dag in `stand_op`.",
            "",
            "Gegevens van lezers, accounts en volgers staan er niet in, en geen namen van wie iets beoordeelde. Stukken houden",
            "de voorwaarden van hun bron; edities vallen onder CC BY 4.0.",
            "",
        ]
    )
