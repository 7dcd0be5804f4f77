# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""One text, read whole: relevance, themes, and everything else that is found in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from bijgepraat.model.claims import Reading
from bijgepraat.model.debates import Debate
from bijgepraat.understand.amounts import find_amounts
from bijgepraat.understand.commitments import find_commitments, find_in_debate
from bijgepraat.understand.dates import find_moments
from bijgepraat.understand.names import find_names
from bijgepraat.understand.references import find_references
from bijgepraat.understand.relevance import judge_relevance
from bijgepraat.understand.themes import rank_themes

ANALYSER = "regels-1"
"""Name and number of this analyser; a higher number makes everything be read again."""


def read(text: str, on: date | None = None, kind: str | None = None, people: Mapping[str, str] | None = None) -> Reading:
    """Read a text. `on` is the day it speaks on (dates without a year lean on it), `kind` what it is ("Motie", "Debat" …).

    `people` maps full names to identifiers, to tell known persons from other capitalised words.
    """
    return Reading(
        analyser=ANALYSER,
        relevance=judge_relevance(text, kind),
        themes=rank_themes(text),
        amounts=tuple(find_amounts(text, on)),
        moments=tuple(find_moments(text, on)),
        names=tuple(find_names(text, people)),
        references=tuple(find_references(text)),
        commitments=() if kind == "Motie" else tuple(find_commitments(text, on)),
    )


def read_title(title: str, kind: str | None = None) -> Reading:
    """Read a title alone, of which there are hundreds of thousands: no moments and no commitments are looked for."""
    return Reading(
        analyser=ANALYSER,
        relevance=judge_relevance(title, kind),
        themes=rank_themes(title),
        amounts=tuple(find_amounts(title)),
        names=tuple(find_names(title)),
        references=tuple(find_references(title)),
    )


def read_debate(debate: Debate, text: str) -> Reading:
    """Read a transcript: as `read`, with the commitments of the debate, those of the chair's closing list among them."""
    whole = read(text, debate.date, "Motie")  # no commitments here: find_in_debate knows who speaks
    return replace(whole, commitments=tuple(find_in_debate(debate)))
