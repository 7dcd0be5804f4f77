# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Two versions of a stored record held against each other, with the amounts, dates and names that changed in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import orjson

from bijgepraat.compose.changed_values import Read, changed_values
from bijgepraat.compose.differences import compare, paragraphs, summary
from bijgepraat.model.claims import Span
from bijgepraat.model.difference_views import Difference, RecordVersion
from bijgepraat.model.records import Kind
from bijgepraat.pipeline.site.entries import title_of
from bijgepraat.publish.difference_text import as_lines
from bijgepraat.publish.site.words import FACTS, day, fact_name, fact_value
from bijgepraat.store.lookup import by_key, text_of
from bijgepraat.store.queries import Connection, passages_of
from bijgepraat.store.store import Store
from bijgepraat.store.versions import all_versions
from bijgepraat.understand.amounts import find_amounts
from bijgepraat.understand.dates import find_moments
from bijgepraat.understand.names import find_names

_LONGEST_VALUE = 600
"""Characters of a field's value."""


class NoSuchVersionError(LookupError):
    """A version is asked for that is not kept; the message (Dutch) says which ones are."""


@dataclass(frozen=True, slots=True)
class Compared:
    """A record's versions (rows of the store, oldest first), which two were compared, and what differs.

    `difference` is None where there is nothing to compare: no version comes before `new` (`old` is None), or `old` is `new`.
    """

    versions: tuple[Any, ...]
    new: Any
    old: Any = None
    difference: Difference | None = None


def versions_kept(store: Store, kind: str, key: str) -> tuple[Any, ...]:
    """Rows of all versions of a record, oldest first; none when there is no such record."""
    with store.reading() as connection:
        current = by_key(connection, kind, key)
        return tuple(all_versions(connection, current.id)) if current is not None else ()


def difference_between(store: Store, kind: str, key: str, old: int | None = None, new: int | None = None) -> Compared | None:
    """What changed in a record from version `old` to version `new`; None when there is no such record.

    Without `new` it is the current version, without `old` the one that came before `new` (by the source's moment of change).
    Raises `NoSuchVersionError` for a number that is not kept.
    """
    with store.reading() as connection:
        current = by_key(connection, kind, key)
        if current is None:
            return None
        versions = tuple(all_versions(connection, current.id))
        to = _chosen(versions, new) if new is not None else versions[-1]
        if old is not None:
            since = _chosen(versions, old)
        else:
            place = versions.index(to)
            since = versions[place - 1] if place else None
        if since is None or since.version == to.version:
            return Compared(versions, to, since)
        sides = [_side(connection, row) for row in (since, to)]
    difference = compare(*sides)
    values, complete = changed_values(difference.blocks, _reader(sides[1].date or sides[0].date))
    return Compared(versions, to, since, replace(difference, values=values, values_complete=complete))


def change_of(store: Store, kind: str, key: str) -> str | None:
    """One line on what changed in the last version of a record; None when it has only one version or does not exist."""
    found = difference_between(store, kind, key)
    return summary(found.difference) if found is not None and found.difference is not None else None


def difference_lines(store: Store, name: str, old: int | None = None, new: int | None = None) -> Iterator[str] | None:
    """The same as lines of text, by the record's name `Kind:key`; None when there is no such record.

    Raises `NoSuchVersionError` for a number that is not kept.
    """
    kind, _, key = name.partition(":")
    found = difference_between(store, kind, key, old, new)
    if found is None:
        return None
    if found.old is None or found.difference is None:
        return iter((nothing_to_compare(found),))
    sides = (_named(found.old), _named(found.new))
    facts = tuple(facts_of(found.difference))
    return as_lines(title_of(found.versions[-1]), sides, summary(found.difference), facts, found.difference)


def nothing_to_compare(found: Compared) -> str:
    """Why there is no difference, in words for the reader."""
    if len(found.versions) == 1:
        return f"{kept_in_words(found.versions)} Er is dus nog niets om mee te vergelijken."
    if found.old is None:
        return f"Vóór versie {found.new.version} is er geen eerdere versie. Kies twee versies."
    return f"Dit is twee keer versie {found.new.version}. Kies twee verschillende versies."


def moment_of(row: Any) -> str | None:
    """The source's moment of change in words, without its fractions of a second."""
    return fact_value(row.modified.partition(".")[0]) if row.modified else None


def _named(row: Any) -> str:
    return f"versie {row.version} ({moment_of(row) or 'zonder tijd'})"


def _chosen(versions: Sequence[Any], number: int) -> Any:
    for row in versions:
        if row.version == number:
            return row
    raise NoSuchVersionError(f"Versie {number} is er niet. {kept_in_words(versions)}")


def kept_in_words(versions: Sequence[Any]) -> str:
    """Which versions are kept, in a sentence."""
    numbers = sorted(row.version for row in versions)
    if len(numbers) == 1:
        return f"Van dit stuk is alleen versie {numbers[0]} bewaard."
    if numbers == list(range(numbers[0], numbers[-1] + 1)) and len(numbers) > 2:
        return f"Van dit stuk zijn versie {numbers[0]} tot en met {numbers[-1]} bewaard."
    return f"Van dit stuk zijn versie {', '.join(map(str, numbers[:-1]))} en {numbers[-1]} bewaard."


def _side(connection: Connection, row: Any) -> RecordVersion:
    text = text_of(connection, row.id, row.version)
    parts = None
    if text is not None:
        parts = paragraphs(text, passages_of(connection, row.id, row.version), between=row.kind != Kind.DEBAT)
    return RecordVersion(
        title=row.title,
        date=date.fromisoformat(row.date) if row.date else None,
        deleted=row.deleted,
        address=row.address,
        fields=orjson.loads(row.fields),
        paragraphs=parts,
    )


def _reader(on: date | None) -> Read:
    """What finds values in a paragraph; both versions are read as of one day, so that "volgend jaar" means the same in both."""

    def read(text: str) -> list[Span]:
        return [*find_amounts(text, on), *find_moments(text, on), *find_names(text)]

    return read


def facts_of(difference: Difference) -> Iterator[tuple[str, str, str]]:
    """What changed beside the text: title and date first, then the fields that the site has words for, then the others."""
    if difference.title:
        yield "Titel", difference.title[0] or "", difference.title[1] or ""
    if difference.date:
        yield "Datum", _day(difference.date[0]), _day(difference.date[1])
    if difference.deleted:
        yield "Ingetrokken door de bron", fact_value(difference.deleted[0]), fact_value(difference.deleted[1])
    if difference.address:
        yield "Adres bij de bron", difference.address[0] or "", difference.address[1] or ""
    known = list(FACTS)
    order = {name: n for n, name in enumerate(known)}
    for change in sorted(difference.fields, key=lambda change: (order.get(change.name, len(known)), change.name)):
        yield fact_name(change.name), _in_words(change.old), _in_words(change.new)


def _day(value: date | None) -> str:
    return day(value) if value else ""


def _in_words(value: Any) -> str:
    """A value of the wire as text, also one for which the site has no words; empty for none."""
    if value is None:
        return ""
    said = fact_value(value) or (value if isinstance(value, str) else orjson.dumps(value).decode())
    return said if len(said) <= _LONGEST_VALUE else f"{said[:_LONGEST_VALUE]} …"
