# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""In whose name a text speaks of money: by its sort and title. Pure functions."""

from __future__ import annotations

import re

from bijgepraat.model.paid import Paper
from bijgepraat.model.records import Kind

_SORTS = (
    (Paper.MOTION, re.compile(r"\bmotie\b", re.IGNORECASE)),
    (Paper.AMENDMENT, re.compile(r"\bamendement\b", re.IGNORECASE)),
    (Paper.CALL, re.compile(r"\bresolutie\b|\bpropositie\b|\bposition ?paper\b", re.IGNORECASE)),
    (Paper.LETTER, re.compile(r"\b(?:kamer)?brief\b|\bbeantwoording\b|\bantwoord", re.IGNORECASE)),
)
"""What opens a title, or is the whole of a sort: a letter about a motion is no motion."""
_NAMES = (
    (Paper.CIRCULAR, re.compile(r"\b(?:mei|juni|september|december)?circulaire", re.IGNORECASE)),
    (Paper.REPORT, re.compile(r"\bjaarverslag|\bjaarrekening|\bslotwet\b", re.IGNORECASE)),
    (
        Paper.BUDGET,
        re.compile(
            r"\bmiljoenennota|\bvoorjaarsnota|\bnajaarsnota|\bbegrotingssta(?:at|ten)\b|\bsuppletoire|\bbegrotingswet|"
            r"\bbudgettaire bijlage|\bnota over de toestand van|\b(?:rijks|ontwerp)begroting\b",
            re.IGNORECASE,
        ),
    ),
    (Paper.MANIFESTO, re.compile(r"verkiezings(?:programma|manifest)|\bpartijprogramma|(?:^|/)programma'?s?/", re.IGNORECASE)),
    (
        Paper.AGREEMENT,
        re.compile(
            r"(?:coalitie|regeer|hoofdlijnen|bestuurs|zorg|klimaat|sport|preventie|onderhandelaars)akkoord(?![a-z])|"
            r"\bhervormingsagenda\b|\bafsprakenkader\b|(?:^|/)akkoord(?:en)?/",
            re.IGNORECASE,
        ),
    ),
)
_OPENING = re.compile(r"(?:nader |tweede nader )?(?:gewijzigde? )?", re.IGNORECASE)
_SENDER = re.compile(
    r"\bvng\b|vereniging van nederlandse gemeenten|\bbrief van (?:de )?(?:gemeenten?|wethouders|G4|G40|M50|P10)\b", re.IGNORECASE
)


def paper_of(kind: str, sort: str | None, title: str | None, *, key: str = "", source: str = "", opening: str = "") -> Paper:
    """What a record is: by its kind, its source's own word for its sort, its title, and for a file its name and first words."""
    if kind == Kind.DEBAT:
        return Paper.DEBATE
    words = title or ""
    start = _OPENING.match(words)
    for paper, pattern in _SORTS:
        if (sort and pattern.search(sort)) or pattern.match(words, start.end() if start else 0):
            of_gemeenten = paper in {Paper.LETTER, Paper.MOTION} and _SENDER.search(f"{source} {words[:80]}")
            return Paper.CALL if of_gemeenten else paper
    places = [sort or "", words, *([key, opening[:300]] if kind == Kind.BESTAND else [])]
    for place in places:
        for paper, pattern in _NAMES:
            if pattern.search(place):
                return paper
    return Paper.CALL if _SENDER.search(source) else Paper.OTHER
