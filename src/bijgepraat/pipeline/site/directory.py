# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Who is who: people and parties of the store, and by which names texts call them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import orjson

from bijgepraat.model.records import Kind
from bijgepraat.model.views import SPEAKER, page_of
from bijgepraat.store.lookup import of_kind
from bijgepraat.store.queries import parties_of_people, seats_of_people, speakers
from bijgepraat.store.store import Store

CABINET = ("minister", "staatssecretaris", "bewindspersoon")
_OFFICE_UNKNOWN = "Bewindspersoon"


@dataclass(frozen=True, slots=True)
class Party:
    """A Fractie."""

    key: str
    name: str
    short: str
    seats: int | None
    active: bool
    fields: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Person:
    """A Persoon, or someone known from transcripts only (`fields` is empty then).

    `names` are those under which transcripts have the person speak; `party` is the key of a Fractie, `party_name` what is shown.
    """

    key: str
    name: str
    surname: str
    sort_name: str
    role: str | None
    party: str | None
    party_name: str | None
    names: tuple[str, ...]
    fields: Mapping[str, Any]

    @property
    def page(self) -> str:
        """The path of this person's page."""
        return page_of(Kind.PERSOON, self.key)

    @property
    def cabinet(self) -> bool:
        """Whether this is a member of the cabinet."""
        return (self.role or "").lower().startswith(CABINET)


@dataclass(slots=True)
class _Heard:
    role: str | None = None
    party: str | None = None
    newest: int = 0


@dataclass(frozen=True, slots=True)
class Directory:
    """All people and parties by key, and the ways in by name."""

    people: Mapping[str, Person]
    parties: Mapping[str, Party]
    by_name: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Per name in small letters (full name, and surname) the keys of those who bear it."""

    def page_of_name(self, name: str) -> str | None:
        """The page of the one person who bears a name; None when nobody does, or several do."""
        keys = self.by_name.get(name.lower(), ())
        return self.people[keys[0]].page if len(keys) == 1 else None

    def namesakes(self, person: Person) -> tuple[str, ...]:
        """Others with the same surname."""
        keys = self.by_name.get(person.surname.lower(), ())
        return tuple(sorted(self.people[key].name for key in keys if key != person.key))

    def party_page(self, key: str | None) -> str | None:
        """The page of a party, if it has arrived."""
        return page_of(Kind.FRACTIE, key) if key is not None and key in self.parties else None


def make(store: Store) -> Directory:
    """Gather everyone. Walks all speeches: keep the answer."""
    with store.reading() as connection:
        persons = [(row, orjson.loads(row.fields)) for row in of_kind(connection, Kind.PERSOON)]
        fracties = of_kind(connection, Kind.FRACTIE)
        member_of = {**parties_of_people(connection), **seats_of_people(connection)}
        heard = _heard(speakers(connection))
    parties = {row.key: _party(row) for row in fracties}
    by_short = {name.lower(): party.key for party in parties.values() for name in (party.short, party.name)}
    people: dict[str, Person] = {}
    taken: set[str] = set()
    for row, fields in persons:
        surname = " ".join(str(fields[name]) for name in ("Tussenvoegsel", "Achternaam") if fields.get(name))
        name = row.title or row.key
        full = {name.lower(), f"{fields.get('Initialen', '')} {surname}".strip().lower()}
        names = tuple(spoken for spoken in heard if spoken.lower() in full)
        taken.update(names)
        said = heard[names[0]] if names else _Heard()
        party = member_of.get(row.key) or by_short.get(str(fields.get("Fractielabel") or said.party or "").lower())
        short = parties[party].short if party in parties else fields.get("Fractielabel") or said.party
        people[row.key] = Person(
            key=row.key,
            name=name,
            surname=surname or name,
            sort_name=", ".join(str(fields[part]) for part in ("Achternaam", "Roepnaam") if fields.get(part)) or name,
            role=_role(fields.get("Functie"), said.role),
            party=party,
            party_name=str(short) if short else None,
            names=names,
            fields=fields,
        )
    for spoken, said in heard.items():
        if spoken not in taken:
            party = by_short.get((said.party or "").lower())
            short = parties[party].short if party else said.party
            key = SPEAKER + spoken
            people[key] = Person(key, spoken, spoken, _sorted(spoken), said.role, party, short, (spoken,), {})
    return Directory(people, parties, _index(people.values()))


def _role(stated: Any, spoken: str | None) -> str | None:
    """What someone is, as the source says; the transcript's word where that tells which office it is."""
    if not isinstance(stated, str) or (stated == _OFFICE_UNKNOWN and spoken):
        return spoken
    return stated


def _heard(rows: Iterable[Any]) -> dict[str, _Heard]:
    """Per name its last role and party."""
    found: dict[str, _Heard] = {}
    for row in rows:
        said = found.setdefault(row.speaker, _Heard())
        if row.newest >= said.newest:
            said.newest = row.newest
            said.role, said.party = row.role or said.role, row.party or said.party
    return found


def _party(row: Any) -> Party:
    fields = orjson.loads(row.fields)
    seats = fields.get("AantalZetels")
    return Party(
        key=row.key,
        name=row.title or row.key,
        short=str(fields.get("Afkorting") or row.title or row.key),
        seats=seats if isinstance(seats, int) else None,
        active=not fields.get("DatumInactief"),
        fields=fields,
    )


def _sorted(name: str) -> str:
    """`Ruben van den Berg` → `Berg, Ruben van den`: by the last word, as lists of names are kept."""
    first, _, last = name.rpartition(" ")
    return f"{last}, {first}" if first else name


def _index(people: Iterable[Person]) -> dict[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for person in people:
        for name in {person.name.lower(), person.surname.lower(), *(name.lower() for name in person.names)}:
            found.setdefault(name, {})[person.key] = None
    return {name: tuple(keys) for name, keys in found.items()}
