# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""What an amount is for, in the words of its own sentence: "voor de jeugdzorg", "bezuiniging op de bibliotheken"."""

from __future__ import annotations

import re

from bijgepraat.model.claims import Span

_LONGEST = 120
"""Characters of a purpose; what is longer is cut off at a word."""
_TIME = (
    r"(?:(?:het |de |dit |deze |die |elk |komende |komend |volgend |jaar |jaren |periode |begin |eind |tijd |maand |maanden |kabinetsperiode|termijn|totaal|dit jaar|"
    r"eerste instantie|voorjaar|najaar|zomer|januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december)*+(?:(?:19|20)\d\d\b|jaar\b|jaren\b|periode\b|maand\b|kabinetsperiode\b|"
    r"termijn\b|totaal\b|instantie\b|voorjaar\b|najaar\b|Voorjaarsnota|Miljoenennota|begroting\b|\d{1,2} jaar))"
)
_NOT_A_PURPOSE = (
    rf"(?!{_TIME}|een (?:bedrag|totaal)|maximaal|minimaal|ongeveer|circa|hetzelfde\b|deze? (?:wijze|manier)|plaats van|€|\d)"
)
_WHAT = rf"(?P<what>{_NOT_A_PURPOSE}[^\W\d_][^,;:.()€]*)"
_FOR = re.compile(
    rf"\b(?:ten behoeve van|ten gunste van|bestemd voor|bedoeld voor|(?<!vanwege )voor(?! (?:wie|wat|iedere?|elke?|die|deze|ons|hen|zover|slechts|maar)\b)) {_WHAT}",
    re.IGNORECASE,
)
_PAIRS = (
    (re.compile(r"bezuinig|ombuig|kort(?:en|ing|t)\b|gekort|bespar|snijd|taakstelling|tekort", re.IGNORECASE), re.compile(rf"\bop (?!achteruit){_WHAT}", re.IGNORECASE)),
    (re.compile(r"investe|\bsteken\b|gestoken|intensiver", re.IGNORECASE), re.compile(rf"\bin {_WHAT}", re.IGNORECASE)),
    (re.compile(r"bested|besteed|uitge?g|geven|toevoeg|toegevoegd|toe te voegen|uitgeef|verspil", re.IGNORECASE), re.compile(rf"\baan {_WHAT}", re.IGNORECASE)),
    (re.compile(r"\bgaat\b|\bgaan\b|vloei|overgeheveld|\bmaken\b", re.IGNORECASE), re.compile(rf"\bnaar {_WHAT}", re.IGNORECASE)),
)  # fmt: skip
"""A verb or noun somewhere near the amount, and the preposition that goes with it: "bezuinigen op", "investeren in"."""
_AT_ONCE = re.compile(
    rf"[ \u00a0]*(?:euro )?(?:(?:per jaar|extra|structureel|jaarlijks|incidenteel|minder|meer) )*(?P<how>aan|bezuinigingen op|bezuiniging op|subsidie voor|korting op) {_WHAT}",
    re.IGNORECASE,
)
_IN_ORDER_TO = re.compile(r"[^,;]{0,45}\bom (?P<what>[^,;:.()€]* te [^\W\d_]+)", re.IGNORECASE)
_OPENS = re.compile(
    rf"(?:^|[;:] |, |\bdat )(?:er )?voor (?P<what>{_NOT_A_PURPOSE}[^\W\d_][^,;:.()€]*?)"
    r" (?:is|zijn|was|wordt|worden|werd|komt|komen|kwam|trekken|trekt|investeren|investeert|stellen|stelt|reserveren|reserveert|maken|maakt)\b",
    re.IGNORECASE,
)
_OF_NOUN = re.compile(
    rf"\b(?:bezuiniging(?:en)?|korting(?:en)?|ombuiging(?:en)?|tekort(?:en)?|investering(?:en)?|kosten|budget|begroting|subsidie|uitgaven|fonds|onderuitputting|onderbesteding|bijdrage|winst|omzet|schade) (?:op|van|voor|in|bij|aan|voor het oplossen van) (?P<what>{_NOT_A_PURPOSE}[^\W\d_][^,;:.()€]*?)"
    r" (?:van|ter hoogte van|ter waarde van|bedraagt|bedragen|is|zijn|was|oplopend|met|worden|wordt)\b[^,;:.]{0,45}$",
    re.IGNORECASE,
)
_ENDS = re.compile(
    r" (?:die|dat|dit|en (?:er|de|het|een)(?= [^ ]+$|$)|kwijt|mogelijk|hoeft|\w*vloeit|maken|afdragen|ontvangen|ontvangt|stijgen|stijgt|ontbreekt|om|als|wanneer|ongedaan|terug|zo|al|dus|waarmee|waarvan|waarvoor|waarbij|waarin|waardoor|zodat|omdat|terwijl|maar|wordt|worden|werd|is|zijn|was|waren|heeft|hebben|had|zal|zou|zouden|moet|moeten|kan|kunnen|gaat|gaan|komt|komen|"
    r"beschikbaar|vrij|vrijgemaakt|vrijkomt|extra|nodig|te [^\W\d_]+en\b|gereserveerd|uitgetrokken|uit|toe|uitgegeven|bezuinigd|gekort|geïnvesteerd|besteed|ingezet|toegevoegd|verleend|verstrekt|betaald|gevraagd|uitgekeerd|misgelopen|overgeheveld|toegekend|"
    r"structureel|incidenteel|eenmalig|jaarlijks|per jaar|vanaf|tot en met|met ingang|gedurende|bovenop|oplopend|tot en|(?:in|tot|voor|over|per|en|voor eind) (?:de periode |het jaar |de jaren )?(?:19|20)\d\d|en (?:ruim |circa |nog )?(?:€|\d))(?=\W|$)",
    re.IGNORECASE,
)
_LOOSE_END = re.compile(r"(?: (?:en|of|de|het|een|van|voor|in|op|aan|te|bij|met|naar|zo|al|dus|geen|niet|weer))+$", re.IGNORECASE)
_CLAUSE = re.compile(r"[;:]|, ")
_REACH = 200
"""How far from an amount, in characters, its purpose is looked for."""


def purpose_of(words: str, start: int, end: int, before: int, after: int) -> Span | None:
    """The purpose of the amount at `start` to `end`, with its place in the sentence; None where the sentence names none.

    `before` and `after` are where the neighbouring amounts end and begin.
    """
    right = words[end : min(after, end + _REACH)]
    right = _CLAUSE.split(right, maxsplit=1)[0]
    at_once = _AT_ONCE.match(right)
    if at_once:
        return _cut(words, end, at_once)
    left_start = max(before, start - _REACH)
    left = words[left_start:start]
    for verb, place in _PAIRS:
        match = place.search(right)
        if match and verb.search(left + right):
            return _cut(words, end, match)
    purpose = _FOR.search(right)
    if purpose and (found := _cut(words, end, purpose)):
        return found
    aim = _IN_ORDER_TO.match(right)
    if aim:
        return _cut(words, end, aim, whole=True)
    noun = _OF_NOUN.search(left)
    if noun:
        return _cut(words, left_start, noun)
    opening = None if before else _OPENS.search(left)
    return _cut(words, left_start, opening) if opening else None


def _cut(words: str, offset: int, match: re.Match[str], *, whole: bool = False) -> Span | None:
    start, end = offset + match.start("what"), offset + match.end("what")
    quote = words[start : min(end, start + _LONGEST)]
    if len(quote) < end - start:
        quote = quote[: quote.rfind(" ")]
    if not whole and (stop := _ENDS.search(" " + quote)):
        quote = quote[: max(0, stop.start() - 1)] if stop.start() else ""
    quote = _LOOSE_END.sub("", quote).rstrip(" -–—\"'’”»")
    if len(quote) < 3 or not re.search(r"[^\W\d_]{3}", quote):
        return None
    return Span(quote, start, start + len(quote))
