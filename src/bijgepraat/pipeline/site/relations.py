# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""What a record has to do with: the records that it names, and those that name it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import orjson

from bijgepraat.model.records import Kind
from bijgepraat.model.views import Relation, RelationGroup, page_of
from bijgepraat.pipeline.site.entries import day_of, documents_of, publications_of, sort_of, title_of
from bijgepraat.pipeline.site.votes import is_vote
from bijgepraat.store.index import SearchIndex
from bijgepraat.store.lookup import by_ids
from bijgepraat.store.queries import Connection, by_keys, newest_of_dossier, number_pointing_at, pointing_at, stated

_BRIDGES = {
    Kind.DOCUMENT_VERSIE,
    Kind.DOCUMENT_PUBLICATIE,
    Kind.DOCUMENT_PUBLICATIE_METADATA,
    Kind.ZAAK_ACTOR,
    Kind.DOCUMENT_ACTOR,
    Kind.ACTIVITEIT_ACTOR,
    Kind.FRACTIE_ZETEL,
    Kind.FRACTIE_ZETEL_PERSOON,
    Kind.VERSLAG_ENTITEIT,
}
"""Records that only tie others together. Where such a record is met, those on its other side are shown in its place."""
_HIDDEN = {Kind.STEMMING, Kind.SCHEMA}
_GROUPS = (
    ("Ingediend door", (Kind.PERSOON, Kind.FRACTIE)),
    ("Zaak", (Kind.ZAAK,)),
    ("Kamerstuk", (Kind.PUBLICATIE,)),
    ("Document", (Kind.DOCUMENT,)),
    ("Besluit", (Kind.BESLUIT,)),
    ("Op de agenda", (Kind.AGENDAPUNT, Kind.ACTIVITEIT)),
    ("Debat", (Kind.VERGADERING, Kind.DEBAT)),
    ("Toezegging", (Kind.TOEZEGGING,)),
    ("Commissie", (Kind.COMMISSIE,)),
    ("Dossier", (Kind.KAMERSTUKDOSSIER,)),
    ("Weekbericht", (Kind.PAGINA, Kind.ONTWIKKELING)),
)
_NAMELESS = {Kind.PERSOON, Kind.FRACTIE, Kind.KAMERSTUKDOSSIER, Kind.COMMISSIE}
_PER_GROUP = 8
_NUMBERED = "-nummer"
"""Ending of roles that name a record by its number (`2025A04496`) and not by its key."""
_MOST_NUMBERED = 12
_SAME_DOSSIER = 6

_Named = dict[tuple[str, str], Any]
"""Per (kind, key) its row, or None when it has not arrived."""


def relations(connection: Connection, index: SearchIndex, row: Any) -> tuple[RelationGroup, ...]:
    """Relations by what they are, each group with the newest first and at most a handful."""
    found = _around(connection, index, row)
    papers = zaken_of(connection, row)
    for zaak in papers.values():
        # A motion's own page shows what its zaak has to do with: the zaak is where the source ties everything together.
        found.update({**_around(connection, index, zaak), **found} if row.kind in {Kind.PUBLICATIE, Kind.DOCUMENT} else {})
    found.update({(Kind.ZAAK, key): zaak for key, zaak in papers.items()})
    for key in publications_for(connection, row, papers):
        found.setdefault((Kind.PUBLICATIE, key), None)
    _fetch(connection, found)
    if row.kind == Kind.DEBAT:
        found.update(
            {(Kind.VERGADERING, key): meeting for key, meeting in by_keys(connection, Kind.VERGADERING, [row.key]).items()}
        )
    if row.kind == Kind.VERGADERING:
        found.update({(Kind.DEBAT, key): debate for key, debate in by_keys(connection, Kind.DEBAT, [row.key]).items()})
    found.pop((row.kind, row.key), None)
    if papers:  # the page shows what was voted on in full
        found = {name: other for name, other in found.items() if name[0] != Kind.BESLUIT or not is_vote(other)}
    groups = [group for name, kinds in _GROUPS if (group := _group(_name(name, row), kinds, found))]
    return (*groups, *_same_dossier(connection, row, found))


def zaken_of(connection: Connection, row: Any) -> dict[str, Any]:
    """The zaken that a record is the paper of: itself, or those under which its document was filed."""
    if row.kind == Kind.ZAAK:
        return {row.key: row}
    documents: list[str] = []
    if row.kind == Kind.DOCUMENT:
        documents = [row.key]
    elif row.kind == Kind.PUBLICATIE:
        documents = documents_of(connection, [row.key]).get(row.key, [])
    pointing = pointing_at(connection, Kind.DOCUMENT, documents, ("document",), (Kind.ZAAK,), limit=10)
    return {zaak.key: zaak for _role, _key, zaak in pointing}


def publications_for(connection: Connection, row: Any, zaken: dict[str, Any]) -> list[str]:
    """Keys of the publications that hold the text of a zaak or document."""
    if row.kind == Kind.DOCUMENT:
        documents = [row.key]
    elif row.kind == Kind.ZAAK:
        documents = [link.to_key for link in stated(connection, [zaak.id for zaak in zaken.values()], ("document",))]
    else:
        return []
    return [key for keys in publications_of(connection, documents).values() for key in keys]


def _name(name: str, row: Any) -> str:
    return (
        "Personen en partijen"
        if name == "Ingediend door" and row.kind not in {Kind.ZAAK, Kind.DOCUMENT, Kind.PUBLICATIE}
        else name
    )


def _around(connection: Connection, index: SearchIndex, row: Any) -> _Named:
    """What a record names and what names it, with bridges crossed."""
    found: _Named = {}
    numbered: list[tuple[str, str]] = []
    own = stated(connection, [row.id])
    for link in own:
        if link.role.endswith(_NUMBERED):
            numbered.append((link.to_kind, link.to_key))
        else:
            found[link.to_kind, link.to_key] = None
    for _role, _key, other in pointing_at(connection, row.kind, [row.key]):
        found[other.kind, other.key] = other
    _fetch(connection, found)
    bridges = [other for (kind, _key), other in found.items() if kind in _BRIDGES and other is not None]
    for link in stated(connection, [bridge.id for bridge in bridges]):
        found.setdefault((link.to_kind, link.to_key), None)
    for kind, number in numbered[:_MOST_NUMBERED]:
        other = _by_number(connection, index, kind, number)
        found[kind, other.key if other is not None else number] = other
    _fetch(connection, found)
    return found


def _fetch(connection: Connection, found: _Named) -> None:
    """Fill in the rows that are there."""
    missing: dict[str, list[str]] = {}
    for (kind, key), row in found.items():
        if row is None and kind not in _HIDDEN:
            missing.setdefault(kind, []).append(key)
    for kind, keys in missing.items():
        found.update({(kind, key): row for key, row in by_keys(connection, kind, keys).items()})


def _by_number(connection: Connection, index: SearchIndex, kind: str, number: str) -> Any:
    """A record by the number that people use; the index knows it, the record itself confirms it."""
    if not index.position:  # there is no index yet
        return None
    hits = index.search(number, limit=5, kinds=(kind,)).hits
    rows = by_ids(connection, [hit.record_id for hit in hits])
    for row in rows.values():
        if not row.deleted and orjson.loads(row.fields).get("Nummer") == number:
            return row
    return None


def _group(name: str, kinds: Iterable[str], found: _Named) -> RelationGroup | None:
    chosen = [(kind, key, row) for (kind, key), row in found.items() if kind in set(kinds)]
    # What did not arrive has only a key to show, and that of a person, party or dossier tells a reader nothing.
    chosen = [item for item in chosen if item[2] is not None or item[0] not in _NAMELESS]
    if not chosen:
        return None
    ordered = sorted(chosen, key=lambda item: (item[2] is not None, (item[2].date or "") if item[2] is not None else "", item[1]))
    shown = list(reversed(ordered))[:_PER_GROUP]
    return RelationGroup(name, tuple(_relation(*item) for item in shown), len(chosen) - len(shown))


def _relation(kind: str, key: str, row: Any) -> Relation:
    if row is None:
        return Relation(kind, None, key, None)
    if kind == Kind.BESLUIT:
        return Relation(kind, None, title_of(row).removeprefix("Stemmen - ").capitalize(), page_of(kind, key), day_of(row))
    return Relation(kind, sort_of(row), title_of(row), page_of(kind, key), day_of(row))


def _same_dossier(connection: Connection, row: Any, found: _Named) -> Sequence[RelationGroup]:
    """What else was published under the same dossier number."""
    if row.kind != Kind.PUBLICATIE:
        return ()
    groups = []
    for link in stated(connection, [row.id], ("dossier",))[:2]:
        others = newest_of_dossier(connection, link.to_key, _SAME_DOSSIER + 1)
        shown = [other for other in others if other.id != row.id and (other.kind, other.key) not in found][:_SAME_DOSSIER]
        if shown:
            total = number_pointing_at(connection, Kind.KAMERSTUKDOSSIER, link.to_key, "dossier") - 1
            listed = tuple(_relation(other.kind, other.key, other) for other in shown)
            groups.append(RelationGroup(f"Ook in dossier {link.to_key}", listed, max(0, total - len(shown))))
    return groups
