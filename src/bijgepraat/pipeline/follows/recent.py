# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""What a follow is about, as a question to the search index: for previews, feeds and calendars."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import quote, urlencode

from bijgepraat.model.claims import THEMES
from bijgepraat.model.following import Sort
from bijgepraat.model.records import Kind
from bijgepraat.model.views import page_of
from bijgepraat.pipeline.follows.batch import TOLD_KINDS, by_ids_many
from bijgepraat.pipeline.follows.found import LEAST_LEVEL, Place
from bijgepraat.pipeline.municipalities import newest_distribution
from bijgepraat.pipeline.site.directory import Directory
from bijgepraat.store import follows
from bijgepraat.store.queries import levels_of
from bijgepraat.store.search_fields import Condition
from bijgepraat.store.search_query import read_query
from bijgepraat.store.store import Store

ADDRESS: Mapping[Sort, str] = {
    Sort.SEARCH: "zoek",
    Sort.THEME: "thema",
    Sort.DOSSIER: "dossier",
    Sort.PERSON: "persoon",
    Sort.PROMISE: "toezegging",
    Sort.MUNICIPALITY: "gemeente",
}
"""How feeds and calendars call a sort in their address."""
LONGEST_TARGET = 400
EVERY_EDITION = "week"


@dataclass(frozen=True, slots=True)
class Subject:
    """Something that can be followed: what it is called, its page, and the question that finds it (None: no records are)."""

    sort: Sort
    target: str
    label: str
    page: str
    question: str | None

    def address(self, path: str) -> str:
        """The address of a feed or calendar of it."""
        return f"{path}?{urlencode({ADDRESS[self.sort]: self.target})}"


def subject_of(store: Store, sort: Sort, target: str, who: Directory) -> Subject | None:
    """What a reader asked to follow; None when there is no such thing."""
    target = " ".join(target.split())[:LONGEST_TARGET]
    match sort:
        case Sort.SEARCH:
            page = "/zoeken?" + urlencode({"q": target})
            return Subject(sort, target, f"‘{target}’", page, target) if read_query(target).tree is not None else None
        case Sort.THEME:
            return Subject(sort, target, THEMES[target], f"/dossiers/{target}", f"thema:{target}") if target in THEMES else None
        case Sort.DOSSIER:
            found = read_query(f'dossier:"{_bare(target)}"').tree
            page = "/zoeken?" + urlencode({"q": f"dossier:{target}"})
            known = isinstance(found, Condition)
            return Subject(sort, target, f"dossier {target}", page, f'dossier:"{_bare(target)}"') if known else None
        case Sort.PERSON:
            person = who.people.get(target)
            if person is None:
                return None
            names = dict.fromkeys((*person.names, person.name))
            question = " OF ".join(f'persoon:"{_bare(name)}"' for name in names)
            return Subject(sort, target, person.name, page_of(Kind.PERSOON, target), question)
        case Sort.MUNICIPALITY:
            known_places = {one.code: one.name for one in newest_distribution(store).municipalities}
            name = known_places.get(target)
            page = f"/gemeenten/{quote(target, safe='')}"
            return Subject(sort, target, name, page, f'gemeente:"{_bare(name)}"') if name else None
        case Sort.PROMISE:
            return Subject(sort, target, "een toezegging", f"/toezeggingen/{quote(target, safe='')}", None) if target else None
        case Sort.SOURCE:
            return Subject(sort, target, f"bron {target}", "/status", None) if target else None
        case Sort.EDITION:
            return Subject(sort, target, "elke nieuwe editie", "/edities", None) if target == EVERY_EDITION else None
        case Sort.ASK:
            return Subject(sort, target, f"inzet {target}", f"/inzet/{quote(target, safe='')}", None) if target else None


def recent(
    store: Store, subject: Subject, first: date | None, last: date | None, limit: int, kinds: Sequence[str] = ()
) -> tuple[list[tuple[Any, Place]], int]:
    """Records that a follow is about, dated within a closed interval, newest first, each once; and how many were looked at.

    Of a theme only what matters to gemeenten at least somewhat, unless `kinds` says which kinds are wanted.
    """
    if subject.question is None:
        return [], 0
    bounds = Condition("datum", low=_number(first), high=_number(last))
    found = store.index.search(
        subject.question,
        limit=limit,
        kinds=kinds or sorted(TOLD_KINDS),
        conditions=[bounds],
        newest_first=True,
        loosened=False,
    )
    places: dict[int, Place] = {}
    for hit in found.hits:
        places.setdefault(hit.record_id, hit.entry)
    with store.reading() as connection:
        rows = by_ids_many(connection, list(places))
        levels = levels_of(connection, list(places)) if subject.sort is Sort.THEME and not kinds else {}
    chosen = [
        (rows[number], place)
        for number, place in places.items()
        if number in rows and not rows[number].deleted and (number not in levels or levels[number].level >= LEAST_LEVEL)
    ]
    return chosen, len(found.hits)


def newest_day(store: Store, today: date) -> date:
    """The last day, not after today, of which the store has anything: previews count back from there."""
    with store.reading() as connection:
        newest = follows.newest_until(connection, sorted(TOLD_KINDS), today.isoformat())
    return date.fromisoformat(newest) if newest else today


def _bare(name: str) -> str:
    return "".join(char for char in name if char not in '"“”„«»')


def _number(day: date | None) -> int | None:
    return int(day.strftime("%Y%m%d")) if day else None
