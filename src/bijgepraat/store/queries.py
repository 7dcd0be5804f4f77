# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""What the pages ask of the store. Every query walks an index and has a limit, except the counts, which callers keep.

Rows are those of the tables; `fields` is still JSON. `Connection` is exported for the pipeline, which passes it on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection as Connection

from bijgepraat.model.records import Kind
from bijgepraat.store.schema import claims, editions, history, links, notices, originals, passages, readings, records

_CHUNK = 500


def by_keys(connection: Connection, kind: str, keys: Iterable[str]) -> dict[str, Any]:
    """Current rows of one kind by their key; what is not there, or was withdrawn, is left out."""
    found: dict[str, Any] = {}
    for some in _chunks(list(dict.fromkeys(keys))):
        query = sa.select(records).where(records.c.kind == kind, records.c.key.in_(some), records.c.deleted.is_(False))
        found.update((row.key, row) for row in connection.execute(query))
    return found


def stated(connection: Connection, ids: Sequence[int], roles: Sequence[str] = ()) -> list[Any]:
    """Links (from_id, role, to_kind, to_key) that records state, of all roles or some."""
    found: list[Any] = []
    for some in _chunks(ids):
        query = sa.select(links).where(links.c.from_id.in_(some))
        if roles:
            query = query.where(links.c.role.in_(roles))
        found += connection.execute(query.order_by(links.c.from_id, links.c.role, links.c.to_key)).all()
    return found


def pointing_at(
    connection: Connection, kind: str, keys: Sequence[str], roles: Sequence[str] = (), kinds: Sequence[str] = (), limit: int = 200
) -> list[tuple[str, str, Any]]:
    """(role, key pointed at, row) of current records that state a link to one of `keys`, last arrived first."""
    found: list[tuple[str, str, Any]] = []
    for some in _chunks(keys):
        query = (
            sa.select(links.c.role, links.c.to_key, records)
            .join(records, records.c.id == links.c.from_id)
            .where(links.c.to_kind == kind, links.c.to_key.in_(some), records.c.deleted.is_(False))
        )
        if roles:
            query = query.where(links.c.role.in_(roles))
        if kinds:
            query = query.where(records.c.kind.in_(kinds))
        found += [(row.role, row.to_key, row) for row in connection.execute(query.order_by(records.c.id.desc()).limit(limit))]
    return found


def votes_by(connection: Connection, kind: str, key: str) -> Sequence[Any]:
    """Rows (id, modified, fields) of the votes that a person or party cast: thousands for a party."""
    query = (
        sa.select(records.c.id, records.c.modified, records.c.fields)
        .join(links, links.c.from_id == records.c.id)
        .where(
            links.c.to_kind == kind,
            links.c.to_key == key,
            links.c.role == ("persoon" if kind == Kind.PERSOON else "fractie"),
            records.c.kind == Kind.STEMMING,
            records.c.deleted.is_(False),
        )
    )
    return connection.execute(query).all()


def number_pointing_at(connection: Connection, kind: str, key: str, role: str) -> int:
    """How many links of a role point at a record."""
    query = sa.select(sa.func.count()).where(links.c.to_kind == kind, links.c.to_key == key, links.c.role == role)
    return int(connection.execute(query.select_from(links)).scalar_one())


def newest_of_dossier(connection: Connection, key: str, limit: int) -> Sequence[Any]:
    """The newest publications that say they belong to a dossier."""
    query = (
        sa.select(records)
        .join(links, links.c.from_id == records.c.id)
        .where(
            links.c.to_kind == Kind.KAMERSTUKDOSSIER,
            links.c.to_key == key,
            links.c.role == "dossier",
            records.c.deleted.is_(False),
        )
        .order_by(records.c.date.desc().nulls_last(), records.c.id.desc())
        .limit(limit)
    )
    return connection.execute(query).all()


def newest_date(connection: Connection, kinds: Sequence[str]) -> str | None:
    """The newest date among records of some kinds."""
    found = [connection.execute(sa.select(sa.func.max(records.c.date)).where(records.c.kind == kind)).scalar() for kind in kinds]
    return max((str(day) for day in found if day), default=None)


def activities_after(connection: Connection, after: str, limit: int) -> Sequence[Any]:
    """Activities dated after a day, soonest first, with their level where they were analysed."""
    query = (
        sa.select(records, readings.c.level)
        .join(readings, readings.c.record_id == records.c.id, isouter=True)
        .where(records.c.kind == Kind.ACTIVITEIT, records.c.date > after, records.c.deleted.is_(False))
        .order_by(records.c.date, records.c.id)
        .limit(limit)
    )
    return connection.execute(query).all()


def theme_counts(connection: Connection) -> Sequence[Any]:
    """Rows (theme, level, number, newest) over all readings. Walks a whole index: keep the answer."""
    query = sa.select(
        readings.c.theme, readings.c.level, sa.func.count().label("number"), sa.func.max(readings.c.date).label("newest")
    )
    return connection.execute(query.group_by(readings.c.theme, readings.c.level)).all()


def reading_count(connection: Connection) -> int:
    """How many records have a reading. Walks a whole index: keep the answer."""
    return int(connection.execute(sa.select(sa.func.count()).select_from(readings)).scalar_one())


def timeline(
    connection: Connection, theme: str, levels: Sequence[int], limit: int, before: tuple[str, int] | None = None
) -> list[Any]:
    """Records whose first theme is `theme`, newest first, from after the place (date, id) that `before` names.

    Records without a date come last, under the date "". Each level is walked by itself and merged here: one index serves all.
    """
    day = sa.func.coalesce(readings.c.date, "")
    found: list[Any] = []
    for level in levels:
        for dated in (True, False):
            if not dated and len(found) >= limit:
                continue
            chosen = readings.c.date.is_not(None) if dated else readings.c.date.is_(None)
            query = (
                sa.select(records, readings.c.level, readings.c.theme, day.label("day"))
                .join(records, records.c.id == readings.c.record_id)
                .where(readings.c.theme == theme, readings.c.level == level, chosen, records.c.deleted.is_(False))
            )
            if before is not None:
                last, record = before
                if dated and last:
                    query = query.where(
                        readings.c.date <= last,
                        sa.or_(readings.c.date < last, readings.c.record_id < record),
                    )
                elif dated:
                    continue
                elif not last:
                    query = query.where(readings.c.record_id < record)
            found += connection.execute(
                query.order_by(readings.c.date.desc().nulls_last(), readings.c.record_id.desc()).limit(limit)
            ).all()
    return sorted(found, key=lambda row: (row.day, row.id), reverse=True)[:limit]


def levels_of(connection: Connection, ids: Sequence[int]) -> dict[int, Any]:
    """Readings (level, theme, themes, analyser, version) by record."""
    found: dict[int, Any] = {}
    for some in _chunks(ids):
        query = sa.select(readings).where(readings.c.record_id.in_(some))
        found.update((row.record_id, row) for row in connection.execute(query))
    return found


def relevance_words(connection: Connection, ids: Sequence[int], most: int = 4) -> dict[int, tuple[str, ...]]:
    """The first few different words for which records were found relevant, as they stand there."""
    found: dict[int, dict[str, str]] = {}
    for some in _chunks(ids):
        # Relevance comes first among a record's claims, so the first few dozen are enough and a debate's thousands stay closed.
        query = (
            sa.select(claims.c.record_id, claims.c.quote)
            .where(claims.c.record_id.in_(some), claims.c.n <= 40, claims.c.type == "relevance")
            .order_by(claims.c.record_id, claims.c.n)
        )
        for id_, quote in connection.execute(query):
            words = found.setdefault(id_, {})
            if len(words) < most:
                words.setdefault(quote.lower(), quote)
    return {id_: tuple(words.values()) for id_, words in found.items()}


def all_editions(connection: Connection) -> Sequence[Any]:
    """All drafts, newest week first."""
    return connection.execute(sa.select(editions).order_by(editions.c.week.desc())).all()


def newest_edition(connection: Connection) -> Any:
    """The draft of the newest week, or None."""
    return connection.execute(sa.select(editions).order_by(editions.c.week.desc()).limit(1)).first()


def neighbouring_weeks(connection: Connection, week: str) -> tuple[str | None, str | None]:
    """The drafted weeks before and after a week."""
    earlier = sa.select(sa.func.max(editions.c.week)).where(editions.c.week < week)
    later = sa.select(sa.func.min(editions.c.week)).where(editions.c.week > week)
    return connection.execute(earlier).scalar(), connection.execute(later).scalar()


def original_of(connection: Connection, number: int | None) -> Any:
    """The row of an archived file, or None."""
    return connection.execute(sa.select(originals).where(originals.c.id == number)).first() if number is not None else None


def versions_of(connection: Connection, record_id: int) -> Sequence[Any]:
    """Rows (version, modified, deleted) of all versions that are no longer current, newest first."""
    query = sa.select(history.c.version, history.c.modified, history.c.deleted).where(history.c.id == record_id)
    return connection.execute(query.order_by(history.c.version.desc())).all()


def passages_of(connection: Connection, record_id: int, version: int) -> Sequence[Any]:
    """All passages of a version's text, in order."""
    query = sa.select(passages).where(passages.c.record_id == record_id, passages.c.version == version)
    return connection.execute(query.order_by(passages.c.n)).all()


def speakers(connection: Connection) -> Sequence[Any]:
    """Rows (speaker, role, party, number, newest record) of everyone who speaks in a transcript. Keep the answer."""
    query = (
        sa.select(
            passages.c.speaker,
            passages.c.role,
            passages.c.party,
            sa.func.count().label("number"),
            sa.func.max(passages.c.record_id).label("newest"),
        )
        .where(passages.c.speaker.is_not(None))
        .group_by(passages.c.speaker, passages.c.role, passages.c.party)
    )
    return connection.execute(query).all()


def speeches_of(connection: Connection, names: Sequence[str], limit: int) -> Sequence[Any]:
    """The newest speeches under some names, not those as chair: passages with the key, title and date of the debate."""
    query = (
        sa.select(passages, records.c.key, records.c.title, records.c.date)
        .join(records, sa.and_(records.c.id == passages.c.record_id, records.c.version == passages.c.version))
        .where(passages.c.speaker.in_(names), passages.c.kind != "voorzitter", records.c.deleted.is_(False))
        .order_by(records.c.date.desc().nulls_last(), records.c.id.desc(), passages.c.n)
        .limit(limit)
    )
    return connection.execute(query).all()


def parties_of_people(connection: Connection) -> dict[str, str]:
    """Key of a Persoon → key of the Fractie that it was last named together with, in votes and other roles. Keep the answer."""
    person, party = links.alias("persoon"), links.alias("fractie")
    query = (
        sa.select(person.c.to_key, party.c.to_key, sa.func.max(person.c.from_id).label("last"))
        .join(party, sa.and_(party.c.from_id == person.c.from_id, party.c.to_kind == Kind.FRACTIE))
        .where(person.c.to_kind == Kind.PERSOON)
        .group_by(person.c.to_key, party.c.to_key)
        .order_by(sa.literal_column("last"))
    )
    return {row[0]: row[1] for row in connection.execute(query)}


def seats_of_people(connection: Connection) -> dict[str, str]:
    """Key of a Persoon → key of the Fractie in which the source gives it a seat (FractieZetelPersoon → FractieZetel)."""
    holder, person, seat, place, party = (
        records.alias("bezetting"),
        links.alias("persoon"),
        links.alias("naar_zetel"),
        records.alias("zetel"),
        links.alias("fractie"),
    )
    query = (
        sa.select(person.c.to_key, party.c.to_key)
        .select_from(holder)
        .join(person, sa.and_(person.c.from_id == holder.c.id, person.c.to_kind == Kind.PERSOON))
        .join(seat, sa.and_(seat.c.from_id == holder.c.id, seat.c.to_kind == Kind.FRACTIE_ZETEL))
        .join(place, sa.and_(place.c.kind == Kind.FRACTIE_ZETEL, place.c.key == seat.c.to_key))
        .join(party, sa.and_(party.c.from_id == place.c.id, party.c.to_kind == Kind.FRACTIE))
        .where(holder.c.kind == Kind.FRACTIE_ZETEL_PERSOON, holder.c.deleted.is_(False))
        .order_by(holder.c.id)
    )
    return {row[0]: row[1] for row in connection.execute(query)}


def existing(connection: Connection, names: Mapping[str, Iterable[str]]) -> set[tuple[str, str]]:
    """Which (kind, key) of the named ones are in the store and were not withdrawn."""
    found: set[tuple[str, str]] = set()
    for kind, keys in names.items():
        for some in _chunks(list(dict.fromkeys(keys))):
            query = sa.select(records.c.key).where(records.c.kind == kind, records.c.key.in_(some), records.c.deleted.is_(False))
            found.update((kind, key) for key in connection.execute(query).scalars())
    return found


def notice_totals(connection: Connection) -> dict[str, tuple[int, int]]:
    """Per severity how many notices there are, and in how many sorts."""
    query = sa.select(notices.c.severity, sa.func.sum(notices.c.count), sa.func.count()).group_by(notices.c.severity)
    return {row[0]: (int(row[1]), int(row[2])) for row in connection.execute(query)}


def _chunks(items: Sequence[Any]) -> Iterator[Sequence[Any]]:
    for start in range(0, len(items), _CHUNK):
        yield items[start : start + _CHUNK]
