# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""One text, read whole: relevance, themes, and everything else that is found in it."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from bijgepraat.model.claims import Reading, Relevance, Span
from bijgepraat.model.debates import Debate
from bijgepraat.model.members import Member
from bijgepraat.understand.amounts import find_amounts
from bijgepraat.understand.commitments import find_commitments, find_in_debate, unjudged
from bijgepraat.understand.dates import find_moments
from bijgepraat.understand.names import People, find_names
from bijgepraat.understand.references import find_references
from bijgepraat.understand.relevance import judge_relevance
from bijgepraat.understand.themes import rank_themes

ANALYSER = "regels-6"
"""Name and number of this analyser; a higher number makes everything be read again."""


Known = Mapping[str, str | Member] | People
"""Full names with identifiers or members of parliament; for many texts make a `People` of it once."""


@dataclass(frozen=True, slots=True)
class About:
    """What is known of a text beside its words.

    `addressed`: keys of the ministries that it is directed at, belongs to or comes from; `dossier` as in `36800-B`; `by`: name and
    role of the member of the cabinet whose words these are.
    """

    addressed: tuple[str, ...] = ()
    dossier: str | None = None
    by: tuple[str | None, str | None] = (None, None)


NOTHING_KNOWN = About()


def read(
    text: str, on: date | None = None, kind: str | None = None, people: Known | None = None, about: About = NOTHING_KNOWN
) -> Reading:
    """Read a text. `on` is the day it speaks on (dates without a year lean on it), `kind` what it is ("Motie", "Debat" …).

    `people` tells known persons from other capitalised words and gives them their identifier, role and party of that day.
    """
    promising = kind != "Motie"
    return Reading(
        analyser=ANALYSER,
        relevance=judge_relevance(text, kind),
        themes=rank_themes(text),
        amounts=tuple(find_amounts(text, on)),
        moments=tuple(find_moments(text, on)),
        names=tuple(find_names(text, people, on, about.addressed)),
        references=tuple(find_references(text, about.dossier)),
        commitments=tuple(find_commitments(text, on, about.by)) if promising else (),
        unjudged=tuple(unjudged(text)) if promising else (),
    )


def read_title(
    title: str, kind: str | None = None, on: date | None = None, people: Known | None = None, about: About = NOTHING_KNOWN
) -> Reading:
    """Read a title alone, of which there are hundreds of thousands: no moments and no commitments are looked for."""
    return Reading(
        analyser=ANALYSER,
        relevance=judge_relevance(title, kind),
        themes=rank_themes(title),
        amounts=tuple(find_amounts(title)),
        names=tuple(find_names(title, people, on, about.addressed)),
        references=tuple(find_references(title, about.dossier)),
    )


def read_debate(debate: Debate, text: str, people: Known | None = None, about: About = NOTHING_KNOWN) -> Reading:
    """Read a transcript: as `read`, with the commitments of the debate, those of the chair's closing list among them."""
    whole = read(text, debate.date, "Motie", people, about)  # no commitments here: find_in_debate knows who speaks
    return replace(
        whole, relevance=_relevance_of_debate(text), commitments=tuple(find_in_debate(debate)), unjudged=tuple(unjudged(text))
    )


_DIRECT_SHARE, _SOME_SHARE, _FIELD_SHARE = 0.08, 0.03, 0.25


def _relevance_of_debate(text: str) -> Relevance:
    """How much of a debate is about gemeenten: in hours of talk every word falls sometime, so its paragraphs are weighed by length."""
    share = {0: 0.0, 1: 0.0, 2: 0.0}
    evidence: list[Span] = []
    start = 0
    for paragraph in text.split("\n"):
        found = judge_relevance(paragraph)
        share[found.level] += len(paragraph) / max(len(text), 1)
        if found.level == 2:
            evidence += [Span(span.quote, span.start + start, span.end + start) for span in found.evidence]
        start += len(paragraph) + 1
    level = 2 if share[2] >= _DIRECT_SHARE else 1 if share[2] >= _SOME_SHARE or share[1] + share[2] >= _FIELD_SHARE else 0
    return Relevance(round(1 - math.exp(-(12 * share[2] + 1.5 * share[1])), 6), level, tuple(evidence))
