# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Where a text names a person. Spans without titles: of "minister Keijzer" only "Keijzer"."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Container, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_UP = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪĮİĶĹĻĽŁŃŅŇŌŐŒŔŘŚŞŠŢŤŪŮŰŲŹŻŽ"
_PARTICLE = (
    r"(?:[Vv]an|[Dd]e|[Dd]en|[Dd]er|[Dd]es|[Hh]et|[Tt]e|[Tt]en|[Tt]er|[Ee]l|[Aa]l|[Vv]on|[Dd]i|[Dd]a|[Dd]u|[Ll]a|[Ll]e|[Ii]n|[Oo]p|"
    r"['’]t|[Bb]en)"
)
_PARTICLES = r"(?:" + _PARTICLE + r" ){0,3}"
_PART = (
    r"(?:d['’]|O['’]|Mc)?[" + _UP + r"](?:[a-zà-öø-ÿāăąćčďđēėęěğģīįıķĺļľłńņňōőœŕřśşšţťūůűųźżž]|J(?=[a-z])|['’](?=[a-z])){1,24}"
)
_SURNAME = _PART + r"(?:-" + _PARTICLES + _PART + r"){0,2}"
_INITIALS = r"(?:[" + _UP + r"][a-z]{0,2}\. ?){1,6}"
_BOUND = r"(?![\w])"

_NAME = r"(?:" + _INITIALS + r")?" + _PARTICLES + _SURNAME + r"(?: " + _PARTICLES + _SURNAME + r"){0,3}"
_NAME_AT = re.compile(_NAME + _BOUND)
_IS_PARTICLE = re.compile(_PARTICLE)
_SMALL_START = re.compile(r"\b(?:[Hh]eer|[Mm]eneer|[Mm]evrouw) (?=(?:van|de|den|der|ten|ter|te|el|von|in|op) )")
_BACK = 40
_PART_OF_ARTICLE = re.compile(r"(?:\d{1,2}e?|eerste|tweede|derde|vierde|vijfde|zesde|zevende|achtste) (?:lid|leden) $")
_CAPITAL = re.compile(r"(?<![\w-])(?=[" + _UP + r"])")
_FIRST = re.compile(_PART + r"(?:-" + _PART + r")?" + _BOUND)
_WITH_INITIALS = re.compile(r"(?<![\w.-])(?:[" + _UP + r"][a-z]?\.){2,6} ?" + _PARTICLES + _SURNAME + _BOUND)
_NEXT_WORD = re.compile(r" (?P<word>\w+)")
_NEXT_IN_ROW = re.compile(r"(?: \([^()\n]{1,20}\))?(?:, | en | & |/)(?=[" + _UP + r"])")
_SURNAME_AFTER_FIRST = re.compile(
    r" (?P<rest>(?:" + _INITIALS + r")?" + _PARTICLES + _SURNAME + r"(?: " + _SURNAME + r")?)" + _BOUND
)


@dataclass(frozen=True, slots=True)
class _Words:
    roles: frozenset[str]
    endings: frozenset[str]
    plurals: frozenset[str]
    no_surname: frozenset[str]
    offices: frozenset[str]
    institutions: frozenset[str]
    institution_endings: tuple[str, ...]


@cache
def _words() -> _Words:
    """The words around names, from `data/persons.toml`, which says what each list is for."""
    table = tomllib.loads((files(__package__) / "data" / "persons.toml").read_text("utf-8"))
    return _Words(
        roles=frozenset(table["titles"] + table["roles"]),
        endings=frozenset(table["endings"]),
        plurals=frozenset(table["plurals"]),
        no_surname=frozenset(table["no_surname"]),
        offices=frozenset(table["offices"]),
        institutions=frozenset(table["institutions"]),
        institution_endings=tuple(table["institution_endings"]),
    )


def find_persons(text: str, people: Container[str]) -> list[tuple[int, int]]:
    """Spans of persons' names, in order; of spans that overlap the one that begins first, and of those the longest."""
    spans = sorted({*_after_role(text), *_full_names(text, people)}, key=lambda span: (span[0], -span[1]))
    kept: list[tuple[int, int]] = []
    for start, end in spans:
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return kept


def plain(name: str) -> str:
    """A name on one line with single spaces and straight apostrophes."""
    return " ".join(name.replace("’", "'").split())


def bare(name: str) -> str:
    """A name as it is compared: lower case, particles kept."""
    return plain(name).lower()


def surname_of(name: str) -> str:
    """The surname in a full name, with its particles, as `bare`; the name itself when there is no first name in it."""
    words = plain(name).split()
    n = 0
    while n < len(words) - 1 and (_is_first(words[n]) or words[n].endswith(".")):
        n += 1
    return " ".join(words[n:]).lower()


@cache
def first_names() -> frozenset[str]:
    """First names that tell a person from other capitalised words."""
    return frozenset((files(__package__) / "data" / "first_names.txt").read_text("utf-8").split())


def _after_role(text: str) -> Iterator[tuple[int, int]]:
    """Names after a title or a role, and the rows that follow a plural: "de leden Grinwis, De Vos en Vedder"."""
    known = _words()
    for spot in _CAPITAL.finditer(text):
        start: int | None = spot.start()
        before = text[max(0, spot.start() - _BACK) : spot.start()]
        if not before.endswith((" ", "\u00a0")):
            continue
        word = re.split(r"[\s(\"“‘/]", before[:-1])[-1].lower()
        plural = word in known.plurals
        _, hyphen, ending = word.rpartition("-")
        if not (plural or word in known.roles or (hyphen and ending in known.endings)):
            continue
        if before.endswith("Nationaal Rapporteur ") or _PART_OF_ARTICLE.search(before):
            continue  # an office, not a person: "Nationaal Rapporteur Mensenhandel"; part of a law: "artikel 8, derde lid, Awb"
        while start is not None:
            end = _name_end(text, start)
            if end is None:
                break
            yield start, end
            more = _NEXT_IN_ROW.match(text, end) if plural else None
            start = more.end() if more else None
    for title in _SMALL_START.finditer(text):
        end = _name_end(text, title.end())
        if end is not None:
            yield title.end(), end


def _name_end(text: str, start: int) -> int | None:
    """Where the name that begins at `start` ends, or None when what stands there is no name."""
    match = _NAME_AT.match(text, start)
    if match is None:
        return None
    known = _words()
    taken: list[str] = []
    surname = surname_done = glued = False
    for word in match.group().split(" "):
        head = word.split("-")[0]
        barred = known.offices if taken and _is_particle(taken[-1]) else known.no_surname
        if head in barred and (surname or not _is_particle(word)):
            break
        if surname and _is_particle(word) and not glued:
            break  # "burgemeester Halsema van Amsterdam"
        if _is_particle(word) or word.endswith("."):
            taken.append(word)
            continue
        if surname and (surname_done or _is_first(word)) and not glued:
            break
        surname_done = surname and not glued
        glued = _is_particle(word.rpartition("-")[2])  # "Wiegman-van Meppelen"
        surname = surname or not _is_first(word)
        taken.append(word)
    while taken and (_is_particle(taken[-1]) or taken[-1].endswith(".")):
        taken.pop()
    return start + len(" ".join(taken)) if taken else None


def _is_first(word: str) -> bool:
    return all(part in first_names() for part in word.split("-"))


def _is_particle(word: str) -> bool:
    return _IS_PARTICLE.fullmatch(word) is not None


def _full_names(text: str, people: Container[str]) -> Iterator[tuple[int, int]]:
    for match in _WITH_INITIALS.finditer(text):
        yield match.span()
    past = 0
    for spot in _CAPITAL.finditer(text):
        start = spot.start()
        if start < past:
            continue
        first = _FIRST.match(text, start)
        if first is None:
            continue
        rest = _SURNAME_AFTER_FIRST.match(text, first.end())
        if rest is None:
            continue
        end = _known_end(text, start, rest, people)
        if end is None and _is_first(first.group()):
            end = _end_after_first(text, rest)
        if end is not None:
            yield start, end
            past = end


def _known_end(text: str, start: int, rest: re.Match[str], people: Container[str]) -> int | None:
    """The end of a name that the caller knows: the whole match, or without its last word."""
    if not people:
        return None
    for end in (rest.end(), rest.start() + 1 + rest["rest"].rfind(" ") if " " in rest["rest"] else rest.end()):
        if plain(text[start:end]) in people:
            return end
    return None


def _end_after_first(text: str, rest: re.Match[str]) -> int | None:
    end = _name_end(text, rest.start() + 1)
    if end is None:
        return None
    surname = text[rest.start() + 1 : end]
    following = _NEXT_WORD.match(text, end)
    words = [*surname.split(), following["word"] if following else ""]
    if surname.endswith(_words().institution_endings) or not _words().institutions.isdisjoint(words):
        return None  # "Pieter Baan Centrum"
    return end
