# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The stem under which the forms of a Dutch word meet: gemeente, gemeenten and gemeentelijk; brief and brieven; verdeeld and verdelen.

Rules of spelling with tables of what they do not reach (`data/irregular.toml`, `data/verbs.txt`), and the last part of a compound
decides for the whole: raadsleden meets raadslid because leden meets lid. Snowball's Dutch stemmers were measured beside this; they
part brieven from brief, or make "mini" of minister and "meen" of gemeente.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib import resources
from typing import Any

from bijgepraat.understand.language.compounds import lexicon, parts, smallest_parts
from bijgepraat.understand.language.inflections import bases, lengthened, rooted

_REMEMBERED = 200_000
_LONGEST_WORD = 120
_SHORTEST_STEM = 3
_JOINTS = re.compile(r"[-‐‑–'’.&/]+")
_POSSESSIVE = re.compile(r"['’](?:s|er|ers|tje|tjes)$")
_FROM_ADJECTIVE = re.compile(r"(?<=\w\w)(lijk|ig|baar|zaam|loos)heid$")
_ING = re.compile(r"(?<=[^\W\d_]{3})ing(?:en|s)?$")
_LING = re.compile(r"[bcdfghjkmnprstvwxz]ling")
_VOWEL = re.compile(r"[aeiouy]")
_EERD = re.compile(r"(?<=[^\W\d_]{2})eer(?:t|d|de|den|end|ende)$")
"""Forms of verbs on -eren, of which there are new ones every year."""
_DIGIT = re.compile(r"\d")
_PREFIXES = (
    "aan af be bij deel door her in mede mee na om onder ont op over plaats samen tegemoet tegen terecht terug toe uit vast ver voor vrij weer"
).split()
_PREFIX_SET = frozenset(_PREFIXES)
_LETTERS = str.maketrans({"ĳ": "ij", "Ĳ": "ij", "ß": "ss", "ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d"})


def fold(word: str) -> str:
    """A word in small letters without accents: Coöperatie is cooperatie, ĳs is ijs. One word is as long to fold as it is."""
    lower = word.lower()
    if lower.isascii():
        return lower
    apart = unicodedata.normalize("NFD", lower.translate(_LETTERS))
    return unicodedata.normalize("NFC", "".join(letter for letter in apart if not unicodedata.combining(letter)))


def stem(word: str) -> str:
    """The stem of a word, folded; words of one family share it. Never empty for a word with a letter or digit.

    Hyphens go (re-integratie is reintegratie), except in a word with digits (36800-B), which is left as it is. Words of more than
    120 characters are only folded.
    """
    return _remembered_stem(word) if len(word) <= _LONGEST_WORD else fold(word)


@lru_cache(maxsize=_REMEMBERED)
def _remembered_stem(word: str) -> str:
    word = unicodedata.normalize("NFC", word).strip("-'’")
    if _DIGIT.search(word):
        return fold(word)
    lower = word.lower()
    bare = _POSSESSIVE.sub("", lower) if not lower.endswith(("'s", "’s")) or len(lower) > 3 else lower
    joined = _JOINTS.sub("", bare)
    return _stem(joined) or fold(lower)


def index_terms(word: str) -> tuple[str, tuple[str, ...]]:
    """What an index keeps of a word: its stem, and the stems of its parts, without repeats and without the stem itself."""
    return _remembered_terms(word) if len(word) <= _LONGEST_WORD else (fold(word), ())


@lru_cache(maxsize=_REMEMBERED)
def _remembered_terms(word: str) -> tuple[str, tuple[str, ...]]:
    whole = _remembered_stem(word)
    found = dict.fromkeys(stem(part) for part in parts(word))
    found.pop(whole, None)
    return whole, tuple(found)


def _stem(lower: str) -> str:
    folded = fold(lower)
    known = _forms().get(folded)
    if known is not None:
        return known
    small = smallest_parts(lower)
    if small:
        tail = fold(small[-1])
        if folded.endswith(tail):
            return folded[: len(folded) - len(tail)] + _stem(small[-1])
    return _prefixed(folded) or _by_rule(folded)


def _prefixed(word: str) -> str | None:
    """The stem of a verb with a prefix of which the verb stands in a table: ingrijpt, aangepast, herverdeelde."""
    for length in range(2, min(8, len(word) - 3)):
        if word[:length] in _PREFIX_SET:
            root = _verb_forms().get(word[length:])
            if root is not None and root != word[length:]:
                return word[:length] + root
    return None


def _by_rule(word: str) -> str:
    """The stem of a folded word that stands in no table."""
    eerd = _EERD.search(word)
    if eerd and len(word) > 6:
        return word[2 if word.startswith("ge") and len(word) > 8 else 0 : eerd.start()] + "er"
    if word.endswith("heden") and len(word) > 7:
        word = word[:-5] + "heid"
    if word.endswith("heid"):
        return _FROM_ADJECTIVE.sub(r"\1", word)
    if word.endswith("ieen"):
        return word[:-2]
    if len(word) > 5 and word.endswith(("jes", "je")) and not word.endswith(("ije", "ijes")):
        return _without_diminutive(word)
    if word.endswith("s") and len(word) > 4:
        single = next(bases(word), word[:-1] if word[:-1] in lexicon().first or word[:-1] in lexicon().last else word)
        if single != word:
            word = single
            known = _forms().get(word)
            if known is not None:
                return known
    ing = _ING.search(word)
    if ing and not _LING.search(word, max(0, ing.start() - 2)) and _VOWEL.search(word, 0, ing.start()):
        return _root(word[: ing.start()])
    if word.endswith("en") and len(word) >= _SHORTEST_STEM + 2 and not word.endswith("een"):
        return _root(word[:-2])
    if len(word) > 5 and word.endswith(("ale", "ele", "iele")):
        return lengthened(word[:-1])
    if word.endswith("e") and len(word) > _SHORTEST_STEM and not word.endswith(("ee", "ie", "oe", "ue", "ae")):
        return _root(word[:-1])
    return word


def _without_diminutive(word: str) -> str:
    bare = word.removesuffix("s").removesuffix("je")
    if bare.endswith(("lt", "nt", "rt", "wt", "it", "mp")) and bare not in lexicon().last:
        return bare[:-1]
    return bare


def _root(stump: str) -> str:
    """The word that is left without its ending, in the spelling that the lexicon knows where there is a choice."""
    short, long = rooted(stump), lengthened(stump)
    if len(short) < _SHORTEST_STEM:
        return short if len(short) == len(stump) else stump
    known = lexicon()
    if short != long and short not in known.last and long in known.last:
        return long
    return short


@cache
def _tables() -> dict[str, dict[str, Any]]:
    text = resources.files("bijgepraat.understand").joinpath("data/irregular.toml").read_text("utf-8")
    return tomllib.loads(text)


@cache
def _verb_forms() -> dict[str, str]:
    """Every form of the verbs that are known, with its stem."""
    forms: dict[str, str] = {}
    listed = resources.files("bijgepraat.understand").joinpath("data/verbs.txt").read_text("utf-8").split()
    for infinitive in map(fold, listed):
        for form in _weak(infinitive):
            if len(form) >= _SHORTEST_STEM:
                forms.setdefault(form, _root(infinitive[:-2]))
    strong: dict[str, str] = {}
    for infinitive, others in _tables()["strong"].items():
        for form in (infinitive, *others.split()):
            strong[fold(form)] = _root(fold(infinitive)[:-2])
    return forms | strong


@cache
def _forms() -> dict[str, str]:
    """Every form of the tables with its stem; nouns hold before verbs."""
    forms = dict(_verb_forms())
    for word, others in _tables()["nouns"].items():
        for form in (word, *others):
            forms[fold(form)] = fold(word)
    return forms


def _weak(infinitive: str) -> Iterator[str]:
    """The forms of a weak verb: verdelen, verdeel, verdeelt, verdeelde(n), verdeeld; geregeld(e) beside regelde."""
    yield infinitive
    for root in dict.fromkeys((rooted(infinitive[:-2]), lengthened(infinitive[:-2]))):
        hard = root + ("" if root.endswith("t") else "t")
        yield root
        yield hard
        for ending in ("t", "d"):
            past = root if root.endswith(ending) else root + ending
            yield from (past, past + "e", past + "en", root + ending + "e", root + ending + "en")
            yield from ("ge" + past, "ge" + past + "e", "ge" + past + "en")
    yield infinitive + "d"
    yield infinitive + "de"
