# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Queries that nobody should type, and that somebody will: signs, operators without partners, odd letters, far too many words."""

from __future__ import annotations

import random
from collections.abc import Sequence

_PIECES = (
    '" “ ( ) ) [ ] { } - -- * wet* ab* gemeente* NOT NIET AND EN OR OF NEAR NEAR/3 NEAR/99 NABIJ/0 : title: body: '
    "partij: persoon:VVD bedrag>10mln bedrag< sinds:2025 tot:31-02-2025 thema:zorg thema: soort:motie dossier:36800-B "
    "Wmo/Jeugd 50% AOW'er R&D 36800-B de het en of + ~ ^ ? \\ / // "
    "\0 \ud800 é ß İ 😀 \u202e \u0301 %s ' OR 1=1 <script> AND AND OR ( ( (".split(" ")
)


def hostile(dice: random.Random, words: Sequence[str]) -> str:
    """One such query; `words` are texts of which words are taken."""
    parts: list[str] = []
    for _ in range(dice.choice((1, 2, 3, 5, 8, 30, 120))):
        kind = dice.random()
        if kind < 0.45:
            parts.append(dice.choice(_PIECES))
        elif kind < 0.8:
            parts.append(dice.choice(dice.choice(words).split() or [""]))
        else:
            parts.append("".join(chr(dice.randrange(32, dice.choice((127, 0x250, 0xD7FF)))) for _ in range(dice.randint(1, 20))))
    return dice.choice((" ", " ", "")).join(parts)
