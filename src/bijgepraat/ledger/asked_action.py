# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""What is to be done with the subject of an ask, and whether a text does it. Pure functions.

The same can be done in many words: "uitbreiden", "meer", "investeren in". So the words are taken by sorts, and a text does what
is asked when one of its sorts is the ask's. A text that names a minister does not yet make that minister stronger.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache


class Action(StrEnum):
    """Sorts of things that can be done with something."""

    MORE = "meer"
    KEEP = "houden"
    PAY = "betalen"
    BRING = "brengen"
    ALLOW = "toestaan"
    ASSURE = "vastleggen"


_SORTS = {
    Action.MORE: (
        r"meer|extra|uitbreid\w*|uitgebreid\w*|breid\w*|verho(?:og|gen|ging)\w*|vergro\w*|verruim\w*|versterk\w*|ruimer\w*|"
        r"sterker\w*|steviger\w*|invest\w*|versnel\w*|snel\w*|beter\w*|verbeter\w*|opbouw\w*|bijbouw\w*|bouw(?:en|t)?|"
        r"verdubbel\w*|hoger\w*|groei\w*|toereikend\w*|voldoende|genoeg|volledig\w*|stimul\w*|bevorder\w*|aanleg\w*|"
        r"verzwar\w*|oplos\w*|lossen|aanpak\w*|pakken|omhoog|stij?g\w*"
    ),
    Action.KEEP: (
        r"behoud\w*|houd\w*|bewaar\w*|blij(?:f|ft|ven)|voort\w*|doorga\w*|doorzet\w*|verleng\w*|continu\w*|doorgang|"
        r"langjarig\w*|langdurig\w*|stand|terug\w*|weer|herstel\w*|heropen\w*|open|vrij\w*"
    ),
    Action.PAY: (
        r"betaa?l\w*|vergoed\w*|bekostig\w*|financi\w*|geld\w*|middelen|budget\w*|compens\w*|subsidi\w*|miljoen|miljard|mln|"
        r"mld|bijdrage\w*|euro|dekking|invest\w*|\w*fonds|€"
    ),
    Action.BRING: (
        r"invoer\w*|ingevoerd\w*|voer(?:en|t)?|krijg\w*|start\w*|begin\w*|richt\w*|oprich\w*|realis\w*|maken|maakt|maak|"
        r"gemaakt|regel(?:en|t)|geregeld|zorgen|lever\w*|bied(?:en|t)?|aanbieden|geef|geven|gegeven|gaan|komt|komen|uitvoer\w*|"
        r"plaats\w*|introduc\w*|heff\w*|bereken\w*|toepass\w*|toegepast"
    ),
    Action.ALLOW: (
        r"toesta\w*|toegestaan|mag|mogen|ruimte|laat|laten|zelf|mogelijk\w*|keuze\w*|kiezen|kies|bepalen|beslis\w*|"
        r"meebeslis\w*|zeggenschap|verleen\w*|verlenen"
    ),
    Action.ASSURE: (
        r"vastleg\w*|vastgelegd|leg(?:gen|t)?|borg\w*|geborgd|garand\w*|waarborg\w*|gereserveerd|reserv\w*|norm\w*|recht|"
        r"verplicht\w*|wettelijk\w*|altijd|elke|iedere?|beschikbaar|voorrang|bestemd|bestem\w*|toewijz\w*|toegewezen"
    ),
}
_PATTERNS = {sort: re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE) for sort, words in _SORTS.items()}


@lru_cache(maxsize=4_000)
def actions(text: str) -> frozenset[Action]:
    """The sorts of things that words say are done or are to be done."""
    return frozenset(sort for sort, pattern in _PATTERNS.items() if pattern.search(text))
