# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""What the store knows that the analyser leans on: who sits in parliament for which party and when, and whom a paper is about.

The people are gathered once for a run. When they have changed since the last one, what names someone who changed is read again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

import orjson

from bijgepraat.model.members import Member, Seat
from bijgepraat.model.records import Kind
from bijgepraat.store import seats
from bijgepraat.store.queries import Connection, pointing_at
from bijgepraat.store.readings import Unread
from bijgepraat.store.store import Store
from bijgepraat.understand.names import People, find_names
from bijgepraat.understand.naming.ministries import ministry_named, ministry_of_dossier
from bijgepraat.understand.persons import bare
from bijgepraat.understand.reading import NOTHING_KNOWN, About

_PROPERTY = "mensen waarmee is gelezen"
_ACTORS = (Kind.DOCUMENT_ACTOR, Kind.ZAAK_ACTOR)
_CABINET = ("minister", "staatssecretaris", "viceminister")
_MANY = 100_000
_LETTERS = frozenset((Kind.DOCUMENT, Kind.ZAAK))


def known_people(store: Store) -> People:
    """Everyone who is in the store as a Persoon, by full name, with their seats; without those who share a full name."""
    return People(_members(store))


def known_anew(store: Store) -> People:
    """The same, and what was read with other people in mind is marked to be read again where it names one of them."""
    members = _members(store)
    now = {name: _print_of(member) for name, member in members.items()}
    was: Mapping[str, str] = orjson.loads(store.property(_PROPERTY) or "{}")
    if now != was:
        changed = {_last_word(name) for name in now.keys() | was.keys() if now.get(name) != was.get(name)}
        with store.writing() as connection:
            ids = {
                record for record, names in seats.named_in_readings(connection) if not changed.isdisjoint(map(_last_word, names))
            }
            seats.read_again(connection, ids)
        store.set_property(_PROPERTY, orjson.dumps(now).decode())
    return People(members)


def _members(store: Store) -> dict[str, Member]:
    with store.reading() as connection:
        rows = seats.people_of(connection)
        held = _seats(seats.seats_over_time(connection)) if rows else {}
    members: dict[str, Member] = {}
    twice: set[str] = set()
    for row in rows:
        name = _full_name(orjson.loads(row.fields)) or row.title
        if not name:
            continue
        if name in members:
            twice.add(name)
        members[name] = Member(row.key, held.get(row.key, ()))
    return {name: member for name, member in members.items() if name not in twice}


def _full_name(fields: Mapping[str, Any]) -> str:
    """As texts have it: "Mona Keijzer", "Chris van der Veen"; empty where a first name or surname is not known."""
    first, last = fields.get("Roepnaam"), fields.get("Achternaam")
    return " ".join(str(part) for part in (first, fields.get("Tussenvoegsel"), last) if part) if first and last else ""


def _last_word(name: str) -> str:
    """What full name and surname have in common, however they are written."""
    return bare(name).rpartition(" ")[2]


def _seats(rows: Iterable[Any]) -> dict[str, tuple[Seat, ...]]:
    found: dict[str, list[Seat]] = {}
    names: dict[str, str] = {}
    for row in rows:
        held, party = orjson.loads(row.fields), orjson.loads(row.party)
        short = str(party.get("Afkorting") or party.get("NaamNL") or "")
        if short not in names:
            names[short] = next((name.name or short for name in find_names(short) if name.type == "party"), short)
        found.setdefault(row.person, []).append(Seat(names[short], _day(held.get("Van")), _day(held.get("TotEnMet"))))
    return {key: tuple(some) for key, some in found.items()}


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(str(value)[:10]) if value else None
    except ValueError:
        return None


def _print_of(member: Member) -> str:
    return hashlib.sha256(repr(member).encode()).hexdigest()[:8]


def senders_of(connection: Connection, papers: Sequence[Any]) -> dict[str, tuple[str | None, str | None]]:
    """Per paper (anything with kind and key) the name and role of the member of the cabinet who sent it, by its actors."""
    found: dict[str, tuple[str | None, str | None]] = {}
    for kind in sorted({paper.kind for paper in papers}):
        keys = [paper.key for paper in papers if paper.kind == kind]
        for _link, key, actor in pointing_at(connection, kind, keys, (), _ACTORS, limit=_MANY):
            fields = orjson.loads(actor.fields)
            role = str(fields.get("Functie") or "")
            if role.lower().startswith(_CABINET):
                found[key] = str(fields.get("ActorNaam") or "") or None, role  # the last arrived comes first: the first stays
    return found


def about(connection: Connection, batch: Sequence[Unread]) -> list[About]:
    """What is known of each record beside its words: its dossier, the ministry it is about, who sent a letter."""
    senders = senders_of(connection, [record for record in batch if record.has_text and record.kind in _LETTERS])
    return [_about(record, senders.get(record.key, (None, None))) for record in batch]


def _about(record: Unread, sender: tuple[str | None, str | None]) -> About:
    fields = record.fields
    dossiers = fields.get("dossiers") or [fields.get("dossier")]
    if record.kind == Kind.DEBAT or not all(isinstance(one, str) for one in dossiers):
        dossiers = []  # a debate is on many papers, and of more than one minister
    ministries = {key for one in dossiers if (key := ministry_of_dossier(one, record.date))}
    stated = fields.get("Ministerie")
    if isinstance(stated, str) and record.kind == Kind.TOEZEGGING:
        ministries.add(_ministry(stated, record.date) or "")
    if sender[1]:
        ministries.add(_ministry(sender[1], record.date) or "")
    addressed = tuple(sorted(ministries - {""}))
    if not (addressed or dossiers or sender[1]):
        return NOTHING_KNOWN
    return About(addressed, dossiers[0] if len(dossiers) == 1 else None, sender)


def _ministry(words: str, on: date | None) -> str | None:
    """The ministry that an office or a heading names: "minister van Binnenlandse Zaken en Koninkrijksrelaties"."""
    known = ministry_named(words.strip(), on)
    return known or next((name.id for name in find_names(words, None, on) if name.type == "ministry"), None)
