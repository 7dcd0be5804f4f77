# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Sentences of a Dutch text, as spans."""

from __future__ import annotations

import re

from bijgepraat.model.claims import Span

# A run of stops is tried once, from its first one and without a way back: else a line of dots takes quadratic time.
_STOP = re.compile(r"(?<![.!?…])[.!?…]++[\"'”’»)\]]*+(?=\s)|[\n\r\f\u2028\u2029]")
_OPENS = re.compile(r"\s+[\"'“‘«(\[—–•-]*[ \u00a0]?[A-ZÀ-ÖØ-Þ0-9€'’“‘…]")
_OPENS_WITH_CAPITAL = re.compile(r"\s+[\"'“‘«]*[A-ZÀ-ÖØ-Þ]")
_AHEAD = 8
_INITIALS = re.compile(r"[A-Z]|(?:[A-Z]\.)+[A-Z]")
_SHORTENED = frozenset(
    """nr nrs art artt bijv bv dhr mr dr drs prof ir ing mw mevr blz pag p ca o.a m.b.t t.a.v i.v.m d.w.z o.m i.c t.b.v
    t.o.v a.d.h.v m.n z.s.m i.p.v t.v.v d.d resp incl excl vgl st stb stcrt trb max min jan feb mrt apr aug sept okt nov dec""".split()
)
_SHORTENED_LAST = frozenset("mln mld mrd c.s e.a e.o jl".split())
"""What often stands last in a sentence: a word with a capital after it begins the next one, a figure or bracket does not."""


def split_sentences(text: str) -> list[Span]:
    """The sentences of a text, in order, without the white space around them. A line end closes a sentence."""
    spans: list[Span] = []
    begin = 0
    for stop in _STOP.finditer(text):
        if stop.group().isspace() or _closes(text, begin, stop):
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


def _closes(text: str, begin: int, stop: re.Match[str]) -> bool:
    """Whether a stop ends the sentence from `begin`: a capital or figure follows, and before it is no abbreviation or initial."""
    if not _OPENS.match(text, stop.end(), stop.end() + _AHEAD):
        return False
    if stop.group() != ".":
        return True
    word = re.split(r"[\s(\"“‘]", text[max(0, stop.start() - 12) : stop.start()])[-1]
    if word.lower() in _SHORTENED_LAST:
        return _OPENS_WITH_CAPITAL.match(text, stop.end(), stop.end() + _AHEAD) is not None
    # "1. Wonen": the number of an item belongs to it.
    is_marker = word.isdigit() and text[max(begin, stop.start() - 12) : stop.start()].strip() == word
    return word.lower() not in _SHORTENED and not _INITIALS.fullmatch(word) and not (is_marker and len(word) <= 2)
