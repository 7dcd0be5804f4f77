# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""In which direction words go: towards more, keeping and doing, or towards less, ending and leaving. Pure functions.

Dutch says the opposite by stacking: "de verlaging draaien we terug" is up again, as is "geen korting". So within a clause the
layers of words that turn it round are counted (a refusal, a verb, a noun), and an odd number is down. What stands in another
clause does not count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum


class Direction(IntEnum):
    """Up is more, keeping, doing; down is less, ending, leaving."""

    DOWN = -1
    UP = 1


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause with where it stands in the sentence, the words that turn it round, and whether it is about an end or a refusal.

    `refuses`: what is not there yet is not wanted (geen, niet, voorkomen). `ends`: what is there stops or shrinks.
    """

    text: str
    start: int
    end: int
    turning: tuple[str, ...]
    refuses: bool
    ends: bool

    @property
    def direction(self) -> Direction:
        """Down for an odd number of turning words."""
        return Direction.DOWN if len(self.turning) % 2 else Direction.UP


_CUT = re.compile(
    r"[,;:()–—]|\s-\s|\b(?:maar|terwijl|zodat|waardoor|omdat|waarbij|waarin|tenzij)\b|"
    r"\ben (?=(?:we|wij|er|het kabinet|doek\w*|schrap\w*|stop\w*|schaf\w*|beëindig\w*|trek\w*|leg|kom|geen|niet)\b)"
)
_REFUSES = re.compile(
    r"\b(?:geen|nooit|noch|voorkom\w*|voorkóm\w*|verbied\w*|verbod\w*|verboden|tegengaan|tegen te gaan|afwijzen|"
    r"wijs\w* .{0,40}\baf|(?:is|zijn|ben|blijft|blijven|stem\w*|ke(?:er|ert|ren)\b) (?:\w+ ){0,3}tegen|"
    r"(?<!waar )niet(?! (?:alleen|slechts|enkel|iedereen|altijd|overal|meer dan|minder dan|te (?:veel|vaak)|verder dan)\b))\b",
    re.IGNORECASE,
)
_APART = (("schaf(?:t|fen)?", "af"), ("draai(?:en|t)?", "terug"), ("trek(?:ken|t)?", "in"), ("doek(?:en|t)?", "op"))
_APART_TOO = (("heffen", "op"), ("bouw(?:en|t)?", "af"), ("krimp(?:en|t)", "in"))
"""Verbs that stand apart from their other half at the end of the clause."""
_SPLIT = "|".join(rf"{verb}\b(?=.{{0,100}}\b{half}\b)" for verb, half in (*_APART, *_APART_TOO))
_ENDS = re.compile(
    rf"\b(?:{_SPLIT}|"
    r"stop(?:pen|t|zetten)?|stopgezet|gestopt|schrap\w*|geschrapt|afschaf\w*|afgeschaft|terugdraai\w*|teruggedraaid|"
    r"terug te draaien|intrek\w*|ingetrokken|beëindig\w*|einde (?:komt )?aan|stekker uit|opdoek\w*|opheff\w*|opgeheven|"
    r"opzegg\w*|opgezegd|weg met|af van|verdwijn\w*|loopt af|"
    r"lopen af|verval(?:t|len)|verlaag(?:d|t|de|den)?|verlagen|verlaging(?:en)?|verminder\w*|"
    r"bezuinig\w*|kort(?:en|t)\b(?= (?:op|we|wij))|korting\w*|gekort|afbouw\w*|afgebouwd|inkrimp\w*|ingekrompen|"
    r"beperk(?:en|t)?\b(?! tot)|ingeperkt|inperk\w*|ombuiging\w*|taakstelling\w*|uitkled\w*|verschral\w*|versober\w*|"
    r"saner\w*|minder|lagere?|halver\w*|halveer\w*|"
    r"sluit(?:en)?\b(?= (?:de|het|alle|onze|deze|\w+’s|\w+'s)\b)|gesloten)\b",
    re.IGNORECASE,
)
_NOUN = re.compile(r"ing(?:en)?$|^minder$|^lager")
"""What can itself be ended or refused: a cut, a lowering, less of something."""
_HELD = re.compile(
    r"\b(?:behoud\w*|houd(?:en|t)?|handhaaf\w*|handhav\w*|blij(?:ft|ven)|voortzet\w*|zet(?:ten)?\b(?=.{0,80}\bvoort\b)|"
    r"verleng\w*|verhoog\w*|verhog\w*|uitbreid\w*|breid(?:en|t)?\b(?=.{0,80}\buit\b)|invoer\w*|"
    r"voer(?:en|t)?\b(?=.{0,80}\bin\b)|in te voeren)\b",
    re.IGNORECASE,
)


def clauses(sentence: str) -> list[Clause]:
    """The clauses of a sentence, in order; together they have all its words."""
    found = []
    start = 0
    for end, after in _ends(sentence):
        if sentence[start:end].strip():
            found.append(_clause(sentence, start, end))
        start = after
    return found


def keeps(text: str) -> bool:
    """Whether words say that something stays, grows or comes."""
    return _HELD.search(text) is not None


def _ends(sentence: str) -> Iterator[tuple[int, int]]:
    for cut in _CUT.finditer(sentence):
        yield cut.start(), cut.start() if cut[0][:1].isalpha() else cut.end()
    yield len(sentence), len(sentence)


def _clause(sentence: str, start: int, end: int) -> Clause:
    text = sentence[start:end]
    refusing = [match[0].lower() for match in _REFUSES.finditer(text)]
    ending = [match[0].lower() for match in _ENDS.finditer(text)]
    # Of words of one layer only the first turns: "verlagen en beëindigen" goes one way, "de verlaging beëindigen" turns twice.
    layers: dict[str, str] = {"refuses": refusing[0]} if refusing else {}
    for word in ending:
        layers.setdefault("noun" if _NOUN.search(word) else "verb", word)
    return Clause(text, start, end, tuple(layers.values()), bool(refusing), bool(ending))
