# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""What a Dutch word may be an inflection of: plurals, adjectives on -e, diminutives, and the spelling that changes with them.

Rules of spelling: a long vowel is written once in an open syllable (wonen, woon), a short one doubles the consonant behind it
(wetten, wet), and v and z at the end of a syllable are f and s (brieven, brief; huizen, huis).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_VOWELS = "aeiouy"
_SYLLABLE = re.compile(r"ij|[aeiouyà-öø-ü]+")
_OPEN = re.compile(r"(?:^|[^aeiouy])([aeou])([bcdfgklmnprstvz])$")
_DOUBLED = re.compile(r"([bdfgklmnprst])\1$")
_UNSTRESSED = re.compile(r"(?:[^aeiou]e[ln]|i[gkst]|[^aeiou]er)$")
_S_BEHIND = re.compile(r"(?:e[lmnr]|erd|aar|oor|eur|i?ers?|ie|[eéaouiy]|ist|ant|ent|air|ment|sier|ing)$")
_HARD = {"v": "f", "z": "s"}


def rooted(stump: str) -> str:
    """What is left of a word without its ending -en, -e or -ing, in the spelling of a word: `won` is woon, `wett` wet, `huiz` huis."""
    if _DOUBLED.search(stump):
        return stump[:-1]
    if len(stump) > 2:
        open_syllable = _OPEN.search(stump)
        if open_syllable and not (_UNSTRESSED.search(stump) and len(_SYLLABLE.findall(stump)) > 1):
            vowel, consonant = open_syllable.groups()
            stump = stump[:-1] + vowel + consonant
    if stump[-1:] in _HARD and len(stump) > 2:
        stump = stump[:-1] + _HARD[stump[-1]]
    return stump


def lengthened(stump: str) -> str:
    """As `rooted`, with a long vowel also where it is usually unstressed: `verdel` is verdeel, `problem` probleem."""
    open_syllable = _OPEN.search(stump)
    return stump[:-1] + open_syllable.group(1) + stump[-1] if open_syllable else stump


def bases(word: str) -> Iterator[str]:
    """Words of which a word in small letters may be an inflection, likeliest first; candidates, to be looked up in a list."""
    if word.endswith("heden"):
        yield word[:-5] + "heid"
    elif word.endswith("ën"):
        yield word[:-2]
        yield word[:-2] + "e"
    elif word.endswith("en") and len(word) > 4:
        stump = word[:-2]
        yield rooted(stump)
        yield lengthened(stump)
        yield stump
        yield word[:-1]
    elif word.endswith(("'s", "’s")):
        yield word[:-2]
    elif word.endswith(("tjes", "pjes")):
        yield word[:-4]
    elif word.endswith("jes"):
        yield word[:-3]
        yield word[:-3] + "e"
    elif word.endswith("s") and len(word) > 4 and _S_BEHIND.search(word, 0, len(word) - 1):
        yield word[:-1]
    elif word.endswith(("tje", "pje")):
        yield word[:-3]
    elif word.endswith("je"):
        yield word[:-2]
    elif word.endswith("e") and len(word) > 4:
        yield rooted(word[:-1])
        yield lengthened(word[:-1])
        yield word[:-1]
    elif word.endswith("n") and word[-2:-1] == "e":
        yield word[:-1]
