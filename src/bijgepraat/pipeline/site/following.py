# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The page for following, with its preview, and the feeds and calendars."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TypeVar

from bijgepraat.model.follow_views import FollowView
from bijgepraat.model.following import Rhythm, Sort
from bijgepraat.model.views import Frame, Page
from bijgepraat.pipeline import mail_links
from bijgepraat.pipeline.follows.agenda import agenda
from bijgepraat.pipeline.follows.feeds import reader_feed, subject_feed
from bijgepraat.pipeline.follows.preview import preview
from bijgepraat.pipeline.follows.recent import ADDRESS, Subject, subject_of
from bijgepraat.pipeline.follows.versions import HERE
from bijgepraat.pipeline.mail_links import Leads
from bijgepraat.pipeline.site.memory import Memory
from bijgepraat.pipeline.site.people import directory
from bijgepraat.publish.calendar import calendar
from bijgepraat.publish.feed import atom
from bijgepraat.publish.site.following import follow_page
from bijgepraat.store import follows
from bijgepraat.store.readers import reader_by_id
from bijgepraat.store.store import Store

_T = TypeVar("_T")

_MISSING: Mapping[Sort, str] = {
    Sort.SEARCH: "Hier staat geen woord om op te zoeken. Schrijf bijvoorbeeld: jeugdzorg.",
    Sort.THEME: "Dit thema is er niet. Kies een van de thema’s.",
    Sort.DOSSIER: "Dit is geen nummer van een dossier. Schrijf bijvoorbeeld 36800-B.",
    Sort.PERSON: "Deze persoon is hier niet bekend. Kies iemand op de pagina Mensen.",
    Sort.MUNICIPALITY: "Deze gemeente is er niet. Kies er een op de pagina Gemeenten.",
    Sort.PROMISE: "Deze toezegging is er niet. Kies er een op de pagina Toezeggingen.",
}
_EDITIONS_ATOM, _EDITIONS_AGENDA = "/edities/atom.xml", "/edities/agenda.ics"
_OPEN = (Sort.SEARCH, Sort.THEME, Sort.DOSSIER, Sort.PERSON, Sort.MUNICIPALITY)
"""What has an open Atom feed."""


class Following:
    """The page for following and what can be subscribed to, over one store. None means that there is no such feed."""

    def __init__(self, memory: Memory, frame: Callable[[], Frame]) -> None:
        self._memory = memory
        self._frame = frame

    def page(self, values: Mapping[str, str]) -> Page:
        """The form for what the address names (`soort`, `doel`, `ritme`), with its preview where there is such a thing."""
        return follow_page(self._frame(), self._view(values))

    def atom(self, values: Mapping[str, str], site: str) -> Page | None:
        """The open feed of a subject."""
        found = self._subjects(values, _OPEN)
        if len(found) != 1:
            return None
        subject = found[0]
        feed = self._recall("atom", subject, lambda: subject_feed(self._store, subject, self._today))
        return atom(feed, site)

    def calendar(self, values: Mapping[str, str], site: str) -> Page | None:
        """The open calendar of a subject."""
        found = self._subjects(values, tuple(ADDRESS))
        if len(found) != 1:
            return None
        subject, name = found[0], f"Bijgepraat: {found[0].label}"
        view = self._recall("agenda", subject, lambda: agenda(self._store, name, found, self._today))
        return calendar(view, site)

    def own_atom(self, token: str, site: str) -> Page | None:
        """The feed of one reader's alerts, by the link that gives the right to it."""
        reader = self._reader(token)
        return atom(reader_feed(self._store, reader, f"/volgen/feed/{token}.atom"), site) if reader is not None else None

    def own_calendar(self, token: str, site: str) -> Page | None:
        """One calendar of all that a reader follows and did not pause."""
        reader = self._reader(token)
        if reader is None:
            return None
        with self._store.reading() as connection:
            wanted = [one for one in follows.of_reader(connection, reader) if not one.paused]
        found = [subject_of(self._store, one.sort, one.target, directory(self._memory)) for one in wanted]
        subjects = [one for one in found if one is not None]
        return calendar(agenda(self._store, "Bijgepraat: wat u volgt", subjects, self._today), site)

    @property
    def _store(self) -> Store:
        return self._memory.store

    @property
    def _today(self) -> date:
        return self._memory.now().astimezone(HERE).date()

    def _view(self, values: Mapping[str, str]) -> FollowView:
        sort = next((one for one in Sort if one.value == values.get("soort")), None)
        target = " ".join(values.get("doel", "").split())[:400]
        rhythm = next((one for one in Rhythm if one.value == values.get("ritme")), Rhythm.DAILY)
        if sort is None or not target:
            return FollowView(sort, target, rhythm=rhythm)
        subject = subject_of(self._store, sort, target, directory(self._memory))
        if subject is None:
            return FollowView(sort, target, rhythm=rhythm, wrong=_MISSING.get(sort, "Dit is niet te volgen. Kies iets anders."))
        shown = self._recall("voorbeeld", subject, lambda: preview(self._store, subject, self._today))
        if sort is Sort.PROMISE and not shown.counted:
            return FollowView(sort, target, rhythm=rhythm, wrong=_MISSING[sort])
        return FollowView(
            sort=sort,
            target=subject.target,
            label=subject.label,
            page=subject.page,
            rhythm=rhythm,
            preview=shown,
            atom=_EDITIONS_ATOM if sort is Sort.EDITION else subject.address("/volgen/atom") if sort in _OPEN else None,
            calendar=_EDITIONS_AGENDA if sort is Sort.EDITION else subject.address("/agenda.ics") if sort in ADDRESS else None,
        )

    def _subjects(self, values: Mapping[str, str], sorts: Sequence[Sort]) -> list[Subject]:
        who = directory(self._memory)
        named = [(sort, values[ADDRESS[sort]]) for sort in sorts if values.get(ADDRESS[sort], "").strip()]
        found = [subject_of(self._store, sort, target, who) for sort, target in named]
        return [subject for subject in found if subject is not None]

    def _recall(self, what: str, subject: Subject, make: Callable[[], _T]) -> _T:
        key = hashlib.blake2b(subject.target.encode("utf-8", "replace"), digest_size=16).hexdigest()
        return self._memory.recall(f"{what} {self._today} {subject.sort.value} {key}", make)

    def _reader(self, token: str) -> int | None:
        with self._store.reading() as connection:
            found = mail_links.opened(lambda number: reader_by_id(connection, number), token, Leads.FEED)
        return found[0].id if found is not None and found[0].confirmed_at is not None else None
