# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Passages of other papers that mean the same as one, by the vectors that are kept. A page never waits long for them."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotYet
from threading import Lock
from typing import Any

from bijgepraat.model.views import AlsoHere, place_of, record_page
from bijgepraat.pipeline.meaning import live_meaning
from bijgepraat.pipeline.search_meaning import Meaning, Near
from bijgepraat.pipeline.site.entries import day_of, sort_of, title_of
from bijgepraat.settings import SearchWeights
from bijgepraat.store.lookup import by_ids, text_of
from bijgepraat.store.queries import Connection
from bijgepraat.store.store import Store
from bijgepraat.store.works import works_of

_MOST = 5
_LOOKED_AT = 25
"""Nearest records that are looked at: of those that are one document only the first is shown."""
_LEAST = 3.5
"""Standard deviations above the mean of all passages: what is less near shares a subject, not a meaning."""
_LONGEST = 320
_PATIENCE_S = 0.04
_REMEMBERED = 2_000

_Key = tuple[int, int, tuple[str, ...]]


class Alike:
    """Finds them beside the page, one paper at a time; what is not there in time is there when the page is asked for again.

    `meaning` gives the vectors of the store, or None where there is no model. `patience` is how long (seconds) a page waits.
    """

    def __init__(
        self, store: Store, meaning: Callable[[Store], Meaning | None] = live_meaning, patience: float = _PATIENCE_S
    ) -> None:
        self._store = store
        self._make = meaning
        self._patience = patience
        self._meaning: Meaning | None = None
        self._known: OrderedDict[tuple[int, int], tuple[tuple[str, ...], Future[tuple[AlsoHere, ...]]]] = OrderedDict()
        self._lock = Lock()
        self._worker = ThreadPoolExecutor(1, thread_name_prefix="ook-hierover")

    def of(self, row: Any) -> tuple[AlsoHere, ...]:
        """At most five, nearest first; none where nothing is near, no vector was made, or it is still being worked out."""
        key = (row.id, row.version)
        with self._lock:
            stand = self._meaning.stand() if self._meaning is not None else ()
            known = self._known.get(key)
            if known is None or (known[0] != stand and known[1].done()):
                known = (stand, self._worker.submit(self._find, row.id))
                self._known[key] = known
                while len(self._known) > _REMEMBERED:
                    self._known.popitem(last=False)
        try:
            return known[1].result(timeout=self._patience)
        except NotYet:
            return ()

    def _find(self, record: int) -> tuple[AlsoHere, ...]:
        """Runs in the one thread of its own: loading a model takes longer than a page may."""
        if self._meaning is None:
            self._meaning = self._make(self._store)
        if self._meaning is None:
            return ()
        near = self._meaning.alike(record, SearchWeights().centre, _LEAST, _LOOKED_AT)
        if not near:
            return ()
        with self._store.reading() as connection:
            return tuple(_shown(connection, record, near))


def _shown(connection: Connection, record: int, near: Sequence[Near]) -> list[AlsoHere]:
    rows = by_ids(connection, [one.record for one in near])
    works = works_of(connection, [record, *rows])
    seen = {works.get(record, -record)}
    found: list[AlsoHere] = []
    for one in near:
        row = rows.get(one.record)
        work = works.get(one.record, -one.record)
        if row is None or row.deleted or work in seen:
            continue
        seen.add(work)
        quote = _words(connection, row, one)
        if quote:
            page = place_of(f"{row.kind}:{row.key}", one.start, one.end) if one.end else record_page(row.kind, row.key)
            found.append(AlsoHere(row.kind, sort_of(row), title_of(row), day_of(row), quote, page))
        if len(found) == _MOST:
            break
    return found


def _words(connection: Connection, row: Any, one: Near) -> str:
    """The passage on one line, cut at a word; of a record without text its title."""
    text = (text_of(connection, row.id, row.version) or "")[one.start : one.end] if one.end else row.title or ""
    words = " ".join(text.split())
    return words if len(words) <= _LONGEST else words[:_LONGEST].rpartition(" ")[0] + " …"
