# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Which records are one thing to a reader: the forms of one document, and the zaak under which it was filed."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from bijgepraat.model.records import Kind
from bijgepraat.store.queries import Connection, by_keys, pointing_at, stated
from bijgepraat.store.search_fields import plain
from bijgepraat.store.works import fellows, rows_of, works_of

_MOST = 5_000


def things(connection: Connection, rows: Iterable[Any]) -> dict[int, tuple[int, ...]]:
    """Per record the numbers of all records that are the same thing, in order, itself included.

    A zaak and its document are one when they have one title: a bill has many documents, and each of those is something new.
    """
    own = {row.id: row for row in rows}
    around = {**own, **{row.id: row for row in rows_of(connection, fellows(connection, own) - own.keys())}}
    groups = _Groups(around)
    filed = _filed(connection, around.values())
    further = {row.id: row for pair in filed for row in pair} | around
    missing = fellows(connection, further) - further.keys()
    further |= {row.id: row for row in rows_of(connection, missing)}
    leading: dict[int, int] = {}
    for number, work in works_of(connection, further).items():
        groups.join(leading.setdefault(work, number), number)
    for zaak, document in filed:
        groups.join(zaak.id, document.id)
    return {number: groups.of(number) for number in own}


def _filed(connection: Connection, rows: Collection[Any]) -> list[tuple[Any, Any]]:
    """Zaken with the document of the same title that they were filed as."""
    pairs = []
    zaken = {row.id: row for row in rows if row.kind == Kind.ZAAK}
    filed = stated(connection, list(zaken), ("document",)) if zaken else []
    documents = by_keys(connection, Kind.DOCUMENT, [link.to_key for link in filed])
    pairs += [(zaken[link.from_id], documents[link.to_key]) for link in filed if link.to_key in documents]
    papers = {row.key: row for row in rows if row.kind == Kind.DOCUMENT}
    if papers:
        back = pointing_at(connection, Kind.DOCUMENT, list(papers), ("document",), (Kind.ZAAK,), limit=_MOST)
        pairs += [(row, papers[key]) for _role, key, row in back]
    return [(zaak, document) for zaak, document in pairs if plain(zaak.title or "") == plain(document.title or "") != ""]


class _Groups:
    """Numbers that belong together."""

    def __init__(self, numbers: Iterable[int]) -> None:
        self._of = {number: {number} for number in numbers}

    def join(self, one: int, other: int) -> None:
        first, second = self._of.setdefault(one, {one}), self._of.setdefault(other, {other})
        if first is not second:
            first |= second
            for number in second:
                self._of[number] = first

    def of(self, number: int) -> tuple[int, ...]:
        return tuple(sorted(self._of[number]))
