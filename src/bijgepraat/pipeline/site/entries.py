# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Records as lines of a list, and what several of them that are one thing are called."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

import orjson

from bijgepraat.model.records import Kind
from bijgepraat.model.views import Entry, page_of
from bijgepraat.store.queries import Connection, by_keys, levels_of, pointing_at, relevance_words, stated
from bijgepraat.store.works import works_of

_OWN_WORD = {Kind.DEBAT, Kind.VERGADERING, Kind.BESTAND, Kind.PAGINA, Kind.ONTWIKKELING}
"""Kinds whose `soort` says where something was held ("Commissie") or how it came ("html"), not what it is."""
_LONGEST_TITLE = 180
_WORD = re.compile(r"\w+")
_LEADING = (Kind.PUBLICATIE, Kind.ZAAK, Kind.DOCUMENT)


def title_of(row: Any) -> str:
    """A record's title; a commitment is called by its words, and what has no title by its key."""
    if row.kind == Kind.TOEZEGGING:
        text = orjson.loads(row.fields).get("Tekst")
        if isinstance(text, str) and text.strip():
            words = " ".join(text.split())
            return words if len(words) <= _LONGEST_TITLE else f"{words[:_LONGEST_TITLE].rpartition(' ')[0]} …"
    return str(row.title or row.key)


def sort_of(row: Any) -> str | None:
    """The source's own word for what a record is, such as "Motie"."""
    if row.kind in _OWN_WORD:
        return None
    fields = orjson.loads(row.fields)
    found = fields.get("soort") or fields.get("Soort")
    return found if isinstance(found, str) else None


def day_of(row: Any) -> date | None:
    """A record's date."""
    return date.fromisoformat(row.date) if row.date else None


def entries(connection: Connection, rows: Sequence[Any], *, themes: bool = False) -> list[Entry]:
    """Lines for records in the given order; a zaak, its document and its publication are one line, where the first one stood.

    `themes`: name each line's theme, for lists that mix them.
    """
    ids = [row.id for row in rows]
    words = relevance_words(connection, ids)
    telling = telling_titles(connection, rows)
    read = levels_of(connection, ids)
    groups = same(connection, rows)
    found = []
    for group in groups:
        main = min(group, key=lambda row: _LEADING.index(row.kind) if row.kind in _LEADING else 0)
        titles = [title_of(row) for row in group] + [telling[row.id] for row in group if row.id in telling]
        told = max(titles, key=lambda title: len(title) if " over " in title else 0)
        readings = [read[row.id] for row in group if row.id in read]
        found.append(
            Entry(
                page=page_of(main.kind, main.key),
                kind=main.kind,
                sort=sort_of(main) or next((sort for row in group if (sort := sort_of(row))), None),
                title=told,
                date=day_of(group[0]),
                level=max((reading.level for reading in readings), default=None),
                theme=readings[0].theme if themes and readings else None,
                why=next((words[row.id] for row in (main, *group) if row.id in words), ()),
                also=tuple((row.kind, page_of(row.kind, row.key)) for row in group if row is not main),
            )
        )
    return found


def same(connection: Connection, rows: Sequence[Any]) -> list[list[Any]]:
    """Rows that are one thing put together, in the order of the first of each.

    A zaak is filed as a document, whose version is published: Zaak → Document → DocumentVersie → Publicatie. And what came
    by several ways is one work.
    """
    names: dict[int, str] = {row.id: f"{row.kind}:{row.key}" for row in rows}
    zaken = [row for row in rows if row.kind == Kind.ZAAK]
    filed = {link.to_key: link.from_id for link in stated(connection, [row.id for row in zaken], ("document",))}
    for row in rows:
        if row.kind == Kind.DOCUMENT and row.key in filed:
            names[row.id] = names[filed[row.key]]
    papers = [row.key for row in rows if row.kind == Kind.PUBLICATIE]
    if papers:
        documents = documents_of(connection, papers)
        by_document = {row.key: names[row.id] for row in rows if row.kind == Kind.DOCUMENT}
        by_document |= {key: names[zaak] for key, zaak in filed.items()}
        for row in rows:
            known = [by_document[key] for key in documents.get(row.key, ()) if key in by_document]
            if row.kind == Kind.PUBLICATIE and known:
                names[row.id] = known[0]
    _by_work(connection, names)
    groups: dict[str, list[Any]] = {}
    for row in rows:
        groups.setdefault(names[row.id], []).append(row)
    return _reported_once(list(groups.values()))


def _by_work(connection: Connection, names: dict[int, str]) -> None:
    """Give what came by several ways one name."""
    leading: dict[int, str] = {}
    for number, work in works_of(connection, list(names)).items():
        name = leading.setdefault(work, names[number])
        if names[number] != name:
            names.update({other: name for other, theirs in names.items() if theirs == names[number]})


def _reported_once(groups: Sequence[list[Any]]) -> list[list[Any]]:
    """Groups of one title and day put together: a debate, its transcript and the activity it was. Only across kinds: two
    activities of one name on one day are two activities."""
    found: list[list[Any]] = []
    named: dict[tuple[tuple[str, ...], str | None], list[Any]] = {}
    for group in groups:
        first = group[0]
        known = named.get((tuple(_WORD.findall(title_of(first).lower())), first.date))
        if known is not None and {row.kind for row in known}.isdisjoint(row.kind for row in group):
            known += group
            continue
        found.append(group)
        for row in group:
            named.setdefault((tuple(_WORD.findall(title_of(row).lower())), row.date), group)
    return found


def documents_of(connection: Connection, publications: Sequence[str]) -> dict[str, list[str]]:
    """Keys of the documents that publications are the text of."""
    versions = pointing_at(connection, Kind.PUBLICATIE, publications, ("publicatie",), (Kind.DOCUMENT_VERSIE,), limit=2000)
    by_version = {row.key: key for _role, key, row in versions}
    found: dict[str, dict[str, None]] = {}
    ids = {row.id: key for _role, key, row in versions}
    for link in stated(connection, list(ids), ("document",)):
        found.setdefault(ids[link.from_id], {})[link.to_key] = None
    current = pointing_at(
        connection, Kind.DOCUMENT_VERSIE, list(by_version), ("huidigedocumentversie",), (Kind.DOCUMENT,), limit=2000
    )
    for _role, version, row in current:
        found.setdefault(by_version[version], {})[row.key] = None
    return {key: list(keys) for key, keys in found.items()}


def telling_titles(connection: Connection, rows: Sequence[Any]) -> dict[int, str]:
    """For publications whose own title says only who ("Motie van het lid Jansen") that of their zaak, which says about what."""
    bare = {row.key: row.id for row in rows if row.kind == Kind.PUBLICATIE and " over " not in title_of(row)}
    documents = documents_of(connection, list(bare))
    owners = {document: key for key, keys in documents.items() for document in keys}
    found: dict[int, str] = {}
    for _role, document, zaak in pointing_at(connection, Kind.DOCUMENT, list(owners), ("document",), (Kind.ZAAK,), limit=1000):
        if " over " in title_of(zaak):
            found.setdefault(bare[owners[document]], title_of(zaak))
    return found


def publications_of(connection: Connection, documents: Sequence[str]) -> dict[str, list[str]]:
    """Keys of the publications that hold the text of documents, whether or not they arrived."""
    rows = by_keys(connection, Kind.DOCUMENT, documents)
    ids = {row.id: key for key, row in rows.items()}
    versions = {
        link.to_key: ids[link.from_id] for link in stated(connection, list(ids), ("huidigedocumentversie", "documentversie"))
    }
    stored = by_keys(connection, Kind.DOCUMENT_VERSIE, list(versions))
    owners = {row.id: versions[key] for key, row in stored.items()}
    found: dict[str, list[str]] = {}
    for link in stated(connection, list(owners), ("publicatie",)):
        found.setdefault(owners[link.from_id], []).append(link.to_key)
    return found
