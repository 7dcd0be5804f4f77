# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Who is named in a text: persons, parties, ministries, organisations, municipalities, provinces and their bodies.

Precision comes first. What has a table in `data/` is found by its forms; a person is only taken where a word before the name says
that it is one ("minister Keijzer", "de leden Grinwis en Vedder"), where a known first name opens it, or where the caller knows the
full name. An office without a name ("de minister") is only given to someone where nobody else fits.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from bijgepraat.model.claims import Name
from bijgepraat.model.members import Member
from bijgepraat.understand import persons
from bijgepraat.understand.naming import tables
from bijgepraat.understand.naming.bodies import find_bodies
from bijgepraat.understand.naming.listed import find_listed
from bijgepraat.understand.naming.offices import find_offices
from bijgepraat.understand.naming.people import People, identify
from bijgepraat.understand.naming.signatures import Signed, find_signed

__all__ = ["People", "find_names"]

_MAYOR = re.compile(r"(?:[Bb]urgemeesters?|[Ww]ethouders?) (?:[^.;:!?]{0,30}(?:, | en ))?$")
_BACK = 40


def find_names(
    text: str,
    people: Mapping[str, str | Member] | People | None = None,
    on: date | None = None,
    addressed: Collection[str] = (),
) -> list[Name]:
    """Names in a text, in order, none overlapping another.

    `people` maps full names ("Mona Keijzer") to identifiers or to members of parliament; such a name is found whatever its first
    word is, and its `id` is filled. Make a `People` of it once for many texts. `on` is the day of the text: with it persons get
    the role and party of that day, and offices ("de minister van Defensie") the person who held them. `addressed` are keys of the
    ministries that the text is directed at (`ministries.ministry_of_dossier` knows one from a dossier).
    """
    known = people if isinstance(people, People) else People(people)
    signed = find_signed(text)
    named = identify(text, _persons(text, known, signed), known, on, frozenset(mover.start for mover in signed))
    listed = list(find_listed(text, on))
    offices = [replace(office, id=known.id_of(office.name) or office.id) for office in find_offices(text, on, named, addressed)]
    found = [*named, *_behind_offices(text, offices), *listed, *offices, *find_bodies(text, listed)]
    # Persons go first ("Van Zutphen" is no town), then the longer of two.
    found.sort(key=lambda name: (name.type != "person", name.start - name.end, name.start))
    taken: list[Name] = []
    busy: set[int] = set()
    for name in found:
        if busy.isdisjoint((name.start, name.end - 1)):
            busy.update(range(name.start, name.end))
            taken.append(name)
    return sorted(taken, key=lambda name: name.start)


def _behind_offices(text: str, offices: Iterable[Name]) -> Iterator[Name]:
    """The surname behind an office with its portfolio, when it is its holder's: "minister van Financiën Heinen"."""
    for office in offices:
        if office.by is None or office.by.start < office.end or not office.name:
            continue
        surname = persons.surname_of(office.name)
        start = office.by.end + 1
        words = text[start : start + len(surname)]
        if (
            text[office.by.end : start] == " "
            and persons.bare(words) == surname
            and not text[start + len(surname) : start + len(surname) + 1].isalnum()
        ):
            yield replace(office, quote=words, start=start, end=start + len(surname), by=None)


def _persons(text: str, people: People, signed: Sequence[Signed]) -> list[Name]:
    names = [Name(text[mover.start : mover.end], mover.start, mover.end, "person", persons.plain(mover.name)) for mover in signed]
    busy = {at for mover in signed for at in range(mover.start, mover.end)}
    for start, end in persons.find_persons(text, people):
        quote = text[start:end]
        if not busy.isdisjoint((start, end - 1)):
            continue
        if _MAYOR.search(text[max(0, start - _BACK) : start]) and quote in tables.towns():
            continue  # "burgemeester Apeldoorn" is short for "burgemeester van Apeldoorn"
        names.append(Name(quote, start, end, "person", persons.plain(quote)))
    return sorted(names, key=lambda name: name.start)
