# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The search page."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any
from urllib.parse import urlencode

from bijgepraat.model.records import Kind
from bijgepraat.model.views import Pager, SearchFilter, SearchResult, SearchView, Snippet, page_of, place_of
from bijgepraat.pipeline import search as searching
from bijgepraat.pipeline.site.entries import same, sort_of, telling_titles, title_of
from bijgepraat.pipeline.site.memory import Memory
from bijgepraat.store.lookup import passage_of
from bijgepraat.store.queries import Connection, by_keys, levels_of

_PER_PAGE = 20
_LAST_PAGE = 50
"""Leafing further than a thousand results finds nothing that a better question would not find at once."""
_LONGEST_QUERY = 500

FILTERS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "kamerstukken": ("Kamerstukken", (Kind.PUBLICATIE,)),
    "zaken": ("Zaken", (Kind.ZAAK,)),
    "documenten": ("Documenten", (Kind.DOCUMENT,)),
    "debatten": ("Debatten", (Kind.DEBAT, Kind.VERGADERING)),
    "agenda": ("Agenda", (Kind.ACTIVITEIT, Kind.AGENDAPUNT)),
    "toezeggingen": ("Toezeggingen", (Kind.TOEZEGGING,)),
    "nieuws": ("Nieuws en weekberichten", (Kind.BERICHT, Kind.ONTWIKKELING)),
    "bestanden": ("Akkoorden en andere bestanden", (Kind.BESTAND,)),
    "mensen": ("Mensen en partijen", (Kind.PERSOON, Kind.FRACTIE)),
}
"""Sorts that a search can be narrowed to: key in the address → name and kinds."""


def results(memory: Memory, query: str, kind: str, order: str, number: str) -> SearchView:
    """A page of results. A query of any shape is valid; one without words finds nothing."""
    asked = " ".join(query.split())[:_LONGEST_QUERY]
    chosen = kind if kind in FILTERS else ""
    newest = order == "nieuw"
    page = int(number) if number.isascii() and number.isdigit() and len(number) < 6 else 1
    page = min(max(page, 1), _LAST_PAGE)
    if not asked:
        return SearchView(query=query[:_LONGEST_QUERY])
    store = memory.store
    if not store.index.position:  # there is no index yet
        return SearchView(query=asked, order="nieuw" if newest else "best", behind=store.changes())
    kinds = FILTERS[chosen][1] if chosen else ()
    found = searching.search(store, asked, limit=_PER_PAGE, offset=(page - 1) * _PER_PAGE, kinds=kinds, newest_first=newest)
    shown = tuple(_results(memory, asked, found.results))
    last = min(_LAST_PAGE, -(-found.total // _PER_PAGE))

    def path(sort: str = chosen, by_date: bool = newest, at: int = 1) -> str:
        values = {"q": asked, "soort": sort, "volgorde": "nieuw" if by_date else "", "pagina": str(at) if at > 1 else ""}
        return "/zoeken?" + urlencode({name: value for name, value in values.items() if value})

    return SearchView(
        query=asked,
        results=shown,
        total=found.total,
        loosened=found.loosened,
        filters=_filters(memory, asked, chosen, found.total, found.loosened, path),
        order="nieuw" if newest else "best",
        order_pages=(path(by_date=False), path(by_date=True)),
        kind=chosen,
        pager=Pager(
            previous=path(at=page - 1) if page > 1 else None,
            next=path(at=page + 1) if page < last else None,
            number=page,
            last=last,
            total=found.total,
        ),
        behind=max(0, store.changes() - store.index.position),
        capped=page == _LAST_PAGE and found.total > page * _PER_PAGE,
        first=(page - 1) * _PER_PAGE + 1,
    )


def _filters(
    memory: Memory, query: str, chosen: str, total: int, loosened: bool, path: Callable[[str], str]
) -> tuple[SearchFilter, ...]:
    """The sorts that have results, each with how many; the counts are those of the whole search."""
    counts = {}
    for key, (_name, kinds) in FILTERS.items():
        if key == chosen:
            counts[key] = total
            continue
        other = memory.store.index.search(query, limit=1, kinds=kinds)
        # A sort without all the words would count texts with any of them: that is another question.
        counts[key] = other.total if other.loosened == loosened else 0
    everything = memory.store.index.search(query, limit=1).total if chosen else total
    found = [SearchFilter("", "Alles", path(""), everything, not chosen)]
    found += [
        SearchFilter(key, name, path(key), counts[key], key == chosen)
        for key, (name, _kinds) in FILTERS.items()
        if counts[key] or key == chosen
    ]
    return tuple(found)


def _results(memory: Memory, query: str, found: Sequence[searching.SearchResult]) -> Iterator[SearchResult]:
    """Results as views; a zaak and its document on one page are one result, in the place of the better one."""
    with memory.store.reading() as connection:
        rows = {
            (kind, key): row
            for kind in {result.kind for result in found}
            for key, row in by_keys(connection, kind, [result.key for result in found if result.kind == kind]).items()
        }
        distinct = list(rows.values())
        read = levels_of(connection, [row.id for row in distinct])
        telling = telling_titles(connection, distinct)
        groups = {row.id: group for group in same(connection, distinct) for row in group}
        shown: set[int] = set()
        for result in found:
            row = rows.get((result.kind, result.key))
            if row is None or (row.id in shown and result.passage is None):
                continue
            shown.update(other.id for other in groups[row.id])
            reading = read.get(row.id)
            title = telling.get(row.id, title_of(row))
            yield SearchResult(
                page=_page(connection, row, result),
                kind=result.kind,
                sort=sort_of(row),
                title=Snippet(title, tuple(memory.store.index.matches(query, title))),
                date=date.fromisoformat(result.date) if result.date else None,
                source=result.source,
                snippet=Snippet(result.snippet, result.marks) if row.has_text else None,
                level=reading.level if reading is not None else None,
                theme=reading.theme if reading is not None else None,
                speaker=result.speaker,
                also=tuple((other.kind, page_of(other.kind, other.key)) for other in groups[row.id] if other is not row),
            )


def _page(connection: Connection, row: Any, result: searching.SearchResult) -> str:
    """The page of a result; of a speech the place where it begins."""
    if result.passage is not None:
        passage = passage_of(connection, row.id, row.version, result.passage)
        if passage is not None:
            return place_of(f"{row.kind}:{row.key}", passage.start, passage.end)
    return page_of(row.kind, row.key)
