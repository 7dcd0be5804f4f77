# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""What the search index holds of a record: one entry a record, and one a speech of a debate."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import orjson
import sqlalchemy as sa
from sqlalchemy import Connection

from bijgepraat.model.records import Kind
from bijgepraat.store.readings import READ_KINDS
from bijgepraat.store.schema import claims, links, passages, readings, records, texts
from bijgepraat.store.search_fields import plain

SEARCHED = (
    Kind.ZAAK,
    Kind.DOCUMENT,
    Kind.ACTIVITEIT,
    Kind.AGENDAPUNT,
    Kind.VERGADERING,
    Kind.TOEZEGGING,
    Kind.KAMERSTUKDOSSIER,
    Kind.PERSOON,
    Kind.FRACTIE,
    Kind.PUBLICATIE,
    Kind.DEBAT,
    Kind.BESTAND,
    Kind.BERICHT,
    Kind.ONTWIKKELING,
    Kind.GEMEENTE,
)
"""Kinds that can be found. A Pagina is found through its sections; votes and decisions through what they decide."""

_ASKED_AT_ONCE = 500
_NUMBERS = ("Nummer", "DocumentNummer", "Titel", "Tekst", "Afkorting", "NaamNL", "Noot")
_DOSSIER = re.compile(r"kst-(\d+(?:-[A-Z]+)?)-")


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry. `date` as 20250702, 0 where there is none; `read`: the analyser has seen this version, or need not."""

    record: int
    passage: int
    date: int
    kind: str
    source: str
    title: str
    body: str
    sort: str = ""
    theme: str = ""
    read: bool = True
    parties: tuple[str, ...] = ()
    persons: tuple[str, ...] = ()
    dossiers: tuple[str, ...] = ()
    municipalities: tuple[str, ...] = ()
    amounts: tuple[int, ...] = ()


def changed(connection: Connection, after: int, until: int, limit: int) -> Sequence[Any]:
    """Records with a change number above `after`, up to `until`, in order."""
    query = _columns().where(records.c.seq > after, records.c.seq <= until)
    return connection.execute(query.order_by(records.c.seq).limit(limit)).all()


def by_number(connection: Connection, ids: Sequence[int]) -> Sequence[Any]:
    """Records by their number (at most some hundreds)."""
    return connection.execute(_columns().where(records.c.id.in_(ids))).all()


def readings_kept(connection: Connection) -> tuple[int, tuple[str, ...]]:
    """How many readings there are, and of which analysers."""
    rows = connection.execute(sa.select(readings.c.analyser, sa.func.count()).group_by(readings.c.analyser)).all()
    return sum(row[1] for row in rows), tuple(sorted(str(row[0]) for row in rows))


def read_since(connection: Connection, ids: Sequence[int]) -> list[int]:
    """Those of these records that have a reading of their current version by now."""
    query = sa.select(records.c.id).join(readings, readings.c.record_id == records.c.id)
    found: list[int] = []
    for some in _slices(ids):
        current = query.where(records.c.id.in_(some), readings.c.version == records.c.version)
        found += connection.execute(current).scalars()
    return found


def entries(connection: Connection, rows: Sequence[Any]) -> Iterator[Entry]:
    """The entries of records; none for those that are deleted or of a kind that is not searched."""
    wanted = [row for row in rows if row.kind in SEARCHED and not row.deleted]
    versions = {row.id: row.version for row in wanted}
    bodies = _bodies(connection, {row.id: row.version for row in wanted if row.has_text})
    speeches = _speeches(connection, [row.id for row in wanted if row.kind == Kind.DEBAT], versions)
    found = _read(connection, versions)
    filed = _filed(connection, [row.key for row in wanted if row.kind == Kind.ZAAK])
    for row in wanted:
        fields = orjson.loads(row.fields)
        theme, amounts, municipalities = found.get(row.id, (None, (), ()))
        parties, persons = filed.get(row.key, ((), ()))
        text = bodies.get(row.id, "")
        common: dict[str, Any] = {
            "date": int(row.date.replace("-", "")) if row.date else 0,
            "kind": row.kind,
            "source": row.source,
            "sort": f"{row.kind} {fields.get('Soort') or fields.get('soort') or ''}",
            "theme": theme or "",
            "read": theme is not None or row.kind not in READ_KINDS,
            "dossiers": _dossiers(row, fields),
        }
        title = row.title or ""
        if row.kind == Kind.DEBAT:
            yield Entry(row.id, 0, title=title, body="", amounts=amounts, municipalities=municipalities, **common)
            for speech in speeches.get(row.id, ()):
                yield Entry(
                    row.id,
                    speech.n,
                    title="",
                    body=f"{speech.speaker}: {text[speech.start : speech.end]}",
                    parties=(speech.party,) if speech.party else (),
                    persons=(speech.speaker,),
                    **common,
                )
            continue
        body = text or " ".join(str(fields[name]) for name in _NUMBERS if fields.get(name))
        if title or body:
            names = tuple(str(name) for name in fields.get("indieners") or () if isinstance(name, str))
            if row.kind == Kind.FRACTIE:
                parties = tuple(filter(None, (fields.get("Afkorting"),)))
            elif row.kind == Kind.PERSOON:
                persons = (title,)
            elif row.kind == Kind.TOEZEGGING:
                persons = tuple(filter(None, (fields.get("Naam"),)))
            yield Entry(
                row.id,
                0,
                title=title,
                body=body,
                parties=parties,
                persons=(*persons, *names),
                amounts=amounts,
                municipalities=municipalities,
                **common,
            )


def _columns() -> sa.Select[Any]:
    head = (records.c.id, records.c.kind, records.c.key, records.c.source, records.c.title, records.c.date, records.c.deleted)
    return sa.select(*head, records.c.has_text, records.c.version, records.c.fields, records.c.seq)


def _slices(ids: Sequence[Any]) -> Iterator[Sequence[Any]]:
    for start in range(0, len(ids), _ASKED_AT_ONCE):
        yield ids[start : start + _ASKED_AT_ONCE]


def _bodies(connection: Connection, versions: dict[int, int]) -> dict[int, str]:
    found: dict[int, str] = {}
    for some in _slices(list(versions)):
        for id_, version, text in connection.execute(sa.select(texts).where(texts.c.record_id.in_(some))):
            if version == versions[id_]:
                found[id_] = text
    return found


def _speeches(connection: Connection, ids: Sequence[int], versions: dict[int, int]) -> dict[int, list[Any]]:
    names = ("record_id", "version", "n", "start", "end", "speaker", "party")
    query = sa.select(*(passages.c[name] for name in names)).where(passages.c.speaker.is_not(None))
    found: dict[int, list[Any]] = {}
    for some in _slices(ids):
        for row in connection.execute(query.where(passages.c.record_id.in_(some)).order_by(passages.c.record_id, passages.c.n)):
            if row.version == versions[row.record_id]:
                found.setdefault(row.record_id, []).append(row)
    return found


_Found = tuple[str, tuple[int, ...], tuple[str, ...]]


def _read(connection: Connection, versions: dict[int, int]) -> dict[int, _Found]:
    """Per record that was read: its theme, the amounts in it (lowest and highest of each), the municipalities it names."""
    themes: dict[int, str] = {}
    amounts: dict[int, set[int]] = {}
    places: dict[int, set[str]] = {}
    claimed = sa.select(claims.c.record_id, claims.c.version, claims.c.type, claims.c.value)
    for some in _slices(list(versions)):
        query = sa.select(readings.c.record_id, readings.c.version, readings.c.theme).where(readings.c.record_id.in_(some))
        for id_, version, theme in connection.execute(query):
            if version == versions[id_]:
                themes[id_] = theme
        for id_, version, sort, value in connection.execute(
            claimed.where(claims.c.record_id.in_(some), claims.c.type.in_(("amount", "name")))
        ):
            if version != versions[id_]:
                continue
            said = orjson.loads(value)
            if sort == "amount":
                amounts.setdefault(id_, set()).update(
                    int(said[side]) for side in ("low_eur", "high_eur") if said.get(side, -1) >= 0
                )
            elif said.get("type") == "municipality" and said.get("name"):
                places.setdefault(id_, set()).add(plain(str(said["name"])))
    return {
        id_: (theme, tuple(sorted(amounts.get(id_, ()))), tuple(sorted(places.get(id_, ())))) for id_, theme in themes.items()
    }


def _filed(connection: Connection, keys: Sequence[str]) -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    """Per zaak the parties and persons that the source names with it."""
    found: dict[str, tuple[dict[str, None], dict[str, None]]] = {}
    query = sa.select(links.c.to_key, records.c.fields).join(records, records.c.id == links.c.from_id)
    query = query.where(
        links.c.to_kind == Kind.ZAAK,
        links.c.role == "zaak",
        records.c.kind == Kind.ZAAK_ACTOR,
        records.c.deleted.is_(False),
    )
    for some in _slices(keys):
        for key, wire in connection.execute(query.where(links.c.to_key.in_(some))):
            fields = orjson.loads(wire)
            parties, persons = found.setdefault(key, ({}, {}))
            if fields.get("ActorFractie"):
                parties[str(fields["ActorFractie"])] = None
            if fields.get("ActorNaam"):
                persons[str(fields["ActorNaam"])] = None
    return {key: (tuple(parties), tuple(persons)) for key, (parties, persons) in found.items()}


def _dossiers(row: Any, fields: dict[str, Any]) -> tuple[str, ...]:
    if row.kind == Kind.KAMERSTUKDOSSIER:
        number = f"{fields.get('Nummer') or ''}-{fields.get('Toevoeging') or ''}".strip("-")
        return (plain(number),) if number else ()
    found = fields.get("dossier")
    if isinstance(found, str) and found:
        return (plain(found),)
    match = _DOSSIER.match(row.key)
    return (plain(match.group(1)),) if match else ()
