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
    aim: str = ""
    """The words at which the first turning word may aim; the whole clause where nothing turns."""

    @property
    def compares(self) -> bool:
        """Whether it turns by a word that says more of the next word than of the rest ("lagere")."""
        return bool(self.turning) and all(_COMPARES.fullmatch(word) for word in self.turning)

    @property
    def direction(self) -> Direction:
        """Down for an odd number of turning words."""
        return Direction.DOWN if len(self.turning) % 2 else Direction.UP


_CUT = re.compile(
    r"[,;:()–—]|\s-\s|\b(?:maar|terwijl|zodat|waardoor|omdat|waarbij|waarin|tenzij)\b|"
    r"(?<=overgeheveld )(?=naar\b)|(?<=overhevelen )(?=naar\b)|"
    r"\ben (?=(?:we|wij|er|het kabinet|doek\w*|schrap\w*|stop\w*|schaf\w*|beëindig\w*|trek\w*|leg|kom|word(?:t|en)|geen|niet)\b)"
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
    r"streep door|van tafel|opzegg\w*|opgezegd|weg met|af van|verdwijn\w*|loopt af|lopen af|"
    r"verval(?:t|len)|verlaag(?:d|t|de|den)?|verlagen|verlaging(?:en)?|verminder\w*|"
    r"bezuinig\w*|kort(?:en|t)\b(?= (?:op|we|wij))|korting\w*|gekort|afbouw\w*|afgebouwd|inkrimp\w*|ingekrompen|"
    r"beperk(?:en)?\b(?! tot)|beperkt\b(?=\W*(?:$|(?:en|of|door|in)\b))|ingeperkt|inperk\w*|"
    r"ombuiging\w*|taakstelling\w*|uitkled\w*|verschral\w*|versober\w*|"
    r"afbraak|afbreken|afgebroken|slopen|gesloopt|verkopen|verkocht|kaalslag|uitholling|overgeheveld|overheveling|overhevelen|hevel(?:en|t)?\b(?=.{0,80}\bover\b)|"
    r"saner\w*|minder|lagere?|halver\w*|halveer\w*|"
    r"sluit(?:en)?\b(?= (?:de|het|alle|onze|deze|\w+’s|\w+'s)\b)|gesloten)\b",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"\(([^()]{1,20})\)")
_PURPOSE = re.compile(r"\W*om\b.{0,100}?\bte \w{2,30}en\b(?=\W+\w)", re.IGNORECASE)
_UNLESS = re.compile(r"\b(?:geen|niet|nooit|stop\w*|einde)\b[^.]{1,90}\bzonder\b", re.IGNORECASE)
_NO = re.compile(r"geen", re.IGNORECASE)
_ON = re.compile(r"\s+(?:op|van)\b", re.IGNORECASE)
_FIGHTS = re.compile(
    r"\b(?:aanpak\w*|aan te pakken|pak\w*\b(?=.{0,80}\baan\b)|bestrij\w*|tegengaan|tegen te gaan|ga\w*\b(?=.{0,80}\btegen\b)|"
    r"oplos\w*|los(?:sen|t)?\b(?=.{0,80}\bop\b)|terugdring\w*|dring\w*\b(?=.{0,80}\bterug\b)|voorkom\w*|uitbann\w*)\b",
    re.IGNORECASE,
)
_LEADS = re.compile(r"(?:(?:met|aan|op|van|in|uit|de|het|een)\b|\s)*+", re.IGNORECASE)
_AWAY = re.compile(r"\b(?:in|bij|uit|door|over|binnen|via|zoals|naar|tijdens|sinds)\b", re.IGNORECASE)
_COMPARES = re.compile(r"minder|lagere?", re.IGNORECASE)
_NEXT = 3
_NOUN = re.compile(r"ing(?:en)?$|^minder$|^lager|^afbraak$|^kaalslag$|^korting")
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
    # An abbreviation between brackets, as in "specifieke uitkeringen (SPUK's)", is no clause.
    for end, after in _ends(_ASIDE.sub(r" \1 ", sentence)):
        if sentence[start:end].strip():
            found.append(_clause(sentence, start, end))
        start = after
    return found


def keeps(text: str) -> bool:
    """Whether words say that something stays, grows or comes."""
    return _HELD.search(text) is not None


def fights(text: str) -> bool:
    """Whether words go against something bad: to name that is then not to be for it."""
    return _FIGHTS.search(text) is not None


def _ends(sentence: str) -> Iterator[tuple[int, int]]:
    for cut in _CUT.finditer(sentence):
        yield cut.start(), cut.start() if cut[0][:1].isalpha() else cut.end()
    yield len(sentence), len(sentence)


def _clause(sentence: str, start: int, end: int) -> Clause:
    text = sentence[start:end]
    # "Om overlast te verminderen komen er meer boa's": what for is not what happens.
    purpose = _PURPOSE.match(text)
    rest = text[purpose.end() :] if purpose else text
    # "Geen taken zonder geld" refuses nothing: it says what must come with it.
    unless = _UNLESS.search(rest)
    refusing = [] if unless else [match[0].lower() for match in _REFUSES.finditer(rest)]
    ending = [] if unless else [match[0].lower() for match in _ENDS.finditer(rest)]
    # Of words of one layer only the first turns: "verlagen en beëindigen" goes one way, "de verlaging beëindigen" turns twice.
    layers: dict[str, str] = {"refuses": refusing[0]} if refusing else {}
    for word in ending:
        layers.setdefault("noun" if _NOUN.search(word) else "verb", word)
    return Clause(text, start, end, tuple(layers.values()), bool(refusing), bool(ending), _aim(rest))


def _aim(text: str) -> str:
    """What a turning word is about: not what follows after "in", "bij" and the like, and of "minder" only what comes next."""
    turns = [found for found in (_REFUSES.search(text), _ENDS.search(text)) if found is not None]
    if not turns:
        return text
    turn = min(turns, key=lambda found: found.start())
    rest = text[turn.end() :]
    leads = _LEADS.match(rest)
    after = rest[leads.end() :] if leads else rest
    if _COMPARES.fullmatch(turn[0]):
        return " ".join(after.split()[:_NEXT])
    away = _AWAY.search(after)
    if _NO.fullmatch(turn[0]) or (_NOUN.search(turn[0]) and _ON.match(text, turn.end())):
        return after[: away.start()] if away else after
    return f"{text[: turn.start()]} {after[: away.start()] if away else after}"
