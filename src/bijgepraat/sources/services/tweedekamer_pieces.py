# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Which files of the Tweede Kamer are worth fetching: by kind, by kind of document, and by age."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta

import msgspec

from bijgepraat.model.records import Notice, Record, Severity
from bijgepraat.model.sync import Description, Piece
from bijgepraat.settings import Limits
from bijgepraat.sources.fetched import Fetched
from bijgepraat.sources.services.pieces import read_fetched


class PieceRule(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """Files of a kind of record: those not older than `days`, and of one of `soorten` when any are named."""

    days: int
    soorten: tuple[str, ...] = ()


def piece_of(
    record: Record,
    rules: Mapping[str, PieceRule],
    address: str,
    changed: str | None,
    today: datetime,
    since: date | None = None,
) -> Piece | None:
    """The file that a record announces, if it is wanted. `since` overrules the age.

    The age is that of the record's own date, or of its last change (`changed`, UTC) when it has none. The piece is to be
    fetched again when the keeper changed it, not when the feed sent it once more: that has happened with 25,000 at once.
    """
    rule = rules.get(record.kind)
    if rule is None or record.deleted:
        return None
    if rule.soorten and record.fields.get("Soort") not in rule.soorten:
        return None
    moment = changed or record.modified
    day = record.date or _day(moment)
    earliest = since or (today - timedelta(days=rule.days)).date()
    if day is None or day < earliest:
        return None
    media_type, size = record.fields.get("ContentType"), record.fields.get("ContentLength")
    return Piece(
        address=address,
        source=record.source,
        kind=record.kind,
        key=record.key,
        media_type=media_type if isinstance(media_type, str) and media_type else None,
        size=size if isinstance(size, int) else None,
        changed=moment,
        date=day,
        title=record.title,
    )


def read_file(piece: Piece, fetched: Fetched, description: Description, limits: Limits) -> Iterator[Record | Notice]:
    """The records in a document or a transcript. A size that is not as announced is reported: some hundreds never are."""
    yield from read_fetched(piece, fetched, description, limits)
    if piece.size is not None and fetched.size and piece.size != fetched.size:
        message = f"aangekondigd met {piece.size} bytes, gekomen met {fetched.size}; controleer of het bestand heel is"
        yield Notice(Severity.WARNED, "andere-lengte", piece.address, piece.key, message, piece.kind)


def _day(moment: str | None) -> date | None:
    try:
        return date.fromisoformat((moment or "")[:10])
    except ValueError:
        return None
