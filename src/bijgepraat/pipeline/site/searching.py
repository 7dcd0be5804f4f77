# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The search page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode

from bijgepraat.model.claims import THEMES
from bijgepraat.model.records import Kind
from bijgepraat.model.search_views import SearchChoice, SearchFacet
from bijgepraat.model.views import Pager, SearchFilter, SearchResult, SearchView, Snippet, page_of, place_of
from bijgepraat.pipeline import search as searching
from bijgepraat.pipeline.meaning import live_meaning
from bijgepraat.pipeline.site.entries import same, sort_of, telling_titles, title_of
from bijgepraat.pipeline.site.memory import Memory
from bijgepraat.pipeline.site.search_periods import period_bounds, periods
from bijgepraat.store.lookup import by_ids
from bijgepraat.store.queries import levels_of
from bijgepraat.store.search_fields import Condition, plain
from bijgepraat.store.search_query import read_query

_PER_PAGE = 20
_LAST_PAGE = 99_999
_LONGEST_QUERY = 500
_SHOWN_VALUES = 8
_RARE = 3
"""With fewer results than this the spelling is looked at."""

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


@dataclass(frozen=True, slots=True)
class Question:
    """What the address asks: words, what narrows them, the order. Odd values count as empty."""

    words: str
    kind: str = ""
    theme: str = ""
    party: str = ""
    period: str = ""
    newest: bool = False

    @classmethod
    def of_address(cls, values: Mapping[str, str]) -> Question:
        """Read the values of an address."""
        party = re.sub(r"[^\w \-&]", "", values.get("partij", ""))[:60].strip()
        return cls(
            words=" ".join(values.get("q", "").split())[:_LONGEST_QUERY],
            kind=values.get("soort", "") if values.get("soort") in FILTERS else "",
            theme=values.get("thema", "") if values.get("thema") in THEMES else "",
            party=party if plain(party) else "",
            period=values.get("periode", "") if period_bounds(values.get("periode", "")) else "",
            newest=values.get("volgorde") == "nieuw",
        )

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of record that are wanted; empty for all."""
        return FILTERS[self.kind][1] if self.kind else ()

    @property
    def conditions(self) -> list[Condition]:
        """What results must meet besides."""
        found = []
        if self.theme:
            found.append(Condition("thema", self.theme))
        if self.party:
            found.append(Condition("partij", plain(self.party)))
        if bounds := period_bounds(self.period):
            found.append(Condition("datum", low=bounds[0], high=bounds[1]))
        return found

    def values(self) -> dict[str, str]:
        """As an address has it."""
        named = {"q": self.words, "soort": self.kind, "thema": self.theme, "partij": self.party, "periode": self.period}
        return {name: value for name, value in {**named, "volgorde": "nieuw" if self.newest else ""}.items() if value}

    def path(self, page: int = 1) -> str:
        """The address of a page of its results."""
        return "/zoeken?" + urlencode({**self.values(), **({"pagina": str(page)} if page > 1 else {})})


def results(memory: Memory, values: Mapping[str, str]) -> SearchView:
    """A page of results. A query of any shape is valid; one without words finds nothing."""
    asked = Question.of_address(values)
    number = values.get("pagina", "")
    page = int(number) if number.isascii() and number.isdigit() and len(number) < 6 else 1
    page = min(max(page, 1), _LAST_PAGE)
    order = "nieuw" if asked.newest else "best"
    if not asked.words:
        return SearchView(query=values.get("q", "")[:_LONGEST_QUERY])
    store = memory.store
    if not store.index.position:  # there is no index yet
        return SearchView(query=asked.words, order=order, behind=store.changes())  # type: ignore[arg-type]
    found = searching.search(
        store,
        asked.words,
        limit=_PER_PAGE,
        offset=(page - 1) * _PER_PAGE,
        kinds=asked.kinds,
        conditions=asked.conditions,
        newest_first=asked.newest,
        meaning=memory.recall("zoeken: betekenis", lambda: live_meaning(store), follows_changes=True),
    )
    last = -(-found.total // _PER_PAGE)
    counted = _Counts(memory, asked, found)
    narrowing = [(name, value) for name, value in asked.values().items() if name not in {"q"}]
    return SearchView(
        query=asked.words,
        results=tuple(_results(memory, asked.words, found.results)),
        total=found.total,
        loosened=found.loosened,
        filters=counted.sorts(),
        order=order,  # type: ignore[arg-type]
        order_pages=(replace(asked, newest=False).path(), replace(asked, newest=True).path()),
        kind=asked.kind,
        pager=Pager(
            previous=asked.path(page - 1) if page > 1 else None,
            next=asked.path(page + 1) if page < last else None,
            number=page,
            last=last,
            total=found.total,
        ),
        behind=max(0, store.changes() - store.index.position),
        first=(page - 1) * _PER_PAGE + 1,
        facets=counted.facets(),
        periods=periods(counted.by("month"), asked.period, lambda period: replace(asked, period=period).path()),
        meant=_meant(memory, asked) if found.total < _RARE or found.loosened else None,
        hidden=tuple(narrowing),
        widest=Question(asked.words, newest=asked.newest).path() if asked.kinds or asked.conditions else "",
    )


class _Counts:
    """How many results there are of each value; of a field that narrows already, without that narrowing."""

    _FIELDS: Mapping[str, str] = {"kind": "kind", "theme": "theme", "party": "party", "month": "period"}

    def __init__(self, memory: Memory, asked: Question, found: searching.SearchPage) -> None:
        self._index = memory.store.index
        self._asked = asked
        self._found = found
        self._query = read_query(asked.words)
        self._as_asked = self._counts(asked)

    def by(self, field: str) -> Mapping[str, int]:
        """Counts per value of a field."""
        own = self._FIELDS[field]
        if not getattr(self._asked, own):
            return self._as_asked[field]
        return self._counts(replace(self._asked, **{own: ""}))[field]  # type: ignore[arg-type]

    def sorts(self) -> tuple[SearchFilter, ...]:
        """The sorts that have results, after all of them together."""
        asked, kinds = self._asked, self.by("kind")
        counts = {key: sum(kinds.get(kind, 0) for kind in several) for key, (_name, several) in FILTERS.items()}
        everything = sum(kinds.values())
        found = [SearchFilter("", "Alles", replace(asked, kind="").path(), everything, not asked.kind)]
        found += [
            SearchFilter(key, name, replace(asked, kind=key).path(), counts[key], key == asked.kind)
            for key, (name, _kinds) in FILTERS.items()
            if counts[key] or key == asked.kind
        ]
        return tuple(found)

    def facets(self) -> tuple[SearchFacet, ...]:
        """Themes and parties that results have, the most frequent of them."""
        asked = self._asked
        themes = [
            SearchChoice(THEMES[key], replace(asked, theme="" if key == asked.theme else key).path(), count, key == asked.theme)
            for key, count in _most(self.by("theme"), asked.theme)
            if key in THEMES
        ]
        parties = [
            SearchChoice(name, replace(asked, party="" if name == asked.party else name).path(), count, name == asked.party)
            for name, count in _most(self.by("party"), asked.party)
        ]
        facets = (SearchFacet("Thema", tuple(themes)), SearchFacet("Partij", tuple(parties)))
        return tuple(facet for facet in facets if len(facet.choices) > 1 or any(choice.chosen for choice in facet.choices))

    def _counts(self, asked: Question) -> Mapping[str, Mapping[str, int]]:
        found = self._found
        return self._index.counts(
            self._query, kinds=asked.kinds, conditions=asked.conditions, also=found.near, loosened=found.loosened
        )


def _most(counts: Mapping[str, int], chosen: str) -> list[tuple[str, int]]:
    """The most frequent values, and the chosen one."""
    ranked = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    shown = ranked[:_SHOWN_VALUES]
    if chosen and all(name != chosen for name, _ in shown):
        shown.append((chosen, counts.get(chosen, 0)))
    return shown


def _meant(memory: Memory, asked: Question) -> tuple[str, str] | None:
    """The question with its words as they may have been meant, and the page of that."""
    better = memory.store.index.spelling(read_query(asked.words))
    if not better:
        return None
    words = re.sub(r"[^\W_]+", lambda match: better.get(plain(match.group()), match.group()), asked.words)
    return (words, Question(words).path()) if words != asked.words else None


def _results(memory: Memory, query: str, found: Sequence[searching.SearchResult]) -> Iterator[SearchResult]:
    """Results as views; a zaak and its document on one page are one result, in the place of the better one."""
    with memory.store.reading() as connection:
        rows = by_ids(connection, [result.number for result in found])
        distinct = [row for number in dict.fromkeys(result.number for result in found) if (row := rows.get(number)) is not None]
        read = levels_of(connection, [row.id for row in distinct])
        telling = telling_titles(connection, distinct)
        groups = {row.id: group for group in same(connection, distinct) for row in group}
        marker = memory.store.index.marker(query)
        shown: set[int] = set()
        for result in found:
            row = rows.get(result.number)
            if row is None or (row.id in shown and result.passage is None):
                continue
            shown.update(other.id for other in groups[row.id])
            reading = read.get(row.id)
            title = telling.get(row.id, title_of(row))
            yield SearchResult(
                page=place_of(f"{row.kind}:{row.key}", *result.place) if result.place else page_of(row.kind, row.key),
                kind=result.kind,
                sort=sort_of(row),
                title=Snippet(title, tuple((mark.start, mark.end) for mark in marker.marks(title))),
                date=date.fromisoformat(result.date) if result.date else None,
                source=result.source,
                snippet=Snippet(result.snippet, result.marks) if row.has_text else None,
                level=reading.level if reading is not None else None,
                theme=reading.theme if reading is not None else None,
                speaker=result.speaker,
                also=tuple((other.kind, page_of(other.kind, other.key)) for other in groups[row.id] if other is not row),
                how=result.how,
            )
