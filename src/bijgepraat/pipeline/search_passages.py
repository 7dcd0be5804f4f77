# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""What of a record is compared by meaning: stretches of its text as long as a paragraph or two. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bijgepraat.model.records import Kind

STRETCHES = "passages 1"
"""Changes when texts are cut in another way: what was made of them before does not count then."""
_SHORTEST = 28
_LONGEST = 700
_MOST = 500
_LONGEST_TITLE = 200
_SKIPPED = {"kop", "ondertekening", "voetnoot"}
_SPEECHES = {"toespraak", "interruptie", "voorzitter"}
_FORMULA = re.compile(r"(?:en gaat over tot de orde van de dag|gehoord de beraadslaging|de kamer,$)", re.IGNORECASE)
_LINE = re.compile(r"[^\n]+")
_END = re.compile(r"[.!?;:]\s")
TITLED = (Kind.BERICHT, Kind.ONTWIKKELING, Kind.TOEZEGGING, Kind.ZAAK, Kind.DOCUMENT, Kind.ACTIVITEIT)
"""Kinds whose title says what it is about; that of a publication is often "Motie van het lid X", but its dossier says it."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """`words` are what is compared: `text[start:end]`, with the title before it where that helps. `passage`: of a speech."""

    words: str
    start: int
    end: int
    passage: int = 0


def stretches(kind: str, title: str | None, text: str, passages: Sequence[Any], fields: Mapping[str, Any]) -> list[Stretch]:
    """The stretches of a record, in order; of a record without text its title."""
    named = (title or "").strip()
    dossier = fields.get("dossiertitel")
    if not text.strip():
        return [Stretch(named, 0, 0)] if len(named) >= _SHORTEST or (named and kind in TITLED) else []
    found: list[Stretch] = []
    if kind == Kind.DEBAT:
        for passage in passages:
            if passage.kind in _SPEECHES and passage.end - passage.start >= 3 * _SHORTEST:
                found += _joined(text, [(passage.start, passage.end)], "", passage.n)
    else:
        spans = [(one.start, one.end) for one in passages if one.kind not in _SKIPPED and one.end - one.start >= _SHORTEST]
        if not spans:
            spans = [match.span() for match in _LINE.finditer(text) if not match.group().isspace()]
        before = named if kind in TITLED else dossier.strip() if isinstance(dossier, str) else ""
        found += _joined(text, spans, f"{before[:_LONGEST_TITLE]}. " if before else "", 0)
    return found[:_MOST]


def _joined(text: str, spans: Sequence[tuple[int, int]], before: str, passage: int) -> Iterator[Stretch]:
    """Short paragraphs together, long ones apart at the ends of sentences."""
    start = end = -1
    for first, last in spans:
        if _FORMULA.match(text[first:last]):
            continue
        for begin, stop in _apart(text, first, last):
            if start >= 0 and stop - start > _LONGEST:
                yield Stretch(before + text[start:end], start, end, passage)
                start = -1
            if start < 0:
                start = begin
            end = stop
    if start >= 0:
        yield Stretch(before + text[start:end], start, end, passage)


def _apart(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > _LONGEST:
        ends = [match.end() for match in _END.finditer(text, start + _LONGEST // 2, start + _LONGEST)]
        stop = ends[-1] if ends else text.rfind(" ", start + 1, start + _LONGEST) + 1 or start + _LONGEST
        yield start, stop
        start = stop
    if start < end:
        yield start, end
