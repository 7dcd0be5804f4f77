# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Who sat in parliament, as sources say it: people and their seats. And which readings name them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Any

import orjson
import sqlalchemy as sa
from sqlalchemy import Connection

from bijgepraat.model.records import Kind
from bijgepraat.store.schema import claims, links, readings, records

_AT_ONCE = 500
_OFFICES = ("minister", "staatssecretaris", "bewinds", "premier")


def people_of(connection: Connection) -> Sequence[Any]:
    """Everyone (key, title, fields) whom a source has as a Persoon, in the order of arrival."""
    query = (
        sa.select(records.c.key, records.c.title, records.c.fields)
        .where(records.c.kind == Kind.PERSOON, records.c.deleted.is_(False))
        .order_by(records.c.id)
    )
    return connection.execute(query).all()


def seats_over_time(connection: Connection) -> Sequence[Any]:
    """Every time that someone held a seat: key of the Persoon (`person`), its `fields`, and those of the Fractie (`party`)."""
    holder, person, seat = records.alias("bezetting"), links.alias("persoon"), links.alias("naar_zetel")
    place, of, party = records.alias("zetel"), links.alias("van_fractie"), records.alias("fractie")
    query = (
        sa.select(person.c.to_key.label("person"), holder.c.fields, party.c.fields.label("party"))
        .select_from(holder)
        .join(person, sa.and_(person.c.from_id == holder.c.id, person.c.to_kind == Kind.PERSOON))
        .join(seat, sa.and_(seat.c.from_id == holder.c.id, seat.c.to_kind == Kind.FRACTIE_ZETEL))
        .join(place, sa.and_(place.c.kind == Kind.FRACTIE_ZETEL, place.c.key == seat.c.to_key))
        .join(of, sa.and_(of.c.from_id == place.c.id, of.c.to_kind == Kind.FRACTIE))
        .join(party, sa.and_(party.c.kind == Kind.FRACTIE, party.c.key == of.c.to_key))
        .where(holder.c.kind == Kind.FRACTIE_ZETEL_PERSOON, holder.c.deleted.is_(False))
        .order_by(holder.c.id)
    )
    return connection.execute(query).all()


def named_in_readings(connection: Connection) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Of every name that was found in a text the number of its record, and its words; of an office also who held it."""
    for row in connection.execute(sa.select(claims.c.record_id, claims.c.quote, claims.c.value).where(claims.c.type == "name")):
        holder = orjson.loads(row.value).get("name") if row.quote.lower().startswith(_OFFICES) else None
        yield row.record_id, (row.quote, holder) if holder else (row.quote,)


def read_again(connection: Connection, ids: Collection[int]) -> None:
    """Make the readings of these records count as those of an older analyser."""
    listed = sorted(ids)
    for start in range(0, len(listed), _AT_ONCE):
        some = listed[start : start + _AT_ONCE]
        connection.execute(sa.update(readings).where(readings.c.record_id.in_(some)).values(analyser=""))
