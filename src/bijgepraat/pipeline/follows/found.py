# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Which of some things a follow is about, turned around: what they have is indexed once, then each follow is looked up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import orjson

from bijgepraat.model.following import Sort
from bijgepraat.model.records import Kind
from bijgepraat.store.follow_searches import NewEntries
from bijgepraat.store.index_entries import Entry, entries
from bijgepraat.store.queries import Connection, by_keys, levels_of, pointing_at, stated
from bijgepraat.store.search_fields import plain
from bijgepraat.store.search_words import Words

Place = tuple[int, int]
"""A record, and the number of its speech; 0 for the whole record."""
LEAST_LEVEL = 1
"""A theme is followed for what matters to gemeenten at least somewhat."""
_SUBMITTED = frozenset(
    {"indiener", "medeindiener", "mede-indiener", "ondertekenaar", "eerste ondertekenaar", "mede-ondertekenaar"}
)
_ACTED_ON = ((Kind.ZAAK, "zaak", Kind.ZAAK_ACTOR), (Kind.DOCUMENT, "document", Kind.DOCUMENT_ACTOR))
_PERSON = "persoon"
_DOSSIER = "kamerstukdossier"
_MOST = 20_000


class Lookup:
    """What some records have, for being asked by follows of all sorts.

    `names` are per key of a person those under which transcripts have that person speak; `places` the names of municipalities by
    code.
    """

    def __init__(
        self,
        connection: Connection,
        rows: Sequence[Any],
        words: Words,
        *,
        names: Mapping[str, Sequence[str]],
        places: Mapping[str, str],
    ) -> None:
        self._names = names
        self._places = places
        found = list(entries(connection, rows))
        self.searches = NewEntries(found, words)
        self._themes: dict[str, set[Place]] = {}
        self._dossiers: dict[str, set[Place]] = {}
        self._people: dict[str, set[Place]] = {}
        self._spoken: dict[str, set[Place]] = {}
        self._municipalities: dict[str, set[Place]] = {}
        self._take(found)
        ids = [row.id for row in rows]
        versions = {row.id: row.version for row in rows}
        for id_, reading in levels_of(connection, ids).items():
            if reading.version == versions[id_] and reading.level >= LEAST_LEVEL:
                self._themes.setdefault(reading.theme, set()).add((id_, 0))
        for number, id_ in _dossiers(connection, ids):
            self._dossiers.setdefault(number, set()).add((id_, 0))
        for person, id_ in _submitters(connection, rows):
            self._people.setdefault(person, set()).add((id_, 0))

    def of(self, sort: Sort, target: str) -> Iterable[Place]:
        """The places that a follow is about; none for sorts that are no records."""
        match sort:
            case Sort.SEARCH:
                return self.searches.matching(target)
            case Sort.THEME:
                return self._themes.get(target, ())
            case Sort.DOSSIER:
                return self._dossiers.get(plain(target), ())
            case Sort.PERSON:
                spoken = (self._spoken.get(name, set()) for name in self._names.get(target, ()))
                return self._people.get(target, set()).union(*spoken)
            case Sort.MUNICIPALITY:
                return self._municipalities.get(plain(self._places.get(target, "")), ())
            case _:
                return ()

    def _take(self, found: Iterable[Entry]) -> None:
        for entry in found:
            place = (entry.record, entry.passage)
            for number in entry.dossiers:
                self._dossiers.setdefault(number, set()).add(place)
            for name in entry.municipalities:
                self._municipalities.setdefault(name, set()).add((entry.record, 0))
            if entry.passage:
                for name in entry.persons:
                    self._spoken.setdefault(name, set()).add(place)


def _dossiers(connection: Connection, ids: Sequence[int]) -> list[tuple[str, int]]:
    """The numbers of the dossiers that records are filed under by the key of a dossier."""
    filed = [link for link in stated(connection, ids, (_DOSSIER,)) if link.to_kind == Kind.KAMERSTUKDOSSIER]
    known = by_keys(connection, Kind.KAMERSTUKDOSSIER, [link.to_key for link in filed])
    numbers = {key: dossier_number(orjson.loads(row.fields)) for key, row in known.items()}
    return [(plain(numbers[link.to_key]), link.from_id) for link in filed if numbers.get(link.to_key)]


def dossier_number(fields: Mapping[str, Any]) -> str:
    """The number of a dossier as publications have it: `36800-B`."""
    number, addition = fields.get("Nummer"), str(fields.get("Toevoeging") or "").strip("() ")
    return f"{number}-{addition}" if number and addition else str(number or "")


def _submitters(connection: Connection, rows: Sequence[Any]) -> list[tuple[str, int]]:
    """Who submitted something, by the key of the person: (person, record)."""
    found = []
    for kind, role, actor in _ACTED_ON:
        ids = {row.key: row.id for row in rows if row.kind == kind}
        if not ids:
            continue
        acted = {}
        for _role, key, row in pointing_at(connection, kind, list(ids), (role,), (actor,), limit=_MOST):
            if str(orjson.loads(row.fields).get("Relatie") or "").lower() in _SUBMITTED:
                acted[row.id] = ids[key]
        found += [(link.to_key, acted[link.from_id]) for link in stated(connection, list(acted), (_PERSON,))]
    return found
