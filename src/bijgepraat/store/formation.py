# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Records whose title may be about making a cabinet, and how much happened per day. Both walk a table: keep the answers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from bijgepraat.model.records import Kind
from bijgepraat.store.schema import readings, records

FORMATION = "formatie"
"""What the name of a source has in it that tells of nothing but making a cabinet."""
_KINDS = (Kind.ZAAK, Kind.DOCUMENT, Kind.PUBLICATIE, Kind.BERICHT, Kind.BESTAND, Kind.ACTIVITEIT, Kind.DEBAT)
_NEWS = (Kind.BERICHT, Kind.OPENBAARMAKING, Kind.BEKENDMAKING, Kind.BESTAND)


def titled(connection: Connection, words: Sequence[str]) -> Sequence[Any]:
    """Current rows with a date and one of the words anywhere in the title, or news from a formation, the oldest first."""
    some = [records.c.title.ilike(f"%{word}%") for word in words]
    query = sa.select(records).where(
        records.c.date.is_not(None),
        records.c.deleted.is_(False),
        sa.or_(
            sa.and_(records.c.kind.in_(_KINDS), sa.or_(*some)),
            sa.and_(records.c.kind.in_(_NEWS), records.c.source.like(f"%{FORMATION}%")),
        ),
    )
    return connection.execute(query.order_by(records.c.date, records.c.id)).all()


def direct_days(connection: Connection) -> dict[str, int]:
    """By day how many records touch gemeenten directly."""
    query = sa.select(readings.c.date, sa.func.count()).where(readings.c.level == 2, readings.c.date.is_not(None))
    return {row[0]: row[1] for row in connection.execute(query.group_by(readings.c.date))}
