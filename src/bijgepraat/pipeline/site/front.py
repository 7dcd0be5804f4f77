# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The pages on which readers come in: home, the timeline, the dossiers, and the pages that explain."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from bijgepraat.model.claims import THEMES
from bijgepraat.model.views import Frame, Page
from bijgepraat.pipeline.site import dossiers, lists, timeline
from bijgepraat.pipeline.site import help as helps
from bijgepraat.pipeline.site.books import Books
from bijgepraat.pipeline.site.home import week
from bijgepraat.pipeline.site.memory import Memory
from bijgepraat.pipeline.site.press import Press
from bijgepraat.publish.site import front as front_pages
from bijgepraat.publish.site import pages
from bijgepraat.settings import Settings


class Front:
    """These pages over one store. None: no such page. Safe to call from several threads."""

    def __init__(
        self, memory: Memory, frame: Callable[[], Frame], press: Press, books: Books, settings: Settings | None = None
    ) -> None:
        self._memory = memory
        self._frame = frame
        self._press = press
        self._books = books
        self._settings = settings

    def changes(self) -> int:
        """The last change number: what a reader of now has seen."""
        return self._memory.store.changes()

    def home(self, since: int | None = None) -> Page:
        """The front page; `since` is the change number that its reader saw last."""
        view = replace(lists.home(self._memory), published=self._press.newest())
        return pages.home(self._frame(), view, week(self._memory, since, self._books.money_view))

    def timeline(self, period: str = "") -> Page:
        """The timeline of the formation; an odd period counts as none."""
        return front_pages.timeline(self._frame(), timeline.timeline_page(self._memory, period, self._press.listed))

    def dossiers(self) -> Page:
        """All themes."""
        return pages.dossiers(self._frame(), lists.dossiers(self._memory))

    def dossier(self, theme: str, level: str = "", before: str = "") -> Page | None:
        """One theme. `level` 0, 1 (also when empty or odd) or 2 is the least that is shown; `before` is a place from a pager."""
        if theme not in THEMES:
            return None
        view = lists.dossier(self._memory, theme, level, before)
        about = dossiers.about(self._memory, theme, self._books) if not before else None
        return front_pages.dossier(self._frame(), view, about)

    def display(self, choice: str, changed: bool = False) -> Page:
        """The page on which readers choose light or dark."""
        return front_pages.display(self._frame(), choice, changed)

    def explanation(self) -> Page:
        """How it works and how sure we are."""
        return front_pages.explanation(self._frame(), helps.explanation())

    def accessibility(self) -> Page:
        """How accessible the site is."""
        return front_pages.accessibility(self._frame())

    def privacy(self) -> Page:
        """What is kept of readers."""
        return front_pages.privacy(self._frame())

    def sources(self) -> Page:
        """Where everything comes from, under which licence."""
        return front_pages.sources(self._frame(), helps.sources(self._memory, self._settings))

    def warm_up(self) -> None:
        """Count beforehand, so that the first reader does not wait for it."""
        self.home()
        self.timeline()
        for theme in THEMES:
            self.dossier(theme)
