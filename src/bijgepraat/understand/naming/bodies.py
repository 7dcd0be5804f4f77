# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Bodies of municipalities and provinces: "de gemeenteraad van Utrecht", "Provinciale Staten van Drenthe"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from bijgepraat.model.claims import Name, Span
from bijgepraat.understand.naming import tables

_BODY = re.compile(
    r"(?<![\w-])(?:(?P<raad>[Gg]emeenteraad)|(?P<college>[Cc]ollege(?: van (?:burgemeester en wethouders|[Bb] ?(?:en|&) ?[Ww]))?|"
    r"[Bb]urgemeester en wethouders)|(?P<staten>[Pp]rovinciale [Ss]taten)|(?P<gedeputeerden>[Gg]edeputeerde [Ss]taten)|"
    r"(?P<bestuur>[Aa]lgemeen bestuur))(?: van| te)?(?: de gemeente| de provincie| het)?(?: [Ww]aterschap)? $"
)
_BACK = 70
_ADJECTIVE = re.compile(r"(?<![\w-])(?P<town>[A-Z][a-zë]{2,20})(?P<end>se|er) (?P<raad>[Gg]emeenteraad)(?!\w)")
_IRREGULAR = {
    "Haag": "Den Haag", "Zwol": "Zwolle", "Nijmeeg": "Nijmegen", "Leid": "Leiden", "Goud": "Gouda", "Almeer": "Almere",
    "Lelystad": "Lelystad", "Schiedam": "Schiedam", "Groning": "Groningen", "Leeuward": "Leeuwarden", "Venlo": "Venlo",
}  # fmt: skip
_OF = {
    "municipality": {"raad": "gemeenteraad", "college": "college van burgemeester en wethouders"},
    "province": {"staten": "Provinciale Staten", "gedeputeerden": "Gedeputeerde Staten"},
    "water_authority": {"bestuur": "algemeen bestuur"},
}


def find_bodies(text: str, governments: Iterable[Name]) -> Iterator[Name]:
    """The body that stands before the name of a municipality, province or water authority that is known: id as `GM0344-raad`."""
    yield from _adjectives(text)
    for government in governments:
        bodies = _OF.get(government.type)
        if not bodies or not government.id:
            continue
        before = text[max(0, government.start - _BACK) : government.start]
        match = _BODY.search(before)
        if match is None or match.lastgroup not in bodies:
            continue
        start = government.start - len(before) + match.start(match.lastgroup)
        end = government.start - len(before) + match.end(match.lastgroup)
        name = f"{bodies[match.lastgroup]} van {government.name}"
        yield Name(text[start:end], start, end, "council", name, f"{government.id}-{match.lastgroup}")


def _adjectives(text: str) -> Iterator[Name]:
    """The council of a town that is named by an adjective: "de Amsterdamse gemeenteraad"."""
    for match in _ADJECTIVE.finditer(text) if "emeenteraad" in text else ():
        town = tables.municipality(_IRREGULAR.get(match["town"], match["town"]))
        if town is not None:
            by = Span(match["town"] + match["end"], match.start("town"), match.end("end"))
            council = f"gemeenteraad van {town.name}"
            yield Name(match["raad"], match.start("raad"), match.end("raad"), "council", council, f"{town.id}-raad", by=by)
