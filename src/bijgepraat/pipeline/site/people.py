# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""People and parties: what they filed, how they voted, what they said."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

import orjson

from bijgepraat.model.records import Kind
from bijgepraat.model.views import (
    ActorView,
    Cast,
    Choice,
    Entry,
    PartySummary,
    PeopleView,
    PersonSummary,
    Said,
    page_of,
    place_of,
    record_page,
)
from bijgepraat.pipeline.site.directory import Directory, Person, make
from bijgepraat.pipeline.site.entries import entries, title_of
from bijgepraat.pipeline.site.memory import Memory
from bijgepraat.pipeline.site.votes import decided, outcome_of
from bijgepraat.publish.site.words import fact_value
from bijgepraat.store.lookup import by_ids, text_of
from bijgepraat.store.queries import Connection, by_keys, pointing_at, speeches_of, stated, votes_by

_GROUPS: tuple[tuple[str, Callable[[Person], bool]], ...] = (
    ("Bewindspersonen", lambda person: person.cabinet),
    ("Leden van de Tweede Kamer", lambda person: person.role in {"Tweede Kamerlid", "lid Tweede Kamer"}),
    ("Leden van de Eerste Kamer", lambda person: person.role in {"Eerste Kamerlid", "lid Eerste Kamer"}),
    ("Oud-Kamerleden", lambda person: person.role == "Oud Kamerlid"),
    ("Anderen", lambda _person: True),
)
_FILED = 25
_CASTS = 20
_SAID = 10
_LOOKED_AT = 300
"""Found titles that are looked at for a name among the submitters."""
_SHORT = 420
_FILES = {"indiener", "medeindiener", "mede-indiener", "ondertekenaar", "eerste ondertekenaar", "mede-ondertekenaar"}
_SUBMITTERS = re.compile(
    r"(?:nader )?(?:gewijzigde? )?(?:motie|(?:sub)?amendement|initiatiefnota|voorstel van wet|initiatiefvoorstel) "
    r"van (?:het lid|de leden) (.+?)(?: c\.s\.)?(?: (?:over|ter vervanging|inzake|tot|houdende|waarmee|die)\b|$)",
    re.IGNORECASE,
)
_CHOICES: Mapping[str, Choice] = {"Voor": "voor", "Tegen": "tegen"}
_SHOWN_FACTS = ("Functie", "AantalZetels", "AantalStemmen")


def directory(memory: Memory) -> Directory:
    """Who is who, remembered while nothing is imported."""
    return memory.recall("mensen", lambda: make(memory.store), follows_changes=True)


def everyone(memory: Memory) -> PeopleView:
    """All people in their groups, by surname."""
    people = directory(memory).people.values()
    groups: dict[str, list[Person]] = {name: [] for name, _test in _GROUPS}
    for person in people:
        groups[next(name for name, test in _GROUPS if test(person))].append(person)
    shown = tuple(
        (name, tuple(_summary(person) for person in sorted(members, key=lambda person: person.sort_name.lower())))
        for name, members in groups.items()
        if members
    )
    return PeopleView(shown, len(people))


def parties(memory: Memory) -> list[PartySummary]:
    """All parties, largest first, those that left the house last."""
    found = sorted(directory(memory).parties.values(), key=lambda party: (not party.active, -(party.seats or 0), party.short))
    return [PartySummary(page_of(Kind.FRACTIE, party.key), party.name, party.short, party.seats, party.active) for party in found]


def person(memory: Memory, key: str) -> ActorView | None:
    """One person."""
    who = directory(memory)
    found = who.people.get(key)
    if found is None:
        return None
    with memory.store.reading() as connection:
        filed, basis = _filed_by_person(connection, memory, who, found)
        casts, counts = _casts(connection, _votes(votes_by(connection, Kind.PERSOON, key)))
        said = _said(connection, found.names)
    return ActorView(
        kind="mens",
        name=found.name,
        role=found.role,
        facts=tuple((name, fact_value(found.fields[name])) for name in _SHOWN_FACTS if found.fields.get(name)),
        filed=filed,
        filed_basis=basis,
        casts=casts,
        cast_counts=counts,
        said=said,
        record=record_page(Kind.PERSOON, key) if found.fields else None,
        party=(found.party_name, who.party_page(found.party)) if found.party_name else None,
        ambiguous=who.namesakes(found) if basis == "titel" and found.fields else (),
        key=key,
    )


def party(memory: Memory, key: str) -> ActorView | None:
    """One party."""
    who = directory(memory)
    found = who.parties.get(key)
    if found is None:
        return None
    members = sorted(
        (person for person in who.people.values() if person.party == key), key=lambda person: person.sort_name.lower()
    )
    sitting = [person for person in members if person.role != "Oud Kamerlid"]

    def ask() -> tuple[tuple[Cast, ...], tuple[tuple[Choice, int], ...]]:
        with memory.store.reading() as connection:
            # A member's own vote names the party too; it is not the party's.
            return _casts(connection, [vote for vote in _votes(votes_by(connection, Kind.FRACTIE, key)) if not vote.personal])

    casts, counts = memory.recall(f"stemmen van {key}", ask, follows_changes=True)
    with memory.store.reading() as connection:
        zaken = _named_by(connection, Kind.FRACTIE, [key])
        zaken += [row for row in _named_by(connection, Kind.PERSOON, [person.key for person in sitting]) if row not in zaken]
        filed = tuple(entries(connection, _newest(zaken), themes=True))
        said = _said(connection, tuple(name for person in sitting for name in person.names))
    return ActorView(
        kind="partij",
        name=found.name,
        role=found.short if found.short != found.name else None,
        facts=tuple((name, fact_value(found.fields[name])) for name in _SHOWN_FACTS if found.fields.get(name)),
        filed=filed,
        filed_basis="opgave",
        casts=casts,
        cast_counts=counts,
        said=said,
        members=tuple(_summary(person) for person in sitting),
        record=record_page(Kind.FRACTIE, key),
    )


def submitters(title: str) -> tuple[str, ...]:
    """The members whom a title names: `Motie van de leden Van Dijk en Bikker over …` → Van Dijk, Bikker."""
    match = _SUBMITTERS.match(title)
    return tuple(name.strip() for name in re.split(r", | en ", match[1])) if match else ()


def _summary(person: Person) -> PersonSummary:
    return PersonSummary(person.page, person.name, person.sort_name, person.role, person.party_name)


def _filed_by_person(
    connection: Connection, memory: Memory, who: Directory, found: Person
) -> tuple[tuple[Entry, ...], Literal["opgave", "titel"]]:
    """What a person filed: as the source says, or for want of that, the papers whose title names them."""
    rows = _named_by(connection, Kind.PERSOON, [found.key])
    if rows:
        return tuple(entries(connection, _newest(rows), themes=True)), "opgave"
    names = {found.name.lower()}
    if not who.namesakes(found):
        names.add(found.surname.lower())
    last = found.surname if found.fields else found.name
    hits = memory.store.index.search(last, limit=_LOOKED_AT, kinds=(Kind.ZAAK,), newest_first=True).hits
    named = by_ids(connection, [hit.record_id for hit in hits])
    rows = [
        row
        for row in named.values()
        if not row.deleted and row.title and names.intersection(name.lower() for name in submitters(row.title))
    ]
    return tuple(entries(connection, _newest(rows), themes=True)), "titel"


def _named_by(connection: Connection, kind: str, keys: Sequence[str]) -> list[Any]:
    """The zaken that the source says people or parties filed (ZaakActor)."""
    role = "persoon" if kind == Kind.PERSOON else "fractie"
    actors = [row for _role, _key, row in pointing_at(connection, kind, keys, (role,), (Kind.ZAAK_ACTOR,), limit=2000)]
    filing = [row.id for row in actors if str(orjson.loads(row.fields).get("Relatie", "")).lower() in _FILES]
    zaken = [link.to_key for link in stated(connection, filing, ("zaak",))]
    # A zaak that was sent with its actors inside names them; one sent apart is named by them.
    holders = pointing_at(
        connection, Kind.ZAAK_ACTOR, [row.key for row in actors if row.id in set(filing)], ("zaakactor",), (Kind.ZAAK,)
    )
    found = by_keys(connection, Kind.ZAAK, zaken)
    found.update((row.key, row) for _role, _key, row in holders)
    return list(found.values())


def _newest(rows: Sequence[Any]) -> list[Any]:
    return sorted(rows, key=lambda row: (row.date or "", row.id), reverse=True)[:_FILED]


@dataclass(frozen=True, slots=True)
class _Vote:
    id: int
    modified: str
    choice: Choice
    mistaken: bool
    personal: bool


def _votes(rows: Iterable[Any]) -> list[_Vote]:
    found = []
    for row in rows:
        fields = orjson.loads(row.fields)
        choice = _CHOICES.get(str(fields.get("Soort")), "afwezig")
        found.append(_Vote(row.id, row.modified or "", choice, fields.get("Vergissing") is True, "SidActorLid" in fields))
    return found


def _casts(connection: Connection, votes: Sequence[_Vote]) -> tuple[tuple[Cast, ...], tuple[tuple[Choice, int], ...]]:
    """The last votes with what they were about, and how often each choice was made."""
    counts = Counter(vote.choice for vote in votes)
    latest = sorted(votes, key=lambda vote: (vote.modified, vote.id), reverse=True)[:_CASTS]
    about = {link.from_id: link.to_key for link in stated(connection, [vote.id for vote in latest], ("besluit",))}
    decisions = by_keys(connection, Kind.BESLUIT, about.values())
    known = {decision.row.key: decision for decision in decided(connection, list(decisions.values()))}
    casts = []
    for vote in latest:
        decision = known.get(about.get(vote.id, ""))
        if decision is None:
            continue
        told = decision.paper if decision.paper is not None else decision.item
        casts.append(
            Cast(
                choice=vote.choice,
                outcome=outcome_of(decision.fields),
                title=title_of(told) if told is not None else "Besluit",
                page=page_of(told.kind, told.key) if told is not None else page_of(Kind.BESLUIT, decision.row.key),
                date=decision.date,
                mistaken=vote.mistaken,
                among=max(1, decision.among),
            )
        )
    order: tuple[Choice, ...] = ("voor", "tegen", "afwezig")
    return tuple(casts), tuple((choice, counts[choice]) for choice in order if counts[choice])


def _said(connection: Connection, names: Sequence[str]) -> tuple[Said, ...]:
    """The newest speeches, each with its beginning."""
    if not names:
        return ()
    texts: dict[tuple[int, int], str] = {}
    found = []
    for row in speeches_of(connection, list(names)[:200], _SAID):
        place = (row.record_id, row.version)
        if place not in texts:
            texts[place] = text_of(connection, *place) or ""
        words = " ".join(texts[place][row.start : row.end].split())
        shown = words if len(words) <= _SHORT else words[:_SHORT].rpartition(" ")[0]
        found.append(
            Said(
                page=place_of(f"{Kind.DEBAT}:{row.key}", row.start, row.end),
                debate=row.title or row.key,
                date=date.fromisoformat(row.date) if row.date else None,
                speaker=row.speaker,
                text=shown,
                shortened=len(shown) < len(words),
            )
        )
    return tuple(found)
