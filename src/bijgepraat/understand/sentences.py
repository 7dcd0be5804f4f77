# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Sentences of a Dutch text, as spans."""

from __future__ import annotations

import re

from bijgepraat.model.claims import Span

_STOP = re.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s)|\n")
_OPENS = re.compile(r"\s+[\"'“‘«(\[—–•-]*[ \u00a0]?[A-ZÀ-ÖØ-Þ0-9€'’“‘…]")
_AHEAD = 8
_INITIALS = re.compile(r"[A-Z]|(?:[A-Z]\.)+[A-Z]")
_SHORTENED = frozenset(
    """nr nrs art artt bijv bv dhr mr dr drs prof ir ing mw mevr blz pag p ca c.s o.a m.b.t t.a.v i.v.m d.w.z o.m i.c e.a t.b.v
    t.o.v a.d.h.v m.n z.s.m i.p.v t.v.v d.d jl
    resp incl excl vgl st stb stcrt trb max min jan feb mrt apr aug sept okt nov dec mln mld""".split()
)


def split_sentences(text: str) -> list[Span]:
    """The sentences of a text, in order, without the white space around them. A line end closes a sentence."""
    spans: list[Span] = []
    begin = 0
    for stop in _STOP.finditer(text):
        if stop.group() == "\n" or _closes(text, stop):
            _keep(text, begin, stop.end(), spans)
            begin = stop.end()
    _keep(text, begin, len(text), spans)
    return spans


def _keep(text: str, start: int, end: int, spans: list[Span]) -> None:
    words = text[start:end]
    quote = words.strip()
    if quote:
        first = start + len(words) - len(words.lstrip())
        spans.append(Span(quote, first, first + len(quote)))


def _closes(text: str, stop: re.Match[str]) -> bool:
    """Whether a stop ends a sentence: a capital or figure follows, and what stands before is no abbreviation or initial."""
    if not _OPENS.match(text, stop.end(), stop.end() + _AHEAD):
        return False
    if stop.group() != ".":
        return True
    word = re.split(r"[\s(\"“‘]", text[max(0, stop.start() - 12) : stop.start()])[-1]
    return word.lower() not in _SHORTENED and not _INITIALS.fullmatch(word)
